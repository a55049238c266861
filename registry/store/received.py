"""Returned papers in the database: files by their hash, their arrivals, and the pages they prove.

Knows rows only; that a file lies on the shelf before its row is written is the workflow's duty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.errors import NotFound
from registry.labels import DocumentState, Outcome
from registry.model import Document, JournalEntry, Receipt, ReceivedFile, ReceivedPage
from registry.store.documents import find_document
from registry.store.keys import chunks
from registry.store.sealing import note_event

_AGREED, _CLEARED = "agreement", "clearance"
NOT_ISSUED = "document-not-issued"
"""Problem code of a signed paper that came back before it was issued."""


@dataclass(frozen=True, kw_only=True)
class PageProof:
    """One page of a received file (position, from 1) that is page `page` of a document."""

    document: str
    position: int
    page: int


@dataclass(frozen=True, kw_only=True)
class FileRecord:
    """A received file; `problems` and `documents` are the JSON rows of its outcome."""

    sha256: str
    size: int
    kind: str
    outcome: Outcome
    problems: tuple[Mapping[str, Any], ...]
    documents: tuple[Mapping[str, Any], ...]
    object_id: str
    stored_path: str
    names: tuple[str, ...]
    arrived_at: str
    pages: tuple[PageProof, ...] = ()
    decided_by: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A received file to be recorded."""

    sha256: str
    size: int
    kind: str
    outcome: Outcome
    problems: Sequence[Mapping[str, Any]]
    documents: Sequence[Mapping[str, Any]]
    object_id: str
    stored_path: str
    pages: Sequence[PageProof] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """A file that was dropped under a name; `arrival` tells which file on the disk it was, "" for none."""

    file: NewFile
    name: str
    arrival: str = ""


def arrived(session: Session, sha256s: Collection[str]) -> dict[str, FileRecord]:
    """Those files with these hashes that arrived before, by their hash."""
    query = select(ReceivedFile).where(ReceivedFile.sha256.in_(list(sha256s)))
    return {row.sha256: _record(session, row) for row in session.scalars(query)}


def received_file(session: Session, sha256: str) -> FileRecord | None:
    """The file with that hash, None when these bytes never arrived."""
    row = _find(session, sha256)
    return _record(session, row) if row else None


def _find(session: Session, sha256: str) -> ReceivedFile | None:
    return session.scalar(select(ReceivedFile).where(ReceivedFile.sha256 == sha256))


def note_arrival(session: Session, sha256: str, name: str, at: dt.datetime, *, arrival: str = "") -> None:
    """Note that known bytes arrived (again) under `name`.

    `arrival` tells which file it was: one that was noted, and found again because its taking was cut off before it
    left the inbox, is not noted twice.
    """
    row = _require(session, sha256)
    if not arrival or all(receipt.arrival != arrival for receipt in row.receipts):
        row.receipts.append(_receipt(name, at, arrival))


def _receipt(name: str, at: dt.datetime, arrival: str) -> Receipt:
    return Receipt(original_name=name, arrived_at=at.isoformat(timespec="milliseconds"), arrival=arrival or None)


def record_file(session: Session, new: NewFile, *, name: str, at: dt.datetime, arrival: str = "") -> None:
    """Write the outcome of one file; see `record_files`."""
    record_files(session, [Dropped(file=new, name=name, arrival=arrival)], at=at)


def record_files(session: Session, dropped: Sequence[Dropped], *, at: dt.datetime) -> None:
    """Write the outcomes of different files; for known bytes the newer outcome replaces the waiting one."""
    hashes = [each.file.sha256 for each in dropped]
    known = {row.sha256: row for row in session.scalars(select(ReceivedFile).where(ReceivedFile.sha256.in_(hashes)))}
    keys = _keys_of(session, {proof.document for each in dropped for proof in each.file.pages})
    for each in dropped:
        new = each.file
        row = known.get(new.sha256) or _new_row(session, each, at)
        row.outcome, row.problems, row.documents = new.outcome.value, list(new.problems), list(new.documents)
        row.object_id, row.stored_path = new.object_id, new.stored_path
        _add_pages(row, new.pages, keys)
    session.flush()


def _new_row(session: Session, dropped: Dropped, at: dt.datetime) -> ReceivedFile:
    new = dropped.file
    row = ReceivedFile(sha256=new.sha256, size=new.size, kind=new.kind, decided_by="", reason="")
    row.receipts.append(_receipt(dropped.name, at, dropped.arrival))
    session.add(row)
    return row


