"""Folders of an office that lie outside it, on other disks: what a copy of the office calls them.

Knows which of them belong to an office and which are only remembered by name; copies nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.office import Office

_COPIED = {"folders.archive": "archive", "folders.review": "review", "signatures.trust": "tin-cay"}
_NAMED = {"folders.inbox": "inbox", "folders.output": "output"}  # a share of others; what can be made again


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A folder outside: the `setting` that says where it lies, and its `name` in a copy of the office."""

    setting: str
    path: Path
    name: str
    is_copied: bool

    def as_row(self) -> dict[str, str]:
        """How the list of a copy tells it."""
        return {"setting": self.setting, "was": self.path.as_posix(), "name": self.name}


def folders_elsewhere(office: Office) -> tuple[Elsewhere, ...]:
    """The folders that lie outside the office's own; () for an office that is one folder."""
    places = {
        "folders.archive": office.archive,
        "folders.review": office.review,
        "signatures.trust": office.trust,
        "folders.inbox": office.inbox,
        "folders.output": office.output,
    }
    return tuple(
        Elsewhere(
            setting=setting,
            path=path.resolve(),
            name=_free(office.folder, (_COPIED | _NAMED)[setting]),
            is_copied=setting in _COPIED,
        )
        for setting, path in places.items()
        if not path.resolve().is_relative_to(office.folder)
    )


def shelf_name(office: Office) -> str:
    """Where the shelf lies in a copy of the office, below its folder."""
    outside = {each.setting: each.name for each in folders_elsewhere(office)}
    return outside.get("folders.archive") or office.archive.resolve().relative_to(office.folder).as_posix()


def _free(folder: Path, name: str) -> str:
    """The name, or another one when the office's own folder holds something under it."""
    taken = folder / name
    return f"{name}-ngoai" if taken.is_dir() and any(taken.iterdir()) else name
