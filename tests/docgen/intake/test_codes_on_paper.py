"""Page codes on paper that was scanned badly are all read, and no changed code is taken; requirements 34 and 35."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image

from docgen.intake.identify import PageRead, read_page
from docgen.intake.sorting import sort_pages
from docgen.media.pagecode import drawing
from docgen.media.pdf import page_image
from registry.codes import parse_page_code
from tests.docgen.intake.papers import FIRST, KEYS, SECOND, code, lookup, written

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789."


def turned(sheet: Image.Image, chance: random.Random, way: int) -> Image.Image:
    """The sheet at 200 dpi, crooked by 5° to one side; every other one in black and white alone."""
    angle = 5.0 if way % 2 else -5.0
    picture = sheet.rotate(angle + (180 if chance.random() < 0.25 else 0), Image.Resampling.BILINEAR, fillcolor=255)
    return picture.point(lambda value: 255 if value > 150 else 0).convert("1") if way % 4 >= 2 else picture


def _all_are_read(folder: Path, count: int) -> None:
    chance, missed = random.Random(34), []
    lines = [f"Dieu {n}. Noi dung {n * 7} cua van ban." for n in range(1, 12)]
    for number in range(count):
        mark, scan = code(f"{number + 1:08X}", 1, 1), folder / "quet.pdf"
        sheet = page_image(written(folder, "in.pdf", lines, drawing(mark.text)), 1, 200)
        picture = turned(sheet, chance, number)
        picture.save(scan, "PDF", resolution=200, **({"quality": 75} if picture.mode == "L" else {}))
        if [each.text for each in read_page(scan, 1, {}).codes] != [mark.text]:
            missed.append(number)
    assert missed == []


def test_34_codes_are_read_from_crooked_and_black_and_white_pages(tmp_path: Path) -> None:
    """this test ensures that at 200 dpi, ±5°, JPEG 75 and 1 bit every code is read (short form)."""
    _all_are_read(tmp_path, 8)


@pytest.mark.faults
def test_34_codes_are_read_from_500_pages(tmp_path: Path) -> None:
    """this test ensures that at 200 dpi, ±5°, JPEG 75 and 1 bit 500 of 500 codes are read."""
    _all_are_read(tmp_path, 500)


def test_35_no_code_with_a_changed_sign_is_taken() -> None:
    """this test ensures that whatever sign is changed, to whatever other, no page is genuine; ours is GIA."""
    known, text = lookup(FIRST, SECOND), code(FIRST, 1).text
    for place in range(len(text)):
        for letter in LETTERS:
            changed = text[:place] + letter + text[place + 1 :]
            parsed = parse_page_code(changed)
            if letter == text[place] or parsed is None:
                continue
            found = sort_pages([PageRead(file_page=1, codes=(parsed,))], known, KEYS.get)
            assert not any(document.pages for document in found.documents), changed
            strays = [page.problem.code for page in (*found.forged, *found.foreign)]
            assert strays == (["page-forged"] if known(parsed.document) else ["page-unknown-document"]), changed


def test_35_the_tag_of_another_paper_is_a_forgery() -> None:
    """this test ensures that a tag cut out of another code of ours does not pass."""
    mine, other = code(FIRST, 1).text, code(SECOND, 1).text
    mixed = parse_page_code(f"{mine.rsplit('.', 1)[0]}.{other.rsplit('.', 1)[1]}")
    assert mixed is not None
    found = sort_pages([PageRead(file_page=1, codes=(mixed,))], lookup(FIRST, SECOND), KEYS.get)
    assert [page.problem.code for page in found.forged] == ["page-forged"]
    assert found.documents[0].pages == {}
