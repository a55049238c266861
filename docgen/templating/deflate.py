"""Deflaters: how the changed parts of a document are squeezed.

Knows raw deflate streams and which library makes them; does not know zip files or documents. The choice is
explicit because two libraries give different bytes for the same content: an office that compares digests between
machines stays with the default, zlib of the standard library.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from docgen.errors import OutsideMissing
from docgen.messages import tr

RAW_STREAM = -15  # no zlib header or trailer, as zip members want it
DEFAULT_LEVEL = 1  # measured: half the time of level 6 for 5 % more bytes in a document of two pages


@dataclass(frozen=True, kw_only=True)
class Deflater:
    """A named way to make a raw deflate stream, and the checksum of zip files as fast as its library has it."""

    name: str
    compress: Callable[[bytes], bytes]
    crc32: Callable[[bytes], int] = zlib.crc32


def zlib_deflater(level: int = DEFAULT_LEVEL) -> Deflater:
    """The deflater of the standard library at `level` 1 (fast) to 9 (small)."""
    compress = functools.partial(zlib.compress, level=level, wbits=RAW_STREAM)
    return Deflater(name=f"zlib {level}", compress=compress)


def usual_deflater() -> Deflater:
    """What papers are made with: isal where the extra “fast” is installed, the standard library elsewhere."""
    try:
        return isal_deflater()
    except OutsideMissing:
        return zlib_deflater()


def isal_deflater(level: int = 2) -> Deflater:
    """The deflater of the optional library isal at `level` 0 to 3; OutsideMissing when it is not installed."""
    try:
        from isal import isal_zlib
    except ImportError as cause:
        raise OutsideMissing(
            tr("Chưa cài thư viện nén nhanh isal."), advice=tr("Cài phần mở rộng “fast”, hoặc dùng cách nén mặc định.")
        ) from cause
    compress = functools.partial(isal_zlib.compress, level=level, wbits=RAW_STREAM)
    return Deflater(name=f"isal {level}", compress=compress, crc32=isal_zlib.crc32)
