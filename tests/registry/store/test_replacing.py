"""Replacing: the old paper binds until the new one is issued, and comes back when the replacement is called off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from registry.errors import RuleBroken
from registry.labels import DocumentKind, DocumentState, TaskState
from registry.store import Store
from registry.store.assigning import Assignment, open_assignments
from registry.store.documents import add_document, find_document, move, record_of
from registry.store.effects import take_effect
from registry.store.entering import known_tasks
from registry.store.replacing import ask_replacement, call_off_replacement
from registry.store.tasks import find_task, task_records
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import (
    FIRST,
    SIGNED_ON,
    YEAR,
    changing,
    draft,
    enter,
    issue,
    issued_decision,
    number,
    paper,
    record,
    sign,
)

OLD, NEW = "AAAA0001", "AAAA0002"
MENDED = replace(FIRST, title="Nâng chất lượng sinh hoạt chi bộ", task_code="NV-2021-001")


@pytest.fixture
def asked(store: Store) -> Store:
    """A decision of two tasks is issued, and another is to take its place."""
    return filled_by(_asked, store)


def _asked(filled: Store) -> None:
    enter(filled)
    issued_decision(filled, OLD)
    with changing(filled) as session:
        ask_replacement(session, record_of(session, OLD), reason="sai tên việc")


def _waiting(store: Store) -> list[Assignment]:
    with store.reading() as session:
        return [found for found in open_assignments(session, YEAR) if found.holdings[0].official.code == "CB-001"]


def _named(waiting: Assignment) -> str | None:
    return waiting.replaces.code if waiting.replaces else None


def _states(store: Store) -> list[TaskState]:
    with store.reading() as session:
        return [each.state for each in task_records(session, YEAR)][:2]


def test_the_next_draft_takes_the_place_and_the_old_one_binds(asked: Store) -> None:
    """this test ensures that tasks of a decision to be replaced wait for the next one and stay assigned meanwhile."""
    (waiting,) = _waiting(asked)
    assert (_named(waiting), [line.code for line in waiting.lines]) == (OLD, ["NV-2021-002", "NV-2021-001"])
    assert _states(asked) == [TaskState.ASSIGNED] * 2
    assert record(asked, OLD).state is DocumentState.ISSUED


def test_nothing_is_replaced_unasked(filled: Store) -> None:
    """this test ensures that an issued decision nobody asked to replace leaves nothing to draft (broken twin)."""
    issued_decision(filled, OLD)
    assert _waiting(filled) == []


def test_the_old_one_ends_with_the_new_one(asked: Store) -> None:
    """this test ensures that issuing the new decision ends the old one and its forms, and binds the tasks anew."""
    with changing(asked) as session:
        find_task(session, "NV-2021-001").state = TaskState.PROVEN.value
        form = paper("CCCC0001", kind=DocumentKind.SELF_ASSESSMENT, about=OLD, state=DocumentState.ISSUED)
        add_document(session, form)
    draft(asked, NEW, replaces=OLD)
    sign(asked, NEW)
    assert _waiting(asked) == []
    number(asked, NEW)
    assert record(asked, OLD).state is DocumentState.ISSUED
    issue(asked, NEW)
    assert _states(asked) == [TaskState.ASSIGNED] * 2
    assert (record(asked, OLD).state, record(asked, OLD).reason) == (
        DocumentState.REPLACED,
        "sai tên việc (Quyết định số 02-QĐ/HU)",
    )
    assert record(asked, "CCCC0001").state is DocumentState.RECALLED


def test_a_decision_that_ended_cannot_be_replaced(asked: Store) -> None:
    """this test ensures that a new decision naming one that was recalled meanwhile is not issued."""
    draft(asked, NEW, replaces=OLD)
    sign(asked, NEW)
    number(asked, NEW)
    with changing(asked) as session:
        move(session, OLD, DocumentState.RECALLED)
    with pytest.raises(RuleBroken, match=OLD), changing(asked) as session:
        move(session, NEW, DocumentState.ISSUED, issued_on=SIGNED_ON)
        take_effect(session, record_of(session, NEW))
    assert record(asked, NEW).state is DocumentState.NUMBERED


def test_new_tasks_go_with_the_replacement(asked: Store) -> None:
    """this test ensures that a task approved meanwhile stands in the new decision, and only there."""
    enter(asked, [replace(FIRST, title="Việc giao thêm")])
    (waiting,) = _waiting(asked)
    assert [line.code for line in waiting.lines] == ["NV-2021-002", "NV-2021-001", "NV-2021-004"]


def test_two_replaced_decisions_are_replaced_one_by_one(asked: Store) -> None:
    """this test ensures that each decision to be replaced gets its own successor."""
    with changing(asked) as session:
        ask_replacement(session, record_of(session, OLD), reason="")
    enter(asked, [replace(FIRST, title="Việc giao thêm")])
    issued_decision(asked, "AAAA0003")
    with changing(asked) as session:
        for code in (OLD, "AAAA0003"):
            ask_replacement(session, record_of(session, code), reason="sai")
    assert {_named(each): len(each.lines) for each in _waiting(asked)} == {OLD: 2, "AAAA0003": 1}


def test_words_are_open_while_a_replacement_is_asked_for(asked: Store) -> None:
    """this test ensures that a bound task may be worded anew, but not given to somebody else by a list."""
    enter(asked, [MENDED])
    assert _waiting(asked)[0].lines[1].title == MENDED.title
    with pytest.raises(RuleBroken, match="NV-2021-001"):
        enter(asked, [replace(MENDED, official="Lò Văn Khác")])
    with changing(asked) as session:
        call_off_replacement(session, record_of(session, OLD))
    with pytest.raises(RuleBroken, match="NV-2021-001"):
        enter(asked, [MENDED])


def test_calling_off_gives_the_binding_words_back(asked: Store) -> None:
    """this test ensures that tasks say again what their decision says when it stays after all."""
    with asked.reading() as session:
        before = known_tasks(session, YEAR)
    enter(asked, [MENDED])
    with changing(asked) as session:
        call_off_replacement(session, record_of(session, OLD))
    with asked.reading() as session:
        assert known_tasks(session, YEAR) == before
    assert _waiting(asked) == []


def test_calling_off_another_kind_touches_no_words(filled: Store) -> None:
    """this test ensures that only a decision gives words back to its tasks; minutes have none to give."""
    issued_decision(filled, OLD)
    with filled.reading() as session:
        before = known_tasks(session, YEAR)
    with changing(filled) as session:
        add_document(session, paper(NEW, person=None, kind=DocumentKind.MINUTES))
    with changing(filled) as session:
        found = find_document(session, NEW)
        found.state, found.replace_reason = DocumentState.ISSUED.value, "sai tên cuộc họp"
    with changing(filled) as session:
        call_off_replacement(session, record_of(session, NEW))
    with filled.reading() as session:
        assert known_tasks(session, YEAR) == before
    assert record(filled, NEW).replace_reason == ""


def test_a_successor_on_somebodys_desk_is_named(asked: Store) -> None:
    """this test ensures that the replacement is not called off while its paper is drafted."""
    draft(asked, NEW, replaces=OLD)
    with pytest.raises(RuleBroken, match=NEW), changing(asked) as session:
        call_off_replacement(session, record_of(session, OLD))
    with changing(asked) as session:
        move(session, NEW, DocumentState.WITHDRAWN)
        call_off_replacement(session, record_of(session, OLD))
    assert record(asked, OLD).replace_reason == ""


def test_only_binding_papers_are_replaced(filled: Store) -> None:
    """this test ensures that a draft is not replaced, and nothing is called off that nobody asked for."""
    draft(filled, OLD)
    with pytest.raises(RuleBroken, match="dự thảo"), changing(filled) as session:
        ask_replacement(session, record_of(session, OLD), reason="sai")
    with pytest.raises(RuleBroken, match="không chờ thay thế"), changing(filled) as session:
        call_off_replacement(session, record_of(session, OLD))
