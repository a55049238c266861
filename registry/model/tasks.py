"""Tasks with their indicator, product and deadline."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.model.base import Base, Code, Key, Line, Prose, Word
from registry.model.people import Cycle, Post


class Task(Base):
    """A task given to a person in a post; the wording freezes in `AnnexLine` when its decision is signed."""

    __tablename__ = "task"

    id: Mapped[Key]
    code: Mapped[Code]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    horizon: Mapped[Word]
    period: Mapped[Word]
    title: Mapped[Prose]
    natures: Mapped[list[Any]]
    origin: Mapped[Word]
    target: Mapped[Prose]
    baseline: Mapped[str | None]
    target_value: Mapped[str | None]
    measure_unit: Mapped[Word]
    direction: Mapped[Word]
    product: Mapped[Prose]
    deadline: Mapped[dt.date | None]
    deadline_text: Mapped[Line]
    supervisor: Mapped[Line]
    note: Mapped[Prose]
    state: Mapped[Word] = mapped_column(index=True)
    post: Mapped[Post] = relationship()
    cycle: Mapped[Cycle] = relationship()
