"""The blocks of layout every paper shares: header, title, recipients and signature.

Knows where each cell stands (ND30 PL I.IV, HD36 PL 1); what stands in it comes from the context.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.table import Table, _Cell

from docgen.authoring.measures import (
    ISSUER_RULES_MM,
    SIGNATURE_LINES,
    SUBJECT_RULES_MM,
    Measures,
    tw,
)
from docgen.authoring.package import new_document
from docgen.authoring.pieces import (
    add_page_number,
    align,
    chosen_rule,
    each,
    new_row,
    own_cells,
    paragraph,
    plain_table,
    rule,
    set_page,
)
from docgen.authoring.styles import Look

_HYPHENS = "-----"  # HD36 II.1.5.2


def new_paper(
    measures: Measures, *, title: str, subject: str, is_form: bool = False, looks: Sequence[Look] = ()
) -> Document:
    """An empty paper: page, styles (`looks` are its own), properties, page number."""
    document = new_document(measures, title=title, subject=subject, is_form=is_form, looks=looks)
    section = document.sections[0]
    set_page(section, measures)
    add_page_number(section)
    return document


def header(
    document: Document, m: Measures, *, number: bool = True, date: bool = True, width: int = 0, subject: bool = False
) -> None:
    """The header table; `width` widens the right column on landscape pages (0: as measured).

    With `subject` the subject of a letter stands under its number.
    """
    left, right = m.columns[0], (width or m.text_width) - m.columns[0]
    table = plain_table(document, (left, right))
    issuer, national = own_cells(new_row(table, [1, 1]))
    _issuer(issuer, m, left)
    _national(national, m, right)
    if number or date:
        _number_and_date(table, number="{{ number_line }}" if number else "", date="{{ place_date }}" if date else "")
    if subject:
        below_number, _ = own_cells(new_row(table, [1, 1]))
        paragraph(below_number, "{{ subject_lines[0] }}", "Trích yếu công văn")
        each(below_number, "line in subject_lines[1:]", "{{ line }}", "Trích yếu công văn, dòng sau")
        paragraph(below_number, "", "Đường kẻ")  # a cell must not end with a tag


def _issuer(cell: _Cell, m: Measures, width: int) -> None:
    each(cell, "line in superior_lines", "{{ line }}", "Cơ quan cấp trên")
    each(cell, "line in issuer_lines", "{{ line }}", "Cơ quan ban hành")
    if m.is_party:
        paragraph(cell, "*", "Dấu sao")
    else:
        chosen_rule(cell, name="issuer_rule", lengths={mm: tw(mm) for mm in ISSUER_RULES_MM}, width=width)
        paragraph(cell, "", "Đường kẻ")  # a cell must not end with a tag


def _national(cell: _Cell, m: Measures, width: int) -> None:
    if m.is_party:
        paragraph(cell, "ĐẢNG CỘNG SẢN VIỆT NAM", "Tiêu đề bên phải")
    else:
        paragraph(cell, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tiêu đề bên phải")
        paragraph(cell, "Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ")
    rule(cell, length=m.heading_rule, width=width)


def _number_and_date(table: Table, *, number: str, date: str) -> None:
    """Number and date on one line (ND30 II.4.c): both stand on the bottom of their cells."""
    left, right = own_cells(new_row(table, [1, 1]))
    paragraph(left, number, "Số ký hiệu")
    paragraph(right, date, "Địa danh ngày tháng")
    align(left, "bottom")
    align(right, "bottom")


def title(document: Document, m: Measures, text: str) -> None:
    """Tên loại and trích yếu, with five hyphens (Party) or a rule (State) below."""
    paragraph(document, text, "Title")
    each(document, "line in subject_lines", "{{ line }}", "Trích yếu")
    under_title(document, m, name="subject_rule", width=m.text_width)


def under_title(document: Document, m: Measures, *, name: str, width: int) -> None:
    """Five hyphens (Party) or a rule of the length the context names (State)."""
    if m.is_party:
        paragraph(document, _HYPHENS, "Gạch dưới trích yếu")
    else:
        chosen_rule(document, name=name, lengths={mm: tw(mm) for mm in SUBJECT_RULES_MM}, width=width)


def deciding(document: Document, m: Measures) -> None:
    """Bases, who decides and "QUYẾT ĐỊNH:", in the order of the regime."""
    if m.is_party:
        each(document, "line in bases", "{{ line }}", "Căn cứ")
        paragraph(document, "{{ deciding_authority }}", "Thẩm quyền ban hành")
    else:
        paragraph(document, "{{ deciding_authority }}", "Thẩm quyền ban hành")
        each(document, "line in bases", "{{ line }}", "Căn cứ")
    paragraph(document, "QUYẾT ĐỊNH:", "Quyết định")


def signature(document: Document, m: Measures) -> None:
    """Recipients on the left, signature on the right, in one row that is never split."""
    table = plain_table(document, m.sign_columns)
    left, right = own_cells(new_row(table, [1, 1]))
    recipients(left)
    paragraph(right, "", "Khoảng trên chữ ký")
    each(right, "line in sign_bold", "{{ line }}", "Quyền hạn người ký")
    each(right, "line in sign_regular", "{{ line }}", "Chức vụ người ký")
    signature_space(right, SIGNATURE_LINES)
    paragraph(right, "{{ signatory }}", "Họ tên người ký")


def recipients(cell: _Cell) -> None:
    """Nơi nhận and its list."""
    paragraph(cell, "Nơi nhận:", "Nơi nhận")
    each(cell, "line in recipients", "{{ line }}", "Danh sách nơi nhận")


def signature_space(cell: _Cell, lines: int) -> None:
    """The empty lines somebody signs on."""
    for _ in range(lines):
        paragraph(cell, "", "Khoảng ký")


def signers(document: Document, m: Measures, *, left: tuple[str, str], right: tuple[str, str]) -> None:
    """Two who sign side by side, each as (capacity, name)."""
    half = m.text_width // 2
    table = plain_table(document, (half, m.text_width - half))
    for cell, (capacity, name) in zip(own_cells(new_row(table, [1, 1])), (left, right), strict=True):
        paragraph(cell, "", "Khoảng trên chữ ký")
        paragraph(cell, capacity, "Quyền hạn người ký")
        signature_space(cell, SIGNATURE_LINES)
        paragraph(cell, name, "Họ tên người ký")


def end_after_table(document: Document) -> None:
    """The paragraph a text must end with, one point high, so that it never makes a page of its own."""
    paragraph(document, "", "Ngắt phần")
