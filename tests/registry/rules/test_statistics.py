"""Figures: unknown is not zero, term and year are not added, rows and totals agree."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from registry.labels import Grade, Horizon, TaskLevel
from registry.rules.statistics import CountedTask, completion_rate, count_grades, count_levels, unit_rows

LEVELS = st.none() | st.sampled_from(TaskLevel)
TASKS = st.lists(
    st.builds(
        CountedTask,
        code=st.uuids().map(str),
        person=st.sampled_from(["CB-001", "CB-002", "CB-003"]),
        group=st.sampled_from(["Khối xã", "Khối huyện"]),
        horizon=st.sampled_from(Horizon),
        period=st.just("2021"),
        level=LEVELS,
    ),
    max_size=40,
)


def _task(level: TaskLevel | None, horizon: Horizon = Horizon.YEAR, group: str = "A") -> CountedTask:
    return CountedTask(code="x", person="CB-001", group=group, horizon=horizon, period="2021", level=level)


def test_unknown_is_not_zero() -> None:
    """this test ensures that a task without a result is unknown and not "not completed"."""
    (counts,) = count_levels([_task(None), _task(TaskLevel.NOT_COMPLETED), _task(TaskLevel.COMPLETED)])
    assert (counts.unknown, counts.not_completed, counts.completed, counts.assigned) == (1, 1, 1, 3)


def test_term_and_year_are_not_added() -> None:
    """this test ensures that the tasks of the term and of the year stand in rows of their own, the term first."""
    counts = count_levels([_task(None), _task(None), _task(None, Horizon.TERM)])
    assert [(row.horizon, row.assigned) for row in counts] == [(Horizon.TERM, 1), (Horizon.YEAR, 2)]


def test_no_tasks_no_row() -> None:
    """this test ensures that a horizon nobody was given has no row of zeros."""
    assert count_levels([]) == ()


def test_a_rate_of_unknowns_is_unknown() -> None:
    """this test ensures that the completion rate is empty while no task has a result, and zero only when known."""
    (unknown,) = count_levels([_task(None), _task(None)])
    (failed,) = count_levels([_task(TaskLevel.NOT_COMPLETED), _task(None)])
    (half,) = count_levels(
        [_task(TaskLevel.EXCEEDED), _task(TaskLevel.COMPLETED), _task(TaskLevel.MOSTLY), _task(None)]
    )
    assert completion_rate(unknown) is None
    assert completion_rate(failed) == 0.0
    assert completion_rate(half) == 0.5


@given(TASKS)
def test_every_task_is_counted_once(tasks: list[CountedTask]) -> None:
    """this test ensures that the levels and the unknown of a row add up to what was assigned."""
    rows = count_levels(tasks)
    for row in rows:
        parts = row.exceeded + row.completed + row.mostly + row.not_completed + row.unknown
        assert parts == row.assigned == sum(task.horizon is row.horizon for task in tasks)
    assert sum(row.assigned for row in rows) == len(tasks)


@given(TASKS)
def test_rows_of_groups_equal_the_total(tasks: list[CountedTask]) -> None:
    """this test ensures that the rows of the groups add up to the totals counted apart."""
    for total in count_levels(tasks):
        rows = unit_rows(tasks, total.horizon)
        assert sum(row.assigned for row in rows) == total.assigned
        assert sum(row.done for row in rows) == total.exceeded + total.completed
        assert sum(row.mostly for row in rows) == total.mostly
        assert sum(row.not_completed for row in rows) == total.not_completed
        assert sum(row.unknown for row in rows) == total.unknown


@given(TASKS, st.randoms())
def test_the_order_of_tasks_does_not_matter(tasks: list[CountedTask], random: Random) -> None:
    """this test ensures that a list in another order gives the same figures."""
    shuffled = list(tasks)
    random.shuffle(shuffled)
    assert Counter(count_levels(tasks)) == Counter(count_levels(shuffled))
    for horizon in Horizon:
        assert Counter(unit_rows(tasks, horizon)) == Counter(unit_rows(shuffled, horizon))


@given(
    st.sets(st.sampled_from(["a", "b", "c", "d"])),
    st.dictionaries(st.sampled_from(["a", "b", "c", "x"]), st.sampled_from(Grade)),
)
def test_grades_and_unknown_add_up_to_the_people(people: set[str], decided: dict[str, Grade]) -> None:
    """this test ensures that everyone has one grade or none, and strangers are not counted."""
    counted = count_grades(people, decided)
    assert sum(counted.counts.values()) + counted.unknown == len(people)
    assert set(counted.counts) == set(Grade)
    assert counted.unknown == len(people - set(decided))
