"""Routine targets that travel with a task list: the year's socio-economic targets, the standing duties of a body.

Knows which sheet holds them and which column their words; does not know what they are compared with. Such a sheet is no
task list, whatever its headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.exchange.cells import SheetCells, folded
from registry.exchange.headings import HEADER_WITHIN, field_of_heading

_NAMES = re.compile(r"(?:chi tieu|nhiem vu)\b.*(?:thuong xuyen|kt ?- ?xh|ktxh|kinh te ?- ?xa hoi|ke hoach).*")
_FEWEST_LETTERS = 8


@dataclass(frozen=True, kw_only=True)
class RoutineTarget:
    """A target given in the ordinary way: its words, and whose it is ("" when it is everybody's)."""

    text: str
    body: str = ""


def is_routine(sheet: SheetCells) -> bool:
    """True for a sheet named after routine targets."""
    return _NAMES.fullmatch(folded(sheet.name)) is not None


def read_routine(sheets: Sequence[SheetCells]) -> tuple[RoutineTarget, ...]:
    """The targets of every sheet that is named after them."""
    return tuple(target for sheet in sheets if is_routine(sheet) for target in _targets(sheet))


def _targets(sheet: SheetCells) -> list[RoutineTarget]:
    """The rows under the headings that say something; without headings, the longest text of every row."""
    row, columns = _headings(sheet)
    words, body = columns.get("target", columns.get("title", -1)), columns.get("unit", -1)
    found = []
    for number in range(row + 1, len(sheet.rows)):
        text = sheet.text(number, words) if words >= 0 else _longest(sheet, number)
        if len(text) >= _FEWEST_LETTERS:
            found.append(RoutineTarget(text=text, body=sheet.text(number, body) if body >= 0 else ""))
    return found


def _headings(sheet: SheetCells) -> tuple[int, Mapping[str, int]]:
    """The first row that names the column of the targets, and its columns; (-1, {}) without one."""
    for row in range(min(HEADER_WITHIN, len(sheet.rows))):
        fields = ((field_of_heading(sheet.text(row, column)), column) for column in range(len(sheet.rows[row])))
        columns = {field: column for field, column in fields if field}
        if columns.keys() & {"target", "title"} and len(columns) > 1:
            return row, columns
    return -1, {}


def _longest(sheet: SheetCells, row: int) -> str:
    return max((sheet.text(row, column) for column in range(len(sheet.rows[row]))), key=len, default="")
