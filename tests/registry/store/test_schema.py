"""Migrations: a fresh database is what the models say, opening is harmless, the future is refused."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, MetaData, Table, UniqueConstraint, inspect, select, text

from registry.errors import StoreDamaged, StoreUnavailable
from registry.model import Base, JournalHead
from registry.store import Store, open_store
from registry.store.engine import make_engine
from registry.store.schema import present_revision
from tests.support.registry_builder import enter


def _differences(store: Store, metadata: MetaData) -> list[object]:
    with store.engine.connect() as connection:
        options = {"compare_type": True, "include_object": _is_described}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))


def _is_described(_object: object, name: str | None, *_rest: object) -> bool:
    """The words index of titles is the database's own and no model's; test_search holds it against the rows."""
    return not (name or "").startswith(("task_search", "ix_task_search"))


def test_a_fresh_register_equals_the_models(store: Store) -> None:
    """this test ensures that the migrations make exactly the tables the models describe."""
    assert _differences(store, Base.metadata) == []


def test_no_index_is_the_beginning_of_a_unique_one() -> None:
    """this test ensures that no column is indexed twice: the rule that begins with it answers the same questions."""
    twice = []
    for table in Base.metadata.sorted_tables:
        rules = [each.columns.keys() for each in table.constraints if isinstance(each, UniqueConstraint)]
        starts = [*rules, *(index.columns.keys() for index in table.indexes if index.unique)]
        plain = [index.columns.keys() for index in table.indexes if not index.unique]
        twice += [(table.name, columns) for columns in plain if columns in [each[: len(columns)] for each in starts]]
    assert twice == []


def test_a_table_nobody_migrated_is_found(store: Store) -> None:
    """this test ensures that the comparison finds a table that only the models know (broken twin)."""
    metadata = MetaData()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(metadata)
    Table("forgotten", metadata, Column("id", Integer, primary_key=True))
    assert len(_differences(store, metadata)) == 1


def test_opening_again_changes_nothing(address: str) -> None:
    """this test ensures that a register opened twice holds the same rows and one journal head."""
    first = open_store(address)
    plan = enter(first)
    first.close()
    second = open_store(address)
    assert len(plan.added) == 3
    assert enter(second).is_empty
    with second.reading() as session:
        assert len(session.scalars(select(JournalHead)).all()) == 1
    second.close()


def test_a_register_of_a_newer_version_is_refused(address: str) -> None:
    """this test ensures that a database of an unknown migration is not touched and the clerk is told to update."""
    store = open_store(address)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreUnavailable) as caught:
        open_store(address)
    assert "mới hơn" in caught.value.message
    assert "Cài phiên bản mới" in caught.value.advice


def test_a_migration_that_stops_half_way_leaves_nothing(address: str) -> None:
    """this test ensures that tables are made all or none: the one in the way is all there is afterwards."""
    engine = make_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE register_entry (id integer)")
    with pytest.raises(StoreUnavailable):
        open_store(address)
    assert present_revision(engine) == ""
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["register_entry"]
        connection.exec_driver_sql("DROP TABLE register_entry")
    engine.dispose()
    store = open_store(address)
    assert len(enter(store).added) == 3
    store.close()


def test_two_who_open_an_empty_database_both_find_it_ready(address: str) -> None:
    """this test ensures that two commands may make the tables at once: one makes them, the other waits."""
    opened: list[Store] = []
    both_at_once = [threading.Thread(target=lambda: opened.append(open_store(address))) for _ in range(2)]
    for thread in both_at_once:
        thread.start()
    for thread in both_at_once:
        thread.join()
    assert len(opened) == 2
    assert len(enter(opened[0]).added) == 3
    assert enter(opened[1]).is_empty
    for store in opened:
        store.close()


def test_a_file_found_half_made_is_looked_at_again(tmp_path: Path) -> None:
    """this test ensures that who meets another opening the file waits for it, and one that stays damaged is told."""
    path = tmp_path / "registry.db"
    open_store(f"sqlite:///{path}").close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096])  # the first page without the others
    with pytest.raises(StoreDamaged):
        open_store(f"sqlite:///{path}")
    mended = threading.Timer(0.15, path.write_bytes, (whole,))
    mended.start()
    open_store(f"sqlite:///{path}").close()
    mended.join()
