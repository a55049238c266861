"""A .csv file as one sheet of texts: its letters found out, its separator found out, its size bounded.

Knows encodings and separators; does not know headings. An encoding of before Unicode is taken only when the words of
the file leave no doubt, and then it is told; else the file is refused.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.messages import tr
from docgen.sheets.guard import check_reach, unsafe
from registry.exchange.cells import CellValue
from registry.vietnamese import Encoding, is_syllable, plausible_encoding

_SEPARATORS = (";", "\t", ",")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_TYPEWRITERS = (Encoding.TCVN3, Encoding.VNI)
_SAMPLE = 40_000  # letters that are judged
_FIRST = 5_000  # letters in which separators are counted
_LONGEST_CELL = 100_000
_FAIR = 0.9  # of the words with Vietnamese letters are possible syllables
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


@dataclass(frozen=True, kw_only=True)
class Text:
    """The text of a file: `encoding` is what its letters are still to be decoded from, `was` is to be told."""

    text: str
    encoding: Encoding = Encoding.UNICODE
    was: str = ""


def decode(data: bytes, name: str) -> Text:
    """The text of a .csv file in UTF-8, UTF-16, Windows-1258, TCVN3 or VNI; UnsafeFile when nobody can be sure."""
    encoding = next((encoding for bom, encoding in _BOMS.items() if data.startswith(bom)), _unmarked(data))
    try:
        return Text(text=data.decode(encoding))
    except UnicodeDecodeError as error:
        found = [text for text in (_windows_1258(data), _typewriter(data)) if text is not None]
        if len(found) != 1:
            raise unsafe(name, tr("tệp .csv không phải mã UTF-8")) from error
        return found[0]


def rows_of(text: str, sheet: str, name: str) -> tuple[tuple[CellValue, ...], ...]:
    """The rows of the text, separated by the commonest of ; tab and comma, or by what "sep=" on top says."""
    text, separator = _without_hint(text)
    rows, right = [], 0
    try:
        for row in _read(text, separator):
            rows.append(tuple(value or None for value in row))
            right = max(right, len(row))
            check_reach(name, sheet, len(rows), right)
    except csv.Error as error:
        raise unsafe(name, tr("tệp .csv có ô dài bất thường hoặc dấu nháy không khép")) from error
    return tuple(rows)


def _read(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _without_hint(text: str) -> tuple[str, str]:
    """The text without Excel's first line "sep=;", and its separator."""
    first, _, rest = text.partition("\n")
    hint = first.strip().strip('"').casefold()
    if hint.startswith("sep=") and len(hint) == 5 and hint[4] in _SEPARATORS:
        return rest, hint[4]
    return text, max(_SEPARATORS, key=text[:_FIRST].count)


def _unmarked(data: bytes) -> str:
    """UTF-16 without a mark at its begin shows as every second byte being zero; everything else is tried as UTF-8."""
    first = data[:200]
    if len(first) > 3 and first[1::2].count(0) > len(first) // 4:
        return "utf-16-le"
    return "utf-16-be" if len(first) > 3 and first[::2].count(0) > len(first) // 4 else "utf-8"


def _windows_1258(data: bytes) -> Text | None:
    """The text of a file in Windows-1258, whose tones are letters of their own; None when it reads badly."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    good = sum(is_syllable(word) for word in words)
    return Text(text=text, was="Windows-1258") if good >= _FAIR * len(words) > 0 else None


def _typewriter(data: bytes) -> Text | None:
    """The text of a file in TCVN3 or VNI, still to be decoded cell by cell; None when its words do not say which."""
    text = data.decode("cp1252", errors="replace")
    encoding = plausible_encoding(text[:_SAMPLE])
    if encoding not in _TYPEWRITERS or "\ufffd" in text:
        return None
    return Text(text=text, encoding=encoding, was=encoding.value.upper())
