"""Tasks of another year: which cycle a row belongs to, and which earlier task it carries on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from registry.exchange.links import check_links, cycle_year, other_years, resolved, year_of, years_of
from registry.exchange.plan import make_plan, part_of
from registry.labels import Horizon
from registry.problems import Problem
from tests.registry.exchange.test_plan import ROW, known

OLD = replace(ROW, row=8)
NEW = replace(ROW, period="2022", continues="2021", row=9)
TERM = replace(ROW, horizon=Horizon.TERM, period="2021-2025", row=10)


@pytest.mark.parametrize(
    ("link", "year"), [("2021", 2021), ("năm 2021", 2021), ("NV-2021-003", None), ("", None), ("20211", None)]
)
def test_a_link_is_a_year_or_a_code(link: str, year: int | None) -> None:
    """This test ensures that four digits are a year and everything else is a code."""
    assert year_of(link) == year


def test_a_year_task_belongs_to_its_year_and_a_term_task_to_the_campaign() -> None:
    """This test ensures that last year's tasks never enter this year's cycle."""
    assert [cycle_year(row, 2022) for row in (OLD, NEW, TERM)] == [2021, 2022, 2022]
    assert years_of([NEW, TERM], 2022) == (2021, 2022)
    plan = make_plan([OLD, NEW, TERM], [])
    assert part_of(plan, 2021, 2022).added == (OLD,)
    assert part_of(plan, 2022, 2022).added == (NEW, TERM)


def test_other_years_are_told_once_a_sheet() -> None:
    """This test ensures that rows of another year are remarked on, and those of the campaign are not."""
    (remark,) = other_years([OLD, replace(OLD, row=11), NEW, TERM], 2022)
    assert (remark.code, remark.place.cell, remark.is_error) == ("other-cycle", "A8", False)
    assert "2 việc năm 2021" in remark.message
    assert other_years([NEW, TERM], 2022) == ()


def test_a_year_leads_to_the_same_work_of_the_same_assignee() -> None:
    """This test ensures that a known earlier task is named by its code, so the same list twice changes nothing."""
    earlier = known(OLD, "NV-2021-003")
    (row,) = resolved([NEW], [earlier])
    assert row.continues == "NV-2021-003"
    assert make_plan([row], [known(row, "NV-2022-001")]).is_empty is True
    assert resolved([replace(NEW, official="Ma Văn Ba")], [earlier])[0].continues == "2021"
    assert resolved([replace(NEW, title="Việc khác")], [earlier])[0].continues == "2021"


def test_a_link_that_leads_nowhere_is_told() -> None:
    """This test ensures that an earlier task must be in the registry or in the same workbook."""
    assert check_links([OLD, NEW], frozenset()) == ()
    assert _codes(check_links([NEW], frozenset())) == ["unknown-earlier-task"]
    assert _codes(check_links([OLD, replace(NEW, title="Việc khác")], frozenset())) == ["unknown-earlier-task"]
    coded = replace(NEW, continues="NV-2021-003", parent="NV-2021-004")
    assert check_links([coded], frozenset({"NV-2021-003", "NV-2021-004"})) == ()
    assert len(check_links([coded], frozenset({"NV-2021-003"}))) == 1


def test_a_term_task_is_not_a_year() -> None:
    """This test ensures that the parent of a task is named by code only."""
    assert len(check_links([OLD, replace(NEW, continues="", parent="2021")], frozenset())) == 1


def _codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]
