"""A cycle as it stood on a day: whatever happened later does not count, and comes in again on its day."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.labels import EventKind, Grade, TaskLevel, TaskState, Voice
from registry.model import (
    AssigneeGroup,
    Body,
    BodyDuty,
    BodyName,
    Cycle,
    CycleEvent,
    IndicatorValue,
    PastGrade,
    Person,
    Progress,
    RegisterEntry,
    Succession,
    Supervision,
    Task,
)
from registry.rules.statistics_values import Standing, StandingTask
from registry.store import Store
from registry.store.evaluations import Proof, Said, record_grade, record_results
from registry.store.figures import standing
from tests.support.registry_builder import NOW, SIGNED_ON, YEAR, changing, issued_decision

DAY_BEFORE, DAY = dt.date(2021, 9, 22), dt.date(2021, 9, 23)
TASK, DECISION = "NV-2021-001", "AAAA0001"


def at(store: Store, day: dt.date) -> Standing:
    """The cycle as of `day`."""
    with store.reading() as session:
        return standing(session, YEAR, day)


def first(store: Store, day: dt.date) -> StandingTask:
    """The first task as of `day`."""
    return at(store, day).tasks[0]


def task_of(session: Session) -> Task:
    """The first task's row."""
    return session.scalars(select(Task).where(Task.code == TASK)).one()


def test_values_and_reports_count_from_their_day(filled: Store) -> None:
    """this test ensures that an indicator's value and a report of tomorrow are not today's."""
    with changing(filled) as session:
        task = task_of(session)
        task.indicators[0].target_value = "90"
        task.indicators[0].values.append(IndicatorValue(on=DAY, value="90", source="", recorded_at=""))
        early = {"source": "", "text": "", "recorded_at": ""}
        session.add(Progress(task_id=task.id, on=DAY_BEFORE, level="in_progress", **early))
        session.add(Progress(task_id=task.id, on=DAY, level="completed", **early))
    before, after = first(filled, DAY_BEFORE), first(filled, DAY)
    assert (before.measures[0].value, before.progress, before.done_on) == (None, "in_progress", None)
    assert (after.measures[0].value, after.measures[0].value_on, after.progress) == (90, DAY, "completed")
    assert after.done_on == after.measures[0].reached_on == DAY
    assert [report.on for report in at(filled, DAY_BEFORE).reports] == [DAY_BEFORE]


def test_results_and_grades_count_from_the_day_their_paper_was_filed(filled: Store) -> None:
    """this test ensures that what was proven later is unknown before, and that the decided level speaks last."""
    issued_decision(filled, DECISION)
    filed = dt.datetime.combine(DAY, dt.time(8), NOW.tzinfo)
    proof = Proof(document=DECISION, sha256="ab" * 32, at=filed)
    with changing(filled) as session:
        record_results(session, Voice.DECIDED, [Said(task=TASK, level=TaskLevel.EXCEEDED)], proof)
        record_results(session, Voice.COLLECTIVE, [Said(task=TASK, level=TaskLevel.COMPLETED)], proof)
        record_results(session, Voice.SELF, [Said(task=TASK, level=TaskLevel.MOSTLY)], proof)
        record_grade(session, Voice.DECIDED, "CB-001", Grade.GOOD, proof)
    assert (first(filled, DAY_BEFORE).level, at(filled, DAY_BEFORE).decided) == (None, {})
    assert (first(filled, DAY).level, at(filled, DAY).decided) == (TaskLevel.EXCEEDED, {"CB-001": Grade.GOOD})


def test_a_decision_counts_from_the_day_it_was_issued(filled: Store) -> None:
    """this test ensures that tasks are in force, and decisions issued and handed over, from their own days on."""
    issued_decision(filled, DECISION)
    with changing(filled) as session:
        session.scalars(select(RegisterEntry)).one().handed_on = DAY
    before = at(filled, SIGNED_ON - dt.timedelta(days=1))
    assert [task.is_in_force for task in before.tasks] == [False, False, False]
    assert (before.papers.decisions, before.papers.issued, before.papers.handed_over) == (1, 0, 0)
    issued = at(filled, SIGNED_ON)
    assert sum(task.is_in_force for task in issued.tasks) == 2
    assert (issued.papers.issued, issued.papers.handed_over) == (1, 0)
    assert at(filled, DAY).papers.handed_over == 1


