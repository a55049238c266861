"""A lost registry filled again from lines of text (luu-tru.md, requirement 13), on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Engine, Integer, insert

from registry.errors import Conflict, StoreDamaged, StoreUnavailable
from registry.labels import DocumentState
from registry.model import Base, JournalEntry
from registry.store import Store, open_store
from registry.store.documents import move
from registry.store.engine import make_engine
from registry.store.journal import verify_chain
from registry.store.refilling import EMPTY, HALF, LIVING, Refilled, finish_refilling, holdings, refill
from registry.store.table_text import JOURNAL, RegistryText, differences, table_names
from tests.support.postgres import Server
from tests.support.registry_builder import changing, draft, enter, issued_decision, sign, url_of

Tables = dict[str, list[str]]


@pytest.fixture(scope="module")
def served_database(postgres: Server) -> str:
    """A database on PostgreSQL, made once."""
    return postgres.new_database("refilled")


@pytest.fixture
def served_target(served_database: str) -> str:
    """That database without any table."""
    engine = make_engine(served_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("drop schema public cascade; create schema public")
    engine.dispose()
    return served_database


@pytest.fixture
def file_target(tmp_path: Path) -> str:
    """The address of a file that is not there yet."""
    return f"sqlite:///{tmp_path / 'moi.db'}"


@pytest.fixture(params=["filed", pytest.param("served", marks=pytest.mark.postgresql)], ids=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest) -> str:
    """The address of a database that holds nothing."""
    name = {"filed": "file_target", "served": "served_target"}[request.param]
    return str(request.getfixturevalue(name))


def snapshot_of(store: Store) -> tuple[str, Tables]:
    """The form of a registry and the lines of all its tables."""
    with store.reading() as session:
        text = RegistryText(session)
        return text.revision, {name: list(text.lines(name)) for name in table_names()}


def tail_of(store: Store, after: int) -> list[str]:
    """The entries of the journal behind one."""
    with store.reading() as session:
        return list(RegistryText(session).lines(JOURNAL, after=after))


def refilled(url: str, revision: str, tables: Tables, *tails: Sequence[str]) -> tuple[Store, Refilled]:
    """The registry filled from text, opened like any other."""
    done = refill(url, revision, tables.items(), tails)
    store = open_store(url)
    finish_refilling(store.engine)
    return store, done


def unlike(one: Store, other: Store) -> list[str]:
    """The tables in which two registries differ."""
    with one.reading() as mine, other.reading() as theirs:
        return [each.table for each in differences(RegistryText(mine), RegistryText(theirs))]


def fill_every_table(engine: Engine) -> None:
    """One row in every table of the model, whatever tables there are: nothing is named here, so none is forgotten."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in Base.metadata.sorted_tables:
            if table.name not in {JOURNAL, "journal_head"}:
                connection.execute(insert(table).values({column.name: _some(column) for column in table.columns}))


def _some(column: Column[Any]) -> object:
    if column.foreign_keys or column.primary_key:
        return 1
    kinds: list[tuple[type, object]] = [(Boolean, True), (Integer, 7), (Date, dt.date(2021, 2, 5))]
    if isinstance(column.type, JSON):
        return {"z": ["đ", None], "a": 1} if "dict" in str(column.type.python_type) else ["đ", {"b": 1}]
    return next((value for kind, value in kinds if isinstance(column.type, kind)), f"chữ Việt {column.name}")


def test_every_table_is_in_the_text_and_comes_back(sqlite_store: Store, target: str) -> None:
    """Requirement 13: whatever tables the model has, each is in the snapshot and is restored equal."""
    fill_every_table(sqlite_store.engine)
    revision, tables = snapshot_of(sqlite_store)
    assert set(tables) == set(Base.metadata.tables)
    assert {name for name, lines in tables.items() if not lines} == {JOURNAL}
    store, done = refilled(target, revision, tables)
    assert (done.rows, done.entries) == (sum(map(len, tables.values())), 0)
    assert unlike(sqlite_store, store) == []
    store.close()


@pytest.mark.parametrize("forgotten", sorted(set(Base.metadata.tables) - {JOURNAL, "journal_head"})[::9])
def test_a_forgotten_table_is_seen(sqlite_store: Store, sibling: Store, forgotten: str) -> None:
    """A snapshot without one table fills a registry that the comparison tells from the lost one."""
    fill_every_table(sqlite_store.engine)
    fill_every_table(sibling.engine)
    with sibling.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.execute(Base.metadata.tables[forgotten].delete())
        connection.execute(insert(Base.metadata.tables[forgotten]).values(_other_row(forgotten)))
    assert unlike(sqlite_store, sibling) == [forgotten]


def _other_row(name: str) -> dict[str, object]:
    row = {column.name: _some(column) for column in Base.metadata.tables[name].columns}
    changeable = [c.name for c in Base.metadata.tables[name].columns if isinstance(row[c.name], str)]
    return {**row, **dict.fromkeys(changeable[:1], "khác")} if changeable else {**row, "id": 2}


