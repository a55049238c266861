"""Papers of several people seen from the dossier of each: a decision for everybody lies in the dossier of its cycle.

Knows which assignees a paper without one assignee speaks of: those whose tasks stand in it; for any number of dossiers
in one question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.dossier_facts import SharedPaper
from registry.labels import TYPE_NAMES, DocumentKind, DocumentState
from registry.model import AnnexLine, Document, Dossier, DossierItem, Post, Task
from registry.store.keys import chunks

Owner = tuple[int, int]  # person, cycle
_COLUMNS = (
    Document.id,
    Document.cycle_id,
    Document.code,
    Document.kind,
    Document.number_text,
    Document.dated,
    Document.abstract,
    Document.state,
)


def shared_papers(session: Session, dossiers: Sequence[Dossier]) -> Mapping[Owner, tuple[SharedPaper, ...]]:
    """Per person and cycle of the dossiers the registered papers of several people that give or change their tasks."""
    persons = sorted({row.person_id for row in dossiers if row.person_id is not None})
    found: dict[Owner, list[SharedPaper]] = defaultdict(list)
    for some in chunks(persons):
        query = (
            select(Post.person_id, *_COLUMNS, Dossier.code.label("dossier"))
            .join(Task, Task.post_id == Post.id)
            .join(AnnexLine, AnnexLine.task_id == Task.id)
            .join(Document, Document.id == AnnexLine.document_id)
            .outerjoin(DossierItem, DossierItem.document_id == Document.id)
            .outerjoin(Dossier, Dossier.id == DossierItem.dossier_id)
            .where(Post.person_id.in_(some), Document.person_id.is_(None), Document.number_text.is_not(None))
            .where(Document.state != DocumentState.WITHDRAWN.value)
            .order_by(Document.dated, Document.id)
            .distinct()
        )
        for row in session.execute(query):
            found[row.person_id, row.cycle_id].append(_shared(row))
    return {owner: tuple(papers) for owner, papers in found.items()}


def _shared(row: Any) -> SharedPaper:
    kind = DocumentKind(row.kind)
    return SharedPaper(
        document=row.code,
        type_name=TYPE_NAMES.get(kind, kind.label),
        number_text=row.number_text,
        dated=row.dated,
        subject=row.abstract,
        state=DocumentState(row.state),
        dossier=row.dossier or "",
    )
