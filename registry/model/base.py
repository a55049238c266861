"""The declarative base and the column types every table shares.

Knows how a date, a moment and a small structure are stored; knows no table.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from sqlalchemy import JSON, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

# Constraint names are fixed so that a migration can name them on SQLite and PostgreSQL alike.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _text(length: int | None = None) -> String:
    """Text of about this length; PostgreSQL would refuse a longer one and SQLite would not, so it is not told."""
    return String(length).with_variant(Text(), "postgresql")


class Base(DeclarativeBase):
    """Root of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads a plain class attribute)
        str: _text(),
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


Key = Annotated[int, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(_text(64), unique=True)]
Word = Annotated[str, mapped_column(_text(64))]
Line = Annotated[str, mapped_column(_text(500))]
Prose = Annotated[str, mapped_column(Text)]
Digest = Annotated[str, mapped_column(_text(64))]
Moment = Annotated[str, mapped_column(_text(32))]  # ISO 8601 with offset: the same text on every database
Day = dt.date
