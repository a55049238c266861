"""Sổ văn bản từ chối gì: số không thể có, người ký hết hạn, nhiệm kỳ đã qua.

What the registers refuse, early and in a sentence, and what is missed when a row is cut out.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tests.stories.conftest import Prepared
from tests.stories.test_register import PARTY, codes, number, rows, settled, tampered, waiting
from tests.support.circle import LOOK, USAGE
from tests.support.messy_workbook import PEOPLE


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("register", "reserve", 0, "--for", "A", "--reason", "b"), "Mỗi lần giữ từ 1"),
        (("decisions", "number", "--number-first", "--reserved", 1), "nêu đúng một mã"),
        (("register", "hand-over", "ABCD1234", "--to", "A", "--on", "2031-01-01"), "chưa đến"),
    ],
)
def test_what_cannot_be_meant_is_told(office: Prepared, words: tuple[object, ...], told: str) -> None:
    """A number of numbers, a kept number for many papers, a day to come: each is refused in a sentence."""
    assert told in office("drafted").docgen(*words, expect=(USAGE,)).err


def test_a_register_that_is_not_there_is_told(office: Prepared) -> None:
    """A wrong register code is named; where there is no register there is nothing to print."""
    circle = office("drafted")
    assert "Chưa có sổ nào" in circle.docgen("register", "print", "--no-pdf", expect=(LOOK,)).err
    number(circle, codes(circle)[0])
    wrong = circle.docgen(
        "register", "export", circle.office.parent / "so.xlsx", "--register", "party/XX", expect=(LOOK,)
    )
    assert "party/XX" in wrong.err


def test_a_missing_number_stops_the_register(office: Prepared) -> None:
    """A row cut out of the database is missed by list, print and gaps until a reason stands in its place."""
    circle = office("drafted")
    for code in codes(circle)[:2]:
        number(circle, code)
    tampered(circle, "DELETE FROM register_entry WHERE number = 2")
    assert f"{PARTY}: 2" in circle.docgen("register", "list", expect=(LOOK,)).err
    assert f"{PARTY}: 2" in circle.docgen("register", "print", "--no-pdf", expect=(LOOK,)).err
    assert circle.docgen("register", "gaps", "--json", expect=(LOOK,)).json["missing"] == [f"{PARTY}: 2"]
    assert f"{PARTY}: 2" in circle.docgen("register", "gaps", expect=(LOOK,)).err
    circle.docgen("register", "void", 2, "--register", PARTY, "--reason", "mất dòng, khôi phục theo sổ giấy")
    circle.docgen("register", "gaps")


@pytest.mark.parametrize(
    ("before", "after", "day", "told"),
    [
        (
            'position = "BÍ THƯ"',
            'position = "BÍ THƯ"\nvalid_to = 2021-02-28',
            "2021-03-02",
            "chỉ được ký đến ngày 28/02/2021",
        ),
        (
            'position = "BÍ THƯ"',
            'position = "BÍ THƯ"\nvalid_from = 2021-04-01',
            "2021-03-02",
            "được ký từ ngày 01/04/2021",
        ),
        (
            'symbol = "HU"',
            'symbol = "HU"\nclosed_on = 2021-02-28',
            "2021-03-02",
            "đã kết thúc hoạt động ngày 28/02/2021",
        ),
        ('term = "2020-2025"', 'term = "2020-2030"', "2025-07-01", "72/2025/QH15"),
    ],
)
def test_who_may_no_longer_sign_is_told_early_and_refused(
    office: Prepared, before: str, after: str, day: str, told: str
) -> None:
    """O8: an expired signatory and a body that has ended are warned of in the draft and refused at the number."""
    circle = office("drafted")
    settled(circle, before, after)
    circle.today = dt.date.fromisoformat(day)
    drafted = circle.docgen("decisions", "draft", "--on", day, "--json").json
    warnings = [problem for problem in drafted["problems"] if told in problem["message"]]
    assert [problem["severity"] for problem in warnings] == ["warning"]
    assert waiting(circle)["kiểm tra người ký, cơ quan ban hành trong office.toml"] == PEOPLE
    refused = circle.docgen("decisions", "number", "--number-first", expect=(LOOK,))
    assert told in refused.err
    assert rows(circle) == []


def test_a_term_that_has_ended_takes_no_number(office: Prepared) -> None:
    """O9: a Party paper dated outside the committee's term is refused; in the new term the series begins at 01."""
    circle = office("drafted")
    first, second = codes(circle)[:2]
    assert number(circle, first) == "01-QĐ/HU"
    settled(circle, 'term = "2020-2025"', 'term = "2020-2025"\nterm_to = 2021-03-01')
    refused = circle.docgen("decisions", "number", second, "--number-first", expect=(LOOK,))
    assert "không thuộc nhiệm kỳ 2020-2025" in refused.err
    settled(circle, 'term = "2020-2025"\nterm_to = 2021-03-01', 'term = "2021-2026"')
    assert number(circle, second) == "01-QĐ/HU"
    assert [row["register"] for row in rows(circle)] == [PARTY, "party/HU/QĐ/2021-2026"]
