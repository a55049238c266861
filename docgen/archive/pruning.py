"""What a council had destroyed leaves a backup in a folder too; what is left there says that it went, and why.

Knows the bytes and lists of a backup, and that bytes which the office still holds elsewhere stay. The note comes before
the first byte goes, so that a cut-off run is known and the next one finishes it. The lists stay as they were written.
Decides nothing: what is destroyed is an argument (luu-tru.md, requirement 55).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from docgen.archive.copies import BYTES, GONE, GONE_FORM, Copy, CopySet, FolderMedium, gone_name
from docgen.media.durable import flush_disk, rename_durably, write_new


def prune(
    root: Path, places: Collection[str], paths: Collection[str], lists: Collection[str], *, newest: str, at: str
) -> int:
    """Remove from the backup in `root` what its lists name below the objects' `places` or under `paths`, whatever else
    it is called there; how many files that were.

    `lists` are the councils' lists the note will name. Bytes that the `newest` backup holds for something else stay.
    Raises CopyDamaged when a list of the backup is damaged: then nobody knows what it names.
    """
    copy = Copy(FolderMedium(root))
    sets = [copy.read_set(stamp) for stamp in copy.stamps()]
    doomed = {sha256 for each in sets for sha256 in _named(each, places, paths)}
    doomed -= {file.sha256 for file in copy.read_set(newest).files}
    there = [path for sha256 in sorted(doomed) for path in (root / BYTES / sha256[:2]).glob(f"{sha256}*")]
    if there:
        _note(root, {"at": at, "lists": sorted(lists), "places": sorted(places), "sha256": sorted(doomed)})
    for path in there:
        path.unlink()
    flush_disk(root)
    return len(there)


def _named(copied: CopySet, places: Collection[str], paths: Collection[str]) -> set[str]:
    """SHA-256 of what a list names below one of the places, wherever in the office, or under one of the paths."""
    leaves = {place.rsplit("/", 1)[-1] for place in places}
    return {file.sha256 for file in copied.files if file.path in paths or leaves & set(file.path.split("/"))}


def _note(root: Path, facts: dict[str, object]) -> None:
    data = (json.dumps({"form": GONE_FORM, **facts}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    (root / GONE).mkdir(exist_ok=True)
    target = root / GONE / gone_name(data)
    if not target.exists():
        part = target.with_name(f".{target.name}.part")
        part.unlink(missing_ok=True)
        write_new(part, data)
        rename_durably(part, target)
