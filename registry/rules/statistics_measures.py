"""How far an indicator came: share of its target, whether it met or passed it, and against another period.

Definitions of nghiep-vu §7; exact decimals in and out. Knows no rounding and no words of a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from registry.labels import Attainment, Direction, Horizon
from registry.rules.similarity import ALIKE, features_of, likeness
from registry.rules.statistics_values import Comparison, Measure, StandingTask


@dataclass(frozen=True, kw_only=True)
class AttainmentCounts:
    """How many indicators passed, met or missed their target; `unknown` has no value or no target yet."""

    exceeded: int
    achieved: int
    below: int
    unknown: int


def attainment(measure: Measure, value: Decimal | None) -> Attainment | None:
    """Where `value` stands against the target in the target's direction; None when either is not known."""
    if value is None or measure.target is None:
        return None
    if value == measure.target:
        return Attainment.ACHIEVED
    is_beyond = value > measure.target if measure.direction is Direction.AT_LEAST else value < measure.target
    return Attainment.EXCEEDED if is_beyond and measure.direction is not Direction.EXACTLY else Attainment.BELOW


def rate(measure: Measure, value: Decimal | None) -> Decimal | None:
    """The share of the target that `value` is, 1 for all of it.

    A target that is to go down is measured by the way covered: (baseline − value) / (baseline − target); without a
    baseline, or with nothing to divide by, the share is None.
    """
    if value is None or measure.target is None:
        return None
    if measure.direction is not Direction.AT_MOST:
        return value / measure.target if measure.target else None
    if measure.baseline is None or measure.baseline == measure.target:
        return None
    return (measure.baseline - value) / (measure.baseline - measure.target)


def compared(measure: Measure) -> Comparison | None:
    """The comparison with what it lacks worked out from the value reached; None when nothing is compared."""
    told = measure.comparison
    if told is None or measure.value is None:
        return told
    if told.value is not None:
        return Comparison(than=told.than, value=told.value, difference=measure.value - told.value)
    if told.difference is not None:
        return Comparison(than=told.than, value=measure.value - told.difference, difference=told.difference)
    return told


def count_attainments(measures: Iterable[Measure]) -> AttainmentCounts:
    """How many of `measures` passed, met and missed their targets."""
    found = [attainment(measure, measure.value) for measure in measures]
    return AttainmentCounts(
        exceeded=found.count(Attainment.EXCEEDED),
        achieved=found.count(Attainment.ACHIEVED),
        below=found.count(Attainment.BELOW),
        unknown=found.count(None),
    )


@dataclass(frozen=True, kw_only=True)
class ThemeTotal:
    """The main indicators of all tasks of one theme and horizon, added up; `measure.text` is the theme."""

    horizon: Horizon
    period: str
    tasks: int
    measure: Measure


def theme_totals(tasks: Sequence[StandingTask]) -> tuple[ThemeTotal, ...]:
    """What several assignees reach together, theme by theme, where they do the same work counted in the same unit."""
    themes: dict[tuple[Horizon, str, str], list[StandingTask]] = {}
    for task in tasks:
        if task.theme and task.measures:
            themes.setdefault((task.horizon, task.period, task.theme), []).append(task)
    rows = []
    for (horizon, period, theme), chosen in themes.items():
        total = total_of(theme, [task.measures[0] for task in chosen])
        if total is not None and len(chosen) > 1 and _is_one_work([task.title for task in chosen]):
            rows.append(ThemeTotal(horizon=horizon, period=period, tasks=len(chosen), measure=total))
    return tuple(rows)


def _is_one_work(titles: Sequence[str]) -> bool:
    """True when all titles say the same but for the place: kilometres of two different roads are not added up."""
    first, *others = [features_of(title) for title in titles]
    return all(likeness(first, other) >= ALIKE for other in others)


def total_of(text: str, measures: Sequence[Measure]) -> Measure | None:
    """The measures added up; None when they count different things, or shares, which cannot be added.

    A part that one of them does not know is not known of the total either.
    """
    first = measures[0]
    kinds = {(measure.unit, measure.direction) for measure in measures}
    if len(kinds) > 1 or first.unit in ("", "%"):
        return None
    days = [measure.value_on for measure in measures]
    return Measure(
        text=text,
        baseline=_sum([measure.baseline for measure in measures]),
        target=_sum([measure.target for measure in measures]),
        unit=first.unit,
        direction=first.direction,
        value=_sum([measure.value for measure in measures]),
        value_on=max((day for day in days if day is not None), default=None),
        comparison=_compared_total(measures),
    )


def _sum(parts: Sequence[Decimal | None]) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal()) if len(known) == len(parts) else None


def _compared_total(measures: Sequence[Measure]) -> Comparison | None:
    each = [compared(measure) for measure in measures]
    told = [comparison for comparison in each if comparison is not None]
    if len(told) < len(each) or len({comparison.than for comparison in told}) != 1:
        return None
    return Comparison(
        than=told[0].than,
        value=_sum([comparison.value for comparison in told]),
        difference=_sum([comparison.difference for comparison in told]),
    )
