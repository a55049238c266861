"""Hồ sơ: what papers belong together, how long they are kept, who holds them back, and what the council decided.

What a dossier is called and where it lies on the shelf is written once, when it is opened: a later name of the office
or mã phông changes none of it (luu-tru.md, requirement 8). A destroyed dossier keeps every row here.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.model.base import Base, Code, Key, Line, Moment, Prose, Word
from registry.model.cycles import Cycle
from registry.model.documents import Document
from registry.model.people import Person
from registry.model.records import ReceivedFile


class Dossier(Base):
    """A hồ sơ; `code` is its mã hồ sơ: mã định danh cơ quan, year it was formed, number (TT 05/2025 `fileCode`).

    `documents` and `pages` are the counts fixed when it was closed, None while it is open.
    """

    __tablename__ = "dossier"
    __table_args__ = (UniqueConstraint("object_id"),)

    id: Mapped[Key]
    code: Mapped[Code]
    object_id: Mapped[Line]
    agency: Mapped[Word]  # mã định danh cơ quan, "" for a code a clerk wrote
    fonds: Mapped[Word]
    body: Mapped[Line]  # the office by its name of that day
    regime: Mapped[Word]
    formed_in: Mapped[int]
    number: Mapped[int | None]  # None for a code a clerk wrote
    kind: Mapped[Word]
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    title: Mapped[Prose]
    state: Mapped[Word] = mapped_column(index=True)
    access: Mapped[Word]  # TT 05/2025 `mode`: 01 open, 02 on conditions
    retention_years: Mapped[int | None]  # None: for ever
    retention_start: Mapped[Word]
    retention_rule: Mapped[Word]
    retention_basis: Mapped[Prose]
    opened_at: Mapped[Moment]
    ended_on: Mapped[dt.date | None]  # the day the work ended, said when it is closed
    closed_at: Mapped[str | None]
    closed_by: Mapped[Line]
    documents: Mapped[int | None]
    pages: Mapped[int | None]
    due_on: Mapped[dt.date | None]  # None while open, and for ever
    handed_over_on: Mapped[dt.date | None]
    handed_over_to: Mapped[Line]
    reason: Mapped[Prose]  # of the last closing or re-opening
    cycle: Mapped[Cycle | None] = relationship()
    person: Mapped[Person | None] = relationship()
    items: Mapped[list[DossierItem]] = relationship(back_populates="dossier", order_by="DossierItem.ordinal")
    holds: Mapped[list[DossierHold]] = relationship(back_populates="dossier", order_by="DossierHold.id")


class DossierItem(Base):
    """A paper in a dossier: one of ours, or a received file that is kept for itself; as its list of contents says it.

    `pages` is what a person or the counting of a form said; None leaves it to the paper.
    """

    __tablename__ = "dossier_item"
    __table_args__ = (UniqueConstraint("dossier_id", "ordinal"),)

    id: Mapped[Key]
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    ordinal: Mapped[int]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("received_file.id"), index=True)
    type_name: Mapped[Line]
    number_text: Mapped[Word]
    dated: Mapped[dt.date | None]
    subject: Mapped[Prose]
    author: Mapped[Line]
    pages: Mapped[int | None]
    note: Mapped[Prose]
    added_at: Mapped[Moment]
    dossier: Mapped[Dossier] = relationship(back_populates="items")
    document: Mapped[Document | None] = relationship()
    file: Mapped[ReceivedFile | None] = relationship()


class DossierHold(Base):
    """Somebody needs the dossier kept: while one hold is not released nothing of it is destroyed."""

    __tablename__ = "dossier_hold"

    id: Mapped[Key]
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    reason: Mapped[Prose]
    held_at: Mapped[Moment]
    held_by: Mapped[Line]
    released_at: Mapped[str | None]
    released_by: Mapped[Line]
    release_reason: Mapped[Prose]
    dossier: Mapped[Dossier] = relationship(back_populates="holds")


class Disposal(Base):
    """A list of dossiers whose time is over, laid before the council; `record_id` is its filed record."""

    __tablename__ = "disposal"

    id: Mapped[Key]
    code: Mapped[Code]
    state: Mapped[Word]
    proposed_at: Mapped[Moment]
    proposed_by: Mapped[Line]
    record_id: Mapped[int | None] = mapped_column(ForeignKey("received_file.id"))
    met_on: Mapped[dt.date | None]
    decided_by: Mapped[Line]
    done_at: Mapped[str | None]
    report: Mapped[dict[str, Any]]  # what was removed and what was left, {} before
    reason: Mapped[Prose]
    record: Mapped[ReceivedFile | None] = relationship()
    items: Mapped[list[DisposalItem]] = relationship(back_populates="disposal", order_by="DisposalItem.id")


class DisposalItem(Base):
    """One dossier on a list, and what the council said of it."""

    __tablename__ = "disposal_item"
    __table_args__ = (UniqueConstraint("disposal_id", "dossier_id"),)

    id: Mapped[Key]
    disposal_id: Mapped[int] = mapped_column(ForeignKey("disposal.id"))
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    disposition: Mapped[Word]
    reason: Mapped[Prose]
    disposal: Mapped[Disposal] = relationship(back_populates="items")
    dossier: Mapped[Dossier] = relationship()


class DestroyedObject(Base):
    """A tombstone: an object taken off the shelf, with the digests of what it held; `removed_at` None: not yet done."""

    __tablename__ = "destroyed_object"
    __table_args__ = (UniqueConstraint("object_id"),)

    id: Mapped[Key]
    object_id: Mapped[Line]
    disposal_id: Mapped[int] = mapped_column(ForeignKey("disposal.id"), index=True)
    inventory_digest: Mapped[Line]
    files: Mapped[list[Any]]
    removed_at: Mapped[str | None]
    disposal: Mapped[Disposal] = relationship()
