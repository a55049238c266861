"""Values of an evaluation in the database: five voices, meetings, grades; a correction is a new revision.

Knows that the voices never overwrite each other and that the newest revision of a voice speaks; does not
know where a value was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState, Grade, TaskLevel, TaskState, Voice
from registry.model import Ballot, Cycle, Document, FormText, Meeting, Person, PersonGrade, Proposal, Task, TaskResult
from registry.store.documents import find_document
from registry.store.tasks import VALID, find_task, move_tasks


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a voice says of one task; `source` is the place in the paper that says it."""

    task: str
    level: TaskLevel
    achieved: str = ""
    percent: str | None = None
    evidence: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class SaidRecord(Said):
    """A stored value with the paper that proves it."""

    document: str
    source_sha256: str
    revision: int


@dataclass(frozen=True, kw_only=True)
class MeetingRecord:
    """A recorded meeting: `facts` as the clerk gave them, ballots and proposals by code."""

    id: int
    facts: Mapping[str, Any]
    ballots: Mapping[str, tuple[Mapping[Grade, int], Grade]]  # person code -> (votes, proposed grade)
    levels: Mapping[str, TaskLevel]  # task code -> level
    evidence: Mapping[str, str]  # task code -> what proves the level, "" when nothing was named
    document: str | None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """The paper and the received bytes behind a value."""

    document: str
    sha256: str
    at: dt.datetime


def record_results(session: Session, voice: Voice, said: Sequence[Said], proof: Proof) -> None:
    """Store values of one voice; the same value from the same bytes again is not a new revision."""
    document = find_document(session, proof.document)
    for value in said:
        task = find_task(session, value.task)
        newest = _newest(session, task.id, voice)
        if newest is not None and newest.source_sha256 == proof.sha256 and newest.level == value.level.value:
            continue
        session.add(
            TaskResult(
                task_id=task.id,
                voice=voice.value,
                revision=newest.revision + 1 if newest else 1,
                level=value.level.value,
                achieved=value.achieved,
                percent=value.percent,
                evidence=value.evidence,
                document_id=document.id,
                source=value.source,
                source_sha256=proof.sha256,
                recorded_at=proof.at.isoformat(timespec="milliseconds"),
            )
        )
    session.flush()


def _newest(session: Session, task_id: int, voice: Voice) -> TaskResult | None:
    query = select(TaskResult).where(TaskResult.task_id == task_id, TaskResult.voice == voice.value)
    return session.scalar(query.order_by(TaskResult.revision.desc()).limit(1))


def record_grade(session: Session, voice: Voice, person: str, grade: Grade, proof: Proof) -> None:
    """Store the grade one voice gives one person in the cycle of the proving paper."""
    document = find_document(session, proof.document)
    found = session.scalars(select(Person).where(Person.code == person)).one()
    same = (
        PersonGrade.cycle_id == document.cycle_id,
        PersonGrade.person_id == found.id,
        PersonGrade.voice == voice.value,
    )
    revision = session.scalar(select(func.max(PersonGrade.revision)).where(*same)) or 0
    session.add(
        PersonGrade(
            cycle_id=document.cycle_id,
            person_id=found.id,
            voice=voice.value,
            revision=revision + 1,
            grade=grade.value,
            document_id=document.id,
            source_sha256=proof.sha256,
            recorded_at=proof.at.isoformat(timespec="milliseconds"),
        )
    )
    session.flush()


def record_form_text(session: Session, proof: Proof, *, advantages: str, shortcomings: str, proposals: str) -> None:
    """Keep the prose of a returned form as a new revision."""
    document = find_document(session, proof.document)
    revision = session.scalar(select(func.max(FormText.revision)).where(FormText.document_id == document.id)) or 0
    session.add(
        FormText(
            document_id=document.id,
            revision=revision + 1,
            advantages=advantages,
            shortcomings=shortcomings,
            proposals=proposals,
            source_sha256=proof.sha256,
        )
    )


def said_values(session: Session, year: int, voice: Voice) -> dict[str, SaidRecord]:
    """Per task code the newest value of one voice."""
    query = (
        select(TaskResult, Task.code, Document.code)
        .join(Task, Task.id == TaskResult.task_id)
        .join(Cycle, Cycle.id == Task.cycle_id)
        .join(Document, Document.id == TaskResult.document_id)
        .where(Cycle.year == year, TaskResult.voice == voice.value, Document.state.in_(VALID))
        .order_by(TaskResult.revision)
    )
    return {task: _said(row, task, document) for row, task, document in session.execute(query)}


def _said(row: TaskResult, task: str, document: str) -> SaidRecord:
    return SaidRecord(
        task=task,
        level=TaskLevel(row.level),
        achieved=row.achieved,
        percent=row.percent,
        evidence=row.evidence,
        source=row.source,
        document=document,
        source_sha256=row.source_sha256,
        revision=row.revision,
    )


def grades(session: Session, year: int, voice: Voice) -> dict[str, Grade]:
    """Per person code the newest grade of one voice."""
    query = (
        select(Person.code, PersonGrade.grade)
        .join(PersonGrade, PersonGrade.person_id == Person.id)
        .join(Cycle, Cycle.id == PersonGrade.cycle_id)
        .join(Document, Document.id == PersonGrade.document_id)
        .where(Cycle.year == year, PersonGrade.voice == voice.value, Document.state.in_(VALID))
        .order_by(PersonGrade.revision)
    )
    return {code: Grade(grade) for code, grade in session.execute(query)}


