"""The workbook of an evaluation meeting: out prefilled, back with what the meeting decided.

Knows the look of its three sheets; labels, meaning and checks are in `registry.exchange.meeting`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.sheets.reading import read_workbook
from docgen.sheets.writing import fill, landscape, new_workbook, offer, put, put_heading, put_title, save
from registry.exchange.meeting import (
    LABELS,
    MEETING_SHEET,
    TASK_HEADINGS,
    TASKS_SHEET,
    VOTE_HEADINGS,
    VOTES_SHEET,
    MeetingReading,
    MeetingSheet,
    read_meeting_sheets,
)
from registry.labels import Grade, TaskLevel

_LISTS = "Danh mục"
_HINTS = {
    "date": "dd/mm/yyyy",
    "started": "14:00",
    "ended": "16:30",
    "absences": "Mỗi người một dòng (Alt+Enter): Họ tên – lý do. Để trống nếu không ai vắng.",
    "present": "Triệu tập phải bằng có mặt cộng với vắng.",
    "ballots_issued": "Không nhiều hơn số có mặt.",
    "ballots_valid": "Hợp lệ cộng không hợp lệ phải bằng thu về.",
}
_LONG = ("absences", "discussion", "conclusion")
_INPUT = "FFF9E5"
_WIDTHS = {"code": 14, "name": 24, "post": 34, "title": 60, "proposed": 28, "note": 24, "evidence": 40}


def write_meeting_template(path: Path, meeting: MeetingSheet) -> None:
    """The workbook to fill at the meeting, with people, tasks and known answers in place."""
    workbook, sheet = new_workbook(MEETING_SHEET)
    _write_answers(sheet, meeting)
    votes = [{"code": person.code, "name": person.name, "post": person.post} for person in meeting.people]
    tasks = [
        {
            "code": task.code,
            "name": task.name,
            "title": task.title,
            "self_level": task.self_level.label if task.self_level else "",
            "evidence": task.evidence,
        }
        for task in meeting.tasks
    ]
    _write_list(workbook, VOTES_SHEET, VOTE_HEADINGS, votes)
    _write_list(workbook, TASKS_SHEET, TASK_HEADINGS, tasks)
    _offer_choices(workbook, len(votes), len(tasks))
    save(workbook, path)


def read_meeting(path: Path) -> MeetingReading:
    """What a filled meeting workbook says; UnsafeFile when it cannot be opened."""
    return read_meeting_sheets(read_workbook(path))


def _write_answers(sheet: Worksheet, meeting: MeetingSheet) -> None:
    """Label beside value, with hints on the values that are often wrong."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 80
    put_title(sheet, 1, meeting.title or "THÔNG TIN CUỘC HỌP ĐÁNH GIÁ")
    for row, (key, label) in enumerate(LABELS.items(), start=3):
        put_heading(sheet, row, 1, label, width=32, hint=_HINTS.get(key, ""))
        cell = put(sheet, row, 2, meeting.values.get(key, "") or None, boxed=True)
        fill(cell, _INPUT)
        sheet.row_dimensions[row].height = 80 if key in _LONG else 20


def _write_list(workbook: Workbook, name: str, headings: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> None:
    """One heading row and the prefilled rows; cells to fill are tinted."""
    sheet = workbook.create_sheet(name)
    for column, (key, heading) in enumerate(headings.items(), start=1):
        put_heading(sheet, 1, column, heading, width=_WIDTHS.get(key, 16))
        for number, row in enumerate(rows, start=2):
            cell = put(sheet, number, column, row.get(key) or None, boxed=True)
            if key not in row:
                fill(cell, _INPUT)
    landscape(sheet, heading_row=1)


def _offer_choices(workbook: Workbook, people: int, tasks: int) -> None:
    """Drop-down lists for grades and levels."""
    sheet = workbook.create_sheet(_LISTS)
    sheet.sheet_state = "hidden"
    for column, choices in enumerate(([each.label for each in Grade], [each.label for each in TaskLevel]), start=1):
        for row, choice in enumerate(choices, start=1):
            put(sheet, row, column, choice)
    _offer(workbook[VOTES_SHEET], list(VOTE_HEADINGS).index("proposed"), people, f"'{_LISTS}'!$A$1:$A${len(Grade)}")
    levels = f"'{_LISTS}'!$B$1:$B${len(TaskLevel)}"
    for key in ("self_level", "collective_level"):
        _offer(workbook[TASKS_SHEET], list(TASK_HEADINGS).index(key), tasks, levels)


def _offer(sheet: Worksheet, column: int, rows: int, source: str) -> None:
    letter = get_column_letter(column + 1)
    offer(sheet, f"{letter}2:{letter}{max(rows, 1) + 1}", source)
