"""Eighty rules, all of them tried: what is measured, what a broken twin proves, how many stay not evaluated."""

from __future__ import annotations

import pytest

from docgen.house_style import Verdict, check
from docgen.house_style.rules import MEASURES
from docgen.house_style.ruleset import newest

from . import test_beside, test_broken_twins, test_letters, test_stamps
from .letters import party_letter, state_letter
from .papers import party_decision, state_decision
from .test_broken_twins import Twin

NOT_EVALUATED = {"state decision": 8, "party decision": 8, "state letter": 18, "party letter": 12}
PAPERS = {
    "state decision": state_decision(),
    "party decision": party_decision(),
    "state letter": state_letter(),
    "party letter": party_letter(),
}


def test_every_rule_is_measured_and_broken() -> None:
    """This test ensures that each of the eighty rules has a measure and a broken twin."""
    every = {rule.id for rule in newest("")}
    twins: list[Twin] = [*test_broken_twins.STATE, *test_broken_twins.PARTY, *test_letters.STATE, *test_letters.PARTY]
    broken = {twin.rule for twin in twins} | test_beside.BROKEN | {"PG-04", "KS-01"}
    assert len(every) == 80
    assert set(MEASURES) == every
    assert every - broken == set()


def test_every_rule_passes_somewhere() -> None:
    """This test ensures that each rule passes a right paper, so that none can only fail or stay silent."""
    known = {"others": test_beside.OTHERS, "house": test_beside.HOUSE}
    papers = (*PAPERS.values(), test_beside.WITH_LABELS, test_stamps.RIGHT, party_decision(hd36=True))
    reports = [check(paper.docx(), **known) for paper in papers]  # type: ignore[arg-type]  # each by its name
    reports.append(check(test_beside.SEPARATE.docx(), regime="state"))
    passed = {finding.rule for report in reports for finding in report.findings if finding.verdict is Verdict.PASS}
    assert {rule.id for rule in newest("")} - passed == set()


@pytest.mark.parametrize("name", PAPERS)
def test_what_stays_not_evaluated_is_counted(name: str) -> None:
    """This test ensures that no more rules than now are left not evaluated on a right paper."""
    assert check(PAPERS[name].docx()).counts["not_evaluated"] <= NOT_EVALUATED[name]
