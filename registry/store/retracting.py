"""What taking a paper back means: the values it fixed speak no more, and its tasks stand where they stood before.

Knows the mirror of `registry.store.proving`, kind by kind. Nothing is deleted: values stay with the paper that is
no longer valid, and readers pass over them.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import RuleBroken
from registry.labels import DocumentKind, DocumentState, TaskState, Voice
from registry.model import Document, Task, TaskResult
from registry.rules.lifecycle import ASIDE
from registry.store.amended import require_no_changes, take_back
from registry.store.documents import move, release_tasks
from registry.store.tasks import find_task, spoken_levels
from registry.store.values import DocumentRecord


def retract(session: Session, record: DocumentRecord, *, is_replaced: bool = False) -> None:
    """Undo what a binding paper proved or did; RuleBroken while something later builds on it."""
    if record.kind is DocumentKind.AMENDMENT:
        take_back(session, record)
    elif record.kind is DocumentKind.DECISION:
        require_no_changes(session, record, is_replaced=is_replaced)
        release_tasks(session, record)
        _recall_forms(session, record)
    elif record.kind is DocumentKind.SELF_ASSESSMENT:
        _step_back(session, record.tasks, TaskState.REPORTED)
    elif record.kind is DocumentKind.MINUTES:
        _step_back(session, _judged(session, record.code), TaskState.EVALUATED)
    elif record.kind is DocumentKind.RESULT_NOTICE:
        _step_back(session, record.tasks, TaskState.DECIDED)


def _recall_forms(session: Session, decision: DocumentRecord) -> None:
    """Forms sent for a decision that is taken back are taken back with it."""
    about = select(Document.id).where(Document.code == decision.code).scalar_subquery()
    for form in session.scalars(select(Document).where(Document.about_id == about)):
        if (form.kind, form.state) == (DocumentKind.SELF_ASSESSMENT.value, DocumentState.ISSUED.value):
            move(session, form.code, DocumentState.RECALLED, reason=f"quyết định {decision.code} không còn hiệu lực")


def _judged(session: Session, minutes: str) -> tuple[str, ...]:
    """Codes of the tasks these minutes gave a collective level."""
    query = (
        select(Task.code)
        .join(TaskResult, TaskResult.task_id == Task.id)
        .join(Document, Document.id == TaskResult.document_id)
        .where(Document.code == minutes)
        .distinct()
    )
    return tuple(session.scalars(query))


def _step_back(session: Session, codes: Iterable[str], fixed: TaskState) -> None:
    """Tasks in the state this paper gave them fall back to what the papers that stay still prove."""
    order = list(TaskState)
    for code in codes:
        task = find_task(session, code)
        state = TaskState(task.state)
        if state not in ASIDE and order.index(state) > order.index(fixed):
            raise RuleBroken(
                f"Nhiệm vụ {code} đã ở bước sau: “{state.label}”.",
                advice="Thu hồi văn bản ban hành sau (thông báo, biên bản) trước, rồi thu hồi văn bản này.",
            )
        if state is fixed:
            task.state = _proven_state(session, task).value


def _proven_state(session: Session, task: Task) -> TaskState:
    """The state that the valid papers of a task prove."""
    spoken = spoken_levels(session, task)
    if Voice.COLLECTIVE in spoken:
        return TaskState.EVALUATED
    if Voice.SELF in spoken:
        return TaskState.REPORTED
    return TaskState.PROVEN if _is_decision_filed(session, task) else TaskState.ASSIGNED


def _is_decision_filed(session: Session, task: Task) -> bool:
    filed = Document.state == DocumentState.FILED.value
    query = select(Document.id).where(Document.kind == DocumentKind.DECISION.value, filed)
    return session.scalar(query.where(Document.lines.any(task_id=task.id)).limit(1)) is not None
