"""Cells: names, texts, order of problems."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.exchange import CellValue, SheetCells, cell_name, cell_position
from registry.exchange.cells import cell_text, in_order
from registry.problems import Place, Problem


@given(st.integers(0, 50_000), st.integers(0, 16_000))
def test_names_and_positions(row: int, column: int) -> None:
    """A cell's name and its position are inverse."""
    assert cell_position(cell_name(row, column)) == (row, column)


@pytest.mark.parametrize("name", ["", "7C", "C0", "C", "c7", "dòng 7"])
def test_no_cell_name(name: str) -> None:
    """Other texts name no cell."""
    assert cell_position(name) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (" a\u00a0 b ", "a b"),
        (2021.0, "2021"),
        (12345, "12345"),
        (12.5, "12,5"),
        (dt.date(2021, 2, 5), "05/02/2021"),
        (dt.datetime(2021, 2, 5, 0, 0), "05/02/2021"),  # noqa: DTZ001 - a workbook knows no time zone
        (dt.time(8, 5), "08:05"),
        (True, "có"),
    ],
)
def test_texts(value: CellValue, text: str) -> None:
    """A value reads as a Vietnamese clerk would type it."""
    assert cell_text(value) == text


def test_outside_is_empty() -> None:
    """Cells beyond a short row hold nothing."""
    cells = SheetCells(name="A", rows=(("x",), ()))
    assert cells.value(0, 5) is None
    assert cells.value(9, 0) is None
    assert cells.is_blank_row(1)


def test_order_of_problems() -> None:
    """Problems are listed by sheet, row and column, row 10 after row 9."""
    places = [("B", "A1"), ("A", "B10"), ("A", "C9"), ("A", "A9"), ("A", "")]
    problems = [
        Problem(code="x", message=f"{sheet}{cell}", place=Place(sheet=sheet, cell=cell)) for sheet, cell in places
    ]
    ordered = [problem.message for problem in in_order(problems, ["A", "B"])]
    assert ordered == ["A", "AA9", "AC9", "AB10", "BA1"]


def test_endless_merged_range() -> None:
    """A merged range that runs past the sheet covers no more than the sheet."""
    cells = SheetCells(name="A", rows=(("x", None), (None, None)), merged=(((0, 0), (1_048_575, 16_383)),))
    assert cells.merged_cells() == {(0, 0): (0, 0), (0, 1): (0, 0), (1, 0): (0, 0), (1, 1): (0, 0)}
    assert SheetCells(name="A", rows=(), merged=(((0, 0), (9, 9)),)).merged_cells() == {}
