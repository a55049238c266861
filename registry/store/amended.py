"""Changes of tasks with their decision: what they do when it is issued, and how they are taken back with it.

Knows that old values stay in the change itself and in the frozen lines of the decision it changes. Nothing is deleted:
a task that was transferred goes on as another one, one that is cancelled keeps its rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import Conflict, RuleBroken
from registry.labels import AmendmentKind, AmendmentState, DocumentKind, DocumentState, TaskState
from registry.model import Amendment, AnnexLine, Document, Task
from registry.rules.amending import STATE_AFTER, require_changeable
from registry.rules.lifecycle import BINDING_PAPER, move_task
from registry.store.amending import present_value
from registry.store.documents import find_document, move
from registry.store.successors import hand_over
from registry.store.tasks import find_task
from registry.store.values import DocumentRecord


def take_amendments(session: Session, record: DocumentRecord) -> None:
    """The amendment was issued: its changes take effect, and forms that word their tasks are taken back.

    Raises RuleBroken when a task moved on since the change was asked for, Conflict when its words were changed.
    """
    document = find_document(session, record.code)
    changes = _changes(session, document, AmendmentState.ASKED)
    for change in changes:
        require_changeable(change.task.code, TaskState(change.task.state), AmendmentKind(change.kind))
        _EFFECTS[AmendmentKind(change.kind)](session, change, document)
        change.state = AmendmentState.EFFECTIVE.value
        change.effective_on = document.issued_on
    session.flush()
    _recall_forms(session, [change.task_id for change in changes], f"nhiệm vụ thay đổi theo {record.citation}")


def _changes(session: Session, document: Document, state: AmendmentState) -> list[Amendment]:
    query = select(Amendment).where(Amendment.document_id == document.id, Amendment.state == state.value)
    return list(session.scalars(query.order_by(Amendment.id)))


def _change_words(session: Session, change: Amendment, document: Document) -> None:
    task = change.task
    if any(present_value(task, name) != value for name, value in change.before.items()):
        raise Conflict(
            f"Nhiệm vụ {task.code} đã thay đổi sau khi đề nghị {change.code}.",
            advice="Hủy số quyết định điều chỉnh, rút đề nghị rồi ghi lại.",
        )
    write_words(task, change.after)


def write_words(task: Task, values: Mapping[str, Any]) -> None:
    """Give the task the values a change keeps, old ones or new ones."""
    for name, value in values.items():
        if name == "target_value":
            task.indicators[0].target_value = value
        elif name == "deadline":
            task.deadline = dt.date.fromisoformat(value) if value else None
        else:
            setattr(task, name, value)
    if "target" in values:
        task.indicators[0].text = values["target"]


def amended_words(session: Session, task: Task) -> None:
    """Give the task again what the changes in force made of its decision's words."""
    query = select(Amendment).where(
        Amendment.task_id == task.id,
        Amendment.kind == AmendmentKind.CHANGE.value,
        Amendment.state == AmendmentState.EFFECTIVE.value,
    )
    for change in session.scalars(query.order_by(Amendment.id)):
        write_words(task, change.after)


def _set_aside(session: Session, change: Amendment, document: Document) -> None:
    _note_states(change, STATE_AFTER[AmendmentKind(change.kind)])


def _note_states(change: Amendment, target: TaskState) -> None:
    """Move the task and keep both states in the change, so that it can be taken back."""
    task = change.task
    change.before = {**change.before, "state": task.state}
    change.after = {**change.after, "state": target.value}
    task.state = move_task(task.code, TaskState(task.state), target).value


def _resume(session: Session, change: Amendment, document: Document) -> None:
    query = select(Amendment).where(
        Amendment.task_id == change.task_id,
        Amendment.kind == AmendmentKind.SUSPEND.value,
        Amendment.state == AmendmentState.EFFECTIVE.value,
    )
    suspended = session.scalars(query.order_by(Amendment.id.desc())).first()
    if suspended is None:
        raise RuleBroken(f"Không có quyết định nào tạm dừng nhiệm vụ {change.task.code}.")
    _note_states(change, TaskState(suspended.before["state"]))


def _transfer(session: Session, change: Amendment, document: Document) -> None:
    _note_states(change, TaskState.TRANSFERRED)
    new = hand_over(session, change, document)
    change.after = {**change.after, "task": new.code}


_EFFECTS: dict[AmendmentKind, Callable[[Session, Amendment, Document], None]] = {
    AmendmentKind.CHANGE: _change_words,
    AmendmentKind.SUSPEND: _set_aside,
    AmendmentKind.RESUME: _resume,
    AmendmentKind.TRANSFER: _transfer,
    AmendmentKind.CANCEL: _set_aside,
}


