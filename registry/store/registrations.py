"""Registered tasks in the database: what the tracks said of them and what was concluded.

Knows opinions are added and never edited, and that only the conclusion moves a task; what a verdict must come with is
`registry.rules.review`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.errors import RuleBroken
from registry.exchange.registrations import Conclusion, OpinionRecord, RegisteredTask, Registrant
from registry.labels import Direction, Horizon, Origin, TaskState, Track, Verdict
from registry.model import AssigneeGroup, Cycle, GroupMember, Indicator, Opinion, Person, Post, Task
from registry.rules.lifecycle import move_task
from registry.rules.review import STATE_AFTER
from registry.store.entering import known_tasks
from registry.store.tasks import find_task, tasks_of
from registry.store.values import official_of
from registry.vietnamese import fold


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who says something in a review, and when."""

    name: str
    on: dt.date


def opinions_of(session: Session, year: int) -> tuple[OpinionRecord, ...]:
    """Every opinion on the tasks of a cycle, oldest first."""
    query = select(Opinion, Task.code).join(Task, Task.id == Opinion.task_id).join(Cycle, Cycle.id == Task.cycle_id)
    return tuple(
        OpinionRecord(
            task=code,
            track=Track(opinion.track),
            verdict=Verdict(opinion.verdict) if opinion.verdict else None,
            text=opinion.text,
            said_by=opinion.said_by,
            on=opinion.on,
        )
        for opinion, code in session.execute(query.where(Cycle.year == year).order_by(Opinion.id))
    )


def registered_tasks(session: Session, year: int) -> tuple[RegisteredTask, ...]:
    """Tasks of the cycle that a review may speak of: registered, returned, approved."""
    states = {task.code: TaskState(task.state) for task in session.scalars(tasks_of(year))}
    texts: dict[str, dict[Track, str]] = {}
    verdicts: dict[str, Verdict | None] = {}
    for opinion in opinions_of(session, year):
        texts.setdefault(opinion.task, {})[opinion.track] = opinion.text
        if opinion.track is Track.CONCLUSION:
            verdicts[opinion.task] = opinion.verdict
    under_review = {TaskState.REGISTERED, TaskState.RETURNED, TaskState.APPROVED}
    return tuple(
        RegisteredTask(
            task=task,
            state=states[task.code],
            opinions=texts.get(task.code, {}),
            verdict=verdicts.get(task.code),
        )
        for task in known_tasks(session, year)
        if states[task.code] in under_review
    )


def registrants(session: Session, year: int) -> tuple[Registrant, ...]:
    """Everybody in a group of the cycle or with a task in it, in the order of official lists."""
    members = select(GroupMember.post_id).join(AssigneeGroup).join(Cycle).where(Cycle.year == year)
    owners = select(Task.post_id).join(Cycle).where(Cycle.year == year)
    query = (
        select(Post)
        .join(Person)
        .where(Post.id.in_(members.union(owners)))
        .options(joinedload(Post.person), joinedload(Post.body))
        .order_by(Person.sort_key, Post.id)
    )
    officials = (official_of(post) for post in session.scalars(query))
    return tuple(Registrant(name=o.name, post=o.post, unit=o.unit, group=o.group) for o in officials)


def say(session: Session, code: str, track: Track, text: str, speaker: Speaker, verdict: Verdict | None = None) -> None:
    """Add an opinion to a task."""
    session.add(
        Opinion(
            task_id=find_task(session, code).id,
            track=track.value,
            verdict=verdict.value if verdict else "",
            text=text,
            said_by=speaker.name,
            on=speaker.on,
        )
    )


def conclude(session: Session, conclusion: Conclusion, speaker: Speaker) -> None:
    """Write what the review says of a registered task; RuleBroken when it was concluded before."""
    task = find_task(session, conclusion.code)
    for track, text in conclusion.opinions.items():
        say(session, task.code, track, text, speaker)
    if conclusion.verdict is None:
        return
    if TaskState(task.state) is not TaskState.REGISTERED:
        raise RuleBroken(
            f"Nhiệm vụ {task.code} đang “{TaskState(task.state).label}”, không kết luận được nữa.",
            advice="Chỉ kết luận việc đang “đã đăng ký”; muốn đổi việc đã giao thì lập quyết định điều chỉnh.",
        )
    say(session, task.code, Track.CONCLUSION, conclusion.reason, speaker, conclusion.verdict)
    task.state = move_task(task.code, TaskState(task.state), STATE_AFTER[conclusion.verdict]).value
    if conclusion.verdict is Verdict.AMENDED:
        _amend(task, conclusion)


def _amend(task: Task, conclusion: Conclusion) -> None:
    if conclusion.title:
        task.title = conclusion.title
    if conclusion.target:
        task.target = task.indicators[0].text = conclusion.target
    if conclusion.deadline_text:
        task.deadline, task.deadline_text = conclusion.deadline, conclusion.deadline_text


def add_tasks(session: Session, year: int, added: Sequence[Conclusion], speaker: Speaker) -> tuple[str, ...]:
    """Tasks the assigner gives beside what was registered: approved at once, their origin kept; the new codes."""
    cycle = session.scalars(select(Cycle).where(Cycle.year == year)).one()
    count = len(session.scalars(select(Task.id).where(Task.cycle_id == cycle.id)).all())
    codes = []
    for number, conclusion in enumerate(added, start=count + 1):
        task = _given(cycle, f"NV-{year}-{number:03d}", conclusion)
        task.post = _post_named(session, year, conclusion.official)
        session.add(task)
        session.flush()
        say(session, task.code, Track.CONCLUSION, conclusion.reason, speaker, Verdict.ADDED)
        codes.append(task.code)
    return tuple(codes)


def _given(cycle: Cycle, code: str, conclusion: Conclusion) -> Task:
    main = Indicator(ordinal=1, text=conclusion.target, measure_unit="", direction=Direction.AT_LEAST.value)
    main.compared_with = ""
    return Task(
        code=code,
        cycle=cycle,
        state=STATE_AFTER[Verdict.ADDED].value,
        horizon=Horizon.YEAR.value,
        period=str(cycle.year),
        title=conclusion.title,
        natures=[],
        origin=Origin.ASSIGNED.value,
        theme="",
        basis="",
        source_text="",
        target=conclusion.target,
        product=conclusion.product,
        deadline=conclusion.deadline,
        deadline_text=conclusion.deadline_text,
        supervisor="",
        note="",
        indicators=[main],
    )


def _post_named(session: Session, year: int, name: str) -> Post:
    """The post in which the one person of that name takes part in the cycle."""
    members = select(GroupMember.post_id).join(AssigneeGroup).join(Cycle).where(Cycle.year == year)
    owners = select(Task.post_id).join(Cycle).where(Cycle.year == year)
    query = select(Post).join(Person).where(Person.folded == fold(name), Post.id.in_(members.union(owners)))
    return session.scalars(query.order_by(Post.id)).first() or _nobody(name)


def _nobody(name: str) -> Post:
    raise RuleBroken(f"Không thấy {name} trong danh sách của năm.", advice="Nhập người này bằng danh sách giao việc.")
