"""How an inventory and its digest file are read by someone who believes neither.

Knows OCFL 1.1 §3.5 on names and JSON and §3.7 on digest files; not what an inventory says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.archive.audit_tree import Tree
from docgen.archive.audit_vocabulary import FIXITY_ALGORITHMS, Finding
from docgen.messages import tr

INVENTORY = "inventory.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Read:
    """An inventory's bytes and what they say; `unreadable` tells why they say nothing."""

    data: bytes = b""
    document: Mapping[str, object] = field(default_factory=dict)
    unreadable: tuple[Finding, ...] = ()


def bytes_of(tree: Tree, file: str) -> bytes:
    """The bytes of a small file of an object."""
    with open(tree.place(file), "rb", buffering=0) as handle:  # noqa: PTH123 - a shelf has many
        return handle.read()


def read_inventory(tree: Tree, file: str) -> Read:
    """One inventory, read once."""
    try:
        data = bytes_of(tree, file)
        document = json.loads(data, object_pairs_hook=_without_doubles)
    except FileNotFoundError:
        return Read(unreadable=(_missing(tree, file),))
    except (OSError, ValueError, RecursionError):
        finding = _finding("E033", tr("Sổ kiểm kê {file} bị hỏng, không đọc được.", file=file), file)
        return Read(unreadable=(finding,))
    if not isinstance(document, dict):
        return Read(unreadable=(_finding("E033", tr("Sổ kiểm kê {file} sai cấu trúc.", file=file), file),))
    return Read(data=data, document=document)


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; ValueError when a key stands in it twice, for two readers could believe two things."""
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key occurs twice")
    return document


def _missing(tree: Tree, file: str) -> Finding:
    """No inventory at all, or one under another name."""
    for other in misnamed(tree):
        return _finding("E034", tr("Sổ kiểm kê mang tên khác: {file}.", file=other), other)
    return _finding("E063", tr("Thiếu sổ kiểm kê {file}.", file=file), file)


def misnamed(tree: Tree) -> list[str]:
    """Files of an object's root that are an inventory under a name that differs only in letter case."""
    return [name for name in tree.names() if name.lower() == INVENTORY and name != INVENTORY]


def sidecar_findings(tree: Tree, file: str, algorithm: str, data: bytes) -> Iterator[Finding]:
    """The digest file beside an inventory of these bytes; when they disagree, the one that no other digest file
    supports is named.
    """
    sidecar = f"{file}.{algorithm}"
    if not tree.is_file(sidecar):
        yield from _absent_findings(tree, file, sidecar)
        return
    recorded, running = _recorded_digest(tree, sidecar), FIXITY_ALGORITHMS[algorithm]()
    running.update(data)
    computed = running.hexdigest()
    if not recorded:
        yield _finding("E061", tr("Tệp băm {file} sai dạng.", file=sidecar), sidecar)
    elif recorded != computed:
        name = Path(sidecar).name
        others = {_recorded_digest(tree, path) for path in tree.nodes if Path(path).name == name}
        message = tr("Sổ kiểm kê {file} không khớp tệp băm {sidecar}.", file=file, sidecar=sidecar)
        yield _finding("E060", message, sidecar if computed in others else file)


def _absent_findings(tree: Tree, file: str, sidecar: str) -> Iterator[Finding]:
    """No digest file, or only those of another algorithm than the inventory's."""
    folder = file.removesuffix(INVENTORY)
    others = sorted(other_sidecars(tree.names(folder.rstrip("/")), sidecar))
    for other in others:
        name = f"{folder}{other}"
        yield _finding("E059", tr("Tệp băm {file} không theo thuật toán của sổ kiểm kê.", file=name), name)
    if not others:
        yield _finding("E058", tr("Thiếu tệp băm {file} của sổ kiểm kê.", file=sidecar), sidecar)


def other_sidecars(names: Iterable[str], sidecar: str) -> set[str]:
    """Names of digest files beside an inventory that are not the one its algorithm asks for."""
    return {name for name in names if name.startswith(f"{INVENTORY}.")} - {Path(sidecar).name}


def _recorded_digest(tree: Tree, sidecar: str) -> str:
    """The digest a digest file records, in lower case; empty when its line is malformed.

    Capitals are as good as small letters, but no program mixes them: that is what a flipped bit does.
    """
    data = bytes_of(tree, sidecar)
    line = re.fullmatch(rb"([0-9a-f]+|[0-9A-F]+)[ \t]+inventory\.json[ \t]*\r?\n?", data)
    return line[1].decode().lower() if line else ""


def digests(tree: Tree, file: str, algorithms: set[str]) -> dict[str, str]:
    """The digests of a file by several algorithms in one reading."""
    sums = {name: FIXITY_ALGORITHMS[name]() for name in algorithms}
    with open(tree.place(file), "rb", buffering=0) as handle:  # noqa: PTH123 - a shelf has many
        while chunk := handle.read(_CHUNK):
            for running in sums.values():
                running.update(chunk)
    return {name: running.hexdigest() for name, running in sums.items()}


def _finding(code: str, message: str, file: str) -> Finding:
    """A finding at a file of the object."""
    return Finding(code=code, message=message, file=file)
