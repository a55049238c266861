"""What issuing a paper does to the registry, kind by kind, in the same unit of work.

Knows that a decision binds its tasks, that an amendment changes them, that a replacing paper ends the one it replaces
and a recall the one it is about; what a *returned* paper proves is `registry.store.proving`, what taking one back means
is `registry.store.retracting`.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from registry.errors import RuleBroken
from registry.labels import DocumentKind, DocumentState
from registry.rules.lifecycle import BINDING_PAPER
from registry.store.amended import take_amendments
from registry.store.documents import bind_tasks, move, record_of
from registry.store.replacing import take_the_place
from registry.store.retracting import retract
from registry.store.values import DocumentRecord


def take_effect(session: Session, record: DocumentRecord) -> None:
    """The paper was issued: RuleBroken when what it says can no longer be done."""
    take_the_place(session, record)
    bind_tasks(session, record)
    if record.kind is DocumentKind.RECALL:
        _recall(session, record)
    elif record.kind is DocumentKind.AMENDMENT:
        take_amendments(session, record)


def _recall(session: Session, record: DocumentRecord) -> None:
    recalled = record_of(session, record.about or "")
    if recalled.state not in BINDING_PAPER:
        raise RuleBroken(
            f"Văn bản {recalled.code} đang “{recalled.state.label}”, không thu hồi được nữa.",
            advice=f"Hủy số của quyết định thu hồi {record.code}.",
        )
    reason = f"{record.context['reason']} ({record.citation})"
    move(session, recalled.code, DocumentState.RECALLED, reason=reason)
    retract(session, recalled)
