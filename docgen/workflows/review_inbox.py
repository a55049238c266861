"""What waits for a person: shown with its reasons, accepted or rejected with a word that stays on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.intake.kinds import Kind, secrecy_mark
from docgen.media.apart import Helpers
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.answering import FormDesk, SecondLook
from docgen.paperwork.clearing import ink_mark
from docgen.paperwork.evidence import Before, forget_pictures, is_unchanged, lay_before, traits
from docgen.paperwork.filing import shelve_signed
from docgen.paperwork.founding import founding
from docgen.paperwork.shelfmarks import document_urn, open_shelf
from registry.dossier_facts import DossierMark
from registry.errors import RuleBroken
from registry.labels import DocumentState, Outcome
from registry.store.documents import record_of
from registry.store.dossier_filling import settle_place
from registry.store.dossier_records import marks_of_file, marks_of_papers
from registry.store.evidence import Deed, deeds_about
from registry.store.proving import settle_form, settle_signed
from registry.store.received import (
    FileRecord,
    PageProof,
    add_pages,
    agreed,
    cleared_files,
    close_superseded,
    decide_file,
    file_document,
    files_by_outcome,
    find_file,
    note_agreement,
    note_clearance,
    pages_held,
    settle_earlier,
)
from registry.store.values import DocumentRecord
from registry.store.verdicts import verdicts_of

WAITING = (Outcome.REVIEW, Outcome.WAITING)


def waiting_files(office: Office) -> tuple[FileRecord, ...]:
    """Received files that a person must look at or whose documents still miss pages."""
    with office.store.reading() as session:
        return files_by_outcome(session, WAITING)


__all__ = [
    "Before",
    "Evidence",
    "accept_file",
    "clear_file",
    "evidence_of",
    "laid_before",
    "reject_file",
    "waiting_files",
]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything a decision on a file rests on: the file laid before a person, its journal, its bytes proved again."""

    before: Before
    deeds: tuple[Deed, ...]
    is_unchanged: bool
    verdicts: tuple[Mapping[str, Any], ...]  # on its digital signatures, oldest first; () when it carries none
    dossiers: tuple[DossierMark, ...]  # where it or the papers in it lie


def laid_before(office: Office) -> tuple[Before, ...]:
    """The waiting files with candidates, and pictures of the pages in doubt where these may be kept."""
    files = waiting_files(office)
    if not files:
        return ()
    papers = traits(office)
    with office.store.reading() as session:
        cleared = cleared_files(session)
    with Helpers(min(1, office.settings.inbox.processes)) as helpers:
        return tuple(lay_before(office, helpers, file, papers, cleared) for file in files)


def evidence_of(office: Office, prefix: str) -> Evidence:
    """The evidence chain of one received file, whoever or whatever decided on it."""
    with office.store.reading() as session:
        file = find_file(session, prefix)
        deeds = deeds_about(session, file.sha256)
        verdicts = tuple(record.evidence for record in verdicts_of(session, file.sha256))
        papers = [str(row["document"]) for row in file.documents]
        found = {each.code: each for each in marks_of_papers(session, papers).values()}
        found |= {each.code: each for each in marks_of_file(session, file.sha256)}
        cleared = cleared_files(session)
    if file.outcome in WAITING:
        with Helpers(min(1, office.settings.inbox.processes)) as helpers:
            before = lay_before(office, helpers, file, traits(office), cleared)
    else:
        before = Before(file=file, candidates=(), pictures=())
    return Evidence(
        before=before,
        deeds=deeds,
        is_unchanged=is_unchanged(office, file),
        verdicts=verdicts,
        dossiers=tuple(found[code] for code in sorted(found)),
    )


def clear_file(office: Office, prefix: str, *, reason: str) -> Before:
    """A person opened the file and saw no secrecy mark: from now on its pages without our code are drawn too.

    Raises RuleBroken when no page of the file waits for that, or when a mark is seen on it now: in a name under which
    it came again, or by tesseract that was not there before.
    """
    with office.store.reading() as session:
        file = find_file(session, prefix)
    _require_waiting(file)
    papers = traits(office)
    with Helpers(min(1, office.settings.inbox.processes)) as helpers:
        _require_no_mark(office, helpers, file, lay_before(office, helpers, file, papers, ()).uncleared)
        with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
            note_clearance(session, file.sha256, office.actor)
        return lay_before(office, helpers, file, papers, {file.sha256})


