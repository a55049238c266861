"""Print packs: the documents of one signing, in signing order, under a cover, every page with its page code.

Knows how PDFs become one pile of paper, which page of the pile is which page of which document, and that what was
converted together stays together: pages are taken from the joined PDF, whose fonts are then in the pack once. Does not
choose documents, order or keys; they are given. A signing copy bears no number and date, so neither is part of a code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import PrintMismatch, UsageError
from docgen.media import pagecode, pdf, pile
from docgen.media.durable import write_remade
from docgen.media.scratch import scratch_folder
from docgen.messages import tr
from docgen.printing.converter import Converter
from docgen.printing.cover import Cover, CoverLine, build_cover, build_mark
from registry.codes import PageCode, page_code


@dataclass(frozen=True, kw_only=True)
class PackItem:
    """One document of a pack; `pages` is what the PDF must have, `input_digest` the SHA-256 of its render input.

    `run` is the joined PDF in which the document begins on page `first`, None when it was converted alone. From page
    `one_sided` on nothing is printed on backs, None when there is no such page.
    """

    document: str
    title: str
    holder: str
    post: str
    pdf: Path
    pages: int
    input_digest: str
    run: Path | None = None
    first: int = 1
    one_sided: int | None = None

    def page_in_file(self, page: int) -> pile.PageOf:
        """Where the page lies: in the joined PDF when there is one."""
        return (self.run, self.first + page - 1) if self.run else (self.pdf, page)


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

    With `duplex` each document begins on a new sheet, and so does each of its pages that is printed on one side; a
    `draft` bears "BẢN NHÁP" across its pages instead of page codes. Every code is read back from the finished pages.
    PrintMismatch names the document and page where a code has no room, cannot be read or pages are missing.
    """
    _check_items(items, draft=draft)
    with scratch_folder() as room:
        cover = _cover(items, office_name, title, on, duplex=duplex, draft=draft)
        papers = _convert(room, converter, cover, draft=draft)
        front = pdf.page_count(papers[0])
        laid = _laid(items, front, duplex=duplex)
        page_map = tuple(page for page in laid if page is not None)
        codes = {} if draft else _codes(items, page_map, key, generation)
        made = room / "pile.pdf"
        pile.assemble(
            [*((papers[0], page) for page in range(1, front + 1)), *_sources(items, laid)],
            made,
            drawings=pagecode.drawings_of(codes),
            fonts=pagecode.FONTS,
            under=papers[1] if draft else None,
            title=title,
            producer=converter.name,
        )
        pagecode.check_readable(made, codes)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_remade(target, made.read_bytes())
    return PrintPack(
        path=target,
        documents=len(items),
        document_pages=len(page_map),
        total_pages=front + len(laid),
        sheets=_sheets(laid[front % 2 :] if duplex else laid, duplex=duplex),
        page_map=page_map,
    )


def stamp_document(
    item: PackItem, target: Path, *, key: bytes, generation: int, pages: Collection[int] | None = None
) -> None:
    """Write one document alone, or the given `pages` of it, with the codes it bears in a pack: for reprints.

    UnsafeFile when the document has no such page.
    """
    _check_items([item], draft=False)
    wanted = sorted(set(range(1, item.pages + 1) if pages is None else pages))
    for page in wanted:
        if not 1 <= page <= item.pages:
            raise pdf.no_such_page(item.pdf, page)
    codes = {at: _code(item, page, key, generation) for at, page in enumerate(wanted, start=1)}
    with scratch_folder() as room:
        made = room / item.pdf.name
        drawings = pagecode.drawings_of(codes)
        sources = [(item.pdf, page) for page in wanted]
        pile.assemble(sources, made, drawings=drawings, fonts=pagecode.FONTS, title=item.title)
        pagecode.check_readable(made, codes)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_remade(target, made.read_bytes())


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


def _cover(items: Sequence[PackItem], office_name: str, title: str, on: dt.date, *, duplex: bool, draft: bool) -> Cover:
    return Cover(
        office_name=office_name,
        title=title,
        on=on,
        lines=[_cover_line(item) for item in items],
        sheets=_sheets(_laid(items, 0, duplex=duplex), duplex=duplex),
        is_duplex=duplex,
        is_draft=draft,
        is_annex_one_sided=any(item.one_sided for item in items),
    )


def _cover_line(item: PackItem) -> CoverLine:
    return CoverLine(document=item.document, title=item.title, holder=item.holder, post=item.post, pages=item.pages)


def _convert(room: Path, converter: Converter, cover: Cover, *, draft: bool) -> tuple[Path, ...]:
    """The cover as PDF, and for a draft the page to be drawn under the others."""
    papers = {"cover.docx": build_cover(cover)} | ({"mark.docx": build_mark()} if draft else {})
    for name, data in papers.items():
        (room / name).write_bytes(data)
    return converter.convert([room / name for name in papers], room)


def _laid(items: Sequence[PackItem], front: int, *, duplex: bool) -> list[PackPage | None]:
    """What follows the `front` pages of the cover; None is an empty page, so that the next one begins a sheet."""
    laid: list[PackPage | None] = []
    for item in items:
        for page in range(1, item.pages + 1):
            begins = page == 1 or (item.one_sided is not None and page >= item.one_sided)
            if duplex and begins and (front + len(laid)) % 2:
                laid.append(None)
            number = front + len(laid) + 1
            laid.append(PackPage(pack_page=number, document=item.document, page=page, pages=item.pages))
    return laid


def _sheets(laid: Sequence[PackPage | None], *, duplex: bool) -> int:
    """Sheets of paper for pages that begin on a front."""
    return -(-len(laid) // 2) if duplex else len(laid)


def _sources(items: Sequence[PackItem], laid: Sequence[PackPage | None]) -> list[pile.PageOf | None]:
    by_document = {item.document: item for item in items}
    return [None if page is None else by_document[page.document].page_in_file(page.page) for page in laid]


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
