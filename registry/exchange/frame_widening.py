"""The directory widened by what a workbook itself brings: its sheets may name each other's new bodies and people.

Knows which rows bring somebody; gives them keys that no stored record has, for they have none yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from registry.exchange import frame_rows
from registry.exchange.frame_body_plan import new_key
from registry.exchange.frame_directory import Directory, KnownBody, KnownPerson, NamedTask, Unresolved
from registry.exchange.frame_reading import FrameReading
from registry.exchange.rows import TaskRow
from registry.rules.names import Dated


def with_posts(names: Directory, reading: FrameReading, *, on: dt.date) -> Directory:
    """`names` with the people and units of the sheet “Chức vụ”: rows of one name are one person."""
    posts = [row for row in reading.rows.get("posts", ()) if isinstance(row, frame_rows.PostRow)]
    found = _with_units(names, [(row.unit, row.valid_to or row.valid_from or on) for row in posts])
    return _with_people(found, [(row.person, row.unit) for row in posts], on, by_unit=False)


def with_task_rows(names: Directory, tasks: Sequence[TaskRow], *, on: dt.date) -> Directory:
    """`names` with the people, units and tasks of the task lists: a namesake of another unit is somebody else."""
    found = _with_units(names, [(row.unit, on) for row in tasks])
    owners = [(row.unit if row.is_collective else row.official, row.unit) for row in tasks]
    found = _with_people(found, owners, on, by_unit=True)
    return _with_tasks(found, tasks)


def _with_units(names: Directory, units: Sequence[tuple[str, dt.date]]) -> Directory:
    """Units that people belong to: a new one becomes a body by being mentioned, as in the task list."""
    bodies: dict[str, KnownBody] = {}
    for unit, on in units:
        found = names.body(unit, on)
        if isinstance(found, Unresolved) and not found.count:
            key = new_key(unit)
            bodies.setdefault(key, KnownBody(key=key, names=(Dated(name=unit),)))
    return replace(names, bodies=(*names.bodies, *bodies.values()))


def _with_people(names: Directory, pairs: Sequence[tuple[str, str]], on: dt.date, *, by_unit: bool) -> Directory:
    """People of name and unit; with `by_unit` a namesake of another unit is somebody else."""
    people = {person.key: person for person in names.people}
    for name, unit in pairs:
        body = names.body(unit, on)
        body = body if isinstance(body, str) else new_key(unit)
        found = names.person(name, unit) if by_unit else names.person(name)
        key = found if isinstance(found, str) else new_key(name, unit) if by_unit else new_key(name)
        before = people.get(key, KnownPerson(key=key, name=name, bodies=frozenset()))
        people[key] = replace(before, bodies=before.bodies | {body})
    return replace(names, people=tuple(people.values()))


def _with_tasks(names: Directory, tasks: Sequence[TaskRow]) -> Directory:
    """Tasks that the registry does not hold under this owner and title."""
    new = []
    for row in tasks:
        owner = names.person(row.unit if row.is_collective else row.official, row.unit)
        if isinstance(owner, str) and isinstance(names.task(row.task_code, owner, row.title), Unresolved):
            count = 1 + len(row.indicators)
            new.append(NamedTask(key=new_key(owner, row.title), person=owner, title=row.title, indicators=count))
    return replace(names, tasks=(*names.tasks, *new))
