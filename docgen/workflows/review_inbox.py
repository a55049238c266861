"""What waits for a person: shown with its reasons, accepted or rejected with a word that stays on record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.media.apart import Helpers
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.filing import shelve_signed
from docgen.paperwork.shelfmarks import open_shelf
from registry.errors import RuleBroken
from registry.labels import DocumentState, Outcome
from registry.store.documents import record_of
from registry.store.proving import settle_signed
from registry.store.received import (
    FileRecord,
    PageProof,
    add_pages,
    decide_file,
    files_by_outcome,
    find_file,
    pages_held,
    settle_earlier,
)
from registry.store.values import DocumentRecord


def waiting_files(office: Office) -> tuple[FileRecord, ...]:
    """Received files that a person must look at or whose documents still miss pages."""
    with office.store.reading() as session:
        return files_by_outcome(session, (Outcome.REVIEW, Outcome.WAITING))


def accept_file(
    office: Office, prefix: str, *, reason: str, pages: Mapping[str, Mapping[int, int]] | None = None
) -> FileRecord:
    """A person has looked: the file is kept as it is; with `pages` (document -> page -> page of the file) those
    pages are taken as that document's, and a document that is whole by it is filed.

    Raises RuleBroken when a named document is not issued or stays incomplete.
    """
    with office.store.reading() as session:
        file = find_file(session, prefix)
    _require_waiting(file)
    for document, places in (pages or {}).items():
        _file_by_hand(office, file, document, places, reason)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        decide_file(session, file.sha256, Outcome.FILED, by=office.actor, reason=reason)
        return find_file(session, file.sha256)


def reject_file(office: Office, prefix: str, *, reason: str) -> FileRecord:
    """A person refuses the file: its bytes stay on the shelf as evidence, nothing is proved by it."""
    with office.store.reading() as session:
        file = find_file(session, prefix)
    _require_waiting(file)
    _require_proves_nothing(file)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        decide_file(session, file.sha256, Outcome.REFUSED, by=office.actor, reason=reason)
        return find_file(session, file.sha256)


def _require_waiting(file: FileRecord) -> None:
    if file.outcome not in {Outcome.REVIEW, Outcome.WAITING}:
        raise RuleBroken(
            tr("Tệp {sha} không chờ xem: {outcome}.", sha=file.sha256[:12], outcome=file.outcome.label),
            advice=tr("Xem danh sách chờ bằng “docgen inbox review”."),
        )


def _require_proves_nothing(file: FileRecord) -> None:
    filed = [str(row["document"]) for row in file.documents if row["outcome"] == Outcome.FILED.value]
    if filed:
        raise RuleBroken(
            tr(
                "Tệp {sha} đã là bằng chứng của {count} văn bản, không từ chối cả tệp được.",
                sha=file.sha256[:12],
                count=len(filed),
            ),
            advice=tr("Xem xong phần còn lại thì dùng “docgen inbox accept”; văn bản sai thì thu hồi văn bản đó."),
        )


def _file_by_hand(office: Office, file: FileRecord, code: str, places: Mapping[int, int], reason: str) -> None:
    with office.store.reading() as session:
        document = record_of(session, code)
        held = pages_held(session, document.code)
        wanted = {page: (file.sha256, position) for page, position in places.items()}
        pages = {**held, **wanted}
        stored = {sha: _stored(office, find_file(session, sha)) for sha, _ in pages.values()}
    _require_whole(document, pages)
    with Helpers(min(1, office.settings.inbox.processes)) as helpers:
        shelve_signed(office, open_shelf(office), document.code, pages, stored, helpers=helpers)
    proofs = [PageProof(document=document.code, position=place, page=page) for page, place in places.items()]
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        add_pages(session, file.sha256, proofs)
        settle_signed(session, document, file.sha256, now)
        settle_earlier(session, document.code)


def _stored(office: Office, file: FileRecord) -> Path:
    return office.folder / file.stored_path


def _require_whole(document: DocumentRecord, pages: Mapping[int, object]) -> None:
    if document.state is not DocumentState.ISSUED:
        raise RuleBroken(
            tr("Văn bản {code} đang “{state}”, không lưu bản ký được.", code=document.code, state=document.state.label)
        )
    missing = [str(page) for page in range(1, (document.pages or 0) + 1) if page not in pages]
    if missing:
        raise RuleBroken(tr("Văn bản {code} còn thiếu trang {pages}.", code=document.code, pages=", ".join(missing)))
