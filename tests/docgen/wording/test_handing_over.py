"""Mục lục hồ sơ nộp lưu and biên bản giao nhận: rows, counts, instruments of the day, in the words of each regime."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from docgen.wording.handing_over import hand_over_list_context, hand_over_minutes_context
from registry.dossier_facts import Hold
from registry.labels import Regime
from tests.support.dossier_facts import AT, dossier, hand_over

PARTY, STATE = Regime.PARTY, Regime.STATE


def _list(regime: Regime = PARTY, **changes: Any) -> dict[str, Any]:
    return dict(hand_over_list_context(hand_over(regime, **changes)))


def _minutes(regime: Regime = PARTY, **changes: Any) -> dict[str, Any]:
    return dict(hand_over_minutes_context(hand_over(regime, **changes)))


def test_rows_are_the_seven_columns_of_the_profession() -> None:
    """this test ensures that each dossier is told by code, title, time of its papers, period, pages and note."""
    made = _list()
    assert [tuple(row.values()) for row in made["rows"]] == [
        ("01", "H49.64.2021.01", dossier().title, "05/02/2021 - 20/12/2021", "20 năm", "06", ""),
        ("02", "H49.64.2021.02", "Sổ năm 2021", "05/02/2021 - 20/12/2021", "Vĩnh viễn", "06", ""),
    ]
    assert made["closing_line"] == (
        "Mục lục này có 02 (hai) hồ sơ, trong đó 01 hồ sơ lưu vĩnh viễn, 01 hồ sơ lưu có thời hạn."
    )


def test_a_hold_is_told_to_the_archive() -> None:
    """this test ensures that whoever receives a held dossier knows why it is held."""
    held = dossier(holds=(Hold(reason="khiếu nại", held_at=AT, held_by="văn thư"),))
    assert _list(dossiers=(held,))["rows"][0]["note"] == "giữ lại: khiếu nại"


def test_each_regime_says_its_own_words() -> None:
    """this test ensures that period, form of address and end mark are those of the regime."""
    assert (_list(PARTY)["period_heading"], _list(STATE)["period_heading"]) == (
        "Thời hạn bảo quản",
        "Thời hạn lưu trữ",
    )
    assert "đồng chí" in _minutes(PARTY)["giver_lines"][0] and "ông (bà)" in _minutes(STATE)["receiver_lines"][0]
    assert (_minutes(PARTY)["end"], _minutes(STATE)["end"]) == (".", "./.")


@pytest.mark.parametrize(
    ("regime", "on", "named", "absent"),
    [
        (STATE, dt.date(2019, 6, 1), ("11 năm 2011",), ("30/2020", "05/2025", "6 năm 2024")),
        (STATE, dt.date(2022, 3, 1), ("11 năm 2011", "30/2020/NĐ-CP"), ("05/2025", "6 năm 2024")),
        (STATE, dt.date(2025, 6, 30), ("11 năm 2011",), ("05/2025", "6 năm 2024")),
        (STATE, dt.date(2025, 7, 1), ("6 năm 2024", "30/2020/NĐ-CP", "05/2025/TT-BNV"), ("năm 2011",)),
        (PARTY, dt.date(2022, 3, 1), ("17-HD/VPTW",), ("30/2020", "05/2025")),
        (PARTY, dt.date(2025, 7, 1), ("17-HD/VPTW", "05/2025/TT-BNV"), ("30/2020", "Luật")),
    ],
)
def test_instruments_are_those_of_the_day(
    regime: Regime, on: dt.date, named: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    """this test ensures that no minutes go by a law that came later."""
    bases = " ".join(_minutes(regime, on=on)["bases"]).replace("\u00a0", " ")
    assert all(word in bases for word in named)
    assert not any(word in bases for word in absent)


def test_minutes_count_and_prove() -> None:
    """this test ensures that dossiers, papers, pages and files are counted and each package has its digest."""
    made = _minutes()
    assert made["counts"] == [
        "Tổng số hồ sơ: 02 (hai)",
        "Tổng số văn bản: 06 (sáu), 12 (mười hai) trang",
        "Tổng số tệp tin trong hồ sơ: 07 (bảy)",
    ]
    (package,) = made["packages"]
    assert package["digest"].replace(" ", "") == "ab" * 32
    assert package["file"].startswith("1_uuid-")


def test_an_unknown_receiver_is_left_to_be_written() -> None:
    """this test ensures that a place to write stays where nobody was named."""
    assert _minutes(receiver="")["receiver"].startswith("....")
