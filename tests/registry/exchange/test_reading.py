"""Reading a task list: what is understood, and every mistake at its cell."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

import pytest

from registry.exchange import CellValue, Indicator, Reading, SheetCells, cell_name, read_rows
from registry.exchange.cells import MAC_DAY_ZERO
from registry.exchange.columns import COLUMNS, HEADING_OF_FIELD
from registry.labels import Direction, Horizon, Origin

GOOD: dict[str, CellValue] = {
    "official": "Ma Văn Tú",
    "post": "Bí thư Đảng ủy xã Khe Sáu",
    "unit": "Đảng ủy xã Khe Sáu",
    "horizon": "Năm",
    "period": 2021.0,
    "title": "Kết nạp đảng viên mới",
    "natures": "việc mới",
    "basis": "Nghị quyết Đại hội Đảng bộ huyện",
    "target": "Từ 8 lên 15 đảng viên",
    "baseline": 8.0,
    "target_value": 15.0,
    "measure_unit": "người",
    "product": "Quyết định kết nạp",
    "deadline": dt.date(2021, 11, 30),
    "supervisor": "đồng chí Quan Văn Thành",
}
FIELDS = tuple(column.field for column in COLUMNS)
LETTER = {field: cell_name(0, index).removesuffix("1") for index, field in enumerate(FIELDS)}


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

    def test_letters_of_other_fields(self) -> None:
        """The columns a list has only when the office wants them arrive in their fields."""
        reading = read_one(
            theme="Nông thôn mới",
            weight=7.5,
            denominator=400.0,
            rank="HUV",
            sort_name="Tú Ma Văn",
            lead_body="Ban Dân vận",
            co_owners="đ/c Bàn Thị Mây 60%; Lý A Sử (40%)",
            continues="NV-2020-003",
            parent="NV-2021-009",
        )
        (row,) = reading.rows
        assert reading.problems == ()
        assert (row.theme, row.weight, row.denominator) == ("Nông thôn mới", Decimal("7.5"), Decimal(400))
        assert (row.rank, row.sort_name, row.lead_body) == ("HUV", "Tú Ma Văn", "Ban Dân vận")
        shares = [(each.name, each.share) for each in row.co_owners]
        assert shares == [("Bàn Thị Mây", Decimal(60)), ("Lý A Sử", Decimal(40))]
        assert (row.continues, row.parent) == ("NV-2020-003", "NV-2021-009")

    def test_lists_that_begin_with_a_dash_are_no_formulas(self) -> None:
        """Dashes and pluses of a list, percentages and phone numbers are only text."""
        for text in ("- Tăng 5%", "+ Giảm hộ nghèo", "-5%", "+84 912 345 678", "- Xã Khe Sáu (thôn 1)", "-"):
            assert read_one(note=text).problems == ()

    def test_recurring_deadlines_end_with_the_period(self) -> None:
        """A deadline that comes again and again is the last day of the period, and both are told (P20)."""
        reading = read_one(deadline="Hằng tháng")
        assert (reading.rows[0].deadline, reading.rows[0].deadline_text) == (dt.date(2021, 12, 31), "Hằng tháng")
        assert "Hằng tháng" in reading.problems[0].message and "31/12/2021" in reading.problems[0].message

    def test_day_numbers_of_a_mac_workbook(self) -> None:
        """A number that means a day counts from 1904 when the workbook says so."""
        cells = sheet({**GOOD, "deadline": 44530.0 - 1462})
        mac = SheetCells(name=cells.name, rows=cells.rows, day_zero=MAC_DAY_ZERO)
        assert read_rows([mac]).rows[0].deadline == dt.date(2021, 11, 30)


class TestCollectives:
    """Tasks given to a collective."""

    COLLECTIVE: ClassVar[dict[str, CellValue]] = {
        **GOOD,
        "official": None,
        "post": None,
        "unit": "Thường trực HĐND huyện",
        "is_collective": "Tập thể",
        "attached": "đồng chí Bàn Thị Mây; Lý A Sử",
    }

    def test_collective(self) -> None:
        """A collective has its name as unit, nobody as official, and the people attached to it."""
        reading = read_rows([sheet(self.COLLECTIVE)])
        (row,) = reading.rows
        assert reading.problems == ()
        assert (row.is_collective, row.official, row.unit) == (True, "", "Thường trực HĐND huyện")
        assert row.attached == ("Bàn Thị Mây", "Lý A Sử")
        assert row.owner == "Thường trực HĐND huyện"

    def test_its_second_task(self) -> None:
        """A blank row under a collective belongs to it; a named person under it does not."""
        person = dict.fromkeys(("official", "post", "unit", "is_collective", "attached"))
        second = {**GOOD, **person, "title": "Xây nhà văn hóa"}
        reading = read_rows([sheet(self.COLLECTIVE, second, GOOD)])
        assert [row.is_collective for row in reading.rows] == [True, True, False]
        assert reading.rows[1].attached == ("Bàn Thị Mây", "Lý A Sử")
        assert reading.rows[2].attached == ()

    def test_a_list_of_collectives_needs_no_names(self) -> None:
        """A list with a column for the collective needs no columns for names and posts."""
        headings = ("Tập thể được giao", "Năm", "Nội dung", "Chỉ tiêu", "Sản phẩm", "Thời hạn")
        values = ("Ban Dân vận", 2022.0, "Xây 05 mô hình", "05 mô hình", "Danh sách", "30/11/2022")
        (row,) = read_rows([SheetCells(name="A", rows=(headings, values))]).rows
        assert (row.is_collective, row.unit) == (True, "Ban Dân vận")

    def test_a_collective_beside_a_person(self) -> None:
        """A row that names a collective and a person is asked which it is, not read as one of them in silence."""
        headings = ("Tập thể được giao", "Họ tên", "Chức vụ", "Năm", "Nội dung", "Chỉ tiêu", "Sản phẩm", "Thời hạn")
        task = (2022.0, "Xây 05 mô hình", "05 mô hình", "Danh sách", "30/11/2022")
        both = ("Ban Dân vận", "Lộc Thị Ngân", "Trưởng ban", *task)
        reading = read_rows([SheetCells(name="A", rows=(headings, both))])
        assert (found(reading), reading.rows) == ([("collective-with-name", "B2")], ())
        alone = (None, *both[1:])
        assert read_rows([SheetCells(name="A", rows=(headings, alone))]).rows[0].is_collective is False

    def test_supervised_by_its_own_leader(self) -> None:
        """A collective watched by the one who leads it is told (P17)."""
        watched = {**self.COLLECTIVE, "supervisor": "Bí thư Huyện ủy, Chủ tịch HĐND huyện"}
        assert found(read_rows([sheet(watched)])) == [("supervises-own-task", f"{LETTER['supervisor']}2")]


class TestIndicators:
    """Further indicators of a task."""

    MEASURE: ClassVar[dict[str, CellValue]] = {
        "target": "Từ 2 lên 5 chi bộ",
        "baseline": 2.0,
        "target_value": 5.0,
        "measure_unit": "chi bộ",
    }

    def test_rows_with_only_measures(self) -> None:
        """Rows under a task that fill only measures are further indicators of it."""
        reading = read_rows([sheet(GOOD, self.MEASURE, {"target": "Không để đơn thư vượt cấp"})])
        (row,) = reading.rows
        assert reading.problems == ()
        assert row.indicators == (
            Indicator(target="Từ 2 lên 5 chi bộ", baseline=Decimal(2), target_value=Decimal(5), measure_unit="chi bộ"),
            Indicator(target="Không để đơn thư vượt cấp"),
        )

    def test_a_lonely_number(self) -> None:
        """One number alone under a task is a further indicator too, and never passed over."""
        (row,) = read_rows([sheet(GOOD, {"target_value": 5.0})]).rows
        assert row.indicators == (Indicator(target_value=Decimal(5)),)

    def test_under_a_merged_title(self) -> None:
        """Under a title merged over two rows the second row is an indicator too."""
        cells = sheet(GOOD, self.MEASURE)
        columns = [FIELDS.index(field) for field in ("official", "title", "period")]
        merged = tuple(((1, column), (2, column)) for column in columns)
        (row,) = read_rows([SheetCells(name="A", rows=cells.rows, merged=merged)]).rows
        assert len(row.indicators) == 1

    @pytest.mark.parametrize("own", [{"product": "Danh sách"}, {"ordinal": 2.0}, {"official": "Lý A Sử"}])
    def test_a_row_that_fills_more_is_a_task_without_title(self, own: dict[str, CellValue]) -> None:
        """A row with a product, number or name of its own is a task whose title was forgotten."""
        reading = read_rows([sheet(GOOD, {**self.MEASURE, **own})])
        assert "missing-title" in [problem.code for problem in reading.problems]

    def test_measures_below_a_gap_belong_to_nobody(self) -> None:
        """Measures that do not stand directly under a task are a forgotten task."""
        assert "missing-title" in [code for code, _ in found(read_rows([sheet(GOOD, {}, self.MEASURE)]))]

    def test_a_wrong_number_holds_its_task_back(self) -> None:
        """An indicator that cannot be read holds the whole task back, told at its own cell."""
        reading = read_rows([sheet(GOOD, {**self.MEASURE, "target_value": "năm"})])
        assert found(reading) == [("unclear-number", f"{LETTER['target_value']}3")]
        assert reading.rows == ()


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
    ({"supervisor": "Bí thư Đảng ủy xã Khe Sáu"}, "supervises-own-task", "supervisor", False),
    ({"natures": None}, "missing-nature", "natures", False),
    ({"basis": None}, "missing-basis", "basis", False),
    ({"measure_unit": None}, "missing-measure-unit", "measure_unit", False),
    ({"measure_unit": "ngườii"}, "unknown-measure-unit", "measure_unit", False),
    ({"title": "Đẩy mạnh công tác dân vận", "target": "Tốt", "target_value": None}, "vague-task", "title", False),
    ({"measure_unit": "ha", "baseline": 1.5, "target_value": 2.101}, "maybe-thousands", "target_value", False),
    ({"denominator": "400 hộ"}, "unclear-number", "denominator", True),
    ({"weight": "nhiều"}, "unclear-weight", "weight", True),
    ({"weight": -1.0}, "unclear-weight", "weight", True),
    ({"co_owners": "Bàn Thị Mây 60%; Lý A Sử 30%"}, "shares-not-whole", "co_owners", True),
    ({"is_collective": "nhóm"}, "unknown-assignee-kind", "is_collective", True),
    ({"is_collective": "tập thể"}, "collective-with-name", "official", True),
    ({"is_collective": "tập thể", "official": None, "unit": None}, "missing-collective", "unit", True),
    ({"note": "@SUM(1+1)*cmd|' /C calc'!A0"}, "formula-like-text", "note", False),
    ({"note": "-2+3+cmd|' /C calc'!A0"}, "formula-like-text", "note", False),
    ({"note": "+HYPERLINK(A1)"}, "formula-like-text", "note", False),
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
