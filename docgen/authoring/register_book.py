"""The register of outgoing papers as a book: a cover page, then the ten columns on landscape pages.

Reads like the page (ND30 appendix IV): the names of the bodies, year, days, numbers and volume on the cover; the
columns with their own figures under the headings, both repeated on every page. It has no number, no date and no
signature of its own: it is signed and sealed on the cover when it is bound.
"""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document
from docx.table import Table

from docgen.authoring.layout import header, new_paper, under_title
from docgen.authoring.measures import Measures, measures_of
from docgen.authoring.pieces import each, new_section, paragraph, row, row_loop, ruled_table, set_page
from docgen.authoring.styles import Look

_TABLE_SIZE = 11  # ten columns on A4
_WIDTHS = (1500, 1200, 2600, 1600, 1600, 1000, 700, 1200, 1050)  # the last column takes what is left
_CELLS = (
    ("number", "Bảng giữa"),
    ("dated", "Bảng giữa"),
    ("subject", "Bảng trái"),
    ("signatory", "Bảng trái"),
    ("recipients", "Bảng trái"),
    ("kept_by", "Bảng trái"),
    ("copies", "Bảng giữa"),
    ("handed_on", "Bảng giữa"),
    ("received", "Bảng trái"),
    ("note", "Bảng trái"),
)
HEADINGS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)


def build(regime: str) -> Document:
    """The template of a regime."""
    m = replace(measures_of(regime), table_size=_TABLE_SIZE)
    line = Look(name="Dòng bìa sổ", id="BookLine", size=m.body_size, align="center", before=120)
    page = new_paper(m, title="Sổ đăng ký văn bản đi", subject="Sổ đăng ký văn bản đi", looks=(line,))
    set_page(page.sections[0], m, is_landscape=True)
    header(page, m, number=False, date=False, width=m.landscape_width)
    _cover(page, m)
    new_section(page, m, is_landscape=True)
    _rows(ruled_table(page, (*_WIDTHS, m.landscape_width - sum(_WIDTHS))))
    paragraph(page, "", "Ngắt phần")
    return page


def _cover(page: Document, m: Measures) -> None:
    for _ in range(4):
        paragraph(page, "", "Khoảng ký")
    paragraph(page, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Title")
    each(page, "line in subject_lines", "{{ line }}", "Trích yếu")
    under_title(page, m, name="subject_rule", width=m.landscape_width)
    paragraph(page, "", "Khoảng ký")
    each(page, "line in cover", "{{ line }}", "Dòng bìa sổ")


def _rows(table: Table) -> None:
    row(table, [(text, "Tiêu đề bảng") for text in HEADINGS], is_heading=True)
    row(table, [(f"({number})", "Bảng giữa") for number in range(1, len(HEADINGS) + 1)], is_heading=True)
    with row_loop(table, "row in rows"):
        row(table, [(f"{{{{ row.{name} }}}}", style) for name, style in _CELLS], middle=False)
