"""An office made again from a backup, in an empty folder.

Knows the order: the backup proved, its files laid out, then the registry filled from the snapshot among them. A backup
that is not as it was written is refused file by file unless the person says so. Running it again finishes what was
interrupted; a living registry is never touched.
"""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docgen.archive.audit import audit
from docgen.archive.copies import CHUNK, Copy, CopyDamaged, CopySet, Listed
from docgen.archive.shelf import Shelf
from docgen.errors import UsageError
from docgen.intake.folder import put_marker
from docgen.media.durable import flush_disk, write_new
from docgen.messages import tr
from docgen.messages.showing import visible
from docgen.office import REGISTRY, Office, open_office
from docgen.paperwork.rebuilding import Rebuilt, rebuild
from registry.problems import Problem
from registry.store.received import note_moved
from registry.store.refilling import LIVING, holdings

Told = Callable[[int, int], None]
UNFINISHED = ".docgen-restore"  # stands in the new folder until everything is there
_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Restored:
    """An office made again: from which list, how many files, what of the backup is `damaged`, what the shelf lacks.

    `elsewhere` are folders that lay outside the office and stand in it now; `destroyed` files were given up by a
    council after the backup: they do not come back.
    """

    folder: Path
    stamp: str
    at: str
    files: int
    has_keys: bool
    damaged: tuple[Problem, ...]
    shelf: tuple[Problem, ...]
    registry: Rebuilt
    destroyed: int = 0
    elsewhere: tuple[Mapping[str, str], ...] = ()

    @property
    def needs_person(self) -> bool:
        """True when something is missing."""
        return bool(self.damaged or self.shelf or self.destroyed or not self.has_keys or self.registry.needs_person)

    def as_row(self) -> dict[str, object]:
        """The JSON document of `docgen restore`."""
        return {
            "folder": str(self.folder),
            "set": self.stamp,
            "at": self.at,
            "files": self.files,
            "keys": self.has_keys,
            "destroyed": self.destroyed,
            "elsewhere": [dict(each) for each in self.elsewhere],
            "damaged": [problem.as_row() for problem in self.damaged],
            "shelf": [problem.as_row() for problem in self.shelf],
            "registry": self.registry.as_row(),
        }


def restore(
    source: Path,
    folder: Path,
    environment: Mapping[str, str],
    *,
    stamp: str = "",
    anyway: bool = False,
    database: str | None = None,
    tell: Told | None = None,
) -> Restored:
    """Make the office of a backup again in the empty `folder`; `stamp` names one of several lists, else the newest.

    `database` replaces the address in office.toml ("" for a file in the folder). Folders that lay outside the office
    stand in its new folder now: the old places may still be somebody's. Raises CopyDamaged naming every
    damaged file unless `anyway`, UsageError for a folder that holds something else or a database that lives.
    """
    copy = Copy.open(source)
    copied = copy.read_set(stamp)
    _require_empty(folder)
    destroyed = copy.destroyed(copied)
    damaged = _proved(copy, copied, destroyed, anyway, tell)
    _lay_out(copy, copied, folder, destroyed | {problem.place.file for problem in damaged})
    for each in _elsewhere(copied):
        _set(folder / "office.toml", each["setting"], each["name"])
    if database is not None:
        _set(folder / "office.toml", "database.url", database)
    office = open_office(folder, {**environment, "DOCGEN_DATABASE": ""}, actor=environment.get("DOCGEN_ACTOR", ""))
    if holdings(office.database) == LIVING and not _is_own_file(office):
        raise UsageError(
            tr("Cơ sở dữ liệu ghi trong office.toml của bản sao đang có sổ sống."),
            advice=tr("Chạy lại với --database TỆP_HOẶC_ĐỊA_CHỈ trống; --database '' để dùng tệp trong thư mục mới."),
        )
    return _finished(office, copied, damaged, len(destroyed), tell)


