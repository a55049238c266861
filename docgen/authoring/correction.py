"""The công văn that corrects slips of an issued paper (NĐ 30 Mẫu 1.5 and Điều 18 khoản 3; HD36 PL 3, cells 5b and 9a).

Reads like the page: no title, the subject under the number, whom it is written to before the text.
"""

from __future__ import annotations

from docx.document import Document

from docgen.authoring.layout import end_after_table, header, new_paper, signature
from docgen.authoring.measures import measures_of
from docgen.authoring.pieces import each, paragraph, when
from docgen.authoring.styles import letter_looks


def build(regime: str) -> Document:
    """The template of a regime."""
    m = measures_of(regime)
    page = new_paper(m, title="Công văn", subject="Đính chính văn bản", looks=letter_looks(m))
    header(page, m, subject=True)
    _addressees(page)
    paragraph(
        page,
        "{{ authority }} đã ban hành {{ about }}. Văn bản có sai sót về thể thức, kỹ thuật trình bày ({{ reason }}), "
        "nay đính chính như sau:",
        "Nội dung",
        keep_next=True,
    )
    each(page, "line in slips", "{{ line }}", "Nội dung")
    paragraph(
        page,
        "Các nội dung khác của {{ about_short }} không thay đổi. {{ authority }} thông báo để cơ quan, đơn vị, cá nhân "
        f"liên quan biết, thực hiện{'.' if m.is_party else './.'}",
        "Nội dung",
        keep_next=True,
    )
    signature(page, m)
    end_after_table(page)
    return page


def _addressees(page: Document) -> None:
    """One addressee on the line of "Kính gửi:", several each on a line of their own (NĐ 30 PL I II.9.d)."""
    with when(page, "addressee"):
        line = paragraph(page, "Kính gửi: ", "Kính gửi")
        line.add_run("{{ addressee }}").italic = False  # in the Party only the label is italic
    with when(page, "addressees"):
        paragraph(page, "Kính gửi:", "Kính gửi", keep_next=True)
        each(page, "line in addressees", "{{ line }}", "Nơi được gửi")
