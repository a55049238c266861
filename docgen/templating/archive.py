"""The package of a template, read once under limits.

Knows zip bombs, odd names, DOCTYPEs, macros and links to the outside, and refuses them before anything is opened;
does not know paragraphs or tags. Limits from the project's threat list: at most 2,000 members, 200 MiB unpacked, a
ratio of 200 for members from 1 MiB; only hyperlinks may point outside.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from docgen.errors import TemplateError, UnsafeFile
from docgen.messages import tr
from docgen.templating.deflate import zlib_deflater
from docgen.templating.outside import is_foreign_part, is_harmless_link, reaching_out, too_many_tags
from docgen.templating.zipwriter import DEFLATED, STORED, PackedMember, pack

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
RATIO_FROM = 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
ZIP_MAGIC = b"PK\x03\x04"
LOCAL_HEADER = 30
SMALLEST = 9

_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_FORBIDDEN_NAME = re.compile(
    r"(^|/)(vbaProject|vbaData|oleObject|activeX)[^/]*$|(^|/)activeX/|\.(doc|dot|xls|xlt|ppt|pot|xla)m$|\.xlsb$",
    re.IGNORECASE,
)
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
_SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class UnsafeTemplate(TemplateError, UnsafeFile):
    """A template file breaks a limit or carries something that is never opened."""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One member as it lies in the zip (`packed`) and its `content` unpacked."""

    name: str
    packed: bytes = field(repr=False)
    content: bytes = field(repr=False)
    method: int
    crc: int

    @property
    def is_xml(self) -> bool:
        """True for parts and relationship lists in XML."""
        return self.name.lower().endswith((".xml", ".rels"))

    @classmethod
    def fresh(cls, name: str, content: bytes) -> Member:
        """The member `name` with a content that lies in no zip yet."""
        packed = zlib_deflater(SMALLEST).compress(content)
        return cls(name=name, packed=packed, content=content, method=DEFLATED, crc=zlib.crc32(content))

    def repacked(self) -> PackedMember:
        """The member for a new zip as it lies; XML that lies uncompressed is compressed, once and well."""
        if self.is_xml and self.method == STORED:
            packed, method = zlib_deflater(SMALLEST).compress(self.content), DEFLATED
        else:
            packed, method = self.packed, self.method
        return pack(self.name, packed, crc=self.crc, size=len(self.content), method=method)


def read_archive(data: bytes, name: str) -> tuple[Member, ...]:
    """The members of the .docx `data` in writing order ([Content_Types].xml first); UnsafeTemplate when refused."""
    if data[:4] == OLE_MAGIC:
        raise _refusal(name, tr("tệp ở định dạng Word cũ (.doc) hoặc có mật khẩu"))
    if data[:4] != ZIP_MAGIC:  # a program may lie before the zip
        raise _refusal(name, tr("tệp hỏng hoặc không phải tệp .docx"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_directory(infos, name)
            members = [_read_member(archive, data, info, name) for info in infos]
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError) as cause:
        raise _refusal(name, tr("tệp hỏng hoặc không phải tệp .docx")) from cause
    if CONTENT_TYPES not in {member.name for member in members}:
        raise _refusal(name, tr("tệp không phải tài liệu Word (.docx)"))
    for member in members:
        _check_content(member, name)
    return tuple(sorted(members, key=lambda member: member.name != CONTENT_TYPES))


def _refusal(name: str, why: str) -> UnsafeTemplate:
    return UnsafeTemplate(
        tr("Không dùng được mẫu {name}: {why}.", name=name, why=why),
        advice=tr("Mở mẫu bằng Word, lưu lại dạng .docx không có macro và không có liên kết ngoài."),
    )


def _check_directory(infos: list[zipfile.ZipInfo], name: str) -> None:
    if len(infos) > MAX_MEMBERS:
        raise _refusal(name, tr("tệp có quá {limit} thành phần", limit=MAX_MEMBERS))
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise _refusal(name, tr("tệp giải nén quá lớn"))
    if len({info.filename.lower() for info in infos}) != len(infos):
        raise _refusal(name, tr("tệp có hai thành phần trùng tên"))
    for info in infos:
        _check_entry(info, name)


def _check_entry(info: zipfile.ZipInfo, name: str) -> None:
    if info.file_size >= RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise _refusal(name, tr("thành phần {part} nén bất thường", part=info.filename))
    if info.flag_bits & 0x1 or info.compress_type not in (STORED, DEFLATED):
        raise _refusal(name, tr("thành phần {part} bị mã hoá hoặc nén kiểu lạ", part=info.filename))
    if _is_odd(info.orig_filename):
        raise _refusal(name, tr("thành phần {part} có tên không hợp lệ", part=repr(info.orig_filename)))
    if _FORBIDDEN_NAME.search(info.filename):
        raise _refusal(name, tr("tệp có macro hoặc đối tượng nhúng ({part})", part=info.filename))


def _is_odd(part: str) -> bool:
    pieces = part.split("/")
    has_control = any(ord(letter) < 32 for letter in part)
    return has_control or "\\" in part or ":" in part or any(piece in ("", ".", "..") for piece in pieces)


def _read_member(archive: zipfile.ZipFile, data: bytes, info: zipfile.ZipInfo, name: str) -> Member:
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)  # a byte counter: never more than the directory promised
    if len(content) != info.file_size:
        raise _refusal(name, tr("thành phần {part} sai kích thước", part=info.filename))
    start = info.header_offset + LOCAL_HEADER + sum(struct.unpack_from("<HH", data, info.header_offset + 26))
    packed = data[start : start + info.compress_size]
    return Member(name=info.filename, packed=packed, content=content, method=info.compress_type, crc=info.CRC)


