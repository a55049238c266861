"""The order of Vietnamese names.

Knows the alphabet and its tones. Refuses to know ranks and posts: those orders are the list's own.
"""

from __future__ import annotations

import re
import unicodedata

from registry.vietnamese.letters import TONES, clean

_LETTER_SHAPES = {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uưư"}


def sort_key(name: str, *, manual: str = "") -> str:
    """A key whose code-point order is the order of official lists: tên, then họ, then đệm.

    Letters follow the Vietnamese alphabet, tones decide only between equal letters (ngang, huyền, hỏi, ngã, sắc,
    nặng). The key is lower-case ASCII, so Python, SQLite and PostgreSQL agree. `manual` is a sort name written
    "tên họ đệm" for people whose last word is not their given name; empty means the last word is.
    """
    words = clean(name).lower().split()
    ordered = clean(manual).lower().split() or words[-1:] + words[:-1]
    parts = (ordered[:1], ordered[1:2], ordered[2:])
    return " ".join(f"{_letters_key(part)} {_tones_key(part)}" for part in parts)


def _letters_key(words: list[str]) -> str:
    """First level: each letter as two characters, words joined by a sign below every letter."""
    return "!".join("".join(_letter_key(letter) for letter in _graphemes(word)) for word in words)


def _tones_key(words: list[str]) -> str:
    """Second level: one digit 0-5 per word."""
    return "".join(max((_tone_of(letter) for letter in _graphemes(word)), default="0") for word in words)


def _graphemes(word: str) -> list[str]:
    """The letters of a word, each decomposed together with its marks."""
    return re.findall("[^\u0300-\u036f][\u0300-\u036f]*", unicodedata.normalize("NFD", word))


def _tone_of(letter: str) -> str:
    """The tone of one decomposed letter as a digit, "0" for none."""
    return next((str(TONES.index(mark) + 1) for mark in letter[1:] if mark in TONES), "0")


def _letter_key(letter: str) -> str:
    """One decomposed letter as two ASCII characters in alphabet order; punctuation gives ""."""
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in letter if mark not in TONES))
    base = "d" if toneless == "đ" else letter[0]
    if not base.isalnum():
        return ""
    if not base.isascii():
        return f"~{ord(base):06x}"
    return base + str(max(_LETTER_SHAPES.get(base, "").find(toneless[:1]), 0))
