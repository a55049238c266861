"""What came from outside: received files with every arrival and page, and the legal instruments papers cite."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.model.base import Base, Digest, Key, Line, Moment, Prose, Word


class ReceivedFile(Base):
    """Bytes that arrived, once each: identity is the SHA-256; `object_id` says where they lie on the shelf."""

    __tablename__ = "received_file"
    __table_args__ = (UniqueConstraint("sha256"),)

    id: Mapped[Key]
    sha256: Mapped[Digest]
    size: Mapped[int]
    kind: Mapped[Word]
    outcome: Mapped[Word]
    problems: Mapped[list[Any]]
    documents: Mapped[list[Any]]
    object_id: Mapped[Line]
    stored_path: Mapped[Line]
    decided_by: Mapped[Line]
    reason: Mapped[Prose]
    receipts: Mapped[list[Receipt]] = relationship(back_populates="file", order_by="Receipt.id")
    pages: Mapped[list[ReceivedPage]] = relationship(back_populates="file", order_by="ReceivedPage.position")


class Receipt(Base):
    """One arrival of a file: the name it came under (data, never a path) and when.

    `arrival` tells which file on the disk it was, None for what did not come through the inbox.
    """

    __tablename__ = "receipt"
    __table_args__ = (Index("uq_receipt_arrival", "file_id", "arrival", unique=True),)

    id: Mapped[Key]
    file_id: Mapped[int] = mapped_column(ForeignKey("received_file.id"))
    original_name: Mapped[Line]
    arrived_at: Mapped[Moment]
    arrival: Mapped[str | None]
    file: Mapped[ReceivedFile] = relationship(back_populates="receipts")


class ReceivedPage(Base):
    """A page of a received file that proves a page of a document; positions and pages count from 1."""

    __tablename__ = "received_page"
    __table_args__ = (UniqueConstraint("file_id", "position"),)

    id: Mapped[Key]
    file_id: Mapped[int] = mapped_column(ForeignKey("received_file.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    position: Mapped[int]
    page: Mapped[int]
    file: Mapped[ReceivedFile] = relationship(back_populates="pages")


class SignatureVerdict(Base):
    """What the digital signatures of a received file were worth when they were checked; a new check adds a row."""

    __tablename__ = "signature_verdict"
    __table_args__ = (UniqueConstraint("file_id", "revision"),)

    id: Mapped[Key]
    file_id: Mapped[int] = mapped_column(ForeignKey("received_file.id"))
    revision: Mapped[int]
    state: Mapped[Word]
    evidence: Mapped[dict[str, Any]]
    checked_at: Mapped[Moment]


class Instrument(Base):
    """A legal instrument: issuer, type, number and date together name it, for numbers repeat from body to body.

    In force from `effective_from` (None: its date) to `effective_to` inclusive (None: still).
    """

    __tablename__ = "instrument"
    __table_args__ = (UniqueConstraint("issuer", "type_name", "number_text", "dated"),)

    id: Mapped[Key]
    issuer: Mapped[Line]
    type_name: Mapped[Word]
    number_text: Mapped[Word]
    folded: Mapped[Line] = mapped_column(index=True)
    dated: Mapped[dt.date | None]
    title: Mapped[Prose]
    effective_from: Mapped[dt.date | None]
    effective_to: Mapped[dt.date | None]
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("instrument.id"))
    replaced_by: Mapped[Instrument | None] = relationship(remote_side="Instrument.id")
