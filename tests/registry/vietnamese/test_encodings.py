"""Which encoding a cell is in: by its words, by its font, and never a Unicode text taken for an old one."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.vietnamese import Decoded, Encoding, decode_cell, is_capitals_font, plausible_encoding
from tests.registry.vietnamese.old_typewriters import ACCENTED, typed_in_tcvn3, typed_in_vni

ROOT = Path(__file__).resolve().parents[3]
UNICODE, TCVN3, VNI, UNCLEAR = Encoding.UNICODE, Encoding.TCVN3, Encoding.VNI, Encoding.UNCLEAR
SENTENCES = [
    "Hoàn thành tiêu chí môi trường và an toàn thực phẩm trong xây dựng nông thôn mới",
    "kết nạp đảng viên mới toàn tỉnh",
    "giải phóng mặt bằng các dự án trọng điểm của huyện",
    "Quyết định về việc giao nhiệm vụ năm 2022",
    "ủy viên ban thường vụ, bí thư đảng ủy xã",
    "chuyển đổi số và kế hoạch của cơ quan",
]


@cache
def unicode_cells() -> frozenset[str]:
    """Every cell of the sample workbooks' texts, and every line and every single word of the user guide."""
    cells: set[str] = set()
    for path in (ROOT / "samples").glob("*/*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            cells |= {cell for row in csv.reader(lines) for cell in row}
    guide = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
    return frozenset(cells | set(guide.splitlines()) | set(re.findall(r"\w+", guide)))


class TestWords:
    """The verdict on a text whose font nobody knows."""

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Céng hßa x· héi chñ nghÜa ViÖt Nam", TCVN3),
            ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI),
            ("ThÞ trÊn T©n Yªn", TCVN3),
            ("Hµ", TCVN3),
            ("th\u00ad ký", TCVN3),
            ("L\u00adu", TCVN3),
            ("05/Q§-UBND", TCVN3),
            ("120 m² ®Êt", TCVN3),
            ("HÑND", VNI),
            ("Ban Toå chöùc Tænh uûy", VNI),
            ("Cộng hòa xã hội chủ nghĩa Việt Nam", UNICODE),
            ("Hà", UNICODE),
            ("Ðà", UNICODE),
            ("thôn Pá Tông", UNICODE),
            ("Y Bhiô Niê", UNICODE),
            ("kêt quả", UNICODE),
            ("â", UNICODE),
            ("Tie\u0302\u0301n", UNICODE),
            ("", UNICODE),
            ("2.101/2.000", UNICODE),
            ("NV-2021-001", UNICODE),
            ("5 µm, 2½ ha, 3 × 4, § 5", UNICODE),
            ("«Tên» © 2021 Word® 2010", UNICODE),
            ("café Müller, São Paulo, señor, naïve", UNICODE),
            ("docu\u00adment", UNICODE),
            ("Nguyễn V¨n Hµ", UNCLEAR),
            ("Nguyá»…n", UNCLEAR),
            ("Céng", UNCLEAR),
        ],
    )
    def test_known_texts(self, text: str, encoding: Encoding) -> None:
        """This test ensures that each text is taken for what it is, and doubtful ones for nothing."""
        assert plausible_encoding(text) is encoding

    def test_no_unicode_text_is_taken_for_another(self) -> None:
        """This test ensures that no text of the samples and no word of the guide is thought legacy or unclear."""
        cells = unicode_cells()
        assert len(cells) > 1000
        assert [cell for cell in cells if plausible_encoding(cell) is not UNICODE] == []

    def test_the_same_words_typed_on_old_keyboards_are_found(self) -> None:
        """This test ensures that long accented cells of the samples are found in either encoding."""
        long = [cell for cell in unicode_cells() if sum(letter in ACCENTED for letter in cell) >= 8]
        long = [cell for cell in long if not set(cell) & set(ACCENTED.upper())]
        assert len(long) > 100
        assert [cell for cell in long if plausible_encoding(typed_in_tcvn3(cell)) is not TCVN3] == []
        assert [cell for cell in long if plausible_encoding(typed_in_vni(cell)) is not VNI] == []

    @given(st.text(alphabet=st.characters(max_codepoint=127)))
    def test_ascii_is_unicode(self, text: str) -> None:
        """This test ensures that codes, numbers and English are never converted."""
        assert plausible_encoding(text) is UNICODE
        assert decode_cell(text, "Times New Roman") == Decoded(text=text, encoding=UNICODE, is_sure=True)

    @given(st.text(max_size=40), st.sampled_from(["", ".VnTime", ".VnTimeH", "VNI-Times", "Arial"]))
    def test_any_text_has_a_verdict(self, text: str, font: str) -> None:
        """This test ensures that no text of a workbook makes the reader fail."""
        assert decode_cell(text, font).encoding in Encoding


