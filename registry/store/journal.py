"""Writes the journal by itself: whatever a unit of work changes is sealed in the same transaction.

Knows how a change is described and chained; does not know why it happened: actor, moment and reason come with
the unit of work. Verifying needs nothing but the rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert, inspect, select, update
from sqlalchemy.orm import Session, UOWTransaction

from registry.errors import ChainBroken
from registry.model import Base, JournalEntry, JournalHead

START = "0" * 64


def seal_changes(session: Session, context: UOWTransaction) -> None:
    """Session event after each flush: one entry per new, changed and deleted record."""
    changes = [*_changes(session, _deleted(context))]
    if not changes:
        return
    head = session.execute(select(JournalHead.sequence, JournalHead.hash).with_for_update()).one()
    sequence, previous = head.sequence, head.hash
    rows = []
    for change in changes:
        sequence += 1
        row = {**change, **session.info["writer"], "sequence": sequence, "previous": previous}
        row["hash"] = previous = entry_hash(row)
        rows.append(row)
    connection = session.connection()
    connection.execute(insert(JournalEntry), rows)
    connection.execute(update(JournalHead).values(sequence=sequence, hash=previous))


def _deleted(context: UOWTransaction) -> list[Base]:
    # `session.deleted` does not name orphans, which a relationship deletes by itself; the flush does.
    gone = [state for state, (is_deleted, is_listed) in context.states.items() if is_deleted and not is_listed]
    return [state.obj() for state in sorted(gone, key=lambda state: (state.class_.__name__, state.key[1]))]


def _changes(session: Session, deleted: Sequence[Base]) -> Iterable[dict[str, Any]]:
    for record in session.new:
        yield _described(record, "added", {}, _values(record))
    for record in session.dirty.difference(deleted):
        before, after = _difference(record)
        if after:
            yield _described(record, "changed", before, after)
    for record in deleted:
        yield _described(record, "deleted", _values(record), {})


def _described(record: Any, action: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    key = getattr(record, "code", None) or ".".join(map(str, inspect(record).identity or ()))
    return {
        "action": action,
        "entity": record.__tablename__,
        "entity_key": str(key),
        "before": _plain(before),
        "after": _plain(after),
    }


def _values(record: Base) -> dict[str, Any]:
    return {column.key: getattr(record, column.key) for column in inspect(record).mapper.column_attrs}


def _difference(record: Base) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = {}, {}
    state = inspect(record)
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes():
            before[column.key] = history.deleted[0] if history.deleted else None
            after[column.key] = history.added[0] if history.added else None
    return before, after


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(values, default=str, ensure_ascii=False))  # type: ignore[no-any-return]


def entry_hash(row: dict[str, Any]) -> str:
    """SHA-256 hex of an entry's canonical JSON without its own hash."""
    sealed = {name: row[name] for name in sorted(row) if name != "hash"}
    text = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify_chain(session: Session) -> tuple[int, str]:
    """Length and head hash of the journal; ChainBroken names the first entry that does not follow."""
    previous, count = START, 0
    for entry in session.scalars(select(JournalEntry).order_by(JournalEntry.sequence)):
        count += 1
        row = {column.key: getattr(entry, column.key) for column in inspect(JournalEntry).column_attrs}
        if entry.sequence != count or entry.previous != previous or entry_hash(row) != entry.hash:
            raise ChainBroken(
                f"Nhật ký không còn nguyên vẹn từ mục số {count}.",
                advice="Giữ nguyên tệp dữ liệu, báo người quản trị; khôi phục từ bản sao lưu gần nhất.",
            )
        previous = entry.hash
    head = session.execute(select(JournalHead.sequence, JournalHead.hash)).one()
    if (head.sequence, head.hash) != (count, previous):
        raise ChainBroken(
            f"Nhật ký bị cắt: có {count} mục, sổ ghi {head.sequence} mục.",
            advice="Giữ nguyên tệp dữ liệu, báo người quản trị; khôi phục từ bản sao lưu gần nhất.",
        )
    return count, previous
