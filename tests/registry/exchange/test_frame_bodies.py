"""Bodies and posts of the frame: rows put together, merged with what is known, contradictions told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from registry.exchange.frame_body_plan import (
    BodyContent,
    body_rows,
    make_body_plan,
    read_bodies,
    with_bodies,
)
from registry.exchange.frame_directory import Directory, KnownBody, KnownPerson
from registry.exchange.frame_plan import SheetPlan
from registry.exchange.frame_post_plan import make_post_plan
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import BodyRow, PostRow
from registry.exchange.frame_widening import with_posts
from registry.labels import BodyLevel, BodySystem
from registry.problems import Problem
from registry.rules.names import Dated

DAY = dt.date(2025, 9, 1)
END, START = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
KNOWN = BodyContent(
    code="XA", names=(Dated(name="Xã Khe Một"),), system=BodySystem.STATE, level=BodyLevel.COMMUNE, parents=()
)
MENTIONED = BodyContent(code="DV-001", names=(Dated(name="Xã Hải Lựu"),))


def _names(known: tuple[BodyContent, ...]) -> Directory:
    return Directory(
        bodies=tuple(KnownBody(key=each.code, names=each.names, closed_on=each.closed_on) for each in known)
    )


def bodies(*rows: BodyRow, known: tuple[BodyContent, ...] = ()) -> tuple[SheetPlan, list[Problem]]:
    """The plan for rows of “Cơ quan”."""
    placed = tuple(replace(row, sheet="Trang", row=number) for number, row in enumerate(rows, start=2))
    reading = FrameReading(rows={"bodies": placed})
    told = read_bodies(reading, known, _names(known))
    problems: list[Problem] = []
    plan = make_body_plan(reading, told, with_bodies(_names(known), told), on=DAY, problems=problems)
    return plan, problems


def added(plan: SheetPlan) -> list[BodyContent]:
    """The new bodies of a plan."""
    return [row for row in plan.added if isinstance(row, BodyContent)]


def test_rows_of_one_code_are_one_body_and_a_later_name_ends_the_earlier() -> None:
    """This test ensures that a rename is one body with two names that follow each other."""
    plan, problems = bodies(BodyRow(code="XA", name="Xã Khe Một"), BodyRow(code="xa", name="Xã Hai", valid_from=START))
    (body,) = added(plan)
    assert body.names == (Dated(name="Xã Khe Một", valid_to=END), Dated(name="Xã Hai", valid_from=START))
    assert problems == []


def test_one_name_may_be_two_bodies_by_code() -> None:
    """This test ensures that the old and the new commune of one name stay two, the mentioned one being the old."""
    plan, problems = bodies(
        BodyRow(code="HL1", name="Xã Hải Lựu", closed_on=END, level=BodyLevel.COMMUNE),
        BodyRow(code="HL2", name="Xã Hải Lựu", valid_from=START, level=BodyLevel.COMMUNE),
        known=(MENTIONED,),
    )
    assert [each.row.code for each in plan.changed if isinstance(each.row, BodyContent)] == ["HL1"]
    assert [body.code for body in added(plan)] == ["HL2"]
    assert problems == []


def test_without_codes_the_same_name_after_closing_is_told() -> None:
    """This test ensures that two bodies of one name without codes are not made one silently."""
    _, problems = bodies(BodyRow(name="Xã Hải Lựu", closed_on=END), BodyRow(name="Xã Hải Lựu", valid_from=START))
    assert [problem.code for problem in problems] == ["named-after-closing"]


def test_two_names_at_once_are_told() -> None:
    """This test ensures that names with overlapping days are an error."""
    _, problems = bodies(
        BodyRow(code="XA", name="Xã Một", valid_to=dt.date(2025, 7, 31)),
        BodyRow(code="XA", name="Xã Hai", valid_from=START),
    )
    assert [problem.code for problem in problems] == ["overlapping-names"]


def test_what_a_row_leaves_empty_stays_as_known() -> None:
    """This test ensures that a short row of a known body changes nothing, and a new fact changes only itself."""
    plan, _ = bodies(BodyRow(name="xã khe một"), known=(KNOWN,))
    assert [each.row for each in plan.changed] == [replace(KNOWN, names=(Dated(name="xã khe một"),))]
    plan, _ = bodies(BodyRow(code="XA", name="Xã Khe Một", closed_on=END), known=(KNOWN,))
    assert [each.row for each in plan.changed] == [replace(KNOWN, closed_on=END)]


def test_a_parent_may_be_new_or_unknown() -> None:
    """This test ensures that a parent of the same sheet is found, and one that nobody knows is told at its cell."""
    upper = BodyRow(name="Huyện ủy Mẫu", system=BodySystem.PARTY)
    plan, problems = bodies(upper, BodyRow(name="Ban Tổ chức", parents=("huyện ủy mẫu",)))
    assert problems == []
    assert [body.parents for body in added(plan)][1] == (Dated(name="huyện ủy mẫu"),)
    _, problems = bodies(upper, BodyRow(name="Ban Tổ chức", parents=("Huyện ủy Mãu Sơn",)))
    assert [problem.code for problem in problems] == ["unknown-parents"]


def test_a_body_reads_back_as_the_rows_that_made_it() -> None:
    """This test ensures that names and parents changing on different days come out and in as the same body."""
    content = BodyContent(
        code="XA",
        names=(Dated(name="Xã Khe Một", valid_to=END), Dated(name="Xã Hai", valid_from=START)),
        parents=(Dated(name="P1", valid_to=dt.date(2020, 12, 31)), Dated(name="P2", valid_from=dt.date(2021, 1, 1))),
    )
    rows = body_rows(content, {"P1": "P1", "P2": "P2"})
    assert len(rows) == 3
    known = tuple(BodyContent(code=code, names=(Dated(name=code),)) for code in ("P1", "P2"))
    plan, problems = bodies(*rows, known=known)
    assert problems == []
    assert added(plan) == [content]
    plan, _ = bodies(*rows, known=(content, *known))
    assert plan.unchanged == (content,)


# ---- posts

OFFICE = KnownBody(key="HU", names=(Dated(name="Huyện ủy"),))
COUNCIL = KnownBody(key="HĐ", names=(Dated(name="HĐND huyện"),))
LEADER = PostRow(person="Quan Thị Mẫu", rank="TUV", post="Bí thư", unit="Huyện ủy", valid_from=dt.date(2020, 1, 1))
PEOPLE = Directory(
    bodies=(OFFICE, COUNCIL), people=(KnownPerson(key="CB-1", name="Quan Thị Mẫu", bodies=frozenset({"HU"})),)
)


def posts(*rows: PostRow, known: tuple[PostRow, ...] = ()) -> tuple[SheetPlan, list[str]]:
    """The plan for rows of “Chức vụ”, with the codes of its problems."""
    placed = tuple(replace(row, sheet="Trang", row=number) for number, row in enumerate(rows, start=2))
    reading = FrameReading(rows={"posts": placed})
    problems: list[Problem] = []
    names = with_posts(PEOPLE, reading, on=DAY)
    plan = make_post_plan(reading, placed, known, names, on=DAY, problems=problems)
    return plan, [problem.code for problem in problems]


def test_one_person_holds_several_posts_with_one_rank() -> None:
    """This test ensures that posts at several bodies are one person's, and two ranks of one person are an error."""
    second = PostRow(person="Quan Thị Mẫu", post="Chủ tịch HĐND huyện", unit="HĐND huyện")
    plan, problems = posts(LEADER, second)
    assert (len(plan.added), problems) == (2, [])
    _, problems = posts(LEADER, replace(second, rank="HUV"))
    assert problems == ["two-ranks"]


