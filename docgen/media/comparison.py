"""Two pictures of one page compared: what was printed against what came back from the scanner.

Knows how to lay a crooked, grainy scan over the printed page and where ink was added or taken away; does not know
what ink is allowed, the areas for number, date, signature and seal come in. Boxes are millimetres from the upper
left corner of the page as it is read. The scan is laid on by the page code first, then by its text, then piece by
piece, because paper stretches and scanners pull. A changed word is seen; a single changed letter or digit may hide
in the tolerance that spares honest scans.
"""

from __future__ import annotations

import cmath
import enum
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageStat

from docgen.media.pagecode import SYMBOL_BOTTOM_MM, SYMBOL_LEFT_MM, SYMBOL_MM, read_codes

DPI = 150  # at which the printed page must be given
_MM = DPI / 25.4  # pixels in a millimetre
_PIECE = round(18 * _MM)  # pixels; side of a piece that is laid on by itself
_CELL = 18  # pixels; side of a cell in which ink is counted, some 3 mm
_SUSPICIOUS_MM2 = 0.8  # ink in a cell and its neighbours; less is dust, ringing and stretched paper
_BORDER_MM = (28.0, 8.0, 8.0, 8.0)  # left, top, right, bottom: punch holes, code and the scanner's lid
_TOLERANCE = 5  # pixels; size of the filter that forgives 0.34 mm to each side


class Change(enum.StrEnum):
    """What happened to the ink."""

    ADDED = "added"
    REMOVED = "removed"


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
    ink: float  # square millimetres


@dataclass(frozen=True, kw_only=True)
class _Carry:
    """An affine map of points p = x + iy: turn * p + shear * conjugate(p) + shift."""

    turn: complex
    shear: complex
    shift: complex

    def at(self, p: complex) -> complex:
        return self.turn * p + self.shear * p.conjugate() + self.shift

    def after(self, first: _Carry) -> _Carry:
        """The map that does `first`, then this one."""
        return _Carry(
            turn=self.turn * first.turn + self.shear * first.shear.conjugate(),
            shear=self.turn * first.shear + self.shear * first.turn.conjugate(),
            shift=self.at(first.shift),
        )

    def coefficients(self) -> tuple[float, float, float, float, float, float]:
        """The map as pictures are transformed by it."""
        x, y = self.turn + self.shear, 1j * (self.turn - self.shear)
        return x.real, y.real, self.shift.real, x.imag, y.imag, self.shift.imag


def suspicious_areas(
    printed: Image.Image, scan: Image.Image, *, expected: Sequence[Box]
) -> tuple[Suspicion, ...] | None:
    """Where ink was added or removed outside the `expected` areas, () when nowhere.

    `printed` is the page drawn at DPI with its page code. None when the scan cannot be laid on the page, because its
    code or its text does not fit: then nothing has been compared and a person must look.
    """
    page, grey = printed.convert("L"), ImageOps.autocontrast(scan.convert("L"), cutoff=(0, 20))
    laid = _laid_by_text(page, grey)
    if laid is None:
        return None
    return tuple(_suspicions(page, laid, expected))


