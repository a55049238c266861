"""The registry on the shelf: whole as a snapshot, and piece by piece as the journal written since.

Knows where both lie, how they are written and read back; does not know how a registry is made of them again. A
snapshot is a version of one object, told by its own description; a piece of the journal is a small object of its own,
made at the end of each command that wrote, so that the shelf alone can tell what the registry said (luu-tru.md,
requirement 13). What could not be put there is told and taken along by the next command.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.errors import DocgenError, ShelfDamaged
from docgen.media.durable import write_remade
from docgen.media.scratch import scratch_folder
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.shelfmarks import open_shelf
from registry.store.journal import Head
from registry.store.table_text import JOURNAL, RegistryText, TableShape

FORM = "docgen.registry.1"
"""What the description of a snapshot says it is, so that a later form can tell it apart."""
MARK = "journal.shelf"
LOG = logging.getLogger(__name__)
_MANY = 100_000  # entries of the journal
_ENTRIES = 10_000  # of the journal in one file: a full one never changes and is stored once
_DESCRIPTION = "so/mo-ta.json"
_TAIL = "nhat-ky.jsonl"
_SNAPSHOT_ID = re.compile(r"urn:vn:[^:]+:so-dang-ky")
_TAIL_ID = re.compile(r"urn:vn:[^:]+:nhat-ky:(\d+)-(\d+)-([0-9a-f]{16})")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How far the registry lies on the shelf, and in which form."""

    head: Head
    revision: str


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A snapshot that can be read whole: where it lies, its form, where its journal ends, the files of each table."""

    object_id: str
    version: int
    revision: str
    head: Head
    at: str
    files: tuple[tuple[str, tuple[str, ...]], ...]  # table -> logical paths, in the order in which they are filled


@dataclass(frozen=True, kw_only=True)
class Tail:
    """A piece of the journal on the shelf: first and last entry, and the beginning of the hash of the last."""

    object_id: str
    first: int
    last: int
    hash: str


def is_of_registry(object_id: str) -> bool:
    """True for an object that holds the registry and no paper."""
    return bool(_SNAPSHOT_ID.fullmatch(object_id) or _TAIL_ID.fullmatch(object_id))


def keep_registry(office: Office, shelf: Shelf | None = None, *, whole: bool = False) -> None:
    """Put on the shelf what the registry wrote since the last time; nothing when it wrote nothing.

    The first time, after a migration, and when it is asked for `whole`, a snapshot. The errand is done before this,
    so a failure is told and stops nothing. A long list just imported waits for a closing or a backup: it lies in its
    workbook too, and nobody should wait for it twice.
    """
    try:
        with office.store.reading() as session:
            text = RegistryText(session)
            mark, head = _mark(office, text), text.head
            if mark and mark.head == head:
                return
            if not whole and head.sequence - (mark.head.sequence if mark else 0) > _MANY:
                return
            shelf = shelf or open_shelf(office)
            if mark is None or whole:
                _put_snapshot(office, shelf, text)
            else:
                _put_tail(office, shelf, text, mark)
    except (DocgenError, OSError) as error:
        told = getattr(error, "message", "") or str(error)
        LOG.warning(tr("Đã xong việc nhưng chưa chép được sổ vào kho; lần sau tự chép. {why}", why=told))


def keep_snapshot(office: Office, shelf: Shelf) -> Head:
    """Put the whole registry on the shelf as it is now; where its journal ends. Twice is once."""
    with office.store.reading() as session:
        return _put_snapshot(office, shelf, RegistryText(session))


def _mark(office: Office, text: RegistryText) -> Mark | None:
    """How far the shelf holds this registry; None when nothing of it, or another form, or another registry."""
    try:
        sequence, last, revision = (office.folder / MARK).read_text("ascii").split()
        mark = Mark(head=Head(int(sequence), last), revision=revision)
    except (OSError, ValueError):
        return None
    is_ours = mark.revision == text.revision and text.entry_hash(mark.head.sequence) == mark.head.hash
    return mark if is_ours else None


def note_mark(office: Office, mark: Mark) -> None:
    """Remember how far the shelf holds the registry; a note that is lost costs one snapshot."""
    write_remade(office.folder / MARK, f"{mark.head.sequence} {mark.head.hash} {mark.revision}\n".encode("ascii"))


def _put_snapshot(office: Office, shelf: Shelf, text: RegistryText) -> Head:
    object_id = f"urn:vn:{office.settings.archive.fonds}:so-dang-ky"
    revision, head, at = text.revision, text.head, office.clock.now()
    with scratch_folder() as folder:
        tables = [(shape, _written(text, shape, folder)) for shape in text.shapes()]
        described = {"form": FORM, "revision": revision, "sequence": head.sequence, "hash": head.hash}
        rows = [
            {"name": shape.name, "columns": shape.columns, "rows": shape.rows, "files": list(files)}
            for shape, files in tables
        ]
        held: dict[str, bytes | Path] = {path: file for _, files in tables for path, file in files.items()}
        held[_DESCRIPTION] = _json({**described, "tables": rows})
        gone = set(shelf.paths(object_id)) - set(held) if shelf.has(object_id) else set()
        shelf.put(object_id, held, message="chụp sổ", user=office.actor, at=at, removed=gone)
    note_mark(office, Mark(head=head, revision=revision))
    return head


def _written(text: RegistryText, shape: TableShape, folder: Path) -> dict[str, Path]:
    """The files of a table, logical path -> where it was written; none for an empty table."""
    lines = text.lines(shape.name)
    files: dict[str, Path] = {}
    size = _ENTRIES if shape.name == JOURNAL else max(shape.rows, 1)
    for number, some in enumerate(_in_groups(lines, size), start=1):
        suffix = f"-{number:06}" if shape.name == JOURNAL else ""
        path = folder / f"{shape.name}{suffix}.jsonl"
        path.write_text("".join(f"{line}\n" for line in some), "utf-8", newline="\n")
        files[f"so/bang/{path.name}"] = path
    return files


def _in_groups(lines: Iterator[str], size: int) -> Iterator[list[str]]:
    while some := list(islice(lines, size)):
        yield some


def _put_tail(office: Office, shelf: Shelf, text: RegistryText, mark: Mark) -> None:
    fonds, first, head = office.settings.archive.fonds, mark.head.sequence + 1, text.head
    object_id = f"urn:vn:{fonds}:nhat-ky:{first}-{head.sequence}-{head.hash[:16]}"
    with scratch_folder() as folder:
        path = folder / _TAIL
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in text.lines(JOURNAL, after=mark.head.sequence))
        held: dict[str, bytes | Path] = {_TAIL: path}
        shelf.put(object_id, held, message="chép nhật ký", user=office.actor, at=office.clock.now())
    note_mark(office, Mark(head=head, revision=mark.revision))


def newest_snapshot(shelf: Shelf) -> tuple[Snapshot | None, tuple[str, ...]]:
    """The newest snapshot of which every byte is as it was, None without any; and what is damaged of newer ones."""
    faults: list[str] = []
    versions = [
        (version.created, version.number, object_id)
        for object_id in shelf.objects()
        if _SNAPSHOT_ID.fullmatch(object_id)
        for version in shelf.versions(object_id)
    ]
    for _, number, object_id in sorted(versions, reverse=True):
        try:
            return _read_snapshot(shelf, object_id, number), tuple(faults)
        except ShelfDamaged as error:
            faults.append(error.message)
    return None, tuple(faults)


def _read_snapshot(shelf: Shelf, object_id: str, version: int) -> Snapshot:
    described = json.loads(shelf.read(object_id, _DESCRIPTION, version))
    files = tuple((table["name"], tuple(table["files"])) for table in described["tables"])
    for path in (path for _, paths in files for path in paths):
        shelf.read(object_id, path, version)
    return Snapshot(
        object_id=object_id,
        version=version,
        revision=described["revision"],
        head=Head(described["sequence"], described["hash"]),
        at=shelf.versions(object_id)[version - 1].created.isoformat(),
        files=files,
    )


def snapshot_lines(shelf: Shelf, snapshot: Snapshot) -> Iterator[tuple[str, Iterator[str]]]:
    """The tables of a snapshot with their lines, in the order in which they are filled."""
    for name, paths in snapshot.files:
        yield name, (line for path in paths for line in _lines(shelf, snapshot.object_id, path, snapshot.version))


def tails_after(shelf: Shelf, sequence: int, witnessed: Collection[str]) -> tuple[Tail, ...]:
    """The pieces of the journal that reach beyond an entry, in their order.

    After a loss two may begin alike: the one whose last hash is among the `witnessed` comes first, then the newer.
    """
    found = [_tail(object_id, match) for object_id in shelf.objects() if (match := _TAIL_ID.fullmatch(object_id))]
    known = {each[:16] for each in witnessed}
    later = [tail for tail in found if tail.last > sequence]
    created = {tail.object_id: shelf.versions(tail.object_id)[0].created.timestamp() for tail in later}
    return tuple(sorted(later, key=lambda tail: (tail.first, tail.hash not in known, -created[tail.object_id])))


def tail_lines(shelf: Shelf, tails: Iterable[Tail], faults: list[str]) -> Iterator[Iterator[str]]:
    """The entries of each piece; one that is damaged is told in `faults` and left out."""
    for tail in tails:
        try:
            yield _lines(shelf, tail.object_id, _TAIL, None)
        except ShelfDamaged as error:
            faults.append(error.message)


def _tail(object_id: str, match: re.Match[str]) -> Tail:
    return Tail(object_id=object_id, first=int(match[1]), last=int(match[2]), hash=match[3])


def _lines(shelf: Shelf, object_id: str, path: str, version: int | None) -> Iterator[str]:
    return iter(shelf.read(object_id, path, version).decode("utf-8").rstrip("\n").split("\n"))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
