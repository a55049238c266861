"""How wide a table cell is inside, and how long a drawn line: read from the XML, in twips.

Knows the measures a file states; None where it states none, because nothing here lays out a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from docgen.house_style.styles import W

PICTURES = {W + "drawing", W + "pict", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_EMU = 635  # in one twip
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*(?P<n>[0-9]{1,6}(?:\.[0-9]{1,6})?)pt")
_NUMBER = re.compile(r"[0-9]{1,10}")
_MOST_COLUMNS = 63  # as many as Word has
_PADDING = 108  # twips each side, Word's own when the file says nothing


def draws(child: etree._Element) -> bool:
    """Whether a shape or picture shows: a frame for text, without a line of its own, does not."""
    return child.tag in PICTURES and next(child.iter(W + "txbxContent"), None) is None


def drawn_length(pieces: list[etree._Element]) -> int | None:
    """The length of the longest shape in the runs `pieces`; None without one or without a stated width."""
    lengths = [
        length
        for piece in pieces
        for node in piece.iter()
        if isinstance(node.tag, str) and (length := _length_of(node)) is not None
    ]
    return max(lengths, default=None)


def _length_of(node: etree._Element) -> int | None:
    if node.tag == _EXTENT:
        length = _whole(node.get("cx"))
        return None if length is None else round(length / _EMU)
    if node.tag.endswith(("}shape", "}line", "}rect")):
        found = _WIDTH.search(node.get("style") or "")
        return round(float(found["n"]) * 20) if found else None
    return None


class Columns:
    """The columns of one table as its grid states them, read once for all its cells."""

    def __init__(self, table: etree._Element) -> None:
        self._grid = [_whole(column.get(W + "w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        self._margins = table.find(f"{W}tblPr/{W}tblCellMar")

    def rooms(self, cells: Iterable[etree._Element]) -> Iterator[int | None]:
        """The width between the paddings of each cell of a row: its own, else that of its columns, else None."""
        first = 0
        for cell in cells:
            span = _span(cell)
            width = _stated(cell) or self._over(first, span)
            first += span
            padding = sum(_padding(cell, self._margins, side) for side in ("left", "right"))
            yield None if width is None else width - padding

    def _over(self, first: int, span: int) -> int | None:
        widths = [width for width in self._grid[first : first + span] if width]
        return sum(widths) if len(widths) == span else None


def _stated(cell: etree._Element) -> int | None:
    stated = cell.find(f"{W}tcPr/{W}tcW")
    if stated is None or stated.get(W + "type", "dxa") != "dxa":
        return None
    return _whole(stated.get(W + "w"))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else min(max(_whole(span.get(W + "val")) or 1, 1), _MOST_COLUMNS)


def _padding(cell: etree._Element, margins: etree._Element | None, side: str) -> int:
    for edges in (cell.find(f"{W}tcPr/{W}tcMar"), margins):
        edge = None if edges is None else edges.find(W + side)
        width = None if edge is None else _whole(edge.get(W + "w"))
        if width is not None:
            return width
    return _PADDING


def _whole(text: str | None) -> int | None:
    """The whole number in `text`; None when it is missing or, in a damaged file, none of a sensible size."""
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None
