"""A damaged object made whole again: every file from the shelf where it is as it was, else from a verified copy.

Knows that nothing damaged is written over: the good object is built beside the shelf, the damaged one is moved aside
as it lies, then the good one takes its place. Believes bytes for their digest, inventories for their digest file; what
neither side holds whole is not repaired. Does not know where the copy comes from.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from docgen.archive.foundation import ROOT_DECLARATION, altered_files, laid_files
from docgen.archive.inventory import INVENTORY, SIDECAR, Inventory, parse_inventory, sidecar_of
from docgen.archive.recovery import newest_version
from docgen.archive.shelf import Shelf
from docgen.archive.staging import OBJECT_DECLARATION
from docgen.errors import ShelfDamaged
from docgen.media.durable import fsync_folder, fsync_tree, rename_durably, write_durably, write_new
from docgen.messages import tr

Fetch = Callable[[str], bytes]
"""Bytes of a file of the object from the copy, by its path inside the object; b"" when the copy has none."""


@dataclass(frozen=True, kw_only=True)
class Mended:
    """An object made whole: `files` came from the copy, `aside` is where the damaged one lies ("" when it was gone)."""

    place: str
    object_id: str
    files: tuple[str, ...]
    aside: str


def aside_folder(root: Path) -> Path:
    """Where damaged objects lie after their repair, beside the shelf at `root`."""
    return root.with_name(f"{root.name}.hong")


def mend(shelf: Shelf, place: str, fetch: Fetch, *, at: str) -> Mended:
    """Make the object at `place` (below the shelf's root) whole; ShelfDamaged when no good bytes exist for a file.

    `at` marks the folder in which the damaged one is kept.
    """
    with shelf.writing():
        folder = shelf.root / place
        sources = [folder, *_kept_aside(shelf, place)]
        with tempfile.TemporaryDirectory(prefix="stage-", dir=shelf.staging, ignore_cleanup_errors=True) as name:
            good = Path(name) / folder.name
            inventory, fetched = _build(sources, good, fetch, place)
            fsync_tree(good)
            aside = _move_aside(shelf.root, folder, at)
            folder.parent.mkdir(parents=True, exist_ok=True)
            rename_durably(good, folder)
        return Mended(place=place, object_id=inventory.object_id, files=tuple(fetched), aside=aside)


def mend_root(root: Path, *, at: str) -> tuple[Mended, ...]:
    """Lay the files of the storage root anew that are not as they were; the altered ones are kept aside.

    Nothing is laid where no storage root was: an empty mount point is not a damaged shelf.
    """
    if not (root / ROOT_DECLARATION).exists():
        return ()
    return tuple(_mended_file(root, path, at) for path in altered_files(root))


def _mended_file(root: Path, path: str, at: str) -> Mended:
    aside = _move_aside(root, root / path, at)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    write_durably(root / path, laid_files()[path])
    return Mended(place=path, object_id="", files=(), aside=aside)


def _kept_aside(shelf: Shelf, place: str) -> list[Path]:
    """Earlier damaged copies of the object: a repair that was cut off may have moved away good bytes too."""
    return sorted(aside_folder(shelf.root).glob(f"*/{place}"), reverse=True)


def _has_digest(sha512: str, data: bytes) -> bool:
    return hashlib.sha512(data).hexdigest() == sha512


def _build(sources: list[Path], good: Path, fetch: Fetch, place: str) -> tuple[Inventory, list[str]]:
    fetched: list[str] = []

    def best(path: str, is_right: Callable[[bytes], bool]) -> bytes:
        for data in _candidates(sources, path, fetch, fetched):
            if is_right(data):
                return data
        raise ShelfDamaged(
            tr("Không đâu còn bản nguyên vẹn của {file}.", file=f"{place}/{path}"),
            advice=tr("Thử một bản sao khác: --from."),
        )

    head = max([newest_version(folder) for folder in sources if folder.is_dir()], default=0) or _head_of(fetch)
    data = {n: _vouched(sources, f"v{n}", fetch, best) for n in range(1, head + 1)}
    if not data:
        raise ShelfDamaged(tr("Bản sao không có {file}.", file=place), advice=tr("Thử một bản sao khác: --from."))
    inventory = parse_inventory(data[head])
    for content in inventory.contents:
        target = good / content.path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_new(target, best(content.path, partial(_has_digest, content.sha512)))
    for number, found in data.items():
        (good / f"v{number}").mkdir(parents=True, exist_ok=True)
        _write_inventory(good / f"v{number}", found)
    _write_inventory(good, data[head])
    write_new(good / OBJECT_DECLARATION, b"ocfl_object_1.1\n")
    return inventory, fetched


def _candidates(sources: list[Path], path: str, fetch: Fetch, fetched: list[str]) -> Iterator[bytes]:
    for folder in sources:
        with suppress(OSError):
            yield (folder / path).read_bytes()
    if data := fetch(path):
        fetched.append(path)
        yield data


def _vouched(sources: list[Path], version: str, fetch: Fetch, best: Callable[..., bytes]) -> bytes:
    """The inventory of a version that its own digest file, wherever a good one lies, vouches for."""
    vouchers = set(_candidates(sources, f"{version}/{SIDECAR}", fetch, []))
    return best(f"{version}/{INVENTORY}", lambda found: sidecar_of(found) in vouchers)


def _head_of(fetch: Fetch) -> int:
    number = 0
    while fetch(f"v{number + 1}/{INVENTORY}"):
        number += 1
    return number


def _write_inventory(folder: Path, data: bytes) -> None:
    write_new(folder / INVENTORY, data)
    write_new(folder / SIDECAR, sidecar_of(data))


def _move_aside(root: Path, folder: Path, at: str) -> str:
    """Move the damaged object away as it lies; "" when there is none."""
    if not folder.exists():
        return ""
    aside, number = aside_folder(root) / at, 1
    while (aside / folder.relative_to(root)).exists():
        number += 1
        aside = aside_folder(root) / f"{at}-{number}"
    target = aside / folder.relative_to(root)
    target.parent.mkdir(parents=True, exist_ok=True)
    rename_durably(folder, target)
    fsync_folder(aside.parent)
    return target.relative_to(root.parent).as_posix()
