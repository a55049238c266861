"""The directory widened by what a workbook itself brings: its sheets may name each other's new bodies and people.

Knows which rows bring somebody; gives them keys that no stored record has, for they have none yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from registry.exchange import frame_rows
from registry.exchange.frame_directory import Directory, KnownBody, KnownPerson, NamedTask, Unresolved
from registry.exchange.frame_reading import FrameReading
from registry.exchange.rows import TaskRow
from registry.rules.names import Dated
from registry.vietnamese import fold


def new_key(*names: str) -> str:
    """A key that is no code, for what the registry does not hold yet."""
    return "+" + "|".join(fold(name) for name in names)


def widened(names: Directory, reading: FrameReading, tasks: Sequence[TaskRow], *, on: dt.date) -> Directory:
    """`names` with the bodies, people and tasks of a workbook that are not known yet."""
    found = _with_bodies(names, reading)
    posts = [row for row in reading.rows.get("posts", ()) if isinstance(row, frame_rows.PostRow)]
    units = [row.unit for row in posts] + [row.unit for row in tasks]
    found = _with_units(found, units, on)
    found = _with_people(found, [(row.person, row.unit) for row in posts], on, by_unit=False)
    owners = [(row.unit if row.is_collective else row.official, row.unit) for row in tasks]
    found = _with_people(found, owners, on, by_unit=True)
    return _with_tasks(found, tasks)


def _with_bodies(names: Directory, reading: FrameReading) -> Directory:
    """The bodies of the sheet “Cơ quan”: rows of one code are one body, a known one gains the names it lacks."""
    bodies = {body.key: body for body in names.bodies}
    for row in reading.rows.get("bodies", ()):
        if not isinstance(row, frame_rows.BodyRow):
            continue
        key = _key_of(names, row)
        before = bodies.get(key, KnownBody(key=key, names=()))
        name = Dated(name=row.name, valid_from=row.valid_from, valid_to=row.valid_to)
        is_known = any(fold(each.name) == fold(name.name) for each in before.names)
        found = before.names if is_known else (*before.names, name)
        bodies[key] = replace(before, names=found, closed_on=row.closed_on or before.closed_on)
    return replace(names, bodies=tuple(bodies.values()))


def _key_of(names: Directory, row: frame_rows.BodyRow) -> str:
    """The key of the body a row of “Cơ quan” tells of."""
    if row.code:
        known = next((body.key for body in names.bodies if body.key.casefold() == row.code.casefold()), None)
        return known or row.code
    found = names.body(row.name, row.valid_from or dt.date.max)
    return found if isinstance(found, str) else new_key(row.name)


def _with_units(names: Directory, units: Sequence[str], on: dt.date) -> Directory:
    """Units that people belong to: a new one becomes a body by being mentioned, as in the task list."""
    bodies: dict[str, KnownBody] = {}
    for unit in units:
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
