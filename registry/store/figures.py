"""A cycle as it stood on a day, read for counting: what happened later is left out here, once for every figure.

The only query module of the statistics; the counting itself is in `registry.rules.statistics…`. A result counts from
the day its signed paper was filed, a value from its own day, a decision from the day it was issued.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import NotFound
from registry.labels import (
    AssigneeKind,
    Attainment,
    Direction,
    DocumentKind,
    EventKind,
    Grade,
    Horizon,
    Origin,
    ProgressLevel,
    Role,
    TaskLevel,
    TaskState,
    Voice,
)
from registry.model import (
    AnnexLine,
    AssigneeGroup,
    Body,
    BodyDuty,
    Cycle,
    CycleEvent,
    Document,
    GroupMember,
    Indicator,
    PastGrade,
    Person,
    PersonGrade,
    Post,
    Progress,
    Recommendation,
    RegisterEntry,
    RoutineTarget,
    Supervision,
    Task,
    TaskResult,
)
from registry.rules.lifecycle import ASSIGNING_PAPER, BINDING_PAPER, LISTED, LIVE_PAPER
from registry.rules.names import name_on
from registry.rules.statistics_measures import attainment
from registry.rules.statistics_values import (
    Comparison,
    Duty,
    Group,
    Measure,
    Member,
    Papers,
    Recommended,
    Report,
    ReportDue,
    Standing,
    StandingTask,
    Supervisor,
)
from registry.rules.succession import successors
from registry.store.frame_bodies import links
from registry.store.tasks import VALID, tasks_of
from registry.store.values import line_of, names_of, official_of

_DONE = frozenset({ProgressLevel.EXCEEDED, ProgressLevel.COMPLETED})
_BINDING = tuple(state.value for state in BINDING_PAPER)


def standing(session: Session, year: int, day: dt.date) -> Standing:
    """The cycle of `year` at the end of `day`; NotFound when nothing was ever entered for it."""
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    if cycle is None:
        raise NotFound(f"Chưa có số liệu nào của năm {year}.", advice="Nhập danh sách bằng “docgen tasks import”.")
    reader = _Reader(session=session, cycle=cycle, day=day)
    tasks = reader.tasks()
    graded = reader.past_grades()
    return Standing(
        year=year,
        term=cycle.term,
        is_pilot=cycle.is_pilot,
        motto=cycle.motto,
        day=day,
        tasks=tasks,
        aside=reader.aside(),
        groups=reader.groups(),
        supervisors=reader.supervisors(),
        duties=reader.duties(),
        calendar=reader.calendar(),
        reports=reader.reports(),
        recommendations=reader.recommendations(),
        routine_targets=reader.routine_targets(),
        heirs=reader.heirs(),
        decided=reader.decided(),
        graded=graded,
        earlier_owners={earlier: reader.owners(earlier) for earlier in graded},
        papers=reader.papers(),
    )


@dataclass(kw_only=True)
class _Reader:
    """Reads one cycle as of one day; each method is one kind of row."""

    session: Session
    cycle: Cycle
    day: dt.date

    @cached_property
    def _tasks(self) -> list[Task]:
        """Every task of the cycle with what hangs on it."""
        query = tasks_of(self.cycle.year).options(
            selectinload(Task.indicators).selectinload(Indicator.values),
            selectinload(Task.participants),
            joinedload(Task.cycle),
            joinedload(Task.lead_body),
        )
        return list(self.session.scalars(query))

    def tasks(self) -> tuple[StandingTask, ...]:
        """The tasks on the list, each as it stood."""
        levels, progress = self._levels(), self._progress
        in_force, group_of = self._in_force(), self._group_of()
        return tuple(
            _standing_task(
                task,
                level=levels.get(task.id),
                progress=progress.get(task.id, ()),
                is_in_force=task.id in in_force,
                group=group_of.get(task.post_id, task.post.group),
                day=self.day,
            )
            for task in self._tasks
            if TaskState(task.state) in LISTED
        )

    def aside(self) -> Mapping[tuple[Horizon, TaskState], int]:
        """How many tasks wait for a conclusion, were returned, cancelled or transferred, by horizon."""
        gone = {TaskState.REGISTERED, TaskState.RETURNED, TaskState.CANCELLED, TaskState.TRANSFERRED}
        keys = ((Horizon(task.horizon), TaskState(task.state)) for task in self._tasks)
        return Counter(key for key in keys if key[1] in gone)

    def _levels(self) -> dict[int, TaskLevel]:
        """The newest level of the last voice that had spoken: the decided one over the collective's."""
        query = (
            select(TaskResult)
            .join(Task, Task.id == TaskResult.task_id)
            .join(Document, Document.id == TaskResult.document_id)
            .where(Task.cycle_id == self.cycle.id, Document.state.in_(VALID))
            .where(TaskResult.voice.in_([Voice.COLLECTIVE.value, Voice.DECIDED.value]))
            .order_by(TaskResult.voice, TaskResult.revision)  # "collective" before "decided"
        )
        known = (row for row in self.session.scalars(query) if self._had_happened(row.recorded_at))
        return {row.task_id: TaskLevel(row.level) for row in known}

    def _had_happened(self, moment: str) -> bool:
        return dt.datetime.fromisoformat(moment).date() <= self.day

    @cached_property
    def _progress(self) -> dict[int, list[Progress]]:
        query = select(Progress).join(Task, Task.id == Progress.task_id).where(Task.cycle_id == self.cycle.id)
        found: dict[int, list[Progress]] = {}
        for row in self.session.scalars(query.where(Progress.on <= self.day).order_by(Progress.on, Progress.id)):
            found.setdefault(row.task_id, []).append(row)
        return found

    def _in_force(self) -> frozenset[int]:
        query = select(AnnexLine.task_id).join(Document)
        kinds = [kind.value for kind in ASSIGNING_PAPER]
        query = query.where(Document.kind.in_(kinds), Document.state.in_(_BINDING))
        return frozenset(self.session.scalars(query.where(Document.issued_on <= self.day)))

    def _group_of(self) -> dict[int, str]:
        """The group of every post in this cycle."""
        query = select(GroupMember.post_id, AssigneeGroup.name).join(AssigneeGroup)
        query = query.where(AssigneeGroup.cycle_id == self.cycle.id).order_by(AssigneeGroup.ordinal.desc())
        return {row.post_id: row.name for row in self.session.execute(query)}

    def groups(self) -> tuple[Group, ...]:
        """The groups of the cycle with their members, in the office's order."""
        members = selectinload(AssigneeGroup.members).joinedload(GroupMember.post).joinedload(Post.person)
        query = select(AssigneeGroup).where(AssigneeGroup.cycle_id == self.cycle.id).options(members)
        return tuple(
            Group(
                name=group.name,
                is_declared=group.is_declared,
                has_people_list=group.has_people_list,
                has_task_list=group.has_task_list,
                members=tuple(_member(member.post) for member in group.members),
            )
            for group in self.session.scalars(query.order_by(AssigneeGroup.ordinal))
        )

    def supervisors(self) -> tuple[Supervisor, ...]:
        """Who watches over which area."""
        query = select(Supervision).where(Supervision.cycle_id == self.cycle.id).options(joinedload(Supervision.person))
        rows = self.session.scalars(query.order_by(Supervision.id))
        return tuple(Supervisor(name=row.person.full_name, area=row.area) for row in rows)

    def duties(self) -> tuple[Duty, ...]:
        """What was asked of bodies."""
        query = select(BodyDuty).where(BodyDuty.cycle_id == self.cycle.id).options(joinedload(BodyDuty.body))
        rows = self.session.scalars(query.order_by(BodyDuty.id))
        return tuple(Duty(body=row.body.names[-1].name, title=row.title, is_done=row.is_done) for row in rows)

    def calendar(self) -> tuple[ReportDue, ...]:
        """The days by which assignees report."""
        query = select(CycleEvent).where(CycleEvent.cycle_id == self.cycle.id)
        query = query.where(CycleEvent.kind == EventKind.PROGRESS.value).order_by(CycleEvent.ordinal)
        return tuple(ReportDue(title=row.title, due=row.day) for row in self.session.scalars(query) if row.day)

    def reports(self) -> tuple[Report, ...]:
        """Every day on which an assignee said how far a task had come."""
        said = [(task, row.on) for task in self._tasks for row in self._progress.get(task.id, ())]
        said += [
            (task, value.on)
            for task in self._tasks
            for indicator in task.indicators
            for value in indicator.values
            if value.on <= self.day
        ]
        return tuple(Report(owner=task.post.person.code, on=on) for task, on in said)

    def recommendations(self) -> tuple[Recommended, ...]:
        """What was recommended for the next cycle."""
        query = select(Recommendation).where(Recommendation.cycle_id == self.cycle.id)
        rows = self.session.scalars(query.order_by(Recommendation.ordinal))
        return tuple(Recommended(text=row.text, followed_up=row.followed_up) for row in rows)

    def routine_targets(self) -> tuple[str, ...]:
        """The routine targets of the cycle."""
        query = select(RoutineTarget.text).where(RoutineTarget.cycle_id == self.cycle.id).order_by(RoutineTarget.id)
        return tuple(self.session.scalars(query))

    def heirs(self) -> dict[str, str]:
        """What each body that others took over from is on the day: several heirs are named together."""
        held = [link for link in links(self.session) if not link.function and link.on <= self.day]
        names = {
            body.code: names_of(body) for body in self.session.scalars(select(Body).options(selectinload(Body.names)))
        }
        found: dict[str, str] = {}
        for code in {link.predecessor for link in held}:
            last = [each for each in successors(held, code) if not successors(held, each)]
            today = " + ".join(sorted(name_on(names[each], self.day) for each in last))
            found |= {each.name: today for each in names[code]}
        return found

    def decided(self) -> dict[str, Grade]:
        """Per person the newest decided grade that was on record."""
        query = (
            select(PersonGrade, Person.code)
            .join(Person, Person.id == PersonGrade.person_id)
            .join(Document, Document.id == PersonGrade.document_id)
            .where(PersonGrade.cycle_id == self.cycle.id, PersonGrade.voice == Voice.DECIDED.value)
            .where(Document.state.in_(VALID))
            .order_by(PersonGrade.revision)
        )
        rows = self.session.execute(query)
        return {code: Grade(row.grade) for row, code in rows if self._had_happened(row.recorded_at)}

    def past_grades(self) -> dict[int, dict[str, Grade]]:
        """Grades of years that were over, by year and person."""
        query = select(PastGrade.year, Person.code, PastGrade.grade).join(Person, Person.id == PastGrade.person_id)
        found: dict[int, dict[str, Grade]] = {}
        for year, person, grade in self.session.execute(query.order_by(PastGrade.year, PastGrade.id)):
            if year < self.day.year and year < self.cycle.year:
                found.setdefault(year, {})[person] = Grade(grade)
        return found

    def owners(self, year: int) -> frozenset[str]:
        """Whoever was given tasks in an earlier cycle."""
        query = select(Person.code).join(Post, Post.person_id == Person.id).join(Task, Task.post_id == Post.id)
        query = query.join(Cycle, Cycle.id == Task.cycle_id).where(Cycle.year == year)
        return frozenset(self.session.scalars(query.where(Task.state.in_([state.value for state in LISTED]))))

    def papers(self) -> Papers:
        """Decisions in the making, issued and handed over."""
        decisions = select(func.count()).select_from(Document)
        decisions = decisions.where(Document.cycle_id == self.cycle.id, Document.kind == DocumentKind.DECISION.value)
        issued = decisions.where(Document.state.in_(_BINDING), Document.issued_on <= self.day)
        handed = issued.join(RegisterEntry, RegisterEntry.document_id == Document.id)
        handed = handed.where(RegisterEntry.handed_on <= self.day)
        live = decisions.where(Document.state.in_([state.value for state in LIVE_PAPER]))
        counts = [self.session.scalar(query) or 0 for query in (live, issued, handed)]
        return Papers(decisions=counts[0], issued=counts[1], handed_over=counts[2])


