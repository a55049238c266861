"""Every figure of a cycle as it stood on a day, counted from one frozen value, with what each figure means.

Puts together what the other modules of statistics count; does not count for itself and knows no words of a report.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from registry.facts import GradeCounts, LevelCounts
from registry.labels import Attainment, BodyView, Grade, Horizon, TaskState
from registry.rules.composition import CompositionRule, HardShare
from registry.rules.statistics import completion_rate, count_grades, count_levels
from registry.rules.statistics_areas import (
    AreaCounts,
    DutyCounts,
    LeadCounts,
    OwnWork,
    ProgressCounts,
    count_areas,
    count_duties,
    count_leads,
    count_progress,
    own_areas,
)
from registry.rules.statistics_bodies import BodyCounts, count_bodies
from registry.rules.statistics_design import CompositionCounts, Copied, copied_from, count_composition, count_hard
from registry.rules.statistics_groups import (
    AssigneeCounts,
    GroupCounts,
    TaskCounts,
    count_assignees,
    count_groups,
    count_tasks,
    missing_lists,
    outside_groups,
)
from registry.rules.statistics_measures import (
    AttainmentCounts,
    ThemeTotal,
    attainment,
    compared,
    count_attainments,
    rate,
    theme_totals,
)
from registry.rules.statistics_time import ReportCounts, TimeCounts, count_reports, count_time
from registry.rules.statistics_values import Comparison, Measure, Papers, Recommended, Standing, StandingTask


@dataclass(frozen=True, kw_only=True)
class HorizonFigures:
    """Everything counted of one horizon; term and year stand in figures of their own."""

    tasks: TaskCounts
    levels: LevelCounts
    time: TimeCounts
    progress: ProgressCounts
    attainments: AttainmentCounts
    registered: int
    returned: int
    suspended: int
    cancelled: int
    transferred: int
    per_assignee: Decimal | None
    rate: float | None


@dataclass(frozen=True, kw_only=True)
class IndicatorFigure:
    """One indicator with the shares worked out from it; a share that cannot be known is None."""

    task: str
    owner: str
    title: str
    measure: Measure
    attainment: Attainment | None
    rate: Decimal | None
    baseline_rate: Decimal | None
    comparison: Comparison | None


@dataclass(frozen=True, kw_only=True)
class PastYear:
    """Grades of an earlier year; `share_good` is good or better of everybody, None while somebody has no grade."""

    year: int
    people: int
    grades: GradeCounts
    share_good: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """All figures of a cycle as of a day."""

    day: dt.date
    year: int
    term: str
    is_pilot: bool
    motto: str
    reasons: tuple[str, ...]
    assignees: AssigneeCounts
    horizons: tuple[HorizonFigures, ...]
    grades: GradeCounts
    groups: tuple[GroupCounts, ...]
    outside_groups: tuple[str, ...]
    indicators: tuple[IndicatorFigure, ...]
    themes: tuple[ThemeTotal, ...]
    reports: tuple[ReportCounts, ...]
    areas: tuple[AreaCounts, ...]
    own_work: tuple[OwnWork, ...]
    duties: tuple[DutyCounts, ...]
    leads: tuple[LeadCounts, ...]
    past: tuple[PastYear, ...]
    papers: Papers
    carried_over: tuple[StandingTask, ...]
    recommendations: tuple[Recommended, ...]
    composition: CompositionCounts | None
    copied: tuple[Copied, ...]
    hard: tuple[HardShare, ...]
    view: BodyView
    bodies: tuple[BodyCounts, ...]


def count_all(
    standing: Standing, *, rule: CompositionRule | None = None, view: BodyView = BodyView.ASSIGNED
) -> Statistics:
    """Count everything that can be said of a cycle; `rule` is what lists must be made of, None where none is."""
    tasks, groups = standing.tasks, standing.groups
    assignees = count_assignees(tasks, groups)
    indicators = tuple(_indicator(task, measure) for task in tasks for measure in task.measures if _has_figure(measure))
    return Statistics(
        day=standing.day,
        year=standing.year,
        term=standing.term,
        is_pilot=standing.is_pilot,
        motto=standing.motto,
        reasons=missing_lists(groups),
        assignees=assignees,
        horizons=_horizons(standing, assignees),
        grades=count_grades({task.person for task in tasks}, standing.decided),
        groups=count_groups(tasks, groups, expected=(Horizon.YEAR, str(standing.year))),
        outside_groups=outside_groups(tasks, groups),
        indicators=indicators,
        themes=theme_totals(tasks),
        reports=count_reports(tasks, standing.calendar, standing.reports, standing.day),
        areas=count_areas(tasks, standing.supervisors),
        own_work=own_areas(tasks, standing.supervisors),
        duties=count_duties(standing.duties),
        leads=count_leads(tasks),
        past=tuple(_past(year, standing) for year in standing.graded),
        papers=standing.papers,
        carried_over=tuple(task for task in tasks if task.is_carried_over),
        recommendations=standing.recommendations,
        composition=count_composition(tasks, rule),
        copied=copied_from(tasks, standing.routine_targets),
        hard=count_hard(tasks),
        view=view,
        bodies=count_bodies(tasks, standing.heirs, view),
    )


def _horizons(standing: Standing, assignees: AssigneeCounts) -> tuple[HorizonFigures, ...]:
    is_known = all(group.has_task_list for group in standing.groups)
    rows = count_tasks(standing.tasks, is_known=is_known, expected=(Horizon.YEAR, str(standing.year)))
    return tuple(_horizon(row, standing, assignees.units) for row in rows)


def _horizon(row: TaskCounts, standing: Standing, units: int | None) -> HorizonFigures:
    tasks = [task for task in standing.tasks if (task.horizon, task.period) == (row.horizon, row.period)]
    at_work = [task for task in tasks if not task.is_suspended]
    levels = next(iter(count_levels(at_work)), _no_levels(row))
    share = Decimal(row.assigned) / units if row.assigned is not None and units else None
    return HorizonFigures(
        tasks=row,
        levels=levels,
        time=next(iter(count_time(at_work, standing.day)), _no_time(row)),
        progress=count_progress(at_work),
        attainments=count_attainments(measure for task in tasks for measure in task.measures if _has_figure(measure)),
        registered=standing.aside.get((row.horizon, TaskState.REGISTERED), 0),
        returned=standing.aside.get((row.horizon, TaskState.RETURNED), 0),
        suspended=len(tasks) - len(at_work),
        cancelled=standing.aside.get((row.horizon, TaskState.CANCELLED), 0),
        transferred=standing.aside.get((row.horizon, TaskState.TRANSFERRED), 0),
        per_assignee=share,
        rate=completion_rate(levels) if row.assigned is not None else None,
    )


def _no_levels(row: TaskCounts) -> LevelCounts:
    return LevelCounts(
        horizon=row.horizon,
        period=row.period,
        people=0,
        assigned=0,
        exceeded=0,
        completed=0,
        mostly=0,
        not_completed=0,
        unknown=0,
    )


def _no_time(row: TaskCounts) -> TimeCounts:
    return TimeCounts(horizon=row.horizon, period=row.period, on_time=0, late=0, overdue=0, running=0, unknown=0)


def _has_figure(measure: Measure) -> bool:
    return any(part is not None for part in (measure.baseline, measure.target, measure.value))


def _indicator(task: StandingTask, measure: Measure) -> IndicatorFigure:
    return IndicatorFigure(
        task=task.code,
        owner=task.owner,
        title=task.title,
        measure=measure,
        attainment=attainment(measure, measure.value),
        rate=rate(measure, measure.value),
        baseline_rate=_baseline_rate(measure),
        comparison=compared(measure),
    )


def _baseline_rate(measure: Measure) -> Decimal | None:
    """Where it started: of its denominator when it has one (388/400), else of the target."""
    if measure.denominator and measure.baseline is not None:
        return measure.baseline / measure.denominator
    return rate(measure, measure.baseline)


def _past(year: int, standing: Standing) -> PastYear:
    graded = standing.graded[year]
    people = graded.keys() | standing.earlier_owners.get(year, frozenset())
    counts = count_grades(people, graded)
    return PastYear(year=year, people=len(people), grades=counts, share_good=good_share(counts))


def good_share(grades: GradeCounts) -> Decimal | None:
    """Share of people graded good or better; None while somebody has no grade, or nobody is counted."""
    people = sum(grades.counts.values())
    if grades.unknown or not people:
        return None
    return Decimal(grades.counts[Grade.EXCELLENT] + grades.counts[Grade.GOOD]) / people