def _laid_by_text(page: Image.Image, scan: Image.Image) -> Image.Image | None:
    """The scan in the frame of the page, piece by piece; None when too little of it fits."""
    carry = _by_code(page, scan)
    if carry is None:
        return None
    pieces = list(_pieces_with_ink(page))
    sample = pieces[:: max(1, len(pieces) // 16)]
    for reach in (4.0, 1.0):  # millimetres: the small code leaves an error of some 2 mm at the far corner
        laid = _transformed(scan, page.size, carry)
        offsets = {piece: _offset(page, laid, piece, reach) for piece in sample}
        fit = _fit([(_middle(piece), _middle(piece) + offset) for piece, offset in offsets.items()])
        if fit is None:
            return None
        carry = carry.after(fit)
    return _laid_by_piece(page, _transformed(scan, page.size, carry))


def _by_code(page: Image.Image, scan: Image.Image) -> _Carry | None:
    """What carries points of the page to points of the scan, from the corners of the page code."""
    found = [each for each in read_codes(scan) if each.code is not None]
    if len(found) != 1:
        return None
    left, size = SYMBOL_LEFT_MM * _MM, SYMBOL_MM * _MM
    top = page.height - (SYMBOL_BOTTOM_MM + SYMBOL_MM) * _MM
    corners = (
        complex(left, top),
        complex(left + size, top),
        complex(left + size, top + size),
        complex(left, top + size),
    )
    seen = [complex(x, y) for x, y in found[0].corners]
    return _nearest(list(zip(corners, seen, strict=True)), is_sheared=False)


def _nearest(pairs: Sequence[tuple[complex, complex]], *, is_sheared: bool) -> _Carry:
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
    return _Carry(turn=turn, shear=shear, shift=to - turn * from_ - shear * from_.conjugate())


def _fit(pairs: list[tuple[complex, complex]]) -> _Carry | None:
    """What most pieces agree on; None when they do not."""
    kept = pairs
    for _ in range(4):
        if len(kept) < 6:
            return None
        carry = _nearest(kept, is_sheared=True)
        errors = [abs(carry.at(p) - q) for p, q in pairs]
        limit = max(2.5 * statistics.median(errors), 0.5 * _MM)
        kept = [pair for pair, error in zip(pairs, errors, strict=True) if error <= limit]
    is_plausible = abs(cmath.phase(carry.turn)) < 0.1 and abs(carry.shear) < 0.03
    return carry if is_plausible and len(kept) >= 0.6 * len(pairs) else None


def _transformed(scan: Image.Image, size: tuple[int, int], carry: _Carry) -> Image.Image:
    data = carry.coefficients()
    return scan.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC, fillcolor=255)


def _pieces(page: Image.Image) -> Iterator[tuple[int, int]]:
    """The upper left corners of all pieces."""
    for top in range(0, page.height, _PIECE):
        for left in range(0, page.width, _PIECE):
            yield left, top


def _pieces_with_ink(page: Image.Image) -> Iterator[tuple[int, int]]:
    """Pieces inside the borders with enough printed ink to be laid on."""
    for left, top in _pieces(page):
        if left < _BORDER_MM[0] * _MM or min(page.width - left, page.height - top) < _PIECE:
            continue
        if ImageStat.Stat(page.crop(_square(left, top))).mean[0] < 245:
            yield left, top


def _square(left: int, top: int) -> tuple[int, int, int, int]:
    return left, top, left + _PIECE, top + _PIECE


def _middle(piece: tuple[int, int]) -> complex:
    return complex(piece[0] + _PIECE / 2, piece[1] + _PIECE / 2)


def _offset(page: Image.Image, laid: Image.Image, piece: tuple[int, int], reach: float) -> complex:
    """How far the scan lies off at this piece, in pixels: coarse search within `reach` millimetres, then fine."""
    coarse = _best(page.reduce(3, _square(*piece)), laid, piece, 0j, 3, round(reach * _MM / 3))
    return _best(page.crop(_square(*piece)), laid, piece, coarse, 1, 2)


def _best(
    wanted: Image.Image, laid: Image.Image, piece: tuple[int, int], about: complex, factor: int, steps: int
) -> complex:
    """The shift about `about` with the smallest difference, on pictures reduced by `factor`."""
    left, top = piece[0] + round(about.real) - steps * factor, piece[1] + round(about.imag) - steps * factor
    side = _PIECE + 2 * steps * factor
    ground = laid.crop((left, top, left + side, top + side)).reduce(factor)
    width, height = wanted.size
    found = min(
        (_unlike(wanted, ground.crop((x, y, x + width, y + height))), x, y)
        for x in range(2 * steps + 1)
        for y in range(2 * steps + 1)
    )
    return about + complex((found[1] - steps) * factor, (found[2] - steps) * factor)


def _unlike(one: Image.Image, other: Image.Image) -> int:
    difference = ImageChops.difference(one, other)
    return sum((difference.reduce(4) if one.width > 4 * 10 else difference).tobytes())


def _laid_by_piece(page: Image.Image, laid: Image.Image) -> Image.Image:
    """Each piece moved by the little that is still wrong there; empty pieces by the median of all."""
    offsets = {piece: _offset(page, laid, piece, 0.7) for piece in _pieces_with_ink(page)}
    usual = _median(list(offsets.values()))
    result = Image.new("L", page.size, 255)
    for piece in _pieces(page):
        offset = offsets.get(piece, usual)
        if abs(offset - usual) > 0.8 * _MM:  # its text was changed, not its place
            offset = usual
        left, top = piece[0] + round(offset.real), piece[1] + round(offset.imag)
        result.paste(laid.crop(_square(left, top)), piece)
    return result


def _median(offsets: list[complex]) -> complex:
    return complex(statistics.median(o.real for o in offsets), statistics.median(o.imag for o in offsets))


def _suspicions(page: Image.Image, laid: Image.Image, expected: Sequence[Box]) -> Iterator[Suspicion]:
    free = _free_area(page.size, expected)
    ink, shade = laid.point(_darker(140)), laid.point(_darker(205))
    print_, near = page.point(_darker(110)), page.point(_darker(215))
    changes = (
        (Change.ADDED, ImageChops.subtract(ink, near.filter(ImageFilter.MaxFilter(_TOLERANCE)))),
        (Change.REMOVED, ImageChops.subtract(print_, shade.filter(ImageFilter.MaxFilter(_TOLERANCE)))),
    )
    for change, mask in changes:
        yield from _areas(ImageChops.multiply(mask, free), change)


def _darker(level: int) -> list[int]:
    """A table that makes everything darker than `level` white and the rest black: ink becomes 255."""
    return [255 if value < level else 0 for value in range(256)]


def _free_area(size: tuple[int, int], expected: Sequence[Box]) -> Image.Image:
    """White where ink is compared, black in the borders and where handwriting is expected."""
    left, top, right, bottom = (round(border * _MM) for border in _BORDER_MM)
    area = Image.new("L", size, 0)
    pencil = ImageDraw.Draw(area)
    pencil.rectangle((left, top, size[0] - right, size[1] - bottom), fill=255)
    for box in expected:
        pencil.rectangle((box.left * _MM, box.top * _MM, box.right * _MM, box.bottom * _MM), fill=0)
    return area


def _areas(mask: Image.Image, change: Change) -> Iterator[Suspicion]:
    """Neighbouring cells with too much ink, joined."""
    columns, rows = mask.width // _CELL, mask.height // _CELL
    cells = mask.resize((columns, rows), Image.Resampling.BOX, (0, 0, columns * _CELL, rows * _CELL))
    shares = iter(cells.tobytes())
    ink = {(x, y): next(shares) / 255 * (_CELL / _MM) ** 2 for y in range(rows) for x in range(columns)}
    full = {cell for cell in ink if _around(ink, cell) >= _SUSPICIOUS_MM2 and ink[cell] > 0}
    while full:
        group = _connected(full)
        full -= group
        yield Suspicion(box=_box(group), change=change, ink=round(sum(ink[cell] for cell in group), 1))


def _around(ink: dict[tuple[int, int], float], cell: tuple[int, int]) -> float:
    """Ink in the cell and the richest of its four neighbours: a stroke may lie on the line between two."""
    x, y = cell
    return ink[cell] + max(ink.get(near, 0.0) for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)))


def _connected(cells: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """All cells that hang together with one of them, corners included."""
    open_, group = [next(iter(cells))], set()
    while open_:
        x, y = open_.pop()
        if (x, y) in cells and (x, y) not in group:
            group.add((x, y))
            open_ += [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return group


def _box(cells: set[tuple[int, int]]) -> Box:
    columns, rows = [x for x, _ in cells], [y for _, y in cells]
    side = _CELL / _MM
    return Box(
        left=round(min(columns) * side, 1),
        top=round(min(rows) * side, 1),
        right=round((max(columns) + 1) * side, 1),
        bottom=round((max(rows) + 1) * side, 1),
    )
