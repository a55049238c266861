"""Tasks as lines of an annex, with what a line says beside the task: who shares it, which decision it carries on.

Knows rows; two more queries for any number of tasks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.facts import Official, Partner, Reference, TaskLine
from registry.labels import DocumentKind, Role
from registry.model import AnnexLine, Body, Document, Participant, Person, Post, Task
from registry.rules.lifecycle import BINDING_PAPER
from registry.store.keys import chunks
from registry.store.values import held_on, line_of, official_of


def annex_lines(session: Session, tasks: Sequence[Task], on: dt.date) -> dict[int, TaskLine]:
    """Per key of a task its line; the participants of the tasks are loaded already."""
    people = _people(session, on, [part for task in tasks for part in task.participants if _is_attached(part)])
    given_by = _given_by(session, [task.continues_id for task in tasks if task.continues_id])
    lines = {}
    for task in tasks:
        attached = tuple(_official(part, people) for part in task.participants if _is_attached(part))
        partners = tuple(_partner(part) for part in task.participants if part.role == Role.CO_OWNER.value)
        more: dict[str, Any] = {
            "attached": attached,
            "partners": partners,
            "carried_from": given_by.get(task.continues_id or 0),
        }
        line = line_of(task)
        lines[task.id] = replace(line, **more) if _has_more(task) else line
    return lines


def _has_more(task: Task) -> bool:
    return bool(task.participants) or task.continues_id is not None


def _is_attached(part: Participant) -> bool:
    return part.role == Role.ATTACHED.value


def _partner(part: Participant) -> Partner:
    return Partner(name=part.name, share=None if part.share is None else Decimal(part.share))


def _people(session: Session, on: dt.date, parts: Sequence[Participant]) -> dict[int, Official]:
    """Those attached whom the registry knows, in the post they hold."""
    found: dict[int, Official] = {}
    keys = sorted({part.person_id for part in parts if part.person_id})
    for some in chunks(keys):
        query = select(Person).where(Person.id.in_(some))
        posts = selectinload(Person.posts).joinedload(Post.body).selectinload(Body.names)
        for person in session.scalars(query.options(posts)):
            if person.posts:
                found[person.id] = official_of(held_on(person, on), on)
    return found


def _official(part: Participant, people: dict[int, Official]) -> Official:
    known = people.get(part.person_id or 0)
    return known or Official(code="", name=part.name, address="", post="", unit="")


def _given_by(session: Session, tasks: Sequence[int]) -> dict[int, Reference]:
    """Per key of an earlier task the decision that gave it, the newest that is still good."""
    found: dict[int, Reference] = {}
    for some in chunks(tasks):
        query = (
            select(AnnexLine.task_id, Document.number_text, Document.dated)
            .join(Document, Document.id == AnnexLine.document_id)
            .where(Document.kind == DocumentKind.DECISION.value)
            .where(Document.state.in_([state.value for state in BINDING_PAPER]))
            .where(AnnexLine.task_id.in_(some))
            .order_by(Document.id)
        )
        for task, number_text, dated in session.execute(query):
            found[task] = Reference(kind="Quyết định", number_text=number_text, dated=dated, authority="")
    return found
