"""Numbers kept and voided without a paper, papers handed over and filed: rows that explain every number."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState, EntryState, Regime
from registry.store import Store
from registry.store.dossiers import Founding, put_paper
from registry.store.entering import ensure_cycle
from registry.store.register_rows import EntryRecord, missing_in, missing_numbers, register_entries, register_records
from registry.store.registers import give_number, open_register, void_number
from registry.store.reserving import hand_over, reserve_numbers, reserved_for, void_unused
from registry.store.whole import dump_journal
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import (
    NOW,
    SERIES,
    SIGNED_ON,
    TERM,
    YEAR,
    changing,
    issue,
    number,
    record,
    signed_paper,
)

LATER = SIGNED_ON + dt.timedelta(days=5)

FOUNDING = Founding(agency="", fonds="P01", body="Huyện ủy Mẫu", regime=Regime.PARTY, rules=(), at=NOW)


@pytest.fixture
def office(store: Store) -> Store:
    """A register with a cycle and four signed papers PAPER-1 … PAPER-4."""
    return filled_by(_office, store)


def _office(store: Store) -> None:
    with changing(store) as session:
        ensure_cycle(session, YEAR, term=TERM, task_word="việc")
    for ordinal in range(1, 5):
        signed_paper(store, f"PAPER-{ordinal}")


def _rows(store: Store) -> tuple[EntryRecord, ...]:
    with store.reading() as session:
        return register_entries(session)


def _reserve(store: Store, count: int, held_for: str = "Ban Tổ chức") -> tuple[str, ...]:
    with changing(store) as session:
        return reserve_numbers(session, SERIES, DocumentKind.DECISION, count, held_for=held_for, reason="họp đột xuất")


def _take(store: Store, code: str, reserved: int, on: dt.date = SIGNED_ON) -> str:
    with changing(store) as session:
        paper = record(store, code)
        return give_number(session, paper, SERIES, dated=on, at=NOW, recipients="", reserved=reserved)


def _void(store: Store, number_: int, register: str = SERIES.code) -> str:
    with changing(store, at=NOW + dt.timedelta(days=9)) as session:
        return void_unused(session, register, number_, reason="không dùng đến")


def test_kept_numbers_stand_in_the_register(office: Store) -> None:
    """this test ensures that kept numbers are the next ones, have no paper and no date, and say for whom and why."""
    number(office, "PAPER-1")
    assert _reserve(office, 2) == ("02-QĐ/HU", "03-QĐ/HU")
    assert number(office, "PAPER-2") == "04-QĐ/HU"
    kept = _rows(office)[1]
    assert (kept.state, kept.document, kept.dated) == (EntryState.RESERVED, None, None)
    assert (kept.held_for, kept.reason, kept.changed_by) == ("Ban Tổ chức", "họp đột xuất", "người thử")
    assert kept.subject == ""
    assert missing_numbers(_rows(office)) == ()


def test_a_paper_takes_a_kept_number(office: Store) -> None:
    """this test ensures that a kept number goes to one paper and the counter does not move."""
    _reserve(office, 1)
    number(office, "PAPER-1")
    assert _take(office, "PAPER-2", 1) == "01-QĐ/HU"
    first = _rows(office)[0]
    assert (first.state, first.document, first.dated, first.held_for) == (
        EntryState.GIVEN,
        "PAPER-2",
        SIGNED_ON,
        "Ban Tổ chức",
    )
    assert number(office, "PAPER-3") == "03-QĐ/HU"
    with pytest.raises(RuleBroken, match="đang giữ"):
        _take(office, "PAPER-4", 1)
    assert record(office, "PAPER-4").state is DocumentState.SIGNED


@pytest.mark.parametrize("reserved", [2, 9])
def test_only_a_kept_number_can_be_taken(office: Store, reserved: int) -> None:
    """this test ensures that a number that was given, or that is not there, is not taken by another paper."""
    _reserve(office, 1)
    number(office, "PAPER-1")
    with pytest.raises(RuleBroken, match="đang giữ"):
        _take(office, "PAPER-2", reserved)
    assert [row.document for row in _rows(office)] == [None, "PAPER-1"]


def test_a_kept_number_keeps_its_place_in_time(office: Store) -> None:
    """this test ensures that a kept number is dated between the numbers around it."""
    number(office, "PAPER-1", on=SIGNED_ON)
    _reserve(office, 1)
    number(office, "PAPER-2", on=LATER)
    with pytest.raises(RuleBroken, match="đứng trước số"):
        _take(office, "PAPER-3", 2, on=LATER + dt.timedelta(days=1))
    assert _take(office, "PAPER-3", 2, on=LATER) == "02-QĐ/HU"


def test_a_kept_number_does_not_hide_the_date_before_it(office: Store) -> None:
    """this test ensures that dates do not run backwards past a kept number that has none."""
    number(office, "PAPER-1", on=LATER)
    _reserve(office, 1)
    with pytest.raises(RuleBroken, match="không cấp lùi"):
        number(office, "PAPER-2", on=SIGNED_ON)


def test_a_number_kept_for_a_paper_is_found_by_its_code(office: Store) -> None:
    """this test ensures that a paper finds the lowest number kept for it by name, and no other does."""
    _reserve(office, 2, held_for="paper-2")
    _reserve(office, 1, held_for="Ban Tổ chức")
    with office.reading() as session:
        assert reserved_for(session, {"PAPER-1", "PAPER-2"}) == {"PAPER-2": 1}
        assert reserved_for(session, {"PAPER-1"}) == {}


def test_a_kept_number_is_voided_with_who_when_why(office: Store) -> None:
    """this test ensures that a kept number never used stays void, with who, when and why (requirement 4)."""
    _reserve(office, 1)
    assert _void(office, 1) == "01-QĐ/HU"
    row = _rows(office)[0]
    assert (row.state, row.reason, row.changed_by) == (EntryState.VOID, "không dùng đến", "người thử")
    assert (row.given_at[:10], row.changed_at[:10]) == ("2021-02-05", "2021-02-14")
    assert number(office, "PAPER-1") == "02-QĐ/HU"


def test_a_number_is_voided_once(office: Store) -> None:
    """this test ensures that a void number stays as it was voided first."""
    _reserve(office, 1)
    _void(office, 1)
    with pytest.raises(RuleBroken, match="đã hủy từ trước"):
        _void(office, 1)


def test_the_next_number_can_be_voided(office: Store) -> None:
    """this test ensures that a number spoilt on paper is lost with its reason, and the next paper gets the next."""
    number(office, "PAPER-1")
    assert _void(office, 2) == "02"
    assert number(office, "PAPER-2") == "03-QĐ/HU"
    assert missing_numbers(_rows(office)) == ()


@pytest.mark.parametrize("beyond", [0, 3])
def test_no_number_beyond_the_next_is_voided(office: Store, beyond: int) -> None:
    """this test ensures that voiding cannot open a gap."""
    number(office, "PAPER-1")
    with pytest.raises(RuleBroken, match="mới cấp đến số 1"):
        _void(office, beyond)
    assert number(office, "PAPER-2") == "02-QĐ/HU"


def test_a_missing_number_is_explained(office: Store) -> None:
    """this test ensures that a number whose row was lost, also at the end, is missed until a reason stands for it."""
    for ordinal in range(1, 4):
        number(office, f"PAPER-{ordinal}")
    with office.engine.begin() as connection:
        connection.execute(text("DELETE FROM register_entry WHERE number IN (2, 3)"))
    with office.reading() as session:
        counters = {each.code: each.last_number for each in register_records(session)}
    assert missing_numbers(_rows(office)) == ()
    assert missing_numbers(_rows(office), counters) == (f"{SERIES.code}: 2", f"{SERIES.code}: 3")
    _void(office, 2)
    assert missing_numbers(_rows(office), counters) == (f"{SERIES.code}: 3",)


def test_the_number_of_a_paper_is_voided_with_the_paper(office: Store) -> None:
    """this test ensures that a number with a paper is not voided behind the paper's back."""
    number(office, "PAPER-1")
    with pytest.raises(RuleBroken, match="đã cấp cho văn bản"):
        _void(office, 1)
    assert record(office, "PAPER-1").state is DocumentState.NUMBERED


