"""Plain rows leave behind what mapped records leave behind: the same tables, the same keys, the same journal."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from registry.model import AssigneeGroup, Body, BodyName, Cycle, GroupMember, Person, Post
from registry.store import Store
from registry.store.journal import verify_chain
from registry.store.rows import Row, held_rows
from registry.store.sealing import add_rows
from registry.store.whole import dump_journal
from tests.support.registry_builder import YEAR, changing

CYCLE = {"code": "2021", "year": YEAR, "term": "", "task_word": "việc", "is_pilot": False, "motto": ""}
GROUP = {"ordinal": 1, "name": "Khối", "is_declared": True, "has_people_list": True, "has_task_list": True, "note": ""}
NAME = {"name": "Xã Mẫu", "folded": "xa mau"}
POST = {"title": "Bí thư", "party_title": "", "group": "Khối", "valid_from": dt.date(2020, 5, 1)}


def _person(number: int) -> dict[str, str]:
    name = f"Nông Văn {number}"
    keys = {"folded": name.lower(), "sort_name": "", "sort_key": f"{number}"}
    return {"code": f"CB-{number}", "kind": "person", "full_name": name, "address": "ông", "rank": "", **keys}


def _entries(store: Store) -> list[dict[str, object]]:
    with store.reading() as session:
        verify_chain(session)
        return dump_journal(session)


def test_rows_of_several_tables_are_sealed_like_records(store: Store, sibling: Store) -> None:
    """this test ensures that rows naming each other leave the journal, hash for hash, that records leave."""
    with changing(sibling) as session:
        cycle, body = Cycle(**CYCLE), Body(code="DV-1", system="", level="", names=[BodyName(**NAME)])
        session.add_all([cycle, body])
        session.flush()
        group = AssigneeGroup(cycle_id=cycle.id, **GROUP)
        for number in range(3):
            post = Post(person=Person(**_person(number)), body=body, **POST)
            session.add_all([post.person, post, group])
            group.members.append(GroupMember(post=post))
            session.add(group)
    with changing(store) as session:
        unit, circle = Row(Body, {"code": "DV-1", "system": "", "level": ""}), Row(Cycle, CYCLE)
        add_rows(session, [circle, unit, Row(BodyName, {"body_id": unit, **NAME})])
        kind, rows = Row(AssigneeGroup, {"cycle_id": circle, **GROUP}), list[Row]()
        for number in range(3):
            person = Row(Person, _person(number))
            held = Row(Post, {"person_id": person, "body_id": unit, **POST})
            rows += [person, held, *([] if number else [kind]), Row(GroupMember, {"group_id": kind, "post_id": held})]
        add_rows(session, rows)
    assert _entries(store) == _entries(sibling)


def test_a_row_may_name_one_that_stands_after_it(store: Store) -> None:
    """this test ensures that tables are filled in the order of their references, whatever the order of the rows."""
    with changing(store) as session:
        unit = Row(Body, {"code": "DV-1", "system": "", "level": ""})
        add_rows(session, [Row(BodyName, {"body_id": unit, **NAME}), unit])
        assert session.scalars(select(BodyName)).one().body_id == unit.id
    assert [entry["entity"] for entry in _entries(store)] == ["body_name", "body"]


def test_lists_that_were_loaded_know_the_rows_added(store: Store) -> None:
    """this test ensures that a record read before rows were added to it lists them afterwards."""
    with changing(store) as session:
        body = Body(code="DV-1", system="", level="", names=[BodyName(**NAME)])
        session.add(body)
        session.flush()
        assert [each.name for each in body.names] == ["Xã Mẫu"]
        add_rows(session, [Row(BodyName, {"body_id": body.id, "name": "Phường Mẫu", "folded": "phuong mau"})])
        assert [each.name for each in body.names] == ["Xã Mẫu", "Phường Mẫu"]


def test_what_changes_of_a_held_row_is_journalled(store: Store) -> None:
    """this test ensures that a held row writes what differs, once, and what is put as it was is no change."""
    with changing(store) as session:
        add_rows(session, [Row(Person, _person(number)) for number in range(2)])
    with changing(store) as session:
        first, second = held_rows(session, Person)
        first.put(rank="HUV", address="ông")
        second.put(address="ông")
        for row in (first, second, first):
            row.write_changes(session)
    (entry,) = [entry for entry in _entries(store) if entry["action"] == "changed"]
    assert (entry["entity_key"], entry["before"], entry["after"]) == ("CB-0", {"rank": ""}, {"rank": "HUV"})


def test_rows_on_their_way_are_held(store: Store) -> None:
    """this test ensures that reading rows sees records of the same unit, and only those asked for."""
    with changing(store) as session:
        session.add_all(Body(code=f"DV-{number}", system="", level="") for number in range(3))
        assert [row["code"] for row in held_rows(session, Body)] == ["DV-0", "DV-1", "DV-2"]
        assert [row["code"] for row in held_rows(session, Body, Body.code == "DV-1")] == ["DV-1"]
