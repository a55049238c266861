"""Indicators: share of the target, met or passed, compared with another period, added up by theme."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.labels import Attainment, Direction, Horizon
from registry.rules.statistics_measures import (
    attainment,
    compared,
    count_attainments,
    rate,
    theme_totals,
    total_of,
)
from registry.rules.statistics_values import Comparison, Measure, StandingTask

MEMBERS = Measure(text="Kết nạp đảng viên", baseline=D(0), target=D(2000), unit="người", value=D(2101))
BACKLOG = Measure(text="dự án tồn", baseline=D(45), target=D(5), unit="dự án", direction=Direction.AT_MOST, value=D(15))


def task(
    theme: str, measure: Measure, horizon: Horizon = Horizon.YEAR, title: str = "Kết nạp đảng viên mới ở xã Mẫu"
) -> StandingTask:
    """A task of a theme with one measure."""
    return StandingTask(
        code="x",
        person="CB-001",
        owner="A",
        group="",
        horizon=horizon,
        period="2021",
        level=None,
        title=title,
        theme=theme,
        measures=(measure,),
    )


def test_a_share_of_a_target_to_reach() -> None:
    """this test ensures that 2.101 of 2.000 is 105,05 %, exactly (nghiep-vu §2.4), and 388 of 400 is 97 % (§2.3)."""
    assert rate(MEMBERS, MEMBERS.value) == D("1.0505")
    assert rate(replace(MEMBERS, target=D(400)), D(388)) == D("0.97")
    assert rate(replace(MEMBERS, target=D(2100)), MEMBERS.value) != D("1.0505")


def test_a_share_of_a_target_to_come_down_to() -> None:
    """this test ensures that a decrease is measured by the way covered: 45 → 15 of 45 → 5 is 75 % (nghiep-vu §7)."""
    assert rate(BACKLOG, D(15)) == D("0.75")
    assert rate(BACKLOG, D(45)) == 0
    assert rate(BACKLOG, D(5)) == 1
    assert rate(BACKLOG, D(1)) == D("1.1")


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (MEMBERS, None),
        (replace(MEMBERS, target=None), D(24)),
        (replace(MEMBERS, target=D(0)), D(1)),
        (replace(BACKLOG, baseline=None), D(15)),
        (replace(BACKLOG, baseline=D(5)), D(5)),
    ],
)
def test_a_share_of_the_unknown_is_unknown(measure: Measure, value: D | None) -> None:
    """this test ensures that without a value, a target or a way to cover there is no share, and not 0."""
    assert rate(measure, value) is None


@pytest.mark.parametrize(
    ("direction", "value", "expected"),
    [
        (Direction.AT_LEAST, 401, Attainment.EXCEEDED),
        (Direction.AT_LEAST, 400, Attainment.ACHIEVED),
        (Direction.AT_LEAST, 399, Attainment.BELOW),
        (Direction.AT_MOST, 399, Attainment.EXCEEDED),
        (Direction.AT_MOST, 400, Attainment.ACHIEVED),
        (Direction.AT_MOST, 401, Attainment.BELOW),
        (Direction.EXACTLY, 400, Attainment.ACHIEVED),
        (Direction.EXACTLY, 399, Attainment.BELOW),
        (Direction.EXACTLY, 401, Attainment.BELOW),
    ],
)
def test_passing_a_target_follows_its_direction(direction: Direction, value: int, expected: Attainment) -> None:
    """this test ensures that more passes a target to reach, less one to come down to, and nothing an exact one."""
    assert attainment(Measure(text="x", target=D(400), direction=direction), D(value)) is expected


def test_nothing_is_met_while_value_or_target_is_unknown() -> None:
    """this test ensures that 24 new organisations against an unknown target neither met nor missed it (§2.4)."""
    assert attainment(replace(MEMBERS, target=None), D(24)) is None
    assert attainment(MEMBERS, None) is None


def test_attainments_are_counted_apart_from_the_unknown() -> None:
    """this test ensures that passed, met, missed and unknown indicators stand apart and add up."""
    counts = count_attainments([MEMBERS, replace(MEMBERS, value=D(2000)), BACKLOG, replace(MEMBERS, target=None)])
    assert (counts.exceeded, counts.achieved, counts.below, counts.unknown) == (1, 1, 1, 1)


def test_the_other_period_is_worked_out_from_the_difference() -> None:
    """this test ensures that 24, five more than the term before, means 19 then (§2.4), and the other way round."""
    new = replace(MEMBERS, target=None, value=D(24), comparison=Comparison(than="nhiệm kỳ trước", difference=D(5)))
    assert compared(new) == Comparison(than="nhiệm kỳ trước", value=D(19), difference=D(5))
    told = replace(new, comparison=Comparison(than="nhiệm kỳ trước", value=D(19)))
    assert compared(told) == compared(new)
    unknown = replace(new, value=None)
    assert compared(unknown) == unknown.comparison
    assert compared(MEMBERS) is None


def test_a_theme_adds_up_over_its_tasks() -> None:
    """this test ensures that districts' members add up to the province's, and one unknown makes the total unknown."""
    parts = [task("đảng viên", replace(MEMBERS, target=D(t), value=D(v))) for t, v in ((1200, 1301), (800, 800))]
    (total,) = theme_totals([*parts, task("đất đai", BACKLOG)])
    assert (total.measure.text, total.tasks, total.measure.target, total.measure.value) == ("đảng viên", 2, 2000, 2101)
    assert rate(total.measure, total.measure.value) == D("1.0505")
    (unknown,) = theme_totals([*parts, task("đảng viên", replace(MEMBERS, value=None))])
    assert (unknown.measure.target, unknown.measure.value) == (4000, None)


def test_a_compared_theme_adds_up() -> None:
    """this test ensures that the differences of several bodies make the term before of all: 24 with 5 more is 19."""
    parts = [
        Measure(text="x", unit="tổ chức", value=D(v), comparison=Comparison(than="nhiệm kỳ trước", difference=D(d)))
        for v, d in ((20, 6), (4, -1))
    ]
    total = total_of("tổ chức đảng", parts)
    assert total is not None
    assert (total.target, total.value) == (None, 24)
    assert total.comparison == Comparison(than="nhiệm kỳ trước", value=D(19), difference=D(5))
    mixed = total_of("tổ chức đảng", [parts[0], replace(parts[1], comparison=None)])
    assert mixed is not None and mixed.comparison is None


def test_what_cannot_be_added_is_not() -> None:
    """this test ensures that shares, other units, other directions and other horizons are never added up."""
    assert total_of("x", [replace(MEMBERS, unit="%"), replace(MEMBERS, unit="%")]) is None
    assert total_of("x", [MEMBERS, replace(MEMBERS, unit="tổ chức")]) is None
    assert total_of("x", [MEMBERS, replace(MEMBERS, direction=Direction.AT_MOST)]) is None
    assert theme_totals([task("x", MEMBERS), task("x", MEMBERS, Horizon.TERM)]) == ()
    other = task("x", MEMBERS, title="Bồi dưỡng quần chúng ưu tú trong doanh nghiệp")
    assert theme_totals([task("x", MEMBERS), other]) == (), "one theme, but not one work"


@given(st.lists(st.integers(0, 5000) | st.none(), min_size=1, max_size=12))
def test_the_total_is_known_when_every_part_is(values: list[int | None]) -> None:
    """this test ensures that a total is the sum of its parts, or unknown as soon as one of them is."""
    total = total_of("x", [replace(MEMBERS, value=None if v is None else D(v)) for v in values])
    assert total is not None
    known = [v for v in values if v is not None]
    assert total.value == (sum(known) if len(known) == len(values) else None)
