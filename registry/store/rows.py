"""Records as plain rows: a mapped object costs ten times as much, nothing for one paper and much for a long list.

Knows columns and keys; does not know what a row means, nor the journal: new rows are written by
`registry.store.sealing`, which seals them, and what changes of a held one is set on its record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import RelationshipDirection, Session

from registry.model import Base


class Row:
    """A record as its columns by name; `id` is None while it is new and not written. What it does not name is empty.

    Where a key of another record is meant, that record's own row may stand: it has its key once both are written.
    """

    __slots__ = ("_changed", "id", "model", "values")

    def __init__(self, model: type[Base], values: Mapping[str, Any], key: int | None = None) -> None:
        self.model, self.values, self.id = model, dict(values), key
        self._changed: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def put(self, **values: Any) -> None:
        """Set columns; nothing is written yet."""
        for name, value in values.items():
            if self.values.get(name) != value:
                self.values[name] = value
                self._changed.add(name)

    def write_changes(self, session: Session) -> None:
        """Set on its record what was changed since the row was read or written."""
        if self._changed:
            record = session.get_one(self.model, self.id)
            for name in self._changed:
                setattr(record, name, self.values[name])
            self._changed.clear()

    def complete(self) -> None:
        """Name every column of the table, now that this row and those it names have their keys."""
        values = {**_empty(self.model), **self.values}
        for name in _key_columns(self.model):
            named = values[name]
            if isinstance(named, Row):
                values[name] = named.id
        values["id"] = self.id
        self.values = values
        self._changed.clear()


@cache
def column_names(model: type[Base]) -> tuple[str, ...]:
    """The columns of a table by name, in the order in which the journal writes them."""
    return tuple(sorted(column.key for column in inspect(model).column_attrs))


@cache
def _empty(model: type[Base]) -> Mapping[str, None]:
    return dict.fromkeys(column_names(model))


@cache
def _key_columns(model: type[Base]) -> tuple[str, ...]:
    """The columns of a table that hold keys of other records."""
    return tuple(column.key for column in model.__table__.columns if column.foreign_keys)


def held_rows(session: Session, model: type[Base], *where: ColumnElement[bool]) -> list[Row]:
    """The records of a table that has an `id`, in its order."""
    session.flush()  # what is on its way belongs to it
    table = model.__table__
    found = session.connection().execute(select(table).where(*where).order_by(table.c.id)).mappings()
    return [Row(model, {**row}, row["id"]) for row in found]


def forget_lists(session: Session, added: Mapping[type[Base], Sequence[Row]]) -> None:
    """Let loaded records read anew the lists to which rows were added behind their back, as `person.posts`."""
    for model, rows in added.items():
        for column, owner, listing in _listings(model):
            new = {row.id for row in added.get(owner, ())}  # of which nobody has loaded a list
            for key in {row.values[column] for row in rows} - new:
                record = session.identity_map.get(session.identity_key(owner, key))
                if record is not None:
                    session.expire(record, [listing])


@cache
def _listings(model: type[Base]) -> tuple[tuple[str, type[Base], str], ...]:
    """Per list that holds records of a table: the column that names its owner, the owner's class, the list."""
    return tuple(
        (str(next(iter(way.local_columns)).key), way.mapper.class_, way.back_populates)
        for way in inspect(model).relationships
        if way.direction is RelationshipDirection.MANYTOONE and way.back_populates
    )
