"""The figures of a cycle as of a day, for people and as the JSON promised in docs/reference.md.

Every figure is counted from rows at the moment it is asked for; nothing here is stored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from docgen.office import Office
from docgen.paperwork.surroundings import composition_rule
from registry.facts import GradeCounts
from registry.labels import BodyView, Grade
from registry.rules.statistics_areas import AreaCounts
from registry.rules.statistics_design import CompositionCounts
from registry.rules.statistics_groups import AssigneeCounts, GroupCounts, TaskCounts
from registry.rules.statistics_measures import ThemeTotal, attainment, rate
from registry.rules.statistics_values import Comparison, Measure
from registry.rules.statistics_whole import HorizonFigures, IndicatorFigure, PastYear, Statistics, count_all
from registry.rules.statistics_words import DEFINITIONS, DENOMINATORS
from registry.store.figures import standing

_PLACES = 6  # of a share in JSON


def count_figures(
    office: Office,
    *,
    cycle: int | None = None,
    as_of: dt.date | None = None,
    view: BodyView = BodyView.ASSIGNED,
) -> Statistics:
    """Everything counted of a cycle (the office's own when None) at the end of `as_of` (today when None)."""
    day, year = as_of or office.clock.today(), cycle or office.settings.campaign.year
    rule = composition_rule(office, year)
    with office.store.reading() as session:
        return count_all(standing(session, year, day), rule=rule, view=view)


def figures_as_json(figures: Statistics) -> dict[str, Any]:
    """The figures as one JSON structure; what is not known is null, with the reason beside it."""
    return {
        "as_of": figures.day.isoformat(),
        "cycle": figures.year,
        "term": figures.term,
        "pilot": figures.is_pilot,
        "motto": figures.motto,
        **_assignees(figures.assignees),
        "unknown_because": list(figures.reasons),
        "horizons": [_horizon(row) for row in figures.horizons],
        "grades": _grades(figures.grades),
        "groups": [_group(row) for row in figures.groups],
        "outside_groups": list(figures.outside_groups),
        "indicators": [_indicator(row) for row in figures.indicators],
        "theme_totals": [_theme(row) for row in figures.themes],
        "reports": [_plain(row) for row in figures.reports],
        "supervision": [_area(row) for row in figures.areas],
        "self_supervision": [_plain(row) for row in figures.own_work],
        "duties": [_plain(row) for row in figures.duties],
        "delegated": [_plain(row) for row in figures.leads],
        "past_grades": [_past(row) for row in figures.past],
        "decisions": _plain(figures.papers),
        "carried_over": [
            {"task": task.code, "owner": task.owner, "title": task.title} for task in figures.carried_over
        ],
        "composition": _composition(figures.composition),
        "routine_copies": [_plain(row) for row in figures.copied],
        "hard_share": [row._asdict() for row in figures.hard],
        "by_body": {
            "view": figures.view.value,
            "label": figures.view.label,
            "rows": [_plain(row) for row in figures.bodies],
        },
        "recommendations": [_plain(row) for row in figures.recommendations],
        "definitions": DEFINITIONS,
        "denominators": DENOMINATORS,
    }


def _plain(value: Any) -> Any:
    """A frozen value as JSON: days as text, decimals as numbers, names as they are."""
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(round(value, _PLACES))


def _assignees(counts: AssigneeCounts) -> dict[str, Any]:
    return {each.name: getattr(counts, each.name) for each in fields(counts)}


def _tasks(counts: TaskCounts) -> dict[str, Any]:
    return {each.name: _plain(getattr(counts, each.name)) for each in fields(counts)}


def _horizon(row: HorizonFigures) -> dict[str, Any]:
    levels, time = row.levels, row.time
    return {
        **_tasks(row.tasks),
        "registered": row.registered,
        "returned": row.returned,
        "suspended": row.suspended,
        "cancelled": row.cancelled,
        "transferred": row.transferred,
        "per_assignee": _number(row.per_assignee),
        "exceeded": levels.exceeded,
        "completed": levels.completed,
        "mostly": levels.mostly,
        "not_completed": levels.not_completed,
        "unknown": levels.unknown,
        "rate": row.rate,
        "progress": _plain(row.progress),
        "attainment": _plain(row.attainments),
        "time": {
            "on_time": time.on_time,
            "late": time.late,
            "overdue": time.overdue,
            "running": time.running,
            "unknown": time.unknown,
        },
    }


def _area(row: AreaCounts) -> dict[str, Any]:
    return {**{name: value for name, value in _plain(row).items() if name != "progress"}, **_plain(row.progress)}


def _composition(counts: CompositionCounts | None) -> dict[str, Any] | None:
    if counts is None:
        return None
    return {
        "rule": counts.rule,
        "title": counts.title,
        "checked": counts.checked,
        "violations": [_plain(violation) for violation in counts.violations],
    }


def _grades(counts: GradeCounts) -> dict[str, int]:
    return {**{grade.value: counts.counts[grade] for grade in Grade}, "unknown": counts.unknown}


def _group(row: GroupCounts) -> dict[str, Any]:
    return {
        "group": row.name,
        "declared": row.is_declared,
        **_assignees(row.assignees),
        "horizons": [_tasks(counts) for counts in row.horizons],
        "unknown_because": list(row.reasons),
    }


def _indicator(row: IndicatorFigure) -> dict[str, Any]:
    return {
        "task": row.task,
        "owner": row.owner,
        "title": row.title,
        **_measure(row.measure),
        "denominator": _number(row.measure.denominator),
        "baseline_rate": _number(row.baseline_rate),
        "rate": _number(row.rate),
        "attainment": row.attainment,
        "compared": _compared(row.comparison),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "text": measure.text,
        "unit": measure.unit,
        "direction": measure.direction.value,
        "baseline": _number(measure.baseline),
        "target": _number(measure.target),
        "value": _number(measure.value),
        "value_on": measure.value_on.isoformat() if measure.value_on else None,
    }


def _compared(comparison: Comparison | None) -> dict[str, Any] | None:
    if comparison is None:
        return None
    return {
        "than": comparison.than,
        "value": _number(comparison.value),
        "difference": _number(comparison.difference),
    }


def _theme(row: ThemeTotal) -> dict[str, Any]:
    return {
        "horizon": row.horizon.value,
        "period": row.period,
        "theme": row.measure.text,
        "tasks": row.tasks,
        **{name: value for name, value in _measure(row.measure).items() if name != "text"},
        "rate": _number(rate(row.measure, row.measure.value)),
        "attainment": attainment(row.measure, row.measure.value),
        "compared": _compared(row.measure.comparison),
    }


def _past(row: PastYear) -> dict[str, Any]:
    return {
        "year": row.year,
        "people": row.people,
        **_grades(row.grades),
        "good_or_better": _number(row.share_good),
    }
