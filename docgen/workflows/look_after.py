"""Looking after the office: what it holds, what waits for whom, whether journal and shelf are whole."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.archive.audit import AuditReport, audit
from docgen.archive.foundation import altered_files
from docgen.errors import ShelfDamaged, UsageError
from docgen.intake.folder import present
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.destroying import destruction_problems
from docgen.paperwork.numbers import early_warnings, signers
from docgen.paperwork.shelfmarks import open_shelf
from registry.labels import DocumentKind, DocumentState, EntryState, Outcome, TaskState
from registry.problems import Place, Problem
from registry.rules.lifecycle import BINDING_PAPER, LIVE_PAPER, waits_for
from registry.rules.numbering import takes_number
from registry.store.amending import ChangeGroup, open_changes
from registry.store.disposals import due_count, running_lists, tombstones
from registry.store.documents import document_records
from registry.store.journal import KeptHead, verify_chain
from registry.store.received import FileRecord, files_by_outcome
from registry.store.register_rows import EntryRecord, register_entries
from registry.store.replications import known_copies
from registry.store.values import DocumentRecord
from registry.store.whole import (
    dump_changes,
    dump_disposals,
    dump_documents,
    dump_dossiers,
    dump_journal,
    dump_received,
    dump_registers,
    dump_tasks,
    waiting_counts,
)

Told = Callable[[int, int], None]
HEAD = re.compile(r"(?:([1-9]\d*):)?([0-9a-f]{16,64})")  # of the hash, enough letters that nobody finds another entry
Waiting = tuple[str, int, str]  # what waits, how many, what to do next
UNISSUED = LIVE_PAPER - BINDING_PAPER
NEXT_STEP = {
    DocumentState.DRAFT: "in trình ký",
    DocumentState.PRINTED: "ký và ghi nhận đã ký",
    DocumentState.SIGNED: "cấp số",
    DocumentState.NUMBERED: "ban hành",
    DocumentState.ISSUED: "trả bản ký về thư mục nhận",
}
NUMBER_FIRST_STEP = {
    **NEXT_STEP,
    DocumentState.DRAFT: "cấp số",
    DocumentState.NUMBERED: "in trình ký",
    DocumentState.SIGNED: "ban hành",
}
NEVER_SIGNED = frozenset({DocumentKind.HANDOUT, DocumentKind.REGISTER_BOOK})
FILE_HINT = "docgen register file"


@dataclass(frozen=True, kw_only=True)
class Status:
    """The office at a glance.

    `journal` is the number of entries, `head` the hash to keep outside, `witness` the newest entry that the file
    beside the database vouches for (0: none yet).
    """

    name: str
    today: dt.date
    counts: dict[str, dict[str, int]]
    waiting: tuple[Waiting, ...]
    inbox: int
    journal: int
    head: str
    witness: int


@dataclass(frozen=True, kw_only=True)
class Verified:
    """Shelf and record compared: the auditor's report and what the registry misses on the shelf."""

    report: AuditReport
    missing: tuple[Problem, ...]

    @property
    def damages(self) -> tuple[Problem, ...]:
        """Everything that is wrong, shelf first."""
        return (*self.report.damages, *self.missing)


def status(office: Office, kept: Sequence[str] = (), *, tell: Told | None = None) -> Status:
    """What the office holds and what waits; ChainBroken when the journal is not whole or misses a head that was kept.

    `kept` are heads as `status` printed them, SEQUENCE:HASH or the hash alone; `tell` hears how many entries are
    proved.
    """
    heads = [_kept_head(word) for word in kept]
    witnessed = office.witness.heads()  # before the look at the database, which may only be ahead of it
    with office.store.reading() as session:
        journal, head = verify_chain(session, (*witnessed, *heads), tell=tell)
        counts = waiting_counts(session, office.settings.campaign.year)
        records = document_records(session)
        entries = register_entries(session)
        disposals = running_lists(session), due_count(session, office.clock.today())
        holding = sum(bool(copy.lists) for copy in known_copies(session))
        undrafted = [group for group in open_changes(session, office.settings.campaign.year) if group.draft is None]
    waiting: dict[tuple[str, str], int] = {}
    for record in records:
        if record.state in LIVE_PAPER - {DocumentState.FILED} and record.kind not in NEVER_SIGNED:
            step = record.kind.label, _next(office, record)
            waiting[step] = waiting.get(step, 0) + 1
    rows = [(kind, number, step) for (kind, step), number in waiting.items()]
    return Status(
        name=office.settings.office.name,
        today=office.clock.today(),
        counts=counts,
        waiting=(
            *_before_papers(records, counts),
            *_before_amendments(undrafted),
            *rows,
            *_out_of_authority(office, records),
            *_in_registers(entries),
            *_before_councils(*disposals, holding),
            *_at_the_inbox(counts),
        ),
        inbox=len(present(office.inbox).files),
        journal=journal,
        head=head,
        witness=max((each.sequence or 0 for each in witnessed), default=0),
    )