def record_meeting(
    session: Session,
    year: int,
    facts: Mapping[str, Any],
    ballots: Mapping[str, tuple[Mapping[Grade, int], Grade]],
    levels: Mapping[str, TaskLevel],
    at: dt.datetime,
    *,
    evidence: Mapping[str, str] | None = None,
) -> None:
    """Store the meeting of the cycle; a second recording corrects it until its minutes are signed."""
    proposals = {code: (level, (evidence or {}).get(code, "")) for code, level in levels.items()}
    cycle = session.scalars(select(Cycle).where(Cycle.year == year)).one()
    meeting = session.scalar(select(Meeting).where(Meeting.cycle_id == cycle.id))
    if meeting is None:
        meeting = Meeting(cycle_id=cycle.id)
        session.add(meeting)
    elif _tells_the_same(meeting, facts, ballots, proposals):
        return
    elif meeting.document_id is not None:
        _require_unsigned(session, meeting.document_id)
    meeting.facts, meeting.recorded_at = dict(facts), at.isoformat(timespec="milliseconds")
    meeting.ballots.clear()
    meeting.proposals.clear()
    session.flush()
    for code, (votes, proposed) in ballots.items():
        person = session.scalars(select(Person).where(Person.code == code)).one()
        counts = {grade.value: number for grade, number in votes.items()}
        meeting.ballots.append(Ballot(person_id=person.id, votes=counts, proposed=proposed.value))
    for code, (level, proof) in proposals.items():
        meeting.proposals.append(Proposal(task_id=find_task(session, code).id, level=level.value, evidence=proof))
    session.flush()


def _tells_the_same(
    meeting: Meeting,
    facts: Mapping[str, Any],
    ballots: Mapping[str, tuple[Mapping[Grade, int], Grade]],
    proposals: Mapping[str, tuple[TaskLevel, str]],
) -> bool:
    held = _meeting_record(meeting, None)
    proposed = {code: (level, held.evidence[code]) for code, level in held.levels.items()}
    known = {code: (dict(votes), grade) for code, (votes, grade) in held.ballots.items()}
    told = {code: (dict(votes), grade) for code, (votes, grade) in ballots.items()}
    return (dict(held.facts), known, proposed) == (dict(facts), told, dict(proposals))


def _require_unsigned(session: Session, document_id: int) -> None:
    document = session.get_one(Document, document_id)
    early = {DocumentState.DRAFT, DocumentState.PRINTED, DocumentState.WITHDRAWN, DocumentState.RECALLED}
    if DocumentState(document.state) not in early:
        raise RuleBroken(
            f"Biên bản {document.code} đã ký, số liệu cuộc họp không sửa được nữa.",
            advice="Thu hồi biên bản đó trước, rồi nhập lại cuộc họp.",
        )


def meeting_record(session: Session, year: int) -> MeetingRecord:
    """The meeting of the cycle; NotFound when none was recorded."""
    meeting = session.scalar(select(Meeting).join(Cycle).where(Cycle.year == year))
    if meeting is None:
        raise NotFound("Chưa nhập cuộc họp đánh giá.", advice="Điền mẫu rồi chạy “docgen evaluations record TỆP”.")
    document = session.get(Document, meeting.document_id) if meeting.document_id else None
    return _meeting_record(meeting, document.code if document else None)


def _meeting_record(meeting: Meeting, document: str | None) -> MeetingRecord:
    return MeetingRecord(
        id=meeting.id,
        facts=meeting.facts,
        ballots={
            ballot.person.code: ({Grade(g): n for g, n in ballot.votes.items()}, Grade(ballot.proposed))
            for ballot in meeting.ballots
        },
        levels={proposal.task.code: TaskLevel(proposal.level) for proposal in meeting.proposals},
        evidence={proposal.task.code: proposal.evidence for proposal in meeting.proposals},
        document=document,
    )


def attach_minutes(session: Session, meeting_id: int, document: str) -> None:
    """Say which paper is the minutes of the meeting."""
    session.get_one(Meeting, meeting_id).document_id = find_document(session, document).id


def settle_minutes(session: Session, proof: Proof) -> None:
    """Signed minutes were filed: the meeting's levels and grades become the collective values."""
    document = find_document(session, proof.document)
    meeting = session.scalar(select(Meeting).where(Meeting.document_id == document.id))
    if meeting is None:
        raise NotFound(f"Không có cuộc họp nào ứng với biên bản {proof.document}.")
    said = [
        Said(task=p.task.code, level=TaskLevel(p.level), evidence=p.evidence, source="biên bản")
        for p in meeting.proposals
    ]
    record_results(session, Voice.COLLECTIVE, said, proof)
    for ballot in meeting.ballots:
        record_grade(session, Voice.COLLECTIVE, ballot.person.code, Grade(ballot.proposed), proof)
    move_tasks(session, [value.task for value in said], TaskState.EVALUATED)


def settle_notice(session: Session, proof: Proof, *, grade: Grade, levels: Mapping[str, TaskLevel]) -> None:
    """A signed result notice was filed: its grade and levels become the decided values of that person."""
    document = find_document(session, proof.document)
    if document.person is None or DocumentKind(document.kind) is not DocumentKind.RESULT_NOTICE:
        raise RuleBroken(f"Văn bản {proof.document} không phải thông báo kết quả.")
    said = [Said(task=task, level=level, source="thông báo") for task, level in levels.items()]
    record_results(session, Voice.DECIDED, said, proof)
    record_grade(session, Voice.DECIDED, document.person.code, grade, proof)
    move_tasks(session, list(levels), TaskState.DECIDED)
