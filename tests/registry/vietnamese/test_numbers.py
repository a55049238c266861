"""Numbers and amounts as papers print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import Quantity, number_in_text, parse_number, parse_quantity

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2101, "", "2.101"),
        (Decimal("105.05"), "%", "105,05%"),
        (13.3, "tỷ", "13,3 tỷ"),
        (1234567, "đồng", "1.234.567 đồng"),
        (Decimal("100.00"), "%", "100%"),
        (0.1, "", "0,1"),
        (-2.5, "", "-2,5"),
        (0, "", "0"),
        (Decimal("1E+3"), "", "1.000"),
    ],
)
def test_printed(value: int | float | Decimal, unit: str, text: str) -> None:
    """This test ensures that dots group thousands and a comma opens the decimals."""
    assert number_in_text(value, unit=unit) == text


def test_two_digits() -> None:
    """This test ensures that counts in official sentences have two digits."""
    assert [number_in_text(n, two_digits=True) for n in (5, 55, 105)] == ["05", "55", "105"]


@pytest.mark.parametrize("text", ["95.5", "2.10", "2.101/2.000", "484/491", "12a", "", "1,2,3"])
def test_unclear_numbers(text: str) -> None:
    """This test ensures that ratios and foreign decimals are not guessed at."""
    assert parse_number(text) is None


def test_endless_numbers_are_refused() -> None:
    """This test ensures that infinity is not printed."""
    with pytest.raises(ValueError, match="not a number"):
        number_in_text(float("inf"))


@given(AMOUNTS)
def test_there_and_back(value: Decimal) -> None:
    """This test ensures that printing a number and reading it gives the number, under either minus sign."""
    text = number_in_text(value)
    assert parse_number(text) == parse_number(text.replace("-", "−")) == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "printed"),
    [
        ("13,3 tỷ", 13_300_000_000, "", "13,3 tỷ"),
        ("13,3 tỷ đồng", 13_300_000_000, "đồng", "13,3 tỷ đồng"),
        ("32 nghìn tỷ", 32_000_000_000_000, "", "32 nghìn tỷ"),
        ("32 ngàn tỉ đồng", 32_000_000_000_000, "đồng", "32 nghìn tỷ đồng"),
        ("105,05%", Decimal("105.05"), "%", "105,05%"),
        ("105,05 %", Decimal("105.05"), "%", "105,05%"),
        ("2.101 người", 2101, "người", "2.101 người"),
        ("583 hộ", 583, "hộ", "583 hộ"),
        ("05", 5, "", "5"),
    ],
)
def test_amounts(text: str, value: int | Decimal, unit: str, printed: str) -> None:
    """This test ensures that words of scale are counted in and the unit is kept."""
    quantity = parse_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.text) == (value, unit, printed)


@pytest.mark.parametrize("text", ["", "tỷ", "95.5 người", "484/491 hộ", "05-QĐ/HU", "khoảng 5"])
def test_no_amounts(text: str) -> None:
    """This test ensures that what does not begin with one clear number is no amount."""
    assert parse_quantity(text) is None


@given(AMOUNTS, st.sampled_from(["", "nghìn", "triệu", "tỷ", "nghìn tỷ"]), st.sampled_from(["", "đồng", "người", "%"]))
def test_amounts_there_and_back(number: Decimal, scale: str, unit: str) -> None:
    """This test ensures that an amount printed and read is the amount."""
    quantity = Quantity(number=number, scale="" if unit == "%" else scale, unit=unit)
    assert parse_quantity(quantity.text) == quantity
