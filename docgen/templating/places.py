"""Where in a template something stands: the paragraph and, in a table, the row and the cell.

Knows how a person counts in Word, from 1 and table by table; does not know tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from docgen.messages import tr

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One paragraph: the `member` it is in, its `order` among the member's paragraphs, its place in words, its text."""

    member: str
    order: int
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.member}, {self.place}"


def spots_of(member: str, xml: bytes) -> tuple[Spot, ...]:
    """The paragraphs of a part, runs joined, as Word shows them; empty when there are none."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    tables = {table: number for number, table in enumerate(root.iter(f"{_W}tbl"), 1)}
    return tuple(_spots(member, root, tables))


def _spots(member: str, root: etree._Element, tables: dict[etree._Element, int]) -> Iterator[Spot]:
    loose = 0
    for order, paragraph in enumerate(root.iter(f"{_W}p")):
        text = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        cell = next(paragraph.iterancestors(f"{_W}tc"), None)
        if cell is None:
            loose += 1
            place = tr("đoạn {number}", number=loose)
        else:
            place = _place_in_table(cell, tables)
        yield Spot(member=member, order=order, place=place, text=text)


def _place_in_table(cell: etree._Element, tables: dict[etree._Element, int]) -> str:
    row = next(cell.iterancestors(f"{_W}tr"))
    table = next(row.iterancestors(f"{_W}tbl"))
    return tr(
        "bảng {table}, hàng {row}, ô {cell}",
        table=tables[table],
        row=list(table.iter(f"{_W}tr")).index(row) + 1,
        cell=list(row.iterchildren(f"{_W}tc")).index(cell) + 1 if cell.getparent() is row else 1,
    )
