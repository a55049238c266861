"""Papers find their hồ sơ by themselves: one per cycle and assignee, one per cycle for the rest.

Knows to which dossier a paper belongs, and does so for thousands of papers in a few questions. A paper that finds its
dossier closed, or an office without mã định danh, stays outside and is listed until somebody sees to it (luu-tru.md,
requirements 5 and 6).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import Session, joinedload

from registry.labels import AssigneeKind, DocumentKind, DossierKind, DossierState
from registry.model import Cycle, Document, Dossier, DossierItem, Person, RegisterEntry
from registry.store.documents import documents_of, find_document
from registry.store.dossiers import Founding, by_code, item_for, named_dossier, new_dossier, next_number
from registry.store.keys import chunks

Owner = tuple[str, int, int | None]  # kind of dossier, cycle, person
R = TypeVar("R")


def take_in(session: Session, codes: Collection[str], founding: Founding) -> tuple[str, ...]:
    """Put papers in their dossiers, opening those that are new; codes of the papers that had to stay outside.

    A paper belongs to the dossier the register names, else to that of its assignee, of the paper it is about, or of
    its cycle. One that has its place already keeps it.
    """
    if not codes:
        return ()
    session.flush()
    with session.no_autoflush:
        desk = _Desk(session, founding, _documents(session, list(codes)))
        left = tuple(document.code for document in desk.documents if not desk.take(document))
    session.flush()
    return left


def settle_place(session: Session, code: str, object_id: str, founding: Founding) -> None:
    """A paper came on the shelf: where it lies is noted, and it goes into its dossier when it is in none."""
    settle_places(session, {code: object_id}, founding)


def settle_places(session: Session, places: Mapping[str, str], founding: Founding) -> None:
    """The same for many papers: code -> object."""
    for code, document in documents_of(session, list(places)).items():
        document.object_id = document.object_id or places[code]
    take_in(session, list(places), founding)


def _documents(session: Session, codes: Sequence[str]) -> list[Document]:
    """The papers in the order of their codes; NotFound when one is not there."""
    found: dict[str, Document] = {}
    for some in chunks([code.upper() for code in codes]):
        query = select(Document).where(Document.code.in_(some)).options(joinedload(Document.person))
        found |= {document.code: document for document in session.scalars(query)}
    return [found.get(code.upper()) or find_document(session, code) for code in codes]


class _Desk:
    """Takes papers in, one after another, with what is known of all of them looked up before."""

    def __init__(self, session: Session, founding: Founding, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._session, self._founding = session, founding
        keys = [document.id for document in documents]
        abouts = [document.about_id for document in documents if document.about_id is not None]
        placed = select(DossierItem).options(joinedload(DossierItem.dossier))
        items = _among(session, placed, DossierItem.document_id, [*keys, *abouts])
        self._places = {item.document_id: item.dossier for item in items}
        entries = _among(session, select(RegisterEntry), RegisterEntry.document_id, keys)
        self._entries = {entry.document_id: entry for entry in entries}
        self._cycles = {cycle.id: cycle for cycle in session.scalars(select(Cycle))}
        self._standing = self._present()
        self._ordinals = self._last_ordinals()
        self._numbers: dict[int, int] = {}

    def take(self, document: Document) -> bool:
        """Put a paper in its dossier; False when it has to stay outside."""
        if document.id in self._places:
            return True
        entry = self._entries.get(document.id)
        dossier = self._dossier_for(document, (entry.dossier if entry else "") or self._founding.named)
        if dossier is None or DossierState(dossier.state) is not DossierState.OPEN:
            return False
        item = item_for(self._session, document, self._founding)
        item.dossier, item.ordinal = dossier, self._next_ordinal(dossier)
        self._session.add(item)
        self._places[document.id] = dossier
        if entry is not None and entry.dossier != dossier.code:
            entry.dossier = dossier.code
        return True

    def _dossier_for(self, document: Document, said: str) -> Dossier | None:
        if said:
            return by_code(self._session, said) or named_dossier(self._session, said, document, self._founding)
        if document.person_id is None and document.about_id in self._places:
            return self._places[document.about_id]
        if not self._founding.agency:
            return None
        kind = _kind_of(document)
        owner = kind.value, document.cycle_id, document.person_id if document.person else None
        if owner not in self._standing:
            self._standing[owner] = self._open(document, kind)
        return self._standing[owner]

    def _open(self, document: Document, kind: DossierKind) -> Dossier:
        year = (document.dated or self._founding.at.date()).year
        dossier = new_dossier(
            self._founding,
            kind,
            _title(kind, self._cycles[document.cycle_id], document.person),
            formed_in=year,
            number=self._next_number(year),
            cycle=self._cycles[document.cycle_id],
            person=document.person,
        )
        self._session.add(dossier)
        return dossier

    def _next_number(self, year: int) -> int:
        """The next number of the year; the first is asked for, those after it are stepped over by hand."""
        last = self._numbers.get(year)
        number = next_number(self._session, self._founding.agency, year) if last is None else last + 1
        while last is not None and by_code(self._session, f"{self._founding.agency}.{year}.{number:02d}") is not None:
            number += 1
        self._numbers[year] = number
        return number

    def _next_ordinal(self, dossier: Dossier) -> int:
        if id(dossier) not in self._ordinals:
            last = select(func.max(DossierItem.ordinal)).where(DossierItem.dossier_id == dossier.id)
            self._ordinals[id(dossier)] = (self._session.scalar(last) or 0) if dossier.id else 0
        self._ordinals[id(dossier)] += 1
        return self._ordinals[id(dossier)]

    def _present(self) -> dict[Owner, Dossier]:
        """The dossiers of the cycles and assignees of the papers."""
        cycles = {document.cycle_id for document in self.documents}
        query = select(Dossier).where(Dossier.cycle_id.in_(cycles))
        persons = sorted({document.person_id for document in self.documents if document.person_id is not None})
        rows = [*self._session.scalars(query.where(Dossier.person_id.is_(None)))]
        rows += _among(self._session, query, Dossier.person_id, persons)
        return {(row.kind, row.cycle_id, row.person_id): row for row in rows if row.cycle_id is not None}

    def _last_ordinals(self) -> dict[int, int]:
        """Per dossier that is there the ordinal of its last paper."""
        rows = {row.id: row for row in self._standing.values()}
        found = dict.fromkeys((id(row) for row in rows.values()), 0)
        for some in chunks(sorted(rows)):
            query = select(DossierItem.dossier_id, func.max(DossierItem.ordinal)).group_by(DossierItem.dossier_id)
            for key, last in self._session.execute(query.where(DossierItem.dossier_id.in_(some))):
                found[id(rows[key])] = last
        return found


def _among(session: Session, query: Select[R], column: SQLColumnExpression[Any], keys: Sequence[int]) -> list[R]:
    """Rows whose column is one of the keys, however many there are."""
    found: list[R] = []
    for some in chunks(list(keys)):
        found += session.scalars(query.where(column.in_(some)))
    return found


def _kind_of(document: Document) -> DossierKind:
    """Whose dossier a paper belongs to."""
    if document.kind == DocumentKind.REGISTER_BOOK.value:
        return DossierKind.REGISTER
    if document.person is None:
        return DossierKind.CYCLE
    is_collective = document.person.kind == AssigneeKind.COLLECTIVE.value
    return DossierKind.COLLECTIVE if is_collective else DossierKind.PERSON


def _title(kind: DossierKind, cycle: Cycle, person: Person | None) -> str:
    if kind is DossierKind.REGISTER:
        return f"Sổ đăng ký văn bản đi năm {cycle.year}"
    if person is None:
        return f"Tổ chức giao và đánh giá kết quả thực hiện {cycle.task_word} năm {cycle.year}"
    whom = f"{person.address} {person.full_name}".strip()
    return f"Giao và đánh giá kết quả thực hiện {cycle.task_word} năm {cycle.year} của {whom}"
