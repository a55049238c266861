"""A backup as it lies on another disk: bytes by their SHA-256, and dated lists of what an office was made of.

Knows both forms, a folder that grows by what is new and one file that is written once; how each is read and checked.
Writes nothing. A list is known whole by the digest in its own name; bytes by theirs.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from docgen.errors import DocgenError, ExitCode, UsageError
from docgen.messages import tr
from registry.problems import Place, Problem

FORM, GONE_FORM = "docgen.backup.1", "docgen.backup.gone.1"
MARKER, BYTES, LISTS, GONE = "DOC-TRUOC.txt", "bytes", "sets", "gone"
CHUNK = 1 << 20
_ODD_NAMES = "surrogatepass"  # a name in the inbox need not be text; it comes back byte for byte
_LIST = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3})-([0-9a-f]{16})\.jsonl")


class CopyDamaged(DocgenError):
    """A backup is not as it was written."""

    exit_code = ExitCode.DAMAGED


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A file of the office in a backup: its path inside the office folder, digest and size."""

    path: str
    sha256: str
    size: int

    def as_row(self) -> dict[str, object]:
        """Its line in the list."""
        return {"path": self.path, "sha256": self.sha256, "size": self.size}


@dataclass(frozen=True, kw_only=True)
class CopySet:
    """One dated list: what the office was at that moment; `about` says of whom, by which journal, without what."""

    stamp: str
    about: Mapping[str, Any]
    files: tuple[Listed, ...] = field(repr=False)


class Medium(Protocol):
    """Where a backup lies: a folder or one file."""

    def names(self, folder: str) -> list[str]:
        """The names of what lies in a folder of the backup, in order."""

    def open(self, path: str) -> IO[bytes]:
        """The bytes under a path; raises OSError or KeyError when there are none."""


@dataclass(frozen=True)
class FolderMedium:
    """A backup in a folder."""

    root: Path

    def names(self, folder: str) -> list[str]:
        """The names of what lies in a folder of the backup, in order."""
        place = self.root / folder
        return sorted(path.name for path in place.iterdir()) if place.is_dir() else []

    def open(self, path: str) -> IO[bytes]:
        """The bytes under a path; raises OSError when there are none."""
        return (self.root / path).open("rb")


