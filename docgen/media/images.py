"""Pictures from scanners and telephones, and those set into papers, opened under a pixel limit.

Knows when a picture is too large or not a picture, and the colour of its ink; does not know what it shows.
"""

from __future__ import annotations

import colorsys
import enum
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from docgen.errors import UnsafeFile
from docgen.messages import tr

Picture = Image.Image  # how other rooms name a picture they hand on
MOST_PIXELS = 89_000_000  # Pillow only warns above 89.5 million and stops at twice that; we stop here
_FORMATS = ("JPEG", "PNG", "TIFF")
_SET_INTO_PAPERS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")  # no format that another program must draw
_MOST_OF_STAMP = 16_000_000  # pixels
_LOOK = 96  # pixels a side are enough to tell the colour of ink


def load(path: Path) -> Image.Image:
    """The picture in `path` (JPEG, PNG, the first page of a TIFF), upright as its camera noted, fully read.

    UnsafeFile when it is no picture, is damaged or has more than MOST_PIXELS.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_FORMATS) as image:
                check_pixels(*image.size, name=path.name)
                return ImageOps.exif_transpose(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(path.name) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnsafeFile(
            tr("Không đọc được ảnh {file}: tệp hỏng hoặc không phải ảnh JPEG, PNG, TIFF.", file=path.name),
            advice=tr("Hãy quét hoặc chụp lại rồi gửi lại."),
        ) from error


class Ink(enum.StrEnum):
    """The colour most of what is drawn has."""

    RED = "đỏ"
    BLUE = "xanh"
    DARK = "đen hoặc xám"
    OTHER = "khác"


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What a picture of a signature or seal is: its file format, whether paper shows through, the colour of its ink.

    `ink` is None when next to nothing is drawn.
    """

    format: str
    see_through: bool
    ink: Ink | None


def stamp(data: bytes) -> Stamp | None:
    """What a small picture shows of itself; None when it is no picture that can be read, or a very large one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_SET_INTO_PAPERS) as image:
                if image.width * image.height > _MOST_OF_STAMP:
                    return None
                points = image.convert("RGBA")
                points.thumbnail((_LOOK, _LOOK))
                return _stamp(image.format or "", points)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, UnidentifiedImageError):
        return None
    except (OSError, SyntaxError, ValueError):
        return None


def _stamp(form: str, points: Image.Image) -> Stamp:
    found = [points.getpixel((x, y)) for x in range(points.width) for y in range(points.height)]
    drawn = [_ink(point) for point in found if isinstance(point, tuple) and point[3] > 64 and min(point[:3]) < 200]
    see_through = any(isinstance(point, tuple) and point[3] < 128 for point in found)
    most = max(Ink, key=drawn.count) if len(drawn) >= 4 else None
    return Stamp(format=form, see_through=see_through, ink=most)


def _ink(point: tuple[int, ...]) -> Ink:
    """The colour of one point; dark where the colour is too weak to have a name."""
    hue, saturation, value = colorsys.rgb_to_hsv(*(each / 255 for each in point[:3]))
    if saturation < 0.25 or value < 0.2:
        return Ink.DARK
    if hue < 30 / 360 or hue > 320 / 360:
        return Ink.RED
    return Ink.BLUE if 170 / 360 < hue < 280 / 360 else Ink.OTHER


def check_pixels(width: float, height: float, *, name: str) -> None:
    """Do nothing for a picture of a bearable size, else raise UnsafeFile."""
    if width * height > MOST_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> UnsafeFile:
    return UnsafeFile(
        tr("Ảnh hoặc trang trong {file} quá lớn.", file=name),
        advice=tr("Hãy quét lại khổ A4, độ phân giải 200–300 dpi."),
    )
