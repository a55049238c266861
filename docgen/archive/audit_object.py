"""One object on the disk against its inventories: every file accounted for, every digest computed anew.

Knows the folders and files OCFL 1.1 allows in an object; does not know the storage root around it, nor how the object
was written. The root inventory is the measure; the inventories kept in older versions must agree with it
(`audit_history`).
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docgen.archive.audit_history import read_history
from docgen.archive.audit_inventory import Claims, judge, read_claims
from docgen.archive.audit_reading import (
    INVENTORY,
    bytes_of,
    digests,
    misnamed,
    other_sidecars,
    read_inventory,
    sidecar_findings,
)
from docgen.archive.audit_tree import Tree, read_tree
from docgen.archive.audit_vocabulary import CONTENT_ALGORITHMS, EXTENSIONS, SPECIFICATIONS, Finding
from docgen.messages import tr

_DVALUE = "ocfl_object_"
_INVENTORY_FILES = {INVENTORY, *(f"{INVENTORY}.{algorithm}" for algorithm in CONTENT_ALGORITHMS)}


@dataclass(frozen=True, kw_only=True)
class ObjectAudit:
    """What was found in one object; `object_id` is empty when its inventory cannot be read, `files` counts content.

    `specification` is the one it declares, empty when it declares none; `linked` are the files that have another name
    somewhere on the disk, by device and inode.
    """

    object_id: str
    files: int
    findings: tuple[Finding, ...]
    specification: str = ""
    linked: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def audit_object(folder: Path) -> ObjectAudit:
    """Check one object folder completely."""
    tree = read_tree(str(folder))
    declarations = _declarations(tree)
    specification, findings = _declared(tree, declarations)
    root = read_inventory(tree, INVENTORY)
    claims = read_claims(root.document)
    findings += root.unreadable
    if not root.unreadable:
        findings += judge(root.document, claims, INVENTORY)
        findings += _type_findings(claims, specification)
        findings += sidecar_findings(tree, INVENTORY, claims.algorithm, root.data)
    findings += _tree_findings(tree, claims, {*declarations, *(misnamed(tree) if root.unreadable else ())})
    linked, strange = _strange_files(tree)
    on_disk = _content_on_disk(tree, claims)
    findings += strange
    if claims.states:
        history = read_history(tree, claims, root.data)
        findings += history.findings
        findings += _content_findings(tree, on_disk, claims, history.past)
    return ObjectAudit(
        object_id=claims.object_id,
        files=len(on_disk),
        findings=tuple(findings),
        specification=specification,
        linked=linked,
    )


def _declarations(tree: Tree) -> list[str]:
    """The names of the files that say, rightly or not: this folder is an OCFL object."""
    return [name for name in tree.names() if (name.startswith("0=") or _DVALUE in name) and tree.is_file(name)]


def _declared(tree: Tree, names: list[str]) -> tuple[str, list[Finding]]:
    """The specification an object declares, empty when it declares none, and what is wrong with how it does."""
    wanted = f"0={_DVALUE}{SPECIFICATIONS[-1]}"
    if len(names) != 1:
        message = tr("Cần đúng một tệp khai báo đối tượng {file}.", file=wanted)
        findings = [_finding("E003", message, names[-1] if names else wanted)]
    else:
        findings = []
    known = [number for number in SPECIFICATIONS if f"0={_DVALUE}{number}" in names]
    for name in names:
        if name.removeprefix(f"0={_DVALUE}") not in known:
            message = tr("Tên tệp khai báo đối tượng {file} không đúng.", file=name)
            findings.append(_finding(declaration_code(name, _DVALUE, ("E004", "E005", "E006")), message, name))
        elif bytes_of(tree, name) != f"{name.removeprefix('0=')}\n".encode():
            findings.append(_finding("E007", tr("Tệp khai báo đối tượng {file} đã bị sửa.", file=name), name))
    return (known[-1] if known else ""), findings


def declaration_code(name: str, dvalue: str, codes: tuple[str, str, str]) -> str:
    """Which rule a declaration's name breaks: the pattern T=dvalue, T = 0, or the dvalue."""
    tag, equals, value = name.partition("=")
    pattern, number, wording = codes
    if not equals:
        return pattern
    return number if tag != "0" and value.startswith(dvalue) else wording


def _type_findings(claims: Claims, specification: str) -> Iterator[Finding]:
    """The root inventory follows the specification the object declares."""
    if claims.specification and specification and claims.specification != specification:
        yield _finding("E038", tr("Sổ kiểm kê và tệp khai báo theo hai bản OCFL khác nhau."), INVENTORY)


def _tree_findings(tree: Tree, claims: Claims, told: set[str]) -> Iterator[Finding]:
    """Files and folders that should not be there, and version folders that should; `told` are named elsewhere."""
    sidecar = f"{INVENTORY}.{claims.algorithm}"
    allowed = {INVENTORY, sidecar, *told}
    if not tree.is_file(sidecar):
        allowed |= other_sidecars(tree.names(), sidecar)
    for name in tree.names():
        if tree.is_folder(name):
            yield from _folder_findings(tree, name, claims)
        elif name not in allowed:
            yield _finding("E001", tr("Tệp lạ {file} trong đối tượng.", file=name), name)
    for name in claims.states:
        if not tree.is_folder(name):
            yield _finding("E046", tr("Thiếu thư mục phiên bản {file}.", file=name), name)


