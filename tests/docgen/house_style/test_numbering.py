"""Labels that Word makes by itself: read as they show, so a right paper is no false alarm and a wrong one is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from docgen.house_style import check
from docgen.house_style.reading import read_document
from docgen.media.zips import open_package

from .papers import EXACT, Parts, body, p, party_decision, r, state_decision

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ARTICLE = body(r("Điều 2.", "b"), r(" Ông Vàng A Mẫu báo cáo tiến độ hằng quý về Sở Nội vụ."))


def _numbering(*lists: Sequence[tuple[str, str]], more: str = "") -> str:
    """Lists 1, 2 … of levels, each a kind and a text."""
    abstract, numbers = "", ""
    for number, levels in enumerate(lists, 1):
        inside = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for at, (kind, text) in enumerate(levels)
        )
        abstract += f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'
        numbers += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return f'<w:numbering xmlns:w="{_W}">{abstract}{numbers}{more}</w:numbering>'


def _listed(paragraph: str, number: int, level: int = 0) -> str:
    """A paragraph as an item of a list."""
    mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph.replace("<w:pPr>", f"<w:pPr>{mark}")


def _recipients(sign: str, kind: str = "bullet") -> Parts:
    paper = state_decision()
    for text in ("Như Điều 3;", "Sở Nội vụ;", "Lưu: VT, NC."):
        item = p(r(f"- {text}", "", 22), jc="left")
        paper = paper.twin(item, _listed(p(r(text, "", 22), jc="left"), 1))
    return replace(paper, numbering=_numbering([(kind, sign)]))


def _clauses() -> Parts:
    """Clauses and points numbered by Word under one article, and from 1 again under the next by a list of its own."""
    texts = [("Một;", 1, 0), ("ý một;", 1, 1), ("ý hai;", 1, 1), ("Hai;", 1, 0), ("ý một.", 1, 1)]
    first = "".join(_listed(body(r(text)), number, level) for text, number, level in texts)
    second = "".join(_listed(body(r(text)), 2) for text in ("Một;", "Hai."))
    third = body(
        r("Điều 3.", "b"), r(" Giám đốc Sở Nội vụ và ông Vàng A Mẫu chịu trách nhiệm thi hành Quyết định này./.")
    )
    paper = state_decision().twin(ARTICLE, first + ARTICLE).twin(third, second + third)
    again = '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    lists = _numbering([("decimal", "%1."), ("lowerLetter", "%2)")], more=f"{again}</w:lvlOverride></w:num>")
    return replace(paper, numbering=lists)


def _articles() -> Parts:
    paper = state_decision()
    for number in (1, 2, 3):
        text = paper.document
        at = text.index(r(f"Điều {number}.", "b"))
        start = text.rindex("<w:p>", 0, at)
        end = text.index("</w:p>", at) + len("</w:p>")
        item = text[start:end].replace(r(f"Điều {number}.", "b"), "").replace("> ", ">")
        paper = paper.twin(text[start:end], _listed(item, 1))
    bold = _numbering([("decimal", "Điều %1.")]).replace("</w:lvl>", "<w:rPr><w:b/></w:rPr></w:lvl>")
    return replace(paper, numbering=bold)


def _party_bases() -> Parts:
    base = body(r("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"), line=EXACT)
    paper = party_decision().twin(base, _listed(base.replace("- Căn cứ", "Căn cứ"), 1))
    return replace(paper, numbering=_numbering([("bullet", "-")]))


RIGHT = {
    "recipients": _recipients("-"),
    "recipients in Symbol": _recipients("\uf02d"),
    "clauses and points": _clauses(),
    "articles": _articles(),
    "bases of the Party": _party_bases(),
    "no list of that number": replace(_clauses(), numbering=""),
}


@pytest.mark.parametrize("name", RIGHT)
def test_labels_made_by_word_are_no_false_alarm(name: str) -> None:
    """This test ensures that dashes, clauses and articles that Word numbers by itself are read as they show."""
    report = check(RIGHT[name].docx())
    assert [(each.rule, each.place, each.message) for each in report.failures] == []


@pytest.mark.parametrize(
    ("paper", "rule", "said"),
    [
        (_recipients("•"), "NN-02", "“- ”"),
        (_recipients("\uf0b7"), "NN-02", "“- ”"),
        (replace(_clauses(), numbering=_clauses().numbering.replace("startOverride", "other")), "BD-12", "khoản 3"),
        (replace(_clauses(), numbering=_clauses().numbering.replace("%2)", "%2.")), "BD-12", "a)"),
        (replace(_articles(), numbering=_articles().numbering.replace("Điều %1.", "Điều %1:")), "BD-11", "Điều 1:"),
        (replace(_articles(), numbering=_articles().numbering.replace("<w:b/>", '<w:b w:val="0"/>')), "BD-11", "đậm"),
        (replace(_articles(), numbering=_articles().numbering.replace("decimal", "upperRoman")), "BD-11", "Điều I"),
    ],
)
def test_labels_made_by_word_are_judged(paper: Parts, rule: str, said: str) -> None:
    """This test ensures that a wrong sign, a list that goes on, and a wrong look of a label are found."""
    found = check(paper.docx()).of(rule)
    assert any(said in each.message for each in found), found


def test_lists_count_as_they_show() -> None:
    """This test ensures that levels begin again under a new number and that a list started anew begins at its start."""
    lines = [line.text for line in read_document(open_package(_clauses().docx())).paragraphs]
    labelled = [line for line in lines if line[2:].strip() in {"Một;", "Hai;", "Hai.", "ý một;", "ý hai;", "ý một."}]
    assert labelled == ["1. Một;", "a) ý một;", "b) ý hai;", "2. Hai;", "a) ý một.", "1. Một;", "2. Hai."]
