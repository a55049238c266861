"""Papers on their way into the registry, and whether nothing that stands is in their way.

Knows what a paper to be entered is made of, and which papers exclude one another; enters nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import Conflict
from registry.facts import TaskLine
from registry.labels import DocumentKind, DocumentState, Regime, Scope, Variant
from registry.model import AnnexLine, Document, Person, Task
from registry.rules.lifecycle import BINDING_PAPER, LIVE_PAPER
from registry.store.keys import Keys, chunks
from registry.store.values import FileRef

_STANDING = (Document.state.in_([state.value for state in LIVE_PAPER]), Document.replace_reason == "")
"""A paper that stands in the way of another for the same tasks or the same person."""


_UNISSUED = [state.value for state in LIVE_PAPER - BINDING_PAPER]


@dataclass(frozen=True, kw_only=True)
class NewDocument:
    """A paper to be entered as a draft."""

    code: str
    kind: DocumentKind
    regime: Regime
    year: int
    person: str | None  # person code
    symbol: str
    abstract: str
    signatory: str
    template: str
    template_digest: str
    input_digest: str
    context: Mapping[str, Any]
    order: int
    key_generation: int
    made_at: dt.datetime
    lines: tuple[TaskLine, ...] = ()
    holders: Mapping[str, str] = field(default_factory=dict)  # per task code the assignee as the paper names them
    about: str | None = None
    replaces: str | None = None
    state: DocumentState = DocumentState.DRAFT
    variant: Variant = Variant.PLAIN
    scope: Scope = Scope.PERSON
    body: str = ""  # body code, when the paper is for one body
    files: Mapping[str, FileRef] = field(default_factory=dict)  # by role


def require_free(session: Session, news: Sequence[NewDocument], keys: Keys) -> None:
    """Conflict when a paper that stands already says the same to the same people; `keys` knows all that is named."""
    _require_free_tasks(session, [new for new in news if new.kind is DocumentKind.DECISION], keys)
    for new in news:
        if new.kind in {DocumentKind.SELF_ASSESSMENT, DocumentKind.RESULT_NOTICE}:
            query = select(Document.code).where(Document.kind == new.kind.value, *_STANDING)
            query = query.join(Person, Person.id == Document.person_id).where(Person.code == new.person)
            _refuse(new, session.scalar(query.where(Document.about_id == keys.of(Document, new.about)).limit(1)))
        elif new.kind in {DocumentKind.AMENDMENT, DocumentKind.CORRECTION, DocumentKind.RECALL}:
            query = select(Document.code).where(Document.kind == new.kind.value, Document.state.in_(_UNISSUED))
            _refuse(new, session.scalar(query.where(Document.about_id == keys.of(Document, new.about)).limit(1)))


def _require_free_tasks(session: Session, news: Sequence[NewDocument], keys: Keys) -> None:
    """A task stands in one live decision only, whatever the grouping."""
    wording: dict[int, NewDocument] = {}
    for new in news:
        for line in new.lines:
            task = keys.known(Task, line.code)
            _refuse(new, wording[task].code if task in wording else None)
            wording[task] = new
    for some in chunks(list(wording)):
        lines = select(AnnexLine.task_id, AnnexLine.document_id).where(AnnexLine.task_id.in_(some))
        found = session.execute(lines).all()
        standing = _standing_decisions(session, {row.document_id for row in found})
        for row in found:
            _refuse(wording[row.task_id], standing.get(row.document_id))


def _standing_decisions(session: Session, papers: Collection[int]) -> dict[int, str]:
    """Codes of those decisions among the papers that stand in the way of another.

    What a paper is, is looked at here: asked in one question with its lines, SQLite walks through all decisions there
    are, which for a list drafted in batches is the square of its length.
    """
    found: dict[int, str] = {}
    for some in chunks(sorted(papers)):
        query = select(Document.id, Document.code, Document.kind, Document.state, Document.replace_reason)
        for row in session.execute(query.where(Document.id.in_(some))):
            is_live = DocumentState(row.state) in LIVE_PAPER and not row.replace_reason
            if row.kind == DocumentKind.DECISION.value and is_live:
                found[row.id] = row.code
    return found


def _refuse(new: NewDocument, other: str | None) -> None:
    if other is not None:
        raise Conflict(
            f"{new.kind.label} {other} vừa được soạn cho cùng việc, lệnh này chưa ghi gì.", advice="Chạy lại lệnh."
        )
