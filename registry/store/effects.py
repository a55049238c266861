"""What issuing a paper does to the registry, kind by kind, in the same unit of work.

Knows that a decision binds its tasks and that a replacing paper ends the one it replaces; what a *returned* paper
proves is `registry.store.proving`, what taking one back means is `registry.store.retracting`.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from registry.store.documents import bind_tasks
from registry.store.replacing import take_the_place
from registry.store.values import DocumentRecord


def take_effect(session: Session, record: DocumentRecord) -> None:
    """The paper was issued: RuleBroken when what it says can no longer be done."""
    take_the_place(session, record)
    bind_tasks(session, record)
