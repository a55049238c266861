"""Frozen facts of the papers that set others right, and of changes of assigned tasks.

Knows the shape of a fact, as `registry.facts` does for all other papers; does not know what issuing them moves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registry.facts import Campaign, Official, PaperFacts, Reference, TaskLine
from registry.labels import AmendmentKind, AmendmentState


@dataclass(frozen=True, kw_only=True)
class DecisionAboutFacts(PaperFacts):
    """A decision about an issued paper."""

    campaign: Campaign
    about: Reference
    about_subject: str  # its trích yếu as printed: "về việc giao …"
    executors: tuple[str, ...]  # who carries it out, before the people it concerns
    people: tuple[Official, ...]  # whom it concerns


@dataclass(frozen=True, kw_only=True)
class RecallFacts(DecisionAboutFacts):
    """A decision that recalls an issued paper."""

    reason: str
    ends_tasks: bool  # True when the recalled paper assigned tasks
    listed: tuple[Official, ...] = ()  # the assignees of a decision for several, whom its annex names


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One slip of layout or typing: where it stands, what was printed, what is right."""

    where: str  # "Điều 1, dòng 2"
    wrong: str
    right: str


@dataclass(frozen=True, kw_only=True)
class CorrectionFacts(PaperFacts):
    """A công văn that corrects slips of an issued paper; it has no title and names whom it is written to."""

    about: Reference
    about_subject: str
    slips: tuple[Slip, ...]
    reason: str
    addressees: tuple[str, ...]  # "Đồng chí Ma Văn Đạt, Bí thư Đảng ủy xã Yên Phú"


@dataclass(frozen=True, kw_only=True)
class TaskChange:
    """One change of an assigned task: `before` and `after` map fields of its wording to words, only those that differ.

    A transfer names the `successor` and what had been reached, `partial`, "" when nobody said.
    """

    kind: AmendmentKind
    official: Official  # who has the task
    title: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    reason: str
    successor: Official | None = None
    partial: str = ""


@dataclass(frozen=True, kw_only=True)
class AmendmentFacts(DecisionAboutFacts):
    """A decision that changes tasks of an earlier one; Điều 1 counts what the annex lists."""

    changes: tuple[TaskChange, ...]


@dataclass(frozen=True, kw_only=True)
class Successor:
    """Who takes a task over, in which post; `partial` is what had been reached by then."""

    name: str
    post: str
    unit: str
    address: str = ""
    partial: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangeRecord:
    """A change as stored; `line` is the task in its present words, `decision` the paper that binds it."""

    code: str
    kind: AmendmentKind
    state: AmendmentState
    line: TaskLine
    official: Official
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str
    asked_on: dt.date
    effective_on: dt.date | None
    paper: str | None
    decision: str | None

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen tasks changes`."""
        return {
            "change": self.code,
            "kind": self.kind.value,
            "state": self.state.value,
            "task": self.line.code,
            "person": self.official.code,
            "name": self.official.name,
            "before": dict(self.before),
            "after": dict(self.after),
            "reason": self.reason,
            "asked_on": self.asked_on.isoformat(),
            "effective_on": self.effective_on.isoformat() if self.effective_on else None,
            "decision": self.decision,
            "paper": self.paper,
        }
