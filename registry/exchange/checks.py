"""Checks on rows already read: what contradicts itself inside a row, and what only the whole list shows.

Knows which rule to ask and at which cell its answer stands; the rules are in `registry.rules`, how much a finding
hinders is the office's policy. What needs the registry as well is in `import_checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from registry.exchange.people_checks import check_people
from registry.exchange.rows import TaskRow
from registry.exchange.task_sheet import TaskSheet
from registry.exchange.values import period_years
from registry.labels import Origin
from registry.problems import Place, Problem
from registry.rules import ownership, quality
from registry.rules.policy import Finding, Policy

Sources = Mapping[str, TaskSheet]  # sheet name -> sheet


def check_row(row: TaskRow, source: TaskSheet) -> list[Problem]:
    """Every contradiction and gap inside one row."""
    found = [*quality.gaps_of(row, _asked(row, source)), *_doubts(row), *_owner_doubts(row)]
    problems = [problem for finding in found if (problem := told(row, source, finding, source.policy)) is not None]
    outside = _deadline_in_period(row, source)
    return [outside, *problems] if outside else problems


def check_list(rows: Sequence[TaskRow], sources: Sources) -> list[Problem]:
    """Duplicate tasks, repeated codes, one job for two people, and people written in two ways, over all sheets."""
    return [
        *_duplicates(rows, sources, lambda row: row.task_key, "duplicate-task", "title"),
        *_duplicates(rows, sources, lambda row: row.task_code or None, "duplicate-code", "task_code"),
        *_jobs_of_two(rows, sources),
        *check_people(rows, sources),
    ]


def told(row: TaskRow, source: TaskSheet, finding: Finding, policy: Policy) -> Problem | None:
    """A finding at its cell; None when the office does not want to hear of its check."""
    severity = policy.severity(finding.check)
    if severity is None:
        return None
    place = Place(sheet=row.sheet, cell=source.cell_of(row.row - 1, finding.field))
    return Problem(code=finding.code, message=finding.message, severity=severity, place=place)


def _doubts(row: TaskRow) -> list[Finding]:
    """What is doubtful in the wording and the measures of a row."""
    found = [quality.length_of(row.title), quality.vagueness_of(row), quality.reach_of(row)]
    found += [quality.reach_of(indicator) for indicator in row.indicators]
    return [finding for finding in found if finding is not None]


def _owner_doubts(row: TaskRow) -> list[Finding]:
    """What is doubtful in who owns a task and who watches over it."""
    found = [ownership.shares_of([each.share for each in row.co_owners])] if row.co_owners else []
    if row.supervisor:
        found.append(ownership.own_watch_of(row.supervisor, row.official, row.post, row.attached))
    if row.supervisor and row.is_collective:
        found.append(ownership.collective_watch_of(row.supervisor, row.unit))
    return [finding for finding in found if finding is not None]


def _asked(row: TaskRow, source: TaskSheet) -> Collection[str]:
    """The fields the list has columns for; a nature that is written but not understood was told already."""
    column = source.header.columns.get("natures", -1)
    if row.natures or not source.cells.text(row.row - 1, column):
        return source.header.columns
    return source.header.columns.keys() - {"natures"}


def _deadline_in_period(row: TaskRow, source: TaskSheet) -> Problem | None:
    """A deadline lies inside the years of the period."""
    first, last = period_years(row.period)
    if row.deadline is None or first <= row.deadline.year <= last:
        return None
    message = f"Thời hạn {row.deadline_text} nằm ngoài kỳ {row.period}. Sửa thời hạn hoặc kỳ."
    place = Place(sheet=row.sheet, cell=source.cell_of(row.row - 1, "deadline"))
    return Problem(code="deadline-outside-period", message=message, place=place)


def _duplicates(
    rows: Iterable[TaskRow], sources: Sources, key_of: Callable[[TaskRow], object], code: str, field: str
) -> Iterator[Problem]:
    """An error at every row after the first with the same key; None as a key never repeats."""
    first: dict[object, TaskRow] = {}
    for row in rows:
        key = key_of(row)
        earlier = first.setdefault(key, row) if key is not None else row
        if earlier is not row:
            where = f"dòng {earlier.row}" + ("" if earlier.sheet == row.sheet else f" trang tính “{earlier.sheet}”")
            message = f"Trùng với {where} của {earlier.owner}. Xóa một dòng, hoặc sửa để hai dòng khác nhau."
            place = Place(sheet=row.sheet, cell=sources[row.sheet].cell_of(row.row - 1, field))
            yield Problem(code=code, message=message, place=place)


def _jobs_of_two(rows: Iterable[TaskRow], sources: Sources) -> Iterator[Problem]:
    """One job of one unit given to two people as if it were two; common tasks are meant to repeat."""
    first: dict[object, TaskRow] = {}
    for row in rows:
        if not row.unit or row.origin is Origin.COMMON:
            continue
        _, unit, _, period, title = row.task_key
        earlier = first.setdefault((unit, period, title), row)
        if earlier.person_key != row.person_key:
            message = (
                f"Việc này đã giao cho {earlier.owner} ở dòng {earlier.row}, cùng đơn vị: một việc tính cho hai người. "
                "Giữ một người chủ trì, ghi người kia ở cột phối hợp, đồng chủ trì."
            )
            source, finding = sources[row.sheet], Finding(ownership.ONE_OWNER, "job-of-two", "title", message)
            problem = told(row, source, finding, source.policy)
            if problem:
                yield problem
