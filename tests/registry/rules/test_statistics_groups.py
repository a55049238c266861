"""Who was given how much: groups whose list is missing, several posts, collectives, term and year apart."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from registry.labels import Horizon, Origin
from registry.rules.statistics_groups import (
    NO_PEOPLE_LIST,
    NO_TASK_LIST,
    count_assignees,
    count_groups,
    count_tasks,
    missing_lists,
    outside_groups,
)
from registry.rules.statistics_values import Group, Member, StandingTask

YEAR = (Horizon.YEAR, "2021")
DISTRICT = Group(
    name="Khối huyện", members=(Member(code="CB-001", post="Bí thư"), Member(code="CB-002", post="Chủ tịch"))
)
COMMUNES = Group(
    name="Xã, thị trấn",
    has_task_list=False,
    members=tuple(Member(code=f"CB-1{n}", post="Chủ tịch UBND xã") for n in range(4)),
)


def task(person: str = "CB-001", group: str = "Khối huyện", **more: object) -> StandingTask:
    """A year task of somebody in a group."""
    values: dict[str, object] = {
        "code": "x",
        "person": person,
        "owner": person,
        "post": "Bí thư",
        "group": group,
        "horizon": Horizon.YEAR,
        "period": "2021",
        "level": None,
        "title": "x",
    }
    return StandingTask(**(values | more))  # type: ignore[arg-type] (a test gives what it wants to say)


def test_a_list_not_received_leaves_the_count_unknown() -> None:
    """this test ensures that rows of a group whose list is missing are told but are not its count (Sơn Dương, I10)."""
    tasks = [task(), task("CB-002"), task("CB-11", "Xã, thị trấn", theme="nông thôn mới")]
    district, communes = count_groups(tasks, [DISTRICT, COMMUNES], expected=YEAR)
    assert (district.horizons[0].assigned, district.reasons) == (2, ())
    (row,) = communes.horizons
    assert (row.assigned, row.rows, row.themes) == (None, 1, {"nông thôn mới": None})
    assert communes.reasons == (NO_TASK_LIST,)
    assert communes.assignees.people == 4
    (received,) = count_groups(tasks, [replace(COMMUNES, has_task_list=True)], expected=YEAR)[0].horizons
    assert received.assigned == 1


def test_an_empty_group_whose_list_is_missing_has_a_row() -> None:
    """this test ensures that nothing received is unknown, and nothing assigned is no row."""
    (communes,) = count_groups([], [COMMUNES], expected=YEAR)
    assert [(row.assigned, row.rows) for row in communes.horizons] == [(None, 0)]
    (known,) = count_groups([], [replace(COMMUNES, has_task_list=True)], expected=YEAR)
    assert known.horizons == ()


def test_people_are_unknown_without_their_list() -> None:
    """this test ensures that a missing list of people leaves the group's and the office's number of people unknown."""
    missing = replace(COMMUNES, has_people_list=False)
    (group,) = count_groups([], [missing], expected=YEAR)
    assert group.assignees.people is None
    assert set(group.reasons) == {NO_PEOPLE_LIST, NO_TASK_LIST}
    assert count_assignees([task()], [DISTRICT, missing]).people is None
    assert count_assignees([task()], [DISTRICT, COMMUNES]).people == 6
    assert missing_lists([DISTRICT, missing]) == (
        f"{NO_PEOPLE_LIST}: Xã, thị trấn",
        f"{NO_TASK_LIST}: Xã, thị trấn",
    )


def test_a_person_of_three_posts_is_one_person() -> None:
    """this test ensures that posts are counted apart from people, each once however it is told; a rank is none."""
    group = Group(name="A", members=(Member(code="CB-001", post="TUV, Bí thư Huyện ủy, Chủ tịch HĐND huyện"),))
    counts = count_assignees([task(post="Chủ tịch HĐND huyện"), task(post="Trưởng ban")], [group])
    assert (counts.people, counts.posts) == (1, 3)
    assert count_assignees([task(post="Huyện ủy viên")], []).posts == 1


def test_a_collective_is_a_unit_and_no_person() -> None:
    """this test ensures that collectives and the individuals attached to them stand apart (Vĩnh Phúc: 9 with 18)."""
    tasks = [
        task("CB-001", is_collective=True, attached=("Bí thư A", "Chủ tịch A")),
        task("CB-002", is_collective=True, attached=("Bí thư B", "Chủ tịch B")),
        task("CB-003"),
    ]
    counts = count_assignees(tasks, [])
    assert (counts.people, counts.collectives, counts.units, counts.attached) == (1, 2, 3, 4)


def test_term_and_year_are_rows_of_their_own() -> None:
    """this test ensures that no count adds term and year tasks: 57 and 61 are two rows (Hàm Yên)."""
    tasks = [task(horizon=Horizon.TERM, period="2021-2025")] * 57 + [task()] * 61
    rows = count_tasks(tasks, is_known=True)
    assert [(row.horizon, row.assigned) for row in rows] == [(Horizon.TERM, 57), (Horizon.YEAR, 61)]


def test_origin_nature_and_theme_are_counted() -> None:
    """this test ensures that a task of two natures counts in both, and an empty word in none."""
    tasks = [
        task(origin=Origin.ASSIGNED, natures=("việc khó", "việc tồn đọng"), theme="đất đai", is_carried_over=True),
        task(natures=("việc khó",), is_in_force=True),
    ]
    (row,) = count_tasks(tasks, is_known=True)
    assert row.origins == {"assigned": 1, "self": 1}
    assert row.natures == {"việc khó": 2, "việc tồn đọng": 1}
    assert row.themes == {"đất đai": 1}
    assert (row.in_force, row.carried_over) == (1, 1)


def test_owners_outside_the_declared_groups_are_named() -> None:
    """this test ensures that the Party bodies of Sông Lô stand out, and nobody does where no group was declared."""
    tasks = [task(), task("CB-002", "Các ban xây dựng Đảng"), task("CB-002", "")]
    undeclared = Group(name="Các ban xây dựng Đảng", is_declared=False)
    assert outside_groups(tasks, [DISTRICT, undeclared]) == ("CB-002",)
    assert outside_groups(tasks, [undeclared]) == ()
    names = [group.name for group in count_groups(tasks, [DISTRICT], expected=YEAR)]
    assert names == ["Khối huyện", "Các ban xây dựng Đảng", ""]


@given(st.lists(st.tuples(st.sampled_from("123"), st.sampled_from("ABC"), st.sampled_from(Horizon)), max_size=30))
def test_groups_add_up_to_the_cycle(drawn: list[tuple[str, str, Horizon]]) -> None:
    """this test ensures that every task is in one group and one horizon, counted apart from the total."""
    tasks = [
        task(f"CB-00{person}", group, horizon=horizon, period="2021" if horizon is Horizon.YEAR else "2021-2025")
        for person, group, horizon in drawn
    ]
    groups = count_groups(tasks, [Group(name="A"), Group(name="B")], expected=YEAR)
    for total in count_tasks(tasks, is_known=True):
        parts = [row for group in groups for row in group.horizons if row.horizon is total.horizon]
        assert sum(row.assigned or 0 for row in parts) == total.assigned == total.rows
