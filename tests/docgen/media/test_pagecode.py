"""The page code drawn, scanned and read back."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from docgen.errors import PrintMismatch
from docgen.media import pagecode, pdf, pile
from registry import codes

from .conftest import LANDSCAPE, PORTRAIT, MakePdf

KEY = b"k" * 32
DIGEST = hashlib.sha256(b"input").hexdigest()


def _code(page: int = 1, pages: int = 2) -> codes.PageCode:
    return codes.page_code(KEY, generation=1, document="7A3C91E2", page=page, pages=pages, input_digest=DIGEST)


@pytest.fixture
def stamped(make_pdf: MakePdf, tmp_path: Path) -> Path:
    """Two pages with their codes."""
    path = make_pdf("a.pdf", ["Dieu 1.", "Phu luc"])
    pagecode.stamp_codes(path, tmp_path / "s.pdf", {1: _code(1), 2: _code(2)})
    return tmp_path / "s.pdf"


def _jpeg(picture: Image.Image, quality: int) -> Image.Image:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return Image.open(buffer)


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("turn", [-3, 0, 3, 180, 183])
def test_scans_are_read(stamped: Path, dpi: int, turn: int) -> None:
    """Codes are read at office resolutions, askew, upside down, after strong JPEG compression."""
    for page in (1, 2):
        scan = _jpeg(pdf.page_image(stamped, page, dpi).rotate(turn, fillcolor=255), 50)
        (found,) = pagecode.read_codes(scan)
        assert found.code == _code(page)
        assert found.turned == (180 if turn >= 180 else 0)
        assert abs((found.angle + turn + 180) % 360 - 180) < 1.5


@pytest.mark.parametrize(("turn", "turned"), [(90, 270), (270, 90)])
def test_page_scanned_sideways(stamped: Path, turn: int, turned: int) -> None:
    """A page fed sideways is read and its turn told."""
    (found,) = pagecode.read_codes(pdf.page_image(stamped, 1, 200).rotate(turn, expand=True))
    assert (found.code, found.turned) == (_code(1), turned)


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
def test_code_stands_at_its_measures(make_pdf: MakePdf, tmp_path: Path, size: tuple[float, float]) -> None:
    """The symbol lies at x 11-27 and y 40-56 mm, the text within x 6.0-8.4 and y 28-68 mm, on both kinds of page."""
    path = make_pdf("a.pdf", ["x"], size=size, x=300)
    pagecode.stamp_codes(path, tmp_path / "s.pdf", {1: _code(1)})
    picture = pdf.page_image(tmp_path / "s.pdf", 1, 254)  # ten pixels a millimetre
    dark = picture.point(lambda value: 255 if value < 128 else 0)
    (found,) = pagecode.read_codes(picture)
    x, y = found.corners[3]
    assert (abs(x - 110), abs(picture.height - y - 400)) < (4, 4)
    left, top, right, bottom = dark.crop((0, 0, 85, picture.height)).getbbox() or (0, 0, 0, 0)
    assert 58 <= left < right <= 85
    assert 278 <= picture.height - bottom < picture.height - top <= 682
    symbol = dark.crop((90, 0, 290, picture.height)).getbbox() or (0, 0, 0, 0)
    assert all(
        abs(a - b) <= 2 for a, b in zip(symbol, (20, picture.height - 560, 180, picture.height - 400), strict=True)
    )


def test_text_beside_the_symbol_can_be_typed_in(stamped: Path) -> None:
    """The code stands beside the symbol as text."""
    assert _code(2).text in pdf.page_texts(stamped)[1]


def test_longest_code_keeps_25_modules(make_pdf: MakePdf, tmp_path: Path) -> None:
    """Page 999 of 999 fits the same symbol and the same strip."""
    pagecode.stamp_codes(make_pdf("a.pdf", ["x"]), tmp_path / "s.pdf", {1: _code(999, 999)})
    picture = pdf.page_image(tmp_path / "s.pdf", 1, 254)
    assert pagecode.read_codes(picture)[0].code == _code(999, 999)
    box = picture.crop((0, 0, 85, picture.height)).point(lambda v: 255 if v < 128 else 0).getbbox() or (0, 0, 0, 0)
    assert 398 <= box[3] - box[1] <= 402


@pytest.mark.parametrize("x", [20, 40, 70, 82])
def test_text_in_the_place_is_refused(make_pdf: MakePdf, tmp_path: Path, x: float) -> None:
    """A page whose margin holds text is refused by name and nothing is written."""
    good, bad = make_pdf("good.pdf", ["x"]), make_pdf("bad.pdf", ["Chu trong le"], x=x)
    pile.merge([good, bad], tmp_path / "both.pdf")
    with pytest.raises(PrintMismatch, match=r"trang 2 của both\.pdf"):
        pagecode.stamp_codes(tmp_path / "both.pdf", tmp_path / "s.pdf", {1: _code(1), 2: _code(2)})
    assert not (tmp_path / "s.pdf").exists()


def test_text_from_30_mm_is_free(make_pdf: MakePdf, tmp_path: Path) -> None:
    """Text that keeps the 30 mm margin is no hindrance."""
    pagecode.stamp_codes(make_pdf("a.pdf", ["Mep chu"], x=30 * 72 / 25.4), tmp_path / "s.pdf", {1: _code(1)})


def test_stamping_twice_gives_the_same_bytes(make_pdf: MakePdf, tmp_path: Path) -> None:
    """The same pages and codes give the same file."""
    path = make_pdf("a.pdf", ["x"])
    for name in ("1", "2"):
        pagecode.stamp_codes(path, tmp_path / f"{name}.pdf", {1: _code(1)}, title="Bộ in")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_foreign_barcodes_are_listed_apart(stamped: Path) -> None:
    """A supplier's QR is shown as foreign and never hides our code; without ours it stands alone."""
    foreign = zxingcpp.create_barcode("https://example.vn/hoa-don", zxingcpp.BarcodeFormat.QRCode)
    label = Image.new("L", (200, 200), 255)
    symbol = memoryview(foreign.to_image(scale=5)).tolist()  # type: ignore[arg-type]
    for y, row in enumerate(symbol):
        for x, value in enumerate(row):
            if x < 200 and y < 200:
                label.putpixel((x, y), value)
    page = pdf.page_image(stamped, 1, 200)
    page.paste(label, (100, 100))
    found = pagecode.read_codes(page)
    assert [each.code for each in found] == [_code(1), None]
    alone = Image.new("L", page.size, 255)
    alone.paste(label, (700, 900))
    assert [(each.code, each.text) for each in pagecode.read_codes(alone)] == [(None, "https://example.vn/hoa-don")]


