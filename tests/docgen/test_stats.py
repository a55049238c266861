"""`docgen stats`: the JSON promised in the reference, each figure with its definition; a table for people."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from docgen.office import VIETNAM, open_office
from registry.labels import DocumentKind, DocumentState, TaskLevel, Voice
from registry.rules.statistics_words import DEFINITIONS, DENOMINATORS
from registry.store.documents import document_records, move
from registry.store.evaluations import Proof, Said, record_results
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


@pytest.fixture(scope="module")
def issued(office: Circle, tmp_path_factory: pytest.TempPathFactory) -> Circle:
    """A copy whose decisions are issued without a printer, one handed over, and some tasks judged."""
    folder = tmp_path_factory.mktemp("ban-hanh")
    shutil.copytree(office.office, folder / "van-phong")
    circle = Circle(office=folder / "van-phong", outside=folder / "ben-ngoai", is_inside=True)
    day = circle.today = circle.decision_day
    circle.docgen("decisions", "draft")
    with registry_of(circle) as session:
        for record in document_records(session, kinds={DocumentKind.DECISION}):
            move(session, record.code, DocumentState.PRINTED)
    for step in ("signed", "number", "issue"):
        circle.docgen("decisions", step, "--on", day)
    first = circle.docgen("decisions", "list", "--json").json[0]
    circle.docgen("register", "hand-over", first["document"], "--to", "văn thư xã", "--on", day)
    levels = (TaskLevel.EXCEEDED, TaskLevel.COMPLETED, TaskLevel.MOSTLY, TaskLevel.NOT_COMPLETED)
    judged = [task["task"] for task in circle.dump()["tasks"]]
    with registry_of(circle) as session:
        proof = Proof(document=first["document"], sha256="ab" * 32, at=dt.datetime.combine(day, dt.time(8), VIETNAM))
        said = [Said(task=task, level=level) for task, level in zip(judged, levels, strict=False)]
        record_results(session, Voice.COLLECTIVE, said, proof)
        record_results(session, Voice.DECIDED, [Said(task=judged[2], level=TaskLevel.COMPLETED)], proof)
    return circle


@contextmanager
def registry_of(circle: Circle) -> Iterator[Session]:
    """A unit of work in the registry of an office, for what only paper or a printer could do."""
    office = open_office(circle.office, {})
    with office.store.changing(actor="người thử", at=office.clock.now(), reason="thử") as session:
        yield session
    office.close()


def test_decisions_issued_and_handed_over(issued: Circle, figures: dict[str, Any]) -> None:
    """this test ensures that drafts, issued and handed-over decisions are counted apart, each from its own day on."""
    counts = issued.docgen("stats").json["decisions"]
    people = figures["units"]
    assert counts == {"decisions": people, "issued": people, "handed_over": 1}
    day_before = issued.decision_day - dt.timedelta(days=1)
    before = issued.docgen("stats", "--as-of", day_before).json
    assert before["decisions"] == {"decisions": people, "issued": 0, "handed_over": 0}
    assert {row["in_force"] for row in before["horizons"]} == {0}
    assert figures["decisions"] == {"decisions": 0, "issued": 0, "handed_over": 0}


def test_the_report_counts_what_stats_count(issued: Circle) -> None:
    """this test ensures that the tables of the summary report, counted apart, hold the figures of `docgen stats`."""
    issued.docgen("reports", "summary", "--no-pdf")
    with registry_of(issued) as session:
        (report,) = document_records(session, kinds={DocumentKind.REPORT}, states={DocumentState.DRAFT})
    told = issued.docgen("stats").json
    for row, counts in zip(report.context["horizons"], told["horizons"], strict=True):
        total = row["total"]
        assert total["assigned"] == counts["in_force"] == counts["assigned"]
        assert total["done"] == counts["exceeded"] + counts["completed"]
        for name in ("mostly", "not_completed", "unknown"):
            assert total[name] == counts[name], name
    assert sum(row["done"] for h in report.context["horizons"] for row in h["rows"]) == 3
    assert int(report.context["decisions_issued"]) == told["decisions"]["issued"]
    assert report.context["people_count"].split("\u00a0")[0] == f"{told['people']:02d}"


def test_a_level_nobody_judged_yet_is_in_neither(issued: Circle) -> None:
    """this test ensures that before the day a result was filed its task is unknown, and afterwards not (the twin)."""
    day_before = issued.decision_day - dt.timedelta(days=1)
    before = issued.docgen("stats", "--as-of", day_before).json
    assert (
        sum(row["exceeded"] + row["completed"] + row["mostly"] + row["not_completed"] for row in before["horizons"])
        == 0
    )
    now = issued.docgen("stats").json
    assert sum(row["unknown"] for row in now["horizons"]) == sum(row["assigned"] for row in now["horizons"]) - 4
