"""The one stored form of Vietnamese text: NFC, no invisible characters, Đ for its look-alikes, single spaces.

Knows letters, marks and tones as characters. Refuses to know words, names and what the text is about.
"""

from __future__ import annotations

import re
import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining huyền, hỏi, ngã, sắc, nặng: the order of the alphabet."""

_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "ƣ": "ư", "Ƣ": "Ư"})  # ƣ: the ư of many PDFs
_INVISIBLE_CLASS = (  # controls that are no white space, soft hyphen, joiners, marks of direction, BOM
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0f\ufeff\ufffc"
)
_INVISIBLE = f"[{_INVISIBLE_CLASS}]"
_FOREIGN_TO_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухкмтһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaesijopcyxkmthABEZHIKMNOPTYXo",
)
_ODD = re.compile(f"[ÐƉðɖƣƢ\u0300-\u036f\u0370-\u04ff{_INVISIBLE_CLASS}]")
_WORD = r"(?:[^\W\d_]|[\u0300-\u036f])+"
_FOREIGN_LETTER = "[\u0370-\u04ff]"
_LATIN_LETTER = "[A-Za-zÀ-ɏ\u1e00-\u1eff]"
_MARKS_IN_DISORDER = "[\u0300\u0301\u0303\u0309][\u0300-\u0303\u0306\u0309]+"
_PLAIN_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"), **dict.fromkeys("’‘ʼ`´", "'")})
_SIGNS = re.compile("[‐-―−﹘﹣－’‘ʼ`´]")


def normalise(text: str) -> str:
    """The one stored form: NFC, no invisible characters, single spaces, Đ for its look-alikes; "" stays ""."""
    cleaned = clean(text)
    if cleaned.isprintable() and "  " not in cleaned and cleaned == cleaned.strip():
        return cleaned  # nearly every cell of a real workbook
    return " ".join(cleaned.split())


def normalise_lines(text: str) -> str:
    """`normalise` line by line: line breaks are kept, empty lines dropped."""
    lines = (normalise(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def clean(text: str) -> str:
    """`text` in NFC without look-alikes and invisible characters, white space untouched."""
    if unicodedata.is_normalized("NFC", text) and not _ODD.search(text):
        return text  # nearly every cell of a real workbook
    visible = unicodedata.normalize("NFD", re.sub(_INVISIBLE, "", text).translate(_LOOK_ALIKES))
    ordered = re.sub(_MARKS_IN_DISORDER, _shapes_first, visible)
    stroked = ordered.replace("d\u0335", "đ").replace("D\u0335", "Đ")
    composed = unicodedata.normalize("NFC", stroked)
    if not re.search(_FOREIGN_LETTER, composed):
        return composed
    return unicodedata.normalize("NFC", re.sub(_WORD, _latinise, composed))


def _shapes_first(marks: re.Match[str]) -> str:
    """Marks above one letter with breve and circumflex before the tones: some keyboards type the tone first."""
    return "".join(sorted(marks.group(), key=TONES.__contains__))


def _latinise(word: re.Match[str]) -> str:
    """A word that mixes Latin with Cyrillic or Greek letters with the look-alikes made Latin; others stay."""
    found = word.group()
    if not (re.search(_FOREIGN_LETTER, found) and re.search(_LATIN_LETTER, found)):
        return found
    return unicodedata.normalize("NFD", found).translate(_FOREIGN_TO_LATIN)


def with_plain_signs(text: str) -> str:
    """`text` with a plain hyphen for every dash and a plain apostrophe for every other."""
    return text.translate(_PLAIN_SIGNS) if _SIGNS.search(text) else text


def split_tone(syllable: str) -> tuple[str, str]:
    """A syllable without its tones, in NFC, and the combining tone marks it had ("" for ngang)."""
    marks = unicodedata.normalize("NFD", syllable)
    toneless = "".join(mark for mark in marks if mark not in TONES)
    return unicodedata.normalize("NFC", toneless), "".join(mark for mark in marks if mark in TONES)


_WORD_END = r"(?![^\W\d_]|[\u0300-\u036f])"
_OPEN_SYLLABLES = (
    rf"(?P<first>[oO])(?P<toned>[àảãáạÀẢÃÁẠèẻẽéẹÈẺẼÉẸ]){_WORD_END}"
    rf"|(?<![qQ])(?P<u>[uU])(?P<y>[ỳỷỹýỵỲỶỸÝỴ]){_WORD_END}"
)
_QUY = rf"(?P<q>[qQ])(?P<toned>[ùủũúụÙỦŨÚỤ])(?P<y>[yY]){_WORD_END}"


def fold_tone_placement(text: str) -> str:
    """`text` in NFC with the tone of open syllables oa, oe, uy on the first vowel: hoà → hòa, thuỷ → thủy.

    For comparing only: a quoted name is never rewritten (nghiep-vu §8.2). "quý" keeps its tone on y.
    """
    composed = unicodedata.normalize("NFC", text)
    return re.sub(_QUY, _tone_to_second, re.sub(_OPEN_SYLLABLES, _tone_to_first, composed))


def _tone_to_first(found: re.Match[str]) -> str:
    """Move the tone of a two-letter vowel to its first letter."""
    first, toned = found["first"] or found["u"], found["toned"] or found["y"]
    bare = unicodedata.normalize("NFD", toned)
    return unicodedata.normalize("NFC", first + bare[1]) + bare[0]


def _tone_to_second(found: re.Match[str]) -> str:
    """Move a tone mistyped on the u of "qu" to the y."""
    bare = unicodedata.normalize("NFD", found["toned"])
    return found["q"] + bare[0] + unicodedata.normalize("NFC", found["y"] + bare[1])
