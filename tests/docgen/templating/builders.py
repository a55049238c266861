"""Templates built for the tests of this folder, and documents compared part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import docx
import jinja2
from docx.document import Document
from docx.oxml.parser import parse_xml
from docx.table import Table
from docxtpl import DocxTemplate
from lxml import etree

CORE = "docProps/core.xml"
STYLES_KEPT = 36
LEFT_OUT = ("stylesWithEffects", "thumbnail", "customXml")


@cache
def _blank() -> bytes:
    """python-docx's empty document without most of its styles: docxtpl reads all of them for every rendering."""
    document = docx.Document()
    styles = document.styles.element
    for style in styles.findall("{*}style")[STYLES_KEPT:]:
        styles.remove(style)
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(LEFT_OUT)]:
            del relations[key]
    return saved(document)


def blank() -> Document:
    """An empty document."""
    return docx.Document(io.BytesIO(_blank()))


def saved(document: Document) -> bytes:
    """The .docx file of `document`."""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def template_of(*paragraphs: str) -> bytes:
    """A template of plain paragraphs."""
    document = blank()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def filled_table(document: Document, rows: list[list[str]]) -> Table:
    """A table of `rows` of texts at the end of `document`."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def by_docxtpl(data: bytes, context: Mapping[str, object]) -> bytes:
    """What docxtpl itself makes of `context`, escaping on."""
    guest = DocxTemplate(io.BytesIO(data))
    guest.render(dict(context), jinja_env=jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined))
    made = io.BytesIO()
    guest.save(made)
    return made.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """The members of a zip file, unpacked, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def canonical(name: str, content: bytes) -> bytes:
    """A member for comparing: XML in canonical form, lists of the package sorted, anything else as it is."""
    if not name.endswith((".xml", ".rels")):
        return content
    root = parse_xml(content)
    if name == "[Content_Types].xml" or name.endswith(".rels"):
        root[:] = sorted(root, key=etree.tostring)
    return etree.tostring(root, method="c14n")


def differing(ours: bytes, theirs: bytes) -> list[str]:
    """The names of members that differ between two documents, core properties left out."""
    one, other = members(ours), members(theirs)
    names = (one.keys() | other.keys()) - {CORE}
    return sorted(n for n in names if n not in one or n not in other or canonical(n, one[n]) != canonical(n, other[n]))


def with_member(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A copy of the zip file `data` whose member `name` (b"" when new) is changed."""
    contents = members(data)
    contents[name] = change(contents.get(name, b""))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in contents.items():
            archive.writestr(key, content)
    return made.getvalue()


def with_footnote(data: bytes, text: str) -> bytes:
    """A copy of the template `data` with one footnote of `text`."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{word}.footnotes+xml"/></Types>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = f'<w:footnotes xmlns:w="{w}"><w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    data = with_member(data, "[Content_Types].xml", lambda old: old.replace(b"</Types>", override.encode()))
    data = with_member(
        data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation.encode())
    )
    return with_member(data, "word/footnotes.xml", lambda _: f"{note}</w:footnotes>".encode())


def text_of(data: bytes) -> str:
    """All paragraph texts of a document, one a line."""
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
