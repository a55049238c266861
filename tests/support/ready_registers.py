"""Registers ready at once: statements compiled once for a whole test process, a new file copied from a migrated one.

The program opens one register in each process, compiles a statement when it first needs it and migrates a new file
once in the life of an office. Tests open hundreds in one process; without this each would migrate and compile the
same again, a third of its time. Knows SQLAlchemy's dialects and their memory of statements; knows no statement.
PostgreSQL is left alone, and so are the tests of migrations.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine
from sqlalchemy.engine import Dialect
from sqlalchemy.util import LRUCache

from registry.store.engine import make_engine
from registry.store.schema import bring_up_to_date

KEPT = 5000
_statements: LRUCache[Any, Any] = LRUCache(KEPT)


def engine_of(url: str) -> Engine:
    """An engine as the program makes it, which remembers what engines before it compiled; its file is there."""
    engine = make_engine(url)
    if engine.dialect.name != "sqlite":
        return engine
    path = Path(engine.url.database or "")
    if path.parent.is_dir() and not path.exists():
        with contextlib.suppress(OSError):  # the program will say what is wrong
            shutil.copyfile(_empty(), path)
    engine.dialect = _dialect()
    engine.update_execution_options(compiled_cache=_statements)
    return engine


@functools.cache
def _empty() -> Path:
    """The file of an empty register of the newest form."""
    folder = Path(tempfile.mkdtemp(prefix="docgen-register-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    engine = make_engine(f"sqlite:///{folder / 'registry.db'}")
    bring_up_to_date(engine)
    engine.dispose()
    return folder / "registry.db"


@functools.cache
def _dialect() -> Dialect:
    """The one all share, for statements are remembered by it; it has met a database once."""
    engine = make_engine("sqlite://")
    engine.connect().close()
    engine.dispose()
    return engine.dialect


@contextlib.contextmanager
def registers_ready() -> Iterator[None]:
    """Registers opened within the block are ready at once."""
    with patch("registry.store.unit.make_engine", engine_of):
        yield
