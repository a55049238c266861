"""Those who are given tasks: persons in dated posts, and collectives that act as one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.model.base import Base, Code, Key, Line, Moment, Word
from registry.model.bodies import Body


class Person(Base):
    """An assignee: a person, or a collective (`kind`); `address` is how papers call them: đồng chí, ông, bà.

    A collective lies in the same table because decisions, ballots and grades treat both alike; counts of people
    leave collectives out. `sort_name` is written "tên họ đệm" when the last word is not the given name, else "".
    """

    __tablename__ = "person"

    id: Mapped[Key]
    code: Mapped[Code]
    kind: Mapped[Word]
    full_name: Mapped[Line]
    folded: Mapped[Line] = mapped_column(index=True)
    sort_name: Mapped[Line]
    sort_key: Mapped[Line] = mapped_column(index=True)
    address: Mapped[Word]
    rank: Mapped[Word]
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


class PastGrade(Base):
    """The grade a person had in a year that was not evaluated here, with the paper it is known from."""

    __tablename__ = "past_grade"
    __table_args__ = (UniqueConstraint("person_id", "year"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    year: Mapped[int]
    grade: Mapped[Word]
    source: Mapped[Line]
    recorded_at: Mapped[Moment]
    person: Mapped[Person] = relationship()
