"""Writes the journal by itself: whatever a unit of work changes is sealed in the same transaction.

Knows how a change is described and where the chain goes on; does not know why it happened: actor, moment and reason
come with the unit of work. What the journal would not see is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import insert, inspect, select, update
from sqlalchemy.orm import InstanceState, Mapper, ORMExecuteState, Session, UOWTransaction

from registry.model import Base, JournalEntry, JournalHead
from registry.store.closed_cycles import guard_rows
from registry.store.journal import COVERED, Head, digest, entry_text
from registry.store.json_text import Written, canonical
from registry.store.row_keys import insert_many

WRITER = "writer"
_SEALED = "sealed"
_NOTHING = Written("{}")


class Change(NamedTuple):
    """What happened to one record; `before` and `after` are JSON."""

    action: str
    entity: str
    key: str
    before: Written
    after: Written


def seal_changes(session: Session, context: UOWTransaction) -> None:
    """Session event after each flush: one entry per new, changed and deleted record."""
    changes = [*_changes(session, _deleted(context))]
    if changes:
        seal(session, changes)


def seal(session: Session, changes: Sequence[Change]) -> None:
    """Put the changes at the end of the chain, in this order."""
    head = session.execute(select(JournalHead.sequence, JournalHead.hash).with_for_update()).one()
    writer = session.info[WRITER]
    sequence, previous, rows = head.sequence, head.hash, []
    for change in changes:
        sequence += 1
        covered = (
            sequence,
            writer["at"],
            writer["actor"],
            change.action,
            change.entity,
            change.key,
            change.before,
            change.after,
            writer["reason"],
            previous,
        )
        previous = digest(entry_text(*covered))
        rows.append({**dict(zip(COVERED, covered, strict=True)), "hash": previous})
    connection = session.connection()
    connection.execute(insert(JournalEntry), rows)
    connection.execute(update(JournalHead).values(sequence=sequence, hash=previous))
    session.info[_SEALED] = True


def sealed_head(session: Session) -> Head | None:
    """Where the chain ends for this unit of work, None when it sealed nothing."""
    session.flush()
    if not session.info.get(_SEALED):
        return None
    return Head(*session.execute(select(JournalHead.sequence, JournalHead.hash)).one())


def refuse_unsealed(execution: ORMExecuteState) -> None:
    """Session event before each statement: bulk changes pass the journal by, so a unit of work refuses them."""
    if execution.is_insert or execution.is_update or execution.is_delete:
        raise RuntimeError("a bulk statement is not journalled: change records, or use add_rows")


def add_rows(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert many new records of one table at once, sealed as `session.add_all` seals them; their ids in order.

    Several times faster than records one by one, for tables with an `id`. A column a row does not name is empty.
    """
    if not rows:
        return []
    session.flush()  # what came before stands before in the chain
    guard_rows(session, model, rows)
    mapper = inspect(model)
    full = [{name: row.get(name) for name in _names(mapper) if name != "id"} for row in rows]
    ids = insert_many(session, model, full)
    added = ({**row, "id": key} for row, key in zip(full, ids, strict=True))
    seal(session, [_added(mapper, row) for row in added])
    return ids


def _deleted(context: UOWTransaction) -> list[Base]:
    # `session.deleted` does not name orphans, which a relationship deletes by itself; the flush does.
    gone = [state for state, (is_deleted, is_listed) in context.states.items() if is_deleted and not is_listed]
    return [state.obj() for state in sorted(gone, key=_place)]


def _place(state: InstanceState[Any]) -> tuple[str, Any]:
    """Where a record stands among those of one flush, which remembers no order."""
    return state.class_.__name__, state.key[1] if state.key else ()


def _changes(session: Session, deleted: Sequence[Base]) -> Iterator[Change]:
    for record in session.new:
        mapper = inspect(record).mapper
        yield _added(mapper, _values(record, mapper))
    changed: Iterable[Any] = session.dirty.difference(deleted)
    for state in sorted(map(inspect, changed), key=_place):
        before, after = _difference(state)
        if after:
            about = _about(state.mapper, _values(state.obj(), state.mapper))
            yield Change("changed", *about, canonical(before), canonical(after))
    for record in deleted:
        mapper = inspect(record).mapper
        values = _values(record, mapper)
        yield Change("deleted", *_about(mapper, values), canonical(values), _NOTHING)


def _added(mapper: Mapper[Any], values: Mapping[str, Any]) -> Change:
    return Change("added", *_about(mapper, values), _NOTHING, canonical(values))


def _about(mapper: Mapper[Any], values: Mapping[str, Any]) -> tuple[str, str]:
    """Table and key of a record: the code people know it by, else what the database knows it by."""
    key = values.get("code") or ".".join(str(values[str(column.key)]) for column in mapper.primary_key)
    return str(mapper.local_table.name), str(key)  # type: ignore[attr-defined]


@cache
def _names(mapper: Mapper[Any]) -> tuple[str, ...]:
    return tuple(column.key for column in mapper.column_attrs)


def _values(record: Any, mapper: Mapper[Any]) -> dict[str, Any]:
    at_hand = record.__dict__  # reading a mapped attribute costs ten times as much
    return {name: at_hand[name] if name in at_hand else getattr(record, name) for name in _names(mapper)}


def _difference(state: InstanceState[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = {}, {}
    for name in _names(state.mapper):
        history = state.attrs[name].history
        if history.has_changes():
            before[name] = history.deleted[0] if history.deleted else None
            after[name] = history.added[0] if history.added else None
    return before, after
