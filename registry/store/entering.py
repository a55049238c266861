"""Rows become people, posts, bodies and tasks: what an import plan says is written here, in one unit of work.

Knows how a workbook row becomes an assignee in a post with a task, and how a stored task reads as a row again; rows
and plan come from `registry.exchange`. Does not decide what is right: the plan did.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import RuleBroken
from registry.exchange.links import year_of
from registry.exchange.plan import ImportPlan
from registry.exchange.rows import CoOwner, KnownTask, TaskRow
from registry.exchange.rows import Indicator as IndicatorRow
from registry.labels import AssigneeKind, Direction, DocumentKind, Role, TaskState
from registry.model import AnnexLine, Body, Cycle, Document, Indicator, Participant, Post, Task
from registry.rules.lifecycle import move_task
from registry.store.assignees import Assignees
from registry.store.documents import stands_fast
from registry.store.rows import Row
from registry.store.sealing import add_rows
from registry.store.tasks import tasks_of
from registry.store.values import line_of, official_of
from registry.vietnamese import exact_words, fold, words

_BOUND = frozenset({TaskState.ASSIGNED, TaskState.PROVEN})
_OPEN_WORDING = frozenset({TaskState.REGISTERED, TaskState.RETURNED, TaskState.APPROVED})


def ensure_cycle(session: Session, year: int, *, term: str, task_word: str) -> Cycle:
    """The cycle of `year`, made when it is new."""
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    if cycle is None:
        cycle = Cycle(code=str(year), year=year, term=term, task_word=task_word, is_pilot=False, motto="")
        session.add(cycle)
        session.flush()
    return cycle


def known_tasks(session: Session, year: int, *, with_withdrawn: bool = True) -> tuple[KnownTask, ...]:
    """What the registry already holds for the cycle; a withdrawn task is known too, so an old list cannot revive it."""
    query = tasks_of(year).options(
        selectinload(Task.indicators),
        selectinload(Task.participants),
        joinedload(Task.lead_body).selectinload(Body.names),
        joinedload(Task.continues),
        joinedload(Task.parent),
    )
    if not with_withdrawn:
        query = query.where(Task.state != TaskState.WITHDRAWN.value)
    return tuple(known_task(task) for task in session.scalars(query))


def known_tasks_of(session: Session, years: Iterable[int]) -> tuple[KnownTask, ...]:
    """What the registry holds of several cycles."""
    return tuple(task for year in years for task in known_tasks(session, year))


def ended_codes(session: Session) -> frozenset[str]:
    """The codes of tasks that nobody has any more, of every cycle: withdrawn, cancelled, handed to a successor."""
    ended = (TaskState.WITHDRAWN.value, TaskState.CANCELLED.value, TaskState.TRANSFERRED.value)
    return frozenset(session.scalars(select(Task.code).where(Task.state.in_(ended))))


def existing_codes(session: Session, codes: Sequence[str]) -> frozenset[str]:
    """Those of `codes` that name a task of any cycle."""
    return frozenset(session.scalars(select(Task.code).where(Task.code.in_(codes)))) if codes else frozenset()


def apply_plan(
    session: Session,
    plan: ImportPlan,
    cycle: Cycle,
    *,
    entered_as: TaskState = TaskState.APPROVED,
    on: dt.date | None = None,
) -> tuple[str, ...]:
    """Write the added and changed rows of `plan`; unchanged ones are not touched. Returns the codes of added tasks.

    `on` is the day whose names of bodies are meant, by default the last of the cycle's year.

    `entered_as` is REGISTERED for what officials propose themselves: then a returned task that changes is registered
    again. Raises RuleBroken when a changed task stands in a signed paper: its wording is frozen there.
    """
    writer = _Writer(session, cycle, on or dt.date(cycle.year, 12, 31), _renamed_posts(session, plan))
    codes = writer.add(plan.added, entered_as)
    for known, row, _differences in plan.changed:
        writer.change(known, row, entered_as)
    session.flush()
    writer.link()
    return codes


def _renamed_posts(session: Session, plan: ImportPlan) -> frozenset[int]:
    """Keys of the posts whose every task moves to one other title at the same body: the title was corrected.

    Where only some of the tasks move, the person holds two posts.
    """
    titles: dict[str, str] = {
        known.code: row.post
        for known, row, _ in plan.changed
        if known.post != row.post and known.person_key == row.person_key
    }
    if not titles:
        return frozenset()
    moving = select(Task.post_id).where(Task.code.in_(titles))
    moved: dict[int, set[str]] = defaultdict(set)
    for post, code in session.execute(select(Task.post_id, Task.code).where(Task.post_id.in_(moving))):
        moved[post].add(fold(titles.get(code, "")))
    return frozenset(post for post, found in moved.items() if len(found) == 1 and "" not in found)


class _Writer:
    """Writes the rows of one import; assignees and tasks are looked up once, not row by row."""

    def __init__(self, session: Session, cycle: Cycle, on: dt.date, renamed: frozenset[int]) -> None:
        self._session, self._cycle, self._renamed = session, cycle, renamed
        self._assignees = Assignees(session, cycle, on)
        self._written: list[tuple[TaskRow, Task]] = []  # those whose links are still to be set

    def add(self, rows: Sequence[TaskRow], state: TaskState) -> tuple[str, ...]:
        """New tasks, written many at a time because a list may hold thousands; their codes."""
        count = self._session.scalar(select(func.count()).select_from(Task).where(Task.cycle_id == self._cycle.id)) or 0
        codes = [f"NV-{self._cycle.year}-{number:03d}" for number in range(count + 1, count + len(rows) + 1)]
        owners = [(self._assignees.post_of(row), self._lead(row)) for row in rows]
        self._assignees.settle()
        fixed = {"cycle_id": self._cycle.id, "state": state.value}
        tasks = [
            Row(Task, {**_content(row), **fixed, "code": code, "post_id": post, "lead_body_id": lead})
            for row, code, (post, lead) in zip(rows, codes, owners, strict=True)
        ]
        pairs = [*zip(rows, tasks, strict=True)]
        measures = [Row(Indicator, {**each, "task_id": task}) for row, task in pairs for each in _indicators(row)]
        people = [
            Row(Participant, {**each, "task_id": task}) for row, task in pairs for each in self._participants(row)
        ]
        add_rows(self._session, [*tasks, *measures, *people])
        for row, task in pairs:
            if row.continues or row.parent:
                self._written.append((row, self._session.get_one(Task, task.id)))
        return tuple(codes)

    def _lead(self, row: TaskRow) -> Row | None:
        return self._assignees.body(row.lead_body) if row.lead_body else None

    def _participants(self, row: TaskRow) -> list[dict[str, Any]]:
        """Those beside the owner as columns."""
        wanted: list[tuple[Role, str, str | None]] = [(Role.ATTACHED, name, None) for name in row.attached]
        wanted += [(Role.CO_OWNER, each.name, _text(each.share)) for each in row.co_owners]
        return [
            {"role": role.value, "name": name, "share": share, "person_id": self._assignees.only_person_named(name)}
            for role, name, share in wanted
        ]

    def change(self, known: KnownTask, row: TaskRow, entered_as: TaskState) -> None:
        """A known task in its new words."""
        task = self._session.scalars(select(Task).where(Task.code == known.code)).one()
        is_bound, owner = _require_open(self._session, task), task.post.person
        post = self._assignees.post_of(row, task.post_id if task.post_id in self._renamed else None)
        lead = self._lead(row)
        self._assignees.settle()
        state = TaskState(task.state)
        if entered_as is TaskState.REGISTERED and state is not TaskState.REGISTERED and not is_bound:
            task.state = move_task(task.code, state, TaskState.REGISTERED).value
        task.post = self._session.get_one(Post, post.id)
        task.lead_body = self._session.get_one(Body, lead.id) if lead else None
        for name, value in _content(row).items():
            setattr(task, name, value)
        _write_indicators(task, row)
        self._write_participants(task, row)
        self._written.append((row, task))
        if is_bound and task.post.person is not owner:
            raise RuleBroken(
                f"Nhiệm vụ {task.code} đang giao cho {owner.full_name}, không đổi người bằng bảng được.",
                advice="Thu hồi quyết định giao nhầm người, hoặc chuyển giao nhiệm vụ.",
            )

    def _write_participants(self, task: Task, row: TaskRow) -> None:
        wanted = self._participants(row)
        present = [(each.role, each.name, each.share) for each in task.participants]
        if [(each["role"], each["name"], each["share"]) for each in wanted] == present:
            return
        task.participants.clear()
        self._session.flush()
        task.participants.extend(Participant(**each) for each in wanted)

    def link(self) -> None:
        """Point tasks to the earlier and the term task their rows name; what nobody entered was refused before."""
        rows = [row for row, _ in self._written]
        codes = {code for row in rows for code in (row.continues, row.parent) if code}
        if not codes and all(task.continues is task.parent is None for _, task in self._written):
            return
        named = {task.code: task for task in self._session.scalars(select(Task).where(Task.code.in_(codes)))}
        of_year = self._tasks_by_year({year for row in rows if (year := year_of(row.continues)) is not None})
        for row, task in self._written:
            year = year_of(row.continues)
            earlier = of_year.get((year, task.post.person_id, _words(task))) if year else named.get(row.continues)
            task.continues, task.parent = earlier, named.get(row.parent)
        self._session.flush()

    def _tasks_by_year(self, years: Collection[int]) -> dict[tuple[int | None, int, str], Task]:
        """The tasks of earlier cycles by year, assignee and title."""
        if not years:
            return {}
        query = (
            select(Task).join(Cycle).where(Cycle.year.in_(years)).options(joinedload(Task.post), joinedload(Task.cycle))
        )
        return {(task.cycle.year, task.post.person_id, _words(task)): task for task in self._session.scalars(query)}


def _words(task: Task) -> str:
    """What is compared of a stored title."""
    return task.words


def _require_open(session: Session, task: Task) -> bool:
    """True when the task is bound, by decisions that another is to replace; RuleBroken when its words are frozen."""
    signed = select(Document.replace_reason).join(AnnexLine).where(AnnexLine.task_id == task.id)
    signed = signed.where(Document.kind == DocumentKind.DECISION.value)
    signed = signed.where(stands_fast())
    reasons = list(session.scalars(signed))
    is_bound = TaskState(task.state) in _BOUND and bool(reasons)
    if not all(reasons) or not (is_bound or TaskState(task.state) in _OPEN_WORDING):
        raise RuleBroken(
            f"Nhiệm vụ {task.code} đã nằm trong quyết định, lời văn không sửa được nữa.",
            advice="Muốn thay đổi: điều chỉnh nhiệm vụ, hoặc thay thế hay thu hồi quyết định đó trước.",
        )
    return is_bound


def _content(row: TaskRow) -> dict[str, Any]:
    """What a row says of its task alone, as columns."""
    return {
        "horizon": row.horizon.value,
        "period": row.period,
        "title": row.title,
        "words": words(row.title),
        "exact_words": exact_words(row.title),
        "natures": list(row.natures),
        "origin": row.origin.value,
        "theme": row.theme,
        "basis": row.basis,
        "weight": _text(row.weight),
        "source_text": row.source_text,
        "target": row.target,
        "product": row.product,
        "deadline": row.deadline,
        "deadline_text": row.deadline_text,
        "supervisor": row.supervisor,
        "note": row.note,
    }


def _indicators(row: TaskRow) -> list[dict[str, Any]]:
    """The indicators of a row as columns, the main one first."""
    main = IndicatorRow(
        target=row.target,
        baseline=row.baseline,
        target_value=row.target_value,
        measure_unit=row.measure_unit,
        direction=row.direction,
        denominator=row.denominator,
    )
    return [
        {
            "ordinal": ordinal,
            "text": each.target,
            "baseline": _text(each.baseline),
            "target_value": _text(each.target_value),
            "measure_unit": each.measure_unit,
            "direction": each.direction.value,
            "denominator": _text(each.denominator),
            "compared_with": "",
        }
        for ordinal, each in enumerate((main, *row.indicators), start=1)
    ]


def _write_indicators(task: Task, row: TaskRow) -> None:
    """The indicators of a row, written over in place so that their dated values and comparisons stay."""
    wanted = _indicators(row)
    for columns in wanted:
        if len(task.indicators) < columns["ordinal"]:
            task.indicators.append(Indicator(**columns))
            continue
        stored = task.indicators[columns["ordinal"] - 1]
        for name in columns.keys() - {"compared_with"}:
            setattr(stored, name, columns[name])
    del task.indicators[len(wanted) :]


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def known_task(task: Task) -> KnownTask:
    """A stored task as the row that would write it."""
    official, post, line, main = official_of(task.post), task.post, line_of(task), task.indicators[0]
    is_collective = post.person.kind == AssigneeKind.COLLECTIVE.value
    return KnownTask(
        code=task.code,
        official="" if is_collective else official.name,
        honorific=official.address or "đồng chí",
        birth_date=official.birth_date,
        party_post=post.party_title,
        post=post.title,
        unit=official.unit,
        group=official.group,
        horizon=line.horizon,
        period=task.period,
        title=line.title,
        natures=tuple(task.natures),
        origin=line.origin,
        target=line.target,
        baseline=_decimal(main.baseline),
        target_value=_decimal(main.target_value),
        measure_unit=main.measure_unit,
        direction=Direction(main.direction),
        product=line.product,
        deadline=line.deadline,
        deadline_text=line.deadline_text,
        supervisor=line.supervisor,
        note=line.note,
        is_collective=is_collective,
        attached=tuple(each.name for each in task.participants if each.role == Role.ATTACHED.value),
        co_owners=tuple(
            CoOwner(name=each.name, share=_decimal(each.share))
            for each in task.participants
            if each.role == Role.CO_OWNER.value
        ),
        rank=post.person.rank,
        sort_name=post.person.sort_name,
        lead_body=task.lead_body.names[-1].name if task.lead_body else "",
        theme=task.theme,
        basis=task.basis,
        source_text=task.source_text,
        weight=_decimal(task.weight),
        denominator=_decimal(main.denominator),
        indicators=tuple(_indicator_row(each) for each in task.indicators[1:]),
        continues=task.continues.code if task.continues else "",
        parent=task.parent.code if task.parent else "",
    )


def _indicator_row(indicator: Indicator) -> IndicatorRow:
    return IndicatorRow(
        target=indicator.text,
        baseline=_decimal(indicator.baseline),
        target_value=_decimal(indicator.target_value),
        measure_unit=indicator.measure_unit,
        direction=Direction(indicator.direction),
        denominator=_decimal(indicator.denominator),
    )
