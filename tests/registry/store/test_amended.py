"""Changes with their decision: in force when it is issued, back as they stood when it is recalled."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from registry.change_facts import Successor
from registry.errors import Conflict, RuleBroken
from registry.labels import AmendmentKind, AmendmentState, DocumentKind, DocumentState, Origin, Regime, TaskState, Voice
from registry.labels import TaskLevel as Level
from registry.model import AnnexLine, IndicatorValue, Progress
from registry.rules.lifecycle import IN_WORK
from registry.store import Store
from registry.store.amending import NewChange, ask_change, attach_changes, change_records
from registry.store.documents import add_document, move, record_of
from registry.store.effects import take_effect
from registry.store.evaluations import Proof, Said, record_results
from registry.store.replacing import ask_replacement, call_off_replacement
from registry.store.retracting import retract
from registry.store.tasks import find_task, task_records
from registry.store.values import TaskRecord, holdings_of
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import (
    FIRST,
    NOW,
    NUMBERING,
    SIGNED_ON,
    YEAR,
    changing,
    enter,
    issue,
    issued_decision,
    number,
    paper,
    record,
    sign,
)

DECISION = "AAAA0001"
YEAR_TASK, TERM_TASK = "NV-2021-001", "NV-2021-002"
SUCCESSOR = Successor(name="Bế Thị Nháp", post="Trưởng phòng", unit="Phòng Thí dụ", partial="Đã xong 2 trong 5 chi bộ")
STATES = (TaskState.ASSIGNED, TaskState.PROVEN)


@pytest.fixture
def given(store: Store) -> Store:
    """A decision of one year task and one term task is issued; the term task is proven."""
    return filled_by(_given, store)


def _given(filled: Store) -> None:
    enter(filled)
    issued_decision(filled, DECISION)
    with changing(filled) as session:
        find_task(session, TERM_TASK).state = TaskState.PROVEN.value


def _ask(store: Store, kind: AmendmentKind, task: str = YEAR_TASK, **more: object) -> str:
    with changing(store) as session:
        return ask_change(session, NewChange(task=task, kind=kind, reason="lý do", on=SIGNED_ON, **more))  # type: ignore[arg-type]


def _amend(store: Store, code: str, *changes: str) -> None:
    """An amendment of the changes, numbered and issued."""
    with changing(store) as session:
        add_document(session, paper(code, kind=DocumentKind.AMENDMENT, about=DECISION))
        attach_changes(session, code, changes)
    sign(store, code)
    number(store, code, NUMBERING.series_for(Regime.PARTY, "HU", DocumentKind.AMENDMENT, SIGNED_ON))
    issue(store, code)


def _recall(store: Store, code: str) -> None:
    with changing(store) as session:
        move(session, code, DocumentState.RECALLED)
        retract(session, record_of(session, code))


def _tasks(store: Store) -> dict[str, TaskRecord]:
    with store.reading() as session:
        return {each.line.code: each for each in task_records(session, YEAR)}


def _held(store: Store, code: str) -> dict[str, list[str]]:
    """Who answers for which tasks by the paper."""
    tasks = _tasks(store)
    with store.reading() as session:
        holdings = holdings_of(record_of(session, code), tasks)
    return {holding.official.code: [line.code for line in holding.lines] for holding in holdings}


def _state(store: Store, task: str = YEAR_TASK) -> TaskState:
    return _tasks(store)[task].state


def _line(store: Store) -> tuple[str, str, str, dt.date | None]:
    line = _tasks(store)[YEAR_TASK].line
    return line.title, line.target, line.deadline_text, line.deadline


def _changes(store: Store) -> dict[str, AmendmentState]:
    with store.reading() as session:
        return {change.code: change.state for change in change_records(session, YEAR)}


def test_words_change_with_the_decision_and_back(given: Store) -> None:
    """this test ensures that new words are in force from the issue, old ones stay in the first decision, and return."""
    before = _line(given)
    code = _ask(
        given,
        AmendmentKind.CHANGE,
        wording={"title": "Tên mới", "target": "Chỉ tiêu mới", "deadline_text": "Quý IV/2021"},
        deadline=dt.date(2021, 12, 31),
    )
    _amend(given, "BBBB0001", code)
    assert _line(given) == ("Tên mới", "Chỉ tiêu mới", "Quý IV/2021", dt.date(2021, 12, 31))
    with given.reading() as session:
        task = find_task(session, YEAR_TASK)
        assert (task.words, task.indicators[0].text) == ("ten moi", "Chỉ tiêu mới")
        assert {line.title for line in session.scalars(select(AnnexLine))} >= {FIRST.title}
        (change,) = change_records(session, YEAR)
    assert (change.state, change.effective_on, change.paper) == (AmendmentState.EFFECTIVE, SIGNED_ON, "BBBB0001")
    _recall(given, "BBBB0001")
    assert _line(given) == before
    assert _changes(given) == {code: AmendmentState.WITHDRAWN}


def test_words_changed_meanwhile_are_a_conflict(given: Store) -> None:
    """this test ensures that a change whose old words are no longer true is not written over others."""
    code = _ask(given, AmendmentKind.CHANGE, wording={"title": "Tên mới"})
    with changing(given) as session:
        find_task(session, YEAR_TASK).title = "Tên ai đó vừa sửa"
    with pytest.raises(Conflict, match=code):
        _amend(given, "BBBB0001", code)
    assert _line(given)[0] == "Tên ai đó vừa sửa"


@pytest.mark.parametrize("task", [YEAR_TASK, TERM_TASK])
def test_a_suspended_task_comes_back_to_where_it_was(given: Store, task: str) -> None:
    """this test ensures that suspension and resumption each have their decision and the state before returns."""
    before = _state(given, task)
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.SUSPEND, task))
    assert _state(given, task) is TaskState.SUSPENDED
    _amend(given, "BBBB0002", _ask(given, AmendmentKind.RESUME, task))
    assert _state(given, task) is before
    _recall(given, "BBBB0002")
    assert _state(given, task) is TaskState.SUSPENDED
    _recall(given, "BBBB0001")
    assert _state(given, task) is before


def test_a_later_change_is_taken_back_first(given: Store) -> None:
    """this test ensures that a suspension is not recalled under its resumption, nor under a change that waits."""
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.SUSPEND))
    waiting = _ask(given, AmendmentKind.RESUME)
    with pytest.raises(RuleBroken, match=waiting):
        _recall(given, "BBBB0001")
    _amend(given, "BBBB0002", waiting)
    with pytest.raises(RuleBroken, match=waiting):
        _recall(given, "BBBB0001")
    assert record(given, "BBBB0001").state is DocumentState.ISSUED


def test_what_was_reported_on_is_not_taken_back(given: Store) -> None:
    """this test ensures that new words somebody reported on stay, and a resumed task that went on stays resumed."""
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.CHANGE, wording={"title": "Tên mới"}))
    with changing(given) as session:
        find_task(session, YEAR_TASK).state = TaskState.REPORTED.value
    with pytest.raises(RuleBroken, match="bước sau"):
        _recall(given, "BBBB0001")


def test_a_cancelled_task_keeps_its_rows(given: Store) -> None:
    """this test ensures that a cancelled task is out of work, stays on record, and comes back with a recall."""
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.CANCEL))
    assert _state(given) is TaskState.CANCELLED
    assert _state(given) not in IN_WORK
    _recall(given, "BBBB0001")
    assert _state(given) is TaskState.ASSIGNED


def test_a_transferred_task_goes_on_with_its_successor(given: Store) -> None:
    """this test ensures that the successor's task says the same, continues the old one and is bound by the paper."""
    with changing(given) as session:
        main = find_task(session, YEAR_TASK).indicators[0]
        main.target_value = "90"
        main.values.append(IndicatorValue(on=SIGNED_ON, value="70", source="báo cáo", recorded_at=""))
    code = _ask(given, AmendmentKind.TRANSFER, successor=SUCCESSOR)
    _amend(given, "BBBB0001", code)
    tasks = _tasks(given)
    new = tasks["NV-2021-004"]
    assert (tasks[YEAR_TASK].state, new.state) == (TaskState.TRANSFERRED, TaskState.ASSIGNED)
    assert (new.official.code, new.official.address, new.line.origin) == ("CB-002", "bà", Origin.TRANSFERRED)
    assert (new.line.title, new.line.deadline) == (FIRST.title, FIRST.deadline)
    with given.reading() as session:
        task = find_task(session, "NV-2021-004")
        assert task.continues is not None
        assert task.continues.code == YEAR_TASK
        assert (task.indicators[0].target_value, list(task.indicators[0].values)) == ("90", [])
        (reached,) = session.scalars(select(Progress))
        assert (reached.text, reached.on, reached.source) == (SUCCESSOR.partial, SIGNED_ON, "Quyết định số 02-QĐ/HU")
        (change,) = change_records(session, YEAR)
        assert change.after["task"] == "NV-2021-004"
    assert (_held(given, "BBBB0001"), _held(given, DECISION)) == ({"CB-002": ["NV-2021-004"]}, {"CB-001": [TERM_TASK]})


