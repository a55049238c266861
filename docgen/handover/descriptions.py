"""EAD.xml and EAD_doc.xml: what the fields of a hồ sơ and of its papers say, written and read back.

Knows the order of the fields and that an empty one has no element. The root is `<simpledc>` without a namespace, as
the circular draws it; it is not the EAD of the archives' world.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from docgen.handover import codes
from docgen.handover.fields import Field, joined, values_of
from docgen.handover.values import Confidence, HandedOverDocument, HandedOverDossier

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]")
_NO_RECOVERY, _NO_PROCESS = "0", "0"
"""No copy for disaster recovery was made of it; no workflow file goes with a paper."""


def dossier_values(dossier: HandedOverDossier) -> dict[str, str]:
    """The fields of EAD.xml; "" stands where the dossier has nothing to say."""
    return {
        "fileCode": dossier.code,
        "title": dossier.title,
        "maintenance": codes.period_code(dossier.retention_years),
        "mode": dossier.access,
        "language": codes.VIETNAMESE,
        "startDate": _day(dossier.began_on),
        "endDate": _day(dossier.last_on),
        "totalDoc": str(len(dossier.documents)),
        "numberOfPage": str(dossier.pages),
        "confidenceLevel": dossier.confidence.value,
        "paperFileCode": "" if dossier.confidence is Confidence.BORN_DIGITAL else dossier.code,
        "riskRecovery": _NO_RECOVERY,
        "description": _period_in_words(dossier),
    }


def _period_in_words(dossier: HandedOverDossier) -> str:
    """The true number of years, where the circular has no code for it (luu-tru.md §1.8)."""
    if codes.period_code(dossier.retention_years) != codes.OTHER_PERIOD:
        return ""
    basis = f" Căn cứ: {dossier.retention_basis}" if dossier.retention_basis else ""
    return f"Thời hạn lưu trữ: {dossier.retention_years} năm.{basis}"


def document_values(dossier: HandedOverDossier, document: HandedOverDocument) -> dict[str, str]:
    """The fields of a paper's EAD_doc; period and access are those of its hồ sơ."""
    number, notation = codes.split_number(document.number_text)
    return {
        "docId": document_id(dossier, document),
        "docCode": f"{dossier.code}.{document.ordinal:07}",
        "maintenance": codes.period_code(dossier.retention_years),
        "typeName": codes.type_code(document.type_name),
        "codeNumber": number,
        "codeNotation": notation,
        "issuedDate": _day(document.issued_on),
        "organName": document.author,
        "subject": document.subject,
        "language": codes.VIETNAMESE,
        "numberOfPage": "" if document.pages is None else str(document.pages),
        "mode": dossier.access,
        "confidenceLevel": document.confidence.value,
        "riskRecovery": _NO_RECOVERY,
        "process": _NO_PROCESS,
        "description": document.note,
    }


def document_id(dossier: HandedOverDossier, document: HandedOverDocument) -> str:
    """`docId`: mã hồ sơ and the paper's place in it, "H49.64.33.2001.160.1"."""
    return f"{dossier.code}.{document.ordinal}"


def named(document: str) -> str:
    """A `docId` as a file name: mã hồ sơ that a clerk wrote may hold a slash (luu-tru.md §6, row 21)."""
    return _NOT_IN_NAMES.sub("-", document)


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def day_of(text: str) -> dt.date | None:
    """The day a field says, None for ""; a ValueError when it is none."""
    if not text:
        return None
    day, month, year = map(int, text.split("/"))
    return dt.date(year, month, day)


def to_xml(table: Sequence[Field], values: Mapping[str, str]) -> bytes:
    """The file, its elements in the order of the table."""
    root = etree.Element("simpledc")
    for field in table:
        for text in values_of(field, values.get(field.name, "")):
            etree.SubElement(root, field.name).text = text
    return serialised(root)


def from_xml(root: etree._Element) -> dict[str, str]:
    """The fields of a file that its schema has let through; a field without an element is not there."""
    names = dict.fromkeys(str(child.tag) for child in root.iterchildren(tag=etree.Element))
    return {name: joined((child.text or "").strip() for child in root.iterchildren(name)) for name in names}


def serialised(root: etree._Element) -> bytes:
    """XML as every file of a package is written: UTF-8, indented, the same bytes for the same tree."""
    etree.indent(root, "  ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