def _check_content(member: Member, name: str) -> None:
    if member.content[:4] == OLE_MAGIC:
        raise _refusal(name, tr("tệp có macro hoặc đối tượng nhúng ({part})", part=member.name))
    if not member.is_xml and not member.content[:100].lstrip(_BEFORE_XML).startswith((b"<?xml", b"<!")):
        return
    _check_xml_head(member, name)
    if why := reaching_out(member.content):
        raise _refusal(name, f"{member.name} {why}")
    if too_many_tags(member.content):
        raise _refusal(name, tr("{part} có quá nhiều thẻ", part=member.name))
    if member.name == CONTENT_TYPES and re.search(rb"macroEnabled|vbaProject", member.content, re.IGNORECASE):
        raise _refusal(name, tr("tệp có macro"))
    if member.name.lower().endswith(".rels"):
        for target in _outside_targets(member, name):
            raise _refusal(name, tr("{part} trỏ ra ngoài tới {target}", part=member.name, target=target))


def _check_xml_head(member: Member, name: str) -> None:
    encoding = _ENCODING.match(member.content[:200].removeprefix(b"\xef\xbb\xbf"))
    declared = encoding.group(1).lower() if encoding else b"utf-8"
    is_text = b"\0" not in member.content and member.content[:100].lstrip(_BEFORE_XML)[:1] in (b"", b"<")
    if (
        not is_text
        or member.content[:2] in (b"\xff\xfe", b"\xfe\xff")
        or declared not in (b"utf-8", b"us-ascii", b"ascii")
    ):
        raise _refusal(name, tr("{part} không ghi bằng UTF-8", part=member.name))
    if b"<!DOCTYPE" in member.content or b"<!ENTITY" in member.content:
        raise _refusal(name, tr("{part} có khai báo DOCTYPE", part=member.name))


def _outside_targets(member: Member, name: str) -> Iterator[str]:
    """Targets outside the file that are not hyperlinks."""
    try:
        root = etree.fromstring(member.content, _SAFE_PARSER)
    except etree.XMLSyntaxError as cause:
        raise _refusal(name, tr("{part} hỏng", part=member.name)) from cause
    for relationship in root.iterchildren("{*}Relationship"):
        is_outside = relationship.get("TargetMode", "").lower() == "external"
        kind, target = relationship.get("Type", ""), relationship.get("Target", "")
        if is_foreign_part(kind) or (is_outside and not is_harmless_link(kind, target)):
            yield target
