"""The bodies, people and tasks of the database as a directory of names.

Knows queries only; how a name is found is `registry.exchange.frame_directory`.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from registry.exchange.frame_directory import Directory, KnownBody, KnownPerson, NamedTask
from registry.model import Body, Cycle, Indicator, Person, Post, Task
from registry.store.values import names_of


def directory(session: Session, year: int) -> Directory:
    """Everybody and everything that can be named; tasks of the cycle only."""
    return Directory(bodies=known_bodies(session), people=_people(session), tasks=_tasks(session, year))


def known_bodies(session: Session) -> tuple[KnownBody, ...]:
    """All bodies with their names."""
    bodies = session.scalars(select(Body).options(selectinload(Body.names)).order_by(Body.id))
    return tuple(
        KnownBody(key=body.code, names=names_of(body), opened_on=body.opened_on, closed_on=body.closed_on)
        for body in bodies
    )


def _people(session: Session) -> tuple[KnownPerson, ...]:
    query = select(Person.code, Person.full_name, Body.code.label("body"))
    rows = session.execute(query.join(Post, Post.person_id == Person.id).join(Body, Body.id == Post.body_id))
    found: dict[str, tuple[str, set[str]]] = {}
    for code, name, body in rows:
        found.setdefault(code, (name, set()))[1].add(body)
    return tuple(KnownPerson(key=code, name=name, bodies=frozenset(at)) for code, (name, at) in found.items())


def _tasks(session: Session, year: int) -> tuple[NamedTask, ...]:
    count = select(func.count()).select_from(Indicator).where(Indicator.task_id == Task.id).scalar_subquery()
    query = select(Task.code, Task.title, Person.code.label("person"), count.label("indicators"))
    query = query.join(Cycle, Cycle.id == Task.cycle_id).join(Post, Post.id == Task.post_id)
    rows = session.execute(query.join(Person).where(Cycle.year == year).order_by(Task.id))
    return tuple(NamedTask(key=row.code, person=row.person, title=row.title, indicators=row.indicators) for row in rows)
