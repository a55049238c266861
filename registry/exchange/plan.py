"""The plan of an import: what the rows of a workbook would add to, change in or leave as the registry holds it.

Knows when a row and a known task are the same task; does not know how tasks are stored. The same workbook twice
gives an empty plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from registry.exchange.cells import cell_name, cell_position, folded
from registry.exchange.links import cycle_year
from registry.exchange.rows import CONTENT_FIELDS, KnownTask, TaskRow
from registry.problems import Place, Problem, Severity


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field of a task that the workbook tells otherwise than the registry."""

    field: str
    before: object
    after: object


class Change(NamedTuple):
    """A known task, the row that changes it, and what differs (never empty)."""

    known: KnownTask
    row: TaskRow
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """What an import would do; rows named in a problem are in none of the other lists."""

    added: tuple[TaskRow, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[KnownTask, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def fresh(self) -> tuple[TaskRow, ...]:
        """The rows that bring something: new tasks, and known ones in new words."""
        return (*self.added, *(change.row for change in self.changed))

    @property
    def is_empty(self) -> bool:
        """True when the registry would stay as it is and nothing needs correcting."""
        return not (self.added or self.changed or self.problems)


def make_plan(rows: Sequence[TaskRow], known: Iterable[KnownTask]) -> ImportPlan:
    """Compare rows with what is known: by code when the row has one, else by person, unit, period and title."""
    held = list(known)
    spelling = _Spelling(held)
    by_code = {task.code: task for task in held}
    by_key = {task.task_key: task for task in reversed(held)}  # the earliest of equal ones wins
    added: list[TaskRow] = []
    matched: dict[str, tuple[KnownTask, TaskRow]] = {}
    problems: list[Problem] = []
    for told in rows:
        row = spelling.ours(told)
        task = by_code.get(row.task_code) if row.task_code else by_key.get(row.task_key)
        if task is None and row.task_code:
            problems.append(_unknown_code(row))
        elif task is None:
            added.append(row)
        elif task.code in matched:
            problems.append(_matched_twice(row, task, matched[task.code][1]))
        else:
            matched[task.code] = (task, _completed(row, task))
    return _plan(added, list(matched.values()), [*problems, *spelling.problems])


class _Spelling:
    """How the registry writes the people and units that a list writes otherwise: one spelling stays, and it is told.

    A row that names its task by code corrects the name of its person; what a unit is called is not the list's to say.
    """

    def __init__(self, held: Sequence[KnownTask]) -> None:
        self._people = {task.person_key: task.official for task in reversed(held)}
        self._units = {task.person_key[1]: task.unit for task in reversed(held)}
        self._told: set[str] = set()
        self.problems: list[Problem] = []

    def ours(self, row: TaskRow) -> TaskRow:
        """The row as the registry would write its person and unit."""
        official = self._people.get(row.person_key, row.official)
        unit = self._units.get(row.person_key[1], row.unit)
        official = row.official if row.task_code else official
        if official == row.official and unit == row.unit:
            return row
        self._tell(row, row.official, official)
        self._tell(row, row.unit, unit)
        return replace(row, official=official, unit=unit)

    def _tell(self, row: TaskRow, typed: str, ours: str) -> None:
        """Each other spelling once, at the first row that has it."""
        if typed == ours or typed in self._told:
            return
        self._told.add(typed)
        message = f"Sổ viết là “{ours}”, bảng viết “{typed}”; giữ cách viết của sổ. Sửa bảng cho thống nhất."
        advice = " Muốn sửa tên trong sổ thì nhập dòng có mã nhiệm vụ." if typed == row.official else ""
        place = Place(sheet=row.sheet, cell=cell_name(row.row - 1, 0))
        self.problems.append(
            Problem(code="spelled-otherwise", message=message + advice, severity=Severity.WARNING, place=place)
        )


def _plan(added: list[TaskRow], matched: list[tuple[KnownTask, TaskRow]], problems: list[Problem]) -> ImportPlan:
    """Sort matched tasks into changed and unchanged."""
    compared = [(task, row, differences_between(task, row)) for task, row in matched]
    return ImportPlan(
        added=tuple(added),
        changed=tuple(Change(known=task, row=row, differences=found) for task, row, found in compared if found),
        unchanged=tuple(task for task, _, found in compared if not found),
        problems=tuple(problems),
    )


_OF_PERSON = frozenset({"birth_date", "rank", "sort_name"})
"""What belongs to the person and is known from elsewhere: a row that leaves it empty says nothing of it."""


def _completed(row: TaskRow, task: KnownTask) -> TaskRow:
    """The row with what its sheet has no column for as the registry holds it: such a list says nothing of it."""
    kept = {name: getattr(task, name) for name in row.silent if getattr(task, name) != getattr(row, name)}
    if row.lead_body != task.lead_body and folded(row.lead_body) == folded(task.lead_body):
        kept["lead_body"] = task.lead_body
    return replace(row, **kept) if kept else row


def differences_between(task: KnownTask, row: TaskRow) -> tuple[Difference, ...]:
    """Every content field in which the row differs from the known task, in the order of the fields."""
    told = (name for name in CONTENT_FIELDS if name not in _OF_PERSON or getattr(row, name))
    pairs = ((name, getattr(task, name), getattr(row, name)) for name in told)
    return tuple(Difference(field=name, before=old, after=new) for name, old, new in pairs if old != new)


def part_of(plan: ImportPlan, year: int, campaign: int) -> ImportPlan:
    """Only what is to be written in the cycle of `year`."""
    return ImportPlan(
        added=tuple(row for row in plan.added if cycle_year(row, campaign) == year),
        changed=tuple(change for change in plan.changed if cycle_year(change.row, campaign) == year),
    )


def sound(rows: Sequence[TaskRow], problems: Iterable[Problem]) -> tuple[TaskRow, ...]:
    """The rows that no error of `problems` names."""
    refused = {(each.place.sheet, position[0] + 1) for each in problems if (position := cell_position(each.place.cell))}
    return tuple(row for row in rows if (row.sheet, row.row) not in refused)


def _unknown_code(row: TaskRow) -> Problem:
    """The workbook names a code the registry never gave."""
    return Problem(
        code="unknown-task-code",
        message=f"Sổ không có nhiệm vụ mang mã {row.task_code}. Để trống mã nếu là việc mới.",
        place=Place(sheet=row.sheet, cell=cell_name(row.row - 1, 0)),
    )


def _matched_twice(row: TaskRow, task: KnownTask, earlier: TaskRow) -> Problem:
    """Two rows would change the same task."""
    return Problem(
        code="task-named-twice",
        message=f"Dòng {row.row} và dòng {earlier.row} cùng chỉ nhiệm vụ {task.code}. Chỉ giữ một dòng.",
        place=Place(sheet=row.sheet, cell=cell_name(row.row - 1, 0)),
    )
