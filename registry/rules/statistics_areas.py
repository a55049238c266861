"""How far the work of each area had come, and which bodies did what was asked of them.

Knows that an area is a theme, a group, a body or a lead body, named in whatever spelling; does not know who is who.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.labels import Horizon, ProgressLevel
from registry.rules.ownership import own_watch_of
from registry.rules.statistics_values import Duty, StandingTask, Supervisor
from registry.vietnamese import fold, strip_honorific


@dataclass(frozen=True, kw_only=True)
class ProgressCounts:
    """Tasks by their newest report; `unreported` have none."""

    exceeded: int
    completed: int
    mostly: int
    in_progress: int
    not_completed: int
    unreported: int


@dataclass(frozen=True, kw_only=True)
class AreaCounts:
    """The tasks of one horizon in one supervisor's area, with how far they had come.

    An area in which nothing was assigned has one row without horizon.
    """

    supervisor: str
    area: str
    horizon: Horizon | None
    period: str
    tasks: int
    progress: ProgressCounts


@dataclass(frozen=True, kw_only=True)
class DutyCounts:
    """One duty over all bodies it was asked of: done of bodies, for instance 9/9; `unknown` said nothing yet."""

    title: str
    bodies: int
    done: int
    not_done: int
    unknown: int
    done_by: tuple[str, ...]
    missing: tuple[str, ...]  # bodies that did not do it, or of which nobody knows


@dataclass(frozen=True, kw_only=True)
class LeadCounts:
    """What was delegated through one lead body: how many assignees and tasks."""

    lead: str
    assignees: int
    tasks: int


@dataclass(frozen=True, kw_only=True)
class OwnWork:
    """A task somebody watches over and answers for at once; `area` is "" when the task itself names the supervisor."""

    supervisor: str
    area: str
    task: str
    title: str


def count_areas(tasks: Sequence[StandingTask], supervisors: Sequence[Supervisor]) -> tuple[AreaCounts, ...]:
    """A row per supervisor, area and horizon; without any area the supervisors named at the tasks."""
    named = supervisors or [Supervisor(name=name, area="") for name in _named_at(tasks)]
    return tuple(row for each in named for row in _area_rows(each, [task for task in tasks if _is_in(task, each)]))


def _named_at(tasks: Sequence[StandingTask]) -> list[str]:
    return list(dict.fromkeys(task.supervisor for task in tasks if task.supervisor))


def _is_in(task: StandingTask, supervisor: Supervisor) -> bool:
    if not supervisor.area:
        return task.supervisor == supervisor.name
    return fold(supervisor.area) in {fold(name) for name in (task.theme, task.group, task.unit, task.lead) if name}


def _area_rows(supervisor: Supervisor, tasks: Sequence[StandingTask]) -> list[AreaCounts]:
    horizons = sorted(
        {(task.horizon, task.period) for task in tasks}, key=lambda key: (list(Horizon).index(key[0]), key)
    )
    if not horizons:
        return [_area(supervisor, None, "", [])]
    return [
        _area(supervisor, horizon, period, [task for task in tasks if (task.horizon, task.period) == (horizon, period)])
        for horizon, period in horizons
    ]


def _area(supervisor: Supervisor, horizon: Horizon | None, period: str, tasks: Sequence[StandingTask]) -> AreaCounts:
    return AreaCounts(
        supervisor=supervisor.name,
        area=supervisor.area,
        horizon=horizon,
        period=period,
        tasks=len(tasks),
        progress=count_progress(tasks),
    )


def count_progress(tasks: Sequence[StandingTask]) -> ProgressCounts:
    """How many tasks are said to have come how far."""
    levels = [task.progress for task in tasks]
    return ProgressCounts(
        exceeded=levels.count(ProgressLevel.EXCEEDED),
        completed=levels.count(ProgressLevel.COMPLETED),
        mostly=levels.count(ProgressLevel.MOSTLY),
        in_progress=levels.count(ProgressLevel.IN_PROGRESS),
        not_completed=levels.count(ProgressLevel.NOT_COMPLETED),
        unreported=levels.count(None),
    )


def own_areas(tasks: Sequence[StandingTask], supervisors: Sequence[Supervisor]) -> tuple[OwnWork, ...]:
    """Every task watched over by somebody who answers for it: in their area, or named at the task (check P17)."""
    found = []
    for task in tasks:
        answering = (*task.attached, *(() if task.is_collective else (task.owner,)))
        names = {fold(name): name for name in answering}
        areas = [one for one in supervisors if fold(strip_honorific(one.name)) in names and _is_in(task, one)]
        found += [OwnWork(supervisor=one.name, area=one.area, task=task.code, title=task.title) for one in areas]
        is_told = any(fold(strip_honorific(one.name)) in fold(task.supervisor) for one in areas)
        if not is_told and own_watch_of(task.supervisor, "" if task.is_collective else task.owner, "", task.attached):
            found.append(OwnWork(supervisor=task.supervisor, area="", task=task.code, title=task.title))
    return tuple(found)


def count_duties(duties: Sequence[Duty]) -> tuple[DutyCounts, ...]:
    """One row per duty in order of first mention."""
    titles: dict[str, list[Duty]] = {}
    for duty in duties:
        titles.setdefault(duty.title, []).append(duty)
    return tuple(
        DutyCounts(
            title=title,
            bodies=len(asked),
            done=sum(duty.is_done is True for duty in asked),
            not_done=sum(duty.is_done is False for duty in asked),
            unknown=sum(duty.is_done is None for duty in asked),
            done_by=tuple(duty.body for duty in asked if duty.is_done is True),
            missing=tuple(duty.body for duty in asked if duty.is_done is not True),
        )
        for title, asked in titles.items()
    )


def count_leads(tasks: Sequence[StandingTask]) -> tuple[LeadCounts, ...]:
    """One row per lead body, in order of first task; tasks given directly are in none."""
    leads: dict[str, list[StandingTask]] = {}
    for task in tasks:
        if task.lead:
            leads.setdefault(task.lead, []).append(task)
    return tuple(
        LeadCounts(lead=lead, assignees=len({task.person for task in given}), tasks=len(given))
        for lead, given in leads.items()
    )
