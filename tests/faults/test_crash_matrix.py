"""Giết lệnh nhận tệp ở từng chỗ rồi ở từng chỗ lần nữa: cuối cùng vẫn một tệp, một lần lưu, không gì dở dang.

The crash matrix of luu-tru.md §5.3 (requirement 48): one file, fourteen points, killed at every ordered pair of them.
"""

from __future__ import annotations

import functools
import importlib
import os
import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.faults.balance import balance
from tests.faults.commands import done
from tests.faults.errands import (
    ERRANDS,
    Stages,
    start_day,
    to_imported,
    to_issued,
    to_numbered,
    to_returned,
    to_signed,
)
from tests.stories.conftest import copy_of, new_office
from tests.support.circle import DONE, Circle
from tests.support.postgres import Server

COMMIT = "the transaction is about to be committed"
POINTS = (
    "docgen.paperwork.queueing:stage before",  # seen
    "docgen.intake.staging:_copy after",  # copied and flushed, without its name
    "docgen.paperwork.queueing:stage after",  # staged
    "docgen.paperwork.answering:shelve_bytes before",  # read and judged
    "docgen.archive.staging:write_inventory after",  # laid out beside the shelf
    "docgen.archive.shelf:rename_new before",
    "docgen.archive.shelf:rename_new after",  # on the shelf
    "docgen.paperwork.answering:shelve_bytes after",
    "docgen.paperwork.answering:record_file before",  # inside the transaction
    "docgen.paperwork.answering:record_file after",
    "docgen.paperwork.answering:settle_form after",  # tasks moved
    COMMIT,
    "docgen.paperwork.answering:FormDesk._store after",  # committed
    "docgen.paperwork.receiving:Reception._take after",  # the staged copy is gone, the inbox file is not
)
NEVER = len(POINTS)  # the fifteenth: the second run is not killed
ALL = [(first, second) for first in range(len(POINTS)) for second in range(NEVER + 1)]
FEW = random.Random(48).sample(ALL, 2)


@dataclass(frozen=True)
class DiesAt(AbstractContextManager[None]):
    """The command dies when it comes to the point."""

    point: str

    def __enter__(self) -> None:
        if self.point == COMMIT:
            event.listen(Engine, "commit", lambda _: die())
            return
        place, _, when = self.point.partition(" ")
        module, _, path = place.partition(":")
        *owners, name = path.split(".")
        owner = functools.reduce(getattr, owners, importlib.import_module(module))
        setattr(owner, name, dying(getattr(owner, name), when))

    def __exit__(self, *_: object) -> None:
        return None


def dying(function: Callable[..., Any], when: str) -> Callable[..., Any]:
    """The function, with death before or after it."""

    def until_then(*arguments: Any, **options: Any) -> Any:
        if when == "after":
            function(*arguments, **options)
        die()

    return until_then


def die() -> None:
    """As by kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def with_one_form(circle: Circle) -> None:
    """One filled form lies in the inbox."""
    inbox = circle.office / "inbox"
    for path in (*sorted(inbox.glob("*.docx"))[1:], *inbox.glob("*.txt")):
        path.unlink()
    start_day(circle, ERRANDS["inbox"])


def try_pair(circle: Circle, first: int, second: int) -> int:
    """Kill at one point, then at another, then let it come to its end; how often it died."""
    died = 0
    for number in (first, second):
        if number != NEVER:
            died += done(circle, ("inbox", "run"), DiesAt(POINTS[number])).code == -signal.SIGKILL
    circle.docgen("inbox", "run", expect=(DONE,))
    return died


def held(circle: Circle) -> dict[str, Any]:
    """The balance sheet, without the address of the database."""
    sheet = balance(circle)
    del sheet["files"]["office.toml"]
    return sheet


def check(offices: Callable[[str], Circle], pairs: list[tuple[int, int]]) -> int:
    """Every pair ends as if nobody had killed anything; how many deaths that were."""
    calm = offices("yen-on")
    calm.docgen("inbox", "run", expect=(DONE,))
    expected = held(calm)
    died = 0
    for first, second in pairs:
        circle = offices(f"{first}-{second}")
        deaths = try_pair(circle, first, second)
        assert deaths > 0, (first, second)
        assert held(circle) == expected, (POINTS[first], second)
        assert [path for path in (circle.office / "archive.received").iterdir() if path.name != "LOCK"] == []
        shutil.rmtree(circle.office.parent)
        died += deaths
    return died


@pytest.mark.parametrize("pairs", [FEW, pytest.param(ALL, marks=pytest.mark.faults)], ids=["few", "all"])
def test_requirement_48_the_crash_matrix_on_sqlite(
    stages: Stages, tmp_path: Path, pairs: list[tuple[int, int]]
) -> None:
    """This test ensures that a file is filed once whatever two moments the command is killed at."""

    def offices(name: str) -> Circle:
        circle = stages.copy("returned", tmp_path / name)
        with_one_form(circle)
        return circle

    print(f"SQLite: {len(pairs)} pairs, {check(offices, pairs)} deaths, one object, one filing, nothing left over")


@pytest.fixture
def offices_of_server(postgres: Server, tmp_path: Path) -> Iterator[Callable[[str], Circle]]:
    """Copies of an office whose registry is in PostgreSQL, each with a copy of the database."""
    origin = new_office(tmp_path / "goc", database=postgres.new_database("ma_tran"))
    for step in (to_imported, to_signed, to_numbered, to_issued, to_returned):
        step(origin)

    def offices(name: str) -> Circle:
        copy = f"ma_tran {name}"
        busy = "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'ma_tran'"
        postgres.run(busy)
        postgres.run(f'CREATE DATABASE "{copy}" TEMPLATE ma_tran')
        circle = copy_of(origin.office.parent, tmp_path / name)
        settings = circle.office / "office.toml"
        text = settings.read_text("utf-8").replace(postgres.url("ma_tran"), postgres.url(copy.replace(" ", "%20")))
        settings.write_text(text, "utf-8")
        with_one_form(circle)
        return circle

    yield offices


@pytest.mark.postgresql
@pytest.mark.parametrize("pairs", [FEW[:1], pytest.param(ALL, marks=pytest.mark.faults)], ids=["few", "all"])
def test_requirement_48_the_crash_matrix_on_postgresql(
    offices_of_server: Callable[[str], Circle], pairs: list[tuple[int, int]]
) -> None:
    """This test ensures the same with the registry on a server."""
    deaths = check(offices_of_server, pairs)
    print(f"PostgreSQL: {len(pairs)} pairs, {deaths} deaths, one object, one filing, nothing left over")
