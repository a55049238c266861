"""What a returned paper proves: the one place where a filed document moves tasks and fixes values.

Knows the kinds of paper: a decision proves its tasks were given, minutes fix the collective values, a result
notice the decided ones, a form the person's own. Nothing else moves a task.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from registry.errors import RuleBroken
from registry.labels import DocumentKind, DocumentState, Grade, TaskLevel, TaskState, Voice
from registry.store.documents import documents_of, move, pass_on
from registry.store.evaluations import (
    Proof,
    Said,
    record_form_text,
    record_grade,
    record_results,
    settle_minutes,
    settle_notice,
)
from registry.store.tasks import find_task, move_tasks
from registry.store.values import DocumentRecord


@dataclass(frozen=True, kw_only=True)
class FormAnswers:
    """What a returned form says: a value per task, the grade the person gives themselves, and prose."""

    said: Sequence[Said]
    grade: Grade
    advantages: str
    shortcomings: str
    proposals: str


def settle_signed(session: Session, record: DocumentRecord, sha256: str, at: dt.datetime) -> None:
    """A whole signed paper lies on the shelf: it is filed and proves what its kind proves."""
    settle_all_signed(session, [(record, sha256)], at)


def settle_all_signed(session: Session, papers: Sequence[tuple[DocumentRecord, str]], at: dt.datetime) -> None:
    """The same for several different papers, each with the hash of the file that made it whole."""
    documents = documents_of(session, [record.code for record, _ in papers])
    for record, _ in papers:
        pass_on(documents[record.code], DocumentState.FILED)
    decisions = [record for record, _ in papers if record.kind is DocumentKind.DECISION]
    move_tasks(session, [task for record in decisions for task in record.tasks], TaskState.PROVEN)
    for record, sha256 in papers:
        _prove(session, record, Proof(document=record.code, sha256=sha256, at=at))


def _prove(session: Session, record: DocumentRecord, proof: Proof) -> None:
    if record.kind is DocumentKind.MINUTES:
        settle_minutes(session, proof)
    elif record.kind is DocumentKind.RESULT_NOTICE:
        context = record.context
        levels = {task: TaskLevel(level) for task, level in dict(context["decided_levels"]).items()}
        settle_notice(session, proof, grade=Grade(context["decided_grade"]), levels=levels)


def settle_form(session: Session, record: DocumentRecord, answers: FormAnswers, sha256: str, at: dt.datetime) -> None:
    """A right form lies on the shelf: its answers become self values.

    A second form corrects the first as a new revision; RuleBroken once the meeting has evaluated the tasks.
    """
    _require_open(session, record)
    if record.state is not DocumentState.FILED:
        move(session, record.code, DocumentState.FILED)
    proof = Proof(document=record.code, sha256=sha256, at=at)
    record_results(session, Voice.SELF, answers.said, proof)
    if record.official is not None:
        record_grade(session, Voice.SELF, record.official.code, answers.grade, proof)
    record_form_text(
        session,
        proof,
        advantages=answers.advantages,
        shortcomings=answers.shortcomings,
        proposals=answers.proposals,
    )
    move_tasks(session, record.tasks, TaskState.REPORTED)


def _require_open(session: Session, record: DocumentRecord) -> None:
    closed = {TaskState.EVALUATED, TaskState.DECIDED, TaskState.WITHDRAWN}
    for code in record.tasks:
        state = TaskState(find_task(session, code).state)
        if state in closed:
            raise RuleBroken(
                f"Nhiệm vụ {code} đang “{state.label}”, không nhận phiếu tự đánh giá nữa.",
                advice="Nếu cần sửa, thu hồi biên bản đánh giá trước.",
            )
