"""On which page of a .docx a paragraph stands, as LibreOffice lays it out.

Knows how to mark paragraphs and to find the marks in the PDF; changes only a copy. A page is known only where a
converter is: the file itself does not say.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from lxml import etree

from docgen.media import pile
from docgen.media.comments import with_parts
from docgen.media.zips import open_package
from docgen.printing.converter import Batch, Converter

_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAME = "docgenplace"  # letters and digits only: the PDF writes others in code
_FIRST_ID = 900_000  # above the bookmarks of the document


def paragraph_pages(converter: Converter, docx: bytes, paragraphs: Collection[int]) -> Mapping[int, int]:
    """The page, from 1, of each of `paragraphs` (every w:p of the main part counts, from 0); {} when it will not do."""
    with tempfile.TemporaryDirectory(prefix="docgen-pages-", ignore_cleanup_errors=True) as name:
        source = Path(name) / "mau.docx"
        source.write_bytes(_marked(docx, sorted(set(paragraphs))))
        if converter.convert_batches([Batch(files=(source,))], Path(name) / "out", marks=True):
            return {}
        found = pile.starts(Path(name) / "out" / "mau.pdf")
    return {int(mark.removeprefix(_NAME)): page for mark, page in found.items() if mark.startswith(_NAME)}


def _marked(docx: bytes, paragraphs: Collection[int]) -> bytes:
    """A copy with a bookmark at the beginning of each of the paragraphs."""
    package = open_package(docx)
    root = package.xml(_MAIN)
    every = list(root.iter(f"{_W}p"))
    for order in paragraphs:
        properties = every[order].find(f"{_W}pPr")
        at = 0 if properties is None else 1
        number = {f"{_W}id": str(_FIRST_ID + order)}
        every[order].insert(at, etree.Element(f"{_W}bookmarkEnd", number))
        every[order].insert(at, etree.Element(f"{_W}bookmarkStart", number | {f"{_W}name": f"{_NAME}{order}"}))
    return with_parts(package, docx, {_MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})
