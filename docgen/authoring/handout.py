"""The conference handout: every person with the tasks, their values and the grade, on landscape pages.

Reads like the page. Marked as conference material (Party, HD36 cell 11a) or for internal circulation, boxed
(State, ND30 cell 11); it has no number, no signatory and no recipients.
"""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from docgen.authoring.layout import header, new_paper, under_title
from docgen.authoring.measures import Measures, measures_of, tw
from docgen.authoring.pieces import (
    each,
    paragraph,
    row,
    row_loop,
    ruled_table,
    set_page,
    spanning_row,
)

_COLUMNS_PARTY = (700, 4000, 2400, 1500, 2287, 1700, 1700)  # 14287
_COLUMNS_STATE = (700, 3900, 2300, 1500, 2203, 1700, 1700)  # 14003
_BOX_MM = 62


def build(regime: str) -> Document:
    """The template of a regime."""
    m = measures_of(regime)
    page = new_paper(m, title="Tài liệu hội nghị", subject="Kết quả thực hiện nhiệm vụ")
    set_page(page.sections[0], m, is_landscape=True)
    _circulation(page, m)
    header(page, m, number=False, date=False, width=m.landscape_width)
    _title(page, m)
    _people(ruled_table(page, _COLUMNS_PARTY if m.is_party else _COLUMNS_STATE), m)
    paragraph(page, "Tổng hợp chung", "heading 1")
    each(page, "line in results", "- {{ line }}.", "Nội dung")
    paragraph(page, f"- {{{{ grades }}}}{'.' if m.is_party else './.'}", "Nội dung")
    return page


def _circulation(page: Document, m: Measures) -> None:
    if m.is_party:
        paragraph(page, "TÀI LIỆU HỘI NGHỊ", "Mức độ lưu hành")
        return
    line = paragraph(page, "LƯU HÀNH NỘI BỘ", "Mức độ lưu hành")
    side = (m.landscape_width - tw(_BOX_MM)) // 2
    borders = "".join(
        f'<w:{place} w:val="single" w:sz="6" w:space="2" w:color="000000"/>'
        for place in ("top", "left", "bottom", "right")
    )
    properties = line._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{borders}</w:pBdr>"), "w:spacing", "w:ind", "w:jc"
    )
    indent = parse_xml(f'<w:ind {nsdecls("w")} w:left="{side}" w:right="{side}"/>')
    properties.insert_element_before(indent, "w:jc")


def _title(page: Document, m: Measures) -> None:
    paragraph(page, "PHỤ LỤC", "Title")
    each(page, "line in subject_lines", "{{ line }}", "Trích yếu")
    paragraph(page, "({{ conference }}; số liệu tính đến ngày {{ cut_off }})", "Dòng kèm theo")
    under_title(page, m, name="subject_rule", width=m.landscape_width)
    paragraph(page, "", "Khoảng trên bảng")


def _people(table: Table, m: Measures) -> None:
    headings = (
        "STT",
        "{{ task_heading }}",
        "Chỉ tiêu, kết quả cần đạt",
        "Thời hạn hoàn thành",
        "Kết quả đạt được",
        "Cá nhân tự đánh giá",
        "Tập thể đánh giá",
    )
    row(table, [(text, "Tiêu đề bảng") for text in headings], is_heading=True)
    with row_loop(table, "person in people"):
        spanning_row(
            table,
            [
                (1, "{{ person.number }}", "Bảng đậm giữa"),
                (3, "{{ person.heading }}", "Bảng đậm"),
                (3, "Xếp loại: {{ person.grade }}", "Bảng đậm"),
            ],
        )
        with row_loop(table, "line in person.lines"):
            _line(table)


def _line(table: Table) -> None:
    row(
        table,
        [
            ("{{ person.number }}.{{ line.number }}", "Bảng giữa"),
            ("{{ line.title }}", "Bảng trái"),
            ("{{ line.target }}", "Bảng trái"),
            ("{{ line.deadline }}", "Bảng giữa"),
            ("{{ line.achieved }}", "Bảng trái"),
            ("{{ line.self_level }}", "Bảng giữa"),
            ("{{ line.collective_level }}", "Bảng giữa"),
        ],
    )
