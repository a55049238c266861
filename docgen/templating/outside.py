"""What in a template would reach out when Word shows the papers made of it, or load work on whoever reads it.

Knows the fields, relations and pictures by which Word takes in foreign content, and how many tags a person writes;
opens nothing. Everything here is told in words for a refusal; empty means nothing was found.
"""

from __future__ import annotations

import re

from docgen.messages import tr

MAX_TAGS = 6_000  # signs of tags in one part; docxtpl's patterns take quadratic time

_MARKUP = re.compile(rb"<[^>]*>")
_SIGN = re.compile(rb"\{[{%#]|[}%#]\}")
_GAP = re.compile(rb"\s{200}")
_TAG = re.compile(rb"\{%[^{}]*")
_INSTRUCTION = re.compile(rb"<w:instrText\b[^>]*>([^<]*)</w:instrText>|\bw:instr=\"([^\"]*)\"|(<w:fldChar\b)")
_FIELD = re.compile(
    rb"^\s*(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|LINK|IMPORT|DATABASE|RD|EMBED|MACROBUTTON)\b", re.IGNORECASE
)
_DRAWN = re.compile(
    rb"<v:(?:imagedata|fill|stroke)\b[^>]*?\s(?:src|o:href)\s*=\s*[\"'](?:[a-z]+:|\\\\|//)", re.IGNORECASE
)
_LINK_SCHEMES = re.compile(r"(?:https?|mailto|ftp|tel):|#", re.IGNORECASE)
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)


def reaching_out(xml: bytes) -> str:
    """Why a part is refused: a field, a picture or a data source from elsewhere."""
    if field := _foreign_field(xml):
        return tr("có trường Word lấy nội dung từ nơi khác ({field})", field=field)
    if _DRAWN.search(xml):
        return tr("có hình lấy từ nơi khác")
    return tr("gắn với nguồn dữ liệu trộn thư") if b"<w:mailMerge" in xml else ""


def too_many_tags(xml: bytes) -> bool:
    """True when a part holds more signs of tags, or longer gaps beside them, than anybody writes."""
    if xml.count(b"{") + xml.count(b"}") <= 1:
        return False
    text = _MARKUP.sub(b"", xml)
    if sum(1 for _ in _SIGN.finditer(text)) > MAX_TAGS:
        return True
    return any(_GAP.search(tag) for tag in _TAG.findall(text))


def is_harmless_link(kind: str, target: str) -> bool:
    """True for a relation out of the file that only a reader's click follows, to a page or an address of mail."""
    is_link = any(kind == f"{office}hyperlink" for office in _OFFICE)
    return is_link and _LINK_SCHEMES.match(target) is not None


def is_foreign_part(kind: str) -> bool:
    """True for a relation by which Word takes another file in, wherever that lies."""
    return kind.rpartition("/")[2] in ("aFChunk", "subDocument", "attachedTemplate", "frame", "vbaProject")


def _foreign_field(xml: bytes) -> str:
    if b"instrText" not in xml and b"w:instr=" not in xml:
        return ""
    told = b""
    for found in _INSTRUCTION.finditer(xml):
        if found.group(3):
            told = b""
            continue
        told = found.group(2) if found.group(2) is not None else told + found.group(1)
        if name := _FIELD.match(told):
            return name.group(1).decode().upper()
        if told.lstrip().startswith(b"{"):  # the data would say which field it is
            return told.decode("utf-8", "replace").strip()
    return ""
