"""What a workbook from outside must not be: too large, a bomb, a macro carrier, a sheet with a cell at the far end.

Looks at the file before the workbook library does, because that library allocates whatever a file declares
(luu-tru §6, threat 1). Also finds which cells hold formulas, which the library does not tell. Knows nothing of values.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.media.zips import OOXML, Limits, Package, open_package, safe_xml
from docgen.messages import tr
from registry.exchange.cells import Position, cell_position

MOST_BYTES = 30 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 300
MOST_CELLS = 3_000_000  # a sheet is held in memory whole, empty cells too
_SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")
# Links to other workbooks are common in clerks' files and are never followed here.
_WORKBOOK = Limits(
    external=OOXML.external | {"externalLinkPath", "xlPathMissing", "xlStartup", "xlLibrary", "xlAlternateStartup"}
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*?(?:/>|>(\s*<(?:\w+:)?f[\s>/])?)')


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A file that may be opened; formulas by sheet name (empty when the format does not tell)."""

    formulas: Mapping[str, frozenset[Position]]


def check_file(path: Path) -> Checked:
    """Check a file before it is opened; UnsafeFile with the reason when it must not be."""
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise unsafe(path, tr("không phải bảng tính .xlsx, .xls, .ods hoặc .csv"))
    if not path.is_file():
        raise unsafe(path, tr("không có tệp này"))
    if path.stat().st_size > MOST_BYTES:
        raise unsafe(path, tr("tệp lớn hơn {most} MB", most=MOST_BYTES // 1024 // 1024))
    if suffix == ".xlsx":
        return Checked(formulas=_scan_xlsx(path))
    if suffix == ".ods":
        _check_ods(path)
    return Checked(formulas={})


def unsafe(path: Path, reason: str) -> UnsafeFile:
    """The refusal of a workbook, with advice."""
    return UnsafeFile(
        tr("Không mở được {file}: {reason}.", file=path.name, reason=reason),
        advice=tr("Mở tệp bằng Excel hoặc LibreOffice, lưu lại thành .xlsx rồi thử lại."),
    )


def check_size(path: Path, sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet that reaches further than any task list does."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        reason = tr("trang tính “{sheet}” có ô ở quá xa ({rows} dòng, {columns} cột)", **_size(sheet, rows, columns))
        raise unsafe(path, reason)


def _size(sheet: str, rows: int, columns: int) -> dict[str, object]:
    return {"sheet": sheet, "rows": rows, "columns": columns}


def _scan_xlsx(path: Path) -> dict[str, frozenset[Position]]:
    """Limits of every sheet checked, and its formula cells."""
    package = open_package(path, _WORKBOOK)
    return {sheet: _scan_sheet(path, sheet, package.read(part)) for sheet, part in _sheet_parts(package).items()}


def _sheet_parts(package: Package) -> dict[str, str]:
    """The part of every worksheet by sheet name, in the order of the workbook."""
    relations = package.xml("xl/_rels/workbook.xml.rels").iter("{*}Relationship")
    targets = {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}
    parts = {}
    for sheet in package.xml("xl/workbook.xml").iter("{*}sheet"):
        key = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        part = posixpath.normpath(posixpath.join("/xl", targets.get(key, ""))).lstrip("/")
        if package.has(part):
            parts[str(sheet.get("name"))] = part
    return parts


def _scan_sheet(path: Path, sheet: str, data: bytes) -> frozenset[Position]:
    """The formula cells of one worksheet part, after refusing one with far cells."""
    formulas = set()
    for found in _CELL.finditer(data):
        position = cell_position(found[1].decode("ascii"))
        if position:
            check_size(path, sheet, position[0] + 1, position[1] + 1)
            formulas |= {position} if found[2] else set()
    return frozenset(formulas)


def _check_ods(path: Path) -> None:
    """The limits of an .ods package, which is no OOXML and so not known to `media`."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(path, archive.infolist())
            content = archive.read("content.xml")
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, RuntimeError) as error:
        raise unsafe(path, tr("tệp bị hỏng hoặc chưa chép xong")) from error
    for table in safe_xml(content, name=path.name).iter(f"{_TABLE}table"):
        _check_repeats(path, table)


def _check_repeats(path: Path, table: etree._Element) -> None:
    """Refuse a table whose repeated cells reach too far; empty cells may repeat to the end, as they always do."""
    bottom = 0
    for row in table.iter(f"{_TABLE}table-row"):
        bottom += _repeats(row, "rows")
        width = right = 0
        for cell in row:
            width += _repeats(cell, "columns")
            right = width if len(cell) else right
        if right:
            check_size(path, str(table.get(f"{_TABLE}name")), bottom, right)


def _repeats(element: etree._Element, kind: str) -> int:
    """How often a row or cell stands in a row; a count that is none reads as too many."""
    count = element.get(f"{_TABLE}number-{kind}-repeated") or "1"
    return int(count) if count.isdecimal() and len(count) < 9 else 10**9


def _check_directory(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """The limits of a package before anything in it expands."""
    if len(entries) > OOXML.entries or sum(entry.file_size for entry in entries) > OOXML.total_bytes:
        raise unsafe(path, tr("tệp bung ra quá lớn"))
    for entry in entries:
        is_large = entry.file_size >= OOXML.ratio_from
        if is_large and entry.file_size > OOXML.ratio * max(entry.compress_size, 1):
            raise unsafe(path, tr("thành phần {part} nén bất thường (bom nén)", part=ascii(entry.filename)))
