"""The rows of `inbox run`."""

from __future__ import annotations

import json

from docgen.intake.outcome import OUTCOME_OF, DocumentOutcome, FileOutcome, gravest
from docgen.intake.sorting import PageSet
from registry.labels import Outcome
from registry.problems import Place, Problem


def test_the_row_has_the_promised_shape() -> None:
    """The JSON of a file outcome has exactly the names other programs rely on."""
    problem = Problem(code="pages-missing", message="Thiếu trang 2.", place=Place(page=2))
    document = DocumentOutcome(document="1A2B3C4D", pages=(1, 3), outcome=Outcome.WAITING, problems=(problem,))
    outcome = FileOutcome(file="quét.pdf", sha256="ab", outcome=Outcome.WAITING, documents=(document,))
    row = json.loads(json.dumps(outcome.as_row()))
    assert row == {
        "file": "quét.pdf",
        "sha256": "ab",
        "outcome": "waiting",
        "problems": [],
        "documents": [
            {
                "document": "1A2B3C4D",
                "pages": [1, 3],
                "outcome": "waiting",
                "problems": [{"code": "pages-missing", "severity": "error", "message": "Thiếu trang 2.", "page": 2}],
            }
        ],
    }
    assert outcome.needs_person


def test_filed_needs_nobody() -> None:
    """Filed and already filed files ask for nobody."""
    assert not FileOutcome(file="a", sha256="b", outcome=Outcome.FILED).needs_person
    assert not FileOutcome(file="a", sha256="b", outcome=Outcome.ALREADY_FILED).needs_person


def test_a_file_is_as_grave_as_its_gravest_part() -> None:
    """One waiting document makes the file wait, a stray page makes it a case for a person, no part at all too."""
    assert gravest([Outcome.FILED, Outcome.WAITING, Outcome.ALREADY_FILED]) is Outcome.WAITING
    assert gravest([Outcome.WAITING, Outcome.REVIEW]) is Outcome.REVIEW
    assert gravest([Outcome.FILED, Outcome.ALREADY_FILED]) is Outcome.FILED
    assert gravest([]) is Outcome.REVIEW


def test_only_complete_pages_are_filed() -> None:
    """Every page state has an outcome, and only the complete one is filing."""
    assert set(OUTCOME_OF) == set(PageSet)
    assert [state for state, outcome in OUTCOME_OF.items() if outcome is Outcome.FILED] == [PageSet.COMPLETE]