def test_the_journal_after_a_snapshot_is_replayed(sqlite_store: Store, target: str) -> None:
    """Requirement 13: snapshot and the journal since make the registry as it was when it was lost, chain proven."""
    enter(sqlite_store)
    issued_decision(sqlite_store, "QD-1")
    revision, tables = snapshot_of(sqlite_store)
    end = len(tables[JOURNAL])
    draft(sqlite_store, "QD-2", person="CB-002")
    sign(sqlite_store, "QD-2")
    middle = len(tail_of(sqlite_store, 0))
    with changing(sqlite_store) as session:
        move(session, "QD-2", DocumentState.WITHDRAWN, reason="thử")
    first = [line for line in tail_of(sqlite_store, end - 3) if f'"sequence":{middle + 1},' not in line][
        : middle - end + 3
    ]
    again, done = refilled(target, revision, tables, first, tail_of(sqlite_store, middle))
    assert done.entries == len(tail_of(sqlite_store, end))
    assert unlike(sqlite_store, again) == []
    with again.reading() as session, sqlite_store.reading() as old:
        assert verify_chain(session) == RegistryText(old).head
    for each in (sqlite_store, again):
        issued_decision(each, "QD-3", person="CB-002")
    assert unlike(sqlite_store, again) == []  # new rows get keys behind those that came back
    again.close()


def test_an_entry_that_does_not_follow_ends_the_replay(sqlite_store: Store, file_target: str) -> None:
    """A tail that was tampered with is believed up to the entry before; the others would be lies."""
    enter(sqlite_store)
    revision, tables = snapshot_of(sqlite_store)
    end = len(tables[JOURNAL])
    draft(sqlite_store, "QD-1")
    tail = tail_of(sqlite_store, end)
    broken = [tail[0], tail[1].replace('"reason":"thử"', '"reason":"khác"'), *tail[2:]]
    again, done = refilled(file_target, revision, tables, broken)
    assert done.entries == 1
    with again.reading() as session:
        assert verify_chain(session).sequence == end + 1
    again.close()


def test_a_database_that_holds_anything_is_refused(sqlite_store: Store, sibling: Store) -> None:
    """Nothing is ever filled over what lives."""
    enter(sibling)
    assert holdings(url_of(sibling)) == LIVING
    with pytest.raises(Conflict, match="không trống"):
        refill(url_of(sibling), *_text(sqlite_store), ())


def _text(store: Store) -> tuple[str, Any]:
    revision, tables = snapshot_of(store)
    return revision, tables.items()


def test_a_filling_that_breaks_off_leaves_nothing(sqlite_store: Store, file_target: str) -> None:
    """Everything happens in one transaction; the same filling succeeds when it is run again."""
    enter(sqlite_store)
    revision, tables = snapshot_of(sqlite_store)

    def torn() -> Iterator[tuple[str, list[str]]]:
        yield from list(tables.items())[:-2]
        raise OSError("ổ đĩa mất kết nối")

    with pytest.raises(OSError, match="ổ đĩa"):
        refill(file_target, revision, torn(), ())
    assert holdings(file_target) == EMPTY
    refill(file_target, revision, tables.items(), ())
    assert holdings(file_target) == HALF
    again = open_store(file_target)
    finish_refilling(again.engine)
    assert (holdings(file_target), unlike(sqlite_store, again)) == (LIVING, [])
    again.close()


def test_empty_tables_of_an_opened_database_are_filled(sqlite_store: Store, file_target: str) -> None:
    """After the loss an ordinary command made an empty registry: it counts as empty."""
    open_store(file_target).close()
    assert holdings(file_target) == EMPTY
    enter(sqlite_store)
    again, _ = refilled(file_target, *snapshot_of(sqlite_store))
    assert unlike(sqlite_store, again) == []
    again.close()


def test_text_of_an_older_form_is_brought_to_the_newest(file_target: str) -> None:
    """A snapshot says which form it has; an old one is filled as it was and migrated."""
    row = '{"id":1,"code":"X","system":"party","opened_on":null,"closed_on":"2021-02-05"}'
    store, _ = refilled(file_target, "0001", {"body": [row]})
    with store.reading() as session:
        found = {shape.name: shape.rows for shape in RegistryText(session).shapes()}
        assert (found["body"], RegistryText(session).revision > "0001") == (1, True)
    store.close()


def test_text_of_a_newer_version_is_refused(file_target: str) -> None:
    """What this version cannot know it does not pretend to read."""
    with pytest.raises(StoreUnavailable, match="mới hơn"):
        refill(file_target, "9999", (), ())


def test_a_genuine_entry_without_its_row_is_damage(sqlite_store: Store, file_target: str) -> None:
    """A journal that follows from the snapshot but changes a row the snapshot lacks is no registry."""
    enter(sqlite_store)
    issued_decision(sqlite_store, "QD-1")
    revision, tables = snapshot_of(sqlite_store)
    with changing(sqlite_store) as session:
        move(session, "QD-1", DocumentState.FILED)
    lacking = {**tables, "document": [], "annex_line": [], "paper_file": [], "register_entry": []}
    tail = tail_of(sqlite_store, len(tables[JOURNAL]))
    with pytest.raises(StoreDamaged, match="mâu thuẫn"):
        refill(file_target, revision, lacking.items(), [tail])
    assert JournalEntry.__tablename__ == JOURNAL
