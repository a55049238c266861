"""Our own papers under our own ruler: what the built-in templates give breaks no rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.house_style import Report, check
from docgen.templating.compiled import compile_template
from docgen.wording.amendment import amendment_context
from docgen.wording.correction import correction_context
from docgen.wording.decision import decision_context
from docgen.wording.decision_list import list_decision_context
from docgen.wording.handout import handout_context
from docgen.wording.recall import recall_context
from registry.facts import DecisionFacts, ListDecisionFacts
from registry.labels import Regime
from tests.support import evaluation_facts, facts, list_facts
from tests.support.papers import template

HANDOUT = Path(__file__).parents[3] / "templates" / "reports" / "state-handout.docx"
LONG = "Hội nghị đánh giá kết quả thực hiện nhiệm vụ trọng tâm của người đứng đầu các cơ quan, đơn vị trong toàn tỉnh"
MANY_WORDS = " ".join(["gắn với cải cách hành chính, chuyển đổi số, xây dựng nông thôn mới, bảo vệ môi trường"] * 8)


def test_a_long_reference_line_is_no_running_text() -> None:
    """This test ensures that a centred line in brackets, however long, is not measured as body text."""
    told = replace(evaluation_facts.handout(Regime.STATE), conference=LONG)
    paper = compile_template(HANDOUT).render(handout_context(told, on=dt.date(2026, 12, 24)))
    report = check(paper, regime="state", on=dt.date(2026, 12, 24))
    assert [finding.rule for finding in report.failures] == []


def _decisions(regime: Regime, day: dt.date) -> Iterator[tuple[str, DecisionFacts | ListDecisionFacts]]:
    """Every kind of decision, long and short, dated `day`."""
    alone = facts.party_decision() if regime is Regime.PARTY else facts.state_decision()
    dated = {"dated": day, "year": day.year}
    yield (
        "decision",
        replace(alone, **dated, official=facts.LONG_OFFICIAL, lines=facts.tasks(9, title=facts.LONG_TITLE)),
    )
    twelve_lines = replace(alone.campaign, task_word=f"{alone.campaign.task_word} {MANY_WORDS}")
    yield "decision", replace(alone, **dated, campaign=twelve_lines)
    yield "decision", list_facts.supplement(regime, **dated)
    yield "decision", replace(list_facts.supplement(regime, **dated), replaces=facts.decision_reference(regime))
    yield "decision-collective", list_facts.collective_decision(regime, **dated)
    yield "decision-list", list_facts.list_decision(regime, **dated)
    yield "decision-list", list_facts.list_decision(regime, list_facts.holdings(1, regime=regime), **dated)
    yield "decision-list", list_facts.unit_decision(regime, **dated)
    supplements = facts.decision_reference(regime)
    yield "decision-list", list_facts.list_decision(regime, supplements=supplements, replaces=supplements, **dated)


def _broken(report: Report, day: dt.date) -> list[tuple[str, str]]:
    """The broken rules and their places; the facts name bodies of a district, which ended on 30 June 2025."""
    ended = {"TX-05"} if day > dt.date(2025, 6, 30) else set()
    return [(finding.rule, finding.place) for finding in report.failures if finding.rule not in ended]


@pytest.mark.parametrize(
    ("regime", "day", "forced"),
    [
        (Regime.PARTY, dt.date(2021, 2, 5), None),
        (Regime.PARTY, dt.date(2026, 6, 8), None),
        (Regime.STATE, dt.date(2017, 1, 9), "ND30"),
        (Regime.STATE, dt.date(2026, 1, 20), None),
    ],
)
def test_decisions_break_no_rule_of_their_day(regime: Regime, day: dt.date, forced: str | None) -> None:
    """This test ensures that every decision, whomever it is for, has neither error nor warning on its own day."""
    for name, undated in _decisions(regime, day):
        told = facts.of_day(undated, day)
        context = list_decision_context(told) if isinstance(told, ListDecisionFacts) else decision_context(told)
        paper = template(f"{regime}-{name}").render(context)
        report = check(paper, regime=regime.value, on=day, ruleset=forced)
        assert (name, _broken(report, day)) == (name, [])


@pytest.mark.parametrize("regime", list(Regime))
@pytest.mark.parametrize("day", [dt.date(2021, 3, 2), dt.date(2026, 6, 8)])
@pytest.mark.parametrize("kind", ["recall", "correction", "amendment"])
def test_papers_that_set_others_right_keep_the_rules_of_their_day(kind: str, day: dt.date, regime: Regime) -> None:
    """This test ensures that they break no rule, neither an error nor a warning, before 2026 and after."""
    made = {"recall": facts.recall, "correction": facts.correction, "amendment": facts.amendment}[kind]
    told = facts.of_day(made(regime), day)
    words = {"recall": recall_context, "correction": correction_context, "amendment": amendment_context}[kind]
    paper = template(f"{regime}-{kind}").render(words(told, on=day))  # type: ignore[operator] # each told by its own words
    report = check(paper, regime=regime.value, on=day)
    assert _broken(report, day) == []
    assert report.ruleset == {Regime.STATE: "ND30", Regime.PARTY: "HD36" if day.year == 2021 else "HD05"}[regime]
