"""Who may still issue and sign on a day (O4, O8)."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.labels import BodyLevel
from registry.rules.authority import InOffice, IssuingBody, authority_problems
from registry.rulesets import ended_levels

ENDED = ended_levels()
LAST_DAY, AFTER = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
ANYBODY = InOffice(name="Lương Thị Bích")
PROVINCE = IssuingBody(name="Tỉnh ủy Sơn Hà")


def _codes(body: IssuingBody, day: dt.date, signatory: InOffice = ANYBODY) -> list[str]:
    return [problem.code for problem in authority_problems(body, signatory, day, ENDED)]


@pytest.mark.parametrize(
    "name",
    ["Huyện ủy Khe Sáu", "Huyện uỷ Khe Sáu", "Ban Tổ chức Huyện ủy", "Ủy ban nhân dân huyện Khe Sáu", "Thị ủy X"],
)
def test_the_district_level_ended(name: str) -> None:
    """this test ensures that a district body issues up to 30/6/2025 and nothing later, and the law is named."""
    assert _codes(IssuingBody(name=name), LAST_DAY) == []
    (problem,) = authority_problems(IssuingBody(name=name), ANYBODY, AFTER, ENDED)
    assert problem.code == "body-closed"
    assert "72/2025/QH15" in problem.message and "30/06/2025" in problem.message


@pytest.mark.parametrize(
    "name", ["Tỉnh ủy Sơn Hà", "Đảng ủy xã Khe Sáu", "Quân ủy Trung ương", "Ủy ban nhân dân tỉnh Sơn Hà"]
)
def test_other_levels_go_on(name: str) -> None:
    """this test ensures that bodies of other levels, also with a name that only looks alike, are not stopped."""
    assert _codes(IssuingBody(name=name), AFTER) == []


def test_a_known_level_says_more_than_a_name() -> None:
    """this test ensures that a Thành ủy of a district ended and one of a province did not."""
    assert _codes(IssuingBody(name="Thành ủy X", level=BodyLevel.DISTRICT), AFTER) == ["body-closed"]
    assert _codes(IssuingBody(name="Huyện ủy X", level=BodyLevel.PROVINCE), AFTER) == []


def test_a_closed_body_issues_nothing_later() -> None:
    """this test ensures that a body issues on its last day and not on the next, told once."""
    closed = IssuingBody(name="Huyện ủy Khe Sáu", closed_on=dt.date(2025, 3, 1))
    assert _codes(closed, dt.date(2025, 3, 1)) == []
    assert _codes(closed, dt.date(2025, 3, 2)) == ["body-closed"]
    assert _codes(closed, AFTER) == ["body-closed"]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (dt.date(2020, 8, 13), ["signatory-not-yet"]),
        (dt.date(2020, 8, 14), []),
        (dt.date(2022, 5, 31), []),
        (dt.date(2022, 6, 1), ["signatory-expired"]),
    ],
)
def test_a_signatory_signs_in_office(day: dt.date, codes: list[str]) -> None:
    """this test ensures that the signature counts from the first day of the post to the last."""
    signatory = InOffice(name="Lương Thị Bích", valid_from=dt.date(2020, 8, 14), valid_to=dt.date(2022, 5, 31))
    assert _codes(PROVINCE, day, signatory) == codes


def test_everything_is_told_at_once() -> None:
    """this test ensures that an ended body and an expired signatory are both named."""
    expired = InOffice(name="Lương Thị Bích", valid_to=LAST_DAY)
    assert _codes(IssuingBody(name="Huyện ủy X"), AFTER, expired) == ["body-closed", "signatory-expired"]
