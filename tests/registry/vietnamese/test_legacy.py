"""The tables of TCVN3 and VNI-Windows, letter by letter and sentence by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import decode_tcvn3, decode_vni
from tests.registry.vietnamese.old_typewriters import LETTERS, typed_in_tcvn3, typed_in_vni

PLAIN = "bcdghklmnpqrstvx 0123456789.,-/()%"
NATION = "Cộng hòa xã hội chủ nghĩa Việt Nam"


def test_the_samples_of_the_reference() -> None:
    """This test ensures that the sentence of nghiep-vu §8.3 reads the same from both encodings."""
    assert decode_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam") == NATION
    assert decode_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == NATION
    assert decode_tcvn3("Céng hßa x· héi chñ nghÜa ViÕt Nam") != NATION


def test_every_letter() -> None:
    """This test ensures that each small letter comes back from both, and each capital that the encodings have."""
    assert len(LETTERS) == 73
    for letter in LETTERS:
        assert decode_tcvn3(typed_in_tcvn3(letter)) == letter
        assert decode_vni(typed_in_vni(letter)) == letter
        assert decode_vni(typed_in_vni(letter.upper())) == letter.upper()
    for capital in "ĂÂÊÔƠƯĐ":
        assert decode_tcvn3(typed_in_tcvn3(capital)) == capital


def test_every_code_means_one_letter() -> None:
    """This test ensures that no code of an encoding stands for two letters."""
    assert len({typed_in_tcvn3(letter) for letter in LETTERS}) == len(LETTERS)
    assert len({typed_in_vni(letter) for letter in LETTERS}) == len(LETTERS)


@given(st.text(alphabet=LETTERS + PLAIN, max_size=60))
def test_sentences_come_back(text: str) -> None:
    """This test ensures that any small text reads back from both encodings."""
    assert decode_tcvn3(typed_in_tcvn3(text)) == text
    assert decode_vni(typed_in_vni(text)) == text


@given(st.text(alphabet=LETTERS + LETTERS.upper() + PLAIN, max_size=60))
def test_capitals_of_vni_come_back(text: str) -> None:
    """This test ensures that VNI keeps capitals and small letters apart."""
    assert decode_vni(typed_in_vni(text)) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CéNG HßA X· HéI", "CỘNG HÒA XÃ HỘI"),
        ("§¶NG ñY huyÖn", "ĐẢNG ủY huyện"),
        ("Hµ Néi", "Hà Nội"),
        ("H§ND x·", "HĐND xã"),
    ],
)
def test_capitals_that_tcvn3_does_not_have(typed: str, meant: str) -> None:
    """This test ensures that a text typed in capitals is not left half small, and other text keeps its letters."""
    assert decode_tcvn3(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("Aùnh", "Ánh"), ("AÙNH", "ÁNH"), ("Ñaûng uûy", "Đảng ủy"), ("10%", "10%")]
)
def test_capitals_of_vni(typed: str, meant: str) -> None:
    """This test ensures that a capital takes its mark in either case."""
    assert decode_vni(typed) == meant
