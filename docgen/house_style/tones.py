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
_SHOWING = re.compile("[ouòóỏõọùúủũụ][àáảãạèéẻẽẹỳýỷỹỵaey](?![^\\W\\d_])")  # in small letters: no other word shows
_WORD = re.compile(r"[^\W\d_]+")


def placements(text: str) -> dict[str, str]:
    """The words of NFC `text` that show where tone marks stand, each "early" (hòa, ủy) or "late" (hoà, uỷ).

    Capitalised words count only when they are Ủy: a person's name is written as its bearer writes it.
    """
    small = text.lower()
    ends = [found.end() for found in _SHOWING.finditer(small)]
    words = [_word_to(text, end) for end in ends] if len(small) == len(text) else _WORD.findall(text)
    return {word: way for word in words if word[-2:].lower() in _WAYS and (way := _way(word))}


def _word_to(text: str, end: int) -> str:
    """The word that ends at `end`, of two letters at least."""
    start = end - 2
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end]


def _way(word: str) -> str:
    """Where the mark of an open last syllable stands; "" when the word shows nothing: "quý" does not."""
    is_name = word[0].isupper() and word.lower() not in ("ủy", "uỷ")
    return "" if is_name or word[-3:-2].lower() == "q" else _WAYS[word[-2:].lower()]
