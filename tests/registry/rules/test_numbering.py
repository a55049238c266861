"""Which register a paper belongs to, and how its number reads."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.labels import DocumentKind, Regime
from registry.rules.numbering import TYPE_CODES, number_text, series_for, takes_number

DAY = dt.date(2021, 2, 5)
NEXT_YEAR = dt.date(2022, 1, 4)


def _party(kind: DocumentKind, *, symbol: str = "HU", dated: dt.date = DAY, term: str = "2020-2025") -> str:
    return series_for(Regime.PARTY, symbol, kind, dated, term=term, per_type=False).code


def _state(kind: DocumentKind, *, symbol: str = "UBND", dated: dt.date = DAY, per_type: bool = False) -> str:
    return series_for(Regime.STATE, symbol, kind, dated, term="2020-2025", per_type=per_type).code


def test_a_party_series_is_of_body_type_and_term() -> None:
    """this test ensures that a Party series changes with body, type and term, and not with the year."""
    decision = _party(DocumentKind.DECISION)
    assert decision == "party/HU/QĐ/2020-2025"
    assert decision == _party(DocumentKind.DECISION, dated=NEXT_YEAR)
    assert decision != _party(DocumentKind.REPORT)
    assert decision != _party(DocumentKind.DECISION, symbol="BTCHU")
    assert decision != _party(DocumentKind.DECISION, term="2025-2030")


def test_a_state_series_is_of_body_and_year() -> None:
    """this test ensures that a State series changes with body and year, and with the type only where chosen."""
    decision = _state(DocumentKind.DECISION)
    assert decision == "state/UBND/2021" == _state(DocumentKind.REPORT)
    assert decision != _state(DocumentKind.DECISION, dated=NEXT_YEAR)
    assert decision != _state(DocumentKind.DECISION, symbol="SNV")
    assert _state(DocumentKind.DECISION, per_type=True) == "state/UBND/QĐ/2021"
    assert _state(DocumentKind.DECISION, per_type=True) != _state(DocumentKind.REPORT, per_type=True)


@pytest.mark.parametrize(
    ("regime", "number", "text"),
    [
        (Regime.PARTY, 5, "05-QĐ/HU"),
        (Regime.PARTY, 127, "127-QĐ/HU"),
        (Regime.STATE, 5, "05/QĐ-HU"),
        (Regime.STATE, 1050, "1050/QĐ-HU"),
    ],
)
def test_a_number_is_written_as_its_regime_writes_it(regime: Regime, number: int, text: str) -> None:
    """this test ensures that Party and State numbers read their own way, with a zero before 1 to 9."""
    assert number_text(regime, "HU", DocumentKind.DECISION, number) == text


@given(st.sampled_from(Regime), st.sampled_from(sorted(TYPE_CODES)), st.integers(1, 9999), st.integers(1, 9999))
def test_different_numbers_read_differently(regime: Regime, kind: DocumentKind, one: int, other: int) -> None:
    """this test ensures that two numbers of a series never have the same text."""
    texts_equal = number_text(regime, "HU", kind, one) == number_text(regime, "HU", kind, other)
    assert texts_equal == (one == other)


def test_forms_and_handouts_take_no_number() -> None:
    """this test ensures that only titled types are numbered."""
    without = {kind for kind in DocumentKind if not takes_number(kind)}
    assert without == {DocumentKind.SELF_ASSESSMENT, DocumentKind.HANDOUT, DocumentKind.REGISTER_BOOK}
