"""How tasks were chosen: composition per head, copies of routine targets, hard ones; and by whom bodies are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from registry.labels import BodyView, Horizon, Origin
from registry.rules.composition import rule_for
from registry.rules.statistics_bodies import count_bodies
from registry.rules.statistics_design import copied_from, count_composition, count_hard
from registry.rules.statistics_values import StandingTask
from registry.rulesets.composition import composition_rules

TASK = StandingTask(
    code="x",
    person="CB-001",
    owner="Ngô Quang Thử",
    group="Sở, ngành",
    horizon=Horizon.YEAR,
    period="2017",
    level=None,
    title="Chỉ đạo các xã về đích nông thôn mới năm 2017",
    unit="Sở Thử",
    natures=("việc khó",),
)


def head(own: int, common: int, given: int) -> list[StandingTask]:
    """The list of one head."""
    counts = ((Origin.SELF, own), (Origin.COMMON, common), (Origin.ASSIGNED, given))
    return [replace(TASK, origin=origin) for origin, number in counts for _ in range(number)]


def test_the_rule_of_bac_giang() -> None:
    """this test ensures that 3-5 own, 5 common and 1-2 given tasks pass, and one missing is named (nghiep-vu §2.5)."""
    rule = rule_for(composition_rules(), "bac-giang", dt.date(2017, 1, 9))
    for tasks in (head(3, 5, 1), head(5, 5, 2)):
        counts = count_composition(tasks, rule)
        assert counts is not None and (counts.checked, counts.violations) == (1, ())
    for tasks in (head(2, 5, 1), head(6, 5, 1), head(3, 4, 1), head(3, 5, 0), head(3, 5, 3)):
        counts = count_composition(tasks, rule)
        assert counts is not None
        (broken,) = counts.violations
        assert broken.owner == "Ngô Quang Thử" and broken.message.startswith("Ngô Quang Thử:")
        assert sum(broken.origins.values()) == len(tasks)


def test_without_a_rule_nobody_breaks_one() -> None:
    """this test ensures that an office without rule has no count at all, and term tasks do not count."""
    assert count_composition(head(9, 0, 0), None) is None
    rule = rule_for(composition_rules(), "bac-giang", dt.date(2017, 1, 9))
    term = [replace(TASK, horizon=Horizon.TERM, period="2016-2020")]
    counts = count_composition([*head(3, 5, 1), *term], rule)
    assert counts is not None and (counts.checked, counts.violations) == (1, ())
    assert rule_for(composition_rules(), "bac-giang", dt.date(2018, 1, 1)) is None


def test_a_copied_target_is_shown() -> None:
    """this test ensures that a task worded like a routine target is found with its likeness, another is not (P2)."""
    targets = ("Thu ngân sách nhà nước trên địa bàn", "Chỉ đạo các xã về đích nông thôn mới năm 2017")
    other = replace(TASK, title="Xóa điểm đen tai nạn giao thông trên các tỉnh lộ")
    (copy,) = copied_from([TASK, other], targets)
    assert (copy.target, copy.likeness) == (targets[1], 100)
    assert copied_from([TASK], targets[:1]) == ()


def test_hard_tasks_are_counted_per_group() -> None:
    """this test ensures that the share of hard tasks is told group by group (P3)."""
    (share,) = count_hard([TASK, replace(TASK, natures=("việc mới",))])
    assert (share.group, share.hard, share.assigned) == ("Sở, ngành", 1, 2)


def test_bodies_as_they_were_and_as_they_are() -> None:
    """this test ensures that tasks are told by the body of their day, or added up by its heir (nghiep-vu O10)."""
    tasks = [TASK, replace(TASK, unit="Sở Cũ", person="CB-002"), replace(TASK, unit="Sở Thử")]
    heirs = {"Sở Cũ": "Sở Mới", "Sở Thử": "Sở Mới"}
    then = count_bodies(tasks, heirs, BodyView.ASSIGNED)
    assert [(row.body, row.units, row.tasks) for row in then] == [("Sở Thử", 1, 2), ("Sở Cũ", 1, 1)]
    (now,) = count_bodies(tasks, heirs, BodyView.CURRENT)
    assert (now.body, now.units, now.tasks) == ("Sở Mới", 2, 3)
