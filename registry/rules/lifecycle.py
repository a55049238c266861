"""Which state a paper or a task may pass to, as tables.

Knows the legal order draft → printed → signed → numbered → issued → filed (NĐ 30/2020 Điều 14–19: number and
date come after the signature); does not know what moves a record, only whether the move is allowed.
"""

from __future__ import annotations

from registry.errors import RuleBroken
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

LIVE_PAPER = frozenset(Paper) - {Paper.REPLACED, Paper.RECALLED, Paper.WITHDRAWN}
FROZEN_PAPER = LIVE_PAPER - {Paper.DRAFT, Paper.PRINTED}
"""States in which the words of a paper stand above a signature: its tasks wait for no other decision."""
BINDING_PAPER = frozenset({Paper.ISSUED, Paper.FILED})


def move_paper(code: str, state: Paper, target: Paper) -> Paper:
    """`target` when a paper in `state` may pass to it; RuleBroken names the paper otherwise."""
    if target not in PAPER_MOVES[state]:
        raise RuleBroken(
            f"Văn bản {code} đang ở trạng thái “{state.label}”, không chuyển sang “{target.label}” được.",
            advice="Xem đúng thứ tự: dự thảo, in trình ký, ký, cấp số, ban hành, lưu.",
        )
    return target


def move_task(code: str, state: Task, target: Task) -> Task:
    """`target` when a task in `state` may pass to it; RuleBroken names the task otherwise."""
    if target not in TASK_MOVES[state]:
        raise RuleBroken(f"Nhiệm vụ {code} đang “{state.label}”, không chuyển sang “{target.label}” được.")
    return target
