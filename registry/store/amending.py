"""Changes of assigned tasks before their decision: asked for, listed, grouped for a paper, taken back.

Knows that nothing about a task moves here: a change takes effect when its decision is issued
(`registry.store.amended`). A change belongs to the paper that was drafted for it as long as that paper lives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.change_facts import ChangeRecord, Successor
from registry.errors import NotFound, RuleBroken
from registry.labels import AmendmentKind, AmendmentState, DocumentKind, DocumentState, TaskState
from registry.model import Amendment, AnnexLine, Cycle, Document, Post, Task
from registry.rules.amending import WORDING, require_changeable
from registry.rules.lifecycle import ASSIGNING_PAPER, BINDING_PAPER, LIVE_PAPER
from registry.store.documents import document_records, find_document, move, record_of
from registry.store.tasks import find_task
from registry.store.values import DocumentRecord, line_of, official_of


@dataclass(frozen=True, kw_only=True)
class NewChange:
    """A change that is asked for; `wording` maps fields of WORDING to new words."""

    task: str
    kind: AmendmentKind
    reason: str
    on: dt.date
    wording: Mapping[str, str] = field(default_factory=dict)
    deadline: dt.date | None = None  # what the new deadline_text means
    successor: Successor | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeGroup:
    """All open changes of the tasks one decision binds; `draft` is the amendment in the making."""

    decision: DocumentRecord
    changes: tuple[ChangeRecord, ...]
    draft: DocumentRecord | None


def ask_change(session: Session, asked: NewChange) -> str:
    """Note a change that waits for its decision; its code ("ĐC-2021-001").

    Raises RuleBroken when no issued decision binds the task, when another change of it waits, when the decision is to
    be replaced, or when nothing would change.
    """
    task = find_task(session, asked.task)
    require_changeable(task.code, TaskState(task.state), asked.kind)
    _require_bound(session, task)
    _require_alone(session, task)
    before, after = _values(task, asked)
    cycle = session.get_one(Cycle, task.cycle_id)
    amendment = Amendment(
        code=f"ĐC-{cycle.year}-{_count(session, cycle) + 1:03d}",
        task_id=task.id,
        kind=asked.kind.value,
        state=AmendmentState.ASKED.value,
        before=before,
        after=after,
        reason=asked.reason,
        asked_on=asked.on,
    )
    session.add(amendment)
    session.flush()
    return amendment.code


def _count(session: Session, cycle: Cycle) -> int:
    query = select(func.count()).select_from(Amendment).join(Task).where(Task.cycle_id == cycle.id)
    return session.scalar(query) or 0


def binding_document(session: Session, task: Task) -> Document | None:
    """The issued decision that binds the task; for one that was transferred the amendment that made it."""
    query = (
        select(Document)
        .join(AnnexLine)
        .where(AnnexLine.task_id == task.id, Document.kind.in_([kind.value for kind in ASSIGNING_PAPER]))
        .where(Document.state.in_([state.value for state in BINDING_PAPER]))
        .order_by(Document.kind.desc(), Document.id.desc())  # "decision" before "amendment"
    )
    return session.scalars(query).first()


def _require_bound(session: Session, task: Task) -> None:
    document = binding_document(session, task)
    if document is None:
        raise RuleBroken(
            f"Nhiệm vụ {task.code} chưa có quyết định giao đã ban hành.",
            advice="Chưa giao thì sửa trong danh sách rồi soạn lại quyết định.",
        )
    if document.replace_reason:
        raise RuleBroken(
            f"Quyết định {document.code} giao nhiệm vụ {task.code} đang chờ thay thế.",
            advice="Sửa việc trong danh sách để quyết định mới ghi theo, hoặc thôi thay thế bằng “decisions keep”.",
        )


def _require_alone(session: Session, task: Task) -> None:
    waits = Amendment.state == AmendmentState.ASKED.value
    other = session.scalar(select(Amendment.code).where(Amendment.task_id == task.id, waits))
    if other is not None:
        raise RuleBroken(
            f"Nhiệm vụ {task.code} đã có đề nghị {other} chưa ra quyết định.",
            advice="Rút đề nghị đó bằng “docgen tasks unask” rồi ghi lại, hoặc ban hành quyết định điều chỉnh trước.",
        )


def _values(task: Task, asked: NewChange) -> tuple[dict[str, Any], dict[str, Any]]:
    """Old and new values; what a change does to the state is known only when it takes effect."""
    if asked.kind is AmendmentKind.TRANSFER and asked.successor is not None:
        told = asked.successor
        return {}, {
            "name": told.name,
            "post": told.post,
            "unit": told.unit,
            "address": told.address,
            "partial": told.partial,
        }
    if asked.kind is not AmendmentKind.CHANGE:
        return {}, {}
    changed = {name: asked.wording[name] for name in WORDING if name in asked.wording}
    after: dict[str, Any] = {name: value for name, value in changed.items() if value != getattr(task, name)}
    if "deadline_text" in after:
        after["deadline"] = asked.deadline.isoformat() if asked.deadline else None
    if "target" in after and task.indicators[0].target_value is not None:
        after["target_value"] = None  # the figure of the old words; what the new ones mean nobody has said
    if not after:
        raise RuleBroken(f"Nhiệm vụ {task.code} đã đúng như vậy, không có gì thay đổi.")
    return {name: present_value(task, name) for name in after}, after


def present_value(task: Task, name: str) -> Any:
    """What the task says now under one of the names a change keeps."""
    if name == "target_value":
        return task.indicators[0].target_value
    value = getattr(task, name)
    return value.isoformat() if isinstance(value, dt.date) else value


def find_change(session: Session, code: str) -> Amendment:
    """The change of that code; NotFound otherwise."""
    amendment = session.scalar(select(Amendment).where(Amendment.code == code.upper()))
    if amendment is None:
        raise NotFound(f"Không có đề nghị điều chỉnh mã {code}.", advice="Xem mã bằng “docgen tasks changes”.")
    return amendment


def withdraw_change(session: Session, code: str) -> None:
    """Take back a change that was only asked for; a draft that words it is withdrawn with it.

    Raises RuleBroken when its paper is printed or later.
    """
    amendment = find_change(session, code)
    if amendment.state != AmendmentState.ASKED.value:
        raise RuleBroken(f"Đề nghị {code} đang “{AmendmentState(amendment.state).label}”, không rút được.")
    paper = session.get(Document, amendment.document_id) if amendment.document_id else None
    if paper is not None and paper.state == DocumentState.DRAFT.value:
        move(session, paper.code, DocumentState.WITHDRAWN, reason=f"đề nghị {code} đã rút")
    elif paper is not None and DocumentState(paper.state) in LIVE_PAPER:
        raise RuleBroken(
            f"Đề nghị {code} đang nằm trong văn bản {paper.code}.", advice="Rút hoặc hủy số văn bản đó trước."
        )
    amendment.state = AmendmentState.WITHDRAWN.value


def change_records(
    session: Session, year: int, *, states: Collection[AmendmentState] = (), paper: str = ""
) -> tuple[ChangeRecord, ...]:
    """Changes of the cycle's tasks in the order they were asked for; an empty filter lets everything through."""
    query = (
        select(Amendment, Document.code)
        .join(Task, Task.id == Amendment.task_id)
        .join(Cycle, Cycle.id == Task.cycle_id)
        .outerjoin(Document, Document.id == Amendment.document_id)
        .where(Cycle.year == year)
        .options(
            joinedload(Amendment.task).joinedload(Task.post).joinedload(Post.person),
            joinedload(Amendment.task).joinedload(Task.post).joinedload(Post.body),
        )
        .order_by(Amendment.id)
    )
    if states:
        query = query.where(Amendment.state.in_([state.value for state in states]))
    if paper:
        query = query.where(Document.code == paper)
    return tuple(_record(session, amendment, code) for amendment, code in session.execute(query))


