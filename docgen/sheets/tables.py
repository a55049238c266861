"""Plain tables in and out: registers, inventories, lists of any kind.

Knows a title, headings and rows; does not know what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from docgen.messages import tr
from docgen.sheets.bulk import formats_of, written_rows
from docgen.sheets.guard import unsafe
from docgen.sheets.reading import read_workbook
from docgen.sheets.writing import FONT, Writable, landscape, new_workbook, put, put_heading, save
from registry.exchange.cells import SheetCells
from registry.exchange.headings import HEADER_WITHIN, heading_key

_NARROWEST, _WIDEST = 8, 45  # characters
_LONGEST_NAME = 31  # characters of a sheet's name


@dataclass(frozen=True, kw_only=True)
class Table:
    """One sheet: its name, a title with notes under it (empty ones are left out), one heading row and the rows."""

    name: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Writable]]
    notes: Sequence[str] = ()


def write_table(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Writable]],
    notes: Sequence[str] = (),
) -> None:
    """A sheet with a title, `notes` under it, one heading row and `rows`, ready to print on A4 across."""
    write_tables(path, [Table(name="Bảng", title=title, headings=headings, rows=rows, notes=notes)])


def write_tables(path: Path, tables: Sequence[Table]) -> None:
    """A sheet for each table, ready to print on A4 across; names too long for a sheet or said twice are made to fit."""
    workbook, first = new_workbook("Bảng")
    formats, written = formats_of(workbook, boxed=True), {}
    for number, table in enumerate(tables):
        sheet = workbook.create_sheet() if number else first
        sheet.title = _sheet_name(table.name, workbook.sheetnames)
        written[sheet.title] = written_rows(table.rows, formats, first=_write_top(sheet, table) + 1)
    save(workbook, path, written)


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    plain = re.sub(r"[\\/*?:\[\]]", " ", name)[:_LONGEST_NAME]
    return plain if plain not in taken else f"{plain[: _LONGEST_NAME - 3]} {len(taken)}"


def _write_top(sheet: Worksheet, table: Table) -> int:
    """Everything above the rows; gives the number of the heading row."""
    lines = (table.title, *(note for note in table.notes if note))
    for number, text in enumerate(lines, start=1):
        cell = put(sheet, number, 1, text)
        cell.font = Font(name=FONT, size=13 if number == 1 else 11, bold=number == 1, italic=number > 1)
        cell.alignment = Alignment(wrap_text=False)
    heading_row = len(lines) + 2
    for column, heading in enumerate(table.headings, start=1):
        width = _width(heading, [row[column - 1] for row in table.rows])
        put_heading(sheet, heading_row, column, heading, width=width)
    landscape(sheet, heading_row=heading_row)
    return heading_row


def _width(heading: str, values: Sequence[Writable]) -> int:
    """A width that shows most values on few lines."""
    longest = max([len(heading) // 2, *(len(str(value)) for value in values if value is not None)])
    return max(_NARROWEST, min(longest + 2, _WIDEST))


def read_table(path: Path, headings: Sequence[str]) -> tuple[Mapping[str, str], ...]:
    """The rows under the first row that holds all `headings`, as texts by heading; blank rows are left out.

    Raises UnsafeFile when no sheet has them.
    """
    for sheet in read_workbook(path):
        for row in range(min(HEADER_WITHIN, len(sheet.rows))):
            columns = _columns(sheet, row, headings)
            if len(columns) == len(headings):
                return _rows_under(sheet, row, columns)
    raise unsafe(path.name, tr("không thấy dòng tiêu đề có các cột {headings}", headings=", ".join(headings)))


def _columns(sheet: SheetCells, row: int, headings: Sequence[str]) -> dict[str, int]:
    """The column of every heading that stands in the row."""
    found = {heading_key(sheet.text(row, column)): column for column in range(len(sheet.rows[row]))}
    return {heading: found[heading_key(heading)] for heading in headings if heading_key(heading) in found}


def _rows_under(sheet: SheetCells, heading_row: int, columns: Mapping[str, int]) -> tuple[Mapping[str, str], ...]:
    """Every row with something in it, as texts."""
    rows = range(heading_row + 1, len(sheet.rows))
    texts = ({heading: sheet.text(row, column) for heading, column in columns.items()} for row in rows)
    return tuple(found for found in texts if any(found.values()))
