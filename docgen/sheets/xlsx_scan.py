"""An .xlsx file looked through before the workbook library opens it: limits, formulas, what is hidden, its calendar.

Sheets are searched as bytes: parsing half a million cells as XML would take longer than everything else together.
Knows the packing of SpreadsheetML; does not know what a cell means.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from docgen.media.zips import OOXML, Limits, Package, open_package
from docgen.messages import tr
from docgen.sheets.guard import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_FORMULAS,
    MOST_ROWS,
    FileFacts,
    Measure,
    SheetFacts,
    damaged,
    unsafe,
)
from docgen.sheets.legacy_fonts import LegacyFonts
from docgen.sheets.linked import is_linked, refuse_linked
from docgen.sheets.xlsx_reach import reach
from registry.exchange.cells import Position, cell_name, cell_position

_MEBIBYTE = 1024 * 1024
_LIMITS = Limits(
    total_bytes=160 * _MEBIBYTE,
    # A link to another workbook is refused here with its own advice, not as some relation that points outside.
    external=OOXML.external | {"externalLinkPath", "xlPathMissing", "xlStartup", "xlLibrary", "xlAlternateStartup"},
)
_TEXTS, _STYLES, _WORKBOOK = "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
_MOST = {
    _TEXTS: 32 * _MEBIBYTE,
    _STYLES: 16 * _MEBIBYTE,
    _WORKBOOK: 4 * _MEBIBYTE,
    "[Content_Types].xml": 4 * _MEBIBYTE,
}
_MOST_RELATIONS, _MOST_OF_A_PART = 8 * _MEBIBYTE, 120 * _MEBIBYTE
_MOST_TEXT_COUNT = 1_000_000
_MOST_LINKS = 4
_LONGEST_CELL_TAG = 400  # bytes between a cell and its formula

_PLACES = re.compile(rb'\br\s*=\s*["\']([A-Za-z]*)(\d*)["\']')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
# Nothing inside a tag looks beyond the next "<": a sheet of tags that never end is searched once, not once for each.
_HIDDEN_ROW = re.compile(rb'<row\b(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="(\d+)"')
_COLUMN_RANGE = re.compile(rb"<col\b[^<>]*>")
_ATTRIBUTE = re.compile(rb'\b(min|max|hidden)="(\w+)"')


def scan_xlsx(data: bytes, name: str) -> FileFacts:
    """What the file tells of itself; UnsafeFile with the one reason when it must not be opened."""
    _check_parts(data, name)
    package = open_package(data, _LIMITS, name=name)
    texts = _read(package, _TEXTS)
    if texts.count(b"<si") > _MOST_TEXT_COUNT:
        raise unsafe(name, tr("tệp có quá nhiều chuỗi chữ"))
    fonts, measure = LegacyFonts(_read(package, _STYLES), texts, name), Measure(name)
    workbook = package.xml(_WORKBOOK)
    parts, linked = _sheet_parts(package, workbook), list[str]()
    facts = FileFacts(
        sheets={
            sheet: _scan_sheet(sheet, _read(package, part), fonts, measure, linked) for sheet, part in parts.items()
        },
        is_mac_calendar=any(each.get("date1904") in ("1", "true") for each in workbook.iter("{*}workbookPr")),
    )
    refuse_linked(name, _other_books(package), linked)
    return facts


def _other_books(package: Package) -> list[str]:
    """The other workbooks the file names, as it names them; a few of them are enough."""
    links = [part for part in package.names if part.startswith("xl/externalLinks/") and part.endswith(".xml")]
    books = []
    for part in links[:_MOST_LINKS]:
        folder, _, file = part.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        found = package.xml(relations).iter("{*}Relationship") if package.has(relations) else ()
        books.append(next((str(relation.get("Target") or "") for relation in found), ""))
    return books


def _check_parts(data: bytes, name: str) -> None:
    """Refuse by declared sizes before anything expands; a Word file in disguise is named as such."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError) as error:
        raise damaged(name) from error
    if any(entry.filename == "word/document.xml" for entry in entries):
        raise unsafe(name, tr("tệp thật ra là văn bản Word"))
    for entry in entries:
        if entry.file_size > _MOST.get(entry.filename, _MOST_OF_A_PART):
            raise unsafe(name, tr("thành phần {part} quá lớn", part=ascii(entry.filename)))
    if sum(entry.file_size for entry in entries if entry.filename.endswith(".rels")) > _MOST_RELATIONS:
        raise unsafe(name, tr("tệp có quá nhiều liên kết"))


