"""What was printed to be signed: the PDF each returned page is held against, and bytes that come back as they left.

Knows where prints lie: in the output folder, which may be deleted, and beside the issued paper on the shelf.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.intake.comparing import PrintedPaper
from docgen.intake.identify import match_prefix
from docgen.intake.staging import Staged
from docgen.media.apart import Shared
from docgen.office import Office
from docgen.paperwork.files import PACKS
from docgen.paperwork.shelfmarks import document_urn
from registry.errors import NotFound
from registry.rules.lifecycle import LIVE_PAPER
from registry.store.documents import FileOfPaper, files_of_papers

PRINT_ROLE, ON_SHELF = "print", "phat-hanh/vb.pdf"


@dataclass(frozen=True, kw_only=True)
class Prints:
    """The prints of one office: by document code, and the digests of files that nobody has signed."""

    papers: Mapping[str, PrintedPaper]
    unsigned: frozenset[str]  # SHA-256 of single papers
    issued: Mapping[tuple[int, str], str]  # size and SHA-256 of a print -> document code
    packs: tuple[Path, ...]
    compare: bool = True  # pages are held against their prints

    @cached_property
    def shared(self) -> Shared:
        """What pages are held against, as helpers are given it."""
        return Shared(dict(self.papers) if self.compare else {})

    def is_unsigned(self, staged: Staged) -> bool:
        """True when the file is, byte for byte, what left the office: nobody signed it."""
        same_size = (pack for pack in self.packs if pack.stat().st_size == staged.size)
        return staged.sha256 in self.unsigned or any(_digest(pack) == staged.sha256 for pack in same_size)

    def __contains__(self, code: str) -> bool:
        return code in self.papers

    def begun_by(self, staged: Staged) -> str | None:
        """The paper whose print the file begins with, byte for byte; None when it begins with none."""
        match = match_prefix(staged.path, self.issued)
        return match.document if match else None


def known_prints(office: Office, shelf: Shelf) -> Prints:
    """The prints of all papers that are still good."""
    with office.store.reading() as session:
        files = files_of_papers(session, PRINT_ROLE, LIVE_PAPER)
    papers = {
        each.document: PrintedPaper(sha256=each.file.sha256, places=tuple(_places(office, shelf, each)))
        for each in files
    }
    return Prints(
        papers=papers,
        unsigned=frozenset(paper.sha256 for paper in papers.values()),
        issued={(each.file.size, each.file.sha256): each.document for each in files},
        packs=tuple(sorted((office.output / PACKS).glob("*.pdf"))),
        compare=office.settings.inbox.compare,
    )


def _places(office: Office, shelf: Shelf, paper: FileOfPaper) -> Iterator[Path]:
    """The print in the output folder, and on the shelf when that one is gone or was touched."""
    noted = office.folder / paper.file.path
    if noted.is_file() and noted.stat().st_size == paper.file.size:
        yield noted
        return
    try:
        yield shelf.stored_path(paper.place or document_urn(office, paper.document), ON_SHELF)
    except NotFound:
        return  # printed and not issued: nothing lies on the shelf yet


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
