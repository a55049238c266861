"""Which parts of a template carry tags, and their source for Jinja, as docxtpl prepares it.

One of the two doors to docxtpl (the other is `guest`): its `patch_xml` turns Word's runs into Jinja source, its
`resolve_listing` turns line breaks in values into Word's, its `fix_tables` tells whether a table would be repaired.
Nothing is rendered here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docxtpl import DocxTemplate
from lxml import etree

from docgen.errors import TemplateError
from docgen.messages import tr
from docgen.templating.tags import column_tag, has_escape, has_tag, paragraph_texts

# no line end after it: it would look like a line break in a value
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
FIRST_DRAWING_ID = 1001  # where docxtpl's fix_docpr_ids begins
_NOTES = ("footnotes+xml", "endnotes+xml")
_PROPERTIES = ("core-properties+xml", "custom-properties+xml")
_CUSTOM_ITEM = re.compile(r"customXml/item\d+\.xml$")
_DRAWING_ID = re.compile(r"(<wp:docPr\b[^>]*?\sid=\")[^\"]*(\")")
_BODY_START = re.compile(r"<w:body\b[^>]*>")


class PartKind(StrEnum):
    """What a part with tags is to the reader."""

    BODY = "body"
    STORY = "story"  # header or footer
    NOTES = "notes"  # footnotes, endnotes
    PROPERTIES = "properties"  # core and custom properties, custom XML items


@dataclass(frozen=True, kw_only=True)
class PartSource:
    """One part with tags: its `member` name in the zip, its Jinja `source`, and its column tag (tc, hm, or empty)."""

    member: str
    kind: PartKind
    source: str
    column_tag: str = ""


def part_sources(data: bytes, contents: dict[str, bytes], name: str) -> tuple[PartSource, ...]:
    """The sources of all parts that must be rendered; `contents` are the members of `data` by name."""
    guest = DocxTemplate(io.BytesIO(data))
    try:
        guest.init_docx()
        parts = list(guest.docx.part.package.iter_parts())
        return (_body(guest, contents), *_stories(guest), *_others(parts, contents))
    except (OpcError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as cause:
        raise TemplateError(
            tr("Không đọc được mẫu {name}: cấu trúc tài liệu Word bị hỏng.", name=name),
            advice=tr("Mở mẫu bằng Word rồi lưu lại dạng .docx."),
        ) from cause


def resolved(xml: bytes) -> bytes:
    """`xml` with line breaks and tabs in texts turned into Word's own; unchanged, and cheap, when there are none."""
    if not (b"\n" in xml or b"\t" in xml or b"\a" in xml or b"\f" in xml):
        return xml
    return str(DocxTemplate(io.BytesIO()).resolve_listing(xml.decode())).encode()


def grid_changes(xml: str) -> bool:
    """True when docxtpl would change the columns of a table of `xml` that has rows."""
    plain = etree.fromstring(xml)
    try:
        repaired = DocxTemplate(io.BytesIO()).fix_tables(xml)
    except AttributeError:  # a table without tblGrid: docxtpl cannot repair it, and we need not
        return False
    tables = zip(plain.iter("{*}tbl"), repaired.iter("{*}tbl"), strict=True)
    changed = [before for before, after in tables if _grid(before) != _grid(after)]
    return any(next(table.iter("{*}tr"), None) is not None for table in changed)


def _grid(table: etree._Element) -> list[str | None]:
    grid = table.find("{*}tblGrid")
    return [] if grid is None else [next(iter(column.values()), None) for column in grid.iterchildren("{*}gridCol")]


def _patched(xml: str) -> str:
    return str(DocxTemplate(io.BytesIO()).patch_xml(xml))


def _body(guest: DocxTemplate, contents: dict[str, bytes]) -> PartSource:
    part = guest.docx.part
    member = part.partname.membername
    root = etree.fromstring(etree.tostring(part.element))
    body = root.find("{*}body")
    inside = _patched(guest.get_xml())
    if body.nsmap == root.nsmap:
        inside = _BODY_START.sub("<w:body>", inside, count=1)
    mark = etree.Comment("docgen body")
    root.replace(body, mark)
    frame = etree.tostring(root, encoding="unicode")
    source = DECLARATION + frame.replace("<!--docgen body-->", _renumbered(inside))
    return PartSource(member=member, kind=PartKind.BODY, source=source, column_tag=_first_column_tag(contents[member]))


def _first_column_tag(xml: bytes) -> str:
    return next(filter(None, map(column_tag, paragraph_texts(xml))), "")


def _renumbered(xml: str) -> str:
    numbers = iter(range(FIRST_DRAWING_ID, FIRST_DRAWING_ID + len(xml)))
    return _DRAWING_ID.sub(lambda found: f"{found[1]}{next(numbers)}{found[2]}", xml)


def _stories(guest: DocxTemplate) -> Iterator[PartSource]:
    for uri in (guest.HEADER_URI, guest.FOOTER_URI):
        for _, part in guest.get_headers_footers(uri):
            xml = guest.get_part_xml(part)
            source = _patched(xml)
            if has_tag(source) or _is_changed(source, xml.encode()):
                yield PartSource(member=part.partname.membername, kind=PartKind.STORY, source=DECLARATION + source)


def _others(parts: list[Part], contents: dict[str, bytes]) -> Iterator[PartSource]:
    for part in parts:
        member = part.partname.membername
        kind = _other_kind(member, part.content_type)
        if kind and member in contents:
            source = _patched(contents[member].decode("utf-8-sig"))
            if has_tag(source) or (kind is PartKind.NOTES and _is_changed(source, contents[member])):
                yield PartSource(member=member, kind=kind, source=source)


def _is_changed(source: str, xml: bytes) -> bool:
    """True when docxtpl changes a part without tags too: escapes, and signs that become Word's own breaks."""
    return has_escape(source) or resolved(source.encode()) != xml


def _other_kind(member: str, content_type: str) -> PartKind | None:
    if content_type.endswith(_NOTES):
        return PartKind.NOTES
    if content_type.endswith(_PROPERTIES) or _CUSTOM_ITEM.fullmatch(member):
        return PartKind.PROPERTIES
    return None
