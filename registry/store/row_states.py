"""What becomes of a number in a register, noted with who, when and why.

Knows the row of a paper; a number that was given never goes back to the counter.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.labels import EntryState
from registry.model import Document, RegisterEntry


def mark(session: Session, entry: RegisterEntry, state: EntryState, reason: str) -> None:
    """Note what became of a number; who and when are those of the unit of work."""
    writer = session.info["writer"]
    entry.state, entry.reason = state.value, reason
    entry.changed_at, entry.changed_by = writer["at"], writer["actor"]


def void_row(session: Session, document: Document, reason: str) -> None:
    """The number of a paper that is withdrawn is void; a paper without a number has no row."""
    entry = session.scalar(select(RegisterEntry).where(RegisterEntry.document_id == document.id))
    if entry is not None:
        mark(session, entry, EntryState.VOID, reason)
