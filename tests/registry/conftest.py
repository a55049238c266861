"""Migrated registers, made once; every test finds one that is empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.store import Store, open_store
from tests.support.kept_rows import filled_by
from tests.support.postgres import Server
from tests.support.registry_builder import copy_of, empty, enter, register_at


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty register."""
    path = tmp_path_factory.mktemp("empty") / "registry.db"
    register_at(path).close()
    return path


@pytest.fixture(scope="session")
def served_register(postgres: Server) -> Iterator[Store]:
    """An empty register on PostgreSQL, one for all tests of this process."""
    opened = open_store(postgres.new_database("registry"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def filed_register(empty_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An empty register in a file, one for all tests of this process: its statements are compiled once."""
    opened = copy_of(empty_register, tmp_path_factory.mktemp("filed"))
    yield opened
    opened.close()


@pytest.fixture(params=["filed", pytest.param("served", marks=pytest.mark.postgresql)], ids=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty register on each database, emptied afterwards: that is many times faster than a new one."""
    found: Store = request.getfixturevalue(f"{request.param}_register")
    yield found
    empty(found)


@pytest.fixture
def sibling(empty_register: Path, tmp_path: Path) -> Iterator[Store]:
    """Another empty register, in a file, to compare with."""
    (tmp_path / "sibling").mkdir()
    opened = copy_of(empty_register, tmp_path / "sibling")
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(empty_register: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty register in a file of its own, for what is done to SQLite alone."""
    opened = copy_of(empty_register, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def postgresql_store(served_register: Store) -> Iterator[Store]:
    """An empty register on PostgreSQL, for what is done to a server alone."""
    yield served_register
    empty(served_register)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty database of its own is, on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'registry.db'}"
        return
    server: Server = request.getfixturevalue("postgres")
    yield server.new_database("passing")
    server.run('DROP DATABASE "passing" WITH (FORCE)')


@pytest.fixture
def filled(store: Store) -> Store:
    """A register with two people and three tasks."""
    return filled_by(enter, store)
