"""Xét hủy: what is due is listed, the council's filed record decides, then the content goes and its facts stay.

Nothing is removed by itself. Tombstones are written before the first object goes, so that an interruption is known and
finished by the same command; the list is done only when everything is gone (luu-tru.md, requirements 55 and 56).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen import sheets
from docgen.archive.shelf import Shelf
from docgen.errors import ShelfDamaged, UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.destroying import Doomed, Kept, doomed_by, in_quarantine, remove_copies, tombstones_for
from docgen.paperwork.dossier_desk import keep_dossier
from docgen.paperwork.evidence import is_unchanged
from docgen.paperwork.founding import founding
from docgen.paperwork.shelfmarks import open_shelf
from registry.dossier_facts import DisposalList, DisposalRow
from registry.labels import Disposition
from registry.store import disposals as council
from registry.store.dossier_keeping import hold_dossier
from registry.store.dossiers import put_record
from registry.store.received import find_file
from registry.store.replications import KnownCopy, known_copies, note_copy_gone

_HEADINGS = (
    "STT",
    "Mã hồ sơ",
    "Tiêu đề hồ sơ",
    "Thời gian tài liệu",
    "Số văn bản",
    "Số trang",
    "Thời hạn lưu trữ",
    "Căn cứ",
    "Hết hạn ngày",
    "Ý kiến hội đồng",
    "Lý do",
)


def propose(office: Office, *, reason: str) -> DisposalList:
    """Put every due dossier that nobody holds on a list for the council."""
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        listed = council.propose(session, at=now, by=office.actor, reason=reason)
        _keep_all(office, listed, tr("đưa vào xem xét hủy"))
    return listed


def withdraw(office: Office, code: str, *, reason: str) -> DisposalList:
    """Take back a list that no council decided on."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        listed = council.withdraw(session, code, reason=reason)
        _keep_all(office, listed, tr("rút khỏi danh sách xét hủy"))
    return listed


def lists(office: Office) -> tuple[DisposalList, ...]:
    """All lists, oldest first."""
    with office.store.reading() as session:
        return council.disposal_records(session)


def write_lists(office: Office, target: Path) -> int:
    """All lists as a workbook, a sheet each, for the council to work with; how many there are."""
    found = lists(office)
    if target.suffix.lower() != ".xlsx":
        raise UsageError(tr("Danh sách xét hủy ghi ra tệp .xlsx: {file}", file=target))
    sheets.write_tables(target, [_sheet(listed) for listed in found])
    return len(found)


def _sheet(listed: DisposalList) -> sheets.Table:
    rows = [_cells(number, row) for number, row in enumerate(listed.rows, start=1)]
    return sheets.Table(
        name=listed.code,
        title=tr("DANH SÁCH HỒ SƠ XEM XÉT HỦY"),
        notes=(listed.code, listed.state.label, listed.reason),
        headings=_HEADINGS,
        rows=rows,
    )


def _cells(number: int, row: DisposalRow) -> tuple[str, ...]:
    dossier = row.dossier
    days = " - ".join(f"{day:%d/%m/%Y}" for day in (dossier.began_on, dossier.last_on) if day)
    counts = str(dossier.document_count), str(dossier.page_count)
    period = dossier.retention.label, dossier.retention.basis, f"{dossier.due_on:%d/%m/%Y}" if dossier.due_on else ""
    return (f"{number:02d}", dossier.code, dossier.title, days, *counts, *period, row.disposition.label, row.reason)


def decide(
    office: Office,
    code: str,
    *,
    record: str,
    met_on: dt.date | None,
    pages: int,
    keep: Sequence[tuple[str, str]] = (),
    reason: str,
) -> DisposalList:
    """Note what the council said, by its filed record; what it keeps is held with its reason.

    The record goes into the year's dossier of disposals. ShelfDamaged when its bytes are not as they came.
    """
    now, today = office.clock.now(), office.clock.today()
    if met_on is not None and met_on > today:
        raise UsageError(tr("Ngày họp {day} chưa đến.", day=f"{met_on:%d/%m/%Y}"))
    with office.store.reading() as session:
        file = find_file(session, record)
    if not is_unchanged(office, file):
        raise ShelfDamaged(tr("Biên bản hội đồng {sha} đã khác hoặc không còn trong kho.", sha=file.sha256[:12]))
    founded = founding(office)
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        listed = council.decide(
            session, code, record=file.sha256, met_on=met_on or today, keep=dict(keep), by=office.actor
        )
        for dossier, why in keep:
            hold_dossier(session, dossier, reason=tr("hội đồng giữ lại: {why}", why=why), at=now, by=office.actor)
        put_record(session, file.sha256, listed.code, founded, dated=met_on or today, pages=pages)
        listed = council.disposal_record(session, code)
        _keep_all(office, listed, tr("hội đồng quyết định"))
    return listed


