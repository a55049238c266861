"""Numbers and symbols of documents in both regimes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import DocumentSymbol, parse_symbol


@pytest.mark.parametrize(
    ("text", "number", "type_code", "body"),
    [
        ("05-QĐ/HU", 5, "QĐ", "HU"),
        ("366-QĐ/TW", 366, "QĐ", "TW"),
        ("73-QyĐ/TU", 73, "QyĐ", "TU"),
        ("01-NQ/ĐH", 1, "NQ", "ĐH"),
        ("198-KL/TW", 198, "KL", "TW"),
        ("14-CT/TU", 14, "CT", "TU"),
        ("02-HD/BTCTW", 2, "HD", "BTCTW"),
        ("12-TTr/BTC", 12, "TTr", "BTC"),
        ("13-QC/TU", 13, "QC", "TU"),
    ],
)
def test_party(text: str, number: int, type_code: str, body: str) -> None:
    """This test ensures that the Party family is read and printed as it was written."""
    symbol = parse_symbol(text)
    assert symbol == DocumentSymbol(is_party=True, number=number, type_code=type_code, body=body)
    assert symbol.text == text


@pytest.mark.parametrize(
    ("text", "number", "year", "type_code", "body"),
    [
        ("05/QĐ-UBND", 5, None, "QĐ", "UBND"),
        ("116/KH-UBND", 116, None, "KH", "UBND"),
        ("1676/NQ-UBTVQH15", 1676, None, "NQ", "UBTVQH15"),
        ("30/2018/QĐ-UBND", 30, 2018, "QĐ", "UBND"),
        ("335/2025/NĐ-CP", 335, 2025, "NĐ", "CP"),
        ("72/2025/QH15", 72, 2025, "", "QH15"),
        ("3743/SNV-CCVC", 3743, None, "", "SNV-CCVC"),
        ("21169/CHQ-TCCB", 21169, None, "", "CHQ-TCCB"),
        ("09/2011/TTLT-BNV-BTC", 9, 2011, "TTLT", "BNV-BTC"),
    ],
)
def test_state(text: str, number: int, year: int | None, type_code: str, body: str) -> None:
    """This test ensures that the State family is read, with the year of normative papers and letters without type."""
    symbol = parse_symbol(text)
    assert symbol == DocumentSymbol(is_party=False, number=number, year=year, type_code=type_code, body=body)
    assert symbol.text == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Số: 05 – QĐ/HU", "05-QĐ/HU"),
        ("số 5 - QĐ / HU", "05-QĐ/HU"),
        ("399-QÐ/TW", "399-QĐ/TW"),
        ("05/QD-UBND", "05/QĐ-UBND"),
        ("05a-QĐ/HU", "05a-QĐ/HU"),
        ("Số: 116 / KH – UBND", "116/KH-UBND"),
    ],
)
def test_sloppy_writing(text: str, printed: str) -> None:
    """This test ensures that spaces, dashes and a forgotten stroke do not hide a symbol."""
    symbol = parse_symbol(text)
    assert symbol is not None
    assert symbol.text == printed


@pytest.mark.parametrize("text", ["05/2025", "2.101/2.000", "23/9", "12/người", "05-XX/HU", "QĐ-UBND", "", "-QĐ/HU"])
def test_no_symbols(text: str) -> None:
    """This test ensures that ratios, days, bare numbers and unknown types are no symbols."""
    assert parse_symbol(text) is None


@given(
    st.booleans(),
    st.integers(1, 99_999),
    st.sampled_from(["QĐ", "NQ", "KH", "BC", "TB", "TTr", "BB"]),
    st.sampled_from(["HU", "TU", "UBND", "HĐND", "ĐU", "BTC"]),
    st.none() | st.integers(1990, 2099),
)
def test_there_and_back(is_party: bool, number: int, type_code: str, body: str, year: int | None) -> None:
    """This test ensures that a symbol printed and read is the symbol."""
    symbol = DocumentSymbol(
        is_party=is_party, number=number, type_code=type_code, body=body, year=None if is_party else year
    )
    assert parse_symbol(symbol.text) == symbol
