"""The sheets beside the task list read: cells in, rows and everything a clerk must correct out.

Knows how a sheet is recognised and how a row is read by its table of columns; does not know what the registry holds.
Nothing is guessed: a row with an error is left out, and every error is told at its cell, all at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from registry.exchange.cells import Position, SheetCells, cell_name, cell_text, in_order
from registry.exchange.frame_bodies import FRAME_SHEETS
from registry.exchange.frame_rows import FrameRow
from registry.exchange.frame_sheets import EVENTS, PROGRESS, FrameSheet
from registry.exchange.frame_values import Misread, resolve_day
from registry.exchange.headings import HEADER_WITHIN, find_header, heading_key
from registry.labels import EventKind
from registry.problems import Place, Problem, Severity
from registry.vietnamese import fold

_EVALUATED_BY = 3  # month: a year is judged in its last weeks or early in the next (nghiep-vu §1.1, step 14)
_PASSED_OVER = ("tong", "tong cong", "cong", "tong so", "vi du")


@dataclass(frozen=True, kw_only=True)
class Headed:
    """A recognised sheet: what it is, its heading row, the column of every field found."""

    cells: SheetCells
    sheet: FrameSheet
    row: int
    columns: Mapping[str, int]

    def place(self, row: int, field: str) -> Place:
        """The cell of a field in a row (0-based); the sheet's first column when it has no such column."""
        return Place(sheet=self.cells.name, cell=cell_name(row, self.columns.get(field, 0)))


