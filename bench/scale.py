"""Ten thousand decisions, a hundred thousand tasks, a million journal entries: what an office may grow to.

Decisions are made by the two errands a clerk runs, from a workbook to files under their final names; beside them
stands what a script of the usual libraries takes for the files alone. The journal is proved whole at three lengths:
time per entry must stay. Sizes can be set by DOCGEN_SCALE (a divisor: 10 makes everything ten times smaller).
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from docxtpl import DocxTemplate
from openpyxl import load_workbook
from sqlalchemy import insert, text, update

from bench import crowd
from docgen.office import Office, make_office, open_office
from docgen.sheets import write_tasks
from docgen.wording.decision import decision_context
from docgen.workflows.draft_decisions import draft_decisions
from docgen.workflows.import_tasks import import_tasks
from docgen.workflows.keep_safe import keep_safe
from registry.exchange.plan import ImportPlan
from registry.model import JournalEntry, JournalHead
from registry.store import Store, open_store
from registry.store.entering import apply_plan, ensure_cycle
from registry.store.journal import START, entry_hash, verify_chain
from registry.store.task_pages import Page, TaskFilter, task_page
from registry.store.values import TaskRecord
from tests.support import facts
from tests.support.postgres import AS_INSTALLED, can_serve, serving

DIVISOR = max(1, int(os.environ.get("DOCGEN_SCALE", "1")))
PEOPLE = 10_000 // DIVISOR
JOURNALS = tuple(size // DIVISOR for size in (10_000, 100_000, 1_000_000))
TASKS = 100_000 // DIVISOR
PAGE_SIZE = 50
YEAR = 2021
ROUNDS = 7
SAMPLE = 200  # papers made with docxtpl; its time per paper does not depend on how many there are
GOAL_SECONDS = 15
ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "samples" / "ham-yen" / "office.toml"
TEMPLATE = ROOT / "templates" / "decisions" / "party-decision.docx"
DAY = dt.date(2021, 2, 5)
T = TypeVar("T")


def main() -> int:
    """Print the tables; 1 when something made is not what was asked for."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wrong = _decisions(folder)
        _pages(f"sqlite:///{folder / 'pages.db'}", "SQLite")
        if can_serve():
            with serving(AS_INSTALLED) as server:
                _pages(server.new_database("pages"), "PostgreSQL")
        _journal(folder)
    return wrong


def _decisions(folder: Path) -> int:
    workbook = folder / "danh-sach.xlsx"
    write_tasks(workbook, list(crowd.rows(PEOPLE)))
    with _office(folder / "co-quan") as office:
        imported, reading = _measured(lambda: import_tasks(office, workbook))
        _, keeping = _measured(lambda: keep_safe(office))
        drafted, drafting = _measured(lambda: draft_decisions(office, on=DAY, progress=_progress))
        _, keeping_more = _measured(lambda: keep_safe(office))
        made = len(list((office.output / "du-thao").glob("*.docx")))
    usual = _usual_script(workbook)
    _say(f"\n### {PEOPLE:,} decisions from a workbook of {PEOPLE:,} people\n")
    _say("| step | seconds | CPU seconds |\n|---|---:|---:|")
    _say(f"| workbook read, checked, planned, written with its journal | {reading} |")
    _say(f"| decisions worded, rendered, checked, recorded, written | {drafting} |")
    _say(f"| together (goal {GOAL_SECONDS // DIVISOR or 1}) | {reading + drafting} |")
    _say(f"| the registry put on the shelf after each of the two commands | {keeping + keeping_more} |")
    _say(f"| the usual script, files only: openpyxl and docxtpl, from {SAMPLE} papers | {usual:.0f} | |")
    is_right = imported.is_written and drafted.made == made == PEOPLE
    return 0 if is_right else 1


@contextmanager
def _office(folder: Path) -> Iterator[Office]:
    make_office(folder, SETTINGS.read_text("utf-8"))
    office = open_office(folder, {}, actor="bench")
    yield office
    office.close()


def _usual_script(workbook: Path) -> float:
    """Seconds a script needs that reads the workbook with openpyxl and renders each paper with docxtpl, unchecked."""
    _, reading = _timed(lambda: list(load_workbook(workbook, read_only=True).active.values))
    context = decision_context(facts.party_decision(), on=DAY)

    def render() -> None:
        for _ in range(SAMPLE):
            template = DocxTemplate(TEMPLATE)
            template.render(context, autoescape=True)
            template.save(workbook.with_suffix(".docx"))

    return reading + _timed(render)[1] / SAMPLE * PEOPLE


