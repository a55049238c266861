"""Workbooks in: every sheet of an .xlsx, .xls, .ods or .csv file as plain cells.

Knows how to open files under limits; does not know headings, people or tasks. Text stays text whatever it begins
with; a formula is read by its last value.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import python_calamine as calamine

from docgen.messages import tr
from docgen.sheets.guard import Checked, check_file, check_size, unsafe
from registry.exchange.cells import CellValue, Position, SheetCells

_SEPARATORS = (";", "\t", ",")


def read_workbook(path: Path) -> tuple[SheetCells, ...]:
    """All visible sheets of the file, in its order; UnsafeFile when it is too large, damaged or not a workbook."""
    checked = check_file(path)
    if path.suffix.lower() == ".csv":
        return (_read_csv(path),)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            names = [each.name for each in workbook.sheets_metadata if _is_readable(each)]
            return tuple(_read_sheet(path, workbook, name, checked) for name in names)
    except calamine.PasswordError as error:
        raise unsafe(path, tr("tệp đặt mật khẩu")) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise unsafe(path, tr("tệp bị hỏng hoặc không phải bảng tính")) from error


def _is_readable(sheet: calamine.SheetMetadata) -> bool:
    """True for visible sheets of cells; hidden ones are not what the clerk sees."""
    is_cells = sheet.typ == calamine.SheetTypeEnum.WorkSheet
    return is_cells and sheet.visible == calamine.SheetVisibleEnum.Visible


def _read_sheet(path: Path, workbook: calamine.CalamineWorkbook, name: str, checked: Checked) -> SheetCells:
    """One sheet as cells from A1 on."""
    sheet = workbook.get_sheet_by_name(name)
    if sheet.end is not None:
        check_size(path, name, sheet.end[0] + 1, sheet.end[1] + 1)
    rows = sheet.to_python(skip_empty_area=False) if sheet.end is not None else []
    return SheetCells(
        name=name,
        rows=tuple(tuple(_cell(value) for value in row) for row in rows),
        merged=tuple(_merged(first, last) for first, last in sheet.merged_cell_ranges or ()),
        formulas=checked.formulas.get(name, frozenset()),
    )


def _cell(value: CellValue) -> CellValue:
    """A calamine value with emptiness told as None."""
    return None if value == "" else value


def _merged(first: Position, last: Position) -> tuple[Position, Position]:
    return (first[0], first[1]), (last[0], last[1])


def _read_csv(path: Path) -> SheetCells:
    """A .csv file in UTF-8 or UTF-16 as one sheet of texts, separated by the commonest of ; tab and comma."""
    text = _decode(path)
    first_lines = text[:5000]
    separator = max(_SEPARATORS, key=first_lines.count)
    rows = tuple(
        tuple(value or None for value in row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    )
    check_size(path, path.stem, len(rows), max((len(row) for row in rows), default=0))
    return SheetCells(name=path.stem, rows=rows)


def _decode(path: Path) -> str:
    """The text of a .csv file; a legacy encoding is refused, not guessed."""
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise unsafe(path, tr("tệp .csv không phải mã UTF-8")) from error
