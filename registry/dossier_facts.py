"""Frozen facts of hồ sơ: the dossier with its papers and holds, and the lists a council destroys by.

Knows the shape of a fact; where it is stored, when it is due and how it is printed are others' business. Everything
printed on a list of contents is here as it stood when the paper was taken in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.facts import Issuer
from registry.labels import (
    DisposalState,
    Disposition,
    DocumentKind,
    DocumentState,
    DossierKind,
    DossierState,
    Regime,
    RetentionStart,
)


@dataclass(frozen=True, kw_only=True)
class DossierPaper:
    """A row of mục lục văn bản: a paper of ours (`document`), or a received file kept for itself (`sha256`)."""

    ordinal: int
    document: str | None  # its code
    sha256: str | None  # of a received file that is no paper of ours
    kind: DocumentKind | None
    state: DocumentState | None
    type_name: str
    number_text: str
    dated: dt.date | None
    subject: str
    author: str
    pages: int | None  # None while nobody has counted them
    object_id: str  # where it lies on the shelf, "" while it does not
    note: str
    added_at: str

    @property
    def is_whole(self) -> bool:
        """True when nothing of the paper is awaited any more: signed and filed, or out of force."""
        return self.document is None or self.state in _SETTLED

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen dossiers contents`."""
        return {
            "ordinal": self.ordinal,
            "document": self.document,
            "sha256": self.sha256,
            "kind": self.kind.value if self.kind else None,
            "state": self.state.value if self.state else None,
            "type_name": self.type_name,
            "number_text": self.number_text,
            "date": self.dated.isoformat() if self.dated else None,
            "subject": self.subject,
            "author": self.author,
            "pages": self.pages,
            "object": self.object_id,
            "note": self.note,
            "added_at": self.added_at,
        }


_SETTLED = frozenset({DocumentState.FILED, DocumentState.REPLACED, DocumentState.RECALLED})


