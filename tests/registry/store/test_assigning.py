"""Who waits for a decision: by assignee, by body, or all in one; supplements, carried-over tasks, leftover drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from registry.exchange.rows import TaskRow
from registry.labels import DocumentState, Horizon, Origin, Scope, Variant
from registry.store import Store
from registry.store.assigning import Assignment, count_open, leftover_drafts, open_assignments
from registry.store.documents import add_documents, move, record_of, stale_drafts
from registry.store.replacing import ask_replacement
from tests.support.registry_builder import (
    FIRST,
    THIRD,
    YEAR,
    changing,
    enter,
    issue,
    number,
    paper,
    record,
    sign,
)

COUNCIL = "Thường trực Hội đồng nhân dân huyện Mẫu"
FOURTH = replace(FIRST, official="Lò Thị Dụ", honorific="bà", post="Chủ tịch xã Mẫu", title="Trồng rừng")
COLLECTIVE = replace(
    FIRST,
    official="",
    post="",
    is_collective=True,
    unit=COUNCIL,
    attached=("Nông Văn Thử", "Hứa Văn Ngoài"),
    title="Giải phóng mặt bằng",
)
ROWS: tuple[TaskRow, ...] = (
    FIRST,
    replace(FIRST, title="Việc thứ hai", horizon=Horizon.TERM, period="2021-2025"),
    FOURTH,
    THIRD,
    COLLECTIVE,
)
LATER = replace(FIRST, title="Việc giao thêm")


def waiting(store: Store, scope: Scope = Scope.PERSON) -> tuple[Assignment, ...]:
    """What waits, in that grouping."""
    with store.reading() as session:
        return open_assignments(session, YEAR, scope)


def told(assignments: Sequence[Assignment]) -> list[tuple[str, list[str], int]]:
    """Scope, names and number of tasks of each."""
    return [
        (each.scope.value, [holding.official.name for holding in each.holdings], len(each.lines))
        for each in assignments
    ]


def draft(store: Store, code: str, scope: Scope, index: int = 0, *, variant: Variant = Variant.PLAIN) -> None:
    """Draft one of the waiting decisions as a workflow would."""
    each = waiting(store, scope)[index]
    person = each.holdings[0].official.code if len(each.holdings) == 1 else None
    new = paper(code, person, each.lines, scope=each.scope, body=each.body, variant=variant)
    new = replace(new, replaces=each.replaces.code if each.replaces else None)
    holders = {line.code: holding.official.as_listed for holding in each.holdings for line in holding.lines}
    with changing(store) as session:
        add_documents(session, [replace(new, holders=holders)])


def put_through(store: Store, code: str) -> None:
    """Sign, number and issue."""
    sign(store, code)
    number(store, code)
    issue(store, code)


def test_the_same_rows_in_three_groupings(store: Store) -> None:
    """this test ensures that every open task stands in exactly one decision, whatever the grouping."""
    enter(store, ROWS)
    assert told(waiting(store)) == [
        ("person", ["Lò Thị Dụ"], 1),
        ("person", [COUNCIL], 1),
        ("person", ["Bế Thị Nháp"], 1),
        ("person", ["Nông Văn Thử"], 2),
    ]
    assert sorted(told(waiting(store, Scope.UNIT))) == [
        ("person", [COUNCIL], 1),
        ("unit", ["Bế Thị Nháp"], 1),
        ("unit", ["Lò Thị Dụ", "Nông Văn Thử"], 3),
    ]
    everybody = [COUNCIL, "Lò Thị Dụ", "Nông Văn Thử", "Bế Thị Nháp"]  # by group, collectives first
    assert told(waiting(store, Scope.ALL)) == [("all", everybody, 5)]


def test_a_body_is_named_with_its_decision(store: Store) -> None:
    """this test ensures that a decision for one body knows the body, and that others name none."""
    enter(store, ROWS)
    units = {each.unit for each in waiting(store, Scope.UNIT)}
    assert units == {"Đảng ủy xã Mẫu", "Phòng Thí dụ", ""}
    assert {each.body for each in waiting(store)} == {""}


def test_those_attached_to_a_collective_are_told(store: Store) -> None:
    """this test ensures that an attached person the registry knows comes with the post, another by name alone."""
    enter(store, ROWS)
    (own,) = (each for each in waiting(store) if each.holdings[0].official.is_collective)
    known, unknown = own.holdings[0].attached
    assert (known.name, known.post, unknown.name, unknown.post) == (
        "Nông Văn Thử",
        "Bí thư Đảng ủy xã Mẫu",
        "Hứa Văn Ngoài",
        "",
    )


def test_the_registry_counts_apart(store: Store) -> None:
    """this test ensures that the count made by the database agrees, also when a signed decision took tasks away."""
    enter(store, ROWS)
    for taken in (0, 2):
        with store.reading() as session:
            counted = sum(row.count for row in count_open(session, YEAR))
        assert counted == len(ROWS) - taken == sum(len(each.lines) for each in waiting(store))
        if not taken:
            draft(store, "AAAA0001", Scope.PERSON, 3)
            sign(store, "AAAA0001")


def test_what_comes_after_the_first_decision_adds_to_it(store: Store) -> None:
    """this test ensures that a later task names the issued decision; while that one is only signed, the task waits."""
    enter(store, ROWS)
    draft(store, "AAAA0001", Scope.ALL)
    sign(store, "AAAA0001")
    enter(store, [LATER])
    (early,) = waiting(store)
    assert (early.supplements, early.waits_for) == (None, "AAAA0001")
    number(store, "AAAA0001")
    issue(store, "AAAA0001")
    for scope in Scope:
        (late,) = waiting(store, scope)
        assert (late.supplements.code if late.supplements else None, late.waits_for) == ("AAAA0001", "")


def test_nobody_elses_decision_is_added_to(store: Store) -> None:
    """this test ensures that the first task of somebody else adds to no decision of another (broken twin)."""
    enter(store, [FIRST])
    draft(store, "AAAA0001", Scope.PERSON)
    put_through(store, "AAAA0001")
    enter(store, [THIRD])
    (other,) = waiting(store)
    assert (other.supplements, other.waits_for) == (None, "")


def test_a_supplement_is_not_the_first_decision(store: Store) -> None:
    """this test ensures that every later decision names the first one, not the supplement before it."""
    enter(store, [FIRST])
    draft(store, "AAAA0001", Scope.PERSON)
    put_through(store, "AAAA0001")
    enter(store, [LATER])
    draft(store, "AAAA0002", Scope.PERSON, variant=Variant.SUPPLEMENT)
    put_through(store, "AAAA0002")
    enter(store, [replace(FIRST, title="Việc giao thêm lần hai")])
    (late,) = waiting(store)
    assert late.supplements is not None
    assert late.supplements.code == "AAAA0001"


def test_a_replaced_list_is_drafted_as_a_list(store: Store) -> None:
    """this test ensures that the successor has the form of the one it replaces, whatever grouping is asked for."""
    enter(store, ROWS)
    draft(store, "AAAA0001", Scope.ALL)
    put_through(store, "AAAA0001")
    with changing(store) as session:
        ask_replacement(session, record_of(session, "AAAA0001"), reason="sai chỉ tiêu")
    (successor,) = waiting(store)
    assert (successor.scope, len(successor.lines), successor.supplements) == (Scope.ALL, 5, None)
    assert successor.replaces is not None
    assert successor.replaces.code == "AAAA0001"


def test_drafts_of_another_grouping_are_left_over(store: Store) -> None:
    """this test ensures that a draft whose tasks go elsewhere is told, and one that is still right is not."""
    enter(store, ROWS)
    draft(store, "AAAA0001", Scope.PERSON, 3)
    with store.reading() as session:
        for scope, left in ((Scope.PERSON, []), (Scope.ALL, ["AAAA0001"])):
            drafts = leftover_drafts(session, YEAR, open_assignments(session, YEAR, scope))
            assert [each.code for each in drafts] == left


def test_a_draft_stays_with_its_body(store: Store) -> None:
    """this test ensures that a body's draft is found again when the body has another task."""
    enter(store, ROWS)
    draft(store, "AAAA0001", Scope.UNIT, 0)
    enter(store, [LATER])
    own = next(each for each in waiting(store, Scope.UNIT) if each.unit == "Đảng ủy xã Mẫu")
    assert own.draft is not None
    assert (own.draft.code, len(own.lines)) == ("AAAA0001", 4)


