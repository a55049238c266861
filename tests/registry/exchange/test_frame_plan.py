"""The plan for the frame: who is meant, what is new, and that an empty cell changes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from registry.exchange.frame_directory import Directory, KnownBody, KnownPerson, NamedTask, Unresolved
from registry.exchange.frame_plan import FramePlan, make_frame_plan
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import DutyRow, FrameRow, GroupRow, PastGradeRow, ProgressRow, SupervisionRow
from registry.labels import Grade, ProgressLevel
from registry.rules.names import Dated

DAY = dt.date(2025, 9, 1)
OLD = KnownBody(
    key="HAILUU-1", names=(Dated(name="Xã Hải Lựu", valid_to=dt.date(2025, 6, 30)),), closed_on=dt.date(2025, 6, 30)
)
NEW = KnownBody(key="HAILUU-2", names=(Dated(name="Xã Hải Lựu", valid_from=dt.date(2025, 7, 1)),))
OFFICE = KnownBody(key="VP", names=(Dated(name="Văn phòng"),))
HA = KnownPerson(key="CB-001", name="Ma Thị Hà", bodies=frozenset({"HAILUU-1"}))
NAMESAKES = tuple(
    KnownPerson(key=f"CB-{n}", name="Bế Văn Khôi", bodies=frozenset({at})) for n, at in ((2, "VP"), (3, "HAILUU-2"))
)
TASK = NamedTask(key="NV-1", person="CB-001", title="Kết nạp đảng viên", indicators=2)
NAMES = Directory(bodies=(OLD, NEW, OFFICE), people=(HA, *NAMESAKES), tasks=(TASK,))
DUTY = DutyRow(body="Văn phòng", title="Lập ban chỉ đạo", is_done=True)


def plan(*rows: FrameRow, known: tuple[FrameRow, ...] = (), kind: str = "x") -> FramePlan:
    """The plan of the rows of one sheet."""
    placed = tuple(replace(row, sheet="Trang", row=number) for number, row in enumerate(rows, start=2))
    return make_frame_plan(FrameReading(rows={kind: placed}), {kind: known}, NAMES, on=DAY)


def codes(found: FramePlan) -> list[str]:
    """Codes of the problems."""
    return [problem.code for problem in found.problems]


def test_a_name_means_the_body_that_bore_it_on_the_day() -> None:
    """This test ensures that of two bodies of one name the one of the day is meant."""
    assert NAMES.body("xã hải lựu", dt.date(2022, 1, 1)) == "HAILUU-1"
    assert NAMES.body("Xã Hải Lựu", DAY) == "HAILUU-2"
    assert NAMES.body("hailuu-1", DAY) == "HAILUU-1"


def test_an_unknown_name_is_not_guessed_but_near_ones_are_named() -> None:
    """This test ensures that a misspelt body stays unresolved and the similar name is offered."""
    assert NAMES.body("Xã Hải Lụu tx", DAY) == Unresolved(near=("Xã Hải Lựu",))
    assert codes(plan(replace(DUTY, body="Ban Dân vận"))) == ["unknown-body"]


def test_namesakes_are_told_apart_by_their_unit() -> None:
    """This test ensures that two people of one name need a unit, and that one is then enough."""
    row = SupervisionRow(person="Bế Văn Khôi", area="Khối xã")
    assert codes(plan(row)) == ["ambiguous-person"]
    assert plan(replace(row, unit="Văn phòng")).problems == ()


def test_the_same_row_is_unchanged_however_the_name_is_written() -> None:
    """This test ensures that code, name and honorific of one person say the same."""
    known = PastGradeRow(person="Ma Thị Hà", unit="Xã Hải Lựu", year=2020, grade=Grade.GOOD)
    for person in ("CB-001", "đồng chí Ma Thị Hà", "ma thị hà"):
        found = plan(replace(known, person=person, unit=""), known=(known,))
        assert found.sheets["x"].unchanged == (known,)
    changed = plan(replace(known, grade=Grade.FAIR), known=(known,)).sheets["x"].changed
    assert [(each.known, each.row) for each in changed] == [(known, replace(known, grade=Grade.FAIR))]


def test_an_empty_cell_changes_nothing() -> None:
    """This test ensures that an empty answer leaves the known one, and a written one replaces it (I10)."""
    assert plan(replace(DUTY, is_done=None), known=(DUTY,)).is_empty
    assert not plan(replace(DUTY, is_done=False), known=(DUTY,)).is_empty
    assert not plan(replace(DUTY, is_done=None)).is_empty


def test_two_rows_of_one_thing_are_told() -> None:
    """This test ensures that the second row about one thing is an error at its cell."""
    found = plan(DUTY, replace(DUTY, is_done=False))
    assert codes(found) == ["duplicate-row"]
    assert len(found.sheets["x"].added) == 1


def test_a_report_needs_a_known_task_and_indicator() -> None:
    """This test ensures that a report is matched by code or by person and title, and no other."""
    row = ProgressRow(person="Ma Thị Hà", title="kết nạp đảng viên.", on=DAY, level=ProgressLevel.COMPLETED)
    assert plan(row).problems == ()
    assert codes(plan(replace(row, title="việc khác"))) == ["unknown-title"]
    assert codes(plan(replace(row, task_code="NV-9"))) == ["unknown-task_code"]
    assert plan(replace(row, indicator=2)).problems == ()
    assert codes(plan(replace(row, indicator=3))) == ["unknown-indicator"]


def test_a_corrected_accent_is_a_change() -> None:
    """This test ensures that a name of its own can be corrected though it is the same for searching."""
    known = GroupRow(name="Khối xa", has_people_list=True, has_task_list=True)
    assert [each.row for each in plan(replace(known, name="Khối xã"), known=(known,)).sheets["x"].changed] == [
        replace(known, name="Khối xã")
    ]
