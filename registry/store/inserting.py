"""Many rows of one table go into the database in one statement, whose words are worked out once.

Knows how the database spells the statement and takes each value; journals nothing: only `registry.store.sealing` may
call it. SQLAlchemy would look at every value of every row again (measured: half of the time of a row).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from registry.model import Base

_STATEMENTS = 64  # that are remembered: every table of two databases


@dataclass(frozen=True, kw_only=True)
class _Statement:
    """An INSERT of one row: its words, and per column how a value is handed over, None as it is."""

    words: str
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    is_positional: bool

    def values(self, row: Mapping[str, Any]) -> tuple[Any, ...] | dict[str, Any]:
        """The row as the database's driver takes it."""
        if self.is_positional:
            return tuple([row[name] if told is None else told(row[name]) for name, told in self.columns])
        return {name: row[name] if told is None else told(row[name]) for name, told in self.columns}


def insert_rows(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that name every column of their table."""
    connection = session.connection()
    statement = _statement(connection.dialect, model)
    connection.exec_driver_sql(statement.words, [statement.values(row) for row in rows])


@lru_cache(_STATEMENTS)
def _statement(dialect: Dialect, model: type[Base]) -> _Statement:
    table = model.__table__
    compiled = insert(table).compile(dialect=dialect)  # type: ignore[arg-type]
    names = compiled.positiontup or [column.key for column in table.columns]
    tellers = (table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names)
    return _Statement(
        words=str(compiled),
        columns=tuple(zip(names, tellers, strict=True)),
        is_positional=compiled.positiontup is not None,
    )
