"""The whole office copied to another disk, while it works: settings, keys, registry, shelf, papers on their way.

Knows the order that makes the copy one moment: the witness first, then the inbox, then the registry (as a snapshot on
the shelf), then the shelf, then the rest. What is taken in meanwhile lies in the inbox's copy, on the shelf's, or in
both; never in neither. The database itself is not copied: its snapshot is, which fills SQLite and PostgreSQL alike.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.archive.copies import CopyDamaged
from docgen.archive.copying import FileTarget, FolderTarget, Source, Tally, Target, copy_all, next_stamp, seal
from docgen.archive.places import object_folder
from docgen.archive.pruning import prune
from docgen.archive.repairing import aside_folder
from docgen.archive.shelf_files import shelf_files
from docgen.errors import UsageError
from docgen.messages import tr
from docgen.messages.showing import visible
from docgen.office import REGISTRY, Office
from docgen.paperwork.elsewhere import Elsewhere, folders_elsewhere, shelf_name
from docgen.paperwork.shelfmarks import open_shelf
from docgen.paperwork.shelved_registry import MARK, keep_snapshot
from docgen.witness import FILE as WITNESS
from registry.store.disposals import disposal_record, tombstones
from registry.store.journal import Head
from registry.store.replications import KnownCopy, known_copies, note_copy, note_purged

Told = Callable[[int, int], None]
SECRETS = ("keys", "office.toml")
"""What of a copy must be kept like a seal: the keys of page codes, and the settings (a password may stand there)."""
_OURS = (".part", ".tmp")


@dataclass(frozen=True, kw_only=True)
class BackedUp:
    """A backup that is written and read back.

    `altered` are files that are not as the shelf noted them: the copy holds them as they lie, `left_out` what is not
    copied at all. `destroyed` counts what a council gave up and the copy now lost too, `holding` are the copies that
    still hold such content, this one among them when it could not be removed.
    """

    target: Path
    stamp: str
    files: int
    bytes: int
    new_files: int
    new_bytes: int
    head: Head
    has_keys: bool
    altered: tuple[str, ...]
    left_out: tuple[str, ...]
    destroyed: int = 0
    holding: tuple[KnownCopy, ...] = ()

    def as_row(self) -> dict[str, object]:
        """The JSON document of `docgen backup`."""
        return {
            "target": str(self.target),
            "set": self.stamp,
            "files": self.files,
            "bytes": self.bytes,
            "new_files": self.new_files,
            "new_bytes": self.new_bytes,
            "journal": self.head.sequence,
            "head": self.head.hash,
            "keys": self.has_keys,
            "altered": list(self.altered),
            "left_out": list(self.left_out),
            "destroyed": self.destroyed,
            "holding": [copy.as_row() for copy in self.holding],
        }


def back_up(office: Office, target: Path, *, keys: bool = True, tell: Told | None = None) -> BackedUp:
    """Copy the office into the folder `target`, which grows by what is new, or into one new file when it has a suffix.

    Without `keys` the keys of the page codes are left out: the copy recognises no printed paper until they are put
    back. Raises UsageError for a target inside the office, or one that holds something else.
    """
    target, elsewhere = target.resolve(), folders_elsewhere(office)
    if any(target.is_relative_to(folder) for folder in (office.folder, *(each.path for each in elsewhere))):
        raise UsageError(tr("Bản sao phải nằm ngoài thư mục cơ quan."), advice=tr("Chỉ một thư mục trên ổ đĩa khác."))
    place: Target = FileTarget(target) if target.suffix and not target.is_dir() else FolderTarget.open(target)
    tally, left_out = Tally(), [str(each.path) for each in elsewhere if not each.is_copied and each.path.exists()]
    stamp = next_stamp(place, office.clock.now().strftime("%Y-%m-%dT%H-%M-%S"))
    with _changing(office) as session:
        note_copy(session, str(target), stamp, is_new=not place.stamps())
    copy_all(place, _first(office), tally)
    head = keep_snapshot(office, open_shelf(office))
    rest = [*shelf_files(office.archive.resolve(), shelf_name(office)), *_rest(office, keys, left_out)]
    rest += [source for each in elsewhere if each.is_copied for source in _of(each, left_out)]
    copy_all(place, _counted(rest, tell), tally)
    seal(place, stamp, {**_about(office, keys), "journal": head.sequence, "head": head.hash}, tally)
    destroyed = _take_out_destroyed(office, target, stamp) if isinstance(place, FolderTarget) else 0
    with office.store.reading() as session:
        holding = tuple(copy for copy in known_copies(session) if copy.lists)
    return BackedUp(
        target=target,
        stamp=stamp,
        files=len(tally.files),
        bytes=sum(file.size for file in tally.files),
        new_files=tally.new_files,
        new_bytes=tally.new_bytes,
        head=head,
        has_keys=keys,
        altered=tuple(tally.altered),
        left_out=tuple(left_out),
        destroyed=destroyed,
        holding=holding,
    )


def _about(office: Office, keys: bool) -> dict[str, object]:
    """What the list says of the office: whose it is, of when, and where its folders lay that were outside."""
    return {
        "office": office.settings.office.name,
        "at": office.clock.now().isoformat(),
        "keys": keys,
        "shelf": shelf_name(office),
        "elsewhere": [each.as_row() for each in folders_elsewhere(office)],
    }


def _take_out_destroyed(office: Office, target: Path, stamp: str) -> int:
    """What councils had destroyed since goes from this backup too, out of every earlier list; how many files."""
    with office.store.reading() as session:
        lists = next(copy.lists for copy in known_copies(session) if copy.target == str(target))
        stones = [stone for stone in tombstones(session).values() if stone.disposal in lists]
        reports = [disposal_record(session, code).report for code in lists]
    if not lists:
        return 0
    places = [object_folder(stone.object_id).as_posix() for stone in stones]
    paths = {str(path) for report in reports for path in report["copies"]}
    try:
        files = prune(target, places, paths, lists, newest=stamp, at=office.clock.now().isoformat())
    except CopyDamaged:
        return 0  # it goes on being told as one that still holds them
    with _changing(office) as session:
        note_purged(session, str(target), stamp, lists, files)
    return files


def _changing(office: Office) -> AbstractContextManager[Any]:
    return office.store.changing(actor=office.actor, at=office.clock.now(), reason=tr("sao lưu"))


def _first(office: Office) -> Iterator[Source]:
    """The witness as it is now, then the inbox: both before the registry, which may only know more."""
    witness = office.folder / WITNESS
    if witness.is_file():
        yield Source(path=WITNESS, file=witness.read_bytes())
    if office.inbox.resolve().is_relative_to(office.folder):
        for path in _files_below(office.inbox, []):
            yield Source(path=_inside(office, path), file=path, is_fleeting=True)


def _rest(office: Office, keys: bool, left_out: list[str]) -> Iterator[Source]:
    """Everything else in the folder; what a writer needs only while it writes is not part of an office."""
    shelf = office.archive
    passed = {shelf, shelf.with_name(f"{shelf.name}.staging"), office.staging, office.inbox}
    if not keys:
        passed.add(office.folder / "keys")
    for path in _files_below(office.folder, left_out, passed):
        name = _inside(office, path)
        is_database = name.startswith(REGISTRY) and "/" not in name
        if not (is_database or name in {WITNESS, MARK} or name.endswith(_OURS)):
            yield Source(path=name, file=path, is_fleeting=True)


def _files_below(folder: Path, left_out: list[str], passed: set[Path] | None = None) -> Iterator[Path]:
    """Regular files below a folder in order; links and devices are told and left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if Path(place, name) not in (passed or set()))
        for name in sorted(names):
            path = Path(place, name)
            if path.is_symlink() or not path.is_file():
                left_out.append(visible(str(path)))
            else:
                yield path


def _of(folder: Elsewhere, left_out: list[str]) -> Iterator[Source]:
    """The files of a folder outside; of the shelf, which is copied by itself, what repairs kept aside."""
    place, name = folder.path, folder.name
    if folder.setting == "folders.archive":
        place, name = aside_folder(place), f"{name}.hong"
    for path in _files_below(place, left_out):
        yield Source(path=f"{name}/{path.relative_to(place).as_posix()}", file=path, is_fleeting=True)


def _inside(office: Office, path: Path) -> str:
    return path.relative_to(office.folder).as_posix()


def _counted(sources: list[Source], tell: Told | None) -> Iterator[Source]:
    for number, source in enumerate(sources, start=1):
        yield source
        if tell:
            tell(number, len(sources))
