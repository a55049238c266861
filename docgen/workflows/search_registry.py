"""One question over people, bodies, tasks and papers."""

from __future__ import annotations

from docgen.office import Office
from registry.store.search import Found, search


def search_registry(office: Office, query: str, *, limit: int) -> Found:
    """Everything that answers to `query`, at most `limit` of each kind."""
    with office.store.reading() as session:
        return search(session, query, on=office.clock.today(), limit=limit)
