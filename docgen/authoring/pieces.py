"""Pieces of a page: paragraphs, rules, tables, tags, sections, page numbers.

Knows WordprocessingML; does not know any paper. Tags are Jinja in the docxtpl way: `{%p` drops its paragraph,
`{%tr` its row. A length is in tw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from docgen.authoring.measures import (
    A4_HEIGHT,
    A4_WIDTH,
    BORDER_WEIGHT,
    CELL_PADDING,
    HEADER_DISTANCE,
    RULE_WEIGHT,
    Measures,
)

Container = Document | _Cell
_DAYS = re.compile(r"ngày (?={{)|(?<=}}) ngày\b")  # a figure stays with its "ngày"


def paragraph(container: Container, text: str, style: str, *, keep_next: bool = False) -> Paragraph:
    """A paragraph in a named style; `**` starts and ends bold words, as in "**Điều 1.** Giao ..."."""
    added = _place(container)
    added.style = style
    for position, piece in enumerate(_DAYS.sub(lambda found: found.group().replace(" ", "\u00a0"), text).split("**")):
        if piece:
            added.add_run(piece).bold = True if position % 2 else None
    if keep_next:
        added.paragraph_format.keep_with_next = True
    return added


def _place(container: Container) -> Paragraph:
    """A new paragraph; the empty one that every cell is born with is used first."""
    if isinstance(container, _Cell):
        first: Paragraph = container.paragraphs[0]
        if len(container.paragraphs) == 1 and first._p.pPr is None:
            return first
    added: Paragraph = container.add_paragraph()
    return added


def tag(container: Container, text: str) -> None:
    """A paragraph that holds only a template tag and is not printed."""
    paragraph(container, "{%p " + text + " %}", "Lệnh mẫu")


@contextmanager
def loop(container: Container, sentence: str) -> Iterator[None]:
    """Paragraphs repeated: `loop(page, "line in lines")`."""
    tag(container, f"for {sentence}")
    yield
    tag(container, "endfor")


@contextmanager
def when(container: Container, condition: str) -> Iterator[None]:
    """Paragraphs printed only under a condition."""
    tag(container, f"if {condition}")
    yield
    tag(container, "endif")


def each(container: Container, sentence: str, text: str, style: str) -> None:
    """One paragraph for each item: `each(page, "line in bases", "{{ line }}", "Căn cứ")`."""
    with loop(container, sentence):
        paragraph(container, text, style)


def rule(container: Container, *, length: int, width: int) -> None:
    """A solid line of `length`, centred in `width`: the lower border of a paragraph one and a half points high."""
    line = paragraph(container, "", "Đường kẻ", keep_next=True)
    side = (width - length) // 2
    line.paragraph_format.left_indent = Twips(side)
    line.paragraph_format.right_indent = Twips(width - length - side)
    border = (
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="{RULE_WEIGHT}" w:space="0" w:color="000000"/></w:pBdr>'
    )
    properties = line._p.get_or_add_pPr()
    properties.insert_element_before(parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def chosen_rule(container: Container, *, name: str, lengths: dict[int, int], width: int) -> None:
    """The rule whose key equals the context's value `name`; keys are millimetres, values tw."""
    for position, (millimetres, length) in enumerate(lengths.items()):
        tag(container, f"{'elif' if position else 'if'} {name} == {millimetres}")
        rule(container, length=length, width=width)
    tag(container, "endif")


def plain_table(container: Container, widths: Sequence[int]) -> Table:
    """A table without borders and padding, for the header and the signature."""
    return _table(container, widths, padding=0)


def ruled_table(container: Container, widths: Sequence[int], *, padding: int = CELL_PADDING) -> Table:
    """A table with thin borders that start and end on the text area."""
    table = _table(container, widths, padding=padding)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="{BORDER_WEIGHT}" w:space="0" w:color="000000"/>' for side in sides)
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout")
    return table


def _table(container: Container, widths: Sequence[int], *, padding: int) -> Table:
    total = sum(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = "".join(f'<w:{side} w:w="{padding}" w:type="dxa"/>' for side in ("left", "right"))
    element: Any = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )
    if isinstance(container, _Cell):
        container._tc.append(element)
        return Table(element, container)
    body = container.element.body
    body.insert_element_before(element, "w:sectPr")
    return Table(element, container._body)


