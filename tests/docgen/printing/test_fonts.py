"""The font behind "Times New Roman" has every Vietnamese letter, or people are told."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from docgen.errors import DocgenError, OutsideMissing
from docgen.printing import fonts
from docgen.printing.converter import Converter, probe


def test_alphabet_is_whole() -> None:
    """The probe holds the 134 accented letters and the plain ones, composed."""
    letters = fonts.alphabet()
    assert {"ế", "ỗ", "ả", "ạ", "ơ", "ư", "đ", "Đ", "Ử", "Ỵ"} <= set(letters)
    assert letters == unicodedata.normalize("NFC", letters)
    assert sum(not letter.isascii() for letter in letters) == 134
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("LiberationSerif-BoldItalic", "LiberationSerif"),
        ("LiberationSerif", "LiberationSerif"),
        ("TimesNewRomanPS-BoldMT", "TimesNewRoman"),
        ("TimesNewRomanPSMT", "TimesNewRoman"),
        ("TimesNewRoman,Bold", "TimesNewRoman"),
    ],
)
def test_families(name: str, family: str) -> None:
    """Styles of one family are told as one."""
    assert fonts.family(name) == family


@pytest.mark.pdf
def test_good_font_is_remembered(converter: Converter, tmp_path: Path) -> None:
    """A complete font is asked once for a converter version: the second answer needs no converter."""
    report = fonts.check_fonts(converter, tmp_path)
    assert report.is_complete
    absent = Converter(program=tmp_path / "none", version=converter.version)
    assert fonts.check_fonts(absent, tmp_path) == report


@pytest.mark.pdf
def test_other_font_is_told(converter: Converter, tmp_path: Path) -> None:
    """A font of other widths is refused with the package to install, and the answer is not remembered."""
    with pytest.raises(OutsideMissing, match="thiếu chữ tiếng Việt") as caught:
        fonts.check_fonts(converter, tmp_path, font="DejaVu Sans")
    assert "fonts-liberation2" in caught.value.advice
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("families", "lost", "complete"),
    [
        (("LiberationSerif",), "", True),
        (("TimesNewRoman",), "", True),
        (("DejaVuSerif", "LiberationSerif"), "", False),  # what fonts-liberation 1.07 gives
        (("LiberationSerif",), "ế", False),
        (("DejaVuSerif",), "", False),
        ((), "", False),
    ],
)
def test_verdict(families: tuple[str, ...], lost: str, complete: bool) -> None:
    """Only one right family that gives back every letter is complete."""
    assert fonts.FontReport(families=families, lost=lost).is_complete is complete


def test_probe_that_lost_letters_is_told(stand_in: Path, tmp_path: Path) -> None:
    """A program whose PDF cannot be read is not mistaken for one with good fonts."""
    with pytest.raises(DocgenError):
        fonts.check_fonts(probe(places=[str(stand_in)]), tmp_path)
