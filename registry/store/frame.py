"""The frame of an office in the database: what is known of each sheet, and a plan written down.

Knows in which order sheets are written: bodies and posts before the tasks that name them, everything that names tasks
after them. How a row lies in the database is in the modules beside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.exchange import frame_rows as rows
from registry.exchange.frame_body_plan import BodyContent, body_rows, make_body_plan, read_bodies, with_bodies
from registry.exchange.frame_checks import outside_groups, own_areas
from registry.exchange.frame_directory import Directory
from registry.exchange.frame_plan import FramePlan, SheetPlan, make_frame_plan
from registry.exchange.frame_post_plan import make_post_plan
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import FrameRow, PostRow
from registry.exchange.frame_widening import with_posts, with_task_rows
from registry.exchange.links import cycle_year
from registry.exchange.rows import TaskRow
from registry.model import Body, BodyName, Cycle
from registry.problems import Problem
from registry.store import frame_bodies as bodies
from registry.store import frame_cycles as cycles
from registry.store import frame_instruments as instruments
from registry.store import frame_people as people
from registry.store import frame_progress as progress
from registry.store.frame_directory import directory, known_bodies
from registry.store.frame_names import Keys

BEFORE_TASKS = ("bodies", "posts", "successions", "groups", "instruments")
AFTER_TASKS = (
    "cycles",
    "members",
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
        "bodies": lambda: bodies.body_contents(session),
        "posts": lambda: people.post_rows(session, keys),
        "successions": lambda: bodies.succession_rows(session, keys),
        "instruments": lambda: instruments.instrument_rows(session),
        "past_grades": lambda: progress.past_grade_rows(session, keys),
    }
    if cycle is None:
        return always
    return always | {
        "groups": lambda: cycles.group_rows(cycle),
        "members": lambda: cycles.member_rows(session, cycle, keys),
        "events": lambda: cycles.event_rows(cycle),
        "bases": lambda: cycles.basis_rows(cycle),
        "supervisions": lambda: cycles.supervision_rows(session, cycle, keys),
        "duties": lambda: cycles.duty_rows(session, cycle, keys),
        "recommendations": lambda: cycles.recommendation_rows(session, cycle),
        "routine_targets": lambda: cycles.routine_rows(session, cycle),
        "progress": lambda: progress.progress_rows(session, cycle),
    }


def export_frame(session: Session, year: int, *, on: dt.date) -> Mapping[str, Sequence[FrameRow]]:
    """Everything as the rows of a workbook, every body told name by name."""
    found = dict(known_frame(session, year, on=on))
    keys = Keys(session, year, on)
    words = {body.code: keys.body_words(body) for body in session.scalars(select(Body))}
    found["bodies"] = [
        row for body in found["bodies"] if isinstance(body, BodyContent) for row in body_rows(body, words)
    ]
    return found


def settled(session: Session, reading: FrameReading, tasks: Sequence[TaskRow]) -> tuple[TaskRow, ...]:
    """The rows of task lists with every unit by the name the registry knows it by now.

    A list may still say the old name of a body, or already the new one that the sheet “Cơ quan” brings.
    """
    is_plain = session.scalar(select(func.count()).select_from(BodyName)) == session.scalar(
        select(func.count()).select_from(Body)
    )
    if is_plain and "bodies" not in reading.rows:
        return tuple(tasks)
    contents = bodies.body_contents(session)
    latest = {content.code: content.names[-1].name for content in contents}
    names = Directory(bodies=known_bodies(session))
    told = read_bodies(reading, contents, names)
    latest |= {each.content.key: latest[each.known.code] for each in told if each.known}
    names = with_bodies(names, told)
    return tuple(replace(row, unit=latest.get(_key(names, row.unit), row.unit)) for row in tasks)


def _key(names: Directory, unit: str) -> str:
    found = names.body(unit, dt.date.max)
    return found if isinstance(found, str) else ""


def plan_frame(
    session: Session, reading: FrameReading, tasks: Sequence[TaskRow], year: int, *, on: dt.date
) -> FramePlan:
    """What the frame sheets of a workbook would do, beside the rows of its task lists."""
    if not reading.rows:
        return FramePlan()
    known = known_frame(session, year, on=on, kinds={*reading.rows})
    names, problems = directory(session, year), list[Problem]()
    contents = [row for row in known.get("bodies", ()) if isinstance(row, BodyContent)]
    told = read_bodies(reading, contents, names)
    names = with_posts(with_bodies(names, told), reading, on=on)
    own: dict[str, SheetPlan] = {}
    if "bodies" in reading.rows:
        own["bodies"] = make_body_plan(reading, told, names, on=on, problems=problems)
    if "posts" in reading.rows:
        posts = [[row for row in rows if isinstance(row, PostRow)] for rows in (reading.rows["posts"], known["posts"])]
        own["posts"] = make_post_plan(reading, posts[0], posts[1], names, on=on, problems=problems)
    rest = make_frame_plan(reading, known, with_task_rows(names, tasks, on=on), on=on)
    ordered = {kind: (own | dict(rest.sheets))[kind] for kind in reading.rows}
    return FramePlan(sheets=ordered, problems=(*problems, *rest.problems))


def check_frame(session: Session, reading: FrameReading, tasks: Sequence[TaskRow], year: int) -> tuple[Problem, ...]:
    """What the task list and the frame, known or in the same workbook, say against each other in the cycle."""
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    groups = {group.name for group in cycle.groups if group.is_declared} if cycle else set()
    groups |= {row.name for row in reading.rows.get("groups", ()) if isinstance(row, rows.GroupRow)}
    watched = set(cycles.supervised(session, cycle)) if cycle else set()
    told = (row for row in reading.rows.get("supervisions", ()) if isinstance(row, rows.SupervisionRow))
    watched |= {(row.person, row.area) for row in told}
    ours = [row for row in tasks if cycle_year(row, year) == year]
    return (*outside_groups(ours, groups), *own_areas(ours, sorted(watched)))


def apply_frame(
    session: Session, plan: FramePlan, cycle: Cycle, kinds: Sequence[str], *, at: dt.datetime, on: dt.date
) -> None:
    """Write what the plan adds and changes in sheets of `kinds`, in their order; what is unchanged is not touched."""
    moment = at.isoformat(timespec="milliseconds")
    for kind in kinds:
        if kind in plan.sheets:
            session.flush()
            keys = Keys(session, cycle.year, on)
            _write_sheet(Writing(session=session, cycle=cycle, keys=keys, at=moment), kind, plan.sheets[kind])


def _write_sheet(to: Writing, kind: str, plan: SheetPlan) -> None:
    """One sheet; bodies and posts are written whole, for their rows name each other."""
    if kind == "bodies":
        bodies.write_bodies(to.session, plan, to.keys)
    elif kind == "posts":
        people.write_posts(to.session, plan, to.keys)
    else:
        for row in plan.added:
            _write(to, row, None)
        for known, row in plan.changed:
            _write(to, row, known)
    if kind == "instruments":
        written = [*plan.added, *(row for _, row in plan.changed)]
        instruments.link_replacements(to.session, [row for row in written if isinstance(row, rows.InstrumentRow)])


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
        case rows.MemberRow():
            cycles.write_member(to.session, row, to.cycle, to.keys)
        case rows.SupervisionRow():
            cycles.write_supervision(to.session, row, to.cycle, to.keys)
        case rows.DutyRow():
            cycles.write_duty(to.session, row, to.cycle, to.keys)
        case rows.PastGradeRow():
            progress.write_past_grade(to.session, row, to.keys, to.at)
        case rows.SuccessionRow():
            bodies.write_succession(to.session, row, to.keys)
        case rows.InstrumentRow():
            instruments.write_instrument(to.session, row, known if isinstance(known, rows.InstrumentRow) else None)
        case rows.ProgressRow():
            before = known if isinstance(known, rows.ProgressRow) else None
            progress.write_progress(to.session, row, before, to.keys, to.at)
        case _:
            raise AssertionError(f"no writer for {type(row).__name__}")
