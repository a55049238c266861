"""Half dates and fuzzy deadlines: first and last day, precision, and what was inferred."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import Precision, When, long_date, parse_period_end, parse_when, short_date

PUBLISHED = dt.date(2022, 1, 10)  # the day the article on Vĩnh Phúc appeared
YEAR = frozenset({"year"})
WRITTEN: frozenset[str] = frozenset()


def day(year: int, month: int, number: int) -> tuple[dt.date, dt.date]:
    """One day as a span."""
    return dt.date(year, month, number), dt.date(year, month, number)


def span(when: When | None) -> tuple[dt.date, dt.date] | None:
    """First and last day, None for nothing."""
    return (when.first, when.last) if when else None


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("23/9", dt.date(2021, 9, 24), day(2021, 9, 23)),
        ("24/1", dt.date(2022, 1, 24), day(2022, 1, 24)),
        ("Chiều 7/1", PUBLISHED, day(2022, 1, 7)),
        ("31/12", PUBLISHED, day(2021, 12, 31)),
        ("5-2", PUBLISHED, day(2022, 2, 5)),
        ("ngày 9/9", PUBLISHED, day(2021, 9, 9)),
        ("ngày 5 tháng 2", PUBLISHED, day(2022, 2, 5)),
        ("29/2", dt.date(2024, 3, 1), day(2024, 2, 29)),
        ("29/2", PUBLISHED, None),
        ("9/9", PUBLISHED, None),
        ("31/2", PUBLISHED, None),
    ],
)
def test_a_day_without_its_year(text: str, published: dt.date, expected: tuple[dt.date, dt.date] | None) -> None:
    """This test ensures that the fixtures of nghiep-vu §2.6 get the year nearest to publication, and the flag."""
    when = parse_when(text, on=published)
    assert span(when) == expected
    assert when is None or when.year_inferred
    assert parse_when(text) is None


def test_a_full_date_infers_nothing() -> None:
    """This test ensures that a written year stands, whatever the day of publication."""
    when = parse_when("09/01/2017", on=PUBLISHED, year=2021)
    assert when == When(text="09/01/2017", first=dt.date(2017, 1, 9), last=dt.date(2017, 1, 9), precision=Precision.DAY)
    assert not when.year_inferred
    assert when.day == dt.date(2017, 1, 9)


def test_the_part_of_the_day_is_kept() -> None:
    """This test ensures that "chiều" and "sáng" stay known, and belong to days only."""
    for text, part in (("Chiều 7/1", "chiều"), ("sáng ngày 24/01/2022", "sáng"), ("tối 7/1", "tối"), ("7/1", "")):
        when = parse_when(text, on=PUBLISHED)
        assert when is not None
        assert when.part_of_day == part
    assert parse_when("sáng quý III", on=PUBLISHED) is None


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "inferred"),
    [
        ("Quý III/2026", (2026, 7, 1), (2026, 9, 30), Precision.QUARTER, WRITTEN),
        ("quý I, II/2026", (2026, 1, 1), (2026, 6, 30), Precision.QUARTER, WRITTEN),
        ("hết quý III", (2022, 7, 1), (2022, 9, 30), Precision.QUARTER, YEAR),
        ("6 tháng đầu năm", (2022, 1, 1), (2022, 6, 30), Precision.HALF, YEAR),
        ("6 tháng cuối năm 2021", (2021, 7, 1), (2021, 12, 31), Precision.HALF, WRITTEN),
        ("9 tháng đầu năm 2021", (2021, 1, 1), (2021, 9, 30), Precision.MONTH, WRITTEN),
        ("Tháng 10-12/2026", (2026, 10, 1), (2026, 12, 31), Precision.MONTH, WRITTEN),
        ("Tháng 10 – 12/2026", (2026, 10, 1), (2026, 12, 31), Precision.MONTH, WRITTEN),
        ("12/2026", (2026, 12, 1), (2026, 12, 31), Precision.MONTH, WRITTEN),
        ("Tháng 02/2024", (2024, 2, 1), (2024, 2, 29), Precision.MONTH, WRITTEN),
        ("Trong quý", (2022, 1, 1), (2022, 3, 31), Precision.QUARTER, frozenset({"year", "quarter"})),
        ("trong tháng", (2022, 1, 1), (2022, 1, 31), Precision.MONTH, frozenset({"year", "month"})),
        ("Trong năm", (2022, 1, 1), (2022, 12, 31), Precision.YEAR, YEAR),
        ("Hết năm 2025", (2025, 1, 1), (2025, 12, 31), Precision.YEAR, WRITTEN),
        ("Hằng tháng", (2022, 1, 1), (2022, 12, 31), Precision.RECURRING, YEAR),
        ("Hàng quý năm 2026", (2026, 1, 1), (2026, 12, 31), Precision.RECURRING, WRITTEN),
        ("giai đoạn 2021–2025", (2021, 1, 1), (2025, 12, 31), Precision.YEARS, WRITTEN),
        ("nhiệm kỳ 2020–2025", (2020, 1, 1), (2025, 12, 31), Precision.TERM, WRITTEN),
    ],
)
def test_periods(
    text: str,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    precision: Precision,
    inferred: frozenset[str],
) -> None:
    """This test ensures that every fuzzy form of nghiep-vu §8.4 has its span, its precision and its flags."""
    when = parse_when(text, on=PUBLISHED)
    assert when is not None
    assert (when.first, when.last) == (dt.date(*first), dt.date(*last))
    assert (when.precision, when.inferred, when.day) == (precision, inferred, None)


@pytest.mark.parametrize(
    "text",
    ["khi có điều kiện", "tháng 13/2021", "Nam", "quý", "2.101/2.000", "05-QĐ/HU", "năm 2025-2021", "đầu năm", ""],
)
def test_words_that_name_no_time(text: str) -> None:
    """This test ensures that what names no time, or an impossible one, is not guessed at."""
    assert parse_when(text, on=PUBLISHED) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Quý III/2026", dt.date(2026, 9, 30)),
        ("quý iv năm 2022", dt.date(2022, 12, 31)),
        ("Quý II", dt.date(2021, 6, 30)),
        ("Tháng 10-12/2026", dt.date(2026, 12, 31)),
        ("Tháng 02/2024", dt.date(2024, 2, 29)),
        ("6 tháng đầu năm", dt.date(2021, 6, 30)),
        ("năm 2025", dt.date(2025, 12, 31)),
        ("Hết năm 2025", dt.date(2025, 12, 31)),
        ("Hằng tháng", dt.date(2021, 12, 31)),
        ("tháng 13/2021", None),
        ("Trong quý", None),
        ("khi có điều kiện", None),
    ],
)
def test_fuzzy_deadlines(text: str, end: dt.date | None) -> None:
    """This test ensures that a fuzzy deadline is resolved to its last day (check P20), or honestly to none."""
    assert parse_period_end(text, year=2021) == end


def test_fuzzy_deadline_without_year() -> None:
    """This test ensures that a quarter of no known year has no last day."""
    assert parse_period_end("Quý III") is None


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 12, 31)), st.integers(-150, 150))
def test_a_day_near_its_publication_comes_back(meant: dt.date, distance: int) -> None:
    """This test ensures that a day printed without its year is found again from a paper less than half a year away."""
    published = meant + dt.timedelta(days=distance)
    half = long_date(meant).partition(" năm ")[0]
    assert span(parse_when(half, on=published)) == (meant, meant)
    assert span(parse_when(short_date(meant), on=published)) == (meant, meant)
