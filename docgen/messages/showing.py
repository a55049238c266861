"""Strangers' words on a screen: every sign that hides, turns text around or breaks a line is spelled out.

Knows signs, not where the words come from.
"""

from __future__ import annotations

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, format (bidi, zero width), surrogate, unassigned


def visible(words: str) -> str:
    """The words as a person sees them, on one line."""
    return "".join(
        sign.encode("unicode_escape").decode("ascii") if unicodedata.category(sign) in _HIDDEN else sign
        for sign in words
    )
