"""Which register a paper belongs to, and how its number reads, by the rules of its day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import RuleBroken
from registry.labels import TYPE_NAMES, DocumentKind, Regime
from registry.rules.numbering import (
    TYPE_CODES,
    Numbering,
    Per,
    Series,
    Term,
    is_late,
    takes_number,
    type_name,
)
from registry.rulesets import series_rules

DAY = dt.date(2021, 2, 5)
NEXT_YEAR = dt.date(2022, 1, 4)
RULES = series_rules()
OFFICE = Numbering(rules=RULES, term=Term(name="2020-2025"), per_type=False)
UTC = dt.UTC


def _party(kind: DocumentKind, *, symbol: str = "HU", dated: dt.date = DAY, term: str = "2020-2025") -> str:
    return replace(OFFICE, term=Term(name=term)).series_for(Regime.PARTY, symbol, kind, dated).code


def _state(kind: DocumentKind, *, symbol: str = "UBND", dated: dt.date = DAY, per_type: bool = False) -> str:
    return replace(OFFICE, per_type=per_type).series_for(Regime.STATE, symbol, kind, dated).code


def _series(regime: Regime, dated: dt.date = DAY) -> Series:
    return OFFICE.series_for(regime, "HU" if regime is Regime.PARTY else "UBND", DocumentKind.DECISION, dated)


def test_a_party_series_is_of_body_type_and_term() -> None:
    """this test ensures that a Party series changes with body, type and term, and not with the year (O9)."""
    decision = _party(DocumentKind.DECISION)
    assert decision == "party/HU/QĐ/2020-2025"
    assert decision == _party(DocumentKind.DECISION, dated=NEXT_YEAR)
    assert decision != _party(DocumentKind.REPORT)
    assert decision != _party(DocumentKind.DECISION, symbol="BTCHU")
    assert decision != _party(DocumentKind.DECISION, term="2021-2026")


def test_a_state_series_is_of_body_and_year() -> None:
    """this test ensures that a State series changes with body and year, and with the type only where chosen (O9)."""
    decision = _state(DocumentKind.DECISION)
    assert decision == "state/UBND/2021" == _state(DocumentKind.REPORT)
    assert decision != _state(DocumentKind.DECISION, dated=NEXT_YEAR)
    assert decision != _state(DocumentKind.DECISION, symbol="SNV")
    assert _state(DocumentKind.DECISION, per_type=True) == "state/UBND/QĐ/2021"
    assert _state(DocumentKind.DECISION, per_type=True) != _state(DocumentKind.REPORT, per_type=True)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (DocumentKind.RECALL, "party/HU/QĐ/2020-2025"),
        (DocumentKind.AMENDMENT, "party/HU/QĐ/2020-2025"),
        (DocumentKind.CORRECTION, "party/HU/CV/2020-2025"),
    ],
)
def test_papers_that_mend_have_the_series_of_their_type(kind: DocumentKind, code: str) -> None:
    """this test ensures that recalls and amendments are decisions, and a correction is a công văn."""
    assert _party(kind) == code


@pytest.mark.parametrize(
    ("regime", "dated", "rule"),
    [
        (Regime.PARTY, dt.date(2017, 1, 9), "HD11"),
        (Regime.PARTY, dt.date(2018, 4, 2), "HD11"),
        (Regime.PARTY, dt.date(2018, 4, 3), "HD36"),
        (Regime.PARTY, dt.date(2026, 5, 26), "HD36"),
        (Regime.PARTY, dt.date(2026, 5, 27), "HD05"),
        (Regime.STATE, dt.date(2017, 1, 9), "TT01"),
        (Regime.STATE, dt.date(2020, 3, 4), "TT01"),
        (Regime.STATE, dt.date(2020, 3, 5), "ND30"),
        (Regime.STATE, dt.date(2030, 1, 1), "ND30"),
    ],
)
def test_the_day_of_the_paper_chooses_the_rule(regime: Regime, dated: dt.date, rule: str) -> None:
    """this test ensures that the instrument in force on the paper's day decides, from its first day to its last."""
    assert [each.id for each in RULES if each.covers(regime, dated)] == [rule]


def test_rules_nobody_read_say_so() -> None:
    """this test ensures that the rules of before 2018 and 2020, which no source gives, are marked so."""
    assert {rule.id: rule.confidence for rule in RULES} == {
        "HD11": "D",
        "HD36": "B",
        "HD05": "B",
        "TT01": "D",
        "ND30": "A",
    }


@given(st.sampled_from(Regime), st.dates())
def test_every_day_has_one_rule(regime: Regime, day: dt.date) -> None:
    """this test ensures that the rules leave no day without an instrument and none with two."""
    assert sum(rule.covers(regime, day) for rule in RULES) == 1


def test_a_rule_of_another_day_makes_another_series() -> None:
    """this test ensures that the series comes from the data: a rule that says otherwise is followed (broken twin)."""
    odd = replace(RULES[1], per=Per.YEAR, is_chosen=True, number="{type} {number}")
    series = replace(OFFICE, rules=(odd,)).series_for(Regime.PARTY, "HU", DocumentKind.DECISION, DAY)
    assert (series.code, series.text(DocumentKind.DECISION, 7)) == ("party/HU/2021", "QĐ 07")


