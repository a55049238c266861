"""The self-assessment form (nghiệp vụ F8, thể thức form c3): tasks printed, answers in boxes.

Reads like the page. No number, no recipients, no seal; the task code is printed, because a returned form is read
by the printed code of a row and the heading of a column.
"""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document
from docx.enum.text import WD_TAB_LEADER
from docx.shared import Twips
from docx.table import Table, _Cell

from docgen.authoring.controls import choice_cell, choice_line, text_cell, text_line
from docgen.authoring.layout import end_after_table, header, new_paper, signature_space, title
from docgen.authoring.measures import FORM_SIGNATURE_LINES, Measures, measures_of
from docgen.authoring.package import add_form_identity
from docgen.authoring.pieces import (
    align,
    boxed,
    each,
    new_row,
    own_cells,
    paragraph,
    plain_table,
    row,
    row_loop,
    row_tag,
    row_when,
    ruled_table,
    tag,
    when,
)

LEVELS = ("Vượt", "Hoàn thành", "Hoàn thành cơ bản", "Chưa hoàn thành")
GRADES = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
_LINE = 360  # exactly 18 pt: the form must stay on one page
_TABLE_SIZE = 11.5  # eight columns; no provision
_COLUMNS_PARTY = (535, 1950, 1800, 1160, 1160, 690, 810, 1250)  # 9355; the last 22 mm
_COLUMNS_STATE = (535, 1790, 1686, 1160, 1150, 690, 810, 1250)  # 9071
_HEADINGS = (
    "STT",
    "Nhiệm vụ được giao",
    "Sản phẩm, chỉ tiêu",
    "Thời hạn",
    "Kết quả đến nay",
    "Tỷ lệ hoàn thành (%)",
    "Mức độ hoàn thành",
    "Minh chứng",
)


def build(regime: str) -> Document:
    """The template of a regime."""
    m = measures_of(regime)
    m = replace(m, table_size=_TABLE_SIZE)
    m = replace(m, line=_LINE, is_exact=True) if m.is_party else replace(m, body_size=13)
    page = new_paper(m, title="Bản tự đánh giá", subject="Tự đánh giá kết quả thực hiện nhiệm vụ", is_form=True)
    add_form_identity(page)
    header(page, m, number=False, date=False)
    title(page, m, "BẢN TỰ ĐÁNH GIÁ")
    each(page, "line in reference_lines", "{{ line }}", "Dòng theo văn bản")
    _person(page, m)
    paragraph(page, "", "Khoảng trên bảng")
    _answers(ruled_table(page, _COLUMNS_PARTY if m.is_party else _COLUMNS_STATE, padding=50))
    _summary(page)
    _signature(page, m)
    return page


def _person(page: Document, m: Measures) -> None:
    half, style = m.text_width // 2 + 280, "Thông tin cá nhân"
    table = plain_table(page, (half, m.text_width - half))
    with row_when(table, "is_collective"):
        paragraph(own_cells(new_row(table, [2]))[0], "Tập thể: {{ name }}", style)
        row_tag(table, "else")
        row(table, [("Họ và tên: {{ name }}", style), ("Ngày sinh: {{ birth_date }}", style)], middle=False)
        for text in ("Chức vụ: {{ post }}", "Đơn vị công tác: {{ unit }}"):
            paragraph(own_cells(new_row(table, [2]))[0], text, style)


def _answers(table: Table) -> None:
    row(table, [(text, "Tiêu đề bảng") for text in _HEADINGS], is_heading=True)
    with row_loop(table, "line in lines"):
        cells = own_cells(new_row(table, [1] * len(_HEADINGS)))
        printed = (
            ("{{ line.number }}", "Bảng giữa"),
            ("[{{ line.code }}] {{ line.title }}", "Bảng trái"),
            ("{{ line.expected }}", "Bảng trái"),
            ("{{ line.deadline }}", "Bảng giữa"),
        )
        for cell, (text, style) in zip(cells, printed, strict=False):
            paragraph(cell, text, style)
        achieved, share, level, evidence = cells[4:]
        text_cell(achieved, alias=_HEADINGS[4], tag="{{ line.code }}.achieved", style="Bảng trái")
        text_cell(share, alias=_HEADINGS[5], tag="{{ line.code }}.percent", style="Bảng giữa")
        choice_cell(level, alias=_HEADINGS[6], tag="{{ line.code }}.level", style="Bảng giữa", choices=LEVELS)
        text_cell(evidence, alias=_HEADINGS[7], tag="{{ line.code }}.evidence", style="Bảng trái")
        for cell in cells:
            align(cell, "center")


def _summary(page: Document) -> None:
    text_line(page, "**1. Ưu điểm:** ", alias="Ưu điểm", tag="advantages", style="Nội dung")
    text_line(page, "**2. Hạn chế, nguyên nhân:** ", alias="Hạn chế, nguyên nhân", tag="shortcomings", style="Nội dung")
    text_line(page, "**3. Kiến nghị:** ", alias="Kiến nghị", tag="proposals", style="Nội dung")
    choice_line(
        page,
        "**4. Tự xếp loại:** ",
        alias="Tự xếp loại",
        tag="grade",
        style="Nội dung",
        choices=GRADES,
        keep_next=True,
    )


def _signature(page: Document, m: Measures) -> None:
    """The signature and the manager's box: two rows of one table that are kept together on a page."""
    table = plain_table(page, m.sign_columns)
    left, right = own_cells(new_row(table, [1, 1]))
    paragraph(right, "", "Khoảng trên bảng")
    paragraph(right, "{{ place_date }}", "Địa danh ngày tháng")
    with when(right, "is_collective"):  # whoever signs for it writes a name; a person's stands there already
        paragraph(right, "ĐẠI DIỆN TẬP THỂ", "Quyền hạn người ký")
        paragraph(right, "(Ký, ghi rõ họ tên)", "Hướng dẫn ký")
        signature_space(right, FORM_SIGNATURE_LINES + 1)
        tag(right, "else")
        paragraph(right, "NGƯỜI TỰ ĐÁNH GIÁ", "Quyền hạn người ký")
        paragraph(right, "(Ký)", "Hướng dẫn ký")
        signature_space(right, FORM_SIGNATURE_LINES)
        paragraph(right, "{{ name }}", "Họ tên người ký")
    paragraph(right, "", "Khoảng trên bảng")
    for line in (*left.paragraphs, *right.paragraphs):
        line.paragraph_format.keep_with_next = True
    _manager(own_cells(new_row(table, [2]))[0], m)
    end_after_table(page)


def _manager(cell: _Cell, m: Measures) -> None:
    """A box the direct superior fills in by hand."""
    boxed(cell)
    paragraph(cell, "Ý KIẾN CỦA NGƯỜI QUẢN LÝ TRỰC TIẾP", "Bảng đậm giữa")
    for _ in range(2):
        dots = paragraph(cell, "\t", "Dòng kẻ chấm")
        dots.paragraph_format.tab_stops.add_tab_stop(Twips(m.text_width - 200), leader=WD_TAB_LEADER.DOTS)
    hint = paragraph(cell, "(Ký, ghi rõ họ tên)", "Hướng dẫn ký")
    hint.paragraph_format.left_indent = Twips(m.text_width // 2)
    signature_space(cell, 1)