def test_a_known_post_gets_its_days_and_an_empty_day_changes_nothing() -> None:
    """This test ensures that an end is taken up, an old list does not reopen a post, and a second stint is new."""
    ended = replace(LEADER, valid_to=dt.date(2023, 5, 31))
    plan, _ = posts(ended, known=(LEADER,))
    assert [each.row for each in plan.changed] == [ended]
    plan, _ = posts(LEADER, known=(ended,))
    assert plan.unchanged == (ended,)
    again = replace(LEADER, valid_from=dt.date(2024, 1, 1))
    plan, _ = posts(again, known=(ended,))
    assert plan.added == (again,)


def test_overlapping_posts_are_told() -> None:
    """This test ensures that one seat twice at one time is an error, and two heads at one time a warning."""
    _, problems = posts(LEADER, replace(LEADER, valid_from=dt.date(2021, 1, 1)))
    assert problems == ["overlapping-posts"]
    other = replace(LEADER, person="Bế Văn Khôi", rank="")
    assert posts(LEADER, other)[1] == ["two-heads"]
    ended = replace(LEADER, valid_to=dt.date(2020, 12, 31))
    assert posts(ended, replace(other, valid_from=dt.date(2021, 1, 1)))[1] == []
    deputies = [replace(each, post="Phó Bí thư") for each in (LEADER, other)]
    assert posts(*deputies)[1] == []
