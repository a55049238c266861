"""Statements compiled once for all commands of a test process.

The program opens one register in each process and compiles a statement when it first needs it. Tests run hundreds of
commands in one process, each with a register of its own; without this every one would compile the same again, a sixth
of its time. Knows SQLAlchemy's dialects and their memory of statements; knows no statement. PostgreSQL is left alone.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

from registry.store.engine import make_engine

KEPT = 5000
_statements: LRUCache[Any, Any] = LRUCache(KEPT)


def engine_of(url: str) -> Engine:
    """An engine as the program makes it, which remembers what engines before it compiled."""
    engine = make_engine(url)
    if engine.dialect.name != "sqlite":
        return engine
    engine.dialect = _dialect()
    engine.update_execution_options(compiled_cache=_statements)
    return engine


@functools.cache
def _dialect() -> Dialect:
    """The one all share, for statements are remembered by it; it has met a database once."""
    engine = make_engine("sqlite://")
    engine.connect().close()
    engine.dispose()
    return engine.dialect


@contextlib.contextmanager
def compiled_once() -> Iterator[None]:
    """Registers opened within the block share what was compiled."""
    with patch("registry.store.unit.make_engine", engine_of):
        yield
