"""An old .xls file looked through before the workbook library opens it: limits, formulas, what is hidden, password.

The library makes room for whatever a file declares, sheet by sheet, as soon as it opens it; so the records are walked
first. Knows the packing of BIFF records in an OLE file; does not know what a cell means.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

import olefile

from docgen.messages import tr
from docgen.sheets.guard import MOST_CELLS, MOST_FORMULAS, FileFacts, Measure, SheetFacts, damaged, unsafe
from docgen.sheets.linked import refuse_linked

_BOF, _EOF, _SHEET, _CALENDAR, _PASSWORD, _OTHER_BOOKS = 0x0809, 0x000A, 0x0085, 0x0022, 0x002F, 0x01AE
_FORMULA, _MERGED, _ROW, _COLUMNS = 0x0006, 0x00E5, 0x0208, 0x007D
_ONE_CELL = frozenset({0x0201, 0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00FD, 0x00D6})
_MANY_CELLS = frozenset({0x00BD, 0x00BE})  # a row of numbers, a row of blanks
_BOOKS = ("Workbook", "Book")
_MACROS = ("_VBA_PROJECT_CUR", "VBA", "Macros")


def scan_xls(data: bytes, name: str) -> FileFacts:
    """What the file tells of itself; UnsafeFile with the one reason when it must not be opened."""
    stream = _book(data, name)
    sheets = _Sheets(name)
    try:
        for kind, content in _records(stream):
            sheets.take(kind, content)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise damaged(name) from error
    return sheets.facts()


def _book(data: bytes, name: str) -> bytes:
    """The stream of the workbook; refused when it is locked, holds macros or is none at all."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                raise unsafe(name, tr("tệp đặt mật khẩu"))
            if any(ole.exists(macros) for macros in _MACROS):
                raise unsafe(name, tr("tệp có macro"))
            if ole.exists("WordDocument"):
                raise unsafe(name, tr("tệp thật ra là văn bản Word"))
            book = next((each for each in _BOOKS if ole.exists(each)), "")
            if not book:
                raise damaged(name)
            with ole.openstream(book) as stream:
                content: bytes = stream.read()
                return content
    except (OSError, ValueError, IndexError, struct.error, OverflowError, MemoryError) as error:
        raise damaged(name) from error


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Every record of a stream: its kind and its content."""
    place, end = 0, len(stream)
    while place + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


class _Sheets:
    """What the records of a workbook tell, one after the other: first its globals, then sheet after sheet."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._names: list[str] = []
        self._facts: dict[str, SheetFacts] = {}
        self._measure, self._cells, self._formula_count = Measure(name), 0, 0
        self._books: list[str] = []
        self._is_mac = False
        self._depth, self._current = 0, -1  # -1: the globals
        self._begin()

    def _begin(self) -> None:
        self._down = self._right = self._merged = 0
        self._formulas: set[tuple[int, int]] = set()
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def take(self, kind: int, content: bytes) -> None:
        """One more record."""
        if kind == _BOF:
            self._depth += 1
        elif kind == _EOF:
            self._end()
        elif self._depth <= 1:
            if kind in _ONE_CELL or kind in _MANY_CELLS:
                self._take_cells(kind, content)
            elif self._current < 0:
                self._take_global(kind, content)
            else:
                self._take_look(kind, content)

    def _end(self) -> None:
        """The end of the globals, of a sheet, or of a chart inside a sheet."""
        self._depth -= 1
        if self._depth > 0:
            return
        if 0 <= self._current < len(self._names):
            sheet = self._names[self._current]
            self._measure.add_sheet(sheet, self._down, self._right)
            self._measure.merged(sheet, self._merged)
            self._facts[sheet] = SheetFacts(
                formulas=frozenset(self._formulas),
                hidden_rows=frozenset(self._hidden_rows),
                hidden_columns=frozenset(self._hidden_columns),
            )
        self._begin()
        self._current += 1

    def _take_cells(self, kind: int, content: bytes) -> None:
        row, column = struct.unpack_from("<HH", content)
        last = column if kind in _ONE_CELL else struct.unpack_from("<H", content, len(content) - 2)[0]
        self._down, self._right = max(self._down, row + 1), max(self._right, last + 1)
        self._cells += 1
        if self._cells > MOST_CELLS or self._formula_count > MOST_FORMULAS:
            raise unsafe(self.name, tr("các trang tính cộng lại có quá nhiều ô"))
        if kind == _FORMULA:
            self._formula_count += 1
            self._formulas.add((row, column))

    def _take_global(self, kind: int, content: bytes) -> None:
        """A record about the whole workbook."""
        if kind == _PASSWORD:
            raise unsafe(self.name, tr("tệp đặt mật khẩu"))
        if kind == _SHEET:
            self._names.append(_sheet_name(content))
        elif kind == _CALENDAR:
            self._is_mac = content[:1] == b"\x01"
        elif kind == _OTHER_BOOKS and len(content) > 4:
            self._books.append(_book_name(content))

    def _take_look(self, kind: int, content: bytes) -> None:
        """A record about how a sheet looks."""
        if kind == _MERGED:
            self._merged += struct.unpack_from("<H", content)[0]
        elif kind == _ROW and struct.unpack_from("<H", content, 12)[0] & 0x20:
            self._hidden_rows.add(struct.unpack_from("<H", content)[0])
        elif kind == _COLUMNS and struct.unpack_from("<H", content, 8)[0] & 0x01:
            first, last = struct.unpack_from("<HH", content)
            self._hidden_columns.update(range(first, min(last, 255) + 1))

    def facts(self) -> FileFacts:
        """What was told until the end of the file."""
        refuse_linked(self.name, self._books, ())
        return FileFacts(sheets=self._facts, is_mac_calendar=self._is_mac)


def _book_name(content: bytes) -> str:
    """The name in a record about another workbook: a length, a flag for wide letters, marks and letters of a path."""
    length, is_wide = struct.unpack_from("<H", content, 2)[0], content[4] & 1
    letters = content[5 : 5 + length * (2 if is_wide else 1)].decode("utf-16-le" if is_wide else "latin-1", "replace")
    return re.sub(r"[\x00-\x1f]", "/", letters)  # the path is written with signs of its own


def _sheet_name(content: bytes) -> str:
    """The name in a sheet record: a length, a flag for wide letters, the letters."""
    length, is_wide = content[6], content[7] & 1
    letters = content[8 : 8 + length * (2 if is_wide else 1)]
    return letters.decode("utf-16-le" if is_wide else "latin-1")
