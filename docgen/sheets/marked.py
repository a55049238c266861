"""A clerk's workbook given back with a note on every wrong cell; the original file is never touched.

Knows cells and problems; does not know tasks. The copy is written anew from the values read, so nothing hidden in the
original travels on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from docgen.sheets.writing import RED, YELLOW, fill, new_workbook, note, put, put_heading, save
from registry.exchange.cells import SheetCells, cell_position, cell_text
from registry.problems import Problem

_SUMMARY = "Cần sửa"
_UNREAD_FORMULA = "=(công thức)"  # reads as a formula again, so the gap cannot pass unseen
_WIDEST = 50  # characters


def write_marked(path: Path, sheets: Sequence[SheetCells], problems: Sequence[Problem]) -> None:
    """The content of `sheets` with a comment on every cell named by a problem, and a last sheet that lists them all."""
    workbook, first = new_workbook(_SUMMARY)
    workbook.remove(first)
    for cells in sheets:
        sheet = workbook.create_sheet(cells.name)
        _copy(sheet, cells)
        _mark(sheet, [problem for problem in problems if problem.place.sheet == cells.name])
    _summarise(workbook, problems)
    save(workbook, path)


def _copy(sheet: Worksheet, cells: SheetCells) -> None:
    """Values, merged ranges and sensible widths; a formula that never ran stays visible."""
    widths: dict[int, int] = {}
    for row, values in enumerate(cells.rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                put(sheet, row, column, value)
                widths[column] = max(widths.get(column, 8), min(len(cell_text(value)) + 2, _WIDEST))
    for row, column in cells.formulas:
        if cells.value(row, column) is None:
            put(sheet, row + 1, column + 1, _UNREAD_FORMULA)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for (top, left), (bottom, right) in cells.merged_inside():
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)


def _mark(sheet: Worksheet, problems: Sequence[Problem]) -> None:
    """One comment per cell, holding every message for it; red for errors, yellow for the rest."""
    by_cell: dict[tuple[int, int], list[Problem]] = {}
    for problem in problems:
        position = cell_position(problem.place.cell)
        if position:
            by_cell.setdefault(_holder(sheet, position), []).append(problem)
    for (row, column), found in by_cell.items():
        cell = sheet.cell(row=row + 1, column=column + 1)
        note(cell, "\n".join(problem.message for problem in found))
        fill(cell, RED if any(problem.is_error for problem in found) else YELLOW)


def _holder(sheet: Worksheet, position: tuple[int, int]) -> tuple[int, int]:
    """The cell that can carry a note: the first of a merged range, else the cell itself."""
    row, column = position[0] + 1, position[1] + 1
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return merged.min_row - 1, merged.min_col - 1
    return position


def _summarise(workbook: Workbook, problems: Sequence[Problem]) -> None:
    """The list of all problems, also those of no single cell."""
    sheet = workbook.create_sheet(_SUMMARY)
    for column, (heading, width) in enumerate((("Trang tính", 20), ("Ô", 8), ("Mức", 10), ("Điều cần sửa", 100)), 1):
        put_heading(sheet, 1, column, heading, width=width)
    for row, problem in enumerate(problems, start=2):
        level = "lỗi" if problem.is_error else "lưu ý"
        place = problem.place
        for column, text in enumerate((place.sheet, place.cell or place.part, level, problem.message), start=1):
            put(sheet, row, column, text)
