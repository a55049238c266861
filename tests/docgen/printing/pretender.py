"""A program that behaves like LibreOffice on the command line, told by words in a document how to fail.

It sets every paragraph on a line, begins a page with every section, names the places of bookmarks when asked, and
writes down its runs. POISON ends it, HANG lets it wait; in a joined file SHIFTED moves a line and LOST leaves it out.
"""

from __future__ import annotations

import sys
import time
import zipfile
from pathlib import Path

from lxml import etree
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Line = tuple[str, int]  # its text, and points it is moved


def main(words: list[str]) -> int:
    """Convert what is asked for; 139, as a crash, at a poisoned file."""
    if "--version" in words:
        print("LibreOffice 9.8.7.6 1(Build:1)")
        return 0
    files = [Path(word) for word in words if word.endswith(".docx")]
    out = Path(words[words.index("--outdir") + 1])
    out.mkdir(parents=True, exist_ok=True)
    with Path(__file__).with_name("runs").open("a") as record:
        record.write(f"{len(files)}\n")
    for file in files:
        with zipfile.ZipFile(file) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        text = "".join(root.itertext())
        if "POISON" in text:
            return 139
        while "HANG" in text:
            time.sleep(1)
        convert(root, out / f"{file.stem}.pdf")
    return 0


def convert(root: etree._Element, target: Path) -> None:
    """Write the pages of one file."""
    pages: list[list[Line]] = [[]]
    marks: dict[str, int] = {}
    paragraphs = list(root.iter(f"{W}p"))
    is_joined = sum(mark.get(f"{W}name", "").startswith("docgen") for mark in root.iter(f"{W}bookmarkStart")) > 1
    for paragraph in paragraphs:
        marks |= {mark.get(f"{W}name", ""): len(pages) - 1 for mark in paragraph.iter(f"{W}bookmarkStart")}
        text = "".join(paragraph.itertext())
        if not (is_joined and "LOST" in text):
            pages[-1].append((text, 3 if is_joined and "SHIFTED" in text else 0))
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            pages.append([])
    write(pages, marks, target)


def write(pages: list[list[Line]], marks: dict[str, int], target: Path) -> None:
    """The pages as a PDF with the places it names."""
    writer = PdfWriter()
    font = DictionaryObject()
    for name, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Times-Roman")):
        font[NameObject(name)] = NameObject(value)
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): writer._add_object(font)})})
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        content = StreamObject()
        drawn = (f"BT /F 12 Tf {100 + off} {780 - 20 * n} Td ({text}) Tj ET" for n, (text, off) in enumerate(lines))
        content.set_data("\n".join(drawn).encode("ascii"))
        page[NameObject("/Contents")] = writer._add_object(content)
        page[NameObject("/Resources")] = fonts
    for name, number in marks.items():
        writer.add_named_destination(name, number)
    writer.write(target)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
