"""How an inventory and its digest file are read by someone who believes neither.

Knows OCFL 1.1 §3.5 on names and JSON and §3.7 on digest files; not what an inventory says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.archive.audit_vocabulary import FIXITY_ALGORITHMS, Finding
from docgen.messages import tr

INVENTORY = "inventory.json"
_CHUNK = 1 << 20


def read_inventory(folder: Path, file: str) -> tuple[Mapping[str, object], list[Finding]]:
    """The inventory as JSON, and why it cannot be read; with a finding, the JSON is empty."""
    try:
        document = json.loads((folder / file).read_bytes(), object_pairs_hook=_without_doubles)
    except FileNotFoundError:
        return {}, [_missing(folder, file)]
    except (OSError, ValueError, RecursionError):
        return {}, [_finding("E033", tr("Sổ kiểm kê {file} bị hỏng, không đọc được.", file=file), file)]
    if not isinstance(document, dict):
        return {}, [_finding("E033", tr("Sổ kiểm kê {file} sai cấu trúc.", file=file), file)]
    return document, []


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; ValueError when a key stands in it twice, for two readers could believe two things."""
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key occurs twice")
    return document


def _missing(folder: Path, file: str) -> Finding:
    """No inventory at all, or one under another name."""
    for other in misnamed(folder):
        return _finding("E034", tr("Sổ kiểm kê mang tên khác: {file}.", file=other), other)
    return _finding("E063", tr("Thiếu sổ kiểm kê {file}.", file=file), file)


def misnamed(folder: Path) -> list[str]:
    """Files of an object's root that are an inventory under a name that differs only in letter case."""
    return sorted(path.name for path in folder.iterdir() if path.name.lower() == INVENTORY and path.name != INVENTORY)


def sidecar_findings(folder: Path, file: str, algorithm: str) -> Iterator[Finding]:
    """The digest file beside an inventory; when they disagree, the one that no other digest file supports is named."""
    sidecar = f"{file}.{algorithm}"
    if not (folder / sidecar).is_file():
        yield from _absent_findings(folder, file, sidecar)
        return
    recorded, computed = _recorded_digest(folder / sidecar), digests(folder / file, {algorithm})[algorithm]
    if not recorded:
        yield _finding("E061", tr("Tệp băm {file} sai dạng.", file=sidecar), sidecar)
    elif recorded != computed:
        others = {_recorded_digest(path) for path in folder.rglob(Path(sidecar).name)}
        message = tr("Sổ kiểm kê {file} không khớp tệp băm {sidecar}.", file=file, sidecar=sidecar)
        yield _finding("E060", message, sidecar if computed in others else file)


def _absent_findings(folder: Path, file: str, sidecar: str) -> Iterator[Finding]:
    """No digest file, or only those of another algorithm than the inventory's."""
    others = sorted(other_sidecars(folder / file, sidecar))
    for other in others:
        name = f"{file.removesuffix(INVENTORY)}{other}"
        yield _finding("E059", tr("Tệp băm {file} không theo thuật toán của sổ kiểm kê.", file=name), name)
    if not others:
        yield _finding("E058", tr("Thiếu tệp băm {file} của sổ kiểm kê.", file=sidecar), sidecar)


def other_sidecars(inventory: Path, sidecar: str) -> set[str]:
    """Names of digest files beside an inventory that are not the one its algorithm asks for."""
    return {path.name for path in inventory.parent.glob(f"{INVENTORY}.*")} - {Path(sidecar).name}


def _recorded_digest(sidecar: Path) -> str:
    """The digest a digest file records, in lower case; empty when its line is malformed.

    Capitals are as good as small letters, but no program mixes them: that is what a flipped bit does.
    """
    line = re.fullmatch(rb"([0-9a-f]+|[0-9A-F]+)[ \t]+inventory\.json[ \t]*\r?\n?", sidecar.read_bytes())
    return line[1].decode().lower() if line else ""


def digests(path: Path, algorithms: set[str]) -> dict[str, str]:
    """The digests of a file by several algorithms in one reading."""
    sums = {name: FIXITY_ALGORITHMS[name]() for name in algorithms}
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            for running in sums.values():
                running.update(chunk)
    return {name: running.hexdigest() for name, running in sums.items()}


def _finding(code: str, message: str, file: str) -> Finding:
    """A finding at a file of the object."""
    return Finding(code=code, message=message, file=file)
