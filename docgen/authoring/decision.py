"""The decision that assigns tasks to one official, and its annex (nghiệp vụ F4; ND30 Mẫu 1.2; HD36 PL 1).

Reads like the page. The annex always stands on a page of its own, counted from 1.
"""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document
from docx.table import Table

from docgen.authoring.layout import end_after_table, header, new_paper, signature, title, under_title
from docgen.authoring.measures import Measures, measures_of
from docgen.authoring.pieces import each, new_section, paragraph, row, row_loop, row_when, ruled_table, spanning_row

_COLUMNS_PARTY = (684, 2267, 1835, 1619, 1403, 1547)  # together the text width, 9355
_COLUMNS_STATE = (684, 2150, 1790, 1570, 1390, 1487)  # 9071
_TABLE_SIZE = 13  # the annex has room; no provision


def build(regime: str) -> Document:
    """The template of a regime."""
    m = replace(measures_of(regime), table_size=_TABLE_SIZE)
    page = new_paper(m, title="Quyết định", subject="Giao nhiệm vụ cho cán bộ")
    header(page, m)
    title(page, m, "QUYẾT ĐỊNH")
    if m.is_party:
        _party_text(page)
    else:
        _state_text(page)
    signature(page, m)
    new_section(page, m)
    _annex(page, m)
    return page


def _party_text(page: Document) -> None:
    each(page, "line in bases", "{{ line }}", "Căn cứ")
    paragraph(page, "{{ deciding_authority }}", "Thẩm quyền ban hành")
    paragraph(page, "QUYẾT ĐỊNH:", "Quyết định")
    paragraph(
        page,
        "**Điều 1.** Giao {{ official_with_post }}, thực hiện {{ task_counts }} theo Phụ lục kèm theo Quyết định này.",
        "heading 3",
    )
    paragraph(
        page,
        "**Điều 2.** {{ official_first }} xây dựng kế hoạch thực hiện trong {{ plan_days }} ngày kể từ ngày ký "
        "Quyết định;{% if progress_period %} báo cáo tiến độ {{ progress_period }};{% endif %} tự đánh giá, "
        "báo cáo kết quả{% if standing_body %} về {{ standing_body }}{% endif %}"
        "{% if self_assessment_due %} trước ngày {{ self_assessment_due }}{% endif %}.",
        "heading 3",
    )
    paragraph(
        page, "**Điều 3.** {{ executors }} căn cứ Quyết định thi hành.{{ replaces }}", "heading 3", keep_next=True
    )


def _state_text(page: Document) -> None:
    paragraph(page, "{{ deciding_authority }}", "Thẩm quyền ban hành")
    each(page, "line in bases", "{{ line }}", "Căn cứ")
    paragraph(page, "QUYẾT ĐỊNH:", "Quyết định")
    paragraph(
        page,
        "**Điều 1.** Giao {{ official_with_post }}, thực hiện {{ task_counts }} theo Phụ lục kèm theo Quyết định này.",
        "heading 3",
    )
    paragraph(
        page,
        "**Điều 2.** {{ official_first }} lập kế hoạch thực hiện trong {{ plan_days }} ngày kể từ ngày ký "
        "Quyết định;{% if progress_period %} báo cáo tiến độ {{ progress_period }};{% endif %} gửi bản tự đánh giá"
        "{% if standing_body %} về {{ standing_body }}{% endif %}"
        "{% if self_assessment_due %} trước ngày {{ self_assessment_due }}{% endif %}.",
        "heading 3",
    )
    paragraph(page, "**Điều 3.** Quyết định này có hiệu lực thi hành kể từ ngày ký{{ replaces }}.", "heading 3")
    paragraph(
        page,
        "**Điều 4.** {{ executors }} chịu trách nhiệm thi hành Quyết định này./.",
        "heading 3",
        keep_next=True,
    )


def _annex(page: Document, m: Measures) -> None:
    paragraph(page, "Phụ lục", "Phụ lục")
    each(page, "line in annex_title_lines", "{{ line }}", "Tên phụ lục")
    paragraph(page, "{{ annex_reference }}", "Dòng kèm theo")
    paragraph(page, "{{ annex_authority }}", "Dòng kèm theo")
    under_title(page, m, name="annex_title_rule", width=m.text_width)
    paragraph(page, "", "Khoảng trên bảng")
    _tasks(ruled_table(page, _COLUMNS_PARTY if m.is_party else _COLUMNS_STATE))
    if m.is_party:
        end_after_table(page)
    else:
        paragraph(page, "./.", "Hết phụ lục")


def _tasks(table: Table) -> None:
    headings = ("STT", "{{ task_heading }}", "Chỉ tiêu, kết quả cần đạt", "Sản phẩm", "Thời hạn hoàn thành")
    row(table, [(text, "Tiêu đề bảng") for text in (*headings, "Người theo dõi")], is_heading=True)
    with row_loop(table, "group in groups"):
        with row_when(table, "group.heading"):
            spanning_row(table, [(1, "{{ group.numeral }}", "Bảng đậm giữa"), (5, "{{ group.heading }}", "Bảng đậm")])
        with row_loop(table, "line in group.lines"):
            row(
                table,
                [
                    ("{{ line.number }}", "Bảng giữa"),
                    ("{{ line.title }}", "Bảng trái"),
                    ("{{ line.target }}", "Bảng trái"),
                    ("{{ line.product }}", "Bảng trái"),
                    ("{{ line.deadline }}", "Bảng giữa"),
                    ("{{ line.supervisor }}", "Bảng trái"),
                ],
            )