def _require_no_mark(office: Office, helpers: Helpers, file: FileRecord, pages: Sequence[int]) -> None:
    if not pages:
        raise RuleBroken(tr("Tệp {sha} không có trang nào chờ xem dấu mật.", sha=file.sha256[:12]))
    kind, stored = Kind(file.kind), _stored(office, file)
    mark = secrecy_mark((), *file.names) or ink_mark(office, helpers, stored, kind, pages)
    if mark:
        forget_pictures(office, file)
        raise RuleBroken(
            tr("Tệp {sha} mang dấu chỉ độ mật “{mark}”: không giữ ảnh nào của tệp.", sha=file.sha256[:12], mark=mark),
            advice=tr("Từ chối tệp bằng “docgen inbox reject” và báo người phụ trách bí mật nhà nước."),
        )


def accept_file(
    office: Office, prefix: str, *, reason: str, pages: Mapping[str, Mapping[int, int]] | None = None
) -> FileRecord:
    """A person has looked: the file is kept as it is; with `pages` (document -> page -> page of the file) those
    pages are taken as that document's, and a document that is whole by it is filed.

    A form in which nothing is wrong counts by it; one that would take the place of a filed form waits on until a
    second person says so too, where the office asks for that. Raises RuleBroken when a named document is not issued or
    stays incomplete, and when both people are one.
    """
    with office.store.reading() as session:
        file = find_file(session, prefix)
    _require_waiting(file)
    if file.kind == "form" and (look := _looked_again(office, file)):
        return _take_form(office, file, look, reason)
    for document, places in (pages or {}).items():
        _file_by_hand(office, file, document, places, reason)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        decide_file(session, file.sha256, Outcome.FILED, by=office.actor, reason=reason)
        decided = find_file(session, file.sha256)
    forget_pictures(office, file)
    return decided


def _looked_again(office: Office, file: FileRecord) -> SecondLook | None:
    with Helpers(min(1, office.settings.inbox.processes)) as helpers:
        desk = FormDesk(office, open_shelf(office), helpers)
        codes = [str(row["document"]) for row in file.documents]
        return desk.look_again(_stored(office, file), codes, {str(problem["code"]) for problem in file.problems})


def _take_form(office: Office, file: FileRecord, look: SecondLook, reason: str) -> FileRecord:
    """The form counts as its own words say; alone nobody lets one take the place of a filed one."""
    record, now = look.record, office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        is_second = _is_second(session, office, file, record)
        if is_second is False:
            note_agreement(session, file.sha256, office.actor)
            return find_file(session, file.sha256)
        settle_form(session, record, look.answers, file.sha256, now)
        close_superseded(session, record.code, file.sha256, reason=tr("đã nhận phiếu đúng"))
        settle_place(session, record.code, document_urn(office, record.code), founding(office))
        file_document(session, file.sha256, record.code)
        decide_file(session, file.sha256, Outcome.FILED, by=office.actor, reason=reason)
        return find_file(session, file.sha256)


def _is_second(session: Any, office: Office, file: FileRecord, record: DocumentRecord) -> bool | None:
    """Whether this person is the second of two; None where one is enough."""
    if not (office.settings.inbox.four_eyes and record.state is DocumentState.FILED):
        return None
    before = agreed(session, file.sha256)
    if office.actor in before:
        raise RuleBroken(
            tr("{who} đã đồng ý thay phiếu này; cần một người khác.", who=office.actor),
            advice=tr("Người thứ hai xem tệp rồi chạy lại lệnh này với tên của mình (DOCGEN_ACTOR)."),
        )
    return bool(before)


def reject_file(office: Office, prefix: str, *, reason: str) -> FileRecord:
    """A person refuses the file: its bytes stay on the shelf as evidence, nothing is proved by it."""
    with office.store.reading() as session:
        file = find_file(session, prefix)
    _require_waiting(file)
    _require_proves_nothing(file)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        decide_file(session, file.sha256, Outcome.REFUSED, by=office.actor, reason=reason)
        decided = find_file(session, file.sha256)
    forget_pictures(office, file)
    return decided


def _require_waiting(file: FileRecord) -> None:
    if file.outcome not in WAITING:
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
        shelve_signed(office, open_shelf(office), {document.code: pages}, stored, helpers=helpers)
    proofs = [PageProof(document=document.code, position=place, page=page) for page, place in places.items()]
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        add_pages(session, file.sha256, proofs)
        settle_signed(session, document, file.sha256, now)
        settle_earlier(session, document.code)
        settle_place(session, document.code, document_urn(office, document.code), founding(office))


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
