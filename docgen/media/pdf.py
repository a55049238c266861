"""PDF files: what they hold and their pages as pictures, under limits.

The only module that knows PDFium, which reads ten times faster than pypdf; `pile` writes. Does not know what a page
code is or where a file came from.
Pages count from 1 and lengths are in points (1/72 inch) unless a name says otherwise.
"""

from __future__ import annotations

import ctypes
import math
import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from docgen.errors import UnsafeFile
from docgen.media.images import check_pixels
from docgen.messages import tr

MOST_PAGES = 20_000
MOST_BYTES = 1024 * 1024 * 1024
_PDFIUM = threading.RLock()  # PDFium is not thread-safe
_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
_FULL_PAGE = 0.85  # of the page's area: scanners leave small white borders
_RUN = re.compile("[^\\s\ufffe]+\ufffe?|\ufffe")
_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, kw_only=True)
class Region:
    """A rectangle on the page as it is read, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, kw_only=True)
class Word:
    """A printed word and where it stands."""

    text: str
    region: Region


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page as it is read: drawn in grey, its height in points, its words in the order of the file."""

    picture: Image.Image
    height: float
    words: tuple[Word, ...]


def page_count(path: Path) -> int:
    """The number of pages; UnsafeFile when the file is damaged, encrypted or over the limits."""
    with reading(path) as document:
        return len(document)


def page_sizes(path: Path) -> tuple[tuple[float, float], ...]:
    """Width and height of each page as it is read, its rotation applied."""
    with reading(path) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def page_texts(path: Path) -> tuple[str, ...]:
    """The text layer of each page, NFC; an empty string for a page without text, a scan for instance."""
    with reading(path) as document:
        return tuple(_text(document[index]) for index in range(len(document)))


def labels(path: Path) -> tuple[str, ...]:
    """What the file says of itself (title, subject, keywords, author …), NFC; () when it says nothing."""
    with reading(path) as document:
        told = document.get_metadata_dict(skip_empty=True)
        return tuple(unicodedata.normalize("NFC", value) for value in told.values())


def packed_objects(path: Path) -> tuple[bytes, ...]:
    """The unpacked streams in which a PDF hides objects from a search of its bytes; () when there are none.

    UnsafeFile when they cannot be unpacked.
    """
    with translated(path):
        reader = PdfReader(path)
        numbers = {number for number, _ in reader.xref_objStm.values()}
        streams = (reader.get_object(number) for number in sorted(numbers))
        return tuple(stream.get_data() for stream in streams if isinstance(stream, StreamObject))


def page_words(path: Path, page: int) -> tuple[Word, ...]:
    """The words of one page with their places, in the order of the file; empty for a scan."""
    with reading(path) as document:
        shown = _page(document, page, path)
        text = shown.get_textpage()
        words = tuple(_words(text.raw, text.count_chars()))
        text.close()
        shown.close()
        return words


def sheet(path: Path, page: int, dpi: int, *, shrink: int = 1) -> Sheet | None:
    """A page and its words, for one opening of the file; None when the file has no such page.

    It is drawn at `dpi`, or `shrink` times as large and reduced: PDFium draws thin rules too dark at low resolutions.
    """
    with reading(path) as document:
        if not 1 <= page <= len(document):
            return None
        shown = document[page - 1]
        drawn = dpi * shrink
        check_pixels(shown.get_width() * drawn / 72, shown.get_height() * drawn / 72, name=path.name)
        text, height = shown.get_textpage(), shown.get_height()
        words = tuple(_words(text.raw, text.count_chars()))
        text.close()
        return Sheet(picture=_render(shown, drawn, shrink=shrink, grayscale=True), height=height, words=words)


def fonts(path: Path) -> frozenset[str]:
    """The names of all fonts the pages use, subset marks removed; empty for a scan."""
    with translated(path):
        names: set[str] = set()
        seen: set[int] = set()
        for page in PdfReader(path).pages:
            _collect_fonts(page.get("/Resources"), names, seen, depth=4)
        return frozenset(names)


def page_image(path: Path, page: int, dpi: int, *, colour: bool = False) -> Image.Image:
    """One page as a picture, grey unless `colour`; UnsafeFile when it would have too many pixels."""
    with reading(path) as document:
        shown = _page(document, page, path)
        check_pixels(shown.get_width() * dpi / 72, shown.get_height() * dpi / 72, name=path.name)
        return _render(shown, dpi, grayscale=not colour)


def region_images(path: Path, pages: Sequence[int], region: Region, dpi: int) -> Iterator[Image.Image]:
    """The same `region` of each of the given pages as grey pictures, in the order of `pages`."""
    with reading(path) as document:
        for number in pages:
            page = _page(document, number, path)
            width, height = page.get_size()
            crop = (region.left, region.bottom, max(width - region.right, 0.0), max(height - region.top, 0.0))
            yield _render(page, dpi, grayscale=True, crop=crop)


def scanned_image(path: Path, page: int) -> Image.Image | None:
    """The scan that fills the page, taken as it lies in the file and turned as the page is read.

    None when the page is not one single upright picture; then only `page_image` shows it.
    """
    with reading(path) as document:
        shown = _page(document, page, path)
        images = list(shown.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3))
        if len(images) != 1 or not _fills(images[0], shown):
            return None
        check_pixels(*images[0].get_px_size(), name=path.name)
        picture: Image.Image = images[0].get_bitmap(render=False).to_pil().copy()
        turn = _TURNS.get(shown.get_rotation())
        return picture if turn is None else picture.transpose(turn)


