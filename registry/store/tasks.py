"""Tasks in the database: finding, listing, withdrawing, moving along their lifecycle.

Knows states and what papers prove of them; how rows become tasks is `registry.store.entering`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import NotFound, RuleBroken
from registry.facts import Official
from registry.labels import DocumentState, TaskLevel, TaskState, Voice
from registry.model import AnnexLine, Body, Cycle, Document, Post, Task, TaskResult
from registry.rules.lifecycle import LIVE_PAPER, SETTLED, move_paper, move_task
from registry.store.keys import chunks
from registry.store.values import CycleRecord, TaskRecord, line_of, official_of

VALID = tuple(state.value for state in LIVE_PAPER)
"""Stored states of papers that still speak."""
AT_ONCE = 500
"""Keys in one question: SQLite takes a limited number of values."""


def cycle_record(session: Session, year: int) -> CycleRecord | None:
    """The cycle of `year`, None when nothing was imported for it."""
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    if cycle is None:
        return None
    return CycleRecord(code=cycle.code, year=cycle.year, term=cycle.term, task_word=cycle.task_word)


_WITH_OWNER = (
    joinedload(Task.post).joinedload(Post.person),
    joinedload(Task.post).joinedload(Post.body).selectinload(Body.names),
)


def tasks_of(year: int) -> Select[Task]:
    """The tasks of a cycle with owners and bodies loaded, in the order they were entered."""
    return select(Task).join(Cycle).where(Cycle.year == year).options(*_WITH_OWNER).order_by(Task.id)


def find_task(session: Session, code: str) -> Task:
    """The task of that code; NotFound otherwise."""
    task = session.scalar(select(Task).where(Task.code == code))
    if task is None:
        raise NotFound(f"Không có nhiệm vụ mã {code}.", advice="Xem mã bằng “docgen tasks list”.")
    return task


def withdraw_task(session: Session, code: str) -> None:
    """Withdraw a task that no printed paper names; its record and history stay, drafts that word it are withdrawn.

    Raises RuleBroken naming the papers on somebody's desk.
    """
    task = find_task(session, code)
    named = select(Document).where(Document.lines.any(AnnexLine.task_id == task.id))
    papers = session.scalars(named.where(Document.state.in_([state.value for state in LIVE_PAPER]))).all()
    binding = [paper.code for paper in papers if paper.state != DocumentState.DRAFT.value]
    if binding:
        raise RuleBroken(
            f"Nhiệm vụ {code} đang nằm trong văn bản {', '.join(binding)}.",
            advice="Rút, thay thế hoặc thu hồi văn bản đó trước.",
        )
    task.state = move_task(code, TaskState(task.state), TaskState.WITHDRAWN).value
    for paper in papers:
        paper.state = move_paper(paper.code, DocumentState(paper.state), DocumentState.WITHDRAWN).value
        paper.reason = f"nhiệm vụ {code} đã rút"


def task_records(session: Session, year: int, *, on: dt.date = dt.date.max) -> tuple[TaskRecord, ...]:
    """All tasks of the cycle in the order they were entered, each with its newest values by voice.

    Bodies and posts bear the names of the day `on`, by default the latest.
    """
    results = newest_results(session, year)
    return tuple(
        TaskRecord(
            line=line_of(task),
            official=official_of(task.post, on),
            state=TaskState(task.state),
            results=results.get(task.code, {}),
        )
        for task in session.scalars(tasks_of(year))
    )


def open_tasks_of(session: Session, body: str, on: dt.date) -> tuple[TaskRecord, ...]:
    """The tasks of every cycle that people or collectives of the body of that code still owe, by the names of `on`.

    Open is what has no result and was neither withdrawn, cancelled nor handed to a successor (nghiep-vu O6).
    """
    settled = tuple(state.value for state in SETTLED)
    query = (
        select(Task)
        .join(Post, Post.id == Task.post_id)
        .join(Body, Body.id == Post.body_id)
        .where(Body.code == body, Task.state.not_in(settled))
        .options(*_WITH_OWNER)
        .order_by(Task.id)
    )
    return tuple(
        TaskRecord(line=line_of(task), official=official_of(task.post, on), state=TaskState(task.state), results={})
        for task in session.scalars(query)
    )


def owners_of(session: Session, codes: Sequence[str], on: dt.date) -> tuple[Official, ...]:
    """Who has the tasks of these codes, once each, by the names of `on`."""
    owners: dict[str, Official] = {}
    for some in chunks(codes):
        for task in session.scalars(select(Task).where(Task.code.in_(some)).options(*_WITH_OWNER).order_by(Task.id)):
            official = official_of(task.post, on)
            owners.setdefault(official.code, official)
    return tuple(owners.values())


def newest_results(session: Session, year: int) -> dict[str, dict[Voice, TaskLevel]]:
    """Per task code the newest level of every voice; values of papers taken back speak no more."""
    return _by_voice(session, _spoken().join(Cycle, Cycle.id == Task.cycle_id).where(Cycle.year == year))


def newest_of(session: Session, keys: Sequence[int]) -> dict[str, dict[Voice, TaskLevel]]:
    """The same for the tasks of some keys."""
    found: dict[str, dict[Voice, TaskLevel]] = {}
    for start in range(0, len(keys), AT_ONCE):
        found |= _by_voice(session, _spoken().where(Task.id.in_(keys[start : start + AT_ONCE])))
    return found


def _by_voice(session: Session, query: Select[str, str, str]) -> dict[str, dict[Voice, TaskLevel]]:
    found: dict[str, dict[Voice, TaskLevel]] = {}
    for code, voice, level in session.execute(query):
        found.setdefault(code, {})[Voice(voice)] = TaskLevel(level)
    return found


def spoken_levels(session: Session, task: Task) -> dict[Voice, TaskLevel]:
    """The newest level of every voice on one task."""
    rows = session.execute(_spoken().where(Task.id == task.id))
    return {Voice(voice): TaskLevel(level) for _, voice, level in rows}


def _spoken() -> Select[str, str, str]:
    return (
        select(Task.code, TaskResult.voice, TaskResult.level)
        .join(TaskResult, TaskResult.task_id == Task.id)
        .join(Document, Document.id == TaskResult.document_id)
        .where(Document.state.in_(VALID))
        .order_by(TaskResult.revision)
    )


def move_tasks(session: Session, codes: Sequence[str], target: TaskState) -> None:
    """Pass tasks to `target`; those already there or beyond it are left."""
    order, found = list(TaskState), dict[str, Task]()
    for some in chunks(codes):
        found |= {task.code: task for task in session.scalars(select(Task).where(Task.code.in_(some)))}
    for code in codes:
        task = found.get(code) or find_task(session, code)
        state = TaskState(task.state)
        if order.index(state) < order.index(target):
            task.state = move_task(code, state, target).value
