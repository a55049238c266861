"""The chain of the journal: whole it verifies, altered it names the entry."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from registry.errors import ChainBroken
from registry.store import Store
from registry.store.journal import START, entry_hash, verify_chain
from registry.store.whole import dump_journal


def _alter(store: Store, statement: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(statement))


def _length(store: Store) -> int:
    with store.reading() as session:
        return verify_chain(session)[0]


def _complaint(store: Store) -> str:
    with pytest.raises(ChainBroken) as caught, store.reading() as session:
        verify_chain(session)
    assert caught.value.advice
    return caught.value.message


def test_the_chain_verifies_itself(filled: Store) -> None:
    """this test ensures that entries count from 1 without gaps and each stands on the one before."""
    with filled.reading() as session:
        count, head = verify_chain(session)
        entries = dump_journal(session)
    assert [entry["sequence"] for entry in entries] == list(range(1, count + 1))
    assert [entry["previous"] for entry in entries] == [START, *(entry["hash"] for entry in entries[:-1])]
    assert head == entries[-1]["hash"] == entry_hash(entries[-1])


@pytest.mark.parametrize(
    "change",
    [
        "after = '{}'",
        "before = '{\"x\": 1}'",
        "reason = 'lý do khác'",
        "actor = 'người khác'",
        "at = '2020-01-01T00:00:00+07:00'",
        "entity_key = 'X'",
        "action = 'added '",
        "hash = '" + "1" * 64 + "'",
    ],
)
def test_an_edited_entry_is_named(filled: Store, change: str) -> None:
    """this test ensures that an edit of any part of entry 3 is found at entry 3."""
    _alter(filled, f"UPDATE journal SET {change} WHERE sequence = 3")
    assert "mục số 3." in _complaint(filled)


def test_a_resealed_entry_is_named_by_the_next(filled: Store) -> None:
    """this test ensures that an edit whose own hash was made again is found at the entry that stands on it."""
    with filled.reading() as session:
        entry = {**dump_journal(session)[2], "reason": "sửa lén"}
    _alter(filled, f"UPDATE journal SET reason = 'sửa lén', hash = '{entry_hash(entry)}' WHERE sequence = 3")
    assert "mục số 4." in _complaint(filled)


def test_a_missing_entry_is_named(filled: Store) -> None:
    """this test ensures that an entry taken out of the middle is missed at its number."""
    _alter(filled, "DELETE FROM journal WHERE sequence = 4")
    assert "mục số 4." in _complaint(filled)


def test_a_cut_tail_is_told_with_both_lengths(filled: Store) -> None:
    """this test ensures that a journal whose last entries are gone is told with both lengths."""
    length = _length(filled)
    _alter(filled, f"DELETE FROM journal WHERE sequence > {length - 2}")
    message = _complaint(filled)
    assert f"có {length - 2} mục" in message
    assert f"ghi {length} mục" in message


def test_a_journal_emptied_whole_is_told(filled: Store) -> None:
    """this test ensures that an emptied journal does not pass for a new one."""
    _alter(filled, "DELETE FROM journal")
    assert "có 0 mục" in _complaint(filled)
