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
    """What holding a page against its print showed; when `is_compared` is False nothing is known of it.

    `on_screen` is a page of a file that was signed on a screen: no hand wrote on it.
    """

    is_compared: bool
    changes: tuple[Suspicion, ...] = ()
    unsigned: tuple[str, ...] = ()  # names of signatories whose room is empty
    signed: tuple[str, ...] = ()  # names of signatories in whose room there is ink
    hand: Hand | None = field(default=None, compare=False, repr=False)  # what was written on it; None: not compared
    on_screen: bool = False

    @property
    def is_as_printed(self) -> bool:
        """True when the page was compared and nothing on it is otherwise than it was printed."""
        return self.is_compared and not self.changes

    def is_like(self, other: PageLook) -> bool:
        """True when both are good copies of one page: as printed and, where hands wrote on both, written on alike."""
        if not (self.is_as_printed and other.is_as_printed):
            return False
        if self.on_screen or other.on_screen:
            return True
        return self.hand is not None and other.hand is not None and self.hand.is_like(other.hand)


NOT_COMPARED = PageLook(is_compared=False)


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
        printed = _printed_page(paper, page, shrink=2)
    except UnsafeFile:
        return NOT_COMPARED
    if printed is None:
        return NOT_COMPARED
    sheet, words = printed
    places, boxes = writing_places(words), [word.box for word in words]
    rooms = [place.room for place in places.signing]
    corners, expected = found.corners, places.expected
    return _told(places, compare(sheet.picture, scan, corners, words=boxes, expected=expected, rooms=rooms))


def look_at_drawn(file: Path, paper: PrintedPaper, page: int, *, file_page: int | None = None) -> PageLook:
    """Page `file_page`, by default the same, of a PDF that was never on paper against page `page` of its print."""
    printed = _printed_page(paper, page, shrink=1)  # both are drawn alike, however dark
    if printed is None:
        return NOT_COMPARED
    sheet, words = printed
    places, boxes = writing_places(words), [word.box for word in words]
    rooms = [place.room for place in places.signing]
    other = pdf.page_image(file, file_page or page, DPI)
    return _told(places, compare_drawn(sheet.picture, other, words=boxes, expected=places.expected, rooms=rooms))


def _printed_page(paper: PrintedPaper, page: int, *, shrink: int) -> tuple[pdf.Sheet, tuple[Printed, ...]] | None:
    """The page as it was printed, with its words; None when the very print is gone or has no such page."""
    print_ = paper.find()
    sheet = pdf.sheet(print_, page, DPI, shrink=shrink) if print_ else None
    return (sheet, tuple(_printed(word, sheet.height) for word in sheet.words)) if sheet else None


def _told(places: WritingPlaces, result: Comparison | None) -> PageLook:
    if result is None:
        return NOT_COMPARED
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


def _printed(word: pdf.Word, height: float) -> Printed:
    region = word.region
    box = Box(
        left=region.left * _MM,
        top=(height - region.top) * _MM,
        right=region.right * _MM,
        bottom=(height - region.bottom) * _MM,
    )
    return Printed(text=word.text, box=box)
