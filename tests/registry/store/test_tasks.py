"""Import plans in the database: people, bodies and posts once; frozen wording stays; withdrawal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from registry.errors import NotFound, RuleBroken
from registry.exchange.plan import differences_between, make_plan
from registry.exchange.rows import CoOwner, Indicator, TaskRow
from registry.labels import DocumentState, Horizon, TaskState
from registry.model import AssigneeGroup, Base, Body, Person, Post, Task
from registry.store import Store
from registry.store.assigning import open_assignments
from registry.store.documents import add_document, move
from registry.store.entering import apply_plan, ensure_cycle, known_tasks
from registry.store.tasks import cycle_record, find_task, move_tasks, task_records, withdraw_task
from registry.store.whole import dump_journal
from registry.vietnamese import sort_key
from tests.support.registry_builder import (
    FIRST,
    ROWS,
    TERM,
    THIRD,
    YEAR,
    changing,
    draft,
    enter,
    issued_decision,
    paper,
    record,
    sign,
)


def _count(store: Store, model: type[Base]) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def _titles(store: Store) -> list[str]:
    with store.reading() as session:
        return [task.title for task in known_tasks(session, YEAR)]


def test_people_bodies_and_posts_are_made_once(filled: Store) -> None:
    """this test ensures that two tasks of one person make one person, one post and one body."""
    assert [_count(filled, model) for model in (Person, Body, Post, Task)] == [2, 2, 2, 3]


def test_a_person_typed_otherwise_is_the_same_person(filled: Store) -> None:
    """this test ensures that case and spacing of a name or a unit do not make a second person."""
    enter(filled, [replace(FIRST, official="NÔNG VĂN THỬ", unit="đảng ủy xã mẫu", title="Việc thứ tư")])
    assert [_count(filled, model) for model in (Person, Body, Post, Task)] == [2, 2, 2, 4]


def test_a_name_is_corrected_by_a_row_with_a_code(filled: Store) -> None:
    """this test ensures that a misspelt name is corrected for good by a row that names its task."""
    with filled.reading() as session:
        code = known_tasks(session, YEAR)[0].code
    right = replace(FIRST, official="Nông Văn Thứ", task_code=code)
    enter(filled, [right])
    assert [_count(filled, model) for model in (Person, Task)] == [2, 3]
    with filled.reading() as session:
        (person,) = session.scalars(select(Person).where(Person.full_name == "Nông Văn Thứ"))
        assert person.sort_key == sort_key("Nông Văn Thứ")
        assert make_plan([right], known_tasks(session, YEAR)).is_empty


def test_namesakes_of_two_units_are_two_people(filled: Store) -> None:
    """this test ensures that the same name at another body is another person."""
    enter(filled, [replace(THIRD, official=FIRST.official, title="Việc của người trùng tên")])
    assert _count(filled, Person) == 3


def test_the_same_list_twice_is_an_empty_plan(filled: Store) -> None:
    """this test ensures that importing the same rows again plans nothing and writes nothing."""
    with filled.reading() as session:
        before = len(dump_journal(session))
    plan = enter(filled)
    assert plan.is_empty
    assert len(plan.unchanged) == 3
    with filled.reading() as session:
        assert len(dump_journal(session)) == before


def test_what_was_entered_comes_back(filled: Store) -> None:
    """this test ensures that every field of a row is read back as it was written."""
    with filled.reading() as session:
        known = known_tasks(session, YEAR)
    assert make_plan(ROWS, known).changed == ()
    (change,) = make_plan([replace(FIRST, deadline=dt.date(2021, 12, 1))], known).changed
    assert [difference.field for difference in change.differences] == ["deadline"]


def test_a_changed_row_changes_its_task_only(filled: Store) -> None:
    """this test ensures that a changed target is written and the other tasks stay."""
    enter(filled, [replace(FIRST, target="Lên 95%"), *ROWS[1:]])
    with filled.reading() as session:
        assert [task.target for task in known_tasks(session, YEAR)] == ["Lên 95%", FIRST.target, FIRST.target]


def test_wording_in_an_issued_decision_is_frozen(filled: Store) -> None:
    """this test ensures that a change of a task in an issued decision is refused whole, by name."""
    issued_decision(filled, "AAAA0001")
    with pytest.raises(RuleBroken) as caught:
        enter(filled, [replace(FIRST, target="Lên 95%"), replace(THIRD, title="Việc mới thêm")])
    assert "NV-2021-001" in caught.value.message
    assert caught.value.advice
    assert len(_titles(filled)) == 3, "the added row went with the refused one"


def test_wording_in_a_signed_decision_is_frozen(filled: Store) -> None:
    """this test ensures that from the signature on, before any number, the wording of a task stays."""
    draft(filled, "AAAA0001")
    sign(filled, "AAAA0001")
    with pytest.raises(RuleBroken, match="NV-2021-001"):
        enter(filled, [replace(FIRST, target="Lên 95%")])


def test_wording_in_a_draft_may_change(filled: Store) -> None:
    """this test ensures that a draft binds no wording."""
    draft(filled, "AAAA0001")
    enter(filled, [replace(FIRST, target="Lên 95%")])
    with filled.reading() as session:
        assert known_tasks(session, YEAR)[0].target == "Lên 95%"


def test_a_task_is_withdrawn_with_its_reason(filled: Store) -> None:
    """this test ensures that a withdrawn task leaves the lists but not the register nor the journal."""
    with changing(filled, "trùng việc khác") as session:
        withdraw_task(session, "NV-2021-001")
    with filled.reading() as session:
        left = known_tasks(session, YEAR, with_withdrawn=False)
        assert [task.code for task in left] == ["NV-2021-002", "NV-2021-003"]
        assert task_records(session, YEAR)[0].state is TaskState.WITHDRAWN
        assert dump_journal(session)[-1]["reason"] == "trùng việc khác"


def test_a_task_in_a_printed_decision_is_not_withdrawn(filled: Store) -> None:
    """this test ensures that a paper on somebody's desk holds its tasks, and the clerk is told which paper."""
    draft(filled, "AAAA0001")
    with changing(filled) as session:
        move(session, "AAAA0001", DocumentState.PRINTED)
    with pytest.raises(RuleBroken, match="AAAA0001"), changing(filled) as session:
        withdraw_task(session, "NV-2021-001")


