"""The result notice: one page that tells one official what was recognised (nghiệp vụ F12; ND30 Mẫu 1.4).

Reads like the page.
"""

from __future__ import annotations

from docx.document import Document
from docx.table import Table

from docgen.authoring.layout import end_after_table, header, new_paper, signature, title
from docgen.authoring.measures import measures_of
from docgen.authoring.pieces import each, paragraph, row, row_loop, ruled_table, when

_COLUMNS_PARTY = (640, 2790, 1330, 1825, 1385, 1385)  # 9355
_COLUMNS_STATE = (640, 2650, 1330, 1751, 1350, 1350)  # 9071


def build(regime: str) -> Document:
    """The template of a regime."""
    m = measures_of(regime)
    page = new_paper(m, title="Thông báo", subject="Kết quả thực hiện nhiệm vụ")
    header(page, m)
    title(page, m, "THÔNG BÁO")
    each(page, "line in bases", "{{ line }}", "Căn cứ")
    with when(page, "replaces"):
        paragraph(page, "{{ replaces }}", "Nội dung")
    paragraph(page, "{{ authority }} thông báo kết quả của {{ official_with_post }} như sau:", "Nội dung")
    paragraph(page, "1. Kết quả từng nội dung được giao {{ periods }}:", "Nội dung", keep_next=True)
    paragraph(page, "", "Khoảng trên bảng")
    _results(ruled_table(page, _COLUMNS_PARTY if m.is_party else _COLUMNS_STATE))
    paragraph(page, "2. Mức xếp loại được công nhận: **{{ grade }}**.", "Nội dung")
    paragraph(
        page,
        "3. Trong thời hạn {{ appeal_days }} ngày làm việc kể từ ngày nhận được Thông báo này, nếu không nhất trí, "
        "{{ official }} gửi kiến nghị bằng văn bản{% if standing_body %} về {{ standing_body }}{% endif %} "
        f"để được xem xét{'.' if m.is_party else './.'}",
        "Nội dung",
        keep_next=True,
    )
    signature(page, m)
    end_after_table(page)
    return page


def _results(table: Table) -> None:
    headings = ("STT", "Nội dung được giao", "Thời hạn", "Kết quả đạt được", "Cá nhân tự đánh giá", "Tập thể đánh giá")
    row(table, [(text, "Tiêu đề bảng") for text in headings], is_heading=True)
    with row_loop(table, "line in lines"):
        row(
            table,
            [
                ("{{ line.number }}", "Bảng giữa"),
                ("{{ line.title }}", "Bảng trái"),
                ("{{ line.deadline }}", "Bảng giữa"),
                ("{{ line.achieved }}", "Bảng trái"),
                ("{{ line.self_level }}", "Bảng giữa"),
                ("{{ line.collective_level }}", "Bảng giữa"),
            ],
        )
