"""One object on the disk against its inventories: every file accounted for, every digest computed anew.

Knows the folders and files OCFL 1.1 allows in an object; does not know the storage root around it, nor how the object
was written. The root inventory is the measure; the inventories kept in older versions must agree with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.audit_inventory import Claims, Finding, judge, read_claims
from docgen.messages import tr

_DECLARATION = "0=ocfl_object_1.1"
_INVENTORY = "inventory.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class ObjectAudit:
    """What was found in one object; `object_id` is empty when its inventory cannot be read, `files` counts content."""

    object_id: str
    files: int
    findings: tuple[Finding, ...]


def audit_object(folder: Path) -> ObjectAudit:
    """Check one object folder completely."""
    findings = list(_declaration_findings(folder))
    document, unreadable = _read_inventory(folder, _INVENTORY)
    claims = read_claims(document)
    findings += unreadable
    if not unreadable:
        findings += judge(document, _INVENTORY)
        findings += _sidecar_findings(folder, _INVENTORY, claims.algorithm)
    findings += _tree_findings(folder, claims)
    if claims.states:
        findings += _older_findings(folder, claims)
        findings += _content_findings(folder, claims)
    files = len(_content_on_disk(folder, claims))
    return ObjectAudit(object_id=claims.object_id, files=files, findings=tuple(findings))


def _declaration_findings(folder: Path) -> Iterator[Finding]:
    """The file that says: this folder is an OCFL object."""
    path = folder / _DECLARATION
    if not path.is_file():
        yield _finding("E003", tr("Thiếu tệp khai báo đối tượng {file}.", file=_DECLARATION), _DECLARATION)
    elif path.read_bytes() != b"ocfl_object_1.1\n":
        yield _finding("E007", tr("Tệp khai báo đối tượng {file} đã bị sửa.", file=_DECLARATION), _DECLARATION)


def _read_inventory(folder: Path, file: str) -> tuple[Mapping[str, object], list[Finding]]:
    """The inventory as JSON, and why it cannot be read; with a finding, the JSON is empty."""
    try:
        document = json.loads((folder / file).read_bytes())
    except FileNotFoundError:
        return {}, [_finding("E063", tr("Thiếu sổ kiểm kê {file}.", file=file), file)]
    except (OSError, ValueError):
        return {}, [_finding("E033", tr("Sổ kiểm kê {file} bị hỏng, không đọc được.", file=file), file)]
    if not isinstance(document, dict):
        return {}, [_finding("E034", tr("Sổ kiểm kê {file} sai cấu trúc.", file=file), file)]
    return document, []


def _sidecar_findings(folder: Path, file: str, algorithm: str) -> Iterator[Finding]:
    """The digest file beside an inventory; when they disagree, the one that no other digest file supports is named."""
    sidecar = f"{file}.{algorithm}"
    if not (folder / sidecar).is_file():
        yield _finding("E058", tr("Thiếu tệp băm {file} của sổ kiểm kê.", file=sidecar), sidecar)
        return
    recorded, computed = _recorded_digest(folder / sidecar), _digests(folder / file, {algorithm})[algorithm]
    if not recorded:
        yield _finding("E061", tr("Tệp băm {file} sai dạng.", file=sidecar), sidecar)
    elif recorded != computed:
        others = {_recorded_digest(path) for path in folder.rglob(Path(sidecar).name)}
        message = tr("Sổ kiểm kê {file} không khớp tệp băm {sidecar}.", file=file, sidecar=sidecar)
        yield _finding("E060", message, sidecar if computed in others else file)


def _recorded_digest(sidecar: Path) -> str:
    """The digest a digest file records, in lower case; empty when its line is malformed."""
    line = re.fullmatch(rb"([0-9a-fA-F]+)[ \t]+inventory\.json[ \t]*\r?\n?", sidecar.read_bytes())
    return line[1].decode().lower() if line else ""


def _tree_findings(folder: Path, claims: Claims) -> Iterator[Finding]:
    """Files and folders that should not be there, and version folders that should."""
    allowed = {_DECLARATION, _INVENTORY, f"{_INVENTORY}.{claims.algorithm}"}
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            yield from _folder_findings(entry, claims)
        elif entry.name not in allowed:
            yield _finding("E001", tr("Tệp lạ {file} trong đối tượng.", file=entry.name), entry.name)
    for name in claims.states:
        if not (folder / name).is_dir():
            yield _finding("E046", tr("Thiếu thư mục phiên bản {file}.", file=name), name)
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            file = path.relative_to(folder).as_posix()
            yield _finding("E090", tr("{file} là một liên kết, không phải bản thật.", file=file), file)


def _folder_findings(entry: Path, claims: Claims) -> Iterator[Finding]:
    """One folder in the object's root: a known version, or something unexpected."""
    name = entry.name
    if name in claims.states:
        yield from _version_folder_findings(entry, claims)
    elif re.fullmatch(r"v\d+", name):
        yield _finding("E046", tr("Thư mục phiên bản {file} không có trong sổ kiểm kê.", file=name), name)
    elif name not in {"logs", "extensions"}:
        yield _finding("E001", tr("Thư mục lạ {file} trong đối tượng.", file=name), name)


