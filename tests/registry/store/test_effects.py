"""What issuing a paper does: a recall ends the paper it is about, a correction only marks it."""

from __future__ import annotations

import pytest

from registry.errors import RuleBroken
from registry.labels import DocumentKind, DocumentState, Regime, TaskState
from registry.store import Store
from registry.store.documents import add_document, move, record_of
from registry.store.effects import take_effect
from registry.store.register_rows import register_entries
from registry.store.tasks import find_task, task_records
from tests.support.registry_builder import (
    NUMBERING,
    SIGNED_ON,
    YEAR,
    changing,
    issue,
    issued_decision,
    number,
    paper,
    record,
    sign,
)

DECISION, RECALL, LETTER = "AAAA0001", "BBBB0001", "CCCC0001"


def _about(store: Store, code: str, kind: DocumentKind) -> None:
    """A numbered paper about the decision."""
    with changing(store) as session:
        told = {"reason": "giao nhầm người"}
        add_document(session, paper(code, kind=kind, about=DECISION, context=told, abstract="đính chính"))
    sign(store, code)
    number(store, code, NUMBERING.series_for(Regime.PARTY, "HU", kind, SIGNED_ON))


def _states(store: Store) -> list[TaskState]:
    with store.reading() as session:
        return [each.state for each in task_records(session, YEAR)][:2]


def test_a_recall_takes_effect_when_it_is_issued(filled: Store) -> None:
    """this test ensures that the recalled decision binds until its recall is issued, and says which paper ended it."""
    issued_decision(filled, DECISION)
    _about(filled, RECALL, DocumentKind.RECALL)
    assert (record(filled, DECISION).state, _states(filled)) == (DocumentState.ISSUED, [TaskState.ASSIGNED] * 2)
    issue(filled, RECALL)
    ended = record(filled, DECISION)
    assert (ended.state, ended.reason) == (DocumentState.RECALLED, "giao nhầm người (Quyết định số 02-QĐ/HU)")
    assert _states(filled) == [TaskState.APPROVED] * 2


def test_what_ended_meanwhile_is_not_recalled(filled: Store) -> None:
    """this test ensures that a recall of a paper that no longer binds is refused and stays numbered."""
    issued_decision(filled, DECISION)
    _about(filled, RECALL, DocumentKind.RECALL)
    with changing(filled) as session:
        move(session, DECISION, DocumentState.REPLACED)
    with pytest.raises(RuleBroken, match="không thu hồi được"):
        issue(filled, RECALL)
    assert record(filled, RECALL).state is DocumentState.NUMBERED


def test_a_recall_stops_before_results(filled: Store) -> None:
    """this test ensures that a decision whose tasks were reported on is not recalled, whatever paper says so."""
    issued_decision(filled, DECISION)
    _about(filled, RECALL, DocumentKind.RECALL)
    with changing(filled) as session:
        find_task(session, "NV-2021-001").state = TaskState.REPORTED.value
    with pytest.raises(RuleBroken, match="NV-2021-001"):
        issue(filled, RECALL)
    assert record(filled, DECISION).state is DocumentState.ISSUED


def test_a_suspended_task_must_be_settled_first(filled: Store) -> None:
    """this test ensures that a decision with a suspended task is not taken back, one with a cancelled task is."""
    issued_decision(filled, DECISION)
    _about(filled, RECALL, DocumentKind.RECALL)
    with changing(filled) as session:
        find_task(session, "NV-2021-001").state = TaskState.SUSPENDED.value
    with pytest.raises(RuleBroken, match="tạm dừng"):
        issue(filled, RECALL)
    with changing(filled) as session:
        find_task(session, "NV-2021-001").state = TaskState.CANCELLED.value
    issue(filled, RECALL)
    assert _states(filled) == [TaskState.CANCELLED, TaskState.APPROVED]


def test_a_correction_marks_the_paper_once_issued(filled: Store) -> None:
    """this test ensures that record and register show the công văn only when it is issued, and nothing else moves."""
    issued_decision(filled, DECISION)
    _about(filled, LETTER, DocumentKind.CORRECTION)
    before = record(filled, DECISION)
    assert (before.corrected_by, before.standing) == ((), "đã ban hành")
    issue(filled, LETTER)
    after = record(filled, DECISION)
    assert (after.state, after.corrected_by) == (DocumentState.ISSUED, ("01-CV/HU",))
    assert after.standing == "đã ban hành; đã đính chính bằng 01-CV/HU"
    assert (after.context, after.tasks) == (before.context, before.tasks)
    with filled.reading() as session:
        assert {row.number_text: row.corrected_by for row in register_entries(session)} == {
            "01-QĐ/HU": ("01-CV/HU",),
            "01-CV/HU": (),
        }


def test_a_recalled_correction_marks_nothing(filled: Store) -> None:
    """this test ensures that the mark goes with the công văn (broken twin of the mark)."""
    issued_decision(filled, DECISION)
    _about(filled, LETTER, DocumentKind.CORRECTION)
    issue(filled, LETTER)
    with changing(filled) as session:
        move(session, LETTER, DocumentState.RECALLED)
        take_effect(session, record_of(session, LETTER))
    assert record(filled, DECISION).corrected_by == ()
