"""The page of one section as its mark states it: its attributes, margins, and where its numbers begin.

Knows what stands in a w:sectPr, and Word's own values where it states nothing.
"""

from __future__ import annotations

from lxml import etree

from docgen.house_style.document import Margins
from docgen.house_style.formats import whole
from docgen.house_style.styles import W


def attributes(parent: etree._Element, tag: str) -> dict[str, str]:
    """The attributes of one part of a section mark; empty without it."""
    child = parent.find(W + tag)
    return {} if child is None else {str(key).rpartition("}")[2]: str(value) for key, value in child.attrib.items()}


def margins_of(found: dict[str, str]) -> Margins:
    """The margins, an inch where nothing is stated."""
    names = ("top", "bottom", "left", "right")
    edges = {name: abs(whole(found.get(name), 1440)) for name in names}
    return Margins(header=whole(found.get("header"), 720), **edges)


def page_start(sect: etree._Element) -> int | None:
    """The number of the first page; None when the numbers go on."""
    start = attributes(sect, "pgNumType").get("start")
    return None if start is None else whole(start, 0)