def _kept_head(word: str) -> KeptHead:
    found = HEAD.fullmatch(word.strip().lower())
    if found is None:
        raise UsageError(
            tr("“{word}” không phải mã cuối của nhật ký.", word=word),
            advice=tr("Chép đúng SỐ:MÃ mà “docgen status” đã in, ít nhất 16 chữ của mã."),
        )
    return KeptHead(hash=found[2], sequence=int(found[1]) if found[1] else None, place=tr("mã đã cất"))


def _before_papers(records: Sequence[DocumentRecord], counts: Mapping[str, Mapping[str, int]]) -> list[Waiting]:
    """Tasks without a decision and decisions without a form."""
    worded = {task for r in records if r.kind is DocumentKind.DECISION and r.state in LIVE_PAPER for task in r.tasks}
    approved = counts["tasks"].get(TaskState.APPROVED.value, 0)
    drafted = sum(task in worded for r in records if r.state in UNISSUED for task in r.tasks)
    filed = {r.code for r in records if (r.kind, r.state) == (DocumentKind.DECISION, DocumentState.FILED)}
    sent = {r.about for r in records if r.kind is DocumentKind.SELF_ASSESSMENT and r.state in LIVE_PAPER}
    followed = {r.replaces for r in records if r.state in LIVE_PAPER}
    replaced = [r for r in records if r.replace_reason and r.state in BINDING_PAPER and r.code not in followed]
    rows = [
        (tr("Nhiệm vụ chưa có quyết định"), approved - drafted, "docgen decisions draft"),
        (tr("Quyết định chưa gửi phiếu tự đánh giá"), len(filed - sent), "docgen forms draft"),
        (tr("Văn bản chờ văn bản thay thế"), len(replaced), "docgen decisions draft"),
    ]
    return [row for row in rows if row[1] > 0]


def _out_of_authority(office: Office, records: Sequence[DocumentRecord]) -> list[Waiting]:
    """Papers on their way that will be refused, because body or signatory may no longer sign today."""
    on_their_way = [r for r in records if r.state in UNISSUED and takes_number(r.kind) and not _is_done_but_issued(r)]
    today = office.clock.today()
    refused = {pair for pair in set(signers(on_their_way)) if early_warnings(office, *pair, today)}
    number = sum((r.symbol, r.signatory) in refused for r in on_their_way)
    step = tr("kiểm tra người ký, cơ quan ban hành trong office.toml")
    return [(tr("Văn bản mà cơ quan hoặc người ký không còn thẩm quyền"), number, step)] if number else []


def _is_done_but_issued(record: DocumentRecord) -> bool:
    return waits_for(record.state, DocumentState.ISSUED, number_first=record.number_first)


def _in_registers(entries: Sequence[EntryRecord]) -> list[Waiting]:
    """Registered papers without a hồ sơ, and numbers that are kept and not used."""
    kept = sum(entry.state is EntryState.RESERVED for entry in entries)
    rows = [
        (tr("Văn bản đã vào sổ chưa có mã hồ sơ"), sum(entry.lacks_dossier for entry in entries), FILE_HINT),
        (tr("Số đang giữ chưa dùng"), kept, "docgen register gaps"),
    ]
    return [row for row in rows if row[1] > 0]


