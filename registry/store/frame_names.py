"""Names of a workbook turned into records, and records into the names a workbook would use.

Knows the directory of one unit of work; asks `registry.exchange.frame_plan` what a name means, so that what was
planned and what is written are the same.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.exchange.frame_directory import Directory, Unresolved
from registry.exchange.frame_plan import body_key, person_key, task_key
from registry.exchange.frame_rows import ProgressRow
from registry.model import Body, Person, Post, Task
from registry.rules.names import name_on
from registry.store.frame_directory import directory
from registry.store.values import names_of


class Keys:
    """Looks names up as they stand on one day; made anew after bodies and people were written."""

    def __init__(self, session: Session, year: int, on: dt.date) -> None:
        self._session, self._year, self._on = session, year, on
        self._names: Directory | None = None

    @property
    def names(self) -> Directory:
        """The directory of this moment."""
        if self._names is None:
            self._names = directory(self._session, self._year)
        return self._names

    def forget(self) -> None:
        """Look again: somebody was added."""
        self._names = None

    def again(self) -> Keys:
        """The same, with the directory of a later moment."""
        return Keys(self._session, self._year, self._on)

    def person(self, name: str, unit: str = "") -> Person:
        """The person a row names."""
        key = person_key(self.names, name, unit)
        return self._session.scalars(select(Person).where(Person.code == key)).one()

    def find_body(self, name: str, on: dt.date | None = None) -> str | Unresolved:
        """The code of the body of that name on a day, else of today."""
        return self.names.body(name, on or self._on)

    def body(self, name: str, on: dt.date | None = None, *, is_before: bool = False) -> Body:
        """The body a row names, by the names of `on` (or of the day before), else of today."""
        key = body_key(self.names, name, "body", self._day(on, is_before))
        return self._session.scalars(select(Body).where(Body.code == key)).one()

    def task(self, row: ProgressRow) -> Task:
        """The task a report names."""
        return self._session.scalars(select(Task).where(Task.code == task_key(self.names, row))).one()

    def body_words(self, body: Body, on: dt.date | None = None, *, is_before: bool = False) -> str:
        """How a workbook names a body: by the name of the day, by its code when another bears that name too."""
        day = self._day(on, is_before)
        name = name_on(names_of(body), day)
        return name if self.names.body(name, day) == body.code else body.code

    def _day(self, on: dt.date | None, is_before: bool) -> dt.date:
        return (on or self._on) - dt.timedelta(days=is_before)

    def person_words(self, person: Person) -> tuple[str, str]:
        """How a workbook names a person: name and unit, by code when a namesake sits in the same unit."""
        post: Post = person.posts[-1]
        unit = self.body_words(post.body)
        if person.code in (self.names.person(person.full_name), self.names.person(person.full_name, unit)):
            return person.full_name, unit
        return person.code, ""
