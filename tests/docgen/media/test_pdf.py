"""PDFs read, joined, taken apart and stamped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from docgen.errors import UnsafeFile
from docgen.media import images, pdf, pile

from .conftest import LANDSCAPE, MakePdf


def test_texts_and_fonts(make_pdf: MakePdf) -> None:
    """Pages, their texts and the fonts in them are told."""
    path = make_pdf("a.pdf", ["Trang mot", "Trang hai"])
    assert pdf.page_count(path) == 2
    assert [text.strip() for text in pdf.page_texts(path)] == ["Trang mot", "Trang hai"]
    assert pdf.fonts(path) == {"Times-Roman"}


def test_merge_keeps_order_and_adds_blank_pages(make_pdf: MakePdf, tmp_path: Path) -> None:
    """Files follow each other in order, with an empty page where asked."""
    first, second = make_pdf("1.pdf", ["one"]), make_pdf("2.pdf", ["two", "three"])
    assert pile.merge([first, second], tmp_path / "all.pdf", blank_after=[0]) == 4
    assert [text.strip() for text in pdf.page_texts(tmp_path / "all.pdf")] == ["one", "", "two", "three"]


def test_extract_takes_pages_in_the_given_order(make_pdf: MakePdf, tmp_path: Path) -> None:
    """Chosen pages come in the chosen order; a page that does not exist is refused."""
    path = make_pdf("a.pdf", ["one", "two", "three"])
    pile.extract(path, [3, 1], tmp_path / "b.pdf")
    assert [text.strip() for text in pdf.page_texts(tmp_path / "b.pdf")] == ["three", "one"]
    with pytest.raises(UnsafeFile, match="không có trang 4"):
        pile.extract(path, [4], tmp_path / "c.pdf")
    assert not (tmp_path / "c.pdf").exists()


def test_what_pages_share_is_written_once(make_pdf: MakePdf, tmp_path: Path) -> None:
    """Pages of one file put on a pile in any order bring its fonts once, with empty pages between where asked."""
    path = make_pdf("a.pdf", ["one", "two", "three"])
    pile.assemble([(path, 3), None, (path, 1)], tmp_path / "b.pdf", producer="LibreOffice 9.9.9.9")
    assert [text.strip() for text in pdf.page_texts(tmp_path / "b.pdf")] == ["three", "", "one"]
    assert (tmp_path / "b.pdf").read_bytes().count(b"/BaseFont") == 1
    assert PdfReader(tmp_path / "b.pdf").metadata == {"/Producer": "LibreOffice 9.9.9.9"}


def test_split_and_starts(make_pdf: MakePdf, tmp_path: Path) -> None:
    """A file is taken apart in one go; it names no places unless somebody wrote them into it."""
    path = make_pdf("a.pdf", ["one", "two", "three"])
    pile.split(path, {tmp_path / "x.pdf": [1, 2], tmp_path / "y.pdf": [3]})
    assert [text.strip() for text in pdf.page_texts(tmp_path / "x.pdf")] == ["one", "two"]
    assert [text.strip() for text in pdf.page_texts(tmp_path / "y.pdf")] == ["three"]
    assert pile.starts(path) == {}


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_mark_lies_under_the_page(make_pdf: MakePdf, tmp_path: Path, rotate: int) -> None:
    """The mark is drawn across the middle below what the page shows, on pages turned too; an empty page stays empty."""
    mark = make_pdf("mark.pdf", ["."])
    pile.stamp(mark, tmp_path / "m.pdf", {1: b"0.8 g 50 400 495 42 re f"}, fonts={})
    path = make_pdf("a.pdf", ["x"], size=LANDSCAPE, rotate=rotate)
    pile.stamp(path, tmp_path / "p.pdf", {1: b"0 g 300 280 40 40 re f"}, fonts={})
    pile.assemble([(tmp_path / "p.pdf", 1), None], tmp_path / "s.pdf", under=tmp_path / "m.pdf")
    picture = pdf.page_image(tmp_path / "s.pdf", 1, 72)
    shades = {shade for _, shade in picture.getcolors(256) or ()}
    assert {0, 204} <= shades
    middle = (picture.width // 2, picture.height // 2)
    box = (middle[0] - 60, middle[1] - 60, middle[0] + 60, middle[1] + 60)
    assert 204 in {shade for _, shade in picture.crop(box).getcolors(256) or ()}
    assert 204 not in {shade for _, shade in pdf.page_image(tmp_path / "s.pdf", 2, 72).getcolors(256) or ()}


def test_writing_is_repeatable(make_pdf: MakePdf, tmp_path: Path) -> None:
    """The same work twice gives the same bytes."""
    path = make_pdf("a.pdf", ["one", "two"])
    made = []
    for name in ("x.pdf", "y.pdf"):
        pile.merge([path, path], tmp_path / name)
        pile.extract(tmp_path / name, [2, 3], tmp_path / f"e{name}")
        made.append(((tmp_path / name).read_bytes(), (tmp_path / f"e{name}").read_bytes()))
    assert made[0] == made[1]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_stamp_stands_upright_on_turned_pages(make_pdf: MakePdf, tmp_path: Path, rotate: int) -> None:
    """A drawing lies lower left as the page is read, however the page is turned."""
    path = make_pdf("a.pdf", ["x"], size=LANDSCAPE, rotate=rotate, x=300)
    pile.stamp(path, tmp_path / "s.pdf", {1: b"10 20 30 40 re f"}, fonts={})
    picture = pdf.page_image(tmp_path / "s.pdf", 1, 72)
    corner = picture.crop((0, picture.height - 70, 60, picture.height))
    assert corner.point(lambda v: 255 - v).getbbox() == (10, 10, 40, 50)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 rest is missing", b"PK\x03\x04"])
def test_damage_is_told_in_one_way(tmp_path: Path, data: bytes) -> None:
    """Half copied and foreign files are refused by every reader with advice."""
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    target = tmp_path / "t.pdf"
    for errand in (
        lambda: pdf.page_count(path),
        lambda: pdf.fonts(path),
        lambda: pile.merge([path], target),
        lambda: pile.extract(path, [1], target),
        lambda: pile.stamp(path, target, {1: b""}, fonts={}),
    ):
        with pytest.raises(UnsafeFile, match=r"bad\.pdf"):
            errand()
    assert not target.exists()


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(UnsafeFile, match=r"Không thấy tệp no\.pdf"):
        pdf.page_count(tmp_path / "no.pdf")


def _scan(tmp_path: Path) -> Path:
    picture = Image.new("L", (827, 1169), 255)
    picture.paste(0, (50, 900, 150, 1000))
    picture.save(tmp_path / "scan.pdf", resolution=100, quality=90)
    return tmp_path / "scan.pdf"


def test_scan_is_taken_as_it_lies(make_pdf: MakePdf, tmp_path: Path) -> None:
    """A page that is one picture gives that picture with its own pixels; a page of text gives None."""
    found = pdf.scanned_image(_scan(tmp_path), 1)
    assert found is not None
    assert found.size == (827, 1169)
    assert found.getpixel((100, 950)) < 50  # type: ignore[operator]
    assert pdf.scanned_image(make_pdf("t.pdf", ["text"]), 1) is None


def test_turned_scan_is_turned_as_read(tmp_path: Path) -> None:
    """A scan on a turned page comes out as the page is read, the same as its rendering."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=_scan(tmp_path))
    writer.pages[0].rotate(90)
    writer.write(tmp_path / "turned.pdf")
    found = pdf.scanned_image(tmp_path / "turned.pdf", 1)
    shown = pdf.page_image(tmp_path / "turned.pdf", 1, 100)
    assert found is not None
    assert found.width > found.height
    dark = [picture.convert("L").point(lambda v: 255 if v < 128 else 0).getbbox() for picture in (found, shown)]
    assert all(abs(a - b) <= 2 for a, b in zip(*dark, strict=True))  # type: ignore[arg-type]


