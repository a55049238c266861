"""Days of a task list: dates as cells, as text, as Excel's numbers, and deadlines that are no single day (check P20).

Knows how a day may be written; does not know which column it came from beyond what it is told.
"""

from __future__ import annotations

import datetime as dt

from registry.exchange.cells import CellValue, cell_number, cell_text, folded
from registry.exchange.row_reader import RowReader
from registry.exchange.values import period_years
from registry.problems import Severity
from registry.vietnamese import Precision, looks_like_date, parse_date, parse_when, short_date

CHECK = "P20"
_SERIAL_DAYS = range(20_000, 80_000)  # Excel's day numbers for 1954 to 2119
_WHOLE_PERIOD = frozenset({"trong ky", "ca ky", "ca giai doan", "trong giai doan", "ca nhiem ky", "trong nhiem ky"})
_YEARLY = (Precision.YEAR, Precision.RECURRING)


def day_of(value: CellValue, day_zero: dt.date) -> dt.date | None:
    """The day a cell means: a date cell, a written date, or a day number; None otherwise."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return parse_date(value)
    number = cell_number(value)
    if number is None or number != int(number) or int(number) not in _SERIAL_DAYS:
        return None
    return day_zero + dt.timedelta(days=int(number))


def read_birth_date(reader: RowReader) -> dt.date | None:
    """The birth date of the row's person; None after a report when it is no full date."""
    value = reader.person_value("birth_date")
    day = day_of(value, reader.source.cells.day_zero)
    if value is not None and day is None:
        message = (
            f"“{cell_text(value)}” không phải là một ngày sinh đầy đủ nên không được ghi. Ghi theo dạng 05/02/1975."
        )
        reader.report("unclear-birth-date", "birth_date", message, Severity.WARNING)
    return day


def read_deadline(reader: RowReader, period: str) -> tuple[dt.date | None, str]:
    """The deadline as a day and as written; a fuzzy one is resolved to its last day, and both are shown."""
    value = reader.value("deadline")
    if value is None:
        return None, ""
    day, text = day_of(value, reader.source.cells.day_zero), reader.text("deadline")
    if day is not None:
        return day, short_date(day) if isinstance(value, int | float) else text
    if looks_like_date(text):
        message = f"Không có ngày {text} trong lịch. Sửa lại theo dạng ngày/tháng/năm."
        reader.report("impossible-date", "deadline", message)
        return None, text
    return _fuzzy_deadline(reader, text, period), text


def _fuzzy_deadline(reader: RowReader, text: str, period: str) -> dt.date | None:
    first, last = period_years(period)
    day = dt.date(last, 12, 31) if folded(text).rstrip(".") in _WHOLE_PERIOD else None
    when = parse_when(text, year=last)
    if when and (first == last or not when.year_inferred or when.precision in _YEARLY):
        day = when.last
    if day is None:
        message = f"Không hiểu thời hạn “{text}”. Ghi một ngày cụ thể, ví dụ 31/12/{last}."
        reader.report("unclear-deadline", "deadline", message)
    else:
        message = f"Thời hạn “{text}” được hiểu là {short_date(day)}."
        reader.report("deadline-resolved", "deadline", message, reader.source.policy.severity(CHECK))
    return day
