"""The guard of closed cycles: nothing is left open in one (I5), and whatever belongs to one stays as it is (I3).

Knows when a cycle may be closed, and which records belong to one; refuses their change inside every unit of work,
whoever asks. What was wrong
is amended: a task changes with an amendment that says so, and papers that amend, correct or recall are still made.
Papers that exist go on to be signed back and filed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, inspect, select
from sqlalchemy.orm import Session, UOWTransaction, aliased

from registry.errors import RuleBroken
from registry.labels import DocumentKind, TaskState
from registry.model import (
    Amendment,
    AssigneeGroup,
    Base,
    BodyDuty,
    Cycle,
    CycleBasis,
    CycleEvent,
    Document,
    GroupMember,
    Indicator,
    IndicatorValue,
    Meeting,
    Participant,
    PersonGrade,
    Progress,
    Recommendation,
    RoutineTarget,
    Supervision,
    Task,
    TaskResult,
)
from registry.rules.lifecycle import SETTLED
from registry.store.keys import chunks
from registry.store.rows import Row
from registry.vietnamese import short_date

_OF_CYCLE = (
    AssigneeGroup,
    BodyDuty,
    CycleBasis,
    CycleEvent,
    Meeting,
    PersonGrade,
    Recommendation,
    RoutineTarget,
    Supervision,
)
_OF_TASK = (Indicator, Participant, Progress, TaskResult)
_SETTLED = tuple(state.value for state in SETTLED)
_MOST_SHOWN = 20
_OWNERS: Mapping[str, tuple[ColumnElement[int], Select[int]]] = {
    "task_id": (Task.id.expression, select(Task.cycle_id)),
    "group_id": (AssigneeGroup.id.expression, select(AssigneeGroup.cycle_id)),
    "indicator_id": (Indicator.id.expression, select(Task.cycle_id).join(Indicator)),
}
"""Per column that names an owner of a row: the owner's key, and how the cycles of owners are asked for."""
_STILL_MADE = {DocumentKind.AMENDMENT.value, DocumentKind.CORRECTION.value, DocumentKind.RECALL.value}


def guard_closed_cycles(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Session event before each flush: RuleBroken when a closed cycle would change, or one be closed too early."""
    for cycle in _being_closed(session):
        _require_dispositions(session, cycle)
    closed = _closed(session)
    if not closed:
        return
    amended = {id(task) for task in _amended(session)}
    for record in (*session.new, *session.deleted, *(each for each in session.dirty if session.is_modified(each))):
        _refuse(closed, _cycle_of(session, record, amended))


def _being_closed(session: Session) -> Iterator[Cycle]:
    """Cycles that this flush closes."""
    for record in (*session.new, *session.dirty):
        if isinstance(record, Cycle) and record.closed_on is not None and inspect(record).attrs.closed_on.history.added:
            yield record


def _require_dispositions(session: Session, cycle: Cycle) -> None:
    """RuleBroken unless every task of the cycle ended or goes on in another cycle (I5, check P7).

    Looks at what is written already: tasks settled in the same unit of work are flushed before the cycle is closed.
    """
    next_task = aliased(Task)
    goes_on = select(next_task.id).where(
        next_task.continues_id == Task.id, next_task.state != TaskState.WITHDRAWN.value
    )
    left = select(Task.code).where(Task.cycle_id == cycle.id, Task.state.not_in(_SETTLED), ~goes_on.exists())
    codes = list(session.scalars(left.order_by(Task.code)))
    if codes:
        shown = ", ".join(codes[:_MOST_SHOWN]) + ("…" if len(codes) > _MOST_SHOWN else "")
        raise RuleBroken(
            f"Chu kỳ {cycle.year} còn {len(codes)} nhiệm vụ chưa xử lý xong: {shown}.",
            advice="Công nhận kết quả, hủy giao, chuyển giao, hoặc nhập vào danh sách năm sau ở cột “Chuyển tiếp từ” "
            "rồi khóa lại.",
        )


def guard_rows(session: Session, rows: Sequence[Row]) -> None:
    """The same for rows that are added many at a time, which no flush sees; they have their keys already."""
    closed = _closed(session)
    if not closed:
        return
    owners: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row.model is not Document or not _may_be_made(row["kind"], row["replaces_id"]):
            _refuse(closed, row.values.get("cycle_id"))
        for name in _OWNERS.keys() & row.values.keys() if row.model in OWNED else ():
            owners[name].add(row[name])
    for name, keys in owners.items():
        key, cycles = _OWNERS[name]
        for some in chunks(sorted(keys)):
            for cycle in session.scalars(cycles.where(key.in_(some)).distinct()):
                _refuse(closed, cycle)


def _may_be_made(kind: str, replaces: int | None) -> bool:
    """True for a paper that may be made of a closed cycle too."""
    return kind in _STILL_MADE or replaces is not None


def _refuse(closed: Mapping[int | None, tuple[int, str]], cycle: int | None) -> None:
    if cycle in closed:
        year, day = closed[cycle]
        raise RuleBroken(
            f"Chu kỳ {year} đã khóa ngày {day}, không sửa được nữa.",
            advice="Sai sót của chu kỳ đã khóa được sửa bằng văn bản điều chỉnh, đính chính hoặc thu hồi.",
        )


def _closed(session: Session) -> dict[int | None, tuple[int, str]]:
    """Closed cycles by key, as they stood when the unit of work began: closing itself is no change of a closed one."""
    if "closed_cycles" not in session.info:
        query = select(Cycle.id, Cycle.year, Cycle.closed_on).where(Cycle.closed_on.is_not(None))
        with session.no_autoflush:
            session.info["closed_cycles"] = {
                key: (year, short_date(day)) for key, year, day in session.execute(query) if day
            }
    found: dict[int | None, tuple[int, str]] = session.info["closed_cycles"]
    return found


def _amended(session: Session) -> Iterator[Task | None]:
    """Tasks that an amendment of this unit of work changes."""
    for record in (*session.new, *session.dirty):
        if isinstance(record, Amendment):
            yield record.task if record.task is not None else session.get(Task, record.task_id)


def _cycle_of(session: Session, record: object, amended: set[int]) -> int | None:
    """The key of the cycle that would change with the record; None when none would."""
    if isinstance(record, Cycle):
        return record.id
    if isinstance(record, Document):
        is_new = record in session.new
        return record.cycle_id if is_new and not _may_be_made(record.kind, record.replaces_id) else None
    if isinstance(record, _OF_CYCLE):
        return record.cycle_id
    if isinstance(record, GroupMember):
        group = record.group or session.get(AssigneeGroup, record.group_id)
        return group.cycle_id if group else None
    task = _task_of(session, record)
    return None if task is None or id(task) in amended else task.cycle_id or (task.cycle.id if task.cycle else None)


def _task_of(session: Session, record: object) -> Task | None:
    """The task a record is part of."""
    if isinstance(record, Task):
        return record
    if isinstance(record, IndicatorValue):
        indicator = session.get(Indicator, record.indicator_id) if record.indicator_id else None
        return session.get(Task, indicator.task_id) if indicator else None
    if isinstance(record, _OF_TASK):
        return session.get(Task, record.task_id) if record.task_id else getattr(record, "task", None)
    return None


OWNED: tuple[type[Base], ...] = (*_OF_CYCLE, *_OF_TASK, Task, GroupMember, IndicatorValue)
"""What belongs to a cycle; a test holds it against the model."""
