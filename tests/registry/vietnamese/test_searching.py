"""Which spellings a searcher means as one, and which hits come first."""

from __future__ import annotations

import pytest
from hypothesis import given

from registry.vietnamese import (
    AccentMatch,
    accent_key,
    accent_rank,
    fold,
    fold_spelling,
    has_accents,
    normalise,
)
from tests.registry.vietnamese.texts import SENTENCES

TAM = ["Tam", "Tám", "Tâm", "Tấm"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Đỗ Xuân Phúc", "do xuan phuc"),
        ("ĐỨC", "duc"),
        ("ưỡn", "uon"),
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("ủy", "uỷ"),
        ("khỏe", "khoẻ"),
        ("Ðà Nẵng", "Đà Nẵng"),
        ("Tổ chức - Nội vụ", "Tổ chức – Nội vụ"),
        ("kinh tế - xã hội", "kinh tế-xã hội"),
        ("2021 – 2025", "2021-2025"),
        ("H’Hen", "H'Hen"),
    ],
)
def test_one_search_form(left: str, right: str) -> None:
    """This test ensures that spellings a searcher means as one have one search form."""
    assert fold(left) == fold(right)


def test_tones_still_tell_people_apart() -> None:
    """This test ensures that Tam, Tám, Tâm, Tấm share a search form and differ in the stored and the exact one."""
    assert {fold(name) for name in TAM} == {"tam"}
    assert len({normalise(name) for name in TAM}) == len({accent_key(name) for name in TAM}) == 4


@pytest.mark.parametrize(
    ("left", "right"),
    [("Huyện uỷ", "huyện ủy"), ("HOÀ", "Hòa"), ("Qúy", "quý"), ("Tổ chức – Nội vụ", "Tổ chức - Nội vụ")],
)
def test_one_exact_form(left: str, right: str) -> None:
    """This test ensures that case, tone placement and hyphens do not count as accents."""
    assert accent_key(left) == accent_key(right)


def test_i_and_y() -> None:
    """This test ensures that kỷ and kĩ, lý and lí, Quý and Quí are one in the loose form only."""
    for left, right in (("kỷ", "kĩ"), ("Lý", "Lí"), ("Quý", "Quí"), ("mỹ thuật", "mĩ thuật"), ("Quý Quân", "Quí Quân")):
        assert fold_spelling(left) == fold_spelling(right)
        assert fold(left) != fold(right)


@pytest.mark.parametrize(("left", "right"), [("Thúy", "Thúi"), ("tay", "tai"), ("Y tế", "I tế"), ("uỷ", "ủi")])
def test_i_and_y_that_are_two_sounds(left: str, right: str) -> None:
    """This test ensures that uy and ui, ay and ai, and a lone y stay apart."""
    assert fold_spelling(left) != fold_spelling(right)


def test_exact_accents_come_first() -> None:
    """This test ensures that the very name is listed before its namesakes in folded form, and others last."""
    people = ["Lê Tấm", "Lê Tâm", "Lê Tam", "Lê Tú", "Lê Tám"]
    assert sorted(people, key=lambda name: accent_rank("Tâm", name))[0] == "Lê Tâm"
    assert sorted(people, key=lambda name: accent_rank("tam", name))[0] == "Lê Tam"
    assert sorted(people, key=lambda name: accent_rank("Tâm", name))[-1] == "Lê Tú"
    assert accent_rank("huyện uỷ", "Ban Tổ chức Huyện ủy") is AccentMatch.EXACT
    assert accent_rank("huyen uy", "Ban Tổ chức Huyện ủy") is AccentMatch.FOLDED
    assert accent_rank("huyện ủy", "Tỉnh ủy") is AccentMatch.NONE


@pytest.mark.parametrize(
    ("query", "means_accents"), [("tam", False), ("TAM 12", False), ("Tám", True), ("duc đ", True)]
)
def test_a_query_shows_whether_it_means_accents(query: str, means_accents: bool) -> None:
    """This test ensures that one tone, shape or đ makes a query exact."""
    assert has_accents(query) is means_accents


@given(SENTENCES)
def test_looser_forms_contain_stricter_ones(text: str) -> None:
    """This test ensures that what is equal in a strict form is equal in every looser one."""
    assert fold(accent_key(text)) == fold(text)
    assert fold_spelling(fold(text)) == fold_spelling(text)
    assert accent_rank(text, text) is AccentMatch.EXACT
