"""Cycles of assigning: their calendar, bases, groups of assignees, areas of supervision and duties of bodies."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.model.base import Base, Code, Key, Line, Prose, Word
from registry.model.bodies import Body
from registry.model.people import Person, Post
from registry.model.records import Instrument


class Cycle(Base):
    """One round of assigning: its year, and the term whose tasks were given with it ("" when none)."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("year"),)

    id: Mapped[Key]
    code: Mapped[Code]
    year: Mapped[int]
    term: Mapped[Word]
    task_word: Mapped[Line]
    is_pilot: Mapped[bool]
    motto: Mapped[Prose]
    closed_on: Mapped[dt.date | None]
    groups: Mapped[list[AssigneeGroup]] = relationship(order_by="AssigneeGroup.ordinal")
    events: Mapped[list[CycleEvent]] = relationship(order_by="CycleEvent.ordinal")
    bases: Mapped[list[CycleBasis]] = relationship(order_by="CycleBasis.ordinal")


class AssigneeGroup(Base):
    """A group of assignees in a cycle.

    While a list was not received its count is unknown whatever rows exist (I10): `has_people_list` for the people,
    `has_task_list` for their tasks. `is_declared` tells groups the office named from those only rows mention.
    """

    __tablename__ = "assignee_group"
    __table_args__ = (UniqueConstraint("cycle_id", "name"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    ordinal: Mapped[int]
    name: Mapped[Line]
    is_declared: Mapped[bool]
    has_people_list: Mapped[bool]
    has_task_list: Mapped[bool]
    note: Mapped[Prose]
    members: Mapped[list[GroupMember]] = relationship(back_populates="group", order_by="GroupMember.id")


class GroupMember(Base):
    """An assignee, in the post held then, in a group of a cycle."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "post_id"),)

    id: Mapped[Key]
    group_id: Mapped[int] = mapped_column(ForeignKey("assignee_group.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    group: Mapped[AssigneeGroup] = relationship(back_populates="members")
    post: Mapped[Post] = relationship()


class CycleEvent(Base):
    """A date of the cycle's calendar, as written and as resolved; `is_year_inferred` when the source gave no year."""

    __tablename__ = "cycle_event"
    __table_args__ = (UniqueConstraint("cycle_id", "ordinal"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    ordinal: Mapped[int]
    kind: Mapped[Word]
    title: Mapped[Prose]
    day: Mapped[dt.date | None]
    day_text: Mapped[Line]
    is_year_inferred: Mapped[bool]


class CycleBasis(Base):
    """A legal basis of the cycle as it will be printed, and the instrument it names when that is known."""

    __tablename__ = "cycle_basis"
    __table_args__ = (UniqueConstraint("cycle_id", "ordinal"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    ordinal: Mapped[int]
    text: Mapped[Prose]
    instrument_id: Mapped[int | None] = mapped_column(ForeignKey("instrument.id"))
    instrument: Mapped[Instrument | None] = relationship()


class Supervision(Base):
    """A person watches over an area in a cycle: a theme, a group, or a body, named by `area`."""

    __tablename__ = "supervision"
    __table_args__ = (UniqueConstraint("cycle_id", "person_id", "area"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    area: Mapped[Line]
    person: Mapped[Person] = relationship()


class BodyDuty(Base):
    """Something asked of a body in a cycle, for instance a steering board; `is_done` is None while nobody knows."""

    __tablename__ = "body_duty"
    __table_args__ = (UniqueConstraint("cycle_id", "body_id", "title"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    title: Mapped[Line]
    is_done: Mapped[bool | None]
    evidence: Mapped[Line]
    body: Mapped[Body] = relationship()


class Recommendation(Base):
    """What a meeting recommended for the next cycle, and what became of it ("" while open)."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("cycle_id", "ordinal"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    ordinal: Mapped[int]
    text: Mapped[Prose]
    followed_up: Mapped[Prose]


class RoutineTarget(Base):
    """A routine target handed to everybody (chỉ tiêu KT-XH), which breakthrough tasks must not copy (check P2)."""

    __tablename__ = "routine_target"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    text: Mapped[Prose]
    unit: Mapped[Line]
