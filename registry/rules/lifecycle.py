"""Which state a paper or a task may pass to, as tables.

Knows the legal order draft → printed → signed → numbered → issued → filed (NĐ 30/2020 Điều 14–19: number and
date come after the signature), and the order of offices that number first, so that number and date are printed.
Does not know what moves a record, only whether the move is allowed.
"""

from __future__ import annotations

from registry.errors import RuleBroken
from registry.labels import DocumentKind, TaskLevel
from registry.labels import DocumentState as Paper
from registry.labels import TaskState as Task

PAPER_MOVES: dict[Paper, frozenset[Paper]] = {
    Paper.DRAFT: frozenset({Paper.PRINTED, Paper.SIGNED, Paper.WITHDRAWN}),
    Paper.PRINTED: frozenset({Paper.SIGNED, Paper.WITHDRAWN}),
    Paper.SIGNED: frozenset({Paper.NUMBERED, Paper.WITHDRAWN}),
    Paper.NUMBERED: frozenset({Paper.ISSUED, Paper.WITHDRAWN}),
    Paper.ISSUED: frozenset({Paper.FILED, Paper.REPLACED, Paper.RECALLED}),
    Paper.FILED: frozenset({Paper.REPLACED, Paper.RECALLED}),
    Paper.REPLACED: frozenset(),
    Paper.RECALLED: frozenset(),
    Paper.WITHDRAWN: frozenset(),
}

NUMBER_FIRST_MOVES: dict[Paper, frozenset[Paper]] = {
    **PAPER_MOVES,
    Paper.DRAFT: frozenset({Paper.NUMBERED, Paper.WITHDRAWN}),
    Paper.NUMBERED: frozenset({Paper.PRINTED, Paper.WITHDRAWN}),
    Paper.PRINTED: frozenset({Paper.SIGNED, Paper.WITHDRAWN}),
    Paper.SIGNED: frozenset({Paper.ISSUED, Paper.WITHDRAWN}),
}
LEGAL_ORDER = (Paper.DRAFT, Paper.PRINTED, Paper.SIGNED, Paper.NUMBERED, Paper.ISSUED, Paper.FILED)
NUMBER_FIRST_ORDER = (Paper.DRAFT, Paper.NUMBERED, Paper.PRINTED, Paper.SIGNED, Paper.ISSUED, Paper.FILED)

ASIDE = frozenset({Task.WITHDRAWN, Task.SUSPENDED, Task.TRANSFERRED, Task.CANCELLED})
"""States beside the order of the work: no paper moves a task out of them but its own decision."""
_LEAVING = frozenset({Task.WITHDRAWN, Task.SUSPENDED, Task.TRANSFERRED, Task.CANCELLED})

TASK_MOVES: dict[Task, frozenset[Task]] = {
    Task.REGISTERED: frozenset({Task.RETURNED, Task.APPROVED, Task.WITHDRAWN}),
    Task.RETURNED: frozenset({Task.REGISTERED, Task.WITHDRAWN}),
    Task.APPROVED: frozenset({Task.ASSIGNED, Task.WITHDRAWN}),
    Task.ASSIGNED: frozenset({Task.PROVEN, Task.REPORTED, Task.EVALUATED, Task.APPROVED}) | _LEAVING,
    Task.PROVEN: frozenset({Task.REPORTED, Task.EVALUATED, Task.APPROVED}) | _LEAVING,
    Task.REPORTED: frozenset({Task.EVALUATED}) | _LEAVING,
    Task.EVALUATED: frozenset({Task.DECIDED, Task.WITHDRAWN}),
    Task.DECIDED: frozenset(),
    Task.WITHDRAWN: frozenset(),
    Task.SUSPENDED: frozenset({Task.ASSIGNED, Task.PROVEN, Task.REPORTED, Task.TRANSFERRED, Task.CANCELLED}),
    Task.TRANSFERRED: frozenset(),
    Task.CANCELLED: frozenset(),
}

LISTED = frozenset(
    {
        Task.APPROVED,
        Task.ASSIGNED,
        Task.PROVEN,
        Task.REPORTED,
        Task.EVALUATED,
        Task.DECIDED,
        Task.SUSPENDED,
    }
)
"""States of a task that stands on the list of its cycle: approved, or assigned and not taken away again."""
GIVEN = LISTED - {Task.APPROVED}
"""States of a task that a decision assigns."""
IN_WORK = GIVEN - {Task.SUSPENDED}
"""States of a task that its assignee works on and answers for: forms and meetings ask about these."""

DONE = frozenset({TaskLevel.EXCEEDED, TaskLevel.COMPLETED})
"""Levels nobody gives a task without evidence (I4)."""

SETTLED = frozenset({Task.DECIDED, Task.WITHDRAWN, Task.TRANSFERRED, Task.CANCELLED})
"""States in which a task asks for nothing more; any other is open when its cycle is closed (I5)."""

ASSIGNING_PAPER = frozenset({DocumentKind.DECISION, DocumentKind.AMENDMENT})
"""Kinds of paper that bind tasks: an amendment binds the task that goes on with a successor."""
LIVE_PAPER = frozenset(Paper) - {Paper.REPLACED, Paper.RECALLED, Paper.WITHDRAWN}
FROZEN_PAPER = LIVE_PAPER - {Paper.DRAFT, Paper.PRINTED}
"""States in which the words of a paper stand above a signature: its tasks wait for no other decision."""
BINDING_PAPER = frozenset({Paper.ISSUED, Paper.FILED})


def move_paper(code: str, state: Paper, target: Paper, *, number_first: bool = False) -> Paper:
    """`target` when a paper in `state` may pass to it; RuleBroken names the paper otherwise."""
    if target not in (NUMBER_FIRST_MOVES if number_first else PAPER_MOVES)[state]:
        order = "dự thảo, cấp số, in trình ký, ký" if number_first else "dự thảo, in trình ký, ký, cấp số"
        raise RuleBroken(
            f"Văn bản {code} đang ở trạng thái “{state.label}”, không chuyển sang “{target.label}” được.",
            advice=f"Xem đúng thứ tự: {order}, ban hành, lưu.",
        )
    return target


def is_number_first(state: Paper, *, has_number: bool, is_signed: bool) -> bool:
    """True for a paper that took its number before it was printed and signed."""
    return has_number and (state in {Paper.PRINTED, Paper.SIGNED} or not is_signed)


def waits_for(state: Paper, target: Paper, *, number_first: bool = False) -> bool:
    """True when `target` is the next step of a paper in `state`."""
    order = NUMBER_FIRST_ORDER if number_first else LEGAL_ORDER
    return state in order and order.index(target) - order.index(state) == 1


def has_passed(state: Paper, target: Paper, *, number_first: bool = False) -> bool:
    """True when a living paper in `state` has `target` behind it or stands there."""
    order = NUMBER_FIRST_ORDER if number_first else LEGAL_ORDER
    return state in order and order.index(state) >= order.index(target)


def move_task(code: str, state: Task, target: Task) -> Task:
    """`target` when a task in `state` may pass to it; RuleBroken names the task otherwise."""
    if target not in TASK_MOVES[state]:
        raise RuleBroken(f"Nhiệm vụ {code} đang “{state.label}”, không chuyển sang “{target.label}” được.")
    return target
