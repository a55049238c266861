"""`docgen stats`: the JSON promised in the reference, each figure with its definition; a table for people."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from registry.rules.statistics_words import DEFINITIONS, DENOMINATORS
from tests.stories.conftest import new_office
from tests.support.circle import LOOK, Circle

EXPLAINED = {"as_of", "cycle", "term", "pilot", "motto", "unknown_because", "horizons", "definitions", "denominators"}
"""Keys that say what the figures are of, not figures."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Circle:
    """A small office with its list imported."""
    circle = new_office(tmp_path_factory.mktemp("so-lieu") / "co-quan")
    circle.docgen("tasks", "import", circle.office.parent / "danh-sach.xlsx")
    return circle


@pytest.fixture(scope="module")
def figures(office: Circle) -> dict[str, Any]:
    """What `docgen stats` says of it."""
    found: dict[str, Any] = office.docgen("stats", "--json").json
    return found


def test_every_figure_is_defined(figures: dict[str, Any]) -> None:
    """this test ensures that every figure of the JSON has a definition, and no definition is left without figure."""
    rows = {key for row in figures["horizons"] for key in row} - {"horizon", "period"}
    levels = {"exceeded", "completed", "mostly", "not_completed"}  # told together as "done"
    named = (figures.keys() | rows | {"done", "compared"}) - EXPLAINED - levels
    assert named - DEFINITIONS.keys() - {"carried_over"} == set()
    assert DEFINITIONS.keys() - named == set()
    assert DENOMINATORS.keys() <= DEFINITIONS.keys()


def test_the_reference_names_every_key(figures: dict[str, Any]) -> None:
    """this test ensures that docs/reference.md and the JSON have the same keys, top and rows."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference.md").read_text("utf-8")
    told = page[page.index("### `docgen stats`") : page.index("### `docgen dump`")]
    keys = set(re.findall(r'"(\w+)"', told))
    rows = {key for name in ("horizons", "groups", "indicators") for row in figures[name] for key in row}
    assert figures.keys() | rows <= keys


def test_the_table_says_the_same(office: Circle, figures: dict[str, Any]) -> None:
    """this test ensures that people read the same numbers of people and tasks, and the day they are of."""
    said = office.docgen("stats").err
    assert "tính đến ngày" in said
    assert f"{figures['people']} người" in said
    assert "?" in said, "no result yet, so the rate is unknown and not 0"
    assert office.docgen("stats").json == figures


def test_a_cycle_nobody_entered_is_refused(office: Circle) -> None:
    """this test ensures that a year without any row is said to be unknown, not shown as zero."""
    assert "1999" in office.docgen("stats", "--cycle", "1999", expect=(LOOK,)).err
