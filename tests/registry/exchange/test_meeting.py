"""The evaluation meeting: what the sheets say, and that the figures agree (F10, P18)."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.exchange import CellValue, MeetingReading, SheetCells, read_meeting_sheets
from registry.exchange.meeting import LABELS, MEETING_SHEET, TASK_HEADINGS, TASKS_SHEET, VOTE_HEADINGS, VOTES_SHEET
from registry.labels import Grade, TaskLevel

ANSWERS: dict[str, CellValue] = {
    "date": dt.date(2021, 12, 20),
    "started": dt.time(14, 0),
    "ended": "16h30",
    "place": "Phòng họp Huyện ủy",
    "chair": "Quan Văn Thành",
    "chair_post": "Phó Bí thư Thường trực",
    "recorder": "Bàn Thị Liên",
    "recorder_post": "Chuyên viên",
    "summoned": 15.0,
    "present": 13.0,
    "absences": "Ma Văn Tú – đi học\nLộc Thị Ngân: ốm",
    "panel_head": "Bế Văn Khôi",
    "panel_size": "3",
    "ballots_issued": 13.0,
    "ballots_returned": 13.0,
    "ballots_valid": 12.0,
    "ballots_invalid": 1.0,
    "discussion": "Ý kiến một.\nÝ kiến hai.",
    "conclusion": "Thống nhất.",
}
VOTES: tuple[CellValue, ...] = ("CB-001", "Ma Thị Hà", "Bí thư", 2.0, 9.0, 1.0, 0.0, "Hoàn thành tốt nhiệm vụ", None)
TASK: tuple[CellValue, ...] = ("NV-2021-001", "Ma Thị Hà", "Xây nhà văn hóa", "Vượt", "Hoàn thành", "Báo cáo số 5")


def read(
    votes: tuple[CellValue, ...] = VOTES, task: tuple[CellValue, ...] = TASK, **changes: CellValue
) -> MeetingReading:
    """The right meeting with some cells changed."""
    answers = ANSWERS | changes
    return read_meeting_sheets(
        [
            SheetCells(name=MEETING_SHEET, rows=(("Tiêu đề",), *((LABELS[key], answers[key]) for key in LABELS))),
            SheetCells(name=VOTES_SHEET, rows=(tuple(VOTE_HEADINGS.values()), votes)),
            SheetCells(name=TASKS_SHEET, rows=(tuple(TASK_HEADINGS.values()), task)),
        ]
    )


def cell(name: str) -> str:
    """Where the answer to a label stands."""
    return f"B{list(LABELS).index(name) + 2}"


class TestRightMeeting:
    """A meeting whose figures agree."""

    def test_values(self) -> None:
        """Every answer arrives."""
        reading = read()
        values = reading.values
        assert reading.problems == ()
        assert values is not None
        assert (values.date, values.started, values.ended) == (dt.date(2021, 12, 20), dt.time(14), dt.time(16, 30))
        assert (values.summoned, values.present, values.panel_size) == (15, 13, 3)
        assert [(each.name, each.reason) for each in values.absences] == [
            ("Ma Văn Tú", "đi học"),
            ("Lộc Thị Ngân", "ốm"),
        ]
        assert values.discussion == "Ý kiến một.\nÝ kiến hai."
        (person,), (task,) = values.people, values.tasks
        assert person.votes == {Grade.EXCELLENT: 2, Grade.GOOD: 9, Grade.FAIR: 1, Grade.FAILED: 0}
        assert (person.code, person.proposed) == ("CB-001", Grade.GOOD)
        assert (task.self_level, task.collective_level) == (TaskLevel.EXCEEDED, TaskLevel.COMPLETED)

    @pytest.mark.parametrize("typed", ["14:30", "14h30", "14 giờ 30", "14 giờ 30 phút", dt.time(14, 30), 14.5])
    def test_times(self, typed: CellValue) -> None:
        """Times are read as people write them; a number is none."""
        values = read(started=typed).values
        assert (values.started if values else None) == (None if typed == 14.5 else dt.time(14, 30))

    def test_nobody_absent(self) -> None:
        """A blank list of absences means that nobody was absent."""
        values = read(absences=None, present=15.0, summoned=15.0).values
        assert values is not None
        assert values.absences == ()

    def test_short_words_for_grades(self) -> None:
        """A grade without the word "nhiệm vụ" is that grade."""
        values = read(votes=(*VOTES[:7], "hoàn thành xuất sắc", None)).values
        assert values is not None
        assert values.people[0].proposed is Grade.EXCELLENT


BROKEN = [
    ({"summoned": 16.0}, "attendance-does-not-add-up", "present"),
    ({"absences": "Ma Văn Tú – đi học"}, "attendance-does-not-add-up", "present"),
    ({"ballots_issued": 14.0}, "more-ballots-than-present", "ballots_issued"),
    ({"ballots_issued": 12.0}, "more-returned-than-issued", "ballots_returned"),
    ({"ballots_invalid": 0.0}, "ballots-do-not-add-up", "ballots_valid"),
    ({"ended": "13:00"}, "meeting-ends-before-start", "ended"),
    ({"date": "31/11/2021"}, "impossible-date", "date"),
    ({"date": None}, "missing-answer", "date"),
    ({"started": "25:00"}, "impossible-time", "started"),
    ({"chair": None}, "missing-answer", "chair"),
    ({"panel_size": "ba"}, "not-a-count", "panel_size"),
    ({"panel_size": 2.5}, "not-a-count", "panel_size"),
    ({"summoned": None}, "missing-answer", "summoned"),
]


class TestBrokenMeeting:
    """Every figure that does not agree is told at its cell."""

    @pytest.mark.parametrize(("changes", "code", "name"), BROKEN)
    def test_first_sheet(self, changes: dict[str, CellValue], code: str, name: str) -> None:
        """One wrong answer gives one error at its cell and no values."""
        reading = read(**changes)
        assert [(problem.code, problem.place.cell) for problem in reading.problems] == [(code, cell(name))]
        assert reading.values is None

    @pytest.mark.parametrize(
        ("column", "value", "code", "place"),
        [
            (3, 5.0, "more-votes-than-valid", "D2"),
            (4, 8.0, "fewer-votes-than-valid", "D2"),
            (4, None, "missing-answer", "E2"),
            (7, None, "missing-grade", "H2"),
            (7, "Khá", "unknown-grade", "H2"),
            (0, None, "missing-answer", "A2"),
        ],
    )
    def test_votes(self, column: int, value: CellValue, code: str, place: str) -> None:
        """Votes of one person stay within the valid ballots, and a grade is proposed."""
        reading = read(votes=(*VOTES[:column], value, *VOTES[column + 1 :]))
        assert (code, place) in [(problem.code, problem.place.cell) for problem in reading.problems]
        assert (reading.values is None) == any(problem.is_error for problem in reading.problems)

    def test_task_without_a_level(self) -> None:
        """The collective gives every task a level."""
        reading = read(task=(*TASK[:4], None))
        assert [(problem.code, problem.place.cell) for problem in reading.problems] == [("missing-grade", "E2")]

    @pytest.mark.parametrize("level", list(TaskLevel))
    def test_i4_completed_needs_evidence(self, level: TaskLevel) -> None:
        """A task the meeting calls done names its evidence; without it nothing is taken (I4 with its broken twin)."""
        row = (*TASK[:4], level.label, "Quyết định số 9")
        (kept,) = read(task=row).values.tasks if read(task=row).values else ()
        assert kept.evidence == "Quyết định số 9"
        told = [(problem.code, problem.place.cell) for problem in read(task=(*row[:5], None)).problems]
        is_done = level in {TaskLevel.EXCEEDED, TaskLevel.COMPLETED}
        assert told == ([("completed-without-evidence", "F2")] if is_done else [])

    def test_missing_sheet_and_label(self) -> None:
        """A sheet or label taken away is named."""
        short = SheetCells(name=MEETING_SHEET, rows=((LABELS["date"], "x"),))
        reading = read_meeting_sheets([short])
        codes = [(problem.code, problem.place.sheet) for problem in reading.problems]
        expected = [("missing-label", MEETING_SHEET), ("missing-sheet", VOTES_SHEET), ("missing-sheet", TASKS_SHEET)]
        assert codes == expected
