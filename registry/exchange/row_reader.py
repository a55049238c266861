"""The cells of one row of a task list, by field, with a problem for every cell that will not do.

Knows which field stands in which column, merged cells, and that a blank name means the person of the row above; what
the fields of a task mean is in `task_reader`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from registry.exchange.cells import CellValue, Position, SheetCells, cell_name, cell_text, folded, is_error_value
from registry.exchange.columns import HEADING_OF_FIELD
from registry.exchange.headings import Header
from registry.problems import Place, Problem, Severity
from registry.rules.policy import Policy
from registry.vietnamese import normalise_lines, strip_honorific

PERSON_FIELDS = (
    *("official", "honorific", "birth_date", "party_post", "post", "unit", "group"),
    *("collective", "is_collective", "attached", "rank", "sort_name"),
)
_IDENTITY = ("post", "unit", "collective", "is_collective")
_STARTS = frozenset("=#+-@")
# "+ Tăng 5%" and "- Giảm 2%" are lists; what calls, computes or reaches out is not.
_LIKE_FORMULA = re.compile(r"@\S|[+-]\s*(?:[A-Za-z]+[\w.]*\(|cmd\b|\S*[|!]\S)")


@dataclass(frozen=True, kw_only=True)
class TaskSheet:
    """A sheet that holds a task list: its cells, its headings, what its merged cells cover, and the office's policy."""

    cells: SheetCells
    header: Header
    covered: Mapping[Position, Position]
    policy: Policy

    def cell_of(self, row: int, name: str) -> str:
        """The name of a field's cell in a row; the title's when the sheet has no such column."""
        columns = self.header.columns
        return cell_name(row, columns.get(name, columns.get("title", 0)))

    def headings_of(self, column: int) -> frozenset[CellValue]:
        """What stands in the heading rows of a column."""
        return self._headings.get(column, frozenset())

    @cached_property
    def _headings(self) -> Mapping[int, frozenset[CellValue]]:
        rows = [self.cells.rows[row] for row in range(self.header.first, self.header.row + 1)]
        columns = self.header.columns.values()
        return {column: frozenset(row[column] for row in rows if column < len(row)) for column in columns}

    @cached_property
    def formula_rows(self) -> frozenset[int]:
        """The rows with a formula."""
        return frozenset(row for row, _ in self.cells.formulas)


class RowReader:
    """Reads the cells of one row; `above` are the person's cells of the last row that named one, empty at the top."""

    def __init__(self, source: TaskSheet, row: int, above: Mapping[str, CellValue]) -> None:
        self.source = source
        self.row = row
        self.problems: list[Problem] = []
        self.values = _values_of(source, row)
        self._texts: dict[str, str] = {}
        self.names_person = not self.values.keys().isdisjoint(PERSON_FIELDS)
        continues = bool(above) and self._continues(above)
        self.person = {**above, **self._own_person()} if continues else self._own_person()

    def _own_person(self) -> dict[str, CellValue]:
        return {name: value for name, value in self.values.items() if name in PERSON_FIELDS}

    def _continues(self, above: Mapping[str, CellValue]) -> bool:
        """True when the row names nobody, or the same person again, and no other post, unit or collective."""
        own = self.text("official")
        if own and _name_key(own) != _name_key(cell_text(above.get("official"))):
            return False
        others = ("unit",) if own else _IDENTITY
        return all(folded(self.text(name)) == folded(cell_text(above.get(name))) for name in others if self.text(name))

    def value(self, name: str) -> CellValue:
        """The value of a field's cell, None when empty; a cell inside a merged range has the value of the range."""
        return self.values.get(name)

    def text(self, name: str) -> str:
        """The value of a field's cell as normalised text, "" when empty."""
        text = self._texts.get(name)
        if text is None:
            text = self._texts[name] = cell_text(self.values.get(name))
        return text

    def person_text(self, name: str) -> str:
        """A field of the person, taken from the row above when this row continues that person."""
        return cell_text(self.person.get(name))

    def lines(self, name: str) -> str:
        """A text whose line breaks mean something; a person's field as `person_text` has it."""
        value = self.person.get(name) if name in PERSON_FIELDS else self.values.get(name)
        return normalise_lines(value) if isinstance(value, str) else cell_text(value)

    def is_own(self, name: str) -> bool:
        """True when the row itself fills the field, not a merged cell that begins in another row."""
        if self.values.get(name) is None:
            return False
        place = (self.row, self.source.header.columns[name])
        return self.source.covered.get(place, place)[0] == self.row

    def report(self, code: str, name: str, message: str, severity: Severity | None = Severity.ERROR) -> None:
        """Note a problem at the cell of a field; nothing when the office does not want to hear of it (None)."""
        if severity is not None:
            place = Place(sheet=self.source.cells.name, cell=self.source.cell_of(self.row, name))
            self.problems.append(Problem(code=code, message=message, severity=severity, place=place))

    def required(self, name: str, code: str) -> str:
        """A text that must be there; "" after reporting that it is not."""
        text = self.person_text(name) if name in PERSON_FIELDS else self.text(name)
        if not text:
            self.report(code, name, f"Thiếu “{HEADING_OF_FIELD[name]}”. Điền vào ô này.")
        return text

    def check_formulas(self) -> None:
        """Formulas are read by their last value, and not at all when they failed or never ran; text stays text."""
        for name, value in self.values.items():
            if isinstance(value, str) and value.lstrip()[:1] in _STARTS:
                self._check_start(name, value.strip())
        if self.row in self.source.formula_rows:
            for name, column in self.source.header.columns.items():
                if (self.row, column) in self.source.cells.formulas:
                    self._check_formula(name)

    def _check_start(self, name: str, text: str) -> None:
        """A text that begins as a formula does."""
        if is_error_value(text):
            self.report("formula-error", name, "Công thức trong ô bị lỗi. Gõ lại giá trị vào ô.")
        elif text[0] == "=" and len(text) > 1 and not self._is_formula(name):
            self._report_formula(name, Severity.ERROR)
        elif _LIKE_FORMULA.match(text):
            message = "Chữ trong ô bắt đầu như một công thức; chỉ được giữ là chữ. Kiểm tra nguồn của tệp."
            self.report("formula-like-text", name, message, Severity.WARNING)

    def _check_formula(self, name: str) -> None:
        value = self.values.get(name)
        if not is_error_value(value):
            never_ran = value is None or self.text(name).startswith("=")
            self._report_formula(name, Severity.ERROR if never_ran else Severity.WARNING)

    def _is_formula(self, name: str) -> bool:
        return (self.row, self.source.header.columns[name]) in self.source.cells.formulas

    def _report_formula(self, name: str, severity: Severity) -> None:
        message = "Ô chứa công thức. Chép rồi dán lại dưới dạng giá trị (Paste Special – Values)."
        self.report("formula-cell", name, message, severity)


def _values_of(source: TaskSheet, row: int) -> dict[str, CellValue]:
    """What the row says, by field; empty cells are left out."""
    cells, columns, covered = source.cells.rows[row], source.header.columns, source.covered
    if covered:
        places = ((name, covered.get((row, column), (row, column))) for name, column in columns.items())
        found = {name: source.cells.value(*place) for name, place in places}
    else:
        width = len(cells)
        found = {name: cells[column] for name, column in columns.items() if column < width}
    return {name: value for name, value in found.items() if value is not None and not _is_empty(value)}


def _is_empty(value: CellValue) -> bool:
    return isinstance(value, str) and not value.strip()


def _name_key(name: str) -> str:
    return folded(strip_honorific(name))
