"""Papers we make, the lines frozen in them, their files, and the registers that number them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from registry.model.base import Base, Code, Digest, Key, Line, Moment, Prose, Word
from registry.model.bodies import Body
from registry.model.people import Person
from registry.model.tasks import Task
from registry.vietnamese import fold

_LINE = 500  # characters of the search form


def search_form(number: str | None, abstract: str | None) -> str:
    """Number and abstract of a paper as they are searched for."""
    return fold(f"{number or ''} {abstract or ''}").strip()[:_LINE]


class Document(Base):
    """A paper from draft to shelf; `context` is what it says, so it can be made again word for word.

    `input_digest` covers template and context without number and date: it is what the page code proves. A paper with
    a `replace_reason` still binds: it ends when the paper that takes its place is issued.
    """

    __tablename__ = "document"
    __table_args__ = (  # a search of what was issued reads nothing but these
        Index("ix_document_folded", "folded", "issued_on"),
        Index("ix_document_person_id", "person_id", "issued_on"),
        Index("ix_document_body_id", "body_id", "issued_on"),
    )

    id: Mapped[Key]
    code: Mapped[Code]
    kind: Mapped[Word] = mapped_column(index=True)
    variant: Mapped[Word]  # "" for the plain form, "supplement" when it adds to an earlier decision
    scope: Mapped[Word]  # for whom: one assignee, one body, or everybody
    regime: Mapped[Word]
    state: Mapped[Word] = mapped_column(index=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    symbol: Mapped[Word]
    abstract: Mapped[Prose]
    folded: Mapped[Line]  # number and abstract, for searching
    signatory: Mapped[Line]
    template: Mapped[Line]
    template_digest: Mapped[Digest]
    input_digest: Mapped[Digest]
    context: Mapped[dict[str, Any]]
    order: Mapped[int]
    pages: Mapped[int | None]
    key_generation: Mapped[int]
    made_at: Mapped[Moment]
    signed_on: Mapped[dt.date | None]
    signed_by: Mapped[Line]
    number: Mapped[int | None]
    number_text: Mapped[str | None]
    dated: Mapped[dt.date | None]
    issued_on: Mapped[dt.date | None]
    reason: Mapped[Prose]
    replace_reason: Mapped[Prose]  # why another is to take its place, "" while nobody asked for one
    object_id: Mapped[Line]  # where it lies on the shelf whatever mã phông the office has since, "" while it does not

    @validates("abstract", "number_text")
    def _sought(self, name: str, value: str | None) -> str | None:
        """Number and abstract are never written without their search form."""
        number, abstract = (value, self.abstract) if name == "number_text" else (self.number_text, value)
        self.folded = search_form(number, abstract)
        return value

    person: Mapped[Person | None] = relationship()
    body: Mapped[Body | None] = relationship()
    lines: Mapped[list[AnnexLine]] = relationship(back_populates="document", order_by="AnnexLine.ordinal")
    files: Mapped[list[PaperFile]] = relationship(back_populates="document", order_by="PaperFile.id")


class AnnexLine(Base):
    """One task as this paper words it: from the draft on it no longer follows the task's own wording."""

    __tablename__ = "annex_line"
    __table_args__ = (UniqueConstraint("document_id", "ordinal"),)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    ordinal: Mapped[int]
    title: Mapped[Prose]
    target: Mapped[Prose]
    product: Mapped[Prose]
    deadline: Mapped[dt.date | None]
    deadline_text: Mapped[Line]
    supervisor: Mapped[Line]
    holder: Mapped[Line]  # assignee with post, as this paper names them
    note: Mapped[Prose]
    document: Mapped[Document] = relationship(back_populates="lines")
    task: Mapped[Task] = relationship()


class PaperFile(Base):
    """A file made from a document: role, path inside the office folder, digest and size in bytes."""

    __tablename__ = "paper_file"
    __table_args__ = (UniqueConstraint("document_id", "role"),)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    role: Mapped[Word]
    path: Mapped[Line]
    sha256: Mapped[Digest] = mapped_column(index=True)
    size: Mapped[int]
    document: Mapped[Document] = relationship(back_populates="files")


class Register(Base):
    """One series of numbers: Party per body, type and term, State per body and year (optionally per type).

    The numbers before `first_number` were given elsewhere, on paper, before the office began with this register.
    """

    __tablename__ = "register"

    id: Mapped[Key]
    code: Mapped[Code]
    regime: Mapped[Word]
    symbol: Mapped[Word]
    type_code: Mapped[Word]
    period: Mapped[Word]
    first_number: Mapped[int]
    last_number: Mapped[int]


class RegisterEntry(Base):
    """One row of a register (NĐ 30/2020 Phụ lục IV); a void number keeps its row and reason and is never given again.

    A reserved number has its row before its paper: `document_id` is None until one takes it.
    """

    __tablename__ = "register_entry"
    __table_args__ = (UniqueConstraint("register_id", "number"),)

    id: Mapped[Key]
    register_id: Mapped[int] = mapped_column(ForeignKey("register.id"))
    number: Mapped[int]
    number_text: Mapped[Word]
    state: Mapped[Word]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    dated: Mapped[dt.date | None]  # None while a number is only reserved
    abstract: Mapped[Prose]
    signatory: Mapped[Line]
    position: Mapped[Line]  # post and form of signing: "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"
    recipients: Mapped[Prose]
    kept_by: Mapped[Line]  # who keeps the copy for the files
    copies: Mapped[int | None]
    handed_on: Mapped[dt.date | None]
    received_by: Mapped[Line]
    dossier: Mapped[Line]  # mã hồ sơ, "" while nobody has said
    held_for: Mapped[Line]  # who asked for a reserved number: a paper's code, or a unit in words
    reason: Mapped[Prose]
    given_at: Mapped[Moment]
    changed_at: Mapped[Moment]  # when it came to stand as it does: given, reserved or void
    changed_by: Mapped[Line]
    register: Mapped[Register] = relationship()
