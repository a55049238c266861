"""The decision that changes assigned tasks, and its annex of what was and what is now (nghiệp vụ F7, step 11).

Reads like the page. The annex stands on a page of its own, counted from 1.
"""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document
from docx.table import Table

from docgen.authoring.layout import (
    deciding,
    end_after_table,
    header,
    new_paper,
    signature,
    title,
    under_title,
)
from docgen.authoring.measures import Measures, measures_of
from docgen.authoring.pieces import each, new_section, paragraph, row, row_loop, ruled_table

_COLUMNS_PARTY = (640, 2275, 1370, 1830, 1830, 1410)  # together the text width, 9355
_COLUMNS_STATE = (640, 2191, 1330, 1780, 1780, 1350)  # 9071
_TABLE_SIZE = 13
_ARTICLE_1 = (
    "**Điều 1.** Điều chỉnh {{ task_counts }} đã giao cho {{ people }} tại {{ about_dated }}: {{ kind_counts }}, "
    "theo Phụ lục kèm theo Quyết định này."
)
_ARTICLE_2 = (
    "**Điều 2.** Các nội dung khác của {{ about_short }} không thay đổi."
    "{% if handover %} {{ handover }} Quyết định này.{% endif %}"
)


def build(regime: str) -> Document:
    """The template of a regime."""
    m = replace(measures_of(regime), table_size=_TABLE_SIZE)
    page = new_paper(m, title="Quyết định", subject="Điều chỉnh nhiệm vụ đã giao")
    header(page, m)
    title(page, m, "QUYẾT ĐỊNH")
    deciding(page, m)
    paragraph(page, _ARTICLE_1, "heading 3")
    paragraph(page, _ARTICLE_2, "heading 3")
    if m.is_party:
        paragraph(page, "**Điều 3.** {{ executors }} căn cứ Quyết định thi hành.", "heading 3", keep_next=True)
    else:
        paragraph(page, "**Điều 3.** Quyết định này có hiệu lực thi hành kể từ ngày ký.", "heading 3")
        paragraph(
            page,
            "**Điều 4.** {{ executors }} chịu trách nhiệm thi hành Quyết định này./.",
            "heading 3",
            keep_next=True,
        )
    signature(page, m)
    new_section(page, m)
    _annex(page, m)
    return page


def _annex(page: Document, m: Measures) -> None:
    paragraph(page, "Phụ lục", "Phụ lục")
    each(page, "line in annex_title_lines", "{{ line }}", "Tên phụ lục")
    paragraph(page, "{{ annex_reference }}", "Dòng kèm theo")
    paragraph(page, "{{ annex_authority }}", "Dòng kèm theo")
    under_title(page, m, name="annex_title_rule", width=m.text_width)
    paragraph(page, "", "Khoảng trên bảng")
    _changes(ruled_table(page, _COLUMNS_PARTY if m.is_party else _COLUMNS_STATE))
    if m.is_party:
        end_after_table(page)
    else:
        paragraph(page, "./.", "Hết phụ lục")


def _changes(table: Table) -> None:
    headings = ("STT", "{{ task_heading }}", "Hình thức", "Đã giao", "Điều chỉnh thành", "Lý do")
    row(table, [(text, "Tiêu đề bảng") for text in headings], is_heading=True)
    with row_loop(table, "line in lines"):
        row(
            table,
            [
                ("{{ line.number }}", "Bảng giữa"),
                ("{{ line.title }}", "Bảng trái"),
                ("{{ line.kind }}", "Bảng giữa"),
                ("{{ line.before }}", "Bảng trái"),
                ("{{ line.after }}", "Bảng trái"),
                ("{{ line.reason }}", "Bảng trái"),
            ],
        )
