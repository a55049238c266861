"""Progress of tasks and grades of years past, as rows of the frame.

Knows that a reported value is added and never replaced: of one day and source the newest speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.exchange.frame_rows import PastGradeRow, ProgressRow
from registry.labels import Grade, ProgressLevel
from registry.model import Cycle, Indicator, IndicatorValue, PastGrade, Progress, Task
from registry.store.frame_names import Keys


def progress_rows(session: Session, cycle: Cycle) -> tuple[ProgressRow, ...]:
    """Every report of the cycle's tasks, a value and the words of the same day and source in one row."""
    found: dict[tuple[str, int, object, str], ProgressRow] = {}
    for task, each in _reports(session, cycle):
        key = (task, 1, each.on, each.source)
        level = ProgressLevel(each.level) if each.level else None
        found[key] = ProgressRow(task_code=task, on=each.on, level=level, text=each.text, source=each.source)
    for task, ordinal, value in _values(session, cycle):
        key = (task, ordinal, value.on, value.source)
        row = found.get(key) or ProgressRow(task_code=task, indicator=ordinal, on=value.on, source=value.source)
        found[key] = replace(row, value=Decimal(value.value))
    return tuple(sorted(found.values(), key=lambda row: (row.task_code, row.on, row.indicator)))


def _reports(session: Session, cycle: Cycle) -> Iterable[tuple[str, Progress]]:
    query = select(Task.code, Progress).join(Progress, Progress.task_id == Task.id)
    rows = session.execute(query.where(Task.cycle_id == cycle.id).order_by(Progress.id))
    return ((row[0], row[1]) for row in rows)


def _values(session: Session, cycle: Cycle) -> Iterable[tuple[str, int, IndicatorValue]]:
    query = select(Task.code, Indicator.ordinal, IndicatorValue).join(Indicator, Indicator.task_id == Task.id)
    query = query.join(IndicatorValue, IndicatorValue.indicator_id == Indicator.id)
    rows = session.execute(query.where(Task.cycle_id == cycle.id).order_by(IndicatorValue.id))
    return ((row[0], row[1], row[2]) for row in rows)


def write_progress(session: Session, row: ProgressRow, known: ProgressRow | None, keys: Keys, at: str) -> None:
    """A report; of a corrected one only what differs is added."""
    task = keys.task(row)
    if row.value is not None and (known is None or known.value != row.value):
        indicator = next(each for each in task.indicators if each.ordinal == row.indicator)
        indicator.values.append(IndicatorValue(on=row.on, value=str(row.value), source=row.source, recorded_at=at))
    says = (row.level, row.text)
    if says != (None, "") and (known is None or (known.level, known.text) != says):
        level = row.level.value if row.level else ""
        session.add(Progress(task_id=task.id, on=row.on, level=level, text=row.text, source=row.source, recorded_at=at))
    session.flush()


def past_grade_rows(session: Session, keys: Keys) -> tuple[PastGradeRow, ...]:
    """Grades of years that were not evaluated here."""
    query = select(PastGrade).options(joinedload(PastGrade.person)).order_by(PastGrade.id)
    return tuple(
        PastGradeRow(person=name, unit=unit, year=each.year, grade=Grade(each.grade), source=each.source)
        for each in session.scalars(query)
        for name, unit in (keys.person_words(each.person),)
    )


def write_past_grade(session: Session, row: PastGradeRow, keys: Keys, at: str) -> None:
    """The grade of a person in an earlier year."""
    person = keys.person(row.person, row.unit)
    found = session.scalar(select(PastGrade).where(PastGrade.person_id == person.id, PastGrade.year == row.year))
    if found is None:
        found = PastGrade(person_id=person.id, year=row.year)
        session.add(found)
    found.grade, found.source, found.recorded_at = row.grade.value, row.source, at
    session.flush()