def _keys_of(session: Session, codes: Collection[str]) -> dict[str, int]:
    """Keys of papers by their codes; NotFound when one is not there."""
    keys: dict[str, int] = {}
    for some in chunks(sorted({code.upper() for code in codes})):
        rows = session.execute(select(Document.code, Document.id).where(Document.code.in_(some)))
        keys.update((row.code, row.id) for row in rows)
    return {code: keys.get(code.upper()) or find_document(session, code).id for code in codes}


def note_moved(session: Session, places: Mapping[str, str]) -> None:
    """Folders were moved, old path -> new one, as the registry notes them: their files are noted at the new place."""
    for row in session.scalars(select(ReceivedFile).order_by(ReceivedFile.id)):
        for before, after in places.items():
            if row.stored_path.startswith(f"{before}/"):
                row.stored_path = after + row.stored_path.removeprefix(before)


def decide_file(session: Session, sha256: str, outcome: Outcome, *, by: str, reason: str) -> None:
    """A person's word on a file that waited; what the machine found stays beside it."""
    row = _require(session, sha256)
    row.outcome, row.decided_by, row.reason = outcome.value, by, reason


def file_document(session: Session, sha256: str, document: str) -> None:
    """A person took a document in a file: it is filed now, with what was found of it beside."""
    row = _require(session, sha256)
    row.documents = [
        {**entry, "outcome": Outcome.FILED.value} if entry["document"] == document else entry for entry in row.documents
    ]


def note_agreement(session: Session, sha256: str, by: str) -> None:
    """One of two people agreed; the file waits on for the other."""
    note_event(session, _AGREED, ReceivedFile.__tablename__, str(_require(session, sha256).id), {"by": by})


def agreed(session: Session, sha256: str) -> tuple[str, ...]:
    """Who agreed so far, in order."""
    key = str(_require(session, sha256).id)
    query = select(JournalEntry).where(
        JournalEntry.entity == ReceivedFile.__tablename__, JournalEntry.entity_key == key
    )
    entries = session.scalars(query.where(JournalEntry.action == _AGREED).order_by(JournalEntry.sequence))
    return tuple(str(entry.after["by"]) for entry in entries)


def note_clearance(session: Session, sha256: str, by: str) -> None:
    """A person looked at the file itself and saw no secrecy mark on it."""
    note_event(session, _CLEARED, ReceivedFile.__tablename__, str(_require(session, sha256).id), {"by": by})


def cleared_files(session: Session) -> frozenset[str]:
    """Hashes of the files of which a person said so."""
    query = select(JournalEntry.entity_key).where(
        JournalEntry.entity == ReceivedFile.__tablename__, JournalEntry.action == _CLEARED
    )
    keys = sorted({int(key) for key in session.scalars(query)})
    chosen = (select(ReceivedFile.sha256).where(ReceivedFile.id.in_(some)) for some in chunks(keys))
    return frozenset(sha256 for each in chosen for sha256 in session.scalars(each))


def _require(session: Session, prefix: str) -> ReceivedFile:
    rows = list(session.scalars(select(ReceivedFile).where(ReceivedFile.sha256.startswith(prefix.lower()))))
    if len(rows) != 1:
        raise NotFound(
            f"Không xác định được tệp “{prefix}”.",
            advice="Dùng mã tệp trong “docgen inbox review”, đủ dài để chỉ một tệp.",
        )
    return rows[0]


def find_file(session: Session, prefix: str) -> FileRecord:
    """The one file whose hash begins with `prefix`; NotFound when none or several do."""
    return _record(session, _require(session, prefix))


def files_by_outcome(session: Session, outcomes: Sequence[Outcome]) -> tuple[FileRecord, ...]:
    """Received files with one of `outcomes`, in order of arrival; all files for an empty sequence."""
    query = select(ReceivedFile).options(selectinload(ReceivedFile.receipts)).order_by(ReceivedFile.id)
    if outcomes:
        query = query.where(ReceivedFile.outcome.in_([outcome.value for outcome in outcomes]))
    return tuple(_record(session, row) for row in session.scalars(query))


def pages_held(session: Session, document: str) -> dict[int, tuple[str, int]]:
    """Pages of a document that already came back: page -> (file hash, position in that file)."""
    return pages_held_of(session, {document}).get(document, {})


