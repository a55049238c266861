"""A package as values again: the hồ sơ, its papers in order, and where the files of each lie.

Knows how METS ties an EAD_doc to its files; reads only packages that `package_checks` has nothing against.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.handover import premis
from docgen.handover.descriptions import from_xml
from docgen.handover.package_checks import check_package, mets_files, references
from docgen.handover.values import ReadDocument, ReadPackage
from docgen.media.zips import safe_xml
from docgen.messages import tr

_M = "{http://www.loc.gov/METS/}"
_EAD, _PREMIS = "metadata/descriptive/EAD.xml", "metadata/preservation/PREMIS.xml"
_LINK = "MetadataLink/File"
_SHOWN = 5
Properties = Mapping[tuple[str, str], Mapping[str, str]]


def read_package(folder: Path) -> ReadPackage:
    """The package laid out in `folder`; UnsafeFile with what is wrong when it is not a whole SIP_hoso."""
    problems = check_package(folder)
    if problems:
        shown = "; ".join(str(problem) for problem in problems[:_SHOWN])
        more = tr("; … và {more} mục nữa", more=len(problems) - _SHOWN) if len(problems) > _SHOWN else ""
        raise _refused(folder, f"{shown}{more}")
    fields = from_xml(_root(folder, _EAD))
    known, names = _premis(folder)
    documents = tuple(_documents(folder, known))
    if str(len(documents)) != fields["totalDoc"]:
        told = tr("EAD ghi {said} văn bản, gói có {count}", said=fields["totalDoc"], count=len(documents))
        raise _refused(folder, told)
    return ReadPackage(
        object_id=folder.name,
        folder=folder,
        fields=fields,
        properties=known.get(("fileCode", fields["fileCode"]), {}),
        documents=documents,
        names=names,
    )


def _refused(folder: Path, reason: str) -> UnsafeFile:
    return UnsafeFile(
        tr("Không nhận gói {name}: {shown}.", name=folder.name, shown=reason),
        advice=tr("Chưa ghi gì vào kho. Báo bên giao gửi lại gói từ bản gốc của họ."),
    )


def _root(folder: Path, name: str) -> etree._Element:
    return safe_xml((folder / name).read_bytes(), name=name)


def _premis(folder: Path) -> tuple[Properties, dict[str, str]]:
    """What PREMIS says beyond EAD, and the original names of files."""
    if not (folder / _PREMIS).is_file():
        return {}, {}
    root = _root(folder, _PREMIS)
    return premis.properties_of(root), {name: original for name, (_, original) in premis.files_of(root).items()}


def _documents(folder: Path, known: Properties) -> list[ReadDocument]:
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    found: list[ReadDocument] = []
    for owner in mets_files(held)[1:]:
        names = {reference.id: reference.name for reference in references(folder, owner)}
        for link in _root(folder, owner).iter(f"{_M}div"):
            if link.get("LABEL") == _LINK:
                found.append(_document(folder, link, names, known))
    return sorted(found, key=lambda document: document.fields["docCode"])


def _document(folder: Path, link: etree._Element, names: Mapping[str, str], known: Properties) -> ReadDocument:
    described = [names[section] for section in link.get("DMDID", "").split()]
    files = tuple(names[pointer.get("FILEID")] for pointer in link.iterchildren(f"{_M}fptr"))
    if len(described) != 1 or not files:
        raise _refused(folder, tr("một văn bản không có đúng một bản mô tả và ít nhất một tệp"))
    fields = from_xml(_root(folder, described[0]))
    return ReadDocument(fields=fields, properties=known.get(("docId", fields["docId"]), {}), files=files)
