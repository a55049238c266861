"""Titles of tasks found by their words, with accents and without, alike on every database.

Knows the words index that the migrations make: FTS5 on SQLite, GIN on PostgreSQL. Every word asked for must occur, the
last one at least as the beginning of a word. A scan of 100,000 titles took 160 ms, this index 2 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, column, func, literal_column, table
from sqlalchemy.orm import Session

from registry.model import Task
from registry.vietnamese import exact_words, words

_BY_KEY = Task.id + 0  # PostgreSQL walks all titles by their key when it is left a key to walk by
_INDEX = table("task_search", column("rowid"), column("task_search"))  # the second one stands for the whole index


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is asked for: the words as written, and without accents."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing that could be found was asked for."""
        return not self.folded


def sought(query: str) -> Sought:
    """The words of a query."""
    return Sought(exact=tuple(exact_words(query).split()), folded=tuple(words(query).split()))


def exactly(session: Session, query: Select[Any], asked: Sought) -> Select[Any]:
    """The rows of `query` whose title holds the words with their accents, in the order of their keys."""
    if session.get_bind().dialect.name == "postgresql":
        return query.where(_vector("exact_words", asked.exact)).order_by(_BY_KEY)
    return _joined(query, _phrase("exact_words", asked.exact))


def otherwise(session: Session, query: Select[Any], asked: Sought) -> Select[Any]:
    """The rows of `query` whose title holds the words only when accents are left aside, in the order of their keys."""
    if session.get_bind().dialect.name == "postgresql":
        found = query.where(_vector("words", asked.folded), ~_vector("exact_words", asked.exact))
        return found.order_by(_BY_KEY)
    return _joined(query, f"{_phrase('words', asked.folded)} NOT {_phrase('exact_words', asked.exact)}")


def _vector(name: str, wanted: Sequence[str]) -> ColumnElement[bool]:
    """PostgreSQL: the words of a title lie beside it; the dictionary is named as itself, else the plan is a scan."""
    vector: ColumnElement[Any] = literal_column(f"task.task_search_{name}")
    simple: ColumnElement[Any] = literal_column("'simple'::regconfig")
    return vector.op("@@", is_comparison=True)(func.to_tsquery(simple, " & ".join(wanted) + ":*"))


def _phrase(name: str, wanted: Sequence[str]) -> str:
    """SQLite: words hold letters and digits only, so nothing in them means something to the index."""
    listed = " AND ".join(f'"{word}"' for word in wanted)
    return f"({{{name}}} : ({listed} *))"


def _joined(query: Select[Any], phrase: str) -> Select[Any]:
    """SQLite: the index leads and gives keys in their order, so a page ends as soon as it is full."""
    found = _INDEX.c.task_search.op("MATCH", is_comparison=True)(phrase)
    return query.join(_INDEX, _INDEX.c.rowid == Task.id).where(found).order_by(_INDEX.c.rowid)
