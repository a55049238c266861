"""One question over the whole office: people, bodies by any name they or their kin ever bore, tasks, papers.

Knows that a hit with the accents of the question comes before one without; what is found is frozen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.labels import DocumentKind, DocumentState
from registry.model import Body, BodyName, Document, Person, Post
from registry.rules.succession import relatives
from registry.store.body_keeping import body_views
from registry.store.frame_bodies import links
from registry.store.people import person_view
from registry.store.task_pages import Page, TaskFilter, task_page
from registry.store.values import TaskRecord
from registry.store.views import BodyView, PersonView
from registry.vietnamese import accent_key, fold, fold_tone_placement

Hit = TypeVar("Hit")
_SHOWN = 200  # papers looked at closer: nobody reads further


@dataclass(frozen=True, kw_only=True)
class PaperHit:
    """A paper found by its code, number or abstract."""

    code: str
    kind: DocumentKind
    state: DocumentState
    number_text: str | None
    dated: dt.date | None
    abstract: str

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        return {
            "document": self.code,
            "kind": self.kind.value,
            "state": self.state.value,
            "number_text": self.number_text,
            "date": self.dated.isoformat() if self.dated else None,
            "abstract": self.abstract,
        }


@dataclass(frozen=True, kw_only=True)
class BodyHit:
    """A body found, and whether it bears the name itself or is before or after one that does."""

    body: BodyView
    is_named: bool

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        return {**self.body.as_row(), "named": self.is_named}


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a question found, at most `limit` of each."""

    people: tuple[PersonView, ...]
    bodies: tuple[BodyHit, ...]
    tasks: tuple[TaskRecord, ...]
    papers: tuple[PaperHit, ...]


def search(session: Session, query: str, *, on: dt.date, limit: int) -> Found:
    """Everything that answers to `query`, with accents or without; names are those of the day `on`."""
    tasks, _ = task_page(session, TaskFilter(words=query), Page(size=limit))
    return Found(
        people=_people(session, query, on, limit),
        bodies=_bodies(session, query, on)[:limit],
        tasks=tasks,
        papers=_papers(session, query)[:limit],
    )


def _people(session: Session, query: str, on: dt.date, limit: int) -> tuple[PersonView, ...]:
    named = or_(Person.folded.contains(fold(query), autoescape=True), Person.code == query.upper())
    rows = session.execute(select(Person.id, Person.full_name).where(named).order_by(Person.sort_key, Person.id)).all()
    keys = [key for key, _ in _exact_first(query, [(key, name) for key, name in rows])][:limit]
    loaded = selectinload(Person.posts).joinedload(Post.body).selectinload(Body.names)
    found = {person.id: person for person in session.scalars(select(Person).where(Person.id.in_(keys)).options(loaded))}
    return tuple(person_view(found[key], on) for key in keys)


def _bodies(session: Session, query: str, on: dt.date) -> tuple[BodyHit, ...]:
    """The bodies that bear the name, then those before and after them."""
    named = or_(BodyName.folded.contains(fold(query), autoescape=True), Body.code == query)
    rows = session.execute(select(Body.code, BodyName.name).join(BodyName).where(named).order_by(Body.id, BodyName.id))
    codes = list(dict.fromkeys(code for code, _ in _exact_first(query, [(code, name) for code, name in rows])))
    if not codes:
        return ()
    kin = relatives(links(session), codes)
    views = {view.code: view for view in body_views(session, on=on, codes=kin)}
    return tuple(BodyHit(body=views[code], is_named=code in codes) for code in kin)


def _papers(session: Session, query: str) -> tuple[PaperHit, ...]:
    named = or_(Document.folded.contains(fold(query), autoescape=True), Document.code == query.upper())
    keys = list(session.scalars(select(Document.id).where(named).order_by(Document.id.desc()).limit(_SHOWN)))
    papers = session.scalars(select(Document).where(Document.id.in_(keys)).options(joinedload(Document.person)))
    hits = [(each, f"{each.number_text or ''} {each.abstract}") for each in sorted(papers, key=lambda each: -each.id)]
    return tuple(_paper_hit(paper) for paper, _ in _exact_first(query, hits))


def _paper_hit(paper: Document) -> PaperHit:
    return PaperHit(
        code=paper.code,
        kind=DocumentKind(paper.kind),
        state=DocumentState(paper.state),
        number_text=paper.number_text,
        dated=paper.dated,
        abstract=paper.abstract,
    )


def _exact_first(query: str, hits: Sequence[tuple[Hit, str]]) -> list[tuple[Hit, str]]:
    """Hits whose text holds the accents of the question before the others, each kind in its own order."""
    wanted = accent_key(query)
    return sorted(hits, key=lambda hit: wanted not in fold_tone_placement(hit[1].lower()))  # stored text is normalised
