"""The clerk's workbook becomes the registry: read, compare, show the plan, write it whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen import sheets
from docgen.messages import tr
from docgen.office import Office
from registry.errors import Conflict
from registry.exchange.plan import ImportPlan, check_links, make_plan, sound
from registry.exchange.reading import read_rows
from registry.exchange.rows import TaskRow
from registry.labels import TaskState
from registry.problems import Problem
from registry.store.entering import apply_plan, ensure_cycle, existing_codes, known_tasks
from registry.store.tasks import task_records, withdraw_task
from registry.store.values import TaskRecord


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import found and whether it was written; `people` counts distinct officials in the workbook."""

    plan: ImportPlan
    problems: tuple[Problem, ...]
    people: int
    is_written: bool

    @property
    def has_errors(self) -> bool:
        """True when some rows cannot go on."""
        return any(problem.is_error for problem in self.problems)


def import_tasks(
    office: Office,
    workbook: Path,
    *,
    dry_run: bool = False,
    accept_good: bool = False,
    marked: Path | None = None,
    entered_as: TaskState = TaskState.APPROVED,
) -> Imported:
    """Bring a workbook into the registry; with an error nothing changes unless the clerk accepts the good rows.

    `entered_as` says where new tasks stand: approved, or only registered and waiting for the review.
    """
    campaign = office.settings.campaign
    cells = sheets.read_workbook(workbook)
    reading = read_rows(cells)
    with office.store.reading() as session:
        existing = existing_codes(session, [code for row in reading.rows for code in (row.continues, row.parent)])
        links = check_links(reading.rows, existing)
        rows = sound(reading.rows, links)
        plan = make_plan(rows, known_tasks(session, campaign.year))
    problems = (*reading.problems, *links, *plan.problems)
    if marked is not None:
        sheets.write_marked(marked, cells, problems)
    may_write = not dry_run and (accept_good or not any(problem.is_error for problem in problems))
    if may_write and (plan.added or plan.changed):
        _write(office, plan, rows, workbook.name, entered_as)
    people = len({row.person_key for row in reading.rows})
    return Imported(plan=plan, problems=problems, people=people, is_written=may_write)


def _write(office: Office, plan: ImportPlan, rows: Sequence[TaskRow], name: str, entered_as: TaskState) -> None:
    """Write the plan the clerk was shown; Conflict when another command changed the tasks meanwhile."""
    campaign = office.settings.campaign
    reason = tr("nhập danh sách {name}", name=name)
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        if make_plan(rows, known_tasks(session, campaign.year)) != plan:
            raise Conflict(
                tr("Danh sách nhiệm vụ vừa được lệnh khác thay đổi, lệnh này chưa ghi gì."), advice=tr("Chạy lại lệnh.")
            )
        cycle = ensure_cycle(session, campaign.year, term=campaign.term, task_word=campaign.task_word)
        apply_plan(session, plan, cycle, entered_as=entered_as)


def write_template(office: Office, target: Path) -> None:
    """An empty workbook for the clerk to fill."""
    campaign = office.settings.campaign
    sheets.write_task_template(target, year=campaign.year, term=campaign.term.replace(" ", ""))


def list_tasks(office: Office, *, person: str = "", state: str = "") -> tuple[TaskRecord, ...]:
    """Tasks of the campaign, those whose owner's name or code contains `person` and whose state is `state`."""
    with office.store.reading() as session:
        records = task_records(session, office.settings.campaign.year)
    wanted = person.casefold()
    return tuple(
        record
        for record in records
        if wanted in f"{record.official.code} {record.official.name}".casefold() and state in {"", record.state.value}
    )


def export_tasks(office: Office, target: Path) -> int:
    """The tasks as a workbook that can be imported again; returns how many."""
    with office.store.reading() as session:
        tasks = known_tasks(session, office.settings.campaign.year, with_withdrawn=False)
    sheets.write_tasks(target, tasks)
    return len(tasks)


def withdraw(office: Office, code: str, *, reason: str) -> None:
    """Withdraw a task; its history stays."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        withdraw_task(session, code)
