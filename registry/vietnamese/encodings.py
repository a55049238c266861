"""Which encoding a text is in, judged by its words and by its font.

Knows the signs of TCVN3, VNI-Windows and Unicode. Refuses to guess: a text that mixes encodings, or holds codes
that make sense in none, is unclear and stays as it is. One call per run or cell: what a cell of several runs means
is the caller's business. Text is judged before it is normalised, because one TCVN3 letter is an invisible character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from registry.vietnamese.legacy import decode_tcvn3, decode_vni, is_all_tcvn3, is_all_vni
from registry.vietnamese.syllables import is_syllable


class Encoding(StrEnum):
    """How the letters of a text are coded."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A text in Unicode, what it was coded in, and whether its font and its words leave no doubt."""

    text: str
    encoding: Encoding
    is_sure: bool


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """How many words with letters outside ASCII are possible Vietnamese when read in one encoding, how many not."""

    good: int
    bad: int

    @property
    def is_fair(self) -> bool:
        """True when a stray foreign word or misprint among many good words is all that is wrong."""
        return self.good > 0 and self.bad * 4 <= self.good


_DECODERS = {Encoding.TCVN3: decode_tcvn3, Encoding.VNI: decode_vni}
_HAS_EVERY_LETTER = {Encoding.TCVN3: is_all_tcvn3, Encoding.VNI: is_all_vni}
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0323\u1ea0-\u1ef9]")
_CODES = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾×÷"  # letters of TCVN3, signs in Unicode
_SIGNS = f"[{_CODES}ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþ]"  # in no Vietnamese word written in Unicode
_WORD = f"(?:[^\\W\\d_²³º]|[{_CODES}])+"
_NOT_WORDS = r"(?<=\d) ?[µ¼½¾][^\W\d_]*|©|(?<=[A-Za-z]{3})®"  # 5 µm, 2½ha, Word®
_QUOTED = "«([^«»]*)»"
_HYPHENATED = "(?=[A-Za-z]{0,30}\u00ad)(?:[A-Za-z]\u00ad?){6,}"  # longer than any TCVN3 word with one ư
_ABBREVIATION = "[A-Z]{0,5}Đ[A-ZĐ]{0,5}|đ"  # HĐND, QĐ, điểm đ: no syllables, yet good readings


def plausible_encoding(text: str) -> Encoding:
    """The encoding in which the words of `text` can be Vietnamese; ASCII and foreign words count as UNICODE.

    UNCLEAR when Unicode and legacy words are mixed, when one short word could be either, or when letters and signs
    are glued together as in no encoding known here.
    """
    if text.isascii():
        return Encoding.UNICODE
    if _UNICODE_ONLY.search(text):
        return Encoding.UNCLEAR if re.search(_SIGNS, text) and _has_legacy_word(text) else Encoding.UNICODE
    plain = _read(text, Encoding.UNICODE)
    return Encoding.UNICODE if plain.bad == 0 else _legacy_or_not(text, plain)


def decode_cell(text: str, font: str = "") -> Decoded:
    """`text` in Unicode, read by what its words say and, where they leave it open, by its font.

    What is Unicode already, whatever its font, and what is unclear comes back as it was; nothing is normalised.
    """
    by_words, by_font = plausible_encoding(text), encoding_of_font(font)
    if by_font in (Encoding.UNICODE, by_words) or by_words in _DECODERS:
        is_sure = by_words is by_font or (by_words is not Encoding.UNCLEAR and _is_telling(text, by_words))
        return Decoded(text=_decode(text, by_words, font), encoding=by_words, is_sure=is_sure)
    encoding, is_sure = _settled_by_font(text, by_font, by_words)
    return Decoded(text=_decode(text, encoding, font), encoding=encoding, is_sure=is_sure)


