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
_LOCAL, _ENTRY, _UNUSED = b"PK\x03\x04", b"PK\x01\x02\x14\x00", bytes(10)
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, kw_only=True)
class PackedMember:
    """One member ready to be written: its local record with content, and its directory entry without the offset."""

    record: bytes
    entry_head: bytes
    entry_tail: bytes


def pack(name: str, packed: bytes, *, crc: int, size: int, method: int) -> PackedMember:
    """The member `name` whose content lies already compressed in `packed`; `size` is its length unpacked, in bytes."""
    encoded, shared = _shared(name, crc, len(packed), size, method)
    return PackedMember(
        record=b"".join((_LOCAL, shared, encoded, packed)), entry_head=_ENTRY + shared + _UNUSED, entry_tail=encoded
    )


def pack_content(name: str, content: bytes, deflater: Deflater) -> PackedMember:
    """The member `name` with `content` compressed by `deflater`; a very small one is stored."""
    method = STORED if len(content) < WORTH_PACKING else DEFLATED
    packed = content if method == STORED else deflater.compress(content)
    return pack(name, packed, crc=deflater.crc32(content), size=len(content), method=method)


def _shared(name: str, crc: int, packed_size: int, size: int, method: int) -> tuple[bytes, bytes]:
    """The name as it is written, and what local header and directory entry share."""
    encoded = name.encode()
    flags = 0 if name.isascii() else NAME_IS_UTF8
    shared = _TAIL.pack(VERSION, flags, method, DOS_TIME, DOS_DATE, crc, packed_size, size, len(encoded), 0)
    return encoded, shared


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
    return b"".join((laid.records, laid.directory, _end(laid.count, len(laid.directory), len(laid.records))))


def finish(laid: Laid, members: Iterable[tuple[str, bytes]], deflater: Deflater) -> bytes:
    """What `close` would make of `laid` and `members` (names with contents) behind it, every byte copied once."""
    records, directory = [laid.records], [laid.directory]
    offset, size, count = len(laid.records), len(laid.directory), laid.count
    for name, content in members:
        small = len(content) < WORTH_PACKING
        packed = content if small else deflater.compress(content)
        method = STORED if small else DEFLATED
        encoded, shared = _shared(name, deflater.crc32(content), len(packed), len(content), method)
        records += (_LOCAL, shared, encoded, packed)
        directory += (_ENTRY, shared, _UNUSED, offset.to_bytes(4, "little"), encoded)
        offset += len(_LOCAL) + len(shared) + len(encoded) + len(packed)
        size += len(_ENTRY) + len(shared) + len(_UNUSED) + 4 + len(encoded)
        count += 1
    return b"".join((*records, *directory, _end(count, size, offset)))


def _end(count: int, size: int, offset: int) -> bytes:
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)
