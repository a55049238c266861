"""One owner, whole shares, and nobody who watches over himself (checks P9, P17)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from registry.rules.ownership import collective_watch_of, own_watch_of, shares_of


@pytest.mark.parametrize(
    ("shares", "is_wrong"),
    [
        ((), False),
        ((None, None), False),
        ((60, 40), False),
        ((33.3, 33.3, 33.4), False),
        ((60, 30), True),
        ((60, None), True),
        ((60, 60), True),
    ],
)
def test_shares(shares: tuple[float | None, ...], is_wrong: bool) -> None:
    """this test ensures that shares, once given, are given for all and make 100 per cent."""
    finding = shares_of([None if share is None else Decimal(str(share)) for share in shares])
    assert (finding is not None) is is_wrong
    assert finding is None or finding.check == "P9"


OWNER, POST = "Nông Thị Hòa", "Huyện ủy viên, Trưởng Phòng Giáo dục"


@pytest.mark.parametrize(
    ("supervisor", "is_own"),
    [
        ("đồng chí Nông Thị Hòa, Trưởng phòng", True),
        ("đ/c NÔNG THỊ HOÀ", True),
        ("Phó Chủ tịch UBND huyện: bà Nông Thị  Hòa", True),
        ("Trưởng Phòng Giáo dục", True),
        ("đồng chí Nông Thị Hoàn, Phó Bí thư", False),
        ("đồng chí Ma Văn Tú, Phó Bí thư", False),
        ("Trưởng Phòng Nội vụ", False),
        ("", False),
    ],
)
def test_own_supervisor(supervisor: str, is_own: bool) -> None:
    """this test ensures that the owner is found as supervisor by name or post, however spelt, and nobody else is."""
    assert (own_watch_of(supervisor, OWNER, POST) is not None) is is_own


def test_attached_people_do_not_watch_their_collective() -> None:
    """this test ensures that somebody attached to a collective is found as its supervisor."""
    assert own_watch_of("đồng chí Ma Văn Tú", "", "", ["Ma Văn Tú"]) is not None
    assert own_watch_of("đồng chí Ma Văn Tú", "", "", ["Ma Văn Từ Ân"]) is None


@pytest.mark.parametrize(
    ("supervisor", "collective", "is_own"),
    [
        ("đồng chí Bàn Thị Mây, TUV, Bí thư Huyện ủy, Chủ tịch HĐND huyện", "Thường trực HĐND huyện", True),
        ("Phó Chủ tịch HĐND", "Thường trực HĐND huyện", True),
        ("Thường trực HĐND huyện", "Thường trực HĐND huyện", True),
        ("Trưởng Ban Tổ chức Huyện ủy", "Ban Tổ chức Huyện ủy", True),
        ("Chủ tịch HĐND xã Khe Sáu", "Thường trực HĐND huyện", False),
        ("Trưởng Ban Tổ chức Huyện ủy", "Thường trực Huyện ủy", False),
        ("Chủ nhiệm UBKT Huyện ủy", "Thường trực HĐND huyện", False),
    ],
)
def test_a_collective_and_its_leader(supervisor: str, collective: str, is_own: bool) -> None:
    """this test ensures that a collective watched by itself or its leader is found (Sông Lô)."""
    assert (collective_watch_of(supervisor, collective) is not None) is is_own
