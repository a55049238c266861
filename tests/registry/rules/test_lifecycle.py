"""The tables of moves: every walk stays legal, everything else is refused by name."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import RuleBroken
from registry.labels import DocumentState, TaskState
from registry.rules.lifecycle import (
    BINDING_PAPER,
    LEGAL_ORDER,
    LIVE_PAPER,
    NUMBER_FIRST_MOVES,
    NUMBER_FIRST_ORDER,
    PAPER_MOVES,
    TASK_MOVES,
    has_passed,
    is_number_first,
    move_paper,
    move_task,
    waits_for,
)


def test_every_state_has_its_moves_and_a_label() -> None:
    """this test ensures that no state is missing from the tables and each can be shown."""
    assert set(PAPER_MOVES) == set(DocumentState)
    assert set(TASK_MOVES) == set(TaskState)
    assert all(state.label for state in (*DocumentState, *TaskState))


@given(st.lists(st.sampled_from(DocumentState), max_size=12))
def test_a_walk_of_a_paper_stays_legal(wishes: list[DocumentState]) -> None:
    """this test ensures that whatever is wished, a paper is only where its table lets it go."""
    state = DocumentState.DRAFT
    for wish in wishes:
        try:
            state = move_paper("ABCD1234", state, wish)
        except RuleBroken as refusal:
            assert wish not in PAPER_MOVES[state]
            assert "ABCD1234" in refusal.message
            assert refusal.advice
        else:
            assert state is wish


@given(st.lists(st.sampled_from(TaskState), max_size=12))
def test_a_walk_of_a_task_stays_legal(wishes: list[TaskState]) -> None:
    """this test ensures that whatever is wished, a task is only where its table lets it go."""
    state = TaskState.APPROVED
    for wish in wishes:
        allowed = wish in TASK_MOVES[state]
        if allowed:
            state = move_task("NV-2021-001", state, wish)
            assert state is wish
        else:
            with pytest.raises(RuleBroken, match="NV-2021-001"):
                move_task("NV-2021-001", state, wish)


@given(st.lists(st.sampled_from(DocumentState), max_size=12))
def test_no_walk_reaches_a_number_without_a_signature(wishes: list[DocumentState]) -> None:
    """this test ensures that a paper that is numbered, issued or filed has passed the signature."""
    state, path = DocumentState.DRAFT, [DocumentState.DRAFT]
    for wish in wishes:
        if wish in PAPER_MOVES[state]:
            state = wish
            path.append(wish)
    if state in {DocumentState.NUMBERED, *BINDING_PAPER}:
        assert DocumentState.SIGNED in path


def test_the_legal_order_can_be_walked() -> None:
    """this test ensures that draft, print, signature, number, issue and shelf follow one another."""
    assert [state.value for state in LEGAL_ORDER] == ["draft", "printed", "signed", "numbered", "issued", "filed"]
    for before, after in itertools.pairwise(LEGAL_ORDER):
        assert move_paper("A", before, after) is after


def test_the_order_of_numbering_first_can_be_walked() -> None:
    """this test ensures that an office that numbers first walks draft, number, print, signature, issue and shelf."""
    names = ["draft", "numbered", "printed", "signed", "issued", "filed"]
    assert [state.value for state in NUMBER_FIRST_ORDER] == names
    for before, after in itertools.pairwise(NUMBER_FIRST_ORDER):
        assert move_paper("A", before, after, number_first=True) is after


def test_the_two_orders_do_not_mix() -> None:
    """this test ensures that no order takes a step of the other one, and the refusal tells the right order."""
    for state in DocumentState:
        ends = {DocumentState.WITHDRAWN}
        mixed = (PAPER_MOVES[state] & NUMBER_FIRST_MOVES[state]) - ends
        if state in {DocumentState.DRAFT, DocumentState.SIGNED, DocumentState.NUMBERED}:
            assert not mixed, state
    with pytest.raises(RuleBroken) as refusal:
        move_paper("A", DocumentState.DRAFT, DocumentState.PRINTED, number_first=True)
    assert "dự thảo, cấp số, in trình ký, ký, ban hành" in refusal.value.advice


@given(st.lists(st.sampled_from(DocumentState), max_size=12))
def test_whoever_numbers_first_signs_before_issuing(wishes: list[DocumentState]) -> None:
    """this test ensures that also where numbers come first nothing is issued without number, print and signature."""
    state, path = DocumentState.DRAFT, [DocumentState.DRAFT]
    for wish in wishes:
        if wish in NUMBER_FIRST_MOVES[state]:
            state = wish
            path.append(wish)
    if state in BINDING_PAPER:
        assert path[:5] == list(NUMBER_FIRST_ORDER[:5])


@pytest.mark.parametrize(
    ("state", "has_number", "is_signed", "first"),
    [
        ("draft", False, False, False),
        ("printed", False, False, False),
        ("signed", False, True, False),
        ("numbered", True, True, False),
        ("numbered", True, False, True),
        ("printed", True, False, True),
        ("signed", True, True, True),
    ],
)
def test_which_order_a_paper_took(state: str, has_number: bool, is_signed: bool, first: bool) -> None:
    """this test ensures that number and signature of a paper tell which order it takes."""
    assert is_number_first(DocumentState(state), has_number=has_number, is_signed=is_signed) is first


@pytest.mark.parametrize("number_first", [False, True])
def test_a_paper_waits_for_its_next_step_alone(number_first: bool) -> None:
    """this test ensures that in each order a paper waits for one step, and a paper that ended waits for none."""
    order = NUMBER_FIRST_ORDER if number_first else LEGAL_ORDER
    for place, state in enumerate(order):
        waited = [step for step in order if waits_for(state, step, number_first=number_first)]
        passed = [step for step in order if has_passed(state, step, number_first=number_first)]
        assert (waited, passed) == (list(order[place + 1 : place + 2]), list(order[: place + 1]))
    assert not any(waits_for(DocumentState.RECALLED, step, number_first=number_first) for step in order)
    assert not any(has_passed(DocumentState.RECALLED, step, number_first=number_first) for step in order)


def test_ended_papers_stay_ended() -> None:
    """this test ensures that a replaced, recalled or withdrawn paper goes nowhere and is not alive."""
    ended = {DocumentState.REPLACED, DocumentState.RECALLED, DocumentState.WITHDRAWN}
    assert all(not PAPER_MOVES[state] for state in ended)
    assert frozenset(DocumentState) - ended == LIVE_PAPER


def test_every_state_can_be_reached() -> None:
    """this test ensures that no state of the tables is an island."""
    papers = {DocumentState.DRAFT}.union(*PAPER_MOVES.values())
    tasks = {TaskState.APPROVED}.union(*TASK_MOVES.values())
    assert papers == set(DocumentState)
    assert tasks == set(TaskState)
