"""Writing a backup: bytes that are not there yet, then the dated list that makes them an office.

Knows the order that a power cut cannot spoil: bytes first, everything flushed, the list last; a list that is there is
whole. Bytes that lie there are never written over: damaged ones stay, and good ones are put beside them. Running an
interrupted backup again goes on with what is there.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from docgen.archive.copies import (
    BYTES,
    CHUNK,
    LISTS,
    MARKER,
    Copy,
    CopyDamaged,
    FolderMedium,
    Listed,
    bytes_place,
    digest_of,
    list_bytes,
    list_name,
)
from docgen.errors import UsageError
from docgen.media.durable import flush_disk, flush_file, fsync_folder, rename_durably, write_new
from docgen.messages import tr

READ_ME = """Đây là bản sao lưu của một cơ quan dùng docgen (dạng docgen.backup.1). Không sửa, không xóa gì ở đây.
sets/*.jsonl   mỗi lần sao lưu một danh mục: mỗi dòng một tệp với đường dẫn, SHA-256 và cỡ; mã trong tên làm chứng
bytes/ab/…     nội dung các tệp, tên là SHA-256 của nội dung
gone/*.json    nội dung nào đã xóa khỏi đây theo quyết định hủy của hội đồng; mỗi tờ một lần
Phục hồi: docgen restore THƯ_MỤC_NÀY THƯ_MỤC_MỚI. Không có docgen thì chép từng tệp trong bytes về đường dẫn ghi trong
danh mục.
"""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file to be copied: its path inside the office, where its bytes are, and their digest when it is known.

    `is_fleeting` files may be gone when their turn comes: somebody took them in meanwhile.
    """

    path: str
    file: Path | bytes
    sha256: str = ""
    is_fleeting: bool = False


@dataclass(kw_only=True)
class Tally:
    """What a backup wrote: files of the list, bytes that were new, and files that are not as their office noted."""

    files: list[Listed] = field(default_factory=list)
    new_bytes: int = 0
    new_files: int = 0
    altered: list[str] = field(default_factory=list)


class Target(Protocol):
    """Where bytes go: a folder or one file."""

    def has(self, sha256: str) -> Listed | None:
        """What lies there under a digest and is whole, None when it must be written."""

    def add(self, handle: BinaryIO) -> tuple[str, int, bool]:
        """Copy bytes; their digest and size as they lie there now, read back, and whether they were new."""

    def stamps(self) -> tuple[str, ...]:
        """What its lists are called by, oldest first."""

    def seal(self, name: str, data: bytes) -> None:
        """Write the list: from now on the backup is whole."""


def copy_all(target: Target, sources: Iterator[Source], tally: Tally) -> None:
    """Copy every source, those the target holds already only proved there."""
    for source in sources:
        held = target.has(source.sha256) if source.sha256 else None
        if held is not None:
            tally.files.append(Listed(path=source.path, sha256=held.sha256, size=held.size))
            continue
        try:
            with _opened(source.file) as handle:
                sha256, size, is_new = target.add(handle)
        except FileNotFoundError:
            if source.is_fleeting:
                continue
            raise
        if source.sha256 and sha256 != source.sha256:
            tally.altered.append(source.path)
        tally.files.append(Listed(path=source.path, sha256=sha256, size=size))
        tally.new_files += is_new
        tally.new_bytes += size if is_new else 0


def next_stamp(target: Target, moment: str) -> str:
    """What a backup of this moment will be called by; several of one second are counted."""
    number = sum(stamp.startswith(moment) for stamp in target.stamps()) + 1
    return f"{moment}-{number:03}"


def seal(target: Target, stamp: str, about: Mapping[str, object], tally: Tally) -> None:
    """Write the list of everything copied: from now on the backup is called by its stamp."""
    data = list_bytes(about, sorted(tally.files, key=lambda file: file.path))
    target.seal(list_name(stamp, data), data)


@contextmanager
def _opened(file: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(file, bytes):
        yield io.BytesIO(file)
        return
    with file.open("rb") as handle:
        yield handle


class FolderTarget:
    """A backup folder that grows: bytes once, a list per backup."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._copy = Copy(FolderMedium(root))
        self._proved: dict[str, Listed] = {}

    @classmethod
    def open(cls, root: Path) -> FolderTarget:
        """The backup in a folder, a new one in a missing or empty folder; UsageError in any other."""
        if root.exists() and not (root / MARKER).is_file() and any(root.iterdir()):
            raise UsageError(
                tr("Thư mục {folder} đang chứa thứ khác.", folder=root),
                advice=tr("Chỉ một thư mục trống, chưa có, hoặc đã sao lưu vào từ trước."),
            )
        root.mkdir(parents=True, exist_ok=True)
        for folder in (BYTES, LISTS):
            (root / folder).mkdir(exist_ok=True)
        for torn in root.glob(f"{BYTES}/.part-*"):  # of a backup that was cut off
            torn.unlink()
        if not (root / MARKER).exists():
            write_new(root / MARKER, READ_ME.encode())
            fsync_folder(root)
        return cls(root)

    def has(self, sha256: str) -> Listed | None:
        """What lies there under a digest and is whole, None when it must be written."""
        if sha256 not in self._proved:
            for path in self._places(sha256):
                size = path.stat().st_size if path.is_file() else -1
                file = Listed(path="", sha256=sha256, size=size)
                if size >= 0 and self._copy.is_whole(file):
                    self._proved[sha256] = file
                    break
        return self._proved.get(sha256)

    def add(self, handle: BinaryIO) -> tuple[str, int, bool]:
        """Copy bytes; their digest and size as they lie there now, read back, and whether they were new."""
        part = self.root / BYTES / f".part-{os.getpid()}"
        sha256, size = _write(handle, part)
        if self.has(sha256):
            part.unlink()
            return sha256, size, False
        with part.open("rb") as written:
            if digest_of(written) != (sha256, size):
                raise CopyDamaged(tr("Ổ đĩa của bản sao trả lại khác điều vừa ghi."), advice=tr("Thay ổ đĩa khác."))
        place = next(path for path in self._places(sha256) if not path.exists())
        place.parent.mkdir(exist_ok=True)
        part.rename(place)
        self._proved[sha256] = Listed(path="", sha256=sha256, size=size)
        return sha256, size, True

    def stamps(self) -> tuple[str, ...]:
        """What its lists are called by, oldest first."""
        return self._copy.stamps()

    def seal(self, name: str, data: bytes) -> None:
        """Write the list: from now on the backup is whole."""
        flush_disk(self.root)
        (self.root / LISTS / f".{name}.part").unlink(missing_ok=True)
        write_new(self.root / LISTS / f".{name}.part", data)
        rename_durably(self.root / LISTS / f".{name}.part", self.root / LISTS / name)

    def _places(self, sha256: str) -> list[Path]:
        place = self.root / bytes_place(sha256)
        return [place, *(place.with_name(f"{place.name}.{number}") for number in range(2, 10))]


class FileTarget:
    """A backup in one new file; it has its name only when it is whole."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise UsageError(tr("Đã có {path}; không ghi đè bản sao cũ.", path=path), advice=tr("Đặt tên khác."))
        self.path, self._part = path, path.with_name(f".{path.name}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._part.unlink(missing_ok=True)
        self._zip = zipfile.ZipFile(self._part, "x", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._held: dict[str, Listed] = {}
        self._zip.writestr(MARKER, READ_ME)

    def has(self, sha256: str) -> Listed | None:
        """What was written in this run under a digest."""
        return self._held.get(sha256)

    def add(self, handle: BinaryIO) -> tuple[str, int, bool]:
        """Copy bytes; their digest and size, and whether they were new. They are read back when all are written."""
        spare = self._part.with_name(f"{self._part.name}.tam")
        spare.unlink(missing_ok=True)
        sha256, size = _write(handle, spare)
        is_new = sha256 not in self._held
        if is_new:
            self._zip.write(spare, bytes_place(sha256))
            self._held[sha256] = Listed(path="", sha256=sha256, size=size)
        spare.unlink()
        return sha256, size, is_new

    def stamps(self) -> tuple[str, ...]:
        """None yet: the file is new."""
        return ()

    def seal(self, name: str, data: bytes) -> None:
        """Write the list, read every byte back, then give the file its name."""
        self._zip.writestr(f"{LISTS}/{name}", data)
        self._zip.close()
        written = Copy.open(self._part)
        if any(written.check(written.read_set())):
            raise CopyDamaged(tr("Ổ đĩa của bản sao trả lại khác điều vừa ghi."), advice=tr("Thay ổ đĩa khác."))
        with self._part.open("r+b") as handle:
            flush_file(handle)
        rename_durably(self._part, self.path)


def _write(handle: BinaryIO, target: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        while chunk := handle.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
