"""The staging folder: where a version is built before it is moved onto the shelf in one step.

Knows how received bytes are copied and digested, how a stage is laid out for the move, and how left-overs of a crash
are put aside; does not know what the shelf already holds beyond the inventory it is given. Nothing is flushed here: a
stage is flushed as a whole before anything leaves it.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from docgen.archive.inventory import INVENTORY, SIDECAR, Inventory, sidecar_of
from docgen.media.durable import named, rename_durably, write_new
from docgen.messages import tr

MARKER = "SHELF"  # stands in the staging folder once the shelf exists, so that an empty mount point is recognised
LOOKED = "LOOKED"  # stands there once every object was looked at: since then whoever is cut off leaves a stage
QUARANTINE = "quarantine"
OBJECT_DECLARATION = "0=ocfl_object_1.1"
_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A received file copied into the stage, with the digests of the bytes that were copied."""

    path: Path
    sha512: str
    sha256: str


def take_all(files: Mapping[str, bytes | Path], stage: Path) -> dict[str, Taken]:
    """Copy every file into the stage in the order of their logical paths, one that stands there twice once.

    Raises OSError as it comes.
    """
    incoming, taken, known = stage / "incoming", {}, dict[Path, Taken]()
    incoming.mkdir()
    for order, logical in enumerate(sorted(files)):
        source = files[logical]
        copy = known.get(source) if isinstance(source, Path) else None
        taken[logical] = copy = copy or _take(source, incoming / f"{order:05}")
        if isinstance(source, Path):
            known[source] = copy
    return taken


def lay_out_version(stage: Path, inventory: Inventory, taken: Iterable[Taken]) -> Path:
    """Build the folder of the newest version of `inventory` in the stage and return it."""
    arrived = {copy.sha512: copy for copy in taken}
    version = stage / f"v{inventory.head}"
    version.mkdir()
    for content in inventory.contents:
        if content.path.startswith(f"v{inventory.head}/"):
            target = stage / content.path
            target.parent.mkdir(parents=True, exist_ok=True)
            arrived[content.sha512].path.rename(target)
    write_inventory(version, inventory.to_bytes())
    return version


def lay_out_object(stage: Path, place: PurePosixPath, inventory: Inventory, version: Path) -> Path:
    """Build the whole tree of a new object around its first version; `place` is below the returned folder."""
    tree = stage / "tree"
    folder = tree / place
    folder.mkdir(parents=True)
    version.rename(folder / version.name)
    write_new(folder / OBJECT_DECLARATION, b"ocfl_object_1.1\n", is_flushed=False)
    write_inventory(folder, inventory.to_bytes())
    return tree


def write_inventory(folder: Path, data: bytes) -> None:
    """Write an inventory and its digest file into a folder that has neither."""
    write_new(folder / INVENTORY, data, is_flushed=False)
    write_new(folder / SIDECAR, sidecar_of(data), is_flushed=False)


@contextmanager
def moving(staging: Path) -> Iterator[None]:
    """Note that objects of the shelf are being touched; an error or a kill leaves the note, an empty stage.

    It is made before the disk is flushed for what is moved, and takes its space on the disk while there is some.
    """
    note = Path(tempfile.mkdtemp(prefix="stage-moving-", dir=staging))
    yield
    with suppress(OSError):  # what was moved is there; a note too many costs one look at every object
        note.rmdir()


def left_over(staging: Path) -> list[Path]:
    """What lies in the staging folder though nobody writes: who wrote it was cut off."""
    return sorted(path for path in staging.iterdir() if path.name not in {MARKER, LOOKED, QUARANTINE})


def sweep(staging: Path) -> tuple[str, ...]:
    """Move what a crash left in the staging folder into quarantine; nothing is deleted but empty stages.

    Returns one sentence per thing moved, empty when the folder was clean.
    """
    return tuple(sentence for path in left_over(staging) for sentence in _put_aside(path, staging / QUARANTINE))


def sha512_of(path: Path) -> str:
    """The sha512 of a file, read piece by piece."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha512").hexdigest()


def _put_aside(path: Path, quarantine: Path) -> tuple[str, ...]:
    """Move one left-over into quarantine under a free name."""
    if path.is_dir() and not any(path.iterdir()):
        path.rmdir()
        return ()
    quarantine.mkdir(exist_ok=True)
    target, attempt = quarantine / path.name, 1
    while target.exists():
        attempt += 1
        target = quarantine / f"{path.name}.{attempt}"
    rename_durably(path, target)
    return (tr("Đã chuyển phần ghi dở “{name}” vào khu cách ly.", name=target.name),)


def _take(source: bytes | Path, target: Path) -> Taken:
    """Copy one file into the stage, digesting the bytes as they pass."""
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as handle:
        return _copy(handle, target)


def open_new(path: Path) -> BinaryIO:
    """A file that must not exist yet, opened for writing."""
    return path.open("xb")


def _copy(source: BinaryIO, target: Path) -> Taken:
    """Copy the open file to a new file."""
    sha512, sha256 = hashlib.sha512(), hashlib.sha256()
    try:
        with open_new(target) as handle:
            while chunk := source.read(_CHUNK):
                sha512.update(chunk)
                sha256.update(chunk)
                handle.write(chunk)
    except OSError as error:
        raise named(error, target) from error
    return Taken(path=target, sha512=sha512.hexdigest(), sha256=sha256.hexdigest())
