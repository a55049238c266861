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
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image

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
_Cell = tuple[int, int]  # column and row
Pixels = npt.NDArray[np.int64]  # a row for each box: left, top, right, bottom


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
    page = _in_grey(printed)
    laid = lay_on(page, _in_grey(scan), corners, _free_area(page.size, expected, border=False) == 0)
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
    page, other = _in_grey(printed), _in_grey(drawn)
    if page.size != other.size:
        return None
    return _compared(page, Laid(picture=other, scan=other, carry=NOWHERE), words, expected, rooms)


def _in_grey(picture: Image.Image) -> Image.Image:
    return picture if picture.mode == "L" else picture.convert("L")


def _compared(
    page: Image.Image, laid: Laid, words: Sequence[Box], expected: Sequence[Box], rooms: Sequence[Box]
) -> Comparison:
    inside, free = _free_area(page.size, ()), _free_area(page.size, expected)
    printed, seen = grey(page), grey(laid.picture)
    added, removed = _differences(printed, seen)
    cells = Image.fromarray(added & inside).reduce(_CELL)
    unexpected, missing, changes = added & free, removed & inside, list[Suspicion]()
    if missing.any() or ((printed != seen) & (free > 0)).any():  # else nothing is otherwise but what a hand may add
        _forgive_stretch(page, seen, (unexpected, free), (missing, inside))
        changes += _replaced(printed, seen, laid, words, free)
        changes += (*_areas(unexpected, Change.ADDED), *_areas(missing, Change.REMOVED))
    hand = Hand(width=cells.width, cells=cells.tobytes())
    return Comparison(changes=tuple(changes), ink=tuple(_ink_in(added, room) for room in rooms), hand=hand)


def _differences(page: Grey, laid: Grey) -> tuple[Grey, Grey]:
    """Ink of the scan with no print near it, and print with no ink of the scan near it."""
    return _excess(_spread(page), laid), _excess(_spread(laid), page)


def _excess(light: Grey, dark: Grey) -> Grey:
    """How much lighter the first is, a faint difference forgiven."""
    forgiven = np.minimum(dark, np.uint8(255 - _FAINT)) + np.uint8(_FAINT)
    return light - np.minimum(light, forgiven)


def _spread(picture: Grey) -> Grey:
    """Each point as dark as the darkest within a pixel: forgives 0.34 mm to each side."""
    wide = picture.copy()
    np.minimum(wide[:, 1:], picture[:, :-1], out=wide[:, 1:])
    np.minimum(wide[:, :-1], picture[:, 1:], out=wide[:, :-1])
    tall = wide.copy()
    np.minimum(tall[1:], wide[:-1], out=tall[1:])
    np.minimum(tall[:-1], wide[1:], out=tall[:-1])
    return tall


def _free_area(size: Corner, expected: Sequence[Box], *, border: bool = True) -> Grey:
    """White where ink is compared, black where handwriting is expected and, if asked, in the borders."""
    left, top, right, bottom = (round(edge * MM) if border else 0 for edge in _BORDER_MM)
    area = np.zeros((size[1], size[0]), np.uint8)
    area[top : size[1] - bottom + 1, left : size[0] - right + 1] = 255
    for box in expected:
        x, y, end, low = _pixels(box)
        area[max(y, 0) : max(low + 1, 0), max(x, 0) : max(end + 1, 0)] = 0
    return area


def _pixels(box: Box) -> tuple[int, int, int, int]:
    return round(box.left * MM), round(box.top * MM), round(box.right * MM), round(box.bottom * MM)


def _all_pixels(boxes: Sequence[Box]) -> Pixels:
    edges = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes])
    return np.rint(edges * MM).astype(np.int64)


def _forgive_stretch(page: Image.Image, laid: Grey, *masks: tuple[Grey, Grey]) -> None:
    """Compare each suspicious piece with text once more where it lies best, because paper and scanners stretch.

    `masks` are what was added and what is missing, each with the area in which it counts.
    """
    printed, inked = grey(page), has_text(page)
    for piece in sorted({_piece_of(cell) for mask, _ in masks for cell in _full_cells(mask)[1]}):
        row, column = piece[1] // PIECE, piece[0] // PIECE
        if row >= inked.shape[0] or column >= inked.shape[1] or not inked[row, column]:  # nothing tells where it lies
            continue
        box, wider = square(piece), (PIECE + 2, PIECE + 2)
        offset = best_offset(printed[box], lambda at, size: window(laid, at, size), piece, _STRAY)
        again = window(laid, (piece[0] + round(offset.real) - 1, piece[1] + round(offset.imag) - 1), wider)
        mine = window(printed, (piece[0] - 1, piece[1] - 1), wider)
        for (mask, where), found in zip(masks, _differences(mine, again), strict=True):
            inner = found[1:-1, 1:-1] & where[box]
            if inner.sum(dtype=np.int64) < mask[box].sum(dtype=np.int64):
                mask[box] = inner


