"""Word comments in the margin of a .docx: a copy that says at each place what was found there.

Knows the parts a comment needs (comments.xml, its relation and content type, the marks round a paragraph) and how to
write a package with some parts changed; does not know what the comments are about. The original is never touched.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from docgen.media.zips import Package, open_package, safe_xml

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = "word/comments.xml"
_RELS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a fixed time: the same paper and the same comments give the same bytes


@dataclass(frozen=True, kw_only=True)
class Comment:
    """What to say beside one paragraph: `paragraph` counts every w:p of the main part in document order, from 0."""

    paragraph: int
    text: str
    author: str = "docgen"


def add_comments(docx: bytes, comments: Sequence[Comment], *, name: str = "") -> bytes:
    """A copy of `docx` with `comments`; those already in it stay. A paragraph that does not exist is an IndexError."""
    package = open_package(docx, name=name)
    main = package.xml("word/document.xml")
    listed = package.xml(_PART) if package.has(_PART) else etree.Element(_w("comments"), nsmap={"w": _W})
    paragraphs = list(main.iter(_w("p")))
    first = max((_number(each) for each in listed), default=-1) + 1
    for number, comment in enumerate(comments, first):
        _mark(paragraphs[comment.paragraph], number)
        listed.append(_comment(comment, number))
    changed = {"word/document.xml": _bytes(main), _PART: _bytes(listed)}
    return with_parts(package, docx, changed | _declared(package))


def with_parts(package: Package, docx: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package of `docx` with some parts changed or added, all others as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in package.names:
            kept = zipfile.ZipInfo(part, date_time=source.getinfo(part).date_time)
            target.writestr(kept, changed.get(part) or package.read(part), zipfile.ZIP_DEFLATED)
        for part in sorted(set(changed) - set(package.names)):
            target.writestr(zipfile.ZipInfo(part, date_time=_EPOCH), changed[part], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def declared(package: Package, part: str, *, kind: str, content: str, rel: str) -> dict[str, bytes]:
    """The relations of the main part and the content types with `part` entered in both."""
    name = part.removeprefix("word/")
    rels = package.xml(_RELS) if package.has(_RELS) else _empty_relations()
    space = etree.QName(rels).namespace
    if not any(node.get("Target", "").lstrip("/") in (name, part) for node in rels):
        etree.SubElement(rels, f"{{{space}}}Relationship", Id=rel, Type=kind, Target=name)
    types = package.xml(_TYPES)
    space = etree.QName(types).namespace
    if not any(node.get("PartName") == f"/{part}" for node in types):
        etree.SubElement(types, f"{{{space}}}Override", PartName=f"/{part}", ContentType=content)
    return {_RELS: _bytes(rels), _TYPES: _bytes(types)}


def _declared(package: Package) -> dict[str, bytes]:
    return declared(package, _PART, kind=_KIND, content=_CONTENT, rel="rIdDocgenComments")


def _empty_relations() -> etree._Element:
    return safe_xml(b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>')


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _number(comment: etree._Element) -> int:
    text = comment.get(_w("id"), "")
    return int(text) if text.isdecimal() else 0


def _mark(paragraph: etree._Element, number: int) -> None:
    """Put the start of the comment before the first word of the paragraph, its end and its sign after the last."""
    mark = {_w("id"): str(number)}
    properties = paragraph.find(_w("pPr"))
    paragraph.insert(0 if properties is None else 1, etree.Element(_w("commentRangeStart"), mark))
    paragraph.append(etree.Element(_w("commentRangeEnd"), mark))
    sign = etree.SubElement(paragraph, _w("r"))
    etree.SubElement(sign, _w("commentReference"), mark)


def _comment(comment: Comment, number: int) -> etree._Element:
    initials = comment.author[:2]
    marks = {_w("id"): str(number), _w("author"): comment.author, _w("initials"): initials}
    element = etree.Element(_w("comment"), marks)
    for text in comment.text.split("\n"):
        run = etree.SubElement(etree.SubElement(element, _w("p")), _w("r"))
        said = etree.SubElement(run, _w("t"))
        said.text = "".join(char for char in text if char >= " " and char not in "\ufffe\uffff")
    return element


def _bytes(root: etree._Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
