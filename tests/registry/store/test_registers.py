"""Registers of outgoing papers: numbers in order, without gap, never twice; many processes are among the faults."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState, EntryState, Regime
from registry.model import Register
from registry.store import Store, registers
from registry.store.documents import add_document, move
from registry.store.entering import ensure_cycle
from registry.store.register_rows import EntryRecord, missing_numbers, register_entries
from registry.store.registers import EntryDetails, give_number, void_number
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import (
    NOW,
    NUMBERING,
    SERIES,
    SIGNED_ON,
    TERM,
    YEAR,
    changing,
    number,
    paper,
    record,
    sign,
    signed_paper,
)


@pytest.fixture
def office(store: Store) -> Store:
    """A register with a cycle and five signed papers PAPER-1 … PAPER-5."""
    return filled_by(_office, store)


def _office(store: Store) -> None:
    with changing(store) as session:
        ensure_cycle(session, YEAR, term=TERM, task_word="việc")
    for ordinal in range(1, 6):
        signed_paper(store, f"PAPER-{ordinal}")


def _rows(store: Store) -> tuple[EntryRecord, ...]:
    with store.reading() as session:
        return register_entries(session)


def _void(store: Store, code: str) -> None:
    with changing(store) as session:
        void_number(session, record(store, code), reason="in sai")


def test_numbers_follow_one_another(office: Store) -> None:
    """this test ensures that papers get 1, 2, 3 in the order asked, and the paper knows its number and date."""
    assert [number(office, f"PAPER-{n}") for n in (2, 1, 3)] == ["01-QĐ/HU", "02-QĐ/HU", "03-QĐ/HU"]
    found = record(office, "PAPER-1")
    assert (found.number, found.number_text, found.dated, found.state) == (
        2,
        "02-QĐ/HU",
        SIGNED_ON,
        DocumentState.NUMBERED,
    )
    assert [(row.number, row.document) for row in _rows(office)] == [(1, "PAPER-2"), (2, "PAPER-1"), (3, "PAPER-3")]


def test_every_series_counts_apart(office: Store) -> None:
    """this test ensures that the number of one series is not seen by another (body, type, term, regime)."""
    other_term = replace(SERIES, period="2025-2030")
    state = NUMBERING.series_for(Regime.STATE, "UBND", DocumentKind.DECISION, SIGNED_ON)
    texts = [
        number(office, "PAPER-1"),
        number(office, "PAPER-2", other_term),
        number(office, "PAPER-3", state),
        number(office, "PAPER-4"),
    ]
    assert texts == ["01-QĐ/HU", "01-QĐ/HU", "01/QĐ-UBND", "02-QĐ/HU"]


def test_a_void_number_stays_and_is_not_given_again(office: Store) -> None:
    """this test ensures that a cancelled number keeps its row with its reason and the next paper gets the next one."""
    number(office, "PAPER-1")
    _void(office, "PAPER-1")
    assert number(office, "PAPER-2") == "02-QĐ/HU"
    first = _rows(office)[0]
    assert (first.number, first.state, first.reason) == (1, EntryState.VOID, "in sai")
    assert missing_numbers(_rows(office)) == ()
    assert record(office, "PAPER-1").state is DocumentState.WITHDRAWN


def test_only_a_number_that_was_given_is_voided(office: Store) -> None:
    """this test ensures that a paper without a number has none to cancel."""
    with pytest.raises(NotFound):
        _void(office, "PAPER-1")


def test_dates_do_not_run_backwards(office: Store) -> None:
    """this test ensures that no number is dated before the last one of its register."""
    number(office, "PAPER-1", on=SIGNED_ON + dt.timedelta(days=3))
    with pytest.raises(RuleBroken) as caught:
        number(office, "PAPER-2", on=SIGNED_ON + dt.timedelta(days=2))
    assert "08/02/2021" in caught.value.message
    assert record(office, "PAPER-2").state is DocumentState.SIGNED
    assert number(office, "PAPER-2", on=SIGNED_ON + dt.timedelta(days=3)) == "02-QĐ/HU"


def test_a_paper_is_not_dated_before_its_signature(office: Store) -> None:
    """this test ensures that number and date come after the signature."""
    with pytest.raises(RuleBroken) as caught:
        number(office, "PAPER-1", on=SIGNED_ON - dt.timedelta(days=1))
    assert "PAPER-1" in caught.value.message
    assert _rows(office) == ()


@pytest.mark.parametrize("state", ["draft", "printed", "numbered", "issued", "withdrawn"])
def test_only_a_signed_paper_is_numbered(office: Store, state: str) -> None:
    """this test ensures that a paper that is not signed gets no number and the number is not lost."""
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE document SET state = :state WHERE code = 'PAPER-1'"), {"state": state})
    with pytest.raises(RuleBroken):
        number(office, "PAPER-1")
    assert number(office, "PAPER-2") == "01-QĐ/HU"


def test_a_number_of_a_broken_unit_is_given_back(office: Store) -> None:
    """this test ensures that the number taken in a unit that failed is the next one's."""
    with pytest.raises(RuleBroken):
        number(office, "PAPER-1", on=dt.date(2020, 1, 1))
    assert number(office, "PAPER-2") == "01-QĐ/HU"


