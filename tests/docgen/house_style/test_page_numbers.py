"""PG-07 on papers of one page and of several: a number is asked for where a second page is, and nowhere else."""

from __future__ import annotations

import pytest

from docgen.house_style import Verdict, check

from .papers import Parts, body, r, state_decision

_ARTICLE = body(r("Điều 2.", "b"), r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."))
_MORE = body(r("Ông Vàng A Mẫu xây dựng kế hoạch và tổ chức thực hiện, hằng quý báo cáo tiến độ về Sở Nội vụ. " * 3))


def _unnumbered(paper: Parts) -> Parts:
    return paper.twin("PAGE", "DATE", part="header")


def _long(lines: int) -> Parts:
    return state_decision().twin(_ARTICLE, _ARTICLE + _MORE * lines)


@pytest.mark.parametrize(
    ("paper", "verdict"),
    [
        (state_decision(), Verdict.PASS),
        (_long(4), Verdict.NOT_EVALUATED),
        (_long(30), Verdict.FAIL),
        (state_decision().twin(_ARTICLE, f'{_ARTICLE}<w:p><w:r><w:br w:type="page"/></w:r></w:p>'), Verdict.FAIL),
        (state_decision().twin(_ARTICLE, _ARTICLE.replace("<w:t ", "<w:lastRenderedPageBreak/><w:t ")), Verdict.FAIL),
        (state_decision().twin(_ARTICLE, _ARTICLE.replace("<w:jc ", "<w:pageBreakBefore/><w:jc ")), Verdict.FAIL),
        (state_decision().twin('<w:pgNumType w:start="1"/>', ""), Verdict.FAIL),
    ],
    ids=["one page", "about one page", "several pages", "break by hand", "break of Word", "break before", "page two"],
)
def test_a_number_is_asked_for_from_page_two_on(paper: Parts, verdict: Verdict) -> None:
    """This test ensures that a paper without page numbers is at fault when it has a second page, and only then."""
    assert check(_unnumbered(paper).docx()).of("PG-07")[0].verdict is verdict
    assert check(paper.docx()).of("PG-07")[0].verdict is Verdict.PASS
