"""Scans compared with the printed page: honest scans pass, changes are caught at their place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from docgen.media.comparison import DPI, Box, Change, suspicious_areas
from docgen.media.pagecode import drawing
from docgen.media.pdf import page_image, scanned_image, stamp
from registry.codes import page_code
from tests.support.outside_world.scanner import Machine, feed_pile
from tests.support.outside_world.tricks import typeface

SHEET_DPI = 200
LINES = [f"Điều {number}. Giao đồng chí thực hiện nhiệm vụ đột phá, đổi mới." for number in range(1, 13)]


def millimetres(value: float) -> int:
    """Pixels of a sheet."""
    return round(value / 25.4 * SHEET_DPI)


def page(lines: list[str]) -> Image.Image:
    """A page with a line every 18 mm, the first 40 mm below the edge."""
    picture = Image.new("L", (millimetres(210), millimetres(297)), 255)
    pencil = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pencil.text((millimetres(33), millimetres(40 + 18 * number)), line, font=typeface("regular", 4.5), fill=0)
    return picture


@cache
def printed(folder: Path, lines: tuple[str, ...]) -> Path:
    """The page as a PDF with its code."""
    plain, target = folder / "plain.pdf", folder / "printed.pdf"
    page(list(lines)).save(plain, "PDF", resolution=SHEET_DPI)
    code = page_code(b"key", generation=1, document="0000000A", page=1, pages=1, input_digest="a1" * 32)
    stamp(plain, target, {1: drawing(code.text)}, fonts={"DocgenCode": "Times-Roman"})
    return target


def sheet(folder: Path, lines: list[str]) -> Image.Image:
    """The printed page as a sheet of paper."""
    return page_image(printed(folder, tuple(lines)), 1, SHEET_DPI)


def scanned(picture: Image.Image, folder: Path, **machine: object) -> Image.Image:
    """The sheet through the scanner."""
    options = {"dpi": 200, "skew_degrees": 3.0, "jpeg_quality": 50, "noise": 14} | machine
    feed_pile([picture], folder / "scan.pdf", Machine(**options), shuffle=False, upside_down=frozenset())  # type: ignore[arg-type]
    found = scanned_image(folder / "scan.pdf", 1)
    assert found is not None
    return found


@pytest.fixture
def original(tmp_path: Path) -> Image.Image:
    """The page as issued."""
    sheet(tmp_path, LINES)
    return page_image(tmp_path / "printed.pdf", 1, DPI)


@pytest.fixture
def paper(tmp_path: Path) -> Image.Image:
    """The page on paper."""
    return sheet(tmp_path, LINES)


def blurred(picture: Image.Image) -> Image.Image:
    """A worn machine: soft, and 0.8 percent longer than wide."""
    longer = picture.resize((picture.width, round(picture.height * 1.008)), Image.Resampling.BICUBIC)
    return longer.filter(ImageFilter.GaussianBlur(0.9))


def test_honest_scans_raise_no_alarm(tmp_path: Path, original: Image.Image, paper: Image.Image) -> None:
    """Crooked, grainy, soft, stretched and upside-down scans at three resolutions show nothing suspicious."""
    scans = [
        scanned(paper, tmp_path, seed="a"),
        scanned(blurred(paper), tmp_path, seed="b", dpi=150),
        scanned(paper.rotate(180), tmp_path, seed="c", dpi=300),
    ]
    assert [suspicious_areas(original, scan, expected=()) for scan in scans] == [(), (), ()]


def test_ink_is_allowed_only_where_it_is_expected(tmp_path: Path, original: Image.Image, paper: Image.Image) -> None:
    """A stroke of the pen passes inside the expected area and is named with its place outside of it."""
    signed = paper.copy()
    points = [(millimetres(x), millimetres(y)) for x, y in ((100, 266), (120, 258), (135, 270))]
    ImageDraw.Draw(signed).line(points, fill=80, width=5)
    scan = scanned(signed, tmp_path)
    assert suspicious_areas(original, scan, expected=(Box(left=95, top=254, right=140, bottom=275),)) == ()
    found = suspicious_areas(original, scan, expected=())
    assert found
    (area,) = found
    assert area.change is Change.ADDED
    assert area.box.left <= 101 and area.box.right >= 134
    assert area.box.top <= 260 and area.box.bottom >= 268


def test_a_changed_name_is_found_at_its_line(tmp_path: Path, original: Image.Image) -> None:
    """A word pasted over another on a genuine page is found on its line and nowhere else."""
    changed = [*LINES[:4], LINES[4].replace("thực hiện", "tổ chức"), *LINES[5:]]
    folder = tmp_path / "changed"
    folder.mkdir()
    found = suspicious_areas(original, scanned(sheet(folder, changed), folder), expected=())
    assert found
    assert {area.change for area in found} >= {Change.REMOVED}
    assert all(area.box.top >= 108 and area.box.bottom <= 123 for area in found)  # the line stands at 112 mm


def test_another_text_under_our_code_is_never_passed(tmp_path: Path, original: Image.Image) -> None:
    """A page whose whole text is another one is either suspicious or cannot be laid on, never clean."""
    folder = tmp_path / "other"
    folder.mkdir()
    other = [f"Khoản {number}: miễn thực hiện việc đã được phân công" for number in range(12)]
    assert suspicious_areas(original, scanned(sheet(folder, other), folder), expected=()) != ()


def test_a_page_without_our_code_is_not_compared(tmp_path: Path, original: Image.Image) -> None:
    """Without a page code nothing can be laid on anything."""
    assert suspicious_areas(original, scanned(page(LINES), tmp_path), expected=()) is None
