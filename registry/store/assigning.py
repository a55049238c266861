"""Who waits for a decision, gathered as the office wants it: assignee by assignee, body by body, or all in one.

Knows which tasks no signed decision words, in whose draft they stand, and which earlier decision the next one takes
the place of or adds to. Does not know how a decision is worded. The number of queries does not grow with the rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.facts import Holding, TaskLine
from registry.labels import AssigneeKind, DocumentKind, DocumentState, Horizon, Scope, TaskState, Variant
from registry.model import AnnexLine, AssigneeGroup, Body, Cycle, Document, Person, Post, Task
from registry.rules.lifecycle import BINDING_PAPER
from registry.rules.names import name_on
from registry.store.annexes import annex_lines
from registry.store.documents import stands_fast
from registry.store.values import names_of, official_of

_IN_THE_MAKING = and_(
    Document.state.in_([DocumentState.DRAFT.value, DocumentState.PRINTED.value]),
    Document.number.is_(None),  # under a number that was given first the words stand fast
)
_COLUMNS: tuple[Any, ...] = (
    Document.id,
    Document.code,
    Document.state,
    Document.scope,
    Document.person_id,
    Document.body_id,
    Document.variant,
    Document.input_digest,
    Document.replaces_id,
    Document.number_text,
    Document.dated,
    Document.replace_reason,
)
_LAST = 1_000_000  # assignees without a group stand after all groups


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A decision as the next one must know it: its draft, the one it replaces, or the one it adds to.

    `owner` is the key of the person (scope person) or body (scope unit) it is for, 0 when it is for everybody.
    """

    id: int
    code: str
    state: DocumentState
    scope: Scope
    owner: int
    variant: Variant
    input_digest: str
    replaces: int
    number_text: str | None
    dated: dt.date | None
    is_marked: bool  # another is to take its place


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """One decision to be: its assignees with the tasks that wait for it.

    `body` is the code and `unit` the name of the body it is for, "" unless the scope is one body. `waits_for` is the
    code of the first decision of these assignees while that one is signed but not issued: nothing can add to it yet.
    """

    scope: Scope
    body: str
    unit: str
    holdings: tuple[Holding, ...]
    draft: Earlier | None
    replaces: Earlier | None
    supplements: Earlier | None
    waits_for: str

    @property
    def lines(self) -> tuple[TaskLine, ...]:
        """All tasks of the decision, assignee by assignee."""
        return tuple(line for holding in self.holdings for line in holding.lines)


@dataclass(frozen=True)
class _Slot:
    """What makes two open tasks stand in the same decision."""

    scope: Scope
    owner: int
    replaced: int  # the decision whose place is taken, 0 when none


@dataclass(frozen=True, kw_only=True)
class OpenCount:
    """How many open tasks of one horizon somebody has, counted by the database itself."""

    person: str
    name: str
    horizon: Horizon
    count: int


def open_assignments(
    session: Session, year: int, scope: Scope = Scope.PERSON, on: dt.date = dt.date.max
) -> tuple[Assignment, ...]:
    """The decisions that open tasks wait for; assignees stand as official lists have them: tên, họ, đệm.

    Bodies and posts bear the names of the day `on`, by default the latest.

    Tasks of a replaced decision stay together in one of the same form, whatever `scope` is. A collective has a
    decision of its own unless there is one for everybody.
    """
    tasks = list(session.scalars(_open_tasks(year)))
    if not tasks:
        return ()
    replaced = _replaced(session, year, {task.id for task in tasks})
    slots: dict[_Slot, list[Task]] = {}
    for task, slot in zip(tasks, _slots(tasks, scope, replaced), strict=True):
        slots.setdefault(slot, []).append(task)
    gather = _Gatherer(session, year, tasks, {paper.id: paper for paper in replaced.values()}, on)
    return tuple(gather.assignment(slot, own) for slot, own in slots.items())


_MARKED = and_(
    Document.kind == DocumentKind.DECISION.value,
    Document.state.in_([state.value for state in BINDING_PAPER]),
    Document.replace_reason != "",
)
"""Binding decisions that another is to take the place of."""


def _open_tasks(year: int) -> Select[Task]:
    return (
        select(Task)
        .join(Cycle)
        .join(Post)
        .join(Person)
        .where(Cycle.year == year, *_waits())
        .options(
            joinedload(Task.post).joinedload(Post.person),
            joinedload(Task.post).joinedload(Post.body).selectinload(Body.names),
            selectinload(Task.participants),
        )
        .order_by(Person.sort_key, Person.id, Task.horizon, Task.id)
    )


def _waits() -> tuple[ColumnElement[bool], ...]:
    """Waiting: approved, or its decision is to be replaced, and no signed decision that stays words it."""
    marked = select(AnnexLine.task_id).join(Document).where(_MARKED)
    bound = Task.state.in_([TaskState.ASSIGNED.value, TaskState.PROVEN.value])
    taken = select(AnnexLine.task_id).join(Document).where(Document.kind == DocumentKind.DECISION.value)
    taken = taken.where(stands_fast(), Document.replace_reason == "")
    is_wanted = or_(Task.state == TaskState.APPROVED.value, and_(bound, Task.id.in_(marked)))
    return is_wanted, Task.id.not_in(taken)


