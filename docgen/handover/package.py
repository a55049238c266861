"""A SIP_hoso put together: every file of its tree, from the papers outward to METS.xml, and what hinders it.

Knows names inside the package folder (TT 05/2025, Phụ lục III) and what each file is made from; writes no disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from docgen.handover import schemas
from docgen.handover.descriptions import document_id, document_values, dossier_values, named, to_xml
from docgen.handover.fields import DOCUMENT, DOSSIER, check_values
from docgen.handover.mets import REPRESENTATION, package_mets, representation_mets
from docgen.handover.premis import FORMATS, UNKNOWN_FORMAT, write_premis
from docgen.handover.values import Delivery, Entry, HandedOverDocument, HandedOverDossier, HandedOverFile, Source
from docgen.messages import tr
from registry.problems import Place, Problem, Severity

METS_NAME = "METS.xml"
EAD_NAME = "metadata/descriptive/EAD.xml"
PREMIS_NAME = "metadata/preservation/PREMIS.xml"
CONTENTS_NAME = "documentation/muc-luc-van-ban.docx"
REP = f"representations/{REPRESENTATION}"
REP_METS_NAME = f"{REP}/{METS_NAME}"
_BLOCK = 1 << 20


def hindrances(dossier: HandedOverDossier) -> tuple[Problem, ...]:
    """What a person must set right before the dossier can be handed over; the paper is named in each.

    Warnings do not hinder: papers that are scans, which the circular packs as AIP (Điều 8.3, to be agreed with the
    receiving archive).
    """
    found = check_values(DOSSIER, dossier_values(dossier), dossier.code)
    if not dossier.documents:
        found.append(_problem("dossier-empty", dossier.code, tr("hồ sơ không có văn bản nào")))
    for document in dossier.documents:
        found += check_values(DOCUMENT, document_values(dossier, document), owner_of(dossier, document))
        if not document.files:
            told = tr("không có tệp nào trong kho; nộp lưu cần bản gốc hoặc bản chính")
            found.append(_problem("paper-without-file", owner_of(dossier, document), told))
    scans = sum(document.confidence.value != "01" for document in dossier.documents)
    if scans:
        told = tr("{count} văn bản là bản quét: hỏi lưu trữ nhận có cần gói AIP (TT 05/2025 Điều 8.3)", count=scans)
        found.append(_problem("digitised-papers", dossier.code, told, Severity.WARNING))
    return tuple(found)


def owner_of(dossier: HandedOverDossier, document: HandedOverDocument) -> str:
    """A paper as problems name it: by its docId, with its number when it has one."""
    number = f" ({document.number_text})" if document.number_text else ""
    return f"{document_id(dossier, document)}{number}"


def _problem(code: str, owner: str, message: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(code=code, message=message, severity=severity, place=Place(file=owner))


def package_entries(dossier: HandedOverDossier, delivery: Delivery) -> tuple[Entry, ...]:
    """All files of the package by name; the dossier must be without hindrances.

    The same dossier and delivery give the same entries, byte for byte (luu-tru.md, requirement 21).
    """
    named_files = {document.ordinal: _named_files(dossier, document) for document in dossier.documents}
    papers = [(_described(dossier, document), _data(named_files[document.ordinal])) for document in dossier.documents]
    inside = [(_inside(description), [_inside(file) for file in files]) for description, files in papers]
    representation = _entry(REP_METS_NAME, representation_mets(dossier, delivery, inside))
    ead = _entry(EAD_NAME, to_xml(DOSSIER, dossier_values(dossier)))
    premis = _entry(PREMIS_NAME, write_premis(dossier, delivery, named_files))
    laws = [_entry(f"schemas/{name}", schemas.shipped(name)) for name in schemas.SHIPPED]
    documentation = [] if dossier.contents is None else [_entry(CONTENTS_NAME, dossier.contents)]
    top = package_mets(
        dossier,
        delivery,
        ead=ead,
        premis=premis,
        representation=representation,
        schemas=laws,
        documentation=documentation,
    )
    rest = [entry for description, files in papers for entry in (description, *files)]
    every = [_entry(METS_NAME, top), ead, premis, *documentation, representation, *rest, *laws]
    return tuple(sorted(every, key=lambda entry: entry.name))


def _named_files(dossier: HandedOverDossier, document: HandedOverDocument) -> list[tuple[str, HandedOverFile]]:
    """The files of a paper under their names in the package: <docId>.pdf, further ones <docId>_02.jpg."""
    base = named(document_id(dossier, document))
    return [
        (f"{REP}/data/{base}{f'_{place:02}' if place > 1 else ''}{file.suffix}", file)
        for place, file in enumerate(document.files, start=1)
    ]


def _described(dossier: HandedOverDossier, document: HandedOverDocument) -> Entry:
    values = document_values(dossier, document)
    name = f"{REP}/metadata/descriptive/EAD_doc_{named(values['docId'])}.xml"
    return _entry(name, to_xml(DOCUMENT, values))


def _data(files: Sequence[tuple[str, HandedOverFile]]) -> list[Entry]:
    return [
        Entry(name=name, source=file.source, sha256=file.sha256, size=file.size, mime=_mime(name))
        for name, file in files
    ]


def _inside(entry: Entry) -> Entry:
    """The entry as the representation names it: its METS stands one folder deeper."""
    return replace(entry, name=entry.name.removeprefix(f"{REP}/"))


def _entry(name: str, source: Source) -> Entry:
    sha256, size = measured(source)
    return Entry(name=name, source=source, sha256=sha256, size=size, mime=_mime(name))


def _mime(name: str) -> str:
    return FORMATS.get(PurePosixPath(name).suffix, UNKNOWN_FORMAT)[0]


def measured(source: Source) -> tuple[str, int]:
    """SHA-256 and size of bytes or of a file, read in blocks."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest(), len(source)
    return _measured_file(source)


def _measured_file(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size
