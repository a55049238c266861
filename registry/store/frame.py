"""The frame of an office in the database: what is known of each sheet, and a plan written down.

Knows in which order sheets are written: bodies and posts before the tasks that name them, everything that names tasks
after them. How a row lies in the database is in the modules beside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.exchange import frame_rows as rows
from registry.exchange.frame_plan import FramePlan, make_frame_plan
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import FrameRow
from registry.exchange.frame_widening import widened
from registry.exchange.rows import TaskRow
from registry.model import Cycle
from registry.store import frame_cycles as cycles
from registry.store import frame_progress as progress
from registry.store.frame_directory import directory
from registry.store.frame_names import Keys

BEFORE_TASKS = ("groups",)
AFTER_TASKS = (
    "cycles",
    "events",
    "bases",
    "supervisions",
    "duties",
    "recommendations",
    "routine_targets",
    "past_grades",
    "progress",
)


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What writing rows needs: the unit of work, the cycle, who is who, and the moment."""

    session: Session
    cycle: Cycle
    keys: Keys
    at: str


def known_frame(
    session: Session, year: int, *, on: dt.date, kinds: Collection[str] | None = None
) -> Mapping[str, Sequence[FrameRow]]:
    """What the registry holds, as the rows a workbook would have; None means every kind."""
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    keys = Keys(session, year, on)
    found: dict[str, Sequence[FrameRow]] = {}
    for kind, read in _readers(session, cycle, keys).items():
        if kinds is None or kind in kinds:
            found[kind] = read()
    return found


def _readers(session: Session, cycle: Cycle | None, keys: Keys) -> dict[str, Callable[[], Sequence[FrameRow]]]:
    """How each kind is read; what belongs to a cycle is empty while there is none."""
    always: dict[str, Callable[[], Sequence[FrameRow]]] = {
        "cycles": lambda: cycles.cycle_rows(session),
        "past_grades": lambda: progress.past_grade_rows(session, keys),
    }
    if cycle is None:
        return always
    return always | {
        "groups": lambda: cycles.group_rows(cycle),
        "events": lambda: cycles.event_rows(cycle),
        "bases": lambda: cycles.basis_rows(cycle),
        "supervisions": lambda: cycles.supervision_rows(session, cycle, keys),
        "duties": lambda: cycles.duty_rows(session, cycle, keys),
        "recommendations": lambda: cycles.recommendation_rows(session, cycle),
        "routine_targets": lambda: cycles.routine_rows(session, cycle),
        "progress": lambda: progress.progress_rows(session, cycle),
    }


def plan_frame(
    session: Session, reading: FrameReading, tasks: Sequence[TaskRow], year: int, *, on: dt.date
) -> FramePlan:
    """What the frame sheets of a workbook would do, beside the rows of its task lists."""
    if not reading.rows:
        return FramePlan()
    known = known_frame(session, year, on=on, kinds=reading.rows.keys())
    names = widened(directory(session, year), reading, tasks, on=on)
    return make_frame_plan(reading, known, names, on=on)


def apply_frame(
    session: Session, plan: FramePlan, cycle: Cycle, kinds: Sequence[str], *, at: dt.datetime, on: dt.date
) -> None:
    """Write what the plan adds and changes in sheets of `kinds`, in their order; what is unchanged is not touched."""
    moment = at.isoformat(timespec="milliseconds")
    for kind in kinds:
        if kind in plan.sheets:
            session.flush()
            keys = Keys(session, cycle.year, on)
            writing = Writing(session=session, cycle=cycle, keys=keys, at=moment)
            for row in plan.sheets[kind].added:
                _write(writing, row, None)
            for known, row in plan.sheets[kind].changed:
                _write(writing, row, known)


def _write(to: Writing, row: FrameRow, known: FrameRow | None) -> None:
    """One row, added when `known` is None."""
    match row:
        case rows.CycleRow():
            cycles.write_cycle(to.session, row, to.cycle)
        case rows.GroupRow():
            cycles.write_group(to.session, row, to.cycle)
        case rows.EventRow():
            cycles.write_event(to.session, row, to.cycle)
        case rows.BasisRow():
            cycles.write_basis(to.session, row, to.cycle)
        case rows.RecommendationRow():
            cycles.write_recommendation(to.session, row, to.cycle)
        case rows.RoutineTargetRow():
            cycles.write_routine(to.session, row, to.cycle)
        case _:
            _write_named(to, row, known)


def _write_named(to: Writing, row: FrameRow, known: FrameRow | None) -> None:
    """One row that names a person, a body or a task."""
    match row:
        case rows.SupervisionRow():
            cycles.write_supervision(to.session, row, to.cycle, to.keys)
        case rows.DutyRow():
            cycles.write_duty(to.session, row, to.cycle, to.keys)
        case rows.PastGradeRow():
            progress.write_past_grade(to.session, row, to.keys, to.at)
        case rows.ProgressRow():
            before = known if isinstance(known, rows.ProgressRow) else None
            progress.write_progress(to.session, row, before, to.keys, to.at)
        case _:
            raise AssertionError(f"no writer for {type(row).__name__}")
