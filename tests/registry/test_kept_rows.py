"""Rows laid into a register are those its verbs entered, and the register goes on from there."""

from __future__ import annotations

from registry.labels import DocumentState
from registry.store import Store
from tests.support.kept_rows import lay, rows_of
from tests.support.registry_builder import draft, empty, enter, issued_decision, record

FIRST, NEXT = "AAAA0001", "AAAA0002"


def test_rows_laid_in_are_those_that_were_entered(store: Store) -> None:
    """This test ensures that a register filled from kept rows is, row by row, the one its verbs filled."""
    enter(store)
    issued_decision(store, FIRST)
    rows = rows_of(store)
    empty(store)
    assert set(rows_of(store).tables) == {"journal_head"}
    lay(store, rows)
    assert rows_of(store) == rows
    draft(store, NEXT, "CB-002")
    assert record(store, FIRST).state is DocumentState.ISSUED
    assert record(store, NEXT).state is DocumentState.DRAFT
