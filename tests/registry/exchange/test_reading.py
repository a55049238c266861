"""Reading a task list: what is understood, and every mistake at its cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from registry.exchange import CellValue, Reading, SheetCells, read_rows
from registry.exchange.columns import COLUMNS, HEADING_OF_FIELD
from registry.labels import Direction, Horizon, Origin

GOOD: dict[str, CellValue] = {
    "official": "Ma Văn Tú",
    "post": "Bí thư Đảng ủy xã Khe Sáu",
    "unit": "Đảng ủy xã Khe Sáu",
    "horizon": "Năm",
    "period": 2021.0,
    "title": "Kết nạp đảng viên mới",
    "target": "Từ 8 lên 15 đảng viên",
    "baseline": 8.0,
    "target_value": 15.0,
    "measure_unit": "người",
    "product": "Quyết định kết nạp",
    "deadline": dt.date(2021, 11, 30),
    "supervisor": "đồng chí Quan Văn Thành",
}
FIELDS = tuple(column.field for column in COLUMNS)
LETTER = {field: chr(ord("A") + index) for index, field in enumerate(FIELDS)}


def sheet(*rows: dict[str, CellValue], name: str = "Nhiệm vụ", fields: tuple[str, ...] = FIELDS) -> SheetCells:
    """A sheet with our headings in row 1 and the given rows under it."""
    headings = tuple(HEADING_OF_FIELD[field] for field in fields)
    return SheetCells(name=name, rows=(headings, *(tuple(row.get(field) for field in fields) for row in rows)))


def read_one(**changes: CellValue) -> Reading:
    """The good row with some cells changed."""
    return read_rows([sheet({**GOOD, **changes})])


def found(reading: Reading) -> list[tuple[str, str]]:
    """Code and cell of every problem."""
    return [(problem.code, problem.place.cell) for problem in reading.problems]


class TestGoodRow:
    """What a right row means."""

    def test_values(self) -> None:
        """Every cell of a right row arrives in its field, without a problem."""
        reading = read_one(honorific="bà", origin="BTV giao", natures="khó; Việc mới", direction="≥")
        (row,) = reading.rows
        assert reading.problems == ()
        assert (row.sheet, row.row, row.official, row.honorific) == ("Nhiệm vụ", 2, "Ma Văn Tú", "bà")
        assert (row.horizon, row.period, row.origin) == (Horizon.YEAR, "2021", Origin.ASSIGNED)
        assert (row.baseline, row.target_value, row.direction) == (Decimal(8), Decimal(15), Direction.AT_LEAST)
        assert (row.deadline, row.deadline_text) == (dt.date(2021, 11, 30), "30/11/2021")
        assert row.natures == ("việc mới", "việc khó")

    def test_unknown_is_not_zero(self) -> None:
        """A blank number stays unknown."""
        (row,) = read_one(baseline=None).rows
        assert row.baseline is None

    def test_honorific_before_the_name(self) -> None:
        """An honorific typed in the name cell is kept for printing and taken off the name."""
        (row,) = read_one(official="Bà  Bàn Thị Mây").rows
        assert (row.official, row.honorific) == ("Bàn Thị Mây", "bà")

    @pytest.mark.parametrize(
        ("typed", "period", "horizon"),
        [
            ("2021", "2021", Horizon.YEAR),
            ("Năm 2021", "2021", Horizon.YEAR),
            ("Giai đoạn 2021 – 2025", "2021-2025", Horizon.TERM),
            ("nhiệm kỳ 2021-2025", "2021-2025", Horizon.TERM),
        ],
    )
    def test_period_implies_horizon(self, typed: str, period: str, horizon: Horizon) -> None:
        """Without a word for the horizon the period tells it."""
        (row,) = read_one(horizon=None, period=typed).rows
        assert (row.period, row.horizon) == (period, horizon)

    def test_excel_day_number(self) -> None:
        """A date that lost its format is still that day."""
        (row,) = read_one(deadline=44530.0).rows
        assert row.deadline == dt.date(2021, 11, 30)

    @pytest.mark.parametrize("column", [column for column in COLUMNS if column.field != "ordinal"])
    def test_every_spelling_of_a_heading(self, column: object) -> None:
        """Each accepted heading, in capitals too, leads to its field."""
        for heading in (column.heading, *column.synonyms):  # type: ignore[attr-defined]
            fields = [field for field in FIELDS if field != column.field]  # type: ignore[attr-defined]
            cells = sheet(GOOD, fields=tuple(fields))
            marked = SheetCells(name="A", rows=((heading.upper(), *cells.rows[0]), ("x", *cells.rows[1])))
            assert not [problem for problem in read_rows([marked]).problems if problem.code == "unknown-column"]


class TestCarrying:
    """Blank and merged cells."""

    def test_second_task_of_a_person(self) -> None:
        """A row without a name belongs to the person above."""
        person = ("official", "post", "unit")
        second = {**GOOD, "title": "Xây nhà văn hóa"} | dict.fromkeys(person)
        third = {**second, "title": "Làm đường liên thôn"}
        reading = read_rows([sheet(GOOD, second, third)])
        assert reading.problems == ()
        assert {row.person_key for row in reading.rows} == {("ma van tu", "dang uy xa khe sau")}
        assert len(reading.rows) == 3

    def test_other_post_needs_a_name(self) -> None:
        """A blank name beside another post is a forgotten name, not the person above."""
        second = {**GOOD, "official": None, "post": "Chủ tịch UBND xã", "title": "Xây nhà văn hóa"}
        reading = read_rows([sheet(GOOD, second)])
        assert found(reading) == [("missing-name", f"{LETTER['official']}3")]

    def test_merged_period(self) -> None:
        """A value merged over several rows counts for each of them."""
        column = FIELDS.index("period")
        cells = sheet(GOOD, {**GOOD, "title": "Xây nhà văn hóa", "period": None})
        merged = SheetCells(name=cells.name, rows=cells.rows, merged=(((1, column), (2, column)),))
        assert [row.period for row in read_rows([merged]).rows] == ["2021", "2021"]
        assert found(read_rows([cells])) == [("unknown-period", f"{LETTER['period']}3")]

    def test_rows_that_are_no_tasks(self) -> None:
        """Blank rows, group titles, totals and the example row are passed over."""
        others: list[dict[str, CellValue]] = [
            {"ordinal": "I"},
            {"ordinal": "Ví dụ", **GOOD},
            {},
            {"official": "I. Khối Đảng"},
            {"ordinal": "Tổng cộng", "title": "1"},
        ]
        reading = read_rows([sheet(*others[:4], GOOD, others[4])])
        assert (len(reading.rows), reading.problems) == (1, ())

    def test_a_name_without_a_task_is_told(self) -> None:
        """A person listed with nothing to do is a mistake, not a title."""
        reading = read_rows([sheet({"official": "Ma Văn Tú"})])
        assert ("missing-title", f"{LETTER['title']}2") in found(reading)


MISTAKES = [
    ({"official": None}, "missing-name", "official", True),
    ({"post": " "}, "missing-post", "post", True),
    ({"title": None}, "missing-title", "title", True),
    ({"horizon": "quý"}, "unknown-horizon", "horizon", True),
    ({"period": "năm nay"}, "unknown-period", "period", True),
    ({"period": "2025-2021"}, "unknown-period", "period", True),
    ({"period": "2021-2025"}, "period-contradicts-horizon", "period", True),
    ({"horizon": "Giai đoạn"}, "period-contradicts-horizon", "period", True),
    ({"deadline": "31/02/2021"}, "impossible-date", "deadline", True),
    ({"deadline": "12/31/2021"}, "impossible-date", "deadline", True),
    ({"deadline": "khi có vốn"}, "unclear-deadline", "deadline", True),
    ({"deadline": "Quý IV"}, "deadline-resolved", "deadline", False),
    ({"deadline": None}, "missing-deadline", "deadline", False),
    ({"deadline": dt.date(2022, 1, 1)}, "deadline-outside-period", "deadline", True),
    ({"target_value": 2.101}, "count-not-whole", "target_value", True),
    ({"target_value": "2,101"}, "count-not-whole", "target_value", True),
    ({"target_value": "388/400"}, "unclear-number", "target_value", True),
    ({"measure_unit": "%", "target_value": "95.5"}, "unclear-number", "target_value", True),
    ({"measure_unit": "%", "target_value": 0.95, "baseline": None}, "percent-as-fraction", "target_value", False),
    ({"target_value": 8.0}, "target-not-beyond-baseline", "target_value", False),
    ({"direction": "<="}, "target-not-beyond-baseline", "target_value", False),
    ({"direction": "khoảng"}, "unknown-direction", "direction", True),
    ({"natures": "việc dễ"}, "unknown-nature", "natures", False),
    ({"origin": "nhặt được"}, "unknown-origin", "origin", True),
    ({"honorific": "ngài"}, "unknown-honorific", "honorific", False),
    ({"birth_date": 1975.0}, "unclear-birth-date", "birth_date", False),
    ({"target": "=A1"}, "formula-cell", "target", True),
    ({"target": "#REF!"}, "formula-error", "target", True),
    ({"target": None}, "missing-target", "target", False),
    ({"product": None}, "missing-product", "product", False),
    ({"title": "Nâng " * 70}, "title-too-long", "title", False),
    ({"supervisor": "đ/c Ma Văn Tú, Bí thư"}, "supervises-own-task", "supervisor", False),
]


class TestMistakes:
    """Every mistake is told at its cell, and only errors hold the row back."""

    @pytest.mark.parametrize(("changes", "code", "field", "is_error"), MISTAKES)
    def test_one_mistake(self, changes: dict[str, CellValue], code: str, field: str, is_error: bool) -> None:
        """One wrong cell gives exactly one problem, with advice, at that cell."""
        reading = read_one(**changes)
        assert found(reading) == [(code, f"{LETTER[field]}2")]
        assert reading.problems[0].is_error is is_error
        assert reading.has_errors is is_error
        assert len(reading.rows) == (0 if is_error else 1)

    def test_formula_with_a_value(self) -> None:
        """A formula that has a value is read, and told."""
        cells = sheet(GOOD)
        place = (1, FIELDS.index("target_value"))
        reading = read_rows([SheetCells(name=cells.name, rows=cells.rows, formulas=frozenset({place}))])
        assert found(reading) == [("formula-cell", f"{LETTER['target_value']}2")]
        assert len(reading.rows) == 1

    def test_all_at_once(self) -> None:
        """Mistakes of one row and of several rows come together, in the order of their places."""
        wrong = {**GOOD, "post": None, "period": "?"}
        reading = read_rows([sheet(wrong, {**GOOD, "title": None})])
        expected = [("missing-post", "post", 2), ("unknown-period", "period", 2), ("missing-title", "title", 3)]
        assert found(reading) == [(code, f"{LETTER[field]}{row}") for code, field, row in expected]


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