def test_a_missing_number_is_named(office: Store) -> None:
    """this test ensures that a register with a row cut out is told, series and number (broken twin)."""
    for ordinal in range(1, 5):
        number(office, f"PAPER-{ordinal}")
    rows = [row for row in _rows(office) if row.number != 3]
    assert missing_numbers(_rows(office)) == ()
    assert missing_numbers(rows) == (f"{SERIES.code}: 3",)


def test_a_number_cannot_stand_twice(office: Store) -> None:
    """this test ensures that the database itself refuses the same number twice in one register."""
    number(office, "PAPER-1")
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE register SET last_number = 0"))
    with pytest.raises(Exception, match="lệnh khác"):
        number(office, "PAPER-2")
    assert len(_rows(office)) == 1


def test_signing_twice_is_refused(office: Store) -> None:
    """this test ensures that a signed paper is not printed again."""
    with pytest.raises(RuleBroken):
        sign(office, "PAPER-1")


STATE = NUMBERING.series_for(Regime.STATE, "UBND", DocumentKind.DECISION, dt.date(2021, 12, 31))
NEW_YEAR = dt.datetime(2021, 12, 31, 17, 5, tzinfo=dt.UTC)  # five minutes past midnight in Vietnam


def _give(store: Store, code: str, at: dt.datetime = NOW, **said: object) -> str:
    details = EntryDetails(**said)  # type: ignore[arg-type]
    on = dt.date(2021, 12, 31)
    with changing(store, at=at) as session:
        paper = record(store, code)
        return give_number(session, paper, STATE, dated=on, at=at, recipients="Như Điều 3", details=details)


def test_a_paper_of_last_year_needs_a_reason(office: Store) -> None:
    """this test ensures that a document dated 31/12 and numbered on 1/1 is refused, or kept with its reason."""
    with pytest.raises(RuleBroken, match="đã hết năm"):
        _give(office, "PAPER-1", NEW_YEAR)
    assert _rows(office) == ()
    assert _give(office, "PAPER-1", NEW_YEAR, late_reason="ký lúc 23 giờ") == "01/QĐ-UBND"
    assert _rows(office)[0].reason.endswith(": ký lúc 23 giờ")
    assert _give(office, "PAPER-2", NEW_YEAR - dt.timedelta(minutes=10)) == "02/QĐ-UBND"
    assert _rows(office)[1].reason == ""


