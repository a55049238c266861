"""Safe opening of Word and Excel packages: every limit is checked before anything is expanded.

Knows what a harmless OOXML package looks like from outside: size, names, relations, forbidden parts. Refuses to
know what the document says. Python's zip module and python-docx open bombs, double names, entities and remote
references without complaint (measured), so nothing from outside is read except through here.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NoReturn

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.messages import tr

TORN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What zipfile raises for damaged parts; a ValueError (negative seek) when the file was torn in the middle."""
_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_MEBIBYTE = 1024 * 1024
_NESTED = frozenset({".zip", ".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", ".jar", ".7z", ".rar", ".gz"})
_OFTEN = 1024  # part names whose answer is remembered
_REMEMBERED = 128  # small parts that are not expanded again: papers of one template share all but their text
_REMEMBERED_BYTES = 65_536
_expanded: dict[tuple[object, ...], bytes] = {}
_LOCAL = 30  # bytes of the header before a part's name
_UTF8 = 0x800  # the flag of a name in UTF-8
_USUAL = _UTF8 | 0x0E  # and of how hard was packed, and that sizes stand behind
_OWN_DISK = re.compile(r"(?:file:///)?[A-Za-z]:[\\/](?![\\/])", re.ASCII)
_ACTIVE = ("vbaproject", "vbadata", "/activex/", "/embeddings/", "oleobject", "/macrosheets/")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a package may hold; the values are those of the archive rules (threats 1, 2 and 5).

    `external` lists the kinds of relation that may point outside the file (last word of the relation type), `local`
    those that may point to a disk of the author's own machine: Word notes there which template a paper was made from.
    """

    entries: int = 2_000
    total_bytes: int = 200 * _MEBIBYTE
    ratio: int = 200  # of expanded to packed bytes, for entries of at least `ratio_from` bytes
    ratio_from: int = _MEBIBYTE
    external: frozenset[str] = frozenset({"hyperlink"})
    local: frozenset[str] = frozenset({"attachedTemplate"})


OOXML = Limits()


class Package:
    """An OOXML package whose names, sizes and relations have been checked."""

    def __init__(self, raw: bytes, archive: zipfile.ZipFile, limits: Limits, name: str) -> None:
        self._raw = raw
        self._archive = archive
        self._limits = limits
        self.name = name

    @property
    def names(self) -> tuple[str, ...]:
        """The part names in the order of the package, folders left out."""
        return tuple(name for name in self._archive.namelist() if not name.endswith("/"))

    def has(self, part: str) -> bool:
        """True when the package holds `part`."""
        return part in self._archive.NameToInfo

    def read(self, part: str) -> bytes:
        """The bytes of `part`, counted while they expand; UnsafeFile when missing, damaged or larger than declared."""
        if not self.has(part):
            raise _unsafe(self.name, tr("thiếu thành phần {part}", part=part))
        packed = self._packed(part)
        known = _expanded.get(packed)
        if known is not None:
            return known
        data = self._expand(part)
        if len(data) <= _REMEMBERED_BYTES:
            if len(_expanded) >= _REMEMBERED:
                _expanded.clear()
            _expanded[packed] = data
        return data

    def _packed(self, part: str) -> tuple[object, ...]:
        """All that decides what `part` expands to: its bytes with their own header, and what the directory says."""
        entry = self._archive.getinfo(part)
        start = entry.header_offset
        lengths = self._raw[start + 26 : start + 30]
        end = start + 30 + sum(int.from_bytes(lengths[at : at + 2], "little") for at in (0, 2)) + entry.compress_size
        return part, entry.compress_type, entry.flag_bits, entry.CRC, entry.file_size, self._raw[start:end]

    def _expand(self, part: str) -> bytes:
        data = self._inflated(self._archive.getinfo(part))
        if data is not None:
            return data
        try:
            with self._archive.open(part) as stream:
                data = stream.read(self._limits.total_bytes + 1)
        except TORN as error:
            raise _unsafe(self.name, tr("thành phần {part} bị hỏng", part=part)) from error
        if len(data) > self._archive.getinfo(part).file_size:
            raise _unsafe(self.name, tr("thành phần {part} lớn hơn kích thước đã khai", part=part))
        return data

    def _inflated(self, entry: zipfile.ZipInfo) -> bytes | None:
        """The bytes of a part in which nothing is unusual; None leaves the others, and every refusal, to zipfile."""
        raw, at = self._raw, entry.header_offset + _LOCAL
        name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437", "replace")
        start = at + len(name) + int.from_bytes(raw[at - 2 : at], "little")
        if (
            entry.compress_type != zipfile.ZIP_DEFLATED
            or entry.flag_bits & ~_USUAL
            or raw[at - _LOCAL : at - _LOCAL + 4] != b"PK\3\4"
        ):
            return None
        if raw[at : at + len(name)] != name or int.from_bytes(raw[at - 4 : at - 2], "little") != len(name):
            return None
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflater.decompress(raw[start : start + entry.compress_size], entry.file_size + 1)
        except zlib.error:
            return None
        is_whole = inflater.eof and not inflater.unused_data and len(data) == entry.file_size
        return data if is_whole and zlib.crc32(data) == entry.CRC else None

    def xml(self, part: str) -> etree._Element:
        """The root element of an XML `part`, parsed as `safe_xml` does."""
        return safe_xml(self.read(part), name=f"{self.name}/{part}")

    def relations(self, part: str) -> Iterator[tuple[str, str, bool]]:
        """Kind (last word of the type), target and "points outside" of each relation in a .rels part."""
        yield from _relations(self.read(part), f"{self.name}/{part}")


@lru_cache(_REMEMBERED)
def _relations(data: bytes, name: str) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (
            (relation.get("Type") or "").rsplit("/", 1)[-1],
            relation.get("Target") or "",
            (relation.get("TargetMode") or "").lower() == "external",
        )
        for relation in safe_xml(data, name=name).iter("{*}Relationship")
    )


def open_package(data: bytes | Path, limits: Limits = OOXML, *, name: str = "") -> Package:
    """The package in `data` (bytes or a file), or UnsafeFile with the reason; `name` is shown to people."""
    name = name or (data.name if isinstance(data, Path) else tr("tệp Word"))
    raw = data.read_bytes() if isinstance(data, Path) else data
    _refuse_foreign_format(raw, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _unsafe(name, tr("tệp bị hỏng hoặc chưa chép xong")) from error
    _check_directory(archive.infolist(), limits, name)
    package = Package(raw, archive, limits, name)
    _check_relations(package, limits)
    return package


def safe_xml(data: bytes, *, name: str = "XML") -> etree._Element:
    """The root element of `data`; UnsafeFile for any DOCTYPE, so no entity is ever expanded or fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _unsafe(name, tr("nội dung XML bị hỏng")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(name, tr("nội dung XML có khai báo DOCTYPE"))
    return root


def _unsafe(name: str, reason: str) -> UnsafeFile:
    return UnsafeFile(
        tr("Không mở {file}: {reason}.", file=name, reason=reason),
        advice=tr("Hãy mở tệp bằng Word hoặc Excel trên máy gửi, lưu lại thành tệp mới rồi gửi lại."),
    )


def _refuse_foreign_format(raw: bytes, name: str) -> None:
    if raw.startswith(_OLE_MAGIC):
        raise _unsafe(name, tr("tệp kiểu cũ (.doc, .xls) hoặc tệp đặt mật khẩu"))
    if not raw.startswith(b"PK"):
        raise _unsafe(name, tr("đây không phải tệp Word hoặc Excel (.docx, .xlsx)"))


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits, name: str) -> None:
    if len(entries) > limits.entries:
        raise _unsafe(name, tr("tệp chứa quá nhiều thành phần ({count})", count=len(entries)))
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise _unsafe(name, tr("tệp bung ra quá lớn"))
    seen: set[str] = set()
    for entry in entries:
        _check_entry(entry, limits, name)
        if entry.filename.lower() in seen:
            raise _unsafe(name, tr("hai thành phần trùng tên {part}", part=entry.filename))
        seen.add(entry.filename.lower())


