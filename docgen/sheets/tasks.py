"""Task lists out: the empty workbook a clerk fills, and the list of what is assigned.

Knows the look of the two workbooks; headings, hints and order come from `registry.exchange.columns`, the same table
the reading side uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.sheets.bulk import formats_of, written_rows
from docgen.sheets.frame import add_frame_sheets
from docgen.sheets.writing import (
    FONT,
    GREY,
    Writable,
    landscape,
    new_workbook,
    offer,
    put,
    put_heading,
    put_title,
    save,
)
from registry.exchange.columns import COLUMNS, Column
from registry.exchange.frame_rows import FrameRow
from registry.exchange.rows import HONORIFICS, NATURES, CoOwner, Indicator, KnownTask, TaskContent, TaskRow
from registry.labels import AssigneeKind, Direction, Horizon, Origin
from registry.vietnamese import number_in_text, short_date

_SHEET, _GUIDE, _LISTS = "Nhiệm vụ", "Hướng dẫn", "Danh mục"
_HEADING_ROW = 2
_ROOM = 1000  # rows with drop-down lists
_LOOSE = ("natures", "period", "unit")  # several values, or values we do not know yet
_USUAL = tuple(column for column in COLUMNS if not column.is_extra)
_EXAMPLE = {
    "ordinal": "Ví dụ",
    "official": "Nguyễn Văn Mẫu",
    "honorific": "đồng chí",
    "post": "Huyện ủy viên, Bí thư Đảng ủy xã Mẫu",
    "unit": "Đảng ủy xã Mẫu",
    "horizon": "Năm",
    "title": "Nâng tỷ lệ chi bộ thôn sinh hoạt đạt loại tốt",
    "natures": "việc khó; việc tồn đọng",
    "origin": "tự đăng ký",
    "target": "Từ 60% lên 90% số chi bộ sinh hoạt đạt loại tốt",
    "baseline": "60",
    "target_value": "90",
    "measure_unit": "%",
    "direction": ">=",
    "product": "Hướng dẫn; bảng chấm điểm; danh sách chi bộ",
    "supervisor": "đồng chí Trần Thị Mẫu, Phó Bí thư Huyện ủy",
    "note": "Dòng này không được nhập; có thể xóa",
}
_GUIDANCE = (
    "1. Điền từ dòng dưới dòng “Ví dụ” của trang “Nhiệm vụ”; mỗi việc một dòng. Không cần xóa dòng ví dụ.",
    "2. Việc thứ hai của cùng một người: có thể để trống họ tên, chức vụ, đơn vị.",
    "3. Các cột có thể đổi thứ tự hoặc bỏ bớt, nhưng giữ nguyên chữ ở dòng tiêu đề.",
    "4. Ngày ghi dd/mm/yyyy. Số ghi 2101 hoặc 95,5; chưa biết thì để trống, không ghi 0.",
    "5. Không dùng công thức; nếu chép từ bảng khác, dán bằng Paste Special – Values.",
    "6. Chỉ tiêu thứ hai của cùng một việc: ghi ở dòng ngay dưới, chỉ điền các cột chỉ tiêu, số liệu, đơn vị tính.",
    "7. Cần thêm thì tự thêm cột, đặt đúng tên như ở phần “có thể thêm” dưới đây.",
    "8. Mọi lỗi được báo cùng lúc, kèm ô cần sửa; tệp gốc không bị thay đổi.",
)


def write_task_template(
    path: Path, *, year: int, term: str = "", units: Sequence[str] = (), is_full: bool = False
) -> None:
    """An empty workbook to fill for `year` and, when not "", `term` ("2021-2025"); `units` feed a drop-down list.

    With `is_full` also the sheets around the task list: bodies, posts, groups, calendar and the rest.
    """
    workbook, sheet = new_workbook(_SHEET)
    put_title(sheet, 1, f"DANH SÁCH GIAO NHIỆM VỤ NĂM {year}" + (f" VÀ GIAI ĐOẠN {term}" if term else ""))
    _write_headings(sheet, _USUAL)
    _write_example(sheet, year)
    _write_guide(workbook)
    lists = _write_lists(workbook, year, term, units)
    for number, column in enumerate(_USUAL, start=1):
        letter = get_column_letter(number)
        if column.field in lists:
            cells = f"{letter}{_HEADING_ROW + 2}:{letter}{_ROOM}"
            offer(sheet, cells, lists[column.field], only_these=column.field not in _LOOSE)
    landscape(sheet, heading_row=_HEADING_ROW)
    if is_full:
        add_frame_sheets(workbook)
    save(workbook, path)


def write_tasks(path: Path, rows: Sequence[TaskContent], frame: Mapping[str, Sequence[FrameRow]] | None = None) -> None:
    """The list of `rows`, readable again by `read_workbook` and `read_rows` without a difference.

    `frame` holds the rows of the sheets around the list, by kind; a kind without rows gets no sheet.
    """
    workbook, sheet = new_workbook(_SHEET)
    put_title(sheet, 1, "DANH SÁCH NHIỆM VỤ")
    columns = [column for column in COLUMNS if not column.is_extra or any(_is_said(row, column.field) for row in rows)]
    _write_headings(sheet, columns)
    landscape(sheet, heading_row=_HEADING_ROW)
    add_frame_sheets(workbook, frame or {})
    lines = _lines([column.field for column in columns], rows)
    written = written_rows(lines, formats_of(workbook, boxed=True), first=_HEADING_ROW + 1)
    save(workbook, path, {sheet.title: written})


def _lines(fields: Sequence[str], rows: Sequence[TaskContent]) -> Iterator[list[Writable]]:
    """The cells of every task, and under it those of its further indicators."""
    for number, row in enumerate(rows, start=1):
        yield [_value_of(row, field, number) for field in fields]
        for indicator in row.indicators:
            cells = _indicator_cells(indicator)
            yield [cells.get(field) for field in fields]


def _is_said(row: TaskContent, field: str) -> bool:
    """True when a row, or a further indicator of it, says something in a field."""
    return bool(getattr(row, field)) or any(getattr(indicator, field, None) for indicator in row.indicators)


def _indicator_cells(indicator: Indicator) -> dict[str, Writable]:
    """A further indicator as the cells of a row of its own under its task."""
    return {
        "target": indicator.target,
        "baseline": indicator.baseline,
        "target_value": indicator.target_value,
        "measure_unit": indicator.measure_unit,
        "direction": str(indicator.direction),
        "denominator": indicator.denominator,
    }


def _write_headings(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, start=1):
        put_heading(sheet, _HEADING_ROW, number, column.heading, width=column.width, hint=_hint(column))
    sheet.row_dimensions[_HEADING_ROW].height = 36


def _hint(column: Column) -> str:
    return ("Bắt buộc. " if column.is_required else "") + column.hint


def _write_example(sheet: Worksheet, year: int) -> None:
    """The greyed row that shows how to fill; reading passes over it."""
    texts = _EXAMPLE | {"period": str(year), "deadline": f"30/11/{year}"}
    for number, column in enumerate(_USUAL, start=1):
        cell = put(sheet, _HEADING_ROW + 1, number, texts.get(column.field, ""), boxed=True)
        cell.font = Font(name=FONT, size=11, italic=True, color=GREY)


def _write_guide(workbook: Workbook) -> None:
    """The second sheet: how to fill, and what each column holds."""
    sheet = workbook.create_sheet(_GUIDE)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 95
    for row, sentence in enumerate(_GUIDANCE, start=1):
        put(sheet, row, 2, sentence)
    start = len(_GUIDANCE) + 2
    for row, column in enumerate(COLUMNS, start=start):
        put(sheet, row, 1, column.heading).font = Font(name=FONT, size=11, bold=True)
        put(sheet, row, 2, ("Có thể thêm. " if column.is_extra else "") + _hint(column))


def _write_lists(workbook: Workbook, year: int, term: str, units: Sequence[str]) -> dict[str, str]:
    """The hidden sheet with the values of the drop-down lists; gives the range of each field."""
    values: dict[str, Sequence[str]] = {
        "honorific": HONORIFICS,
        "horizon": [horizon.label for horizon in reversed(Horizon)],
        "period": [str(year), term] if term else [str(year)],
        "natures": NATURES,
        "origin": [origin.label for origin in Origin],
        "direction": [direction.value for direction in Direction],
        "unit": units,
    }
    sheet = workbook.create_sheet(_LISTS)
    sheet.sheet_state = "hidden"
    ranges = {}
    for number, (field, choices) in enumerate(values.items(), start=1):
        for row, choice in enumerate(choices, start=1):
            put(sheet, row, number, choice)
        letter = get_column_letter(number)
        if choices:
            ranges[field] = f"'{_LISTS}'!${letter}$1:${letter}${len(choices)}"
    return ranges


def _value_of(row: TaskContent, field: str, number: int) -> Writable:
    """The cell of one field as a clerk would type it."""
    if field == "ordinal":
        return number
    if field == "task_code":
        return _code_of(row)
    if field in ("natures", "attached"):
        return "; ".join(getattr(row, field))
    if field == "co_owners":
        return "; ".join(_co_owner_text(each) for each in row.co_owners)
    if field == "is_collective":
        return (AssigneeKind.COLLECTIVE if row.is_collective else AssigneeKind.PERSON).label
    if field == "deadline":
        is_plain = row.deadline is not None and row.deadline_text in ("", short_date(row.deadline))
        return row.deadline if is_plain else row.deadline_text
    value = getattr(row, field)
    return value.label if isinstance(value, Horizon | Origin) else str(value) if isinstance(value, Direction) else value


def _co_owner_text(co_owner: CoOwner) -> str:
    """A co-owner with the share, as it can be read again."""
    share = "" if co_owner.share is None else f" {number_in_text(co_owner.share, unit='%')}"
    return co_owner.name + share


def _code_of(row: TaskContent) -> str:
    if isinstance(row, KnownTask):
        return row.code
    return row.task_code if isinstance(row, TaskRow) else ""
