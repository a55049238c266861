"""Lists of tasks by page: who was given what, narrowed by person, unit, group, theme, state and words of the title.

Knows how to narrow and order in the database, so that a page costs the same whatever the register holds; does not know
what a page is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.labels import TaskState
from registry.model import AssigneeGroup, Body, BodyName, Cycle, GroupMember, Person, Post, Task
from registry.store.tasks import AT_ONCE, newest_of
from registry.store.values import TaskRecord, line_of, official_of
from registry.store.word_search import exactly, otherwise, sought
from registry.vietnamese import fold


@dataclass(frozen=True, kw_only=True)
class TaskFilter:
    """Which tasks are asked for; "" and None ask for everything."""

    year: int | None = None
    person: str = ""  # part of a name or a code
    unit: str = ""  # name or code of a body, any of its names
    group: str = ""
    theme: str = ""
    state: str = ""
    words: str = ""  # of the title, or a code


@dataclass(frozen=True, kw_only=True)
class Page:
    """Which part of a list; `size` None is all of it. Pages count from 1."""

    number: int = 1
    size: int | None = None

    @property
    def offset(self) -> int:
        """How many rows stand before the page."""
        return (self.number - 1) * (self.size or 0)


def task_page(session: Session, wanted: TaskFilter, page: Page) -> tuple[tuple[TaskRecord, ...], bool]:
    """The tasks of a page in the order they were entered, hits with exact accents first; and whether more follow."""
    keys = _keys(session, wanted, page)
    has_more = page.size is not None and len(keys) > page.size
    return _records(session, keys[: page.size]), has_more


def _keys(session: Session, wanted: TaskFilter, page: Page) -> list[int]:
    """Keys of the page and one more, when there is one."""
    query = _narrowed(session, select(Task.id), wanted)
    asked = sought(wanted.words)
    limit = page.size + 1 if page.size is not None else None
    if asked.is_empty:
        return list(session.scalars(query.order_by(Task.id).offset(page.offset).limit(limit)))
    coded = session.scalar(query.where(Task.code == wanted.words.strip().upper()))
    if coded is not None:
        return [coded] if page.number == 1 else []
    first = list(session.scalars(exactly(session, query, asked).offset(page.offset).limit(limit)))
    if limit is not None and len(first) == limit:
        return first
    before = page.offset - (_count(session, exactly(session, query, asked)) if not first and page.offset else 0)
    rest = otherwise(session, query, asked).offset(max(0, before) if not first else 0)
    return first + list(session.scalars(rest.limit(limit - len(first) if limit is not None else None)))


def _count(session: Session, query: Select[Any]) -> int:
    """How many rows; counted here, because asked for a count SQLite tries every task against the words index."""
    return len(session.scalars(query).all())


def _narrowed(session: Session, query: Select[Any], wanted: TaskFilter) -> Select[Any]:
    if wanted.year is not None:
        query = query.where(_in_cycle(wanted))
    if wanted.state:
        query = query.where(Task.state == wanted.state)
    if wanted.theme:
        query = query.where(Task.theme == _spelling(session, wanted.year, wanted.theme))
    if wanted.person:
        query = query.where(Task.post_id.in_(_posts_of(wanted.person)))
    if wanted.unit:
        query = query.where(Task.post_id.in_(select(Post.id).where(Post.body_id.in_(_bodies_of(wanted.unit)))))
    if wanted.group:
        query = query.where(Task.post_id.in_(_posts_in(session, wanted.group)))
    return query


def _in_cycle(wanted: TaskFilter) -> ColumnElement[bool]:
    """The tasks of the year.

    Where owners narrow the list, SQLite shall begin with the owners: left alone it walks the whole cycle, because that
    comes in the right order by itself (measured over 100,000 tasks: 70 ms against 1). A sum has no index.
    """
    cycle = select(Cycle.id).where(Cycle.year == wanted.year).scalar_subquery()
    has_owners = bool(wanted.person or wanted.unit or wanted.group)
    return (Task.cycle_id + 0 if has_owners else Task.cycle_id) == cycle


def _posts_of(person: str) -> Select[Any]:
    named = or_(Person.folded.contains(fold(person), autoescape=True), Person.code == person.upper())
    return select(Post.id).join(Person, Person.id == Post.person_id).where(named)


def _bodies_of(unit: str) -> Select[Any]:
    named = select(BodyName.body_id).where(BodyName.folded == fold(unit))
    return select(Body.id).where(or_(Body.code == unit, Body.id.in_(named)))


def _posts_in(session: Session, group: str) -> Select[Any]:
    names = session.execute(select(AssigneeGroup.id, AssigneeGroup.name))
    meant = [key for key, name in names if fold(name) == fold(group)]
    return select(GroupMember.post_id).where(GroupMember.group_id.in_(meant))


def _spelling(session: Session, year: int | None, theme: str) -> str:
    """A theme as the cycle has it, with or without a capital: databases do not know Vietnamese letters."""
    cycle = select(Cycle.id).where(Cycle.year == year).scalar_subquery()
    for spelling in (theme, theme[:1].upper() + theme[1:], theme.lower()):
        named = select(Task.id).where(Task.cycle_id == cycle, Task.theme == spelling)
        if session.scalar(named.limit(1)) is not None:
            return spelling
    return theme


def _records(session: Session, keys: Sequence[int]) -> tuple[TaskRecord, ...]:
    """The tasks of those keys, in that order."""
    found: dict[int, Task] = {}
    for start in range(0, len(keys), AT_ONCE):
        query = select(Task).where(Task.id.in_(keys[start : start + AT_ONCE]))
        owners = joinedload(Task.post).joinedload(Post.person)
        bodies = joinedload(Task.post).joinedload(Post.body).selectinload(Body.names)
        found |= {task.id: task for task in session.scalars(query.options(owners, bodies))}
    results = newest_of(session, keys)
    return tuple(
        TaskRecord(
            line=line_of(task),
            official=official_of(task.post),
            state=TaskState(task.state),
            results=results.get(task.code, {}),
        )
        for task in (found[key] for key in keys)
    )
