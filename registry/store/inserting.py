"""Many rows of one table go into the database in one statement, whose words are worked out once.

Knows how the database spells the statement and takes each value; journals nothing: only `registry.store.sealing` may
call it. SQLAlchemy would look at every value of every row again (measured: half of the time of a row).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import FromClause, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from registry.model import Base

_STATEMENTS = 64  # that are remembered: every table of two databases


class _Statement:
    """An INSERT of one row, in the words of a database, and how its driver takes the values."""

    def __init__(self, dialect: Dialect, table: FromClause) -> None:
        compiled = insert(table).compile(dialect=dialect)  # type: ignore[arg-type]  # our models have tables
        self.words, self._is_positional = str(compiled), compiled.positiontup is not None
        self._names = compiled.positiontup or [column.key for column in table.columns]
        self._take = itemgetter(*self._names)
        tellers = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in self._names]
        self._told = [(place, tell) for place, tell in enumerate(tellers) if tell is not None]

    def values(self, row: Mapping[str, Any]) -> Sequence[Any] | Mapping[str, Any]:
        """The row as the driver takes it: days, structures and the like told in its own way, the rest as it is."""
        values = list(self._take(row))
        for place, tell in self._told:
            values[place] = tell(values[place])
        return tuple(values) if self._is_positional else dict(zip(self._names, values, strict=True))


def insert_rows(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that name every column of their table."""
    connection = session.connection()
    statement = _statement(connection.dialect, model)
    connection.exec_driver_sql(statement.words, [statement.values(row) for row in rows])


@lru_cache(_STATEMENTS)
def _statement(dialect: Dialect, model: type[Base]) -> _Statement:
    return _Statement(dialect, model.__table__)
