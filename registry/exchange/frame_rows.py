"""The frame of an office as a workbook tells it: bodies, posts, cycles, calendar, instruments, progress.

Knows the shape of a row of each sheet; does not know headings, databases or papers. Bodies, people and tasks are named
as the clerk wrote them. Texts are normalised (NFC); "" means nobody wrote anything, None means not known.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from decimal import Decimal

from registry.labels import BodyLevel, BodySystem, EventKind, Grade, Labelled, ProgressLevel, SuccessionKind
from registry.vietnamese import short_date

_SHOWN = 3  # words of a row when it is named in a list


@dataclass(frozen=True, kw_only=True)
class FrameRow:
    """A row of a sheet; `sheet` and `row` (1-based, as Excel shows it) say where it stands and are no part of it."""

    sheet: str = field(default="", compare=False)
    row: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """The row in a few words, for plans and problems."""
        values = [getattr(self, each.name) for each in fields(self) if each.compare]
        words = [_word(value) for value in values if value not in (None, "", ()) and not isinstance(value, bool)]
        return " – ".join(words[:_SHOWN])


def _word(value: object) -> str:
    if isinstance(value, Labelled):
        return value.label
    return short_date(value) if isinstance(value, dt.date) else str(value)


@dataclass(frozen=True, kw_only=True)
class CycleRow(FrameRow):
    """One cycle: its year, whether it is a trial year, its motto."""

    year: int
    is_pilot: bool | None = None
    motto: str = ""


@dataclass(frozen=True, kw_only=True)
class GroupRow(FrameRow):
    """A group of assignees; a list not received leaves its count unknown."""

    name: str
    has_people_list: bool
    has_task_list: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberRow(FrameRow):
    """Somebody who belongs to a group, also when no task of theirs was received yet."""

    person: str
    unit: str = ""
    group: str


@dataclass(frozen=True, kw_only=True)
class EventRow(FrameRow):
    """A date of the calendar, as written and as understood."""

    kind: EventKind
    title: str
    day: dt.date | None = None
    day_text: str = ""
    is_year_inferred: bool = False


@dataclass(frozen=True, kw_only=True)
class BasisRow(FrameRow):
    """A legal basis of the cycle, as it will be printed."""

    text: str


@dataclass(frozen=True, kw_only=True)
class SupervisionRow(FrameRow):
    """Who watches over which area: a theme, a group, or a body."""

    person: str
    unit: str = ""
    area: str


@dataclass(frozen=True, kw_only=True)
class DutyRow(FrameRow):
    """Something asked of a body; `is_done` is None while nobody knows."""

    body: str
    title: str
    is_done: bool | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class RecommendationRow(FrameRow):
    """What was recommended for the next cycle and what became of it."""

    text: str
    followed_up: str = ""


@dataclass(frozen=True, kw_only=True)
class RoutineTargetRow(FrameRow):
    """A routine target of a unit, or of everybody."""

    text: str
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class PastGradeRow(FrameRow):
    """The grade of a person in a year that was not evaluated here."""

    person: str
    unit: str = ""
    year: int
    grade: Grade
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgressRow(FrameRow):
    """How far a task had come on a day; named by code, or by person and title."""

    task_code: str = ""
    person: str = ""
    unit: str = ""
    title: str = ""
    indicator: int = 1
    on: dt.date
    value: Decimal | None = None
    level: ProgressLevel | None = None
    compared_with: str = ""  # another period: "cả nhiệm kỳ trước"
    compared_value: Decimal | None = None  # what that period reached
    compared_difference: Decimal | None = None  # how far this one went beyond it
    text: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class BodyRow(FrameRow):
    """One name of a body in a period, with what it stood under then; rows of one code are one body."""

    code: str = ""
    name: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    system: BodySystem | None = None
    level: BodyLevel | None = None
    parents: tuple[str, ...] = ()
    closed_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class SuccessionRow(FrameRow):
    """One body takes over from another on a day; "" as function means everything."""

    predecessor: str
    successor: str
    kind: SuccessionKind
    function: str = ""
    on: dt.date
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class PostRow(FrameRow):
    """A person in a post in a period; the rank belongs to the person."""

    person: str
    rank: str = ""
    post: str
    unit: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class InstrumentRow(FrameRow):
    """A legal instrument; issuer, type, number and date together name it."""

    issuer: str
    type_name: str
    number_text: str
    dated: dt.date | None = None
    title: str = ""
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    replaced_by: str = ""  # number of the instrument that took its place
