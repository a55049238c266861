"""What a Word document says: its paragraphs in reading order and the identity in its properties.

Knows where text lies in WordprocessingML, also inside tables, text boxes and nested content controls, which
python-docx leaves out. Does not know layout, styles or what the text means.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from docgen.media.zips import Package, open_package, safe_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _R, _T = f"{_W}p", f"{_W}r", f"{_W}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_BREAKS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# moved-away text and copies for older programs are in the file, but nobody reads them
_NOT_READ = frozenset({_FALLBACK, f"{_W}moveFrom", f"{_W}del"})


def document_text(data: bytes) -> tuple[str, ...]:
    """The body's paragraphs as read, NFC, empty ones left out; () for a document without text."""
    return paragraphs_of(open_package(data).xml(_BODY))


@dataclass(frozen=True, kw_only=True)
class PrintedExtras:
    """What a printout shows beside the body's text: the reader of a PDF must not take it for foreign text.

    `margins` are the paragraphs of headers, footers and notes; `heading_rows` those of table rows that Word repeats
    on each page. The flags say that Word itself numbers paragraphs or prints page numbers.
    """

    margins: tuple[str, ...]
    heading_rows: tuple[str, ...]
    numbers_paragraphs: bool
    numbers_pages: bool


def printed_extras(data: bytes) -> PrintedExtras:
    """The extras of a document; empty and False for one that has none."""
    return printed_text(data)[1]


def printed_text(data: bytes) -> tuple[tuple[str, ...], PrintedExtras]:
    """`document_text` and `printed_extras` of a document, opened once."""
    package = open_package(data)
    body = package.xml(_BODY)
    margins = [package.xml(part) for part in package.names if _is_margin(part)]
    rows = (row for row in body.iter(f"{_W}tr") if row.find(f"{_W}trPr/{_W}tblHeader") is not None)
    extras = PrintedExtras(
        margins=tuple(text for root in margins for text in paragraphs_of(root)),
        heading_rows=tuple(text for row in rows for text in paragraphs_of(row)),
        numbers_paragraphs=_numbers_paragraphs(body)
        or (package.has(_STYLES) and _styles_number_paragraphs(package.read(_STYLES))),
        numbers_pages=any(_has_page_field(root) for root in margins),
    )
    return paragraphs_of(body), extras


def _numbers_paragraphs(root: etree._Element) -> bool:
    return root.find(f".//{_W}numPr") is not None


@lru_cache(16)
def _styles_number_paragraphs(styles: bytes) -> bool:
    """The same for the styles, which many documents of a batch share."""
    return _numbers_paragraphs(safe_xml(styles, name=_STYLES))


def section_openings(data: bytes) -> tuple[str, ...]:
    """The first paragraph with text of each section after the first one; () for a document of one section."""
    body = open_package(data).xml("word/document.xml").find(f"{_W}body")
    openings: list[str] = []
    is_new = False
    for block in () if body is None else body:
        texts = paragraphs_of(block)  # iter() gives the block itself too
        if is_new and texts:
            openings.append(texts[0])
            is_new = False
        is_new = is_new or block.find(f"{_W}pPr/{_W}sectPr") is not None
    return tuple(openings)


def identifier(data: bytes) -> str | None:
    """The dc:identifier of the core properties, or None when there is none or it is blank."""
    package = open_package(data)
    part = _core_part(package)
    if part is None:
        return None
    return (package.xml(part).findtext(_IDENTIFIER) or "").strip() or None


def paragraphs_of(root: etree._Element) -> tuple[str, ...]:
    """The paragraphs under any WordprocessingML element, as `document_text` gives them."""
    has_unread = next(root.iter(*_NOT_READ), None) is not None or next(root.iterancestors(*_NOT_READ), None) is not None
    texts = (paragraph_text(each) for each in root.iter(_P) if not (has_unread and _is_unread(each)))
    return tuple(text for text in texts if text.strip())


def paragraph_text(paragraph: etree._Element) -> str:
    """The visible text of one w:p, NFC; paragraphs of a text box inside it are not part of it."""
    pieces: list[str] = []
    _gather(paragraph, pieces)
    return unicodedata.normalize("NFC", "".join(pieces))


def _gather(element: etree._Element, pieces: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == _T:
            pieces.append(child.text or "")
        elif tag in _BREAKS:
            pieces.append(_BREAKS[tag])
        elif tag != _P and tag not in _NOT_READ and not (tag == _R and _is_hidden_run(child)) and len(child):
            _gather(child, pieces)


def _is_hidden_run(element: etree._Element) -> bool:
    """True for a run with w:vanish, which no printout shows."""
    vanish = element.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false", "off")


def _is_margin(part: str) -> bool:
    stems = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
    return part.startswith(stems) and part.endswith(".xml")


def _has_page_field(root: etree._Element) -> bool:
    """True when a margin shows the page number, written as a field of one or of several runs."""
    orders = [field.get(f"{_W}instr") or "" for field in root.iter(f"{_W}fldSimple")]
    orders += [field.text or "" for field in root.iter(f"{_W}instrText")]
    return any("PAGE" in order for order in orders)


def _is_unread(paragraph: etree._Element) -> bool:
    return any(ancestor.tag in _NOT_READ for ancestor in paragraph.iterancestors())


def _core_part(package: Package) -> str | None:
    """The core properties part: its name is free, only its relation is fixed."""
    if package.has("_rels/.rels"):
        for kind, target, outside in package.relations("_rels/.rels"):
            if kind == "core-properties" and not outside and package.has(target.lstrip("/")):
                return target.lstrip("/")
    return None
