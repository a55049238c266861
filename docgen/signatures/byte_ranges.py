"""Whether the signed ranges of a PDF leave out the signature itself and nothing more.

Knows bytes alone. Attacks that move the signed part, wrap it or leave the signature empty (signature wrapping,
universal forgery) change what the gap holds, so the gap is read here without any help of the file's own tables.
"""

from __future__ import annotations

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from docgen.messages import tr

_HEX = frozenset(b"0123456789abcdefABCDEF")


def range_fault(content: bytes, signature: EmbeddedPdfSignature) -> str:
    """What is wrong with the ranges of a signature, "" when they are from the first byte and without a hole."""
    numbers = [int(each) for each in signature.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return tr("phạm vi ký không bắt đầu từ đầu tệp")
    _, first, second, length = numbers
    if not 0 < first < second <= len(content) or second + length > len(content):
        return tr("phạm vi ký vượt ra ngoài tệp")
    gap = content[first:second]
    if gap[:1] != b"<" or gap[-1:] != b">" or not _HEX.issuperset(gap[1:-1]):
        return tr("phần bỏ ra ngoài phạm vi ký chứa thứ khác ngoài chữ ký")
    digits = gap[1:-1].decode("ascii")
    held = bytes.fromhex(digits + "0" * (len(digits) % 2))
    if held != bytes(signature.pkcs7_content) or not held.strip(b"\0"):
        return tr("chữ ký đọc ra không phải chữ ký nằm trong phạm vi ký")
    return ""