def _version_folder_findings(version: Path, claims: Claims) -> Iterator[Finding]:
    """Beside its content a version holds only its inventory and digest file."""
    for entry in sorted(version.iterdir()):
        file = f"{version.name}/{entry.name}"
        if entry.is_dir() and entry.name != claims.content_folder:
            yield _finding("W002", tr("Thư mục lạ {file} trong phiên bản.", file=file), file)
        elif entry.is_file() and not re.fullmatch(r"inventory\.json(\.sha(512|256))?", entry.name):
            yield _finding("E015", tr("Tệp lạ {file} trong phiên bản.", file=file), file)
    for path, folders, files in os.walk(version / claims.content_folder):
        if not folders and not files:
            file = Path(path).relative_to(version.parent).as_posix()
            yield _finding("E024", tr("Thư mục {file} trống: nội dung đã mất.", file=file), file)


def _older_findings(folder: Path, claims: Claims) -> Iterator[Finding]:
    """The inventories kept in the versions: the newest equals the root's, the older ones tell the same past."""
    names = list(claims.states)
    for name in names:
        file = f"{name}/{_INVENTORY}"
        if not (folder / name).is_dir():
            continue
        if not (folder / file).is_file():
            yield _finding("W010", tr("Thiếu sổ kiểm kê {file} của phiên bản.", file=file), file)
        elif name == names[-1]:
            yield from _newest_findings(folder, file, claims)
        else:
            yield from _past_findings(folder, file, claims)


def _newest_findings(folder: Path, file: str, claims: Claims) -> Iterator[Finding]:
    """The newest version's inventory must be the root's, byte for byte."""
    if (folder / file).read_bytes() != (folder / _INVENTORY).read_bytes():
        yield _finding("E064", tr("Sổ kiểm kê {file} khác sổ kiểm kê gốc của đối tượng.", file=file), file)
    yield from _sidecar_findings(folder, file, claims.algorithm)


def _past_findings(folder: Path, file: str, claims: Claims) -> Iterator[Finding]:
    """An older inventory must be sound and agree with the root inventory on everything it knew."""
    document, unreadable = _read_inventory(folder, file)
    yield from unreadable
    if unreadable:
        return
    yield from judge(document, file)
    past = read_claims(document)
    yield from _sidecar_findings(folder, file, past.algorithm)
    if past.object_id != claims.object_id:
        yield _finding("E037", tr("Sổ kiểm kê {file} mang mã của đối tượng khác.", file=file), file)
    if past.algorithm != claims.algorithm:
        return  # digests cannot be compared; each inventory is still checked against the bytes through its own digests
    for name, state in past.states.items():
        if claims.states.get(name) != state:
            message = tr("Sổ kiểm kê {file} kể phiên bản {name} khác sổ kiểm kê gốc.", file=file, name=name)
            yield _finding("E066", message, file)
    for path in sorted(set(past.manifest.items()) - set(claims.manifest.items())):
        yield _finding("E023", tr("Sổ kiểm kê gốc không còn ghi nội dung {file}.", file=path[0]), path[0])


def _content_findings(folder: Path, claims: Claims) -> Iterator[Finding]:
    """Manifest and disk must hold the same files, with the same digests."""
    on_disk = _content_on_disk(folder, claims)
    for path in sorted(on_disk - set(claims.manifest)):
        yield _finding("E023", tr("Tệp {file} không có trong sổ kiểm kê.", file=path), path)
    for path, digest in sorted(claims.manifest.items()):
        if path not in on_disk:
            yield _finding("E092", tr("Tệp {file} đã mất khỏi kho.", file=path), path)
        else:
            yield from _byte_findings(folder, path, digest, claims)


def _byte_findings(folder: Path, path: str, digest: str, claims: Claims) -> Iterator[Finding]:
    """One content file against every digest the inventory gives it."""
    expected = {name: digests[path] for name, digests in claims.fixity.items() if path in digests}
    computed = _digests(folder / path, {*expected, claims.algorithm})
    if computed[claims.algorithm] != digest.lower():
        yield _finding("E092", tr("Tệp {file} đã bị thay đổi, không còn đúng dấu băm.", file=path), path)
        return
    for name, value in sorted(expected.items()):
        if computed[name] != value.lower():
            message = tr("Dấu toàn vẹn {name} ghi cho tệp {file} không đúng.", name=name, file=path)
            yield _finding("E093", message, path)


def _content_on_disk(folder: Path, claims: Claims) -> set[str]:
    """All content files of the versions the inventory knows, relative to the object."""
    return {
        path.relative_to(folder).as_posix()
        for name in claims.states
        for path in (folder / name / claims.content_folder).rglob("*")
        if path.is_file()
    }


def _digests(path: Path, algorithms: set[str]) -> dict[str, str]:
    """The digests of a file by several algorithms in one reading."""
    sums = {name: hashlib.new(name) for name in algorithms}
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            for running in sums.values():
                running.update(chunk)
    return {name: running.hexdigest() for name, running in sums.items()}


def _finding(code: str, message: str, file: str) -> Finding:
    """A finding at a file of the object."""
    return Finding(code=code, message=message, file=file)
