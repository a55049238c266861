"""Counts, annex and registry agree (I2, I12), or nothing is drafted: every check with its broken twin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from docgen.house_style.document import Document
from docgen.house_style.reading import read_document
from docgen.media.docx import document_text
from docgen.media.zips import open_package
from docgen.paperwork.agreement import (
    PapersDisagree,
    blocks_of,
    disagreements,
    plain,
    require_agreement,
    require_counted,
)
from docgen.wording.decision import decision_context
from docgen.wording.decision_list import list_decision_context
from registry.facts import DecisionFacts, Holding, ListDecisionFacts
from registry.labels import Horizon, Regime, Scope
from registry.store.assigning import Assignment, OpenCount
from tests.support import facts, list_facts
from tests.support.papers import NAMES, sample_paper, template

Facts = DecisionFacts | ListDecisionFacts


def _context(told: Facts) -> dict[str, Any]:
    return list_decision_context(told) if isinstance(told, ListDecisionFacts) else decision_context(told)


def _paper(told: Facts, context: dict[str, Any] | None = None) -> Document:
    page = "decision-list" if isinstance(told, ListDecisionFacts) else "decision"
    if isinstance(told, DecisionFacts) and told.official.is_collective:
        page = "decision-collective"
    return read_document(open_package(template(f"{told.issuer.regime}-{page}").render(context or _context(told))))


def _all(regime: Regime) -> list[Facts]:
    alone = facts.party_decision() if regime is Regime.PARTY else facts.state_decision()
    return [
        alone,
        replace(alone, lines=facts.tasks(12, with_term=regime is Regime.PARTY)),
        list_facts.supplement(regime),
        list_facts.collective_decision(regime),
        list_facts.list_decision(regime),
        list_facts.list_decision(regime, list_facts.holdings(92, regime=regime)),
        list_facts.unit_decision(regime),
    ]


def _said(told: Facts, context: dict[str, Any]) -> str:
    return " ".join(problem.message for problem in disagreements(told, _paper(told, context)))


@pytest.mark.parametrize("regime", list(Regime))
def test_what_we_make_agrees(regime: Regime) -> None:
    """This test ensures that no built-in decision is stopped, with one task or more than a hundred (I2, I12)."""
    for told in _all(regime):
        assert disagreements(told, _paper(told)) == ()


@pytest.mark.parametrize("regime", list(Regime))
def test_a_dropped_line_is_missed(regime: Regime) -> None:
    """This test ensures that one row left out of any annex is told with its task (broken twins of I2)."""
    for told in _all(regime):
        context = _context(told)
        group = next(group for group in context["groups"] if group["lines"])
        gone = group["lines"].pop()
        assert str(gone["title"]).replace("\u00a0", " ") in _said(told, context)


def test_a_line_too_many_is_told() -> None:
    """This test ensures that a row of no task, or one row twice, is told by its number (broken twin)."""
    told = list_facts.list_decision()
    context = _context(told)
    context["groups"][-1]["lines"].append({**context["groups"][-1]["lines"][-1], "number": 77})
    assert "dòng 77" in _said(told, context)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("03 việc đột phá, đổi mới (02 việc giai đoạn 2021 - 2025 và 01 việc năm 2021)", "03"),
        ("02 việc đột phá, đổi mới (02 việc giai đoạn 2021 - 2025 và 00 việc năm 2021)", "02 giai đoạn 2021 - 2025"),
    ],
)
def test_a_wrong_count_is_told(wrong: str, said: str) -> None:
    """This test ensures that a wrong total, and a right total wrongly divided, are told (broken twins of I2)."""
    told = facts.party_decision()
    assert f"Điều 1 ghi {said}" in _said(told, {**_context(told), "task_counts": wrong})


def test_a_wrong_number_of_people_is_told() -> None:
    """This test ensures that the people of Điều 1 are those of the list (broken twin)."""
    told = list_facts.list_decision(given=list_facts.holdings(55))
    assert "54 đồng chí" in _said(told, {**_context(told), "assignees": "54 đồng chí"})


def test_another_name_or_post_is_told() -> None:
    """This test ensures that a name or post printed otherwise than in the registry is told (broken twins of I12)."""
    alone = facts.party_decision()
    other = {**_context(alone), "official_with_post": "đồng chí Ma Văn Đạt, Phó Bí thư Đảng ủy xã Yên Phú"}
    assert "Bí thư Đảng ủy xã Yên Phú" in _said(alone, other)
    several = list_facts.list_decision()
    context = _context(several)
    row = next(group for group in context["groups"] if group["lines"])["lines"][0]
    row["name"] = "Nông Văn Bân"
    assert _said(several, context)


def test_all_differences_are_shown_together() -> None:
    """This test ensures that the errand stops with everything that is wrong, and that right papers pass."""
    told = facts.party_decision()
    context = _context(told)
    context["groups"][0]["lines"].clear()
    require_agreement(disagreements(told, _paper(told)))
    with pytest.raises(PapersDisagree) as caught:
        require_agreement([*disagreements(told, _paper(told, context))] * 2)
    assert len(caught.value.problems) == 2
    assert {problem.code for problem in caught.value.problems} == {"P16"}


def _assignment(holding: Holding) -> Assignment:
    return Assignment(
        scope=Scope.PERSON,
        body="",
        unit="",
        holdings=(holding,),
        draft=None,
        replaces=None,
        supplements=None,
        waits_for="",
    )


def _count(number: int, name: str = "Ma Văn Đạt") -> OpenCount:
    return OpenCount(person="CB-001", name=name, horizon=Horizon.YEAR, count=number)


def test_the_registrys_own_count_must_agree() -> None:
    """This test ensures that a task the decisions lack, or another name, stops the errand (broken twins)."""
    each = _assignment(Holding(official=facts.party_official(), lines=(facts.task(1), facts.task(3))))
    require_counted([each], [_count(2)])
    with pytest.raises(PapersDisagree, match="3 việc"):
        require_counted([each], [_count(3)])
    with pytest.raises(PapersDisagree, match="họ tên"):
        require_counted([each], [_count(2, name="Ma Văn Đát")])


def test_the_words_compared_are_those_of_the_careful_reader() -> None:
    """This test ensures that both readers say the same words of every built-in paper without content controls."""
    for name in NAMES:
        paper = read_document(open_package(sample_paper(name)))
        quick = " ".join(block if isinstance(block, str) else " ".join(block) for block in blocks_of(paper))
        assert plain(quick) == plain(" ".join(document_text(sample_paper(name)))), name
