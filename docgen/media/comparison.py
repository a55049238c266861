"""Two pictures of one page compared: what was printed against what came back from the scanner.

Knows where ink was added or taken away; does not know what ink is allowed, the areas for number, date, signature and
seal come in. Boxes are millimetres from the upper left corner of the page as it is read. A pen only adds ink: print
that vanished is told even where writing is expected. A changed word is seen; a changed letter or digit may hide in
the tolerance that spares honest scans.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image, ImageChops, ImageDraw

from docgen.media.laying import (
    DPI,
    MM,
    NOWHERE,
    PIECE,
    Corner,
    Grey,
    Laid,
    best_offset,
    grey,
    has_text,
    lay_on,
    square,
    window,
)

__all__ = ["DPI", "Box", "Change", "Comparison", "Hand", "Suspicion", "compare", "compare_drawn"]
_CELL = 9  # pixels; side of a cell in which ink is counted, some 3 mm
_FAINT = 60  # of 255: a difference in grey that blur, noise and pale toner make
_SUSPICIOUS_MM2 = 0.8  # ink in a cell and its neighbours; less is dust, ringing and stretched paper
_BORDER_MM = (28.0, 8.0, 8.0, 8.0)  # left, top, right, bottom: punch holes, code and the scanner's lid
_SMALL_WORD_MM2 = 1.0  # ink of a printed word; dots and dashes are left to the cells
_UNLIKE = 0.6  # share of a word's ink; most honest words differ less and need no closer look
_LIKE = 0.48  # measured: honest words 0.6 and more, names pasted over others 0.35 and less
_OTHER_HAND_MM2 = 1.5  # ink of one copy that the other lacks; dust and seals that lie off have less
_STRAY = 3  # pixels; paper may lie so much off at one piece, because it stretches and scanners pull


class Change(enum.StrEnum):
    """What happened to the ink."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"  # a word that looks otherwise


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle on the page, in millimetres from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Suspicion:
    """An area where the scan shows something else than what was printed."""

    box: Box
    change: Change
    ink: float  # square millimetres, pale ink counted less


@dataclass(frozen=True, kw_only=True)
class Hand:
    """All ink that was not printed, in cells of some 3 mm: enough to tell two copies of one page apart."""

    width: int  # cells in a row
    cells: bytes  # 255 for a cell that is all ink

    def is_like(self, other: Hand) -> bool:
        """True when both copies were written on in the same places, as far as paper may lie off in a scanner."""
        if (self.width, len(self.cells)) != (other.width, len(other.cells)):
            return False
        mine, theirs = (np.frombuffer(each.cells, np.uint8).reshape(-1, each.width) for each in (self, other))
        return max(_unmatched(mine, theirs), _unmatched(theirs, mine)) < _OTHER_HAND_MM2


