"""Which backups were made, and which of them still hold what a council had destroyed; read from the journal alone.

Knows events, no disks: that a backup began, that a list was destroyed, that a backup gave up its share or is itself
gone. A backup counts from its beginning, so one that was cut off is not forgotten (luu-tru.md, requirement 55).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.labels import DisposalState
from registry.model import Disposal, JournalEntry
from registry.store.sealing import note_event

BACKUP = "backup"
_BEGUN, _PURGED, _GONE = "replication", "deletion", "loss"


@dataclass(frozen=True, kw_only=True)
class KnownCopy:
    """A backup somebody made: where, when last; `lists` are the disposals whose content it still holds."""

    target: str
    last_set: str
    last_at: str
    lists: tuple[str, ...] = ()

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen dossiers copies`."""
        return {"target": self.target, "set": self.last_set, "at": self.last_at, "lists": list(self.lists)}


def note_copy(session: Session, target: str, stamp: str, *, is_new: bool = True) -> None:
    """A backup begins: from now on `target` may hold everything; one that is not new may hold what is destroyed."""
    note_event(session, _BEGUN, BACKUP, stamp, {"target": target, "new": is_new})


def note_purged(session: Session, target: str, stamp: str, lists: Collection[str], files: int) -> None:
    """What these lists destroyed was removed from the backup; `files` says how much of it was there."""
    note_event(session, _PURGED, BACKUP, stamp, {"target": target, "lists": sorted(lists), "files": files})


def note_copy_gone(session: Session, target: str) -> KnownCopy:
    """A person says that the backup is no more; NotFound when none was made there."""
    known = {copy.target: copy for copy in known_copies(session)}
    if target not in known:
        raise NotFound(f"Chưa sao lưu vào {target}.", advice="Xem bằng “docgen dossiers copies”.")
    note_event(session, _GONE, BACKUP, known[target].last_set, {"target": target})
    return known[target]


def known_copies(session: Session) -> tuple[KnownCopy, ...]:
    """All backups that may still exist, in the order in which they were first made."""
    entries = select(JournalEntry).where(JournalEntry.entity.in_((BACKUP, Disposal.__tablename__)))
    copies: dict[str, KnownCopy] = {}
    done: list[str] = []
    for entry in session.scalars(entries.order_by(JournalEntry.sequence)):
        if entry.entity != BACKUP:
            if entry.after.get("state") == DisposalState.DONE.value:
                done.append(entry.entity_key)
                copies = {target: _holding(copy, entry.entity_key) for target, copy in copies.items()}
            continue
        target = str(entry.after["target"])
        if entry.action == _BEGUN:
            older = () if entry.after["new"] else tuple(done)
            before = copies.get(target) or KnownCopy(target=target, last_set="", last_at="", lists=older)
            copies[target] = replace(before, last_set=entry.entity_key, last_at=entry.at)
        elif entry.action == _GONE:
            copies.pop(target, None)
        elif target in copies:
            left = tuple(each for each in copies[target].lists if each not in entry.after["lists"])
            copies[target] = replace(copies[target], lists=left)
    return tuple(copies.values())


def _holding(copy: KnownCopy, code: str) -> KnownCopy:
    return replace(copy, lists=(*copy.lists, code))
