"""Hồ sơ as frozen values with their papers and holds, and the papers that have no hồ sơ yet.

Knows how rows become `registry.dossier_facts.Dossier`; changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.dossier_facts import Dossier, DossierMark, DossierPaper, Hold, Retention, SharedPaper
from registry.labels import DocumentKind, DocumentState, DossierKind, DossierState, EntryState, Regime, RetentionStart
from registry.model import Cycle, Document, DossierHold, DossierItem, ReceivedFile, RegisterEntry
from registry.model import Dossier as DossierRow
from registry.store.documents import document_records
from registry.store.dossier_shared import shared_papers
from registry.store.dossiers import find_dossier
from registry.store.keys import chunks
from registry.store.values import DocumentRecord

_NO_PAPERS = frozenset({DocumentState.WITHDRAWN.value})
"""A paper whose number was cancelled leaves its row in the register and nothing in the dossier."""


def dossier_record(session: Session, code: str) -> Dossier:
    """One dossier; NotFound when there is none of that code."""
    find_dossier(session, code)
    return dossier_records(session, codes={code.strip()})[0]


def dossier_records(
    session: Session,
    *,
    codes: Collection[str] = (),
    kinds: Collection[DossierKind] = (),
    states: Collection[DossierState] = (),
    year: int | None = None,
) -> tuple[Dossier, ...]:
    """Dossiers in the order of their codes; an empty filter lets everything through."""
    query = select(DossierRow).options(
        joinedload(DossierRow.cycle),
        joinedload(DossierRow.person),
        selectinload(DossierRow.holds),
        selectinload(DossierRow.items).joinedload(DossierItem.document),
        selectinload(DossierRow.items).joinedload(DossierItem.file),
    )
    if kinds:
        query = query.where(DossierRow.kind.in_([kind.value for kind in kinds]))
    if states:
        query = query.where(DossierRow.state.in_([state.value for state in states]))
    if year is not None:
        query = query.join(Cycle).where(Cycle.year == year)
    query = query.order_by(DossierRow.agency, DossierRow.formed_in, DossierRow.number, DossierRow.code)
    query = query.execution_options(populate_existing=True)  # papers may have been put in by this unit of work
    if not codes:
        return _dossiers(session, session.scalars(query).all())
    found: list[Dossier] = []
    for some in chunks(sorted(codes)):
        found += _dossiers(session, session.scalars(query.where(DossierRow.code.in_(some))).all())
    return tuple(found)


def _dossiers(session: Session, rows: Sequence[DossierRow]) -> tuple[Dossier, ...]:
    shared = shared_papers(session, rows)
    return tuple(_dossier(row, shared.get((row.person_id or 0, row.cycle_id or 0), ())) for row in rows)


def marks_of_papers(session: Session, codes: Collection[str]) -> dict[str, DossierMark]:
    """Per code of a paper the dossier it lies in; papers without one are left out."""
    found: dict[str, DossierMark] = {}
    for some in chunks(sorted(codes)):
        query = select(Document.code, DossierRow).join(DossierItem, DossierItem.document_id == Document.id)
        query = query.join(DossierRow, DossierRow.id == DossierItem.dossier_id).where(Document.code.in_(some))
        for code, row in session.execute(query.options(selectinload(DossierRow.holds))):
            found[code] = _mark(row)
    return found


def marks_of_file(session: Session, sha256: str) -> tuple[DossierMark, ...]:
    """The dossiers a received file lies in for itself."""
    query = select(DossierRow).join(DossierItem).join(ReceivedFile).where(ReceivedFile.sha256 == sha256)
    rows = session.scalars(query.options(selectinload(DossierRow.holds)).order_by(DossierRow.id))
    return tuple(_mark(row) for row in rows)


def _mark(row: DossierRow) -> DossierMark:
    reasons = tuple(hold.reason for hold in row.holds if hold.released_at is None)
    return DossierMark(code=row.code, state=DossierState(row.state), hold_reasons=reasons)


def papers_outside(session: Session) -> tuple[DocumentRecord, ...]:
    """Registered and filed papers that lie in no dossier (luu-tru.md, requirement 5); the oldest first."""
    registered = exists().where(RegisterEntry.document_id == Document.id, RegisterEntry.state == EntryState.GIVEN.value)
    placed = exists().where(DossierItem.document_id == Document.id)
    on_record = registered | (Document.state == DocumentState.FILED.value)
    is_book = (Document.kind == DocumentKind.REGISTER_BOOK.value) & (Document.state == DocumentState.ISSUED.value)
    query = select(Document.code).where(on_record | is_book, ~placed, Document.state != DocumentState.WITHDRAWN.value)
    codes = list(session.scalars(query.order_by(Document.id)))
    if not codes:
        return ()
    records = {record.code: record for some in chunks(codes) for record in document_records(session, codes=some)}
    return tuple(records[code] for code in codes)


def _dossier(row: DossierRow, shared: tuple[SharedPaper, ...]) -> Dossier:
    return Dossier(
        code=row.code,
        object_id=row.object_id,
        agency=row.agency,
        fonds=row.fonds,
        body=row.body,
        regime=Regime(row.regime),
        formed_in=row.formed_in,
        number=row.number,
        kind=DossierKind(row.kind),
        year=row.cycle.year if row.cycle else None,
        person=row.person.code if row.person else None,
        person_name=row.person.full_name if row.person else "",
        title=row.title,
        state=DossierState(row.state),
        access=row.access,
        retention=Retention(
            years=row.retention_years,
            start=RetentionStart(row.retention_start),
            rule=row.retention_rule,
            basis=row.retention_basis,
        ),
        opened_at=row.opened_at,
        ended_on=row.ended_on,
        closed_at=row.closed_at or "",
        closed_by=row.closed_by,
        documents=row.documents,
        pages=row.pages,
        due_on=row.due_on,
        handed_over_on=row.handed_over_on,
        handed_over_to=row.handed_over_to,
        reason=row.reason,
        papers=_papers(row.items),
        holds=tuple(_hold(hold) for hold in row.holds),
        shared=shared,
    )


def _papers(items: Sequence[DossierItem]) -> tuple[DossierPaper, ...]:
    shown = [item for item in items if item.document is None or item.document.state not in _NO_PAPERS]
    return tuple(_paper(ordinal, item) for ordinal, item in enumerate(shown, start=1))


def _paper(ordinal: int, item: DossierItem) -> DossierPaper:
    document, file = item.document, item.file
    pages = item.pages if item.pages is not None or document is None else document.pages
    return DossierPaper(
        ordinal=ordinal,
        document=document.code if document else None,
        sha256=file.sha256 if file else None,
        kind=DocumentKind(document.kind) if document else None,
        state=DocumentState(document.state) if document else None,
        type_name=item.type_name,
        number_text=item.number_text,
        dated=item.dated,
        subject=item.subject,
        author=item.author,
        pages=pages,
        object_id=document.object_id if document else file.object_id if file else "",
        note=item.note,
        added_at=item.added_at,
    )


def _hold(row: DossierHold) -> Hold:
    return Hold(
        reason=row.reason,
        held_at=row.held_at,
        held_by=row.held_by,
        released_at=row.released_at or "",
        released_by=row.released_by,
        release_reason=row.release_reason,
    )
