"""A package held against the schemas and against itself: every file there, unchanged, referenced exactly once.

Knows METS as a reader; shares no code with what writes it. Called on every package before it leaves and after it
arrived. The schemas a package brings are files like others: it is measured by ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.handover import premis, schemas
from docgen.handover.zipping import is_plain_path
from docgen.media.zips import safe_xml
from docgen.messages import tr
from registry.problems import Place, Problem

_M = "{http://www.loc.gov/METS/}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_CSIP = "{https://DILCIS.eu/XML/METS/CSIPExtensionMETS}"
_TOP, _EAD, _PREMIS = "METS.xml", "metadata/descriptive/EAD.xml", "metadata/preservation/PREMIS.xml"
_DESCRIPTION = "/metadata/descriptive/EAD_doc_"
_BLOCK = 1 << 20
MOST_XML = 128 << 20  # PREMIS of thirty thousand papers


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What a METS file says of another: its name in the package, what it must hash to, and its size."""

    owner: str  # the METS file
    name: str
    id: str
    checksum: str
    size: str


def check_package(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with a SIP_hoso laid out in `folder`, () when nothing is (luu-tru.md, requirement 18).

    The codes: `package-mets`, `package-schema`, `package-kind`, `package-name`, `package-missing`, `package-extra`,
    `package-twice`, `package-digest`, `package-link`, `package-premis`.
    """
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if _TOP not in held:
        return (_problem("package-mets", _TOP, tr("thiếu tệp mô tả gói")),)
    found = [*_check_schemas(folder, held)]
    if not found:
        found += [*_check_kind(folder), *_check_references(folder, held), *_check_links(folder, held)]
    if not found:
        found += _check_premis(folder, held)
    return tuple(found)


def _problem(code: str, file: str, message: str) -> Problem:
    return Problem(code=code, message=message, place=Place(file=file))


def schema_for(name: str) -> str | None:
    """The schema that measures a file of a package, None for one that has none."""
    if PurePosixPath(name).name == _TOP:
        return schemas.METS
    if f"/{name}".find(_DESCRIPTION) >= 0:
        return schemas.EAD_DOC
    return {_EAD: schemas.EAD, _PREMIS: schemas.PREMIS}.get(name)


def _check_schemas(folder: Path, held: set[str]) -> Iterator[Problem]:
    if _EAD not in held:
        yield _problem("package-missing", _EAD, tr("thiếu dữ liệu đặc tả của hồ sơ"))
    for name in sorted(held):
        schema = schema_for(name)
        if schema is None:
            continue
        if (folder / name).stat().st_size > MOST_XML:
            yield _problem("package-schema", name, tr("lớn quá {size} MiB", size=MOST_XML >> 20))
            continue
        try:
            faults = schemas.faults((folder / name).read_bytes(), schema, name=name)
        except UnsafeFile as error:
            faults = (error.message,)
        for fault in faults[:1]:
            yield _problem("package-schema", name, tr("không đúng {schema}: {fault}", schema=schema, fault=fault))


def _root(folder: Path, name: str) -> etree._Element:
    return safe_xml((folder / name).read_bytes(), name=name)


def _check_kind(folder: Path) -> Iterator[Problem]:
    root = _root(folder, _TOP)
    if root.get("OBJID") != folder.name:
        told = tr("OBJID “{id}” khác tên thư mục {folder}", id=root.get("OBJID"), folder=folder.name)
        yield _problem("package-name", _TOP, told)
    kind = root.find(f"{_M}metsHdr").get(f"{_CSIP}OAISPACKAGETYPE") if root.find(f"{_M}metsHdr") is not None else None
    if kind != "SIP":
        yield _problem("package-kind", _TOP, tr("gói loại “{kind}”, chỉ nhận SIP", kind=kind))


def mets_files(held: set[str]) -> list[str]:
    """METS files of a package, its own first."""
    inner = [name for name in held if name != _TOP and schema_for(name) == schemas.METS]
    return [_TOP, *sorted(inner)]


def references(folder: Path, owner: str) -> Iterator[Reference]:
    """Everything a METS file refers to as a file, by names in the package; pointers to whole METS files left out."""
    base = PurePosixPath(owner).parent
    for node in _root(folder, owner).iter(f"{_M}mdRef", f"{_M}file"):
        link = node if node.tag == f"{_M}mdRef" else node.find(f"{_M}FLocat")
        href = "" if link is None else link.get(_HREF, "")
        section = node if node.tag == f"{_M}file" else node.getparent()
        yield Reference(
            owner=owner,
            name=(base / href).as_posix() if href and is_plain_path(href) else href,
            id=section.get("ID", ""),
            checksum=node.get("CHECKSUM", "").lower() if node.get("CHECKSUMTYPE") == "SHA-256" else "",
            size=node.get("SIZE", ""),
        )


def _check_references(folder: Path, held: set[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for owner in mets_files(held):
        for reference in references(folder, owner):
            yield from _check_reference(folder, held, reference, seen)
            seen[reference.name] = owner
    for name in sorted(held - set(seen) - {_TOP}):
        yield _problem("package-extra", name, tr("không tệp mô tả nào nhắc tới"))


def _check_reference(folder: Path, held: set[str], reference: Reference, seen: Mapping[str, str]) -> Iterator[Problem]:
    name = reference.name
    if name in seen:
        yield _problem("package-twice", name, tr("được nhắc tới hai lần"))
    elif not is_plain_path(name) or name not in held:
        told = tr("{owner} nhắc tới “{path}” nhưng gói không có", owner=reference.owner, path=ascii(name))
        yield _problem("package-missing", reference.owner, told)
    elif (reference.checksum, reference.size) != measured_file(folder / name):
        yield _problem("package-digest", name, tr("đã bị thay đổi: không khớp {manifest}", manifest=reference.owner))


def measured_file(path: Path) -> tuple[str, str]:
    """SHA-256 of a file and its size in digits."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), str(size)


def _check_links(folder: Path, held: set[str]) -> Iterator[Problem]:
    """Every pointer inside a METS file leads somewhere in it."""
    for owner in mets_files(held):
        root = _root(folder, owner)
        ids = {node.get("ID") for node in root.iter() if node.get("ID")}
        pointed = [node.get("FILEID", "") for node in root.iter(f"{_M}fptr")]
        for node in root.iter(f"{_M}div"):
            pointed += [*node.get("DMDID", "").split(), *node.get("ADMID", "").split()]
        for target in sorted({target for target in pointed if target not in ids}):
            yield _problem("package-link", owner, tr("trỏ tới “{id}” không có trong tệp", id=target))


def _check_premis(folder: Path, held: set[str]) -> list[Problem]:
    """What PREMIS says of a file must be what METS says of it."""
    if _PREMIS not in held:
        return []
    told = premis.files_of(_root(folder, _PREMIS))
    wrong = [name for name, (digest, _) in told.items() if name not in held or _differs(folder / name, digest)]
    return [_problem("package-premis", name, tr("PREMIS ghi mã băm khác")) for name in sorted(wrong)]


def _differs(path: Path, digest: str) -> bool:
    return measured_file(path)[0] != digest
