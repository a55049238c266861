"""Migrations: a fresh database is what the models say, opening is harmless, the future is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, MetaData, Table, select, text

from registry.errors import StoreUnavailable
from registry.model import Base, JournalHead
from registry.store import Store
from tests.support.registry_builder import enter, register_at


def _differences(store: Store, metadata: MetaData) -> list[object]:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


def test_a_fresh_register_equals_the_models(store: Store) -> None:
    """this test ensures that the migrations make exactly the tables the models describe."""
    assert _differences(store, Base.metadata) == []


def test_a_table_nobody_migrated_is_found(store: Store) -> None:
    """this test ensures that the comparison finds a table that only the models know (broken twin)."""
    metadata = MetaData()
    for table in Base.metadata.sorted_tables:
        table.to_metadata(metadata)
    Table("forgotten", metadata, Column("id", Integer, primary_key=True))
    assert len(_differences(store, metadata)) == 1


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    """this test ensures that a register opened twice holds the same rows and one journal head."""
    first = register_at(tmp_path / "registry.db")
    plan = enter(first)
    first.close()
    second = register_at(tmp_path / "registry.db")
    assert len(plan.added) == 3
    assert enter(second).is_empty
    with second.reading() as session:
        assert len(session.scalars(select(JournalHead)).all()) == 1
    second.close()


def test_a_register_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """this test ensures that a database of an unknown migration is not touched and the clerk is told to update."""
    store = register_at(tmp_path / "registry.db")
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreUnavailable) as caught:
        register_at(tmp_path / "registry.db")
    assert "mới hơn" in caught.value.message
    assert "Cài phiên bản mới" in caught.value.advice
