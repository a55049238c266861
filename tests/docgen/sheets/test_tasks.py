"""Task lists as files: the empty workbook, the export, the messy list of a clerk."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl

from docgen.sheets import read_workbook, write_marked, write_task_template, write_tasks
from registry.exchange import CoOwner, Indicator, KnownTask, SheetCells, TaskRow, make_plan, read_rows
from registry.exchange.columns import COLUMNS
from registry.exchange.rows import CONTENT_FIELDS
from registry.labels import Direction, Horizon, Origin
from registry.problems import Place, Problem, Severity
from tests.support.messy_workbook import MISTAKES, PEOPLE, SHEET, TASKS, write_broken, write_messy

ROWS = (
    TaskRow(
        official="Ma Văn Tú",
        honorific="ông",
        birth_date=dt.date(1975, 2, 5),
        party_post="Huyện ủy viên",
        post="Bí thư Đảng ủy xã Khe Sáu",
        unit="Đảng ủy xã Khe Sáu",
        group="Khối xã",
        horizon=Horizon.YEAR,
        period="2021",
        title="=1+1 không phải công thức",
        natures=("việc mới", "việc khó"),
        origin=Origin.CARRIED_OVER,
        target="+ Từ 8 lên 15",
        baseline=Decimal("8"),
        target_value=Decimal("15"),
        measure_unit="người",
        direction=Direction.EXACTLY,
        product="@Quyết định",
        deadline=dt.date(2021, 11, 30),
        deadline_text="30/11/2021",
        supervisor="đồng chí Quan Văn Thành",
        note="-",
        task_code="NV-2021-001",
        sheet="Nhiệm vụ",
        row=3,
    ),
    TaskRow(
        official="Lộc Thị Ngân",
        post="Trưởng Ban Dân vận",
        horizon=Horizon.TERM,
        period="2021-2025",
        title="Xây dựng mô hình",
        natures=("việc mới",),
        target="Đạt 62,5%",
        target_value=Decimal("62.5"),
        measure_unit="%",
        product="Báo cáo",
        deadline=dt.date(2025, 9, 30),
        deadline_text="Quý III/2025",
        sheet="Nhiệm vụ",
        row=4,
    ),
)


def test_there_and_back(tmp_path: Path) -> None:
    """What is exported reads back without a difference; only text that looks like a formula is told."""
    path = tmp_path / "việc.xlsx"
    write_tasks(path, ROWS)
    reading = read_rows(read_workbook(path))
    assert [problem.code for problem in reading.problems] == ["formula-cell", "formula-like-text", "deadline-resolved"]
    assert reading.rows == ROWS[1:]
    plain = (TaskRow(**{**vars(ROWS[0]), "title": "Việc thường"}), ROWS[1])
    write_tasks(path, plain)
    assert read_rows(read_workbook(path)).rows == plain


WHOLE = (
    replace(
        ROWS[1],
        natures=("việc khó",),
        weight=Decimal("7.5"),
        denominator=Decimal(400),
        rank="HUV",
        sort_name="Ngân Lộc Thị",
        lead_body="Ban Dân vận",
        theme="Dân vận",
        basis="Nghị quyết Đại hội",
        source_text="Xây dựng mô hình dân vận khéo",
        continues="NV-2020-003",
        parent="NV-2021-001",
        co_owners=(CoOwner(name="Lý A Sử", share=Decimal("60.5")), CoOwner(name="Ma Văn Tú", share=Decimal("39.5"))),
        indicators=(
            Indicator(target="Từ 2 lên 5", baseline=Decimal(2), target_value=Decimal(5), measure_unit="chi bộ"),
            Indicator(target="Không quá 10", target_value=Decimal(10), direction=Direction.AT_MOST, measure_unit="%"),
        ),
        row=3,
    ),
    replace(
        ROWS[1],
        official="",
        post="",
        unit="Thường trực HĐND huyện",
        is_collective=True,
        attached=("Bàn Thị Mây", "Lý A Sử"),
        title="Giải phóng mặt bằng",
        row=6,
    ),
)


def test_every_field_there_and_back(tmp_path: Path) -> None:
    """Collectives, co-owners, further indicators and every extra column are exported and read back alike."""
    path = tmp_path / "việc.xlsx"
    write_tasks(path, WHOLE)
    reading = read_rows(read_workbook(path))
    assert reading.rows == WHOLE
    known = [KnownTask(code=f"NV-{row.row}", **{name: getattr(row, name) for name in CONTENT_FIELDS}) for row in WHOLE]
    write_tasks(path, known)
    plan = make_plan(read_rows(read_workbook(path)).rows, known)
    assert (plan.is_empty, len(plan.unchanged)) == (True, 2)


def test_extra_columns_stand_only_where_they_are_used(tmp_path: Path) -> None:
    """A list in which nobody filled an extra column does not have it."""
    write_tasks(tmp_path / "a.xlsx", ROWS)
    write_tasks(tmp_path / "b.xlsx", WHOLE)
    headings = [set(read_workbook(tmp_path / name)[0].rows[1]) for name in ("a.xlsx", "b.xlsx")]
    assert {column.heading for column in COLUMNS if column.is_extra} & headings[0] == set()
    assert {column.heading for column in COLUMNS} <= headings[1]


def test_text_never_runs(tmp_path: Path) -> None:
    """Text that begins like a formula is stored as text (luu-tru §6, threat 19)."""
    path = tmp_path / "việc.xlsx"
    write_tasks(path, ROWS)
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0] for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert {cell.value for cell in cells if cell.quotePrefix} == {
        *(ROWS[0].title, ROWS[0].target, ROWS[0].product),
        *("=", "-"),
    }


def test_same_rows_same_bytes(tmp_path: Path) -> None:
    """Two exports of the same rows are the same file."""
    write_tasks(tmp_path / "a.xlsx", ROWS)
    write_tasks(tmp_path / "b.xlsx", ROWS)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    write_tasks(tmp_path / "b.xlsx", ROWS[:1])
    assert (tmp_path / "a.xlsx").read_bytes() != (tmp_path / "b.xlsx").read_bytes()


class TestTemplate:
    """The empty workbook."""

    def test_is_empty_for_us(self, tmp_path: Path) -> None:
        """An unfilled template holds no task and no problem: its example and guide are passed over."""
        path = tmp_path / "mẫu.xlsx"
        write_task_template(path, year=2021, term="2021-2025", units=("Đảng ủy xã Khe Sáu",))
        reading = read_rows(read_workbook(path))
        assert (reading.rows, reading.problems) == ((), ())

    def test_filled_by_a_clerk(self, tmp_path: Path) -> None:
        """A row typed under the example is read."""
        path = tmp_path / "mẫu.xlsx"
        write_task_template(path, year=2021, term="2021-2025")
        workbook = openpyxl.load_workbook(path)
        columns = {column.field: number for number, column in enumerate(COLUMNS, start=1)}
        typed = {"official": "Ma Văn Tú", "post": "Bí thư", "horizon": "Năm", "period": "2021", "title": "Làm đường"}
        for field, value in typed.items():
            workbook["Nhiệm vụ"].cell(row=4, column=columns[field], value=value)
        workbook.save(path)
        (row,) = read_rows(read_workbook(path)).rows
        assert (row.official, row.period, row.title) == ("Ma Văn Tú", "2021", "Làm đường")

    def test_helps_the_clerk(self, tmp_path: Path) -> None:
        """Every heading has a note, and choices have drop-down lists."""
        path = tmp_path / "mẫu.xlsx"
        write_task_template(path, year=2021, units=("Đảng ủy xã Khe Sáu",))
        workbook = openpyxl.load_workbook(path)
        sheet = workbook["Nhiệm vụ"]
        usual = [column for column in COLUMNS if not column.is_extra]
        assert all(sheet.cell(row=2, column=number + 1).comment for number in range(len(usual)))
        assert len(sheet.data_validations.dataValidation) == 7
        assert workbook.sheetnames == ["Nhiệm vụ", "Hướng dẫn", "Danh mục"]


class TestMessy:
    """A workbook as clerks really send it."""

    def test_untidy_but_right(self, tmp_path: Path) -> None:
        """Other headings, merged cells, decomposed text and blank lines are no problem."""
        reading = read_rows(read_workbook(write_messy(tmp_path / "lộn xộn.xlsx")))
        assert reading.problems == ()
        assert len(reading.rows) == TASKS
        assert len({row.person_key for row in reading.rows}) == PEOPLE
        assert len(make_plan(reading.rows, []).added) == TASKS

    def test_every_mistake_at_its_cell(self, tmp_path: Path) -> None:
        """The broken twin tells each mistake at its cell, and nothing else."""
        reading = read_rows(read_workbook(write_broken(tmp_path / "sai.xlsx")))
        told = {problem.place.cell: problem.code for problem in reading.problems}
        assert told == {cell: code for cell, (_, code) in MISTAKES.items()}
        assert len(reading.problems) == len(MISTAKES)

    def test_marked_copy(self, tmp_path: Path) -> None:
        """The copy given back has the clerk's content, a note on each wrong cell, and reads the same."""
        sheets = read_workbook(write_broken(tmp_path / "sai.xlsx"))
        reading = read_rows(sheets)
        marked = tmp_path / "đánh dấu.xlsx"
        write_marked(marked, sheets, reading.problems)
        sheet = openpyxl.load_workbook(marked)[SHEET]
        noted = {cell.coordinate for row in sheet for cell in row if cell.comment}
        assert noted == set(MISTAKES)
        again = read_rows(read_workbook(marked))
        assert again.rows == reading.rows
        assert {problem.place.cell for problem in again.problems} >= set(MISTAKES)

    def test_marked_copy_of_any_sheet(self, tmp_path: Path) -> None:
        """A sheet with a name Excel refuses, odd letters and a problem beside its cells is given back all the same."""
        cells = SheetCells(name="Việc [1]/2: " + "x" * 40, rows=(("a\x0bb", None, True, dt.date(2021, 2, 5), 1.5),))
        place = Place(sheet=cells.name, cell="H4")
        write_marked(tmp_path / "m.xlsx", [cells, cells], [Problem(code="x", message="Thiếu\x0b", place=place)])
        book = openpyxl.load_workbook(tmp_path / "m.xlsx")
        assert len(book.sheetnames) == 3
        sheet = book.worksheets[0]
        assert [sheet.cell(row=1, column=column).value for column in range(1, 6)] == [
            *("ab", None, True),
            *(dt.datetime(2021, 2, 5), 1.5),  # noqa: DTZ001 - a workbook knows no time zone
        ]
        assert sheet["H4"].comment.text == "Thiếu"
        assert [cell.value for cell in book["Cần sửa"][1]] == ["Trang tính", "Ô", "Mức", "Điều cần sửa"]
        assert book["Cần sửa"]["B2"].value == "H4"

    def test_colours_of_marks(self, tmp_path: Path) -> None:
        """Errors are red, the rest yellow, and cells without a problem plain."""
        cells = SheetCells(name="A", rows=(("sai", "lưu ý", "đúng"),))
        problems = [
            Problem(code="x", message="Sai", place=Place(sheet="A", cell="A1")),
            Problem(code="x", message="Lưu ý", severity=Severity.WARNING, place=Place(sheet="A", cell="B1")),
        ]
        write_marked(tmp_path / "m.xlsx", [cells], problems)
        (row,) = openpyxl.load_workbook(tmp_path / "m.xlsx")["A"].iter_rows()
        assert [cell.fill.fgColor.rgb[2:] if cell.fill.patternType else "" for cell in row] == ["FFC7CE", "FFEB9C", ""]

    def test_note_on_a_merged_cell(self, tmp_path: Path) -> None:
        """A problem inside a merged range is noted on the cell people see."""
        sheets = read_workbook(write_messy(tmp_path / "gộp ô.xlsx"))
        problem = read_rows(read_workbook(write_broken(tmp_path / "sai.xlsx"))).problems[0]
        moved = type(problem)(code="x", message="Sai", place=type(problem.place)(sheet=SHEET, cell="C7"))
        write_marked(tmp_path / "m.xlsx", sheets, [moved])
        assert openpyxl.load_workbook(tmp_path / "m.xlsx")[SHEET]["C6"].comment is not None
