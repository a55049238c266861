"""The letters of a PDF as they stand on its pages: lines of pieces, each of one face and one size.

Knows text layers through PDFium; does not know what a line means. Lengths are points from the lower left corner, as
the page is read. A scan has no lines.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

from docgen.media.pdf import reading

MOST_PAGES = 200  # of one paper whose letters are looked at
_LONGEST_NAME = 128
_LEVEL = 2.0  # points by which the letters of one line may stand above one another


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Letters beside one another in one face and size; `base` is the height they stand on."""

    text: str
    face: str
    size: float
    left: float
    right: float
    base: float


@dataclass(frozen=True, kw_only=True)
class PrintedPage:
    """One page: its size, and its lines from top to bottom, each with its pieces from left to right."""

    width: float
    height: float
    lines: tuple[tuple[Piece, ...], ...]


def printed_pages(path: Path) -> tuple[PrintedPage, ...]:
    """The pages of a PDF; UnsafeFile when it is damaged, encrypted or over the limits."""
    with reading(path) as document:
        return tuple(_page(document[number]) for number in range(min(len(document), MOST_PAGES)))


def _page(page: Any) -> PrintedPage:
    width, height = page.get_size()
    text = page.get_textpage()
    pieces = list(_pieces(text.raw, text.count_chars()))
    text.close()
    page.close()
    return PrintedPage(width=width, height=height, lines=tuple(_lines(pieces)))


def _pieces(text: Any, count: int) -> Iterator[Piece]:
    run: list[tuple[str, str, float, Any, float]] = []
    for index in range(count):
        letter = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if letter in "\r\n":
            yield from _piece(run)
            run = []
            continue
        entry = ("-" if letter == "\ufffe" else letter, *_look(text, index))
        if run and (entry[1:3] != run[-1][1:3] or not _beside(run[-1], entry)):
            yield from _piece(run)
            run = []
        run.append(entry)
    yield from _piece(run)


def _look(text: Any, index: int) -> tuple[str, float, Any, float]:
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(text, index, name, _LONGEST_NAME, flags)
    matrix, box = pdfium_c.FS_MATRIX(), pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetMatrix(text, index, matrix)
    pdfium_c.FPDFText_GetLooseCharBox(text, index, box)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
    size = round(pdfium_c.FPDFText_GetFontSize(text, index) * (abs(matrix.d) or 1.0), 1)
    return name.value.decode("utf-8", "replace"), size, box, y.value


def _beside(before: tuple[str, str, float, Any, float], after: tuple[str, str, float, Any, float]) -> bool:
    """Whether a letter follows the one before it in the same line without a gap wider than itself."""
    gap = after[3].left - before[3].right
    return abs(after[4] - before[4]) <= _LEVEL and -after[2] < gap < after[2]


def _piece(run: Sequence[tuple[str, str, float, Any, float]]) -> Iterator[Piece]:
    words = unicodedata.normalize("NFC", "".join(letter for letter, *_ in run))
    if words.strip():
        _, face, size, first, base = run[0]
        yield Piece(text=words, face=face, size=size, left=first.left, right=run[-1][3].right, base=base)


def _lines(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    line: list[Piece] = []
    for piece in sorted(pieces, key=lambda each: -each.base):
        if line and line[0].base - piece.base > _LEVEL:
            yield tuple(sorted(line, key=lambda each: each.left))
            line = []
        line.append(piece)
    if line:
        yield tuple(sorted(line, key=lambda each: each.left))
