"""A task list read: sheets of cells in, rows and everything a clerk must correct out.

Knows which sheets are lists, which rows are tasks, and how a row with only measures joins the task above it; what a
field may hold is in `task_reader`, what only the whole list shows in `checks`. Does not know files nor what the
registry already holds. Nothing is guessed: a row with an error is left out and every error is told at its cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from registry.exchange.cells import SheetCells, cell_position, in_order
from registry.exchange.checks import check_list, check_row
from registry.exchange.column_checks import swapped_dates
from registry.exchange.columns import HEADING_OF_FIELD
from registry.exchange.headings import HEADER_WITHIN, find_header
from registry.exchange.measures import is_further_indicator, read_indicator
from registry.exchange.passing import is_passed_over
from registry.exchange.row_reader import NOBODY, RowReader
from registry.exchange.rows import TaskRow
from registry.exchange.sheet_checks import check_header, check_source
from registry.exchange.task_reader import read_task
from registry.exchange.task_sheet import TaskSheet
from registry.problems import Problem
from registry.rules.policy import USUAL, Policy


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The rows that can go on, in the order of the workbook, and every problem in the order of its place."""

    rows: tuple[TaskRow, ...]
    problems: tuple[Problem, ...]
    lists: Mapping[str, TaskSheet] = field(default_factory=dict, repr=False, compare=False)  # by sheet name

    @property
    def has_errors(self) -> bool:
        """True when some row was left out or the workbook as a whole is not understood."""
        return any(problem.is_error for problem in self.problems)


def read_rows(sheets: Sequence[SheetCells], policy: Policy = USUAL) -> Reading:
    """Read every sheet that has a heading row; sheets without one (guides, covers) are passed over."""
    lists = [_task_sheet(sheet, policy) for sheet in sheets]
    sources = {source.cells.name: source for source in lists if source}
    rows: list[TaskRow] = []
    joined: dict[RowPlace, RowPlace] = {}
    problems = [remark for sheet in sheets for remark in sheet.remarks]
    problems += [] if sources else [_no_task_sheet()]
    for source in sources.values():
        problems += [*check_header(source), *check_source(source), *swapped_dates(source)]
        if not source.header.missing():
            listing = _Listing(source)
            listing.read()
            rows += listing.rows
            problems += listing.problems
            joined |= listing.joined
    problems += [problem for row in rows for problem in check_row(row, sources[row.sheet])]
    problems += check_list(rows, sources)
    refused = refused_rows(problems)
    refused |= {joined[place] for place in refused & joined.keys()}
    kept = tuple(row for row in rows if (row.sheet, row.row) not in refused)
    ordered = in_order(problems, [sheet.name for sheet in sheets])
    return Reading(rows=kept, problems=ordered, lists=sources)


RowPlace = tuple[str, int]  # sheet and 1-based row


def refused_rows(problems: Sequence[Problem]) -> set[RowPlace]:
    """Sheet and 1-based row of every error that stands at a cell."""
    places = ((problem.place.sheet, cell_position(problem.place.cell)) for problem in problems if problem.is_error)
    return {(sheet, position[0] + 1) for sheet, position in places if position}


def _task_sheet(sheet: SheetCells, policy: Policy) -> TaskSheet | None:
    """The sheet as a task list, None when it has no heading row."""
    header = find_header(sheet)
    if header is None:
        return None
    return TaskSheet(cells=sheet, header=header, covered=sheet.merged_cells(), policy=policy)


def _no_task_sheet() -> Problem:
    """The workbook holds no task list at all."""
    headings = ", ".join(f"“{HEADING_OF_FIELD[field]}”" for field in ("official", "post", "title", "period"))
    return Problem(
        code="no-task-sheet",
        message=f"Không thấy dòng tiêu đề cột trong {HEADER_WITHIN} dòng đầu của trang tính nào. "
        f"Cần có ít nhất các cột {headings}; tải bảng mẫu bằng lệnh docgen tasks template.",
    )


class _Listing:
    """One list read from top to bottom: what the row above said is needed to understand the next."""

    def __init__(self, source: TaskSheet) -> None:
        self.source = source
        self.rows: list[TaskRow] = []
        self.problems: list[Problem] = []
        self.joined: dict[RowPlace, RowPlace] = {}  # rows with only measures -> the row of their task
        self._person = NOBODY
        self._task: TaskRow | None = None
        self._is_open = False  # the row above was a task, even one with mistakes

    def read(self) -> None:
        """Read every row under the headings."""
        for index in range(self.source.header.row + 1, len(self.source.cells.rows)):
            if is_passed_over(self.source, index):
                self._is_open = False
                continue
            reader = RowReader(self.source, index, self._person)
            if self._is_open and is_further_indicator(reader):
                self._join(reader)
            else:
                self._add(reader)
            self.problems += reader.problems
            self._person = reader.person

    def _add(self, reader: RowReader) -> None:
        """One more task; blank person cells are those of the row above."""
        self._task, self._is_open = read_task(reader), True
        self.rows += [self._task] if self._task else []

    def _join(self, reader: RowReader) -> None:
        """One more indicator of the task above."""
        indicator, task = read_indicator(reader), self._task
        if task is not None:
            self._task = self.rows[-1] = replace(task, indicators=(*task.indicators, indicator))
            self.joined[task.sheet, reader.row + 1] = (task.sheet, task.row)
