"""Progress of tasks and grades of years past, as rows of the frame.

Knows that a reported value is added and never replaced: of one day and source the newest speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

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
    for task, indicator, value in _values(session, cycle):
        key = (task, indicator.ordinal, value.on, value.source)
        row = found.get(key) or ProgressRow(
            task_code=task, indicator=indicator.ordinal, on=value.on, source=value.source
        )
        found[key] = replace(row, value=Decimal(value.value), **_compared(indicator))
    return tuple(sorted(found.values(), key=lambda row: (row.task_code, row.on, row.indicator)))


def _reports(session: Session, cycle: Cycle) -> Iterable[tuple[str, Progress]]:
    query = select(Task.code, Progress).join(Progress, Progress.task_id == Task.id)
    rows = session.execute(query.where(Task.cycle_id == cycle.id).order_by(Progress.id))
    return ((row[0], row[1]) for row in rows)


def _values(session: Session, cycle: Cycle) -> Iterable[tuple[str, Indicator, IndicatorValue]]:
    query = select(Task.code, Indicator, IndicatorValue).join(Indicator, Indicator.task_id == Task.id)
    query = query.join(IndicatorValue, IndicatorValue.indicator_id == Indicator.id)
    rows = session.execute(query.where(Task.cycle_id == cycle.id).order_by(IndicatorValue.id))
    return ((row[0], row[1], row[2]) for row in rows)


def _compared(indicator: Indicator) -> dict[str, Any]:
    """What the indicator is compared with: the same in every row of it."""
    return {
        "compared_with": indicator.compared_with,
        "compared_value": _number(indicator.compared_value),
        "compared_difference": _number(indicator.compared_difference),
    }


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def write_progress(session: Session, row: ProgressRow, known: ProgressRow | None, keys: Keys, at: str) -> None:
    """A report; of a corrected one only what differs is added."""
    task = keys.task(row)
    if row.value is not None and (known is None or known.value != row.value):
        indicator = _indicator(task, row)
        indicator.values.append(IndicatorValue(on=row.on, value=str(row.value), source=row.source, recorded_at=at))
    if row.compared_with:
        indicator = _indicator(task, row)
        indicator.compared_with = row.compared_with
        indicator.compared_value = None if row.compared_value is None else str(row.compared_value)
        indicator.compared_difference = None if row.compared_difference is None else str(row.compared_difference)
    says = (row.level, row.text)
    if says != (None, "") and (known is None or (known.level, known.text) != says):
        level = row.level.value if row.level else ""
        session.add(Progress(task_id=task.id, on=row.on, level=level, text=row.text, source=row.source, recorded_at=at))
    session.flush()


def _indicator(task: Task, row: ProgressRow) -> Indicator:
    return next(each for each in task.indicators if each.ordinal == row.indicator)


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
