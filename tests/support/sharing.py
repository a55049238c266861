"""How the suite is shared out when several workers run it: what stays together, and what begins first.

Knows which files lean on something prepared once and which groups take longest; measures nothing. Order and grouping
change no result: within a group the order stays random, and one worker alone runs everything too. Marks of xdist are
not used for it: with pytest 9.2 their groups are lost, and every test goes to whoever is free.
"""

from __future__ import annotations

from typing import Any

import pytest

STAGES, FAULTS, PRINTING = "stories of the stages", "faults at the stages", "tests/docgen/printing"
OF_STAGES = {"decisions", "evaluation", "mistakes", "print_room", "returned_papers", "shelf_and_journal"}
OF_STAGES |= {"bodies", "kept_heads", "register", "task_changes", "templates", "watch"}
"""Stories of the small office at the stages that the first of them prepares."""
ALONE = {"numbers", "server"}
"""Fault runs that need no office at a stage."""
DEMO, CIRCLE = "the_demo_runs_the_full_circle_and_twice_changes_nothing", "the_state_office_runs_the_same_circle"
LONGEST = (
    f"tests/stories/test_full_circle.py::test_{DEMO}",
    STAGES,
    FAULTS,
    f"tests/stories/test_full_circle.py::test_{CIRCLE}",
    PRINTING,
    "tests/test_packaging.py",
    "tests/stories/test_five_seeds.py",
    "tests/stories/test_group_by.py",
    "tests/docgen/authoring/test_pages.py",
    "tests/faults/test_numbers.py",
    "tests/test_architecture.py",
    "tests/registry/store/test_frame.py",
    "tests/stories/test_postgresql.py",
)
"""Groups that begin first, the longest foremost: what begins last should be short, or one worker waits for another."""


def group_of(test: str) -> str:
    """The group of a test by its node id: its file, those around something prepared once, a whole circle alone."""
    path = test.partition("::")[0]
    folder, _, name = path.rpartition("/")
    about = name.removeprefix("test_").removesuffix(".py")
    if about == "full_circle":
        return test
    if folder == "tests/stories" and about in OF_STAGES:
        return STAGES
    if folder == "tests/faults" and about not in ALONE:
        return FAULTS
    return folder if folder == PRINTING else path


def longest_first(items: list[pytest.Item]) -> None:
    """Put the longest groups first; the others keep their order."""
    ranks = {group: rank for rank, group in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(group_of(item.nodeid), len(ranks)))


def scheduler_of_groups(config: pytest.Config, log: Any) -> Any:
    """A scheduler of xdist that gives a worker one group after another, in the order they were collected."""
    from xdist.scheduler import LoadScopeScheduling

    class Sharing(LoadScopeScheduling):
        """Shares out our groups."""

        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    config.option.loadscopereorder = False  # xdist's own order is by the number of tests, not by how long they take
    return Sharing(config, log)
