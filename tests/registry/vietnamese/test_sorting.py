"""The order of official lists, the same in every program that sorts the keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.vietnamese import sort_key, text_sort_key
from tests.registry.vietnamese.texts import ALPHABET, LISTED, NAMES, VIETNAMESE, WORDS

TONES = ("aăâeêioôơuưy", "àằầèềìòồờùừỳ", "ảẳẩẻểỉỏổởủửỷ", "ãẵẫẽễĩõỗỡũữỹ", "áắấéếíóốớúứý", "ạặậẹệịọộợụựỵ")
TONE_OF = {letter: rank for rank, letters in enumerate(TONES) for letter in letters}
PLAIN_OF = {letter: TONES[0][place] for letters in TONES for place, letter in enumerate(letters)}


def in_order(words: Sequence[str], key: Callable[[str], str] = sort_key) -> list[str]:
    """The words sorted by a key from their worst order."""
    backwards = list(reversed(words))
    backwards.sort(key=key)
    return backwards


def by_the_book(word: str) -> tuple[list[int], int]:
    """The alphabet and the tones looked up in their tables: what the key must agree with."""
    letters = [ALPHABET.index(PLAIN_OF.get(letter, letter)) for letter in word]
    return letters, max((TONE_OF.get(letter, 0) for letter in word), default=0)


class TestNames:
    """tên, then họ, then đệm."""

    def test_names(self) -> None:
        """This test ensures that people are listed by tên."""
        assert in_order(LISTED) == LISTED

    def test_ho_then_dem(self) -> None:
        """This test ensures that equal tên are ordered by họ, then by đệm, a shorter đệm first."""
        expected = ["Bùi Anh", "Đỗ Anh", "Đỗ Thị Anh", "Đỗ Thị Thu Anh", "Đỗ Văn Anh", "Vũ Anh", "Bùi Ánh"]
        assert in_order(expected) == expected

    def test_plain_order_is_wrong(self) -> None:
        """This test ensures that the key repairs what code points spoil: Đỗ before Vũ."""
        assert "Đỗ" > "Vũ"
        assert sort_key("Đỗ") < sort_key("Vũ")

    def test_manual_name(self) -> None:
        """This test ensures that a manual sort name decides for people whose last word is not their whole tên."""
        assert sort_key("Hầu A Lềnh", manual="A Hầu Lềnh") < sort_key("Lê Văn Bình") < sort_key("Hầu A Lềnh")
        assert sort_key("Hầu A Lềnh", manual="A Lềnh, Hầu") < sort_key("Lê Văn Bình")
        assert sort_key("Lô Văn Dương", manual="Dương Lô Văn") == sort_key("Lô Văn Dương")
        assert sort_key("Lô Văn Dương", manual="Dương, Lô, Văn") == sort_key("Lô Văn Dương")

    def test_spelling_does_not_part_namesakes(self) -> None:
        """This test ensures that case and tone placement give one key, and another tone another."""
        assert sort_key("Lê Thị HOÀ") == sort_key("Lê Thị Hòa") != sort_key("Lê Thị Hoa")


class TestWords:
    """Words and names of bodies, from their first word on."""

    @pytest.mark.parametrize("key", [sort_key, text_sort_key])
    def test_words(self, key: Callable[[str], str]) -> None:
        """This test ensures that letters come before tones, as the reference lists them."""
        assert in_order(WORDS, key) == WORDS
        assert in_order(ALPHABET, key) == list(ALPHABET)

    def test_tones(self) -> None:
        """This test ensures that ngang < huyền < hỏi < ngã < sắc < nặng."""
        assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]

    def test_bodies(self) -> None:
        """This test ensures that bodies go by their first word, tones last, numbers by value and signs not at all."""
        bodies = ["Tân Yên", "Tổ dân phố 2", "Tổ dân phố 10", "Tú Thịnh", "Văn Phú", "Vân Sơn", "xã Đông Lợi", "xã Tân"]
        assert in_order(bodies, text_sort_key) == bodies
        assert text_sort_key("Tổ chức - Nội vụ") == text_sort_key("Tổ chức – Nội vụ") == text_sort_key("tổ chức Nội vụ")
        assert text_sort_key("Ba") < text_sort_key("Bà") < text_sort_key("Ba Vì") < text_sort_key("Bao")


class TestLaws:
    """What holds for every name."""

    @given(*[st.text(alphabet=VIETNAMESE, max_size=5)] * 2)
    def test_the_key_agrees_with_the_alphabet(self, left: str, right: str) -> None:
        """This test ensures that two words stand as their letters and tones stand in the tables."""
        for key in (sort_key, text_sort_key):
            assert (key(left) < key(right)) == (by_the_book(left) < by_the_book(right))
            assert (key(left) == key(right)) == (by_the_book(left) == by_the_book(right))

    @settings(max_examples=25)
    @given(st.lists(NAMES, max_size=20))
    def test_every_program_sorts_alike(self, names: list[str]) -> None:
        """This test ensures that SQLite, with and without case, and a sort that skips all signs agree with Python."""
        keys = [sort_key(name) for name in names]
        assert all(key.isascii() and key.isalnum() and key == key.lower() for key in keys)
        connection = sqlite3.connect(":memory:")
        connection.execute("CREATE TABLE person (key TEXT)")
        connection.executemany("INSERT INTO person VALUES (?)", [(key,) for key in keys])
        for collation in ("BINARY", "NOCASE"):
            rows = connection.execute(f"SELECT key FROM person ORDER BY key COLLATE {collation}").fetchall()
            assert [key for (key,) in rows] == sorted(keys)
        connection.close()

    @given(st.text(max_size=30), st.text(max_size=10))
    def test_any_text_has_a_key(self, text: str, manual: str) -> None:
        """This test ensures that no text from a workbook makes the order fail or the key leave a-z and 0-9."""
        for key in (sort_key(text, manual=manual), text_sort_key(text)):
            assert key.isascii()
            assert key.isalnum()
