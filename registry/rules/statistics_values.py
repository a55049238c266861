"""What counting needs to know, as it stood on a day: tasks with their measures, groups, and who is in them.

Frozen shapes only; counts nothing. Whatever happened after the day has been left out before these values are made.
None means not known, and is never zero (invariant I10).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.labels import Direction, Grade, Horizon, Origin, ProgressLevel, TaskState
from registry.rules.statistics import CountedTask


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What another period reached, or how far this one went beyond it: one of the two may be missing."""

    than: str  # "nhiệm kỳ trước"
    value: Decimal | None = None
    difference: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One indicator of a task; `value` is the newest one reached on or before the day, with that day."""

    text: str
    baseline: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""
    direction: Direction = Direction.AT_LEAST
    denominator: Decimal | None = None
    value: Decimal | None = None
    value_on: dt.date | None = None
    reached_on: dt.date | None = None  # the first day a value met the target
    comparison: Comparison | None = None


@dataclass(frozen=True, kw_only=True)
class StandingTask(CountedTask):
    """A task as it stood on the day; `person` is the code of the owner, who may be a collective."""

    title: str
    owner: str
    post: str = ""  # the post it was given in, as papers print it; may name several
    unit: str = ""
    is_collective: bool = False
    is_in_force: bool = False  # its decision had been issued
    is_carried_over: bool = False
    is_suspended: bool = False  # on the list, and nobody works on it
    origin: Origin = Origin.SELF
    natures: tuple[str, ...] = ()
    theme: str = ""
    target: str = ""
    weight: Decimal | None = None
    deadline: dt.date | None = None
    completed_on: dt.date | None = None  # the first day a report called it completed
    progress: ProgressLevel | None = None  # what the newest report says
    supervisor: str = ""
    lead: str = ""  # the body it was delegated through
    attached: tuple[str, ...] = ()  # individuals attached to a collective
    measures: tuple[Measure, ...] = ()

    @property
    def done_on(self) -> dt.date | None:
        """The day it was done as far as reports tell: called completed, or its main indicator met its target."""
        return self.completed_on or (self.measures[0].reached_on if self.measures else None)


@dataclass(frozen=True, kw_only=True)
class Member:
    """An assignee in a post, whether or not a task of theirs is on the list."""

    code: str
    post: str = ""  # as papers print it; may name several
    is_collective: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of assignees; while a list was not received its count is unknown whatever rows exist."""

    name: str
    is_declared: bool = True
    has_people_list: bool = True
    has_task_list: bool = True
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Supervisor:
    """Somebody who watches over an area: a theme, a group, a body."""

    name: str
    area: str


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something asked of a body; `is_done` is None while nobody knows."""

    body: str
    title: str
    is_done: bool | None


@dataclass(frozen=True, kw_only=True)
class ReportDue:
    """A date by which everybody was to report."""

    title: str
    due: dt.date


@dataclass(frozen=True, kw_only=True)
class Report:
    """An assignee said how far a task had come, as of a day."""

    owner: str
    on: dt.date


@dataclass(frozen=True, kw_only=True)
class Papers:
    """Decisions of the cycle: drawn up and not taken back, issued by the day, handed over by the day."""

    decisions: int
    issued: int
    handed_over: int


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """What a meeting recommended, and what became of it ("" while open)."""

    text: str
    followed_up: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A cycle as it stood at the end of a day: everything the figures are counted from.

    `aside` counts tasks that are not on the list: waiting for a conclusion, returned, taken away. `graded` and
    `decided` give grades by person.
    """

    year: int
    term: str
    is_pilot: bool
    motto: str
    day: dt.date
    tasks: tuple[StandingTask, ...]
    aside: Mapping[tuple[Horizon, TaskState], int]
    groups: tuple[Group, ...]
    supervisors: tuple[Supervisor, ...]
    duties: tuple[Duty, ...]
    calendar: tuple[ReportDue, ...]
    reports: tuple[Report, ...]
    recommendations: tuple[Recommended, ...]
    routine_targets: tuple[str, ...]
    heirs: Mapping[str, str]  # name of a body then -> the bodies that are it today
    decided: Mapping[str, Grade]
    graded: Mapping[int, Mapping[str, Grade]]  # earlier years, by person
    earlier_owners: Mapping[int, frozenset[str]]  # who was given tasks in those years, as far as the registry knows
    papers: Papers
