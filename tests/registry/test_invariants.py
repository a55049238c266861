"""The invariants of the registry (nghiep-vu §9), each with what would break it.

I1 an assigned task has a decision, and its owner held the post on that day. I3 a closed cycle is immutable. I5 every
task at closing has a disposition. I10 unknown is not zero. The others stand beside what keeps them; the last test here
asks that each is named somewhere.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from registry.errors import RuleBroken
from registry.exchange.plan import make_plan
from registry.labels import (
    DocumentKind,
    DocumentState,
    TaskState,
)
from registry.model import (
    AnnexLine,
    AssigneeGroup,
    BodyDuty,
    Cycle,
    Document,
    Indicator,
    Post,
    Task,
)
from registry.problems import Severity
from registry.rules.lifecycle import BINDING_PAPER, GIVEN, SETTLED
from registry.store import Store
from registry.store.cycles import cycle_view
from registry.store.documents import move, record_of
from registry.store.entering import apply_plan, ensure_cycle
from registry.store.fitness import owner_problems
from registry.store.retracting import retract
from tests.support.registry_builder import (
    ROWS,
    SIGNED_ON,
    YEAR,
    changing,
    draft,
    issue,
    number,
    sign,
)

CLOSED_ON = dt.date(2022, 1, 31)


class Undone(Exception):
    """Ends a unit of work that shall leave nothing."""


def close(store: Store) -> None:
    """Close the cycle, whose tasks were all decided before."""
    with changing(store) as session:
        for task in session.scalars(select(Task)):
            task.state = TaskState.DECIDED.value
        session.flush()
        session.scalars(select(Cycle)).one().closed_on = CLOSED_ON


# ---- I1


def given_and_worded(store: Store) -> tuple[set[str], set[str]]:
    """The tasks that are given, and those an issued decision lists."""
    with store.reading() as session:
        given = session.scalars(select(Task.code).where(Task.state.in_([state.value for state in GIVEN])))
        worded = session.scalars(
            select(Task.code)
            .join(AnnexLine)
            .join(Document)
            .where(Document.kind == DocumentKind.DECISION.value)
            .where(Document.state.in_([state.value for state in BINDING_PAPER]))
        )
        return set(given), set(worded)


def test_i1_an_assigned_task_stands_in_a_binding_decision(filled: Store) -> None:
    """This test ensures that a task is given by an issued decision and no longer when it is recalled (I1)."""
    draft(filled, "AAAA0001")
    sign(filled, "AAAA0001")
    number(filled, "AAAA0001")
    assert given_and_worded(filled) == (set(), set())
    issue(filled, "AAAA0001")
    given, worded = given_and_worded(filled)
    assert given == worded == {"NV-2021-001", "NV-2021-002"}
    with changing(filled) as session:
        move(session, "AAAA0001", DocumentState.RECALLED)
        retract(session, record_of(session, "AAAA0001"))
    assert given_and_worded(filled) == (set(), set())


def test_i1_a_task_given_by_nothing_is_seen(filled: Store) -> None:
    """This test ensures that a state written without a decision is not taken for a given task (broken twin of I1)."""
    with changing(filled) as session:
        session.scalars(select(Task).where(Task.code == "NV-2021-003")).one().state = TaskState.ASSIGNED.value
    given, worded = given_and_worded(filled)
    assert given - worded == {"NV-2021-003"}


def test_i1_the_owner_holds_the_post_on_the_day(filled: Store) -> None:
    """This test ensures that a post not begun, ended, or of an ended body is found, and a held one is not."""
    with filled.reading() as session:
        codes = list(session.scalars(select(Task.code)))
        assert owner_problems(session, codes, SIGNED_ON, closed=Severity.ERROR) == ()
    with changing(filled) as session:
        first, second = session.scalars(select(Post).order_by(Post.id))
        first.valid_to = SIGNED_ON - dt.timedelta(days=1)
        second.body.closed_on = SIGNED_ON - dt.timedelta(days=1)
    with filled.reading() as session:
        found = owner_problems(session, codes, SIGNED_ON, closed=Severity.ERROR)
        assert [problem.code for problem in found] == ["post-not-held", "closed-unit"]
        day_before = SIGNED_ON - dt.timedelta(days=1)
        assert owner_problems(session, codes, day_before, closed=Severity.ERROR) == ()
        assert len(owner_problems(session, codes, SIGNED_ON, closed=None)) == 1
        assert owner_problems(session, [], SIGNED_ON, closed=Severity.ERROR) == ()
    with changing(filled) as session:
        session.scalars(select(Post).order_by(Post.id)).first().valid_from = SIGNED_ON  # type: ignore[union-attr]
        session.scalars(select(Post).order_by(Post.id)).first().valid_to = None  # type: ignore[union-attr]
    with filled.reading() as session:
        found = owner_problems(session, codes, day_before, closed=None)
        assert [problem.code for problem in found] == ["post-not-held"]


# ---- I5


def end(store: Store, states: Sequence[TaskState]) -> None:
    """Give the tasks of the cycle these states, then close it."""
    with changing(store) as session:
        tasks = session.scalars(select(Task).join(Cycle).where(Cycle.year == YEAR).order_by(Task.code))
        for task, state in zip(tasks, states, strict=True):
            task.state = state.value
    with changing(store) as session:
        session.scalars(select(Cycle).where(Cycle.year == YEAR)).one().closed_on = CLOSED_ON


@pytest.mark.parametrize("left", sorted(set(TaskState) - SETTLED))
def test_i5_a_cycle_with_an_open_task_is_not_closed(filled: Store, left: TaskState) -> None:
    """This test ensures that a task without disposition, whatever its state, stops the closing (broken twins of I5)."""
    with pytest.raises(RuleBroken, match=r"còn 1 nhiệm vụ chưa xử lý xong: NV-2021-002\."):
        end(filled, [TaskState.DECIDED, left, TaskState.WITHDRAWN])
    with filled.reading() as session:
        assert session.scalars(select(Cycle)).one().closed_on is None


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_i5_a_cycle_whose_tasks_all_ended_is_closed(filled: Store, state: TaskState) -> None:
    """This test ensures that a result, a withdrawal, a hand-over and a cancellation are dispositions (I5)."""
    end(filled, [state] * 3)
    with filled.reading() as session:
        assert session.scalars(select(Cycle)).one().closed_on == CLOSED_ON


def test_i5_a_task_that_goes_on_next_year_has_its_disposition(filled: Store) -> None:
    """This test ensures that a carried-over task lets its year be closed, and a withdrawn successor does not (I5)."""
    states = [TaskState.DECIDED, TaskState.PROVEN, TaskState.DECIDED]
    with changing(filled) as session:
        year = ensure_cycle(session, YEAR + 1, term="", task_word="việc")
        apply_plan(session, make_plan([replace(ROWS[0], period="2022", continues="NV-2021-002")], ()), year)
        follower = session.scalars(select(Task).where(Task.continues_id.is_not(None))).one()
        follower.state = TaskState.WITHDRAWN.value
    with pytest.raises(RuleBroken, match="NV-2021-002"):
        end(filled, states)
    with changing(filled) as session:
        session.scalars(select(Task).where(Task.continues_id.is_not(None))).one().state = TaskState.APPROVED.value
    end(filled, states)


# ---- I10


def test_i10_a_list_not_received_leaves_its_count_unknown(filled: Store) -> None:
    """This test ensures that rows become a count only where somebody vouches for the list (I10, twin)."""
    with filled.reading() as session:
        groups = {group.name: (group.people, group.tasks) for group in cycle_view(session, YEAR, on=SIGNED_ON).groups}
    assert groups == {"Khối xã": (1, 2), "Khối huyện": (1, 1)}
    with changing(filled) as session:
        for group in session.scalars(select(AssigneeGroup)):
            group.has_people_list, group.has_task_list = group.name == "Khối xã", False
    with filled.reading() as session:
        groups = {group.name: (group.people, group.tasks) for group in cycle_view(session, YEAR, on=SIGNED_ON).groups}
    assert groups == {"Khối xã": (1, None), "Khối huyện": (None, None)}


def test_i10_what_nobody_said_is_none_and_not_a_number(filled: Store) -> None:
    """This test ensures that an indicator without figures and a duty nobody answered for hold None."""
    with changing(filled) as session:
        cycle, task = session.scalars(select(Cycle)).one(), session.scalars(select(Task)).first()
        assert task is not None
        session.add(BodyDuty(cycle_id=cycle.id, body_id=task.post.body_id, title="x", evidence=""))
    with filled.reading() as session:
        (duty,) = session.scalars(select(BodyDuty))
        assert isinstance(duty, BodyDuty) and duty.is_done is None
        main = session.scalars(select(Indicator)).first()
        assert main is not None
        assert (main.baseline, main.target_value, main.values) == (None, None, [])
        view = cycle_view(session, YEAR, on=SIGNED_ON)
        assert [done for _, _, done in view.duties] == [None]


# ---- all of them


INVARIANTS = {"I1", "I2", "I3", "I4", "I5", "I6", "I10", "I12"}


def _named(text: str) -> set[str]:
    return {name.upper() for name in re.findall(r"(?<![A-Za-z0-9])[iI]\d+(?!\d)", text)}


def test_every_invariant_is_named_by_tests() -> None:
    """Each of the invariants the registry keeps has tests that say its name, with what would break it."""
    named, broken = set(), set()
    for path in Path(__file__).parents[1].rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                said = _named(f"{node.name} {ast.get_docstring(node)}")
                named |= said
                broken |= said if "twin" in (ast.get_docstring(node) or "") else set()
    assert named >= INVARIANTS
    assert broken >= INVARIANTS
