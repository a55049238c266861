"""Papers on the shelf found by one question: number, abstract, task, person, body by any of its names, name of a file.

Knows that accents may be left out, that hits with the accents of the question come first, then the newest; that a body
is meant by the names of those before and after it. Does not know where the shelf keeps the bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.dossier_facts import DossierMark
from registry.labels import DocumentKind, DocumentState
from registry.model import AnnexLine, Body, BodyName, Document, Person, Post, Receipt, ReceivedFile, ReceivedPage, Task
from registry.rules.names import name_on
from registry.rules.succession import relatives
from registry.store.dossier_records import marks_of_papers
from registry.store.frame_bodies import links
from registry.store.values import names_of
from registry.store.word_search import exactly, otherwise, sought
from registry.vietnamese import accent_key, fold, fold_tone_placement

_LOOKED_AT = 1000  # papers looked at per kind of evidence, the newest first: nobody reads further
_TASKS = 400  # tasks whose papers are looked for


@dataclass(frozen=True, kw_only=True)
class ShelfHit:
    """A paper on the shelf: `holder` is whom it is for, "" for everybody; `files` are the scans that came back."""

    code: str
    kind: DocumentKind
    state: DocumentState
    number_text: str | None
    dated: dt.date | None
    abstract: str
    holder: str
    files: tuple[str, ...]
    dossier: str = ""
    dossier_standing: str = ""  # in words, with a hold
    is_held: bool = False

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        return {
            "document": self.code,
            "kind": self.kind.value,
            "state": self.state.value,
            "number_text": self.number_text,
            "date": self.dated.isoformat() if self.dated else None,
            "abstract": self.abstract,
            "holder": self.holder,
            "files": list(self.files),
            "dossier": self.dossier,
            "dossier_state": self.dossier_standing,
            "held": self.is_held,
        }


def find_on_shelf(session: Session, query: str, *, limit: int) -> tuple[tuple[ShelfHit, ...], bool]:
    """The papers that answer to the question, at most `limit`, and whether there are more; none for an empty one."""
    if not fold(query):
        return (), False
    keys = {key for source in _sources(session, query) for key in session.scalars(source)}
    first = _best(session, query, keys)
    return _hits(session, first[:limit]), len(first) > limit


def _sources(session: Session, query: str) -> Iterator[Select[int]]:
    """One query of keys per kind of evidence."""
    folded = fold(query)
    yield _shelved(Document.folded.contains(folded, autoescape=True))
    yield _shelved(Document.code == query.strip().upper())
    people = select(Person.id).where(or_(Person.folded.contains(folded, autoescape=True), Person.code == query.upper()))
    yield _shelved(Document.person_id.in_(people))
    kin = _kin(session, query)
    if kin:
        members = select(Post.person_id).join(Body, Body.id == Post.body_id).where(Body.code.in_(kin))
        bodies = select(Body.id).where(Body.code.in_(kin))
        yield _shelved(Document.body_id.in_(bodies))
        yield _shelved(Document.person_id.in_(members))
    tasks = _tasks(session, query)
    if tasks:
        yield _among(select(AnnexLine.document_id).where(AnnexLine.task_id.in_(tasks)))
    printed = AnnexLine.title.contains(query, autoescape=True)  # as the paper words it, though the task changed since
    yield _among(select(AnnexLine.document_id).where(printed))
    named = select(Receipt.file_id).where(Receipt.original_name.contains(query, autoescape=True))
    yield _among(select(ReceivedPage.document_id).where(ReceivedPage.file_id.in_(named)))


def _shelved(condition: ColumnElement[bool]) -> Select[int]:
    """Keys of issued papers; only those ever came on the shelf.

    Ordered by a sum, for by their keys a database would walk the papers themselves: a hundred times what a key weighs.
    """
    return _issued(condition).order_by((Document.id + 0).desc())


def _among(keys: Select[int]) -> Select[int]:
    """Those of `keys` that are issued; the papers are walked, the newest first, and few are looked at."""
    return _issued(Document.id.in_(keys)).order_by(Document.id.desc())


def _issued(condition: ColumnElement[bool]) -> Select[int]:
    return select(Document.id).where(Document.issued_on.is_not(None)).where(condition).limit(_LOOKED_AT)


def _kin(session: Session, query: str) -> Sequence[str]:
    """Codes of the bodies that ever bore the name, with those before and after them."""
    named = select(Body.code).join(BodyName).where(BodyName.folded.contains(fold(query), autoescape=True))
    codes = list(dict.fromkeys(session.scalars(named.order_by(Body.id))))
    return tuple(relatives(links(session), codes)) if codes else ()


def _tasks(session: Session, query: str) -> list[int]:
    asked = sought(query)
    if asked.is_empty:
        return []
    coded = list(session.scalars(select(Task.id).where(Task.code == query.strip().upper())))
    found = list(session.scalars(exactly(session, select(Task.id), asked).limit(_TASKS)))
    return coded + found + list(session.scalars(otherwise(session, select(Task.id), asked).limit(_TASKS - len(found))))


def _best(session: Session, query: str, keys: set[int]) -> list[int]:
    """The keys in the order they are shown: with the accents of the question first, then the newest."""
    wanted, listed = accent_key(query), sorted(keys)
    ranked: list[tuple[bool, int, int]] = []
    for start in range(0, len(listed), _LOOKED_AT):
        for key, dated, text in session.execute(_told(listed[start : start + _LOOKED_AT])):
            is_loose = wanted not in fold_tone_placement(text.lower())
            ranked.append((is_loose, -(dated.toordinal() if dated else 0), -key))
    return [-key for *_, key in sorted(ranked)]


def _told(keys: Sequence[int]) -> Select[int, dt.date | None, str]:
    """Key, date, and what a list says of each paper: number, abstract, person."""
    space = literal(" ")
    text = func.coalesce(Document.number_text, "") + space + Document.abstract
    text = text + space + func.coalesce(Person.full_name, "")
    query = select(Document.id, Document.dated, text).outerjoin(Person, Person.id == Document.person_id)
    return query.where(Document.id.in_(keys))


def _hits(session: Session, keys: Sequence[int]) -> tuple[ShelfHit, ...]:
    loaded = (joinedload(Document.person), joinedload(Document.body).selectinload(Body.names))
    query = select(Document).where(Document.id.in_(keys)).options(*loaded)
    papers = {paper.id: paper for paper in session.scalars(query)}
    files = _files(session, keys)
    places = marks_of_papers(session, [papers[key].code for key in keys])
    return tuple(_hit(papers[key], files.get(key, ()), places.get(papers[key].code)) for key in keys)


def _files(session: Session, keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Per paper where the files lie that proved its pages."""
    query = select(ReceivedPage.document_id, ReceivedFile.stored_path).join(ReceivedFile).distinct()
    query = query.where(ReceivedPage.document_id.in_(keys)).order_by(ReceivedFile.stored_path)
    found: dict[int, tuple[str, ...]] = {}
    for key, path in session.execute(query):
        found[key] = (*found.get(key, ()), path)
    return found


def _hit(paper: Document, files: tuple[str, ...], dossier: DossierMark | None) -> ShelfHit:
    body = name_on(names_of(paper.body), paper.dated or dt.date.max) if paper.body else ""
    return ShelfHit(
        code=paper.code,
        kind=DocumentKind(paper.kind),
        state=DocumentState(paper.state),
        number_text=paper.number_text,
        dated=paper.dated,
        abstract=paper.abstract,
        holder=paper.person.full_name if paper.person else body,
        files=files,
        dossier=dossier.code if dossier else "",
        dossier_standing=dossier.standing if dossier else "",
        is_held=dossier.is_held if dossier else False,
    )