def _ink_within(bright: Grey, boxes: Pixels) -> npt.NDArray[np.float64]:
    """The ink in each box of a picture in which ink is bright, in square millimetres, pale ink counted less.

    The words of one line share most of the way to it.
    """
    held = np.clip(boxes, 0, (bright.shape[1], bright.shape[0]) * 2)
    lines, which = np.unique(held[:, 1::2], axis=0, return_inverse=True)
    columns = np.array([bright[top:bottom].sum(axis=0, dtype=np.int64) for top, bottom in lines])
    sums = np.pad(columns.cumsum(axis=1), ((0, 0), (1, 0)))
    which = which.reshape(-1)  # numpy 2.0 alone gives it a second dimension
    ink: npt.NDArray[np.float64] = (sums[which, held[:, 2]] - sums[which, held[:, 0]]) / 255 / MM**2
    return ink


def _replaced(printed: Grey, seen: Grey, laid: Laid, words: Sequence[Box], free: Grey) -> Iterator[Suspicion]:
    """Words that look otherwise than printed; those that handwriting may cross are left out."""
    if not words:
        return
    boxes = _all_pixels(words) + np.array((-1, 0, 1, 0))
    ink = _ink_within(255 - printed, boxes)
    unlike = _ink_within(np.maximum(printed, seen) - np.minimum(printed, seen), boxes)
    for at in np.flatnonzero((ink >= _SMALL_WORD_MM2) & (unlike >= _UNLIKE * ink)).tolist():
        left, top, right, bottom = (int(edge) for edge in boxes[at])
        if not _is_crossed(free, left, top, right, bottom) and (
            _likeness(printed, seen, laid, (left, top, right, bottom)) < _LIKE
        ):
            yield Suspicion(box=_rounded(words[at]), change=Change.REPLACED, ink=round(float(unlike[at]), 1))


def _is_crossed(free: Grey, *edges: int) -> bool:
    left, top, right, bottom = (max(edge, 0) for edge in edges)
    return not free[top:bottom, left:right].all()


def _likeness(printed: Grey, seen: Grey, laid: Laid, box: tuple[int, int, int, int]) -> float:
    """How much the box looks as printed, where it lies and where it would lie best."""
    size = (box[2] - box[0], box[3] - box[1])
    wanted = window(printed, (box[0], box[1]), size)
    here = _correlation(wanted, window(seen, (box[0], box[1]), size))
    if here >= _LIKE:
        return here
    off = best_offset(wanted, lambda at, size: window(seen, at, size), (box[0], box[1]), _STRAY)
    return max(here, _correlation(wanted, grey(laid.again(box, off))))


def _correlation(one: Grey, other: Grey) -> float:
    """From -1 to 1: 1 when both show the same, however pale; 0 when one has nothing to do with the other."""
    mine, theirs = one - one.mean(), other - other.mean()
    spread = float((mine * mine).sum() * (theirs * theirs).sum())
    return float((mine * theirs).sum()) / math.sqrt(spread) if spread > 0 else 0.0


def _rounded(box: Box) -> Box:
    return Box(left=round(box.left, 1), top=round(box.top, 1), right=round(box.right, 1), bottom=round(box.bottom, 1))


def _piece_of(cell: _Cell) -> Corner:
    per_piece = PIECE // _CELL
    return cell[0] // per_piece * PIECE, cell[1] // per_piece * PIECE


def _areas(mask: Grey, change: Change) -> Iterator[Suspicion]:
    """Neighbouring cells with too much ink, joined."""
    ink, full = _full_cells(mask)
    while full:
        group = _connected(full)
        full -= group
        total = sum(float(ink[row, column]) for column, row in group)
        yield Suspicion(box=_box(group), change=change, ink=round(total, 1))


def _full_cells(mask: Grey) -> tuple[npt.NDArray[np.float64], set[_Cell]]:
    """The ink in each cell, in rows and square millimetres, and the cells with too much.

    A stroke may lie on the line between two cells, so that a cell counts with the richest of its four neighbours.
    """
    ink = grey(Image.fromarray(mask).reduce(_CELL)) / 255 * (_CELL / MM) ** 2
    wide = np.pad(ink, 1)
    beside = np.maximum.reduce((wide[1:-1, :-2], wide[1:-1, 2:], wide[:-2, 1:-1], wide[2:, 1:-1]))
    full = np.argwhere((ink > 0) & (ink + beside >= _SUSPICIOUS_MM2))
    return ink, {(int(column), int(row)) for row, column in full}


def _connected(cells: set[_Cell]) -> set[_Cell]:
    """All cells that hang together with one of them, corners included."""
    open_, group = [min(cells)], set()
    while open_:
        x, y = open_.pop()
        if (x, y) in cells and (x, y) not in group:
            group.add((x, y))
            open_ += [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return group


def _box(cells: set[_Cell]) -> Box:
    columns, rows = [x for x, _ in cells], [y for _, y in cells]
    side = _CELL / MM
    return Box(
        left=round(min(columns) * side, 1),
        top=round(min(rows) * side, 1),
        right=round((max(columns) + 1) * side, 1),
        bottom=round((max(rows) + 1) * side, 1),
    )


def _ink_in(added: Grey, room: Box) -> float:
    """Ink written into the room, in square millimetres."""
    return round(float(_ink_within(added, _all_pixels([room]))[0]), 1)
