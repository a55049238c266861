"""The cells of one row of a task list, by field, with a problem for every cell that will not do.

Knows which field stands in which column, merged cells, and that a blank name means the person of the row above; what
the fields of a task mean is in `task_reader`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from registry.exchange.cells import CellValue, cell_text, folded, is_error_value
from registry.exchange.columns import HEADING_OF_FIELD
from registry.exchange.task_sheet import PERSON_FIELDS, TaskSheet
from registry.problems import Place, Problem, Severity
from registry.vietnamese import normalise_lines, strip_honorific

_IDENTITY = ("post", "unit", "collective", "is_collective")
# "+ Tăng 5%" and "- Giảm 2%" are lists; what calls, computes or reaches out is not.
_LIKE_FORMULA = re.compile(r"@\S|[+-]\s*(?:[A-Za-z]+[\w.]*\(|cmd\b|\S*[|!]\S)")


class PersonCells(NamedTuple):
    """What was said of a person: the texts of the row that named it, then all texts, and where they stand."""

    row: int
    own: tuple[str, ...]
    texts: Mapping[str, str]
    rows: Mapping[str, int]  # of what stands in a row above `row`


NOBODY = PersonCells(-1, (), {}, {})


class RowReader:
    """Reads the cells of one row; `above` is the person of the last row that named one, NOBODY at the top."""

    def __init__(self, source: TaskSheet, row: int, above: PersonCells) -> None:
        self.source = source
        self.row = row
        self.problems: list[Problem] = []
        self._texts = source.texts
        self.person = self._person(above)

    def _person(self, above: PersonCells) -> PersonCells:
        """The person of this row: as named here, with what is blank taken from above when it is the same person."""
        own = self.source.person_texts[self.row]
        if own == above.own or not any(own):
            return above
        texts = dict(zip(self.source.person_fields, own, strict=True))
        if not above.texts or all(own) or not self._continues(above):
            return PersonCells(self.row, own, texts, {})
        blank = [name for name, text in texts.items() if not text]
        rows = {name: above.rows.get(name, above.row) for name in blank}
        return PersonCells(self.row, own, texts | {name: above.texts[name] for name in blank}, rows)

    def _continues(self, above: PersonCells) -> bool:
        """True when the row names nobody, or the same person again, and no other post, unit or collective."""
        own, before = self.text("official"), above.texts.get("official", "")
        if own and own != before and _name_key(own) != _name_key(before):
            return False
        for name in ("unit",) if own else _IDENTITY:
            text = self.text(name)
            if text and text != above.texts.get(name) and folded(text) != folded(above.texts.get(name, "")):
                return False
        return True

    def value(self, name: str) -> CellValue:
        """The value of a field's cell, None when blank; a cell inside a merged range has the value of the range."""
        column = self.source.values.get(name)
        return None if column is None else column[self.row]

    def text(self, name: str) -> str:
        """The value of a field's cell as normalised text, "" when blank."""
        column = self._texts.get(name)
        return "" if column is None else column[self.row]

    def person_text(self, name: str) -> str:
        """A field of the person, taken from the row above when this row continues that person."""
        return self.person.texts.get(name, "")

    def person_value(self, name: str) -> CellValue:
        """The value of a field of the person, taken from above as `person_text` is."""
        column = self.source.values.get(name)
        return None if column is None or self.person.row < 0 else column[self.person.rows.get(name, self.person.row)]

    def lines(self, name: str) -> str:
        """A text whose line breaks mean something; a person's field as `person_text` has it."""
        value = self.person_value(name) if name in PERSON_FIELDS else self.value(name)
        return normalise_lines(value) if isinstance(value, str) else cell_text(value)

    def is_own(self, name: str) -> bool:
        """True when the row itself fills the field, not a merged cell that begins in another row."""
        if not self.text(name):
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
        for name in self.source.starts.get(self.row, ()):
            self._check_start(name, self.text(name))
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
        value = self.value(name)
        if not is_error_value(value):
            never_ran = value is None or self.text(name).startswith("=")
            self._report_formula(name, Severity.ERROR if never_ran else Severity.WARNING)

    def _is_formula(self, name: str) -> bool:
        return (self.row, self.source.header.columns[name]) in self.source.cells.formulas

    def _report_formula(self, name: str, severity: Severity) -> None:
        message = "Ô chứa công thức. Chép rồi dán lại dưới dạng giá trị (Paste Special – Values)."
        self.report("formula-cell", name, message, severity)


@lru_cache(maxsize=1 << 14)
def bare_name(name: str) -> str:
    """A name without the honorific before it."""
    return strip_honorific(name)


def _name_key(name: str) -> str:
    return folded(bare_name(name))