@contextmanager
def reading(path: Path) -> Iterator[Any]:
    """The file opened by PDFium, and closed again."""
    check_size(path)
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise _damaged(path) from error
        try:
            if len(document) > MOST_PAGES:
                raise _damaged(path)
            yield document
        except pypdfium2.PdfiumError as error:
            raise _damaged(path) from error
        finally:
            document.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """pypdf reports damage in many ways; people hear one."""
    try:
        yield
    except _BROKEN as error:
        raise _damaged(path) from error


def check_size(path: Path) -> None:
    """Do nothing for a file that is there and not over the limit, else UnsafeFile."""
    if not path.is_file():
        raise UnsafeFile(tr("Không thấy tệp {file}.", file=path.name), advice=tr("Hãy kiểm tra lại tên tệp."))
    if path.stat().st_size > MOST_BYTES:
        raise UnsafeFile(tr("Tệp {file} quá lớn.", file=path.name), advice=tr("Hãy tách thành nhiều tệp nhỏ hơn."))


def _damaged(path: Path) -> UnsafeFile:
    return UnsafeFile(
        tr("Không đọc được {file}: tệp PDF hỏng, đặt mật khẩu hoặc quá nhiều trang.", file=path.name),
        advice=tr("Hãy quét hoặc xuất lại tệp PDF, không đặt mật khẩu."),
    )


def no_such_page(path: Path, page: int) -> UnsafeFile:
    """The error for a page the file does not have."""
    return UnsafeFile(
        tr("Tệp {file} không có trang {page}.", file=path.name, page=page), advice=tr("Hãy xem lại số trang.")
    )


def _page(document: Any, number: int, path: Path) -> Any:
    if not 1 <= number <= len(document):
        raise no_such_page(path, number)
    return document[number - 1]


def _text(page: Any) -> str:
    textpage = page.get_textpage()
    text = unicodedata.normalize("NFC", str(textpage.get_text_range()))
    textpage.close()
    page.close()
    # PDFium writes U+FFFE for a hyphen that ends a line; in Vietnamese it belongs to the word (01-QĐ/TU)
    return text.replace("\r\n", "\n").replace("\ufffe", "-")


def _words(text: Any, count: int) -> Iterator[Word]:
    """Runs of characters between white space; PDFium's mark for a hyphen at the end of a line ends a word too."""
    letters = _letters(text, count)
    for run in _RUN.finditer(letters):
        yield _word(text, letters, *run.span())


def _letters(text: Any, count: int) -> str:
    """The characters of a page, asked for at once; one by one where PDFium leaves some out of its text."""
    held = ctypes.create_string_buffer(2 * (count + 1))
    written = pdfium_c.FPDFText_GetText(text, 0, count, ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort)))
    letters = held.raw[: 2 * count].decode("utf-16-le", "replace")
    if written == count + 1 and len(letters) == count:
        return letters
    return "".join(chr(pdfium_c.FPDFText_GetUnicode(text, index)) for index in range(count))


def _word(text: Any, letters: str, start: int, end: int) -> Word:
    first, last = _letter_box(text, start), _letter_box(text, end - 1)
    region = Region(left=first.left, bottom=first.bottom, right=last.right, top=first.top)
    return Word(text=unicodedata.normalize("NFC", letters[start:end].replace("\ufffe", "-")), region=region)


def _letter_box(text: Any, index: int) -> Any:
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(text, index, box)
    return box


def _render(page: Any, dpi: int, *, shrink: int = 1, **options: Any) -> Image.Image:
    bitmap = page.render(scale=dpi / 72, **options)
    shared = bitmap.to_pil()  # its points are those of the bitmap, which is closed here
    picture: Image.Image = shared.copy() if shrink == 1 else shared.reduce(shrink)
    bitmap.close()
    page.close()
    return picture


def _fills(image: Any, page: Any) -> bool:
    """True when the picture stands upright and covers the page; a turned or mirrored one must be rendered."""
    a, b, c, d, _, _ = image.get_matrix().get()
    if a <= 0 or d <= 0 or math.hypot(b, c) > 0.01 * math.hypot(a, d):
        return False
    left, bottom, right, top = image.get_bounds()
    width, height = page.get_width(), page.get_height()  # turning a page does not change its area
    return bool((right - left) * (top - bottom) >= _FULL_PAGE * width * height)


def _collect_fonts(resources: Any, names: set[str], seen: set[int], *, depth: int) -> None:
    """Gather font names from resources and from the drawings (form objects) inside them."""
    if resources is None or depth == 0:
        return
    held = resources.get_object()
    if id(held) in seen:
        return
    seen.add(id(held))
    for font in _members(held, "/Font"):
        names.add(str(font.get("/BaseFont", "/?"))[1:].split("+", 1)[-1])
    for drawing in _members(held, "/XObject"):
        _collect_fonts(drawing.get("/Resources"), names, seen, depth=depth - 1)


def _members(resources: Any, kind: str) -> Iterator[Any]:
    group = resources.get(kind)
    if group is not None:
        for member in group.get_object().values():
            yield member.get_object()
