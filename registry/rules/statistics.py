"""Levels and grades of the reports, counted from values.

Unknown is counted apart and never as zero (invariant I10); term and year tasks are never added up. Does not
know the database: it counts what it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from registry.facts import GradeCounts, LevelCounts, UnitRow
from registry.labels import Grade, Horizon, TaskLevel


@dataclass(frozen=True, kw_only=True)
class CountedTask:
    """What counting needs to know of one assigned task; `level` is None while nobody has given one."""

    code: str
    person: str
    group: str
    horizon: Horizon
    period: str
    level: TaskLevel | None


def count_levels(tasks: Sequence[CountedTask]) -> tuple[LevelCounts, ...]:
    """One row per horizon that has tasks, the term first."""
    rows = []
    for horizon in (Horizon.TERM, Horizon.YEAR):
        chosen = [task for task in tasks if task.horizon is horizon]
        if chosen:
            rows.append(_levels_of(horizon, chosen))
    return tuple(rows)


def _levels_of(horizon: Horizon, tasks: Sequence[CountedTask]) -> LevelCounts:
    def of(level: TaskLevel | None) -> int:
        return sum(task.level is level for task in tasks)

    return LevelCounts(
        horizon=horizon,
        period=tasks[0].period,
        people=len({task.person for task in tasks}),
        assigned=len(tasks),
        exceeded=of(TaskLevel.EXCEEDED),
        completed=of(TaskLevel.COMPLETED),
        mostly=of(TaskLevel.MOSTLY),
        not_completed=of(TaskLevel.NOT_COMPLETED),
        unknown=of(None),
    )


def unit_rows(tasks: Sequence[CountedTask], horizon: Horizon) -> tuple[UnitRow, ...]:
    """One row per group in order of first appearance, counted task by task and not from `count_levels`."""
    groups: dict[str, list[CountedTask]] = {}
    for task in tasks:
        if task.horizon is horizon:
            groups.setdefault(task.group, []).append(task)
    return tuple(_unit_row(name, rows) for name, rows in groups.items())


def _unit_row(name: str, tasks: Sequence[CountedTask]) -> UnitRow:
    done = {TaskLevel.EXCEEDED, TaskLevel.COMPLETED}
    return UnitRow(
        name=name,
        people=len({task.person for task in tasks}),
        assigned=len(tasks),
        done=len([task for task in tasks if task.level in done]),
        mostly=len([task for task in tasks if task.level is TaskLevel.MOSTLY]),
        not_completed=len([task for task in tasks if task.level is TaskLevel.NOT_COMPLETED]),
        unknown=len([task for task in tasks if task.level is None]),
    )


def count_grades(people: Iterable[str], decided: Mapping[str, Grade]) -> GradeCounts:
    """How many of `people` (codes) hold which decided grade."""
    codes = set(people)
    counts = {grade: sum(decided.get(code) is grade for code in codes) for grade in Grade}
    return GradeCounts(counts=counts, unknown=sum(code not in decided for code in codes))


def completion_rate(counts: LevelCounts) -> float | None:
    """Share of tasks done, 0 to 1, or None while no task of the horizon has a result."""
    if counts.unknown == counts.assigned:
        return None
    return (counts.exceeded + counts.completed) / counts.assigned
