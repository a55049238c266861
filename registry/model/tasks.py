"""Tasks with their indicators, everybody who has a part in them, what was said of them, and how they were changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from registry.model.base import Base, Code, Key, Line, Moment, Prose, Word
from registry.model.bodies import Body
from registry.model.cycles import Cycle
from registry.model.people import Post
from registry.vietnamese import exact_words, words


class Task(Base):
    """A task given to an assignee in a post; the wording freezes in `AnnexLine` when its decision is signed.

    `source_text` is what the source says word for word, misprints and all; the title is what we print.
    `continues_id` points to the task of an earlier cycle it carries on, `parent_id` to the term task it is part of,
    `lead_body_id` to the body through which it was delegated.
    """

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_cycle_id", "cycle_id", "id"),  # pages of a cycle, found without the rows before them
        Index("ix_task_cycle_state", "cycle_id", "state"),
        Index("ix_task_cycle_theme", "cycle_id", "theme"),
    )

    id: Mapped[Key]
    code: Mapped[Code]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    horizon: Mapped[Word]
    period: Mapped[Word]
    title: Mapped[Prose]
    words: Mapped[Prose]  # of the title, for searching: without accents, and as they are written
    exact_words: Mapped[Prose]
    natures: Mapped[list[Any]]
    origin: Mapped[Word]
    theme: Mapped[Line]
    basis: Mapped[Prose]
    source_text: Mapped[Prose]
    weight: Mapped[str | None]
    target: Mapped[Prose]
    product: Mapped[Prose]
    deadline: Mapped[dt.date | None]
    deadline_text: Mapped[Line]
    supervisor: Mapped[Line]
    note: Mapped[Prose]
    state: Mapped[Word]
    lead_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    cycle: Mapped[Cycle] = relationship()
    post: Mapped[Post] = relationship()
    lead_body: Mapped[Body | None] = relationship()
    continues: Mapped[Task | None] = relationship(foreign_keys=[continues_id], remote_side="Task.id")
    parent: Mapped[Task | None] = relationship(foreign_keys=[parent_id], remote_side="Task.id")

    @validates("title")
    def _sought(self, _name: str, title: str) -> str:
        """A title is never written without its search words."""
        self.words, self.exact_words = words(title), exact_words(title)
        return title

    indicators: Mapped[list[Indicator]] = relationship(
        back_populates="task", order_by="Indicator.ordinal", cascade="all, delete-orphan"
    )
    participants: Mapped[list[Participant]] = relationship(
        order_by="Participant.id", cascade="all, delete-orphan", back_populates="task"
    )


class Indicator(Base):
    """One measure of a task; ordinal 1 is the main one. None means not known, never zero.

    `compared_value` is what the period named in `compared_with` reached ("nhiệm kỳ trước"), `compared_difference` how
    far this one went beyond it; a source often gives only one of the two.
    """

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("task_id", "ordinal"),)

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    ordinal: Mapped[int]
    text: Mapped[Prose]
    baseline: Mapped[str | None]
    target_value: Mapped[str | None]
    measure_unit: Mapped[Word]
    direction: Mapped[Word]
    denominator: Mapped[str | None]
    compared_value: Mapped[str | None]
    compared_difference: Mapped[str | None]
    compared_with: Mapped[Line]
    task: Mapped[Task] = relationship(back_populates="indicators")
    values: Mapped[list[IndicatorValue]] = relationship(order_by="IndicatorValue.on, IndicatorValue.id")


class IndicatorValue(Base):
    """A value reached on a day, with where it is known from; values are added, never replaced."""

    __tablename__ = "indicator_value"

    id: Mapped[Key]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    on: Mapped[dt.date]
    value: Mapped[Word]
    source: Mapped[Line]
    recorded_at: Mapped[Moment]


class Progress(Base):
    """How far a task had come on a day by a report; `level` is "" when the report gave none."""

    __tablename__ = "progress"

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    on: Mapped[dt.date]
    level: Mapped[Word]
    text: Mapped[Prose]
    source: Mapped[Line]
    recorded_at: Mapped[Moment]


class Participant(Base):
    """Somebody beside the owner: a co-owner with a share in per cent, or an individual attached to a collective."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("task_id", "name", "role"),)

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    role: Mapped[Word]
    name: Mapped[Line]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    share: Mapped[str | None]
    task: Mapped[Task] = relationship(back_populates="participants")


class Opinion(Base):
    """What one track of the review said of a registered task, with its verdict; opinions are added, never edited."""

    __tablename__ = "opinion"

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    track: Mapped[Word]
    verdict: Mapped[Word]
    text: Mapped[Prose]
    said_by: Mapped[Line]
    on: Mapped[dt.date]


class Amendment(Base):
    """A change of an assigned task that waits for its decision, or took effect with it; old values stay in `before`."""

    __tablename__ = "amendment"

    id: Mapped[Key]
    code: Mapped[Code]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    kind: Mapped[Word]
    state: Mapped[Word] = mapped_column(index=True)
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[Prose]
    asked_on: Mapped[dt.date]
    effective_on: Mapped[dt.date | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    task: Mapped[Task] = relationship()
