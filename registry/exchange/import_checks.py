"""Checks of a list that need more than the list: the registry, last year, routine targets, the office's rule.

Knows what to ask the rules and at which cell the answer stands; does not know the database: what it compares with is
handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from registry.exchange.cells import cell_name, cell_position, in_order
from registry.exchange.checks import told
from registry.exchange.letters import letters_of
from registry.exchange.likeness import Neighbours, RoutineTarget, like_tasks
from registry.exchange.plan import ImportPlan, make_plan
from registry.exchange.reading import Reading, refused_rows
from registry.exchange.rows import KnownTask, TaskContent, TaskRow
from registry.labels import CheckLevel, Horizon
from registry.problems import Place, Problem, Severity
from registry.rules.composition import COMPOSITION, HARDNESS, CompositionRule, HardShare, composition_of, hard_shares
from registry.rules.policy import USUAL, Policy


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What an office holds a list against; withdrawn tasks are in none of it."""

    policy: Policy = USUAL
    live: Sequence[KnownTask] = ()  # this year's
    last_year: Sequence[KnownTask] = ()
    routine: Sequence[RoutineTarget] = ()
    rule: CompositionRule | None = None


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The rows that may go on, and every problem in the order of its place."""

    rows: tuple[TaskRow, ...]
    problems: tuple[Problem, ...] = field(default=())


def check_import(
    reading: Reading, rows: Sequence[TaskRow], known: Sequence[KnownTask], around: Surroundings
) -> Checked:
    """Hold the `rows` of a reading that may go on against everything around them."""
    plan = make_plan(rows, known)
    problems = [*_likeness(reading, plan, around), *_letters(reading, around), *_hardness(reading, rows, around)]
    refused = refused_rows(problems)
    for problem, people in _composition(reading, plan, around):
        problems.append(problem)
        refused |= {(row.sheet, row.row) for row in rows if row.person_key == people} if problem.is_error else set()
    ordered = in_order(problems, list(reading.lists))
    return Checked(rows=tuple(row for row in rows if (row.sheet, row.row) not in refused), problems=ordered)


_FIELDS = {
    "unknown-task-code": "task_code",
    "task-named-twice": "task_code",
    "unknown-earlier-task": "continues",
    "spelled-otherwise": "official",
    "other-cycle": "period",
}
"""Which cell of its row each problem of a plan is about: a plan knows no columns."""


def placed(problems: Sequence[Problem], reading: Reading) -> list[Problem]:
    """Problems of a plan, which name a row, moved to the cell they are about."""
    return [_placed(problem, reading) for problem in problems]


def _placed(problem: Problem, reading: Reading) -> Problem:
    source, position = reading.lists.get(problem.place.sheet), cell_position(problem.place.cell)
    column = source.header.columns.get(_FIELDS.get(problem.code, "")) if source else None
    if position is None or column is None:
        return problem
    return replace(problem, place=replace(problem.place, cell=cell_name(position[0], column)))


def _likeness(reading: Reading, plan: ImportPlan, around: Surroundings) -> Iterator[Problem]:
    """New and changed tasks that are worded like others (P2); what the registry holds already was told before."""
    if around.policy.severity("P2") is None:
        return
    spoken = {change.known.code for change in plan.changed}
    held = [task for task in around.live if task.code not in spoken]
    rows = [*plan.added, *(change.row for change in plan.changed)]
    neighbours = Neighbours(held=held, last_year=around.last_year, routine=around.routine)
    for row, finding in like_tasks(rows, neighbours):
        problem = told(row, reading.lists[row.sheet], finding, around.policy)
        if problem:
            yield problem


def _letters(reading: Reading, around: Surroundings) -> Iterator[Problem]:
    """How the letters of each list came (P27), in one sentence."""
    severity = around.policy.severity("P27")
    for source in reading.lists.values() if severity else ():
        message = letters_of(source)
        if message and severity:
            place = Place(sheet=source.cells.name)
            yield Problem(code="mixed-letters", message=message, severity=severity, place=place)


def _hardness(reading: Reading, rows: Sequence[TaskRow], around: Surroundings) -> Iterator[Problem]:
    """A line of report per group (P3), where the list says which tasks are hard; none at all may be an error."""
    level = around.policy.level(HARDNESS)
    if level is CheckLevel.OFF or not any("natures" in source.header.columns for source in reading.lists.values()):
        return
    for share in hard_shares(rows):
        is_refused = level is CheckLevel.BLOCK and share.hard == 0
        severity = Severity.ERROR if is_refused else Severity.INFO
        yield Problem(code="hard-share", message=_hard_sentence(share), severity=severity)


def _hard_sentence(share: HardShare) -> str:
    group = f"Nhóm “{share.group}”" if share.group else "Danh sách"
    kind = "việc giai đoạn" if share.horizon is Horizon.TERM else "việc năm"
    percent = round(100 * share.hard / share.assigned)
    return f"{group}: {share.hard}/{share.assigned} {kind} là việc khó hoặc đột phá ({percent}%)."


def _composition(reading: Reading, plan: ImportPlan, around: Surroundings) -> Iterator[tuple[Problem, tuple[str, str]]]:
    """Each person the list touches whose tasks, together with those held already, break the office's rule (P8)."""
    if around.rule is None or around.policy.severity(COMPOSITION) is None:
        return
    changed = {change.known.code: change.row for change in plan.changed}
    tasks: dict[tuple[str, str], list[TaskContent]] = {}
    for task in (*(changed.get(known.code, known) for known in around.live), *plan.added):
        tasks.setdefault(task.person_key, []).append(task)
    for row in _first_rows([*plan.added, *changed.values()]).values():
        finding = composition_of(around.rule, row.owner, tasks[row.person_key])
        problem = told(row, reading.lists[row.sheet], finding, around.policy) if finding else None
        if problem:
            yield problem, row.person_key


def _first_rows(rows: Sequence[TaskRow]) -> Mapping[tuple[str, str], TaskRow]:
    """The first row of every person."""
    first: dict[tuple[str, str], TaskRow] = {}
    for row in rows:
        first.setdefault(row.person_key, row)
    return first
