"""The sheets beside the task list: told apart by their headings, read cell by cell, every mistake at its cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from registry.exchange.cells import CellValue, SheetCells
from registry.exchange.frame_bodies import FRAME_SHEETS
from registry.exchange.frame_reading import FrameReading, read_frame, recognise
from registry.exchange.frame_rows import BodyRow, DutyRow, EventRow, ProgressRow
from registry.exchange.frame_values import read_value, resolve_day
from registry.labels import BodyLevel, BodySystem, EventKind, ProgressLevel
from tests.support.frame_workbook import SHEETS, TASKS

YEAR = 2021


def cells(name: str, *rows: tuple[CellValue, ...]) -> SheetCells:
    """A sheet of the given rows."""
    return SheetCells(name=name, rows=rows)


def read(name: str, *rows: tuple[CellValue, ...]) -> FrameReading:
    """One sheet read."""
    return read_frame([cells(name, *rows)], year=YEAR)


def codes(reading: FrameReading) -> list[tuple[str, str]]:
    """Cell and code of every problem."""
    return [(problem.place.cell, problem.code) for problem in reading.problems]


@pytest.mark.parametrize("title", SHEETS)
def test_a_sheet_is_told_by_its_headings(title: str) -> None:
    """This test ensures that a sheet is recognised whatever the clerk named it."""
    found = recognise(cells("Sheet3", *SHEETS[title]))  # type: ignore[arg-type]
    assert found is not None
    assert found.sheet.title == title


@pytest.mark.parametrize("sheet", FRAME_SHEETS, ids=lambda sheet: sheet.kind)
def test_our_own_headings_are_recognised(sheet: object) -> None:
    """This test ensures that every sheet we offer is known again by its printed headings alone."""
    headings = tuple(column.heading for column in sheet.columns)  # type: ignore[attr-defined]
    found = recognise(cells("Sheet1", headings))
    assert found is not None
    assert found.sheet is sheet


def test_a_task_list_is_no_frame_sheet() -> None:
    """This test ensures that a task list stays a task list, also with a supervisor, a group and a basis column."""
    headings = (*TASKS[0], "Người theo dõi", "Lĩnh vực", "Căn cứ", "Ghi chú")
    assert recognise(cells("Nhiệm vụ", headings)) is None  # type: ignore[arg-type]
    assert recognise(cells("Bìa", ("Kính gửi Ban Tổ chức",), ("Căn cứ",), ("Nghị quyết số 1",))) is None


def test_a_calendar_keeps_what_was_written_and_what_was_inferred() -> None:
    """This test ensures that a date without a year takes the cycle's and says so, and a full one does not."""
    reading = read("Lịch", *SHEETS["Lịch"])  # type: ignore[arg-type]
    midway, handover, quarter = reading.rows["events"]
    assert midway == EventRow(
        kind=EventKind.MIDWAY,
        title="Hội nghị cán bộ chủ chốt",
        day=dt.date(2021, 9, 23),
        day_text="23/9",
        is_year_inferred=True,
    )
    assert isinstance(handover, EventRow) and not handover.is_year_inferred
    assert isinstance(quarter, EventRow) and (quarter.day, quarter.is_year_inferred) == (dt.date(2021, 9, 30), True)


@pytest.mark.parametrize(
    ("text", "day", "is_inferred"),
    [
        ("23/9", dt.date(2021, 9, 23), True),
        ("24/1", dt.date(2021, 1, 24), True),
        ("Chiều 7/1", dt.date(2021, 1, 7), True),
        ("09/01/2017", dt.date(2017, 1, 9), False),
        ("sáng 24/01/2022", dt.date(2022, 1, 24), False),
        ("Tháng 10-12/2026", dt.date(2026, 12, 31), False),
        ("31/2", None, False),
        ("hôm nào đó", None, True),
    ],
)
def test_fuzzy_days(text: str, day: dt.date | None, is_inferred: bool) -> None:
    """This test ensures that the date forms of the seed articles are understood, with the flag of an inferred year."""
    found, inferred = resolve_day(text, YEAR)
    assert found == day
    assert day is None or inferred == is_inferred


def test_a_year_is_judged_early_in_the_next() -> None:
    """This test ensures that the meeting of "Chiều 7/1" on a year is held in January of the next (Vĩnh Phúc)."""
    heads = SHEETS["Lịch"][0]
    meeting, handover, december = read(
        "Lịch",
        heads,  # type: ignore[arg-type]
        ("họp đánh giá", "Đánh giá năm", "Chiều 7/1"),
        ("hội nghị giao", "Giao nhiệm vụ", "24/1"),
        ("họp đánh giá", "Đánh giá sớm", "20/12"),
    ).rows["events"]
    days = [each.day for each in (meeting, handover, december) if isinstance(each, EventRow)]
    assert days == [dt.date(2022, 1, 7), dt.date(2021, 1, 24), dt.date(2021, 12, 20)]


def test_progress_is_compared_with_another_period() -> None:
    """This test ensures that "+5" is a difference with a named period, and one without a name is told."""
    heads = ("Mã nhiệm vụ", "Ngày", "Giá trị", "So với kỳ", "Hơn, kém kỳ đó")
    good = read("Tiến độ", heads, ("NV-2021-001", "31/12/2021", 24, "cả nhiệm kỳ trước", "+5"))
    (row,) = good.rows["progress"]
    assert isinstance(row, ProgressRow)
    assert (row.compared_with, row.compared_difference, row.compared_value) == ("cả nhiệm kỳ trước", Decimal(5), None)
    bad = read("Tiến độ", heads, ("NV-2021-001", "31/12/2021", 24, None, -5))
    assert codes(bad) == [("D2", "unnamed-comparison")]