def _require_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / UNFINISHED).exists():
        raise UsageError(
            tr("Thư mục {folder} không trống.", folder=folder),
            advice=tr("Phục hồi vào một thư mục trống hoặc chưa có."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / UNFINISHED).exists():
        write_new(folder / UNFINISHED, b"")


def _proved(
    copy: Copy, copied: CopySet, left_out: frozenset[str], anyway: bool, tell: Told | None
) -> tuple[Problem, ...]:
    faults = []
    for number, fault in enumerate(copy.check(copied, left_out), start=1):
        if fault:
            faults.append(fault)
        if tell:
            tell(number, len(copied.files))
    if faults and not anyway:
        shown = ", ".join(visible(fault.place.file) for fault in faults[:_SHOWN])
        raise CopyDamaged(
            tr("Bản sao hỏng {count} tệp, chưa phục hồi gì: {files}", count=len(faults), files=shown),
            advice=tr("Dùng bản sao khác hoặc lần khác (--set); chấp nhận thiếu các tệp ấy thì thêm --anyway."),
        )
    return tuple(faults)


def _lay_out(copy: Copy, copied: CopySet, folder: Path, left_out: frozenset[str]) -> None:
    for file in copied.files:
        target = folder / _safe(file.path)
        if file.path in left_out or (target.is_file() and target.stat().st_size == file.size and _is(target, file)):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(copy, file, target)
    flush_disk(folder)


def _safe(path: str) -> PurePosixPath:
    """The path of a file inside the office; UsageError when it would lead out of it."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or not pure.parts or "\\" in path:
        raise UsageError(tr("Danh mục của bản sao có đường dẫn lạ: {path}", path=path))
    return pure


def _is(path: Path, file: Listed) -> bool:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest() == file.sha256


def _write(copy: Copy, file: Listed, target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    mode = 0o600 if file.path.startswith("keys/") else 0o666
    part.unlink(missing_ok=True)
    with (
        copy.open_file(file) as handle,
        os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as to,
    ):
        while chunk := handle.read(CHUNK):
            to.write(chunk)
    part.replace(target)


def _elsewhere(copied: CopySet) -> Sequence[Mapping[str, str]]:
    """The folders that lay outside the office: setting, where it `was`, its `name` now."""
    found: Sequence[Mapping[str, str]] = copied.about.get("elsewhere", ())
    return found


def _set(path: Path, setting: str, value: str) -> None:
    """Let office.toml of the new folder say something else for one setting; nothing else in it changes."""
    section, name = setting.split(".")
    text = path.read_text("utf-8")
    line = f'{name} = "{value}"'
    held = tomllib.loads(text).get(section)
    if held is None:
        text = f"{text.rstrip()}\n\n[{section}]\n{line}\n"
    elif name not in held:
        text = re.sub(rf"(?m)^\[{section}\][^\n]*\n", lambda found: f"{found[0]}{line}\n", text, count=1)
    else:
        wanted = rf"(?ms)(^\[{section}\][^\[]*?)^{name}\s*=[^\n]*$"
        text = re.sub(wanted, lambda found: found[1] + line, text, count=1)
    if tomllib.loads(text)[section].get(name) != value:
        raise UsageError(
            tr("Không sửa được {setting} trong {path}.", setting=setting, path=path), advice=tr("Sửa tay rồi chạy lại.")
        )
    path.write_text(text, "utf-8", newline="\n")


def _is_own_file(office: Office) -> bool:
    """True when the database is a file of the new folder: only we can have filled it."""
    return not office.settings.database.url


def _finished(
    office: Office, copied: CopySet, damaged: tuple[Problem, ...], destroyed: int, tell: Told | None
) -> Restored:
    Shelf.open(office.archive)
    put_marker(office.inbox)
    for place in (office.review, office.output):
        place.mkdir(parents=True, exist_ok=True)
    if holdings(office.database) == LIVING:  # filled by a run that was cut off before its last step
        for path in office.folder.glob(f"{REGISTRY}*"):
            path.unlink()
    registry = rebuild(office, tell=tell)
    _note_places(office, copied)
    report = audit(office.archive)
    (office.folder / UNFINISHED).unlink(missing_ok=True)
    office.close()
    return Restored(
        folder=office.folder,
        stamp=copied.stamp,
        at=str(copied.about["at"]),
        files=len(copied.files) - len(damaged) - destroyed,
        destroyed=destroyed,
        has_keys=bool(copied.about["keys"]),
        damaged=damaged,
        shelf=report.damages,
        registry=registry,
        elsewhere=tuple(_elsewhere(copied)),
    )


def _note_places(office: Office, copied: CopySet) -> None:
    """Received files that lay outside lie in the new folder now; the registry is told where."""
    moved = {each["was"]: office.noted(office.folder / each["name"]) for each in _elsewhere(copied)}
    if moved:
        now = office.clock.now()
        with office.store.changing(actor=office.actor, at=now, reason=tr("phục hồi vào thư mục mới")) as session:
            note_moved(session, moved)
