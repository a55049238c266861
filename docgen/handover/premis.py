"""PREMIS.xml: the digest of every file, what happened to it, and what the registry knows beyond EAD; written and read.

TT 05/2025 asks for PREMIS in an AIP alone; METS and CSIP allow it in any package. It goes into our SIP because it holds
what the circular's fields have no room for (the true period, its basis, số và ký hiệu as printed), so that a dossier
taken in elsewhere is the same. Event types are those of the Library of Congress; `closing` is our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from docgen.handover.descriptions import document_id, serialised
from docgen.handover.values import Delivery, HandedOverDocument, HandedOverDossier, HandedOverFile

NAMESPACE = "http://www.loc.gov/premis/v3"
_P = f"{{{NAMESPACE}}}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DOSSIER, _DOCUMENT, _FILE, _LOCAL = "fileCode", "docId", "path", "local"
_SOFTWARE, _OFFICE = "software", "organization"
FilesOf = Mapping[int, Sequence[tuple[str, HandedOverFile]]]
"""Per ordinal of a paper the files with their names in the package."""
FORMATS = {
    ".pdf": ("application/pdf", "PDF"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Office Open XML (DOCX)"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Office Open XML (XLSX)"),
    ".jpg": ("image/jpeg", "JPEG"),
    ".jpeg": ("image/jpeg", "JPEG"),
    ".png": ("image/png", "PNG"),
    ".tif": ("image/tiff", "TIFF"),
    ".tiff": ("image/tiff", "TIFF"),
    ".xml": ("application/xml", "XML"),
    ".xsd": ("application/xml", "XML Schema"),
}
UNKNOWN_FORMAT = ("application/octet-stream", "unknown")


def write_premis(dossier: HandedOverDossier, delivery: Delivery, files: FilesOf) -> bytes:
    """The file for one package."""
    root = etree.Element(f"{_P}premis", version="3.0", nsmap={"premis": NAMESPACE, "xsi": _TYPE[1:].partition("}")[0]})
    _entity(root, _DOSSIER, dossier.code, _dossier_properties(dossier))
    for document in dossier.documents:
        _entity(root, _DOCUMENT, document_id(dossier, document), _document_properties(document), of=dossier.code)
    for document in dossier.documents:
        for name, file in files[document.ordinal]:
            _file(root, name, file, document_id(dossier, document))
    for event in _events(dossier, delivery, files):
        root.append(event)
    _agent(root, _SOFTWARE, delivery.software, version=delivery.version)
    _agent(root, _OFFICE, dossier.body)
    return serialised(root)


def _dossier_properties(dossier: HandedOverDossier) -> dict[str, str]:
    return {
        "fonds": dossier.fonds,
        "body": dossier.body,
        "regime": dossier.regime,
        "formedIn": str(dossier.formed_in),
        "retentionYears": "permanent" if dossier.retention_years is None else str(dossier.retention_years),
        "retentionStart": dossier.retention_start,
        "retentionRule": dossier.retention_rule,
        "retentionBasis": dossier.retention_basis,
        "openedAt": dossier.opened_at,
        "endedOn": dossier.ended_on.isoformat() if dossier.ended_on else "",
        "closedAt": dossier.closed_at,
        "closedBy": dossier.closed_by,
        "reason": dossier.reason,
        "kind": dossier.kind,
        "agency": dossier.agency,
        "number": "" if dossier.number is None else str(dossier.number),
    }


def _document_properties(document: HandedOverDocument) -> dict[str, str]:
    return {"typeName": document.type_name, "numberText": document.number_text, "addedAt": document.added_at}


def _entity(parent: etree._Element, kind: str, name: str, properties: Mapping[str, str], *, of: str = "") -> None:
    entity = etree.SubElement(parent, f"{_P}object", {_TYPE: "premis:intellectualEntity"})
    _identifier(entity, "object", kind, name)
    for key, value in properties.items():
        if value:
            _texts(entity, "significantProperties", significantPropertiesType=key, significantPropertiesValue=value)
    if of:
        _part_of(entity, _DOSSIER, of)


def _file(parent: etree._Element, name: str, file: HandedOverFile, document: str) -> None:
    entity = etree.SubElement(parent, f"{_P}object", {_TYPE: "premis:file"})
    _identifier(entity, "object", _FILE, name)
    about = etree.SubElement(entity, f"{_P}objectCharacteristics")
    _texts(about, "fixity", messageDigestAlgorithm="SHA-256", messageDigest=file.sha256)
    etree.SubElement(about, f"{_P}size").text = str(file.size)
    form = etree.SubElement(about, f"{_P}format")
    _texts(form, "formatDesignation", formatName=FORMATS.get(file.suffix, UNKNOWN_FORMAT)[1])
    if file.original_name:
        etree.SubElement(entity, f"{_P}originalName").text = file.original_name
    _part_of(entity, _DOCUMENT, document)


def _part_of(parent: etree._Element, kind: str, name: str) -> None:
    link = etree.SubElement(parent, f"{_P}relationship")
    etree.SubElement(link, f"{_P}relationshipType").text = "structural"
    etree.SubElement(link, f"{_P}relationshipSubType").text = "is part of"
    _identifier(link, "relatedObject", kind, name)


def _events(dossier: HandedOverDossier, delivery: Delivery, files: FilesOf) -> Iterator[etree._Element]:
    yield _event(delivery, dossier, "creation", dossier.opened_at, (_DOSSIER, dossier.code), detail="mở hồ sơ")
    for name, file in (pair for document in dossier.documents for pair in files[document.ordinal]):
        if file.received_at:
            yield _event(delivery, dossier, "ingestion", file.received_at, (_FILE, name))
        if file.signature:
            kind = "digital signature validation"
            yield _event(
                delivery, dossier, kind, file.checked_at or delivery.moment, (_FILE, name), outcome=file.signature
            )
    yield _event(delivery, dossier, "closing", dossier.closed_at, (_DOSSIER, dossier.code), detail="kết thúc hồ sơ")
    made = (_DOSSIER, dossier.code)
    yield _event(delivery, dossier, "information package creation", delivery.moment, made, detail="SIP_hoso")


def _event(
    delivery: Delivery,
    dossier: HandedOverDossier,
    kind: str,
    at: str,
    about: tuple[str, str],
    *,
    detail: str = "",
    outcome: str = "",
) -> etree._Element:
    event = etree.Element(f"{_P}event")
    _identifier(event, "event", _LOCAL, delivery.part_id(f"event/{kind}/{about[1]}"))
    etree.SubElement(event, f"{_P}eventType").text = kind
    etree.SubElement(event, f"{_P}eventDateTime").text = at
    if detail:
        _texts(event, "eventDetailInformation", eventDetail=detail)
    if outcome:
        _texts(event, "eventOutcomeInformation", eventOutcome=outcome)
    _identifier(event, "linkingAgent", _LOCAL, _SOFTWARE)
    _identifier(event, "linkingAgent", _LOCAL, _OFFICE)
    _identifier(event, "linkingObject", *about)
    return event


def _agent(parent: etree._Element, kind: str, name: str, *, version: str = "") -> None:
    agent = etree.SubElement(parent, f"{_P}agent")
    _identifier(agent, "agent", _LOCAL, kind)
    etree.SubElement(agent, f"{_P}agentName").text = name
    etree.SubElement(agent, f"{_P}agentType").text = kind
    if version:
        etree.SubElement(agent, f"{_P}agentVersion").text = version


def _identifier(parent: etree._Element, what: str, kind: str, name: str) -> None:
    tag = f"{what}Identifier"
    _texts(parent, tag, **{f"{tag}Type": kind, f"{tag}Value": name})


def _texts(parent: etree._Element, tag: str, **texts: str) -> None:
    group = etree.SubElement(parent, f"{_P}{tag}")
    for name, text in texts.items():
        etree.SubElement(group, f"{_P}{name}").text = text


def properties_of(root: etree._Element) -> dict[tuple[str, str], dict[str, str]]:
    """Per (kind, name) of an entity what PREMIS says beyond EAD; kinds are `fileCode` and `docId`."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for entity in root.iterchildren(f"{_P}object"):
        who = entity.findtext(f"{_P}objectIdentifier/{_P}objectIdentifierType", "")
        name = entity.findtext(f"{_P}objectIdentifier/{_P}objectIdentifierValue", "")
        found[who, name] = {
            each.findtext(f"{_P}significantPropertiesType", ""): each.findtext(f"{_P}significantPropertiesValue", "")
            for each in entity.iterchildren(f"{_P}significantProperties")
        }
    return found


def files_of(root: etree._Element) -> dict[str, tuple[str, str]]:
    """Per file name in the package its SHA-256 and its original name ("" when none is told)."""
    found: dict[str, tuple[str, str]] = {}
    for entity in root.iterchildren(f"{_P}object"):
        digest = entity.findtext(f"{_P}objectCharacteristics/{_P}fixity/{_P}messageDigest")
        if digest:
            name = entity.findtext(f"{_P}objectIdentifier/{_P}objectIdentifierValue", "")
            found[name] = digest, entity.findtext(f"{_P}originalName", "")
    return found
