"""Where the places of a report lie in the XML: the paragraph an address like "bảng 1, hàng 2, ô 1, đoạn 3" means.

Knows the way addresses are counted, which is that of the reader; judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.house_style.reading import MAIN_PART, blocks_of, children_of
from docgen.house_style.styles import W
from docgen.media.zips import Package

_QUOTED = " “"  # where an address ends and the words of its line begin
_PARTS = (", khung chữ ", ", bên trái", ", bên phải")  # what stands in or on one half of a paragraph


def address(place: str) -> str:
    """The address of a finding's place, without the words of the line that follow it."""
    found = place.partition(_QUOTED)[0]
    for part in _PARTS:
        found = found.partition(part)[0]
    return found


def paragraphs_by_address(root: etree._Element) -> dict[str, etree._Element]:
    """The paragraphs of a main part by their address, and under "phần N" the first one of each section."""
    return dict(_addressed(root.find(W + "body")))


def _addressed(body: etree._Element | None) -> Iterator[tuple[str, etree._Element]]:
    paragraphs = tables = 0
    section, opens = 1, True
    for node in blocks_of(body):
        if node.tag == W + "tbl":
            tables += 1
            inside = list(_in_table(node, f"bảng {tables}"))
        elif node.tag == W + "p":
            paragraphs += 1
            inside = [(f"đoạn {paragraphs}", node)]
        else:
            continue
        yield from inside
        if opens and inside:
            yield f"phần {section}", inside[0][1]
            opens = False
        if node.find(f"{W}pPr/{W}sectPr") is not None:
            section, opens = section + 1, True


def _in_table(table: etree._Element, place: str) -> Iterator[tuple[str, etree._Element]]:
    for r, row in enumerate(children_of(table, W + "tr"), 1):
        for c, cell in enumerate(children_of(row, W + "tc"), 1):
            number = 0
            for block in blocks_of(cell):
                nested = block.iter(W + "p") if block.tag == W + "tbl" else [block] if block.tag == W + "p" else []
                for paragraph in nested:
                    number += 1
                    yield f"{place}, hàng {r}, ô {c}, đoạn {number}", paragraph


class Papers:
    """The parts of one paper open for writing: its text, headers and footers, found by the addresses of a report."""

    def __init__(self, package: Package) -> None:
        self.main = package.xml(MAIN_PART)
        stems = ("word/header", "word/footer")
        self.edges = {name: package.xml(name) for name in package.names if name.startswith(stems)}
        self.sections = list(self.main.iter(W + "sectPr"))
        self._paragraphs = paragraphs_by_address(self.main)
        for name, root in self.edges.items():
            kind = "đầu trang" if name.startswith(stems[0]) else "chân trang"
            stem = name.rpartition("/")[2].removesuffix(".xml")
            for number, paragraph in enumerate(root.iter(W + "p"), 1):
                self._paragraphs[f"{kind} ({stem}), đoạn {number}"] = paragraph

    def paragraph(self, place: str) -> etree._Element | None:
        """The paragraph at an address; None when it is not in the text, or in a text box."""
        return self._paragraphs.get(place)

    def section(self, place: str) -> etree._Element | None:
        """The mark of a section "phần N"; None without one."""
        number = place.removeprefix("phần ")
        return self.sections[int(number) - 1] if number.isdecimal() and int(number) <= len(self.sections) else None

    def as_parts(self) -> dict[str, bytes]:
        """Every part as bytes again."""
        return {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in self._all()
        }

    def _all(self) -> Iterator[tuple[str, etree._Element]]:
        yield MAIN_PART, self.main
        yield from self.edges.items()
