"""Bodies: an identity that outlives its names, its place in the trees of power, and who took over from whom."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.model.base import Base, Code, Key, Line, Prose, Word


class Body(Base):
    """A body keeps its identity while its names change; `closed_on` is its last day and ends it for good (O4)."""

    __tablename__ = "body"

    id: Mapped[Key]
    code: Mapped[Code]
    system: Mapped[Word]
    level: Mapped[Word]
    opened_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    names: Mapped[list[BodyName]] = relationship(back_populates="body", order_by="BodyName.id")
    parents: Mapped[list[BodyParent]] = relationship(foreign_keys="BodyParent.body_id", order_by="BodyParent.id")


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


class BodyParent(Base):
    """A body under another in one system; a merged body may stand in two trees at once."""

    __tablename__ = "body_parent"

    id: Mapped[Key]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    system: Mapped[Word]
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    parent: Mapped[Body] = relationship(foreign_keys=[parent_id])


class Succession(Base):
    """One body takes over from another on a day, for all or for one function; many to many (O2)."""

    __tablename__ = "succession"

    id: Mapped[Key]
    from_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    kind: Mapped[Word]
    function: Mapped[Line]  # "" for everything: "địa giới", "công tác Đảng", "giáo dục"
    on: Mapped[dt.date]
    basis: Mapped[Prose]
    predecessor: Mapped[Body] = relationship(foreign_keys=[from_id])
    successor: Mapped[Body] = relationship(foreign_keys=[to_id])
