"""Reading the identity a received file carries: exact prefix, embedded code, page codes on every page.

Knows where to look and how hard; does not judge what it read, `docgen.intake.sorting` does. Evidence is taken from
the strongest down (luu-tru.md §4.2): our own bytes, the code in the properties, the code on each page. While a page is
open it is held against its print.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.errors import UnsafeFile
from docgen.intake.comparing import PageLook, PrintedPaper, look_at, look_at_drawn
from docgen.intake.kinds import Kind
from docgen.intake.opening import open_regular
from docgen.media import docx, images, pdf
from docgen.media.apart import Helpers, Shared
from docgen.media.images import Picture
from docgen.media.pagecode import FoundCode, read_codes, read_printed_code
from registry.codes import PageCode

_CHUNK = 1 << 20  # bytes
TOGETHER = 4  # pages read in one piece of work, which has limits
_DPI = (200, 300)  # read rates measured in luu-tru.md §4.1
_EMBEDDED = re.compile(r"(?:urn:docgen:form:)?([0-9A-F]{8})(?![0-9A-Z])")
Progress = Callable[[int, int], None]  # pages read, pages in all
Prints = Mapping[str, PrintedPaper]  # document code -> what was printed
Reading = tuple[Picture, tuple[FoundCode, ...]]  # a picture and what was read in it


@dataclass(frozen=True, kw_only=True)
class PageRead:
    """What one page of a file says of itself."""

    file_page: int  # counts from 1
    codes: tuple[PageCode, ...] = ()  # distinct page codes, usually one; () when none was found
    turned: int = 0  # degrees clockwise the page lies turned: 0, 90, 180, 270
    foreign: tuple[str, ...] = ()  # texts of other barcodes: listed, never used
    fault: str = ""  # why the page could not be looked at, "" when it could
    look: PageLook | None = None  # against its print; None without a code of ours or without a print

    @property
    def is_upside_down(self) -> bool:
        """True when the page was scanned head down."""
        return self.turned == 180


@dataclass(frozen=True, kw_only=True)
class PrefixMatch:
    """The file begins with the bytes of an issued PDF; `is_unchanged` when nothing was added, so nobody signed it."""

    document: str
    is_unchanged: bool


def match_prefix(path: Path, issued: Mapping[tuple[int, str], str]) -> PrefixMatch | None:
    """The longest issued PDF, (size, SHA-256) -> document code, that `path` begins with; None when there is none."""
    total = path.stat().st_size
    sizes = sorted({size for size, _ in issued if 0 < size <= total})
    best: PrefixMatch | None = None
    for size, digest in _prefix_digests(path, sizes):
        document = issued.get((size, digest))
        if document is not None:
            best = PrefixMatch(document=document, is_unchanged=size == total)
    return best


def embedded_code(path: Path, kind: Kind) -> str | None:
    """The document code in the properties of a Word form, a claim and no proof; None when there is none."""
    if kind is not Kind.FORM:
        return None
    match = _EMBEDDED.match(docx.identifier(path.read_bytes()) or "")
    return match[1] if match else None


def read_pages(
    path: Path,
    kind: Kind,
    *,
    prints: Prints | Shared | None = None,
    helpers: Helpers | None = None,
    progress: Progress | None = None,
) -> tuple[PageRead, ...]:
    """The codes on every page of a PDF or picture, in file order; pages of a paper in `prints` are compared with it.

    A page takes about 10 ms, 40 ms when it is compared; `helpers` read files nobody trusts, many pages at once;
    without them the work is done here. UnsafeFile when the file is damaged as a whole, HelperLost when it kills its
    reader.
    """
    known, apart = prints or {}, helpers or Helpers(0)
    if kind is Kind.IMAGE:
        return (apart.run(read_picture, path, known),)
    if kind is not Kind.PDF:
        return ()
    count = apart.run(pdf.page_count, path)
    tell = progress or (lambda done, total: None)
    works = [(path, range(first, min(first + TOGETHER, count + 1)), known) for first in range(1, count + 1, TOGETHER)]
    reads = itertools.chain.from_iterable(apart.run_all(read_some, works))
    return tuple(sorted(_told(tell, count, reads), key=lambda read: read.file_page))


def read_some(path: Path, pages: Iterable[int], prints: Prints) -> tuple[PageRead, ...]:
    """What a few pages of a PDF say; together they cost one handing over of `prints`."""
    return tuple(read_page(path, page, prints) for page in pages)


def read_page(path: Path, page: int, prints: Prints) -> PageRead:
    """What one page of a PDF says: the scan as it lies in the file, a page as we print it, or one drawn ever finer."""
    try:
        scan = pdf.scanned_image(path, page)
        if scan is None and (drawn := _drawn_as_printed(path, page, prints)):
            return drawn
        return _first_with_code(page, _readings(path, page, scan), prints)
    except UnsafeFile as error:
        return PageRead(file_page=page, fault=error.message)


def read_picture(path: Path, prints: Prints) -> PageRead:
    """What a picture file says, as one page."""
    picture = images.load(path)
    return _first_with_code(1, [(picture, read_codes(picture))], prints)


def look_again(path: Path, kind: Kind, page: int, prints: Prints) -> PageLook | None:
    """A page that came before against its print; None when it cannot be read or bears no code of ours."""
    try:
        return (read_picture(path, prints) if kind is Kind.IMAGE else read_page(path, page, prints)).look
    except (UnsafeFile, OSError):
        return None


def _drawn_as_printed(path: Path, page: int, prints: Prints) -> PageRead | None:
    """A page that never was on paper and looks as it was printed, its code where we print it; None for any other.

    Whatever differs from the print makes it any other: then the whole page is looked at, as if it had been scanned.
    """
    found = read_printed_code(path, page)
    paper = prints.get(found.code.document) if found and found.code else None
    if found is None or found.code is None or paper is None:
        return None
    look = look_at_drawn(path, paper, found.code.page, file_page=page)
    return replace(_with_codes(page, [found], set()), look=look) if look.is_compared and not look.changes else None


def _readings(path: Path, page: int, scan: Picture | None) -> Iterator[Reading]:
    """One reading of the page after another, made only when the one before gave nothing."""
    if scan is not None:
        yield scan, read_codes(scan)
    for dpi in _DPI:
        drawn = pdf.page_image(path, page, dpi)
        yield drawn, read_codes(drawn)


def _first_with_code(page: int, readings: Iterable[Reading], prints: Prints) -> PageRead:
    foreign: set[str] = set()
    for picture, found in readings:
        foreign |= {each.text for each in found if each.code is None}
        ours = [each for each in found if each.code is not None]
        if ours:
            return replace(_with_codes(page, ours, foreign), look=_look(picture, ours, prints))
    return PageRead(file_page=page, foreign=tuple(sorted(foreign)))


def _look(picture: Picture, ours: list[FoundCode], prints: Prints) -> PageLook | None:
    """The page against its print; None when it bears two codes (nobody knows whose it is) or the print is unknown."""
    code = ours[0].code
    paper = prints.get(code.document) if code else None
    if code is None or paper is None or len({each.text for each in ours}) > 1:
        return None
    return look_at(picture, ours[0], paper, code.page)


def _with_codes(page: int, ours: list[FoundCode], foreign: set[str]) -> PageRead:
    codes = {each.code.text: each.code for each in ours if each.code is not None}
    return PageRead(
        file_page=page,
        codes=tuple(codes[text] for text in sorted(codes)),
        turned=ours[0].turned,
        foreign=tuple(sorted(foreign)),
    )


def _told(tell: Progress, count: int, reads: Iterator[PageRead]) -> Iterator[PageRead]:
    for done, read in enumerate(reads, start=1):
        tell(done, count)
        yield read


def _prefix_digests(path: Path, sizes: list[int]) -> Iterator[tuple[int, str]]:
    """The digest of the first n bytes for each n in `sizes` (ascending), in one reading."""
    digest, position = hashlib.sha256(), 0
    with open_regular(path) as stream:
        for size in sizes:
            while position < size:
                chunk = stream.read(min(_CHUNK, size - position))
                if not chunk:
                    return
                digest.update(chunk)
                position += len(chunk)
            yield size, digest.hexdigest()
