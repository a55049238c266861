"""On time, late, overdue, running or unknown; which reports came and which did not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from registry.labels import Horizon, ProgressLevel, TaskLevel
from registry.rules.statistics_time import count_reports, count_time
from registry.rules.statistics_values import Measure, Report, ReportDue, StandingTask

DEADLINE = dt.date(2021, 6, 30)
DAY = dt.date(2021, 9, 23)
TASK = StandingTask(
    code="x",
    person="CB-001",
    owner="Nông Văn Thử",
    group="",
    horizon=Horizon.YEAR,
    period="2021",
    level=None,
    title="x",
    deadline=DEADLINE,
)


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (replace(TASK, completed_on=DEADLINE), "on_time"),
        (replace(TASK, completed_on=DEADLINE + dt.timedelta(days=1)), "late"),
        (TASK, "overdue"),
        (replace(TASK, deadline=DAY), "running"),
        (replace(TASK, deadline=None), "unknown"),
        (replace(TASK, level=TaskLevel.COMPLETED), "unknown"),
        (replace(TASK, level=TaskLevel.MOSTLY), "overdue"),
        (replace(TASK, measures=(Measure(text="x", value=Decimal(24)),)), "unknown"),
        (
            replace(TASK, progress=ProgressLevel.NOT_COMPLETED, measures=(Measure(text="x", value=Decimal(24)),)),
            "overdue",
        ),
        (replace(TASK, progress=ProgressLevel.IN_PROGRESS), "overdue"),
        (
            replace(TASK, measures=(Measure(text="x", target=Decimal(4), reached_on=dt.date(2021, 5, 1)),)),
            "on_time",
        ),
    ],
)
def test_a_task_stands_in_one_column(task: StandingTask, expected: str) -> None:
    """this test ensures that a deadline counts with its own day, and what nobody dated is unknown."""
    (counts,) = count_time([task], DAY)
    columns = {name: getattr(counts, name) for name in ("on_time", "late", "overdue", "running", "unknown")}
    assert {name for name, number in columns.items() if number} == {expected}
    assert sum(columns.values()) == 1


def test_horizons_stand_apart() -> None:
    """this test ensures that term tasks are not counted among the year's, the term first."""
    rows = count_time([TASK, replace(TASK, horizon=Horizon.TERM, period="2021-2025")], DAY)
    assert [(row.horizon, row.overdue) for row in rows] == [(Horizon.TERM, 1), (Horizon.YEAR, 1)]


CALENDAR = (
    ReportDue(title="Báo cáo quý II", due=dt.date(2021, 6, 30)),
    ReportDue(title="Báo cáo quý I", due=dt.date(2021, 3, 31)),
    ReportDue(title="Báo cáo quý III", due=dt.date(2021, 9, 30)),
)


def test_missing_reports_are_named() -> None:
    """this test ensures that a report counts for its own period, and a date still to come asks nobody."""
    tasks = [TASK, replace(TASK, person="CB-002", owner="Lò Thị Thử")]
    reports = [
        Report(owner="CB-001", on=dt.date(2021, 3, 31)),
        Report(owner="CB-001", on=dt.date(2021, 4, 1)),
        Report(owner="CB-002", on=dt.date(2021, 7, 1)),
        Report(owner="CB-009", on=dt.date(2021, 3, 1)),
    ]
    first, second = count_reports(tasks, CALENDAR, reports, DAY)
    assert (first.title, first.expected, first.received, first.missing) == ("Báo cáo quý I", 2, 1, ("Lò Thị Thử",))
    assert (second.title, second.received, second.missing) == ("Báo cáo quý II", 1, ("Lò Thị Thử",))
