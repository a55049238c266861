"""Finished sample papers for tests: the built-in templates rendered with fictional facts, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docgen.authoring.__main__ import TEMPLATES
from docgen.templating import CompiledTemplate, compile_template
from docgen.wording.amendment import amendment_context
from docgen.wording.correction import correction_context
from docgen.wording.decision import decision_context
from docgen.wording.decision_list import list_decision_context
from docgen.wording.dossier_contents import dossier_contents_context
from docgen.wording.handing_over import hand_over_list_context, hand_over_minutes_context
from docgen.wording.handout import handout_context
from docgen.wording.minutes import minutes_context
from docgen.wording.notice import notice_context
from docgen.wording.recall import recall_context
from docgen.wording.register_book import register_book_context
from docgen.wording.report import report_context
from docgen.wording.self_assessment import self_assessment_context
from registry.labels import Regime
from tests.support import evaluation_facts, facts, list_facts
from tests.support.dossier_facts import dossier, hand_over
from tests.support.register_facts import register_book

KINDS = (
    "decision",
    "decision-collective",
    "decision-list",
    "self-assessment",
    "minutes",
    "notice",
    "report",
    "handout",
    "recall",
    "correction",
    "amendment",
    "register-book",
    "dossier-contents",
    "handover-list",
    "handover-minutes",
)
FOLDERS = {"decision": "decisions", "recall": "changes", "correction": "changes", "amendment": "changes"}
NAMES = tuple(f"{regime}-{kind}" for regime in Regime for kind in KINDS)


def template_path(name: str) -> Path:
    """The built-in template "party-decision" and so on."""
    return TEMPLATES / FOLDERS.get(name.split("-")[1], "reports") / f"{name}.docx"


@cache
def template(name: str) -> CompiledTemplate:
    """The built-in template, compiled once."""
    return compile_template(template_path(name))


def sample_facts(name: str) -> Any:
    """What the sample paper of that name says."""
    regime = Regime(name.partition("-")[0])
    makers = {
        "decision": lambda: facts.party_decision() if regime is Regime.PARTY else facts.state_decision(),
        "decision-collective": lambda: list_facts.collective_decision(regime),
        "decision-list": lambda: list_facts.list_decision(regime),
        "self-assessment": lambda: facts.self_assessment(regime),
        "minutes": lambda: evaluation_facts.minutes(regime),
        "notice": lambda: evaluation_facts.notice(regime),
        "report": lambda: evaluation_facts.report(regime),
        "handout": lambda: evaluation_facts.handout(regime),
        "recall": lambda: facts.recall(regime),
        "amendment": lambda: facts.amendment(regime),
        "correction": lambda: facts.correction(regime),
        "dossier-contents": lambda: dossier(regime),
        "handover-list": lambda: hand_over(regime),
        "handover-minutes": lambda: hand_over(regime),
        "register-book": lambda: register_book(regime),
    }
    return makers[name.partition("-")[2]]()


WORDS: Mapping[str, Callable[[Any], Mapping[str, object]]] = {
    "decision": decision_context,
    "decision-collective": decision_context,
    "decision-list": list_decision_context,
    "self-assessment": self_assessment_context,
    "minutes": minutes_context,
    "notice": notice_context,
    "report": lambda told: report_context(told)[0],
    "handout": handout_context,
    "recall": recall_context,
    "amendment": amendment_context,
    "correction": correction_context,
    "dossier-contents": dossier_contents_context,
    "handover-list": hand_over_list_context,
    "handover-minutes": hand_over_minutes_context,
    "register-book": register_book_context,
}
"""How each kind of paper words its facts."""


def sample_context(name: str) -> Mapping[str, object]:
    """The context of the sample paper of that name."""
    return WORDS[name.partition("-")[2]](sample_facts(name))


@cache
def sample_paper(name: str) -> bytes:
    """The sample paper of that name as a .docx."""
    return template(name).render(sample_context(name))
