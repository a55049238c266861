"""Numbers in words, ordinals and Roman numerals, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import (
    number_in_words,
    ordinal_in_words,
    parse_number_words,
    parse_ordinal,
    parse_roman,
    roman,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (2021, "hai nghìn không trăm hai mươi mốt"),
        (2101, "hai nghìn một trăm linh một"),
        (1_000_001, "một triệu không trăm linh một"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (13_300_000_000, "mười ba tỷ ba trăm triệu"),
        (32_000_000_000_000, "ba mươi hai nghìn tỷ"),
        (-3, "âm ba"),
    ],
)
def test_in_words(number: int, words: str) -> None:
    """This test ensures that mốt, tư, lăm and linh stand where they are said."""
    assert number_in_words(number) == words
    assert parse_number_words(words.capitalize()) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai ngàn không trăm lẻ một", 2001),
        ("hai mươi nhăm", 25),
        ("hai mươi bốn", 24),
        ("ba tỉ", 3_000_000_000),
        ("một triệu không nghìn không trăm linh một", 1_000_001),
        ("hai mười", None),
        ("một một", None),
        ("hai nghìn linh một", None),
        ("tỷ", None),
        ("năm 2021", None),
        ("", None),
    ],
)
def test_variants(words: str, number: int | None) -> None:
    """This test ensures that common variants are read and what could be two numbers is not."""
    assert parse_number_words(words) == number


@given(st.integers(-(10**15), 10**15))
def test_words_there_and_back(number: int) -> None:
    """This test ensures that every whole number comes back from its words."""
    assert parse_number_words(number_in_words(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "thứ nhất"),
        (2, "thứ hai"),
        (4, "thứ tư"),
        (5, "thứ năm"),
        (14, "thứ mười bốn"),
        (17, "thứ mười bảy"),
        (21, "thứ hai mươi mốt"),
    ],
)
def test_ordinals(number: int, words: str) -> None:
    """This test ensures that the first and the fourth have their own words."""
    assert ordinal_in_words(number) == words
    assert parse_ordinal(words) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("lần thứ XVII", 17),
        ("Lần thứ I", 1),
        ("XXI", 21),
        ("thứ 17", 17),
        ("thứ nhì", 2),
        ("nhất", None),
        ("thứ", None),
    ],
)
def test_congresses(text: str, number: int | None) -> None:
    """This test ensures that a congress is read by any of its writings, and a bare word is no ordinal."""
    assert parse_ordinal(text) == number


def test_no_ordinal_below_one() -> None:
    """This test ensures that nothing comes before the first."""
    with pytest.raises(ValueError, match="no ordinal"):
        ordinal_in_words(0)


@given(st.integers(1, 3999))
def test_roman_there_and_back(number: int) -> None:
    """This test ensures that every Roman numeral is read back, and sorts by value where letters would not."""
    assert parse_roman(roman(number)) == number


@pytest.mark.parametrize("text", ["IIII", "IVI", "xvii", "VX", "", "HU", "MMMM", "XVII."])
def test_what_is_no_roman_numeral(text: str) -> None:
    """This test ensures that letters that only look like one are none."""
    assert parse_roman(text) is None


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_numbers_without_roman_numeral(number: int) -> None:
    """This test ensures that no numeral is made up."""
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(number)
