"""The decision that recalls an issued paper (NĐ 30 Điều 18 khoản 4; thể thức §4.1, §4.2).

Reads like the page.
"""

from __future__ import annotations

from docx.document import Document

from docgen.authoring.layout import deciding, end_after_table, header, new_paper, signature, title
from docgen.authoring.measures import measures_of
from docgen.authoring.pieces import paragraph

_ARTICLE_1 = "**Điều 1.** Thu hồi {{ about }}. Lý do: {{ reason }}."
_ENDS = "{{ about_short }} hết hiệu lực kể từ ngày "
_TASKS = (
    "{% if ends_tasks %}; các {{ counter }} đã giao theo văn bản đó thôi thực hiện cho đến khi có quyết định mới"
    "{% endif %}"
)
_BACK = ". Nơi đã nhận văn bản bị thu hồi gửi trả lại cơ quan ban hành."


def build(regime: str) -> Document:
    """The template of a regime."""
    m = measures_of(regime)
    page = new_paper(m, title="Quyết định", subject="Thu hồi văn bản")
    header(page, m)
    title(page, m, "QUYẾT ĐỊNH")
    deciding(page, m)
    paragraph(page, _ARTICLE_1, "heading 3")
    if m.is_party:
        paragraph(page, f"**Điều 2.** {_ENDS}ban hành Quyết định này{_TASKS}{_BACK}", "heading 3")
        paragraph(page, "**Điều 3.** {{ executors }} căn cứ Quyết định thi hành.", "heading 3", keep_next=True)
    else:
        paragraph(page, f"**Điều 2.** {_ENDS}Quyết định này có hiệu lực{_TASKS}{_BACK}", "heading 3")
        paragraph(page, "**Điều 3.** Quyết định này có hiệu lực thi hành kể từ ngày ký.", "heading 3")
        paragraph(
            page,
            "**Điều 4.** {{ executors }} chịu trách nhiệm thi hành Quyết định này./.",
            "heading 3",
            keep_next=True,
        )
    signature(page, m)
    end_after_table(page)
    return page
