"""What every test run needs: whether PDF can be printed here, and a plain word when it cannot."""

from __future__ import annotations

import os

import pytest

from docgen.errors import OutsideMissing
from docgen.messages import choose_language
from docgen.printing.converter import probe

OUTER_LOOP = {
    "faults",
    "stories",
    "test_packaging.py",
    "test_power_cut.py",
    "test_identify.py",
    "test_rebuild.py",
    "test_comparison.py",
}
"""Folders and files too slow for `make quick`; `make test` runs them all."""
_left_out: list[str] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave tests that need LibreOffice out where there is none; CI has it, so there nothing is ever left out.

    Long fault runs belong to `make faults` and run only when they are asked for.
    """
    leave_out(config, items, [item for item in items if item.get_closest_marker("faults")], when="faults")
    for item in items:
        if OUTER_LOOP & {*item.path.parts, item.path.name}:
            item.add_marker(pytest.mark.slow)
        if "stories" in item.path.parts:  # stories share offices prepared once, so one worker tells them all
            item.add_marker(pytest.mark.xdist_group("stories" if item.path.stem != "test_full_circle" else item.name))
    if os.environ.get("CI") == "true" or can_print():
        return
    pdf = [item for item in items if item.get_closest_marker("pdf")]
    _left_out.extend(item.nodeid for item in pdf)
    config.hook.pytest_deselected(items=pdf)
    items[:] = [item for item in items if item not in pdf]


def leave_out(config: pytest.Config, items: list[pytest.Item], chosen: list[pytest.Item], *, when: str) -> None:
    """Deselect `chosen` unless the marker expression names `when`."""
    if chosen and when not in (config.getoption("markexpr") or ""):
        config.hook.pytest_deselected(items=chosen)
        items[:] = [item for item in items if item not in chosen]


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """Every test begins in Vietnamese, whatever language the one before chose."""
    choose_language("vi")


def can_print() -> bool:
    """True when a LibreOffice answers."""
    try:
        probe()
    except OutsideMissing:
        return False
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested."""
    if os.environ.get("CI") != "true" and not can_print():
        count = len(_left_out) or "các"  # workers collect apart, so their numbers do not reach this line
        terminalreporter.write_line(
            f"KHÔNG KIỂM THỬ {count} mục cần in PDF: máy này thiếu libreoffice-writer.", yellow=True
        )
