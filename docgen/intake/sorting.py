"""Sorting pages: which documents of ours lie in a file, complete or not, and which pages are nobody's.

Knows the page states of luu-tru.md §4.3; opens no file. Each document stands on its own evidence: a fault in one
never hinders another. Pages received earlier count, so a late page completes its document.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docgen.intake.comparing import PageLook
from docgen.intake.identify import PageRead
from docgen.intake.known import KeyOf, KnownDocument, Lookup
from docgen.messages import tr
from registry.codes import PageCode, is_genuine
from registry.problems import Place, Problem, Severity

RECEIVED_ALIKE = "page-received-alike"
"""Problem code of a page that came before and looks the same."""
OTHER_SHAPE = "page-other-shape"
"""Problem code of a page that came before, once on paper and once signed on a screen, both times as printed."""


class PageSet(enum.StrEnum):
    """What the pages of one document in a file amount to, together with those received before."""

    COMPLETE = "complete"  # every page exactly once, all genuine
    MISSING = "missing"  # genuine, but not all pages yet
    DOUBLED = "doubled"  # a page came twice: a person chooses
    OUTDATED = "outdated"  # genuine pages of a paper that was replaced, recalled or withdrawn
    FORGED = "forged"  # a page claims to be of this document and is not


@dataclass(frozen=True, kw_only=True)
class DocumentFindings:
    """The pages of one document found in one file."""

    code: str
    pages: Mapping[int, int]  # page number -> page of the file (the first copy), both counted from 1
    state: PageSet
    missing: tuple[int, ...] = ()  # page numbers that never came yet
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StrayPage:
    """A page that belongs to no document by evidence; `after` is the document of the page before it, a hint only."""

    file_page: int
    after: str | None
    problem: Problem


@dataclass(frozen=True, kw_only=True)
class FileFindings:
    """Everything found in one file, in the order of its pages."""

    documents: tuple[DocumentFindings, ...]
    foreign: tuple[StrayPage, ...]  # no code, an unknown document, two codes, unreadable: waits for a person
    forged: tuple[StrayPage, ...]  # a code of ours that we did not make: never filed

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all documents and stray pages."""
        in_documents = (problem for document in self.documents for problem in document.problems)
        return (*in_documents, *(page.problem for page in (*self.foreign, *self.forged)))


def sort_pages(reads: Iterable[PageRead], lookup: Lookup, key_of: KeyOf, *, name: str = "") -> FileFindings:
    """Tell the pages of a file apart by document; `name` is the file's name in messages."""
    genuine: dict[str, dict[int, list[PageRead]]] = {}
    foreign: list[StrayPage] = []
    forged: list[tuple[str, StrayPage]] = []
    after: str | None = None
    for read in reads:
        place = Place(file=name, page=read.file_page)
        code, problem = _judge(read, lookup, key_of, place)
        if problem is None and code is not None:
            genuine.setdefault(code.document, {}).setdefault(code.page, []).append(read)
            after = code.document
        elif problem is not None:
            stray = StrayPage(file_page=read.file_page, after=after, problem=problem)
            if code is None:
                foreign.append(stray)
            else:
                forged.append((code.document, stray))
    suspected = {document for document, _ in forged}
    found = dict.fromkeys((*genuine, *(document for document, _ in forged)))
    return FileFindings(
        documents=tuple(_findings(lookup, code, genuine.get(code, {}), code in suspected, name) for code in found),
        foreign=tuple(foreign),
        forged=tuple(stray for _, stray in forged),
    )


def whole_copy(
    code: str, pages: int, lookup: Lookup, *, looks: Mapping[int, PageLook] | None = None, name: str = ""
) -> FileFindings | None:
    """The findings on a file that is a copy of one paper, page for page; None when its pages are not as many.

    `looks` are its pages held against the print, for those that came before.
    """
    known = lookup(code)
    if known is None or known.pages != pages:
        return None
    copies = {page: [PageRead(file_page=page, look=(looks or {}).get(page))] for page in range(1, pages + 1)}
    return FileFindings(documents=(_findings(lookup, code, copies, False, name),), foreign=(), forged=())


def _judge(read: PageRead, lookup: Lookup, key_of: KeyOf, place: Place) -> tuple[PageCode | None, Problem | None]:
    """A genuine code without a problem, a forged code with one, or (None, why the page is nobody's)."""
    if read.fault:
        return None, Problem(code="page-unreadable", message=read.fault, place=place)
    if not read.codes:
        return None, _without_code(read, place)
    if len(read.codes) > 1:
        return None, Problem(code="page-two-codes", message=tr("Trang mang hai mã khác nhau."), place=place)
    code = read.codes[0]
    known = lookup(code.document)
    if known is None:
        message = tr("Mã {code} không có trong sổ của cơ quan.", code=code.document)
        return None, Problem(code="page-unknown-document", message=message, place=place)
    reason = _forgery(code, known, key_of(code.generation))
    return code, Problem(code="page-forged", message=reason, place=place) if reason else None


