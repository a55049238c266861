"""The chain of the journal: whole it verifies; altered in any way, anywhere, it names the first entry that is wrong."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from registry.errors import ChainBroken, StoreUnavailable
from registry.model import Body, JournalEntry, JournalHead
from registry.store import Store
from registry.store.journal import COVERED, START, Head, KeptHead, digest, entry_hash, entry_text, verify_chain
from registry.store.rows import Row
from registry.store.sealing import add_rows
from registry.store.tasks import find_task
from registry.store.whole import dump_journal
from tests.support.registry_builder import changing

SEEDS, MANY_SEEDS = 12, 500
ENTRIES = JournalEntry.__table__
HEAD = JournalHead.__table__


def _alter(store: Store, statement: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(statement))


def _length(store: Store) -> int:
    with store.reading() as session:
        return verify_chain(session)[0]


def _complaint(store: Store, *kept: KeptHead) -> str:
    with store.reading() as session:
        return _complaint_in(session, *kept)


def _complaint_in(session: Session, *kept: KeptHead) -> str:
    with pytest.raises(ChainBroken) as caught:
        verify_chain(session, kept)
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
    assert "từ mục số 3 (" in _complaint(filled)


def test_a_broken_entry_is_named_as_people_can_look_it_up(filled: Store) -> None:
    """this test ensures that number, moment and record of the broken entry are told."""
    with filled.reading() as session:
        entry = dump_journal(session)[4]
    _alter(filled, "UPDATE journal SET reason = 'x' WHERE sequence = 5")
    assert f"5 (ghi lúc {entry['at']}, {entry['entity']} {entry['entity_key']})" in _complaint(filled)


def test_a_resealed_entry_is_named_by_the_next(filled: Store) -> None:
    """this test ensures that an edit whose own hash was made again is found at the entry that stands on it."""
    with filled.reading() as session:
        entry = {**dump_journal(session)[2], "reason": "sửa lén"}
    _alter(filled, f"UPDATE journal SET reason = 'sửa lén', hash = '{entry_hash(entry)}' WHERE sequence = 3")
    assert "từ mục số 4 (" in _complaint(filled)


def test_a_missing_entry_is_named(filled: Store) -> None:
    """this test ensures that an entry taken out of the middle is missed at its number."""
    _alter(filled, "DELETE FROM journal WHERE sequence = 4")
    assert "mất mục số 4;" in _complaint(filled)


def test_an_entry_before_the_first_is_named(filled: Store) -> None:
    """this test ensures that an entry slipped in before number 1 is called none of the journal."""
    others = ", ".join(column.name for column in ENTRIES.columns if column.name != "sequence")
    _alter(filled, f"INSERT INTO journal (sequence, {others}) SELECT 0, {others} FROM journal WHERE sequence = 1")
    assert "mục số 0 (" in _complaint(filled) and "không phải mục của nhật ký" in _complaint(filled)


def test_a_cut_tail_is_told_with_both_lengths(filled: Store) -> None:
    """this test ensures that a journal whose last entries are gone is told with both lengths and what is lost first."""
    length = _length(filled)
    _alter(filled, f"DELETE FROM journal WHERE sequence > {length - 2}")
    message = _complaint(filled)
    assert f"cắt từ mục số {length - 1}" in message
    assert f"có {length - 2} mục" in message
    assert f"ghi {length} mục" in message


def test_a_journal_emptied_whole_is_told(filled: Store) -> None:
    """this test ensures that an emptied journal does not pass for a new one, also without its last line."""
    _alter(filled, "DELETE FROM journal")
    assert "có 0 mục" in _complaint(filled)
    _alter(filled, "DELETE FROM journal_head")
    assert "không còn ghi nhật ký kết thúc ở đâu" in _complaint(filled)


def test_text_cannot_move_from_column_to_column(sqlite_store: Store) -> None:
    """this test ensures that columns divided anew, their text together unchanged, do not pass for the entry."""
    with changing(sqlite_store) as session:
        session.add(Body(code="DV-001", system="", level=""))
    with sqlite_store.engine.begin() as connection:
        row = dict(connection.execute(select(ENTRIES)).mappings().one())
        row |= {"at": "T", "after": {}, "before": {"a": 0, "at": "T2", "before": {"z": 1}}}
        row["hash"] = entry_hash(row)
        connection.execute(update(ENTRIES).values(row))
        connection.execute(update(HEAD).values(hash=row["hash"]))
    assert _length(sqlite_store) == 1
    moved = {"after": '{},"at":"T","before":{"a":0', "at": "T2", "before": '{"z":1}}'}
    assert digest(entry_text(*({**row, **moved}[column] for column in COVERED))) == row["hash"]
    with sqlite_store.engine.begin() as connection:
        connection.execute(text("UPDATE journal SET after = :after, at = :at, before = :before"), moved)
    assert "mục số 1 (" in _complaint(sqlite_store)


# ---- any change, anywhere


def _pick(session: Session, chance: random.Random) -> dict[str, Any]:
    return chance.choice(dump_journal(session))


def _put(session: Session, entry: dict[str, Any]) -> None:
    session.execute(update(ENTRIES).where(ENTRIES.c.sequence == entry["sequence"]).values(entry))


def flip(session: Session, chance: random.Random) -> int:
    """One letter of one column is another one."""
    entry = _pick(session, chance)
    column = chance.choice(["at", "actor", "action", "entity", "entity_key", "reason", "previous", "hash"])
    entry[column] = _flipped(entry[column], chance)
    _put(session, entry)
    return int(entry["sequence"])


def flip_inside(session: Session, chance: random.Random) -> int:
    """One letter of what a record was, or became, is another one."""
    entry = _pick(session, chance)
    column = "after" if entry["after"] else "before"
    name = chance.choice(sorted(entry[column]))
    entry[column][name] = _flipped(str(entry[column][name]), chance)
    _put(session, entry)
    return int(entry["sequence"])


def _flipped(value: str, chance: random.Random) -> str:
    place = chance.randrange(len(value) or 1)
    letter = chr(ord(value[place]) ^ chance.choice((1, 2, 4))) if value else "x"
    return value[:place] + letter + value[place + 1 :]


def forget(session: Session, chance: random.Random) -> int:
    """One entry is gone."""
    entry = _pick(session, chance)
    session.execute(delete(ENTRIES).where(ENTRIES.c.sequence == entry["sequence"]))
    return int(entry["sequence"])


def swap(session: Session, chance: random.Random) -> int:
    """Two entries have changed places."""
    first, second = sorted(chance.sample(dump_journal(session), 2), key=lambda entry: int(entry["sequence"]))
    _put(session, {**second, "sequence": first["sequence"]})
    _put(session, {**first, "sequence": second["sequence"]})
    return int(first["sequence"])


def slip_in(session: Session, chance: random.Random) -> int:
    """An invented entry stands between two, sealed onto the one before it; those after it have moved on by one."""
    entries = dump_journal(session)
    before = chance.choice(entries[:-1])
    place = int(before["sequence"]) + 1
    for entry in reversed(entries[place - 1 :]):
        session.execute(
            update(ENTRIES).where(ENTRIES.c.sequence == entry["sequence"]).values(sequence=entry["sequence"] + 1)
        )
    invented = {**before, "sequence": place, "reason": "bịa", "previous": before["hash"]}
    invented["hash"] = entry_hash(invented)
    session.execute(insert(ENTRIES).values(invented))
    return place + 1


def append(session: Session, _chance: random.Random) -> int:
    """An invented entry stands at the end, sealed well; the register's own last line was forgotten."""
    last = dump_journal(session)[-1]
    invented = {**last, "sequence": last["sequence"] + 1, "previous": last["hash"]}
    session.execute(insert(ENTRIES).values({**invented, "hash": entry_hash(invented)}))
    return int(invented["sequence"])


