"""I3: a closed cycle stands fast; only an amendment changes what belongs to it (nghiep-vu §6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from registry.errors import RuleBroken
from registry.labels import (
    AmendmentKind,
    AmendmentState,
    DocumentKind,
    DocumentState,
    EventKind,
    Grade,
    Scope,
    Voice,
)
from registry.model import (
    Amendment,
    AssigneeGroup,
    Base,
    BodyDuty,
    Cycle,
    CycleBasis,
    CycleEvent,
    Document,
    GroupMember,
    Indicator,
    IndicatorValue,
    Person,
    PersonGrade,
    Post,
    Progress,
    Recommendation,
    RoutineTarget,
    Supervision,
    Task,
)
from registry.store import Store
from registry.store.closed_cycles import OWNED
from registry.store.rows import Row
from registry.store.sealing import add_rows
from tests.registry.test_invariants import CLOSED_ON, Undone, close
from tests.support.registry_builder import (
    DIGEST,
    NOW,
    ROWS,
    changing,
    enter,
    issued_decision,
)


def added(session: Session, kind: type[Base]) -> Base:
    """A new record of a kind, belonging to the closed cycle."""
    cycle = session.scalars(select(Cycle)).one()
    task, person = session.scalars(select(Task)).first(), session.scalars(select(Person)).first()
    assert task is not None and person is not None
    group, main = (
        session.scalars(select(AssigneeGroup).order_by(AssigneeGroup.id)).first(),
        session.scalars(select(Indicator)).first(),
    )
    assert group is not None and main is not None
    last_post = session.scalars(select(Post.id).order_by(Post.id.desc())).first()
    at = {"recorded_at": "2022-02-01"}
    made: dict[type[Base], Callable[[], Base]] = {
        AssigneeGroup: lambda: AssigneeGroup(
            cycle_id=cycle.id, ordinal=9, name="X", is_declared=True, has_people_list=True, has_task_list=True, note=""
        ),
        GroupMember: lambda: GroupMember(group_id=group.id, post_id=last_post),
        CycleEvent: lambda: CycleEvent(
            cycle_id=cycle.id, ordinal=9, kind=EventKind.OTHER.value, title="x", day_text="", is_year_inferred=False
        ),
        CycleBasis: lambda: CycleBasis(cycle_id=cycle.id, ordinal=9, text="x"),
        Supervision: lambda: Supervision(cycle_id=cycle.id, person_id=person.id, area="x"),
        BodyDuty: lambda: BodyDuty(cycle_id=cycle.id, body_id=task.post.body_id, title="x", evidence=""),
        Recommendation: lambda: Recommendation(cycle_id=cycle.id, ordinal=9, text="x", followed_up=""),
        RoutineTarget: lambda: RoutineTarget(cycle_id=cycle.id, text="x", unit=""),
        Indicator: lambda: Indicator(
            task_id=task.id, ordinal=9, text="", measure_unit="", direction=">=", compared_with=""
        ),
        IndicatorValue: lambda: IndicatorValue(indicator_id=main.id, on=CLOSED_ON, value="1", source="", **at),
        Progress: lambda: Progress(task_id=task.id, on=CLOSED_ON, level="", text="x", source="", **at),
    }
    return made[kind]()


@pytest.mark.parametrize(
    "kind",
    [
        AssigneeGroup,
        GroupMember,
        CycleEvent,
        CycleBasis,
        Supervision,
        BodyDuty,
        Recommendation,
        RoutineTarget,
        Indicator,
        IndicatorValue,
        Progress,
    ],
)
def test_i3_nothing_is_added_to_a_closed_cycle(filled: Store, kind: type[Base]) -> None:
    """This test ensures that every kind of record is refused after closing, and was welcome before (twins of I3)."""
    with pytest.raises(Undone), changing(filled) as session:
        session.add(added(session, kind))
        session.flush()
        raise Undone
    with pytest.raises(Undone), changing(filled) as session:
        add_rows(session, [_as_row(added(session, kind))])
        raise Undone
    close(filled)
    with pytest.raises(RuleBroken, match="đã khóa"), changing(filled) as session:
        session.add(added(session, kind))
        session.flush()
    with pytest.raises(RuleBroken, match="đã khóa"), changing(filled) as session:
        add_rows(session, [_as_row(added(session, kind))])


def _as_row(record: Base) -> Row:
    """The record as a plain row, which no flush sees."""
    return Row(type(record), {name: value for name, value in vars(record).items() if not name.startswith("_")})


def test_i3_tasks_of_a_closed_cycle_neither_change_nor_go_nor_come(filled: Store) -> None:
    """This test ensures that a task is not edited, deleted or added, also through an import."""
    close(filled)
    for change in (
        lambda session, task: setattr(task, "title", "khác"),
        lambda session, task: session.delete(task.indicators[0]),
    ):
        with pytest.raises(RuleBroken, match="đã khóa"), changing(filled) as session:
            change(session, session.scalars(select(Task)).first())
    with pytest.raises(RuleBroken, match="đã khóa"):
        enter(filled, [*ROWS, replace(ROWS[0], title="Việc mới thêm")])


def test_i3_an_amendment_is_the_only_way_to_change(filled: Store) -> None:
    """This test ensures that a task changes with an amendment that names it, and no other task with it."""
    close(filled)
    with changing(filled) as session:
        task = session.scalars(select(Task).order_by(Task.id)).first()
        assert task is not None
        session.add(_amendment(task))
        task.target = "Từ 60% lên 95%"
    with pytest.raises(RuleBroken, match="đã khóa"), changing(filled) as session:
        first, other = session.scalars(select(Task).order_by(Task.id).limit(2))
        session.add(_amendment(first, "DC-2"))
        other.target = "khác"


def _amendment(task: Task, code: str = "DC-1") -> Amendment:
    return Amendment(
        code=code,
        task=task,
        kind=AmendmentKind.CHANGE.value,
        state=AmendmentState.EFFECTIVE.value,
        before={},
        after={},
        reason="sửa",
        asked_on=CLOSED_ON,
    )


def _paper(session: Session, kind: DocumentKind) -> Document:
    cycle = session.scalars(select(Cycle)).one()
    paper = Document(code=f"BBBB{len(kind.value):04d}", kind=kind.value, variant="", scope=Scope.PERSON.value)
    paper.regime, paper.state, paper.cycle_id, paper.symbol = "party", DocumentState.DRAFT.value, cycle.id, "HU"
    paper.abstract, paper.signatory, paper.template = "x", "x", "x"
    paper.template_digest = paper.input_digest = DIGEST
    paper.context, paper.order, paper.key_generation = {}, 1, 1
    paper.made_at, paper.signed_by, paper.reason, paper.replace_reason = NOW.isoformat(), "", "", ""
    paper.object_id = ""
    return paper


def test_i3_papers_that_mend_are_still_made_and_old_ones_are_still_filed(filled: Store) -> None:
    """This test ensures that amendments, corrections and recalls are made, a new decision is not, a scan comes back."""
    issued_decision(filled, "AAAA0001")
    close(filled)
    for kind in (DocumentKind.AMENDMENT, DocumentKind.CORRECTION, DocumentKind.RECALL):
        with changing(filled) as session:
            session.add(_paper(session, kind))
    with changing(filled) as session:
        mending = _as_row(_paper(session, DocumentKind.CORRECTION))
        mending.put(code="CCCC0001")
        add_rows(session, [mending])
    with pytest.raises(RuleBroken, match="đã khóa"), changing(filled) as session:
        session.add(_paper(session, DocumentKind.DECISION))
    with pytest.raises(RuleBroken, match="đã khóa"), changing(filled) as session:
        add_rows(session, [_as_row(_paper(session, DocumentKind.DECISION))])
    with changing(filled) as session:
        session.scalars(select(Document).where(Document.code == "AAAA0001")).one().state = DocumentState.FILED.value


def test_i3_grades_and_the_cycle_itself_stand_fast(filled: Store) -> None:
    """This test ensures that neither a grade nor the cycle's own facts change, not even its closing day."""
    issued_decision(filled, "AAAA0001")
    close(filled)
    with pytest.raises(RuleBroken, match="đã khóa"), changing(filled) as session:
        paper = session.scalars(select(Document)).one()
        cycle, person = session.scalars(select(Cycle)).one(), session.scalars(select(Person)).first()
        assert person is not None
        grade = PersonGrade(cycle_id=cycle.id, person_id=person.id, voice=Voice.DECIDED.value, revision=1)
        grade.grade, grade.document_id, grade.source_sha256 = Grade.GOOD.value, paper.id, ""
        grade.recorded_at = NOW.isoformat()
        session.add(grade)
    for name, value in (("motto", "khác"), ("closed_on", None)):
        with pytest.raises(RuleBroken, match="đã khóa"), changing(filled) as session:
            setattr(session.scalars(select(Cycle)).one(), name, value)


def test_i3_another_cycle_and_the_people_go_on(filled: Store) -> None:
    """This test ensures that closing one cycle closes nothing else."""
    close(filled)
    with changing(filled) as session:
        session.add(Cycle(code="2022", year=2022, term="", task_word="việc", is_pilot=False, motto=""))
        person = session.scalars(select(Person)).first()
        assert person is not None
        person.rank = "HUV"


def test_i3_the_guard_knows_every_table_of_a_cycle() -> None:
    """This test ensures that a new table that belongs to a cycle or a task cannot be forgotten by the guard."""
    of_papers = {"document", "annex_line", "amendment", "opinion", "ballot", "proposal", "cycle"}
    of_papers |= {"dossier"}  # closed, held and destroyed long after its cycle
    owned = {model.__tablename__ for model in OWNED}
    for mapper in Base.registry.mappers:
        table = inspect(mapper).local_table
        keys = {key.target_fullname for column in table.columns for key in column.foreign_keys}
        if keys & {"cycle.id", "task.id", "indicator.id", "assignee_group.id"} and table.name not in of_papers:
            assert table.name in owned, table.name
