"""An .xlsx file packed by hand, so that a test may put into it what no program writes.

Knows the parts a workbook needs at least; the words in them are the test's own.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "Nhiệm vụ"

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{TYPE.replace("officedocument.spreadsheetml", "package")}.'
        'relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Nhiệm vụ" sheetId="1" r:id="r1"/></sheets>'
        "</workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/sharedStrings" '
        f'Target="sharedStrings.xml"/><Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Times New Roman"/></font></fonts>'
        '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
        '<cellStyleXfs><xf numFmtId="0" fontId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0"/>'
        '<xf numFmtId="14" fontId="0"/></cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    ),
}


def write(
    path: Path, *, sheet: str = "", below: str = "", shared: str = "", parts: Mapping[str, str | bytes] | None = None
) -> Path:
    """A workbook of one sheet: `sheet` in its data, `below` after it, `shared` texts, `parts` over or beside ours."""
    body = f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData>{below}</worksheet>'
    own = {"xl/worksheets/sheet1.xml": body, "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>'}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in {**_PARTS, **own, **(parts or {})}.items():
            package.writestr(name, content)
    return path


def cell(place: str, value: object = 1, attributes: str = "") -> str:
    """One cell with a number."""
    return f'<c r="{place}" {attributes}><v>{value}</v></c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    """One row."""
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def styles(*fonts: str) -> str:
    """A styles part: cell format n is set in the n-th font."""
    named = "".join(f'<font><sz val="12"/><name val="{font}"/></font>' for font in fonts)
    formats = "".join(f'<xf numFmtId="0" fontId="{number}"/>' for number in range(len(fonts)))
    return f'<styleSheet xmlns="{MAIN}"><fonts>{named}</fonts><cellXfs>{formats}</cellXfs></styleSheet>'
