"""The order of Vietnamese names and words as keys that every program sorts alike.

Knows the alphabet, its tones and the parts of a name. Refuses to know ranks and posts: those orders are a list's own.
A key is made of a-z and 0-9 alone, letters and digits in turn, so that no collation (SQLite, PostgreSQL under any
locale, Excel, Python) can skip a sign, read a digraph or fold a case: letter by letter the base and its rank
("a0" a, "a1" ă, "a2" â), "00" after the letters of a part, "01" between its words, then one digit of tone per word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from registry.vietnamese.letters import TONES, clean

_LETTER_SHAPES = {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uư"}
_END, _NEXT_WORD = "00", "01"
_NUMBER, _FOREIGN = "1", "z9"
_PIECES = re.compile("[0-9]+|[^\u0300-\u036f][\u0300-\u036f]*")
_WORDS = re.compile(r"[\w'’\u0300-\u036f]+")


def sort_key(name: str, *, manual: str = "") -> str:
    """A key whose code-point order is the order of official lists: tên, then họ, then đệm.

    Letters follow the Vietnamese alphabet, tones decide only between equal letters (ngang, huyền, hỏi, ngã, sắc,
    nặng). `manual` is a sort name for people whose last word is not their whole given name: "tên họ đệm", or with
    commas where a part has several words ("A Lềnh, Hầu"); empty means the last word is the tên.
    """
    if "," in manual:
        given, family, *middle = (part.split() for part in clean(manual).lower().split(","))
        return _part_key(given) + _part_key(family) + _part_key([word for part in middle for word in part])
    words = clean(name).lower().split()
    ordered = clean(manual).lower().split() or words[-1:] + words[:-1]
    return _part_key(ordered[:1]) + _part_key(ordered[1:2]) + _part_key(ordered[2:])


def text_sort_key(text: str) -> str:
    """A key for words, titles and names of bodies: from the first word on, signs skipped, 2 before 10."""
    return _part_key(_WORDS.findall(clean(text).lower()))


def _part_key(words: list[str]) -> str:
    """The letters of all words, then their tones."""
    keys = [key for key in map(_word_key, words) if key[0]]
    return _NEXT_WORD.join([letters for letters, _ in keys]) + _END + "".join([tone for _, tone in keys])


@lru_cache(maxsize=1 << 14)
def _word_key(word: str) -> tuple[str, str]:
    """The letters of a lower-case word and its tone as a digit 0-5; ("", "0") when it has neither letter nor digit."""
    pieces = [_piece_key(piece) for piece in _PIECES.findall(word)]
    return "".join([letter for letter, _ in pieces]), max([tone for _, tone in pieces], default="0")


@lru_cache(maxsize=1 << 11)
def _piece_key(piece: str) -> tuple[str, str]:
    """One letter with its marks, or one run of digits, and its tone; signs give ("", "0")."""
    if "0" <= piece[0] <= "9":
        digits = piece.lstrip("0") or "0"
        return f"{_NUMBER}{chr(ord('a') + min(len(digits), 26) - 1)}{digits}", "0"
    marks = unicodedata.normalize("NFD", piece)
    tone = next((str(TONES.index(mark) + 1) for mark in marks if mark in TONES), "0")
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    base = "d" if toneless == "đ" else marks[0]
    if not base.isalnum():
        return "", "0"
    if not base.isascii():
        return f"{_FOREIGN}{ord(base):06x}", tone
    return base + str(max(_LETTER_SHAPES.get(base, "").find(toneless[:1]), 0)), tone
