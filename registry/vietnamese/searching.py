"""The search forms of Vietnamese text, from strict to loose.

Knows which spellings a searcher means as one. Refuses to know what is searched and where it is stored. Three forms:
`accent_key` keeps the accents (Tam, Tám, Tâm and Tấm differ), `fold` drops them and is the form that is stored,
`fold_spelling` also takes i for y (Quí, Quý). The last is apart because it joins names that are not one (Vi, Vy):
it may widen a search that found nothing, it must never decide that two people are the same.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from registry.vietnamese.letters import fold_tone_placement, normalise, with_plain_signs

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
_SPACED_HYPHEN = re.compile(r"(?<=\w) ?- ?(?=\w)")
_LAST_Y = r"\b(qu|[bcdghklmnpqrstvx]{1,2})y\b"


class AccentMatch(IntEnum):
    """How a text answers a query: the smaller the better, so that hits can be sorted by it."""

    EXACT = 0
    """It holds the query with the accents as typed; hòa and hoà are one."""
    FOLDED = 1
    """It holds the query when accents are dropped."""
    NONE = 2


def accent_key(text: str) -> str:
    """The form for exact search: normalised, lower case, one tone placement, one hyphen without spaces around it."""
    plain = with_plain_signs(normalise(text)).lower()
    return fold_tone_placement(_SPACED_HYPHEN.sub("-", plain))


def fold(text: str) -> str:
    """The search form: as `accent_key`, with no marks and đ as d; "Tổ chức – Nội vụ" and "to chuc-noi vu" are one."""
    plain = normalise(text).lower().translate(_PLAIN)
    bare = plain if plain.isascii() else " ".join(_without_marks(plain).split())  # a lonely mark leaves its spaces
    return _SPACED_HYPHEN.sub("-", bare) if "-" in bare else bare


def _without_marks(text: str) -> str:
    """`text` in lower case letter by letter without marks, for what the table of Latin letters does not know."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", with_plain_signs(text))).replace("đ", "d")
    return unicodedata.normalize("NFC", bare)


# One look-up a letter instead of four passes over the text: lists are folded by the ten thousand.
_PLAIN = {
    code: plain
    for code in (ord("`"), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (plain := _without_marks(chr(code))).isascii()
}


def fold_spelling(text: str) -> str:
    """`fold` with i for the last y of a syllable without another vowel: kỷ and kĩ, lý and lí, Quý and Quí."""
    return re.sub(_LAST_Y, r"\1i", fold(text))


def has_accents(query: str) -> bool:
    """True when `query` shows a tone, a shaped letter or đ, so that its writer means these accents."""
    return accent_key(query) != fold(query)


def accent_rank(query: str, text: str) -> AccentMatch:
    """How well `text` answers `query`; an empty query is answered exactly by every text."""
    if accent_key(query) in accent_key(text):
        return AccentMatch.EXACT
    return AccentMatch.FOLDED if fold(query) in fold(text) else AccentMatch.NONE


def words(text: str) -> str:
    """The folded words of a text, one space between them: what a search without accents looks in."""
    return " ".join(_WORD.findall(fold(text)))


def exact_words(text: str) -> str:
    """The words of a text in lower case with their accents: "Tám" is not "Tâm", but hòa is hoà."""
    return " ".join(_WORD.findall(accent_key(text)))
