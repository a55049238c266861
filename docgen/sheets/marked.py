"""A clerk's workbook given back with a note on every wrong cell; the original file is never touched.

Knows cells and problems; does not know tasks. The copy is written anew from the values read, so nothing hidden in the
original travels on. Its cells are written by `bulk`: a list of twenty thousand rows must not take half a minute.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from docgen.sheets.bulk import Colours, formats_of, written_rows
from docgen.sheets.writing import RED, YELLOW, Writable, new_workbook, note, put_heading, save
from registry.exchange.cells import CellValue, Position, SheetCells, cell_position, cell_text
from registry.problems import Problem

_SUMMARY = "Cần sửa"
_UNREAD_FORMULA = "=(công thức)"  # reads as a formula again, so the gap cannot pass unseen
_NARROWEST, _WIDEST, _LONGEST_NAME = 8, 50, 31  # characters
_MEASURED = 200  # rows that tell how wide a column is
_MOST_NOTES = 20_000  # more than anybody reads; the others are coloured and stand on the last sheet
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")


def write_marked(path: Path, sheets: Sequence[SheetCells], problems: Sequence[Problem]) -> None:
    """The content of `sheets` with a comment on every cell named by a problem, and a last sheet that lists them all."""
    workbook, first = new_workbook(_SUMMARY)
    workbook.remove(first)
    formats, written = formats_of(workbook), {}
    by_sheet: dict[str, list[Problem]] = {}
    for problem in problems:
        by_sheet.setdefault(problem.place.sheet, []).append(problem)
    for cells in sheets:
        sheet = workbook.create_sheet(_name(cells.name, workbook.sheetnames))
        _shape(sheet, cells)
        colours = _mark(sheet, cells, by_sheet.get(cells.name, []))
        written[sheet.title] = written_rows(_rows(cells, colours), formats, colours)
    written[_SUMMARY] = written_rows(_summary(workbook, problems), formats, first=2)
    save(workbook, path, written)


def _name(name: str, taken: Collection[str]) -> str:
    """A name a sheet may have: a .csv file has any."""
    plain = _FORBIDDEN.sub(" ", name)[:_LONGEST_NAME].strip("' ") or "Bảng"
    names = (f"{plain[: _LONGEST_NAME - 3]} {number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([plain], names) if each not in (*taken, _SUMMARY))


def _shape(sheet: Worksheet, cells: SheetCells) -> None:
    """Merged ranges and sensible widths."""
    widths: dict[int, int] = {}
    for values in cells.rows[:_MEASURED]:
        for column, value in enumerate(values, start=1):
            width = min(len(cell_text(value)) + 2, _WIDEST)
            widths[column] = max(widths.get(column, _NARROWEST), width)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for (top, left), (bottom, right) in cells.merged_inside():
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)


def _rows(cells: SheetCells, colours: Colours) -> Iterator[Sequence[Writable]]:
    """The values as they are; a formula that never ran stays visible, a marked cell beyond the values has its place."""
    changed: dict[int, dict[int, CellValue]] = {}
    for row, column in cells.formulas:
        if cells.value(row, column) is None:
            changed.setdefault(row, {})[column] = _UNREAD_FORMULA
    for row, column in colours:
        changed.setdefault(row, {}).setdefault(column, cells.value(row, column))
    for number in range(max([len(cells.rows), *(row + 1 for row in changed)])):
        values = cells.rows[number] if number < len(cells.rows) else ()
        yield _with(values, changed[number]) if number in changed else values


def _with(values: Sequence[CellValue], changed: Mapping[int, CellValue]) -> list[CellValue]:
    """A row with some values changed, made longer where one of them stands beyond it."""
    row = [*values, *[None] * (max(changed) + 1 - len(values))]
    for column, value in changed.items():
        row[column] = value
    return row


def _mark(sheet: Worksheet, cells: SheetCells, problems: Sequence[Problem]) -> dict[Position, str]:
    """One comment per cell, holding every message for it; gives its colour: red for errors, yellow for the rest."""
    holders = cells.merged_cells() if cells.merged else {}
    by_cell: dict[Position, list[Problem]] = {}
    for problem in problems:
        position = cell_position(problem.place.cell)
        if position:
            by_cell.setdefault(holders.get(position, position), []).append(problem)
    noted = sorted(by_cell.items(), key=lambda each: not any(problem.is_error for problem in each[1]))
    for (row, column), found in noted[:_MOST_NOTES]:
        note(sheet.cell(row=row + 1, column=column + 1), "\n".join(problem.message for problem in found))
    return {cell: RED if any(each.is_error for each in found) else YELLOW for cell, found in by_cell.items()}


def _summary(workbook: Workbook, problems: Sequence[Problem]) -> list[list[Writable]]:
    """The rows of the last sheet, which lists all problems, also those of no cell; its headings are made here."""
    sheet = workbook.create_sheet(_SUMMARY)
    headings = (("Trang tính", 20), ("Ô", 8), ("Mức", 10), ("Điều cần sửa", 100))
    for column, (heading, width) in enumerate(headings, start=1):
        put_heading(sheet, 1, column, heading, width=width)
    return [
        [
            problem.place.sheet,
            problem.place.cell or problem.place.part,
            "lỗi" if problem.is_error else "lưu ý",
            problem.message,
        ]
        for problem in problems
    ]
