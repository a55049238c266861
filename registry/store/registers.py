"""Registers of outgoing papers: numbers given in order, without gap and never twice.

Knows the counter row and its lock (a writer's transaction is exclusive on SQLite, the row is locked on
PostgreSQL); which series a paper belongs to is `registry.rules.numbering`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound, RuleBroken
from registry.labels import TYPE_NAMES, DocumentKind, DocumentState, EntryState
from registry.model import Document, Register, RegisterEntry
from registry.rules.numbering import Series, number_text
from registry.store.documents import move
from registry.store.values import DocumentRecord


@dataclass(frozen=True, kw_only=True)
class EntryRecord:
    """A row of a register as NĐ 30/2020 Phụ lục IV lists it."""

    register: str
    number: int
    number_text: str
    state: EntryState
    document: str | None
    dated: dt.date | None  # None while the number is only reserved
    abstract: str
    signatory: str
    recipients: str
    reason: str
    kind: DocumentKind | None = None
    fate: DocumentState | None = None  # where the paper stands now

    @property
    def subject(self) -> str:
        """Type and abstract as the register prints them."""
        return f"{TYPE_NAMES[self.kind]} {self.abstract}" if self.kind in TYPE_NAMES else self.abstract


def give_number(
    session: Session, record: DocumentRecord, series: Series, *, dated: dt.date, at: dt.datetime, recipients: str
) -> str:
    """The next number of `series` for a signed paper, entered in the register; returns number and symbol.

    Raises RuleBroken when the paper is not signed, was signed after `dated`, or when `dated` lies before the
    last date of the register: a register's dates never run backwards.
    """
    register = _locked_register(session, series)
    _require_order(session, register, record, dated)
    register.last_number += 1
    text = number_text(series.regime, series.symbol, record.kind, register.last_number)
    document = move(
        session, record.code, DocumentState.NUMBERED, number=register.last_number, number_text=text, dated=dated
    )
    session.add(_entry(register, document, text, dated, at, recipients))
    session.flush()
    return text


def _locked_register(session: Session, series: Series) -> Register:
    register = session.scalar(select(Register).where(Register.code == series.code).with_for_update())
    if register is None:
        register = Register(
            code=series.code,
            regime=series.regime.value,
            symbol=series.symbol,
            type_code=series.type_code,
            period=series.period,
            last_number=0,
        )
        session.add(register)
        session.flush()
    return register


def _require_order(session: Session, register: Register, record: DocumentRecord, dated: dt.date) -> None:
    if record.signed_on and dated < record.signed_on:
        raise RuleBroken(
            f"Văn bản {record.code} ký ngày {record.signed_on:%d/%m/%Y}, không ghi ngày {dated:%d/%m/%Y} được.",
            advice="Ngày văn bản không được trước ngày ký.",
        )
    query = select(RegisterEntry).where(RegisterEntry.register_id == register.id)
    last = session.scalar(query.order_by(RegisterEntry.number.desc()).limit(1))
    if last is not None and last.dated is not None and dated < last.dated:
        raise RuleBroken(
            f"Sổ {register.code} đã cấp đến ngày {last.dated:%d/%m/%Y}, không cấp lùi về {dated:%d/%m/%Y} được.",
            advice="Chọn ngày bằng hoặc sau ngày của số cuối cùng trong sổ.",
        )


def _entry(
    register: Register, document: Document, text: str, dated: dt.date, at: dt.datetime, recipients: str
) -> RegisterEntry:
    return RegisterEntry(
        register_id=register.id,
        number=register.last_number,
        number_text=text,
        state=EntryState.GIVEN.value,
        document_id=document.id,
        dated=dated,
        abstract=document.abstract,
        signatory=document.signatory,
        position="",
        recipients=recipients,
        kept_by="",
        received_by="",
        dossier="",
        reason="",
        given_at=at.isoformat(timespec="milliseconds"),
    )


def void_number(session: Session, record: DocumentRecord, *, reason: str) -> None:
    """Cancel the number of a paper that has not been issued; the row stays with its reason, the number is lost."""
    query = select(RegisterEntry).join(Document, Document.id == RegisterEntry.document_id)
    entry = session.scalar(query.where(Document.code == record.code))
    if entry is None:
        raise NotFound(f"Văn bản {record.code} chưa được cấp số.")
    move(session, record.code, DocumentState.WITHDRAWN, reason=reason)
    entry.state, entry.reason = EntryState.VOID.value, reason


def register_entries(session: Session) -> tuple[EntryRecord, ...]:
    """All rows of all registers, register by register in number order."""
    query = (
        select(RegisterEntry, Register.code, Document.code, Document.kind, Document.state, Document.reason)
        .join(Register)
        .outerjoin(Document, Document.id == RegisterEntry.document_id)
        .order_by(Register.code, RegisterEntry.number)
    )
    return tuple(
        EntryRecord(
            register=register,
            number=entry.number,
            number_text=entry.number_text,
            state=EntryState(entry.state),
            document=document,
            dated=entry.dated,
            abstract=entry.abstract,
            signatory=entry.signatory,
            recipients=entry.recipients,
            reason=entry.reason or (reason or ""),
            kind=DocumentKind(kind) if kind else None,
            fate=DocumentState(fate) if fate else None,
        )
        for entry, register, document, kind, fate, reason in session.execute(query)
    )


def missing_numbers(entries: Sequence[EntryRecord]) -> tuple[str, ...]:
    """Numbers that no row explains, as "register: number"; empty when every series is whole."""
    highest: dict[str, int] = {}
    present = {(entry.register, entry.number) for entry in entries}
    for entry in entries:
        highest[entry.register] = max(highest.get(entry.register, 0), entry.number)
    wanted = ((code, number) for code, last in highest.items() for number in range(1, last + 1))
    return tuple(f"{code}: {number}" for code, number in wanted if (code, number) not in present)
