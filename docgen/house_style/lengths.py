"""How wide a table cell is inside, and how long a drawn line: read from the XML, in twips.

Knows the measures a file states; None where it states none, because nothing here lays out a page.
"""

from __future__ import annotations

import re

from lxml import etree

from docgen.house_style.styles import W

PICTURES = {W + "drawing", W + "pict", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_EMU = 635  # in one twip
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*(?P<n>[0-9]{1,6}(?:\.[0-9]{1,6})?)pt")
_NUMBER = re.compile(r"[0-9]{1,10}")
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


def inner_width(cell: etree._Element, table: etree._Element) -> int | None:
    """The width between the paddings of `cell`; that of its columns when it states none, None without either."""
    width = _stated(cell)
    if width is None:
        width = _of_columns(cell, table)
    return None if width is None else width - sum(_padding(cell, table, side) for side in ("left", "right"))


def _stated(cell: etree._Element) -> int | None:
    stated = cell.find(f"{W}tcPr/{W}tcW")
    if stated is None or stated.get(W + "type", "dxa") != "dxa":
        return None
    return _whole(stated.get(W + "w")) or None  # 0 says nothing


def _of_columns(cell: etree._Element, table: etree._Element) -> int | None:
    """The width of the columns of the grid that a cell lies over; None when the grid does not reach so far."""
    grid = [_whole(column.get(W + "w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    first = sum(_span(other) for other in cell.itersiblings(W + "tc", preceding=True))
    widths = grid[first : first + _span(cell)]
    known = [width for width in widths if width]
    return sum(known) if known and len(known) == _span(cell) else None


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else max(_whole(span.get(W + "val")) or 1, 1)


def _padding(cell: etree._Element, table: etree._Element, side: str) -> int:
    for place in (cell.find(f"{W}tcPr/{W}tcMar/{W}{side}"), table.find(f"{W}tblPr/{W}tblCellMar/{W}{side}")):
        width = None if place is None else _whole(place.get(W + "w"))
        if width is not None:
            return width
    return _PADDING


def _whole(text: str | None) -> int | None:
    """The whole number in `text`; None when it is missing or, in a damaged file, none of a sensible size."""
    return int(text) if text is not None and _NUMBER.fullmatch(text) else None