def row(table: Table, cells: Sequence[tuple[str, str]], *, is_heading: bool = False, middle: bool = True) -> _Row:
    """A row of (text, style) cells that is never split between pages; a heading row repeats on every page."""
    added = new_row(table, [1] * len(cells), is_heading=is_heading)
    for cell, (text, style) in zip(added.cells, cells, strict=True):
        paragraph(cell, text, style)
        if middle:
            _align_middle(cell)
    return added


def new_row(table: Table, spans: Sequence[int], *, is_heading: bool = False) -> _Row:
    """An empty row whose cells span the given numbers of columns."""
    widths = [int(column.get(qn("w:w"), "0")) for column in table._tbl.tblGrid.iterchildren(qn("w:gridCol"))]
    cells, start = "", 0
    for span in spans:
        width, start = sum(widths[start : start + span]), start + span
        grid_span = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        cells += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid_span}</w:tcPr><w:p/></w:tc>'
    heading = "<w:tblHeader/>" if is_heading else ""
    element: Any = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{heading}</w:trPr>{cells}</w:tr>")
    table._tbl.append(element)
    return _Row(element, table)


def row_tag(table: Table, text: str) -> None:
    """A row that holds only a template tag and is not printed."""
    columns = len(table._tbl.tblGrid.findall(qn("w:gridCol")))
    cell = own_cells(new_row(table, [columns]))[0]
    paragraph(cell, "{%tr " + text + " %}", "Lệnh mẫu")


@contextmanager
def row_loop(table: Table, sentence: str) -> Iterator[None]:
    """Rows repeated: `row_loop(table, "line in lines")`."""
    row_tag(table, f"for {sentence}")
    yield
    row_tag(table, "endfor")


@contextmanager
def row_when(table: Table, condition: str) -> Iterator[None]:
    """Rows printed only under a condition."""
    row_tag(table, f"if {condition}")
    yield
    row_tag(table, "endif")


def own_cells(line: _Row) -> list[_Cell]:
    """The cells of a row as they stand in it, a spanning cell once."""
    return [_Cell(element, line.table) for element in line._tr.tc_lst]


def spanning_row(table: Table, cells: Sequence[tuple[int, str, str]]) -> _Row:
    """A row of (columns, text, style) cells, kept with the row below it."""
    added = new_row(table, [span for span, _, _ in cells])
    for cell, (_, text, style) in zip(own_cells(added), cells, strict=True):
        paragraph(cell, text, style, keep_next=True)
        _align_middle(cell)
    return added


def _align_middle(cell: _Cell) -> None:
    align(cell, "center")


def align(cell: _Cell, where: str) -> None:
    """Place the text of a cell: "center" or "bottom"."""
    element = OxmlElement("w:vAlign")
    element.set(qn("w:val"), where)
    cell._tc.get_or_add_tcPr().append(element)


def boxed(cell: _Cell) -> None:
    """Thin borders around one cell of a table that has none, with the padding of a ruled table."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{BORDER_WEIGHT}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    margins = "".join(f'<w:{side} w:w="{CELL_PADDING}" w:type="dxa"/>' for side in ("left", "right"))
    properties = cell._tc.get_or_add_tcPr()
    properties.append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{borders}</w:tcBorders>"))
    properties.append(parse_xml(f"<w:tcMar {nsdecls('w')}>{margins}</w:tcMar>"))


def set_page(section: Section, measures: Measures, *, is_landscape: bool = False) -> None:
    """Paper, margins, and the page number from the second page on (ND30 I.7; HD36 II)."""
    width, height = (A4_HEIGHT, A4_WIDTH) if is_landscape else (A4_WIDTH, A4_HEIGHT)
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Twips(measures.top), Twips(measures.bottom)
    section.left_margin, section.right_margin = Twips(measures.left), Twips(measures.right)
    section.header_distance = section.footer_distance = Twips(HEADER_DISTANCE)
    section.gutter = Twips(0)
    section.different_first_page_header_footer = True


def add_page_number(section: Section) -> None:
    """The page number in the header, and an empty header for the first page."""
    section.first_page_header.is_linked_to_previous = False
    line = section.header.paragraphs[0]
    number = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    line._p.append(number)


def new_section(document: Document, measures: Measures, *, is_landscape: bool = False) -> Section:
    """A section on a new page whose pages are counted from 1 again (ND30 III.1.đ)."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].style = "Ngắt phần"  # the paragraph that holds the section mark
    set_page(section, measures, is_landscape=is_landscape)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    margins = section._sectPr.find(qn("w:pgMar"))
    margins.addnext(start)
    return section