def _slots(tasks: Sequence[Task], scope: Scope, replaced: Mapping[int, Earlier]) -> Iterable[_Slot]:
    """The decision each task belongs to; a new task of the same assignees goes with the successor of a replaced one."""
    newest_first = sorted(replaced.values(), key=lambda paper: -paper.id)
    heirs = {(paper.scope, paper.owner): paper.id for paper in newest_first if paper.variant is Variant.PLAIN}
    for task in tasks:
        paper = replaced.get(task.id)
        if paper is not None:
            yield _Slot(paper.scope, paper.owner, paper.id)
        else:
            own, owner = _owner(task, scope)
            yield _Slot(own, owner, heirs.get((own, owner), 0))


def _owner(task: Task, scope: Scope) -> tuple[Scope, int]:
    if scope is Scope.ALL:
        return scope, 0
    if scope is Scope.UNIT and task.post.person.kind != AssigneeKind.COLLECTIVE.value:
        return scope, task.post.body_id
    return Scope.PERSON, task.post.person_id


class _Gatherer:
    """Makes assignments of slots, from what was read once for all of them."""

    def __init__(
        self, session: Session, year: int, tasks: Sequence[Task], replaced: Mapping[int, Earlier], on: dt.date
    ) -> None:
        self._replaced, self._on = replaced, on
        self._lines = annex_lines(session, tasks, on)
        self._drafts = _Drafts(session, year)
        self._first = _FirstDecisions(session, year)
        groups = select(AssigneeGroup.name, AssigneeGroup.ordinal).join(Cycle, Cycle.id == AssigneeGroup.cycle_id)
        self._ordinals = {row.name: row.ordinal for row in session.execute(groups.where(Cycle.year == year))}

    def assignment(self, slot: _Slot, tasks: Sequence[Task]) -> Assignment:
        first = self._supplemented(slot, tasks)
        is_issued = first is not None and first.state in BINDING_PAPER
        body = tasks[0].post.body
        return Assignment(
            scope=slot.scope,
            body=body.code if slot.scope is Scope.UNIT else "",
            unit=name_on(names_of(body), self._on) if slot.scope is Scope.UNIT else "",
            holdings=self._holdings(slot, tasks),
            draft=self._drafts.of(slot, tasks),
            replaces=self._replaced.get(slot.replaced),
            supplements=first if is_issued else None,
            waits_for=first.code if first is not None and not is_issued else "",
        )

    def _supplemented(self, slot: _Slot, tasks: Sequence[Task]) -> Earlier | None:
        """The first decision of the assignees; the successor of a first decision is itself the first."""
        successor_of = self._replaced.get(slot.replaced)
        if successor_of is not None and successor_of.variant is Variant.PLAIN:
            return None
        return self._first.of(slot, {task.post.person_id for task in tasks})

    def _holdings(self, slot: _Slot, tasks: Sequence[Task]) -> tuple[Holding, ...]:
        posts: dict[int, list[Task]] = {}
        for task in tasks:
            posts.setdefault(0 if slot.scope is Scope.PERSON else task.post_id, []).append(task)
        order = sorted(posts.values(), key=lambda own: self._place(own[0].post))
        return tuple(
            Holding(official=official_of(own[0].post, self._on), lines=tuple(self._lines[task.id] for task in own))
            for own in order
        )

    def _place(self, post: Post) -> tuple[int, str, bool, str, int]:
        """Where an assignee stands in a list: by group, collectives before people."""
        ordinal = self._ordinals.get(post.group, _LAST)
        is_person = post.person.kind != AssigneeKind.COLLECTIVE.value
        return ordinal, post.group, is_person, post.person.sort_key, post.id


class _Drafts:
    """Decisions in the making, each given to one slot."""

    def __init__(self, session: Session, year: int) -> None:
        self._worded = _worded(session)
        self._by_owner: dict[tuple[Scope, int], list[Earlier]] = {}
        for draft in _decisions(session, year, _IN_THE_MAKING):
            self._by_owner.setdefault((draft.scope, draft.owner), []).append(draft)

    def of(self, slot: _Slot, tasks: Sequence[Task]) -> Earlier | None:
        """The draft of the slot; else one to the same assignees that words one of the tasks, whatever it replaces."""
        codes, own = {task.code for task in tasks}, self._by_owner.get((slot.scope, slot.owner), [])
        exact = [draft for draft in own if draft.replaces == slot.replaced]
        akin = [draft for draft in own if self._worded.get(draft.id, set()) & codes]
        found = next(iter((*exact, *akin)), None)
        if found is not None:
            own.remove(found)
        return found


