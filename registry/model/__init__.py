"""Mapped classes: how facts lie in the database. Only `registry.store` uses them; nobody upstairs sees one."""

from registry.model.base import Base
from registry.model.documents import AnnexLine, Document, PaperFile, Register, RegisterEntry
from registry.model.evaluations import Ballot, FormText, Meeting, PersonGrade, Proposal, TaskResult
from registry.model.journal import JournalEntry, JournalHead
from registry.model.people import Body, BodyName, Cycle, Person, Post
from registry.model.records import Receipt, ReceivedFile, ReceivedPage
from registry.model.tasks import Task

__all__ = [
    "AnnexLine",
    "Ballot",
    "Base",
    "Body",
    "BodyName",
    "Cycle",
    "Document",
    "FormText",
    "JournalEntry",
    "JournalHead",
    "Meeting",
    "PaperFile",
    "Person",
    "PersonGrade",
    "Post",
    "Proposal",
    "Receipt",
    "ReceivedFile",
    "ReceivedPage",
    "Register",
    "RegisterEntry",
    "Task",
    "TaskResult",
]
