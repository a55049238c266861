"""METS.xml of a package and of its representation, as E-ARK CSIP 2.0.4 and TT 05/2025 shape them.

Knows elements and attributes; every reference carries MIME type, size, time and SHA-256. Where the circular and CSIP
differ the circular is followed; docs/reference.md lists what the CSIP rules say about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from docgen.handover.descriptions import serialised
from docgen.handover.values import Delivery, Entry, HandedOverDossier

NAMESPACE = "http://www.loc.gov/METS/"
M = f"{{{NAMESPACE}}}"
HREF = "{http://www.w3.org/1999/xlink}href"
CSIP = "{https://DILCIS.eu/XML/METS/CSIPExtensionMETS}"
REPRESENTATION = "rep1"
LINK = "MetadataLink/File"
_NAMES = {None: NAMESPACE, "xlink": "http://www.w3.org/1999/xlink", "csip": CSIP[1:-1]}
_XLINK = "{http://www.w3.org/1999/xlink}"
_CONTENT = {f"{CSIP}CONTENTINFORMATIONTYPE": "OTHER", f"{CSIP}OTHERCONTENTINFORMATIONTYPE": "SIP_hoso"}
_SIP_PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
_CSIP_PROFILE = "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"
_DOCUMENTATION, _SCHEMAS, _REPRESENTATIONS = "Documentation", "Schemas", "Representations"


def package_mets(
    dossier: HandedOverDossier,
    delivery: Delivery,
    *,
    ead: Entry,
    premis: Entry,
    representation: Entry,
    schemas: Sequence[Entry],
    documentation: Sequence[Entry],
) -> bytes:
    """METS.xml of the package; hrefs are relative to the package folder."""
    root = _root(delivery.object_id, _SIP_PROFILE)
    root.append(_header(dossier, delivery))
    described = _described(root, delivery, ead)
    proven = _proven(root, delivery, premis)
    groups = {_DOCUMENTATION: documentation, _SCHEMAS: schemas, _REPRESENTATIONS: (representation,)}
    sections = _file_section(root, delivery, delivery.object_id, {use: held for use, held in groups.items() if held})
    top = _map(root, delivery, delivery.object_id)
    _div(top, delivery, "Metadata", DMDID=described, ADMID=proven)
    for use, group in sections.items():
        div = _div(top, delivery, use)
        etree.SubElement(div, f"{M}fptr", FILEID=group)
        if use == _REPRESENTATIONS:
            inner = _div(div, delivery, f"{use}/{REPRESENTATION}")
            link = {f"{_XLINK}title": group, HREF: representation.name, f"{_XLINK}type": "simple"}
            etree.SubElement(inner, f"{M}mptr", link, LOCTYPE="URL")
    return serialised(root)


def representation_mets(
    dossier: HandedOverDossier, delivery: Delivery, papers: Sequence[tuple[Entry, Sequence[Entry]]]
) -> bytes:
    """METS.xml of the representation: per paper its EAD_doc and its files; hrefs are relative to its folder."""
    root = _root(REPRESENTATION, _CSIP_PROFILE)
    root.append(_header(dossier, delivery))
    described = [_described(root, delivery, description) for description, _ in papers]
    data = [file for _, files in papers for file in files]
    _file_section(root, delivery, REPRESENTATION, {"Data": data})
    top = _map(root, delivery, REPRESENTATION)
    _div(top, delivery, "Metadata", owner=REPRESENTATION, DMDID=" ".join(described))
    held = _div(top, delivery, "Data", owner=REPRESENTATION)
    for section, (description, files) in zip(described, papers, strict=True):
        link = _div(held, delivery, LINK, owner=description.name, DMDID=section)
        for file in files:
            etree.SubElement(link, f"{M}fptr", FILEID=delivery.file_id(file.name))
    return serialised(root)


def _root(name: str, profile: str) -> etree._Element:
    root = etree.Element(f"{M}mets", OBJID=name, nsmap=_NAMES)
    root.set("TYPE", "Textual works – Digital")
    root.set("PROFILE", profile)
    for attribute, value in _CONTENT.items():
        root.set(attribute, value)
    return root


def _header(dossier: HandedOverDossier, delivery: Delivery) -> etree._Element:
    times = {"CREATEDATE": delivery.moment, "LASTMODDATE": delivery.moment}
    header = etree.Element(f"{M}metsHdr", times, RECORDSTATUS=delivery.status.value)
    header.set(f"{CSIP}OAISPACKAGETYPE", "SIP")
    software = {"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"}
    _agent(header, software, delivery.software, delivery.version, "SOFTWARE VERSION")
    maker = {"ROLE": "ARCHIVIST", "TYPE": "ORGANIZATION"}
    _agent(header, maker, dossier.body, dossier.fonds, "IDENTIFICATIONCODE")
    if delivery.receiver:
        _agent(header, {"ROLE": "PRESERVATION", "TYPE": "ORGANIZATION"}, delivery.receiver)
    if delivery.agreement:
        etree.SubElement(header, f"{M}altRecordID", TYPE="SUBMISSIONAGREEMENT").text = delivery.agreement
    return header


def _agent(header: etree._Element, role: Mapping[str, str], name: str, note: str = "", kind: str = "") -> None:
    agent = etree.SubElement(header, f"{M}agent", role)
    etree.SubElement(agent, f"{M}name").text = name
    if note:
        etree.SubElement(agent, f"{M}note", {f"{CSIP}NOTETYPE": kind}).text = note


def _described(root: etree._Element, delivery: Delivery, entry: Entry) -> str:
    section = delivery.part_id(f"dmd/{entry.name}")
    parent = etree.SubElement(root, f"{M}dmdSec", ID=section, CREATED=delivery.moment, STATUS="CURRENT")
    _reference(parent, delivery, entry, {"MDTYPE": "OTHER", "OTHERMDTYPE": "TT05-EAD"})
    return section


def _proven(root: etree._Element, delivery: Delivery, entry: Entry) -> str:
    section = delivery.part_id(f"digiprov/{entry.name}")
    parent = etree.SubElement(root, f"{M}amdSec")
    parent = etree.SubElement(parent, f"{M}digiprovMD", ID=section, CREATED=delivery.moment, STATUS="CURRENT")
    _reference(parent, delivery, entry, {"MDTYPE": "PREMIS"})
    return section


def _reference(parent: etree._Element, delivery: Delivery, entry: Entry, kind: Mapping[str, str]) -> None:
    link = {"LOCTYPE": "URL", f"{_XLINK}type": "simple", HREF: entry.name}
    etree.SubElement(parent, f"{M}mdRef", {**link, **kind, **_facts(delivery, entry)})


def _facts(delivery: Delivery, entry: Entry) -> dict[str, str]:
    return {
        "MIMETYPE": entry.mime,
        "SIZE": str(entry.size),
        "CREATED": delivery.moment,
        "CHECKSUM": entry.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }


def _file_section(
    root: etree._Element, delivery: Delivery, owner: str, groups: Mapping[str, Sequence[Entry]]
) -> dict[str, str]:
    """The section; the ids of its groups by their use."""
    section = etree.SubElement(root, f"{M}fileSec", ID=delivery.part_id(f"files/{owner}"))
    ids = {use: delivery.part_id(f"files/{owner}/{use}") for use in groups}
    for use, entries in groups.items():
        content = _CONTENT if use == _REPRESENTATIONS else {}
        group = etree.SubElement(section, f"{M}fileGrp", dict(content), USE=use, ID=ids[use])
        for entry in entries:
            file = etree.SubElement(group, f"{M}file", _facts(delivery, entry), ID=delivery.file_id(entry.name))
            etree.SubElement(file, f"{M}FLocat", {f"{_XLINK}type": "simple", HREF: entry.name}, LOCTYPE="URL")
    return ids


def _map(root: etree._Element, delivery: Delivery, label: str) -> etree._Element:
    """The structural map; its one upper division bears the name of the package or representation."""
    where = etree.SubElement(root, f"{M}structMap", ID=delivery.part_id(f"map/{label}"), TYPE="PHYSICAL", LABEL="CSIP")
    return etree.SubElement(where, f"{M}div", ID=delivery.part_id(f"top/{label}"), LABEL=label)


def _div(parent: etree._Element, delivery: Delivery, label: str, *, owner: str = "", **links: str) -> etree._Element:
    return etree.SubElement(parent, f"{M}div", links, ID=delivery.part_id(f"div/{owner}/{label}"), LABEL=label)
