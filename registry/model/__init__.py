"""Mapped classes: how facts lie in the database. Only `registry.store` uses them; nobody upstairs sees one."""

from registry.model.base import Base
from registry.model.bodies import Body, BodyName, BodyParent, Succession
from registry.model.cycles import (
    AssigneeGroup,
    BodyDuty,
    Cycle,
    CycleBasis,
    CycleEvent,
    GroupMember,
    Recommendation,
    RoutineTarget,
    Supervision,
)
from registry.model.documents import AnnexLine, Document, PaperFile, Register, RegisterEntry, search_form
from registry.model.dossiers import DestroyedObject, Disposal, DisposalItem, Dossier, DossierHold, DossierItem
from registry.model.evaluations import Ballot, FormText, Meeting, PersonGrade, Proposal, TaskResult
from registry.model.journal import JournalEntry, JournalHead
from registry.model.people import PastGrade, Person, Post
from registry.model.records import Instrument, Receipt, ReceivedFile, ReceivedPage, SignatureVerdict
from registry.model.tasks import Amendment, Indicator, IndicatorValue, Opinion, Participant, Progress, Task

__all__ = [
    "Amendment",
    "AnnexLine",
    "AssigneeGroup",
    "Ballot",
    "Base",
    "Body",
    "BodyDuty",
    "BodyName",
    "BodyParent",
    "Cycle",
    "CycleBasis",
    "CycleEvent",
    "DestroyedObject",
    "Disposal",
    "DisposalItem",
    "Document",
    "Dossier",
    "DossierHold",
    "DossierItem",
    "FormText",
    "GroupMember",
    "Indicator",
    "IndicatorValue",
    "Instrument",
    "JournalEntry",
    "JournalHead",
    "Meeting",
    "Opinion",
    "PaperFile",
    "Participant",
    "PastGrade",
    "Person",
    "PersonGrade",
    "Post",
    "Progress",
    "Proposal",
    "Receipt",
    "ReceivedFile",
    "ReceivedPage",
    "Recommendation",
    "Register",
    "RegisterEntry",
    "RoutineTarget",
    "SignatureVerdict",
    "Succession",
    "Supervision",
    "Task",
    "TaskResult",
    "search_form",
]
