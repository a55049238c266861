"""The tables of moves: every walk stays legal, everything else is refused by name."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import RuleBroken
from registry.labels import DocumentState, TaskState
from registry.rules.lifecycle import BINDING_PAPER, LIVE_PAPER, PAPER_MOVES, TASK_MOVES, move_paper, move_task

LEGAL_ORDER = ("draft", "printed", "signed", "numbered", "issued", "filed")


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
    states = [DocumentState(name) for name in LEGAL_ORDER]
    for before, after in itertools.pairwise(states):
        assert move_paper("A", before, after) is after


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
