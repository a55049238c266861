"""The legal order after printing: signed, numbered, issued (NĐ 30/2020 Điều 14–19; HD 36-HD/VPTW).

Each errand works on all papers of a kind that wait for it, or on the codes named; twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.files import ISSUED, put
from docgen.paperwork.founding import founding
from docgen.paperwork.numbers import (
    Entered,
    entry_details,
    recipients_of,
    require_authority,
    require_printed_symbol,
    signers,
)
from docgen.paperwork.papers import PaperMaker
from docgen.paperwork.printer import pdf_makers
from docgen.paperwork.shelfmarks import document_object, open_shelf
from docgen.paperwork.standing import require_owners
from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState
from registry.rules.lifecycle import has_passed, waits_for
from registry.store.documents import add_file, correct_signature, document_records, move, note_place, record_of
from registry.store.dossier_filling import take_in
from registry.store.effects import take_effect
from registry.store.registers import give_number
from registry.store.reserving import reserved_for
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
    day = _past_day(office, on)
    records, already = _waiting(office, kind, DocumentState.SIGNED, codes)
    corrected = _signed_before(office, codes)
    require_authority(office, signers((*records, *corrected), by), day)
    for record in (*records, *corrected):
        _require_not_before(record, day)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("ghi nhận đã ký")) as session:
        for record in records:
            move(session, record.code, DocumentState.SIGNED, signed_on=day, signed_by=by or record.signatory)
        for record in corrected:
            correct_signature(session, record.code, signed_on=day, signed_by=by or record.signatory)
    return _registered(office, (*records, *corrected), already - len(corrected))


def _signed_before(office: Office, codes: Collection[str]) -> tuple[DocumentRecord, ...]:
    """Papers named one by one that are signed and no further: naming them again corrects who and when."""
    if not codes:
        return ()
    with office.store.reading() as session:
        return document_records(session, states={DocumentState.SIGNED}, codes=codes)


def _past_day(office: Office, on: dt.date | None) -> dt.date:
    """The day an act happened: today unless another is given, never a day to come."""
    today = office.clock.today()
    if on is not None and on > today:
        raise UsageError(
            tr("Ngày {day} chưa đến (hôm nay {today}).", day=f"{on:%d/%m/%Y}", today=f"{today:%d/%m/%Y}"),
            advice=tr("Ghi đúng ngày đã ký, đã cấp số hoặc đã ban hành."),
        )
    return on or today


def _require_printed_year(record: DocumentRecord, day: dt.date) -> None:
    """The year stands printed on the signed paper, so the date cannot fall in another one."""
    printed = str(record.context.get("place_date", ""))
    if "năm" in printed and f"năm {day.year}" not in printed.replace("\u00a0", " "):
        raise RuleBroken(
            tr("Văn bản {code} in sẵn năm khác với ngày {day}.", code=record.code, day=f"{day:%d/%m/%Y}"),
            advice=tr("Rút văn bản, soạn và in lại theo năm mới, hoặc ghi đúng ngày."),
        )


def give_numbers(
    office: Office,
    kind: DocumentKind,
    *,
    on: dt.date | None = None,
    codes: Collection[str] = (),
    number_first: bool = False,
    reserved: int | None = None,
    copies: int | None = None,
    dossier: str = "",
    late_reason: str = "",
) -> Registered:
    """Give every signed paper its number and date, in signing order, in one transaction.

    With `number_first`, or where office.toml says so, drafts take their numbers before they are printed. A number kept
    for a paper by its code is taken by that paper; `reserved` names the kept number the one paper of `codes` takes.
    """
    day, said = _past_day(office, on), Entered(copies=copies, dossier=dossier, late_reason=late_reason)
    first = number_first or office.settings.numbering.number_first
    records, already = _waiting(office, kind, DocumentState.NUMBERED, codes, number_first=first)
    if reserved is not None and len(codes) != 1:
        raise UsageError(tr("Số giữ trước chỉ cấp cho một văn bản: nêu đúng một mã văn bản."))
    require_authority(office, signers(records), day)
    if kind is DocumentKind.DECISION:
        require_owners(office, [code for record in records for code in record.tasks], day)
    for record in records:
        _require_printed_year(record, day)
    _number(office, records, day, reserved, said)
    return _registered(office, records, already)


def _number(
    office: Office, records: Collection[DocumentRecord], day: dt.date, reserved: int | None, said: Entered
) -> None:
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=said.late_reason or tr("cấp số")) as session:
        kept = reserved_for(session, {record.code for record in records})
        for record in records:
            text = give_number(
                session,
                record,
                office.numbering.series_for(record.regime, record.symbol, record.kind, day),
                dated=day,
                at=now,
                recipients=recipients_of(record),
                details=entry_details(office, record, said),
                reserved=kept.get(record.code) if reserved is None else reserved,
                number_first=record.state is DocumentState.DRAFT,
            )
            require_printed_symbol(record, text)
        take_in(session, [record.code for record in records], founding(office))


def issue_papers(
    office: Office, kind: DocumentKind, *, on: dt.date | None = None, codes: Collection[str] = ()
) -> Registered:
    """Issue numbered papers: the shelf keeps what was issued, decisions bind their tasks."""
    day = _past_day(office, on)
    records, already = _waiting(office, kind, DocumentState.ISSUED, codes)
    for record in records:
        _require_not_before(record, day)
    maker, shelf, makers = PaperMaker(office), open_shelf(office), pdf_makers(office)
    files: dict[str, FileRef] = {}
    places = {record.code: document_object(office, record.code) for record in records}
    for record in records:
        docx = maker.render_issued(record)
        files[record.code] = put(office, ISSUED, f"{record.code}.docx", docx)
        shelf.put(
            places[record.code],
            _shelved(office, record, docx, makers, day),
            message=tr("ban hành"),
            user=office.actor,
            at=office.clock.now(),
        )
    _record_issue(office, records, files, places, day)
    return _registered(office, records, already)


def _record_issue(
    office: Office,
    records: Collection[DocumentRecord],
    files: Mapping[str, FileRef],
    places: Mapping[str, str],
    day: dt.date,
) -> None:
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("ban hành")) as session:
        for record in records:
            move(session, record.code, DocumentState.ISSUED, issued_on=day)
            note_place(session, record.code, places[record.code])
            add_file(session, record.code, "issued", files[record.code])
            take_effect(session, record)


def _shelved(
    office: Office, record: DocumentRecord, docx: bytes, makers: Mapping[Path, str], day: dt.date
) -> dict[str, bytes | Path]:
    """What the shelf keeps of an issued paper: its Word file, the printed PDF, and its data."""
    held: dict[str, bytes | Path] = {
        "phat-hanh/vb.docx": docx,
    }
    converter = None
    printed = record.files.get("print")
    if printed and (office.folder / printed.path).is_file():
        held["phat-hanh/vb.pdf"] = office.folder / printed.path
        converter = makers.get(office.folder / printed.path)
    held["phat-hanh/du-lieu.json"] = _data(record, converter, day)
    return held


def _require_not_before(record: DocumentRecord, day: dt.date) -> None:
    if record.dated and day < record.dated:
        raise RuleBroken(
            tr(
                "Văn bản {code} đề ngày {dated}, không ký hoặc ban hành ngày {day} được.",
                code=record.code,
                dated=f"{record.dated:%d/%m/%Y}",
                day=f"{day:%d/%m/%Y}",
            ),
            advice=tr("Ngày ký (khi số cấp trước) và ngày ban hành bằng hoặc sau ngày văn bản."),
        )


def _data(record: DocumentRecord, converter: str | None, day: dt.date) -> bytes:
    """What the paper was made from and what made its PDF, so that the shelf alone can tell it again."""
    row = {
        **record.as_row(),
        "regime": record.regime.value,
        "template": record.template,
        "template_digest": record.template_digest,
        "input_digest": record.input_digest,
        "context": record.context,
        "pdf_made_by": converter,
        "issued_on": day.isoformat(),
    }
    return (json.dumps(row, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _waiting(
    office: Office, kind: DocumentKind, target: DocumentState, codes: Collection[str], *, number_first: bool = False
) -> tuple[tuple[DocumentRecord, ...], int]:
    """Papers whose next step is `target`, and how many have taken it; with `number_first` drafts wait for numbers."""
    with office.store.reading() as session:
        for code in codes:
            record_of(session, code)
        records = document_records(session, kinds={kind}, codes=codes)
    waiting, already = [], 0
    for record in records:
        first = record.number_first or (number_first and record.state is DocumentState.DRAFT)
        if waits_for(record.state, target, number_first=first):
            waiting.append(record)
        already += has_passed(record.state, target, number_first=first)
    if not waiting and not already:
        raise NotFound(
            tr("Không có {kind} nào chờ bước “{state}”.", kind=kind.label, state=target.label),
            advice=tr("Xem “docgen status” để biết văn bản đang ở bước nào."),
        )
    return tuple(waiting), already


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
