"""Why a received file ended as it did: every change the journal holds of it, and what was changed in the same work.

Knows that all changes of one unit of work bear the same moment, reason and actor; decides nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.model import AnnexLine, Document, JournalEntry, ReceivedFile, ReceivedPage, Task
from registry.store.keys import chunks

_FILE = ReceivedFile.__tablename__
_SHOWN = (_FILE, "receipt", "received_page", "document", "task")
_PROVEN = (Document.__tablename__, Task.__tablename__)
_TELLING = ("outcome", "state", "original_name", "page")


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One entry of the journal; `before` and `after` are the telling values alone, {} when none changed."""

    sequence: int
    at: str
    actor: str
    action: str
    entity: str
    key: str
    reason: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def as_row(self) -> dict[str, object]:
        """The JSON object inside `deeds`."""
        return {
            "sequence": self.sequence,
            "at": self.at,
            "actor": self.actor,
            "action": self.action,
            "entity": self.entity,
            "key": self.key,
            "reason": self.reason,
            "before": dict(self.before),
            "after": dict(self.after),
        }


def deeds_about(session: Session, sha256: str) -> tuple[Deed, ...]:
    """What happened to the file with that hash, and to the papers and tasks it proves in the same units of work, in the
    order of the journal. Files come in several at a time: what the others prove is not shown.
    """
    row = session.scalar(select(ReceivedFile).where(ReceivedFile.sha256 == sha256))
    if row is None:
        return ()
    key, proven = row.id, _proven_by(session, row)
    own = select(JournalEntry.at, JournalEntry.reason).where(
        JournalEntry.entity == _FILE, JournalEntry.entity_key == str(key)
    )
    works = {(at, reason) for at, reason in session.execute(own)}
    query = (
        select(JournalEntry)
        .where(JournalEntry.at.in_({at for at, _ in works}), JournalEntry.entity.in_(_SHOWN))
        .order_by(JournalEntry.sequence)
    )
    return tuple(_deed(entry) for entry in session.scalars(query) if _is_of(entry, works, str(key), proven))


def _proven_by(session: Session, row: ReceivedFile) -> set[str]:
    """Codes of the papers in a file and of their tasks."""
    papers = select(Document.code).join(ReceivedPage).where(ReceivedPage.file_id == row.id)
    codes = {str(entry["document"]) for entry in row.documents} | set(session.scalars(papers))
    tasks = select(Task.code).join(AnnexLine).join(Document)
    found = (session.scalars(tasks.where(Document.code.in_(some))) for some in chunks(sorted(codes)))
    return codes.union(*found)


def _is_of(entry: JournalEntry, works: set[tuple[str, str]], key: str, proven: Collection[str]) -> bool:
    """Entries of another file that was taken in within the same second are not shown, nor what that one proves."""
    if entry.entity == _FILE and entry.entity_key != key:
        return False
    if entry.entity in _PROVEN and entry.entity_key not in proven:
        return False
    owner = entry.after.get("file_id")
    return (entry.at, entry.reason) in works and (owner is None or str(owner) == key)


def _deed(entry: JournalEntry) -> Deed:
    return Deed(
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        entity=entry.entity,
        key=entry.entity_key,
        reason=entry.reason,
        before={name: entry.before[name] for name in _TELLING if name in entry.before},
        after={name: entry.after[name] for name in _TELLING if name in entry.after},
    )