def cut(session: Session, chance: random.Random) -> int:
    """The end is gone and the register's last line says so too: only a head kept outside knows."""
    last = chance.choice([{"sequence": 0, "hash": START}, *dump_journal(session)[:-1]])
    session.execute(delete(ENTRIES).where(ENTRIES.c.sequence > last["sequence"]))
    session.execute(update(HEAD).values(sequence=last["sequence"], hash=last["hash"]))
    return int(last["sequence"]) + 1


def rewrite(session: Session, chance: random.Random) -> int:
    """From one entry on everything was sealed anew, the register's last line too: only a head kept outside knows."""
    entries = dump_journal(session)
    first = chance.randrange(len(entries))
    entries[first]["actor"] = "người khác"
    for entry, before in zip(entries[first:], [{"hash": START}, *entries][first:], strict=False):
        entry["previous"] = before["hash"]
        entry["hash"] = entry_hash(entry)
        _put(session, entry)
    session.execute(update(HEAD).values(hash=entries[-1]["hash"]))
    return int(entries[-1]["sequence"])


TRICKS = (flip, flip_inside, forget, swap, slip_in, append, cut, rewrite)


@pytest.mark.parametrize("seeds", [SEEDS, pytest.param(MANY_SEEDS, marks=pytest.mark.faults)])
@pytest.mark.parametrize("trick", TRICKS)
def test_any_change_anywhere_is_found(
    filled: Store, trick: Callable[[Session, random.Random], int], seeds: int
) -> None:
    """this test ensures that each kind of change at random places is found, and its first entry named."""
    with filled.reading() as session:
        head = verify_chain(session)
    kept = KeptHead(hash=head.hash, sequence=head.sequence, place="sổ tay")
    for seed in range(seeds):
        with filled.reading() as session:  # what is done inside is thrown away
            place = trick(session, random.Random(seed))
            message = _complaint_in(session, kept)
        assert f"mục số {place}" in message or f"từ số {place}" in message, (seed, message)
    with filled.reading() as session:
        assert verify_chain(session, [kept]) == head
    print(f"{filled.engine.dialect.name}: {trick.__name__}, {seeds} changes, all found")