def test_a_register_that_is_not_there_is_named(office: Store) -> None:
    """this test ensures that a wrong register code is told."""
    with pytest.raises(NotFound, match="party/HU/XX"):
        _void(office, 1, register="party/HU/XX")


def test_a_paper_is_handed_over(office: Store) -> None:
    """this test ensures that day, receiver and copies of an issued paper are noted and can be corrected."""
    number(office, "PAPER-1")
    issue(office, "PAPER-1")
    with changing(office) as session:
        hand_over(session, "paper-1", on=LATER, to="Văn thư xã Mẫu", copies=3)
    with changing(office) as session:
        hand_over(session, "PAPER-1", on=LATER, to="Văn thư xã Mẫu A")
    row = _rows(office)[0]
    assert (row.handed_on, row.received_by, row.copies) == (LATER, "Văn thư xã Mẫu A", 3)


@pytest.mark.parametrize(("code", "told"), [("PAPER-1", "chưa ban hành"), ("PAPER-2", "chưa được cấp số")])
def test_only_an_issued_paper_is_handed_over(office: Store, code: str, told: str) -> None:
    """this test ensures that nothing leaves before it is numbered and issued."""
    number(office, "PAPER-1")
    with pytest.raises((RuleBroken, NotFound), match=told), changing(office) as session:
        hand_over(session, code, on=LATER, to="Văn thư")


