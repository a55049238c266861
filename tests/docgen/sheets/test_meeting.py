"""The meeting workbook: out prefilled, back with what the meeting decided."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl

from docgen.sheets import read_meeting, write_meeting_template
from registry.exchange import MeetingPerson, MeetingSheet, MeetingTask
from registry.exchange.meeting import LABELS, TASKS_SHEET, VOTES_SHEET
from registry.labels import Grade, TaskLevel

MEETING = MeetingSheet(
    people=(
        MeetingPerson(code="CB-001", name="Ma Thị Hà", post="Bí thư Đảng ủy xã Khe Sáu"),
        MeetingPerson(code="CB-002", name="Đặng Thị Nguyệt", post="Chánh Văn phòng"),
    ),
    tasks=(
        MeetingTask(
            code="NV-1", name="Ma Thị Hà", title="Xây nhà văn hóa", self_level=TaskLevel.COMPLETED, evidence="BC 5"
        ),
        MeetingTask(code="NV-2", name="Đặng Thị Nguyệt", title="Số hóa hồ sơ"),
    ),
    values={"chair": "Quan Văn Thành", "date": "20/12/2021"},
)
ANSWERS: dict[str, object] = {
    "started": dt.time(14, 0),
    "ended": dt.time(16, 30),
    "place": "Phòng họp",
    "chair_post": "Phó Bí thư",
    "recorder": "Bàn Thị Liên",
    "recorder_post": "Chuyên viên",
    "summoned": 10,
    "present": 9,
    "absences": "Lộc Thị Ngân – ốm",
    "panel_head": "Bế Văn Khôi",
    "panel_size": 3,
    "ballots_issued": 9,
    "ballots_returned": 9,
    "ballots_valid": 9,
    "ballots_invalid": 0,
    "discussion": "Thảo luận",
    "conclusion": "Thống nhất",
}


def fill(path: Path, answers: dict[str, object]) -> None:
    """Fill the template as a secretary would."""
    workbook = openpyxl.load_workbook(path)
    first = workbook.worksheets[0]
    for row in range(1, first.max_row + 1):
        key = next((key for key, label in LABELS.items() if label == first.cell(row=row, column=1).value), None)
        if key in answers:
            first.cell(row=row, column=2, value=answers[key])
    for row in (2, 3):
        for column, value in enumerate((1, 7, 1, 0, Grade.GOOD.label), start=4):
            workbook[VOTES_SHEET].cell(row=row, column=column, value=value)
        workbook[TASKS_SHEET].cell(row=row, column=5, value=TaskLevel.COMPLETED.label)
        workbook[TASKS_SHEET].cell(row=row, column=6).value = (
            workbook[TASKS_SHEET].cell(row=row, column=6).value or "QĐ 9"
        )
    workbook.save(path)


def test_untouched_template_asks_for_everything(tmp_path: Path) -> None:
    """An unfilled workbook gives no values and one problem per blank answer; prefilled ones are not asked for."""
    path = tmp_path / "họp.xlsx"
    write_meeting_template(path, MEETING)
    reading = read_meeting(path)
    assert reading.values is None
    cells = {(problem.place.sheet, problem.place.cell) for problem in reading.problems}
    assert len(cells) == len(reading.problems)
    optional = {"absences", "discussion", "conclusion"}
    assert len(cells) == len(set(ANSWERS) - optional) + 2 * 5 + 2


def test_filled_template(tmp_path: Path) -> None:
    """What the secretary typed arrives, with what we had prefilled."""
    path = tmp_path / "họp.xlsx"
    write_meeting_template(path, MEETING)
    fill(path, ANSWERS)
    reading = read_meeting(path)
    assert reading.problems == ()
    assert reading.values is not None
    assert (reading.values.chair, reading.values.date) == ("Quan Văn Thành", dt.date(2021, 12, 20))
    assert (reading.values.started, reading.values.absences[0].reason) == (dt.time(14), "ốm")
    assert [person.code for person in reading.values.people] == ["CB-001", "CB-002"]
    assert [task.self_level for task in reading.values.tasks] == [TaskLevel.COMPLETED, None]
    assert [task.evidence for task in reading.values.tasks] == ["BC 5", "QĐ 9"]


def test_wrong_count_is_told_at_its_cell(tmp_path: Path) -> None:
    """A figure that does not add up is told where the secretary typed it."""
    path = tmp_path / "họp.xlsx"
    write_meeting_template(path, MEETING)
    fill(path, ANSWERS | {"ballots_invalid": 1})
    (problem,) = read_meeting(path).problems
    row = list(LABELS).index("ballots_valid") + 3
    assert (problem.code, problem.place.cell) == ("ballots-do-not-add-up", f"B{row}")
