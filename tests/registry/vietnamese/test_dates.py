"""Full days as papers print them, in figures and in words, there and back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import (
    date_in_words,
    is_day_and_month,
    long_date,
    looks_like_date,
    parse_date,
    parse_number_words,
    short_date,
)

DAYS = st.dates(min_value=dt.date(1900, 1, 1))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2021, 2, 5), "ngày 05 tháng 02 năm 2021"),
        (dt.date(2026, 5, 27), "ngày 27 tháng 5 năm 2026"),
        (dt.date(2021, 1, 10), "ngày 10 tháng 01 năm 2021"),
        (dt.date(2021, 3, 9), "ngày 09 tháng 3 năm 2021"),
        (dt.date(2021, 12, 31), "ngày 31 tháng 12 năm 2021"),
    ],
)
def test_long_date(day: dt.date, text: str) -> None:
    """This test ensures that zeros stand before days under 10 and months 1 and 2 only."""
    assert long_date(day) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2021, 2, 5), "ngày năm tháng hai năm hai nghìn không trăm hai mươi mốt"),
        (dt.date(2024, 4, 24), "ngày hai mươi tư tháng tư năm hai nghìn không trăm hai mươi tư"),
        (dt.date(1995, 12, 15), "ngày mười lăm tháng mười hai năm một nghìn chín trăm chín mươi lăm"),
    ],
)
def test_date_in_words(day: dt.date, text: str) -> None:
    """This test ensures that a date is said as a notice says it."""
    assert date_in_words(day) == text


@given(DAYS)
def test_there_and_back(day: dt.date) -> None:
    """This test ensures that printing a day and reading it gives the day, and its words the same numbers."""
    assert parse_date(long_date(day)) == parse_date(short_date(day)) == parse_date(day.isoformat()) == day
    words = date_in_words(day).removeprefix("ngày ").partition(" tháng ")
    month, _, year = words[2].partition(" năm ")
    said = [parse_number_words(part) for part in (words[0], {"tư": "bốn"}.get(month, month), year)]
    assert said == [day.day, day.month, day.year]


@pytest.mark.parametrize("text", ["31/02/2021", "12/31/2021", "00/01/2021", "31-04-2021"])
def test_impossible_days(text: str) -> None:
    """This test ensures that an impossible day looks like a date and is none."""
    assert looks_like_date(text)
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["", "cuối năm", "2.101/2.000", "9/9", "5-2", "05/2025", "1/2/21"])
def test_not_a_full_date(text: str) -> None:
    """This test ensures that ratios, halves of dates and words are not taken for a day."""
    assert not looks_like_date(text)
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "is_day"),
    [("ngày 9/9", True), ("Chiều 7/1", True), ("sáng ngày 24/01", True), ("9/9", False), ("ngày 31/2", False)],
)
def test_a_day_that_says_it_is_one(text: str, is_day: bool) -> None:
    """This test ensures that a word before it makes two numbers a day, if there is such a day."""
    assert is_day_and_month(text) is is_day
