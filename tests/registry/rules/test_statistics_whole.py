"""Every figure of a cycle together: what is unknown in one place is unknown in the totals that need it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from registry.labels import Direction, Grade, Horizon, Origin, TaskLevel, TaskState
from registry.rules.statistics_values import Group, Measure, Papers, Standing, StandingTask
from registry.rules.statistics_whole import count_all

TASK = StandingTask(
    code="NV-2021-001",
    person="CB-001",
    owner="Nông Văn Thử",
    group="Khối huyện",
    horizon=Horizon.YEAR,
    period="2021",
    level=TaskLevel.COMPLETED,
    title="Số hóa sổ hộ tịch",
    measures=(Measure(text="", baseline=Decimal(388), target=Decimal(400), denominator=Decimal(400)),),
)
STANDING = Standing(
    year=2021,
    term="2021 - 2025",
    is_pilot=False,
    motto="",
    day=dt.date(2021, 9, 23),
    tasks=(TASK,),
    aside={(Horizon.YEAR, TaskState.CANCELLED): 1},
    groups=(),
    supervisors=(),
    duties=(),
    calendar=(),
    reports=(),
    recommendations=(),
    routine_targets=(),
    heirs={},
    decided={},
    graded={},
    earlier_owners={},
    papers=Papers(decisions=0, issued=0, handed_over=0),
)


def test_a_missing_list_leaves_total_share_and_mean_unknown() -> None:
    """this test ensures that with one list missing no total is given, though every row is told (I10)."""
    (known,) = count_all(STANDING).horizons
    assert (known.tasks.assigned, known.rate, known.per_assignee, known.cancelled) == (1, 1.0, 1, 1)
    missing = replace(STANDING, groups=(Group(name="Xã", has_task_list=False),))
    (unknown,) = count_all(missing).horizons
    assert (unknown.tasks.assigned, unknown.tasks.rows, unknown.rate, unknown.per_assignee) == (None, 1, None, None)
    assert count_all(missing).reasons == ("chưa nhận danh sách nhiệm vụ: Xã",)


def test_a_cycle_without_rows_but_with_a_missing_list_is_unknown() -> None:
    """this test ensures that nothing received is a row of unknowns and not an empty list."""
    missing = replace(STANDING, tasks=(), groups=(Group(name="Xã", has_task_list=False),))
    (row,) = count_all(missing).horizons
    assert (row.tasks.period, row.tasks.assigned, row.levels.assigned, row.time.running) == ("2021", None, 0, 0)
    assert count_all(replace(STANDING, tasks=())).horizons == ()


def test_the_start_is_a_share_of_its_denominator() -> None:
    """this test ensures that 388 of 400 heads is 97 % at the start, and the share reached is unknown (Sơn Dương)."""
    (figure,) = count_all(STANDING).indicators
    assert (figure.baseline_rate, figure.rate, figure.attainment) == (Decimal("0.97"), None, None)
    shrinking = Measure(text="", baseline=Decimal(45), target=Decimal(5), direction=Direction.AT_MOST)
    (figure,) = count_all(replace(STANDING, tasks=(replace(TASK, measures=(shrinking,)),))).indicators
    assert figure.baseline_rate == 0


def test_a_measure_without_numbers_is_no_indicator() -> None:
    """this test ensures that a task in words only is not counted among the indicators."""
    words = replace(TASK, measures=(Measure(text="Đạt chuẩn"),))
    assert count_all(replace(STANDING, tasks=(words,))).indicators == ()


def test_earlier_grades_are_a_share_of_everybody() -> None:
    """this test ensures that 100 % good or better needs every assignee of that year graded (Sông Lô 2021)."""
    graded = {2021: {"CB-001": Grade.GOOD, "CB-002": Grade.EXCELLENT}}
    (year,) = count_all(replace(STANDING, year=2022, graded=graded)).past
    assert (year.people, year.share_good) == (2, 1)
    one_missing = replace(STANDING, year=2022, graded=graded, earlier_owners={2021: frozenset({"CB-003"})})
    (year,) = count_all(one_missing).past
    assert (year.people, year.grades.unknown, year.share_good) == (3, 1, None)
    one_fair = replace(STANDING, graded={2021: {**graded[2021], "CB-003": Grade.FAIR}})
    (year,) = count_all(one_fair).past
    assert year.share_good == Decimal(2) / 3


def test_what_was_carried_over_is_named() -> None:
    """this test ensures that carried-over tasks are listed, others not."""
    carried = replace(TASK, code="NV-2021-002", is_carried_over=True, origin=Origin.CARRIED_OVER)
    assert [task.code for task in count_all(replace(STANDING, tasks=(TASK, carried))).carried_over] == ["NV-2021-002"]
