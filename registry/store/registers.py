"""Registers of outgoing papers: numbers given in order, without gap and never twice.

Knows the counter row and its lock (a writer's transaction is exclusive on SQLite, the row is locked on
PostgreSQL); which series a paper belongs to is `registry.rules.numbering`. Counter and row change in one transaction,
so a number is lost to nobody, whenever the power fails.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentState, EntryState
from registry.model import Document, Register, RegisterEntry
from registry.rules.numbering import Series, is_late
from registry.store.documents import move
from registry.store.row_states import mark
from registry.store.values import DocumentRecord


@dataclass(frozen=True, kw_only=True)
class EntryDetails:
    """What a register row says beside number, date and recipients; "" and None mean that nobody has said."""

    position: str = ""  # form of signing and post
    kept_by: str = ""  # who keeps the copy for the files
    copies: int | None = None
    dossier: str = ""
    drafter: str = ""  # in the symbol of a State công văn
    late_reason: str = ""  # why a paper of a year that has ended is entered now


def give_number(
    session: Session,
    record: DocumentRecord,
    series: Series,
    *,
    dated: dt.date,
    at: dt.datetime,
    recipients: str,
    details: EntryDetails | None = None,
    reserved: int | None = None,
    number_first: bool = False,
) -> str:
    """The next number of `series` for a signed paper, entered in the register; returns number and symbol.

    With `reserved` the paper takes that kept number instead; with `number_first` a draft takes its number before it is
    printed. Raises RuleBroken when the paper does not wait for a number or was signed after `dated`, when `dated` does
    not lie between the dates of the numbers around it, or when its year is over and no reason is given.
    """
    said = details or EntryDetails()
    _require_signed_before(record, dated)
    _require_open_year(series, dated, at, said)
    register = locked_register(session, series)
    number = register.last_number + 1 if reserved is None else reserved
    _require_order(session, register, number, dated)
    text = series.text(record.kind, number, said.drafter)
    given = {"number": number, "number_text": text, "dated": dated}
    document = move(session, record.code, DocumentState.NUMBERED, number_first=number_first, **given)
    entry = next_entry(session, register) if reserved is None else _reserved_entry(session, register, reserved)
    _fill(entry, document, recipients, said)
    _mark_given(session, entry, at, said.late_reason)
    session.flush()
    return text


def locked_register(session: Session, series: Series) -> Register:
    """The register of `series`, made when it is new, held by this transaction until its end."""
    query = select(Register).where(Register.code == series.code).with_for_update()
    return session.scalar(query) or _new_register(session, series, query)


def open_register(session: Session, series: Series, first: int) -> str:
    """Begin the register of `series` at number `first`: those before it were given on paper; returns the code.

    Said again before any number is given it corrects what was said. RuleBroken when a number was given already.
    """
    register = locked_register(session, series)
    has_rows = session.scalar(select(RegisterEntry.id).where(RegisterEntry.register_id == register.id).limit(1))
    if has_rows is not None or register.last_number >= register.first_number:
        raise RuleBroken(
            f"Sổ {register.code} đã có số, không mở lại từ số {first} được.",
            advice="Chỉ mở từ giữa chừng trước khi cấp số đầu tiên; số bỏ không thì hủy bằng “docgen register void”.",
        )
    register.first_number, register.last_number = first, first - 1
    session.flush()
    return register.code


def _new_register(session: Session, series: Series, query: Select[Register]) -> Register:
    register = Register(
        code=series.code,
        regime=series.regime.value,
        symbol=series.symbol,
        type_code=series.type_code,
        period=series.period,
        first_number=1,
        last_number=0,
    )
    try:
        with session.begin_nested():
            session.add(register)
    except IntegrityError:  # another process opened it at the same moment: its row is there now
        return session.scalars(query).one()
    return register


def _require_signed_before(record: DocumentRecord, dated: dt.date) -> None:
    if record.signed_on and dated < record.signed_on:
        raise RuleBroken(
            f"Văn bản {record.code} ký ngày {record.signed_on:%d/%m/%Y}, không ghi ngày {dated:%d/%m/%Y} được.",
            advice="Ngày văn bản không được trước ngày ký.",
        )


def _require_open_year(series: Series, dated: dt.date, at: dt.datetime, said: EntryDetails) -> None:
    if is_late(series, dated, at) and not said.late_reason:
        raise RuleBroken(
            f"Sổ {series.code} đã hết năm; văn bản đề ngày {dated:%d/%m/%Y} vào sổ ngày {at:%d/%m/%Y}.",
            advice="Ghi ngày trong năm nay, hoặc nêu lý do vào sổ muộn bằng --reason.",
        )


def _require_order(session: Session, register: Register, number: int, dated: dt.date) -> None:
    query = select(RegisterEntry.dated).where(RegisterEntry.register_id == register.id)
    query = query.where(RegisterEntry.dated.is_not(None)).limit(1)
    earlier = query.where(RegisterEntry.number < number).order_by(RegisterEntry.number.desc())
    before = session.scalar(earlier)
    if before is not None and dated < before:
        raise RuleBroken(
            f"Sổ {register.code} đã cấp đến ngày {before:%d/%m/%Y}, không cấp lùi về {dated:%d/%m/%Y} được.",
            advice="Chọn ngày bằng hoặc sau ngày của số liền trước trong sổ.",
        )
    if number > register.last_number:
        return  # nothing stands behind a new number
    after = session.scalar(query.where(RegisterEntry.number > number).order_by(RegisterEntry.number))
    if after is not None and dated > after:
        raise RuleBroken(
            f"Số {number} của sổ {register.code} đứng trước số cấp ngày {after:%d/%m/%Y}, không ghi ngày "
            f"{dated:%d/%m/%Y} được.",
            advice="Ngày của số giữ trước không sau ngày của số liền sau; không dùng nữa thì hủy số đó.",
        )


def next_entry(session: Session, register: Register) -> RegisterEntry:
    """An empty row for the next number, to be filled before the flush."""
    register.last_number += 1
    return add_entry(session, register, register.last_number)


def add_entry(session: Session, register: Register, number: int) -> RegisterEntry:
    """An empty row for `number`, to be filled before the flush."""
    entry = RegisterEntry(
        register_id=register.id,
        number=number,
        abstract="",
        signatory="",
        position="",
        recipients="",
        kept_by="",
        received_by="",
        dossier="",
        held_for="",
        reason="",
    )
    session.add(entry)
    return entry


def _reserved_entry(session: Session, register: Register, number: int) -> RegisterEntry:
    entry = session.scalar(entry_query(register.code, number))
    if entry is None or EntryState(entry.state) is not EntryState.RESERVED:
        raise RuleBroken(
            f"Sổ {register.code} không có số {number} đang giữ.", advice="Xem số đang giữ bằng “docgen register gaps”."
        )
    return entry


def entry_query(register: str, number: int) -> Select[RegisterEntry]:
    """The row of one number of one register."""
    return select(RegisterEntry).join(Register).where(Register.code == register, RegisterEntry.number == number)


def _fill(entry: RegisterEntry, document: Document, recipients: str, said: EntryDetails) -> None:
    entry.number_text, entry.document_id, entry.dated = str(document.number_text), document.id, document.dated
    entry.abstract, entry.signatory, entry.position = document.abstract, document.signatory, said.position
    entry.recipients, entry.kept_by = recipients, said.kept_by
    entry.copies, entry.dossier = said.copies, said.dossier


def _mark_given(session: Session, entry: RegisterEntry, at: dt.datetime, late_reason: str) -> None:
    mark(session, entry, EntryState.GIVEN, f"vào sổ ngày {at:%d/%m/%Y}: {late_reason}" if late_reason else "")
    entry.given_at = at.isoformat(timespec="milliseconds")


def void_number(session: Session, record: DocumentRecord, *, reason: str) -> None:
    """Cancel the number of a paper that has not been issued; the row stays with its reason, the number is lost."""
    entry_of(session, record.code)
    move(session, record.code, DocumentState.WITHDRAWN, reason=reason)


def entry_of(session: Session, code: str) -> RegisterEntry:
    """The register row of a paper; NotFound while it has no number."""
    query = select(RegisterEntry).join(Document, Document.id == RegisterEntry.document_id)
    entry = session.scalar(query.where(Document.code == code.upper()))
    if entry is None:
        raise NotFound(f"Văn bản {code} chưa được cấp số.")
    return entry
