"""ZIP files of packages: written so that the same input gives the same bytes, opened so that nothing hostile comes in.

Knows names, sizes and links in a ZIP (luu-tru.md §3.3; §6, rows 1 and 2). Papers are stored uncompressed: PDF does not
shrink, and the bytes then depend on no version of a compressor.
"""

from __future__ import annotations

import shutil
import stat
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from docgen.errors import UnsafeFile
from docgen.handover.values import Delivery, Entry
from docgen.media.zips import TORN
from docgen.messages import tr

_UNIX = 3
_PLAIN_FILE = (stat.S_IFREG | 0o644) << 16
_BLOCK = 1 << 20
_RATIO_FROM = 1 << 20


@dataclass(frozen=True, kw_only=True)
class ZipLimits:
    """How much a package from outside may hold."""

    entries: int = 50_000
    total_bytes: int = 8 << 30
    ratio: int = 200


LIMITS = ZipLimits()


def write_zip(target: Path, folder: str, entries: Iterable[Entry], delivery: Delivery) -> None:
    """Write the entries under `folder`, in the order of their names, all with the time of the delivery."""
    moment = delivery.at.timetuple()[:6]
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        for entry in sorted(entries, key=lambda entry: entry.name):
            info = zipfile.ZipInfo(f"{folder}/{entry.name}", moment)
            info.create_system, info.external_attr, info.file_size = _UNIX, _PLAIN_FILE, entry.size
            with archive.open(info, "w") as out:
                _copy(entry, out)


def _copy(entry: Entry, out: IO[bytes]) -> None:
    if isinstance(entry.source, bytes):
        out.write(entry.source)
        return
    with entry.source.open("rb") as handle:
        shutil.copyfileobj(handle, out, _BLOCK)


def unpack(path: Path, target: Path, limits: ZipLimits = LIMITS) -> Path:
    """Lay the files of a package out under `target`; the one folder all of them lie in.

    Everything is checked before anything is expanded, and counted while it expands. UnsafeFile for names that lead
    elsewhere, the same name twice, links, passwords, bombs and damage, with the first thing that is wrong.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_directory(path.name, entries, limits)
            for entry in entries:
                if not entry.is_dir():
                    _expand(archive, entry, target, path.name)
    except TORN as error:
        raise _unsafe(path.name, tr("tệp bị hỏng hoặc chưa chép xong")) from error
    roots = {entry.filename.partition("/")[0] for entry in entries}
    if len(roots) != 1 or any("/" not in entry.filename for entry in entries):
        raise _unsafe(path.name, tr("gói phải nằm trọn trong một thư mục"))
    return target / roots.pop()


def _check_directory(name: str, entries: list[zipfile.ZipInfo], limits: ZipLimits) -> None:
    if len(entries) > limits.entries:
        raise _unsafe(name, tr("tệp chứa quá nhiều thành phần ({count})", count=len(entries)))
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise _unsafe(name, tr("tệp bung ra quá lớn"))
    seen: set[str] = set()
    for entry in entries:
        _check_entry(name, entry, limits)
        alike = unicodedata.normalize("NFC", entry.filename.rstrip("/")).casefold()
        if alike in seen:
            raise _unsafe(name, tr("hai thành phần trùng tên {part}", part=entry.filename))
        seen.add(alike)


def _check_entry(name: str, entry: zipfile.ZipInfo, limits: ZipLimits) -> None:
    if not is_plain_path(entry.orig_filename.removesuffix("/")):
        raise _unsafe(name, tr("tên thành phần bất thường {part}", part=ascii(entry.orig_filename)))
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _unsafe(name, tr("thành phần {part} là một liên kết, không phải tệp thật", part=entry.filename))
    if entry.flag_bits & 0x1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _unsafe(name, tr("thành phần {part} đặt mật khẩu hoặc nén kiểu lạ", part=entry.filename))
    if entry.file_size >= _RATIO_FROM and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise _unsafe(name, tr("thành phần {part} nén bất thường (bom nén)", part=entry.filename))


def is_plain_path(path: str) -> bool:
    """True for a relative path with forward slashes that stays where it is on every system."""
    steps = path.split("/")
    if not path.isprintable() or "\\" in path or ":" in path or path.startswith("~") or "%" in steps[0]:
        return False
    return not any(step in ("", ".", "..") or step != step.rstrip(". ") for step in steps)


def _expand(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, name: str) -> None:
    path = target / entry.filename
    path.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as stream, path.open("xb") as out:
        _copy_counted(stream, out, entry, name)


def _copy_counted(stream: IO[bytes], out: IO[bytes], entry: zipfile.ZipInfo, name: str) -> None:
    left = entry.file_size
    while block := stream.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise _unsafe(name, tr("thành phần {part} lớn hơn kích thước đã khai", part=entry.filename))
        out.write(block)
    if left:
        raise _unsafe(name, tr("thành phần {part} bị hỏng", part=entry.filename))


def _unsafe(name: str, reason: str) -> UnsafeFile:
    return UnsafeFile(
        tr("Không nhận {file}: {reason}.", file=name, reason=reason),
        advice=tr("Chưa ghi gì vào kho. Báo bên giao gửi lại gói từ bản gốc của họ."),
    )