def test_a_successor_nobody_knew_gets_a_post(given: Store) -> None:
    """this test ensures that a person, post or body that is new is entered, in the group of the one before."""
    told = Successor(name="Lò Văn Kế", post="Phó Bí thư Đảng ủy xã Mẫu", unit="Đảng ủy xã Mẫu", address="ông")
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.TRANSFER, successor=told))
    new = _tasks(given)["NV-2021-004"].official
    assert (new.name, new.post, new.unit, new.address, new.group) == (
        "Lò Văn Kế",
        "Phó Bí thư Đảng ủy xã Mẫu",
        "Đảng ủy xã Mẫu",
        "ông",
        "Khối xã",
    )


def test_a_transfer_is_taken_back_while_nothing_was_done(given: Store) -> None:
    """this test ensures that the old assignee has the task again and the successor's is withdrawn, unless reported."""
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.TRANSFER, successor=SUCCESSOR))
    with changing(given) as session:
        find_task(session, "NV-2021-004").state = TaskState.REPORTED.value
    with pytest.raises(RuleBroken, match="NV-2021-004"):
        _recall(given, "BBBB0001")
    with changing(given) as session:
        find_task(session, "NV-2021-004").state = TaskState.ASSIGNED.value
    _recall(given, "BBBB0001")
    assert (_state(given), _state(given, "NV-2021-004")) == (TaskState.ASSIGNED, TaskState.WITHDRAWN)


