"""Lists of tasks by page: who was given what, narrowed by person, unit, group, theme, state and words of the title.

Knows how to narrow and order in the database, so that a page costs the same whatever the register holds; does not know
what a page is for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.labels import TaskState
from registry.model import AssigneeGroup, Body, BodyName, Cycle, GroupMember, Person, Post, Task
from registry.store.tasks import AT_ONCE, newest_of
from registry.store.values import TaskRecord, line_of, official_of
from registry.store.word_search import (
    TITLES,
    Sought,
    Titles,
    exactly,
    is_postgresql,
    loosely,
    otherwise,
    sought,
    titles_in,
)
from registry.vietnamese import fold

_HEAD, _LONGEST_HEAD = 2_000, 65_000  # tasks that are looked at before any index
_FEW_POSTS = 1_000  # owners whose tasks are looked up one by one


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


@dataclass(frozen=True, kw_only=True)
class _Rows:
    """Tasks that are looked through: all, or the first ones under another name."""

    query: Select[Any]  # of their keys
    task: Any  # Task, or columns that narrow and order, under its names
    titles: Titles

    @property
    def is_everything(self) -> bool:
        """Whether no task is left out."""
        return self.task is Task


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A filter with its owners looked up: `posts` are theirs when they are few, else `posts_query` tells them."""

    wanted: TaskFilter
    theme: str
    posts: tuple[int, ...] | None
    posts_query: Select[Any] | None


def _keys(session: Session, wanted: TaskFilter, page: Page) -> list[int]:
    """Keys of the page and one more, when there is one."""
    limit = page.size + 1 if page.size is not None else None
    asked, words = _looked_up(session, wanted), sought(wanted.words)
    if words.is_empty:
        return _cut(session, asked, partial(_in_order, session, asked), page.offset, limit)
    everything = _narrowed(_all(), asked).query
    if page.number == 1:  # a code has no second page
        coded = session.scalar(everything.where(Task.code == wanted.words.strip().upper()))
        if coded is not None:
            return [coded]
    first, before = _exact(session, asked, everything, words, page.offset, limit)
    if limit is not None and len(first) == limit:
        return first
    by_words = otherwise if before else loosely  # without any exact hit none has to be left out
    skipped = 0 if first else max(0, page.offset - before)
    left = limit - len(first) if limit is not None else None
    return first + _cut(session, asked, lambda rows: by_words(session, rows.query, words, rows.titles), skipped, left)


def _exact(
    session: Session, asked: _Asked, everything: Select[Any], words: Sought, offset: int, limit: int | None
) -> tuple[list[int], int]:
    """The keys from `offset` on whose titles hold the words with their accents, and how many such stand before others.

    What is not among the first tasks is rare and read whole, once, when a later page is asked for.
    """

    def ordered(rows: _Rows) -> Select[Any]:
        return exactly(session, rows.query, words, rows.titles)

    if not offset:
        first = _cut(session, asked, ordered, offset, limit)
        return first, len(first)
    if not is_postgresql(session) or session.scalar(_of_first(session, asked, ordered, _HEAD).limit(1)) is not None:
        first = _cut(session, asked, ordered, offset, limit)
        if first:
            return first, len(first)
    keys = session.scalars(exactly(session, everything, words)).all()  # a count would try every task on SQLite
    return list(keys[offset:][:limit]), len(keys)


def _cut(
    session: Session, asked: _Asked, ordered: Callable[[_Rows], Select[Any]], offset: int, limit: int | None
) -> list[int]:
    """The keys from `offset` on, at most `limit`.

    What is frequent fills its page from the first tasks; only what is rare is looked up in an index over all of them.
    """
    if limit is not None and _may_be_frequent(session, asked):
        end = offset + limit
        found = _of_first(session, asked, ordered, _HEAD).limit(end)
        keys = list(session.scalars(found))
        if len(keys) == end:
            return keys[offset:]
        needed = _HEAD * end * 5 // (4 * len(keys)) if keys else _LONGEST_HEAD
        if needed < _LONGEST_HEAD:
            found = _of_first(session, asked, ordered, needed).offset(offset).limit(limit)
            keys = list(session.scalars(found))
            if len(keys) == limit:
                return keys
    everything = ordered(_narrowed(_all(), asked))
    return list(session.scalars(everything.offset(offset).limit(limit)))


def _of_first(session: Session, asked: _Asked, ordered: Callable[[_Rows], Select[Any]], size: int) -> Select[Any]:
    return ordered(_narrowed(_first(session, asked.wanted, size), asked))