class TestFonts:
    """The verdict when the file tells the font."""

    @pytest.mark.parametrize("sentence", SENTENCES)
    def test_font_and_words_agree(self, sentence: str) -> None:
        """This test ensures that a run in its own font is decoded without a doubt."""
        assert decode_cell(typed_in_tcvn3(sentence), ".VnTime") == Decoded(text=sentence, encoding=TCVN3, is_sure=True)
        assert decode_cell(typed_in_vni(sentence), "VNI-Times") == Decoded(text=sentence, encoding=VNI, is_sure=True)

    @pytest.mark.parametrize("sentence", SENTENCES)
    def test_unicode_in_an_old_font_stays(self, sentence: str) -> None:
        """This test ensures that a cell that kept its old font but holds Unicode is not spoilt."""
        for font in (".VnTime", ".VnTimeH", "VNI-Times"):
            assert decode_cell(sentence, font) == Decoded(text=sentence, encoding=UNICODE, is_sure=True)

    @pytest.mark.parametrize("sentence", SENTENCES)
    def test_old_codes_in_a_new_font_are_found(self, sentence: str) -> None:
        """This test ensures that old codes under Times New Roman, or under no known font, are decoded."""
        for font in ("Times New Roman", ""):
            assert decode_cell(typed_in_tcvn3(sentence), font).text == sentence
            assert decode_cell(typed_in_vni(sentence), font).text == sentence

    def test_the_font_of_capitals(self) -> None:
        """This test ensures that .VnTimeH gives capitals, of plain letters too, and no other font does."""
        assert decode_cell("nguyÔn v¨n hµ", ".VnTimeH").text == "NGUYỄN VĂN HÀ"
        assert decode_cell("ubnd", ".VnTimeH").text == "UBND"
        assert decode_cell("nguyÔn v¨n hµ", ".VnTime").text == "nguyễn văn hà"
        assert [is_capitals_font(font) for font in (".VnArialH", ".VNTIMEH", ".VnArial", "VNI-H", "Gothich")] == [
            True,
            True,
            False,
            False,
            False,
        ]

    def test_one_letter_in_the_font_of_capitals(self) -> None:
        """This test ensures that the capital of a name, a run of its own, is read alone."""
        assert decode_cell("¸", ".VnTimeH").text + decode_cell("nh", ".VnTime").text == "Ánh"

    @pytest.mark.parametrize(
        ("text", "font", "read"),
        [
            ("Bé", ".VnTime", Decoded(text="Bộ", encoding=TCVN3, is_sure=False)),
            ("Bé", "Arial", Decoded(text="Bé", encoding=UNICODE, is_sure=True)),
            ("Hà", ".VnTime", Decoded(text="Hà", encoding=UNICODE, is_sure=True)),
            ("ViÖt Nam", "VNI-Times", Decoded(text="Việt Nam", encoding=TCVN3, is_sure=True)),
            ("Nguyễn V¨n", ".VnTime", Decoded(text="Nguyễn V¨n", encoding=UNCLEAR, is_sure=False)),
            ("10.000 ®", ".VnTime", Decoded(text="10.000 đ", encoding=TCVN3, is_sure=False)),
            ("2021 – 2025", ".VnTime", Decoded(text="2021 – 2025", encoding=TCVN3, is_sure=True)),
            ("Céng", "", Decoded(text="Céng", encoding=UNCLEAR, is_sure=False)),
            ("ñ", "VNI-Times", Decoded(text="đ", encoding=VNI, is_sure=False)),
            ("Céng", ".VnTime", Decoded(text="Cộng", encoding=TCVN3, is_sure=False)),
        ],
    )
    def test_font_and_words_disagree(self, text: str, font: str, read: Decoded) -> None:
        """This test ensures that the font decides only what the words leave open, and says that it was unsure."""
        assert decode_cell(text, font) == read
