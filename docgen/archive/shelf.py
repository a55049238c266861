"""The shelf: papers go on it in versions, come off it checked, and are never changed.

Knows OCFL 1.1 as its writer (the law of `luu-tru` §3.2: build beside, flush, rename). Does not know what the papers
are, who may read them, or the time of day. One object = one paper with its life; one version = one event of it.

Writers take turns: each holds the marker of the staging folder while it writes, and so does `recover`, which
sweeps that folder; who waits too long gets ShelfConflict.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from docgen.archive.foundation import prepare
from docgen.archive.inventory import INVENTORY, SIDECAR, Content, Inventory, VersionInfo, parse_inventory, sidecar_of
from docgen.archive.places import FOLDER_PATTERN, check_logical_paths, id_of_folder, object_folder
from docgen.archive.recovery import finish, install_inventory
from docgen.archive.removal import clear_graves, take_off
from docgen.archive.staging import (
    MARKER,
    OBJECT_DECLARATION,
    Taken,
    lay_out_object,
    lay_out_version,
    sha512_of,
    sweep,
    take_all,
)
from docgen.errors import ShelfConflict, ShelfDamaged, UsageError
from docgen.media.durable import LockHeld, hold_lock, rename_durably
from docgen.messages import tr
from registry.errors import NotFound

TURN_SECONDS = 30  # a writer holds the shelf for one version only, so its turn is short


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What `put` did: `version` holds the files; `is_new` is False when the shelf held exactly this already."""

    object_id: str
    version: int
    is_new: bool