@pytest.mark.parametrize(
    ("text", "number"),
    [("2.101/2.000", Decimal(2101)), ("9/9", Decimal(9)), ("19/19", Decimal(19)), (388, Decimal(388)), (None, None)],
)
def test_a_ratio_is_what_was_reached(text: CellValue, number: Decimal | None) -> None:
    """This test ensures that a ratio is no date and no decimal, and that an empty cell is unknown, not zero."""
    assert read_value(text) == number


def test_nobody_knows_is_not_no() -> None:
    """This test ensures that an empty answer stays unknown."""
    done, unknown = read("x", *SHEETS["Việc của cơ quan"]).rows["duties"]  # type: ignore[arg-type]
    assert isinstance(done, DutyRow) and done.is_done is True
    assert isinstance(unknown, DutyRow) and unknown.is_done is None


def test_a_body_has_its_period_system_and_parents() -> None:
    """This test ensures that a row of “Cơ quan” is read whole, a merged body with both its parents."""
    reading = read(
        "Cơ quan",
        ("Mã", "Tên", "Từ ngày", "Đến ngày", "Hệ thống", "Cấp", "Trực thuộc", "Ngày kết thúc"),
        ("TCNV", "Cơ quan Tổ chức – Nội vụ", "01/02/2019", None, "hợp nhất", "huyện", "Huyện ủy; UBND huyện", None),
    )
    assert reading.rows["bodies"] == (
        BodyRow(
            code="TCNV",
            name="Cơ quan Tổ chức – Nội vụ",
            valid_from=dt.date(2019, 2, 1),
            system=BodySystem.MERGED,
            level=BodyLevel.DISTRICT,
            parents=("Huyện ủy", "UBND huyện"),
        ),
    )


def test_progress_names_its_task_and_says_something() -> None:
    """This test ensures that a report is read with its level, and one that says nothing or names nothing is refused."""
    heads = ("Mã nhiệm vụ", "Họ và tên", "Nội dung nhiệm vụ", "Ngày", "Giá trị", "Mức độ", "Nguồn")
    reading = read(
        "Tiến độ",
        heads,
        ("NV-2021-001", None, None, "23/9/2021", "388/400", "đang thực hiện", "Báo cáo 15-BC/BTC"),
        ("NV-2021-001", None, None, "24/9/2021", None, None, "Báo cáo"),
        (None, "Ma Thị Hà", None, "24/9/2021", 5, None, None),
    )
    assert reading.rows["progress"] == (
        ProgressRow(
            task_code="NV-2021-001",
            on=dt.date(2021, 9, 23),
            value=Decimal(388),
            level=ProgressLevel.IN_PROGRESS,
            source="Báo cáo 15-BC/BTC",
        ),
    )
    assert codes(reading) == [("E3", "empty-report"), ("A4", "unnamed-task")]


def test_all_mistakes_are_told_at_their_cells() -> None:
    """This test ensures that every wrong cell of every sheet is named at once, and its row alone is left out."""
    reading = read_frame(
        [
            cells("Nhóm", SHEETS["Nhóm"][0], ("Khối xã", "có lẽ", None, None), ("Khối Đảng", "có", "có", None)),  # type: ignore[arg-type]
            cells("Lịch", SHEETS["Lịch"][0], ("liên hoan", "Gặp mặt", "31/2"), (None, None, "1/1")),  # type: ignore[arg-type]
            cells("Năm trước", SHEETS["Kết quả năm trước"][0], ("Ma Thị Hà", None, "năm kia", "giỏi", None)),  # type: ignore[arg-type]
        ],
        year=YEAR,
    )
    assert codes(reading) == [
        ("B2", "unclear-answer"),
        ("C2", "missing-value"),
        ("A2", "unknown-word"),
        ("C2", "unclear-day"),
        ("A3", "missing-value"),
        ("B3", "missing-value"),
        ("C2", "unclear-year"),
        ("D2", "unknown-word"),
    ]
    assert [str(row) for row in reading.rows["groups"]] == ["Khối Đảng"]


def test_a_missing_column_and_a_formula_are_told() -> None:
    """This test ensures that a sheet without a required column, and a formula, are told and not guessed around."""
    lacking = read("x", ("Nhóm", "Đã nhận danh sách người"), ("Khối xã", "có"))
    assert [problem.code for problem in lacking.problems] == ["missing-column"]
    assert lacking.rows["groups"] == ()
    formula = read("x", ("Năm", "Thí điểm", "Phương châm"), ("=2020+1", "có", ""))
    assert "formula-cell" in [problem.code for problem in formula.problems]


def test_an_example_row_a_total_and_numbered_columns_are_passed_over() -> None:
    """This test ensures that what is no data is not read as data."""
    reading = read(
        "Nhóm",
        SHEETS["Nhóm"][0],  # type: ignore[arg-type]
        (1, 2, 3, 4),
        ("Ví dụ: Khối xã", "có", "có", None),
        (None, None, None, None),
        ("Khối xã", "có", "có", None),
        ("Tổng cộng", None, None, None),
    )
    assert [str(row) for row in reading.rows["groups"]] == ["Khối xã"]
    assert reading.problems == ()


def test_a_period_that_ends_before_it_begins_is_told() -> None:
    """This test ensures that a name cannot end before it begins."""
    heads = ("Tên", "Từ ngày", "Đến ngày", "Hệ thống")
    assert codes(read("x", heads, ("Xã A", "02/01/2020", "01/01/2020", "Đảng"))) == [("C2", "period-ends-early")]