def _check_entry(entry: zipfile.ZipInfo, limits: Limits, name: str) -> None:
    part = entry.filename
    if entry.file_size >= limits.ratio_from and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise _unsafe(name, tr("thành phần {part} nén bất thường (bom nén)", part=part))
    if entry.flag_bits & 0x1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _unsafe(name, tr("thành phần {part} đặt mật khẩu hoặc nén kiểu lạ", part=part))
    if not _is_harmless(entry.orig_filename, part):
        _refuse_name(entry.orig_filename, part, name)


@lru_cache(_OFTEN)
def _is_harmless(original: str, part: str) -> bool:
    return _is_plain_name(original) and not _is_active(part) and not _is_nested(part)


def _refuse_name(original: str, part: str, name: str) -> NoReturn:
    if not _is_plain_name(original):
        raise _unsafe(name, tr("tên thành phần bất thường {part}", part=ascii(part)))
    if _is_active(part):
        raise _unsafe(name, tr("tệp chứa macro hoặc đối tượng nhúng ({part})", part=part))
    raise _unsafe(name, tr("tệp chứa một tệp nén khác ({part})", part=part))


def _is_active(part: str) -> bool:
    return any(mark in f"/{part.lower()}" for mark in _ACTIVE)


def _is_nested(part: str) -> bool:
    return PurePosixPath(part).suffix.lower() in _NESTED


def _is_plain_name(part: str) -> bool:
    """True for a relative name without tricks; zipfile keeps as original name also what it cut off at a NUL."""
    steps = part.removesuffix("/").split("/")
    return part.isprintable() and "\\" not in part and ":" not in part and not {"", ".", ".."} & set(steps)


def _check_relations(package: Package, limits: Limits) -> None:
    if not package.has("[Content_Types].xml"):
        raise _unsafe(package.name, tr("đây không phải tệp Word hoặc Excel (.docx, .xlsx)"))
    if b"macroenabled" in package.read("[Content_Types].xml").lower():
        raise _unsafe(package.name, tr("tệp có macro"))
    for part in package.names:
        if part.lower().endswith(".rels"):
            for kind, target, outside in package.relations(part):
                is_allowed = kind in limits.external or (kind in limits.local and _OWN_DISK.match(target))
                if outside and not is_allowed:
                    raise _unsafe(package.name, tr("tệp trỏ ra ngoài tới {target}", target=target))
