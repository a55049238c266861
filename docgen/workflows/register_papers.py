"""The legal order after printing: signed, numbered, issued (NĐ 30/2020 Điều 14–19; HD 36-HD/VPTW).

Each errand works on all papers of a kind that wait for it, or on the codes named; twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen import sheets
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.files import ISSUED, put
from docgen.paperwork.papers import PaperMaker
from docgen.paperwork.shelfmarks import document_object, open_shelf
from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState
from registry.rules.numbering import series_for
from registry.store.documents import add_file, bind_tasks, document_records, move, record_of
from registry.store.registers import EntryRecord, give_number, missing_numbers, register_entries
from registry.store.values import DocumentRecord, FileRef


@dataclass(frozen=True, kw_only=True)
class Registered:
    """Papers that passed a step now, and those that had passed it before."""

    done: tuple[DocumentRecord, ...]
    already: int


def record_signatures(
    office: Office, kind: DocumentKind, *, on: dt.date | None = None, by: str = "", codes: Collection[str] = ()
) -> Registered:
    """Note who signed and when; only printed papers can have been signed."""
    day = on or office.clock.today()
    records, already = _waiting(office, kind, DocumentState.PRINTED, codes)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("ghi nhận đã ký")) as session:
        for record in records:
            move(session, record.code, DocumentState.SIGNED, signed_on=day, signed_by=by or record.signatory)
    return _registered(office, records, already)


def give_numbers(
    office: Office, kind: DocumentKind, *, on: dt.date | None = None, codes: Collection[str] = ()
) -> Registered:
    """Give every signed paper its number and date, in signing order, in one transaction."""
    day, now = on or office.clock.today(), office.clock.now()
    records, already = _waiting(office, kind, DocumentState.SIGNED, codes)
    term, per_type = office.settings.numbering.term, office.settings.numbering.per_type
    if records and not term and records[0].regime.value == "party":
        raise RuleBroken(
            tr("Chưa khai nhiệm kỳ của sổ số văn bản Đảng."), advice=tr("Điền numbering.term trong office.toml.")
        )
    with office.store.changing(actor=office.actor, at=now, reason=tr("cấp số")) as session:
        for record in records:
            series = series_for(record.regime, record.symbol, record.kind, day, term=term, per_type=per_type)
            give_number(session, record, series, dated=day, at=now, recipients=_recipients(record))
    return _registered(office, records, already)


def _recipients(record: DocumentRecord) -> str:
    lines = record.context.get("recipients", ())
    return " ".join(str(line).lstrip("- ") for line in lines)


def issue_papers(
    office: Office, kind: DocumentKind, *, on: dt.date | None = None, codes: Collection[str] = ()
) -> Registered:
    """Issue numbered papers: the shelf keeps what was issued, decisions bind their tasks."""
    day = on or office.clock.today()
    records, already = _waiting(office, kind, DocumentState.NUMBERED, codes)
    maker, shelf = PaperMaker(office), open_shelf(office)
    files: dict[str, FileRef] = {}
    for record in records:
        docx = maker.render_issued(record)
        files[record.code] = put(office, ISSUED, f"{record.code}.docx", docx)
        shelf.put(
            document_object(office, record.code),
            _shelved(office, record, docx),
            message=tr("ban hành"),
            user=office.actor,
            at=office.clock.now(),
        )
    _record_issue(office, records, files, day)
    return _registered(office, records, already)


def _record_issue(
    office: Office, records: Collection[DocumentRecord], files: Mapping[str, FileRef], day: dt.date
) -> None:
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("ban hành")) as session:
        for record in records:
            move(session, record.code, DocumentState.ISSUED, issued_on=day)
            add_file(session, record.code, "issued", files[record.code])
            bind_tasks(session, record)


def _shelved(office: Office, record: DocumentRecord, docx: bytes) -> dict[str, bytes | Path]:
    """What the shelf keeps of an issued paper: its Word file, the printed PDF, and its data."""
    held: dict[str, bytes | Path] = {
        "phat-hanh/vb.docx": docx,
        "phat-hanh/du-lieu.json": _data(record),
    }
    printed = record.files.get("print")
    if printed and (office.folder / printed.path).is_file():
        held["phat-hanh/vb.pdf"] = office.folder / printed.path
    return held


def _data(record: DocumentRecord) -> bytes:
    """What the paper was made from, so that the shelf alone can tell it again."""
    row = {
        **record.as_row(),
        "regime": record.regime.value,
        "template": record.template,
        "template_digest": record.template_digest,
        "input_digest": record.input_digest,
        "context": record.context,
    }
    return (json.dumps(row, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _waiting(
    office: Office, kind: DocumentKind, state: DocumentState, codes: Collection[str]
) -> tuple[tuple[DocumentRecord, ...], int]:
    with office.store.reading() as session:
        for code in codes:
            record_of(session, code)
        records = document_records(session, kinds={kind}, codes=codes)
    order = list(DocumentState)
    gone = {DocumentState.REPLACED, DocumentState.RECALLED, DocumentState.WITHDRAWN}
    already = sum(order.index(r.state) > order.index(state) and r.state not in gone for r in records)
    waiting = tuple(record for record in records if record.state is state)
    if not waiting and not already:
        raise NotFound(
            tr("Không có {kind} nào ở bước “{state}”.", kind=kind.label, state=state.label),
            advice=tr("Xem “docgen status” để biết văn bản đang ở bước nào."),
        )
    return waiting, already


def _registered(office: Office, records: Collection[DocumentRecord], already: int) -> Registered:
    if not records:
        return Registered(done=(), already=already)
    with office.store.reading() as session:
        done = document_records(session, codes=[record.code for record in records])
    return Registered(done=done, already=already)


def list_papers(office: Office, kinds: Collection[DocumentKind], state: str = "") -> tuple[DocumentRecord, ...]:
    """Papers of the given kinds in signing order."""
    states = {DocumentState(state)} if state else set()
    with office.store.reading() as session:
        return document_records(session, kinds=kinds, states=states)


def export_register(office: Office, target: Path) -> int:
    """The registers of outgoing papers as a workbook, ten columns of NĐ 30 Phụ lục IV; returns the rows."""
    entries = read_register(office)
    headings = (
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung",
        "Người ký",
        "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu",
        "Số lượng bản",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    )
    rows = [
        (e.number_text, f"{e.dated:%d/%m/%Y}", e.abstract, e.signatory, e.recipients, "", "", "", "", _note(e))
        for e in entries
    ]
    sheets.write_table(target, tr("Sổ đăng ký văn bản đi"), headings, rows)
    return len(rows)


def _note(entry: EntryRecord) -> str:
    return f"{entry.state.label}: {entry.reason}" if entry.reason else ""


def read_register(office: Office) -> tuple[EntryRecord, ...]:
    """All register rows; RuleBroken when a number is missing without explanation."""
    with office.store.reading() as session:
        entries = register_entries(session)
    missing = missing_numbers(entries)
    if missing:
        raise RuleBroken(tr("Sổ thiếu số không có lý do: {numbers}.", numbers=", ".join(missing)))
    return entries
