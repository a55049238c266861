"""The task list against its frame: outside every declared group, watching over one's own work; warnings, not errors."""

from __future__ import annotations

from dataclasses import replace

from registry.exchange.frame_checks import outside_groups, own_areas
from registry.exchange.rows import TaskRow
from registry.labels import Horizon

ROW = TaskRow(
    official="Kim Văn Thử",
    post="Trưởng Ban Tổ chức Huyện ủy",
    unit="Ban Tổ chức Huyện ủy",
    group="Các ban xây dựng Đảng",
    horizon=Horizon.YEAR,
    period="2022",
    title="Việc một",
    theme="xây dựng Đảng",
    sheet="Nhiệm vụ",
    row=3,
)
GROUPS = ("MTTQ và các đoàn thể", "Cơ quan trực thuộc UBND huyện", "Xã, thị trấn")


def test_an_assignee_outside_every_group_is_told_once() -> None:
    """This test ensures that somebody in none of the declared groups is a warning, once for all their tasks."""
    (problem,) = outside_groups([ROW, replace(ROW, title="Việc hai", row=4)], GROUPS)
    assert (problem.code, problem.is_error, problem.place.cell) == ("outside-groups", False, "A3")
    assert "Kim Văn Thử" in problem.message
    (collective,) = outside_groups([replace(ROW, official="", unit="Thường trực HĐND huyện", group="")], GROUPS)
    assert "Thường trực HĐND huyện" in collective.message


def test_nobody_is_outside_where_nothing_was_declared() -> None:
    """This test ensures that an office without declared groups hears nothing, and spelling does not matter."""
    assert outside_groups([ROW], ()) == ()
    assert outside_groups([replace(ROW, group="xã, thị trấn")], GROUPS) == ()


def test_an_own_area_is_told() -> None:
    """This test ensures that a supervisor who answers for a task of the area is warned of, an owner or attached."""
    (problem,) = own_areas([ROW], [("đồng chí Kim Văn Thử", "Xây dựng Đảng")])
    assert (problem.code, problem.is_error) == ("supervises-own-task", False)
    council = replace(ROW, official="", attached=("Khổng Thị Thử",), theme="giải phóng mặt bằng")
    assert len(own_areas([council], [("Khổng Thị Thử", "giải phóng mặt bằng")])) == 1
    assert own_areas([council], [("Khổng Thị Thử", "đất đai"), ("Kim Văn Thử", "giải phóng mặt bằng")]) == ()
