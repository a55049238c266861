"""The sheets that lie on top of a print pack: what is inside, and a list to tick while signing.

Knows how the cover looks (A4, Times New Roman, margins 20/20/30/20 mm); the words and counts are given. The cover
is an aid of the office, not an official paper: thể thức does not bind it.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"
REHEARSAL = "BẢN NHÁP"
_CENTRED = WD_ALIGN_PARAGRAPH.CENTER
_COLUMNS = (
    ("STT", 12),
    ("Mã văn bản", 26),
    ("Họ và tên", 39),
    ("Chức vụ", 51),
    ("Trang", 17),
    ("Đã ký", 15),
)
_CENTRED_COLUMNS = frozenset({0, 1, 4})
_LINE_MM = 8
_MARK_DOWN_MM = 112  # under the top margin: letters of 80 points stand in the middle of A4
_PADDING = 108  # twips between border and text, Word's default


@dataclass(frozen=True, kw_only=True)
class CoverLine:
    """One document of the list, in signing order; `title` stands for `holder` when nobody holds the document."""

    document: str
    title: str
    holder: str
    post: str
    pages: int


@dataclass(frozen=True, kw_only=True)
class Cover:
    """All that the cover says; `sheets` are sheets of paper without the cover's own."""

    office_name: str
    title: str
    on: dt.date
    lines: Sequence[CoverLine]
    sheets: int
    is_duplex: bool
    is_draft: bool
    is_annex_one_sided: bool = False


def build_cover(cover: Cover) -> bytes:
    """The cover and its list as a .docx."""
    document = docx.Document()
    _set_page(document)
    _write_heading(document, cover)
    for sentence in _summary(cover):
        _paragraph(document, sentence)
    _paragraph(document, "", size=6)
    _write_list(document, cover.lines)
    _paragraph(
        document,
        "Người lập: ..............................          Người nhận: ..............................",
        before=14,
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def build_mark() -> bytes:
    """A page with nothing but "BẢN NHÁP" in large pale letters in its middle, to be drawn under others, as a .docx."""
    document = docx.Document()
    _set_page(document)
    document.sections[0].left_margin = Mm(20)  # as on the right, so that the words stand in the middle
    run = document.add_paragraph().add_run(REHEARSAL)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(80), RGBColor(0xDD, 0xDD, 0xDD)
    document.paragraphs[0].alignment = _CENTRED
    document.paragraphs[0].paragraph_format.space_before = Mm(_MARK_DOWN_MM)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    normal.paragraph_format.space_after = Pt(0)
    document.core_properties.author = ""


def _write_heading(document: Any, cover: Cover) -> None:
    _paragraph(document, cover.office_name.upper(), bold=True, align=_CENTRED)
    _paragraph(document, cover.title.upper(), bold=True, align=_CENTRED, size=16, before=18)
    _paragraph(document, f"Ngày {cover.on:%d/%m/%Y}", align=_CENTRED, before=4, after=10, italic=True)
    if cover.is_draft:
        _paragraph(document, f"{REHEARSAL}: KHÔNG DÙNG ĐỂ KÝ, TRANG KHÔNG CÓ MÃ", bold=True, align=_CENTRED, after=10)


def _summary(cover: Cover) -> list[str]:
    pages = sum(line.pages for line in cover.lines)
    sides = "in hai mặt" if cover.is_duplex else "in một mặt"
    sides += ", phụ lục in một mặt" if cover.is_duplex and cover.is_annex_one_sided else ""
    titles = sorted({line.title for line in cover.lines})
    subject = [f"Trích yếu: {titles[0]}."] if len(titles) == 1 else []
    return [
        *subject,
        f"Số văn bản: {len(cover.lines)}. Số trang: {pages}. Số tờ giấy ({sides}, không kể tờ này): {cover.sheets}.",
        "Xếp đúng thứ tự dưới đây. Ký xong văn bản nào thì đánh dấu vào ô cùng hàng.",
    ]


def _write_list(document: Any, lines: Sequence[CoverLine]) -> None:
    """The list to tick; its heading row comes again on each page and no row is torn by a page."""
    table = document.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    _set_widths(table)
    _fill(table.rows[0], [heading for heading, _ in _COLUMNS], bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for number, line in enumerate(lines, start=1):
        whose = line.holder or line.title
        _fill(table.add_row(), [str(number), line.document, whose, line.post, str(line.pages), ""])


def _set_widths(table: Any) -> None:
    """Column widths for Word (cells) and LibreOffice (grid); the indent puts the left border on the text's edge."""
    for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Mm(width)
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(_PADDING))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.insert_element_before(indent, "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _fill(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:
    row.height = Mm(_LINE_MM)
    _mark(row, "w:cantSplit")
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width, cell.vertical_alignment = Mm(_COLUMNS[number][1]), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        align = _CENTRED if bold or number in _CENTRED_COLUMNS else None
        _write(cell.paragraphs[0], text, size=12, bold=bold, align=align, before=1, after=1)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _paragraph(document: Any, text: str, **form: Any) -> None:
    _write(document.add_paragraph(), text, **form)


def _write(
    paragraph: Any,
    text: str,
    *,
    size: int = 13,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    before: int = 3,
    after: int = 3,
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), FONT)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
