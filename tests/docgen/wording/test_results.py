"""Results in words: what stands apart is said once and in no share."""

from __future__ import annotations

from docgen.wording.results import level_sentence
from tests.support import evaluation_facts, facts


def _said(**apart: int) -> str:
    counts = facts.replace(evaluation_facts.year_counts(), **apart)
    return level_sentence(counts, facts.PARTY_CAMPAIGN).replace("\u00a0", " ")


def test_what_stands_apart_is_said() -> None:
    """Suspended, cancelled and transferred tasks are named beside the count and change no share."""
    said = _said(suspended=1, cancelled=2, transferred=3)
    assert "đã giao 61 việc (không kể 01 việc tạm dừng, 02 việc hủy giao và 03 việc chuyển giao)" in said
    assert said.partition(";")[2] == _said().partition(";")[2]


def test_nothing_apart_is_not_said() -> None:
    """The twin: without such tasks the sentence has no bracket, and only those there are are named."""
    assert "không kể" not in _said()
    assert "(không kể 01 việc hủy giao)" in _said(cancelled=1)
