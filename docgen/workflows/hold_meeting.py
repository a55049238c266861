"""The evaluation meeting: a prefilled workbook out, the recorded meeting in, the minutes made from both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen import sheets
from docgen.errors import UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.entering import entry, new_code, subject_of
from docgen.paperwork.files import DRAFTS, planned, put
from docgen.paperwork.papers import Paper, PaperMaker
from docgen.wording.minutes import minutes_context
from registry.exchange.meeting import MeetingPerson, MeetingSheet, MeetingTask, MeetingValues
from registry.facts import Absence, MinutesFacts, Official, PersonVotes, Signatory
from registry.labels import DocumentKind, DocumentState, Grade, Regime, Voice
from registry.problems import Place, Problem
from registry.rules.lifecycle import IN_WORK
from registry.rules.numbering import VIETNAM
from registry.rules.statistics import CountedTask, count_levels
from registry.store.documents import add_document, add_file, move, record_of
from registry.store.evaluations import (
    MeetingRecord,
    SaidRecord,
    attach_minutes,
    meeting_record,
    record_meeting,
    said_values,
)
from registry.store.tasks import task_records
from registry.store.values import TaskRecord


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What recording a meeting found; nothing is written while a problem is an error."""

    people: int
    tasks: int
    problems: tuple[Problem, ...]
    is_written: bool


@dataclass(frozen=True, kw_only=True)
class MinutesMade:
    """The minutes as a draft; `is_new` is False when they stood so already."""

    code: str
    path: str
    is_new: bool


def write_meeting_sheet(office: Office, target: Path) -> int:
    """The workbook for the meeting, with everyone who has binding tasks and what they say of themselves."""
    tasks, own = _assigned(office), _own_values(office)
    people = {record.official.code: record.official for record in tasks}
    sheet = MeetingSheet(
        title=office.settings.campaign.task_word,
        people=tuple(MeetingPerson(code=o.code, name=o.name, post=o.post) for o in people.values()),
        tasks=tuple(
            MeetingTask(
                code=record.line.code,
                name=record.official.name,
                title=record.line.title,
                self_level=record.results.get(Voice.SELF),
                evidence=own[record.line.code].evidence if record.line.code in own else "",
            )
            for record in tasks
        ),
    )
    sheets.write_meeting_template(target, sheet)
    return len(people)


def _own_values(office: Office) -> dict[str, SaidRecord]:
    with office.store.reading() as session:
        return said_values(session, office.settings.campaign.year, Voice.SELF)


def _assigned(office: Office, on: dt.date = dt.date.max) -> tuple[TaskRecord, ...]:
    with office.store.reading() as session:
        records = task_records(session, office.settings.campaign.year, on=on)
    assigned = tuple(record for record in records if record.state in IN_WORK)
    if not assigned:
        raise UsageError(tr("Chưa có nhiệm vụ nào được giao bằng quyết định đã ban hành."))
    return assigned


def record(office: Office, workbook: Path, *, dry_run: bool = False) -> Recorded:
    """Take the filled workbook in; figures that do not add up stop it whole."""
    reading = sheets.read_meeting(workbook)
    problems = (*reading.problems, *(_strangers(office, reading.values) if reading.values else ()))
    values = reading.values
    is_written = not dry_run and values is not None and not any(problem.is_error for problem in problems)
    if is_written and values is not None:
        _store(office, values)
    return Recorded(
        people=len(values.people) if values else 0,
        tasks=len(values.tasks) if values else 0,
        problems=problems,
        is_written=is_written,
    )


def _strangers(office: Office, values: MeetingValues) -> tuple[Problem, ...]:
    """People and tasks of the workbook that the registry does not know."""
    known = _assigned(office)
    codes = {record.official.code for record in known} | {record.line.code for record in known}
    wanted = [person.code for person in values.people] + [task.code for task in values.tasks]
    return tuple(
        Problem(
            code="unknown-code",
            message=tr(
                "Mã {code} không có trong danh sách đã giao. Lấy lại mẫu bằng “evaluations template”.", code=code
            ),
            place=Place(part=code),
        )
        for code in wanted
        if code not in codes
    )


def _store(office: Office, values: MeetingValues) -> None:
    facts: dict[str, Any] = {
        "date": values.date.isoformat(),
        "started": values.started.isoformat("minutes"),
        "ended": values.ended.isoformat("minutes"),
        "absences": [[absence.name, absence.reason] for absence in values.absences],
    }
    for name in ("place", "chair", "chair_post", "recorder", "recorder_post", "panel_head", "discussion", "conclusion"):
        facts[name] = getattr(values, name)
    for name in ("summoned", "present", "panel_size", "ballots_issued", "ballots_returned"):
        facts[name] = getattr(values, name)
    facts["ballots_valid"], facts["ballots_invalid"] = values.ballots_valid, values.ballots_invalid
    ballots = {person.code: (person.votes, person.proposed) for person in values.people}
    levels = {task.code: task.collective_level for task in values.tasks}
    evidence = {task.code: task.evidence for task in values.tasks}
    year, now = office.settings.campaign.year, office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("nhập cuộc họp đánh giá")) as session:
        record_meeting(session, year, facts, ballots, levels, now, evidence=evidence)


