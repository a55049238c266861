"""Mục lục văn bản of a hồ sơ: what lies in it, paper by paper, with the pages each one stands on.

Reads like the page: whose dossier, which, how long it is kept; seven columns; at the end how many papers and pages
there are. It has no number, no date and no signature of its own: it is part of the dossier.
"""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document

from docgen.authoring.layout import header, new_paper, title
from docgen.authoring.measures import measures_of
from docgen.authoring.pieces import each, paragraph, row, row_loop, ruled_table
from docgen.authoring.styles import Look

_WIDTHS = (620, 1480, 1260, 1600, 860, 1000)  # the fourth column takes what is left
_CELLS = (
    ("number", "Bảng giữa"),
    ("symbol", "Bảng giữa"),
    ("dated", "Bảng giữa"),
    ("subject", "Bảng trái"),
    ("author", "Bảng trái"),
    ("pages", "Bảng giữa"),
    ("note", "Bảng trái"),
)
HEADINGS = (
    "STT",
    "Số, ký hiệu",
    "Ngày tháng",
    "Tên loại và trích yếu nội dung",
    "Tác giả",
    "Trang số",
    "Ghi chú",
)


def build(regime: str) -> Document:
    """The template of a regime."""
    m = replace(measures_of(regime), table_size=11)  # seven columns on an upright page
    line = Look(name="Dòng hồ sơ", id="DossierLine", size=m.body_size, align="center", before=60)
    page = new_paper(m, title="Mục lục văn bản", subject="Mục lục văn bản trong hồ sơ", looks=(line,))
    header(page, m, number=False, date=False)
    title(page, m, "MỤC LỤC VĂN BẢN")
    each(page, "line in dossier_lines", "{{ line }}", "Dòng hồ sơ")
    paragraph(page, "", "Khoảng trên bảng")
    widths = (*_WIDTHS[:3], m.text_width - sum(_WIDTHS), *_WIDTHS[3:])
    table = ruled_table(page, widths)
    row(table, [(text, "Tiêu đề bảng") for text in HEADINGS], is_heading=True)
    with row_loop(table, "row in rows"):
        row(table, [(f"{{{{ row.{name} }}}}", style) for name, style in _CELLS], middle=False)
    each(page, "line in closing_lines", "{{ line }}", "Nội dung")
    return page
