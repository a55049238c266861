"""The registers as printed books: made, compared with the last print, shelved and recorded like an issued paper.

A book whose rows have not changed is not filed again; one that has new rows takes the place of its last print, which
stays on the shelf.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.errors import OutsideMissing
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.books import books_of
from docgen.paperwork.entering import code_from, entry, subject_of
from docgen.paperwork.files import BOOKS, put
from docgen.paperwork.founding import founding
from docgen.paperwork.papers import Paper, PaperMaker
from docgen.paperwork.printer import print_papers
from docgen.paperwork.shelfmarks import document_object, document_urn, open_shelf
from docgen.wording.register_book import TITLE, register_book_context
from registry.errors import NotFound, RuleBroken
from registry.facts import RegisterBookFacts
from registry.labels import DocumentKind, DocumentState
from registry.store.documents import add_document, add_file, document_records, move
from registry.store.dossier_filling import settle_place
from registry.store.entering import ensure_cycle
from registry.store.register_rows import missing_in, register_entries, register_records
from registry.store.values import DocumentRecord, FileRef
from registry.vietnamese import fold


@dataclass(frozen=True, kw_only=True)
class PrintedBook:
    """A register as a book on disk; `pdf` is "" where nothing converts, `is_new` when it was filed now."""

    code: str
    register: str
    rows: int
    docx: str
    pdf: str
    is_new: bool


def print_registers(
    office: Office, *, register: str = "", year: int | None = None, volume: int = 1, with_pdf: bool = True
) -> tuple[PrintedBook, ...]:
    """Every register with rows as a book, or the one named; RuleBroken when a number is missing without a reason."""
    books, before = _read(office, register, year, volume)
    if not books:
        raise NotFound(tr("Chưa có sổ nào để in."))
    maker = PaperMaker(office)
    return tuple(_print(office, maker, book, before.get(_key(book)), with_pdf) for book in books)


Key = tuple[str, str, int]


def _read(
    office: Office, register: str, year: int | None, volume: int
) -> tuple[tuple[RegisterBookFacts, ...], dict[Key, DocumentRecord]]:
    with office.store.reading() as session:
        registers, entries = register_records(session), register_entries(session)
        issued = document_records(session, kinds={DocumentKind.REGISTER_BOOK}, states={DocumentState.ISSUED})
    missing = missing_in(registers, entries)
    if missing:
        raise RuleBroken(
            tr("Sổ thiếu số không có lý do: {numbers}.", numbers=", ".join(missing)),
            advice=tr("Khôi phục từ bản sao lưu, hoặc ghi lý do bằng “docgen register void”."),
        )
    books = books_of(office, registers, entries, register=register, year=year, volume=volume)
    return books, {_key_of(record.context): record for record in issued}


def _key(book: RegisterBookFacts) -> Key:
    return _key_of(register_book_context(book))


def _key_of(context: Mapping[str, object]) -> Key:
    """What makes two prints prints of the same book."""
    return str(context["register"]), str(context["period"]), int(str(context["volume"]))


def _print(
    office: Office, maker: PaperMaker, book: RegisterBookFacts, before: DocumentRecord | None, with_pdf: bool
) -> PrintedBook:
    code = before.code if before else _code(office, book, "")
    paper = _compose(office, maker, book, code)
    is_new = before is None or before.input_digest != paper.input_digest
    if before is not None and is_new:
        code = _code(office, book, before.code)
        paper = _compose(office, maker, book, code)
    docx = put(office, BOOKS, f"{_name(book)}.docx", paper.docx)
    pdf = _pdf(office, code, paper, _name(book)) if with_pdf else None
    if is_new:
        _file(office, book, code, paper, before, [file for file in (docx, pdf) if file])
    return PrintedBook(
        code=code,
        register=book.register,
        rows=len(book.rows),
        docx=docx.path,
        pdf=pdf.path if pdf else "",
        is_new=is_new,
    )


def _code(office: Office, book: RegisterBookFacts, before: str) -> str:
    """The code of a print that follows the print `before`; no paper of the office bears it.

    It comes from what the book says, not from chance: a print that a power cut left on the shelf without its record is
    taken up by the next one.
    """
    return code_from(office, [before, register_book_context(book)])


def _compose(office: Office, maker: PaperMaker, book: RegisterBookFacts, code: str) -> Paper:
    context = register_book_context(replace(book, document=code))
    return maker.compose(DocumentKind.REGISTER_BOOK, book.issuer.regime, context, on=office.clock.today())


def _name(book: RegisterBookFacts) -> str:
    year = f"-{book.year}" if book.year else ""
    return f"so-{re.sub('[^a-z0-9]+', '-', fold(book.register))}{year}-q{book.volume:02d}"


def _pdf(office: Office, code: str, paper: Paper, name: str) -> FileRef | None:
    """The book as PDF; None where no LibreOffice answers: the Word file is the book all the same."""
    try:
        printed = print_papers(office, {code: paper.docx})[code]
    except OutsideMissing:
        return None
    return put(office, BOOKS, f"{name}.pdf", printed.path.read_bytes())


def _file(
    office: Office,
    book: RegisterBookFacts,
    code: str,
    paper: Paper,
    before: DocumentRecord | None,
    files: Sequence[FileRef],
) -> None:
    """On the shelf first, then in the registry, like every paper."""
    held: dict[str, bytes | Path] = {
        f"phat-hanh/vb{Path(file.path).suffix}": office.folder / file.path for file in files
    }
    held["phat-hanh/du-lieu.json"] = (json.dumps(paper.context, ensure_ascii=False, indent=1) + "\n").encode()
    now, settings = office.clock.now(), office.settings
    open_shelf(office).put(document_object(office, code), held, message=tr("in sổ đăng ký"), user=office.actor, at=now)
    document = entry(
        office,
        DocumentKind.REGISTER_BOOK,
        code,
        book.issuer,
        paper,
        person=None,
        abstract=f"{TITLE.lower()} {subject_of(paper.context)}",
        signatory="",
        order=1,
        at=now,
        state=DocumentState.ISSUED,
    )
    with office.store.changing(actor=office.actor, at=now, reason=tr("in sổ đăng ký")) as session:
        ensure_cycle(session, document.year, term=settings.campaign.term, task_word=settings.campaign.task_word)
        if before is not None:
            move(session, before.code, DocumentState.REPLACED, reason=tr("sổ có dòng mới"))
        add_document(session, document)
        for role, file in zip(("issued", "print"), files, strict=False):
            add_file(session, code, role, file)
        settle_place(session, code, document_urn(office, code), founding(office))
