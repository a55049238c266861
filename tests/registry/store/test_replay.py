"""The journal tells the whole register: told again from its entries alone, every row is what its table holds."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from registry.labels import DocumentState
from registry.model import Body
from registry.store import Store
from registry.store.documents import move, record_of, rewrite_drafts
from registry.store.registers import void_number
from registry.store.rows import Row
from registry.store.sealing import add_rows
from registry.store.whole import dump_journal
from tests.support.registry_builder import changing, draft, enter, issue, number, paper, sign, signed_paper
from tests.support.replay import held, replayed


def require_told(store: Store) -> None:
    """Tables and journal say the same."""
    with store.reading() as session:
        assert held(session) == replayed(dump_journal(session))


def test_the_journal_tells_the_register(filled: Store) -> None:
    """this test ensures that after every errand on tasks, papers and numbers nothing stands unjournalled."""
    draft(filled, "PAPER-1")
    with changing(filled) as session:
        rewrite_drafts(session, [paper("PAPER-1", abstract="viết lại")])
    sign(filled, "PAPER-1")
    number(filled, "PAPER-1")
    issue(filled, "PAPER-1")
    signed_paper(filled, "PAPER-2")
    number(filled, "PAPER-2")
    with changing(filled) as session:
        void_number(session, record_of(session, "PAPER-2"), reason="in sai")
        add_rows(session, [Row(Body, {"code": "DV-900", "system": "", "level": ""})])
    with changing(filled) as session:
        session.delete(session.query(Body).filter_by(code="DV-900").one())
        move(session, "PAPER-1", DocumentState.RECALLED)
    enter(filled)
    require_told(filled)


def test_a_change_behind_the_journals_back_is_found(filled: Store) -> None:
    """this test ensures that a value changed in its table alone differs from what the journal tells (broken twin)."""
    require_told(filled)
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE task SET title = 'lén' WHERE id = 1"))
    with pytest.raises(AssertionError):
        require_told(filled)
