"""What every test run needs: whether PDF can be printed and PostgreSQL served here, and a plain word when not."""

from __future__ import annotations

import importlib.util
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest
from hypothesis import HealthCheck, settings

from docgen.errors import OutsideMissing
from docgen.memory import collect_rarely
from docgen.messages import choose_language
from docgen.printing.converter import probe
from tests.support.postgres import Server, can_serve, serving
from tests.support.sharing import share_out

# A busy machine is no fault of a property: time is measured in bench/, never by how long one example took.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
collect_rarely()  # as the program does

OUTER_LOOP = {
    "faults",
    "stories",
    "test_packaging.py",
    "test_power_cut.py",
    "test_identify.py",
    "test_rebuild.py",
    "test_refilling.py",
    "test_destroyed_copies.py",
    "test_comparison.py",
    "test_stats.py",
    "test_bulk.py",
    "test_attesting.py",
    "test_receiving.py",
    "test_answering.py",
    "test_states.py",
    "test_attacks.py",
    "test_apart.py",
    "test_queueing.py",
    "test_destroy_dossiers.py",
    "test_set_right.py",
    "test_schema.py",
    "test_hostile.py",
    "test_take_inbox.py",
}
"""Folders and files too slow for `make quick`: they play offices, sign, look at scans, start programs or hurt readers.

`make test` runs them all.
"""
ABSENT = {
    "pdf": "mục cần in PDF: máy này thiếu libreoffice-writer",
    "postgresql": "mục cần PostgreSQL: máy này thiếu gói postgresql hoặc psycopg",
}
"""Marker -> what is not tested where its program is missing."""
_left_out: dict[str, int] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Let the workers take groups in our order; by itself xdist begins with those of many tests, not with the long.

    A run begun in the background ignores Ctrl+C, and so would the watchers it starts: they would never be stopped.
    """
    config.option.loadscopereorder = False
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Not even load what the inner loop leaves out: a tenth of its time was spent on that."""
    is_inner = "not slow" in (config.getoption("markexpr") or "")
    here = Path(__file__).parent
    inside = collection_path.relative_to(here).parts if collection_path.is_relative_to(here) else ()
    return True if is_inner and OUTER_LOOP.intersection(inside) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests that need LibreOffice or PostgreSQL out where there is none; CI has both and leaves nothing out.

    Long fault runs belong to `make faults` and run only when they are asked for.
    """
    leave_out(config, items, [item for item in items if item.get_closest_marker("faults")], when="faults")
    for item in items:
        if OUTER_LOOP & {*item.path.parts, item.path.name}:
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("faults"):
            item.add_marker(pytest.mark.timeout(0))  # long runs take hours
    for marker in absent():
        chosen = [item for item in items if item.get_closest_marker(marker)]
        _left_out[marker] = len(chosen)
        leave_out(config, items, chosen, when="")
    share_out(items)


def pytest_collection_finish() -> None:
    """What was loaded and collected stays until the end: nobody need look through it again."""
    collect_rarely()


def pytest_sessionfinish() -> None:
    """Keep what `make coverage` measured in this worker: one that ends slowly is killed with it."""
    if measuring := coverage.Coverage.current():
        measuring.save()


def leave_out(config: pytest.Config, items: list[pytest.Item], chosen: list[pytest.Item], *, when: str) -> None:
    """Deselect `chosen` unless the marker expression names `when` ("": always)."""
    if chosen and not (when and when in (config.getoption("markexpr") or "")):
        config.hook.pytest_deselected(items=chosen)
        items[:] = [item for item in items if item not in chosen]


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """Every test begins in Vietnamese, whatever language the one before chose."""
    choose_language("vi")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for the tests of this process."""
    with serving() as server:
        yield server


def absent() -> tuple[str, ...]:
    """Markers of the tests that cannot run on this machine; none in CI, where a missing program is a failure."""
    if os.environ.get("CI") == "true":
        return ()
    present = {"pdf": can_print, "postgresql": can_keep}
    return tuple(marker for marker in ABSENT if not present[marker]())


def can_print() -> bool:
    """True when a LibreOffice answers."""
    try:
        probe()
    except OutsideMissing:
        return False
    return True


def can_keep() -> bool:
    """True when a PostgreSQL server can be started and spoken to."""
    return can_serve() and importlib.util.find_spec("psycopg") is not None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested."""
    for marker in absent():
        count = _left_out.get(marker) or "các"  # workers collect apart, so their numbers do not reach this line
        terminalreporter.write_line(f"KHÔNG KIỂM THỬ {count} {ABSENT[marker]}.", yellow=True)
