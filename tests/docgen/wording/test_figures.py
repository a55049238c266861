"""Figures, dates and periods in words."""

from __future__ import annotations

import datetime as dt

from docgen.wording import figures
from registry.labels import Horizon
from tests.support.facts import task


def test_counts_have_two_digits() -> None:
    """A count below ten takes a zero, a known zero stays 0, thousands are parted by a dot."""
    assert [figures.count(number) for number in (0, 2, 10, 2101)] == ["0", "02", "10", "2.101"]


def test_a_count_stays_with_its_word() -> None:
    """A count is never parted from what it counts at the end of a line."""
    assert figures.counted(1, "việc") == "01\u00a0việc"


def test_percent_has_a_decimal_comma() -> None:
    """A share is rounded half up to one decimal, which is dropped in a sentence when it is zero."""
    assert figures.percent(333, 460) == "72,4%"
    assert figures.percent(1, 8) == "12,5%"
    assert figures.percent(10, 10) == "100%"
    assert figures.decimal_share(7, 10) == "70,0"


def test_nothing_to_divide_by_is_unknown() -> None:
    """A share of nothing is said to be unknown, never 0%."""
    assert figures.percent(0, 0) == figures.UNKNOWN
    assert figures.decimal_share(0, 0) == ""


def test_months_from_march_take_no_zero() -> None:
    """Days below ten and months 1 and 2 take a zero, other months do not (DT-01, DT-02)."""
    assert figures.date_in_figures(dt.date(2026, 6, 8)) == "08/6/2026"
    assert figures.date_in_figures(dt.date(2021, 2, 1)) == "01/02/2021"


def test_ranges_and_days_stay_on_one_line() -> None:
    """Ranges and the figures of days and years are held together by no-break spaces, other spaces are left alone."""
    assert figures.unbroken("giai đoạn 2021 - 2025, ngày 15/12") == "giai đoạn 2021\u00a0-\u00a02025, ngày\u00a015/12"
    assert figures.unbroken("trong 15 ngày của năm 2026") == "trong 15\u00a0ngày của năm\u00a02026"
    assert figures.unbroken("năm 20260, 15 ngàyx, một ngày") == "năm 20260, 15 ngàyx, một ngày"
    assert figures.unbroken("Độc lập - Tự do") == "Độc lập - Tự do"


def test_a_period_with_its_own_words_is_kept() -> None:
    """A bare year or range gets its word, a period that has its own words is left alone."""
    assert figures.period_words(Horizon.YEAR, "2021") == "năm\u00a02021"
    assert figures.period_words(Horizon.TERM, "2021 - 2025") == "giai đoạn 2021\u00a0-\u00a02025"
    assert figures.period_words(Horizon.TERM, "2021-2025") == "giai đoạn 2021\u00a0-\u00a02025"
    assert figures.period_words(Horizon.YEAR, "6 tháng cuối năm 2026") == "6 tháng cuối năm\u00a02026"
    assert figures.period_words(Horizon.YEAR, "quý III năm 2026") == "quý III năm\u00a02026"


def test_a_deadline_is_what_the_clerk_wrote() -> None:
    """The words of the clerk go before the date, and a task without either says so."""
    assert figures.deadline_words(task(deadline_text="Quý IV/2021")) == "Quý IV/2021"
    assert figures.deadline_words(task(deadline_text="")) == "30/11/2021"
    assert figures.deadline_words(task(deadline_text="", deadline=None)) == figures.UNKNOWN
