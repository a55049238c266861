"""Old .xls workbooks, built record by record: no library here writes them, and hostile ones need lies anyway.

Knows just enough of BIFF8 in an OLE container to make sheets of texts, numbers and formulas; what a test wants beside
that it puts in as raw records.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Cell = str | float | None


def record(kind: int, content: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(content)) + content


def text_cell(row: int, column: int, text: str) -> bytes:
    """A cell with a text of its own."""
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def number_cell(row: int, column: int, number: float) -> bytes:
    """A cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, number))


def formula_cell(row: int, column: int, value: float) -> bytes:
    """A cell with a formula (1) and its last value."""
    return record(0x0006, struct.pack("<HHHdHIH", row, column, 0, value, 0, 0, 3) + b"\x1e\x01\x00")


def hidden_row(row: int) -> bytes:
    """A row that is hidden."""
    return record(0x0208, struct.pack("<HHHHHHHH", row, 0, 0, 300, 0, 0, 0x0120, 0x000F))


def hidden_column(column: int) -> bytes:
    """A column that is hidden."""
    return record(0x007D, struct.pack("<HHHHHH", column, column, 2000, 15, 1, 0))


def sheet(rows: Sequence[Sequence[Cell]], extra: bytes = b"") -> bytes:
    """The records of a sheet: its cells, and `extra` ones."""
    cells = b"".join(
        text_cell(row, column, value) if isinstance(value, str) else number_cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    )
    return cells + extra


def workbook(sheets: Iterable[tuple[str, bytes, int]], globals_: bytes = b"") -> bytes:
    """The stream of a workbook of (name, records, hidden or not) sheets, with more records among its globals."""
    begin, end = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x06)), record(0x000A)
    bodies = [
        record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x06)) + body + end for _, body, _ in sheets
    ]
    named = [(name.encode("utf-16-le"), hidden) for name, _, hidden in sheets]
    bounds = sum(4 + 8 + len(name) for name, _ in named)
    place = len(begin) + len(globals_) + bounds + len(end)
    stream = begin + globals_
    for (name, hidden), body in zip(named, bodies, strict=True):
        stream += record(0x0085, struct.pack("<IBBBB", place, hidden, 0, len(name) // 2, 1) + name)
        place += len(body)
    return stream + end + b"".join(bodies)


def write(path: Path, stream: bytes, *, name: str = "Workbook", others: Sequence[str] = ()) -> Path:
    """An OLE file with one large stream, and empty streams named `others`."""
    stream += b"\x00" * (max(4096 - len(stream), 0))  # a smaller stream would lie in the table of small ones
    count = -(-len(stream) // _SECTOR)
    entries = -(-(2 + len(others)) // 4)
    fat_count = -(-(count + entries + 1) // 127)  # one more sector per 127, for the table itself
    first_fat, directory, first = 0, fat_count, fat_count + entries
    chain = [_FAT] * fat_count + [directory + n + 1 for n in range(entries - 1)] + [_END]
    chain += [first + n + 1 for n in range(count - 1)] + [_END]
    chain += [_FREE] * (fat_count * 128 - len(chain))
    head = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII",
        bytes.fromhex("D0CF11E0A1B11AE1"), b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, fat_count, directory, 0, 4096, _END, 0,
        _END, 0,
    )  # fmt: skip
    table = [first_fat + n for n in range(fat_count)] + [_FREE] * (109 - fat_count)
    tree = _entry("Root Entry", 5, child=1, start=_END) + _entry(name, 2, start=first, size=len(stream), right=2)
    for number, other in enumerate(others, start=3):
        tree += _entry(other, 2, start=_END, right=number if number < 2 + len(others) else -1)
    if not others:
        tree = _entry("Root Entry", 5, child=1, start=_END) + _entry(name, 2, start=first, size=len(stream))
    tree += b"\x00" * (entries * _SECTOR - len(tree))
    body = struct.pack(f"<{len(chain)}I", *chain) + tree + stream + b"\x00" * (count * _SECTOR - len(stream))
    path.write_bytes(head + struct.pack("<109I", *table) + body)
    return path


def _entry(name: str, kind: int, *, child: int = -1, right: int = -1, start: int = 0, size: int = 0) -> bytes:
    """One entry of the directory."""
    letters = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack(
        "<64sHBBiii16sIQQIQ", letters, len(letters), kind, 1, -1, right, child, b"", 0, 0, 0, start, size
    )
