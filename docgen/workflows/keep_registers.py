"""The registers of outgoing papers as their keeper works with them: look, keep numbers, void, hand on, file, export.

Numbers are given to papers by `register_papers`; here is everything else a register is asked for. What one number
became stands in its row with who, when and why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen import sheets
from docgen.errors import UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.books import books_of
from docgen.paperwork.founding import founding
from docgen.paperwork.numbers import issuer_of
from docgen.wording.register_book import COLUMNS, TITLE, bodies_lines, cover_lines, period_line, row_texts
from registry.errors import RuleBroken
from registry.facts import RegisterBookFacts
from registry.labels import DocumentKind, EntryState
from registry.rules.numbering import Series
from registry.store.dossiers import put_paper
from registry.store.register_rows import EntryRecord, RegisterRecord, missing_in, register_entries, register_records
from registry.store.registers import open_register
from registry.store.reserving import hand_over, reserve_numbers, void_unused

MOST_RESERVED = 50  # more at once is a mistake of the hand


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """What stands between the papers of the registers: numbers without a paper, papers without a hồ sơ."""

    missing: tuple[str, ...]  # "register: number" that no row explains
    begun: tuple[RegisterRecord, ...]  # registers whose first numbers were given on paper
    void: tuple[EntryRecord, ...]
    reserved: tuple[EntryRecord, ...]
    without_dossier: tuple[EntryRecord, ...]


def read_register(office: Office, registers: Collection[str] = ()) -> tuple[EntryRecord, ...]:
    """Rows of the registers (all when none is named); RuleBroken when a number is missing without explanation."""
    entries, missing = _read(office, registers)
    if missing:
        raise RuleBroken(
            tr("Sổ thiếu số không có lý do: {numbers}.", numbers=", ".join(missing)),
            advice=tr("Khôi phục từ bản sao lưu, hoặc ghi lý do bằng “docgen register void”."),
        )
    return entries


def find_gaps(office: Office) -> Gaps:
    """What is missing, void, kept or without a hồ sơ in all registers."""
    entries, missing = _read(office)
    with office.store.reading() as session:
        begun = tuple(each for each in register_records(session) if each.first_number > 1)
    return Gaps(
        missing=missing,
        begun=begun,
        void=tuple(entry for entry in entries if entry.state is EntryState.VOID),
        reserved=tuple(entry for entry in entries if entry.state is EntryState.RESERVED),
        without_dossier=tuple(entry for entry in entries if entry.lacks_dossier),
    )


def _read(office: Office, registers: Collection[str] = ()) -> tuple[tuple[EntryRecord, ...], tuple[str, ...]]:
    with office.store.reading() as session:
        entries = register_entries(session, registers)
        known = register_records(session)
    return entries, missing_in([each for each in known if not registers or each.code in registers], entries)


def reserve(
    office: Office, kind: DocumentKind, count: int, *, held_for: str, reason: str, on: dt.date | None = None
) -> tuple[str, ...]:
    """Keep the next numbers of the series that papers of `kind` dated `on` (today) belong to."""
    if not 1 <= count <= MOST_RESERVED:
        raise UsageError(tr("Mỗi lần giữ từ 1 đến {most} số.", most=MOST_RESERVED))
    series = _series(office, kind, on)
    drafter = issuer_of(office, series.symbol).drafter
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return reserve_numbers(session, series, kind, count, held_for=held_for, reason=reason, drafter=drafter)


def open_at(
    office: Office, kind: DocumentKind, first: int, *, reason: str, on: dt.date | None = None
) -> tuple[str, str]:
    """Begin the register of papers of `kind` dated `on` (today) at number `first`; its code and the first number."""
    series = _series(office, kind, on)
    drafter = issuer_of(office, series.symbol).drafter
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return open_register(session, series, first), series.text(kind, first, drafter)


def _series(office: Office, kind: DocumentKind, on: dt.date | None) -> Series:
    """The series that papers of `kind` dated `on` (today) are numbered in: reports may come from another issuer."""
    settings = office.settings
    other = settings.report.issuer if kind is DocumentKind.REPORT else None
    issuer = (other or settings.issuer).facts()
    return office.numbering.series_for(issuer.regime, issuer.symbol, kind, on or office.clock.today())


def void(office: Office, register: str, number: int, *, reason: str) -> str:
    """Cancel a number that has no paper; its row stays with who, when and why."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        return void_unused(session, register, number, reason=reason)


def hand_papers_over(
    office: Office, codes: Sequence[str], *, to: str, on: dt.date | None = None, copies: int | None = None
) -> int:
    """Note when issued papers were sent, to whom and in how many copies; returns how many papers."""
    today = office.clock.today()
    if on is not None and on > today:
        raise UsageError(tr("Ngày chuyển {day} chưa đến.", day=f"{on:%d/%m/%Y}"))
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("chuyển văn bản")) as session:
        for code in codes:
            hand_over(session, code, on=on or today, to=to, copies=copies)
    return len(codes)


def file_papers(office: Office, codes: Sequence[str], *, dossier: str) -> int:
    """Say which hồ sơ registered papers belong to; returns how many papers."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("ghi mã hồ sơ")) as session:
        for code in codes:
            put_paper(session, code, dossier, founding(office))
    return len(codes)


def export_register(office: Office, target: Path, *, register: str = "", year: int | None = None) -> int:
    """The registers as a workbook, a sheet each: cover, then the ten columns of NĐ 30 Phụ lục IV; returns the rows."""
    entries = read_register(office)
    with office.store.reading() as session:
        registers = register_records(session)
    books = books_of(office, registers, entries, register=register, year=year)
    sheets.write_tables(target, [_sheet(book) for book in books] or [_empty_sheet()])
    return sum(len(book.rows) for book in books)


def _sheet(book: RegisterBookFacts) -> sheets.Table:
    return sheets.Table(
        name=book.register.replace("/", " "),
        title=TITLE,
        notes=(*bodies_lines(book), book.type_name, period_line(book), *cover_lines(book)),
        headings=COLUMNS,
        rows=tuple(row_texts(row) for row in book.rows),
    )


def _empty_sheet() -> sheets.Table:
    return sheets.Table(name="Sổ", title=TITLE, notes=(), headings=COLUMNS, rows=())