def _pages(address: str, name: str) -> None:
    store = open_store(address)
    _fill_tasks(store)
    if store.engine.dialect.name == "postgresql":  # a server counts its rows by itself within a minute
        with store.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    _say(f"\n### Pages of {PAGE_SIZE} over {TASKS:,} tasks, {name} (goal 50 ms)\n")
    _say("| page | median ms | rows |\n|---|---|---|")
    last = TASKS // PAGE_SIZE
    asked = {
        "first page": (TaskFilter(year=YEAR), 1),
        "last page": (TaskFilter(year=YEAR), last),
        "one body": (TaskFilter(year=YEAR, unit="Đảng ủy xã Số 7"), 1),
        "part of a name": (TaskFilter(year=YEAR, person="khanh"), 1),
        "frequent words, no accents": (TaskFilter(year=YEAR, words="chi bo sinh hoat"), 1),
        "frequent words, with accents": (TaskFilter(year=YEAR, words="giải phóng mặt bằng"), 1),
        "a rare word": (TaskFilter(year=YEAR, words="77777"), 1),
        "frequent words, page 200": (TaskFilter(year=YEAR, words="so hoa"), 200),
    }
    for name, (wanted, number) in asked.items():
        page = Page(number=number, size=PAGE_SIZE)
        taken = []
        for _ in range(ROUNDS):
            (rows, _), seconds = _timed(lambda wanted=wanted, page=page: _page(store, wanted, page))
            taken.append(seconds * 1000)
        _say(f"| {name} | {statistics.median(taken):.1f} | {len(rows)} |")
    store.close()


def _page(store: Store, wanted: TaskFilter, page: Page) -> tuple[tuple[TaskRecord, ...], bool]:
    with store.reading() as session:
        return task_page(session, wanted, page)


def _fill_tasks(store: Store) -> None:
    rows = list(crowd.rows(TASKS, YEAR))
    with store.changing(actor="bench", at=dt.datetime(YEAR, 2, 5, tzinfo=dt.UTC), reason="đo") as session:
        cycle = ensure_cycle(session, YEAR, term="", task_word="việc đột phá")
        apply_plan(session, ImportPlan(added=tuple(rows)), cycle)


def _journal(folder: Path) -> None:
    _say("\n### The journal proved whole\n")
    _say("| entries | seconds | entries a second |\n|---|---|---|")
    for size in JOURNALS:
        path = folder / f"{size}.db"
        store = open_store(f"sqlite:///{path}")
        _fill_journal(store, size)
        (count, _), seconds = _timed(lambda store=store: _verified(store))
        store.close()
        path.unlink()
        assert count == size
        _say(f"| {size:,} | {seconds:.2f} | {size / seconds:,.0f} |")


def _verified(store: Store) -> tuple[int, str]:
    with store.reading() as session:
        return verify_chain(session)


def _fill_journal(store: Store, size: int) -> None:
    previous = START
    with store.engine.begin() as connection:
        for first in range(0, size, 10_000):
            rows = []
            for number in range(first + 1, min(first + 10_000, size) + 1):
                row = _entry(number, previous)
                row["hash"] = previous = entry_hash(row)
                rows.append(row)
            connection.execute(insert(JournalEntry), rows)
        connection.execute(update(JournalHead).values(sequence=size, hash=previous))


def _entry(number: int, previous: str) -> dict[str, object]:
    return {
        "sequence": number,
        "at": "2021-02-05T08:00:00.000+07:00",
        "actor": "văn thư",
        "action": "changed",
        "entity": "task",
        "entity_key": f"NV-2021-{number}",
        "before": {
            "state": "approved",
            "title": "Nâng tỷ lệ chi bộ sinh hoạt đạt loại tốt",
        },  # sorted, as sealing writes it
        "after": {"state": "assigned", "title": f"Nâng tỷ lệ chi bộ {number} sinh hoạt đạt loại tốt"},
        "reason": "ban hành",
        "previous": previous,
    }


@dataclass(frozen=True)
class _Cost:
    """Seconds by the clock, and of the processor in this process and those it started and waited for."""

    wall: float
    cpu: float

    def __add__(self, other: _Cost) -> _Cost:
        return _Cost(self.wall + other.wall, self.cpu + other.cpu)

    def __str__(self) -> str:
        return f"{self.wall:.1f} | {self.cpu:.1f}"


def _measured(work: Callable[[], T]) -> tuple[T, _Cost]:
    before = os.times()
    done, wall = _timed(work)
    return done, _Cost(wall, sum(os.times()[:4]) - sum(before[:4]))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and done % 500 == 0:
        sys.stderr.write(f"\r{done}/{total}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
