"""Tasks, people and bodies in the database: applying an import plan, listing, withdrawing.

Knows how a workbook row becomes a person in a post with a task; the rows and the plan come from
`registry.exchange`. Does not decide what is right: the plan did.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import NotFound, RuleBroken
from registry.exchange.plan import ImportPlan
from registry.exchange.rows import KnownTask, TaskRow
from registry.labels import AssigneeKind, Direction, DocumentKind, DocumentState, TaskLevel, TaskState, Voice
from registry.model import AnnexLine, Body, BodyName, Cycle, Document, Indicator, Person, Post, Task, TaskResult
from registry.rules.lifecycle import FROZEN_PAPER, LIVE_PAPER, move_paper, move_task
from registry.store.values import CycleRecord, TaskRecord, line_of, official_of
from registry.vietnamese import fold, sort_key

VALID = tuple(state.value for state in LIVE_PAPER)
"""Stored states of papers that still speak."""
OPEN_WORDING = frozenset({TaskState.APPROVED})


def ensure_cycle(session: Session, year: int, *, term: str, task_word: str) -> Cycle:
    """The cycle of `year`, made when it is new."""
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    if cycle is None:
        cycle = Cycle(code=str(year), year=year, term=term, task_word=task_word, is_pilot=False, motto="")
        session.add(cycle)
        session.flush()
    return cycle


def cycle_record(session: Session, year: int) -> CycleRecord | None:
    """The cycle of `year`, None when nothing was imported for it."""
    cycle = session.scalar(select(Cycle).where(Cycle.year == year))
    if cycle is None:
        return None
    return CycleRecord(code=cycle.code, year=cycle.year, term=cycle.term, task_word=cycle.task_word)


def known_tasks(session: Session, year: int, *, with_withdrawn: bool = True) -> tuple[KnownTask, ...]:
    """What the registry already holds for the cycle; a withdrawn task is known too, so an old list cannot revive it."""
    query = _tasks_of(year)
    if not with_withdrawn:
        query = query.where(Task.state != TaskState.WITHDRAWN.value)
    return tuple(_known(task) for task in session.scalars(query))


def _tasks_of(year: int) -> Select[Task]:
    return (
        select(Task)
        .join(Cycle)
        .where(Cycle.year == year)
        .options(
            joinedload(Task.post).joinedload(Post.person),
            joinedload(Task.post).joinedload(Post.body).selectinload(Body.names),
            selectinload(Task.indicators),
        )
        .order_by(Task.id)
    )


def apply_plan(session: Session, plan: ImportPlan, cycle: Cycle) -> None:
    """Write the added and changed rows of `plan`; unchanged ones are not touched.

    Raises RuleBroken when a changed task stands in a signed paper: its wording is frozen there.
    """
    ordinal = session.scalar(select(func.count()).select_from(Task).where(Task.cycle_id == cycle.id)) or 0
    people = _People(session)
    for row in plan.added:
        ordinal += 1
        task = Task(code=f"NV-{cycle.year}-{ordinal:03d}", cycle_id=cycle.id, state=TaskState.APPROVED.value)
        _write(task, row, people.post_of(row))
        session.add(task)
    for known, row, _differences in plan.changed:
        task = find_task(session, known.code)
        _require_open(session, task)
        _write(task, row, people.post_of(row))


def _require_open(session: Session, task: Task) -> None:
    signed = select(Document.id).join(AnnexLine).where(AnnexLine.task_id == task.id)
    signed = signed.where(Document.kind == DocumentKind.DECISION.value)
    signed = signed.where(Document.state.in_([state.value for state in FROZEN_PAPER]))
    if TaskState(task.state) not in OPEN_WORDING or session.scalars(signed).first() is not None:
        raise RuleBroken(
            f"Nhiệm vụ {task.code} đã nằm trong quyết định, lời văn không sửa được nữa.",
            advice="Muốn thay đổi: thay thế hoặc thu hồi quyết định đó trước.",
        )


class _People:
    """Finds or makes the person, post and body of a row; remembers them during one import."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.people_count = session.scalar(select(func.count()).select_from(Person)) or 0
        self.bodies_count = session.scalar(select(func.count()).select_from(Body)) or 0

    def post_of(self, row: TaskRow) -> Post:
        body = self._body(row.unit)
        person = self._person(row, body)
        person.address, person.birth_date = row.honorific, row.birth_date or person.birth_date
        post = next((post for post in person.posts if post.body is body), None)
        if post is None:
            post = Post(person=person, body=body, title=row.post, party_title=row.party_post, group=row.group)
            self.session.add(post)
        post.title, post.party_title, post.group = row.post, row.party_post, row.group
        self.session.flush()
        return post

    def _body(self, name: str) -> Body:
        found = self.session.scalar(select(BodyName).where(BodyName.folded == fold(name)))
        if found is not None:
            return found.body
        self.bodies_count += 1
        body = Body(code=f"DV-{self.bodies_count:03d}", system="", level="")
        body.names.append(BodyName(name=name, folded=fold(name)))
        self.session.add(body)
        self.session.flush()
        return body

    def _person(self, row: TaskRow, body: Body) -> Person:
        namesakes = self.session.scalars(select(Person).where(Person.folded == fold(row.official)))
        for person in namesakes:
            if any(post.body is body for post in person.posts):
                return person
        self.people_count += 1
        person = Person(
            code=f"CB-{self.people_count:03d}",
            kind=AssigneeKind.PERSON.value,
            sort_name="",
            rank="",
            full_name=row.official,
            folded=fold(row.official),
            sort_key=sort_key(row.official),
            address=row.honorific,
        )
        self.session.add(person)
        return person


