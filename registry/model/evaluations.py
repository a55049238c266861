"""Values of an evaluation: five voices kept apart, meetings with ballots as counts, and what forms say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.model.base import Base, Key, Line, Moment, Prose, Word
from registry.model.people import Person
from registry.model.tasks import Task


class TaskResult(Base):
    """What one voice says of one task; a correction is a new row, the newest `revision` speaks."""

    __tablename__ = "task_result"
    __table_args__ = (UniqueConstraint("task_id", "voice", "revision"),)

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    voice: Mapped[Word]
    revision: Mapped[int]
    level: Mapped[Word]
    achieved: Mapped[Prose]
    percent: Mapped[str | None]
    evidence: Mapped[Prose]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    source: Mapped[Line]  # where in the paper: "hàng 2 của bảng", "trang 1"
    source_sha256: Mapped[Line]
    recorded_at: Mapped[Moment]
    task: Mapped[Task] = relationship()


class PersonGrade(Base):
    """The grade one voice gives one person in a cycle; a correction is a new row, the newest speaks."""

    __tablename__ = "person_grade"
    __table_args__ = (UniqueConstraint("cycle_id", "person_id", "voice", "revision"),)

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    voice: Mapped[Word]
    revision: Mapped[int]
    grade: Mapped[Word]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    source_sha256: Mapped[Line]
    recorded_at: Mapped[Moment]


class FormText(Base):
    """The prose of a returned self-assessment form."""

    __tablename__ = "form_text"
    __table_args__ = (UniqueConstraint("document_id", "revision"),)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    revision: Mapped[int]
    advantages: Mapped[Prose]
    shortcomings: Mapped[Prose]
    proposals: Mapped[Prose]
    source_sha256: Mapped[Line]


class Meeting(Base):
    """An evaluation meeting as the clerk recorded it; `facts` holds times, people and counts."""

    __tablename__ = "meeting"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    facts: Mapped[dict[str, Any]]
    recorded_at: Mapped[Moment]
    ballots: Mapped[list[Ballot]] = relationship(order_by="Ballot.id", cascade="all, delete-orphan")
    proposals: Mapped[list[Proposal]] = relationship(order_by="Proposal.id", cascade="all, delete-orphan")


class Ballot(Base):
    """Votes for one person: counts only, nobody's vote can be traced (invariant I11)."""

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    votes: Mapped[dict[str, Any]]
    proposed: Mapped[Word]
    person: Mapped[Person] = relationship()


class Proposal(Base):
    """The level the meeting gives one task; it becomes the collective value when the signed minutes are filed."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("meeting_id", "task_id"),)

    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    level: Mapped[Word]
    evidence: Mapped[Prose]
    task: Mapped[Task] = relationship()