def _member(post: Post) -> Member:
    is_collective = post.person.kind == AssigneeKind.COLLECTIVE.value
    return Member(code=post.person.code, post=post.title, is_collective=is_collective)


def _is_carried_over(task: Task) -> bool:
    """True for a task of an earlier year; one that only went to another person goes on in its own."""
    if task.origin == Origin.TRANSFERRED.value:
        return False
    return task.continues_id is not None or task.origin == Origin.CARRIED_OVER.value


def _standing_task(
    task: Task,
    *,
    level: TaskLevel | None,
    progress: Sequence[Progress],
    is_in_force: bool,
    group: str,
    day: dt.date,
) -> StandingTask:
    line, official = line_of(task), official_of(task.post, dt.date(task.cycle.year, 12, 31))
    called = [(row.on, ProgressLevel(row.level)) for row in progress if row.level]
    return StandingTask(
        code=task.code,
        person=official.code,
        group=group,
        horizon=line.horizon,
        period=line.period,
        level=level,
        title=task.title,
        owner=official.name,
        post=official.post,
        unit=official.unit,
        is_collective=official.is_collective,
        is_in_force=is_in_force,
        is_carried_over=_is_carried_over(task),
        is_suspended=task.state == TaskState.SUSPENDED.value,
        origin=line.origin,
        natures=tuple(task.natures),
        theme=task.theme,
        target=task.target,
        weight=_number(task.weight),
        deadline=task.deadline,
        completed_on=next((on for on, said in called if said in _DONE), None),
        progress=called[-1][1] if called else None,
        supervisor=task.supervisor,
        lead=task.lead_body.names[-1].name if task.lead_body else "",
        attached=tuple(each.name for each in task.participants if each.role == Role.ATTACHED.value),
        measures=tuple(_measure(indicator, day) for indicator in task.indicators),
    )


def _measure(indicator: Indicator, day: dt.date) -> Measure:
    values = [value for value in indicator.values if value.on <= day]
    plain = Measure(
        text=indicator.text,
        baseline=_number(indicator.baseline),
        target=_number(indicator.target_value),
        unit=indicator.measure_unit,
        direction=Direction(indicator.direction),
        denominator=_number(indicator.denominator),
        comparison=_comparison(indicator),
    )
    met = (value.on for value in values if attainment(plain, Decimal(value.value)) not in (None, Attainment.BELOW))
    return Measure(
        text=plain.text,
        baseline=plain.baseline,
        target=plain.target,
        unit=plain.unit,
        direction=plain.direction,
        denominator=plain.denominator,
        value=Decimal(values[-1].value) if values else None,
        value_on=values[-1].on if values else None,
        reached_on=next(met, None),
        comparison=plain.comparison,
    )


def _comparison(indicator: Indicator) -> Comparison | None:
    if not indicator.compared_with:
        return None
    return Comparison(
        than=indicator.compared_with,
        value=_number(indicator.compared_value),
        difference=_number(indicator.compared_difference),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
