"""Names of a workbook turned into records, and records into the names a workbook would use.

Knows the directory of one unit of work; asks `registry.exchange.frame_plan` what a name means, so that what was
planned and what is written are the same.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.exchange.frame_directory import Directory
from registry.exchange.frame_plan import body_key, person_key, task_key
from registry.exchange.frame_rows import ProgressRow
from registry.model import Body, Person, Post, Task
from registry.rules.names import name_on
from registry.store.frame_directory import directory, names_of
from registry.vietnamese import fold


class Keys:
    """Looks names up as they stand on one day; made anew after bodies and people were written."""

    def __init__(self, session: Session, year: int, on: dt.date) -> None:
        self._session, self._year, self._on = session, year, on

    @cached_property
    def names(self) -> Directory:
        """The directory of this moment."""
        return directory(self._session, self._year)

    def person(self, name: str, unit: str = "") -> Person:
        """The person a row names."""
        key = person_key(self.names, name, unit)
        return self._session.scalars(select(Person).where(Person.code == key)).one()

    def body(self, name: str, on: dt.date | None = None) -> Body:
        """The body a row names, by the names of `on`, else of today."""
        key = body_key(self.names, name, "body", on or self._on)
        return self._session.scalars(select(Body).where(Body.code == key)).one()

    def task(self, row: ProgressRow) -> Task:
        """The task a report names."""
        return self._session.scalars(select(Task).where(Task.code == task_key(self.names, row))).one()

    def body_words(self, body: Body, on: dt.date | None = None) -> str:
        """How a workbook names a body: by the name of the day, by its code when another bears that name too."""
        name = name_on(names_of(body), on or self._on)
        return name if self.names.body(name, on or self._on) == body.code else body.code

    def person_words(self, person: Person) -> tuple[str, str]:
        """How a workbook names a person: name and unit, by code when a namesake sits in the same unit."""
        post: Post = person.posts[-1]
        unit = self.body_words(post.body)
        is_alone = sum(fold(each.name) == fold(person.full_name) for each in self.names.people) == 1
        if is_alone or self.names.person(person.full_name, unit) == person.code:
            return person.full_name, unit
        return person.code, ""