def test_a_carried_over_task_names_the_decision_that_gave_it(store: Store) -> None:
    """this test ensures that the number and date of the old decision come with the task; a recalled one is silent."""
    enter(store, [FIRST])
    draft(store, "AAAA0001", Scope.PERSON)
    put_through(store, "AAAA0001")
    carried = replace(FIRST, title="Làm tiếp", origin=Origin.CARRIED_OVER, continues="NV-2021-001")
    enter(store, [carried])
    (late,) = waiting(store)
    assert late.lines[0].carried_from is not None
    assert late.lines[0].carried_from.number_text == "01-QĐ/HU"
    with changing(store) as session:
        move(session, "AAAA0001", DocumentState.RECALLED)
    assert [line.carried_from for each in waiting(store) for line in each.lines if line.title == "Làm tiếp"] == [None]


def test_a_new_post_makes_a_draft_stale(store: Store) -> None:
    """this test ensures that a draft which names the old post of somebody must be drafted again before printing."""
    enter(store, [FIRST, THIRD])
    draft(store, "AAAA0001", Scope.ALL)
    with store.reading() as session:
        assert stale_drafts(session, ["AAAA0001"]) == ()
    enter(store, [replace(THIRD, post="Phó Trưởng phòng", task_code="NV-2021-002")])
    with store.reading() as session:
        assert stale_drafts(session, ["AAAA0001"]) == ("AAAA0001",)


def test_a_list_is_recorded_for_nobody_alone(store: Store) -> None:
    """this test ensures that a decision for several has no person, and one for a body names the body."""
    enter(store, ROWS)
    draft(store, "AAAA0001", Scope.UNIT, 0)
    row = record(store, "AAAA0001").as_row()
    assert (row["scope"], row["unit"], row["person"], len(row["tasks"])) == ("unit", "Đảng ủy xã Mẫu", None, 3)  # type: ignore[arg-type] # a list
