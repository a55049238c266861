"""A lost registry filled again from text: the tables of a snapshot, then the journal's entries written since.

Knows the form the text was written in (it is brought to today's afterwards) and that everything happens in one
transaction: a filling that is interrupted leaves nothing. Does not know where the text comes from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, MetaData, delete, func, insert, inspect, select, text
from sqlalchemy.engine import Connection

from registry.errors import Conflict, StoreUnavailable
from registry.model import Base, JournalHead
from registry.store.causes import translated
from registry.store.engine import make_engine, prepare_database, settle_tables
from registry.store.journal import START, Head
from registry.store.migrating import knows, upgrade
from registry.store.replaying import insert_all, replay, stored_head

HEAD = JournalHead.__tablename__
UNFINISHED = "refilling"
"""A table that stands while a refilled registry still waits for what the shelf alone knows."""
EMPTY, HALF, LIVING = "empty", "unfinished", "living"
_VERSIONS = "alembic_version"
Rows = Iterable[str]


@dataclass(frozen=True, kw_only=True)
class Refilled:
    """What was filled in: rows of the snapshot, entries of the journal replayed after it, and where the chain ends."""

    rows: int
    entries: int
    head: Head


def holdings(url: str) -> str:
    """What a database holds: EMPTY (no table of ours has a row), HALF (a refilling stopped), LIVING.

    Makes no file and no table; StoreDamaged when there is something that cannot be read.
    """
    engine = make_engine(url)
    try:
        if _is_missing_file(engine):
            return EMPTY
        with translated(), engine.connect().execution_options(is_reader=True) as connection:
            return _held(connection)
    finally:
        engine.dispose()


def _is_missing_file(engine: Engine) -> bool:
    path = Path(engine.url.database or "")
    return engine.dialect.name == "sqlite" and not (path.is_file() and path.stat().st_size)


def _held(connection: Connection) -> str:
    names = set(inspect(connection).get_table_names())
    if UNFINISHED in names:
        return HALF
    ours = [table for table in Base.metadata.sorted_tables if table.name in names and table.name != HEAD]
    has_row = any(connection.execute(select(text("1")).select_from(table).limit(1)).first() for table in ours)
    return LIVING if has_row else EMPTY


def refill(url: str, revision: str, tables: Iterable[tuple[str, Rows]], tails: Iterable[Rows]) -> Refilled:
    """Fill an empty database with the `tables` of a snapshot in the form `revision` ("": none, today's form), then
    replay the `tails` of the journal.

    Raises Conflict when the database holds anything, StoreDamaged when text contradicts itself, StoreUnavailable for
    text of a newer version.
    """
    if holdings(url) != EMPTY:
        raise Conflict("Cơ sở dữ liệu đích không trống.", advice="Chỉ một cơ sở dữ liệu trống, hoặc một tệp chưa có.")
    if revision and not knows(revision):
        raise StoreUnavailable("Bản chụp sổ do phiên bản mới hơn ghi.", advice="Cài phiên bản mới nhất của docgen.")
    engine = make_engine(url)
    try:
        with translated(), engine.begin() as connection:
            return _fill(connection, revision, tables, tails)
    finally:
        engine.dispose()


def finish_refilling(engine: Engine) -> None:
    """Everything is in the registry again: it is an ordinary one from now on."""
    with translated(), engine.begin() as connection:
        connection.execute(text(f"drop table if exists {UNFINISHED}"))


def _fill(connection: Connection, revision: str, tables: Iterable[tuple[str, Rows]], tails: Iterable[Rows]) -> Refilled:
    _make_tables(connection, revision)
    known = MetaData()
    known.reflect(connection)
    connection.execute(delete(known.tables[HEAD]))
    with _late_keys(connection, known):
        rows = sum(insert_all(connection, known.tables[name], map(json.loads, lines)) for name, lines in tables)
        before = stored_head(connection, known.tables[HEAD], Head(0, START))
        head = replay(connection, known, before, tails)
        connection.execute(delete(known.tables[HEAD]))
        connection.execute(insert(known.tables[HEAD]).values(id=1, sequence=head.sequence, hash=head.hash))
    upgrade(connection, "head")
    settle_tables(connection, Base.metadata.tables)
    _continue_keys(connection)
    connection.execute(text(f"create table {UNFINISHED} (id integer primary key)"))
    return Refilled(rows=rows, entries=head.sequence - before.sequence, head=head)


def _make_tables(connection: Connection, revision: str) -> None:
    """The tables in the form of the text; an ordinary command may have made empty ones after the loss."""
    if _VERSIONS not in inspect(connection).get_table_names():
        prepare_database(connection)
        upgrade(connection, revision or "head")
        return
    present = connection.scalar(text(f"select version_num from {_VERSIONS}"))
    if revision and present != revision:
        raise Conflict(
            f"Cơ sở dữ liệu đích đã có bảng trống theo mẫu {present}, bản chụp sổ theo mẫu {revision}.",
            advice="Chuyển tệp trống đó đi chỗ khác, hoặc chỉ một cơ sở dữ liệu mới.",
        )


@contextmanager
def _late_keys(connection: Connection, known: MetaData) -> Iterator[None]:
    """Rows may come before those they point to while the block runs; at its end every key must have its row."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # until the transaction ends
        yield
        return
    _alter_keys(connection, known, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    _alter_keys(connection, known, "NOT DEFERRABLE")


def _alter_keys(connection: Connection, known: MetaData, how: str) -> None:
    quote = connection.dialect.identifier_preparer.quote
    for table in known.sorted_tables:
        for key in table.foreign_key_constraints:
            connection.exec_driver_sql(f"ALTER TABLE {quote(table.name)} ALTER CONSTRAINT {quote(str(key.name))} {how}")


def _continue_keys(connection: Connection) -> None:
    """On PostgreSQL keys come from a sequence, which goes on behind the highest key there is."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.c and (name := connection.scalar(select(func.pg_get_serial_sequence(table.name, "id")))):
            highest = connection.scalar(select(func.max(table.c.id)))
            connection.execute(select(func.setval(name, highest or 1, highest is not None)))
