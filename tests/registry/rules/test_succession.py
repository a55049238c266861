"""Who took over from whom, forward and back, by function, through rings."""

from __future__ import annotations

import datetime as dt

from registry.rules.succession import Link, predecessors, relatives, successors

DAY = dt.date(2025, 7, 1)
LINKS = (
    Link(predecessor="nhao-son", successor="tt-tam-son", on=dt.date(2025, 1, 1)),
    Link(predecessor="tt-tam-son", successor="xa-tam-son", on=DAY),
    Link(predecessor="dong-que", successor="xa-tam-son", on=DAY),
    Link(predecessor="huyen-uy", successor="xa-tam-son", function="công tác Đảng", on=DAY),
    Link(predecessor="huyen-uy", successor="truong", function="giáo dục", on=DAY),
)


def test_several_steps_are_followed() -> None:
    """This test ensures that succession is followed to its end both ways."""
    assert successors(LINKS, "nhao-son") == ("tt-tam-son", "xa-tam-son")
    assert set(predecessors(LINKS, "xa-tam-son")) == {"tt-tam-son", "nhao-son", "dong-que", "huyen-uy"}
    assert successors(LINKS, "xa-tam-son") == ()


def test_a_function_has_its_own_successor() -> None:
    """This test ensures that asking for one function leaves the others out, and a link for everything carries it."""
    assert successors(LINKS, "huyen-uy", function="giáo dục") == ("truong",)
    assert successors(LINKS, "huyen-uy", function="địa giới") == ()
    assert successors(LINKS, "nhao-son", function="giáo dục") == ("tt-tam-son", "xa-tam-son")


def test_a_ring_ends() -> None:
    """This test ensures that bodies that split and merged again do not go round for ever."""
    ring = (Link(predecessor="a", successor="b", on=DAY), Link(predecessor="b", successor="a", on=DAY))
    assert successors(ring, "a") == ("b",)


def test_relatives_are_everything_before_and_after() -> None:
    """This test ensures that a search by any name reaches predecessors and successors, but not their other kin."""
    assert set(relatives(LINKS, ["tt-tam-son"])) == {"tt-tam-son", "nhao-son", "xa-tam-son"}
    assert relatives(LINKS, ["khác"]) == ("khác",)
