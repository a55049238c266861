"""Print packs: the documents of one signing, in signing order, under a cover, every page with its page code.

Knows how PDFs become one pile of paper and which page of the pile is which page of which document. Does not choose
documents, order or keys; they are given. A signing copy bears no number and date, so neither is part of a code.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import PrintMismatch, UsageError
from docgen.media import pagecode, pdf
from docgen.messages import tr
from docgen.printing.converter import Converter
from docgen.printing.cover import Cover, CoverLine, build_cover
from registry.codes import PageCode, page_code


@dataclass(frozen=True, kw_only=True)
class PackItem:
    """One document of a pack; `pages` is what the PDF must have, `input_digest` the SHA-256 of its render input."""

    document: str
    title: str
    holder: str
    post: str
    pdf: Path
    pages: int
    input_digest: str


@dataclass(frozen=True, kw_only=True)
class PackPage:
    """One page of the pile that belongs to a document; all numbers count from 1."""

    pack_page: int
    document: str
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class PrintPack:
    """A pack that was written; `page_map` leaves out cover and empty pages, `sheets` leaves out the cover."""

    path: Path
    documents: int
    document_pages: int
    total_pages: int
    sheets: int
    page_map: tuple[PackPage, ...]


def build_pack(
    items: Sequence[PackItem],
    target: Path,
    *,
    converter: Converter,
    key: bytes,
    generation: int,
    office_name: str,
    title: str,
    on: dt.date,
    duplex: bool = False,
    draft: bool = False,
) -> PrintPack:
    """Write cover, list and all documents in the given order to `target`, whole or not at all.

    With `duplex` each document begins on a new sheet; a `draft` bears no page codes. PrintMismatch names the document
    and page where a code has no room or pages are missing.
    """
    _check_items(items, draft=draft)
    sheets = sum(-(-item.pages // 2) if duplex else item.pages for item in items)
    cover = Cover(
        office_name=office_name,
        title=title,
        on=on,
        lines=[_cover_line(item) for item in items],
        sheets=sheets,
        is_duplex=duplex,
        is_draft=draft,
    )
    with tempfile.TemporaryDirectory(prefix="docgen-pack-", ignore_cleanup_errors=True) as name:
        room = Path(name)
        counts = [_convert_cover(cover, converter, room), *(item.pages for item in items)]
        blanks = [position for position, count in enumerate(counts) if duplex and count % 2]
        pile = room / "pile.pdf"
        total = pdf.merge([room / "cover.pdf", *(item.pdf for item in items)], pile, blank_after=blanks)
        page_map = _page_map(items, counts[0], duplex=duplex)
        codes = {} if draft else _codes(items, page_map, key, generation)
        target.parent.mkdir(parents=True, exist_ok=True)
        pagecode.draw_codes(pile, target, codes, title=title)
    return PrintPack(
        path=target,
        documents=len(items),
        document_pages=len(page_map),
        total_pages=total,
        sheets=sheets,
        page_map=page_map,
    )


def stamp_document(item: PackItem, target: Path, *, key: bytes, generation: int) -> None:
    """Write one document alone with its page codes, the same as it bears in a pack: for reprints."""
    _check_items([item], draft=False)
    codes = {page: _code(item, page, key, generation) for page in range(1, item.pages + 1)}
    target.parent.mkdir(parents=True, exist_ok=True)
    pagecode.draw_codes(item.pdf, target, codes, title=item.title)


def _check_items(items: Sequence[PackItem], *, draft: bool) -> None:
    """Every document is there, whole and with room for its codes, before a page is written."""
    if not items:
        raise UsageError(tr("Bộ in không có văn bản nào."), advice=tr("Hãy chọn ít nhất một văn bản."))
    for item in items:
        found = pdf.page_count(item.pdf)
        if found != item.pages:
            raise PrintMismatch(
                tr("{file} có {found} trang, phải có {pages}.", file=item.pdf.name, found=found, pages=item.pages),
                advice=tr("Hãy chuyển lại văn bản sang PDF rồi in lại."),
            )
        if not draft:
            pagecode.check_place_is_free(item.pdf, range(1, item.pages + 1))


def _cover_line(item: PackItem) -> CoverLine:
    return CoverLine(document=item.document, title=item.title, holder=item.holder, post=item.post, pages=item.pages)


def _convert_cover(cover: Cover, converter: Converter, room: Path) -> int:
    """Make cover.pdf in `room` and return its page count."""
    source = room / "cover.docx"
    source.write_bytes(build_cover(cover))
    (made,) = converter.convert([source], room)
    return pdf.page_count(made)


def _page_map(items: Sequence[PackItem], cover_pages: int, *, duplex: bool) -> tuple[PackPage, ...]:
    """Which page of the pile is which; with `duplex` each document begins on an odd page of the pile."""
    pages: list[PackPage] = []
    before = cover_pages
    for item in items:
        before += before % 2 if duplex else 0
        numbers = range(1, item.pages + 1)
        pages += [PackPage(pack_page=before + n, document=item.document, page=n, pages=item.pages) for n in numbers]
        before += item.pages
    return tuple(pages)


def _codes(items: Sequence[PackItem], page_map: Sequence[PackPage], key: bytes, generation: int) -> dict[int, PageCode]:
    by_document = {item.document: item for item in items}
    return {each.pack_page: _code(by_document[each.document], each.page, key, generation) for each in page_map}


def _code(item: PackItem, page: int, key: bytes, generation: int) -> PageCode:
    return page_code(
        key,
        generation=generation,
        document=item.document,
        page=page,
        pages=item.pages,
        input_digest=item.input_digest,
    )
