"""How the suite is shared out when several workers run it: what stays together, and what begins first.

Knows which tests lean on something prepared once and which take longest; measures nothing. Order and grouping change
no result: within a group the order stays random, and one worker alone runs everything too.
"""

from __future__ import annotations

import pytest

PREPARED = ("stages", "papers")
"""Fixtures that take seconds and serve several files of a folder."""
LONGEST = (
    "test_the_demo_runs_the_full_circle_and_twice_changes_nothing",
    "stories/stages",
    "faults/stages",
    "test_the_state_office_runs_the_same_circle",
    "stories/test_group_by.py",
    "tests/test_packaging.py",
    "authoring/test_pages.py",
    "faults/test_numbers.py",
    "stories/test_five_seeds.py",
    "printing/papers",
    "store/test_frame.py",
    "stories/test_postgresql.py",
)
"""Groups that begin first, the longest foremost: what begins last should be short, or one worker waits for another."""


def share_out(items: list[pytest.Item]) -> None:
    """Mark each test with its group and put the longest groups first."""
    ranks = {group: rank for rank, group in enumerate(LONGEST)}
    rank_of = {}
    for item in items:
        group = group_of(item)
        item.add_marker(pytest.mark.xdist_group(group))
        rank_of[item] = ranks.get(group, len(ranks))
    items.sort(key=rank_of.__getitem__)


def group_of(item: pytest.Item) -> str:
    """The group of a test: its file, those around something prepared once, or itself when it is a whole circle."""
    if item.path.stem == "test_full_circle":
        return item.name
    fixtures = getattr(item, "fixturenames", ())
    shared = next((name for name in PREPARED if name in fixtures), item.path.name)
    return f"{item.path.parent.name}/{shared}"
