"""Dated names: the one of the day, periods that meet, titles that carry the name of their body."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.rules.names import Dated, joined, name_on, names_on, overlaps, title_on

OLD = Dated(name="Đảng ủy xã Khe Một", valid_to=dt.date(2021, 6, 30))
NEW = Dated(name="Đảng ủy xã Khe Hai", valid_from=dt.date(2021, 7, 1))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(1990, 1, 1), OLD.name),
        (dt.date(2021, 6, 30), OLD.name),
        (dt.date(2021, 7, 1), NEW.name),
        (dt.date.max, NEW.name),
    ],
)
def test_the_name_of_the_day(day: dt.date, name: str) -> None:
    """This test ensures that the last day of the old name and the first of the new one are told apart."""
    assert name_on([NEW, OLD], day) == name


def test_a_gap_keeps_the_last_name_and_nobody_has_none() -> None:
    """This test ensures that between two names the earlier still speaks, before all the first, and nothing gives ""."""
    late = Dated(name="C", valid_from=dt.date(2022, 1, 1))
    assert name_on([OLD, late], dt.date(2021, 9, 1)) == OLD.name
    assert name_on([late], dt.date(2000, 1, 1)) == "C"
    assert name_on([], dt.date(2000, 1, 1)) == ""


def test_overlapping_names_are_found() -> None:
    """This test ensures that two names of one day are found, and names that follow each other are not."""
    assert overlaps([OLD, NEW]) == ()
    early = Dated(name="X", valid_from=dt.date(2021, 6, 30))
    assert overlaps([OLD, early]) == ((OLD, early),)
    assert len(overlaps([Dated(name="A"), Dated(name="B")])) == 1


def test_periods_of_one_name_are_joined() -> None:
    """This test ensures that a period cut in two is one again, and a period with a gap stays two."""
    halves = [Dated(name="A", valid_to=dt.date(2020, 12, 31)), Dated(name="A", valid_from=dt.date(2021, 1, 1))]
    assert joined(halves) == (Dated(name="A"),)
    gap = [halves[0], Dated(name="A", valid_from=dt.date(2021, 1, 2))]
    assert len(joined(gap)) == 2


def test_a_merged_body_has_both_parents_of_the_day() -> None:
    """This test ensures that everything valid on a day is given, and only that."""
    both = [Dated(name="HU"), Dated(name="UBND", valid_from=dt.date(2019, 2, 1))]
    assert names_on(both, dt.date(2019, 2, 1)) == ("HU", "UBND")
    assert names_on(both, dt.date(2019, 1, 31)) == ("HU",)


def test_a_title_follows_the_name_of_its_body() -> None:
    """This test ensures that the body's name inside a title is the one of the day, and no part of another word is."""
    names = [OLD, NEW]
    assert title_on("Bí thư Đảng ủy xã Khe Một", names, dt.date(2021, 7, 1)) == "Bí thư Đảng ủy xã Khe Hai"
    assert title_on("Bí thư đảng ủy xã Khe Một", names, dt.date(2021, 7, 1)) == "Bí thư đảng ủy xã Khe Hai"
    assert title_on("Bí thư Đảng ủy xã Khe Một", names, dt.date(2021, 6, 30)) == "Bí thư Đảng ủy xã Khe Một"
    short = [Dated(name="Xã A", valid_to=dt.date(2021, 6, 30)), Dated(name="Xã B", valid_from=dt.date(2021, 7, 1))]
    assert title_on("Chủ tịch UBND xã Am", short, dt.date(2022, 1, 1)) == "Chủ tịch UBND xã Am"
    assert title_on("Chủ tịch UBND xã A", short, dt.date(2022, 1, 1)) == "Chủ tịch UBND xã B"