def test_a_draft_of_a_withdrawn_task_is_withdrawn(filled: Store) -> None:
    """this test ensures that no draft can be printed that assigns a withdrawn task; the person's other tasks wait."""
    draft(filled, "AAAA0001")
    with changing(filled) as session:
        withdraw_task(session, "NV-2021-001")
    assert record(filled, "AAAA0001").state is DocumentState.WITHDRAWN
    with filled.reading() as session:
        (waiting,) = (each for each in open_assignments(session, YEAR) if each.holdings[0].official.code == "CB-001")
    assert ([line.code for line in waiting.lines], waiting.draft) == (["NV-2021-002"], None)


def test_a_code_is_not_given_again(filled: Store) -> None:
    """this test ensures that the code of a withdrawn task stays its own."""
    with changing(filled) as session:
        withdraw_task(session, "NV-2021-003")
    enter(filled, [replace(THIRD, title="Việc khác")])
    with filled.reading() as session:
        assert known_tasks(session, YEAR)[-1].code == "NV-2021-004"


def test_an_unknown_task_is_not_found(filled: Store) -> None:
    """this test ensures that a code nobody gave is told with advice."""
    with pytest.raises(NotFound) as caught, filled.reading() as session:
        find_task(session, "NV-2021-999")
    assert caught.value.advice


def test_moving_tasks_forward_leaves_those_beyond(filled: Store) -> None:
    """this test ensures that tasks already further on are not moved back."""
    issued_decision(filled, "AAAA0001")
    with changing(filled) as session:
        move_tasks(session, ["NV-2021-001"], TaskState.REPORTED)
        move_tasks(session, ["NV-2021-001", "NV-2021-002"], TaskState.PROVEN)
    with filled.reading() as session:
        states = [each.state for each in task_records(session, YEAR)]
    assert states == [TaskState.REPORTED, TaskState.PROVEN, TaskState.APPROVED]


def test_a_cycle_is_made_once(store: Store) -> None:
    """this test ensures that a year has one cycle and an unknown year none."""
    for _ in range(2):
        with changing(store) as session:
            ensure_cycle(session, YEAR, term=TERM, task_word="việc")
    with store.reading() as session:
        found = cycle_record(session, YEAR)
        assert found is not None
        assert found.term == TERM
        assert cycle_record(session, 1999) is None


