"""The decisions that assign tasks, and their annexes (nghiệp vụ F4; thể thức §4.6; ND30 Mẫu 1.2; HD36 PL 1).

Reads like the page. The annex always stands on pages of its own, counted from 1. To one person and to one collective
the page is the same but for Điều 1; a decision for several has the same text and a landscape list.
"""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document
from docx.table import Table

from docgen.authoring.layout import deciding, end_after_table, header, new_paper, signature, title, under_title
from docgen.authoring.measures import Measures, measures_of
from docgen.authoring.pieces import each, new_section, paragraph, row, row_loop, row_when, ruled_table, spanning_row

# The column of deadlines holds "Quý III/2026" on one line.
_COLUMNS_PARTY = (684, 2230, 1800, 1594, 1540, 1507)  # together the text width, 9355
_COLUMNS_STATE = (684, 2100, 1750, 1540, 1540, 1457)  # 9071
_LIST_PARTY = (600, 2350, 2750, 2000, 1750, 1430, 2120, 1287)  # the landscape width, 14287
_LIST_STATE = (600, 2300, 2700, 1950, 1700, 1430, 2050, 1273)  # 14003
_TABLE_SIZE, _LIST_SIZE = 13, 12  # the annex of one assignee has room; no provision


_GIVEN = "{{ task_counts }}{{ beside }} theo Phụ lục kèm theo Quyết định này"
_TO_PERSON = "Giao{{ adding }} {{ official_with_post }}, thực hiện " + _GIVEN + "."
_TO_COLLECTIVE = (
    "Giao{{ adding }} {{ official_with_post }} thực hiện "
    + _GIVEN
    + ".{% if attached %} Gắn với trách nhiệm của cá nhân: "
    "{{ attached }}.{% endif %}"
)
_TO_SEVERAL = "Giao{{ adding }} {{ assignees }} thực hiện " + _GIVEN + "{% if members %}:{% else %}.{% endif %}"


def build(regime: str) -> Document:
    """The template of a regime for one person."""
    page, m = _page(regime, subject="Giao nhiệm vụ cho cán bộ")
    _text(page, m, _TO_PERSON, who="{{ official_first }}")
    new_section(page, m)
    _annex(page, m, is_landscape=False)
    return page


def build_collective(regime: str) -> Document:
    """The template of a regime for one collective: no post, and the individuals attached to it are named."""
    page, m = _page(regime, subject="Giao nhiệm vụ cho tập thể")
    _text(page, m, _TO_COLLECTIVE, who="{{ official_first }}")
    new_section(page, m)
    _annex(page, m, is_landscape=False)
    return page


def build_list(regime: str) -> Document:
    """The template of a regime for several assignees, listed on landscape pages."""
    page, m = _page(regime, subject="Giao nhiệm vụ cho nhiều người", table_size=_LIST_SIZE)
    _text(page, m, _TO_SEVERAL, who="{{ everybody_first }}")
    new_section(page, m, is_landscape=True)
    _annex(page, m, is_landscape=True)
    return page


def _page(regime: str, *, subject: str, table_size: float = _TABLE_SIZE) -> tuple[Document, Measures]:
    m = replace(measures_of(regime), table_size=table_size)
    page = new_paper(m, title="Quyết định", subject=subject)
    header(page, m)
    title(page, m, "QUYẾT ĐỊNH")
    return page, m


def _text(page: Document, m: Measures, article_1: str, *, who: str) -> None:
    """Bases, articles and signature in the order of the regime; `who` begins Điều 2."""
    deciding(page, m)
    _article_1(page, article_1)
    if m.is_party:
        _party_text(page, who)
    else:
        _state_text(page, who)
    signature(page, m)


def _article_1(page: Document, text: str) -> None:
    paragraph(page, f"**Điều 1.** {text}", "heading 3")
    if "members" in text:
        each(page, "line in members", "{{ line }}", "Nội dung")


def _party_text(page: Document, who: str) -> None:
    paragraph(
        page,
        "**Điều 2.** " + who + " xây dựng kế hoạch thực hiện trong {{ plan_days }} ngày kể từ ngày ký "
        "Quyết định;{% if progress_period %} báo cáo tiến độ {{ progress_period }};{% endif %} tự đánh giá, "
        "báo cáo kết quả{% if standing_body %} về {{ standing_body }}{% endif %}"
        "{% if self_assessment_due %} trước ngày {{ self_assessment_due }}{% endif %}.",
        "heading 3",
    )
    paragraph(
        page, "**Điều 3.** {{ executors }} căn cứ Quyết định thi hành.{{ replaces }}", "heading 3", keep_next=True
    )


def _state_text(page: Document, who: str) -> None:
    paragraph(
        page,
        "**Điều 2.** " + who + " lập kế hoạch thực hiện trong {{ plan_days }} ngày kể từ ngày ký "
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


def _annex(page: Document, m: Measures, *, is_landscape: bool) -> None:
    paragraph(page, "Phụ lục", "Phụ lục")
    each(page, "line in annex_title_lines", "{{ line }}", "Tên phụ lục")
    if is_landscape:
        paragraph(page, "{{ annex_reference }} {{ annex_authority }}", "Dòng kèm theo")
    else:
        paragraph(page, "{{ annex_reference }}", "Dòng kèm theo")
        paragraph(page, "{{ annex_authority }}", "Dòng kèm theo")
    under_title(page, m, name="annex_title_rule", width=m.landscape_width if is_landscape else m.text_width)
    paragraph(page, "", "Khoảng trên bảng")
    if is_landscape:
        _list(ruled_table(page, _LIST_PARTY if m.is_party else _LIST_STATE))
    else:
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
                    ("{{ line.title }}{% if line.note %} ({{ line.note }}){% endif %}", "Bảng trái"),
                    ("{{ line.target }}", "Bảng trái"),
                    ("{{ line.product }}", "Bảng trái"),
                    ("{{ line.deadline }}", "Bảng giữa"),
                    ("{{ line.supervisor }}", "Bảng trái"),
                ],
            )


def _list(table: Table) -> None:
    """One row for each task; every row names its assignee, because a page of the list is read alone."""
    headings = ("TT", "Họ và tên, chức vụ, đơn vị", "{{ task_heading }}", "Chỉ tiêu, kết quả cần đạt", "Sản phẩm")
    more = ("Thời hạn hoàn thành", "Cơ quan, người theo dõi", "Ghi chú")
    row(table, [(text, "Tiêu đề bảng") for text in (*headings, *more)], is_heading=True)
    with row_loop(table, "group in groups"):
        with row_when(table, "group.heading"):
            spanning_row(table, [(1, "{{ group.numeral }}", "Bảng đậm giữa"), (7, "{{ group.heading }}", "Bảng đậm")])
        with row_loop(table, "line in group.lines"):
            row(
                table,
                [
                    ("{{ line.number }}", "Bảng giữa"),
                    ("**{{ line.name }}**{{ line.post }}", "Bảng trái"),
                    ("{{ line.title }}", "Bảng trái"),
                    ("{{ line.target }}", "Bảng trái"),
                    ("{{ line.product }}", "Bảng trái"),
                    ("{{ line.deadline }}", "Bảng giữa"),
                    ("{{ line.supervisor }}", "Bảng trái"),
                    ("{{ line.note }}", "Bảng trái"),
                ],
            )
