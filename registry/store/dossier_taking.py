"""A hồ sơ that was closed elsewhere comes in whole: its row and the rows of its papers, as the package tells of them.

Knows rows only; the files lie on the shelf before they are written here, as everywhere. The papers of another office
are no papers of ours: each stands as a received file kept for itself. Persons, cycles and holds do not travel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.dossier_facts import Dossier, Retention
from registry.errors import RuleBroken
from registry.labels import DossierKind, DossierState, Regime
from registry.model import Dossier as DossierRow
from registry.model import DossierItem, ReceivedFile
from registry.rules.retention import due_on
from registry.store.dossier_records import dossier_record


@dataclass(frozen=True, kw_only=True)
class TakenPaper:
    """A paper as its package tells of it; `sha256` is its first file, recorded already."""

    sha256: str
    type_name: str
    number_text: str
    dated: dt.date | None
    subject: str
    author: str
    pages: int | None
    note: str
    added_at: str


@dataclass(frozen=True, kw_only=True)
class TakenDossier:
    """A closed dossier as its package tells of it; `number` None and `agency` "" for a code a clerk wrote."""

    code: str
    object_id: str
    agency: str
    fonds: str
    body: str
    regime: Regime
    formed_in: int
    number: int | None
    kind: DossierKind
    title: str
    access: str
    retention: Retention
    opened_at: str
    ended_on: dt.date
    closed_at: str
    closed_by: str
    reason: str
    papers: Sequence[TakenPaper]


def refuse_known(session: Session, code: str, object_id: str) -> None:
    """RuleBroken when a dossier of that code, or in that place of the shelf, is here already."""
    query = select(DossierRow.code).where((DossierRow.code == code) | (DossierRow.object_id == object_id))
    known = session.scalar(query)
    if known is not None:
        raise RuleBroken(
            f"Hồ sơ {known} đã có trong sổ, không nhập đè.",
            advice="Xem bằng “docgen dossiers show”; gói sửa lại phải do người xem và quyết định.",
        )


def take_dossier(session: Session, taken: TakenDossier) -> Dossier:
    """Enter a dossier with its papers, closed as it was; RuleBroken when its code is known."""
    refuse_known(session, taken.code, taken.object_id)
    last = max((paper.dated for paper in taken.papers if paper.dated), default=None)
    row = DossierRow(
        code=taken.code,
        object_id=taken.object_id,
        agency=taken.agency,
        fonds=taken.fonds,
        body=taken.body,
        regime=taken.regime.value,
        formed_in=taken.formed_in,
        number=taken.number,
        kind=taken.kind.value,
        title=taken.title,
        state=DossierState.CLOSED.value,
        access=taken.access,
        retention_years=taken.retention.years,
        retention_start=taken.retention.start.value,
        retention_rule=taken.retention.rule,
        retention_basis=taken.retention.basis,
        opened_at=taken.opened_at,
        ended_on=taken.ended_on,
        closed_at=taken.closed_at,
        closed_by=taken.closed_by,
        documents=len(taken.papers),
        pages=sum(paper.pages or 0 for paper in taken.papers),
        due_on=due_on(taken.retention, taken.ended_on, last),
        handed_over_to="",
        reason=taken.reason,
    )
    session.add(row)
    session.flush()
    for ordinal, paper in enumerate(taken.papers, start=1):
        session.add(_item(session, row, ordinal, paper))
    session.flush()
    return dossier_record(session, taken.code)


def _item(session: Session, dossier: DossierRow, ordinal: int, paper: TakenPaper) -> DossierItem:
    return DossierItem(
        dossier_id=dossier.id,
        file_id=session.scalars(select(ReceivedFile.id).where(ReceivedFile.sha256 == paper.sha256)).one(),
        ordinal=ordinal,
        type_name=paper.type_name,
        number_text=paper.number_text,
        dated=paper.dated,
        subject=paper.subject,
        author=paper.author,
        pages=paper.pages,
        note=paper.note,
        added_at=paper.added_at,
    )
