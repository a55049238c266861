"""Frozen views of stored records, as workflows see them.

Knows how a mapped object is copied into a value; holds no session. The code of a record is its name everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.facts import Holding, Official, TaskLine
from registry.labels import (
    TYPE_NAMES,
    AssigneeKind,
    DocumentKind,
    DocumentState,
    Horizon,
    Origin,
    Regime,
    Scope,
    TaskLevel,
    TaskState,
    Variant,
    Voice,
)
from registry.model import Body, Document, Person, Post, Task
from registry.rules.lifecycle import IN_WORK, is_number_first
from registry.rules.names import Dated, name_on, title_on


@dataclass(frozen=True, kw_only=True)
class CycleRecord:
    """A cycle as a workflow names it; `term` is "" when only a year is assigned."""

    code: str
    year: int
    term: str
    task_word: str


@dataclass(frozen=True, kw_only=True)
class TaskRecord:
    """A task with its owner and state; `results` holds the newest level of every voice that has spoken."""

    line: TaskLine
    official: Official
    state: TaskState
    results: Mapping[Voice, TaskLevel]


@dataclass(frozen=True, kw_only=True)
class FileRef:
    """A made file: path inside the office folder, SHA-256 hex, size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class DocumentRecord:
    """A paper of ours; `tasks` are the codes of its lines, `files` its made files by role.

    `official` is None when the paper is for nobody or for several; `unit` is the body it is for, "" when none.
    """

    code: str
    kind: DocumentKind
    regime: Regime
    state: DocumentState
    scope: Scope
    variant: Variant
    official: Official | None
    unit: str
    symbol: str
    abstract: str
    signatory: str
    template: str
    template_digest: str
    input_digest: str
    context: Mapping[str, Any]
    order: int
    pages: int | None
    key_generation: int
    signed_on: dt.date | None
    number: int | None
    number_text: str | None
    dated: dt.date | None
    about: str | None
    replaces: str | None
    reason: str
    replace_reason: str  # why another is to take its place, "" while nobody asked for one
    corrected_by: tuple[str, ...]  # numbers of the issued công văn that correct it
    tasks: tuple[str, ...]
    files: Mapping[str, FileRef]
    object_id: str = ""  # where it lies on the shelf, "" while it does not or from before places were noted

    @property
    def citation(self) -> str:
        """Type and number as another record cites it: "Quyết định số 05-QĐ/HU"; its code while it has no number."""
        return f"{TYPE_NAMES.get(self.kind, self.kind.label)} số {self.number_text or self.code}"

    @property
    def number_first(self) -> bool:
        """True when the paper took its number before it was printed and signed."""
        return is_number_first(self.state, has_number=self.number is not None, is_signed=self.signed_on is not None)

    @property
    def standing(self) -> str:
        """Where the paper stands, in words, with what was said of it since."""
        marks = ["chờ văn bản thay thế"] if self.replace_reason else []
        marks += [f"đã đính chính bằng {', '.join(self.corrected_by)}"] if self.corrected_by else []
        return "; ".join([self.state.label, *marks])

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen decisions list` and of the numbering commands."""
        return {
            "document": self.code,
            "kind": self.kind.value,
            "state": self.state.value,
            "scope": self.scope.value,
            "variant": self.variant.value,
            "unit": self.unit or None,
            "person": self.official.code if self.official else None,
            "name": self.official.name if self.official else None,
            "abstract": self.abstract,
            "pages": self.pages,
            "number": self.number,
            "number_text": self.number_text,
            "date": self.dated.isoformat() if self.dated else None,
            "day": self.dated.day if self.dated else None,
            "month": self.dated.month if self.dated else None,
            "tasks": list(self.tasks),
            "about": self.about,
            "replaces": self.replaces,
            "reason": self.reason,
            "corrected_by": list(self.corrected_by),
        }


def names_of(body: Body) -> tuple[Dated, ...]:
    """The dated names of a body."""
    return tuple(Dated(name=each.name, valid_from=each.valid_from, valid_to=each.valid_to) for each in body.names)


def period_of(post: Post) -> Dated:
    """A post as a period, no longer than its body lasted."""
    ends = [day for day in (post.valid_to, post.body.closed_on) if day]
    return Dated(name=post.title, valid_from=post.valid_from, valid_to=min(ends, default=None))


def held_on(person: Person, day: dt.date) -> Post:
    """The post a person held on a day; of several the first entered, of none the last one there is."""
    return next((post for post in person.posts if period_of(post).holds_on(day)), person.posts[-1])


def official_of(post: Post, on: dt.date = dt.date.max) -> Official:
    """The person in `post` as a paper of the day `on` names them: body and title by the names of that day.

    Without a day the latest names are meant.
    """
    person, names = post.person, names_of(post.body)
    is_collective = person.kind == AssigneeKind.COLLECTIVE.value
    return Official(
        code=person.code,
        name=name_on(names, on) if is_collective else person.full_name,
        address=person.address,
        post=title_on(post.title, names, on),
        unit=name_on(names, on),
        group=post.group,
        birth_date=person.birth_date,
        is_collective=is_collective,
    )


def line_of(task: Task) -> TaskLine:
    """The task as a line of an annex, in its own present wording."""
    return TaskLine(
        code=task.code,
        horizon=Horizon(task.horizon),
        period=task.period.replace("-", " - "),
        title=task.title,
        target=task.target,
        product=task.product,
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        supervisor=task.supervisor,
        origin=Origin(task.origin),
        note=task.note,
    )


def holdings_of(record: DocumentRecord, tasks: Mapping[str, TaskRecord]) -> tuple[Holding, ...]:
    """Who answers for the tasks of a decision, each with their own, in the order of its annex.

    Tasks that were suspended, transferred or cancelled since are left out, and whoever has no other.
    """
    owners: dict[str, list[TaskRecord]] = {}
    for code in record.tasks:
        if tasks[code].state in IN_WORK:
            owners.setdefault(tasks[code].official.code, []).append(tasks[code])
    return tuple(Holding(official=own[0].official, lines=tuple(each.line for each in own)) for own in owners.values())


def document_record(
    document: Document, official: Official | None, codes: Mapping[int, str], corrected_by: Sequence[str] = ()
) -> DocumentRecord:
    """The paper as a value; `codes` gives the codes of the documents it points to by id."""
    return DocumentRecord(
        code=document.code,
        kind=DocumentKind(document.kind),
        regime=Regime(document.regime),
        state=DocumentState(document.state),
        scope=Scope(document.scope),
        variant=Variant(document.variant),
        official=official,
        unit=document.body.names[-1].name if document.body else "",
        symbol=document.symbol,
        abstract=document.abstract,
        signatory=document.signatory,
        template=document.template,
        template_digest=document.template_digest,
        input_digest=document.input_digest,
        context=document.context,
        order=document.order,
        pages=document.pages,
        key_generation=document.key_generation,
        signed_on=document.signed_on,
        number=document.number,
        number_text=document.number_text,
        dated=document.dated,
        about=codes.get(document.about_id or 0),
        replaces=codes.get(document.replaces_id or 0),
        reason=document.reason,
        replace_reason=document.replace_reason,
        corrected_by=tuple(corrected_by),
        tasks=tuple(line.task.code for line in document.lines),
        files={file.role: FileRef(path=file.path, sha256=file.sha256, size=file.size) for file in document.files},
        object_id=document.object_id,
    )
