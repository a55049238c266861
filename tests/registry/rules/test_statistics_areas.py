"""Areas of supervision, duties of bodies, work delegated through a lead body."""

from __future__ import annotations

from dataclasses import replace

from registry.labels import Horizon, ProgressLevel
from registry.rules.statistics_areas import count_areas, count_duties, count_leads, own_areas
from registry.rules.statistics_values import Duty, StandingTask, Supervisor

TASK = StandingTask(
    code="x",
    person="CB-001",
    owner="A",
    group="Xã, thị trấn",
    horizon=Horizon.YEAR,
    period="2022",
    level=None,
    title="x",
    unit="UBND xã Quang Yên",
    theme="giải phóng mặt bằng",
    supervisor="đồng chí B",
)


def test_an_area_is_a_theme_a_group_or_a_body() -> None:
    """this test ensures that an area is found by theme, group or body however it is spelt, and never by its like."""
    for area in ("Giải phóng mặt bằng", "XÃ, THỊ TRẤN", "UBND xã Quang Yên"):
        (row,) = count_areas([replace(TASK, progress=ProgressLevel.MOSTLY)], [Supervisor(name="B", area=area)])
        assert (row.tasks, row.progress.mostly, row.progress.unreported, row.horizon) == (1, 1, 0, Horizon.YEAR)
    (other,) = count_areas([TASK], [Supervisor(name="B", area="xã")])
    assert (other.tasks, other.horizon) == (0, None)


def test_a_task_nobody_reported_is_not_in_progress() -> None:
    """this test ensures that what was not reported stands in its own column."""
    (row,) = count_areas([TASK], [Supervisor(name="B", area=TASK.theme)])
    assert (row.progress.unreported, row.progress.in_progress, row.progress.not_completed) == (1, 0, 0)


def test_without_areas_supervisors_are_those_named_at_the_tasks() -> None:
    """this test ensures that an office that declared no area still sees the progress of each supervisor."""
    tasks = [TASK, replace(TASK, horizon=Horizon.TERM, period="2021-2025"), replace(TASK, supervisor="")]
    rows = count_areas(tasks, [])
    assert [(row.supervisor, row.horizon, row.tasks) for row in rows] == [
        ("đồng chí B", Horizon.TERM, 1),
        ("đồng chí B", Horizon.YEAR, 1),
    ]


def test_nine_of_nine_districts() -> None:
    """this test ensures that a duty counts done of bodies (Vĩnh Phúc 9/9), and an unknown one is not undone."""
    duties = [Duty(body=f"Huyện ủy {n}", title="Lập ban chỉ đạo", is_done=True) for n in range(9)]
    (all_done,) = count_duties(duties)
    assert (all_done.done, all_done.bodies, all_done.missing) == (9, 9, ())
    (one_unknown,) = count_duties([*duties[:8], replace(duties[8], is_done=None)])
    assert (one_unknown.done, one_unknown.not_done, one_unknown.unknown) == (8, 0, 1)
    assert (one_unknown.missing, one_unknown.done_by[0], len(one_unknown.done_by)) == (("Huyện ủy 8",), "Huyện ủy 0", 8)


def test_delegated_through_a_lead() -> None:
    """this test ensures that four organisations via one lead are counted as such, direct tasks not among them."""
    tasks = [replace(TASK, person=f"CB-00{n}", lead="Ban Dân vận Tỉnh ủy") for n in range(4)]
    (row,) = count_leads([*tasks, tasks[0], TASK])
    assert (row.lead, row.assignees, row.tasks) == ("Ban Dân vận Tỉnh ủy", 4, 5)


def test_own_work_is_named() -> None:
    """this test ensures that whoever watches over what they answer for is found, by area and at the task (Sông Lô)."""
    council = replace(
        TASK, owner="Thường trực HĐND huyện", is_collective=True, attached=("Khổng Thị Thử", "Lưu Văn Thử")
    )
    chair = Supervisor(name="Khổng Thị Thử", area="giải phóng mặt bằng")
    (own,) = own_areas([council], [chair])
    assert (own.supervisor, own.area) == ("Khổng Thị Thử", "giải phóng mặt bằng")
    named = replace(council, supervisor="đồng chí Lưu Văn Thử, Phó Chủ tịch HĐND huyện")
    assert [own.area for own in own_areas([named], [])] == [""]
    assert [own.area for own in own_areas([named], [chair])] == [chair.area, ""]  # two people, so both are told
    twice = replace(council, supervisor="đồng chí Khổng Thị Thử, Bí thư Huyện ủy")
    assert [own.area for own in own_areas([twice], [chair])] == [chair.area]
    assert own_areas([council], [replace(chair, area="đất đai"), replace(chair, name="Tạ Văn Thử")]) == ()
    assert own_areas([replace(council, attached=())], [chair]) == ()
