"""How far down and right the filled cells of a worksheet stand, found in its bytes.

The workbook library makes room for every cell between the first and the last, so this is asked before it opens a sheet;
and it is asked of half a million cells, so they are not walked one by one unless the sheet is odd. Cells that are only
formatted do not count: the library passes them over, and clerks format whole columns.
"""

from __future__ import annotations

import re

_COLUMNS = re.compile(rb'<c r="([A-Z]{1,4})')
_ROWS = re.compile(rb'<row[^<>]*? r="(\d+)"')
_CELLS = re.compile(rb'<c r="([A-Z]{1,4})(\d+)"[^<>]*?(/?)>')
_ANYTHING = re.compile(rb'\br\s*=\s*["\']([A-Za-z]*)(\d*)["\']')


def reach(data: bytes, *, most_rows: int, most_columns: int) -> tuple[int, int]:
    """The last row and the last column (both 1-based, 0 when there is none) of a worksheet part."""
    if not _is_as_programs_write(data):
        return _reach_of_anything(data)
    right = max((_column_number(letters) for letters in set(_COLUMNS.findall(data))), default=0)
    down = max((row for row in map(int, set(_ROWS.findall(data))) if row <= most_rows), default=0)
    if right <= most_columns and not _has_cell_below(data, down):
        return down, right
    return _reach_of_filled(data)


def _is_as_programs_write(data: bytes) -> bool:
    """True when every cell begins with its place, in capitals, so that it can be found as plain text."""
    count = data.count(b"<c ")
    return b":sheetData" not in data and b"<c>" not in data and count == len(_COLUMNS.findall(data))


def _has_cell_below(data: bytes, row: int) -> bool:
    return re.search(rb'<c r="[A-Z]{1,4}(?:' + _above(row) + rb')"', data) is not None


def _above(number: int) -> bytes:
    """A pattern for every whole number above `number`, written without leading zeros."""
    digits = str(number)
    longer = rf"[1-9]\d{{{len(digits)},}}"
    same = [
        f"{digits[:place]}[{int(digit) + 1}-9]" + r"\d" * (len(digits) - place - 1)
        for place, digit in enumerate(digits)
        if digit != "9"
    ]
    return "|".join([longer, *same]).encode("ascii")


def _reach_of_filled(data: bytes) -> tuple[int, int]:
    """The reach of the cells that hold something, one by one."""
    down = right = 0
    for cell in _CELLS.finditer(data):
        if not cell[3]:
            down, right = max(down, int(cell[2])), max(right, _column_number(cell[1]))
    return down, right


def _reach_of_anything(data: bytes) -> tuple[int, int]:
    """The reach of everything that has a place, however it is spelt: rows and cells alike."""
    down, letters = 0, set()
    for place in _ANYTHING.finditer(data):
        letters.add(place[1])
        down = max(down, int(place[2] or 0))
    return down, max((_column_number(each) for each in letters), default=0)


def _column_number(letters: bytes) -> int:
    """1 for A, 27 for AA, 0 for no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