class _FirstDecisions:
    """The decisions of the cycle that were the first for somebody: what comes later adds to them."""

    def __init__(self, session: Session, year: int) -> None:
        self._by_owner: dict[tuple[Scope, int], Earlier] = {}
        self._by_person: dict[int, Earlier] = {}
        papers = [
            paper
            for paper in _decisions(session, year, stands_fast())
            if paper.variant is Variant.PLAIN and not paper.is_marked
        ]
        holders = _holders(session, year) if papers else {}
        for paper in sorted(papers, key=_age):
            self._by_owner.setdefault((paper.scope, paper.owner), paper)
            for person in holders.get(paper.id, ()):
                self._by_person.setdefault(person, paper)

    def of(self, slot: _Slot, people: Collection[int]) -> Earlier | None:
        """The one decision that all of `people` were first assigned by, as the slot sees it; None when there is none.

        A decision of one body adds to another body's never, even when the same person stands in both.
        """
        if slot.scope is not Scope.PERSON:
            own = self._by_owner.get((slot.scope, slot.owner)) or self._by_owner.get((Scope.ALL, 0))
            if own is not None:
                return own
        papers = {self._by_person.get(person) for person in people}
        common = papers.pop() if len(papers) == 1 else None
        is_foreign = common is not None and slot.scope is Scope.UNIT and common.scope is Scope.UNIT
        return None if is_foreign else common


def _age(paper: Earlier) -> tuple[bool, dt.date, int]:
    return paper.state not in BINDING_PAPER, paper.dated or dt.date.max, paper.id


def _holders(session: Session, year: int) -> dict[int, list[int]]:
    """The keys of the people that each signed decision assigns tasks to, by its key."""
    query = (
        select(AnnexLine.document_id, Post.person_id)
        .join(Document, Document.id == AnnexLine.document_id)
        .join(Cycle, Cycle.id == Document.cycle_id)
        .join(Task, Task.id == AnnexLine.task_id)
        .join(Post, Post.id == Task.post_id)
        .where(Cycle.year == year, Document.kind == DocumentKind.DECISION.value, stands_fast())
        .distinct()
    )
    found: dict[int, list[int]] = {}
    for document, person in session.execute(query):
        found.setdefault(document, []).append(person)
    return found


def _decisions(session: Session, year: int, which: ColumnElement[bool]) -> list[Earlier]:
    rows = session.execute(_columns().where(Cycle.year == year, which).order_by(Document.id))
    return [_earlier(row) for row in rows]


def _replaced(session: Session, year: int, tasks: Collection[int]) -> dict[int, Earlier]:
    """Per open task the binding decision whose place the next one takes."""
    query = (
        _columns().add_columns(AnnexLine.task_id.label("task")).join(AnnexLine, AnnexLine.document_id == Document.id)
    )
    rows = session.execute(query.where(Cycle.year == year, _MARKED).order_by(Document.id))
    return {row.task: _earlier(row) for row in rows if row.task in tasks}


def _columns() -> Select[Any]:
    of_decisions = Document.kind == DocumentKind.DECISION.value
    return select(*_COLUMNS).join(Cycle, Cycle.id == Document.cycle_id).where(of_decisions)


def _earlier(row: Row[Any]) -> Earlier:
    scope = Scope(row.scope)
    owners = {Scope.PERSON: row.person_id, Scope.UNIT: row.body_id, Scope.ALL: 0}
    return Earlier(
        id=row.id,
        code=row.code,
        state=DocumentState(row.state),
        scope=scope,
        owner=owners[scope] or 0,
        variant=Variant(row.variant),
        input_digest=row.input_digest,
        replaces=row.replaces_id or 0,
        number_text=row.number_text,
        dated=row.dated,
        is_marked=row.replace_reason != "",
    )


def leftover_drafts(session: Session, year: int, assignments: Iterable[Assignment]) -> tuple[Earlier, ...]:
    """Drafts that word a task of the assignments in another grouping: a task stands in one decision only."""
    ready = [each for each in assignments if not each.waits_for]
    own = {each.draft.code for each in assignments if each.draft}
    tasks = {line.code for each in ready for line in each.lines}
    worded = _worded(session)
    others = _decisions(session, year, _IN_THE_MAKING)
    return tuple(draft for draft in others if draft.code not in own and worded.get(draft.id, set()) & tasks)


def _worded(session: Session) -> dict[int, set[str]]:
    """Codes of the tasks that each decision in the making words."""
    query = select(Document.id, Task.code).join(AnnexLine, AnnexLine.document_id == Document.id)
    query = query.join(Task, Task.id == AnnexLine.task_id)
    query = query.where(Document.kind == DocumentKind.DECISION.value, _IN_THE_MAKING)
    found: dict[int, set[str]] = {}
    for document, task in session.execute(query):
        found.setdefault(document, set()).add(task)
    return found


def count_open(session: Session, year: int) -> tuple[OpenCount, ...]:
    """Open tasks by assignee and horizon, counted apart from `open_assignments` so that both can be compared."""
    query = (
        select(Person.code, Person.full_name, Task.horizon, func.count(Task.id))
        .join(Post, Post.person_id == Person.id)
        .join(Task, Task.post_id == Post.id)
        .join(Cycle, Cycle.id == Task.cycle_id)
        .where(Cycle.year == year, *_waits())
        .group_by(Person.code, Person.full_name, Task.horizon)
    )
    return tuple(
        OpenCount(person=person, name=name, horizon=Horizon(horizon), count=count)
        for person, name, horizon, count in session.execute(query)
    )
