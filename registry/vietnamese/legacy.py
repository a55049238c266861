"""The two legacy encodings of Vietnamese office files: TCVN3 (ABC, fonts .Vn…) and VNI-Windows (fonts VNI-…).

Both hid Vietnamese letters behind Latin-1 codes and left it to the font to draw them. Knows the two tables; does
not know whether a text is in either (`registry.vietnamese.encodings` does). Text must be decoded before it is
normalised: the ư of TCVN3 is the code of the soft hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from registry.vietnamese.letters import TONES

_TONE_ROWS = {  # each vowel without tone, then its codes for huyền, hỏi, ngã, sắc, nặng
    "a": "µ¶·¸¹",
    "ă": "»¼½¾Æ",
    "â": "ÇÈÉÊË",
    "e": "ÌÎÏÐÑ",
    "ê": "ÒÓÔÕÖ",
    "i": "×ØÜÝÞ",
    "o": "ßáâãä",
    "ô": "åæçèé",
    "ơ": "êëìíî",
    "u": "ïñòóô",
    "ư": "õö÷øù",
    "y": "úûüýþ",
}
_SHAPES = {"ă": "¨", "â": "©", "ê": "ª", "ô": "«", "ơ": "¬", "ư": "\u00ad", "đ": "®"}
_CAPITALS = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}

_VNI_LETTERS = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_VNI_TONES = "øûõùï"  # written after a, e, o, ô (= ơ), u, ö (= ư), y
_VNI_SHAPED = {"ă": ("a", "ê", "èúüéë"), "â": ("a", "â", "àåãáä"), "ê": ("e", "â", "àåãáä"), "ô": ("o", "â", "àåãáä")}
_WORD = r"[^\W\d_]+"
_VNI_PAIR = "[aeouyôöAEOUYÔÖ][øûõùïêèúüéëâàåãáäØÛÕÙÏÊÈÚÜÉËÂÀÅÃÁÄ]|[ñôöæóòîíìÑÔÖÆÓÒÎÍÌ]"


@cache
def tcvn3_letters() -> dict[int, str]:
    """Code point → letter for every code of TCVN3; capitals with a tone have none (they live in the .Vn…H fonts)."""
    table = {code: letter for letter, code in {**_SHAPES, **_CAPITALS}.items()}
    for vowel, codes in _TONE_ROWS.items():
        table.update(zip(codes, _toned(vowel), strict=True))
    return str.maketrans(table)


@cache
def vni_letters() -> dict[str, str]:
    """One or two characters → letter for every Vietnamese letter of VNI-Windows, both cases."""
    table = {code: letter for letter, code in _VNI_LETTERS.items()}
    for vowel, code in {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ơ": "ô", "ư": "ö"}.items():
        table.update({code + mark: letter for mark, letter in zip(_VNI_TONES, _toned(vowel), strict=True)})
    for vowel, (base, shape, marks) in _VNI_SHAPED.items():
        table[base + shape] = vowel
        table.update({base + mark: letter for mark, letter in zip(marks, _toned(vowel), strict=True)})
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in table.items()}  # "Aø" at a word's head
    capital = {code.upper(): letter.upper() for code, letter in table.items()}
    return {**table, **mixed, **capital}


def _toned(vowel: str) -> list[str]:
    """The vowel with each tone, in NFC."""
    return [unicodedata.normalize("NFC", vowel + tone) for tone in TONES]


def decode_tcvn3(text: str) -> str:
    """`text` read as TCVN3; characters the table does not have stay as they are.

    The table has no capitals with a tone, so where the other letters are capitals (CéNG) these become capitals too.
    """
    decoded = unicodedata.normalize("NFC", text).translate(tcvn3_letters())
    if _is_in_capitals(decoded):
        return decoded.upper()
    return re.sub(_WORD, lambda word: word.group().upper() if _is_in_capitals(word.group()) else word.group(), decoded)


def is_all_tcvn3(word: str) -> bool:
    """True when TCVN3 has every character of `word`."""
    return all(letter.isascii() or ord(letter) in tcvn3_letters() for letter in word)


def _is_in_capitals(text: str) -> bool:
    """True when two letters are capitals and no plain letter is small."""
    return sum(letter.isupper() for letter in text) > 1 and not re.search("[a-z]", text)


def decode_vni(text: str) -> str:
    """`text` read as VNI-Windows; characters the table does not have stay as they are."""
    table = vni_letters()
    composed = unicodedata.normalize("NFC", text)
    return re.sub(_VNI_PAIR, lambda found: _vni_letter(table, found.group()), composed)


def is_all_vni(word: str) -> bool:
    """True when VNI-Windows has every character of `word` where it stands: a mark only after its vowel."""
    table = vni_letters()
    return re.sub(_VNI_PAIR, lambda found: "" if found.group() in table else found.group(), word).isascii()


def _vni_letter(table: dict[str, str], code: str) -> str:
    """The letter of one or two characters; a pair that means nothing is read character by character."""
    if code in table:
        return table[code]
    return "".join(table.get(each, each) for each in code)
