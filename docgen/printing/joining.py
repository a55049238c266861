"""Many small Word documents as one, so that LibreOffice starts once and lays out one file.

Knows what in a document reaches over its own end (page totals, list numbers, notes, references, bookmarks, drawings'
ids) and that every paper begins a section of its own on page 1. Does not know whether the pages come out the same:
`bulk` proves that. What is not known to be harmless here is refused, and such a document is converted alone.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.media.zips import Package, open_package, safe_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_PRINTED = ("word/header", "word/footer", "word/settings")  # the parts beside the body that decide what is printed
_OWN = ("docProps/",)  # says who and when, and is not printed: no field that shows it is let through
# elements whose meaning comes from the whole file, so that a neighbour's would be mixed in
_SPANNING = tuple(
    f"{{*}}{name}"
    for name in (
        "footnoteReference",
        "endnoteReference",
        "commentReference",
        "commentRangeStart",
        "numPr",
        "altChunk",
        "subDoc",
        "object",
        "pict",
        "AlternateContent",
        "dataBinding",
        "docPartObj",
        "lnNumType",
        "evenAndOddHeaders",
        "mirrorMargins",
        "bookFoldPrinting",
        "updateFields",
    )
)
_PAGE_FIELD = re.compile(r"\s*PAGE(\s+\\\*\s*\w+)*\s*")
_BOOKMARKS = (f"{_W}bookmarkStart", f"{_W}bookmarkEnd")
_BEFORE_TYPE = frozenset(f"{_W}{name}" for name in ("headerReference", "footerReference", "footnotePr", "endnotePr"))
_AFTER_NUMBERS = frozenset(
    f"{_W}{name}"
    for name in (
        "cols",
        "formProt",
        "vAlign",
        "noEndnote",
        "titlePg",
        "textDirection",
        "bidi",
        "rtlGutter",
        "printerSettings",
        "sectPrChange",
    )
)


@dataclass(frozen=True, kw_only=True)
class Joinable:
    """What may be joined: documents of one `form` differ in their body alone; `length` counts its letters."""

    form: str
    length: int


def joinable(data: bytes) -> Joinable | None:
    """The form of a document, or None when something in it reaches over its end and it must be converted alone."""
    package = open_package(data)
    try:
        return _joinable(package)
    except UnsafeFile:
        return None  # a torn part: alone it fails alone, and is named


def _joinable(package: Package) -> Joinable | None:
    shared = [name for name in package.names if name != _BODY and not name.startswith(_OWN)]
    root = package.xml(_BODY)
    if not all(_is_plain_part(name, package.read(name)) for name in shared):
        return None
    if not _is_plain(root) or _is_numbered(root, package) or not _has_plain_sections(root):
        return None
    digest = hashlib.sha256(
        repr((root.tag, sorted(root.attrib.items()), sorted(map(repr, root.nsmap.items())))).encode()
    )
    for name in sorted(shared):
        digest.update(name.encode() + b"\0" + hashlib.sha256(package.read(name)).digest())
    return Joinable(form=digest.hexdigest(), length=sum(len(text.text or "") for text in root.iter(f"{_W}t")))


def mark(number: int) -> str:
    """The name of the place where the document with this number (from 0) begins in a joined one."""
    return f"docgen{number:05}"


def join(documents: Sequence[bytes]) -> bytes:
    """One .docx of all documents, each beginning on a new page 1 at its own mark; they must be of one form."""
    first = open_package(documents[0])
    roots = [first.xml(_BODY), *(open_package(data).xml(_BODY) for data in documents[1:])]
    body = _body(roots[0])
    for number, root in enumerate(roots):
        own = _body(root)
        _set_mark(own, number)
        _begin_anew(next(own.iter(f"{_W}sectPr")))
        if number < len(roots) - 1:
            _end_within(own)
        if number:
            body.extend(list(own))
    _number_drawings(body)
    return _written(first, etree.tostring(roots[0], xml_declaration=True, encoding="UTF-8", standalone=True))


@lru_cache(256)
def _is_plain_part(name: str, data: bytes) -> bool:
    return not name.startswith(_PRINTED) or not name.endswith(".xml") or _is_plain(safe_xml(data, name=name))


def _is_plain(root: etree._Element) -> bool:
    """True when nothing in the part reaches over the end of the document."""
    if next(root.iter(*_SPANNING), None) is not None:
        return False
    if any(link.get(f"{_W}anchor") is not None for link in root.iter("{*}hyperlink")):
        return False
    return all(_PAGE_FIELD.fullmatch(order) for order in _fields(root))


def _is_numbered(root: etree._Element, package: Package) -> bool:
    """True when a paragraph takes its number from a list through its style: the next document would count on."""
    numbered = _numbered_styles(package.read(_STYLES)) if package.has(_STYLES) else frozenset()
    return any(style.get(f"{_W}val") in numbered for style in root.iter(f"{_W}pStyle"))


@lru_cache(64)
def _numbered_styles(data: bytes) -> frozenset[str]:
    """The styles that number their paragraphs, by themselves or through the style they are based on."""
    based: dict[str, str] = {}
    numbered: set[str] = set()
    for style in safe_xml(data, name=_STYLES).iter(f"{_W}style"):
        name, parent = style.get(f"{_W}styleId") or "", style.find(f"{_W}basedOn")
        based[name] = "" if parent is None else parent.get(f"{_W}val") or ""
        if style.find(f"{_W}pPr/{_W}numPr") is not None:
            numbered.add(name)
    while more := {name for name, parent in based.items() if parent in numbered} - numbered:
        numbered |= more
    return frozenset(numbered)


def _fields(root: etree._Element) -> Iterator[str]:
    yield from (field.get(f"{_W}instr") or "" for field in root.iter(f"{_W}fldSimple"))
    yield from (field.text or "" for field in root.iter(f"{_W}instrText"))


def _has_plain_sections(root: etree._Element) -> bool:
    """True when the last section ends in a paragraph, and the first one sets every header and footer that follows."""
    body = _body(root)
    sections = list(body.iter(f"{_W}sectPr"))
    if len(body) < 2 or not sections or body[-1] is not sections[-1]:
        return False
    if body[-2].tag != f"{_W}p" or body[-2].find(f"{_W}pPr/{_W}sectPr") is not None:
        return False
    kinds = {section.find(f"{_W}type").get(f"{_W}val") for section in sections if section.find(f"{_W}type") is not None}
    used = [_references(section) for section in sections]
    return kinds <= {"nextPage", "continuous"} and all(later <= used[0] for later in used)


def _references(section: etree._Element) -> set[tuple[str, str]]:
    kinds = (f"{_W}headerReference", f"{_W}footerReference")
    return {(str(child.tag), child.get(f"{_W}type") or "default") for child in section if child.tag in kinds}


def _body(root: etree._Element) -> etree._Element:
    found = root.find(f"{_W}body")
    if found is None:
        raise ValueError("a Word document without a body")
    return found


def _set_mark(body: etree._Element, number: int) -> None:
    """Take the document's own bookmarks away (nothing refers to them) and mark its first paragraph."""
    for old in list(body.iter(*_BOOKMARKS)):
        parent = old.getparent()
        if parent is not None:
            parent.remove(old)
    paragraph = next(body.iter(f"{_W}p"))
    at = 1 if len(paragraph) and paragraph[0].tag == f"{_W}pPr" else 0
    for tag in reversed(_BOOKMARKS):
        element = etree.Element(tag, {f"{_W}id": str(number)})
        if tag == _BOOKMARKS[0]:
            element.set(f"{_W}name", mark(number))
        paragraph.insert(at, element)