@dataclass(frozen=True)
class Shelf:
    """An OCFL storage root and the staging folder beside it, on the same file system; made by `open`."""

    root: Path
    staging: Path

    @classmethod
    def open(cls, root: Path, *, staging: Path | None = None) -> Shelf:
        """Open the shelf at `root`, making a new one in a missing or empty folder.

        `staging` is by default the folder `<root>.staging` beside it. Raises OfficeError when a folder cannot serve,
        OutsideMissing when a shelf was here before but its disk is not there now.
        """
        staging = staging or root.with_name(f"{root.name}.staging")
        prepare(root, staging)
        return cls(root, staging)

    def recover(self) -> tuple[str, ...]:
        """Finish what a crash interrupted and put left-over stages in quarantine; one sentence per repair.

        Empty means that nothing was interrupted, not that nothing is damaged: that is for the auditor.
        """
        with self._turn():
            clear_graves(self.staging)
            repaired = [sentence for folder in self._folders() for sentence in finish(folder, self.staging)]
            return (*sweep(self.staging), *repaired)

    def put(
        self,
        object_id: str,
        files: Mapping[str, bytes | Path],
        *,
        message: str,
        user: str,
        at: dt.datetime,
        removed: Collection[str] = (),
        address: str = "",
    ) -> Stored:
        """Add a version: the newest state, plus `files` (logical path -> content), minus the `removed` paths.

        When that is the newest state already, its stored bytes are read back and no version is made. `address` is the
        user's mailto: or urn: address; empty makes one of the name. Raises UsageError for bad names, ShelfConflict
        when another writer was first, ShelfDamaged when bytes that should lie here already are not as they were.
        """
        _check_request(files, removed, at)
        author = {"message": message, "user": user, "address": address or f"urn:docgen:user:{quote(user)}"}
        with self._turn():
            before = self._load(object_id) if self.has(object_id) else Inventory(object_id=object_id)
            self._refuse_unfinished(before)
            with tempfile.TemporaryDirectory(prefix="stage-", dir=self.staging, ignore_cleanup_errors=True) as name:
                taken = take_all(files, Path(name))
                state = _next_state(before, taken, removed)
                self._verify_known(before, taken)
                if before.head and state == before.state:
                    return Stored(object_id=object_id, version=before.head, is_new=False)
                version = VersionInfo(number=before.head + 1, created=at, state=state, **author)
                self._move_in(Path(name), _with_version(before, version, taken), taken)
        return Stored(object_id=object_id, version=version.number, is_new=True)

    def destroy(self, object_id: str) -> bool:
        """Take a whole object off the shelf for good; False when it is not there (any more).

        Only for what a council gave up, after a tombstone of it was written: nothing here can bring it back.
        """
        with self._turn():
            if not self.has(object_id):
                return False
            take_off(self._folder(object_id), self.root, self.staging)
            return True

    def manifest(self, object_id: str) -> tuple[str, tuple[dict[str, object], ...]]:
        """Digest of an object's inventory, and path, sha512 and size of every file it ever held."""
        inventory, folder = self._load(object_id), self._folder(object_id)
        rows = [
            {"path": each.path, "sha512": each.sha512, "size": (folder / each.path).stat().st_size}
            for each in inventory.contents
            if (folder / each.path).is_file()
        ]
        return sha512_of(folder / INVENTORY), tuple(rows)

    def read(self, object_id: str, logical_path: str, version: int | None = None) -> bytes:
        """The bytes of a file in a version (None: the newest), checked against their digest.

        Raises NotFound for an unknown object, version or path, ShelfDamaged when the bytes are not as they were.
        """
        content = self._find(object_id, logical_path, version)
        path = self._folder(object_id) / content.path
        data = path.read_bytes() if path.is_file() else None
        if data is None or hashlib.sha512(data).hexdigest() != content.sha512:
            raise self._damaged(path)
        return data

    def stored_path(self, object_id: str, logical_path: str, version: int | None = None) -> Path:
        """Where the bytes of a file lie on the disk, for readers that need a path; they are not checked here."""
        return self._folder(object_id) / self._find(object_id, logical_path, version).path

    def paths(self, object_id: str, version: int | None = None) -> dict[str, str]:
        """logical path -> sha512 of a version (None: the newest); raises NotFound for an unknown object or version."""
        return dict(_state(self._load(object_id), version))

    def versions(self, object_id: str) -> tuple[VersionInfo, ...]:
        """All versions of an object, oldest first; raises NotFound for an unknown object."""
        return self._load(object_id).versions

    def objects(self) -> Iterator[str]:
        """The ids of all objects on the shelf, in the order of their folders."""
        return (id_of_folder(folder.name) for folder in self._folders())

    def has(self, object_id: str) -> bool:
        """True when the object lies on the shelf."""
        return (self._folder(object_id) / OBJECT_DECLARATION).is_file()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers away while the block runs; ShelfConflict when one does not end. For repairs alone."""
        with self._turn():
            yield

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Write alone while the block runs; the turn of a process that dies is over."""
        try:
            with hold_lock(self.staging / MARKER, seconds=TURN_SECONDS):
                yield
        except LockHeld as error:
            raise ShelfConflict(
                tr("Kho lưu trữ đang bận: một lệnh khác đang ghi vào kho."),
                advice=tr("Chờ lệnh kia xong rồi chạy lại."),
            ) from error

    def _folder(self, object_id: str) -> Path:
        """The folder of an object, whether it exists or not."""
        return self.root / object_folder(object_id)

    def _folders(self) -> list[Path]:
        """The folders of all objects."""
        return sorted(path for path in self.root.glob(FOLDER_PATTERN) if path.is_dir())

    def _load(self, object_id: str) -> Inventory:
        """The object's inventory, its digest checked.

        A version's own digest file vouches for the inventory too: while a writer is between its two last renames the
        one in the root may already speak of the next version.
        """
        folder = self._folder(object_id)
        if not self.has(object_id):
            raise NotFound(tr("Kho lưu trữ không có {id}.", id=object_id))
        try:
            data = (folder / INVENTORY).read_bytes()
            vouchers = [folder / SIDECAR, *folder.glob(f"v*/{SIDECAR}")]
            if all(not path.is_file() or path.read_bytes() != sidecar_of(data) for path in vouchers):
                raise self._damaged(folder / INVENTORY)
            return parse_inventory(data)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._damaged(folder / INVENTORY) from error

    def _find(self, object_id: str, logical_path: str, version: int | None) -> Content:
        """Where a logical path of a version lies."""
        inventory = self._load(object_id)
        state = _state(inventory, version)
        if logical_path not in state:
            raise NotFound(tr("{id} không có tệp “{path}” trong phiên bản này.", id=object_id, path=logical_path))
        content = inventory.content_of(state[logical_path])
        if content is None:
            raise self._damaged(self._folder(object_id) / INVENTORY)
        return content

    def _refuse_unfinished(self, inventory: Inventory) -> None:
        """Refuse to write beside a version that its writer has not finished yet."""
        if (self._folder(inventory.object_id) / f"v{inventory.head + 1}").exists():
            raise _conflict(inventory.object_id, inventory.head + 1)

    def _verify_known(self, before: Inventory, taken: Mapping[str, Taken]) -> None:
        """Read back stored bytes that received ones rely on, so that the received copy may be dropped safely."""
        for sha512 in {copy.sha512 for copy in taken.values()}:
            content = before.content_of(sha512)
            path = self._folder(before.object_id) / content.path if content else None
            if path and (not path.is_file() or sha512_of(path) != sha512):
                raise self._damaged(path)

    def _move_in(self, stage: Path, after: Inventory, taken: Mapping[str, Taken]) -> None:
        """Build the new version in the stage and move it onto the shelf; from the first rename on it is stored."""
        version = lay_out_version(stage, after, taken.values())
        place = object_folder(after.object_id)
        try:
            if after.head == 1:
                _graft(lay_out_object(stage, place, after, version), self.root, place)
            else:
                rename_durably(version, self.root / place / version.name)
                install_inventory(self.root / place, after.to_bytes(), self.staging)
        except FileExistsError as error:
            raise _conflict(after.object_id, after.head) from error

    def _damaged(self, path: Path) -> ShelfDamaged:
        """The exception for a file that is missing or not as it was."""
        return ShelfDamaged(
            tr("Tệp lưu trữ {file} bị mất hoặc bị thay đổi.", file=path.relative_to(self.root).as_posix()),
            advice=tr("Chạy “docgen archive verify” để xem toàn bộ hư hại, rồi phục hồi tệp từ bản sao lưu."),
        )


