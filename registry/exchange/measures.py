"""Numbers of a task list: baseline, target, unit, direction, and the rows that hold one more indicator of a task.

Knows how a number may be mistyped or misread by a spreadsheet; does not know whether a target makes sense.
"""

from __future__ import annotations

import re
from decimal import Decimal

from registry.exchange.cells import CellValue
from registry.exchange.columns import COLUMNS
from registry.exchange.row_reader import RowReader
from registry.exchange.rows import Indicator
from registry.exchange.task_sheet import PERSON_FIELDS
from registry.exchange.units import is_counted, is_known_unit, nearest_unit
from registry.exchange.values import read_direction, read_number
from registry.labels import Direction
from registry.problems import Severity
from registry.vietnamese import number_in_text

_MEASURE_FIELDS = frozenset({"target", "baseline", "target_value", "measure_unit", "direction", "denominator"})
_SHOWS_MEASURE = ("target", "baseline", "target_value")
_OTHER_FIELDS = tuple(
    column.field for column in COLUMNS if column.field not in _MEASURE_FIELDS and column.field not in PERSON_FIELDS
)
_THOUSANDS = 3  # decimals: Excel in English takes the dot of 2.101 for a decimal point
_RATIO = re.compile(r"(\d[\d.]*)\s*/\s*(\d[\d.]*)")


def is_further_indicator(reader: RowReader) -> bool:
    """True for a row that fills only measures: no name, no title, nothing else of a task of its own."""
    if any(reader.is_own(name) for name in (*_OTHER_FIELDS, *PERSON_FIELDS)):
        return False
    return any(reader.is_own(name) for name in _SHOWS_MEASURE)


def read_indicator(reader: RowReader) -> Indicator:
    """The measures of a row."""
    unit = read_unit(reader)
    return Indicator(
        target=reader.text("target"),
        baseline=read_quantity(reader, "baseline", unit),
        target_value=read_quantity(reader, "target_value", unit),
        measure_unit=unit,
        direction=read_way(reader),
        denominator=read_quantity(reader, "denominator", unit),
    )


def read_unit(reader: RowReader) -> str:
    """The unit of measure; an unknown one is told with the nearest known one."""
    unit = reader.text("measure_unit")
    if unit and not is_known_unit(unit):
        near = nearest_unit(unit)
        advice = f"Có phải “{near}”?" if near else "Kiểm tra lại chữ viết."
        message = f"Đơn vị tính “{unit}” không có trong danh mục. {advice}"
        reader.report("unknown-measure-unit", "measure_unit", message, Severity.WARNING)
    return unit


def read_way(reader: RowReader) -> Direction:
    """Which way the target points."""
    text = reader.text("direction")
    direction = read_direction(text)
    if direction is None:
        reader.report("unknown-direction", "direction", f"Không hiểu chiều “{text}”. Chọn >=, <= hoặc =.")
    return direction or Direction.AT_LEAST


def read_quantity(reader: RowReader, name: str, unit: str) -> Decimal | None:
    """A number of the indicator; None when blank (not known, not zero) or after a report."""
    value = reader.value(name)
    if value is None:
        return None
    number = read_number(value, unit)
    if number is None:
        reader.report("unclear-number", name, _unclear(reader.text(name)))
    elif is_counted(unit) and number != number.to_integral_value():
        reader.report("count-not-whole", name, _not_whole(number, unit))
        return None
    elif isinstance(value, float) and not value.is_integer():
        _check_misread(reader, name, number, unit)
    return number


def read_weight(reader: RowReader) -> Decimal | None:
    """The points of a task; None when blank or after a report."""
    value: CellValue = reader.value("weight")
    if value is None:
        return None
    number = read_number(value, "")
    if number is None or number <= 0:
        message = f"Trọng số “{reader.text('weight')}” không phải là một số dương. Chỉ ghi số, ví dụ 10 hoặc 7,5."
        reader.report("unclear-weight", "weight", message)
        return None
    return number


def _unclear(text: str) -> str:
    """Advice for a text that is no number: a ratio has its own place."""
    ratio = _RATIO.fullmatch(text)
    if ratio:
        return f"“{text}” là hai số. Ghi {ratio[1]} ở ô này và {ratio[2]} ở cột “Tổng số để tính tỷ lệ”."
    return f"Không hiểu con số “{text}”. Chỉ ghi số (ví dụ 2101 hoặc 95,5), để trống nếu chưa biết."


def _not_whole(number: Decimal, unit: str) -> str:
    """A count with decimals is usually a thousand misread by Excel (2.101 → 2,101)."""
    said = f"“{unit}” đếm bằng số nguyên nhưng ô ghi {number_in_text(number)}."
    if number >= 1000:
        return said
    return f"{said} Nếu ý là {number_in_text(number * 1000)} thì gõ liền {number * 1000:.0f}."


def _check_misread(reader: RowReader, name: str, number: Decimal, unit: str) -> None:
    """Numbers that a spreadsheet in English makes of Vietnamese ones: 0,95 of 95%, 2,101 of 2.101."""
    if unit == "%" and 0 < number < 1:
        shown, meant = number_in_text(number), number_in_text(number * 100)
        message = f"Ô ghi {shown}%. Nếu ý là {meant}% thì gõ lại số đó."
        reader.report("percent-as-fraction", name, message, Severity.WARNING)
    elif unit != "%" and 1 <= number < 1000 and len(str(number).partition(".")[2]) == _THOUSANDS:
        shown, meant = number_in_text(number), number_in_text(number * 1000)
        message = f"Ô ghi {shown}. Nếu ý là {meant} thì gõ liền {number * 1000:.0f}."
        reader.report("maybe-thousands", name, message, Severity.WARNING)
