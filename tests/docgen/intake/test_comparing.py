"""Returned pages held against their print: signed ones pass, unsigned and altered ones are told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from docgen.intake.comparing import PageLook, PrintedPaper
from docgen.intake.identify import PageRead, read_pages
from docgen.intake.kinds import Kind
from docgen.media.apart import Helpers
from docgen.media.pagecode import drawing
from docgen.media.pdf import page_image
from tests.docgen.intake.papers import FIRST, SECOND, code, scanned, signed, written

CODE = code(FIRST, 1, pages=1)
BODY = [f"Dieu {number}. Giao dong chi thuc hien nhiem vu dot pha so {number * 7}." for number in range(1, 12)]


def sheet(folder: Path, lines: list[str]) -> Image.Image:
    """The page on paper, with its code."""
    return page_image(written(folder, "sheet.pdf", lines, drawing(CODE.text)), 1, 200)


@pytest.fixture
def paper(tmp_path: Path) -> PrintedPaper:
    """What was printed, as the office notes it."""
    path = written(tmp_path, "print.pdf", BODY)
    return PrintedPaper(sha256=hashlib.sha256(path.read_bytes()).hexdigest(), places=(tmp_path / "gone.pdf", path))


def read(picture: Image.Image, folder: Path, prints: dict[str, PrintedPaper], *, head_down: bool = False) -> PageRead:
    """The sheet through the scanner and read."""
    path = scanned([picture], folder / "scan.pdf", upside_down={1} if head_down else frozenset())
    (page,) = read_pages(path, Kind.PDF, prints=prints)
    assert page.codes == (CODE,)
    return page


def look(picture: Image.Image, folder: Path, paper: PrintedPaper, *, head_down: bool = False) -> PageLook:
    """What the look at the scanned sheet shows."""
    found = read(picture, folder, {FIRST: paper}, head_down=head_down).look
    assert found is not None
    return found


def test_a_signed_page_is_as_printed(tmp_path: Path, paper: PrintedPaper) -> None:
    """A signature in its room is no alteration and is seen, head down too."""
    expected = PageLook(is_compared=True, signed=("Nong Van Thu",))
    picture = signed(sheet(tmp_path, BODY))
    assert look(picture, tmp_path, paper) == expected
    assert look(picture, tmp_path, paper, head_down=True) == expected


def test_an_unsigned_page_is_seen(tmp_path: Path, paper: PrintedPaper) -> None:
    """An empty room between position and name is told with the name."""
    assert look(sheet(tmp_path, BODY), tmp_path, paper) == PageLook(is_compared=True, unsigned=("Nong Van Thu",))


def test_an_altered_page_is_seen_at_its_line(tmp_path: Path, paper: PrintedPaper) -> None:
    """Another wording under a genuine code and a genuine signature is told at its line and nowhere else."""
    altered = [*BODY[:3], BODY[3].replace("dong chi", "tap the"), *BODY[4:]]
    found = look(signed(sheet(tmp_path, altered)), tmp_path, paper)
    assert found.is_compared and found.changes
    middle = 297 - (780 - 3 * 40) * 25.4 / 72
    assert all(each.box.top - 4 < middle < each.box.bottom + 4 for each in found.changes)


def test_without_the_very_print_nothing_is_compared(tmp_path: Path, paper: PrintedPaper) -> None:
    """A print that was touched or is gone, or has no such page, gives no verdict."""
    picture = signed(sheet(tmp_path, BODY))
    other = PrintedPaper(sha256="0" * 64, places=paper.places)
    assert look(picture, tmp_path, other) == PageLook(is_compared=False)
    assert read(picture, tmp_path, {SECOND: paper}).look is None
    assert read(picture, tmp_path, {}).look is None


STROKE = b"q 2 w 335 262 m 380 285 l 400 240 l 445 275 l S Q\n"


def test_a_page_that_never_was_paper_is_held_against_its_print(
    tmp_path: Path, paper: PrintedPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page signed by a program is as printed, for a look at its code alone; other words and other ink are told."""

    def drawn(name: str, lines: list[str], more: bytes) -> PageLook | None:
        path = written(tmp_path, name, lines, drawing(CODE.text) + b"\n" + more)
        (page,) = read_pages(path, Kind.PDF, prints={FIRST: paper})
        assert page.codes == (CODE,)
        return page.look

    altered = drawn("altered.pdf", [*BODY[:3], BODY[3].replace("dong chi", "tap the"), *BODY[4:]], STROKE)
    inked = drawn("inked.pdf", BODY, STROKE + b"q 2 w 120 60 m 300 90 l S Q")
    moved = drawn("moved.pdf", BODY, STROKE + b"q 0 1 -1 0 590 5 cm " + drawing(CODE.text) + b" Q")
    assert altered and altered.changes and inked and inked.changes and moved and moved.changes
    monkeypatch.setattr("docgen.intake.identify.read_codes", lambda picture: ())
    expected = PageLook(is_compared=True, signed=("Nong Van Thu",))
    assert drawn("signed.pdf", BODY, STROKE) == expected
    assert drawn("empty.pdf", BODY, b"") == PageLook(is_compared=True, unsigned=("Nong Van Thu",))


@pytest.mark.slow
def test_processes_compare_the_same(tmp_path: Path, paper: PrintedPaper) -> None:
    """Two processes see what one sees."""
    path = scanned([signed(sheet(tmp_path, BODY)), sheet(tmp_path, BODY)], tmp_path / "scan.pdf")
    prints = {FIRST: paper}
    with Helpers(2) as helpers:
        assert read_pages(path, Kind.PDF, prints=prints, helpers=helpers) == read_pages(path, Kind.PDF, prints=prints)
