"""A list held against the registry, last year, colleagues, routine targets and the office's rule of numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from registry.exchange import CellValue, KnownTask, Reading, SheetCells, TaskRow, read_rows
from registry.exchange.import_checks import Checked, Surroundings, check_import, placed
from registry.exchange.likeness import RoutineTarget
from registry.exchange.rows import CONTENT_FIELDS
from registry.labels import CheckLevel, Origin
from registry.problems import Place, Problem, Severity
from registry.rules.composition import Bounds, CompositionRule
from registry.rules.policy import Policy
from tests.registry.exchange.test_reading import GOOD, LETTER, sheet

TITLE = f"{LETTER['title']}"
TWO_OWN = CompositionRule(
    id="thu",
    title="đúng 2 việc tự chọn",
    source="thử",
    start=dt.date(2021, 1, 1),
    origins={Origin.SELF: Bounds(least=2, most=2)},
)


def task(title: str, **changes: CellValue) -> dict[str, CellValue]:
    """A right row with another title."""
    return {**GOOD, "title": title, **changes}


def of(name: str, unit: str) -> dict[str, CellValue]:
    """Who a row is of."""
    return {"official": name, "unit": unit, "post": f"Phó Bí thư Đảng ủy {unit}"}


OTHER = of("Bàn Thị Mây", "Xã Khe Bảy")


def known(row: TaskRow, code: str, **changes: Any) -> KnownTask:
    """A row as the registry would hold it."""
    return replace(KnownTask(code=code, **{name: getattr(row, name) for name in CONTENT_FIELDS}), **changes)


def read(*rows: dict[str, CellValue]) -> Reading:
    """The rows read."""
    return read_rows([sheet(*rows)])


def checked(reading: Reading, held: list[KnownTask] | None = None, **around: Any) -> Checked:
    """The reading held against its surroundings."""
    return check_import(reading, reading.rows, held or [], Surroundings(**around))


def found(result: Checked, *, without: str = "hard-share") -> list[tuple[str, str]]:
    """Code and cell of every problem but the report line."""
    return [(problem.code, problem.place.cell) for problem in result.problems if problem.code != without]


class TestLikeness:
    """Tasks worded like others (P2)."""

    def test_colleagues(self) -> None:
        """this test ensures that of two like tasks the lower one is told with the other's text, owner and score."""
        reading = read(task("Phát triển vùng cam VietGAP"), task("Mở rộng vùng trồng cam VietGAP", **OTHER))
        result = checked(reading)
        assert found(result) == [("similar-to-colleague", f"{TITLE}3")]
        message = next(problem.message for problem in result.problems if problem.code == "similar-to-colleague")
        assert all(part in message for part in ("Phát triển vùng cam VietGAP", "Ma Văn Tú", "dòng 2", "%"))
        assert len(result.rows) == 2

    def test_other_work_is_not_told(self) -> None:
        """this test ensures that works that share a few words are not told."""
        assert found(checked(read(task("Xây nhà văn hóa thôn"), task("Xây dựng mô hình dân vận khéo", **OTHER)))) == []

    def test_common_tasks_are_meant_to_be_alike(self) -> None:
        """this test ensures that common tasks of several people are not told."""
        common: dict[str, CellValue] = {"origin": "nhiệm vụ chung"}
        reading = read(task("Giảm hộ nghèo đa chiều", **common), task("Giảm hộ nghèo đa chiều", **common, **OTHER))
        assert found(checked(reading)) == []

    def test_the_same_person(self) -> None:
        """this test ensures that two like tasks of one person are told as perhaps one."""
        reading = read(task("Giảm tỷ lệ hộ nghèo"), task("Giảm tỷ lệ hộ nghèo 2% năm 2021"))
        assert found(checked(reading)) == [("similar-to-own", f"{TITLE}3")]

    def test_last_years_rows_of_the_same_workbook(self) -> None:
        """this test ensures that a task carried over from another year's row of the workbook is not told as double."""
        now = task("Giảm tỷ lệ hộ nghèo đa chiều", period="2021")
        before = task("Giảm tỷ lệ hộ nghèo đa chiều", period="2020", deadline="30/11/2020")
        assert found(checked(read(before, now))) == []
        assert found(checked(read(before, task("Giảm hộ nghèo đa chiều", period="2020", deadline="30/11/2020")))) == [
            ("similar-to-own", f"{TITLE}3")
        ]

    def test_the_registry(self) -> None:
        """this test ensures that a new task like one the registry holds is told with its code; the same task is not."""
        (row,) = read(task("Giảm tỷ lệ hộ nghèo đa chiều")).rows
        held = known(row, "NV-2021-004", title="Giảm tỷ lệ hộ nghèo đa chiều 2%")
        result = checked(read(task("Giảm tỷ lệ hộ nghèo đa chiều")), [held], live=[held])
        assert found(result) == [("similar-to-own", f"{TITLE}2")]
        assert "NV-2021-004" in result.problems[-1].message
        same = known(row, "NV-2021-004")
        assert found(checked(read(task("Giảm tỷ lệ hộ nghèo đa chiều")), [same], live=[same])) == []

    @pytest.mark.parametrize(
        ("changes", "is_told"),
        [({}, True), ({"origin": "chuyển tiếp"}, False), ({"continues": "NV-2020-004"}, False)],
    )
    def test_last_year(self, changes: dict[str, CellValue], is_told: bool) -> None:
        """this test ensures that last year's work under a new name is told, unless it is carried over."""
        (row,) = read(task("Giảm tỷ lệ hộ nghèo đa chiều")).rows
        earlier = known(row, "NV-2020-004", period="2020")
        result = checked(read(task("Giảm tỷ lệ hộ nghèo đa chiều năm 2021", **changes)), last_year=[earlier])
        assert found(result) == ([("similar-to-last-year", f"{TITLE}2")] if is_told else [])

    def test_routine_targets(self) -> None:
        """this test ensures that a task copied from a routine target is told with whose it is, another is not."""
        routine = [RoutineTarget("Thu ngân sách trên địa bàn 120 tỷ đồng", "Chi cục Thuế")]
        result = checked(read(task("Thu ngân sách đạt 135 tỷ đồng")), routine=routine)
        assert found(result) == [("similar-to-routine", f"{TITLE}2")]
        assert "Chi cục Thuế" in result.problems[-1].message
        assert found(checked(read(task("Trồng rừng gỗ lớn")), routine=routine)) == []

    def test_levels(self) -> None:
        """this test ensures that P2 off tells nothing, and block holds the row back."""
        reading = read(task("Phát triển vùng cam VietGAP"), task("Mở rộng vùng trồng cam VietGAP", **OTHER))
        assert found(checked(reading, policy=Policy(levels={"P2": CheckLevel.OFF}))) == []
        blocked = checked(reading, policy=Policy(levels={"P2": CheckLevel.BLOCK}))
        assert [row.title for row in blocked.rows] == ["Phát triển vùng cam VietGAP"]


