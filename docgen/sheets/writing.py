"""Writing one workbook: text that stays text, the look all our sheets share, the same bytes for the same content.

Knows openpyxl and how a cell is dressed; does not know tasks or meetings.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from docgen.media.durable import write_durably

FONT = "Times New Roman"
GREY, PALE, RED, YELLOW = "808080", "DDEBF7", "FFC7CE", "FFEB9C"
_THIN = Side(style="thin", color="808080")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_ZIP_TIME = (2000, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_SHEET_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_ROW = re.compile(rb'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.DOTALL)
_DIMENSION = re.compile(rb"<dimension[^>]*/>")
_AUTHOR = "docgen"
Writable = str | int | float | bool | Decimal | dt.date | dt.datetime | dt.time | dt.timedelta | None


def new_workbook(title: str) -> tuple[Workbook, Worksheet]:
    """An empty workbook that knows our styles, and its first sheet."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for name in _STYLES:
        workbook.add_named_style(_style(name))
    return workbook, sheet


# Named styles, because dressing each cell by itself took five of six seconds per thousand rows.
_PLAIN, _DATE, _BOXED, _BOXED_DATE = _STYLES = ("docgen", "docgen ngày", "docgen khung", "docgen khung ngày")


def _style(name: str) -> NamedStyle:
    style = NamedStyle(name, font=Font(name=FONT, size=11), alignment=Alignment(vertical="top", wrap_text=True))
    if name in (_BOXED, _BOXED_DATE):
        style.border = BORDER
    if name in (_DATE, _BOXED_DATE):
        style.number_format = "DD/MM/YYYY"
    return style


def put(sheet: Worksheet, row: int, column: int, value: Writable, *, boxed: bool = False) -> Cell:
    """Write one value (1-based position) as itself; text never becomes a formula (luu-tru §6, threat 19)."""
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, dt.date):
        cell.value = value  # before the style: openpyxl gives dates a format of its own
        cell.style = _BOXED_DATE if boxed else _DATE
        return cell
    cell.style = _BOXED if boxed else _PLAIN
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        if value.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
    elif isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    else:
        cell.value = value
    return cell


def put_title(sheet: Worksheet, row: int, text: str) -> None:
    """Write a title that runs over the columns to its right."""
    cell = put(sheet, row, 1, text)
    cell.font = Font(name=FONT, size=13, bold=True)
    cell.alignment = Alignment(wrap_text=False)


def put_heading(sheet: Worksheet, row: int, column: int, text: str, *, width: int, hint: str = "") -> Cell:
    """Write one heading cell, with its column width in characters and an optional note."""
    cell = put(sheet, row, column, text)
    cell.font = Font(name=FONT, size=11, bold=True)
    cell.fill = PatternFill("solid", fgColor=PALE)
    cell.border = BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.column_dimensions[get_column_letter(column)].width = width
    if hint:
        note(cell, hint)
    return cell


def note(cell: Cell, text: str) -> None:
    """Attach a comment that opens large enough for its text."""
    comment = Comment(ILLEGAL_CHARACTERS_RE.sub("", text), _AUTHOR, width=320, height=60 + 18 * (len(text) // 40))
    cell.comment = comment


def fill(cell: Cell, colour: str) -> None:
    """Give a cell a background."""
    cell.fill = PatternFill("solid", fgColor=colour)


def offer(sheet: Worksheet, cells: str, source: str, *, only_these: bool = True) -> None:
    """A drop-down list over `cells`; `source` is a range like "'Danh mục'!$A$2:$A$6"."""
    choices = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=only_these)
    choices.error = "Hãy chọn một giá trị trong danh sách."
    choices.errorTitle = "Giá trị không có trong danh sách"
    sheet.add_data_validation(choices)
    choices.add(cells)


def landscape(sheet: Worksheet, *, heading_row: int) -> None:
    """Print on A4 across, one page wide, headings repeated and kept in view."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.freeze_panes = f"A{heading_row + 1}"


@dataclass(frozen=True, kw_only=True)
class WrittenRows:
    """Rows of a worksheet part written by hand, from row `first` (1-based) to the last."""

    first: int
    data: bytes


def save(workbook: Workbook, path: Path, rows: Mapping[str, WrittenRows] | None = None) -> None:
    """Write the whole file or nothing; the same content gives the same bytes.

    `rows` holds the rows of long sheets by their title, in place of what openpyxl knows of them from there on.
    """
    parts = {f"xl/worksheets/sheet{number}.xml": sheet.title for number, sheet in enumerate(workbook.worksheets, 1)}
    raw = io.BytesIO()
    workbook.save(raw)
    written = {part: rows[title] for part, title in parts.items() if rows and title in rows}
    write_durably(path, _repacked(raw.getvalue(), written))


def _with_rows(part: bytes, rows: WrittenRows) -> bytes:
    """A worksheet part whose rows from `rows.first` on are those written by hand."""
    own = b"".join(row[0] for row in _ROW.finditer(part) if int(row[1]) < rows.first)
    data = b"<sheetData>" + own + rows.data + b"</sheetData>"
    return _DIMENSION.sub(b"", _SHEET_DATA.sub(lambda _: data, part, count=1))


def _repacked(data: bytes, rows: Mapping[str, WrittenRows]) -> bytes:
    """The package with fixed times inside and out, and with the rows that were written by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name in rows:
                content = _with_rows(content, rows[name])
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.create_system = 0  # the same bytes from Windows and Linux
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