def _unmatched(mine: Grey, theirs: Grey) -> float:
    """Ink in cells around which the other copy has hardly any, in square millimetres."""
    around = sliding_window_view(np.pad(theirs, 1), (3, 3)).sum(axis=(2, 3), dtype=np.int32)
    alone = mine[around < 0.3 * mine]
    return int(alone.sum(dtype=np.int64)) / 255 * (_CELL / MM) ** 2


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What the scan shows otherwise: unexpected changes, the ink (square millimetres) in each room, all added ink."""

    changes: tuple[Suspicion, ...]
    ink: tuple[float, ...]
    hand: Hand


def compare(
    printed: Image.Image,
    scan: Image.Image,
    corners: Sequence[Corner],
    *,
    words: Sequence[Box],
    expected: Sequence[Box],
    rooms: Sequence[Box] = (),
) -> Comparison | None:
    """Where the scan shows something else than the page, and how much was written into the `rooms`.

    Ink may be added in the `expected` areas only; the printed `words` must look as printed. `printed` is the page
    drawn at DPI, `corners` are those of its page code in the scan. None when the scan cannot be laid on the page: then
    nothing has been compared and a person must look.
    """
    page = printed.convert("L")
    laid = lay_on(page, scan.convert("L"), corners, ImageChops.invert(_free_area(page.size, expected, border=False)))
    return None if laid is None else _compared(page, laid, words, expected, rooms)


def compare_drawn(
    printed: Image.Image,
    drawn: Image.Image,
    *,
    words: Sequence[Box],
    expected: Sequence[Box],
    rooms: Sequence[Box] = (),
) -> Comparison | None:
    """The same for a page that never was on paper, drawn at DPI like the print; None when the sizes differ."""
    page, other = printed.convert("L"), drawn.convert("L")
    if page.size != other.size:
        return None
    return _compared(page, Laid(picture=other, scan=other, carry=NOWHERE), words, expected, rooms)


def _compared(
    page: Image.Image, laid: Laid, words: Sequence[Box], expected: Sequence[Box], rooms: Sequence[Box]
) -> Comparison:
    free = _free_area(page.size, expected)
    added, removed = _differences(page, laid.picture)
    unexpected = ImageChops.multiply(added, free)
    removed = ImageChops.multiply(removed, _free_area(page.size, ()))
    _forgive_stretch(page, laid.picture, unexpected, removed, free)
    replaced = _replaced(page, laid, words, free)
    changes = (*replaced, *_areas(unexpected, Change.ADDED), *_areas(removed, Change.REMOVED))
    cells = ImageChops.multiply(added, _free_area(page.size, ())).reduce(_CELL)
    hand = Hand(width=cells.width, cells=cells.tobytes())
    return Comparison(changes=changes, ink=tuple(_ink_in(added, room) for room in rooms), hand=hand)


def _differences(page: Image.Image, laid: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Ink of the scan with no print near it, and print with no ink of the scan near it."""
    added = ImageChops.subtract(_spread(page), laid, offset=-_FAINT)
    removed = ImageChops.subtract(_spread(laid), page, offset=-_FAINT)
    return added, removed


def _spread(picture: Image.Image) -> Image.Image:
    """Each point as dark as the darkest within a pixel: forgives 0.34 mm to each side."""
    wide = picture
    for step in (-1, 1):
        wide = ImageChops.darker(wide, _moved(picture, step, 0))
    tall = wide
    for step in (-1, 1):
        tall = ImageChops.darker(tall, _moved(wide, 0, step))
    return tall


def _moved(picture: Image.Image, x: int, y: int) -> Image.Image:
    return ImageChops.offset(picture, x, y)  # what wraps around lies in the border, which is not compared


def _free_area(size: tuple[int, int], expected: Sequence[Box], *, border: bool = True) -> Image.Image:
    """White where ink is compared, black where handwriting is expected and, if asked, in the borders."""
    left, top, right, bottom = (round(edge * MM) if border else 0 for edge in _BORDER_MM)
    area = Image.new("L", size, 0)
    pencil = ImageDraw.Draw(area)
    pencil.rectangle((left, top, size[0] - right, size[1] - bottom), fill=255)
    for box in expected:
        pencil.rectangle(_pixels(box), fill=0)
    return area


def _pixels(box: Box) -> tuple[int, int, int, int]:
    return round(box.left * MM), round(box.top * MM), round(box.right * MM), round(box.bottom * MM)


def _forgive_stretch(
    page: Image.Image, laid: Image.Image, added: Image.Image, removed: Image.Image, free: Image.Image
) -> None:
    """Compare each suspicious piece with text once more where it lies best, because paper and scanners stretch."""
    inside, ground = _free_area(page.size, ()), grey(laid)
    for piece in sorted({_piece_of(cell) for mask in (added, removed) for cell in _full_cells(mask)[1]}):
        box = square(piece)
        if not has_text(page, piece):  # nothing tells where it lies
            continue
        offset = best_offset(grey(page.crop(box)), ground, piece, _STRAY)
        left, top = piece[0] + round(offset.real), piece[1] + round(offset.imag)
        again = laid.crop((left - 1, top - 1, left + PIECE + 1, top + PIECE + 1))
        mine = page.crop((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1))
        for mask, found, where in zip((added, removed), _differences(mine, again), (free, inside), strict=True):
            inner = ImageChops.multiply(found.crop((1, 1, PIECE + 1, PIECE + 1)), where.crop(box))
            if _darkness(inner) < _darkness(mask.crop(box)):
                mask.paste(inner, box)


