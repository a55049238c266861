"""How an assigned task may be changed (phiếu F7; nghiep-vu §1.1 step 11): which change in which state, giving what.

Pure tables. What was reported on keeps its words: only its going on may still change; what was evaluated keeps both.
"""

from __future__ import annotations

from registry.errors import RuleBroken
from registry.labels import AmendmentKind as Kind
from registry.labels import TaskState as Task

WORDING = ("title", "target", "product", "deadline_text", "supervisor")
"""Fields of a task that a change of its content may touch, in the order papers tell them."""

_GOING_ON = frozenset({Task.ASSIGNED, Task.PROVEN, Task.REPORTED})
CHANGEABLE: dict[Kind, frozenset[Task]] = {
    Kind.CHANGE: frozenset({Task.ASSIGNED, Task.PROVEN, Task.SUSPENDED}),
    Kind.SUSPEND: _GOING_ON,
    Kind.RESUME: frozenset({Task.SUSPENDED}),
    Kind.TRANSFER: _GOING_ON | {Task.SUSPENDED},
    Kind.CANCEL: _GOING_ON | {Task.SUSPENDED},
}
STATE_AFTER: dict[Kind, Task] = {
    Kind.SUSPEND: Task.SUSPENDED,
    Kind.TRANSFER: Task.TRANSFERRED,
    Kind.CANCEL: Task.CANCELLED,
}
"""Where a change leaves its task; a change of content leaves it where it is, a resumed one goes back."""


def require_changeable(code: str, state: Task, kind: Kind) -> None:
    """RuleBroken unless a task in `state` may be changed in this way."""
    if state not in CHANGEABLE[kind]:
        raise RuleBroken(
            f"Nhiệm vụ {code} đang “{state.label}”, không {kind.label} được.",
            advice="Chỉ điều chỉnh nhiệm vụ đã giao bằng quyết định đã ban hành và chưa được tập thể đánh giá.",
        )
