"""Where the tone mark stands: "hoà" and "hòa" are one word to every comparison.

Knows open syllables only (oa, oe, uy); closed syllables ("hoàn") and "quý" are never touched.
"""

from __future__ import annotations

import re

_PAIRS = (("oa", "àáảãạ", "òóỏõọ"), ("oe", "èéẻẽẹ", "òóỏõọ"), ("uy", "ỳýỷỹỵ", "ùúủũụ"))
_OPEN = re.compile("(?i)(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\\W\\d_])")


def _moved() -> dict[str, str]:
    """Every late-marked pair with the early-marked pair that replaces it, in all mixtures of capitals."""
    table: dict[str, str] = {}
    for plain, late, early in _PAIRS:
        for old, new in zip(late, early, strict=True):
            for first in (str.lower, str.upper):
                for second in (str.lower, str.upper):
                    table[first(plain[0]) + second(old)] = first(new) + second(plain[1])
    return table


_MOVED = _moved()


def fold_tone(text: str) -> str:
    """The NFC `text` with tone marks of open syllables on the first vowel: "HOÀ" -> "HÒA", "uỷ" -> "ủy"."""
    return _OPEN.sub(lambda found: _MOVED.get(found.group(), found.group()), text)


_LATE = re.compile("(?i)(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\\W\\d_])")
_EARLY = re.compile("(?i)(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y)(?![^\\W\\d_])")
_MARKED = re.compile("(?i)o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|[òóỏõọ][ae]|[ùúủũụ]y")  # some mark stands in two vowels
_WORD = re.compile(r"[^\W\d_]+")


def placements(text: str) -> dict[str, str]:
    """The words of NFC `text` that show where tone marks stand, each "early" (hòa, ủy) or "late" (hoà, uỷ).

    Capitalised words count only when they are Ủy: a person's name is written as its bearer writes it.
    """
    found: dict[str, str] = {}
    if not _MARKED.search(text):
        return found
    for word in _WORD.findall(text):
        if word[0].isupper() and word.lower() not in ("ủy", "uỷ"):
            continue
        if _LATE.search(word):
            found[word] = "late"
        elif _EARLY.search(word):
            found[word] = "early"
    return found
