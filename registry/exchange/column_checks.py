"""What only a whole column shows: days and months that a spreadsheet in English has swapped.

Excel set to English takes "5/2/2021" for the 2nd of May and leaves "30/11/2021" as text. Knows values of one column;
does not know tasks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from registry.exchange.task_sheet import TaskSheet
from registry.problems import Place, Problem, Severity
from registry.vietnamese import parse_date, short_date

_DATES = ("deadline", "birth_date")
_LAST_MONTH = 12
_FEWEST = 2  # swapped dates; one alone is chance


def swapped_dates(source: TaskSheet) -> Iterator[Problem]:
    """A warning at the first date cell of a column whose days are all below 13 while all later days are text."""
    for name in _DATES:
        column = source.values.get(name, [])[source.header.row + 1 :]
        cells = [(row, day) for row, value in enumerate(column) if (day := _day(value)) is not None]
        texts = [day for value in column if isinstance(value, str) and (day := parse_date(value)) is not None]
        could_be = len(cells) >= _FEWEST and all(day.day <= _LAST_MONTH for _, day in cells)
        if could_be and texts and all(day.day > _LAST_MONTH for day in texts):
            row, day = cells[0]
            yield _swapped(source, name, source.header.row + 1 + row, day, len(cells))


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def _swapped(source: TaskSheet, name: str, row: int, day: dt.date, count: int) -> Problem:
    other = f"{day.month:02d}/{day.day:02d}/{day.year}"
    message = (
        f"Có thể Excel đã đổi chỗ ngày và tháng ở {count} ô của cột này: các ngày sau ngày 12 đều còn là chữ. "
        f"Kiểm tra: ô này là {short_date(day)} hay {other}? Gõ lại dưới dạng chữ nếu sai."
    )
    place = Place(sheet=source.cells.name, cell=source.cell_of(row, name))
    return Problem(code="dates-may-be-swapped", message=message, severity=Severity.WARNING, place=place)
