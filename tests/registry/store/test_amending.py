"""Changes of tasks that wait for their decision: nothing moves, one at a time, taken back with their draft."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.change_facts import ChangeRecord
from registry.errors import NotFound, RuleBroken
from registry.labels import AmendmentKind, AmendmentState, DocumentKind, DocumentState, TaskState
from registry.store import Store
from registry.store.amending import (
    ChangeGroup,
    NewChange,
    ask_change,
    attach_changes,
    change_records,
    idle_drafts,
    open_changes,
    withdraw_change,
)
from registry.store.documents import add_document, move, record_of
from registry.store.entering import known_tasks
from registry.store.replacing import ask_replacement
from registry.store.tasks import find_task
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import YEAR, changing, draft, enter, issued_decision, paper, record, sign

DECISION, AMENDMENT = "AAAA0001", "BBBB0001"
YEAR_TASK, TERM_TASK = "NV-2021-001", "NV-2021-002"
DAY = dt.date(2021, 6, 1)


@pytest.fixture
def given(store: Store) -> Store:
    """A decision of one year task and one term task is issued."""
    return filled_by(_given, store)


def _given(filled: Store) -> None:
    enter(filled)
    issued_decision(filled, DECISION)


def _change(store: Store, kind: AmendmentKind = AmendmentKind.CANCEL, task: str = YEAR_TASK, **more: object) -> str:
    with changing(store) as session:
        return ask_change(session, NewChange(task=task, kind=kind, reason="lý do", on=DAY, **more))  # type: ignore[arg-type]


def _words(store: Store, **wording: str) -> str:
    return _change(store, AmendmentKind.CHANGE, wording=wording, deadline=dt.date(2021, 12, 31))


def _records(store: Store) -> list[ChangeRecord]:
    with store.reading() as session:
        return list(change_records(session, YEAR))


def _groups(store: Store) -> list[ChangeGroup]:
    with store.reading() as session:
        return list(open_changes(session, YEAR))


def _draft_amendment(store: Store, *codes: str) -> None:
    with changing(store) as session:
        add_document(session, paper(AMENDMENT, kind=DocumentKind.AMENDMENT, about=DECISION))
        attach_changes(session, AMENDMENT, codes)


def test_old_and_new_are_kept_and_nothing_moves(given: Store) -> None:
    """this test ensures that only what differs is kept, old beside new, while the task stays as it is."""
    with given.reading() as session:
        before = known_tasks(session, YEAR)
    code = _words(given, title="Nâng tỷ lệ chi bộ sinh hoạt đạt loại tốt", deadline_text="31/12/2021")
    (change,) = _records(given)
    assert (code, change.code) == ("ĐC-2021-001", "ĐC-2021-001")
    assert change.before == {"deadline_text": "30/11/2021", "deadline": "2021-11-30"}
    assert change.after == {"deadline_text": "31/12/2021", "deadline": "2021-12-31"}
    assert (change.decision, change.paper, change.state) == (DECISION, None, AmendmentState.ASKED)
    with given.reading() as session:
        assert known_tasks(session, YEAR) == before


def test_a_new_target_makes_the_old_figure_unknown(given: Store) -> None:
    """this test ensures that the figure of the old target is kept as old, and the new one is unknown, not wrong."""
    with changing(given) as session:
        find_task(session, YEAR_TASK).indicators[0].target_value = "90"
    _words(given, target="Từ 60% lên 80%")
    (change,) = _records(given)
    assert (change.before["target_value"], change.after["target_value"]) == ("90", None)


def test_only_bound_tasks_change(filled: Store) -> None:
    """this test ensures that a task outside an issued decision is refused, also while the decision is only signed."""
    with pytest.raises(RuleBroken, match="đã chấp thuận"):
        _change(filled)
    draft(filled, DECISION)
    sign(filled, DECISION)
    with pytest.raises(RuleBroken, match=YEAR_TASK):
        _change(filled)
    assert _records(filled) == []


def test_an_assigned_task_without_its_decision_is_refused(given: Store) -> None:
    """this test ensures that the binding paper is looked for, not only the state of the task."""
    with changing(given) as session:
        move(session, DECISION, DocumentState.RECALLED)
    with pytest.raises(RuleBroken, match="chưa có quyết định giao"):
        _change(given)


def test_a_decision_to_be_replaced_is_not_amended(given: Store) -> None:
    """this test ensures that a change goes into the replacing decision, not beside it."""
    with changing(given) as session:
        ask_replacement(session, record_of(session, DECISION), reason="sai")
    with pytest.raises(RuleBroken, match="chờ thay thế"):
        _change(given)


def test_one_change_of_a_task_at_a_time(given: Store) -> None:
    """this test ensures that a second change of the same task names the first, and another task has its own."""
    code = _change(given)
    with pytest.raises(RuleBroken, match=code):
        _change(given, AmendmentKind.SUSPEND)
    assert _change(given, task=TERM_TASK) == "ĐC-2021-002"
    with changing(given) as session:
        withdraw_change(session, code)
    assert _change(given, AmendmentKind.SUSPEND) == "ĐC-2021-003"


def test_a_change_that_changes_nothing_is_refused(given: Store) -> None:
    """this test ensures that the words a task has already are no change."""
    with pytest.raises(RuleBroken, match="không có gì thay đổi"):
        _words(given, deadline_text="30/11/2021")


def test_open_changes_are_grouped_by_their_decision(given: Store) -> None:
    """this test ensures that changes of one decision stand together, with the draft that is being made for them."""
    codes = [_change(given), _change(given, AmendmentKind.SUSPEND, TERM_TASK)]
    (group,) = _groups(given)
    assert (group.decision.code, [change.code for change in group.changes], group.draft) == (DECISION, codes, None)
    _draft_amendment(given, *codes)
    (group,) = _groups(given)
    assert group.draft is not None
    assert group.draft.code == AMENDMENT
    sign(given, AMENDMENT)
    assert _groups(given) == []
    with changing(given) as session:
        move(session, AMENDMENT, DocumentState.WITHDRAWN)
    assert len(_groups(given)[0].changes) == 2, "a withdrawn paper sets its changes free"


def test_a_change_is_taken_back_with_its_draft(given: Store) -> None:
    """this test ensures that the draft goes with one of its changes and the other waits for a new one."""
    first, second = _change(given), _change(given, AmendmentKind.SUSPEND, TERM_TASK)
    _draft_amendment(given, first, second)
    with changing(given) as session:
        withdraw_change(session, first)
    assert record(given, AMENDMENT).state is DocumentState.WITHDRAWN
    (group,) = _groups(given)
    assert ([change.code for change in group.changes], group.draft) == ([second], None)
    with pytest.raises(RuleBroken, match="đã rút"), changing(given) as session:
        withdraw_change(session, first)


def test_a_change_on_somebodys_desk_stays(given: Store) -> None:
    """this test ensures that a printed or signed amendment is withdrawn first, and an unknown code is told."""
    code = _change(given)
    _draft_amendment(given, code)
    with changing(given) as session:
        move(session, AMENDMENT, DocumentState.PRINTED)
    with pytest.raises(RuleBroken, match=AMENDMENT), changing(given) as session:
        withdraw_change(session, code)
    with pytest.raises(NotFound, match="ĐC-2021-999"), changing(given) as session:
        withdraw_change(session, "ĐC-2021-999")


def test_a_draft_without_changes_is_idle(given: Store) -> None:
    """this test ensures that an amendment whose changes went elsewhere is named, one that words some is not."""
    code = _change(given)
    _draft_amendment(given, code)
    with given.reading() as session:
        assert idle_drafts(session, YEAR) == ()
    with changing(given) as session:
        attach_changes(session, AMENDMENT, ())
        find_task(session, YEAR_TASK).state = TaskState.ASSIGNED.value
        move(session, DECISION, DocumentState.RECALLED)
    with given.reading() as session:
        assert idle_drafts(session, YEAR) == (AMENDMENT,)
