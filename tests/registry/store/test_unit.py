"""Units of work: whole or nothing, and everything that changed is in the journal of the same transaction."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update

from registry.errors import Conflict, RuleBroken, StoreUnavailable
from registry.model import Body, Cycle, Task
from registry.store import Store, open_store
from registry.store.entering import known_tasks
from registry.store.journal import verify_chain
from registry.store.rows import Row
from registry.store.sealing import add_rows
from registry.store.tasks import find_task
from registry.store.whole import dump_journal
from tests.support.registry_builder import NOW, SIGNED_ON, YEAR, changing, enter


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
    assert entry["before"]["title"] == "Nâng tỷ lệ chi bộ sinh hoạt đạt loại tốt"
    assert entry["after"]["title"] == "Tên đã sửa"
    assert entry["before"].keys() == entry["after"].keys() == {"title", "words", "exact_words"}


@pytest.mark.parametrize("missing", ["actor", "reason"])
def test_a_change_without_a_name_or_a_reason_is_refused(filled: Store, missing: str) -> None:
    """this test ensures that no entry of the journal leaves out who or why, whatever is typed."""
    said = {"actor": "văn thư", "reason": "sửa", missing: " "}
    with pytest.raises(RuleBroken) as caught, filled.changing(at=NOW, **said) as session:
        find_task(session, "NV-2021-001").title = "Tên đã sửa"
    assert "--reason" in caught.value.advice
    with filled.reading() as session:
        assert find_task(session, "NV-2021-001").title != "Tên đã sửa"


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


def test_a_bulk_statement_is_refused(filled: Store) -> None:
    """this test ensures that a statement the journal cannot see does not get through, and nothing is changed."""
    for statement in (
        update(Task).where(Task.code == "NV-2021-001").values(note="lén"),
        delete(Task).where(Task.code == "NV-2021-001"),
        insert(Body).values(code="DV-900", system="", level=""),
    ):
        with pytest.raises(RuntimeError, match="journalled"), changing(filled) as session:
            session.execute(statement)
    with filled.reading() as session:
        assert find_task(session, "NV-2021-001").note == ""
        assert session.query(Body).filter_by(code="DV-900").count() == 0


def _many(count: int) -> list[dict[str, object]]:
    """Bodies with and without a day, as columns."""
    day = {"opened_on": SIGNED_ON}
    return [{"code": f"DV-{n}", "system": "x", "level": "xã", **(day if n % 2 else {})} for n in range(count)]


def _entries(store: Store) -> list[dict[str, object]]:
    """The journal without what follows from its place in the chain."""
    with store.reading() as session:
        verify_chain(session)
        return dump_journal(session)


def test_many_rows_at_once_are_sealed_like_one_by_one(store: Store, sibling: Store) -> None:
    """this test ensures that bulk rows leave the same records, keys and journal, hash for hash, as records do."""
    rows = _many(2500)
    with changing(store) as session:
        session.add_all(Body(**row) for row in rows)
    with changing(sibling) as session:
        added = [Row(Body, row) for row in rows]
        add_rows(session, added)
    assert _entries(store) == _entries(sibling)
    with sibling.reading() as session:
        found = session.execute(select(Body.id, Body.code, Body.opened_on).order_by(Body.id)).all()
    assert [row.id for row in found] == [row.id for row in added]
    assert [(row.code, row.opened_on) for row in found] == [(row["code"], row.get("opened_on")) for row in rows]


def test_many_rows_stand_after_what_came_before(store: Store) -> None:
    """this test ensures that records added before bulk rows stand before them in the chain, and none is no entry."""
    with changing(store) as session:
        session.add(Body(code="ĐẦU", system="", level=""))
        add_rows(session, [])
        add_rows(session, [Row(Body, row) for row in _many(2)])
        session.add(Body(code="CUỐI", system="", level=""))
    assert [entry["entity_key"] for entry in _entries(store)] == ["ĐẦU", "DV-0", "DV-1", "CUỐI"]


def test_many_rows_of_a_broken_unit_leave_nothing(store: Store) -> None:
    """this test ensures that bulk rows and their entries go with the unit that stopped."""
    with pytest.raises(Conflict), changing(store) as session:
        add_rows(session, [Row(Body, row) for row in _many(3)])
        add_rows(session, [Row(Body, row) for row in _many(1)])
    assert _entries(store) == []


def test_changes_of_one_flush_stand_in_a_fixed_order(filled: Store) -> None:
    """this test ensures that the order of entries does not depend on where records lie in memory."""
    with changing(filled) as session:
        tasks = [find_task(session, code) for code in ("NV-2021-003", "NV-2021-001", "NV-2021-002")]
        body = session.scalars(select(Body).order_by(Body.id)).all()[0]
        for task in tasks:
            task.note = "mới"
        body.system = "x"
    changed = [(entry["entity"], entry["entity_key"]) for entry in _entries(filled) if entry["action"] == "changed"]
    assert changed == [("body", "DV-001"), ("task", "NV-2021-001"), ("task", "NV-2021-002"), ("task", "NV-2021-003")]


def test_every_entry_names_its_record(filled: Store) -> None:
    """this test ensures that an entry of a record without a code names it by its key."""
    assert [entry for entry in _entries(filled) if not entry["entity_key"]] == []