def _recall_forms(session: Session, tasks: Collection[int], reason: str) -> None:
    """Forms on their way that word the tasks say something no longer true: the next ones word them as amended."""
    query = select(Document).where(
        Document.kind == DocumentKind.SELF_ASSESSMENT.value,
        Document.state == DocumentState.ISSUED.value,
        Document.lines.any(AnnexLine.task_id.in_(tasks)),
    )
    for form in session.scalars(query).all():
        move(session, form.code, DocumentState.RECALLED, reason=reason)


def take_back(session: Session, record: DocumentRecord) -> None:
    """The amendment was recalled: its changes, the last first, leave their tasks as they stood.

    Raises RuleBroken while something later builds on one of them.
    """
    document = find_document(session, record.code)
    changes = _changes(session, document, AmendmentState.EFFECTIVE)
    for change in reversed(changes):
        _require_last(session, change)
        _UNDOINGS[AmendmentKind(change.kind)](session, change)
        change.state = AmendmentState.WITHDRAWN.value
        session.flush()
    _recall_forms(session, [change.task_id for change in changes], f"{record.citation} không còn hiệu lực")


def _require_last(session: Session, change: Amendment) -> None:
    codes = [change.task_id]
    if "task" in change.after:
        codes.append(find_task(session, change.after["task"]).id)
    query = select(Amendment.code).where(
        Amendment.task_id.in_(codes),
        Amendment.id > change.id,
        Amendment.state.in_([AmendmentState.ASKED.value, AmendmentState.EFFECTIVE.value]),
    )
    later = session.scalars(query).first()
    if later is not None:
        raise RuleBroken(
            f"Nhiệm vụ {change.task.code} đã có thay đổi sau đó: {later}.",
            advice="Rút đề nghị sau, hoặc thu hồi quyết định điều chỉnh sau trước.",
        )


def _require_state(task: Task, expected: Collection[TaskState]) -> None:
    if TaskState(task.state) not in expected:
        raise RuleBroken(
            f"Nhiệm vụ {task.code} đã ở bước sau: “{TaskState(task.state).label}”.",
            advice="Thu hồi văn bản ban hành sau trước, rồi thu hồi quyết định điều chỉnh.",
        )


def _words_back(session: Session, change: Amendment) -> None:
    _require_state(change.task, {TaskState.ASSIGNED, TaskState.PROVEN, TaskState.SUSPENDED})
    write_words(change.task, change.before)


def _state_back(session: Session, change: Amendment) -> None:
    _require_state(change.task, {TaskState(change.after["state"])})
    change.task.state = change.before["state"]


def _owner_back(session: Session, change: Amendment) -> None:
    new = find_task(session, change.after["task"])
    _require_state(new, {TaskState.ASSIGNED, TaskState.PROVEN})
    new.state = move_task(new.code, TaskState(new.state), TaskState.WITHDRAWN).value
    _recall_forms(session, [new.id], f"nhiệm vụ {change.task.code} trở lại người cũ")
    _state_back(session, change)


_UNDOINGS: dict[AmendmentKind, Callable[[Session, Amendment], None]] = {
    AmendmentKind.CHANGE: _words_back,
    AmendmentKind.SUSPEND: _state_back,
    AmendmentKind.RESUME: _state_back,
    AmendmentKind.TRANSFER: _owner_back,
    AmendmentKind.CANCEL: _state_back,
}


def require_no_changes(session: Session, record: DocumentRecord, *, is_replaced: bool) -> None:
    """RuleBroken while changes hang on a decision that is to end: asked ones, and those in force when it is recalled.

    A replacing decision words the tasks as they were amended, so changes in force stand in nobody's way then.
    """
    document = find_document(session, record.code)
    lines = select(AnnexLine.task_id).where(AnnexLine.document_id == document.id)
    asked = select(Amendment.code).where(Amendment.task_id.in_(lines), Amendment.state == AmendmentState.ASKED.value)
    waiting = session.scalars(asked.order_by(Amendment.id)).first()
    if waiting is not None:
        raise RuleBroken(
            f"Nhiệm vụ của văn bản {record.code} còn đề nghị {waiting} chưa ra quyết định.",
            advice="Rút đề nghị bằng “docgen tasks unask”, hoặc ban hành quyết định điều chỉnh trước.",
        )
    binding = [state.value for state in BINDING_PAPER]
    about = select(Document.code).where(
        Document.about_id == document.id, Document.kind == DocumentKind.AMENDMENT.value, Document.state.in_(binding)
    )
    amended = None if is_replaced else session.scalars(about.order_by(Document.id.desc())).first()
    if amended is not None:
        raise RuleBroken(
            f"Văn bản {record.code} đã được điều chỉnh bằng quyết định {amended}.",
            advice="Thu hồi quyết định điều chỉnh trước, hoặc thay thế văn bản này bằng văn bản mới.",
        )
