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
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from docgen.archive.foundation import prepare
from docgen.archive.inventory import INVENTORY, SIDECAR, Content, Inventory, VersionInfo, parse_inventory, sidecar_of
from docgen.archive.places import FOLDER_PATTERN, check_logical_paths, id_of_folder, object_folder
from docgen.archive.recovery import finish, install_all
from docgen.archive.removal import clear_graves, take_off
from docgen.archive.staging import (
    LOOKED,
    MARKER,
    OBJECT_DECLARATION,
    Taken,
    lay_out_object,
    lay_out_version,
    left_over,
    moving,
    sha512_of,
    sweep,
    take_all,
    write_inventory,
)
from docgen.errors import ShelfConflict, ShelfDamaged, UsageError
from docgen.media.durable import LockHeld, flush_all, flush_disk, hold_lock, rename_new
from docgen.messages import tr
from registry.errors import NotFound

TURN_SECONDS = 30  # a writer holds the shelf for one version only, so its turn is short


@dataclass(frozen=True, kw_only=True)
class Put:
    """What is to be added to one object: `files` (logical path -> content), minus the `removed` paths.

    `address` is the user's mailto: or urn: address; empty makes one of the name.
    """

    object_id: str
    files: Mapping[str, bytes | Path]
    message: str
    user: str
    at: dt.datetime
    removed: Collection[str] = ()
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What a put did: `version` holds the files; `is_new` is False when the shelf held exactly this already.

    `places` tells where the bytes of each file of the version lie, by its logical path.
    """

    object_id: str
    version: int
    is_new: bool
    places: Mapping[str, Path] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class _Prepared:
    """A version that lies ready in its stage; `version` is None when the shelf holds it already."""

    inventory: Inventory
    version: Path | None  # its folder, or the tree of a new object
    stage: Path


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

    def recover(self, *, everywhere: bool = False) -> tuple[str, ...]:
        """Finish what a crash interrupted and put left-over stages in quarantine; one sentence per repair.

        Whoever is cut off leaves a stage, so without one no object is looked at, however many there are, unless this
        is the first look or `everywhere` is asked for. Empty means that nothing was interrupted, not that nothing is
        damaged: that is for the auditor.
        """
        with self._turn():
            clear_graves(self.staging)
            is_known = (self.staging / LOOKED).exists()
            if is_known and not everywhere and not left_over(self.staging):
                return ()
            repaired = [sentence for folder in self._folders() for sentence in finish(folder, self.staging)]
            (self.staging / LOOKED).touch()
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

        See `put_all`.
        """
        put = Put(object_id=object_id, files=files, message=message, user=user, at=at, removed=removed, address=address)
        return self.put_all([put])[0]

    def put_all(self, puts: Sequence[Put]) -> tuple[Stored, ...]:
        """Add a version to each of several different objects, for little more than one costs: the disk is flushed for
        all of them at once. They are not one step: a crash may leave some stored and some not.

        Where that is the newest state already, its stored bytes are read back and no version is made. Raises
        UsageError for bad names, ShelfConflict when another writer was first, ShelfDamaged when bytes that should lie
        here already are not as they were; then nothing was stored.
        """
        for put in puts:
            _check_request(put.files, put.removed, put.at)
        if len({put.object_id for put in puts}) < len(puts):
            raise ValueError("one object twice")
        with (
            self._turn(),
            tempfile.TemporaryDirectory(prefix="stage-", dir=self.staging, ignore_cleanup_errors=True) as name,
        ):
            ready = [self._prepare(put, Path(name) / f"{order:05}") for order, put in enumerate(puts)]
            new = [each for each in ready if each.version]
            if new:
                with moving(self.staging):
                    flush_disk(Path(name))
                    self._move_in(new)
        return tuple(self._stored(each) for each in ready)

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

    def _prepare(self, put: Put, stage: Path) -> _Prepared:
        """Build the new version of one object in its stage, not flushed."""
        before = self._load(put.object_id) if self.has(put.object_id) else Inventory(object_id=put.object_id)
        self._refuse_unfinished(before)
        stage.mkdir()
        taken = take_all(put.files, stage)
        state = _next_state(before, taken, put.removed)
        self._verify_known(before, taken)
        if before.head and state == before.state:
            return _Prepared(inventory=before, version=None, stage=stage)
        author = {"message": put.message, "user": put.user}
        author["address"] = put.address or f"urn:docgen:user:{quote(put.user)}"
        after = _with_version(before, VersionInfo(number=before.head + 1, created=put.at, state=state, **author), taken)
        version = lay_out_version(stage, after, taken.values())
        if after.head == 1:
            version = lay_out_object(stage, object_folder(after.object_id), after, version)
        else:
            write_inventory(stage, after.to_bytes())
        return _Prepared(inventory=after, version=version, stage=stage)

    def _move_in(self, ready: Sequence[_Prepared]) -> None:
        """Move flushed versions onto the shelf; from its own rename on each is stored."""
        touched: dict[Path, None] = {}
        for each in ready:
            try:
                touched |= dict.fromkeys(self._move_one(each))
            except FileExistsError as error:
                raise _conflict(each.inventory.object_id, each.inventory.head) from error
        flush_all(touched)
        install_all({self._folder(each.inventory.object_id): each.stage for each in ready if each.inventory.head > 1})

    def _move_one(self, ready: _Prepared) -> tuple[Path, Path]:
        """Move one version, or the tree of a new object; the folders that must be flushed then."""
        version, place = ready.version, object_folder(ready.inventory.object_id)
        assert version is not None
        if ready.inventory.head == 1:
            return _graft(version, self.root, place)
        rename_new(version, self.root / place / version.name)
        return self.root / place, ready.stage

    def _stored(self, ready: _Prepared) -> Stored:
        """What was done, told after it was."""
        inventory, folder = ready.inventory, self._folder(ready.inventory.object_id)
        paths = {content.sha512: folder / content.path for content in inventory.contents}
        return Stored(
            object_id=inventory.object_id,
            version=inventory.head,
            is_new=ready.version is not None,
            places={logical: paths[sha512] for logical, sha512 in inventory.state.items() if sha512 in paths},
        )

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


def _graft(tree: Path, root: Path, place: PurePosixPath) -> tuple[Path, Path]:
    """Move a new object onto the shelf by renaming the topmost folder that is missing there; the folders it touched.

    So the shelf never holds an empty folder (E073), and another writer making the same upper folder only means trying
    one level deeper. Raises FileExistsError when the object itself is there.
    """
    for branch in reversed(place.parents[:-1]):
        with suppress(FileExistsError):
            rename_new(tree / branch, root / branch)
            return root / branch.parent, tree / branch.parent
    rename_new(tree / place, root / place)
    return root / place.parent, tree / place.parent


def _conflict(object_id: str, version: int) -> ShelfConflict:
    """The refusal to touch a version that is there already."""
    return ShelfConflict(
        tr("Phiên bản v{version} của {id} đã có trên kho, không được ghi đè.", version=version, id=object_id),
        advice=tr("Có chương trình khác đang ghi, hoặc lần ghi trước bị ngắt: mở lại để kho tự sửa, rồi làm lại."),
    )
