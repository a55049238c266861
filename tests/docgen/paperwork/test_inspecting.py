"""Many papers are looked at side by side exactly as one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.messages import choose_language
from docgen.paperwork import inspecting
from docgen.paperwork.inspecting import Inspection, inspect, inspect_all
from docgen.templating.compiled import compile_template
from docgen.wording.decision import decision_context
from registry.labels import Regime
from tests.support import facts

TEMPLATE = Path(__file__).parents[3] / "templates" / "decisions" / "party-decision.docx"
DAY = dt.date(2021, 2, 5)


@pytest.fixture(scope="module")
def papers() -> list[Inspection]:
    """Sixty right papers, the last of which says that it lists another task than it was made from."""
    template = compile_template(TEMPLATE)
    made = []
    for number in range(1, 61):
        told = facts.party_decision(facts.tasks(number % 4 + 1), document=f"{number:08X}")
        docx = template.render(decision_context(told, on=DAY))
        made.append(Inspection(docx=docx, facts=told, regime=Regime.PARTY, on=DAY, ruleset=""))
    other = replace(made[-1].facts, lines=facts.tasks(2))
    return [*made[:-1], replace(made[-1], facts=other)]


def test_side_by_side_finds_what_one_by_one_finds(papers: list[Inspection], monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that processes change neither findings nor their order, and that a broken twin is found."""
    alone = tuple(inspect(paper) for paper in papers)
    monkeypatch.setattr(inspecting, "MANY", 10)
    told: list[tuple[int, int]] = []
    assert inspect_all(papers, progress=lambda done, total: told.append((done, total))) == alone
    assert [bool(found.differences) for found in alone] == [False] * 59 + [True]
    assert told == [(50, 60), (60, 60)]


def test_processes_speak_the_language_of_the_office(papers: list[Inspection], monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that what another process finds is told in the language that was chosen here."""
    monkeypatch.setattr(inspecting, "MANY", 1)
    choose_language("en")
    english = inspect_all(papers[-1:])
    choose_language("vi")
    vietnamese = inspect_all(papers[-1:])
    assert english != vietnamese


def test_no_paper_is_nothing_to_look_at() -> None:
    """This test ensures that an empty batch is no error."""
    assert inspect_all([]) == ()
