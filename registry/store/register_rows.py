"""What stands in the registers of outgoing papers, row by row, and which number no row explains.

Knows how a row is read; giving and voiding numbers is `registry.store.registers`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from registry.labels import TYPE_NAMES, DocumentKind, DocumentState, EntryState, Regime
from registry.model import Document, Register, RegisterEntry
from registry.store.documents import corrections_by_paper


@dataclass(frozen=True, kw_only=True)
class EntryRecord:
    """A row of a register as NĐ 30/2020 Phụ lục IV lists it; what nobody has said is "" or None."""

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
    position: str = ""
    kept_by: str = ""
    copies: int | None = None
    handed_on: dt.date | None = None
    received_by: str = ""
    dossier: str = ""
    held_for: str = ""
    given_at: str = ""
    changed_at: str = ""  # when it came to stand as it does, ISO 8601
    changed_by: str = ""
    kind: DocumentKind | None = None
    fate: DocumentState | None = None  # where the paper stands now
    fate_reason: str = ""
    corrected_by: tuple[str, ...] = ()  # numbers of the issued công văn that correct the paper

    @property
    def subject(self) -> str:
        """Type and abstract as the register prints them."""
        if self.kind is None:
            return self.abstract
        return f"{TYPE_NAMES[self.kind]} {self.abstract[:1].lower()}{self.abstract[1:]}"

    @property
    def lacks_dossier(self) -> bool:
        """True for a registered paper that belongs to no hồ sơ yet."""
        return self.state is EntryState.GIVEN and not self.dossier

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen register list` and `gaps`."""
        return {
            "register": self.register,
            "number": self.number_text,
            "state": self.state.value,
            "document": self.document,
            "date": self.dated.isoformat() if self.dated else None,
            "held_for": self.held_for,
            "dossier": self.dossier,
            "copies": self.copies,
            "handed_on": self.handed_on.isoformat() if self.handed_on else None,
            "received_by": self.received_by,
            "reason": self.reason or self.fate_reason,
            "changed_by": self.changed_by,
            "changed_at": self.changed_at,
        }


@dataclass(frozen=True, kw_only=True)
class RegisterRecord:
    """A register: its series, the number it begins with and the last one given."""

    code: str
    regime: Regime
    symbol: str
    type_code: str
    period: str
    last_number: int
    first_number: int = 1  # greater where the office gave the numbers before it on paper


def register_records(session: Session) -> tuple[RegisterRecord, ...]:
    """All registers by their code."""
    return tuple(
        RegisterRecord(
            code=register.code,
            regime=Regime(register.regime),
            symbol=register.symbol,
            type_code=register.type_code,
            period=register.period,
            last_number=register.last_number,
            first_number=register.first_number,
        )
        for register in session.scalars(select(Register).order_by(Register.code))
    )


def register_entries(session: Session, registers: Collection[str] = ()) -> tuple[EntryRecord, ...]:
    """Rows of the named registers (of all when none is named), register by register in number order."""
    query = (
        select(RegisterEntry, Register.code, Document.code, Document.kind, Document.state, Document.reason)
        .join(Register)
        .outerjoin(Document, Document.id == RegisterEntry.document_id)
        .order_by(Register.code, RegisterEntry.number)
    )
    if registers:
        query = query.where(Register.code.in_(registers))
    corrections = corrections_by_paper(session)
    return tuple(_record(row, corrections) for row in session.execute(query))


def _record(row: Row[RegisterEntry, str, str, str, str, str], corrections: Mapping[int, Sequence[str]]) -> EntryRecord:
    entry, register, document, kind, fate, reason = row
    return EntryRecord(
        register=register,
        number=entry.number,
        number_text=entry.number_text,
        state=EntryState(entry.state),
        document=document,
        dated=entry.dated,
        abstract=entry.abstract,
        signatory=entry.signatory,
        recipients=entry.recipients,
        reason=entry.reason,
        position=entry.position,
        kept_by=entry.kept_by,
        copies=entry.copies,
        handed_on=entry.handed_on,
        received_by=entry.received_by,
        dossier=entry.dossier,
        held_for=entry.held_for,
        given_at=entry.given_at,
        changed_at=entry.changed_at,
        changed_by=entry.changed_by,
        kind=DocumentKind(kind) if kind else None,
        fate=DocumentState(fate) if fate else None,
        fate_reason=reason or "",
        corrected_by=tuple(corrections.get(entry.document_id or 0, ())),
    )


def printed_contexts(session: Session, codes: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """What the papers of these codes were made from, by code; how they were headed is in it."""
    rows = session.execute(select(Document.code, Document.context).where(Document.code.in_(codes)))
    return {row.code: row.context for row in rows}


def missing_in(registers: Sequence[RegisterRecord], entries: Sequence[EntryRecord]) -> tuple[str, ...]:
    """Numbers of the registers that no row explains; those from before a register began are none of it."""
    last = {each.code: each.last_number for each in registers}
    return missing_numbers(entries, last, first={each.code: each.first_number for each in registers})


def missing_numbers(
    entries: Sequence[EntryRecord],
    counters: Mapping[str, int] | None = None,
    *,
    first: Mapping[str, int] | None = None,
) -> tuple[str, ...]:
    """Numbers that no row explains, as "register: number"; empty when every series is whole.

    `counters` are the last numbers given by register, so that rows cut off at the end are missed too; `first` those
    the registers begin with, 1 unless said.
    """
    highest, begins = dict(counters or {}), first or {}
    present = {(entry.register, entry.number) for entry in entries}
    for entry in entries:
        highest[entry.register] = max(highest.get(entry.register, 0), entry.number)
    wanted = ((code, number) for code, last in highest.items() for number in range(begins.get(code, 1), last + 1))
    return tuple(f"{code}: {number}" for code, number in wanted if (code, number) not in present)
