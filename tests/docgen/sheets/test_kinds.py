"""What a file really is, whatever its name says, and what is to be told of it beside its cells."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from docgen.sheets import read_workbook
from registry.exchange import SheetCells, read_rows
from registry.exchange.cells import EXCEL_DAY_ZERO, MAC_DAY_ZERO
from tests.support import old_workbook, raw_workbook
from tests.support.raw_workbook import MAIN, OFFICE, cell, row

HEADINGS = ["Họ tên", "Chức vụ", "Năm", "Nội dung", "Thời hạn"]
TASK = ["Ma Văn Tú", "Bí thư", 2021, "Làm đường", dt.date(2021, 11, 30)]


def workbook() -> openpyxl.Workbook:
    """A workbook with a list of three tasks."""
    book = openpyxl.Workbook()
    book.active.title = "Việc"
    book.active.append(HEADINGS)
    for number in range(3):
        book.active.append([*TASK[:3], f"Làm đường số {number}", TASK[4]])
    return book


def saved(book: openpyxl.Workbook, path: Path) -> SheetCells:
    """The first sheet of a workbook written and read."""
    book.save(path)
    return read_workbook(path)[0]


def codes(sheet: SheetCells) -> list[tuple[str, str]]:
    """Code and cell of what is told about hidden things and the file."""
    problems = read_rows([sheet]).problems
    wanted = ("hidden-rows", "hidden-column", "hidden-sheet", "wrong-extension")
    return [(problem.code, problem.place.cell) for problem in problems if problem.code in wanted]


class TestNames:
    """The content decides."""

    def test_xlsx_named_xls(self, tmp_path: Path) -> None:
        """this test ensures that an .xlsx file named .xls is read, and the wrong name told; under its own name not."""
        workbook().save(tmp_path / "a.xlsx")
        assert codes(read_workbook(tmp_path / "a.xlsx")[0]) == []
        (sheet,) = read_workbook((tmp_path / "a.xlsx").rename(tmp_path / "a.xls"))
        assert sheet.rows[0] == tuple(HEADINGS)
        assert codes(sheet) == [("wrong-extension", "")]

    @pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.ods"])
    def test_xls_under_other_names(self, tmp_path: Path, name: str) -> None:
        """this test ensures that an old workbook is read under any name of ours."""
        stream = old_workbook.workbook([("Việc", old_workbook.sheet([HEADINGS]), 0)])
        (sheet,) = read_workbook(old_workbook.write(tmp_path / name, stream))
        assert (sheet.name, sheet.rows) == ("Việc", (tuple(HEADINGS),))
        assert [remark.code for remark in sheet.remarks] == ["wrong-extension"]


class TestOldWorkbooks:
    """What the records of an .xls file tell."""

    def test_formulas_and_hidden_things(self, tmp_path: Path) -> None:
        """this test ensures that formulas, hidden rows, columns and sheets of an .xls file are known."""
        extra = old_workbook.formula_cell(2, 1, 5.0) + old_workbook.hidden_row(1) + old_workbook.hidden_column(0)
        sheets = [
            ("Việc", old_workbook.sheet([["a", "b"], ["c", 1.5]], extra), 0),
            ("Ẩn", old_workbook.sheet([["x"]]), 1),
        ]
        (sheet,) = read_workbook(old_workbook.write(tmp_path / "a.xls", old_workbook.workbook(sheets)))
        assert sheet.rows == (("a", "b"), ("c", 1.5), (None, 5.0))
        assert (sheet.formulas, sheet.hidden_rows, sheet.hidden_columns) == ({(2, 1)}, {1}, {0})

    def test_calendar(self, tmp_path: Path) -> None:
        """this test ensures that an .xls file of a Mac counts its days from 1904."""
        mac = old_workbook.record(0x22, b"\x01\x00")
        for globals_, zero in ((mac, MAC_DAY_ZERO), (b"", EXCEL_DAY_ZERO)):
            stream = old_workbook.workbook([("Việc", old_workbook.sheet([["a"]]), 0)], globals_)
            assert read_workbook(old_workbook.write(tmp_path / "a.xls", stream))[0].day_zero == zero


class TestHidden:
    """What the clerk does not see."""

    def test_hidden_rows_are_read_and_told(self, tmp_path: Path) -> None:
        """this test ensures that hidden rows are read, told once a run, and that shown ones are not told."""
        book = workbook()
        for number in (2, 3):
            book.active.row_dimensions[number].hidden = True
        sheet = saved(book, tmp_path / "a.xlsx")
        assert codes(sheet) == [("hidden-rows", "D2")]
        assert len(read_rows([sheet]).rows) == 3
        assert codes(saved(workbook(), tmp_path / "b.xlsx")) == []

    def test_hidden_columns_are_read_and_told(self, tmp_path: Path) -> None:
        """this test ensures that a hidden column that is read is told at its heading, another is not."""
        book = workbook()
        book.active.column_dimensions["E"].hidden = True
        book.active.column_dimensions["H"].hidden = True
        assert codes(saved(book, tmp_path / "a.xlsx")) == [("hidden-column", "E1")]

    def test_hidden_lists_are_told(self, tmp_path: Path) -> None:
        """this test ensures that a hidden sheet is told when it is a task list, and only then."""
        book = workbook()
        other = book.create_sheet("Cũ")
        other.sheet_state = "hidden"
        other.append(["ghi chú"])
        assert codes(saved(book, tmp_path / "a.xlsx")) == []
        other.append(HEADINGS)
        other.append(TASK)
        assert codes(saved(book, tmp_path / "b.xlsx")) == [("hidden-sheet", "")]


class TestWholeFile:
    """What belongs to the file as a whole."""

    def test_calendar_of_a_mac(self, tmp_path: Path) -> None:
        """this test ensures that dates of a 1904 workbook are right, and that bare day numbers count from there."""
        book = workbook()
        book.epoch = CALENDAR_MAC_1904
        sheet = saved(book, tmp_path / "a.xlsx")
        assert sheet.value(1, 4) == dt.date(2021, 11, 30)
        assert sheet.day_zero == MAC_DAY_ZERO
        assert saved(workbook(), tmp_path / "b.xlsx").day_zero == EXCEL_DAY_ZERO

    def test_remarks_stand_on_the_first_sheet(self, tmp_path: Path) -> None:
        """this test ensures that what is told of the whole file is told once."""
        sheets = '<sheet name="A" sheetId="1" r:id="r1"/><sheet name="B" sheetId="2" r:id="r1"/>'
        book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
        path = raw_workbook.write(tmp_path / "a.xls", sheet=row(1, cell("A1")), parts={"xl/workbook.xml": book})
        first, second = read_workbook(path)
        assert (len(first.remarks), len(second.remarks)) == (1, 0)
