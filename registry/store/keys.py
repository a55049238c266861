"""The database's own keys of records named by code, looked up for many at once.

Knows that a query may name only so many values; does not know what the records are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.model import Body, Document, Person, Task

_MOST = 500  # values in one query
Coded = type[Person] | type[Body] | type[Task] | type[Document]
Value = TypeVar("Value")


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values, as many at a time as one query may name."""
    for start in range(0, len(values), _MOST):
        yield values[start : start + _MOST]


class Keys:
    """Keys by kind of record and code; `look` reads them, the rest only answers."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[tuple[Coded, str], int] = {}

    def look(self, kind: Coded, codes: Collection[str | None]) -> None:
        """Read the keys of these codes; empty ones are passed over."""
        for some in chunks(sorted({code for code in codes if code})):
            for code, key in self._session.execute(select(kind.code, kind.id).where(kind.code.in_(some))):
                self._found[kind, code] = key

    def known(self, kind: Coded, code: str) -> int:
        """The key of the record of that code; NotFound when there is none."""
        if (kind, code) not in self._found:
            raise NotFound(f"Không có bản ghi mã {code}.", advice="Xem mã bằng “docgen dump”.")
        return self._found[kind, code]

    def of(self, kind: Coded, code: str | None) -> int | None:
        """The key of the record of that code, None when no code is given."""
        return self.known(kind, code) if code else None
