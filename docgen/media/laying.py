"""A crooked, grainy scan laid over the printed page, at the low resolution in which pages are compared.

Knows how the corners of the page code and the printed text tell where the paper lay on the glass; does not know what
is compared. Points are complex numbers, x + iy in pixels from the upper left corner. The small code leaves an error of
some millimetres at the far corner, so pieces of text correct it: first roughly, then finer than a pixel.
"""

from __future__ import annotations

import cmath
import math
import statistics
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image, ImageOps

from docgen.media.pagecode import SYMBOL_BOTTOM_MM, SYMBOL_LEFT_MM, SYMBOL_MM

DPI = 75  # at which the printed page is drawn and the scan is laid on it
MM = DPI / 25.4  # pixels in a millimetre
PIECE = 54  # pixels; side of a piece of the page, some 18 mm
_ENOUGH_INK = 8  # of 255, mean darkness of a piece that can be laid on
_ENOUGH_PIECES = 6
_BORDER_MM = 28.0  # the binding margin holds code and holes, no text
_ROUGHLY, _FINELY = 8, 16  # pieces that are asked
_TURN, _STRETCH = 0.1, 0.05  # what the code may leave wrong: radians, share
Corner = tuple[int, int]
Grey = npt.NDArray[np.uint8]  # rows of a grey picture
Mask = npt.NDArray[np.bool_]  # a picture of yes and no
Ground = Callable[[Corner, Corner], Grey]  # the part of a picture at a corner, of a width and height
Symbol = tuple[complex, complex, complex, complex]  # corners of the page code on the page, as in FoundCode


@dataclass(frozen=True, kw_only=True)
class Carry:
    """An affine map of points: turn * p + shear * conjugate(p) + shift."""

    turn: complex
    shear: complex
    shift: complex

    def at(self, p: complex) -> complex:
        """Where the point goes."""
        return self.turn * p + self.shear * p.conjugate() + self.shift

    def after(self, first: Carry) -> Carry:
        """The map that does `first`, then this one."""
        return Carry(
            turn=self.turn * first.turn + self.shear * first.shear.conjugate(),
            shear=self.turn * first.shear + self.shear * first.turn.conjugate(),
            shift=self.at(first.shift),
        )

    def coefficients(self) -> tuple[float, float, float, float, float, float]:
        """The map as pictures are transformed by it."""
        x, y = self.turn + self.shear, 1j * (self.turn - self.shear)
        return x.real, y.real, self.shift.real, x.imag, y.imag, self.shift.imag