def _without_code(read: PageRead, place: Place) -> Problem:
    listed = ", ".join(read.foreign)
    message = tr("Trang không có mã của cơ quan; cần người xem.")
    if listed:
        message = tr("Trang không có mã của cơ quan (chỉ có mã lạ: {codes}); cần người xem.", codes=ascii(listed))
    return Problem(code="page-without-code", message=message, place=place)


def _forgery(code: PageCode, known: KnownDocument, key: bytes | None) -> str:
    """Why the code is not ours, "" when it is."""
    if key is None:
        return tr("Mã trang dùng khóa đời {n} mà cơ quan không có.", n=code.generation)
    if not is_genuine(code, key, known.input_digest):
        return tr("Dấu kiểm trong mã trang không đúng; trang không được lưu.")
    if code.pages != known.pages:
        return tr("Mã ghi {n} trang nhưng văn bản có {m} trang.", n=code.pages, m=known.pages)
    return ""


def _findings(
    lookup: Lookup, code: str, copies: Mapping[int, list[PageRead]], is_suspected: bool, name: str
) -> DocumentFindings:
    known = lookup(code)
    if known is None:
        raise LookupError(code)  # a genuine or forged code is judged against a known document only
    missing = tuple(page for page in range(1, known.pages + 1) if page not in copies and page not in known.already_have)
    problems = tuple(_problems(known, copies, missing, name))
    return DocumentFindings(
        code=code,
        pages={page: copies[page][0].file_page for page in sorted(copies)},
        state=PageSet.FORGED if is_suspected else _state(problems),
        missing=missing,
        problems=problems,
    )


def _state(problems: tuple[Problem, ...]) -> PageSet:
    """The gravest of what was found."""
    codes = {problem.code for problem in problems}
    if "document-outdated" in codes:
        return PageSet.OUTDATED
    if codes & {"page-doubled", "page-received-before"}:
        return PageSet.DOUBLED
    return PageSet.MISSING if "pages-missing" in codes else PageSet.COMPLETE


def _problems(
    known: KnownDocument, copies: Mapping[int, list[PageRead]], missing: tuple[int, ...], name: str
) -> Iterator[Problem]:
    if known.is_outdated:
        message = tr("{title}: văn bản {state}; cần người xem.", title=known.title, state=known.state.label)
        yield Problem(code="document-outdated", message=message, place=Place(file=name))
    for page, reads in sorted(copies.items()):
        places = [read.file_page for read in reads]
        if len(reads) > 1:
            yield _doubled(known.title, page, reads, Place(file=name, page=places[1]))
        if page in known.already_have:
            yield _received_before(known, page, reads, Place(file=name, page=places[0]))
    if missing:
        listed = ", ".join(map(str, missing))
        message = tr(
            "{title}: còn thiếu trang {pages}; quét bổ sung rồi thả vào thư mục nhận.", title=known.title, pages=listed
        )
        yield Problem(code="pages-missing", message=message, severity=Severity.WARNING, place=Place(file=name))


def _doubled(title: str, page: int, reads: list[PageRead], place: Place) -> Problem:
    """A page that came more than once: a note when all copies are alike, else a person chooses (luu-tru.md §4.3)."""
    listed = ", ".join(str(read.file_page) for read in reads)
    if all(_is_like(reads[0], other) for other in reads[1:]):
        message = tr(
            "{title}: trang {n} được quét {count} lần, các bản như nhau (trang {pages} của tệp).",
            title=title,
            n=page,
            count=len(reads),
            pages=listed,
        )
        return Problem(code="page-scanned-twice", message=message, severity=Severity.INFO, place=place)
    message = tr("{title}: trang {n} có nhiều bản (trang {pages} của tệp).", title=title, n=page, pages=listed)
    return Problem(code="page-doubled", message=message, place=place)


def _received_before(known: KnownDocument, page: int, reads: list[PageRead], place: Place) -> Problem:
    """A page that another file brought before: a note when both copies are alike, else a person chooses.

    Of paper and of what was signed on a screen nothing can be held against the other but what was printed on both.
    """
    before = known.already_have[page].look
    looks = [read.look for read in reads if read.look is not None]
    if before is not None and len(looks) == len(reads) and all(look.is_like(before) for look in looks):
        if any(look.on_screen != before.on_screen for look in looks):
            message = tr(
                "{title}: trang {n} đã nhận từ trước ở dạng khác (giấy quét, bản ký số), cả hai đúng bản in.",
                title=known.title,
                n=page,
            )
            return Problem(code=OTHER_SHAPE, message=message, severity=Severity.INFO, place=place)
        message = tr("{title}: trang {n} đã nhận từ trước, hai bản như nhau.", title=known.title, n=page)
        return Problem(code=RECEIVED_ALIKE, message=message, severity=Severity.INFO, place=place)
    message = tr("{title}: trang {n} đã nhận từ trước; cần người xem bản nào đúng.", title=known.title, n=page)
    return Problem(code="page-received-before", message=message, place=place)


def _is_like(one: PageRead, other: PageRead) -> bool:
    return one.look is not None and other.look is not None and one.look.is_like(other.look)
