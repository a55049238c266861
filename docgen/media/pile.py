"""PDF pages put on one pile: joined, taken apart, stamped, marked underneath.

With `pdf` the only module that knows pypdf; the same input gives the same bytes (no dates, no random identity). What
several pages share, a font above all, is written once. Does not know what a page code is or where a file came from.
Pages count from 1 and lengths are in points (1/72 inch).
"""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, IndirectObject, NameObject, StreamObject

from docgen.media import pdf
from docgen.media.durable import write_durably

A4 = (595.276, 841.89)
PageOf = tuple[Path, int]  # a file and one of its pages
_MARK = NameObject("/DocgenMark")
_SLANT = math.radians(50)


def assemble(
    pages: Sequence[PageOf | None],
    target: Path,
    *,
    drawings: Mapping[int, bytes] | None = None,
    fonts: Mapping[str, str] | None = None,
    under: Path | None = None,
    title: str = "",
    producer: str = "",
) -> None:
    """Write the pages in their order to `target`, whole or not at all; None is an empty A4 page.

    `drawings` and `fonts` are as in `stamp`, by page of the pile. The first page of the file `under` is drawn below
    every page that bears something, slanting across its middle. UnsafeFile names a file that is damaged or
    lacks a page.
    """
    writer = PdfWriter()
    readers: dict[Path, Any] = {}
    for page in pages:
        if page is None:
            writer.add_blank_page(*A4)
        else:
            _take(writer, *page, readers)
    if under is not None:
        _mark(writer, under, [number for number, page in enumerate(pages, start=1) if page is not None])
    _stamp(writer, target, drawings or {}, fonts or {})
    _write(writer, target, title=title, producer=producer)


def merge(paths: Sequence[Path], target: Path, *, blank_after: Collection[int] = ()) -> int:
    """Join files in order into `target` and return its page count; identical objects are kept once.

    After each file whose position (from 0) is in `blank_after` an empty A4 page follows.
    """
    pages: list[PageOf | None] = []
    for position, path in enumerate(paths):
        pages += [(path, number) for number in range(1, pdf.page_count(path) + 1)]
        if position in blank_after:
            pages.append(None)
    assemble(pages, target)
    return len(pages)


def extract(path: Path, pages: Sequence[int], target: Path, *, producer: str = "") -> None:
    """Write the given pages, in the given order, to `target`; UnsafeFile when a page does not exist."""
    assemble([(path, page) for page in pages], target, producer=producer)


def split(path: Path, parts: Mapping[Path, Sequence[int]], *, producer: str = "") -> None:
    """Write each part's pages of one file to its own target; the file is read once, the targets are not flushed."""
    collect({target: [(path, page) for page in pages] for target, pages in parts.items()}, producer=producer)


def collect(parts: Mapping[Path, Sequence[PageOf]], *, producer: str = "") -> None:
    """Write each part's pages, from wherever they lie, to its own target; every file is read once.

    The targets are not flushed to the disk: they are many, and whoever keeps them copies them to their place.
    """
    readers: dict[Path, Any] = {}
    for target, pages in parts.items():
        writer = PdfWriter()
        for path, page in pages:
            _take(writer, path, page, readers)
        target.write_bytes(_bytes(writer, producer=producer))  # a reader for each file: nothing lies there twice


def stamp(
    path: Path, target: Path, drawings: Mapping[int, bytes], *, fonts: Mapping[str, str], title: str = ""
) -> None:
    """Draw over the given pages and write all pages to `target`.

    `drawings` holds content operators in the coordinates of the page as it is read; `fonts` names the standard
    Type 1 fonts they use, for instance {"DocgenCode": "Times-Roman"} (ASCII text only).
    """
    pdf.check_size(path)
    with pdf.translated(path):
        writer = PdfWriter(clone_from=path)
        _stamp(writer, path, drawings, fonts)
    _write(writer, target, title=title)


def starts(path: Path) -> dict[str, int]:
    """The page on which each named place of the file lies; empty when it names none."""
    pdf.check_size(path)
    with pdf.translated(path):
        reader = PdfReader(path)
        places = reader.named_destinations
        pages = {_number_of(page.indirect_reference): at for at, page in enumerate(reader.pages, start=1)}
        found = {name.lstrip("/"): _number_of(place.page) for name, place in places.items()}
        return {name: pages[number] for name, number in found.items() if number in pages}


def _number_of(page: Any) -> int | None:
    return page.idnum if isinstance(page, IndirectObject) else None


def _take(writer: PdfWriter, path: Path, page: int, readers: dict[Path, Any]) -> None:
    """Add one page; one reader for each file, so that what its pages share is written once."""
    with pdf.translated(path):
        if path not in readers:
            pdf.check_size(path)
            readers[path] = PdfReader(path).pages
            len(readers[path])
        if not 1 <= page <= len(readers[path]):
            raise pdf.no_such_page(path, page)
        writer.add_page(readers[path][page - 1])