class TestComposition:
    """How many tasks of which origin (P8)."""

    def test_a_right_list(self) -> None:
        """this test ensures that a person with as many tasks as the rule asks is not told."""
        reading = read(task("Xây nhà văn hóa thôn"), task("Trồng rừng gỗ lớn"))
        assert found(checked(reading, rule=TWO_OWN)) == []

    def test_a_broken_list_is_held_back_whole(self) -> None:
        """this test ensures that all tasks of a person who breaks the rule are held back, told once; others go on."""
        others = [task("Nuôi cá lồng", **OTHER), task("Mở chợ phiên", **OTHER)]
        reading = read(task("Xây nhà văn hóa thôn"), task("Trồng rừng gỗ lớn"), task("Làm đường"), *others)
        result = checked(reading, rule=TWO_OWN)
        assert found(result) == [("composition", f"{LETTER['official']}2")]
        assert {row.official for row in result.rows} == {"Bàn Thị Mây"}
        warned = checked(reading, rule=TWO_OWN, policy=Policy(levels={"P8": CheckLevel.WARN}))
        assert len(warned.rows) == 5

    def test_what_the_registry_holds_counts(self) -> None:
        """this test ensures that a task added later is counted together with those given before."""
        (first,) = read(task("Xây nhà văn hóa thôn")).rows
        held = [known(first, "NV-1"), known(first, "NV-2", title="Trồng rừng gỗ lớn")]
        late = read(task("Làm đường"))
        assert found(checked(late, held[:1], live=held[:1], rule=TWO_OWN)) == []
        assert found(checked(late, held, live=held, rule=TWO_OWN)) == [("composition", f"{LETTER['official']}2")]

    def test_a_change_counts_once(self) -> None:
        """this test ensures that a changed task is counted as it will be, not twice."""
        (first,) = read(task("Xây nhà văn hóa thôn")).rows
        held = [known(first, "NV-1", weight=Decimal(5)), known(first, "NV-2", title="Trồng rừng gỗ lớn")]
        again = read(task("Xây nhà văn hóa thôn"), task("Trồng rừng gỗ lớn"))
        assert found(checked(again, held, live=held, rule=TWO_OWN)) == []


