"""The words of a register of outgoing papers: ten columns in their order, and a cover that follows the rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from docgen.authoring.register_book import HEADINGS
from docgen.wording.register_book import (
    COLUMNS,
    bodies_lines,
    cover_lines,
    period_line,
    register_book_context,
    row_texts,
)
from registry.labels import Regime
from tests.support.register_facts import register_book, register_row


def test_the_ten_columns_stand_in_their_order() -> None:
    """This test ensures that workbook and printed book head the ten columns of NĐ 30 Phụ lục IV alike."""
    assert len(COLUMNS) == 10
    assert COLUMNS == HEADINGS
    assert COLUMNS[0].startswith("Số, ký hiệu") and COLUMNS[-1] == "Ghi chú"


def test_a_row_has_a_cell_for_every_column() -> None:
    """This test ensures that each fact of a row stands in its own column, as the register says it."""
    row = register_row(7, note="hủy số")
    assert row_texts(row) == (
        "07-QĐ/HU",
        "05/02/2021",
        row.subject,
        "Quan Thế Mẫu (T/M BAN THƯỜNG VỤ, PHÓ BÍ THƯ)",
        "Như Điều 3; Thường trực Huyện ủy",
        "Văn phòng Huyện ủy",
        "04",
        "06/02/2021",
        row.received_by,
        "hủy số",
    )


def test_what_nobody_said_stays_empty() -> None:
    """This test ensures that an unknown day, number of copies or post leaves its cell empty and is not a zero."""
    bare = register_row(dated=None, copies=None, handed_on=None, position="", received_by="")
    texts = row_texts(bare)
    assert (texts[1], texts[6], texts[7], texts[8]) == ("", "", "", "")
    assert texts[3] == "Quan Thế Mẫu"


def test_the_cover_follows_the_rows() -> None:
    """This test ensures that days, numbers and volume on the cover are those of the rows."""
    book = register_book(rows=3, volume=2)
    late = replace(book.rows[2], dated=dt.date(2021, 12, 31))
    book = replace(book, rows=(*book.rows[:2], late, *book.rows[3:]))
    assert cover_lines(book) == ["Từ ngày 05/02/2021 đến ngày 31/12/2021", "Từ số 01 đến số 05", "Quyển số 02"]


def test_an_empty_book_invents_nothing() -> None:
    """This test ensures that a register without rows leaves days and numbers open."""
    assert cover_lines(replace(register_book(), rows=())) == [
        "Từ ngày …… đến ngày ……",
        "Từ số …… đến số ……",
        "Quyển số 01",
    ]


@pytest.mark.parametrize(
    ("regime", "year", "line"),
    [
        (Regime.STATE, None, "Năm 2017"),
        (Regime.PARTY, None, "Nhiệm kỳ 2020-2025"),
        (Regime.PARTY, 2021, "Năm 2021 (nhiệm kỳ 2020-2025)"),
    ],
)
def test_a_book_is_of_a_year_or_a_term(regime: Regime, year: int | None, line: str) -> None:
    """This test ensures that the cover names the year of the State and the term of the Party."""
    assert period_line(register_book(regime, year=year)) == line


def test_the_type_stands_on_the_cover_where_types_are_apart() -> None:
    """This test ensures that a book of one type names it, and a book of all types names none."""
    assert register_book_context(register_book())["subject_lines"] == ["Quyết định", "Nhiệm kỳ 2020-2025"]
    assert register_book_context(register_book(Regime.STATE))["subject_lines"] == ["Năm 2017"]
    assert bodies_lines(register_book()) == ["Đảng bộ tỉnh Tuyên Quang", "Huyện ủy Hàm Yên"]
    assert bodies_lines(register_book(Regime.STATE)) == ["Ủy ban nhân dân tỉnh Bắc Giang"]


def test_a_number_without_figures_is_shown_as_it_is() -> None:
    """This test ensures that a number text in an unknown shape is not cut."""
    odd = replace(register_book(), rows=(register_row(number_text="K-12"),))
    assert "Từ số K-12 đến số K-12" in cover_lines(odd)
