"""The journal: every change, who, when, before, after, why, each entry sealed onto the one before."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from registry.model.base import Base, Digest, Key, Line, Moment, Prose, Word


class JournalEntry(Base):
    """One change of one record; `sequence` counts from 1 without gaps, `hash` covers the entry and `previous`."""

    __tablename__ = "journal"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Moment]
    actor: Mapped[Line]
    action: Mapped[Word]
    entity: Mapped[Word] = mapped_column(index=True)
    entity_key: Mapped[Word]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[Prose]
    previous: Mapped[Digest]
    hash: Mapped[Digest]


class JournalHead(Base):
    """The one row that says where the chain ends; writers lock it, so the chain has one order."""

    __tablename__ = "journal_head"

    id: Mapped[Key]
    sequence: Mapped[int]
    hash: Mapped[Digest]
