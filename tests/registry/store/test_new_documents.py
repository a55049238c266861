"""Entering many papers batch by batch: what each batch asks does not grow with the papers that stand already."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import event

from registry.store import Store
from registry.store.assigning import open_assignments
from registry.store.documents import add_documents
from tests.support.registry_builder import FIRST, YEAR, changing, enter, paper


def test_no_batch_walks_through_all_decisions(sqlite_store: Store) -> None:
    """this test ensures that entering papers looks up what it names by key, and by nothing that all papers share."""
    enter(sqlite_store, [replace(FIRST, title=f"Việc số {number}") for number in range(60)])
    asked: list[tuple[str, Any]] = []
    with sqlite_store.reading() as session:
        (found,) = open_assignments(session, YEAR)
    news = [paper(f"AAAA{number:04d}", lines=[line]) for number, line in enumerate(found.lines)]
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    with changing(sqlite_store) as session:
        add_documents(session, news)
        plans = [
            step.detail
            for words, values in [*asked]
            if words.startswith("SELECT")
            for step in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
        ]
    assert any("annex_line" in plan for plan in plans)
    assert [
        plan for plan in plans if plan.startswith("SCAN") and "cycle" not in plan and "journal_head" not in plan
    ] == []
    assert [plan for plan in plans if "document_kind" in plan or "document_state" in plan] == []
