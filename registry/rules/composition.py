"""What one person's list must be made of (check P8), and how many hard tasks a group has (check P3).

Pure: counts tasks against a dated rule that is handed in; which rules exist is data in `registry.rulesets`. Term tasks
and year tasks are never counted together: a rule speaks of year tasks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, Protocol

from registry.labels import Horizon, Origin
from registry.rules.policy import Finding
from registry.vietnamese import number_in_text

COMPOSITION, HARDNESS = "P8", "P3"
HARD = frozenset({"việc khó", "đột phá"})


class Counted(Protocol):
    """A task as far as it is counted."""

    @property
    def group(self) -> str:
        """Group of its assignee."""

    @property
    def horizon(self) -> Horizon:
        """Term or year."""

    @property
    def origin(self) -> Origin:
        """Where it came from."""

    @property
    def natures(self) -> tuple[str, ...]:
        """Nature tags."""

    @property
    def weight(self) -> Decimal | None:
        """Its points, None when nobody said."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """From `least` to `most`, both allowed."""

    least: int
    most: int

    def __str__(self) -> str:
        return f"đúng {self.least}" if self.least == self.most else f"từ {self.least} đến {self.most}"


@dataclass(frozen=True, kw_only=True)
class CompositionRule:
    """What a list must be made of from `start` to `end` (None: still); None and empty mean "not ruled"."""

    id: str
    title: str
    source: str
    start: dt.date
    end: dt.date | None = None
    origins: Mapping[Origin, Bounds] = field(default_factory=dict)
    total: Bounds | None = None
    weights: Decimal | None = None  # what the weights of all tasks add up to

    def holds_on(self, day: dt.date) -> bool:
        """True when the rule is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


class HardShare(NamedTuple):
    """Of `assigned` tasks of a group and horizon, `hard` are tagged as hard or as a breakthrough."""

    group: str
    horizon: Horizon
    hard: int
    assigned: int


def rule_for(rules: Iterable[CompositionRule], id: str, day: dt.date) -> CompositionRule | None:
    """The version of a rule in force on a day, None when there is none."""
    return next((rule for rule in rules if rule.id == id and rule.holds_on(day)), None)


def composition_of(rule: CompositionRule, name: str, tasks: Sequence[Counted]) -> Finding | None:
    """Everything in which one person's year tasks break the rule, as one finding."""
    counted = [task for task in tasks if task.horizon is Horizon.YEAR]
    broken = [*_broken_counts(rule, counted), *_broken_weights(rule, counted)]
    if not counted or not broken:
        return None
    message = f"{name}: {'; '.join(broken)} ({rule.title}). Thêm, bớt hoặc sửa nguồn nhiệm vụ, trọng số cho đủ."
    return Finding(COMPOSITION, "composition", "official", message)


def _broken_counts(rule: CompositionRule, tasks: Sequence[Counted]) -> list[str]:
    """The origins, and the whole, that have too few or too many tasks."""
    counts = [(origin.label, bounds, _count_of(tasks, origin)) for origin, bounds in rule.origins.items()]
    counts += [("tất cả", rule.total, len(tasks))] if rule.total else []
    return [
        f"{label} {count} việc, phải {bounds}"
        for label, bounds, count in counts
        if not bounds.least <= count <= bounds.most
    ]


def _count_of(tasks: Sequence[Counted], origin: Origin) -> int:
    return sum(task.origin is origin for task in tasks)


def _broken_weights(rule: CompositionRule, tasks: Sequence[Counted]) -> list[str]:
    """Weights that are missing or do not add up to what the rule says."""
    if rule.weights is None:
        return []
    unknown = sum(task.weight is None for task in tasks)
    if unknown:
        return [f"{unknown} việc chưa có trọng số"]
    total = sum((task.weight for task in tasks if task.weight is not None), Decimal())
    wanted = number_in_text(rule.weights)
    return [] if total == rule.weights else [f"tổng trọng số {number_in_text(total)}, phải bằng {wanted}"]


def hard_shares(tasks: Iterable[Counted]) -> tuple[HardShare, ...]:
    """Per group and horizon, in order of first appearance, how many tasks are hard."""
    counts: dict[tuple[str, Horizon], list[int]] = {}
    for task in tasks:
        found = counts.setdefault((task.group, task.horizon), [0, 0])
        found[0] += not HARD.isdisjoint(task.natures)
        found[1] += 1
    return tuple(HardShare(*key, hard, assigned) for key, (hard, assigned) in counts.items())
