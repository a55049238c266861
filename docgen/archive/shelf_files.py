"""The files of a shelf as a backup copies them, while others may be writing.

Knows that a version's folder never changes once it is there and that its inventory is also the object's when it is the
newest: so nobody has to be kept from writing. Repairs nothing: what is damaged is copied as it lies and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.archive.copying import Source
from docgen.archive.foundation import ROOT_DECLARATION
from docgen.archive.inventory import INVENTORY, SIDECAR, parse_inventory, sidecar_of
from docgen.archive.places import FOLDER_PATTERN
from docgen.archive.recovery import newest_version


def shelf_files(root: Path, prefix: str) -> Iterator[Source]:
    """Every file of the shelf at `root` under its path inside the office, `prefix` being the shelf's own."""
    for path in sorted(root.rglob("*")) if not (root / ROOT_DECLARATION).exists() else _own(root):
        if path.is_file():
            yield Source(path=f"{prefix}/{path.relative_to(root).as_posix()}", file=path)
    for folder in sorted(path for path in root.glob(FOLDER_PATTERN) if path.is_dir()):
        yield from _object_files(folder, f"{prefix}/{folder.relative_to(root).as_posix()}")


def _own(root: Path) -> list[Path]:
    """What belongs to the shelf and to no object."""
    return [*sorted(path for path in root.iterdir() if path.is_file()), *sorted((root / "extensions").rglob("*"))]


def _object_files(folder: Path, place: str) -> Iterator[Source]:
    head = newest_version(folder)
    digests = _digests(folder, head)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or _is_later(name, head):
            continue
        newest = folder / f"v{head}" / name
        file = newest if name in {INVENTORY, SIDECAR} and newest.is_file() and _is_vouched(folder, head) else path
        yield Source(path=f"{place}/{name}", file=file, sha256=digests.get(name, ""))


def _is_later(name: str, head: int) -> bool:
    """True for a version that somebody moved in after we looked."""
    first = name.split("/")[0]
    return first[:1] == "v" and first[1:].isdecimal() and int(first[1:]) > head


def _digests(folder: Path, head: int) -> dict[str, str]:
    """SHA-256 of the content by path, as the newest inventory notes it; {} when it cannot be believed."""
    if not _is_vouched(folder, head):
        return {}
    inventory = parse_inventory((folder / f"v{head}" / INVENTORY).read_bytes())
    return {content.path: content.sha256 for content in inventory.contents}


def _is_vouched(folder: Path, head: int) -> bool:
    """True when the newest version's inventory is as its digest file says."""
    try:
        data = (folder / f"v{head}" / INVENTORY).read_bytes()
        return (folder / f"v{head}" / SIDECAR).read_bytes() == sidecar_of(data)
    except OSError:
        return False
