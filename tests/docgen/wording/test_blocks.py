"""The blocks every paper shares, in both regimes."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from docgen.wording import blocks
from docgen.wording.decision import decision_context
from docgen.wording.numbered import numbered
from docgen.wording.widths import drawn_mm
from registry.facts import Signatory
from registry.labels import Regime
from tests.support import facts
from tests.support.papers import NAMES, sample_context

LAST_DAY_OF_36 = dt.date(2026, 5, 26)
FIRST_DAY_OF_05 = dt.date(2026, 5, 27)


def test_number_lines_of_the_regimes() -> None:
    """The Party writes no colon and a hyphen, the State a colon and a slash (SN-01, SN-05)."""
    assert blocks.number_line(facts.PARTY_ISSUER, "QĐ", 7) == "Số 07-QĐ/HU"
    assert blocks.number_line(facts.STATE_ISSUER, "QĐ", 8) == "Số: 08/QĐ-UBND"


def test_drafts_have_no_break_blanks_and_a_year() -> None:
    """A draft bears blanks for number, day and month, made of no-break spaces, and the year."""
    context = decision_context(facts.party_decision(number=None, dated=None))
    assert context["number_line"] == f"Số{blocks.NUMBER_BLANK}-QĐ/HU"
    assert context["place_date"] == f"Hàm Yên, ngày{blocks.DAY_BLANK}tháng{blocks.DAY_BLANK}năm 2021"


@pytest.mark.parametrize("place", ["Sông Lô", "Sơn Dương", "Tuyên Quang"])
def test_the_blank_date_fits_its_line(place: str) -> None:
    """A longer place leaves less room for day and month, so that the date of a draft is one line."""
    issuer = replace(facts.PARTY_ISSUER, place=place)
    context = decision_context(facts.party_decision(issuer=issuer, number=None, dated=None))
    line = str(context["place_date"])
    assert drawn_mm(line, points=14) <= 89.0
    assert line.count("\u00a0") == {"Sông Lô": 14, "Sơn Dương": 12, "Tuyên Quang": 10}[place]
    assert numbered(context, 9, dt.date(2021, 2, 5))["place_date"] == f"{place}, ngày 05 tháng 02 năm 2021"


@pytest.mark.parametrize("make", [facts.party_decision, facts.state_decision])
def test_without_number_is_the_draft(make: object) -> None:
    """Taking number and date away gives the same words as before registration, and doing it twice changes nothing."""
    numbered = make()  # type: ignore[operator] # a builder of facts
    draft = decision_context(replace(numbered, number=None, dated=None), on=numbered.dated)
    plain = blocks.without_number(decision_context(numbered))
    assert plain == draft
    assert blocks.without_number(plain) == plain


def test_another_name_is_another_content() -> None:
    """The twin: with number and date taken away, a changed name still shows."""
    one = blocks.without_number(decision_context(facts.party_decision()))
    other = facts.party_decision(official=facts.party_official(name="Ma Văn Đát"))
    assert one != blocks.without_number(decision_context(other))


def test_party_marks_change_with_the_guideline() -> None:
    """Recipients have commas until 26/5/2026 and semicolons from 27/5/2026 (HD36, HD05)."""
    old = blocks.recipient_lines(("Thường trực",), facts.PARTY_ISSUER, LAST_DAY_OF_36, first="Như Điều 3")
    new = blocks.recipient_lines(("Thường trực",), facts.PARTY_ISSUER, FIRST_DAY_OF_05, first="Như Điều 3")
    assert old == ["- Như Điều 3,", "- Thường trực,", "- Lưu Văn phòng Huyện ủy."]
    assert new == ["- Như Điều 3;", "- Thường trực;", "- Lưu Văn phòng Huyện ủy."]


def test_the_last_basis() -> None:
    """Bases end with semicolons; the last with a comma (HD36), a full stop (HD05) or a full stop (State)."""
    bases = ("Căn cứ một;", "- Căn cứ hai.")
    assert blocks.bases_lines(bases, Regime.PARTY, LAST_DAY_OF_36) == ["- Căn cứ một;", "- Căn cứ hai,"]
    assert blocks.bases_lines(bases, Regime.PARTY, FIRST_DAY_OF_05) == ["- Căn cứ một;", "- Căn cứ hai."]
    assert blocks.bases_lines(bases, Regime.STATE, LAST_DAY_OF_36) == ["Căn cứ một;", "Căn cứ hai."]


def test_no_bases_no_lines() -> None:
    """A paper without bases has no line for them."""
    assert blocks.bases_lines((), Regime.STATE, LAST_DAY_OF_36) == []


def test_a_party_position_is_regular_under_its_authority() -> None:
    """Under T/M the position is regular; alone it is bold; State lines are all bold (SG-02, SG-06)."""
    party = blocks.signature_block(facts.PARTY_SIGNATORY, Regime.PARTY)
    assert (party["sign_bold"], party["sign_regular"]) == (["T/M BAN THƯỜNG VỤ"], ["PHÓ BÍ THƯ"])
    alone = blocks.signature_block(Signatory(name="A", authority="", position="TRƯỞNG BAN"), Regime.PARTY)
    assert (alone["sign_bold"], alone["sign_regular"]) == (["TRƯỞNG BAN"], [])
    deputy = Signatory(name="A", authority="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", position="PHÓ CHỦ TỊCH")
    state = blocks.signature_block(deputy, Regime.STATE)
    assert state["sign_bold"] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_references_of_the_regimes() -> None:
    """The Party puts a comma before the date of another paper, the State writes it out."""
    party = blocks.reference_words(facts.decision_reference(Regime.PARTY), Regime.PARTY)
    state = blocks.reference_words(facts.decision_reference(Regime.STATE), Regime.STATE)
    assert party == "Quyết định số 127-QĐ/HU, ngày\u00a005/02/2021 của Ban Thường vụ Huyện ủy"
    assert state.startswith("Quyết định số 08/QĐ-UBND ngày\u00a009\u00a0tháng\u00a001 năm\u00a02017 của Chủ tịch")


def test_rules_date_of_an_undated_paper() -> None:
    """Without a date and without `on` the last day of the paper's year decides."""
    assert blocks.rules_date(facts.party_decision(dated=None), None) == dt.date(2021, 12, 31)


@pytest.mark.parametrize("name", NAMES)
def test_contexts_are_plain_data(name: str) -> None:
    """Every context survives storing as JSON, because it is rendered again years later."""
    context = sample_context(name)
    assert json.loads(json.dumps(context)) == context


@pytest.mark.parametrize("name", NAMES)
def test_every_context_names_its_paper(name: str) -> None:
    """Every context has the document code, the number line and the line of place and date."""
    assert {"document_code", "number_line", "place_date"} <= set(sample_context(name))
