"""The journal read as instructions: each entry changes its row again as it was changed the first time.

Knows how an entry names its row and what it did to it; believes no entry that does not follow from the one before.
Works on tables as the database describes them, so it serves any form the registry ever had.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Date, MetaData, Table, delete, insert, select, update
from sqlalchemy.engine import Connection

from registry.errors import StoreDamaged
from registry.store.journal import Head, entry_hash
from registry.store.table_text import JOURNAL

ROWS_AT_ONCE = 1000
Row = Mapping[str, Any]


def replay(connection: Connection, known: MetaData, head: Head, tails: Iterable[Iterable[str]]) -> Head:
    """Replay what the tails of the journal add to the chain that ends at `head`; where it ends then.

    A tail may begin before the end; what is there already is passed over. The first entry that does not follow ends
    the replay. Raises StoreDamaged when an entry is genuine and its row is not there.
    """
    for tail in tails:
        for some in in_groups(_following(head, tail)):
            for entry in some:
                _do_again(connection, known, entry)
            insert_all(connection, known.tables[JOURNAL], some)
            head = Head(some[-1]["sequence"], some[-1]["hash"])
    return head


def insert_all(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert rows of text, many at a time; how many they were."""
    count = 0
    for some in in_groups(rows):
        connection.execute(insert(table), [_typed(table, row) for row in some])
        count += len(some)
    return count


def in_groups(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    """The rows in groups of a thousand, none empty."""
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        yield some


def _following(head: Head, tail: Iterable[str]) -> Iterator[Row]:
    """The entries of a tail that follow one another from `head` on."""
    last = head
    for line in tail:
        entry = json.loads(line)
        if entry["sequence"] <= last.sequence:
            continue
        is_next = (entry["sequence"], entry["previous"]) == (last.sequence + 1, last.hash)
        if not is_next or entry_hash(entry) != entry["hash"]:
            return
        last = Head(entry["sequence"], entry["hash"])
        yield entry


def _do_again(connection: Connection, known: MetaData, entry: Row) -> None:
    """What the entry says was done; an event that changed no row is only kept."""
    table, act = known.tables.get(entry["entity"]), _ACTS.get(entry["action"])
    if table is not None and act and not act(connection, table, entry):
        raise StoreDamaged(
            f"Nhật ký trên kho mâu thuẫn với bản chụp sổ ở mục {entry['sequence']} "
            f"({entry['entity']} {entry['entity_key']}).",
            advice="Phục hồi từ bản sao lưu gần nhất bằng “docgen restore”.",
        )


def _add(connection: Connection, table: Table, entry: Row) -> bool:
    connection.execute(insert(table).values(_typed(table, entry["after"])))
    return True


def _change(connection: Connection, table: Table, entry: Row) -> bool:
    values, key = _typed(table, entry["after"]), entry["before"].get("code") or entry["entity_key"]
    if "code" in table.c and connection.execute(update(table).where(table.c.code == key).values(values)).rowcount == 1:
        return True
    where = [column == column.type.python_type(part) for column, part in _key_parts(table, entry["entity_key"])]
    return bool(where) and connection.execute(update(table).where(*where).values(values)).rowcount == 1


def _delete(connection: Connection, table: Table, entry: Row) -> bool:
    gone = _typed(table, entry["before"])
    where = [column == gone[column.name] for column in table.primary_key]
    return connection.execute(delete(table).where(*where)).rowcount == 1


_ACTS = {"added": _add, "changed": _change, "deleted": _delete}


def _key_parts(table: Table, key: str) -> list[tuple[Any, str]]:
    """The columns of the key with their part of it; [] when this is no such key."""
    columns = list(table.primary_key)
    parts = key.split(".") if len(columns) > 1 else [key]
    is_key = len(parts) == len(columns) and all(part.isdecimal() for part in parts)
    return list(zip(columns, parts, strict=True)) if is_key else []


def _typed(table: Table, row: Row) -> dict[str, Any]:
    """A row of text as the database takes it: days were written as words."""
    return {name: _value(table, name, value) for name, value in row.items()}


def _value(table: Table, name: str, value: Any) -> Any:
    is_day = value is not None and isinstance(table.c[name].type, Date)
    return dt.date.fromisoformat(value) if is_day else value


def stored_head(connection: Connection, table: Table, start: Head) -> Head:
    """Where the one row of the head says the chain ends; `start` for a table without it."""
    found = connection.execute(select(table.c.sequence, table.c.hash)).first()
    return Head(*found) if found else start