def _record(session: Session, amendment: Amendment, paper: str | None) -> ChangeRecord:
    decision = binding_document(session, amendment.task)
    return ChangeRecord(
        code=amendment.code,
        kind=AmendmentKind(amendment.kind),
        state=AmendmentState(amendment.state),
        line=line_of(amendment.task),
        official=official_of(amendment.task.post),
        before=amendment.before,
        after=amendment.after,
        reason=amendment.reason,
        asked_on=amendment.asked_on,
        effective_on=amendment.effective_on,
        paper=paper,
        decision=decision.code if decision else None,
    )


def open_changes(session: Session, year: int) -> tuple[ChangeGroup, ...]:
    """Changes that no signed paper words, by the decision that binds their tasks, in the order of those decisions."""
    open_states = {DocumentState.DRAFT, DocumentState.PRINTED}
    drafts = {record.code: record for record in _amendments(session, open_states)}
    signed = {record.code for record in _amendments(session, LIVE_PAPER - open_states)}
    groups: dict[str, list[ChangeRecord]] = {}
    for change in change_records(session, year, states={AmendmentState.ASKED}):
        if change.decision is not None and change.paper not in signed:
            groups.setdefault(change.decision, []).append(change)
    return tuple(
        ChangeGroup(decision=record_of(session, code), changes=tuple(changes), draft=_draft_of(code, drafts))
        for code, changes in sorted(groups.items(), key=lambda group: find_document(session, group[0]).id)
    )


def _amendments(session: Session, states: Collection[DocumentState]) -> Sequence[DocumentRecord]:
    return document_records(session, kinds={DocumentKind.AMENDMENT}, states=states)


def _draft_of(decision: str, drafts: Mapping[str, DocumentRecord]) -> DocumentRecord | None:
    return next((draft for draft in drafts.values() if draft.about == decision), None)


def idle_drafts(session: Session, year: int) -> tuple[str, ...]:
    """Amendments in the making whose changes were all taken back or went elsewhere."""
    wanted = {group.decision.code for group in open_changes(session, year)}
    drafts = _amendments(session, {DocumentState.DRAFT, DocumentState.PRINTED})
    return tuple(draft.code for draft in drafts if draft.about not in wanted)


def attach_changes(session: Session, paper: str, codes: Collection[str]) -> None:
    """Say which changes a drafted amendment words; those it no longer words are free again."""
    document = find_document(session, paper)
    named = or_(Amendment.document_id == document.id, Amendment.code.in_(codes))
    for amendment in session.scalars(select(Amendment).where(named)):
        amendment.document_id = document.id if amendment.code in codes else None
