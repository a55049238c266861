"""A migrated register, made once and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.store import Store, open_store
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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty register of its own, on each database."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture
def sibling(empty_register: Path, tmp_path: Path) -> Iterator[Store]:
    """Another empty register, in a file, to compare with."""
    (tmp_path / "sibling").mkdir()
    opened = copy_of(empty_register, tmp_path / "sibling")
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(empty_register: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty register in a file."""
    opened = copy_of(empty_register, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def postgresql_store(served_register: Store) -> Iterator[Store]:
    """The register on PostgreSQL, emptied afterwards: that is fifty times faster than a new one."""
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
    enter(store)
    return store
