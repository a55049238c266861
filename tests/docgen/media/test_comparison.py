"""Scans compared with the printed page: honest scans pass, changes are caught at their place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from docgen.media.comparison import DPI, Box, Change, Comparison, compare
from docgen.media.pagecode import drawing, read_codes
from docgen.media.pdf import page_image, scanned_image
from docgen.media.pile import stamp
from registry.codes import page_code
from tests.support.outside_world.scanner import Machine, feed_pile
from tests.support.outside_world.tricks import typeface

SHEET_DPI = 200
SIZE = 4.5  # mm, of the letters
LINES = [f"Điều {number}. Giao đồng chí thực hiện nhiệm vụ đột phá, đổi mới." for number in range(1, 13)]


def millimetres(value: float) -> int:
    """Pixels of a sheet."""
    return round(value / 25.4 * SHEET_DPI)


def page(lines: list[str]) -> Image.Image:
    """A page with a line every 18 mm, the first 40 mm below the edge."""
    picture = Image.new("L", (millimetres(210), millimetres(297)), 255)
    pencil = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        pencil.text((millimetres(33), millimetres(40 + 18 * number)), line, font=typeface("regular", SIZE), fill=0)
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


def words() -> list[Box]:
    """Where the words of the page stand."""
    font, scale = typeface("regular", SIZE), 25.4 / SHEET_DPI
    boxes = []
    for number, line in enumerate(LINES):
        left, top = 33.0, 40.0 + 18 * number
        for word in line.split():
            right = left + font.getlength(word) * scale
            boxes.append(Box(left=left, top=top, right=right, bottom=top + 1.2 * SIZE))
            left = right + font.getlength(" ") * scale
    return boxes


def compared(
    original: Image.Image, scan: Image.Image, *, expected: tuple[Box, ...] = (), rooms: tuple[Box, ...] = ()
) -> Comparison | None:
    """The scan against the page as issued."""
    (code,) = read_codes(scan)
    return compare(original, scan, code.corners, words=words(), expected=expected, rooms=rooms)


def changes(original: Image.Image, scan: Image.Image, *expected: Box) -> list[tuple[Change, Box]]:
    """What changed outside the expected areas."""
    result = compared(original, scan, expected=expected)
    assert result is not None
    return [(each.change, each.box) for each in result.changes]


def written(picture: Image.Image, *points: tuple[float, float]) -> Image.Image:
    """The sheet with a stroke of the pen through these points, in millimetres."""
    signed = picture.copy()
    ImageDraw.Draw(signed).line([(millimetres(x), millimetres(y)) for x, y in points], fill=80, width=5)
    return signed


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
    assert [changes(original, scan) for scan in scans] == [[], [], []]


def test_ink_is_allowed_only_where_it_is_expected(tmp_path: Path, original: Image.Image, paper: Image.Image) -> None:
    """A stroke of the pen passes inside the expected area and is named with its place outside of it."""
    scan = scanned(written(paper, (100, 266), (120, 258), (135, 270)), tmp_path)
    assert changes(original, scan, Box(left=95, top=254, right=140, bottom=275)) == []
    ((change, box),) = changes(original, scan)
    assert change is Change.ADDED
    assert box.left <= 101 and box.right >= 134
    assert box.top <= 260 and box.bottom >= 268


def test_print_may_not_vanish_where_writing_is_expected(
    tmp_path: Path, original: Image.Image, paper: Image.Image
) -> None:
    """A line covered with white paper is told although a hand may write there."""
    covered = paper.copy()
    hole = (millimetres(60), millimetres(112), millimetres(90), millimetres(118))
    ImageDraw.Draw(covered).rectangle(hole, fill=255)
    found = changes(original, scanned(covered, tmp_path), Box(left=28, top=100, right=200, bottom=130))
    assert found
    assert {change for change, _ in found} == {Change.REMOVED}


def test_a_changed_word_is_found_at_its_line(tmp_path: Path, original: Image.Image) -> None:
    """A word pasted over another on a genuine page is found on its line and nowhere else."""
    changed = [*LINES[:4], LINES[4].replace("thực hiện", "tổ chức"), *LINES[5:]]
    folder = tmp_path / "changed"
    folder.mkdir()
    found = changes(original, scanned(sheet(folder, changed), folder))
    assert Change.REPLACED in {change for change, _ in found}
    assert all(box.top >= 108 and box.bottom <= 123 for _, box in found)  # the line stands at 112 mm


def test_ink_in_a_room_is_measured(tmp_path: Path, original: Image.Image, paper: Image.Image) -> None:
    """A stroke gives the room its ink in square millimetres; an empty room has none."""
    rooms = (Box(left=95, top=256, right=140, bottom=275), Box(left=150, top=256, right=190, bottom=275))
    result = compared(original, scanned(written(paper, (100, 270), (135, 270)), tmp_path), rooms=rooms)
    assert result is not None
    drawn, empty = result.ink
    assert 5 < drawn < 25  # 35 mm long and 0.6 mm wide
    assert empty == 0


def test_another_text_under_our_code_is_never_passed(tmp_path: Path, original: Image.Image) -> None:
    """A page whose whole text is another one is either suspicious or cannot be laid on, never clean."""
    folder = tmp_path / "other"
    folder.mkdir()
    other = [f"Khoản {number}: miễn thực hiện việc đã được phân công" for number in range(12)]
    result = compared(original, scanned(sheet(folder, other), folder))
    assert result is None or result.changes


def test_an_empty_sheet_under_our_code_is_never_passed(tmp_path: Path, original: Image.Image) -> None:
    """A page with our code and nothing else is not taken for the page."""
    folder = tmp_path / "empty"
    folder.mkdir()
    result = compared(original, scanned(sheet(folder, []), folder))
    assert result is None or result.changes
