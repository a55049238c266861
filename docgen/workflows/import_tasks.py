"""The clerk's workbook becomes the registry: read, compare, show the plan, write it whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen import sheets
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.surroundings import surroundings
from registry.errors import Conflict
from registry.exchange.cells import SheetCells, in_order
from registry.exchange.frame_plan import FramePlan
from registry.exchange.frame_reading import FrameReading, read_frame
from registry.exchange.headings import find_header
from registry.exchange.import_checks import check_import, placed
from registry.exchange.links import check_links, other_years, resolved, years_of
from registry.exchange.plan import ImportPlan, make_plan, part_of, sound
from registry.exchange.reading import Reading, read_rows
from registry.exchange.rows import TaskRow
from registry.labels import TaskState
from registry.problems import Problem
from registry.rules.policy import Policy
from registry.store.entering import apply_plan, ensure_cycle, existing_codes, known_tasks, known_tasks_of
from registry.store.fitness import closed_units
from registry.store.frame import AFTER_TASKS, BEFORE_TASKS, apply_frame, check_frame, export_frame, plan_frame, settled
from registry.store.frame_instruments import cited_bases
from registry.store.task_pages import Page, TaskFilter, task_page
from registry.store.tasks import withdraw_task
from registry.store.values import TaskRecord


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import found and whether it was written; `people` counts distinct officials in the workbook."""

    plan: ImportPlan
    frame: FramePlan
    problems: tuple[Problem, ...]
    people: int
    is_written: bool

    @property
    def has_errors(self) -> bool:
        """True when some rows cannot go on."""
        return any(problem.is_error for problem in self.problems)

    @property
    def changes_no_task(self) -> bool:
        """True when every task stays as the registry holds it."""
        return not (self.plan.added or self.plan.changed)


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
    campaign, policy = office.settings.campaign, office.settings.checks.policy()
    cells = sheets.read_workbook(workbook)
    frame = read_frame(cells, year=campaign.year)
    reading = _read_tasks(cells, frame, policy)
    with office.store.reading() as session:
        existing = existing_codes(session, [code for row in reading.rows for code in (row.continues, row.parent)])
        known = known_tasks_of(session, years_of(reading.rows, campaign.year))
        told = resolved(reading.rows, known)
        links = check_links(told, existing | {task.code for task in known})
        sources = surroundings(office, known, frame)
        checked = check_import(reading, settled(session, frame, sound(told, links)), known, sources)
        rows = checked.rows
        plan = make_plan(rows, known)
        ended = closed_units(session, frame, plan.fresh, on=office.clock.today(), severity=policy.severity("P23"))
        if any(problem.is_error for problem in ended):
            rows = sound(rows, ended)
            plan = make_plan(rows, known)
        around = plan_frame(session, frame, rows, campaign.year, on=office.clock.today())
        tensions = check_frame(session, frame, rows, campaign.year)
        cited = cited_bases(session, frame, on=office.clock.today(), is_wanted=policy.severity("P14") is not None)
    years = other_years(rows, campaign.year)
    remarks = [remark for sheet in cells if sheet.name in frame.sheets for remark in sheet.remarks]
    found = [*remarks, *frame.problems, *reading.problems, *checked.problems, *ended]
    found += placed([*links, *years, *plan.problems], reading)
    problems = in_order([*found, *around.problems, *tensions, *cited], [sheet.name for sheet in cells])
    if marked is not None:
        sheets.write_marked(marked, cells, problems)
    may_write = not dry_run and (accept_good or not any(problem.is_error for problem in problems))
    people = len({row.person_key for row in reading.rows})
    imported = Imported(plan=plan, frame=around, problems=problems, people=people, is_written=may_write)
    if may_write and not (imported.changes_no_task and around.is_empty):
        _write(office, imported, rows, frame, workbook.name, entered_as)
    return imported


def _read_tasks(cells: Sequence[SheetCells], frame: FrameReading, policy: Policy) -> Reading:
    """The task lists among the sheets; a workbook of frame sheets alone needs none."""
    rest = [sheet for sheet in cells if sheet.name not in frame.sheets]
    if frame.headed and not any(find_header(sheet) for sheet in rest):
        return Reading(rows=(), problems=())
    return read_rows(rest, policy)


def _write(
    office: Office, found: Imported, rows: Sequence[TaskRow], frame: FrameReading, name: str, entered_as: TaskState
) -> None:
    """Write the plans the clerk was shown; Conflict when another command changed the registry meanwhile."""
    campaign, now, today = office.settings.campaign, office.clock.now(), office.clock.today()
    reason = tr("nhập danh sách {name}", name=name)
    with office.store.changing(actor=office.actor, at=now, reason=reason) as session:
        again = make_plan(rows, known_tasks_of(session, years_of(rows, campaign.year)))
        if (again, plan_frame(session, frame, rows, campaign.year, on=today)) != (found.plan, found.frame):
            raise Conflict(
                tr("Danh sách nhiệm vụ vừa được lệnh khác thay đổi, lệnh này chưa ghi gì."), advice=tr("Chạy lại lệnh.")
            )
        cycle = ensure_cycle(session, campaign.year, term=campaign.term, task_word=campaign.task_word)
        apply_frame(session, found.frame, cycle, BEFORE_TASKS, at=now, on=today)
        for year in years_of(rows, campaign.year):  # earlier cycles first, so that what is carried on is found
            one = part_of(found.plan, year, campaign.year)
            if one.added or one.changed:
                its = ensure_cycle(session, year, term="", task_word=campaign.task_word)
                apply_plan(session, one, its, entered_as=entered_as, on=today)
        apply_frame(session, found.frame, cycle, AFTER_TASKS, at=now, on=today)


def write_template(office: Office, target: Path, *, is_full: bool = False) -> None:
    """An empty workbook for the clerk to fill; with `is_full` the sheets around the task list too."""
    campaign = office.settings.campaign
    sheets.write_task_template(target, year=campaign.year, term=campaign.term.replace(" ", ""), is_full=is_full)


def list_tasks(office: Office, wanted: TaskFilter, page: Page) -> tuple[tuple[TaskRecord, ...], bool]:
    """A page of the campaign's tasks that are `wanted`, and whether more follow."""
    year = wanted.year or office.settings.campaign.year
    with office.store.reading() as session:
        return task_page(session, replace(wanted, year=year), page)


def export_tasks(office: Office, target: Path, *, is_full: bool = False) -> int:
    """The tasks as a workbook that can be imported again, with `is_full` everything around them; returns how many."""
    year = office.settings.campaign.year
    with office.store.reading() as session:
        tasks = known_tasks(session, year, with_withdrawn=False)
        frame = export_frame(session, year, on=office.clock.today()) if is_full else {}
    sheets.write_tasks(target, tasks, frame)
    return len(tasks)


def withdraw(office: Office, code: str, *, reason: str) -> None:
    """Withdraw a task; its history stays."""
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        withdraw_task(session, code)