def _replaced(page: Image.Image, laid: Laid, words: Sequence[Box], free: Image.Image) -> Iterator[Suspicion]:
    """Words that look otherwise than printed; those that handwriting may cross are left out."""
    printed, seen = grey(page), grey(laid.picture)
    difference, crossed = grey(ImageChops.difference(page, laid.picture)), grey(free) == 0
    for word in words:
        left, top, right, bottom = _pixels(word)
        box = (left - 1, top, right + 1, bottom)
        place = np.s_[max(box[1], 0) : max(box[3], 0), max(box[0], 0) : max(box[2], 0)]
        ink, unlike = _ink(255 - printed[place]), _ink(difference[place])
        if ink < _SMALL_WORD_MM2 or unlike < _UNLIKE * ink or crossed[place].any():
            continue
        if _likeness(printed, seen, laid, box) < _LIKE:
            yield Suspicion(box=_rounded(word), change=Change.REPLACED, ink=round(unlike, 1))


def _likeness(printed: Grey, seen: Grey, laid: Laid, box: tuple[int, int, int, int]) -> float:
    """How much the box looks as printed, where it lies and where it would lie best."""
    size = (box[2] - box[0], box[3] - box[1])
    wanted = window(printed, (box[0], box[1]), size)
    here = _correlation(wanted, window(seen, (box[0], box[1]), size))
    if here >= _LIKE:
        return here
    off = best_offset(wanted, seen, (box[0], box[1]), _STRAY)
    return max(here, _correlation(wanted, grey(laid.again(box, off))))


def _correlation(one: Grey, other: Grey) -> float:
    """From -1 to 1: 1 when both show the same, however pale; 0 when one has nothing to do with the other."""
    mine, theirs = one - one.mean(), other - other.mean()
    spread = float((mine * mine).sum() * (theirs * theirs).sum())
    return float((mine * theirs).sum()) / math.sqrt(spread) if spread > 0 else 0.0


def _darkness(picture: Image.Image) -> float:
    """The ink of a picture in which ink is bright, in square millimetres."""
    return _ink(grey(picture))


def _ink(bright: Grey) -> float:
    return int(bright.sum(dtype=np.int64)) / 255 / MM**2


def _rounded(box: Box) -> Box:
    return Box(left=round(box.left, 1), top=round(box.top, 1), right=round(box.right, 1), bottom=round(box.bottom, 1))


def _piece_of(cell: tuple[int, int]) -> Corner:
    per_piece = PIECE // _CELL
    return cell[0] // per_piece * PIECE, cell[1] // per_piece * PIECE


def _areas(mask: Image.Image, change: Change) -> Iterator[Suspicion]:
    """Neighbouring cells with too much ink, joined."""
    ink, full = _full_cells(mask)
    while full:
        group = _connected(full)
        full -= group
        yield Suspicion(box=_box(group), change=change, ink=round(sum(ink[cell] for cell in group), 1))


def _full_cells(mask: Image.Image) -> tuple[dict[tuple[int, int], float], set[tuple[int, int]]]:
    """The ink in each cell that has some, in square millimetres, and the cells with too much."""
    cells = mask.reduce(_CELL)
    shares = ((place, share) for place, share in enumerate(cells.tobytes()) if share)
    ink = {(place % cells.width, place // cells.width): share / 255 * (_CELL / MM) ** 2 for place, share in shares}
    return ink, {cell for cell in ink if _around(ink, cell) >= _SUSPICIOUS_MM2}


def _around(ink: dict[tuple[int, int], float], cell: tuple[int, int]) -> float:
    """Ink in the cell and the richest of its four neighbours: a stroke may lie on the line between two."""
    x, y = cell
    return ink[cell] + max(ink.get(near, 0.0) for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)))


def _connected(cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """All cells that hang together with one of them, corners included."""
    open_, group = [min(cells)], set()
    while open_:
        x, y = open_.pop()
        if (x, y) in cells and (x, y) not in group:
            group.add((x, y))
            open_ += [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return group


def _box(cells: set[tuple[int, int]]) -> Box:
    columns, rows = [x for x, _ in cells], [y for _, y in cells]
    side = _CELL / MM
    return Box(
        left=round(min(columns) * side, 1),
        top=round(min(rows) * side, 1),
        right=round((max(columns) + 1) * side, 1),
        bottom=round((max(rows) + 1) * side, 1),
    )


def _ink_in(added: Image.Image, room: Box) -> float:
    """Ink written into the room, in square millimetres."""
    return round(_darkness(added.crop(_pixels(room))), 1)