def encoding_of_font(font: str) -> Encoding:
    """The encoding a font was drawn for: TCVN3 for ".Vn…", VNI for "VNI-…", UNICODE for every other name."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni-") else Encoding.UNICODE


def is_capitals_font(font: str) -> bool:
    """True for the TCVN3 fonts that draw small letters as capitals: ".VnTimeH", ".VnArialH" and their like."""
    return encoding_of_font(font) is Encoding.TCVN3 and font.strip().casefold().endswith("h")


def _decode(text: str, encoding: Encoding, font: str) -> str:
    if encoding not in _DECODERS:
        return text
    decoded = _DECODERS[encoding](text)
    return decoded.upper() if encoding is Encoding.TCVN3 and is_capitals_font(font) else decoded


def _settled_by_font(text: str, by_font: Encoding, by_words: Encoding) -> tuple[Encoding, bool]:
    """Encoding and certainty of a text in a legacy font whose words do not ask for that encoding."""
    if _UNICODE_ONLY.search(text):
        return by_words, by_words is Encoding.UNICODE
    reading = _read(text, by_font)
    if by_words is Encoding.UNICODE and reading.bad > 0:
        return Encoding.UNICODE, True
    if _DECODERS[by_font](text) == text:
        return by_font, True
    return (by_font if reading.good >= reading.bad else by_words), False


def _legacy_or_not(text: str, plain: _Reading) -> Encoding:
    """The verdict on a text of Latin-1 letters some of whose words cannot be Vietnamese as they stand."""
    readings = {encoding: _read(text, encoding) for encoding in _DECODERS}
    fair = [encoding for encoding, reading in readings.items() if reading.is_fair and reading.bad < plain.bad]
    best = [encoding for encoding in fair if readings[encoding].bad == min(readings[each].bad for each in fair)]
    if len(best) == 1 and (re.search(_SIGNS, text) or readings[best[0]].good > 1):
        return best[0]
    is_glued = any(re.search(f"[{_CODES}]", word) for word in _telling_words(_without_signs(text)))
    return Encoding.UNCLEAR if best or is_glued else Encoding.UNICODE


def _is_telling(text: str, encoding: Encoding) -> bool:
    """True when every word reads well in `encoding` and, for a legacy one, a sign stands in them."""
    if encoding is Encoding.UNICODE:
        return True
    return re.search(_SIGNS, text) is not None and _read(text, encoding).bad == 0


def _read(text: str, encoding: Encoding) -> _Reading:
    """The words of `text` judged as words of one encoding."""
    words = list(_telling_words(_without_signs(text) if encoding is Encoding.UNICODE else text))
    good = sum(1 for word in words if _reads_well(word, encoding))
    return _Reading(good=good, bad=len(words) - good)


def _reads_well(word: str, encoding: Encoding) -> bool:
    """True when `word` is a possible Vietnamese syllable, or an abbreviation with Đ, in one encoding."""
    if encoding is Encoding.UNICODE:
        read = word.replace("Ð", "Đ")
    elif _HAS_EVERY_LETTER[encoding](word):
        read = _DECODERS[encoding](word)
    else:
        return False
    return is_syllable(read) or re.fullmatch(_ABBREVIATION, read) is not None


def _without_signs(text: str) -> str:
    """`text` without what is a sign and no letter in Unicode: soft hyphens inside words, quotation marks, measures."""
    if "\u00ad" in text:
        text = re.sub(_HYPHENATED, lambda word: word.group().replace("\u00ad", ""), text)
    return re.sub(_NOT_WORDS, " ", re.sub(_QUOTED, r"\1", text))


def _telling_words(text: str) -> Iterator[str]:
    """Words with a character outside ASCII; a sign that stands alone is no word."""
    for found in re.finditer(_WORD, text):
        word = found.group()
        if not word.isascii() and word not in _CODES:
            yield word


def _has_legacy_word(text: str) -> bool:
    """True when a word without a letter of Unicode Vietnamese reads well in a legacy encoding."""
    words = (word for word in _telling_words(_without_signs(text)) if not _UNICODE_ONLY.search(word))
    suspects = [word for word in words if re.search(_SIGNS, word)]
    return any(_reads_well(word, encoding) for word in suspects for encoding in _DECODERS)