class TestReportLines:
    """What is told of a list as a whole."""

    def test_hard_share(self) -> None:
        """this test ensures that the share of hard tasks is told per group (P3), and that none may be an error."""
        reading = read(task("Xây nhà văn hóa thôn", natures="khó"), task("Trồng rừng gỗ lớn"))
        (line,) = [problem for problem in checked(reading).problems if problem.code == "hard-share"]
        assert ("1/2" in line.message, line.severity) == (True, Severity.INFO)
        block = Policy(levels={"P3": CheckLevel.BLOCK})
        assert not any(problem.is_error for problem in checked(reading, policy=block).problems)
        none_hard = checked(read(task("Trồng rừng gỗ lớn")), policy=block)
        assert any(problem.code == "hard-share" and problem.is_error for problem in none_hard.problems)
        assert found(checked(reading, policy=Policy(levels={"P3": CheckLevel.OFF})), without="") == []

    def test_a_list_that_does_not_ask(self) -> None:
        """this test ensures that a list without natures has no share of hard tasks."""
        rows = (("Họ tên", "Chức vụ", "Năm", "Nội dung"), ("Ma Văn Tú", "Bí thư", 2021.0, "Trồng rừng gỗ lớn"))
        assert checked(read_rows([SheetCells(name="A", rows=rows)])).problems == ()

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"title": "Xây nhà văn hóa thôn", "note": "bản\u00a0A"}, "ký tự ẩn"),
            ({"title": "Xây dựng nhà van ho\u0301a"}, "NFD"),
            ({"title": "Xây nhà văn hóa", "note": "văn hoá"}, "hai kiểu"),
            ({"title": "Thủy lợi", "note": "thuỷ sản"}, "hai kiểu"),
            ({"title": "Xây nhà văn hóa", "note": "Quý IV, quy hoạch, hoàn thành, thủy lợi"}, ""),
        ],
    )
    def test_forms_of_letters(self, changes: dict[str, CellValue], said: str) -> None:
        """this test ensures that forms of letters that were made one are told in a sentence (P27), right ones not."""
        told = [problem for problem in checked(read({**GOOD, **changes})).problems if problem.code == "mixed-letters"]
        assert len(told) == (1 if said else 0)
        assert all(said in problem.message for problem in told)
        off = checked(read({**GOOD, **changes}), policy=Policy(levels={"P27": CheckLevel.OFF}))
        assert "mixed-letters" not in [code for code, _ in found(off)]


def test_problems_of_a_plan_stand_at_the_cell_they_are_about() -> None:
    """this test ensures that a problem that names only a row is moved to its column, and another one stays."""
    reading = read(GOOD)
    place = Place(sheet="Nhiệm vụ", cell="A2")
    problems = [Problem(code=code, message="", place=place) for code in ("unknown-task-code", "spelled-otherwise", "x")]
    cells = [problem.place.cell for problem in placed(problems, reading)]
    assert cells == [f"{LETTER['task_code']}2", f"{LETTER['official']}2", "A2"]
