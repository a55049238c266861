"""The inventories kept in older versions: sound in themselves, and telling the past as the root inventory tells it.

Knows OCFL 1.1 §3.6 to §3.8; does not read content. What an older inventory says of digests is handed on, so that the
bytes are held against every inventory that names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from docgen.archive.audit_inventory import Claims, judge, read_claims
from docgen.archive.audit_reading import INVENTORY, bytes_of, read_inventory, sidecar_findings
from docgen.archive.audit_tree import Tree
from docgen.archive.audit_vocabulary import SPECIFICATIONS, Finding
from docgen.messages import tr

_METADATA = ("created", "message", "user")


@dataclass(frozen=True, kw_only=True)
class History:
    """What the versions' own inventories say, oldest first, and what is wrong with them."""

    past: tuple[Claims, ...]
    findings: tuple[Finding, ...]


def read_history(tree: Tree, claims: Claims, root: bytes) -> History:
    """The inventories of all versions of an object whose root inventory, of these bytes, makes these claims."""
    names, findings = list(claims.states), list[Finding]()
    past: dict[str, Claims] = {}
    for name in names:
        file = f"{name}/{INVENTORY}"
        if not tree.is_folder(name):
            continue
        if not tree.is_file(file):
            findings.append(_finding("W010", tr("Thiếu sổ kiểm kê {file} của phiên bản.", file=file), file))
        elif name == names[-1]:
            findings += _newest_findings(tree, file, claims, root)
        else:
            read = read_inventory(tree, file)
            findings += read.unreadable
            if not read.unreadable:
                past[name] = read_claims(read.document)
                findings += judge(read.document, past[name], file)
                findings += sidecar_findings(tree, file, past[name].algorithm, read.data)
                findings += _past_findings(file, name, past[name], claims)
    findings += _order_findings([*past.items(), ("", claims)])
    return History(past=tuple(past.values()), findings=tuple(findings))


def _newest_findings(tree: Tree, file: str, claims: Claims, root: bytes) -> Iterator[Finding]:
    """The newest version's inventory must be the root's, byte for byte."""
    data = bytes_of(tree, file)
    if data != root:
        yield _finding("E064", tr("Sổ kiểm kê {file} khác sổ kiểm kê gốc của đối tượng.", file=file), file)
    yield from sidecar_findings(tree, file, claims.algorithm, data)


def _past_findings(file: str, name: str, past: Claims, claims: Claims) -> Iterator[Finding]:
    """An older inventory must agree with the root inventory on everything it knew."""
    if past.states and list(past.states)[-1] != name:
        yield _finding("E040", tr("Sổ kiểm kê {file} không dừng ở phiên bản của nó.", file=file), file)
    if past.object_id != claims.object_id:
        yield _finding("E110", tr("Sổ kiểm kê {file} mang mã của đối tượng khác.", file=file), file)
    yield from _folder_name_findings(file, name, past, claims)
    for version, state in past.states.items():
        if not _same_state(past, claims, version, state):
            message = tr("Sổ kiểm kê {file} kể phiên bản {name} khác sổ kiểm kê gốc.", file=file, name=version)
            yield _finding("E066", message, file)
        elif any(past.blocks[version].get(key) != claims.blocks[version].get(key) for key in _METADATA):
            message = tr("Sổ kiểm kê {file} ghi người, lúc làm hoặc lời ghi của {name} khác.", file=file, name=version)
            yield _finding("W011", message, file)
    for path in sorted(set(past.manifest) - set(claims.manifest)):
        yield _finding("E023", tr("Sổ kiểm kê gốc không còn ghi nội dung {file}.", file=path), path)


def _folder_name_findings(file: str, name: str, past: Claims, claims: Claims) -> Iterator[Finding]:
    """The content folder is named by the first version, and keeps its name."""
    if name == next(iter(claims.states)) and claims.names_content_folder and not past.names_content_folder:
        message = tr("Tên thư mục nội dung không được khai từ phiên bản đầu ({file}).", file=file)
        yield _finding("E019", message, INVENTORY)
    elif past.content_folder != claims.content_folder:
        yield _finding("E020", tr("Sổ kiểm kê {file} đặt tên thư mục nội dung khác.", file=file), file)


def _same_state(past: Claims, claims: Claims, version: str, state: object) -> bool:
    """True when both inventories show the same files in a version; with other digests, through where the bytes lie."""
    if version not in claims.states or past.algorithm == claims.algorithm:
        return claims.states.get(version) == state
    before, now = _places(past, version), _places(claims, version)
    return before.keys() == now.keys() and all(before[path] <= now[path] for path in before)


def _places(claims: Claims, version: str) -> dict[str, set[str]]:
    """logical path -> the content paths that hold its bytes."""
    return {
        logical: {path for path, known in claims.manifest.items() if known.lower() == digest.lower()}
        for logical, digest in claims.states[version].items()
    }


def _order_findings(inventories: Sequence[tuple[str, Claims]]) -> Iterator[Finding]:
    """No version follows an older specification than the one before it."""
    for (_, before), (name, after) in pairwise(inventories):
        if before.specification and after.specification and _rank(after) < _rank(before):
            file = f"{name}/{INVENTORY}" if name else INVENTORY
            yield _finding("E103", tr("Sổ kiểm kê {file} theo bản OCFL cũ hơn phiên bản trước.", file=file), file)


def _rank(claims: Claims) -> int:
    """The place of an inventory's specification among all, oldest first."""
    return SPECIFICATIONS.index(claims.specification)


def _finding(code: str, message: str, file: str) -> Finding:
    """A finding at a file of the object."""
    return Finding(code=code, message=message, file=file)