def test_the_successors_task_can_change_too(given: Store) -> None:
    """this test ensures that a transferred task is bound by its amendment, and the transfer waits for its changes."""
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.TRANSFER, successor=SUCCESSOR))
    code = _ask(given, AmendmentKind.CANCEL, "NV-2021-004")
    with given.reading() as session:
        assert {change.code: change.decision for change in change_records(session, YEAR)}[code] == "BBBB0001"
    with pytest.raises(RuleBroken, match=code):
        _recall(given, "BBBB0001")


def test_a_task_that_moved_on_is_not_changed(given: Store) -> None:
    """this test ensures that a change asked for before the evaluation does nothing after it."""
    code = _ask(given, AmendmentKind.SUSPEND)
    with changing(given) as session:
        find_task(session, YEAR_TASK).state = TaskState.EVALUATED.value
    with pytest.raises(RuleBroken, match=YEAR_TASK):
        _amend(given, "BBBB0001", code)
    assert _changes(given) == {code: AmendmentState.ASKED}


def test_forms_on_their_way_are_taken_back(given: Store) -> None:
    """this test ensures that a form that words a changed task is recalled, one that came back is not."""
    with changing(given) as session:
        lines = [each.line for each in task_records(session, YEAR) if each.line.code == YEAR_TASK]
        form = paper("CCCC0001", kind=DocumentKind.SELF_ASSESSMENT, about=DECISION, lines=tuple(lines))
        add_document(session, form)
        move(session, "CCCC0001", DocumentState.SIGNED)
        find_form = record_of(session, "CCCC0001")
        assert find_form.tasks == (YEAR_TASK,)
    with changing(given) as session:
        move(session, "CCCC0001", DocumentState.NUMBERED)
        move(session, "CCCC0001", DocumentState.ISSUED)
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.SUSPEND, TERM_TASK))
    assert record(given, "CCCC0001").state is DocumentState.ISSUED, "it does not word that task"
    _amend(given, "BBBB0002", _ask(given, AmendmentKind.SUSPEND))
    assert record(given, "CCCC0001").state is DocumentState.RECALLED


def test_a_decision_with_changes_is_not_taken_back(given: Store) -> None:
    """this test ensures that recall and replacement wait for asked changes, and a recall for those in force."""
    code = _ask(given, AmendmentKind.CHANGE, wording={"title": "Tên mới"})
    for is_replaced in (True, False):
        with pytest.raises(RuleBroken, match=code), changing(given) as session:
            retract(session, record_of(session, DECISION), is_replaced=is_replaced)
    _amend(given, "BBBB0001", code)
    with pytest.raises(RuleBroken, match="BBBB0001"), changing(given) as session:
        retract(session, record_of(session, DECISION))
    with changing(given) as session:
        retract(session, record_of(session, DECISION), is_replaced=True)
    assert _state(given) is TaskState.APPROVED


def test_a_replacement_called_off_keeps_the_changes(given: Store) -> None:
    """this test ensures that the binding words include what was amended since the decision."""
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.CHANGE, wording={"title": "Tên mới"}))
    with changing(given) as session:
        ask_replacement(session, record_of(session, DECISION), reason="sai")
        find_task(session, YEAR_TASK).title = "Tên đang soạn"
        call_off_replacement(session, record_of(session, DECISION))
    assert _line(given)[0] == "Tên mới"


def test_a_value_of_a_suspended_task_stays(given: Store) -> None:
    """this test ensures that what was said of a task before it was suspended is not lost."""
    with changing(given) as session:
        proof = Proof(document=DECISION, sha256="a" * 64, at=NOW)
        record_results(session, Voice.SELF, [Said(task=YEAR_TASK, level=Level.COMPLETED)], proof)
    _amend(given, "BBBB0001", _ask(given, AmendmentKind.SUSPEND))
    assert _tasks(given)[YEAR_TASK].results == {Voice.SELF: Level.COMPLETED}


def test_an_amendment_without_changes_does_nothing(given: Store) -> None:
    """this test ensures that issuing moves only what the paper words (broken twin)."""
    code = _ask(given, AmendmentKind.CANCEL)
    _amend(given, "BBBB0001")
    assert (_state(given), _changes(given)) == (TaskState.ASSIGNED, {code: AmendmentState.ASKED})
    with changing(given) as session:
        take_effect(session, record_of(session, "BBBB0001"))
    assert _state(given) in STATES
