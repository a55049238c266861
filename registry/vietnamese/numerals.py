"""Whole numbers in words, ordinals and Roman numerals, printed and read.

Knows the official wording: nghìn, linh, mốt, tư, lăm. Reads the common variants (ngàn, lẻ, nhăm) and nothing that
could be two numbers: what does not print back as it was written is no number here.
"""

from __future__ import annotations

import re

from registry.vietnamese.letters import normalise

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 10**9
_GROUPS = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))
_VARIANTS = {
    "lẻ": "linh",
    "ngàn": "nghìn",
    "tỉ": "tỷ",
    "tư": "bốn",
    "mốt": "một",
    "lăm": "năm",
    "nhăm": "năm",
    "bẩy": "bảy",
}
_EMPTY_GROUP = " không (?:trăm )?(?:triệu|nghìn)(?= |$)"  # said by banks: một triệu không nghìn …
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
LARGEST_ROMAN = 3999
_LONGEST_WORDS = 300  # characters; the words of 10**18 - 1 take 200


def number_in_words(number: int) -> str:
    """ "hai nghìn một trăm linh một" for 2101; "âm" before a negative number."""
    if number < 0:
        return f"âm {number_in_words(-number)}"
    return _positive(number) if number else _DIGITS[0]


def _positive(number: int) -> str:
    """A number above zero: so many tỷ, then the rest below one tỷ."""
    billions, rest = divmod(number, _BILLION)
    parts = [f"{_positive(billions)} tỷ"] if billions else []
    for size, unit in _GROUPS:
        group, rest = divmod(rest, size)
        if group:
            parts.append(f"{_three_digits(group, is_whole=bool(parts))} {unit}".rstrip())
    return " ".join(parts)


def _three_digits(number: int, *, is_whole: bool) -> str:
    """A number from 1 to 999; `is_whole` says also a missing hundred ("không trăm linh một")."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or is_whole else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_last_digit(tens, ones))
    return " ".join(words)


def _last_digit(tens: int, ones: int) -> str:
    if tens > 1:
        return _AFTER_TENS.get(ones, _DIGITS[ones])
    return "lăm" if tens == 1 and ones == 5 else _DIGITS[ones]


def parse_number_words(text: str) -> int | None:
    """The number that words say, "hai nghìn không trăm hai mươi mốt" = 2021; None for other words."""
    if len(text) > _LONGEST_WORDS:
        return None
    plain = re.sub(_EMPTY_GROUP, "", " ".join(_one_wording(normalise(text).lower())))
    is_negative = plain.startswith("âm ")
    number = _value(plain.removeprefix("âm ").split())
    said = number_in_words(-number if is_negative else number)
    if not plain or " ".join(_one_wording(said)) != plain:
        return None
    return -number if is_negative else number


def _one_wording(text: str) -> list[str]:
    """The words of a number, each in one of its variants."""
    return [_VARIANTS.get(word, word) for word in text.split()]


def _value(words: list[str]) -> int:
    """The number of words already made one; words that are none count nothing, the caller prints back and compares."""
    for size, unit in ((_BILLION, "tỷ"), *_GROUPS[:2]):
        if unit in words:
            last = len(words) - 1 - words[::-1].index(unit)
            return _value(words[:last]) * size + _value(words[last + 1 :])
    value = 0
    for word in words:
        if word in _DIGITS:
            value += _DIGITS.index(word)
        else:
            value = {"trăm": value * 100, "mươi": _tens(value), "mười": value + 10}.get(word, value)
    return value


def _tens(value: int) -> int:
    """The last digit said counts tens: 302 → 320."""
    return value - value % 10 + value % 10 * 10


def ordinal_in_words(number: int) -> str:
    """ "thứ nhất", "thứ hai", "thứ tư", "thứ mười bảy"; ValueError below one."""
    if number < 1:
        raise ValueError(f"no ordinal: {number}")
    return f"thứ { {1: 'nhất', 4: 'tư'}.get(number) or number_in_words(number) }"


def parse_ordinal(text: str) -> int | None:
    """The number of "thứ nhất", "lần thứ XVII", "thứ 17" or "XVII"; None for other words."""
    plain = re.sub(r"^(?:lần )?thứ ", "", normalise(text), flags=re.IGNORECASE)
    if re.fullmatch(r"\d{1,6}", plain):
        return int(plain) or None
    if (roman := parse_roman(plain)) is not None:
        return roman
    if plain == normalise(text):  # "nhất" or "hai" alone is no ordinal
        return None
    return {"nhất": 1, "nhì": 2}.get(plain.lower()) or parse_number_words(plain) or None


def roman(number: int) -> str:
    """ "XVII" for 17; ValueError outside 1 to 3999."""
    if not 1 <= number <= LARGEST_ROMAN:
        raise ValueError(f"no Roman numeral: {number}")
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def parse_roman(text: str) -> int | None:
    """The number of a Roman numeral in capitals as it is properly written; None for "IIII", "xvii" and other text."""
    rest, number = text.strip(), 0
    for value, letter in _ROMAN:
        while rest.startswith(letter):
            rest, number = rest[len(letter) :], number + value
    is_proper = not rest and 1 <= number <= LARGEST_ROMAN and roman(number) == text.strip()
    return number if is_proper else None
