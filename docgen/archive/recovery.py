"""After a crash: finish what was interrupted, touch nothing else.

Knows the states the writer can be interrupted in: a stage left over; a version moved in while the object's inventory
or its digest file still speak of the version before. Anything else is damage, left as it is for the auditor to name.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from docgen.archive.inventory import INVENTORY, SIDECAR, Inventory, parse_inventory, sidecar_of
from docgen.archive.places import id_of_folder
from docgen.archive.staging import sha512_of, write_inventory
from docgen.media.durable import flush_all, flush_disk
from docgen.messages import tr


def finish(folder: Path, staging: Path) -> tuple[str, ...]:
    """Give the object its newest version's inventory when only that step is missing.

    Returns one sentence when something was repaired, empty when the object was whole or is damaged otherwise.
    """
    head = newest_version(folder)
    if not _is_interrupted(folder, head) or not _is_whole(folder, head):
        return ()
    install_inventory(folder, (folder / f"v{head}" / INVENTORY).read_bytes(), staging)
    return (tr("Đã ghi nốt phiên bản v{version} của {id}.", version=head, id=id_of_folder(folder.name)),)


def install_inventory(folder: Path, data: bytes, staging: Path) -> None:
    """Put a new inventory in the object's folder."""
    with tempfile.TemporaryDirectory(prefix="stage-", dir=staging, ignore_cleanup_errors=True) as name:
        stage = Path(name)
        write_inventory(stage, data)
        flush_disk(stage)
        install_all({folder: stage})


def install_all(stages: Mapping[Path, Path]) -> None:
    """Put the new inventories of objects in their folders; each lies flushed in a stage of its own.

    The digest files go first, and all of them: who sees a new inventory then knows that its writer has finished.
    """
    for name in (SIDECAR, INVENTORY):
        for folder, stage in stages.items():
            (stage / name).replace(folder / name)
        flush_all([*stages, *stages.values()])


def newest_version(folder: Path) -> int:
    """The highest version folder of an object, 0 when there is none."""
    return max((int(path.name[1:]) for path in folder.glob("v*") if path.name[1:].isdecimal()), default=0)


def _is_interrupted(folder: Path, head: int) -> bool:
    """True when inventory and digest file are the newest version's or the one's before it, not both the newest's."""
    newest, before = folder / f"v{head}", folder / f"v{head - 1}"
    pairs = [_speaks_of(folder / name, newest / name, before / name) for name in (INVENTORY, SIDECAR)]
    return all(pairs) and pairs != ["newest", "newest"]


def _speaks_of(root_file: Path, newest: Path, before: Path) -> str:
    """Which version's file lies in the object's root: "newest", "before", or "" for neither."""
    found = _bytes_of(root_file)
    if found and found == _bytes_of(newest):
        return "newest"
    return "before" if found and found == _bytes_of(before) else ""


def _is_whole(folder: Path, head: int) -> bool:
    """True when the newest version's inventory is sound, follows from the one before, and its content is all there."""
    newest, before = (_vouched_inventory(folder / f"v{number}") for number in (head, head - 1))
    if not newest or not before:
        return False
    inventory = parse_inventory(newest)
    follows = inventory.versions[:-1] == parse_inventory(before).versions
    belongs = inventory.object_id == id_of_folder(folder.name) and inventory.head == head
    return follows and belongs and _has_content(folder, inventory)


def _vouched_inventory(version: Path) -> bytes:
    """The inventory of a version folder, empty when it is missing or its digest file disagrees."""
    data = _bytes_of(version / INVENTORY)
    return data if _bytes_of(version / SIDECAR) == sidecar_of(data) else b""


def _has_content(folder: Path, inventory: Inventory) -> bool:
    """True when every file the newest version brought has its bytes."""
    brought = [content for content in inventory.contents if content.path.startswith(f"v{inventory.head}/")]
    return all(
        (folder / content.path).is_file() and sha512_of(folder / content.path) == content.sha512 for content in brought
    )


def _bytes_of(path: Path) -> bytes:
    """The file's bytes, empty when there is no such file."""
    return path.read_bytes() if path.is_file() else b""