@pytest.mark.parametrize("trick", [cut, rewrite])
def test_what_only_a_kept_head_knows(filled: Store, trick: Callable[[Session, random.Random], int]) -> None:
    """this test ensures that these two pass without a kept head: it is the head that finds them (broken twin)."""
    with filled.reading() as session:
        trick(session, random.Random(1))
        verify_chain(session)


# ---- heads kept outside


def _kept(store: Store, sequence: int, *, letters: int = 64, is_numbered: bool = True) -> KeptHead:
    with store.reading() as session:
        found = session.scalars(select(JournalEntry.hash).where(JournalEntry.sequence == sequence)).one()
    return KeptHead(hash=found[:letters], sequence=sequence if is_numbered else None, place="sổ tay")


@pytest.mark.parametrize("letters", [16, 40, 64])
@pytest.mark.parametrize("is_numbered", [True, False])
def test_a_head_kept_once_is_found_for_ever(filled: Store, letters: int, is_numbered: bool) -> None:
    """this test ensures that any earlier head, whole or shortened, with or without its number, is in the chain."""
    length = _length(filled)
    kept = [_kept(filled, n, letters=letters, is_numbered=is_numbered) for n in (1, 5, length)]
    with changing(filled) as session:
        find_task(session, "NV-2021-001").note = "mới"
    with filled.reading() as session:
        assert verify_chain(session, kept)[0] == length + 1


def test_a_head_that_is_not_in_the_chain_is_told(filled: Store) -> None:
    """this test ensures that a wrong hash at a number, or a hash of nothing, is told with where it was kept."""
    third = _kept(filled, 3)
    assert "mục số 4 (" in _complaint(filled, KeptHead(hash=third.hash, sequence=4, place="sổ tay"))
    assert "sổ tay" in _complaint(filled, KeptHead(hash="f" * 64, sequence=None, place="sổ tay"))


def test_an_old_database_put_back_is_found_also_after_more_work(filled: Store) -> None:
    """this test ensures that entries written over a cut end do not hide it: the head from before is not among them."""
    kept = _kept(filled, _length(filled))
    with filled.engine.begin() as connection:
        cut(Session(connection), random.Random(3))
    for note in range(9):
        with changing(filled) as session:
            session.add(Body(code=f"DV-9{note}", system="", level=""))
            session.add(Body(code=f"DV-8{note}", system="", level=""))
    assert _length(filled) > (kept.sequence or 0)
    assert f"mục số {kept.sequence} (" in _complaint(filled, kept)


