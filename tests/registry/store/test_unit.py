"""Units of work: whole or nothing, and everything that changed is in the journal of the same transaction."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text, update

from registry.errors import Conflict, StoreUnavailable
from registry.model import Body, Cycle, Task
from registry.store import Store, open_store
from registry.store.entering import known_tasks
from registry.store.journal import verify_chain
from registry.store.tasks import find_task
from registry.store.whole import dump_journal
from tests.support.registry_builder import NOW, YEAR, changing, enter


class PowerCut(Exception):
    """Something stops an errand in the middle."""


def test_a_unit_commits_whole(store: Store) -> None:
    """this test ensures that everything entered in a unit is there afterwards."""
    enter(store)
    with store.reading() as session:
        assert [task.code for task in known_tasks(session, YEAR)] == ["NV-2021-001", "NV-2021-002", "NV-2021-003"]


def test_a_broken_unit_leaves_nothing(store: Store) -> None:
    """this test ensures that neither records nor journal entries remain of a unit that stopped half way."""
    with pytest.raises(PowerCut), changing(store) as session:
        session.add(Body(code="DV-900", system="", level=""))
        session.flush()
        raise PowerCut
    with store.reading() as session:
        assert session.query(Body).count() == 0
        assert dump_journal(session) == []
        assert verify_chain(session)[0] == 0


def test_an_entry_says_what_changed_and_why(filled: Store) -> None:
    """this test ensures that a change is journalled with who, when, why, before and after."""
    with changing(filled, "sửa chính tả") as session:
        find_task(session, "NV-2021-001").title = "Tên đã sửa"
    with filled.reading() as session:
        entry = dump_journal(session)[-1]
    assert (entry["actor"], entry["reason"], entry["at"]) == (
        "người thử",
        "sửa chính tả",
        NOW.isoformat(timespec="milliseconds"),
    )
    assert (entry["action"], entry["entity"], entry["entity_key"]) == ("changed", "task", "NV-2021-001")
    assert entry["before"] == {"title": "Nâng tỷ lệ chi bộ sinh hoạt đạt loại tốt"}
    assert entry["after"] == {"title": "Tên đã sửa"}


def test_an_added_record_is_journalled_whole(filled: Store) -> None:
    """this test ensures that a new record stands in the journal with all its values and nothing before."""
    with filled.reading() as session:
        cycle = next(entry for entry in dump_journal(session) if entry["entity"] == "cycle")
    assert cycle["before"] == {}
    assert cycle["after"]["year"] == YEAR
    assert cycle["action"] == "added"


def test_a_deleted_record_is_journalled_whole(filled: Store) -> None:
    """this test ensures that a deleted record leaves its values in the journal."""
    with changing(filled) as session:
        session.add(Body(code="DV-900", system="x", level=""))
    with changing(filled, "nhập nhầm") as session:
        session.delete(session.query(Body).filter_by(code="DV-900").one())
    with filled.reading() as session:
        entry = dump_journal(session)[-1]
    assert (entry["action"], entry["entity_key"], entry["reason"]) == ("deleted", "DV-900", "nhập nhầm")
    assert entry["before"]["system"] == "x"
    assert entry["after"] == {}


def test_a_change_of_nothing_is_not_journalled(filled: Store) -> None:
    """this test ensures that writing the same value again makes no entry."""
    with filled.reading() as session:
        before = len(dump_journal(session))
    with changing(filled) as session:
        task = find_task(session, "NV-2021-001")
        task.title = str(task.title)
    with filled.reading() as session:
        assert len(dump_journal(session)) == before


def test_a_look_changes_nothing(filled: Store) -> None:
    """this test ensures that what is changed while reading is thrown away."""
    with filled.reading() as session:
        find_task(session, "NV-2021-001").title = "không được ghi"
        session.flush()
    with filled.reading() as session:
        assert find_task(session, "NV-2021-001").title != "không được ghi"


def test_two_records_of_one_code_are_a_conflict(filled: Store) -> None:
    """this test ensures that a clash of codes is told as a conflict with what to do, and nothing is kept."""
    with pytest.raises(Conflict) as caught, changing(filled) as session:
        session.add(Cycle(code="khác", year=YEAR, term="", task_word="", is_pilot=False, motto=""))
    assert "Chạy lại" in caught.value.advice


def test_a_reference_to_nobody_is_refused(filled: Store) -> None:
    """this test ensures that foreign keys are watched: a task cannot belong to a post that is not there."""
    with pytest.raises(Conflict), changing(filled) as session:
        find_task(session, "NV-2021-001").post_id = 999


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """this test ensures that a file that is no database is refused with advice instead of a trace."""
    (tmp_path / "registry.db").write_bytes(b"khong phai co so du lieu" * 100)
    with pytest.raises(StoreUnavailable) as caught:
        open_store(f"sqlite:///{tmp_path / 'registry.db'}")
    assert caught.value.advice


def test_sqlite_is_set_for_safety(sqlite_store: Store) -> None:
    """this test ensures that every connection has WAL, synchronous FULL and foreign keys on."""
    with sqlite_store.engine.connect() as connection:
        pragmas = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert pragmas == ["wal", 2, 1]


def test_every_unit_that_writes_can_tell_its_entries(filled: Store) -> None:
    """this test ensures that a bulk statement, which the journal cannot see, is the broken twin of a real change."""
    with filled.reading() as session:
        before = len(dump_journal(session))
    with changing(filled) as session:
        session.execute(update(Task).where(Task.code == "NV-2021-001").values(note="lén"))
    with filled.reading() as session:
        assert len(dump_journal(session)) == before, "bulk statements are not journalled: the store must not use them"
