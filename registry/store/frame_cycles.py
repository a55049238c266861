"""What belongs to a cycle as a whole: groups, calendar, bases, supervision, duties, recommendations, routine targets.

Knows how a row of the frame lies in the database and reads back as the same row; people and bodies come by key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.exchange import frame_rows as rows
from registry.labels import EventKind
from registry.model import (
    AssigneeGroup,
    Base,
    BodyDuty,
    Cycle,
    CycleBasis,
    CycleEvent,
    GroupMember,
    Person,
    Post,
    Recommendation,
    RoutineTarget,
    Supervision,
)
from registry.store.frame_instruments import instrument_cited
from registry.store.frame_names import Keys
from registry.vietnamese import fold

Record = TypeVar("Record", bound=Base)


def cycle_rows(session: Session) -> tuple[rows.CycleRow, ...]:
    """Every cycle."""
    cycles = session.scalars(select(Cycle).order_by(Cycle.year))
    return tuple(rows.CycleRow(year=each.year, is_pilot=each.is_pilot, motto=each.motto) for each in cycles)


def write_cycle(session: Session, row: rows.CycleRow, cycle: Cycle) -> None:
    """A cycle's own facts; another year's cycle is made when it is new."""
    found = session.scalar(select(Cycle).where(Cycle.year == row.year))
    if found is None:
        found = Cycle(code=str(row.year), year=row.year, term="", task_word=cycle.task_word, is_pilot=False, motto="")
        session.add(found)
    found.is_pilot, found.motto = bool(row.is_pilot), row.motto
    session.flush()


def group_rows(cycle: Cycle) -> tuple[rows.GroupRow, ...]:
    """The groups the office declared."""
    return tuple(
        rows.GroupRow(
            name=each.name, has_people_list=each.has_people_list, has_task_list=each.has_task_list, note=each.note
        )
        for each in cycle.groups
        if each.is_declared
    )


def write_group(session: Session, row: rows.GroupRow, cycle: Cycle) -> None:
    """A declared group; one that only rows mentioned until now becomes declared."""
    found = _same(cycle.groups, lambda group: fold(group.name) == fold(row.name))
    if found is None:
        found = AssigneeGroup(ordinal=_next(cycle.groups), name=row.name)
        cycle.groups.append(found)
    found.name, found.is_declared, found.note = row.name, True, row.note
    found.has_people_list, found.has_task_list = row.has_people_list, row.has_task_list
    session.flush()


def member_rows(session: Session, cycle: Cycle, keys: Keys) -> tuple[rows.MemberRow, ...]:
    """Everybody who belongs to a group, in the order of groups and of joining."""
    query = select(GroupMember).join(AssigneeGroup).where(AssigneeGroup.cycle_id == cycle.id)
    query = query.options(joinedload(GroupMember.group), joinedload(GroupMember.post).joinedload(Post.person))
    return tuple(
        rows.MemberRow(person=name, unit=unit, group=each.group.name)
        for each in session.scalars(query.order_by(AssigneeGroup.ordinal, GroupMember.id))
        for name, unit in (keys.person_words(each.post.person),)
    )


def write_member(session: Session, row: rows.MemberRow, cycle: Cycle, keys: Keys) -> None:
    """A person in a group, in the post held at the unit named, else in the first one."""
    group = _same(cycle.groups, lambda each: fold(each.name) == fold(row.group))
    if group is None:
        group = AssigneeGroup(ordinal=_next(cycle.groups), name=row.group, is_declared=False, note="")
        group.has_people_list = group.has_task_list = True
        cycle.groups.append(group)
    person = keys.person(row.person, row.unit)
    body = keys.body(row.unit) if row.unit else None
    post = next((post for post in person.posts if post.body is body), person.posts[0])
    post.group = post.group or group.name
    group.members.append(GroupMember(post=post))
    session.flush()


def event_rows(cycle: Cycle) -> tuple[rows.EventRow, ...]:
    """The calendar."""
    return tuple(
        rows.EventRow(
            kind=EventKind(each.kind),
            title=each.title,
            day=each.day,
            day_text=each.day_text,
            is_year_inferred=each.is_year_inferred,
        )
        for each in cycle.events
    )


def write_event(session: Session, row: rows.EventRow, cycle: Cycle) -> None:
    """A date of the calendar, known by its kind and title."""
    found = _same(cycle.events, lambda each: (each.kind, fold(each.title)) == (row.kind.value, fold(row.title)))
    if found is None:
        found = CycleEvent(ordinal=_next(cycle.events), kind=row.kind.value)
        cycle.events.append(found)
    found.title, found.day, found.day_text = row.title, row.day, row.day_text
    found.is_year_inferred = row.is_year_inferred
    session.flush()


def basis_rows(cycle: Cycle) -> tuple[rows.BasisRow, ...]:
    """The bases in the order they are printed."""
    return tuple(rows.BasisRow(text=each.text) for each in cycle.bases)


def write_basis(session: Session, row: rows.BasisRow, cycle: Cycle) -> None:
    """A basis as it will be printed, with the instrument it cites when the office has it."""
    cited = instrument_cited(session, row.text)
    found = _same(cycle.bases, lambda basis: fold(basis.text) == fold(row.text))
    if found is None:
        found = CycleBasis(ordinal=_next(cycle.bases))
        cycle.bases.append(found)
    found.text, found.instrument = row.text, cited
    session.flush()


def supervision_rows(session: Session, cycle: Cycle, keys: Keys) -> tuple[rows.SupervisionRow, ...]:
    """Who watches over which area."""
    query = select(Supervision).where(Supervision.cycle_id == cycle.id).order_by(Supervision.id)
    return tuple(
        rows.SupervisionRow(person=name, unit=unit, area=each.area)
        for each in session.scalars(query)
        for name, unit in (keys.person_words(each.person),)
    )


def supervised(session: Session, cycle: Cycle) -> tuple[tuple[str, str], ...]:
    """Name and area of every supervisor of the cycle."""
    query = select(Person.full_name, Supervision.area).join(Supervision, Supervision.person_id == Person.id)
    return tuple((name, area) for name, area in session.execute(query.where(Supervision.cycle_id == cycle.id)))


def write_supervision(session: Session, row: rows.SupervisionRow, cycle: Cycle, keys: Keys) -> None:
    """A person over an area."""
    person = keys.person(row.person, row.unit)
    held = session.scalars(
        select(Supervision).where(Supervision.cycle_id == cycle.id, Supervision.person_id == person.id)
    )
    found = _same(held, lambda each: fold(each.area) == fold(row.area))
    if found is None:
        found = Supervision(cycle_id=cycle.id, person_id=person.id)
        session.add(found)
    found.area = row.area
    session.flush()


def duty_rows(session: Session, cycle: Cycle, keys: Keys) -> tuple[rows.DutyRow, ...]:
    """What was asked of bodies, and whether it is done; None while nobody knows."""
    query = select(BodyDuty).where(BodyDuty.cycle_id == cycle.id).order_by(BodyDuty.id)
    return tuple(
        rows.DutyRow(body=keys.body_words(each.body), title=each.title, is_done=each.is_done, evidence=each.evidence)
        for each in session.scalars(query)
    )


def write_duty(session: Session, row: rows.DutyRow, cycle: Cycle, keys: Keys) -> None:
    """A duty of a body."""
    body = keys.body(row.body)
    held = session.scalars(select(BodyDuty).where(BodyDuty.cycle_id == cycle.id, BodyDuty.body_id == body.id))
    found = _same(held, lambda each: fold(each.title) == fold(row.title))
    if found is None:
        found = BodyDuty(cycle_id=cycle.id, body_id=body.id)
        session.add(found)
    found.title, found.is_done, found.evidence = row.title, row.is_done, row.evidence
    session.flush()


def recommendation_rows(session: Session, cycle: Cycle) -> tuple[rows.RecommendationRow, ...]:
    """What was recommended, and what became of it."""
    query = select(Recommendation).where(Recommendation.cycle_id == cycle.id).order_by(Recommendation.ordinal)
    found = session.scalars(query)
    return tuple(rows.RecommendationRow(text=each.text, followed_up=each.followed_up) for each in found)


def write_recommendation(session: Session, row: rows.RecommendationRow, cycle: Cycle) -> None:
    """A recommendation for the next cycle."""
    held = session.scalars(select(Recommendation).where(Recommendation.cycle_id == cycle.id)).all()
    found = _same(held, lambda each: fold(each.text) == fold(row.text))
    if found is None:
        found = Recommendation(cycle_id=cycle.id, ordinal=_next(held))
        session.add(found)
    found.text, found.followed_up = row.text, row.followed_up
    session.flush()


def routine_rows(session: Session, cycle: Cycle) -> tuple[rows.RoutineTargetRow, ...]:
    """The routine targets of the year."""
    query = select(RoutineTarget).where(RoutineTarget.cycle_id == cycle.id).order_by(RoutineTarget.id)
    return tuple(rows.RoutineTargetRow(text=each.text, unit=each.unit) for each in session.scalars(query))


def routine_targets(session: Session, year: int) -> tuple[rows.RoutineTargetRow, ...]:
    """The routine targets of a year, none when the registry has no such cycle."""
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    return routine_rows(session, cycle) if cycle else ()


def write_routine(session: Session, row: rows.RoutineTargetRow, cycle: Cycle) -> None:
    """A routine target."""
    held = session.scalars(select(RoutineTarget).where(RoutineTarget.cycle_id == cycle.id))
    found = _same(held, lambda each: (fold(each.text), fold(each.unit)) == (fold(row.text), fold(row.unit)))
    if found is None:
        found = RoutineTarget(cycle_id=cycle.id)
        session.add(found)
    found.text, found.unit = row.text, row.unit
    session.flush()


def _same(held: Any, is_it: Callable[[Any], bool]) -> Any:
    return next((record for record in held if is_it(record)), None)


def _next(held: Sequence[Any]) -> int:
    return 1 + max((record.ordinal for record in held), default=0)
