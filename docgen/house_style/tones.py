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


_WAYS = {late.lower(): "late" for late in _MOVED} | {early.lower(): "early" for early in _MOVED.values()}
_SHOWING = re.compile("[ouòóỏõọùúủũụ][àáảãạèéẻẽẹỳýỷỹỵaey](?![^\\W\\d_])")  # small letters; no word shows without
_WORD = re.compile(r"[^\W\d_]+")


def placements(text: str) -> dict[str, str]:
    """The words of NFC `text` that show where tone marks stand, each "early" (hòa, ủy) or "late" (hoà, uỷ).

    Capitalised words count only when they are Ủy: a person's name is written as its bearer writes it.
    """
    if not _SHOWING.search(text.lower()):
        return {}
    showing = [word for word in _WORD.findall(text) if word[-2:].lower() in _WAYS]
    return {word: way for word in showing if (way := _way(word))}


def _way(word: str) -> str:
    """Where the mark of an open last syllable stands; "" when the word shows nothing: "quý" does not."""
    is_name = word[0].isupper() and word.lower() not in ("ủy", "uỷ")
    return "" if is_name or word[-3:-2].lower() == "q" else _WAYS[word[-2:].lower()]
