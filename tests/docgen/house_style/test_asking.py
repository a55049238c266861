"""Papers of one form looked at one after the other are told exactly what each would be told alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import pytest

from docgen.house_style import House, Mode, check
from docgen.house_style.asking import Answers
from docgen.house_style.cells import locate
from docgen.house_style.reading import MAIN_PART, _Reader
from docgen.house_style.rules.paper import Fault, Outcome, Paper
from docgen.house_style.ruleset import Rule, load
from docgen.house_style.twins import Forms
from docgen.media.zips import open_package

from .papers import Parts, party_decision, state_decision
from .test_broken_twins import PARTY, STATE, Twin

DAYS = (None, dt.date(2026, 1, 8))
HOUSES = (House(place="Sông Xanh"), House(place="Hàm Yên", tone="late"))


def of_one_form(right: Parts, twins: Sequence[Twin]) -> list[Parts]:
    """The broken twins that differ from the right paper in words alone."""
    broken = [right.twin(each.old, each.new, count=each.count) for each in twins if each.part == "document"]
    return [paper for paper in broken if _without_words(paper) == _without_words(right)]


def _without_words(paper: Parts) -> str:
    return re.sub(r"(<w:t [^<>]*>)[^<]+", r"\1", paper.document)


def told_alike(papers: Sequence[Parts]) -> int:
    """Look at papers one after the other, by form and each alone; how many were told the same."""
    forms, alike = Forms(), 0
    for number, paper in enumerate(papers):
        package = open_package(paper.docx())
        reader, main = _Reader(package), package.read(MAIN_PART)
        alone, twin = reader.document(main), forms.document(main, reader.other_parts(), _Reader(package).document)
        assert (twin.blocks, twin.paragraphs, twin.everything) == (alone.blocks, alone.paragraphs, alone.everything)
        on, house = DAYS[number % 7 == 0], HOUSES[number % 5 == 0]
        alike += check(twin, on=on, house=house) == check(alone, on=on, house=house)
    assert len(forms._known) == 1
    return alike


@pytest.mark.parametrize(
    ("right", "twins"), [(state_decision(), STATE), (party_decision(), PARTY)], ids=["state", "party"]
)
def test_what_was_found_in_one_paper_is_no_verdict_on_the_next(right: Parts, twins: Sequence[Twin]) -> None:
    """This test ensures that every broken twin, between others and right papers, breaks what it breaks alone."""
    broken = of_one_form(right, twins)
    papers = [right] * 9 + broken + [right] + [each for paper in reversed(broken) for each in (paper, right)]
    assert len(broken) > 15
    assert told_alike(papers) == len(papers)


def test_a_measure_is_asked_again_when_it_would_see_something_else() -> None:
    """This test ensures that what stays the same is measured once, and nothing is kept of a measure that broke off."""
    asked: list[str] = []

    def measure(_rule: Rule, paper: Paper) -> Outcome:
        asked.append(paper.kind)
        if paper.layout.title.text == "QUYẾT ĐỊNHH":
            raise ValueError
        return [Fault(place="", measured=paper.kind, mend="")]

    rule, answers = load("HD36").rules[0], Answers()
    one, other, broken = (_paper(words) for words in ("QUYẾT ĐỊNH", "BÁO CÁO", "QUYẾT ĐỊNHH"))
    for paper in (one, one, other, one):
        answers.of(paper, [(rule, measure)])
    assert asked == ["Quyết định", "Báo cáo", "Quyết định"]
    with pytest.raises(ValueError):
        answers.of(broken, [(rule, measure)])
    answers.of(one, [(rule, measure)])
    assert asked[3:] == ["", "Quyết định"]


def _paper(title: str) -> Paper:
    package = open_package(party_decision().twin(">QUYẾT ĐỊNH<", f">{title}<").docx())
    document = _Reader(package).document(package.read(MAIN_PART))
    return Paper(document=document, layout=locate(document), ruleset=load("HD36"), mode=Mode.DRAFT)
