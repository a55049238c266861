"""The package around a template: a bare document to start from, and the same bytes for the same content.

Knows parts, relationships and the zip; does not know any paragraph. Entries are stored sorted, uncompressed and
with one fixed time, because deflate differs between machines and a template's digest must not.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from docgen.authoring.measures import Measures
from docgen.authoring.styles import Look, styles_xml

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats"
_WORD_TYPE = f"{_TYPES}-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_CONTENT_TYPES = "[Content_Types].xml"

_TYPES_XML = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPES}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD_TYPE}.settings+xml"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{_TYPES}-package.core-properties+xml"/></Types>'
)
_ROOT_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_DOCUMENT_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/></Relationships>'
)
_PROPERTIES_TYPE = f"{_TYPES}-officedocument.customXmlProperties+xml"
_PROPERTIES = (
    f'{_HEAD}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{6F1C0D6E-5A57-4C39-9E0B-7D3B1F2A9C41}"><ds:schemaRefs>'
    '<ds:schemaRef ds:uri="urn:docgen:form"/></ds:schemaRefs></ds:datastoreItem>'
)
_DOCUMENT = f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body><w:sectPr/></w:body></w:document>'


def new_document(
    measures: Measures, *, title: str, subject: str, is_form: bool = False, looks: Sequence[Look] = ()
) -> Document:
    """An empty document with the styles of a regime and its own; a form can be changed only in its controls."""
    parts = {
        _CONTENT_TYPES: _TYPES_XML,
        "_rels/.rels": _ROOT_RELS,
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/styles.xml": styles_xml(measures, looks),
        "word/settings.xml": _settings(is_form=is_form),
        "docProps/core.xml": _core(title, subject),
    }
    return docx.Document(io.BytesIO(_zipped({name: text.encode() for name, text in parts.items()})))


def _settings(*, is_form: bool) -> str:
    protection = '<w:documentProtection w:edit="forms" w:enforcement="1"/>' if is_form else ""
    return (
        f'{_HEAD}<w:settings xmlns:w="{_W}">{protection}<w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>'
    )


def _core(title: str, subject: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        "<dc:identifier>{{ document_code }}</dc:identifier><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def add_form_identity(document: Document) -> None:
    """Document code and check in a custom XML part; only with its properties does LibreOffice keep it on saving."""
    xml = (
        f'{_HEAD}<form xmlns="urn:docgen:form"><document>{{{{ document_code }}}}</document>'
        "<check>{{ check }}</check></form>"
    )
    package = document.part.package
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", xml.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    properties = Part(PackURI("/customXml/itemProps1.xml"), _PROPERTIES_TYPE, _PROPERTIES.encode(), package)
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def to_bytes(document: Document) -> bytes:
    """The document as a .docx: the same content gives the same bytes on every machine."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as saved:
        return _zipped({name: saved.read(name) for name in saved.namelist()})


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, date_time=_FIXED_TIME)
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return buffer.getvalue()


def part_texts(document: Document) -> list[str]:
    """The visible text of every XML part, elements taken away, so that a tag split over runs is whole again."""
    with zipfile.ZipFile(io.BytesIO(to_bytes(document))) as package:
        parts = [package.read(name).decode() for name in package.namelist()]
    attributes = [value for part in parts for value in re.findall(r'="([^"]*{[^"]*)"', part)]
    return [re.sub(r"<[^>]*>", "", part) for part in parts] + attributes
