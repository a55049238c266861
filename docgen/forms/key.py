"""The check of a form: proves that this office sent out the form with this document code.

Knows how the check is made from a key that is passed in; does not know where keys lie. The check says nothing about
the answers and nothing about the fixed sentences, which are compared one by one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable

_CHECK = re.compile(r"F([1-9])\.[A-Z2-7]{16}")


def form_check(key: bytes, *, generation: int, document: str, input_digest: str) -> str:
    """The check of the form `document` made from data with this digest: "F<generation>.<16 signs>"."""
    claim = f"F{generation}.{document}.{input_digest}"
    digest = hmac.new(key, claim.encode(), hashlib.sha256).digest()
    return f"F{generation}.{base64.b32encode(digest[:10]).decode('ascii')}"  # 80 bits, as in a page code


def is_own_form(check: str, *, document: str, input_digest: str, key_of: Callable[[int], bytes | None]) -> bool:
    """True when a key of ours (looked up by its generation, None when unknown) made this check."""
    match = _CHECK.fullmatch(check)
    key = key_of(int(match[1])) if match else None
    if match is None or key is None:
        return False
    expected = form_check(key, generation=int(match[1]), document=document, input_digest=input_digest)
    return hmac.compare_digest(expected, check)
