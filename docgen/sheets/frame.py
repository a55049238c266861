"""The sheets beside the task list out: empty for a clerk to fill, or with what the registry holds.

Knows the look; headings, hints and order come from `registry.exchange`, the same tables the reading side uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from docgen.sheets.writing import Writable, landscape, put, put_heading
from registry.exchange.frame_bodies import FRAME_SHEETS
from registry.exchange.frame_rows import EventRow, FrameRow
from registry.exchange.frame_sheets import FrameColumn, FrameSheet
from registry.labels import Labelled

_HEADING_ROW = 1


def add_frame_sheets(workbook: Workbook, rows: Mapping[str, Sequence[FrameRow]] | None = None) -> None:
    """Add one sheet per kind: all of them empty when `rows` is None, else those that have rows."""
    for each in FRAME_SHEETS:
        found = () if rows is None else rows.get(each.kind, ())
        if rows is None or found:
            _add_sheet(workbook, each, found)


def _add_sheet(workbook: Workbook, each: FrameSheet, rows: Sequence[FrameRow]) -> None:
    sheet = workbook.create_sheet(each.title)
    for number, column in enumerate(each.columns, start=1):
        hint = ("Bắt buộc. " if column.is_required else "") + column.hint
        put_heading(sheet, _HEADING_ROW, number, column.heading, width=column.width, hint=hint)
    for ordinal, row in enumerate(rows, start=1):
        for number, column in enumerate(each.columns, start=1):
            put(sheet, _HEADING_ROW + ordinal, number, _cell(row, column, ordinal), boxed=True)
    landscape(sheet, heading_row=_HEADING_ROW)


def _cell(row: FrameRow, column: FrameColumn, ordinal: int) -> Writable:
    """The cell of one field as a clerk would type it."""
    if column.field == "ordinal":
        return ordinal
    if isinstance(row, EventRow) and column.field == "when":
        return row.day_text
    value = getattr(row, column.field)
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, tuple):
        return "; ".join(value)
    return ("có" if value else "không") if isinstance(value, bool) else value