def _check_request(files: Mapping[str, bytes | Path], removed: Collection[str], at: dt.datetime) -> None:
    """Refuse a request that contradicts itself, or a time without its zone (OCFL E049)."""
    check_logical_paths(files)
    both = sorted(set(files) & set(removed))
    if both:
        raise UsageError(tr("Không thể vừa thêm vừa bỏ “{path}” trong một phiên bản.", path=both[0]))
    if at.utcoffset() is None:
        raise UsageError(tr("Thời điểm lưu trữ phải có múi giờ."))


def _next_state(before: Inventory, taken: Mapping[str, Taken], removed: Collection[str]) -> dict[str, str]:
    """The logical state after the request; removing what is not there is no error, so that a put can be repeated."""
    state = {path: digest for path, digest in before.state.items() if path not in removed}
    state |= {logical: copy.sha512 for logical, copy in taken.items()}
    if not state and not before.head:
        raise UsageError(tr("Không thể lưu trữ {id} mà không có tệp nào.", id=before.object_id))
    check_logical_paths(state)
    return state


def _with_version(before: Inventory, version: VersionInfo, taken: Mapping[str, Taken]) -> Inventory:
    """The inventory with one version more; bytes the object holds already are not stored a second time."""
    contents = {content.sha512: content for content in before.contents}
    for logical, copy in taken.items():
        path = f"v{version.number}/content/{logical}"
        contents.setdefault(copy.sha512, Content(path=path, sha512=copy.sha512, sha256=copy.sha256))
    return replace(before, versions=(*before.versions, version), contents=tuple(contents.values()))


def _state(inventory: Inventory, version: int | None) -> Mapping[str, str]:
    """The logical state of a version, None for the newest."""
    if version is None:
        return inventory.state
    if not 1 <= version <= inventory.head:
        raise NotFound(tr("{id} không có phiên bản v{version}.", id=inventory.object_id, version=version))
    return inventory.versions[version - 1].state


def _graft(tree: Path, root: Path, place: PurePosixPath) -> None:
    """Move a new object onto the shelf by renaming the topmost folder that is missing there.

    So the shelf never holds an empty folder (E073), and another writer making the same upper folder only means trying
    one level deeper. Raises FileExistsError when the object itself is there.
    """
    for branch in reversed(place.parents[:-1]):
        with suppress(FileExistsError):
            return rename_durably(tree / branch, root / branch)
    return rename_durably(tree / place, root / place)


def _conflict(object_id: str, version: int) -> ShelfConflict:
    """The refusal to touch a version that is there already."""
    return ShelfConflict(
        tr("Phiên bản v{version} của {id} đã có trên kho, không được ghi đè.", version=version, id=object_id),
        advice=tr("Có chương trình khác đang ghi, hoặc lần ghi trước bị ngắt: mở lại để kho tự sửa, rồi làm lại."),
    )
