"""One question over people, bodies, tasks and papers; another over the shelf."""

from __future__ import annotations

from docgen.office import Office
from registry.store.archive_search import ShelfHit, find_on_shelf
from registry.store.search import Found, search


def search_registry(office: Office, query: str, *, limit: int) -> Found:
    """Everything that answers to `query`, at most `limit` of each kind."""
    with office.store.reading() as session:
        return search(session, query, on=office.clock.today(), limit=limit)


def search_shelf(office: Office, query: str, *, limit: int) -> tuple[tuple[ShelfHit, ...], bool]:
    """The papers on the shelf that answer to `query`, at most `limit`, and whether there are more."""
    with office.store.reading() as session:
        return find_on_shelf(session, query, limit=limit)
