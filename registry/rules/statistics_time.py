"""What was done on time, what is late and what still runs; which reports came and which are missing.

A task is on time when it was done on or before its resolved deadline, after approved adjustments (nghiep-vu §7). What
nobody dated is unknown, neither on time nor late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from registry.labels import Horizon, TaskLevel
from registry.rules.statistics_values import Report, ReportDue, StandingTask

_DONE = frozenset({TaskLevel.EXCEEDED, TaskLevel.COMPLETED})


@dataclass(frozen=True, kw_only=True)
class TimeCounts:
    """Tasks of one horizon by time; the five add up to the tasks. `running` are open with their deadline ahead."""

    horizon: Horizon
    period: str
    on_time: int
    late: int
    overdue: int
    running: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class ReportCounts:
    """One date of the calendar: how many assignees were to report, how many did, and the names of the others."""

    title: str
    due: dt.date
    expected: int
    received: int
    missing: tuple[str, ...]


def count_time(tasks: Sequence[StandingTask], day: dt.date) -> tuple[TimeCounts, ...]:
    """One row per horizon and period that has tasks, the term first."""
    rows: dict[tuple[Horizon, str], list[str]] = {}
    for task in tasks:
        rows.setdefault((task.horizon, task.period), []).append(_standing(task, day))
    ordered = sorted(rows, key=lambda key: (list(Horizon).index(key[0]), key[1]))
    return tuple(
        TimeCounts(
            horizon=horizon,
            period=period,
            on_time=rows[horizon, period].count("on_time"),
            late=rows[horizon, period].count("late"),
            overdue=rows[horizon, period].count("overdue"),
            running=rows[horizon, period].count("running"),
            unknown=rows[horizon, period].count("unknown"),
        )
        for horizon, period in ordered
    )


def _standing(task: StandingTask, day: dt.date) -> str:
    if task.deadline is None:
        return "unknown"
    if task.done_on is not None:
        return "on_time" if task.done_on <= task.deadline else "late"
    if task.level in _DONE or _cannot_tell(task):
        return "unknown"
    return "overdue" if day > task.deadline else "running"


def _cannot_tell(task: StandingTask) -> bool:
    """True when something was reached, but against no known target and with no word of how far that is."""
    if task.level is not None or task.progress is not None or not task.measures:
        return False
    return task.measures[0].value is not None and task.measures[0].target is None


def count_reports(
    tasks: Sequence[StandingTask], calendar: Sequence[ReportDue], reports: Sequence[Report], day: dt.date
) -> tuple[ReportCounts, ...]:
    """Every date of the calendar that has passed, oldest first; a report counts for the first date on or after it."""
    owners = {task.person: task.owner for task in tasks}
    rows, before = [], dt.date.min
    for date in sorted(calendar, key=lambda date: date.due):
        if date.due <= day:
            came = {report.owner for report in reports if before < report.on <= date.due} & owners.keys()
            missing = tuple(name for code, name in owners.items() if code not in came)
            rows.append(
                ReportCounts(title=date.title, due=date.due, expected=len(owners), received=len(came), missing=missing)
            )
        before = date.due
    return tuple(rows)
