"""The words of a self-assessment form: who, by which decision, which tasks; the answers are left to the person.

Knows what is printed; the boxes to fill in belong to the template. The form bears no number and no recipients.
"""

from __future__ import annotations

import datetime as dt

from docgen.wording.blocks import (
    Context,
    flowing,
    in_italics,
    issuer_block,
    place_date,
    reference_words,
    title_block,
)
from docgen.wording.figures import date_in_figures, unbroken
from docgen.wording.tasks import by_horizon, periods_words, task_row
from registry.facts import SelfAssessmentFacts, TaskLine
from registry.labels import Regime

_UNKNOWN_BIRTH = "…/…/……"


def self_assessment_context(facts: SelfAssessmentFacts, *, on: dt.date | None = None) -> Context:
    """The context of a form; `on` changes nothing yet: the form has no bases and no recipients."""
    official, issuer = facts.official, facts.issuer
    start = "kết quả" if issuer.regime is Regime.PARTY else "Kết quả"
    title = [f"{start} thực hiện {facts.campaign.task_word}", periods_words(facts.lines)]
    return {
        "document_code": facts.document,
        "check": facts.check,
        **issuer_block(issuer),
        **title_block(flowing(title)),
        "number_line": "",
        "place_date": place_date(issuer, None, facts.year),
        "reference_lines": _reference(facts),
        "is_collective": official.is_collective,
        "name": official.name,
        "birth_date": date_in_figures(official.birth_date) if official.birth_date else _UNKNOWN_BIRTH,
        "post": official.post,
        "unit": official.unit,
        "lines": _rows(facts),
    }


def _reference(facts: SelfAssessmentFacts) -> list[str]:
    """The line that names the decision, cut before its authority when it is long."""
    words = f"(theo {reference_words(facts.decision, facts.issuer.regime)})"
    paper, _, authority = words.partition(" của ")
    return in_italics([paper, f"của {authority}"])


def _rows(facts: SelfAssessmentFacts) -> list[Context]:
    lines = by_horizon(facts.lines, lambda line: line)
    return [{**task_row(number, line), "expected": _expected(line)} for number, line in enumerate(lines, 1)]


def _expected(line: TaskLine) -> str:
    """Product and target in one cell."""
    return unbroken("; ".join(part.rstrip(" ;.") for part in (line.product, line.target) if part))
