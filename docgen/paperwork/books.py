"""Registers as books: which rows belong to one, whose name heads it, what became of each number.

A book is headed as the last paper in it was: an office that changed its name or symbol prints its old registers under
the old one. Knows the rows as the registry keeps them; the words of the page are `docgen.wording`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.numbers import issuer_of
from registry.errors import NotFound
from registry.facts import Issuer, RegisterBookFacts, RegisterRow
from registry.labels import DocumentState, EntryState, Regime
from registry.rules.lifecycle import LIVE_PAPER
from registry.rules.numbering import type_name
from registry.store.register_rows import (
    EntryRecord,
    RegisterRecord,
    printed_contexts,
    register_entries,
    register_records,
)
from registry.vietnamese import fold, normalise

GONE = frozenset(DocumentState) - LIVE_PAPER


def books_of(
    office: Office,
    registers: Sequence[RegisterRecord],
    entries: Sequence[EntryRecord],
    *,
    register: str = "",
    year: int | None = None,
    volume: int = 1,
) -> tuple[RegisterBookFacts, ...]:
    """One book for each register that has rows, or for the one named; `year` keeps the rows of one year.

    NotFound when there is no register of that code.
    """
    chosen = [each for each in registers if register in ("", each.code)]
    if register and not chosen:
        raise NotFound(tr("Không có sổ mã {code}.", code=register), advice=tr("Xem mã sổ bằng “docgen register list”."))
    rows = {each.code: _rows_of(each, entries, year) for each in chosen}
    kept = [each for each in chosen if rows[each.code] or register]
    issuers = _issuers(office, kept, rows)
    return tuple(_book(issuers[each.code], each, rows[each.code], year, volume) for each in kept)


def registers_of(office: Office, names: Collection[str]) -> tuple[RegisterRecord, ...]:
    """The registers of a body, headed by one of the names it bore."""
    with office.store.reading() as session:
        registers, entries = register_records(session), register_entries(session)
    issuers = _issuers(office, registers, {each.code: _rows_of(each, entries, None) for each in registers})
    own = {fold(name) for name in names}
    return tuple(each for each in registers if fold(issuers[each.code].body) in own)


def _issuers(
    office: Office, registers: Sequence[RegisterRecord], rows: Mapping[str, Sequence[EntryRecord]]
) -> dict[str, Issuer]:
    """Per code of a register who it belongs to."""
    last = {code: paper for code, own in rows.items() if (paper := _last_paper(own))}
    with office.store.reading() as session:
        contexts = printed_contexts(session, list(last.values()))
    return {each.code: _issuer(office, each, contexts.get(last.get(each.code, ""), {})) for each in registers}


def _rows_of(register: RegisterRecord, entries: Sequence[EntryRecord], year: int | None) -> list[EntryRecord]:
    own = [entry for entry in entries if entry.register == register.code]
    return own if year is None else [entry for entry in own if _year(entry) == year]


def _year(entry: EntryRecord) -> int:
    """The year a row belongs to; a number without a paper belongs to the year it was written down."""
    return entry.dated.year if entry.dated else int(entry.given_at[:4])


def _last_paper(rows: Sequence[EntryRecord]) -> str:
    """The code of the last paper in a book, "" when it has numbers without papers only."""
    return next((entry.document for entry in reversed(rows) if entry.document), "")


def _issuer(office: Office, register: RegisterRecord, context: Mapping[str, Any]) -> Issuer:
    """Who a register belongs to, by the names its last paper bears; without a paper by those of today.

    A register of a symbol that nobody bears any more and that holds no paper is headed by that symbol.
    """
    section = issuer_of(office, register.symbol)
    issuer = replace(section.facts(), regime=register.regime, symbol=register.symbol)
    superior, body = (_joined(context, name) for name in ("superior_lines", "issuer_lines"))
    if body and (superior, body) != (issuer.superior.upper(), issuer.body.upper()):
        return replace(issuer, superior=superior, body=body)
    if not body and (section.symbol, section.regime) != (register.symbol, register.regime.value):
        return replace(issuer, superior="", body=tr("Cơ quan có ký hiệu {symbol}", symbol=register.symbol))
    return issuer


def _joined(context: Mapping[str, Any], name: str) -> str:
    """The lines of a heading as one."""
    lines = context.get(name)
    return normalise(" ".join(str(line) for line in lines)) if isinstance(lines, list) else ""


def _book(
    issuer: Issuer, register: RegisterRecord, rows: Sequence[EntryRecord], year: int | None, volume: int
) -> RegisterBookFacts:
    return RegisterBookFacts(
        document="",
        issuer=issuer,
        register=register.code,
        type_name=type_name(register.type_code),
        period=register.period,
        year=year if register.regime is Regime.PARTY else None,
        volume=volume,
        rows=tuple(_row(entry) for entry in rows),
    )


def _row(entry: EntryRecord) -> RegisterRow:
    return RegisterRow(
        number_text=entry.number_text,
        dated=entry.dated,
        subject=entry.subject,
        signatory=entry.signatory,
        position=entry.position,
        recipients=entry.recipients,
        kept_by=entry.kept_by,
        copies=entry.copies,
        handed_on=entry.handed_on,
        received_by=entry.received_by,
        note="; ".join(_notes(entry)),
    )


def _notes(entry: EntryRecord) -> Iterator[str]:
    """What became of the number and of its paper, with who, when and why."""
    if entry.state is EntryState.RESERVED:
        yield f"{_marked(entry)}, cho {entry.held_for}: {entry.reason}"
    elif entry.state is EntryState.VOID:
        yield f"{_marked(entry)}: {entry.reason}"
    elif entry.reason:
        yield entry.reason
    if entry.corrected_by:
        yield f"đã đính chính bằng {', '.join(entry.corrected_by)}"
    if entry.state is EntryState.GIVEN and entry.fate in GONE:
        yield f"{entry.fate.label}: {entry.fate_reason}"


def _marked(entry: EntryRecord) -> str:
    who = f" ({entry.changed_by})" if entry.changed_by else ""
    return f"{entry.state.label} ngày {dt.date.fromisoformat(entry.changed_at[:10]):%d/%m/%Y}{who}"