NOWHERE = Carry(turn=1 + 0j, shear=0j, shift=0j)
_HALF = Carry(turn=0.5 + 0j, shear=0j, shift=0j)


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A scan in the frame of the printed page."""

    picture: Image.Image
    scan: Image.Image
    carry: Carry  # from points of the page to points of the scan

    def again(self, box: tuple[int, int, int, int], off: complex) -> Image.Image:
        """The box of the page taken from the scan once more, `off` pixels of the page farther."""
        size = (box[2] - box[0], box[3] - box[1])
        aside = Carry(turn=1 + 0j, shear=0j, shift=complex(box[0], box[1]) + off)
        return transformed(self.scan, size, self.carry.after(aside))


def lay_on(page: Image.Image, scan: Image.Image, corners: Sequence[Corner], avoid: Mask) -> Laid | None:
    """The scan in the frame of the printed page; None when its text does not agree with the printed one.

    `corners` are those of the page code in the scan; pieces with anything in `avoid` (handwriting) are asked only when
    there are not enough others.
    """
    small, carry = _reduced(scan, _by_code(page, corners))
    small = ImageOps.autocontrast(small, cutoff=(0, 40))
    code, ground = _symbol(page), _ground(small, carry)
    pieces, is_crossed = _pieces_with_text(page, avoid)
    near_first = sorted(pieces, key=lambda piece: abs(_middle(piece) - code[1]))
    rough = _roughly(page, ground, _some(near_first, _ROUGHLY), code, is_crossed)
    fine = _finely(page, ground, _some(pieces, _FINELY), code, is_crossed, rough) if rough else None
    if fine is None:
        return None
    carry = carry.after(fine)
    return Laid(picture=transformed(small, page.size, carry), scan=small, carry=carry)


def _ground(small: Image.Image, carry: Carry) -> Ground:
    """The scan in the frame of the page, of which only the parts asked for are made."""

    def part(at: Corner, size: Corner) -> Grey:
        aside = carry.after(Carry(turn=1 + 0j, shear=0j, shift=complex(*at)))
        return grey(_sampled(small, size, aside))

    return part


def transformed(scan: Image.Image, size: Corner, carry: Carry) -> Image.Image:
    """The scan as a picture of the given size; what lies outside of it is white.

    Each point is the mean of four taken from the scan: half the price of taking it between points, and as true.
    """
    return _sampled(scan, (2 * size[0], 2 * size[1]), carry.after(_HALF)).reduce(2)


def _sampled(scan: Image.Image, size: Corner, carry: Carry) -> Image.Image:
    return scan.transform(size, Image.Transform.AFFINE, carry.coefficients(), Image.Resampling.NEAREST, fillcolor=255)


def square(piece: Corner) -> tuple[slice, slice]:
    """The piece as a part of the rows of a picture."""
    return slice(piece[1], piece[1] + PIECE), slice(piece[0], piece[0] + PIECE)


def has_text(page: Image.Image) -> Mask:
    """For each whole piece of the page, in rows: is there enough print in it to tell where it lies."""
    shades = grey(page.reduce(PIECE))[: page.height // PIECE, : page.width // PIECE]
    inked: Mask = 255 - shades >= _ENOUGH_INK
    return inked


def best_offset(wanted: Grey, ground: Ground, about: Corner, steps: int, *, is_crossed: bool = False) -> complex:
    """How far `wanted` lies from `about` in the ground: within `steps` pixels to each side, finer than a pixel.

    When `is_crossed` by handwriting, only print that is missing tells that it does not lie there.
    """
    height, width = wanted.shape
    part = ground((about[0] - steps, about[1] - steps), (width + 2 * steps, height + 2 * steps))
    gaps = sliding_window_view(part.astype(np.int16), wanted.shape) - wanted.astype(np.int16)
    unlike = (np.maximum(gaps, 0) if is_crossed else np.abs(gaps)).sum(axis=(2, 3), dtype=np.int64)
    row, column = divmod(int(unlike.argmin()), unlike.shape[1])
    right = _slope(unlike[row], column)
    down = _slope(unlike[:, column], row)
    return complex(column - steps + right, row - steps + down)


def grey(picture: Image.Image) -> Grey:
    """The picture as rows of numbers, 0 for black."""
    return np.asarray(picture)


def window(ground: Grey, at: Corner, size: Corner) -> Grey:
    """The part of the ground of that width and height; what lies outside of the ground is black."""
    (left, top), (width, height) = at, size
    inside = ground[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)]
    if inside.shape == (height, width):
        return inside
    before, above = min(max(-left, 0), width), min(max(-top, 0), height)
    after, below = width - before - inside.shape[1], height - above - inside.shape[0]
    return np.pad(inside, ((above, below), (before, after)))


def _by_code(page: Image.Image, corners: Sequence[Corner]) -> Carry:
    """What carries points of the page to points of the scan, from the corners of the page code."""
    seen = [complex(x, y) for x, y in corners]
    return _nearest(list(zip(_symbol(page), seen, strict=True)), is_sheared=False)


def _symbol(page: Image.Image) -> Symbol:
    """The corners of the page code on the page: top left, top right, bottom right, bottom left."""
    left, size = SYMBOL_LEFT_MM * MM, SYMBOL_MM * MM
    top = page.height - (SYMBOL_BOTTOM_MM + SYMBOL_MM) * MM
    return complex(left, top), complex(left + size, top), complex(left + size, top + size), complex(left, top + size)


def _reduced(scan: Image.Image, carry: Carry) -> tuple[Image.Image, Carry]:
    """The scan made smaller by a whole number, never coarser than the page, and the map into it."""
    factor = max(1, int(abs(carry.turn) + 0.2))
    if factor == 1:
        return scan, carry
    return scan.reduce(factor), Carry(turn=carry.turn / factor, shear=0j, shift=carry.shift / factor)


def _pieces_with_text(page: Image.Image, avoid: Mask) -> tuple[list[Corner], bool]:
    """Pieces that can be laid on; True when handwriting may cross them, because few others have text."""
    inked = has_text(page)
    rows, columns = inked.shape
    blocks = avoid[: rows * PIECE, : columns * PIECE].reshape(rows, PIECE, columns, PIECE)
    crossed: Mask = np.logical_or.reduce(blocks, axis=(1, 3))
    places = [(int(row), int(column)) for row, column in np.argwhere(inked) if column * PIECE >= _BORDER_MM * MM]
    clean = [place for place in places if not crossed[place]]
    asked = clean if len(clean) >= _ENOUGH_PIECES else places
    return [(column * PIECE, row * PIECE) for row, column in asked], asked is places


def _middle(piece: Corner) -> complex:
    return complex(piece[0] + PIECE / 2, piece[1] + PIECE / 2)


def _some(pieces: Sequence[Corner], most: int) -> Sequence[Corner]:
    return pieces[:: max(1, math.ceil(len(pieces) / most))]


def _roughly(
    page: Image.Image, ground: Ground, pieces: Sequence[Corner], code: Symbol, is_crossed: bool
) -> Carry | None:
    """Where the page lies on the ground, at half the resolution: each piece tells where to look for the next."""
    half_page = grey(page.reduce(2))
    fit, pairs = NOWHERE, []

    def half(at: Corner, size: Corner) -> Grey:
        return grey(Image.fromarray(ground((2 * at[0], 2 * at[1]), (2 * size[0], 2 * size[1]))).reduce(2))

    for piece in pieces:
        middle = _middle(piece)
        about = fit.at(middle) - middle
        at = (round((piece[0] + about.real) / 2), round((piece[1] + about.imag) / 2))
        left, top = piece[0] // 2, piece[1] // 2
        wanted = half_page[top : top + PIECE // 2, left : left + PIECE // 2]
        found = complex(*at) * 2 + 2 * best_offset(wanted, half, at, 2, is_crossed=is_crossed)
        pairs.append((middle, middle + found - complex(*piece)))
        fit = _nearest([*_fixed(code), *pairs], is_sheared=False)
    return _fit(pairs, code)


def _finely(
    page: Image.Image, ground: Ground, pieces: Sequence[Corner], code: Symbol, is_crossed: bool, rough: Carry
) -> Carry | None:
    """Where the page lies on the ground, to a fraction of a pixel."""
    printed, pairs = grey(page), []
    for piece in pieces:
        middle = _middle(piece)
        about = rough.at(middle) - middle
        at = (piece[0] + round(about.real), piece[1] + round(about.imag))
        found = complex(*at) + best_offset(printed[square(piece)], ground, at, 1, is_crossed=is_crossed)
        pairs.append((middle, middle + found - complex(*piece)))
    return _fit(pairs, code)


def _slope(unlike: npt.NDArray[np.integer[Any]], best: int) -> float:
    """The rest of the way to the bottom of the parabola through three neighbours; 0 at the rim."""
    if not 0 < best < len(unlike) - 1:
        return 0.0
    before, here, after = (int(value) for value in unlike[best - 1 : best + 2])
    return (before - after) / (2 * (before + after - 2 * here)) if before + after > 2 * here else 0.0


def _fit(pairs: list[tuple[complex, complex]], code: Symbol) -> Carry | None:
    """What most pieces agree on, with the code where it stands; None when they do not agree.

    With few pieces only turn, stretch and shift are asked for, with more the shear of the scanner too.
    """
    kept = pairs
    for _ in range(4):
        if not kept:
            return None
        carry = _nearest([*_fixed(code), *kept], is_sheared=len(kept) >= 8)
        errors = [abs(carry.at(p) - q) for p, q in pairs]
        limit = max(2.5 * statistics.median(errors), 0.5 * MM)
        kept = [pair for pair, error in zip(pairs, errors, strict=True) if error <= limit]
    is_plausible = abs(cmath.phase(carry.turn)) < _TURN and abs(abs(carry.turn) - 1) + abs(carry.shear) < _STRETCH
    return carry if is_plausible and _agree(kept, pairs) else None


def _fixed(code: Symbol) -> list[tuple[complex, complex]]:
    return [(corner, corner) for corner in (code[0], code[2])]


def _agree(kept: Collection[object], pairs: Collection[object]) -> bool:
    return len(kept) >= 0.6 * len(pairs)


def _nearest(pairs: Sequence[tuple[complex, complex]], *, is_sheared: bool) -> Carry:
    """What carries the first points nearest to the second (least squares), with or without shear and stretch."""
    from_, to = (sum(points) / len(pairs) for points in zip(*pairs, strict=True))
    centred = [(p - from_, q - to) for p, q in pairs]
    size = sum(abs(p) ** 2 for p, _ in centred)
    skew = sum(p * p for p, _ in centred) if is_sheared else 0j
    straight = sum(p.conjugate() * q for p, q in centred)
    mirrored = sum(p * q for p, q in centred) if is_sheared else 0j
    whole = size * size - abs(skew) ** 2 or 1.0  # 0 only for points on one line, which carry no shear
    turn = (straight * size - skew.conjugate() * mirrored) / whole
    shear = (mirrored * size - skew * straight) / whole
    return Carry(turn=turn, shear=shear, shift=to - turn * from_ - shear * from_.conjugate())