def _before_councils(lists: int, over: int, holding: int) -> list[Waiting]:
    """Dossiers whose time is over, lists that wait for the council or for the removal it decided, and backups that
    still hold what was removed.
    """
    rows = [
        (tr("Hồ sơ hết thời hạn lưu"), over, "docgen dossiers propose"),
        (tr("Danh sách xét hủy chưa xong"), lists, "docgen dossiers disposals"),
        (tr("Bản sao lưu còn nội dung đã hủy"), holding, "docgen dossiers copies"),
    ]
    return [row for row in rows if row[1] > 0]


def _before_amendments(groups: Sequence[ChangeGroup]) -> list[Waiting]:
    """Changes of tasks that nobody has drafted a decision for."""
    number = sum(len(group.changes) for group in groups)
    return [(tr("Đề nghị điều chỉnh chưa soạn quyết định"), number, "docgen changes draft")] if number else []


def _at_the_inbox(counts: Mapping[str, Mapping[str, int]]) -> list[Waiting]:
    """Received files that a person must look at or that still miss pages."""
    received = counts["received"]
    number = received.get(Outcome.REVIEW.value, 0) + received.get(Outcome.WAITING.value, 0)
    return [(tr("Tệp nhận về chờ người xem"), number, "docgen inbox review")] if number else []


def _next(office: Office, record: DocumentRecord) -> str:
    """What the paper waits for; an office that numbers first takes number and print in the other order."""
    if record.kind is DocumentKind.SELF_ASSESSMENT:
        return tr("chờ cá nhân điền và gửi lại")
    is_draft = record.state is DocumentState.DRAFT
    first = record.number_first or (is_draft and office.settings.numbering.number_first)
    return (NUMBER_FIRST_STEP if first else NEXT_STEP)[record.state]


def dump(office: Office) -> dict[str, Any]:
    """Everything as one structure: tasks, documents, registers, received files, journal."""
    with office.store.reading() as session:
        return {
            "office": office.settings.office.name,
            "today": office.clock.today().isoformat(),
            "tasks": dump_tasks(session, office.settings.campaign.year),
            "changes": dump_changes(session, office.settings.campaign.year),
            "documents": dump_documents(session),
            "registers": dump_registers(session),
            "dossiers": dump_dossiers(session),
            "disposals": dump_disposals(session),
            "received": dump_received(session),
            "journal": dump_journal(session),
        }


def verify_shelf(office: Office, *, tell: Told | None = None) -> Verified:
    """Audit the shelf and look for every received file the registry knows; changes nothing."""
    report, witnessed = audit(office.archive), office.witness.heads()
    with office.store.reading() as session:
        verify_chain(session, witnessed, tell=tell)
        files, stones = files_by_outcome(session, ()), tombstones(session)
    lost = [problem for file in files if file.object_id not in stones for problem in _missing(office, file)]
    shelf = open_shelf(office, everywhere=True)
    laid = [_altered(path) for path in altered_files(shelf.root)]
    return Verified(report=report, missing=(*laid, *lost, *destruction_problems(shelf, stones)))


def _altered(path: str) -> Problem:
    message = tr("Tệp của chính kho không còn như lúc lập kho.")
    return Problem(code="root-altered", message=message, place=Place(file=path))


def _missing(office: Office, file: FileRecord) -> list[Problem]:
    path = office.folder / file.stored_path
    if file.outcome is not Outcome.REFUSED and not path.is_file():
        message = tr("Sổ ghi đã lưu tệp này nhưng trên kho không có.")
        return [Problem(code="file-lost", message=message, place=Place(file=file.stored_path))]
    return []


def require_whole(verified: Verified) -> None:
    """Raise ShelfDamaged naming what is wrong, for callers that must not go on."""
    if verified.damages:
        shown = "; ".join(str(problem) for problem in verified.damages[:10])
        raise ShelfDamaged(
            tr("Kho lưu trữ bị hỏng: {shown}", shown=shown),
            advice=tr("Không sửa tay trong kho; khôi phục tệp nêu trên từ bản sao."),
        )


def made_file(office: Office, path: str) -> Path:
    """The full path of a made file as the registry notes it."""
    return office.folder / path
