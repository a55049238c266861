"""Registers as books: which rows belong to one, what its cover says, what became of each number.

Knows the rows as the registry keeps them and the issuer they belong to; the words of the page are `docgen.wording`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from docgen.errors import UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.numbers import issuer_of
from registry.errors import NotFound
from registry.facts import RegisterBookFacts, RegisterRow
from registry.labels import DocumentState, EntryState, Regime
from registry.rules.lifecycle import LIVE_PAPER
from registry.rules.numbering import type_name
from registry.store.register_rows import EntryRecord, RegisterRecord

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

    NotFound when there is no register of that code, UsageError when it belongs to an issuer office.toml does not name.
    """
    chosen = [each for each in registers if register in ("", each.code)]
    if register and not chosen:
        raise NotFound(tr("Không có sổ mã {code}.", code=register), advice=tr("Xem mã sổ bằng “docgen register list”."))
    made = (_book(office, each, _rows_of(each, entries, year), year, volume) for each in chosen)
    return tuple(book for book in made if book.rows or register)


def _rows_of(register: RegisterRecord, entries: Sequence[EntryRecord], year: int | None) -> list[EntryRecord]:
    own = [entry for entry in entries if entry.register == register.code]
    return own if year is None else [entry for entry in own if _year(entry) == year]


def _year(entry: EntryRecord) -> int:
    """The year a row belongs to; a number without a paper belongs to the year it was written down."""
    return entry.dated.year if entry.dated else int(entry.given_at[:4])


def _book(
    office: Office, register: RegisterRecord, rows: Sequence[EntryRecord], year: int | None, volume: int
) -> RegisterBookFacts:
    section = issuer_of(office, register.symbol)
    if (section.symbol, section.regime) != (register.symbol, register.regime.value):
        raise UsageError(
            tr("Sổ {code} mang ký hiệu của cơ quan không có trong office.toml.", code=register.code),
            advice=tr("Mở thư mục của đúng cơ quan, hoặc khai cơ quan đó ở report.issuer."),
        )
    return RegisterBookFacts(
        document="",
        issuer=section.facts(),
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
