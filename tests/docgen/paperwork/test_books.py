"""Registers as books: which rows belong to one, and what the last column says of each number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.office import Office, make_office, open_office
from docgen.paperwork.books import books_of
from registry.errors import NotFound
from registry.labels import DocumentKind, DocumentState, EntryState, Regime
from registry.store.register_rows import EntryRecord, RegisterRecord

SETTINGS = Path(__file__).parents[2] / "stories" / "offices" / "khe-sau.toml"
REGISTER = RegisterRecord(
    code="party/HU/QĐ/2020-2025",
    regime=Regime.PARTY,
    symbol="HU",
    type_code="QĐ",
    period="2020-2025",
    last_number=2,
)
GIVEN = EntryRecord(
    register=REGISTER.code,
    number=1,
    number_text="01-QĐ/HU",
    state=EntryState.GIVEN,
    document="0000000A",
    dated=dt.date(2021, 3, 2),
    abstract="Về việc giao việc",
    signatory="Lương Thị Bích",
    recipients="Như Điều 3",
    reason="",
    given_at="2021-03-02T08:00:00.000+07:00",
    changed_at="2021-03-02T08:00:00.000+07:00",
    changed_by="văn thư",
    kind=DocumentKind.DECISION,
    fate=DocumentState.ISSUED,
)
KEPT = replace(
    GIVEN, number=2, number_text="02-QĐ/HU", state=EntryState.RESERVED, document=None, dated=None, kind=None, fate=None
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office of the Party."""
    make_office(tmp_path / "van-phong", SETTINGS.read_text("utf-8"))
    office = open_office(tmp_path / "van-phong", {}, actor="người thử")
    yield office
    office.close()


@pytest.mark.parametrize(
    ("entry", "note"),
    [
        (GIVEN, ""),
        (replace(GIVEN, fate=DocumentState.RECALLED, fate_reason="giao nhầm"), "đã thu hồi: giao nhầm"),
        (replace(GIVEN, reason="vào sổ ngày 03/01/2022: ký tối"), "vào sổ ngày 03/01/2022: ký tối"),
        (
            replace(GIVEN, reason="vào sổ muộn", fate=DocumentState.REPLACED, fate_reason="sai tên"),
            "vào sổ muộn; đã bị thay thế: sai tên",
        ),
        (
            replace(
                GIVEN, state=EntryState.VOID, reason="in hỏng", fate=DocumentState.WITHDRAWN, fate_reason="in hỏng"
            ),
            "hủy số ngày 02/03/2021 (văn thư): in hỏng",
        ),
        (replace(GIVEN, state=EntryState.VOID, reason="in hỏng", changed_by=""), "hủy số ngày 02/03/2021: in hỏng"),
        (
            replace(KEPT, held_for="Ban Tổ chức", reason="họp"),
            "giữ số ngày 02/03/2021 (văn thư), cho Ban Tổ chức: họp",
        ),
    ],
)
def test_the_note_says_what_became_of_a_number(office: Office, entry: EntryRecord, note: str) -> None:
    """This test ensures that the last column tells voids and kept numbers with who, when and why, and what followed."""
    (book,) = books_of(office, [REGISTER], [entry])
    assert book.rows[0].note == note


def test_a_book_holds_its_own_rows(office: Office) -> None:
    """This test ensures that a book has the rows of its register and year; a kept number is of the year it was kept."""
    other = replace(REGISTER, code="party/HU/BC/2020-2025", type_code="BC")
    late = replace(GIVEN, number=3, dated=dt.date(2022, 1, 5))
    strange = replace(GIVEN, register=other.code)
    books = books_of(office, [REGISTER, other], [GIVEN, KEPT, late, strange])
    assert [(book.type_name, len(book.rows), book.year) for book in books] == [
        ("Quyết định", 3, None),
        ("Báo cáo", 1, None),
    ]
    (of_year,) = books_of(office, [REGISTER], [GIVEN, KEPT, late], year=2022)
    assert ([row.dated for row in of_year.rows], of_year.year) == ([dt.date(2022, 1, 5)], 2022)


def test_a_register_without_rows_makes_a_book_only_when_named(office: Office) -> None:
    """This test ensures that empty registers are passed over, and one that is asked for is still shown."""
    assert books_of(office, [REGISTER], []) == ()
    (book,) = books_of(office, [REGISTER], [], register=REGISTER.code)
    assert book.rows == ()
    with pytest.raises(NotFound, match="party/XX"):
        books_of(office, [REGISTER], [], register="party/XX")


@pytest.mark.parametrize("stranger", [replace(REGISTER, symbol="TU"), replace(REGISTER, regime=Regime.STATE)])
def test_a_register_nobody_can_name_bears_its_symbol(office: Office, stranger: RegisterRecord) -> None:
    """This test ensures that a book without a paper never bears the name of a body that did not keep it."""
    (book,) = books_of(office, [stranger], [replace(KEPT, register=stranger.code)])
    assert (book.issuer.superior, book.issuer.body) == ("", f"Cơ quan có ký hiệu {stranger.symbol}")
    assert (book.issuer.symbol, book.issuer.regime) == (stranger.symbol, stranger.regime)
    (own,) = books_of(office, [REGISTER], [KEPT])
    assert own.issuer == office.settings.issuer.facts()


def test_a_state_book_names_no_year_twice(office: Office) -> None:
    """This test ensures that a yearly register is its own year, whatever year is asked for."""
    text = office.folder / "office.toml"
    text.write_text(text.read_text("utf-8").replace('regime = "party"', 'regime = "state"'), "utf-8")
    state = open_office(office.folder, {}, actor="người thử")
    yearly = replace(REGISTER, code="state/HU/2021", regime=Regime.STATE, type_code="", period="2021")
    (book,) = books_of(state, [yearly], [replace(GIVEN, register=yearly.code)], year=2021)
    assert (book.year, book.period, book.type_name) == (None, "2021", "")
    assert book.rows[0].subject == "Quyết định về việc giao việc"
    state.close()
