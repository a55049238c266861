"""The parts beside the text that Word puts into every file: styles, settings, fonts, theme, header, footnotes.

Styles, settings, fonts and theme are Word's own, taken from the empty document that comes with python-docx, so that
the measured file weighs what a clerk's file weighs. Knows the package around a text; does not know the text.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES_KEPT = 36  # of the 164: headings, lists and their characters, about what Word keeps in a plain paper
WORD_MADE = ("styles", "settings", "webSettings", "fontTable", "theme/theme1")

HEADER = (
    f'<w:hdr xmlns:w="{W}"><w:p w:rsidR="00A41C07" w:rsidRDefault="00A41C07"><w:pPr><w:pStyle w:val="Header"/>'
    '<w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    '<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:rPr><w:noProof/></w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
_NOTE = (
    '<w:footnote w:type="{kind}" w:id="{number}"><w:p w:rsidR="00C37B15" w:rsidRDefault="00C37B15"><w:pPr>'
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
)
FOOTNOTES = (
    f'<w:footnotes xmlns:w="{W}">{_NOTE.format(kind="separator", number=-1)}'
    f"{_NOTE.format(kind='continuationSeparator', number=0)}</w:footnotes>"
)
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>Quyết định</dc:title><dc:creator>Văn phòng</dc:creator><cp:lastModifiedBy>Văn phòng</cp:lastModifiedBy>"
    '<cp:revision>7</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">2025-01-06T02:00:00Z</dcterms:created>'
    "</cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Template>Normal</Template><TotalTime>42</TotalTime><Pages>2</Pages><Words>640</Words>"
    "<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>"
)
KINDS = {  # relationship of the document: member under word/, kind of content
    "styles": ("styles", f"{WORD_TYPE}.styles+xml"),
    "settings": ("settings", f"{WORD_TYPE}.settings+xml"),
    "webSettings": ("webSettings", f"{WORD_TYPE}.webSettings+xml"),
    "fontTable": ("fontTable", f"{WORD_TYPE}.fontTable+xml"),
    "header": ("header1", f"{WORD_TYPE}.header+xml"),
    "theme": ("theme/theme1", f"{OFFICE_TYPE}.theme+xml"),
    "footnotes": ("footnotes", f"{WORD_TYPE}.footnotes+xml"),
}
HEADER_ID = f"rId{list(KINDS).index('header') + 1}"


def package(document: str) -> dict[str, str]:
    """The thirteen members of the file around `document`, by name, in Word's order."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relationships(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships([(f"{R}/{kind}", f"{KINDS[kind][0]}.xml") for kind in KINDS]),
        "word/footnotes.xml": HEAD + FOOTNOTES,
        "word/header1.xml": HEAD + HEADER,
        **_word_made(),
        "docProps/core.xml": HEAD + CORE,
        "docProps/app.xml": HEAD + APP,
    }


def _word_made() -> dict[str, str]:
    with zipfile.ZipFile(Path(docx.__file__).parent / "templates" / "default.docx") as archive:
        return {f"word/{name}.xml": _as_word_writes(archive.read(f"word/{name}.xml")) for name in WORD_MADE}


def _as_word_writes(xml: bytes) -> str:
    """`xml` on one line, with the styles of a plain paper only."""
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    for style in root.findall("{*}style")[STYLES_KEPT:]:
        root.remove(style)
    return HEAD + str(etree.tostring(root, encoding="unicode"))


def _content_types() -> str:
    overrides = {
        "word/document": f"{WORD_TYPE}.document.main+xml",
        **{f"word/{member}": kind for member, kind in KINDS.values()},
        "docProps/core": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app": f"{OFFICE_TYPE}.extended-properties+xml",
    }
    inside = "".join(f'<Override PartName="/{name}.xml" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )


def _package_relationships() -> str:
    return _relationships(
        [
            (f"{R}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{R}/extended-properties", "docProps/app.xml"),
        ]
    )


def _relationships(rows: list[tuple[str, str]]) -> str:
    inside = "".join(f'<Relationship Id="rId{i}" Type="{kind}" Target="{to}"/>' for i, (kind, to) in enumerate(rows, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'