@dataclass(frozen=True, kw_only=True)
class SharedPaper:
    """A paper of several people that gives or changes tasks of the dossier's assignee and lies in another dossier.

    `dossier` is its code, "" while the paper lies in none.
    """

    document: str
    type_name: str
    number_text: str
    dated: dt.date | None
    subject: str
    state: DocumentState
    dossier: str

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen dossiers contents`."""
        return {
            "document": self.document,
            "type_name": self.type_name,
            "number_text": self.number_text,
            "date": self.dated.isoformat() if self.dated else None,
            "subject": self.subject,
            "state": self.state.value,
            "dossier": self.dossier,
        }


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Somebody needs the dossier kept; `released_at` is "" while it stands."""

    reason: str
    held_at: str
    held_by: str
    released_at: str = ""
    released_by: str = ""
    release_reason: str = ""

    @property
    def stands(self) -> bool:
        """True while it is not released."""
        return not self.released_at

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, kw_only=True)
class DossierMark:
    """Where a paper or a file lies, shown wherever it is shown: the dossier, its state, and every hold on it."""

    code: str
    state: DossierState
    hold_reasons: tuple[str, ...] = ()

    @property
    def is_held(self) -> bool:
        """True while at least one hold stands."""
        return bool(self.hold_reasons)

    @property
    def standing(self) -> str:
        """In words, with a hold that stops its destruction."""
        held = f"; giữ lại: {'; '.join(self.hold_reasons)}" if self.hold_reasons else ""
        return f"{self.state.label}{held}"

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        return {
            "dossier": self.code,
            "state": self.state.value,
            "held": self.is_held,
            "hold_reasons": list(self.hold_reasons),
        }


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long a dossier is kept: `years` None means for ever; `rule` is the row of the schedule it was taken from."""

    years: int | None
    start: RetentionStart
    rule: str
    basis: str

    @property
    def label(self) -> str:
        """As a list says it."""
        return "Vĩnh viễn" if self.years is None else f"{self.years} năm"


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A hồ sơ with its papers in order; counts are those fixed at closing, None while it is open.

    `code`, `object_id`, `fonds`, `body` and `title` are as they were when it was opened, whatever the office is called
    since. `person` is the code of its assignee, None for a dossier of a whole cycle; `person_name` is "" then.
    """

    code: str
    object_id: str
    agency: str
    fonds: str
    body: str
    regime: Regime
    formed_in: int
    number: int | None
    kind: DossierKind
    year: int | None  # of its cycle
    person: str | None
    person_name: str
    title: str
    state: DossierState
    access: str  # TT 05/2025 `mode`: 01 open, 02 on conditions
    retention: Retention
    opened_at: str
    ended_on: dt.date | None
    closed_at: str
    closed_by: str
    documents: int | None
    pages: int | None
    due_on: dt.date | None
    handed_over_on: dt.date | None
    handed_over_to: str
    reason: str
    papers: tuple[DossierPaper, ...] = ()
    holds: tuple[Hold, ...] = ()
    shared: tuple[SharedPaper, ...] = ()  # counted in the dossiers they lie in, not here

    @property
    def is_held(self) -> bool:
        """True while at least one hold stands: nothing of it may be destroyed."""
        return any(hold.stands for hold in self.holds)

    @property
    def hold_reasons(self) -> tuple[str, ...]:
        """Why it is held, () when it is not."""
        return tuple(hold.reason for hold in self.holds if hold.stands)

    @property
    def counted_pages(self) -> int:
        """The pages that are known now."""
        return sum(paper.pages or 0 for paper in self.papers)

    @property
    def document_count(self) -> int:
        """How many papers: as fixed at closing, else as there are now."""
        return len(self.papers) if self.documents is None else self.documents

    @property
    def page_count(self) -> int:
        """How many pages: as fixed at closing, else as are known now."""
        return self.counted_pages if self.pages is None else self.pages

    @property
    def began_on(self) -> dt.date | None:
        """The day of its first paper, None while no paper has one."""
        return min((paper.dated for paper in self.papers if paper.dated), default=None)

    @property
    def last_on(self) -> dt.date | None:
        """The day of its last paper."""
        return max((paper.dated for paper in self.papers if paper.dated), default=None)

    @property
    def standing(self) -> str:
        """Where it stands in words, with a hold that stops its destruction."""
        return DossierMark(code=self.code, state=self.state, hold_reasons=self.hold_reasons).standing

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen dossiers list`."""
        return {
            "dossier": self.code,
            "title": self.title,
            "kind": self.kind.value,
            "state": self.state.value,
            "year": self.year,
            "person": self.person,
            "name": self.person_name,
            "fonds": self.fonds,
            "body": self.body,
            "object": self.object_id,
            "documents": self.document_count,
            "pages": self.page_count,
            "retention": self.retention.label,
            "retention_years": self.retention.years,
            "retention_rule": self.retention.rule,
            "retention_basis": self.retention.basis,
            "opened_at": self.opened_at,
            "ended_on": self.ended_on.isoformat() if self.ended_on else None,
            "closed_at": self.closed_at or None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "handed_over_on": self.handed_over_on.isoformat() if self.handed_over_on else None,
            "handed_over_to": self.handed_over_to,
            "held": self.is_held,
            "hold_reasons": list(self.hold_reasons),
        }


@dataclass(frozen=True, kw_only=True)
class DisposalRow:
    """One dossier on a council's list, and what was said of it."""

    dossier: Dossier
    disposition: Disposition
    reason: str

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        return {**self.dossier.as_row(), "disposition": self.disposition.value, "reason": self.reason}


@dataclass(frozen=True, kw_only=True)
class DisposalList:
    """Dossiers proposed for destruction together; `record` is the SHA-256 of the council's filed record, "" before."""

    code: str
    state: DisposalState
    proposed_at: str
    proposed_by: str
    record: str
    met_on: dt.date | None
    decided_by: str
    done_at: str
    report: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    rows: tuple[DisposalRow, ...] = ()

    def as_row(self) -> dict[str, object]:
        """The JSON document of a list."""
        return {
            "list": self.code,
            "state": self.state.value,
            "proposed_at": self.proposed_at,
            "proposed_by": self.proposed_by,
            "record": self.record,
            "met_on": self.met_on.isoformat() if self.met_on else None,
            "decided_by": self.decided_by,
            "done_at": self.done_at,
            "reason": self.reason,
            "report": dict(self.report),
            "dossiers": [row.as_row() for row in self.rows],
        }


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """Dossiers that go to an archive together; `packages` are the names of their files with their SHA-256.

    `code` names the hand-over, `receiver` "" is not known yet, `condition` "" is in good order.
    """

    code: str
    issuer: Issuer
    receiver: str
    on: dt.date
    dossiers: tuple[Dossier, ...]
    files: int
    packages: tuple[tuple[str, str], ...]
    condition: str = ""