def test_two_codes_on_one_page_are_both_told(stamped: Path) -> None:
    """A code pasted onto another page does not hide the page's own."""
    page, other = pdf.page_image(stamped, 1, 200), pdf.page_image(stamped, 2, 200)
    strip = other.crop((60, 1800, 240, 2100))
    page.paste(strip, (1400, 100))
    assert {each.code for each in pagecode.read_codes(page)} == {_code(1), _code(2)}


def test_empty_page_has_no_code() -> None:
    """A white page gives nothing."""
    assert pagecode.read_codes(Image.new("L", (1654, 2339), 255)) == ()


def test_a_changed_character_on_paper_is_not_genuine(make_pdf: MakePdf, tmp_path: Path) -> None:
    """A page that claims another page number with the old tag is read, and found false."""
    forged = codes.PageCode(document="7A3C91E2", page=2, pages=2, tag=_code(1).tag)
    pagecode.stamp_codes(make_pdf("a.pdf", ["x"]), tmp_path / "s.pdf", {1: forged})
    (found,) = pagecode.read_codes(pdf.page_image(tmp_path / "s.pdf", 1, 200))
    assert found.code == forged
    assert not codes.is_genuine(forged, KEY, DIGEST)
    assert codes.is_genuine(_code(2), KEY, DIGEST)
