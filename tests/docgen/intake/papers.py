"""Printed pages with codes, and scans of them, built in code for the tests of intake."""

from __future__ import annotations

import io
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from docgen.intake.known import KnownDocument, Lookup, PagePlace
from docgen.media.pagecode import drawing
from docgen.media.pdf import page_image
from docgen.media.pile import stamp
from registry.codes import PageCode, page_code
from registry.labels import DocumentState
from tests.support.outside_world.scanner import Machine, feed_pile
from tests.support.outside_world.tricks import typeface

KEYS = {1: b"first key of the office"}
FIRST, SECOND, THIRD = "0000000A", "0000000B", "0000000C"
DIGESTS = {FIRST: "a1" * 32, SECOND: "b2" * 32, THIRD: "c3" * 32}
A4 = (1654, 2339)  # pixels at 200 dpi


def code(document: str, page: int, pages: int = 2, *, key: bytes = KEYS[1], generation: int = 1) -> PageCode:
    """The genuine code of a page; another key or generation makes it a forgery."""
    digest = DIGESTS.get(document, "d4" * 32)
    return page_code(key, generation=generation, document=document, page=page, pages=pages, input_digest=digest)


@cache
def print_out(folder: Path, text: str, codes: tuple[PageCode, ...]) -> Path:
    """A PDF with a few lines of text and one code on each page."""
    pages = [_page(f"{text}, trang {number}") for number in range(1, len(codes) + 1)]
    plain, printed = folder / f"{text}-plain.pdf", folder / f"{text}.pdf"
    pages[0].save(plain, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    drawings = {number: drawing(each.text) for number, each in enumerate(codes, start=1)}
    stamp(plain, printed, drawings, fonts={"DocgenCode": "Times-Roman"})
    return printed


def sheets(folder: Path, text: str, *codes: PageCode) -> list[Image.Image]:
    """The printed pages as sheets of paper."""
    printed = print_out(folder, text, codes)
    return [page_image(printed, number, 200) for number in range(1, len(codes) + 1)]


def written(folder: Path, name: str, lines: list[str], codes: bytes = b"") -> Path:
    """A page with a text layer: lines 15 mm apart, a position and a name with room to sign between them."""
    blank, target = folder / f"blank-{name}", folder / name
    writer = PdfWriter()
    writer.add_blank_page(595.276, 841.89)
    with blank.open("wb") as stream:
        writer.write(stream)
    texts = [(90, 780 - 40 * row, line) for row, line in enumerate(lines)]
    texts += [(340, 300, "CHU TICH"), (330, 225, "Nong Van Thu")]
    shown = "\n".join(f"BT /F1 14 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in texts).encode()
    stamp(blank, target, {1: shown + b"\n" + codes}, fonts={"F1": "Times-Roman", "DocgenCode": "Times-Roman"})
    return target


def signed(picture: Image.Image) -> Image.Image:
    """The sheet with a signature in its room."""
    with_ink = picture.copy()
    points = [(x / 25.4 * 200, y / 25.4 * 200) for x, y in ((118, 205), (135, 196), (140, 212), (158, 200))]
    ImageDraw.Draw(with_ink).line(points, fill=60, width=4)
    return with_ink


def scanned(
    pile: Sequence[Image.Image], target: Path, *, upside_down: AbstractSet[int] = frozenset(), dpi: int = 200
) -> Path:
    """The pile through the office's scanner: crooked, grey and grainy."""
    return feed_pile(list(pile), target, Machine(dpi=dpi), shuffle=False, upside_down=upside_down)


def letter(text: str = "Công văn của nơi khác") -> Image.Image:
    """A page of somebody else."""
    return _page(text)


def lookup(
    *codes: str, pages: int = 2, state: DocumentState = DocumentState.ISSUED, have: dict[int, PagePlace] | None = None
) -> Lookup:
    """A registry that knows these documents."""
    known = {
        each: KnownDocument(
            code=each,
            title=f"Quyết định {each}",
            pages=pages,
            input_digest=DIGESTS[each],
            state=state,
            already_have=have or {},
        )
        for each in codes
    }
    return known.get


def jpeg(picture: Image.Image) -> bytes:
    """The picture as a JPEG file."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=75, dpi=(200, 200))
    return buffer.getvalue()


def _page(text: str) -> Image.Image:
    picture = Image.new("L", A4, 255)
    pencil = ImageDraw.Draw(picture)
    for line in range(12):
        words = f"{text}. Điều {line + 1}. Giao đồng chí thực hiện nhiệm vụ đột phá, đổi mới."
        pencil.text((260, 300 + 120 * line), words, font=typeface("regular", 4.5), fill=0)
    return picture