def _read(package: Package, part: str) -> bytes:
    """A part that is searched as bytes, empty when there is none: no DOCTYPE, no encoding in which one could hide."""
    data = package.read(part) if package.has(part) else b""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise unsafe(package.name, tr("thành phần {part} có khai báo DOCTYPE", part=part))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:200]:
        raise unsafe(package.name, tr("thành phần {part} viết bằng mã lạ", part=part))
    return data


def _sheet_parts(package: Package, workbook: etree._Element) -> dict[str, str]:
    """The part of every worksheet by sheet name, in the order of the workbook."""
    relations = package.xml("xl/_rels/workbook.xml.rels").iter("{*}Relationship")
    targets = {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}
    parts = {}
    for sheet in workbook.iter("{*}sheet"):
        key = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        part = posixpath.normpath(posixpath.join("/xl", targets.get(key, ""))).lstrip("/")
        if package.has(part):
            parts[str(sheet.get("name"))] = part
    return parts


def _scan_sheet(sheet: str, data: bytes, fonts: LegacyFonts, measure: Measure, linked: list[str]) -> SheetFacts:
    """Formulas, hidden rows and columns, and legacy fonts of one sheet, after its limits; `linked` hears of links."""
    if data.count(b"<c ") + data.count(b":c ") + data.count(b"<c>") > MOST_CELLS:
        raise unsafe(measure.name, tr("các trang tính cộng lại có quá nhiều ô"))
    measure.add_sheet(sheet, *reach(data, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS))
    measure.merged(sheet, data.count(b"mergeCell "))
    return SheetFacts(
        formulas=_formulas(data, measure.name, sheet, linked),
        hidden_rows=frozenset(int(row) - 1 for row in _HIDDEN_ROW.findall(data)),
        hidden_columns=frozenset(_hidden_columns(data)),
        fonts=fonts.cells_of(data),
    )


def _formulas(data: bytes, name: str, sheet: str, linked: list[str]) -> frozenset[Position]:
    """The cells that hold a formula: from each formula back to the cell it stands in; `linked` hears which link."""
    found = set()
    for count, formula in enumerate(_FORMULA.finditer(data)):
        if count > MOST_FORMULAS:
            raise unsafe(name, tr("tệp có quá nhiều công thức"))
        before = max(formula.start() - _LONGEST_CELL_TAG, 0)
        start = max(data.rfind(b"<c ", before, formula.start()), data.rfind(b":c ", before, formula.start()), before)
        cell = _PLACES.search(data, start, formula.start())
        position = cell_position((cell[1].upper() + cell[2]).decode("ascii")) if cell else None
        found |= {position} if position else set()
        if len(linked) < _MOST_LINKS and is_linked(_words_of(data, formula.end())):
            shown = cell_name(*position) if position else "?"
            linked.append(tr("trang tính “{sheet}” ô {cell}", sheet=sheet, cell=shown))
    return frozenset(found)


def _words_of(data: bytes, start: int) -> bytes:
    """What a formula says, up to the next tag."""
    end = data.find(b"<", start)
    return data[start : end if end >= 0 else len(data)]


def _hidden_columns(data: bytes) -> Iterator[int]:
    """The columns a sheet hides, those beyond any list left out."""
    for column in _COLUMN_RANGE.findall(data):
        said = dict(_ATTRIBUTE.findall(column))
        if said.get(b"hidden") in (b"1", b"true"):
            yield from range(int(said.get(b"min", b"1")) - 1, min(int(said.get(b"max", b"0")), MOST_COLUMNS))