def _begin_anew(section: etree._Element) -> None:
    """Let the first section of a document begin on a new page with number 1, unless it says another number."""
    kind = section.find(f"{_W}type")
    if kind is None:
        kind = etree.Element(f"{_W}type")
        section.insert(sum(child.tag in _BEFORE_TYPE for child in section), kind)
    kind.set(f"{_W}val", "nextPage")
    numbers = section.find(f"{_W}pgNumType")
    if numbers is None:
        numbers = etree.Element(f"{_W}pgNumType")
        behind = next((at for at, child in enumerate(section) if child.tag in _AFTER_NUMBERS), len(section))
        section.insert(behind, numbers)
    if numbers.get(f"{_W}start") is None:
        numbers.set(f"{_W}start", "1")


def _end_within(body: etree._Element) -> None:
    """Move the last section's properties into the last paragraph, where Word keeps those of inner sections."""
    section, paragraph = body[-1], body[-2]
    body.remove(section)
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    changes = properties.find(f"{_W}pPrChange")
    properties.insert(len(properties) if changes is None else properties.index(changes), section)


def _number_drawings(body: etree._Element) -> None:
    for number, drawing in enumerate(body.iter(f"{_WP}docPr"), start=1):
        drawing.set("id", str(number))


def _written(package: Package, document: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in package.names:
            content = document if name == _BODY else package.read(name)
            archive.writestr(name, content)
    return buffer.getvalue()
