"""Whole lists and workbooks of several sheets, read as one."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.exchange import CellValue, SheetCells, read_rows
from tests.registry.exchange.test_reading import FIELDS, GOOD, LETTER, found, sheet


class TestWholeList:
    """What only the whole list shows."""

    def test_duplicate_task(self) -> None:
        """The same task of the same person twice, however typed, holds the second row back."""
        again = {**GOOD, "official": "Ma Văn Tú", "title": "KẾT NẠP ĐẢNG VIÊN MỚI."}
        reading = read_rows([sheet(GOOD, again)])
        assert found(reading) == [("duplicate-task", f"{LETTER['title']}3")]
        assert len(reading.rows) == 1

    def test_duplicate_code(self) -> None:
        """One code names one task."""
        reading = read_rows([sheet({**GOOD, "task_code": "NV-1"}, {**GOOD, "task_code": "NV-1", "title": "Việc khác"})])
        assert found(reading) == [("duplicate-code", f"{LETTER['task_code']}3")]

    def test_two_spellings(self) -> None:
        """A person written otherwise than usual is told at the stray cell."""
        rows = [{**GOOD, "title": f"Việc {number}"} for number in range(3)]
        rows[1] = {**rows[1], "official": "Ma Văn Tứ"}
        assert found(read_rows([sheet(*rows)])) == [("two-spellings", f"{LETTER['official']}3")]

    def test_same_name_in_other_units(self) -> None:
        """Two people of two units may share a name but for the accents."""
        other = {**GOOD, "official": "Ma Văn Tứ", "unit": "Đảng ủy xã Khe Bảy", "post": "Bí thư Đảng ủy xã Khe Bảy"}
        assert read_rows([sheet(GOOD, other)]).problems == ()

    @pytest.mark.parametrize(
        ("days", "is_told"),
        [
            ((dt.date(2021, 2, 5), dt.date(2021, 3, 6), "30/11/2021"), True),
            ((dt.date(2021, 2, 5), dt.date(2021, 3, 26), "30/11/2021"), False),
            ((dt.date(2021, 2, 5), dt.date(2021, 3, 6), "10/11/2021"), False),
            ((dt.date(2021, 2, 5), dt.date(2021, 3, 6), dt.date(2021, 4, 7)), False),
            ((dt.date(2021, 2, 5), "28/02/2021", "30/11/2021"), False),
        ],
    )
    def test_swapped_days_and_months(self, days: tuple[CellValue, ...], is_told: bool) -> None:
        """Dates that are all below the 13th beside texts that are all above are told at the first of them."""
        rows = [{**GOOD, "title": f"Việc số {number}", "deadline": day} for number, day in enumerate(days)]
        assert found(read_rows([sheet(*rows)])) == (
            [("dates-may-be-swapped", f"{LETTER['deadline']}2")] if is_told else []
        )

    def test_one_job_for_two_people(self) -> None:
        """One job of one unit given to two people is an error at the second (P9); common tasks may repeat."""
        other = {**GOOD, "official": "Lý A Sử", "post": "Phó Bí thư Đảng ủy xã Khe Sáu"}
        assert found(read_rows([sheet(GOOD, other)])) == [("job-of-two", f"{LETTER['title']}3")]
        elsewhere = {**other, "unit": "Đảng ủy xã Khe Bảy"}
        assert read_rows([sheet(GOOD, elsewhere)]).problems == ()
        common: dict[str, CellValue] = {"origin": "nhiệm vụ chung"}
        assert read_rows([sheet(GOOD | common, other | common)]).problems == ()

    def test_overlapping_posts(self) -> None:
        """Two heads of one unit are told at the second, deputies and heads of other units are not."""
        other = {**GOOD, "official": "Lý A Sử", "title": "Xây nhà văn hóa"}
        assert found(read_rows([sheet(GOOD, other)])) == [("overlapping-posts", f"{LETTER['post']}3")]
        deputies = [{**row, "post": "Phó Bí thư Đảng ủy xã Khe Sáu"} for row in (GOOD, other)]
        assert read_rows([sheet(*deputies)]).problems == ()
        assert read_rows([sheet(GOOD, {**other, "unit": "Đảng ủy xã Khe Bảy"})]).problems == ()

    @pytest.mark.parametrize("typed", ["đ/c Ma Văn Tú", "MA VĂN TÚ", "Ma  Văn Tú", "Ma Văn Tú\u200b"])
    def test_one_person_however_typed(self, typed: str) -> None:
        """Honorifics, double spaces and invisible signs make no other person; capitals are another spelling."""
        reading = read_rows([sheet(GOOD, {**GOOD, "official": typed, "title": "Xây nhà văn hóa"})])
        assert [code for code, _ in found(reading)] == (["two-spellings"] if typed.isupper() else [])

    def test_tone_placement_is_one_person(self) -> None:
        """One name with its tone in two places is told as two spellings, not taken for two people."""
        names = ("Nông Thị Hòa", "Nông Thị Hoà", "Nông Thị Hòa")
        rows = [{**GOOD, "official": name, "title": f"Việc số {number}"} for number, name in enumerate(names)]
        assert found(read_rows([sheet(*rows)])) == [("two-spellings", f"{LETTER['official']}3")]

    def test_two_posts(self) -> None:
        """One person with two posts in print is told."""
        reading = read_rows([sheet(GOOD, {**GOOD, "post": "Bí thư", "title": "Việc khác"})])
        assert found(reading) == [("two-posts", f"{LETTER['post']}3")]


class TestSheets:
    """Which sheets and columns are read."""

    def test_no_task_sheet(self) -> None:
        """A workbook without a heading row is told as a whole."""
        reading = read_rows([SheetCells(name="Bìa", rows=(("Kính gửi", None),))])
        assert [problem.code for problem in reading.problems] == ["no-task-sheet"]

    def test_header_below_a_letterhead(self) -> None:
        """The heading row may stand as low as row 15, and no lower."""
        for above, expected in ((14, 1), (15, 0)):
            cells = sheet(GOOD)
            moved = SheetCells(name="A", rows=((("HUYỆN ỦY",),) * above + cells.rows))
            assert len(read_rows([SheetCells(name="Bìa", rows=()), moved]).rows) == expected

    def test_missing_column(self) -> None:
        """A sheet without a required column is not read, and the column is named."""
        reading = read_rows([sheet(GOOD, fields=tuple(field for field in FIELDS if field != "post"))])
        assert [problem.code for problem in reading.problems] == ["missing-column"]
        assert "Chức vụ" in reading.problems[0].message
        assert reading.rows == ()

    def test_repeated_and_unknown_columns(self) -> None:
        """A heading written twice is an error, a heading nobody knows a remark."""
        cells = sheet(GOOD)
        rows = ((*cells.rows[0], "Họ tên", "Màu sắc"), *cells.rows[1:])
        reading = read_rows([SheetCells(name="A", rows=rows)])
        assert [(problem.code, problem.is_error) for problem in reading.problems] == [
            ("duplicate-column", True),
            ("unknown-column", False),
        ]
