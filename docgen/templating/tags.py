"""Tags as a person typed them in Word: opened, closed, or left half open.

Knows the delimiters of Jinja and the paragraphs of WordprocessingML; does not know what a tag means. A tag must open
and close in one paragraph: Word may cut it over runs, never over paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

TAG_START = re.compile(r"\{[{%#]")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DELIMITER = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSER = {"{{": "}}", "{%": "%}", "{#": "#}"}
_COLUMNS = re.compile(r"\{[{%#]tc\s|\{%\s*(hm)\s*%\}")
_PARAGRAPH_OPENS = re.compile(r"<w:p(?=[ >])")
_MARKUP = re.compile(r"<[^>]*>")

ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""What docxtpl writes for the signs of tags, and the signs."""


class SlipKind(StrEnum):
    """How a tag is half written."""

    NOT_CLOSED = "not_closed"
    NOT_OPENED = "not_opened"


@dataclass(frozen=True, kw_only=True)
class TagSlip:
    """A half-written tag: which `delimiter` lacks its partner, in which paragraph `text`."""

    kind: SlipKind
    delimiter: str
    text: str


def has_tag(xml: str) -> bool:
    """True when `xml` holds the start of a tag."""
    return TAG_START.search(xml) is not None


def has_escape(xml: str) -> bool:
    """True when `xml` holds one of docxtpl's escapes, which stand for the signs of tags."""
    return any(escape in xml for escape, _ in ESCAPES)


def paragraph_texts(xml: bytes) -> Iterator[str]:
    """The visible text of each paragraph of a part, runs joined, as Word shows it."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))


def slips(text: str) -> Iterator[TagSlip]:
    """The half-written tags of one paragraph."""
    opened = ""
    for found in _DELIMITER.finditer(text):
        delimiter = found.group()
        if delimiter in _CLOSER and not opened:
            opened = delimiter
        elif delimiter in _CLOSER and opened != "{#":
            yield TagSlip(kind=SlipKind.NOT_CLOSED, delimiter=opened, text=text)
            opened = delimiter
        elif opened and delimiter == _CLOSER[opened]:
            opened = ""
        elif not opened and delimiter not in _CLOSER:
            yield TagSlip(kind=SlipKind.NOT_OPENED, delimiter=delimiter, text=text)
    if opened:
        yield TagSlip(kind=SlipKind.NOT_CLOSED, delimiter=opened, text=text)


def column_tag(text: str) -> str:
    """The tag in `text` that changes the number of columns of a table (`tc` or `hm`); empty when there is none."""
    found = _COLUMNS.search(text)
    return (found.group(1) or "tc") if found else ""


def one_paragraph_per_line(xml: str) -> str:
    """`xml` with each paragraph beginning a line, so that line numbers of errors lead to paragraphs."""
    return _PARAGRAPH_OPENS.sub("\n<w:p", xml)


def visible_line(lined: str, number: int) -> str:
    """The text of line `number` (from 1) without markup, shortened for a message; empty when it has none."""
    lines = lined.split("\n")
    text = _MARKUP.sub("", lines[number - 1]).strip() if 0 < number <= len(lines) else ""
    return text if len(text) <= 120 else text[:119] + "…"
