"""The summary report with its tables by unit (nghiệp vụ F11; thể thức §4.5; ND30 Mẫu 1.4).

Reads like the page. Term and year tasks have a sentence and a table each and are never added up.
"""

from __future__ import annotations

from docx.document import Document
from docx.table import Table

from docgen.authoring.layout import end_after_table, header, new_paper, signature, title
from docgen.authoring.measures import Measures, measures_of
from docgen.authoring.pieces import (
    each,
    loop,
    new_row,
    own_cells,
    paragraph,
    row,
    row_loop,
    ruled_table,
    when,
)

_COLUMNS_PARTY = (640, 2635, 800, 840, 860, 880, 880, 860, 960)  # 9355
_COLUMNS_STATE = (640, 2451, 780, 820, 840, 880, 880, 840, 940)  # 9071
_FIGURES = ("people", "assigned", "done", "mostly", "not_completed", "unknown", "share")


def build(regime: str) -> Document:
    """The template of a regime."""
    m = measures_of(regime)
    page = new_paper(m, title="Báo cáo", subject="Kết quả thực hiện nhiệm vụ")
    header(page, m)
    title(page, m, "BÁO CÁO")
    with when(page, "replaces"):
        paragraph(page, "{{ replaces }}", "Nội dung")
    paragraph(
        page,
        "{{ opening }} báo cáo kết quả thực hiện {{ task_word }} {{ periods }}, số liệu tính đến ngày "
        "{{ cut_off }}, như sau:",
        "Nội dung",
    )
    _results(page, m)
    _parts(page, m)
    signature(page, m)
    end_after_table(page)
    return page


def _results(page: Document, m: Measures) -> None:
    paragraph(page, "I. KẾT QUẢ THỰC HIỆN", "heading 1")
    with when(page, "leadership"):
        paragraph(page, "{{ leadership_heading }}", "heading 2")
        each(page, "line in leadership", "{{ line }}", "Nội dung")
    paragraph(page, "{{ assigning_heading }}", "heading 2")
    paragraph(
        page,
        "Đã ban hành {{ decisions_issued }} quyết định, giao {{ assigned_counts }} cho {{ people_count }}; "
        "đã nhận {{ forms_returned }} bản tự đánh giá.",
        "Nội dung",
    )
    paragraph(page, "{{ results_heading }}", "heading 2")
    with loop(page, "part in horizons"):
        paragraph(page, "{{ part.sentence }}, cụ thể:", "Nội dung", keep_next=True)
        paragraph(page, "", "Khoảng trên bảng")
        _units(ruled_table(page, _COLUMNS_PARTY if m.is_party else _COLUMNS_STATE, padding=50))
    paragraph(page, "{{ grades_heading }}", "heading 2")
    paragraph(
        page,
        "{{ grades }}.{% if good_share %} Tỷ lệ xếp loại từ mức Hoàn thành tốt nhiệm vụ trở lên đạt {{ good_share }}."
        "{% endif %}",
        "Nội dung",
    )


def _units(table: Table) -> None:
    headings = (
        "STT",
        "Đơn vị",
        "Số người",
        "Số {{ counter }}",
        "Hoàn thành",
        "Hoàn thành cơ bản",
        "Chưa hoàn thành",
        "Chưa có số liệu",
        "Tỷ lệ hoàn thành (%)",
    )
    row(table, [(text, "Tiêu đề bảng") for text in headings], is_heading=True)
    with row_loop(table, "line in part.rows"):
        figures = [(f"{{{{ line.{name} }}}}", "Bảng phải") for name in _FIGURES]
        row(table, [("{{ line.number }}", "Bảng giữa"), ("{{ line.name }}", "Bảng trái"), *figures])
    total = own_cells(new_row(table, [2, *[1] * len(_FIGURES)]))
    paragraph(total[0], "Tổng số", "Bảng đậm giữa")
    for cell, name in zip(total[1:], _FIGURES, strict=True):
        paragraph(cell, f"{{{{ part.total.{name} }}}}", "Bảng đậm phải")


def _parts(page: Document, m: Measures) -> None:
    with loop(page, "part in parts"):
        paragraph(page, "{{ part.heading }}", "heading 1")
        each(page, "line in part.paragraphs", "{{ line }}", "Nội dung")
    end = "." if m.is_party else "./."
    paragraph(page, f"Trên đây là báo cáo kết quả thực hiện {{{{ task_word }}}}{end}", "Nội dung", keep_next=True)
