"""The words of the report, and its text against its tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.wording.report import report_context
from registry.facts import GradeCounts, ReportFacts
from registry.labels import Grade, Horizon, Regime
from tests.support import evaluation_facts, facts


def _with_row(report: ReportFacts, **changes: int) -> ReportFacts:
    rows = dict(report.rows)
    first, *others = rows[Horizon.YEAR]
    rows[Horizon.YEAR] = (replace(first, **changes), *others)  # type: ignore[arg-type] # figures only
    return replace(report, rows=rows)


@pytest.mark.parametrize("regime", list(Regime))
def test_text_and_tables_agree(regime: Regime) -> None:
    """A report whose rows sum up to its totals has no problem."""
    assert report_context(evaluation_facts.report(regime))[1] == ()


@pytest.mark.parametrize(
    ("column", "figure"),
    [
        ("people", "số người được giao"),
        ("assigned", "số việc đã giao"),
        ("done", "số việc hoàn thành"),
        ("mostly", "số việc hoàn thành cơ bản"),
        ("not_completed", "số việc chưa hoàn thành"),
        ("unknown", "số việc chưa có số liệu"),
    ],
)
def test_one_changed_cell_is_named(column: str, figure: str) -> None:
    """The twin: one cell of one row changed gives exactly one problem, which names horizon and figure."""
    _, problems = report_context(_with_row(evaluation_facts.report(), **{column: 3}))
    assert [(problem.code, problem.place.part) for problem in problems] == [
        ("report-total-differs", f"Năm 2021: {figure}")
    ]


def test_a_changed_total_is_named() -> None:
    """The twin from the other side: totals that do not add up by themselves are named."""
    counts = facts.replace(evaluation_facts.year_counts(), mostly=13)
    _, problems = report_context(evaluation_facts.report(counts=(evaluation_facts.term_counts(), counts)))
    assert {problem.place.part for problem in problems} == {
        "Năm 2021: số việc hoàn thành cơ bản",
        "Năm 2021: tổng các mức kết quả",
    }


def test_grades_are_those_of_all_people() -> None:
    """Grades that do not cover everybody are a problem."""
    grades = GradeCounts(counts={Grade.GOOD: 54}, unknown=0)
    assert [problem.place.part for problem in report_context(evaluation_facts.report(grades=grades))[1]] == [
        "Xếp loại: tổng số người theo mức xếp loại"
    ]


def test_horizons_are_never_added_up() -> None:
    """The sum of term and year tasks appears nowhere in the report."""
    context, _ = report_context(evaluation_facts.report())
    assert str(context["assigned_counts"]).replace("\u00a0", " ") == "57 việc giai đoạn 2021 - 2025 và 61 việc năm 2021"
    assert "118" not in str(context)


def test_unknown_results_are_said() -> None:
    """Tasks without a result are told apart and are no zero among the levels."""
    context, _ = report_context(evaluation_facts.report())
    horizons = context["horizons"]
    assert isinstance(horizons, list)
    assert "chưa có số liệu 40\u00a0việc" in horizons[0]["sentence"]
    assert "không có việc chưa hoàn thành" in horizons[0]["sentence"]


def test_nothing_known_gives_no_share() -> None:
    """When no result of a horizon is known there is no percentage of it."""
    counts = replace(evaluation_facts.term_counts(), exceeded=0, completed=0, mostly=0, unknown=57)
    context, _ = report_context(evaluation_facts.report(counts=(counts,)))
    horizons = context["horizons"]
    assert isinstance(horizons, list)
    assert horizons[0]["sentence"].endswith("kết quả chưa có số liệu")
    assert "%" not in horizons[0]["sentence"]


def test_a_row_of_unknowns_has_no_rate() -> None:
    """A row or a total whose results are all unknown has a dash for its rate; one known result and it has a figure."""
    report = _with_row(evaluation_facts.report(), assigned=3, done=0, mostly=0, not_completed=0, unknown=3)
    twin = _with_row(evaluation_facts.report(), assigned=3, done=0, mostly=0, not_completed=1, unknown=2)
    shares = []
    for one in (report, twin, replace(report, rows={Horizon.YEAR: report.rows[Horizon.YEAR][:1]})):
        horizons = report_context(one)[0]["horizons"]
        assert isinstance(horizons, list)
        shares.append((horizons[1]["rows"][0]["share"], horizons[1]["total"]["share"]))
    assert [row for row, _ in shares] == ["–", "0,0", "–"]
    assert [total == "–" for _, total in shares] == [False, False, True]


def test_good_share_waits_for_all_grades() -> None:
    """The share of good grades is told only when everybody has one."""
    assert report_context(evaluation_facts.report())[0]["good_share"] == "85,5%"
    grades = GradeCounts(counts={Grade.GOOD: 54}, unknown=1)
    assert report_context(evaluation_facts.report(grades=grades))[0]["good_share"] == ""


def test_the_opening_names_what_is_carried_out() -> None:
    """The report begins with the papers it carries out, or with its author when there are none."""
    context, _ = report_context(evaluation_facts.report(bases=("Thực hiện Kết luận số 46-KL/HU của Ban Thường vụ;",)))
    assert context["opening"] == "Thực hiện Kết luận số 46-KL/HU của Ban Thường vụ, Ban Thường vụ Huyện ủy Hàm Yên"
    assert report_context(evaluation_facts.report(bases=()))[0]["opening"] == "Ban Thường vụ Huyện ủy Hàm Yên"


def test_parts_are_numbered_without_gaps() -> None:
    """A part the office wrote nothing for is left out and the numbers close up."""
    parts = report_context(evaluation_facts.report(weaknesses=""))[0]["parts"]
    assert isinstance(parts, list)
    assert [part["heading"] for part in parts] == ["II. PHƯƠNG HƯỚNG, NHIỆM VỤ"]
    context, _ = report_context(evaluation_facts.report(leadership=""))
    assert context["assigning_heading"] == "1. Kết quả giao"
