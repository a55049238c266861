"""A task list read: sheets of cells in, rows and everything a clerk must correct out.

Knows columns, blank and merged cells, and what a single row must hold; what only the whole list shows (duplicates,
spellings) is in `checks`. Does not know files nor what the registry already holds. Nothing is guessed: a row with
an error is left out and every error is reported at its cell, all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.exchange.cells import SheetCells, cell_name, cell_position, in_order
from registry.exchange.checks import check_list, check_row
from registry.exchange.columns import HEADER_WITHIN, HEADING_OF_FIELD, Header, find_header
from registry.exchange.row_reader import PERSON_FIELDS, RowReader
from registry.exchange.rows import TaskRow
from registry.problems import Place, Problem, Severity
from registry.vietnamese import fold

_TOTALS = ("tong", "tong cong", "cong", "tong so")
_EXAMPLE = "vi du"  # the greyed row of our own template


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The rows that can go on, in the order of the workbook, and every problem in the order of its place."""

    rows: tuple[TaskRow, ...]
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """True when some row was left out or the workbook as a whole is not understood."""
        return any(problem.is_error for problem in self.problems)


def read_rows(sheets: Sequence[SheetCells]) -> Reading:
    """Read every sheet that has a heading row; sheets without one (guides, covers) are passed over."""
    rows: list[TaskRow] = []
    problems: list[Problem] = []
    headed = [(sheet, header) for sheet in sheets if (header := find_header(sheet)) is not None]
    if not headed:
        problems.append(_no_task_sheet())
    for sheet, header in headed:
        problems += _check_header(sheet, header)
        if not header.missing():
            rows += _read_sheet(sheet, header, problems)
    columns = {sheet.name: header.columns for sheet, header in headed}
    problems += [problem for row in rows for problem in check_row(row, columns[row.sheet])]
    problems += check_list(rows, columns)
    ordered = in_order(problems, [sheet.name for sheet in sheets])
    refused = _refused(problems)
    return Reading(rows=tuple(row for row in rows if (row.sheet, row.row) not in refused), problems=ordered)


def _refused(problems: list[Problem]) -> set[tuple[str, int]]:
    """Sheet and 1-based row of every error that stands at a cell."""
    places = ((problem.place.sheet, cell_position(problem.place.cell)) for problem in problems if problem.is_error)
    return {(sheet, position[0] + 1) for sheet, position in places if position}


def _no_task_sheet() -> Problem:
    """The workbook holds no task list at all."""
    headings = ", ".join(f"“{HEADING_OF_FIELD[field]}”" for field in ("official", "post", "title", "period"))
    return Problem(
        code="no-task-sheet",
        message=f"Không thấy dòng tiêu đề cột trong {HEADER_WITHIN} dòng đầu của trang tính nào. "
        f"Cần có ít nhất các cột {headings}; tải bảng mẫu bằng lệnh docgen tasks template.",
    )


def _check_header(sheet: SheetCells, header: Header) -> list[Problem]:
    """Required columns that are missing, headings written twice, columns nobody reads."""
    problems = [
        Problem(
            code="missing-column",
            message=f"Thiếu cột “{column.heading}”. Thêm cột này vào dòng tiêu đề (dòng {header.row + 1}).",
            place=Place(sheet=sheet.name),
        )
        for column in header.missing()
    ]
    problems += [_repeated_column(sheet, header.row, column) for column in header.repeated]
    return problems + [_unknown_column(sheet, header.row, column) for column in header.unknown]


def _repeated_column(sheet: SheetCells, row: int, column: int) -> Problem:
    """Two headings mean the same column; only the first is read."""
    return Problem(
        code="duplicate-column",
        message=f"Cột “{sheet.text(row, column)}” trùng nghĩa với một cột đứng trước. Đổi tên hoặc bỏ bớt một cột.",
        place=Place(sheet=sheet.name, cell=cell_name(row, column)),
    )


def _unknown_column(sheet: SheetCells, row: int, column: int) -> Problem:
    """A heading outside the table of headings; the column is not read."""
    return Problem(
        code="unknown-column",
        message=f"Không đọc cột “{sheet.text(row, column)}”. Nếu cần, đổi tên cột theo bảng mẫu.",
        severity=Severity.INFO,
        place=Place(sheet=sheet.name, cell=cell_name(row, column)),
    )


def _read_sheet(sheet: SheetCells, header: Header, problems: list[Problem]) -> list[TaskRow]:
    """The rows under the heading row, with blank person cells carried down."""
    rows: list[TaskRow] = []
    covered = sheet.merged_cells()
    above: RowReader | None = None
    for index in range(header.row + 1, len(sheet.rows)):
        if _is_passed_over(sheet, header, index):
            continue
        reader = RowReader(sheet=sheet, columns=header.columns, row=index, covered=covered, above=above)
        row = reader.read()
        problems += reader.problems
        rows += [row] if row else []
        above = reader if any(reader.text(field) for field in PERSON_FIELDS) else above
    return rows


def _is_passed_over(sheet: SheetCells, header: Header, row: int) -> bool:
    """True for blank rows, the example row, totals, and group titles that hold neither a name nor a task."""
    if sheet.is_blank_row(row):
        return True
    texts = [sheet.text(row, column) for column in range(len(sheet.rows[row]))]
    first = fold(next(text for text in texts if text)).rstrip(":")
    if first in _TOTALS or first.startswith(_EXAMPLE):
        return True
    is_numbered_columns = all(text.strip("()").isdigit() for text in texts if text) and row == header.row + 1
    is_alone = sum(1 for text in texts if text) == 1 and not sheet.text(row, header.columns["title"])
    return is_numbered_columns or (is_alone and _is_group_title(sheet, header, row))


def _is_group_title(sheet: SheetCells, header: Header, row: int) -> bool:
    """True when the only text of a row stands in its first column, or begins like "I." or "A."."""
    column = next(column for column in range(len(sheet.rows[row])) if sheet.text(row, column))
    head = sheet.text(row, column).split(" ")[0].rstrip(".-):")
    return column != header.columns.get("official", -1) or (len(head) <= 4 and head.isupper() and head.isascii())