def test_a_paper_is_not_handed_over_before_its_issue(office: Store) -> None:
    """this test ensures that the day of sending is not before the day of issue."""
    number(office, "PAPER-1")
    issue(office, "PAPER-1")
    with pytest.raises(RuleBroken, match="không chuyển ngày"), changing(office) as session:
        hand_over(session, "PAPER-1", on=SIGNED_ON - dt.timedelta(days=1), to="Văn thư")


def test_a_paper_without_a_dossier_is_told(office: Store) -> None:
    """this test ensures that a registered paper lacks its hồ sơ until it has one, and void numbers lack none."""
    number(office, "PAPER-1")
    number(office, "PAPER-2")
    _reserve(office, 1)
    with changing(office) as session:
        void_number(session, record(office, "PAPER-2"), reason="in sai")
    assert [row.number for row in _rows(office) if row.lacks_dossier] == [1]
    with changing(office) as session:
        put_paper(session, "PAPER-1", "H49.64.2021.07", FOUNDING)
    assert _rows(office)[0].dossier == "H49.64.2021.07"
    assert not any(row.lacks_dossier for row in _rows(office))


def _open(store: Store, first: int) -> str:
    with changing(store, "sổ giấy đã cấp đến đó") as session:
        return open_register(session, SERIES, first)


def test_a_register_begins_where_the_paper_one_ended(office: Store) -> None:
    """this test ensures that numbers go on from the paper register, those before are no gap, and a real gap is one."""
    assert _open(office, 12) == _open(office, 47) == SERIES.code
    assert number(office, "PAPER-1") == "47-QĐ/HU"
    assert _reserve(office, 1) == ("48-QĐ/HU",)
    assert number(office, "PAPER-2") == "49-QĐ/HU"
    with office.reading() as session:
        registers = register_records(session)
        opened = [entry for entry in dump_journal(session) if entry["entity"] == "register"]
    assert [(each.first_number, each.last_number) for each in registers] == [(47, 49)]
    assert missing_in(registers, _rows(office)) == ()
    assert (opened[1]["after"]["first_number"], opened[1]["reason"]) == (12, "sổ giấy đã cấp đến đó")
    with office.engine.begin() as connection:
        connection.execute(text("DELETE FROM register_entry WHERE number = 48"))
    assert missing_in(registers, _rows(office)) == (f"{SERIES.code}: 48",)


def test_no_number_of_the_paper_register_is_given_here(office: Store) -> None:
    """this test ensures that a number before the first is neither taken nor voided, and the first is never moved."""
    _open(office, 47)
    with pytest.raises(RuleBroken, match="mở từ số 47"):
        _void(office, 46)
    with pytest.raises(RuleBroken, match="không có số 46 đang giữ"):
        _take(office, "PAPER-1", 46)
    number(office, "PAPER-1")
    for first in (2, 47, 60):
        with pytest.raises(RuleBroken, match="đã có số"):
            _open(office, first)
    with office.engine.begin() as connection:
        connection.execute(text("DELETE FROM register_entry"))
    with pytest.raises(RuleBroken, match="đã có số"):
        _open(office, 2)
    assert number(office, "PAPER-2") == "48-QĐ/HU"
