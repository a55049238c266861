"""The evaluation meeting as its workbook tells it: who met, how the ballots fell, what the collective decided.

Knows the labels of the sheet, the values and that they must add up (F10, check P18); does not know files, papers or
the registry. Ballots are counts only: there is no place here for who voted what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from registry.exchange.cells import SheetCells, in_order
from registry.exchange.meeting_reader import SheetReader, grade_of, level_of
from registry.facts import Absence
from registry.labels import Grade, TaskLevel
from registry.problems import Problem, Severity
from registry.rules.lifecycle import DONE

MEETING_SHEET = "Cuộc họp"
VOTES_SHEET = "Kết quả bỏ phiếu"
TASKS_SHEET = "Kết quả nhiệm vụ"

LABELS: Mapping[str, str] = {
    "date": "Ngày họp",
    "started": "Bắt đầu",
    "ended": "Kết thúc",
    "place": "Địa điểm",
    "chair": "Chủ trì",
    "chair_post": "Chức vụ chủ trì",
    "recorder": "Người ghi biên bản",
    "recorder_post": "Chức vụ người ghi",
    "summoned": "Triệu tập",
    "present": "Có mặt",
    "absences": "Vắng (tên – lý do)",
    "panel_head": "Tổ trưởng kiểm phiếu",
    "panel_size": "Số thành viên tổ kiểm phiếu",
    "ballots_issued": "Phiếu phát ra",
    "ballots_returned": "Thu về",
    "ballots_valid": "Hợp lệ",
    "ballots_invalid": "Không hợp lệ",
    "discussion": "Ý kiến thảo luận",
    "conclusion": "Kết luận",
}
VOTE_HEADINGS: Mapping[str, str] = {
    "code": "Mã cán bộ",
    "name": "Họ và tên",
    "post": "Chức vụ",
    Grade.EXCELLENT: "Hoàn thành xuất sắc",
    Grade.GOOD: "Hoàn thành tốt",
    Grade.FAIR: "Hoàn thành",
    Grade.FAILED: "Không hoàn thành",
    "proposed": "Mức đề nghị",
    "note": "Ghi chú",
}
TASK_HEADINGS: Mapping[str, str] = {
    "code": "Mã nhiệm vụ",
    "name": "Họ và tên",
    "title": "Nội dung",
    "self_level": "Mức tự đánh giá",
    "collective_level": "Mức tập thể đánh giá",
    "evidence": "Minh chứng",
}


@dataclass(frozen=True, kw_only=True)
class MeetingPerson:
    """A person to be voted on."""

    code: str
    name: str
    post: str


@dataclass(frozen=True, kw_only=True)
class MeetingTask:
    """A task to be graded; `self_level` is None when no self-assessment came back, `evidence` is what it names."""

    code: str
    name: str
    title: str
    self_level: TaskLevel | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingSheet:
    """What the workbook is prefilled with; `values` maps keys of LABELS to known texts ("chair": "…")."""

    people: tuple[MeetingPerson, ...]
    tasks: tuple[MeetingTask, ...]
    title: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PersonBallots:
    """Ballots for one person by grade, counts only; `proposed` is what the collective proposes."""

    code: str
    name: str
    post: str
    votes: Mapping[Grade, int]
    proposed: Grade
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskLevelRow:
    """The collective's level for one task; `self_level` as the sheet shows it, None when blank."""

    code: str
    name: str
    title: str
    self_level: TaskLevel | None
    collective_level: TaskLevel
    evidence: str


