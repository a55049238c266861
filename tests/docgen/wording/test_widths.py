"""Widths of lines and how headings are cut."""

from __future__ import annotations

import pytest

from docgen.authoring.measures import ISSUER_RULES_MM, SUBJECT_RULES_MM
from docgen.wording.blocks import ISSUER_RULES, SUBJECT_RULES
from docgen.wording.widths import broken, filled, rule_mm, width_mm

TW_PER_MM = 1440 / 25.4


@pytest.mark.parametrize(
    ("text", "points", "is_bold", "measured_tw"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, 4133),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, 5424),
        ("ĐẢNG BỘ TỈNH TUYÊN QUANG", 14, False, 4106),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, 3428),
        ("chức cơ sở đảng, chất lượng đội ngũ cán bộ, đảng viên, công chức, viên chức", 14, True, 9079),
        ("chức cơ sở đảng, chất lượng đội ngũ cán bộ, đảng viên, công chức, viên chức", 14, False, 8648),
    ],
)
def test_widths_equal_the_printed_ones(text: str, points: float, is_bold: bool, measured_tw: int) -> None:
    """Computed widths lie within half a percent of those measured in print (thể thức §1.14)."""
    assert width_mm(text, points=points, bold=is_bold) * TW_PER_MM == pytest.approx(measured_tw, rel=0.005)


def test_a_name_is_cut_before_its_unit() -> None:
    """A long name of a body is cut before the word of its administrative unit, not where the line is full."""
    assert broken("ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", limit_mm=60, points=13) == ["ỦY BAN NHÂN DÂN", "TỈNH BẮC GIANG"]


def test_cutting_loses_no_word() -> None:
    """However narrow the column, every word stands on one of the lines, in order."""
    text = "TRUNG TÂM VĂN HÓA, TRUYỀN THÔNG VÀ THỂ THAO HUYỆN HÀM YÊN TỈNH TUYÊN QUANG"
    for limit in (5, 30, 45, 60, 90, 200):
        assert " ".join(broken(text, limit_mm=limit, points=14)) == text


def test_lines_fit_their_column() -> None:
    """No line is wider than the column when its words allow it."""
    lines = broken("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG KHU VỰC HUYỆN HÀM YÊN", limit_mm=60, points=14)
    assert max(width_mm(line, points=14) for line in lines) <= 60


def test_pieces_of_sense_stay_whole() -> None:
    """A title is cut between its pieces, and stays on one line when it fits there."""
    pieces = ["kết quả thực hiện việc đột phá, đổi mới", "giai đoạn 2021 - 2025"]
    assert filled(pieces, limit_mm=100, points=14) == pieces
    assert filled(pieces, limit_mm=160, points=14) == [" ".join(pieces)]


@pytest.mark.parametrize("name", ["SỞ TÀI CHÍNH", "TỈNH BẮC GIANG", "ỦY BAN NHÂN DÂN XÃ CÔNG HẢI", "VĂN PHÒNG"])
def test_the_rule_is_a_third_to_a_half(name: str) -> None:
    """The rule under an issuer is between one third and one half of its longest line (SH-07)."""
    ratio = rule_mm([name], ISSUER_RULES, points=13) / width_mm(name, points=13)
    assert 0.33 <= ratio <= 0.50


def test_a_rule_of_one_length_would_be_caught() -> None:
    """With a single length to choose from, a short and a long name cannot both be served."""
    names = ("SỞ Y TẾ", "ỦY BAN NHÂN DÂN XÃ CÔNG HẢI")
    ratios = [rule_mm([name], (16,), points=13) / width_mm(name, points=13) for name in names]
    assert any(not 0.33 <= ratio <= 0.50 for ratio in ratios)


def test_wording_asks_only_for_drawn_rules() -> None:
    """Every length the wording may ask for is drawn in the templates."""
    assert ISSUER_RULES == ISSUER_RULES_MM
    assert SUBJECT_RULES == SUBJECT_RULES_MM
