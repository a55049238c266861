"""Báo cáo thể thức: ảnh trang có đánh số từng chỗ sai, bấm số là đến lời giải thích; không có LibreOffice thì nói rõ.

The report for the browser: pages as they look with the places marked, or said plainly why there are no pictures.
"""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.support.circle import LOOK, run_inside

WRONG = ("Số: 8-QĐ/UBND", "Điều 1: Giao nhiệm vụ cho ông Vàng A Mẫu.")


def _typed_by_hand(file: Path) -> None:
    """A decision as a person types it who knows neither tables nor the decree."""
    paper = docx.Document()
    for text, align in (
        ("ỦY BAN NHÂN DÂN XÃ SUỐI MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", WD_ALIGN_PARAGRAPH.LEFT),
        ("\t\tĐộc lập - Tự do - Hạnh phúc", WD_ALIGN_PARAGRAPH.LEFT),
        (f"{WRONG[0]}\tSuối Mẫu, ngày 05 tháng 01 năm 2026", WD_ALIGN_PARAGRAPH.LEFT),
        ("QUYẾT ĐỊNH", WD_ALIGN_PARAGRAPH.CENTER),
        ("Về việc giao nhiệm vụ năm 2026", WD_ALIGN_PARAGRAPH.CENTER),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SUỐI MẪU", WD_ALIGN_PARAGRAPH.CENTER),
        (WRONG[1], WD_ALIGN_PARAGRAPH.LEFT),
        ("Nơi nhận:\tCHỦ TỊCH", WD_ALIGN_PARAGRAPH.LEFT),
        ("- Lưu: VT.\tLò Văn Thử", WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paper.add_paragraph(text).alignment = align
    paper.save(str(file))


def _report(folder: Path, environment: dict[str, str]) -> str:
    file = folder / "van-ban.docx"
    _typed_by_hand(file)
    run = run_inside("docgen", ["check", str(file), "--html"], environment)
    assert run.code == LOOK
    return (folder / "van-ban-the-thuc.html").read_text("utf-8")


@pytest.mark.pdf
def test_every_wrong_place_is_numbered_on_the_page(tmp_path: Path) -> None:
    """A clerk sees the page, a number at each wrong place, and the same number beside what is wrong there."""
    page = _report(tmp_path, {})
    assert page.count("<img ") >= 1
    for rule in ("SN-01", "BD-11"):
        numbers = re.findall(rf"id='f(\d+)'>(?:(?!</li>).)*<b>{rule}</b>", page)
        assert numbers
        assert all(f"id='m{number}'" in page and f"href='#m{number}'" in page for number in numbers)
    assert not re.search(r"https?:|<script|<link", page)


def test_without_libreoffice_the_report_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice still gives the report, with the places marked in the words, and says why."""
    monkeypatch.setattr("docgen.printing.converter._usual_places", lambda: ())
    page = _report(tmp_path, {})
    assert "máy này không có LibreOffice" in page
    assert f"<mark>{WRONG[1]}" in page
    assert "<img" not in page


def test_the_screen_shows_a_table_in_vietnamese(tmp_path: Path) -> None:
    """The table tells how grave, which rule, where and what; what was not judged is told with its reason."""
    file = tmp_path / "van-ban.docx"
    _typed_by_hand(file)
    said = run_inside("docgen", ["check", str(file)], {}).err
    assert "van-ban.docx: văn bản hành chính, ND30, đã ban hành" in said
    assert re.search(r"Mức\s+\W Quy tắc \W Nơi\s+\W Nói rõ và căn cứ", said)
    assert re.search(r"lỗi\s+\W SN-01\s+\W ", said)
    assert re.search(r"chưa đánh giá .*SN-04.*: không đánh giá: cần sổ đăng ký", said)
    assert not re.search(r"\berror\b|\bwarning\b", said)