def test_tasks_off_the_list_are_not_counted(filled: Store) -> None:
    """this test ensures that registered, returned and withdrawn tasks are not assigned; cancelled ones are told."""
    with changing(filled) as session:
        states = (TaskState.REGISTERED, TaskState.CANCELLED, TaskState.SUSPENDED)
        for task, state in zip(session.scalars(select(Task).order_by(Task.id)), states, strict=True):
            task.state = state.value
    found = at(filled, DAY)
    assert [task.code for task in found.tasks] == ["NV-2021-003"]
    assert {state for _, state in found.aside} == {TaskState.REGISTERED, TaskState.CANCELLED}


def test_groups_have_their_members_and_lists(filled: Store) -> None:
    """this test ensures that members of a group are read with the group, and the flags of its lists with them."""
    with changing(filled) as session:
        group = session.scalars(select(AssigneeGroup).where(AssigneeGroup.name == "Khối xã")).one()
        group.has_task_list = False
    communes, district = at(filled, DAY).groups
    assert (communes.name, communes.has_task_list, len(communes.members)) == ("Khối xã", False, 1)
    assert (district.name, district.has_task_list) == ("Khối huyện", True)
    assert {task.group for task in at(filled, DAY).tasks} == {"Khối xã", "Khối huyện"}


def test_earlier_grades_count_when_their_year_was_over(filled: Store) -> None:
    """this test ensures that a grade of 2020 counts in 2021, not in 2020, and one of this year never as earlier."""
    with changing(filled) as session:
        person = session.scalars(select(Person).where(Person.code == "CB-001")).one()
        for year in (2020, 2021):
            session.add(PastGrade(person_id=person.id, year=year, grade="good", source="", recorded_at=""))
    assert at(filled, DAY).graded == {2020: {"CB-001": Grade.GOOD}}
    assert at(filled, dt.date(2020, 12, 31)).graded == {}


def test_the_frame_of_the_cycle_is_read(filled: Store) -> None:
    """this test ensures that supervisors, duties and days of reporting come with the cycle."""
    with changing(filled) as session:
        cycle = session.scalars(select(Cycle)).one()
        person, body = session.get(Person, 1), session.get(Body, 1)
        assert person is not None and body is not None
        session.add(Supervision(cycle_id=cycle.id, person_id=person.id, area="đất đai"))
        session.add(BodyDuty(cycle_id=cycle.id, body_id=body.id, title="Lập ban chỉ đạo", is_done=None, evidence=""))
        for ordinal, kind in enumerate((EventKind.PROGRESS, EventKind.HANDOVER), start=1):
            event = {"title": kind.label, "day_text": "", "is_year_inferred": False}
            session.add(CycleEvent(cycle_id=cycle.id, ordinal=ordinal, kind=kind.value, day=DAY, **event))
    found = at(filled, DAY)
    assert [(one.name, one.area) for one in found.supervisors] == [("Nông Văn Thử", "đất đai")]
    assert [(one.title, one.is_done) for one in found.duties] == [("Lập ban chỉ đạo", None)]
    assert [one.due for one in found.calendar] == [DAY]


def test_a_year_nobody_entered_has_no_figures(filled: Store) -> None:
    """this test ensures that a cycle that was never entered is refused, not counted as zero."""
    with filled.reading() as session, pytest.raises(NotFound, match="1999"):
        standing(session, 1999, DAY)


def test_heirs_are_those_of_the_day(filled: Store) -> None:
    """this test ensures that a body is named by who took over from it, from that day on and by its whole only."""
    with changing(filled) as session:
        old, other = session.scalars(select(Body).order_by(Body.id)).all()
        new = Body(code="DV-900", system="", level="", names=[BodyName(name="Xã Mới", folded="xa moi")])
        session.add(new)
        session.flush()
        for before, function in ((old, ""), (other, "giáo dục")):
            session.add(Succession(from_id=before.id, to_id=new.id, kind="merged", function=function, on=DAY, basis=""))
    assert at(filled, DAY_BEFORE).heirs == {}
    assert at(filled, DAY).heirs == {"Đảng ủy xã Mẫu": "Xã Mới"}
