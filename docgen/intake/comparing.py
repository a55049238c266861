"""A received page held against its print: what is written by hand is expected in its places and nowhere else.

Knows the printed PDF and the picture of a page; does not know registers, and decides nothing. Runs in the processes
that read pages, so everything that goes in and out can be pickled.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import UnsafeFile
from docgen.intake.handwriting import Printed, writing_places
from docgen.media import pdf
from docgen.media.comparison import DPI, Box, Suspicion, compare
from docgen.media.images import Picture
from docgen.media.pagecode import FoundCode

_SIGNED_MM2 = 3.0  # ink that is a signature and not dust; a short one has ten times as much
_MM = 25.4 / 72


@dataclass(frozen=True, kw_only=True)
class PageLook:
    """What holding a page against its print showed; when `is_compared` is False nothing is known of it."""

    is_compared: bool
    changes: tuple[Suspicion, ...] = ()
    unsigned: tuple[str, ...] = ()  # names of signatories whose room is empty
    signed: tuple[str, ...] = ()  # names of signatories in whose room there is ink


@dataclass(frozen=True, kw_only=True)
class PrintedPaper:
    """The PDF a paper was printed from: its SHA-256 and where it may lie, the likeliest place first."""

    sha256: str
    places: tuple[Path, ...]

    def find(self) -> Path | None:
        """The first place that holds the very bytes that were printed; None when there is none any more."""
        return next((place for place in self.places if place.is_file() and _digest(place) == self.sha256), None)


def look_at(scan: Picture, found: FoundCode, paper: PrintedPaper, page: int) -> PageLook:
    """The picture of a page, its code found in it, against page `page` of its print."""
    try:
        print_ = paper.find()
        if print_ is None or page > pdf.page_count(print_):
            return PageLook(is_compared=False)
        return _look(scan, found, print_, page)
    except UnsafeFile:
        return PageLook(is_compared=False)


def _look(scan: Picture, found: FoundCode, print_: Path, page: int) -> PageLook:
    words = printed_words(print_, page)
    places = writing_places(words)
    rooms = [place.room for place in places.signing]
    shown = pdf.page_image(print_, page, 2 * DPI).reduce(2)  # PDFium draws thin rules too dark at low resolutions
    result = compare(
        shown, scan, found.corners, words=[word.box for word in words], expected=places.expected, rooms=rooms
    )
    if result is None:
        return PageLook(is_compared=False)
    names = [(place.name, ink >= _SIGNED_MM2) for place, ink in zip(places.signing, result.ink, strict=True)]
    return PageLook(
        is_compared=True,
        changes=result.changes,
        unsigned=tuple(name for name, has_ink in names if not has_ink),
        signed=tuple(name for name, has_ink in names if has_ink),
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def printed_words(print_: Path, page: int) -> tuple[Printed, ...]:
    """The words on a page of a printed PDF and where they stand."""
    height = pdf.page_sizes(print_)[page - 1][1]
    return tuple(_printed(word, height) for word in pdf.page_words(print_, page))


def _printed(word: pdf.Word, height: float) -> Printed:
    region = word.region
    box = Box(
        left=region.left * _MM,
        top=(height - region.top) * _MM,
        right=region.right * _MM,
        bottom=(height - region.bottom) * _MM,
    )
    return Printed(text=word.text, box=box)