def _stamp(writer: PdfWriter, path: Path, drawings: Mapping[int, bytes], fonts: Mapping[str, str]) -> None:
    if not drawings:
        return
    shared = {f"/{name}": _standard_font(writer, base) for name, base in fonts.items()}
    widened: dict[int, Any] = {}
    for number, drawing in sorted(drawings.items()):
        if not 1 <= number <= len(writer.pages):
            raise pdf.no_such_page(path, number)
        page = writer.pages[number - 1]
        _add_resources(writer, page, "/Font", shared, widened)
        _draw(writer, page, after=_to_reading_coordinates(page) + drawing)


def _mark(writer: PdfWriter, under: Path, pages: Sequence[int]) -> None:
    """Draw the first page of `under` below the given pages, slanting across the middle of each as it is read."""
    with pdf.translated(under):
        source = PdfReader(under).pages[0]
        width, height = float(source.mediabox.width), float(source.mediabox.height)
        form = StreamObject()
        form.set_data(_drawn_by(source))
        entries = {"/Type": NameObject("/XObject"), "/Subtype": NameObject("/Form"), "/BBox": source.mediabox}
        entries["/Resources"] = source["/Resources"].get_object()
        form.update({NameObject(key): value.clone(writer) for key, value in entries.items()})
        drawn = {str(_MARK): writer._add_object(form.flate_encode())}
    widened: dict[int, Any] = {}
    for number in pages:
        page = writer.pages[number - 1]
        across, up = (float(page.cropbox.width), float(page.cropbox.height))
        if page.rotation % 180:
            across, up = up, across
        place = _slanting((across / 2, up / 2), (width / 2, height / 2))
        _add_resources(writer, page, "/XObject", drawn, widened)
        _draw(writer, page, before=_to_reading_coordinates(page) + place + b" /DocgenMark Do")


def _slanting(middle: tuple[float, float], of: tuple[float, float]) -> bytes:
    """The operator that turns a drawing about its middle `of` and lays that on `middle`."""
    cos, sin = math.cos(_SLANT), math.sin(_SLANT)
    right = middle[0] - (cos * of[0] - sin * of[1])
    up = middle[1] - (sin * of[0] + cos * of[1])
    return b"%.5f %.5f %.5f %.5f %.2f %.2f cm" % (cos, sin, -sin, cos, right, up)


def _draw(writer: PdfWriter, page: Any, *, before: bytes = b"", after: bytes = b"") -> None:
    """Let the page draw more, below and above what it draws now, in one stream: small, and packed as one.

    Each is shut between q and Q, so that the transformations of one do not move the others.
    """
    pieces = (piece for piece in (before, _drawn_by(page), after) if piece)
    stream = StreamObject()
    stream.set_data(b"\n".join(b"q " + piece + b"\nQ" for piece in pieces))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode(level=9))


def _drawn_by(page: Any) -> bytes:
    """The operators a page draws now."""
    contents = page.get("/Contents")
    held = contents.get_object() if contents is not None else ArrayObject()
    streams = [stream.get_object() for stream in held] if isinstance(held, ArrayObject) else [held]
    return b"\n".join(stream.get_data() for stream in streams)


def _add_resources(writer: PdfWriter, page: Any, kind: str, more: Mapping[str, Any], widened: dict[int, Any]) -> None:
    """Let the page use `more`; pages that share their resources go on sharing them."""
    raw: Any = page.raw_get("/Resources") if "/Resources" in page else DictionaryObject()
    shared = raw.idnum if isinstance(raw, IndirectObject) else None
    if shared is None or shared not in widened:
        resources = DictionaryObject(raw.get_object())
        held = resources.get(kind)
        both = DictionaryObject(held.get_object() if held is not None else {})
        both.update({NameObject(name): value for name, value in more.items()})
        resources[NameObject(kind)] = both
        made = writer._add_object(resources)
        if shared is not None:
            widened[shared] = made
    else:
        made = widened[shared]
    page[NameObject("/Resources")] = made


def _standard_font(writer: PdfWriter, base: str) -> Any:
    font = DictionaryObject()
    entries = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": f"/{base}", "/Encoding": "/WinAnsiEncoding"}
    font.update({NameObject(key): NameObject(value) for key, value in entries.items()})
    return writer._add_object(font)


def _to_reading_coordinates(page: Any) -> bytes:
    """The operator that puts the origin at the lower left of the page as it is read."""
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    matrices = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }
    values = matrices[page.rotation % 360]
    return b"" if values == (1, 0, 0, 1, 0, 0) else " ".join(FloatObject(v).myrepr() for v in values).encode() + b" cm "


def _write(writer: PdfWriter, target: Path, *, title: str = "", producer: str = "") -> None:
    """Write the pages whole or not at all."""
    # in one go pypdf would throw away a kept object whose only users pointed at its duplicate
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=False)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    write_durably(target, _bytes(writer, title=title, producer=producer))


def _bytes(writer: PdfWriter, *, title: str = "", producer: str = "") -> bytes:
    """The pages as a file without dates or random identity."""
    entries = {"/Title": title, "/Producer": producer}
    writer.metadata = {name: value for name, value in entries.items() if value} or None
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