def _folder_findings(tree: Tree, name: str, claims: Claims) -> Iterator[Finding]:
    """One folder in the object's root: a known version, or something unexpected."""
    if name in claims.states:
        yield from _version_folder_findings(tree, name, claims)
    elif name == "extensions":
        yield from extension_findings(Path(tree.place(name)), "extensions", "E067", "W013")
    elif any(inner.startswith(f"0={_DVALUE}") for inner in tree.names(name)):
        yield _finding("E082", tr("Đối tượng {file} nằm trong một đối tượng khác.", file=name), name)
    elif re.fullmatch(r"v\d+", name):
        yield _finding("E046", tr("Thư mục phiên bản {file} không có trong sổ kiểm kê.", file=name), name)
    elif name != "logs":
        yield _finding("E001", tr("Thư mục lạ {file} trong đối tượng.", file=name), name)


def extension_findings(folder: Path, place: str, file_code: str, name_code: str) -> Iterator[Finding]:
    """An extensions folder holds only folders, named as the registered extensions are."""
    for entry in sorted(folder.iterdir()):
        file = f"{place}/{entry.name}"
        if not entry.is_dir():
            yield _finding(file_code, tr("Tệp lạ {file} trong thư mục extensions.", file=file), file)
        elif entry.name not in EXTENSIONS:
            yield _finding(name_code, tr("Phần mở rộng {file} không có tên đăng ký.", file=file), file)


def _version_folder_findings(tree: Tree, name: str, claims: Claims) -> Iterator[Finding]:
    """Beside its content a version holds only its inventory and digest file."""
    content = f"{name}/{claims.content_folder}"
    for inner in tree.names(name):
        file = f"{name}/{inner}"
        if not tree.is_folder(file):
            if not _is_inventory_file(inner):
                yield _finding("E015", tr("Tệp lạ {file} trong phiên bản.", file=file), file)
        elif file != content:
            yield _finding("W002", tr("Thư mục lạ {file} trong phiên bản.", file=file), file)
    if not tree.is_folder(content):
        if any(path.startswith(f"{name}/") for path in claims.manifest):
            yield _finding("E016", tr("Thiếu thư mục nội dung {file}.", file=content), content)
        return
    for path in tree.below(content):
        if not tree.names(path):
            code = "W003" if path == content else "E024"
            yield _finding(code, tr("Thư mục {file} trống: nội dung đã mất.", file=path), path)


def _is_inventory_file(name: str) -> bool:
    """True for an inventory or a digest file of it."""
    return name in _INVENTORY_FILES


def _strange_files(tree: Tree) -> tuple[dict[str, tuple[int, int]], list[Finding]]:
    """Files with a second name on the disk, and findings for links and for what is neither file nor folder."""
    linked, findings = dict[str, tuple[int, int]](), list[Finding]()
    for file, seen in tree.nodes.items():
        if stat.S_ISLNK(seen.st_mode):
            findings.append(_finding("E090", tr("{file} là một liên kết, không phải bản thật.", file=file), file))
        elif not stat.S_ISREG(seen.st_mode):
            findings.append(_finding("E089", tr("{file} không phải tệp thường.", file=file), file))
        elif seen.st_nlink > 1:
            linked[file] = (seen.st_dev, seen.st_ino)
    return linked, findings


def _content_findings(tree: Tree, on_disk: set[str], claims: Claims, past: tuple[Claims, ...]) -> Iterator[Finding]:
    """Manifest and disk must hold the same files, with the digests that any of the inventories gives them."""
    for path in sorted(on_disk - set(claims.manifest)):
        yield _finding("E023", tr("Tệp {file} không có trong sổ kiểm kê.", file=path), path)
    for path in sorted(claims.manifest):
        if path not in on_disk:
            yield _finding("E092", tr("Tệp {file} đã mất khỏi kho.", file=path), path)
        else:
            yield from _byte_findings(tree, path, (claims, *past))


def _byte_findings(tree: Tree, path: str, inventories: tuple[Claims, ...]) -> Iterator[Finding]:
    """One content file, read once, against every digest an inventory gives it."""
    addressed = {(one.algorithm, one.manifest[path].lower()) for one in inventories if path in one.manifest}
    fixed = {(name, block[path].lower()) for one in inventories for name, block in one.fixity.items() if path in block}
    try:
        computed = digests(tree, path, {name for name, _ in addressed | fixed})
    except OSError:  # one bad sector must not hide what else is wrong with the shelf
        yield _finding("E092", tr("Tệp {file} trong kho không đọc được.", file=path), path)
        return
    if any(computed[name] != digest for name, digest in addressed):
        yield _finding("E092", tr("Tệp {file} đã bị thay đổi, không còn đúng dấu băm.", file=path), path)
        return
    for name in sorted({name for name, digest in fixed if computed[name] != digest}):
        message = tr("Dấu toàn vẹn {name} ghi cho tệp {file} không đúng.", name=name, file=path)
        yield _finding("E093", message, path)


def _content_on_disk(tree: Tree, claims: Claims) -> set[str]:
    """All content files of the versions the inventory knows, relative to the object; a link to a file counts."""
    roots = tuple(f"{name}/{claims.content_folder}/" for name in claims.states)
    return {path for path in tree.nodes if path.startswith(roots) and tree.is_file(path)}


def _finding(code: str, message: str, file: str) -> Finding:
    """A finding at a file of the object."""
    return Finding(code=code, message=message, file=file)