def test_giant_page_is_refused(make_pdf: MakePdf, tmp_path: Path) -> None:
    """A page that would become too many pixels is refused before it is drawn."""
    with pytest.raises(UnsafeFile, match="quá lớn"):
        pdf.page_image(make_pdf("g.pdf", ["x"], size=(14_000.0, 14_000.0)), 1, 300)


def test_pictures_are_limited(tmp_path: Path) -> None:
    """Pictures load upright; a giant one and a text file are refused."""
    picture = Image.new("L", (40, 20), 255)
    exif = picture.getexif()
    exif[0x0112] = 6  # the camera was held turned
    picture.save(tmp_path / "p.jpg", exif=exif)
    assert images.load(tmp_path / "p.jpg").size == (20, 40)
    Image.new("1", (10_000, 9_000)).save(tmp_path / "big.png")
    with pytest.raises(UnsafeFile, match="quá lớn"):
        images.load(tmp_path / "big.png")
    (tmp_path / "t.png").write_text("text")
    with pytest.raises(UnsafeFile, match="không phải ảnh"):
        images.load(tmp_path / "t.png")


def test_words_stand_where_they_were_printed(make_pdf: MakePdf) -> None:
    """Each word of a page comes with its place, in points from the lower left corner."""
    first, second = pdf.page_words(make_pdf("a.pdf", ["So QD"], x=90), 1)
    assert (first.text, second.text) == ("So", "QD")
    assert first.region.left == pytest.approx(90, abs=0.6)
    assert first.region.bottom < 150 < first.region.top < 170
    assert first.region.right < second.region.left
    assert pdf.page_words(make_pdf("b.pdf", [""]), 1) == ()
