"""Who is who: the bodies, people and tasks a workbook may name, and how a name is found among them.

Knows names and their days; does not know sheets. A name that nobody bears, or that several bear, is never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from registry.exchange.cells import folded
from registry.rules.names import Dated
from registry.vietnamese import strip_honorific


@dataclass(frozen=True, kw_only=True)
class KnownBody:
    """A body with all its names; `key` is its code, or stands for one that the workbook brings."""

    key: str
    names: tuple[Dated, ...]
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None

    def bears(self, name: str, day: dt.date) -> bool:
        """True when the body bore the folded name on `day` and existed then."""
        is_open = self.closed_on is None or day <= self.closed_on
        return is_open and any(folded(each.name) == name and each.holds_on(day) for each in self.names)


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """A person, or a collective, with the keys of the bodies they have a post at."""

    key: str
    name: str
    bodies: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class NamedTask:
    """A task as a workbook can name it; `person` is the key of its owner, `indicators` how many it has."""

    key: str
    person: str
    title: str
    indicators: int = 1


@dataclass(frozen=True, kw_only=True)
class Unresolved:
    """A name that could not be told: nobody bears it (`near` are similar ones), or `count` do."""

    count: int = 0
    near: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Directory:
    """Everything that can be named."""

    bodies: tuple[KnownBody, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    tasks: tuple[NamedTask, ...] = ()

    def body(self, text: str, day: dt.date) -> str | Unresolved:
        """The key of the body of that code or name; of several the one that bore it on `day`."""
        if text.casefold() in self._body_keys:
            return self._body_keys[text.casefold()]
        found = self._by_name.get(folded(text), [])
        if len(found) > 1:
            found = [body for body in found if body.bears(folded(text), day)] or found
        names = (each.name for body in self.bodies for each in body.names)
        return _the_one([body.key for body in found], text, names)

    def person(self, text: str, unit: str = "") -> str | Unresolved:
        """The key of the person of that code or name, at that unit when one is given."""
        name = folded(strip_honorific(text))
        found = self._people_by_name.get(name, [])
        if unit:
            bodies = {body.key for body in self._by_name.get(folded(unit), [])} | {unit}
            found = [person for person in found if person.bodies & bodies]
        if not found and text.casefold() in self._person_keys:
            return self._person_keys[text.casefold()]
        return _the_one([person.key for person in found], text, (person.name for person in self.people))

    def task(self, code: str, person: str, title: str) -> str | Unresolved:
        """The key of the task of that code, else of that person (a key) and title."""
        if code:
            return code if code in self._task_keys else Unresolved()
        theirs = self._tasks_of.get(person, [])
        found = [task.key for task in theirs if title_key(task.title) == title_key(title)]
        return _the_one(found, title, (task.title for task in theirs))

    @cached_property
    def _by_name(self) -> dict[str, list[KnownBody]]:
        found: dict[str, list[KnownBody]] = defaultdict(list)
        for body in self.bodies:
            for name in {folded(each.name) for each in body.names}:
                found[name].append(body)
        return found

    @cached_property
    def _body_keys(self) -> dict[str, str]:
        return {body.key.casefold(): body.key for body in self.bodies}

    @cached_property
    def _people_by_name(self) -> dict[str, list[KnownPerson]]:
        found: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in self.people:
            found[folded(person.name)].append(person)
        return found

    def indicators(self, task: str) -> int:
        """How many indicators the task of that key has."""
        return self._task_keys[task].indicators

    @cached_property
    def _task_keys(self) -> dict[str, NamedTask]:
        return {task.key: task for task in self.tasks}

    @cached_property
    def _tasks_of(self) -> dict[str, list[NamedTask]]:
        found: dict[str, list[NamedTask]] = defaultdict(list)
        for task in self.tasks:
            found[task.person].append(task)
        return found

    @cached_property
    def _person_keys(self) -> dict[str, str]:
        return {person.key.casefold(): person.key for person in self.people}


def title_key(title: str) -> str:
    """What is compared of a title, as in the task list."""
    return folded(title).rstrip(" .;,")


def _the_one(found: Sequence[str], text: str, names: Iterable[str]) -> str | Unresolved:
    """The only one found; else how many, or which names come near."""
    if len(found) == 1:
        return found[0]
    if found:
        return Unresolved(count=len(found))
    by_key = {folded(name): name for name in names}
    near = get_close_matches(folded(text), list(by_key), n=2, cutoff=0.75)
    return Unresolved(near=tuple(by_key[name] for name in near))