def _write(task: Task, row: TaskRow, post: Post) -> None:
    task.post_id = post.id
    task.horizon, task.period = row.horizon.value, row.period
    task.folded = fold(row.title)
    task.theme, task.basis = "", ""
    task.title, task.natures, task.origin = row.title, list(row.natures), row.origin.value
    task.target, task.product = row.target, row.product
    task.deadline, task.deadline_text = row.deadline, row.deadline_text
    task.supervisor, task.note = row.supervisor, row.note
    _write_indicator(task, row)


def _write_indicator(task: Task, row: TaskRow) -> None:
    """The main indicator, written over in place so that its dated values stay."""
    if not task.indicators:
        task.indicators.append(Indicator(ordinal=1, compared_with=""))
    main = task.indicators[0]
    main.text = row.target
    main.baseline, main.target_value = _number(row.baseline), _number(row.target_value)
    main.measure_unit, main.direction = row.measure_unit, row.direction.value


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def find_task(session: Session, code: str) -> Task:
    """The task of that code; NotFound otherwise."""
    task = session.scalar(select(Task).where(Task.code == code))
    if task is None:
        raise NotFound(f"Không có nhiệm vụ mã {code}.", advice="Xem mã bằng “docgen tasks list”.")
    return task


def withdraw_task(session: Session, code: str) -> None:
    """Withdraw a task that no printed paper names; its record and history stay, drafts that word it are withdrawn.

    Raises RuleBroken naming the papers on somebody's desk.
    """
    task = find_task(session, code)
    named = select(Document).where(Document.lines.any(AnnexLine.task_id == task.id))
    papers = session.scalars(named.where(Document.state.in_([state.value for state in LIVE_PAPER]))).all()
    binding = [paper.code for paper in papers if paper.state != DocumentState.DRAFT.value]
    if binding:
        raise RuleBroken(
            f"Nhiệm vụ {code} đang nằm trong văn bản {', '.join(binding)}.",
            advice="Rút, thay thế hoặc thu hồi văn bản đó trước.",
        )
    task.state = move_task(code, TaskState(task.state), TaskState.WITHDRAWN).value
    for paper in papers:
        paper.state = move_paper(paper.code, DocumentState(paper.state), DocumentState.WITHDRAWN).value
        paper.reason = f"nhiệm vụ {code} đã rút"


def task_records(session: Session, year: int) -> tuple[TaskRecord, ...]:
    """All tasks of the cycle in the order they were entered, each with its newest values by voice."""
    results = newest_results(session, year)
    return tuple(
        TaskRecord(
            line=line_of(task),
            official=official_of(task.post),
            state=TaskState(task.state),
            results=results.get(task.code, {}),
        )
        for task in session.scalars(_tasks_of(year))
    )


def newest_results(session: Session, year: int) -> dict[str, dict[Voice, TaskLevel]]:
    """Per task code the newest level of every voice; values of papers taken back speak no more."""
    query = _spoken().join(Cycle, Cycle.id == Task.cycle_id).where(Cycle.year == year)
    found: dict[str, dict[Voice, TaskLevel]] = {}
    for code, voice, level in session.execute(query):
        found.setdefault(code, {})[Voice(voice)] = TaskLevel(level)
    return found


def spoken_levels(session: Session, task: Task) -> dict[Voice, TaskLevel]:
    """The newest level of every voice on one task."""
    rows = session.execute(_spoken().where(Task.id == task.id))
    return {Voice(voice): TaskLevel(level) for _, voice, level in rows}


def _spoken() -> Select[str, str, str]:
    return (
        select(Task.code, TaskResult.voice, TaskResult.level)
        .join(TaskResult, TaskResult.task_id == Task.id)
        .join(Document, Document.id == TaskResult.document_id)
        .where(Document.state.in_(VALID))
        .order_by(TaskResult.revision)
    )


def _known(task: Task) -> KnownTask:
    official = official_of(task.post)
    row, main = line_of(task), task.indicators[0]
    return KnownTask(
        code=task.code,
        official=official.name,
        honorific=official.address,
        birth_date=official.birth_date,
        party_post=task.post.party_title,
        post=official.post,
        unit=official.unit,
        group=official.group,
        horizon=row.horizon,
        period=task.period,
        title=row.title,
        natures=tuple(task.natures),
        origin=row.origin,
        target=row.target,
        baseline=_decimal(main.baseline),
        target_value=_decimal(main.target_value),
        measure_unit=main.measure_unit,
        direction=Direction(main.direction),
        product=row.product,
        deadline=row.deadline,
        deadline_text=row.deadline_text,
        supervisor=row.supervisor,
        note=row.note,
    )


def move_tasks(session: Session, codes: Sequence[str], target: TaskState) -> None:
    """Pass tasks to `target`; those already there or beyond it are left."""
    order = list(TaskState)
    for code in codes:
        task = find_task(session, code)
        state = TaskState(task.state)
        if order.index(state) < order.index(target):
            task.state = move_task(code, state, target).value