def make_minutes(office: Office) -> MinutesMade:
    """Draft the minutes of the recorded meeting; an unsigned earlier draft that says otherwise is withdrawn."""
    year, maker = office.settings.campaign.year, PaperMaker(office)
    with office.store.reading() as session:
        meeting = meeting_record(session, year)
        before = record_of(session, meeting.document) if meeting.document else None
    day = dt.date.fromisoformat(meeting.facts["date"])
    is_open = before is not None and before.state not in {DocumentState.WITHDRAWN, DocumentState.RECALLED}
    if before is not None and is_open:
        same = _compose(office, maker, meeting, before.code, day)
        if same.input_digest == before.input_digest:
            file = put(office, DRAFTS, f"{before.code}.docx", same.docx)
            return MinutesMade(code=before.code, path=file.path, is_new=False)
    code = new_code(office)
    paper = _compose(office, maker, meeting, code, day)
    file = planned(office, DRAFTS, f"{code}.docx", paper.docx)
    now, issuer = office.clock.now(), office.settings.issuer.facts()
    with office.store.changing(actor=office.actor, at=now, reason=tr("lập biên bản")) as session:
        if before is not None and is_open:
            move(session, before.code, DocumentState.WITHDRAWN, reason=tr("lập lại biên bản"))
        document = entry(
            office,
            DocumentKind.MINUTES,
            code,
            issuer,
            paper,
            person=None,
            abstract=subject_of(paper.context),
            signatory=meeting.facts["chair"],
            order=1,
            at=now,
        )
        add_document(session, document)
        add_file(session, code, "draft", file)
        attach_minutes(session, meeting.id, code)
    put(office, DRAFTS, f"{code}.docx", paper.docx)
    return MinutesMade(code=code, path=file.path, is_new=True)


def _compose(office: Office, maker: PaperMaker, meeting: MeetingRecord, code: str, day: dt.date) -> Paper:
    facts = _minutes_facts(office, meeting, code, day)
    return maker.compose(DocumentKind.MINUTES, facts.issuer.regime, minutes_context(facts, on=day), on=day)


def _minutes_facts(office: Office, meeting: MeetingRecord, code: str, day: dt.date) -> MinutesFacts:
    settings, told, issuer = office.settings, meeting.facts, office.settings.issuer.facts()
    tasks = _assigned(office, day)
    people = {record.official.code: record.official for record in tasks}
    counted = [_counted(record, meeting) for record in tasks if record.line.code in meeting.levels]
    return MinutesFacts(
        document=code,
        issuer=issuer,
        signatory=Signatory(name=told["chair"], authority="", position=""),
        year=day.year,
        recipients=settings.minutes.recipients,
        campaign=settings.campaign.facts(),
        started=_moment(day, told["started"]),
        ended=_moment(day, told["ended"]),
        chair=_named(issuer.regime, told["chair"], told["chair_post"]),
        recorder=_named(issuer.regime, told["recorder"], told["recorder_post"]),
        recorder_name=told["recorder"],
        absences=tuple(Absence(name=name, reason=reason) for name, reason in told["absences"]),
        votes=_votes(meeting, people),
        counts=count_levels(counted),
        cut_off=day,
        **{name: told[name] for name in _SAME_NAMES},
    )


_SAME_NAMES = (
    "place",
    "summoned",
    "present",
    "panel_head",
    "panel_size",
    "ballots_issued",
    "ballots_returned",
    "ballots_valid",
    "ballots_invalid",
    "discussion",
    "conclusion",
)


def _counted(record: TaskRecord, meeting: MeetingRecord) -> CountedTask:
    return CountedTask(
        code=record.line.code,
        person=record.official.code,
        group=record.official.group,
        horizon=record.line.horizon,
        period=record.line.period,
        level=meeting.levels[record.line.code],
    )


def _votes(meeting: MeetingRecord, people: Mapping[str, Official]) -> tuple[PersonVotes, ...]:
    return tuple(
        PersonVotes(official=people[code], votes={grade: votes.get(grade, 0) for grade in Grade}, proposed=proposed)
        for code, (votes, proposed) in meeting.ballots.items()
    )


def _moment(day: dt.date, time: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(time), VIETNAM)


def _named(regime: Regime, name: str, post: str) -> str:
    """The person as minutes introduce them; the State has no common word, so the clerk writes ông or bà."""
    said = f"đồng chí {name}" if regime is Regime.PARTY else name
    return f"{said}, {post}" if post else said
