"""The summary of registrations as a workbook: out for the meeting, back with what it concluded.

Knows the look of the sheet; headings, meaning and checks are in `registry.exchange.registrations`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.sheets.writing import fill, landscape, new_workbook, offer, put, put_heading, put_title, save
from registry.exchange.registrations import HEADINGS, SHEET, VERDICT_WORDS, RegisteredTask, Registrant
from registry.labels import Track
from registry.vietnamese import fold

_LISTS = "Danh mục"
_HEADING_ROW = 3
_ROOM = 30  # empty rows for what the assigner adds
_WIDTHS = {"ordinal": 5, "code": 13, "official": 20, "post": 28, "title": 42, "target": 28, "verdict": 14}
_INPUT = ("party", "state", "verdict", "new_title", "new_target", "new_deadline", "reason")
_PALE = "FFF9E5"


def write_summary(path: Path, title: str, tasks: Sequence[RegisteredTask], expected: Sequence[Registrant]) -> None:
    """The summary with every registered task, those who registered nothing, and room for tasks the assigner adds."""
    workbook, sheet = new_workbook(SHEET)
    put_title(sheet, 1, title)
    put(sheet, 2, 1, _totals(tasks))
    for column, (field, heading) in enumerate(HEADINGS.items(), start=1):
        put_heading(sheet, _HEADING_ROW, column, heading, width=_WIDTHS.get(field, 20))
    rows = [_task_cells(number, each) for number, each in enumerate(tasks, start=1)]
    rows += [_silent_cells(person) for person in _silent(tasks, expected)]
    rows += [{} for _ in range(_ROOM)]
    for number, cells in enumerate(rows, start=_HEADING_ROW + 1):
        _write_row(sheet, number, cells)
    lists = workbook.create_sheet(_LISTS)
    for number, word in enumerate(VERDICT_WORDS.values(), start=1):
        put(lists, number, 1, word)
    letter = get_column_letter([*HEADINGS].index("verdict") + 1)
    cells_range = f"{letter}{_HEADING_ROW + 1}:{letter}{_HEADING_ROW + len(rows)}"
    offer(sheet, cells_range, f"'{_LISTS}'!$A$1:$A${len(VERDICT_WORDS)}")
    landscape(sheet, heading_row=_HEADING_ROW)
    save(workbook, path)


def _write_row(sheet: Worksheet, number: int, cells: dict[str, str]) -> None:
    for column, field in enumerate(HEADINGS, start=1):
        cell = put(sheet, number, column, cells.get(field) or None, boxed=True)
        if field in _INPUT:
            fill(cell, _PALE)


def _task_cells(number: int, each: RegisteredTask) -> dict[str, str]:
    task = each.task
    return {
        "ordinal": str(number),
        "code": task.code,
        "official": task.official or task.unit,
        "post": ", ".join(part for part in (task.post, task.unit) if part and fold(part) not in fold(task.official)),
        "group": task.group,
        "title": task.title,
        "target": task.target,
        "product": task.product,
        "deadline": task.deadline_text,
        "continues": task.continues,
        "party": each.opinions.get(Track.PARTY, ""),
        "state": each.opinions.get(Track.STATE, ""),
        "verdict": VERDICT_WORDS[each.verdict] if each.verdict else "",
        "reason": each.opinions.get(Track.CONCLUSION, ""),
    }


def _silent(tasks: Sequence[RegisteredTask], expected: Sequence[Registrant]) -> list[Registrant]:
    """Those of whom a registration is expected and nothing came."""
    spoken = {(fold(each.task.official or each.task.unit), fold(each.task.unit)) for each in tasks}
    return [person for person in expected if (fold(person.name), fold(person.unit)) not in spoken]


def _silent_cells(person: Registrant) -> dict[str, str]:
    return {"official": person.name, "post": person.post, "group": person.group}


def _totals(tasks: Sequence[RegisteredTask]) -> str:
    """How many tasks each group registered."""
    groups = Counter(each.task.group or "chưa xếp nhóm" for each in tasks)
    return f"Tổng số {len(tasks)} việc. " + "; ".join(f"{name}: {count}" for name, count in groups.items())
