"""The frame in the database: written once, read back as the rows that made it, the same on every database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from sqlalchemy import select

from registry.errors import NotFound, RuleBroken
from registry.exchange.cells import CellValue, SheetCells
from registry.exchange.frame_reading import FrameReading, read_frame
from registry.exchange.plan import make_plan
from registry.exchange.reading import read_rows
from registry.exchange.rows import TaskRow
from registry.labels import SuccessionKind
from registry.model import Body, Cycle, IndicatorValue, Person
from registry.rules.authority import InOffice, authority_problems
from registry.store import Store
from registry.store.bodies import issuing_body
from registry.store.body_keeping import add_succession, bodies_named, close_body, find_body, rename_body
from registry.store.entering import apply_plan, ensure_cycle, known_tasks
from registry.store.frame import AFTER_TASKS, BEFORE_TASKS, apply_frame, export_frame, plan_frame
from registry.store.people import find_person, move_person, people_views
from registry.store.search import search
from registry.store.tasks import task_records
from tests.support import song_lo
from tests.support.frame_workbook import SHEETS, TASKS, Row
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import NOW, TERM, YEAR, changing

DAY = dt.date(2021, 3, 1)
POSTS: tuple[Row, ...] = (
    ("Họ và tên", "Cấp ủy viên", "Chức vụ", "Đơn vị", "Từ ngày", "Đến ngày"),
    ("Quan Thị Mẫu", "TUV", "Bí thư Huyện ủy", "Huyện ủy Sông Lô", "01/01/2020", None),
    ("Quan Thị Mẫu", None, "Chủ tịch HĐND huyện", "HĐND huyện Sông Lô", None, None),
    ("Ma Thị Hà", "HUV", "Bí thư Đảng ủy xã Khe Sáu", "Xã Khe Sáu", None, None),
)
INSTRUMENTS: tuple[Row, ...] = (
    ("Cơ quan ban hành", "Loại", "Số ký hiệu", "Ngày", "Trích yếu", "Hiệu lực từ", "Hiệu lực đến", "Thay thế bằng"),
    ("Tỉnh ủy", "Quy định", "12-QĐ/TU", "01/02/2020", "về giao việc", None, "31/12/2020", "34-QĐ/TU"),
    ("Tỉnh ủy", "Quy định", "34-QĐ/TU", "01/01/2021", "về giao việc", None, None, None),
)
WHOLE: Mapping[str, tuple[Row, ...]] = {
    **SHEETS,
    **song_lo.sheets(),
    "Chức vụ": POSTS,
    "Văn bản pháp lý": INSTRUMENTS,
}


def _cells(value: object) -> CellValue:
    return value  # type: ignore[return-value]


def sheets(whole: Mapping[str, tuple[Row, ...]]) -> list[SheetCells]:
    """Sheets of cells as a workbook would give them."""
    return [
        SheetCells(name=name, rows=tuple(tuple(_cells(value) for value in row) for row in rows))
        for name, rows in whole.items()
    ]


def read(whole: Mapping[str, tuple[Row, ...]]) -> FrameReading:
    """The frame of a workbook, without a mistake."""
    reading = read_frame(sheets(whole), year=YEAR)
    assert reading.problems == ()
    return reading


def task_rows() -> tuple[TaskRow, ...]:
    """The task list of the same workbook."""
    return read_rows(sheets({"Nhiệm vụ": TASKS})).rows


def write(store: Store, whole: Mapping[str, tuple[Row, ...]] = WHOLE) -> dict[str, int]:
    """Import a frame with its tasks; how many rows each sheet added or changed."""
    reading, tasks = read(whole), task_rows()
    with changing(store) as session:
        frame = plan_frame(session, reading, tasks, YEAR, on=DAY)
        assert frame.problems == ()
        cycle = ensure_cycle(session, YEAR, term=TERM, task_word="việc")
        apply_frame(session, frame, cycle, BEFORE_TASKS, at=NOW, on=DAY)
        apply_plan(session, make_plan(tasks, known_tasks(session, YEAR)), cycle, on=DAY)
        apply_frame(session, frame, cycle, AFTER_TASKS, at=NOW, on=DAY)
    return {kind: len(plan.added) + len(plan.changed) for kind, plan in frame.sheets.items()}


@pytest.fixture
def framed(store: Store) -> Store:
    """A register with the whole frame."""
    return filled_by(write, store)


def test_a_frame_is_written_once(framed: Store) -> None:
    """This test ensures that the same workbook again adds and changes nothing."""
    again = write(framed)
    assert set(again.values()) == {0}
    assert len(again) == len(WHOLE)


def test_what_is_read_back_are_the_rows_that_made_it(framed: Store) -> None:
    """This test ensures that an export planned against the registry is an empty plan."""
    with framed.reading() as session:
        rows = {kind: tuple(found) for kind, found in export_frame(session, YEAR, on=DAY).items() if found}
        plan = plan_frame(session, FrameReading(rows=rows), (), YEAR, on=DAY)
    assert plan.problems == ()
    assert plan.is_empty
    assert {"bodies", "posts", "successions", "instruments", "progress"} <= set(plan.sheets)


def test_reported_values_are_added_and_never_replaced(framed: Store) -> None:
    """This test ensures that a corrected value of the same day and source stands beside the first, and speaks."""
    corrected = (*SHEETS["Tiến độ"][:2], (*SHEETS["Tiến độ"][2][:4], 16, *SHEETS["Tiến độ"][2][5:]))
    assert write(framed, {"Tiến độ": corrected}) == {"progress": 1}
    assert write(framed, {"Tiến độ": corrected}) == {"progress": 0}
    with framed.reading() as session:
        values = session.scalars(select(IndicatorValue.value).order_by(IndicatorValue.id)).all()
    assert values == ["8", "15", "16"]


def test_a_person_is_one_whatever_the_unit_of_the_task(framed: Store) -> None:
    """This test ensures that posts entered before the tasks make one person of several units."""
    with framed.reading() as session:
        names = session.scalars(select(Person.full_name).order_by(Person.full_name)).all()
        assert len(names) == len(set(names))
        ranks = {view.name: (view.rank, len(view.posts)) for view in people_views(session, "", on=DAY)}
        assert ranks["Quan Thị Mẫu"] == ("TUV", 2)
        assert ranks["Ma Thị Hà"] == ("HUV", 1)
        printed = {record.official.name: record.official.post for record in task_records(session, YEAR)}
    assert printed["Ma Thị Hà"] == "Bí thư Đảng ủy xã Khe Sáu"


def test_a_search_by_any_name_finds_the_same_bodies_on_every_database(framed: Store) -> None:
    """This test ensures that predecessors and successors are found, those that bear the name first."""
    with framed.reading() as session:
        found = search(session, "hai luu", on=dt.date(2025, 7, 1), limit=50)
        named = [hit.body.code for hit in found.bodies if hit.is_named]
        kin = {hit.body.name for hit in found.bodies if not hit.is_named}
        assert named == ["HL-2022", "HL-2025"]
        assert {"Xã Bạch Lưu", "Xã Nhân Đạo", "Huyện ủy Sông Lô"} <= kin
        assert "Xã Sông Lô" not in kin
        exact = [person.name for person in search(session, "hà", on=DAY, limit=5).people]
        assert exact == ["Ma Thị Hà"]


def test_the_name_of_the_day_is_printed_and_the_stored_one_stays(framed: Store) -> None:
    """This test ensures that tasks of a renamed body bear the name of the day asked for."""
    with changing(framed) as session:
        rename_body(session, "Xã Khe Sáu", "Xã Khe Bảy", since=dt.date(2021, 7, 1))
    with framed.reading() as session:
        units = {day: task_records(session, YEAR, on=day)[0].official for day in (DAY, dt.date(2021, 7, 1))}
        assert [official.unit for official in units.values()] == ["Xã Khe Sáu", "Xã Khe Bảy"]
        assert units[dt.date(2021, 7, 1)].post == "Bí thư Đảng ủy xã Khe Bảy"
        assert find_body(session, "Xã Khe Bảy", on=DAY).code == find_body(session, "Xã Khe Sáu", on=DAY).code


def test_what_a_rename_or_a_closing_would_break_is_refused(framed: Store) -> None:
    """This test ensures that names do not overlap, a closing is final, and nobody succeeds itself."""
    day = dt.date(2021, 7, 1)
    with changing(framed) as session:
        rename_body(session, "Xã Khe Sáu", "Xã Khe Bảy", since=day)
    with pytest.raises(RuleBroken, match="đã có tên khác"), changing(framed) as session:
        rename_body(session, "Xã Khe Bảy", "Xã Khe Tám", since=day)
    with changing(framed) as session:
        close_body(session, "Xã Khe Bảy", on=day)
        assert close_body(session, "Xã Khe Bảy", on=day)
    with pytest.raises(RuleBroken, match="đã có ngày kết thúc"), changing(framed) as session:
        close_body(session, "Xã Khe Bảy", on=day - dt.timedelta(days=1))
    with pytest.raises(RuleBroken, match="không kế thừa chính mình"), changing(framed) as session:
        add_succession(session, "Xã Khe Bảy", "Xã Khe Bảy", on=day, kind=SuccessionKind.MERGED, function="", basis="")
    with pytest.raises(NotFound, match="Có phải là"), changing(framed) as session:
        close_body(session, "Xã Khe Bả", on=day)
    with framed.reading() as session:
        with pytest.raises(NotFound):
            bodies_named(session, "không có", on=day)
        both = [find_body(session, "Xã Hải Lựu", on=on).code for on in (DAY, dt.date(2025, 7, 1))]
        assert both == ["HL-2022", "HL-2025"]


def test_an_ended_issuer_names_who_issues_now(framed: Store) -> None:
    """This test ensures that a paper of an ended body is told which body issues instead (O8)."""
    with framed.reading() as session:
        body = issuing_body(session, "Xã Nhạo Sơn", dt.date(2025, 2, 1))
    assert body.heirs == ("Thị trấn Tam Sơn", "Xã Tam Sơn")
    (problem,) = authority_problems(body, InOffice(name="Ai đó"), dt.date(2025, 2, 1), ())
    assert "Thị trấn Tam Sơn" in problem.message


def test_a_move_keeps_both_posts(framed: Store) -> None:
    """This test ensures that the old post ends the day before, and that impossible moves are refused."""
    with framed.reading() as session:
        (ha,) = people_views(session, "Ma Thị Hà", on=DAY)
    with changing(framed) as session:
        left, _ = move_person(session, ha.code, title="Phó Chánh Văn phòng", unit="Văn phòng huyện", since=DAY)
        assert left == "Bí thư Đảng ủy xã Khe Sáu"
    with framed.reading() as session:
        (ha,) = people_views(session, ha.code, on=DAY)
        periods = [(post.title, post.period.valid_to, post.is_held) for post in ha.posts]
    assert periods == [
        ("Bí thư Đảng ủy xã Khe Sáu", DAY - dt.timedelta(days=1), False),
        ("Phó Chánh Văn phòng", None, True),
    ]
    again = {"title": "Phó Chánh Văn phòng", "unit": "Văn phòng huyện", "since": DAY}
    with pytest.raises(RuleBroken, match="đang giữ"), changing(framed) as session:
        move_person(session, ha.code, **again)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="không thôi trước ngày đó"), changing(framed) as session:
        move_person(session, ha.code, title="Khác", unit="Xã Khe Sáu", since=DAY)
    with framed.reading() as session, pytest.raises(NotFound):
        find_person(session, "CB-999")


def test_a_mentioned_body_takes_the_code_the_sheet_gives_it(store: Store) -> None:
    """This test ensures that a body first known from a task list becomes the one the sheet describes later."""
    write(store, {"Nhóm": SHEETS["Nhóm"]})
    described = (
        ("Mã", "Tên", "Hệ thống", "Cấp", "Trực thuộc"),
        ("KHE-6", "Xã Khe Sáu", "chính quyền", "xã", "Văn phòng huyện"),
    )
    write(store, {"Cơ quan": described})
    with store.reading() as session:
        body = session.scalars(select(Body).where(Body.code == "KHE-6")).one()
        assert body.level == "commune"
        assert [parent.parent.names[0].name for parent in body.parents] == ["Văn phòng huyện"]
        assert session.scalars(select(Cycle)).one().groups[0].is_declared


def test_an_unknown_indicator_or_replacement_is_told(framed: Store) -> None:
    """This test ensures that a report on an indicator nobody has, and a missing successor, are told at their cells."""
    heads = (*SHEETS["Tiến độ"][0], "Chỉ tiêu thứ")
    wrong = {"Tiến độ": (heads, (*SHEETS["Tiến độ"][1], 7)), "Văn bản pháp lý": INSTRUMENTS[:2]}
    fresh = {**wrong, "Văn bản pháp lý": (INSTRUMENTS[0], ("Tỉnh ủy", "Quy định", "1-QĐ/TU", *[None] * 4, "9-QĐ/TU"))}
    with framed.reading() as session:
        plan = plan_frame(session, read(fresh), (), YEAR, on=DAY)
    assert sorted((problem.code, problem.place.cell) for problem in plan.problems) == [
        ("unknown-indicator", "H2"),
        ("unknown-instrument", "H2"),
    ]
