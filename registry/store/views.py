"""Frozen views of bodies, people, cycles and instruments, as workflows hand them to the doors.

Knows what is shown of each and how it reads as a JSON row; holds no session.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from registry.labels import BodyLevel, BodySystem, EventKind, Grade, SuccessionKind
from registry.rules.names import Dated


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _period(period: Dated) -> dict[str, object]:
    return {"name": period.name, "from": _day(period.valid_from), "to": _day(period.valid_to)}


@dataclass(frozen=True, kw_only=True)
class SuccessionView:
    """One step of succession: the other body, how, for which function ("" for all), when, by what."""

    code: str
    name: str  # as it was called then
    kind: SuccessionKind
    function: str
    on: dt.date
    basis: str

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        row = {"code": self.code, "name": self.name, "kind": self.kind.value, "function": self.function}
        return {**row, "on": _day(self.on), "basis": self.basis}


@dataclass(frozen=True, kw_only=True)
class BodyView:
    """A body on a day: `name` and `parents` are those of the day, everything else is its whole life."""

    code: str
    name: str
    names: tuple[Dated, ...]
    system: BodySystem | None
    level: BodyLevel | None
    parents: tuple[str, ...]
    predecessors: tuple[SuccessionView, ...] = ()
    successors: tuple[SuccessionView, ...] = ()
    opened_on: dt.date | None
    closed_on: dt.date | None
    is_closed: bool  # on the day of the view: its series are read-only

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen bodies`."""
        return {
            "code": self.code,
            "name": self.name,
            "system": self.system.value if self.system else None,
            "level": self.level.value if self.level else None,
            "parents": list(self.parents),
            "names": [_period(name) for name in self.names],
            "predecessors": [each.as_row() for each in self.predecessors],
            "successors": [each.as_row() for each in self.successors],
            "opened_on": _day(self.opened_on),
            "closed_on": _day(self.closed_on),
            "closed": self.is_closed,
        }


@dataclass(frozen=True, kw_only=True)
class PostView:
    """A post of a person, by the names of the day; `is_held` on that day."""

    title: str
    body: str  # code
    unit: str
    period: Dated
    is_held: bool

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        row = {"post": self.title, "body": self.body, "unit": self.unit}
        return {**row, "from": _day(self.period.valid_from), "to": _day(self.period.valid_to), "held": self.is_held}


@dataclass(frozen=True, kw_only=True)
class PersonView:
    """A person with all posts, past and present, and the grades of earlier years."""

    code: str
    name: str
    address: str
    rank: str
    posts: tuple[PostView, ...]
    grades: tuple[tuple[int, Grade], ...] = ()
    is_collective: bool = False

    @property
    def held(self) -> tuple[PostView, ...]:
        """The posts held on the day of the view."""
        return tuple(post for post in self.posts if post.is_held)

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen people`."""
        return {
            "person": self.code,
            "name": self.name,
            "address": self.address,
            "rank": self.rank,
            "collective": self.is_collective,
            "posts": [post.as_row() for post in self.posts],
            "grades": [{"year": year, "grade": grade.value} for year, grade in self.grades],
        }


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """A group of a cycle; a count whose list was not received is None, whatever rows exist."""

    name: str
    people: int | None
    tasks: int | None
    is_declared: bool
    note: str

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        row = {"group": self.name, "people": self.people, "tasks": self.tasks}
        return {**row, "declared": self.is_declared, "note": self.note}


@dataclass(frozen=True, kw_only=True)
class EventView:
    """A date of a calendar as written and as understood."""

    kind: EventKind
    title: str
    day: dt.date | None
    day_text: str
    is_year_inferred: bool

    def as_row(self) -> dict[str, object]:
        """The JSON row."""
        row = {"kind": self.kind.value, "title": self.title, "day": _day(self.day), "text": self.day_text}
        return {**row, "year_inferred": self.is_year_inferred}


@dataclass(frozen=True, kw_only=True)
class CycleView:
    """A cycle with everything that belongs to it as a whole."""

    year: int
    term: str
    is_pilot: bool
    motto: str
    closed_on: dt.date | None
    groups: tuple[GroupView, ...] = ()
    events: tuple[EventView, ...] = ()
    bases: tuple[str, ...] = ()
    supervisions: tuple[tuple[str, str], ...] = ()  # who, over what
    duties: tuple[tuple[str, str, bool | None], ...] = ()  # which body, what, whether done
    recommendations: tuple[tuple[str, str], ...] = ()  # what, what became of it

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen cycles`."""
        return {
            "year": self.year,
            "term": self.term,
            "pilot": self.is_pilot,
            "motto": self.motto,
            "closed_on": _day(self.closed_on),
            "groups": [group.as_row() for group in self.groups],
            "events": [event.as_row() for event in self.events],
            "bases": list(self.bases),
            "supervisions": [{"person": who, "area": area} for who, area in self.supervisions],
            "duties": [{"body": body, "title": title, "done": done} for body, title, done in self.duties],
            "recommendations": [{"text": text, "followed_up": became} for text, became in self.recommendations],
        }
