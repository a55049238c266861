"""A minimal zip writer that splices members as they already lie compressed.

Knows the three records of a zip file (local header, central directory, end); does not know what the members mean.
What is the same in many files is laid once, first in the file, and the rest is laid onto it.
Times are fixed at 1980-01-01 00:00 and nothing else about the machine is written, so the same members give the same
bytes. No zip64: the limits of `archive` keep every file far below it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.templating.deflate import Deflater

STORED, DEFLATED = 0, 8
NAME_IS_UTF8 = 0x800
VERSION = 20
WORTH_PACKING = 512  # bytes; below, starting the deflater costs more than the 150 bytes it may save
DOS_TIME, DOS_DATE = 0, 0x21  # 1980-01-01 00:00, the earliest time a zip can say

_TAIL = struct.Struct("<HHHHHLLLHH")  # what local header and directory entry share
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, kw_only=True)
class PackedMember:
    """One member ready to be written: its local record with content, and its directory entry without the offset."""

    record: bytes
    entry_head: bytes
    entry_tail: bytes


def pack(name: str, packed: bytes, *, crc: int, size: int, method: int) -> PackedMember:
    """The member `name` whose content lies already compressed in `packed`; `size` is its length unpacked, in bytes."""
    encoded = name.encode("utf-8")
    flags = 0 if name.isascii() else NAME_IS_UTF8
    shared = _TAIL.pack(VERSION, flags, method, DOS_TIME, DOS_DATE, crc, len(packed), size, len(encoded), 0)
    return PackedMember(
        record=b"PK\x03\x04" + shared + encoded + packed,
        entry_head=b"PK\x01\x02\x14\x00" + shared + bytes(10),
        entry_tail=encoded,
    )


def pack_content(name: str, content: bytes, deflater: Deflater) -> PackedMember:
    """The member `name` with `content` compressed by `deflater`; a very small one is stored."""
    method = STORED if len(content) < WORTH_PACKING else DEFLATED
    packed = content if method == STORED else deflater.compress(content)
    return pack(name, packed, crc=deflater.crc32(content), size=len(content), method=method)


@dataclass(frozen=True, kw_only=True)
class Laid:
    """The beginning of a zip file: the records of `count` members and the directory entries they will need."""

    records: bytes = b""
    directory: bytes = b""
    count: int = 0


NOTHING = Laid()


def lay(members: Iterable[PackedMember], onto: Laid = NOTHING) -> Laid:
    """`members` in the given order behind those that lie in `onto`."""
    records, directory = [onto.records], [onto.directory]
    offset = len(onto.records)
    for member in members:
        records.append(member.record)
        directory.append(member.entry_head + offset.to_bytes(4, "little") + member.entry_tail)
        offset += len(member.record)
    return Laid(records=b"".join(records), directory=b"".join(directory), count=onto.count + len(records) - 1)


def close(laid: Laid) -> bytes:
    """The zip file of what was laid."""
    size, count = len(laid.directory), laid.count
    return b"".join(
        (laid.records, laid.directory, _END.pack(b"PK\x05\x06", 0, 0, count, count, size, len(laid.records), 0))
    )


def finish(laid: Laid, members: Iterable[tuple[str, bytes]], deflater: Deflater) -> bytes:
    """The zip file of what was laid and of `members`, names with contents, which `deflater` compresses."""
    return close(lay((pack_content(name, content, deflater) for name, content in members), onto=laid))
