"""Bodies with dated names, people in dated posts, and the cycles in which tasks are assigned."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.model.base import Base, Code, Key, Line, Word


class Body(Base):
    """A body keeps its identity while its names change; `closed_on` ends it for good."""

    __tablename__ = "body"

    id: Mapped[Key]
    code: Mapped[Code]
    system: Mapped[Word]
    opened_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    names: Mapped[list[BodyName]] = relationship(back_populates="body", order_by="BodyName.id")


class BodyName(Base):
    """A name of a body, valid from a day (None: always) to a day inclusive (None: still)."""

    __tablename__ = "body_name"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[Line]
    folded: Mapped[Line] = mapped_column(index=True)
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    body: Mapped[Body] = relationship(back_populates="names")


class Person(Base):
    """A person; `address` is how papers call them: đồng chí, ông, bà."""

    __tablename__ = "person"

    id: Mapped[Key]
    code: Mapped[Code]
    full_name: Mapped[Line]
    folded: Mapped[Line] = mapped_column(index=True)
    sort_key: Mapped[Line] = mapped_column(index=True)
    address: Mapped[Word]
    birth_date: Mapped[dt.date | None]
    posts: Mapped[list[Post]] = relationship(back_populates="person", order_by="Post.id")


class Post(Base):
    """A person in a post at a body, valid from a day (None: always) to a day inclusive (None: still)."""

    __tablename__ = "post"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    title: Mapped[Line]
    party_title: Mapped[Line]
    group: Mapped[Line]
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    person: Mapped[Person] = relationship(back_populates="posts")
    body: Mapped[Body] = relationship()


class Cycle(Base):
    """One round of assigning: its year, and the term whose tasks were given with it ("" when none)."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("year"),)

    id: Mapped[Key]
    code: Mapped[Code]
    year: Mapped[int]
    term: Mapped[Word]
    task_word: Mapped[Line]
    closed_on: Mapped[dt.date | None]