@dataclass(frozen=True, kw_only=True)
class MeetingValues:
    """Everything the minutes need from the meeting."""

    date: dt.date
    started: dt.time
    ended: dt.time
    place: str
    chair: str
    chair_post: str
    recorder: str
    recorder_post: str
    summoned: int
    present: int
    absences: tuple[Absence, ...]
    panel_head: str
    panel_size: int
    ballots_issued: int
    ballots_returned: int
    ballots_valid: int
    ballots_invalid: int
    discussion: str
    conclusion: str
    people: tuple[PersonBallots, ...]
    tasks: tuple[TaskLevelRow, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingReading:
    """The meeting, or None when an error stands in the way, and every problem in the order of its place."""

    values: MeetingValues | None
    problems: tuple[Problem, ...]


def read_meeting_sheets(sheets: Sequence[SheetCells]) -> MeetingReading:
    """Read the three sheets of a meeting workbook and check that all figures agree."""
    problems: list[Problem] = []
    answers = SheetReader.find(sheets, MEETING_SHEET, LABELS, problems)
    votes = SheetReader.find(sheets, VOTES_SHEET, VOTE_HEADINGS, problems)
    tasks = SheetReader.find(sheets, TASKS_SHEET, TASK_HEADINGS, problems)
    if answers is None or votes is None or tasks is None:
        return MeetingReading(values=None, problems=tuple(problems))
    head = _read_head(answers)
    people, levels = _read_people(votes, head), _read_tasks(tasks)
    found = in_order(problems, [sheet.name for sheet in sheets])
    if any(problem.is_error for problem in found):
        return MeetingReading(values=None, problems=found)
    return MeetingReading(values=_values(head, people, levels), problems=found)


@dataclass(frozen=True, kw_only=True)
class _Head:
    """The answers of the first sheet as far as they could be read."""

    texts: Mapping[str, str]
    counts: Mapping[str, int | None]
    date: dt.date | None
    started: dt.time | None
    ended: dt.time | None
    absences: tuple[Absence, ...]


_TEXTS = ("place", "chair", "chair_post", "recorder", "recorder_post", "panel_head")
_COUNTS = (
    "summoned",
    "present",
    "panel_size",
    "ballots_issued",
    "ballots_returned",
    "ballots_valid",
    "ballots_invalid",
)


_GRADES = "; ".join(grade.label for grade in Grade)
_LEVELS = "; ".join(level.label for level in TaskLevel)
Choice = TypeVar("Choice", Grade, TaskLevel)


def _read_head(sheet: SheetReader) -> _Head:
    """The label/value sheet, with its own checks."""
    texts = {name: sheet.required_text(name) for name in _TEXTS}
    texts |= {name: sheet.lines(name) for name in ("discussion", "conclusion")}
    head = _Head(
        texts=texts,
        counts={name: sheet.count(name) for name in _COUNTS},
        date=sheet.day("date"),
        started=sheet.time("started"),
        ended=sheet.time("ended"),
        absences=_absences(sheet.lines("absences")),
    )
    _check_times(sheet, head)
    _check_attendance(sheet, head)
    _check_ballots(sheet, head)
    return head


def _absences(text: str) -> tuple[Absence, ...]:
    """One absence per line, name and reason parted by a spaced dash or a colon; the reason may be missing."""
    absences = []
    for line in text.splitlines():
        plain = line.replace("–", "-").replace("—", "-").replace(": ", " - ").lstrip("- ")
        name, _, reason = plain.partition(" - ")
        absences.append(Absence(name=name.strip(), reason=reason.strip()))
    return tuple(absence for absence in absences if absence.name)


def _check_times(sheet: SheetReader, head: _Head) -> None:
    if head.started and head.ended and head.ended <= head.started:
        sheet.report("meeting-ends-before-start", "ended", "Giờ kết thúc không sau giờ bắt đầu. Kiểm tra hai giờ.")


def _check_attendance(sheet: SheetReader, head: _Head) -> None:
    """Triệu tập = có mặt + vắng (F10)."""
    summoned, present, absent = head.counts["summoned"], head.counts["present"], len(head.absences)
    if summoned is not None and present is not None and summoned != present + absent:
        message = f"Triệu tập {summoned} nhưng có mặt {present} và vắng {absent}, cộng lại là {present + absent}."
        sheet.report("attendance-does-not-add-up", "present", f"{message} Sửa số hoặc ghi đủ người vắng.")


def _check_ballots(sheet: SheetReader, head: _Head) -> None:
    """Phát ra ≤ có mặt; thu về ≤ phát ra; hợp lệ + không hợp lệ = thu về (F10)."""
    _check_at_most(sheet, head, "ballots_issued", "present", "more-ballots-than-present")
    _check_at_most(sheet, head, "ballots_returned", "ballots_issued", "more-returned-than-issued")
    counts = [head.counts[name] for name in ("ballots_returned", "ballots_valid", "ballots_invalid")]
    returned, valid, invalid = counts
    if returned is None or valid is None or invalid is None or valid + invalid == returned:
        return
    message = f"Hợp lệ {valid} và không hợp lệ {invalid} cộng lại là {valid + invalid}, khác số thu về {returned}."
    sheet.report("ballots-do-not-add-up", "ballots_valid", f"{message} Đếm lại theo biên bản kiểm phiếu.")


def _check_at_most(sheet: SheetReader, head: _Head, name: str, limit: str, code: str) -> None:
    """One count does not exceed another."""
    value, most = head.counts[name], head.counts[limit]
    if value is not None and most is not None and value > most:
        message = f"“{LABELS[name]}” là {value}, nhiều hơn “{LABELS[limit]}” là {most}. Kiểm tra lại hai số."
        sheet.report(code, name, message)


def _read_people(sheet: SheetReader, head: _Head) -> tuple[PersonBallots, ...]:
    """Ballots per person; the sum of one person's votes is at most the valid ballots."""
    rows = (_read_person(reader, head.counts["ballots_valid"]) for reader in sheet.each_row())
    return tuple(row for row in rows if row)


def _read_person(sheet: SheetReader, valid: int | None) -> PersonBallots | None:
    votes = {grade: sheet.count(grade) for grade in Grade}
    total = sum(count or 0 for count in votes.values())
    code, name = sheet.required_text("code"), sheet.text("name")
    if valid is not None and total > valid:
        message = f"Tổng số phiếu cho {name} là {total}, nhiều hơn {valid} phiếu hợp lệ. Kiểm tra lại các cột phiếu."
        sheet.report("more-votes-than-valid", Grade.EXCELLENT, message)
    elif valid is not None and total < valid:
        message = (
            f"Tổng số phiếu cho {name} là {total}, ít hơn {valid} phiếu hợp lệ. Kiểm tra nếu không có phiếu trống."
        )
        sheet.report("fewer-votes-than-valid", Grade.EXCELLENT, message, Severity.WARNING)
    proposed = _choice(sheet, "proposed", grade_of, _GRADES, name)
    if proposed is None or not code:
        return None
    counts = {grade: count for grade, count in votes.items() if count is not None}
    post, note = sheet.text("post"), sheet.text("note")
    return PersonBallots(code=code, name=name, post=post, votes=counts, proposed=proposed, note=note)


def _read_tasks(sheet: SheetReader) -> tuple[TaskLevelRow, ...]:
    """The collective's level of every task."""
    rows = (_read_task(reader) for reader in sheet.each_row())
    return tuple(row for row in rows if row)


def _read_task(sheet: SheetReader) -> TaskLevelRow | None:
    code, name, title = sheet.required_text("code"), sheet.text("name"), sheet.text("title")
    level = _choice(sheet, "collective_level", level_of, _LEVELS, code)
    own = level_of(sheet.text("self_level"))
    evidence = sheet.lines("evidence")
    if level in DONE and not evidence:
        message = f"Mức “{level.label}” thì phải có minh chứng. Ghi số, ngày văn bản hoặc sản phẩm, hoặc chọn mức khác."
        sheet.report("completed-without-evidence", "evidence", message)
    if level is None or not code:
        return None
    return TaskLevelRow(code=code, name=name, title=title, self_level=own, collective_level=level, evidence=evidence)


def _choice(sheet: SheetReader, name: str, read: Callable[[str], Choice | None], words: str, who: str) -> Choice | None:
    """The chosen grade or level; None after reporting that none was chosen."""
    text = sheet.text(name)
    found = read(text)
    if found is None:
        shown = f"Không hiểu “{text}”" if text else f"Chưa chọn “{sheet.labels[name]}” cho {who}"
        code = "unknown-grade" if text else "missing-grade"
        sheet.report(code, name, f"{shown}. Chọn một trong: {words}.")
    return found


def _values(head: _Head, people: tuple[PersonBallots, ...], tasks: tuple[TaskLevelRow, ...]) -> MeetingValues:
    """The whole meeting, once nothing is missing."""
    if head.date is None or head.started is None or head.ended is None:
        raise ValueError("a meeting without errors has its date and times")
    texts = head.texts
    counts = {name: count or 0 for name, count in head.counts.items()}  # a blank count was an error already
    return MeetingValues(
        date=head.date,
        started=head.started,
        ended=head.ended,
        place=texts["place"],
        chair=texts["chair"],
        chair_post=texts["chair_post"],
        recorder=texts["recorder"],
        recorder_post=texts["recorder_post"],
        summoned=counts["summoned"],
        present=counts["present"],
        absences=head.absences,
        panel_head=texts["panel_head"],
        panel_size=counts["panel_size"],
        ballots_issued=counts["ballots_issued"],
        ballots_returned=counts["ballots_returned"],
        ballots_valid=counts["ballots_valid"],
        ballots_invalid=counts["ballots_invalid"],
        discussion=texts["discussion"],
        conclusion=texts["conclusion"],
        people=people,
        tasks=tasks,
    )
