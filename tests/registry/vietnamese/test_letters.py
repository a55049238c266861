"""One stored form, and one tone placement for comparing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import accent_key, fold, fold_tone_placement, normalise, normalise_lines, sort_key
from registry.vietnamese import fold_spelling as loose
from registry.vietnamese import text_sort_key as plain_order
from tests.registry.vietnamese.texts import SENTENCES

FORMS = (normalise, fold, accent_key, loose, fold_tone_placement, sort_key, plain_order)


class TestNormalise:
    """One stored form."""

    @pytest.mark.parametrize(
        ("typed", "stored"),
        [
            ("e\u0323\u0302", "ệ"),
            ("ê\u0323", "\u1ec7"),
            ("é\u0302", "ế"),
            ("e\u0301\u0302", "ế"),
            ("a\u0303\u0306", "ẵ"),
            ("u\u0309\u031b", "ử"),
            ("e\u0340", "è"),
            ("d\u0335", "đ"),
            ("Nguyễn\u00a0Văn  Linh ", "Nguyễn Văn Linh"),
            ("\ufeffHàm\u200b Yên\u00ad", "Hàm Yên"),
            ("\u202aHàm Yên\u202c\u200e", "Hàm Yên"),
            ("Hàm\x00 Yên\x07", "Hàm Yên"),
            ("Ðỗ Ɖức", "Đỗ Đức"),
            ("ngƣời Ƣng", "người Ưng"),
            ("Hàm\nYên", "Hàm Yên"),
            ("Nguyễn Vаn", "Nguyễn Van"),
            ("Nguyễn Νam", "Nguyễn Nam"),
            ("Иван", "Иван"),
            ("Αθήνα 5 μm", "Αθήνα 5 μm"),
            ("", ""),
        ],
    )
    def test_known_forms(self, typed: str, stored: str) -> None:
        """This test ensures that every typed form met in real files becomes the stored one."""
        assert normalise(typed) == stored

    @given(SENTENCES)
    def test_both_byte_forms_agree(self, text: str) -> None:
        """This test ensures that NFC and NFD of a text give one result in every form."""
        decomposed, composed = unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)
        assert [form(decomposed) for form in FORMS] == [form(composed) for form in FORMS]

    @given(st.text(max_size=40))
    def test_twice_is_once(self, text: str) -> None:
        """This test ensures that taking a form of any text twice changes nothing more."""
        for form in (normalise, fold, accent_key, loose):
            assert form(form(text)) == form(text)

    @given(st.text(alphabet="aeodAD\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0335\u00adа-– '’", max_size=12))
    def test_twice_is_once_for_stacked_marks(self, text: str) -> None:
        """This test ensures that also letters under heaps of marks come to rest at once."""
        for form in (normalise, fold, accent_key, loose):
            assert form(form(text)) == form(text)

    def test_lines_are_kept(self) -> None:
        """This test ensures that lines stay apart when asked for, and empty ones go."""
        assert normalise_lines("Bàn  A\r\n\n Bàn\u00a0B ") == "Bàn A\nBàn B"


class TestTonePlacement:
    """Accents kept, tone placement made one."""

    @pytest.mark.parametrize(
        ("typed", "compared"),
        [
            ("hoà", "hòa"),
            ("HOÀ", "HÒA"),
            ("thuỷ sản", "thủy sản"),
            ("Huyện uỷ", "Huyện ủy"),
            ("khoẻ", "khỏe"),
            ("Qúy", "Quý"),
            ("quỳnh hoàng quý khuỷu", "quỳnh hoàng quý khuỷu"),
        ],
    )
    def test_known_syllables(self, typed: str, compared: str) -> None:
        """This test ensures that open syllables oa, oe, uy move their tone; closed ones and "quý" do not."""
        assert fold_tone_placement(typed) == compared

    @given(SENTENCES)
    def test_letters_stay(self, text: str) -> None:
        """This test ensures that moving a tone never changes the letters under it."""
        assert fold(fold_tone_placement(text)) == fold(text)
