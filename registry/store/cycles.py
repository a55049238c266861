"""Cycles looked at as a whole, and closed.

Knows that a count whose list was not received is unknown whatever rows exist (I10). What closing asks for and forbids
is guarded in `registry.store.closed_cycles`.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session, aliased

from registry.errors import NotFound
from registry.labels import EventKind, TaskState
from registry.model import AssigneeGroup, Body, BodyDuty, Cycle, GroupMember, Person, Recommendation, Supervision, Task
from registry.rules.lifecycle import SETTLED
from registry.rules.names import name_on
from registry.store.values import names_of
from registry.store.views import CycleView, EventView, GroupView


def cycle_views(session: Session) -> tuple[CycleView, ...]:
    """Every cycle without its parts, the oldest first."""
    return tuple(_view(cycle) for cycle in session.scalars(select(Cycle).order_by(Cycle.year)))


def cycle_view(session: Session, year: int, *, on: dt.date) -> CycleView:
    """One cycle with its parts, bodies by the names of a day; NotFound when there is none of that year."""
    cycle = _find(session, year)
    watched = select(Person.full_name, Supervision.area).join(Supervision, Supervision.person_id == Person.id)
    asked = select(BodyDuty).where(BodyDuty.cycle_id == cycle.id).order_by(BodyDuty.id)
    said = select(Recommendation).where(Recommendation.cycle_id == cycle.id).order_by(Recommendation.ordinal)
    return _view(
        cycle,
        groups=tuple(_group(session, group) for group in cycle.groups),
        supervisions=tuple(
            (row.full_name, row.area)
            for row in session.execute(watched.where(Supervision.cycle_id == cycle.id).order_by(Supervision.id))
        ),
        duties=tuple((_name(each.body, on), each.title, each.is_done) for each in session.scalars(asked)),
        recommendations=tuple((each.text, each.followed_up) for each in session.scalars(said)),
    )


def close_cycle(session: Session, year: int, *, on: dt.date) -> None:
    """Close a cycle with a day, its last; NotFound, or RuleBroken while a task has no disposition (I5)."""
    _find(session, year).closed_on = on


def ends_of_tasks(session: Session, year: int) -> dict[str, int]:
    """How many tasks of the cycle ended in which state; those that go on in another cycle count as "carried_over"."""
    later = aliased(Task)
    goes_on = select(later.id).where(later.continues_id == Task.id, later.state != TaskState.WITHDRAWN.value).exists()
    query = select(Task.state, goes_on).join(Cycle).where(Cycle.year == year)
    settled = {state.value for state in SETTLED}
    found: dict[str, int] = {}
    for state, is_carried in session.execute(query):
        end = "carried_over" if is_carried and state not in settled else state
        found[end] = found.get(end, 0) + 1
    return dict(sorted(found.items()))


def _find(session: Session, year: int) -> Cycle:
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    if cycle is None:
        raise NotFound(f"Sổ chưa có chu kỳ năm {year}.", advice="Xem “docgen cycles list”.")
    return cycle


def _name(body: Body, on: dt.date) -> str:
    return name_on(names_of(body), on)


def _view(
    cycle: Cycle,
    groups: tuple[GroupView, ...] = (),
    supervisions: tuple[tuple[str, str], ...] = (),
    duties: tuple[tuple[str, str, bool | None], ...] = (),
    recommendations: tuple[tuple[str, str], ...] = (),
) -> CycleView:
    return CycleView(
        year=cycle.year,
        term=cycle.term,
        is_pilot=cycle.is_pilot,
        motto=cycle.motto,
        closed_on=cycle.closed_on,
        groups=groups,
        events=tuple(
            EventView(
                kind=EventKind(each.kind),
                title=each.title,
                day=each.day,
                day_text=each.day_text,
                is_year_inferred=each.is_year_inferred,
            )
            for each in cycle.events
        ),
        bases=tuple(basis.text for basis in cycle.bases),
        supervisions=supervisions,
        duties=duties,
        recommendations=recommendations,
    )


def _group(session: Session, group: AssigneeGroup) -> GroupView:
    """A group with its counts, as far as its lists were received."""
    members = select(GroupMember.post_id).where(GroupMember.group_id == group.id)
    tasks = select(Task.id).where(Task.cycle_id == group.cycle_id, Task.post_id.in_(members))
    tasks = tasks.where(Task.state != TaskState.WITHDRAWN.value)
    people = select(func.count(distinct(Person.id))).join(Person.posts).join(GroupMember)
    return GroupView(
        name=group.name,
        people=session.scalar(people.where(GroupMember.group_id == group.id)) if group.has_people_list else None,
        tasks=session.scalar(select(func.count()).select_from(tasks.subquery())) if group.has_task_list else None,
        is_declared=group.is_declared,
        note=group.note,
    )
