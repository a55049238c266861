"""The review of registered tasks: which verdict leads where, and what a verdict must come with.

Two tracks advise, the conclusion decides (nghiep-vu §1.1 steps 2 to 4). Does not know who said it nor where it stands.
"""

from __future__ import annotations

from registry.labels import TaskState, Verdict

STATE_AFTER = {
    Verdict.ACCEPTED: TaskState.APPROVED,
    Verdict.AMENDED: TaskState.APPROVED,
    Verdict.RETURNED: TaskState.RETURNED,
    Verdict.ADDED: TaskState.APPROVED,
}
"""Where a conclusion moves a task; what the assigner adds was never registered."""


def lacks(verdict: Verdict, *, is_changed: bool, text: str) -> str:
    """What is missing beside a conclusion, as the code of a problem; "" when nothing is."""
    if verdict is Verdict.AMENDED and not is_changed:
        return "amended-without-change"
    if verdict is Verdict.RETURNED and not text:
        return "returned-without-reason"
    return ""