def destroy(office: Office, code: str, *, reason: str) -> DisposalList:
    """Remove what the council gave up, from the shelf and from the office folder; run again it goes on.

    RuleBroken before the council's decision and while one of the dossiers is held.
    """
    shelf, now = open_shelf(office), office.clock.now()
    with office.store.reading() as session:
        listed = council.disposal_record(session, code)
        council.require_decided(session, code)
        council.require_unheld(session, code)
    going = [row.dossier for row in listed.rows if row.disposition is Disposition.DESTROY]
    doomed = doomed_by(office, going)
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        council.begin(session, code, tombstones_for(shelf, doomed.objects))
    removed = _remove(shelf, doomed)
    copies = remove_copies(office, doomed)
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        stones = council.tombstones(session)
        backups = [copy.as_row() for copy in known_copies(session)]
        report = _report(stones, code, removed, copies, doomed, in_quarantine(shelf), backups)
        done = council.finish(session, code, removed=removed, report=report, at=now)
        _keep_all(office, done, tr("hủy theo quyết định của hội đồng"), report=report)
    return done


def copies(office: Office) -> tuple[KnownCopy, ...]:
    """The backups that may still exist, and which destroyed lists each still holds."""
    with office.store.reading() as session:
        return known_copies(session)


def forget_copy(office: Office, target: str, *, reason: str) -> KnownCopy:
    """Note that a person destroyed a backup, or took out of it by hand what had to go; NotFound for an unknown one."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return note_copy_gone(session, target)


def _remove(shelf: Shelf, doomed: Doomed) -> tuple[str, ...]:
    for object_id in doomed.objects:
        shelf.destroy(object_id)
    return doomed.objects


def _report(
    stones: Mapping[str, council.Tombstone],
    code: str,
    removed: Sequence[str],
    copies: Sequence[str],
    doomed: Doomed,
    doubtful: Sequence[Kept],
    backups: Sequence[Mapping[str, object]],
) -> dict[str, Any]:
    """What was removed and what was left, as it is kept and printed."""
    own = {name: stone for name, stone in stones.items() if stone.disposal == code.upper()}
    rows = [
        {"object": name, "inventory": stone.inventory_digest, "files": len(stone.files), "removed": name in removed}
        for name, stone in sorted(own.items())
    ]
    return {
        "objects": rows,
        "copies": list(copies),
        "kept": [each.as_row() for each in (*doomed.kept, *doubtful)],
        "registry": "Sổ và nhật ký giữ nguyên: mô tả văn bản, nhiệm vụ, kết quả và các việc đã làm.",
        "backups": [{name: row[name] for name in ("target", "set", "at")} for row in backups],
        "by_hand": "Bản sao do người tự chép thì hủy riêng theo biên bản này.",
    }


def _keep_all(office: Office, listed: DisposalList, message: str, *, report: Mapping[str, Any] | None = None) -> None:
    """What the dossiers are now goes on the shelf, with the report of their destruction where they are destroyed."""
    shelf = open_shelf(office)
    for row in listed.rows:
        gone = report is not None and row.disposition is Disposition.DESTROY
        more = {"huy.json": _told(listed, report)} if gone else {}
        if gone or shelf.has(row.dossier.object_id):
            keep_dossier(office, shelf, row.dossier, message=message, more=more)


def _told(listed: DisposalList, report: Mapping[str, Any] | None) -> bytes:
    row = {
        "list": listed.code,
        "record": listed.record,
        "met_on": listed.met_on,
        "decided_by": listed.decided_by,
        "report": report,
    }
    return (json.dumps(row, ensure_ascii=False, indent=1, default=str) + "\n").encode()
