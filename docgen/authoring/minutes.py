"""The minutes of an evaluation meeting (nghiệp vụ F10; ND30 Mẫu 1.9; the Party's practice).

Reads like the page. Ballots are counts only. The State form has no place and date in its header and puts the
recipients under the signatures; the Party form has no recipients.
"""

from __future__ import annotations

from docx.document import Document
from docx.table import Table

from docgen.authoring.layout import end_after_table, header, new_paper, recipients, signers, title
from docgen.authoring.measures import PARTY, STATE_MINUTES, Measures
from docgen.authoring.pieces import each, new_row, own_cells, paragraph, plain_table, row, row_loop, ruled_table

_COLUMNS_PARTY = (640, 2165, 1270, 1270, 1270, 1270, 1470)  # 9355
_COLUMNS_STATE = (640, 2051, 1230, 1230, 1230, 1230, 1460)  # 9071


def build(regime: str) -> Document:
    """The template of a regime."""
    m = PARTY if regime == "party" else STATE_MINUTES
    page = new_paper(m, title="Biên bản", subject="Họp đánh giá kết quả thực hiện nhiệm vụ")
    header(page, m, date=m.is_party)
    title(page, m, "BIÊN BẢN")
    if m.is_party:
        _party_text(page)
    else:
        _state_text(page)
    return page


def _party_text(page: Document) -> None:
    paragraph(page, "Hội nghị bắt đầu lúc {{ started }}, tại {{ place }}.", "Nội dung")
    paragraph(page, "I. THÀNH PHẦN", "heading 1")
    paragraph(page, "1. Chủ trì: {{ chair }}.", "Nội dung")
    paragraph(page, "2. Người ghi biên bản: {{ recorder }}.", "Nội dung")
    paragraph(page, "3. Thành phần dự hội nghị: {{ attendance }}.", "Nội dung")
    paragraph(page, "II. NỘI DUNG", "heading 1")
    paragraph(page, "1. Đồng chí chủ trì nêu lý do, nội dung và chương trình hội nghị.", "Nội dung")
    paragraph(
        page,
        "2. Hội nghị nghe báo cáo tổng hợp kết quả thực hiện {{ task_word }} của {{ people_count }}, "
        "số liệu tính đến ngày {{ cut_off }}:",
        "Nội dung",
    )
    each(page, "line in results", "- {{ line }}.", "Nội dung")
    paragraph(
        page,
        "3. Các đồng chí được giao nhiệm vụ báo cáo tự đánh giá, kèm sản phẩm và minh chứng của từng nhiệm vụ.",
        "Nội dung",
    )
    _discussion(page, "4. Ý kiến thảo luận:")
    _ballots(page, "5. Kết quả bỏ phiếu:", "do {{ panel_head }} làm tổ trưởng", PARTY)
    _conclusion(page, "6. Kết luận của đồng chí chủ trì:")
    paragraph(
        page,
        "Biên bản đã được đọc để hội nghị cùng nghe và nhất trí thông qua. Hội nghị kết thúc lúc {{ ended }}.",
        "Nội dung",
        keep_next=True,
    )
    signers(
        page, PARTY, left=("NGƯỜI GHI BIÊN BẢN", "{{ recorder_name }}"), right=("CHỦ TRÌ HỘI NGHỊ", "{{ signatory }}")
    )
    end_after_table(page)


def _state_text(page: Document) -> None:
    paragraph(page, "Thời gian bắt đầu: {{ started }}.", "Nội dung")
    paragraph(page, "Địa điểm: {{ place_first }}.", "Nội dung")
    paragraph(page, "Thành phần tham dự: {{ attendance }}.", "Nội dung")
    paragraph(page, "Chủ trì (chủ tọa): {{ chair_first }}.", "Nội dung")
    paragraph(page, "Thư ký (người ghi biên bản): {{ recorder_first }}.", "Nội dung")
    paragraph(page, "Nội dung (theo diễn biến cuộc họp):", "Nội dung")
    paragraph(
        page,
        "1. Chủ tọa nêu lý do, nội dung cuộc họp: đánh giá kết quả thực hiện {{ task_word }} của {{ people_count }}, "
        "bỏ phiếu đề nghị mức xếp loại; số liệu tính đến ngày {{ cut_off }}:",
        "Nội dung",
    )
    each(page, "line in results", "- {{ line }}.", "Nội dung")
    paragraph(page, "2. Các cá nhân báo cáo tự đánh giá, kèm sản phẩm và minh chứng.", "Nội dung")
    _discussion(page, "3. Ý kiến thảo luận:")
    _ballots(page, "4. Kết quả bỏ phiếu:", "{{ panel_head }} làm tổ trưởng", STATE_MINUTES)
    _conclusion(page, "5. Kết luận của chủ tọa:")
    paragraph(page, "6. Biên bản đã được đọc cho người dự họp cùng nghe và thống nhất thông qua.", "Nội dung")
    paragraph(page, "Cuộc họp kết thúc vào {{ ended }}./.", "Nội dung", keep_next=True)
    signers(page, STATE_MINUTES, left=("THƯ KÝ", "{{ recorder_name }}"), right=("CHỦ TỌA", "{{ signatory }}"))
    paragraph(page, "", "Khoảng trên bảng")
    recipients(own_cells(new_row(plain_table(page, STATE_MINUTES.sign_columns), [1, 1]))[0])
    end_after_table(page)


def _discussion(page: Document, label: str) -> None:
    paragraph(page, label, "Nội dung", keep_next=True)
    each(page, "line in discussion", "{{ line }}", "Nội dung")


def _conclusion(page: Document, label: str) -> None:
    paragraph(page, label, "Nội dung", keep_next=True)
    each(page, "line in conclusion", "{{ line }}", "Nội dung")


def _ballots(page: Document, label: str, head: str, m: Measures) -> None:
    paragraph(
        page,
        f"{label} Tổ kiểm phiếu gồm {{{{ panel_size }}}}, {head}. Phiếu phát ra {{{{ ballots_issued }}}}; "
        "thu về {{ ballots_returned }}; hợp lệ {{ ballots_valid }}; không hợp lệ {{ ballots_invalid }}. "
        "Số phiếu đề nghị từng mức, tỷ lệ tính trên số phiếu hợp lệ:",
        "Nội dung",
        keep_next=True,
    )
    paragraph(page, "", "Khoảng trên bảng")
    _votes(ruled_table(page, _COLUMNS_PARTY if m.is_party else _COLUMNS_STATE))


def _votes(table: Table) -> None:
    headings = (
        "STT",
        "Họ và tên",
        "Hoàn thành xuất sắc",
        "Hoàn thành tốt",
        "Hoàn thành",
        "Không hoàn thành",
        "Đề nghị",
    )
    row(table, [(text, "Tiêu đề bảng") for text in headings], is_heading=True)
    with row_loop(table, "line in votes"):
        grades = ("excellent", "good", "fair", "failed")
        row(
            table,
            [
                ("{{ line.number }}", "Bảng giữa"),
                ("{{ line.name }}", "Bảng trái"),
                *[(f"{{{{ line.{grade} }}}}", "Bảng phải") for grade in grades],
                ("{{ line.proposed }}", "Bảng trái"),
            ],
        )