class FileMedium:
    """A backup in one file."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)

    def names(self, folder: str) -> list[str]:
        """The names of what lies in a folder of the backup, in order."""
        start = f"{folder}/"
        return sorted(name.removeprefix(start) for name in self._zip.namelist() if name.startswith(start))

    def open(self, path: str) -> IO[bytes]:
        """The bytes under a path; raises KeyError when there are none."""
        return self._zip.open(path)


def bytes_place(sha256: str) -> str:
    """Where bytes lie in a backup."""
    return f"{BYTES}/{sha256[:2]}/{sha256}"


class Copy:
    """A backup opened for reading."""

    def __init__(self, medium: Medium) -> None:
        self._medium = medium

    @classmethod
    def open(cls, path: Path) -> Copy:
        """The backup in a folder or file; UsageError when it is none, CopyDamaged when its file cannot be read."""
        if path.is_dir() and (path / MARKER).is_file():
            return cls(FolderMedium(path))
        if path.is_file():
            try:
                return cls(FileMedium(path))
            except (zipfile.BadZipFile, OSError) as error:
                raise CopyDamaged(
                    tr("Không đọc được bản sao {path}.", path=path), advice=tr("Dùng bản sao khác.")
                ) from error
        raise UsageError(
            tr("{path} không phải bản sao của docgen.", path=path),
            advice=tr("Chỉ đúng thư mục hoặc tệp mà “docgen backup” đã ghi."),
        )

    def stamps(self) -> tuple[str, ...]:
        """The moments of which there is a list, oldest first."""
        return tuple(found[1] for name in self._medium.names(LISTS) if (found := _LIST.fullmatch(name)))

    def read_set(self, stamp: str = "") -> CopySet:
        """The list of a moment, by default the newest; CopyDamaged when it is not as it was written."""
        names = [name for name in self._medium.names(LISTS) if _LIST.fullmatch(name) and name.startswith(stamp)]
        if not names:
            raise UsageError(
                tr("Bản sao không có lần nào “{stamp}”.", stamp=stamp or tr("ghi trọn")),
                advice=tr("Các lần có: {stamps}.", stamps=", ".join(self.stamps()) or "–"),
            )
        try:
            with self._medium.open(f"{LISTS}/{names[-1]}") as handle:
                data = handle.read()
        except (OSError, zipfile.BadZipFile) as error:
            raise _list_damaged(names[-1]) from error
        return _parsed(names[-1], data)

    def open_file(self, file: Listed) -> IO[bytes]:
        """The bytes of a file, proved while they are looked for: of a damaged copy the repaired one beside it.

        Raises CopyDamaged when no copy is as it was written.
        """
        for place in self._places(file.sha256):
            if self._is_whole(place, file):
                return self._medium.open(place)
        raise CopyDamaged(
            tr("Tệp {path} trong bản sao bị mất hoặc bị thay đổi.", path=file.path), advice=tr("Dùng bản sao khác.")
        )

    def is_whole(self, file: Listed) -> bool:
        """True when the backup holds the bytes of a file as they were."""
        return any(self._is_whole(place, file) for place in self._places(file.sha256))

    def destroyed(self, copied: CopySet) -> frozenset[str]:
        """The paths of a list that a council had destroyed since: they are no part of an office any more."""
        leaves: set[str] = set()
        gone: set[str] = set()
        for note in self._gone_notes():
            leaves |= {place.rsplit("/", 1)[-1] for place in note["places"]}
            gone |= set(note["sha256"])
        return frozenset(
            file.path
            for file in copied.files
            if leaves & set(file.path.split("/")) or (file.sha256 in gone and not self.is_whole(file))
        )

    def _gone_notes(self) -> Iterator[Mapping[str, Any]]:
        """What is noted of removed bytes; a note that is not as it was written counts for nothing."""
        for name in self._medium.names(GONE):
            with self._medium.open(f"{GONE}/{name}") as handle:
                data = handle.read()
            if name == gone_name(data):
                yield json.loads(data)

    def check(self, copied: CopySet, left_out: Collection[str] = ()) -> Iterator[Problem | None]:
        """One value per file of a list: None for a whole one, the problem of a damaged one; `left_out` are not read."""
        proved: dict[str, bool] = {}
        for file in copied.files:
            if file.path in left_out:
                yield None
                continue
            if file.sha256 not in proved:
                proved[file.sha256] = self.is_whole(file)
            told = tr("Tệp trong bản sao bị mất hoặc bị thay đổi.")
            fault = Problem(code="copy-damaged", message=told, place=Place(file=file.path))
            yield None if proved[file.sha256] else fault

    def _places(self, sha256: str) -> list[str]:
        place = PurePosixPath(bytes_place(sha256))
        return [str(place), *(f"{place}.{number}" for number in range(2, 10))]

    def _is_whole(self, place: str, file: Listed) -> bool:
        try:
            with self._medium.open(place) as handle:
                return digest_of(handle) == (file.sha256, file.size)
        except (OSError, KeyError, zipfile.BadZipFile, EOFError, ValueError):
            return False


def digest_of(handle: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and size of what is left to read."""
    digest, size = hashlib.sha256(), 0
    while chunk := handle.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def list_name(stamp: str, data: bytes) -> str:
    """The name of a list, which vouches for it."""
    return f"{stamp}-{hashlib.sha256(data).hexdigest()[:16]}.jsonl"


def gone_name(data: bytes) -> str:
    """The name of a note on removed bytes, which vouches for it."""
    return f"{hashlib.sha256(data).hexdigest()[:16]}.json"


def list_bytes(about: Mapping[str, object], files: list[Listed]) -> bytes:
    """A list as it is written: what it is about, then a line per file."""
    rows = [{"form": FORM, **about}, *(file.as_row() for file in files)]
    text = "".join(f"{json.dumps(row, ensure_ascii=False, sort_keys=True)}\n" for row in rows)
    return text.encode("utf-8", _ODD_NAMES)


def _parsed(name: str, data: bytes) -> CopySet:
    found = _LIST.fullmatch(name)
    if found is None or list_name(found[1], data) != name:
        raise _list_damaged(name)
    about, *rows = (json.loads(line) for line in data.decode("utf-8", _ODD_NAMES).rstrip("\n").split("\n"))
    if about["form"] != FORM:
        raise CopyDamaged(tr("Bản sao do phiên bản mới hơn ghi."), advice=tr("Cài phiên bản mới nhất của docgen."))
    return CopySet(stamp=found[1], about=about, files=tuple(Listed(**row) for row in rows))


def _list_damaged(name: str) -> CopyDamaged:
    return CopyDamaged(
        tr("Danh mục {name} của bản sao bị hỏng.", name=name), advice=tr("Chọn lần sao lưu khác bằng --set.")
    )
