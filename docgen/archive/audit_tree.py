"""What lies in an object, looked at once: whoever asks later is answered from here and not by the disk again.

Knows folders, files and links; not what OCFL allows. Links are not followed on the walk. A folder that cannot be
listed counts as empty: what should lie there is missing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Tree:
    """The folders below `root` with the names in them, sorted, and everything else as the disk knows it.

    Paths are relative, with slashes; the object's own folder is the empty path.
    """

    root: str
    folders: Mapping[str, Sequence[str]]
    nodes: Mapping[str, os.stat_result]

    def names(self, folder: str = "") -> Sequence[str]:
        """What lies in a folder; nothing when there is no such folder, or a link in its place."""
        return self.folders.get(folder, ())

    def place(self, path: str) -> str:
        """Where the path is on the disk."""
        return f"{self.root}/{path}"

    def is_file(self, path: str) -> bool:
        """True for a file, also when it is reached by a link."""
        seen = self.nodes.get(path)
        if seen is None:
            return False
        return stat.S_ISREG(seen.st_mode) or (stat.S_ISLNK(seen.st_mode) and os.path.isfile(self.place(path)))  # noqa: PTH113 - a shelf has many

    def is_folder(self, path: str) -> bool:
        """True for a folder, also when it is reached by a link."""
        if path in self.folders:
            return True
        seen = self.nodes.get(path)
        return seen is not None and stat.S_ISLNK(seen.st_mode) and os.path.isdir(self.place(path))  # noqa: PTH112 - a shelf has many

    def below(self, folder: str) -> Iterator[str]:
        """The folder and all folders in it."""
        return (path for path in self.folders if path == folder or path.startswith(f"{folder}/"))


def read_tree(root: str) -> Tree:
    """Everything below a folder, in one walk."""
    folders, nodes = dict[str, list[str]](), dict[str, os.stat_result]()
    _walk(root, "", folders, nodes)
    return Tree(root=root, folders=folders, nodes=dict(sorted(nodes.items())))


def _walk(root: str, inside: str, folders: dict[str, list[str]], nodes: dict[str, os.stat_result]) -> None:
    names, deeper = list[str](), list[str]()
    folders[inside] = names
    prefix = f"{inside}/" if inside else ""
    try:
        with os.scandir(f"{root}/{inside}") as entries:
            for entry in entries:
                names.append(entry.name)
                if entry.is_dir(follow_symlinks=False):
                    deeper.append(f"{prefix}{entry.name}")
                else:
                    nodes[f"{prefix}{entry.name}"] = entry.stat(follow_symlinks=False)
    except OSError:
        names.clear()
    names.sort()
    for folder in sorted(deeper):
        _walk(root, folder, folders, nodes)