def test_people_are_listed_by_given_name(store: Store) -> None:
    """this test ensures that officials are sorted by tên, then họ: An, Ánh, Đức."""
    names = ["Lý Văn Đức", "Vi Thị Ánh", "Mạc Văn An"]
    enter(store, [_row(name) for name in names])
    with store.reading() as session:
        found = [assignment.holdings[0].official.name for assignment in open_assignments(session, YEAR)]
    assert found == ["Mạc Văn An", "Vi Thị Ánh", "Lý Văn Đức"]


def _row(name: str) -> TaskRow:
    return replace(FIRST, official=name)


def test_an_empty_plan_writes_nothing(filled: Store) -> None:
    """this test ensures that applying an empty plan makes no entry."""
    with filled.reading() as session:
        plan, before = make_plan(ROWS, known_tasks(session, YEAR)), len(dump_journal(session))
    with changing(filled) as session:
        apply_plan(session, plan, ensure_cycle(session, YEAR, term=TERM, task_word="việc"))
    with filled.reading() as session:
        assert len(dump_journal(session)) == before


def test_a_decision_of_nobody_holds_no_task(filled: Store) -> None:
    """this test ensures that a paper without lines leaves all tasks open."""
    with changing(filled) as session:
        add_document(session, paper("AAAA0001", None))
        assert len(open_assignments(session, YEAR)) == 2


def test_every_field_of_a_row_is_kept(store: Store) -> None:
    """this test ensures that what a workbook can say of a task comes back from the registry word for word."""
    term = replace(FIRST, horizon=Horizon.TERM, period="2021-2025", title="Cứng hóa đường thôn")
    enter(store, [term, FIRST])
    rich = replace(
        FIRST,
        title="Bàn giao mặt bằng khu công nghiệp",
        official="",
        post="",
        is_collective=True,
        unit="Thường trực Hội đồng nhân dân huyện Mẫu",
        attached=("Nông Văn Thử", "Người Ngoài Sổ"),
        co_owners=(CoOwner(name="Bế Thị Nháp", share=Decimal(40)),),
        lead_body="Ban Dân vận Huyện ủy",
        theme="giải phóng mặt bằng",
        basis="Nghị quyết số 01-NQ/HU",
        weight=Decimal(35),
        baseline=Decimal(12),
        target_value=Decimal(20),
        denominator=Decimal(20),
        indicators=(Indicator(target="Chi trả 100%", target_value=Decimal(100), measure_unit="%"),),
        continues="NV-2021-002",
        parent="NV-2021-001",
    )
    enter(store, [rich])
    with store.reading() as session:
        known = known_tasks(session, YEAR)[-1]
        official = task_records(session, YEAR)[-1].official
    assert differences_between(known, rich) == ()
    assert (official.name, official.address, official.is_collective) == (rich.unit, "", True)
    assert enter(store, [rich]).is_empty
    fewer = replace(rich, indicators=(), co_owners=(), weight=None, theme="văn hóa", continues="")
    assert len(enter(store, [fewer]).changed) == 1
    with store.reading() as session:
        assert differences_between(known_tasks(session, YEAR)[-1], fewer) == ()


def test_a_group_holds_everybody_rows_put_there_once(store: Store) -> None:
    """this test ensures that groups of a cycle follow the rows, in their order and without doubles."""
    enter(store)
    enter(store, [replace(FIRST, title="Việc nữa")])
    with store.reading() as session:
        groups = session.scalars(select(AssigneeGroup).order_by(AssigneeGroup.ordinal)).all()
        members = {group.name: [member.post.person.full_name for member in group.members] for group in groups}
    assert members == {"Khối xã": ["Nông Văn Thử"], "Khối huyện": ["Bế Thị Nháp"]}


def test_a_manual_sort_name_orders_the_list(store: Store) -> None:
    """this test ensures that a person whose last word is not the given name stands where the clerk says."""
    enter(store, [replace(FIRST, official="Hầu A Lềnh", sort_name="A Lềnh Hầu")])
    with store.reading() as session:
        person = session.scalars(select(Person)).one()
    assert person.sort_key == sort_key("Hầu A Lềnh", manual="A Lềnh Hầu")
