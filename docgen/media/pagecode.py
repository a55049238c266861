"""The page code on paper: drawn into the binding margin as QR and text, and read back from pictures.

Knows geometry (millimetres from the lower left corner of the page as it is read) and symbols. Does not know keys:
it draws the codes it is given and says what it read; whether a code is genuine is `registry.codes.is_genuine`.
The place was measured on real layouts: text never goes there, and punch holes stay clear of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image

from docgen.errors import PrintMismatch
from docgen.media import pdf, pile
from docgen.messages import tr
from registry.codes import PageCode, parse_page_code

MODULES = 25
SYMBOL_MM = 16.0
SYMBOL_LEFT_MM, SYMBOL_BOTTOM_MM = 11.0, 40.0
QUIET_MM = 4 * SYMBOL_MM / MODULES  # 2.56: four modules, what the QR standard asks for
TEXT_LEFT_MM, TEXT_RIGHT_MM = 6.0, 8.4
TEXT_BOTTOM_MM, TEXT_TOP_MM = 28.0, 68.0
TEXT_POINTS = 6.0
FONT = "DocgenCode"
FONTS = {FONT: "Times-Roman"}
READ_DPI = (150, 200, 300)  # what scanners in offices are set to
_CHECK_DPI = 100
_ENOUGH_PIXELS = 1700  # an A4 page at 150 dpi: larger pictures are read as well, and faster, when shrunk (measured)
_WHITE = 245  # of 255: paper white with room for rounding, darker than any printed mark
_POINTS = 72 / 25.4
_WHOLE = (0.0, 0.0, 1.0, 1.0)
_CORNER = pdf.Region(left=0, bottom=20 * _POINTS, right=40 * _POINTS, top=80 * _POINTS)

# Widths of Times-Roman in thousandths of its size, from Adobe's metrics of the standard fonts.
_CAPITALS = "722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722 611"
_WIDTHS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", map(int, _CAPITALS.split()), strict=True)) | {".": 250}

# Places in the picture as shares of its sides. Where the code lies when the page fills the picture, upright and turned;
# then the corners around them, for pages that lie shifted or were photographed from afar.
_PLACES = ((0.0, 0.7, 0.24, 0.97), (0.76, 0.03, 1.0, 0.3), (0.03, 0.0, 0.3, 0.24), (0.7, 0.76, 0.97, 1.0))
_CORNERS = (
    (0.0, 0.6, 0.3, 1.0),
    (0.7, 0.0, 1.0, 0.4),
    (0.0, 0.0, 0.4, 0.3),
    (0.6, 0.7, 1.0, 1.0),
    (0.0, 0.0, 0.3, 0.4),
    (0.7, 0.6, 1.0, 1.0),
)


@dataclass(frozen=True, kw_only=True)
class FoundCode:
    """One symbol found in a picture.

    `code` is None when the text is not a page code (a foreign barcode). `turned` says how far the page lies turned
    clockwise (0, 90, 180, 270), `angle` the same in exact degrees. `corners` are pixels in the picture given:
    top left, top right, bottom right, bottom left of the symbol as it is read.
    """

    text: str
    code: PageCode | None
    turned: int
    angle: float
    corners: tuple[tuple[int, int], ...]


def stamp_codes(path: Path, target: Path, codes: Mapping[int, PageCode], *, title: str = "") -> None:
    """Draw each code on its page (1-based) and write all pages to `target`.

    PrintMismatch, naming the first page, when something already stands where a code belongs.
    """
    check_place_is_free(path, sorted(codes))
    draw_codes(path, target, codes, title=title)


def draw_codes(path: Path, target: Path, codes: Mapping[int, PageCode], *, title: str = "") -> None:
    """The same as `stamp_codes` for pages whose places were already found free."""
    pile.stamp(path, target, drawings_of(codes), fonts=FONTS, title=title)


def drawings_of(codes: Mapping[int, PageCode]) -> dict[int, bytes]:
    """What `pile` draws over the pages; the drawings use `FONTS`."""
    return {page: drawing(code.text) for page, code in codes.items()}


def check_readable(path: Path, codes: Mapping[int, PageCode]) -> None:
    """Do nothing when every code is read from its page drawn at 150, 200 and 300 dpi, else PrintMismatch.

    Drawn and read is the corner where the code lies, as large as the intake looks at.
    """
    pages = sorted(codes)
    for dpi in READ_DPI:
        for page, picture in zip(pages, pdf.region_images(path, pages, _CORNER, dpi), strict=True):
            if [found.text for found in _read_part(picture, _WHOLE, 1)] != [codes[page].text]:
                raise PrintMismatch(
                    tr("Mã trang in ở trang {page} của {file} không đọc lại được.", page=page, file=path.name),
                    advice=tr("Không dùng bản in này. Hãy in lại; vẫn lỗi thì báo người quản trị."),
                )


def check_place_is_free(path: Path, pages: Sequence[int]) -> None:
    """Do nothing when symbol, quiet zone and text strip are white on all the given pages, else PrintMismatch."""
    strip = pdf.Region(
        left=TEXT_LEFT_MM * _POINTS,
        bottom=TEXT_BOTTOM_MM * _POINTS,
        right=(SYMBOL_LEFT_MM + SYMBOL_MM + QUIET_MM) * _POINTS,
        top=TEXT_TOP_MM * _POINTS,
    )
    for page, picture in zip(pages, pdf.region_images(path, pages, strip, _CHECK_DPI), strict=True):
        if not _is_free(picture):
            raise PrintMismatch(
                tr(
                    "Chỗ đặt mã trang ở lề trái trang {page} của {file} đã có chữ hoặc hình.", page=page, file=path.name
                ),
                advice=tr("Hãy đặt lại lề trái ít nhất 30 mm và bỏ hình, chữ nằm trong lề rồi in lại."),
            )


def drawing(text: str) -> bytes:
    """The content operators that draw symbol and text at their place; PDF content in points."""
    return b"\n".join((b"0 g", _symbol(_modules(text)), _upright_text(text)))


def read_codes(image: Image.Image, *, everywhere: bool = False) -> tuple[FoundCode, ...]:
    """All codes in the picture of a page, page codes first, foreign ones after; () when there is none.

    Where it is printed is looked at first (forty times faster), then the corners; the whole picture only when they hold
    no page code or `everywhere` is asked for, and then more patiently for faint pictures.
    """
    grey = image if image.mode == "L" else image.convert("L")
    shrink = max(1, max(grey.size) // _ENOUGH_PIXELS)
    small = grey.reduce(shrink) if shrink > 1 else grey
    found: tuple[FoundCode, ...] = ()
    for places in () if everywhere else (_PLACES, _CORNERS):
        found = _merged((list(found), *(_read_part(small, place, shrink) for place in places)))
        if any(each.code for each in found):
            break
    else:
        found = _merged((list(found), *_read_whole(small, shrink), *(_read_whole(grey, 1) if shrink > 1 else ())))
    return tuple(sorted(found, key=lambda each: (each.code is None, each.text, each.corners)))


def read_printed_code(path: Path, page: int) -> FoundCode | None:
    """The one page code that stands where we print it on a page drawn by a program, upright; None for anything else.

    Its corners are pixels of the part that was drawn.
    """
    for picture in pdf.region_images(path, [page], _CORNER, READ_DPI[1]):
        found = _read_part(picture, _WHOLE, 1)
        if len(found) == 1 and found[0].code is not None and found[0].turned == 0:
            return found[0]
    return None


def _modules(text: str) -> list[list[bool]]:
    """The symbol as rows of dark (True) and light modules, top row first."""
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    symbol: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    picture: list[list[int]] = list(memoryview(symbol).tolist())  # type: ignore[arg-type]  # two dimensions here
    if len(picture) != MODULES:
        raise ValueError(f"{text!r} does not fit a QR symbol of {MODULES} modules")
    return [[value == 0 for value in row] for row in picture]


def _symbol(rows: list[list[bool]]) -> bytes:
    """The symbol as a picture of one bit for each module: a tenth of the size of drawn rectangles, in every page."""
    size = SYMBOL_MM * _POINTS
    place = b"%.3f 0 0 %.3f %.3f %.3f cm" % (size, size, SYMBOL_LEFT_MM * _POINTS, SYMBOL_BOTTOM_MM * _POINTS)
    bits = "".join(_packed(row) for row in rows)
    picture = b"BI /W %d /H %d /IM true /D [1 0] /F /AHx ID %s> EI" % (MODULES, MODULES, bits.encode())
    return b"q %s %s Q" % (place, picture)


def _packed(row: list[bool]) -> str:
    """The modules of a row as hexadecimal digits, filled up to whole bytes."""
    digits = -(-len(row) // 8) * 2
    value = int("".join("1" if dark else "0" for dark in row), 2) << (4 * digits - len(row))
    return f"{value:0{digits}X}"


def _upright_text(text: str) -> bytes:
    """The text read upwards, centred in its strip and squeezed when it would be longer than the strip."""
    natural = sum(_WIDTHS.get(letter, 500) for letter in text) * TEXT_POINTS / 1000
    room = (TEXT_TOP_MM - TEXT_BOTTOM_MM) * _POINTS
    squeeze = min(1.0, room / natural)
    baseline = TEXT_RIGHT_MM * _POINTS - 0.22 * TEXT_POINTS  # the descent stays inside the strip
    start = TEXT_BOTTOM_MM * _POINTS + (room - natural * squeeze) / 2
    shown = text.encode("ascii")
    place = b"%.2f Tz 0 1 -1 0 %.3f %.3f Tm" % (100 * squeeze, baseline, start)
    return b"BT /%s %.1f Tf %s (%s) Tj ET" % (FONT.encode(), TEXT_POINTS, place, shown)


def _is_free(picture: Image.Image) -> bool:
    """True when the text's strip and the symbol with its quiet zone hold nothing but white."""
    scale = _CHECK_DPI / 25.4
    height = picture.height
    strip = (0, 0, round((TEXT_RIGHT_MM - TEXT_LEFT_MM) * scale), height)
    symbol = (
        math.ceil((SYMBOL_LEFT_MM - QUIET_MM - TEXT_LEFT_MM) * scale),
        math.ceil((TEXT_TOP_MM - SYMBOL_BOTTOM_MM - SYMBOL_MM - QUIET_MM) * scale),
        math.floor((SYMBOL_LEFT_MM + SYMBOL_MM + QUIET_MM - TEXT_LEFT_MM) * scale),
        math.floor((TEXT_TOP_MM - SYMBOL_BOTTOM_MM + QUIET_MM) * scale),
    )
    return all(_darkest(picture.crop(box)) >= _WHITE for box in (strip, symbol))


