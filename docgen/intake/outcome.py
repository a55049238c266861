"""Outcomes: what became of a received file and of each document in it, as the rows other programs read.

Knows the shape promised for `inbox run`; does not decide anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docgen.intake.sorting import PageSet
from registry.labels import Outcome
from registry.problems import Problem

OUTCOME_OF = {
    PageSet.COMPLETE: Outcome.FILED,
    PageSet.MISSING: Outcome.WAITING,
    PageSet.DOUBLED: Outcome.REVIEW,
    PageSet.OUTDATED: Outcome.REVIEW,
    PageSet.FORGED: Outcome.REVIEW,  # kept for a person to look into, never filed
}
_GRAVITY = (Outcome.ALREADY_FILED, Outcome.FILED, Outcome.WAITING, Outcome.REVIEW, Outcome.REFUSED)


def gravest(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of a file from those of its parts; REVIEW when it has none, because nothing was recognised."""
    return max(outcomes, key=_GRAVITY.index, default=Outcome.REVIEW)


@dataclass(frozen=True, kw_only=True)
class DocumentOutcome:
    """What became of the pages of one document that came in a file."""

    document: str  # document code
    pages: tuple[int, ...]  # page numbers of the document found in this file; empty for a Word form
    outcome: Outcome
    problems: tuple[Problem, ...] = ()

    def as_row(self) -> dict[str, object]:
        """The JSON object inside `documents`."""
        return {
            "document": self.document,
            "pages": list(self.pages),
            "outcome": self.outcome.value,
            "problems": [problem.as_row() for problem in self.problems],
        }


@dataclass(frozen=True, kw_only=True)
class FileOutcome:
    """What became of one received file; `sha256` is empty when it was never whole enough to be copied."""

    file: str  # name as received
    sha256: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    documents: tuple[DocumentOutcome, ...] = ()

    @property
    def needs_person(self) -> bool:
        """True when somebody must look: the command then ends with exit code 1."""
        return self.outcome in {Outcome.WAITING, Outcome.REVIEW, Outcome.REFUSED}

    def as_row(self) -> dict[str, object]:
        """The JSON object of `inbox run`."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "outcome": self.outcome.value,
            "problems": [problem.as_row() for problem in self.problems],
            "documents": [document.as_row() for document in self.documents],
        }
