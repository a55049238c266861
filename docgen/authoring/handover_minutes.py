"""Biên bản giao nhận hồ sơ, tài liệu: who gives what to whom, in two copies (NĐ 30/2020 Điều 30; 17-HD/VPTW).

Reads like the page; who represents each side is written by hand. The State form has no place and date in its header
and says the day in its text; the Party form has them above.
"""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document

from docgen.authoring.layout import end_after_table, header, new_paper, signers, title
from docgen.authoring.measures import PARTY, STATE_MINUTES
from docgen.authoring.pieces import each, paragraph, row, row_loop, ruled_table

_FILE_WIDTH = 4200


def build(regime: str) -> Document:
    """The template of a regime."""
    m = replace(PARTY if regime == "party" else STATE_MINUTES, table_size=11)
    page = new_paper(m, title="Biên bản", subject="Giao nhận hồ sơ, tài liệu")
    header(page, m, number=False, date=m.is_party)
    title(page, m, "BIÊN BẢN")
    each(page, "line in bases", "{{ line }}", "Nội dung")
    paragraph(page, "{{ opening }}", "Nội dung")
    paragraph(page, "**Bên giao:** {{ giver }}.", "Nội dung")
    each(page, "line in giver_lines", "{{ line }}", "Nội dung")
    paragraph(page, "**Bên nhận:** {{ receiver }}.", "Nội dung")
    each(page, "line in receiver_lines", "{{ line }}", "Nội dung")
    paragraph(page, "Hai bên lập biên bản giao nhận hồ sơ, tài liệu với những nội dung sau:", "Nội dung")
    paragraph(page, "1. Tên khối tài liệu: {{ fonds }}.", "Nội dung")
    paragraph(page, "2. Thời gian của tài liệu: {{ time }}.", "Nội dung")
    paragraph(page, "3. Thành phần và số lượng tài liệu điện tử:", "Nội dung", keep_next=True)
    each(page, "line in counts", "- {{ line }}.", "Nội dung")
    paragraph(page, "4. Tình trạng tài liệu: {{ condition }}.", "Nội dung")
    paragraph(page, "5. Gói giao nhận, có mã băm SHA-256 để bên nhận đối chiếu:", "Nội dung", keep_next=True)
    paragraph(page, "", "Khoảng trên bảng")
    table = ruled_table(page, (_FILE_WIDTH, m.text_width - _FILE_WIDTH))
    row(table, [("Tệp", "Tiêu đề bảng"), ("Mã băm SHA-256", "Tiêu đề bảng")], is_heading=True)
    with row_loop(table, "row in packages"):
        row(table, [("{{ row.file }}", "Bảng trái"), ("{{ row.digest }}", "Bảng trái")], middle=False)
    paragraph(page, "6. Kèm theo: Mục lục hồ sơ nộp lưu.", "Nội dung")
    paragraph(
        page,
        "Biên bản này lập thành hai bản, bên giao giữ một bản, bên nhận giữ một bản{{ end }}",
        "Nội dung",
        keep_next=True,
    )
    signers(
        page,
        m,
        left=("ĐẠI DIỆN BÊN NHẬN", "{{ receiver_name }}"),
        right=("ĐẠI DIỆN BÊN GIAO", "{{ giver_name }}"),
    )
    end_after_table(page)
    return page