def _may_be_frequent(session: Session, asked: _Asked) -> bool:
    """Whether a look at the first tasks may do; SQLite goes through words in the order of their tasks by itself."""
    if asked.posts is not None:
        return False
    has_words, has_owners = bool(asked.wanted.words), asked.posts_query is not None
    return has_words or has_owners if is_postgresql(session) else has_owners and not has_words


def _all() -> _Rows:
    return _Rows(query=select(Task.id), task=Task, titles=TITLES)


def _first(session: Session, wanted: TaskFilter, size: int) -> _Rows:
    """The first `size` tasks of the year."""
    has_words = is_postgresql(session)
    query = select(Task.id, Task.state, Task.theme, Task.post_id, *(TITLES.vectors if has_words else ()))
    if wanted.year is not None:
        query = query.where(Task.cycle_id == _cycle(wanted.year))
    rows = query.order_by(Task.id).limit(size).subquery()
    return _Rows(query=select(rows.c.id), task=rows.c, titles=titles_in(rows, rows.c.id) if has_words else TITLES)


def _in_order(session: Session, asked: _Asked, rows: _Rows) -> Select[Any]:
    """In the order of their keys; PostgreSQL begins with the few owners only when it is left no key to walk by."""
    begins_with_owners = asked.posts is not None and is_postgresql(session)
    return rows.query.order_by(rows.task.id + 0 if begins_with_owners else rows.task.id)


def _looked_up(session: Session, wanted: TaskFilter) -> _Asked:
    query = _posts(session, wanted)
    found = tuple(session.scalars(query.limit(_FEW_POSTS + 1))) if query is not None else ()
    return _Asked(
        wanted=wanted,
        theme=_spelling(session, wanted.year, wanted.theme) if wanted.theme else "",
        posts=found if query is not None and len(found) <= _FEW_POSTS else None,
        posts_query=query,
    )


def _narrowed(rows: _Rows, asked: _Asked) -> _Rows:
    query, task, wanted = rows.query, rows.task, asked.wanted
    if wanted.year is not None and rows.is_everything:
        query = query.where(_in_cycle(asked))
    if wanted.state:
        query = query.where(task.state == wanted.state)
    if asked.theme:
        query = query.where(task.theme == asked.theme)
    if asked.posts is not None:
        query = query.where(task.post_id.in_(asked.posts))
    elif asked.posts_query is not None:
        owners = asked.posts_query
        is_owned = task.post_id.in_(owners) if rows.is_everything else owners.where(Post.id == task.post_id).exists()
        query = query.where(is_owned)
    return replace(rows, query=query)


def _in_cycle(asked: _Asked) -> ColumnElement[bool]:
    """The tasks of the year.

    Where owners narrow the list, SQLite shall begin with the owners: left alone it walks the whole cycle, because that
    comes in the right order by itself (measured over 100,000 tasks: 70 ms against 1). A sum has no index.
    """
    has_owners = asked.posts_query is not None
    return (Task.cycle_id + 0 if has_owners else Task.cycle_id) == _cycle(asked.wanted.year)


def _cycle(year: int | None) -> ScalarSelect[int]:
    return select(Cycle.id).where(Cycle.year == year).scalar_subquery()


def _posts(session: Session, wanted: TaskFilter) -> Select[Any] | None:
    """The posts of the owners asked for; None when everybody is."""
    query = select(Post.id)
    if wanted.person:
        folded, code = fold(wanted.person), wanted.person.upper()
        named = or_(Person.folded.contains(folded, autoescape=True), Person.code == code)
        query = query.join(Person, Person.id == Post.person_id).where(named)
    if wanted.unit:
        query = query.where(Post.body_id.in_(_bodies_of(wanted.unit)))
    if wanted.group:
        query = query.where(Post.id.in_(_posts_in(session, wanted.group)))
    return query if wanted.person or wanted.unit or wanted.group else None


def _bodies_of(unit: str) -> Select[Any]:
    named = select(BodyName.body_id).where(BodyName.folded == fold(unit))
    return select(Body.id).where(or_(Body.code == unit, Body.id.in_(named)))


def _posts_in(session: Session, group: str) -> Select[Any]:
    names = session.execute(select(AssigneeGroup.id, AssigneeGroup.name))
    meant = [key for key, name in names if fold(name) == fold(group)]
    return select(GroupMember.post_id).where(GroupMember.group_id.in_(meant))


def _spelling(session: Session, year: int | None, theme: str) -> str:
    """A theme as the cycle has it, with or without a capital: databases do not know Vietnamese letters."""
    for spelling in (theme, theme[:1].upper() + theme[1:], theme.lower()):
        named = select(Task.id).where(Task.cycle_id == _cycle(year), Task.theme == spelling)
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
