"""Pictures from scanners and telephones, opened under a pixel limit.

Knows when a picture is too large or not a picture; does not know what it shows.
"""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from docgen.errors import UnsafeFile
from docgen.messages import tr

Picture = Image.Image  # how other rooms name a picture they hand on
MOST_PIXELS = 89_000_000  # Pillow only warns above 89.5 million and stops at twice that; we stop here
_FORMATS = ("JPEG", "PNG", "TIFF")


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


def check_pixels(width: float, height: float, *, name: str) -> None:
    """Do nothing for a picture of a bearable size, else raise UnsafeFile."""
    if width * height > MOST_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> UnsafeFile:
    return UnsafeFile(
        tr("Ảnh hoặc trang trong {file} quá lớn.", file=name),
        advice=tr("Hãy quét lại khổ A4, độ phân giải 200–300 dpi."),
    )
