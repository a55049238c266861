"""A migrated register, made once and copied for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.store import Store
from tests.support.registry_builder import copy_of, enter, register_at


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty register."""
    path = tmp_path_factory.mktemp("empty") / "registry.db"
    register_at(path).close()
    return path


@pytest.fixture
def store(empty_register: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty register of its own."""
    opened = copy_of(empty_register, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store) -> Store:
    """A register with two people and three tasks."""
    enter(store)
    return store