@dataclass(frozen=True, kw_only=True)
class FrameReading:
    """The rows that can go on, by kind of sheet, every problem in the order of its place, and the sheets read."""

    rows: Mapping[str, tuple[FrameRow, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    headed: tuple[Headed, ...] = ()

    @property
    def sheets(self) -> frozenset[str]:
        """Names of the sheets that were recognised: they are no task lists."""
        return frozenset(each.cells.name for each in self.headed)

    def place(self, row: FrameRow, field: str) -> Place:
        """The cell of a field of a row."""
        for each in self.headed:
            if each.cells.name == row.sheet:
                return each.place(row.row - 1, field)
        return Place(sheet=row.sheet)


def read_frame(sheets: Sequence[SheetCells], *, year: int) -> FrameReading:
    """Read every sheet that is one of ours; `year` completes dates without one."""
    headed = [found for sheet in sheets if (found := recognise(sheet)) is not None]
    rows: dict[str, tuple[FrameRow, ...]] = {}
    problems: list[Problem] = []
    for each in headed:
        problems += _missing_columns(each)
        read = [] if _missing(each) else _rows_of(each, year, problems)
        rows[each.sheet.kind] = (*rows.get(each.sheet.kind, ()), *read)
    ordered = in_order(problems, [sheet.name for sheet in sheets])
    return FrameReading(rows=rows, problems=ordered, headed=tuple(headed))


def recognise(cells: SheetCells) -> Headed | None:
    """What a sheet is by its heading row; None for task lists, covers and everything else."""
    found = [
        Headed(cells=cells, sheet=sheet, row=row, columns=columns)
        for row in range(min(HEADER_WITHIN, len(cells.rows)))
        for sheet in FRAME_SHEETS
        if (columns := _columns(cells, sheet, row)) and _is_it(cells, sheet, columns)
    ]
    best = max(found, key=lambda each: len(each.columns), default=None)
    tasks = find_header(cells)
    if best is None or (tasks is not None and len(tasks.columns) > len(best.columns)):
        return None
    return best


def _columns(cells: SheetCells, sheet: FrameSheet, row: int) -> dict[str, int]:
    """The column of every field whose heading stands in the row; the first of two with one meaning."""
    known = sheet.fields()
    columns: dict[str, int] = {}
    for column in range(len(cells.rows[row])):
        name = known.get(heading_key(cells.text(row, column)))
        if name is not None:
            columns.setdefault(name, column)
    return columns


def _is_it(cells: SheetCells, sheet: FrameSheet, columns: Mapping[str, int]) -> bool:
    """True when the headings tell the sheet apart, or its name does and a required heading is there."""
    if any(mark <= columns.keys() for mark in sheet.marks):
        return True
    required = {column.field for column in sheet.columns if column.is_required}
    return fold(cells.name) == fold(sheet.title) and bool(required & columns.keys())


def _missing(headed: Headed) -> list[str]:
    """Headings of required columns the sheet lacks."""
    needed = (column for column in headed.sheet.columns if column.is_required)
    return [column.heading for column in needed if column.field not in headed.columns]


def _missing_columns(headed: Headed) -> list[Problem]:
    return [
        Problem(
            code="missing-column",
            message=f"Thiếu cột “{heading}”. Thêm cột này vào dòng tiêu đề (dòng {headed.row + 1}).",
            place=Place(sheet=headed.cells.name),
        )
        for heading in _missing(headed)
    ]


def _rows_of(headed: Headed, year: int, problems: list[Problem]) -> list[FrameRow]:
    """The rows under the heading row that hold something."""
    covered = headed.cells.merged_cells()
    rows = []
    for index in range(headed.row + 1, len(headed.cells.rows)):
        if not _is_passed_over(headed.cells, index):
            reader = _RowReader(headed=headed, row=index, covered=covered, year=year)
            row = reader.read()
            problems += reader.problems
            rows += [row] if row else []
    return rows


def _is_passed_over(cells: SheetCells, row: int) -> bool:
    """True for blank rows, totals, the example row and a row that only numbers the columns."""
    texts = [text for column in range(len(cells.rows[row])) if (text := cells.text(row, column))]
    if not texts:
        return True
    is_numbering = len(texts) > 1 and [text.strip("()") for text in texts] == [str(n + 1) for n in range(len(texts))]
    return is_numbering or fold(texts[0]).rstrip(":").startswith(_PASSED_OVER[-1]) or fold(texts[0]) in _PASSED_OVER


@dataclass(kw_only=True)
class _RowReader:
    """Reads one row by the table of its sheet."""

    headed: Headed
    row: int
    covered: Mapping[Position, Position]
    year: int
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> FrameRow | None:
        """The row as a value; None when a cell will not do."""
        found = {column.field: self._value(column.field) for column in self.headed.sheet.columns}
        self._finish(found)
        for column in self.headed.sheet.columns:
            if column.is_required and found.get(column.field) in (None, "") and not self._is_told(column.field):
                self.report("missing-value", column.field, f"Thiếu “{column.heading}”. Điền vào ô này.")
        if any(problem.is_error for problem in self.problems):
            return None
        given = {name: value for name, value in found.items() if value is not None and name != "ordinal"}
        return self.headed.sheet.row(sheet=self.headed.cells.name, row=self.row + 1, **given)

    def _value(self, name: str) -> Any:
        """The value of a field as its reader understands it; None after a report."""
        column = self.headed.columns.get(name)
        if column is None:
            return None
        cells = self.headed.cells
        if cells.is_error_value(self.row, column):
            self.report("formula-error", name, "Công thức trong ô bị lỗi. Gõ lại giá trị vào ô.")
            return None
        if cells.is_formula(self.row, column):
            self._report_formula(name, column)
        value = cells.value(*self.covered.get((self.row, column), (self.row, column)))
        read = self.headed.sheet.column(name).reads(value)
        if isinstance(read, Misread):
            self.report(read.code, name, read.message)
            return None
        return read

    def _report_formula(self, name: str, column: int) -> None:
        cells = self.headed.cells
        is_empty = cells.value(self.row, column) is None or cells.text(self.row, column).startswith("=")
        message = "Ô chứa công thức. Chép rồi dán lại dưới dạng giá trị (Paste Special – Values)."
        self.report("formula-cell", name, message, Severity.ERROR if is_empty else Severity.WARNING)

    def _is_told(self, name: str) -> bool:
        """True when an error was already told at the field."""
        return any(problem.place == self.headed.place(self.row, name) for problem in self.problems)

    def report(self, code: str, name: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem at the cell of a field."""
        place = self.headed.place(self.row, name)
        self.problems.append(Problem(code=code, message=message, severity=severity, place=place))

    def _finish(self, found: dict[str, Any]) -> None:
        """What a row needs beyond its cells one by one."""
        if self.headed.sheet is EVENTS:
            self._finish_event(found)
        elif self.headed.sheet is PROGRESS:
            self._finish_progress(found)
        start, end = found.get("valid_from"), found.get("valid_to")
        if start and end and end < start:
            self.report("period-ends-early", "valid_to", "Ngày cuối đứng trước ngày đầu. Sửa một trong hai ngày.")

    def _finish_event(self, found: dict[str, Any]) -> None:
        """A calendar entry: the day as written and as understood (check P20)."""
        value = found.pop("when", None)
        day, is_inferred = resolve_day(value, self.year)
        if is_inferred and day and found.get("kind") is EventKind.EVALUATION and day.month <= _EVALUATED_BY:
            day, is_inferred = resolve_day(value, self.year + 1)
        found |= {"day": day, "day_text": cell_text(value), "is_year_inferred": is_inferred}
        if day is None and cell_text(value):
            message = f"Không hiểu thời gian “{cell_text(value)}”. Ghi dd/mm/yyyy, dd/mm, tháng hoặc quý."
            self.report("unclear-day", "when", message)

    def _finish_progress(self, found: dict[str, Any]) -> None:
        """A report names its task and says something."""
        if not found.get("task_code") and not (found.get("person") and found.get("title")):
            message = "Chưa rõ nhiệm vụ nào. Ghi mã nhiệm vụ, hoặc họ tên và nội dung nhiệm vụ như trong danh sách."
            self.report("unnamed-task", "task_code", message)
        compared = (found.get("compared_value"), found.get("compared_difference"))
        if not found.get("compared_with") and compared != (None, None):
            message = "Chưa ghi so với kỳ nào. Ghi tên kỳ, ví dụ cả nhiệm kỳ trước, hoặc bỏ con số so sánh."
            self.report("unnamed-comparison", "compared_with", message)
        says = (found.get("value"), found.get("level"), found.get("text") or None)
        if all(each is None for each in says):
            message = "Dòng này không nói gì: ghi giá trị, mức độ hoặc diễn giải; chưa biết thì bỏ dòng này."
            self.report("empty-report", "value", message)
