"""Mục lục hồ sơ nộp lưu: the dossiers one hand-over brings, in the columns of the profession (luu-tru.md §1.5).

Reads like the page: who hands over to whom, seven columns, how many dossiers of which period, and two who sign. The
Party still says thời hạn bảo quản (17-HD/VPTW), the State thời hạn lưu trữ (Luật Lưu trữ 2024): the context says which.
"""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document

from docgen.authoring.layout import end_after_table, header, new_paper, signers, title
from docgen.authoring.measures import measures_of
from docgen.authoring.pieces import each, paragraph, row, row_loop, ruled_table
from docgen.authoring.styles import Look

_WIDTHS = (620, 1980, 1500, 1120, 900, 900)  # the third column takes what is left
_CELLS = (
    ("number", "Bảng giữa"),
    ("code", "Bảng trái"),
    ("title", "Bảng trái"),
    ("time", "Bảng giữa"),
    ("period", "Bảng giữa"),
    ("pages", "Bảng giữa"),
    ("note", "Bảng trái"),
)


def build(regime: str) -> Document:
    """The template of a regime."""
    m = replace(measures_of(regime), table_size=11)  # seven columns on an upright page
    line = Look(name="Dòng hồ sơ", id="DossierLine", size=m.body_size, align="center", before=60)
    page = new_paper(m, title="Mục lục hồ sơ", subject="Mục lục hồ sơ nộp lưu", looks=(line,))
    header(page, m, number=False)
    title(page, m, "MỤC LỤC HỒ SƠ NỘP LƯU")
    each(page, "line in hand_over_lines", "{{ line }}", "Dòng hồ sơ")
    paragraph(page, "", "Khoảng trên bảng")
    table = ruled_table(page, (*_WIDTHS[:2], m.text_width - sum(_WIDTHS), *_WIDTHS[2:]))
    headings = (
        "STT",
        "Số, ký hiệu hồ sơ",
        "Tiêu đề hồ sơ",
        "Thời gian tài liệu",
        "{{ period_heading }}",
        "Số trang",
        "Ghi chú",
    )
    row(table, [(text, "Tiêu đề bảng") for text in headings], is_heading=True)
    with row_loop(table, "row in rows"):
        row(table, [(f"{{{{ row.{name} }}}}", style) for name, style in _CELLS], middle=False)
    paragraph(page, "{{ closing_line }}", "Nội dung", keep_next=True)
    signers(page, m, left=("BÊN NHẬN", "{{ receiver_name }}"), right=("BÊN GIAO", "{{ giver_name }}"))
    end_after_table(page)
    return page
