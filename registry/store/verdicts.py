"""Verdicts on the signatures of received files: every check keeps its row, none is ever written over.

Knows rows only; what a state means for a paper is judged upstairs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.labels import SignatureState
from registry.model import ReceivedFile, SignatureVerdict


@dataclass(frozen=True, kw_only=True)
class VerdictRecord:
    """One check of the signatures of a file; `revision` counts from 1, `evidence` is the whole verdict as JSON."""

    sha256: str
    revision: int
    state: SignatureState
    evidence: Mapping[str, Any]
    checked_at: str


def add_verdict(session: Session, sha256: str, state: SignatureState, evidence: Mapping[str, Any]) -> int:
    """Note what a check found, beside all earlier ones; its revision. NotFound when the file never arrived."""
    file_id = session.scalar(select(ReceivedFile.id).where(ReceivedFile.sha256 == sha256))
    if file_id is None:
        raise NotFound(f"Chưa nhận tệp {sha256[:12]}.")
    revision = len(verdicts_of(session, sha256)) + 1
    session.add(
        SignatureVerdict(
            file_id=file_id,
            revision=revision,
            state=state.value,
            evidence=dict(evidence),
            checked_at=str(evidence["checked_at"]),
        )
    )
    session.flush()
    return revision


def verdicts_of(session: Session, sha256: str) -> tuple[VerdictRecord, ...]:
    """All checks of one file, oldest first; () when it carries no signature."""
    return _records(session, sha256)


def all_verdicts(session: Session) -> tuple[VerdictRecord, ...]:
    """All checks of all files, by file in the order of arrival, oldest first."""
    return _records(session, None)


def _records(session: Session, sha256: str | None) -> tuple[VerdictRecord, ...]:
    query = (
        select(ReceivedFile.sha256, SignatureVerdict)
        .join(SignatureVerdict, SignatureVerdict.file_id == ReceivedFile.id)
        .order_by(SignatureVerdict.file_id, SignatureVerdict.revision)
    )
    if sha256 is not None:
        query = query.where(ReceivedFile.sha256 == sha256)
    return tuple(
        VerdictRecord(
            sha256=found,
            revision=row.revision,
            state=SignatureState(row.state),
            evidence=row.evidence,
            checked_at=row.checked_at,
        )
        for found, row in session.execute(query)
    )
