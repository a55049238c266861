"""Writes the journal by itself: whatever a unit of work changes is sealed in the same transaction.

Knows how a change is described and where the chain goes on; does not know why it happened: actor, moment and reason
come with the unit of work. What the journal would not see is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import inspect, select, update
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction

from registry.model import Base, JournalEntry, JournalHead
from registry.store.closed_cycles import guard_rows
from registry.store.inserting import insert_rows
from registry.store.journal import COVERED, Head, digest, entry_text
from registry.store.json_text import Written, canonical, canonical_row
from registry.store.row_keys import next_keys
from registry.store.rows import Row, column_names, forget_lists

WRITER = "writer"
_SEALED = "sealed"
_NOTHING = Written("{}")
_COLUMNS = (*COVERED, "hash")


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
        rows.append(dict(zip(_COLUMNS, (*covered, previous), strict=True)))
    insert_rows(session, JournalEntry, rows)
    session.connection().execute(update(JournalHead).values(sequence=sequence, hash=previous))
    session.info[_SEALED] = True


def note_event(session: Session, event: str, entity: str, key: str, facts: Mapping[str, Any]) -> None:
    """Seal something that happened and changed no row, as the repair of an object on the shelf."""
    session.flush()
    seal(session, [Change(event, entity, key, _NOTHING, canonical(facts))])


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


def add_rows(session: Session, rows: Sequence[Row]) -> None:
    """Insert many new records at once, of one table or several, sealed in their order as `session.add_all` seals them.

    Several times faster than records one by one, for tables with an `id`. Afterwards every row has its key.
    """
    if not rows:
        return
    session.flush()  # what came before stands before in the chain
    tables: dict[type[Base], list[Row]] = defaultdict(list)
    for row in rows:
        tables[row.model].append(row)
    for model, own in tables.items():
        for row, key in zip(own, next_keys(session, model, len(own)), strict=True):
            row.id = key
    for row in rows:
        row.complete()
    guard_rows(session, rows)
    for model in sorted(tables, key=_depth):
        insert_rows(session, model, [row.values for row in tables[model]])
    seal(session, [_added(row.model, row.values) for row in rows])
    forget_lists(session, tables)


@cache
def _depth(model: type[Base]) -> int:
    """Where a table stands among those that are filled in order, each after the tables it points to."""
    return [table.name for table in Base.metadata.sorted_tables].index(model.__tablename__)


def _deleted(context: UOWTransaction) -> list[Base]:
    # `session.deleted` does not name orphans, which a relationship deletes by itself; the flush does.
    gone = [state for state, (is_deleted, is_listed) in context.states.items() if is_deleted and not is_listed]
    return [state.obj() for state in sorted(gone, key=_place)]


def _place(state: InstanceState[Any]) -> tuple[str, Any]:
    """Where a record stands among those of one flush, which remembers no order."""
    return state.class_.__name__, state.key[1] if state.key else ()


def _changes(session: Session, deleted: Sequence[Base]) -> Iterator[Change]:
    for record in session.new:
        yield _added(type(record), _values(record))
    changed: Iterable[Any] = session.dirty.difference(deleted)
    for state in sorted(map(inspect, changed), key=_place):
        before, after = _difference(state)
        if after:
            record = state.obj()
            yield Change("changed", *_about(type(record), _values(record)), canonical(before), canonical(after))
    for record in deleted:
        values = _values(record)
        yield Change("deleted", *_about(type(record), values), canonical(values), _NOTHING)


def _added(model: type[Base], values: Mapping[str, Any]) -> Change:
    return Change("added", *_about(model, values), _NOTHING, canonical_row(values))


def _about(model: type[Base], values: Mapping[str, Any]) -> tuple[str, str]:
    """Table and key of a record: the code people know it by, else what the database knows it by."""
    key = values.get("code") or ".".join(str(values[name]) for name in _primary(model))
    return model.__tablename__, str(key)


@cache
def _primary(model: type[Base]) -> tuple[str, ...]:
    return tuple(str(column.key) for column in inspect(model).primary_key)


def _values(record: Base) -> dict[str, Any]:
    at_hand = record.__dict__  # reading a mapped attribute costs ten times as much
    return {name: at_hand[name] if name in at_hand else getattr(record, name) for name in column_names(type(record))}


def _difference(state: InstanceState[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = {}, {}
    model: type[Base] = state.class_
    for name in column_names(model):
        history = state.attrs[name].history
        if history.has_changes():
            before[name] = history.deleted[0] if history.deleted else None
            after[name] = history.added[0] if history.added else None
    return before, after
