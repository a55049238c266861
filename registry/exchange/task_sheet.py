"""A sheet that holds a task list, column by column: the values of every field, and their texts.

Knows headings and merged cells; does not know what a field may hold. Texts are made once for a whole column, because a
list says the same words again and again: going cell by cell took four fifths of the time of an import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from registry.exchange.cells import CellValue, Position, SheetCells, cell_name, cell_text
from registry.exchange.columns import COLUMNS
from registry.exchange.headings import Header
from registry.exchange.rows import CONTENT_FIELDS
from registry.rules.policy import Policy

_STARTS = frozenset("=#+-@")
_EXTRAS = frozenset(column.field for column in COLUMNS if column.is_extra)
_MEASURES = {"target", "baseline", "target_value"}
_IDENTITY = {"official", "unit", "horizon", "period", "title", "is_collective"}  # what makes a task the same task
_MAY_BE_SILENT = set(CONTENT_FIELDS) - _IDENTITY
PERSON_FIELDS = (
    *("official", "honorific", "birth_date", "party_post", "post", "unit", "group"),
    *("collective", "is_collective", "attached", "rank", "sort_name"),
)


class _Texts(dict[CellValue, str]):
    """Every value met so far with its text."""

    def __missing__(self, value: CellValue) -> str:
        text = self[value] = cell_text(value)
        return text


@dataclass(frozen=True, kw_only=True)
class TaskSheet:
    """A task list: its cells, its headings, what its merged cells cover, and the office's policy."""

    cells: SheetCells
    header: Header
    covered: Mapping[Position, Position]
    policy: Policy

    @cached_property
    def values(self) -> Mapping[str, list[CellValue]]:
        """The values of every field, row by row from the first row of the sheet; None where the text is blank."""
        pairs = ((name, column, self.texts[name]) for name, column in self._raw.items())
        return {
            name: column
            if column.count(None) == texts.count("")
            else [value if text else None for value, text in zip(column, texts, strict=True)]
            for name, column, texts in pairs
        }

    @cached_property
    def _raw(self) -> Mapping[str, list[CellValue]]:
        """The cells of every field as they are."""
        columns = list(zip(*self._even_rows(), strict=True)) or [()] * (1 + max(self.header.columns.values()))
        values = {name: list(columns[column]) for name, column in self.header.columns.items()}
        names = {column: name for name, column in self.header.columns.items()}
        for (row, column), holder in self.covered.items():
            if column in names:
                values[names[column]][row] = self.cells.value(*holder)
        return values

    def _even_rows(self) -> list[tuple[CellValue, ...]]:
        """The rows, short ones filled up to the last heading: a .csv file has rows of any length."""
        width = 1 + max(self.header.columns.values())
        return [row[:width] if len(row) >= width else (*row, *[None] * (width - len(row))) for row in self.cells.rows]

    def raw_texts(self) -> Iterator[list[str]]:
        """The texts of every column that is read, as they came."""
        for column in self._raw.values():
            yield [value for value in column if isinstance(value, str)]

    @cached_property
    def texts(self) -> Mapping[str, list[str]]:
        """The texts of every field, row by row; "" for blank cells."""
        text_of = _Texts().__getitem__
        texts = {name: list(map(text_of, column)) for name, column in self._raw.items()}
        for name, column in self._raw.items():
            for row, value in enumerate(column) if bool in set(map(type, column)) else ():
                texts[name][row] = cell_text(value)  # True is the same key as 1
        return texts

    @cached_property
    def person_fields(self) -> tuple[str, ...]:
        """The fields of a person this sheet has."""
        return tuple(name for name in PERSON_FIELDS if name in self.header.columns)

    @cached_property
    def has_extras(self) -> bool:
        """True when the list has a column that most lists do not have."""
        return not _EXTRAS.isdisjoint(self.header.columns)

    @cached_property
    def silent(self) -> frozenset[str]:
        """The fields of a task this sheet says nothing of."""
        said = set(self.header.columns)
        said |= {"deadline_text"} if "deadline" in said else set()
        said |= {"indicators"} if said & _MEASURES else set()
        return frozenset(_MAY_BE_SILENT - said)

    @cached_property
    def person_texts(self) -> list[tuple[str, ...]]:
        """The texts of the person's fields, row by row."""
        return list(zip(*(self.texts[name] for name in self.person_fields), strict=True))

    @cached_property
    def starts(self) -> Mapping[int, list[str]]:
        """The fields whose text begins as a formula does, by row."""
        found: dict[int, list[str]] = {}
        for name, column in self.texts.items():
            for row, text in enumerate(column):
                if text and text[0] in _STARTS:
                    found.setdefault(row, []).append(name)
        return found

    @cached_property
    def formula_rows(self) -> frozenset[int]:
        """The rows with a formula."""
        return frozenset(row for row, _ in self.cells.formulas)

    @cached_property
    def headings(self) -> Mapping[int, frozenset[CellValue]]:
        """What stands in the heading rows, by column."""
        rows = [self.cells.rows[row] for row in range(self.header.first, self.header.row + 1)]
        columns = self.header.columns.values()
        return {column: frozenset(row[column] for row in rows if column < len(row)) for column in columns}

    def cell_of(self, row: int, name: str) -> str:
        """The name of a field's cell in a row; the title's when the sheet has no such column."""
        columns = self.header.columns
        return cell_name(row, columns.get(name, columns.get("title", 0)))
