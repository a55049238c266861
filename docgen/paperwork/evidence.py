"""What is laid before the person who decides on a received file: pages in doubt, candidates, the bytes proved again.

Knows which pages may leave a picture on disk: those with a code of ours. A page without one may be secret paper that
only eyes can see: nothing of it is stored until tesseract read it well and saw no mark, or a person opened the file
and said so (luu-tru.md, requirement 53).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import DocgenError
from docgen.intake.candidates import Candidate, Traits, best_candidates
from docgen.intake.kinds import secrecy_mark
from docgen.intake.own_print import changed_words_of
from docgen.intake.pictures import page_picture, words_of
from docgen.intake.wording import WordChange
from docgen.media import ocr
from docgen.media.apart import Helpers
from docgen.media.durable import write_remade
from docgen.office import Office
from docgen.paperwork.at_hand import title_of
from docgen.paperwork.clearing import can_read, reads_clear, words_on
from docgen.paperwork.prints import known_prints
from docgen.paperwork.shelfmarks import open_shelf
from registry.labels import DocumentState
from registry.rules.lifecycle import LIVE_PAPER
from registry.store.documents import document_records
from registry.store.received import FileRecord
from registry.store.values import DocumentRecord

PICTURES = "anh"  # in the review folder
_MOST_PICTURES = 3  # of pages of ours, and of others
_STRANGE = frozenset({"page-without-code", "page-unknown-document", "page-two-codes", "page-forged"})
_UNREAD = ".khong-ro"  # beside the pictures: a page that the program could not read well
_UNREADABLE = "page-unreadable"
_DRAWN = frozenset({"pdf", "image"})


@dataclass(frozen=True, kw_only=True)
class Before:
    """A file as it lies before the person: `pictures` are PNG files, of its `uncleared` pages none may be kept yet."""

    file: FileRecord
    candidates: tuple[Candidate, ...]
    pictures: tuple[Path, ...]
    uncleared: tuple[int, ...] = ()
    compared_with: str = ""  # the paper whose print the words were held against, "" when none was
    differences: tuple[WordChange, ...] = ()


def traits(office: Office) -> tuple[Traits, ...]:
    """What our living papers can be recognised by, those whose signed copies are awaited first."""
    with office.store.reading() as session:
        records = document_records(session, states=LIVE_PAPER)
    return tuple(sorted((_traits(record) for record in records), key=lambda each: not each.is_awaited))


def lay_before(
    office: Office, helpers: Helpers, file: FileRecord, papers: tuple[Traits, ...], cleared: Collection[str]
) -> Before:
    """The file with its candidates, its pictures and its words against the print; what cannot be read is left out.

    `cleared` are the hashes of files that a person looked at for secrecy marks.
    """
    stored = office.folder / file.stored_path
    named = {str(row["document"]) for row in file.documents}
    texts = (*file.names, *_words(office, helpers, stored, file.kind))
    candidates = best_candidates(texts, named, papers)
    is_one = file.kind == "pdf" and len(named) <= 1  # the words of a pile are nobody's in particular
    suspect = next((each for each in candidates if each.is_meant), None) if is_one else None
    doubt = _in_doubt(file) if file.kind in _DRAWN else _Doubt(pages=(), strange=frozenset())
    hidden = _hidden(office, helpers, file, doubt, cleared)
    return Before(
        file=file,
        candidates=candidates,
        pictures=_pictures(office, helpers, file, [page for page in doubt.pages if page not in hidden]),
        uncleared=hidden,
        compared_with=suspect.document if suspect else "",
        differences=_differences(office, helpers, stored, suspect.document) if suspect else (),
    )


def _differences(office: Office, helpers: Helpers, stored: Path, code: str) -> tuple[WordChange, ...]:
    """Where the words of the file differ from the print of the paper it claims to be (luu-tru.md §2.6)."""
    paper = known_prints(office, open_shelf(office)).papers.get(code)
    try:
        return helpers.run(changed_words_of, stored, paper) if paper else ()
    except (DocgenError, OSError):
        return ()


def forget_pictures(office: Office, file: FileRecord) -> None:
    """The person has decided: the pictures go, the bytes stay."""
    for path in (office.review / PICTURES).glob(f"{file.sha256[:16]}-*"):
        path.unlink(missing_ok=True)


def is_unchanged(office: Office, file: FileRecord) -> bool:
    """True when the stored bytes still have the hash they came with."""
    try:
        with (office.folder / file.stored_path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    except FileNotFoundError:
        return False


def _words(office: Office, helpers: Helpers, stored: Path, kind: str) -> tuple[str, ...]:
    """What the file says; of a scan what tesseract sees on its first page, where it is installed and allowed."""
    try:
        texts = helpers.run(words_of, stored, kind)
        if any(text.strip() for text in texts) or kind not in _DRAWN:
            return texts
        if not office.settings.inbox.ocr or ocr.reader() is None:
            return ()
        return (words_on(helpers, stored, kind, 1),)
    except (DocgenError, OSError):
        return ()


@dataclass(frozen=True)
class _Doubt:
    """Pages of a file that a person should see, the most telling first, and those of them without a code of ours."""

    pages: tuple[int, ...]
    strange: frozenset[int]


def picture_of(office: Office, file: FileRecord, page: int) -> Path:
    """Where the picture of a page lies while its file waits."""
    return office.review / PICTURES / f"{file.sha256[:16]}-{page}.png"


def _hidden(
    office: Office, helpers: Helpers, file: FileRecord, doubt: _Doubt, cleared: Collection[str]
) -> tuple[int, ...]:
    """Pages of which no picture may be kept yet; one that lies there was read well before. All of a file that came
    again under a name with a secrecy mark, whoever cleared it before.
    """
    if secrecy_mark((), *file.names):
        forget_pictures(office, file)
        return doubt.pages
    if file.sha256 in cleared:
        return ()
    return tuple(
        page
        for page in doubt.pages
        if page in doubt.strange
        and not picture_of(office, file, page).exists()
        and not _is_read_clear(office, helpers, file, page)
    )


def _is_read_clear(office: Office, helpers: Helpers, file: FileRecord, page: int) -> bool:
    """True when tesseract reads the page well; that it does not is noted by an empty file: reading takes seconds."""
    note = picture_of(office, file, page).with_suffix(_UNREAD)
    if note.exists() or not can_read(office):
        return False
    is_clear = reads_clear(helpers, office.folder / file.stored_path, file.kind, page)
    if not is_clear:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.touch()
    return is_clear


def _pictures(office: Office, helpers: Helpers, file: FileRecord, pages: Sequence[int]) -> tuple[Path, ...]:
    targets = {page: picture_of(office, file, page) for page in pages}
    for page, target in targets.items():
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                write_remade(target, helpers.run(page_picture, office.folder / file.stored_path, file.kind, page))
            except (DocgenError, FileNotFoundError):
                continue
    return tuple(target for target in targets.values() if target.exists())


def _in_doubt(file: FileRecord) -> _Doubt:
    """Pages that a problem points at, then those of each document that waits; page 1 of a paper of ours without any."""
    problems: list[Mapping[str, Any]] = [*file.problems, *(p for row in file.documents for p in row["problems"])]
    told = [(int(problem["page"]), problem["code"]) for problem in problems if problem.get("page")]
    pages = dict.fromkeys(page for page, code in told if code != _UNREADABLE)
    waiting = {row["document"] for row in file.documents if row["outcome"] != "filed"}
    pages |= dict.fromkeys(proof.position for proof in file.pages if proof.document in waiting)
    strange = frozenset(page for page, code in told if code in _STRANGE)
    if not pages and not told and file.documents:
        pages = {1: None}
    ours = [page for page in pages if page not in strange]
    return _Doubt(pages=(*ours[:_MOST_PICTURES], *sorted(strange)[:_MOST_PICTURES]), strange=strange)


def _traits(record: DocumentRecord) -> Traits:
    return Traits(
        code=record.code,
        title=title_of(record),
        number=record.number_text or "",
        recipient=record.official.name if record.official else record.unit,
        date=f"{record.dated:%d/%m/%Y}" if record.dated else "",
        is_awaited=record.state is DocumentState.ISSUED,
    )
