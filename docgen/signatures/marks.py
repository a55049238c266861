"""Whether a file carries any digital signature at all, seen from its bytes without opening it.

Knows the one name every signature of a PDF needs and the folder of signatures in a Word package.
"""

from __future__ import annotations

import mmap
import re
from pathlib import Path

from docgen.media.zips import open_package

_NAME = b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in b"ByteRange")
_SIGNED = re.compile(b"/" + _NAME)  # letters of a name may be written as #42
_IN_WORD = "_xmlsignatures/"


def has_signature(content: bytes) -> bool:
    """True when the bytes hold what every digital signature of a PDF must hold: a ByteRange."""
    return _SIGNED.search(content) is not None


def is_signed_pdf(path: Path) -> bool:
    """The same for a file, however large."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _SIGNED.search(content) is not None


def is_signed_word(path: Path) -> bool:
    """True when a Word package holds signature parts; they are never verified (luu-tru.md §2.7)."""
    return any(name.lower().startswith(_IN_WORD) for name in open_package(path).names)
