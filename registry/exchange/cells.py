"""The cells of one sheet as plain values, and how a cell is named.

Knows positions, merged ranges and how a value reads as text; does not know what a column means nor which program
wrote the file. Rows and columns are 0-based inside, "C7" for people. The same texts come again and again in a list, so
what they fold to is remembered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from registry.problems import Problem
from registry.vietnamese import fold, normalise, number_in_text, short_date

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
Position = tuple[int, int]
_ERROR_VALUE = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")


EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
MAC_DAY_ZERO = dt.date(1904, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """A cell whose letters came in an encoding of before Unicode; the sheet holds `after` when it is sure."""

    position: Position
    before: str
    after: str
    encoding: str  # "TCVN3", "VNI"
    is_sure: bool


@dataclass(frozen=True, kw_only=True)
class SheetCells:
    """One sheet: its values from A1 on, and what the file tells beside them.

    `merged` holds ranges as (first, last) positions, `formulas` the cells with a formula, `conversions` the cells
    whose letters were decoded. A number that means a day counts from `day_zero`. `remarks` are about the whole file
    and stand on its first sheet.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[tuple[Position, Position], ...] = ()
    formulas: frozenset[Position] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    conversions: tuple[Conversion, ...] = ()
    day_zero: dt.date = EXCEL_DAY_ZERO
    remarks: tuple[Problem, ...] = ()

    def value(self, row: int, column: int) -> CellValue:
        """The value of one cell; None when it is empty or lies outside the sheet."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return None
        found = self.rows[row][column]
        return None if found == "" else found

    def text(self, row: int, column: int) -> str:
        """The value of one cell as normalised text, "" when it is empty."""
        return cell_text(self.value(row, column))

    def is_blank_row(self, row: int) -> bool:
        """True when no cell of the row shows anything."""
        return all(value is None or not cell_text(value) for value in self.rows[row])

    def is_formula(self, row: int, column: int) -> bool:
        """True when the cell holds a formula, or text that a spreadsheet would take for one."""
        return (row, column) in self.formulas or re.match(r"=.", self.text(row, column)) is not None

    def is_error_value(self, row: int, column: int) -> bool:
        """True when a formula of the cell failed (#REF!, #N/A, …)."""
        return is_error_value(self.value(row, column))

    def merged_inside(self) -> tuple[tuple[Position, Position], ...]:
        """The merged ranges cut to the sheet: a file may declare one that covers a million rows."""
        last_row, last_column = len(self.rows) - 1, max((len(row) for row in self.rows), default=0) - 1
        cut = ((first, (min(last[0], last_row), min(last[1], last_column))) for first, last in self.merged)
        return tuple((first, last) for first, last in cut if first[0] <= last[0] and first[1] <= last[1])

    def merged_cells(self, *, within: int | None = None) -> dict[Position, Position]:
        """Every cell covered by a merged range, with the position that holds its value; in the first `within` rows."""
        covered: dict[Position, Position] = {}
        for (top, left), (bottom, right) in self.merged_inside() if self.merged else ():
            for row in range(top, bottom + 1 if within is None else min(bottom + 1, within)):
                covered.update(((row, column), (top, left)) for column in range(left, right + 1))
        return covered


def cell_text(value: CellValue) -> str:
    """A cell's value as normalised text: dates dd/mm/yyyy, numbers with a decimal comma, None ""."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _normalised(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, dt.date):
        return short_date(value)
    return value.strftime("%H:%M") if isinstance(value, dt.time) else str(value)


@lru_cache(maxsize=1 << 14)
def _number_text(value: int | float) -> str:
    """A number as a clerk would type it."""
    if abs(value) < _PLAIN and value == int(value):
        return str(int(value))  # ordinals and years: no need for Decimal
    return number_in_text(value).replace(".", "")


_PLAIN = 1e15  # whole numbers below it are exact
_REMEMBERED = 1 << 17  # texts: more than a list of 20,000 rows has
_normalised = lru_cache(maxsize=_REMEMBERED)(normalise)
folded = lru_cache(maxsize=_REMEMBERED)(fold)
"""`fold`, remembered: the names and posts of a list are folded again by every check."""


def is_error_value(value: CellValue) -> bool:
    """True when a formula of the cell failed (#REF!, #N/A, …)."""
    return isinstance(value, str) and value[:1] == "#" and _ERROR_VALUE.fullmatch(value.strip()) is not None


def cell_number(value: CellValue) -> Decimal | None:
    """The number a numeric cell holds, None for every other cell."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _decimal(value)


@lru_cache(maxsize=1 << 14)
def _decimal(value: int | float) -> Decimal:
    return Decimal(str(value)).normalize()


def cell_name(row: int, column: int) -> str:
    """ "C7" for row 6, column 2."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"


def cell_position(name: str) -> Position | None:
    """Row and column of "C7"; None when the text is no cell name."""
    found = re.fullmatch(r"([A-Z]{1,3})([1-9]\d*)", name)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def in_order(problems: Sequence[Problem], sheets: Sequence[str]) -> tuple[Problem, ...]:
    """`problems` by sheet, row, column; those of a whole sheet before those of its cells."""
    places = {name: number for number, name in reversed(list(enumerate(sheets)))}

    def place(problem: Problem) -> tuple[int, int, int]:
        return (places.get(problem.place.sheet, -1), *(cell_position(problem.place.cell) or (-1, -1)))

    return tuple(sorted(problems, key=place))
