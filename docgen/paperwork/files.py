"""Files of the output folder: written whole or not at all, and known by path, digest and size.

Knows where each made file goes; everything here can be deleted and made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from docgen.media.durable import write_many, write_remade
from docgen.media.waiting import WaitingFiles, waiting_files
from docgen.office import Office
from registry.store.values import FileRef

DRAFTS, PRINTED, ISSUED, FORMS, REPORTS, PACKS = "du-thao", "pdf", "ban-hanh", "phieu", "bao-cao", "bo-in"
BOOKS = "so-van-ban"
_OFTEN = 64  # folders whose place is remembered


def put(office: Office, folder: str, name: str, data: bytes) -> FileRef:
    """Write `data` to output/`folder`/`name`; a file already holding exactly this is left alone."""
    path = office.output / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not (path.is_file() and path.read_bytes() == data):
        write_remade(path, data)
    return reference(office, path, data)


def put_many(office: Office, folder: str, files: Mapping[str, bytes]) -> None:
    """Write files of one folder in one go, those already holding exactly this left alone."""
    place = office.output / folder
    place.mkdir(parents=True, exist_ok=True)
    changed = {name: data for name, data in files.items() if not _holds(f"{place}{os.sep}{name}", data)}
    if changed:
        write_many(place, changed)


class Pending:
    """Files of one folder that are written while their papers are still being entered, and seen there only then."""

    def __init__(self, place: Path, waiting: WaitingFiles) -> None:
        self._place, self._waiting = place, waiting
        self._there = {path.name for path in place.iterdir()}  # what is new is not looked for: a tenth of writing it

    def add(self, name: str, data: bytes) -> None:
        """Begin to write a file, unless it holds exactly this already."""
        if name not in self._there or not _holds(f"{self._place}{os.sep}{name}", data):
            self._waiting.add(name, data)

    def take_places(self) -> None:
        """Put all files under their names: what they are about is entered."""
        self._waiting.take_places()


@contextmanager
def pending(office: Office, folder: str) -> Iterator[Pending]:
    """Files for output/`folder`; without `take_places` at the end none of them is ever seen there."""
    place = office.output / folder
    place.mkdir(parents=True, exist_ok=True)
    with waiting_files(place, office.output) as waiting:
        yield Pending(place, waiting)


def _holds(path: str, data: bytes) -> bool:
    try:
        size = os.stat(path).st_size  # noqa: PTH116 (asked for every paper of thousands)
        return size == len(data) and Path(path).read_bytes() == data
    except FileNotFoundError:
        return False


def planned(office: Office, folder: str, name: str, data: bytes) -> FileRef:
    """The file as `put` will note it, not written yet.

    A paper with a new code is recorded first and written then: what a crash leaves out is written by the next run,
    while a file nobody recorded would lie there as a second paper of the same person.
    """
    return _noted(_inside(office.folder, office.output / folder) + name, data)


def reference(office: Office, path: Path, data: bytes | None = None) -> FileRef:
    """The file as the registry notes it; the path is relative to the office folder, with forward slashes."""
    return _noted(_inside(office.folder, path.parent) + path.name, path.read_bytes() if data is None else data)


def _noted(path: str, data: bytes) -> FileRef:
    return FileRef(path=path, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


@lru_cache(_OFTEN)
def _inside(office: Path, folder: Path) -> str:
    """The folder as the beginning of a noted path, "" for the office folder itself."""
    return "".join(f"{step}/" for step in folder.resolve().relative_to(office).parts)


def is_as_noted(office: Office, file: FileRef | None) -> bool:
    """True when the noted file still lies there unchanged."""
    if file is None:
        return False
    path = office.folder / file.path
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256
