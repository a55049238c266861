"""A received page held against its print: what is written by hand is expected in its places and nowhere else.

Knows the printed PDF and the picture of a page; does not know registers, and decides nothing. Runs in the processes
that read pages, so everything that goes in and out can be pickled.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from docgen.errors import UnsafeFile
from docgen.intake.handwriting import Printed, WritingPlaces, writing_places
from docgen.media import pdf
from docgen.media.comparison import DPI, Box, Comparison, Hand, Suspicion, compare, compare_drawn
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
    hand: Hand | None = field(default=None, compare=False, repr=False)  # what was written on it; None: not compared

    def is_like(self, other: PageLook) -> bool:
        """True when both are good copies of one page: as printed, and written on alike."""
        if not (self.is_compared and other.is_compared) or self.changes or other.changes:
            return False
        return self.hand is not None and other.hand is not None and self.hand.is_like(other.hand)


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


def look_at_drawn(file: Path, paper: PrintedPaper, page: int) -> PageLook:
    """Page `page` of a PDF that was never on paper against the same page of its print."""
    print_ = paper.find()
    if print_ is None or page > pdf.page_count(print_):
        return PageLook(is_compared=False)
    words = printed_words(print_, page)
    places = writing_places(words)
    rooms, boxes = [place.room for place in places.signing], [word.box for word in words]
    shown, other = _drawn(print_, page), _drawn(file, page)
    return _told(places, compare_drawn(shown, other, words=boxes, expected=places.expected, rooms=rooms))


def _look(scan: Picture, found: FoundCode, print_: Path, page: int) -> PageLook:
    words = printed_words(print_, page)
    places = writing_places(words)
    rooms, boxes = [place.room for place in places.signing], [word.box for word in words]
    shown = _drawn(print_, page)
    return _told(places, compare(shown, scan, found.corners, words=boxes, expected=places.expected, rooms=rooms))


def _drawn(path: Path, page: int) -> Picture:
    """The page at the resolution of comparing; PDFium draws thin rules too dark at low resolutions."""
    return pdf.page_image(path, page, 2 * DPI).reduce(2)


def _told(places: WritingPlaces, result: Comparison | None) -> PageLook:
    if result is None:
        return PageLook(is_compared=False)
    names = [(place.name, ink >= _SIGNED_MM2) for place, ink in zip(places.signing, result.ink, strict=True)]
    return PageLook(
        is_compared=True,
        changes=result.changes,
        hand=result.hand,
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
