"""Every table as lines of text: what a snapshot holds, what two registries are compared by.

Knows tables from their models alone, so a new table joins by itself, and one fixed order: tables as they depend on
one another, rows by their key. Same content, same text, on every database. Does not know where the text is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Table, Text, cast, column, func, select, table
from sqlalchemy.orm import Session

from registry.model import Base, JournalEntry, JournalHead
from registry.store.journal import Head
from registry.store.json_text import canonical, told

JOURNAL = JournalEntry.__tablename__
ROWS_AT_ONCE = 2000


@dataclass(frozen=True, kw_only=True)
class TableShape:
    """A table as its text begins: name, columns in their order, rows it holds now."""

    name: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A table that is not the same in two registries; `line` is the first row that differs, counted from 1."""

    table: str
    line: int
    one: str
    other: str


class RegistryText:
    """One state of a registry as text, as long as the look at it lasts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def revision(self) -> str:
        """The form of the database, as its migrations count it."""
        return str(
            self._session.execute(select(column("version_num")).select_from(table("alembic_version"))).scalar_one()
        )

    @property
    def head(self) -> Head:
        """Where the journal ends."""
        return Head(*self._session.execute(select(JournalHead.sequence, JournalHead.hash)).one())

    def shapes(self) -> tuple[TableShape, ...]:
        """Every table with its columns and its number of rows, those that others point to first."""
        return tuple(self._shape(each) for each in Base.metadata.sorted_tables)

    def lines(self, name: str, *, after: int = 0) -> Iterator[str]:
        """The rows of a table, one JSON object a line, by their key; of the journal those behind entry `after`.

        Columns stand in the order of their names, what lies inside a structure as it lies in the database.
        """
        held = Base.metadata.tables[name]
        columns = sorted(held.columns, key=lambda each: each.name)
        query = select(*map(_as_told, columns)).order_by(*held.primary_key.columns)
        if name == JOURNAL:
            query = query.where(held.c.sequence > after)
        line = f"{{{','.join(f'{told(each.name)}:%s' for each in columns)}}}"
        tellers = [_told_structure if isinstance(each.type, JSON) else told for each in columns]
        connection = self._session.connection()
        with connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE}) as found:
            for row in found:
                yield line % tuple([tell(value) for tell, value in zip(tellers, row, strict=True)])

    def entry_hash(self, sequence: int) -> str:
        """The hash of an entry of the journal, "" when there is none with that number."""
        return self._session.scalar(select(JournalEntry.hash).where(JournalEntry.sequence == sequence)) or ""

    def _shape(self, held: Table) -> TableShape:
        rows = self._session.scalar(select(func.count()).select_from(held)) or 0
        columns = tuple(sorted(each.name for each in held.columns))
        return TableShape(name=held.name, columns=columns, rows=rows)


def _as_told(held: Column[Any]) -> ColumnElement[Any]:
    """A structure is asked for as the text it lies there as: to read and write it again was half of the work."""
    return cast(held, Text) if isinstance(held.type, JSON) else held


def _told_structure(text: str | None) -> str:
    return "null" if text is None else text


def table_names() -> tuple[str, ...]:
    """Every table of the registry, those that others point to first."""
    return tuple(each.name for each in Base.metadata.sorted_tables)


def differences(one: RegistryText, other: RegistryText) -> tuple[Difference, ...]:
    """The tables in which two registries differ, each with its first differing row; () when they are equal.

    The order of keys inside a structure is no difference: no rule and no paper depends on it.
    """
    found = (_difference(one, other, name) for name in table_names())
    return tuple(each for each in found if each)


def _difference(one: RegistryText, other: RegistryText, name: str) -> Difference | None:
    mine, theirs = one.lines(name), other.lines(name)
    for line, (left, right) in enumerate(_pairs(mine, theirs), start=1):
        if left != right and _sorted(left) != _sorted(right):
            return Difference(table=name, line=line, one=left, other=right)
    return None


def _pairs(mine: Iterator[str], theirs: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Rows side by side, "" where one registry has no more."""
    while True:
        left, right = next(mine, ""), next(theirs, "")
        if not left and not right:
            return
        yield left, right


def _sorted(line: str) -> str:
    value: Any = json.loads(line) if line else None
    return canonical(value)