# ---- what is stored


def test_bytes_that_are_no_text_are_named(sqlite_store: Store) -> None:
    """this test ensures that an entry the driver cannot even read is named, not told as trouble with the disk."""
    with changing(sqlite_store) as session:
        add_rows(session, [Row(Body, {"code": f"DV-{n}", "system": "", "level": ""}) for n in range(9)])
    _alter(sqlite_store, "UPDATE journal SET reason = CAST(X'74C368' AS TEXT) WHERE sequence = 6")
    message = _complaint(sqlite_store)
    assert "mục số 6 (" in message and "body DV-5" in message


def test_trouble_with_the_file_is_not_told_as_a_broken_chain(sqlite_store: Store) -> None:
    """this test ensures that a journal the database cannot give at all is told as that, and no entry is accused."""
    _alter(sqlite_store, "DROP TABLE journal")
    with pytest.raises(StoreUnavailable), sqlite_store.reading() as session:
        verify_chain(session)


@pytest.mark.parametrize("value", ["NULL", "X'00ff'", "7", "'{'", "'[]'", "'{} '", "'null'"])
def test_what_is_no_object_is_named(sqlite_store: Store, value: str) -> None:
    """this test ensures that something else in the place of an object does not stop the proof with a trace."""
    with changing(sqlite_store) as session:
        session.add(Body(code="DV-001", system="", level=""))
    with sqlite_store.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = 1")
        connection.exec_driver_sql("CREATE TABLE other AS SELECT * FROM journal")
        connection.exec_driver_sql(f"UPDATE other SET after = {value}")
        connection.exec_driver_sql("DROP TABLE journal")
        connection.exec_driver_sql("ALTER TABLE other RENAME TO journal")
    assert "mục số 1 (" in _complaint(sqlite_store)


def test_entries_of_the_first_version_verify(filled: Store) -> None:
    """this test ensures that JSON stored with spaces and escaped letters, as 0.1.0 did, is still proved."""
    with filled.reading() as session:
        head = verify_chain(session)
        for entry in dump_journal(session):
            for column in ("before", "after"):
                session.execute(
                    text(f"UPDATE journal SET {column} = CAST(:value AS {_json_type(filled)}) WHERE sequence = :n"),
                    {"value": json.dumps(entry[column]), "n": entry["sequence"]},
                )
        assert verify_chain(session) == head


def _json_type(store: Store) -> str:
    return "TEXT" if store.engine.dialect.name == "sqlite" else "JSON"


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.dictionaries(WORDS, st.recursive(WORDS | st.integers() | st.none() | st.booleans(), st.lists, max_leaves=5))


@given(
    words=st.fixed_dictionaries(dict.fromkeys(("at", "actor", "action", "entity", "entity_key", "reason"), WORDS)),
    before=VALUES,
    after=VALUES,
    sequence=st.integers(1),
)
def test_a_hash_covers_the_canonical_json_of_the_entry(
    words: dict[str, str], before: dict[str, Any], after: dict[str, Any], sequence: int
) -> None:
    """this test ensures that the text put together by hand is the sorted JSON of the whole entry, letter by letter."""
    entry = {**words, "before": before, "after": after, "sequence": sequence, "previous": START}
    whole = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert entry_hash({**entry, "hash": ""}) == hashlib.sha256(whole.encode()).hexdigest()


def test_the_proof_is_told_on_the_way(store: Store) -> None:
    """this test ensures that a long proof says how far it is and ends at the whole."""
    with changing(store) as session:
        add_rows(session, [Row(Body, {"code": f"DV-{n}", "system": "", "level": ""}) for n in range(10_001)])
    told: list[tuple[int, int]] = []
    with store.reading() as session:
        verify_chain(session, tell=lambda done, total: told.append((done, total)))
    assert told == [(5000, 10_001), (10_000, 10_001), (10_001, 10_001)]
    assert isinstance(Head(*told[0]), tuple)