def pages_held_of(session: Session, documents: Collection[str]) -> dict[str, dict[int, tuple[str, int]]]:
    """The same for many documents; one of which nothing came back is left out."""
    query = (
        select(Document.code, ReceivedPage.page, ReceivedFile.sha256, ReceivedPage.position)
        .select_from(ReceivedPage)
        .join(ReceivedFile)
        .join(Document)
        .where(Document.code.in_(documents), ReceivedFile.outcome != Outcome.REFUSED.value)
        .order_by(ReceivedPage.id)
    )
    held: dict[str, dict[int, tuple[str, int]]] = {}
    for code, page, sha256, position in session.execute(query):
        held.setdefault(code, {}).setdefault(page, (sha256, position))
    return held


def _record(session: Session, row: ReceivedFile) -> FileRecord:
    codes = {
        found.id: found.code
        for found in session.execute(
            select(Document.id, Document.code).where(Document.id.in_({page.document_id for page in row.pages}))
        )
    }
    return FileRecord(
        sha256=row.sha256,
        size=row.size,
        kind=row.kind,
        outcome=Outcome(row.outcome),
        problems=tuple(row.problems),
        documents=tuple(row.documents),
        object_id=row.object_id,
        stored_path=row.stored_path,
        names=tuple(receipt.original_name for receipt in row.receipts),
        arrived_at=row.receipts[0].arrived_at,
        pages=tuple(
            PageProof(document=codes[page.document_id], position=page.position, page=page.page) for page in row.pages
        ),
        decided_by=row.decided_by,
        reason=row.reason,
    )


def settle_earlier(session: Session, document: str) -> None:
    """A document became whole: in every file that held its pages it no longer waits."""
    settle_all_earlier(session, {document})


def settle_all_earlier(session: Session, documents: AbstractSet[str]) -> None:
    """The same for many documents."""
    query = select(ReceivedFile).where(ReceivedFile.outcome.in_([Outcome.WAITING.value, Outcome.REVIEW.value]))
    for row in session.scalars(query):
        rows = [dict(entry) for entry in row.documents]
        changed = [
            entry for entry in rows if entry["document"] in documents and entry["outcome"] == Outcome.WAITING.value
        ]
        for entry in changed:
            entry["outcome"], entry["problems"] = Outcome.FILED.value, []
        if changed:
            row.documents = rows
            if row.outcome == Outcome.WAITING.value and all(e["outcome"] == Outcome.FILED.value for e in rows):
                row.outcome = Outcome.FILED.value


def add_pages(session: Session, sha256: str, proofs: Sequence[PageProof]) -> None:
    """A person said which pages of a file are whose."""
    _add_pages(_require(session, sha256), proofs, _keys_of(session, {proof.document for proof in proofs}))
    session.flush()


def _add_pages(row: ReceivedFile, proofs: Sequence[PageProof], keys: Mapping[str, int]) -> None:
    present = {page.position for page in row.pages}
    for proof in proofs:
        if proof.position not in present:
            row.pages.append(ReceivedPage(document_id=keys[proof.document], position=proof.position, page=proof.page))


def early_files(session: Session) -> tuple[FileRecord, ...]:
    """Files that came back whole before their papers were issued, now that all those papers are."""
    waiting = files_by_outcome(session, (Outcome.REVIEW,))
    return tuple(file for file in waiting if not file.decided_by and _came_early(session, file))


def _came_early(session: Session, file: FileRecord) -> bool:
    codes = [row["document"] for row in file.documents]
    is_early = all({p["code"] for p in row["problems"]} == {NOT_ISSUED} for row in file.documents)
    states = {find_document(session, code).state for code in codes} if is_early else set()
    return states == {DocumentState.ISSUED.value}


def close_superseded(session: Session, document: str, sha256: str, *, reason: str) -> None:
    """A right form was filed: wrong ones of the same document wait no more; they stay as evidence."""
    query = select(ReceivedFile).where(ReceivedFile.outcome == Outcome.REVIEW.value, ReceivedFile.sha256 != sha256)
    for row in session.scalars(query):
        if row.kind == "form" and [entry["document"] for entry in row.documents] == [document]:
            row.outcome, row.decided_by, row.reason = Outcome.REFUSED.value, "docgen", reason
