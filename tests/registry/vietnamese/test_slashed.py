"""Ratios told from days and from numbers of documents (nghiep-vu §2.6 and §8.4)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import Ratio, SlashKind, parse_date, parse_number, parse_ratio, slash_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2.101/2.000", SlashKind.RATIO),
        ("484/491", SlashKind.RATIO),
        ("9/9", SlashKind.RATIO),
        ("19/19", SlashKind.RATIO),
        ("12/20", SlashKind.RATIO),
        ("05/40", SlashKind.RATIO),
        ("12,5/20 ha", SlashKind.RATIO),
        ("484/2000 hộ", SlashKind.RATIO),
        ("23/9", SlashKind.DATE),
        ("24/1", SlashKind.DATE),
        ("7/1", SlashKind.DATE),
        ("Chiều 7/1", SlashKind.DATE),
        ("ngày 9/9", SlashKind.DATE),
        ("09/01", SlashKind.DATE),
        ("09/01/2017", SlashKind.DATE),
        ("05/2025", SlashKind.DOCUMENT),
        ("05/QĐ-UBND", SlashKind.DOCUMENT),
        ("30/2018/QĐ-UBND", SlashKind.DOCUMENT),
        ("05-QĐ/HU", SlashKind.DOCUMENT),
        ("5/9", SlashKind.UNCLEAR),
        ("2101/2000", SlashKind.UNCLEAR),
        ("5/0", SlashKind.NONE),
        ("và/hoặc", SlashKind.NONE),
        ("2.101", SlashKind.NONE),
    ],
)
def test_kinds(text: str, kind: SlashKind) -> None:
    """This test ensures that each pair of numbers is taken for what it is, and doubt is said."""
    assert slash_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "achieved", "total", "unit"),
    [
        ("2.101/2.000", 2101, 2000, ""),
        ("484/491 hộ", 484, 491, "hộ"),
        ("9/9", 9, 9, ""),
        ("19 / 19 tiêu chí", 19, 19, "tiêu chí"),
        ("388/400", 388, 400, ""),
        ("5/9", 5, 9, ""),
    ],
)
def test_ratios(text: str, achieved: int, total: int, unit: str) -> None:
    """This test ensures that the fixtures are achieved and target, and neither days nor decimals."""
    assert parse_ratio(text) == Ratio(achieved=Decimal(achieved), total=Decimal(total), unit=unit)
    assert parse_date(text) is None
    assert parse_number(text) is None


def test_percent() -> None:
    """This test ensures that 2.101 of 2.000 is 105,05 per cent."""
    ratio = parse_ratio("2.101/2.000")
    assert ratio is not None
    assert ratio.percent == Decimal("105.05")


@pytest.mark.parametrize("text", ["05/2025", "23/9", "09/01/2017", "30/2018/QĐ-UBND", "5/0", "", "2.101"])
def test_no_ratios(text: str) -> None:
    """This test ensures that days and numbers of documents give no ratio."""
    assert parse_ratio(text) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_there_and_back(achieved: int, total: int) -> None:
    """This test ensures that a ratio printed with its unit is read back, whatever its numbers look like."""
    ratio = Ratio(achieved=Decimal(achieved), total=Decimal(total), unit="hộ")
    assert parse_ratio(ratio.text) == ratio