def _darkest(picture: Image.Image) -> int:
    darkest = picture.getextrema()[0]
    return int(darkest) if isinstance(darkest, (int, float)) else 0


def _read_part(grey: Image.Image, corner: tuple[float, float, float, float], shrink: int) -> list[FoundCode]:
    left, top = round(corner[0] * grey.width), round(corner[1] * grey.height)
    part = grey.crop((left, top, round(corner[2] * grey.width), round(corner[3] * grey.height)))
    return [
        _found(barcode, left, top, shrink)
        for barcode in zxingcpp.read_barcodes(
            part,
            formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
            try_rotate=False,
            try_downscale=False,
            try_invert=False,
        )
    ]


def _read_whole(grey: Image.Image, shrink: int) -> Iterator[list[FoundCode]]:
    """One reading after another, from quick to patient, until a page code is found."""
    for binarizer in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
        barcodes = zxingcpp.read_barcodes(
            grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.All), binarizer=binarizer
        )
        found = [_found(barcode, 0, 0, shrink) for barcode in barcodes]
        yield found
        if any(each.code for each in found):
            return


def _found(barcode: zxingcpp.Barcode, left: int, top: int, shrink: int) -> FoundCode:
    """The symbol with its places in the picture given, of which a part, `shrink` times smaller, was read."""
    position = barcode.position
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    corners = tuple(((point.x + left) * shrink, (point.y + top) * shrink) for point in points)
    angle = math.degrees(math.atan2(corners[1][1] - corners[0][1], corners[1][0] - corners[0][0]))
    return FoundCode(
        text=barcode.text,
        code=parse_page_code(barcode.text),
        turned=round(angle / 90) * 90 % 360,
        angle=angle,
        corners=corners,
    )


def _merged(readings: Iterable[list[FoundCode]]) -> tuple[FoundCode, ...]:
    """Each symbol once, although overlapping parts show it twice; two copies on one page stay two."""
    kept: list[FoundCode] = []
    for each in (each for reading in readings for each in reading):
        if not any(_is_same_symbol(each, other) for other in kept):
            kept.append(each)
    return tuple(kept)


def _is_same_symbol(one: FoundCode, other: FoundCode) -> bool:
    """True when both say the same and lie closer together than a symbol is wide."""
    return one.text == other.text and math.dist(_centre(one), _centre(other)) < math.dist(*one.corners[:2])


def _centre(found: FoundCode) -> tuple[float, float]:
    return sum(x for x, _ in found.corners) / 4, sum(y for _, y in found.corners) / 4
