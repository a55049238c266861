"""An office of an earlier form is brought to the newest one with every fact in its new place."""

from __future__ import annotations

from alembic import command
from sqlalchemy import Connection, inspect, text

from registry.store.engine import make_engine
from registry.store.entering import known_tasks
from registry.store.migrating import configuration
from registry.store.unit import open_store
from registry.vietnamese import sort_key

OLD_ROWS = (
    "INSERT INTO body (id, code, system) VALUES (1, 'DV-001', '')",
    "INSERT INTO body_name (id, body_id, name, folded) VALUES (1, 1, 'Ban Tổ chức - Nội vụ', 'ban to chuc - noi vu')",
    "INSERT INTO person (id, code, full_name, folded, sort_key, address) "
    "VALUES (1, 'CB-001', 'Nông Văn Thử', 'nong van thu', 'k', 'đồng chí')",
    'INSERT INTO post (id, person_id, body_id, title, party_title, "group") '
    "VALUES (1, 1, 1, 'Bí thư', '', 'Khối xã')",
    "INSERT INTO cycle (id, code, year, term, task_word) VALUES (1, '2021', 2021, '', 'việc đột phá')",
    "INSERT INTO task (id, code, cycle_id, post_id, horizon, period, title, natures, origin, target, baseline, "
    "target_value, measure_unit, direction, product, deadline_text, supervisor, note, state) "
    "VALUES (1, 'NV-2021-001', 1, 1, 'year', '2021', 'Xây nhà văn hóa', '[]', 'self', 'Từ 60% lên 90%', '60', "
    "'90', '%', '>=', '', '', '', '', 'approved')",
)


Indexed = tuple[str, tuple[str, ...]]  # table and columns
Indexes = set[Indexed]


def make_office(address: str, form: str) -> tuple[Indexes, Indexes]:
    """An office of that form with a few rows from the first one on; its indexes and its rules of one of a kind."""
    engine = make_engine(address)
    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for row in OLD_ROWS:
            connection.execute(text(row))
        connection.exec_driver_sql(f"INSERT INTO journal_head (id, sequence, hash) VALUES (1, 0, '{'0' * 64}')")
        command.upgrade(config, form)
        found = indexes_of(connection)
    engine.dispose()
    return found


def indexes_of(connection: Connection) -> tuple[Indexes, Indexes]:
    """Table and columns of every index that is no rule, and of every one that is."""
    looked = inspect(connection)
    plain: Indexes = set()
    unique: Indexes = set()
    for table in looked.get_table_names():
        unique |= {(table, tuple(each["column_names"])) for each in looked.get_unique_constraints(table)}
        for index in looked.get_indexes(table):
            (unique if index["unique"] else plain).add((table, tuple(map(str, index["column_names"]))))
    return plain, unique


def test_an_older_office_keeps_its_facts(address: str) -> None:
    """This test ensures that what a task of the first form holds is moved, and search and sort keys are renewed."""
    make_office(address, "0001")
    store = open_store(address)
    with store.reading() as session:
        (task,) = known_tasks(session, 2021)
        groups = session.execute(text("SELECT name, has_task_list FROM assignee_group")).all()
        members = session.execute(text("SELECT post_id FROM group_member")).all()
        sought = (("words", "task"), ("folded", "person"), ("folded", "body_name"))
        folded = [session.scalar(text(f"SELECT {column} FROM {table}")) for column, table in sought]
        key = session.scalar(text("SELECT sort_key FROM person"))
    store.close()
    assert (str(task.baseline), str(task.target_value), task.measure_unit) == ("60", "90", "%")
    assert [tuple(group) for group in groups] == [("Khối xã", 1)]
    assert [tuple(member) for member in members] == [(1,)]
    assert folded == ["xay nha van hoa", "nong van thu", "ban to chuc-noi vu"]
    assert key == sort_key("Nông Văn Thử")


def test_indexes_that_another_begins_with_go_and_nothing_else(address: str) -> None:
    """This test ensures that an office of the sixth form keeps its rows and rules and loses only what was twice.

    Three indexes of papers then become longer, so that a search of the shelf reads nothing else.
    """
    plain, unique = make_office(address, "0006")
    doubled = {(table, columns) for table, columns in plain if any(_begins((table, columns), rule) for rule in unique)}
    store = open_store(address)
    with store.engine.connect() as connection:
        after, rules = indexes_of(connection)
    with store.reading() as session:
        counts = [session.scalar(text(f"SELECT count(*) FROM {name}")) for name in ("task", "group_member", "person")]
    store.close()
    assert {("paper_file", ("document_id",)), ("annex_line", ("document_id",))} <= doubled
    short = {("document", (name,)) for name in ("folded", "person_id", "body_id")}
    longer = {(table, (*columns, "issued_on")) for table, columns in short}
    assert (plain - after, after - plain, rules) == (doubled | short, longer, unique)
    assert counts == [1, 1, 1]


def _begins(index: Indexed, rule: Indexed) -> bool:
    return rule[0] == index[0] and rule[1][: len(index[1])] == index[1]
