"""Which change of a task is allowed when: the table agrees with the moves of the lifecycle."""

from __future__ import annotations

import pytest

from registry.errors import RuleBroken
from registry.labels import AmendmentKind, TaskState
from registry.rules.amending import CHANGEABLE, STATE_AFTER, require_changeable
from registry.rules.lifecycle import GIVEN, IN_WORK, TASK_MOVES

EVALUATED = {TaskState.EVALUATED, TaskState.DECIDED}


def test_every_kind_has_its_states() -> None:
    """this test ensures that each kind of change is allowed somewhere, and only for tasks that were given."""
    assert set(CHANGEABLE) == set(AmendmentKind)
    for states in CHANGEABLE.values():
        assert states
        assert states <= GIVEN - EVALUATED


def test_a_change_moves_only_where_a_task_may_go() -> None:
    """this test ensures that the lifecycle allows every move a change makes, there and back from a suspension."""
    for kind, target in STATE_AFTER.items():
        assert all(target in TASK_MOVES[state] for state in CHANGEABLE[kind])
    assert CHANGEABLE[AmendmentKind.SUSPEND] <= TASK_MOVES[TaskState.SUSPENDED]


def test_a_suspended_task_is_given_and_not_worked_on() -> None:
    """this test ensures that forms and meetings leave suspended tasks out and nothing else that was given."""
    assert {TaskState.SUSPENDED} == GIVEN - IN_WORK


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (TaskState.APPROVED, AmendmentKind.CHANGE),
        (TaskState.REPORTED, AmendmentKind.CHANGE),
        (TaskState.EVALUATED, AmendmentKind.CANCEL),
        (TaskState.ASSIGNED, AmendmentKind.RESUME),
        (TaskState.SUSPENDED, AmendmentKind.SUSPEND),
    ],
)
def test_a_wrong_moment_is_told(state: TaskState, kind: AmendmentKind) -> None:
    """this test ensures that a change at the wrong moment is refused with the task, its state and the kind."""
    with pytest.raises(RuleBroken, match="NV-1") as caught:
        require_changeable("NV-1", state, kind)
    assert state.label in caught.value.message
    assert kind.label in caught.value.message
    require_changeable("NV-1", TaskState.SUSPENDED, AmendmentKind.RESUME)
