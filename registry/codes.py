"""Document codes and page codes: the identity every printed paper carries.

Knows the text of a code, how it is read back and how its keyed check is made; the key and the randomness are
given. Does not know where keys are kept, what a QR symbol is or which documents exist. The payload stays within
38 characters of A-Z, 0-9 and the full stop, what a QR of 25 modules at level M can hold.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

MOST_PAGES = 999  # three digits twice is the last payload that fits 25 modules
_DOCUMENT = re.compile(r"[0-9A-F]{8}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PAGE_CODE = re.compile(r"(GNV[1-9])\.([0-9A-F]{8})\.([1-9][0-9]{0,2})\.([1-9][0-9]{0,2})\.([A-Z2-7]{16})")


@dataclass(frozen=True, kw_only=True)
class PageCode:
    """What one printed page says of itself; `page` counts from 1, `scheme` is "GNV" and the key generation."""

    scheme: str = "GNV1"
    document: str
    page: int
    pages: int
    tag: str

    @property
    def generation(self) -> int:
        """The generation of the key that made the tag, 1 to 9."""
        return int(self.scheme[-1])

    @property
    def text(self) -> str:
        """The code as printed and as held by the QR: GNV1.<document>.<page>.<pages>.<tag>."""
        return f"{_claim(self.scheme, self.document, self.page, self.pages)}.{self.tag}"

    def __str__(self) -> str:
        return self.text


def new_document_code(token: bytes) -> str:
    """A document code (8 upper-case hexadecimal digits) from at least 4 random bytes; ValueError for fewer."""
    if len(token) < 4:
        raise ValueError("a document code needs 4 random bytes")
    return token[:4].hex().upper()


def is_document_code(text: str) -> bool:
    """True when `text` has the form of a document code; says nothing of whether the document exists."""
    return _DOCUMENT.fullmatch(text) is not None


def page_code(key: bytes, *, generation: int, document: str, page: int, pages: int, input_digest: str) -> PageCode:
    """The code of one page under the key of `generation`; `input_digest` is the SHA-256 (hex) of the render input.

    ValueError when a part cannot be written in the code: the caller made a mistake, no clerk can mend it.
    """
    if not (key and 1 <= generation <= 9 and is_document_code(document) and 1 <= page <= pages <= MOST_PAGES):
        raise ValueError(f"no page code for {document!r}, page {page} of {pages}, generation {generation}")
    if not _DIGEST.fullmatch(input_digest):
        raise ValueError("the input digest is not a SHA-256 in lower-case hexadecimal")
    scheme = f"GNV{generation}"
    tag = _tag(key, _claim(scheme, document, page, pages), input_digest)
    return PageCode(scheme=scheme, document=document, page=page, pages=pages, tag=tag)


def parse_page_code(text: str) -> PageCode | None:
    """The page code written in `text`, or None when the text is not one; being well formed proves nothing."""
    match = _PAGE_CODE.fullmatch(text)
    if match is None or int(match[3]) > int(match[4]):
        return None
    return PageCode(scheme=match[1], document=match[2], page=int(match[3]), pages=int(match[4]), tag=match[5])


def is_genuine(code: PageCode, key: bytes, input_digest: str) -> bool:
    """True when `key` (of the code's generation) made this code for the render input with this digest."""
    expected = _tag(key, _claim(code.scheme, code.document, code.page, code.pages), input_digest)
    return hmac.compare_digest(expected.encode(), code.tag.encode())


def _claim(scheme: str, document: str, page: int, pages: int) -> str:
    return f"{scheme}.{document}.{page}.{pages}"


def _tag(key: bytes, claim: str, input_digest: str) -> str:
    """The first 80 bits of the keyed digest in base32: 16 characters, no padding."""
    digest = hmac.new(key, (claim + input_digest).encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:10]).decode("ascii")