@pytest.mark.parametrize(
    ("regime", "kind", "number", "text"),
    [
        (Regime.PARTY, DocumentKind.DECISION, 5, "05-QĐ/HU"),
        (Regime.PARTY, DocumentKind.DECISION, 127, "127-QĐ/HU"),
        (Regime.PARTY, DocumentKind.CORRECTION, 5, "05-CV/HU"),
        (Regime.PARTY, DocumentKind.RECALL, 10, "10-QĐ/HU"),
        (Regime.STATE, DocumentKind.DECISION, 5, "05/QĐ-UBND"),
        (Regime.STATE, DocumentKind.REPORT, 1050, "1050/BC-UBND"),
        (Regime.STATE, DocumentKind.CORRECTION, 5, "05/UBND-NC"),
    ],
)
def test_a_number_is_written_as_its_regime_writes_it(
    regime: Regime, kind: DocumentKind, number: int, text: str
) -> None:
    """this test ensures that Party and State numbers and công văn read their own way, with a zero before 1 to 9."""
    assert _series(regime).text(kind, number, "NC") == text


def test_a_state_letter_needs_its_drafter() -> None:
    """this test ensures that a State công văn without a drafting unit gets no half a symbol."""
    with pytest.raises(RuleBroken, match="đơn vị soạn thảo"):
        _series(Regime.STATE).text(DocumentKind.CORRECTION, 5)
    assert _series(Regime.STATE).text(DocumentKind.DECISION, 5) == "05/QĐ-UBND"


@given(st.sampled_from(Regime), st.sampled_from(sorted(TYPE_CODES)), st.integers(1, 9999), st.integers(1, 9999))
def test_different_numbers_read_differently(regime: Regime, kind: DocumentKind, one: int, other: int) -> None:
    """this test ensures that two numbers of a series never have the same text."""
    series = _series(regime)
    assert (series.text(kind, one, "NC") == series.text(kind, other, "NC")) == (one == other)


@given(st.dates(dt.date(2020, 3, 5)), st.dates(dt.date(2020, 3, 5)))
def test_a_year_never_sees_the_numbers_of_another(one: dt.date, other: dt.date) -> None:
    """this test ensures that State papers share a register exactly when they bear the same year (requirement 2)."""
    same = _series(Regime.STATE, one).code == _series(Regime.STATE, other).code
    assert same == (one.year == other.year)


def test_the_party_needs_its_term() -> None:
    """this test ensures that a Party paper is not numbered while nobody has said the term, and a State paper is."""
    nameless = replace(OFFICE, term=Term(name=""))
    with pytest.raises(RuleBroken) as caught:
        nameless.series_for(Regime.PARTY, "HU", DocumentKind.DECISION, DAY)
    assert "numbering.term" in caught.value.advice
    assert nameless.series_for(Regime.STATE, "UBND", DocumentKind.DECISION, DAY).period == "2021"


@pytest.mark.parametrize(
    ("term", "day", "covered"),
    [
        (Term(name="2020-2025"), dt.date(2020, 1, 1), True),
        (Term(name="2020-2025"), dt.date(2025, 12, 31), True),
        (Term(name="2020-2025"), dt.date(2026, 1, 1), False),
        (Term(name="2020-2025"), dt.date(2019, 12, 31), False),
        (Term(name="2020 - 2025"), DAY, True),
        (Term(name="khóa XXI"), DAY, True),
        (Term(name="2020-2025", begins=dt.date(2020, 8, 14)), dt.date(2020, 8, 13), False),
        (Term(name="2020-2025", begins=dt.date(2020, 8, 14)), dt.date(2020, 8, 14), True),
        (Term(name="2020-2025", ends=dt.date(2025, 6, 30)), dt.date(2025, 6, 30), True),
        (Term(name="2020-2025", ends=dt.date(2025, 6, 30)), dt.date(2025, 7, 1), False),
    ],
)
def test_a_term_covers_its_days(term: Term, day: dt.date, covered: bool) -> None:
    """this test ensures that a term runs from its first day to its last, or through the years of its name."""
    assert term.covers(day) is covered


def test_a_term_that_has_ended_takes_no_paper() -> None:
    """this test ensures that a Party paper dated after the term is refused, naming day and term."""
    with pytest.raises(RuleBroken) as caught:
        _party(DocumentKind.DECISION, dated=dt.date(2026, 1, 5))
    assert "05/01/2026" in caught.value.message and "2020-2025" in caught.value.message


@pytest.mark.parametrize(
    ("regime", "at", "late"),
    [
        (Regime.STATE, dt.datetime(2021, 12, 31, 16, 59, tzinfo=UTC), False),  # 23:59 in Vietnam
        (Regime.STATE, dt.datetime(2021, 12, 31, 17, 0, tzinfo=UTC), True),  # midnight in Vietnam
        (Regime.PARTY, dt.datetime(2022, 1, 3, tzinfo=UTC), False),
    ],
)
def test_the_year_ends_in_vietnam(regime: Regime, at: dt.datetime, late: bool) -> None:
    """this test ensures that a yearly series ends at midnight in Vietnam, and a term does not end with the year."""
    assert is_late(_series(regime), dt.date(2021, 12, 31), at) is late


def test_forms_and_handouts_take_no_number() -> None:
    """this test ensures that only titled types are numbered, and each of them has a name and a type code."""
    without = {kind for kind in DocumentKind if not takes_number(kind)}
    assert without == {DocumentKind.SELF_ASSESSMENT, DocumentKind.HANDOUT, DocumentKind.REGISTER_BOOK}
    assert set(TYPE_CODES) == set(TYPE_NAMES)


def test_a_type_is_named_by_its_code() -> None:
    """this test ensures that a register of one type bears its name, and one of all types none."""
    assert [type_name(code) for code in ("QĐ", "CV", "BC", "")] == ["Quyết định", "Công văn", "Báo cáo", ""]