def test_a_row_says_all_that_is_known(office: Store) -> None:
    """this test ensures that the register notes form of signing, file copy, copies and hồ sơ with the number."""
    _give(office, "PAPER-1", position="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", kept_by="VT, NC", copies=4, dossier="H49.2021.01")
    row = _rows(office)[0]
    assert (row.position, row.kept_by, row.copies, row.dossier) == (
        "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        "VT, NC",
        4,
        "H49.2021.01",
    )
    assert (row.recipients, row.subject) == ("Như Điều 3", "Quyết định về việc giao việc đột phá")


def test_a_draft_is_numbered_first_where_asked(office: Store) -> None:
    """this test ensures that a draft takes its number only when asked, and then goes through print and signature."""
    with changing(office) as session:
        add_document(session, paper("FIRST", None))
    with pytest.raises(RuleBroken, match="dự thảo"):
        number(office, "FIRST")
    with changing(office) as session:
        asked = record(office, "FIRST")
        give_number(session, asked, SERIES, dated=SIGNED_ON, at=NOW, recipients="", number_first=True)
    for state in (DocumentState.PRINTED, DocumentState.SIGNED, DocumentState.ISSUED):
        assert record(office, "FIRST").number_first
        with changing(office) as session:
            move(session, "FIRST", state, **({"signed_on": SIGNED_ON} if state is DocumentState.SIGNED else {}))
    assert record(office, "FIRST").number_text == "01-QĐ/HU"


def test_a_signed_paper_is_not_numbered_first(office: Store) -> None:
    """this test ensures that the order of an office that numbers first does not let a signed paper be printed again."""
    with pytest.raises(RuleBroken), changing(office) as session:
        give_number(
            session, record(office, "PAPER-1"), SERIES, dated=SIGNED_ON, at=NOW, recipients="", number_first=True
        )
    assert not record(office, "PAPER-1").number_first
    number(office, "PAPER-1")
    assert not record(office, "PAPER-1").number_first


@pytest.mark.parametrize("steps", [(), ("printed",), ("printed", "signed")])
def test_a_withdrawn_paper_leaves_its_number_void(office: Store, steps: tuple[str, ...]) -> None:
    """this test ensures that a numbered paper that is withdrawn at any step leaves a void row and no free number."""
    with changing(office) as session:
        add_document(session, paper("FIRST", None))
    with changing(office) as session:
        asked = record(office, "FIRST")
        give_number(session, asked, SERIES, dated=SIGNED_ON, at=NOW, recipients="", number_first=True)
        for step in steps:
            move(session, "FIRST", DocumentState(step))
        move(session, "FIRST", DocumentState.WITHDRAWN, reason="soạn lại")
    row = _rows(office)[0]
    assert (row.state, row.reason, row.changed_by) == (EntryState.VOID, "soạn lại", "người thử")
    assert number(office, "PAPER-1") == "02-QĐ/HU"


def test_two_who_open_a_register_at_once_share_it(office: Store) -> None:
    """this test ensures that whoever comes second to open a register finds the first one's instead of failing."""
    number(office, "PAPER-1")
    query = select(Register).where(Register.code == SERIES.code)
    with changing(office) as session:
        found = registers._new_register(session, SERIES, query)
        assert found.last_number == 1
    assert number(office, "PAPER-2") == "02-QĐ/HU"


def test_a_paper_whose_row_was_lost_can_be_withdrawn(office: Store) -> None:
    """this test ensures that a numbered paper is withdrawn also when its register row was cut out."""
    number(office, "PAPER-1")
    with office.engine.begin() as connection:
        connection.execute(text("DELETE FROM register_entry"))
    with changing(office) as session:
        move(session, "PAPER-1", DocumentState.WITHDRAWN, reason="mất dòng")
    assert record(office, "PAPER-1").state is DocumentState.WITHDRAWN


def test_one_register_can_be_read_alone(office: Store) -> None:
    """this test ensures that the rows of one register come without those of another."""
    number(office, "PAPER-1")
    number(office, "PAPER-2", replace(SERIES, period="2025-2030"))
    with office.reading() as session:
        assert [row.document for row in register_entries(session, [SERIES.code])] == ["PAPER-1"]
