"""Values of an evaluation: voices stay apart, corrections are revisions, meetings close with signed minutes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.errors import NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState, Grade, TaskLevel, TaskState, Voice
from registry.store import Store
from registry.store.documents import add_document, move, record_of
from registry.store.evaluations import (
    Proof,
    Said,
    attach_minutes,
    grades,
    meeting_record,
    record_grade,
    record_meeting,
    record_results,
    said_values,
)
from registry.store.proving import FormAnswers, settle_form, settle_signed
from registry.store.tasks import newest_results, task_records
from registry.store.whole import dump_journal
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import NOW, YEAR, changing, enter, issued_decision, number, paper, sign

TASK = "NV-2021-001"
TASKS = ("NV-2021-001", "NV-2021-002")
PERSON = "CB-001"
DECISION = "AAAA0001"
MINUTES = "BBBB0001"
FORM = "CCCC0001"
NOTICE = "DDDD0001"
HASH = "ab" * 32


@pytest.fixture
def given_out(store: Store) -> Store:
    """A register where the tasks of the first person are issued."""
    return filled_by(_given_out, store)


def _given_out(filled: Store) -> None:
    enter(filled)
    issued_decision(filled, DECISION)


def _proof(sha256: str = HASH, document: str = DECISION) -> Proof:
    return Proof(document=document, sha256=sha256, at=NOW)


def _say(store: Store, voice: Voice, level: TaskLevel, sha256: str = HASH) -> None:
    with changing(store) as session:
        record_results(session, voice, [Said(task=TASK, level=level)], _proof(sha256))


def _levels(store: Store) -> Mapping[Voice, TaskLevel]:
    with store.reading() as session:
        return newest_results(session, YEAR).get(TASK, {})


def _revision(store: Store, voice: Voice) -> int:
    with store.reading() as session:
        return said_values(session, YEAR, voice)[TASK].revision


def _meet(store: Store, level: TaskLevel = TaskLevel.COMPLETED, good: int = 7) -> None:
    with changing(store, "nhập cuộc họp") as session:
        votes = {Grade.GOOD: good, Grade.FAIR: 2}
        levels, proofs = dict.fromkeys(TASKS, level), dict.fromkeys(TASKS, "Báo cáo số 5")
        record_meeting(session, YEAR, {"present": 9}, {PERSON: (votes, Grade.GOOD)}, levels, NOW, evidence=proofs)


def _minutes(store: Store) -> None:
    with changing(store) as session:
        add_document(session, paper(MINUTES, None, kind=DocumentKind.MINUTES))
        attach_minutes(session, meeting_record(session, YEAR).id, MINUTES)


def _issue(store: Store, code: str) -> None:
    sign(store, code)
    number(store, code)
    with changing(store) as session:
        move(session, code, DocumentState.ISSUED)


def _file(store: Store, code: str) -> None:
    with changing(store) as session:
        settle_signed(session, record_of(session, code), HASH, NOW)


def test_five_voices_stay_apart(given_out: Store) -> None:
    """this test ensures that five voices speak of one task and none overwrites another."""
    said = dict(zip(Voice, [*TaskLevel, TaskLevel.COMPLETED], strict=True))
    for voice, level in said.items():
        _say(given_out, voice, level)
    assert _levels(given_out) == said
    assert {_revision(given_out, voice) for voice in Voice} == {1}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(Voice), st.sampled_from(TaskLevel)), min_size=1, max_size=8))
def test_the_newest_word_of_each_voice_speaks(given_out: Store, words: list[tuple[Voice, TaskLevel]]) -> None:
    """this test ensures that after any sequence of words each voice says what it said last."""
    for ordinal, (voice, level) in enumerate(words):
        _say(given_out, voice, level, f"{ordinal:064x}")
    latest = dict(words)
    assert {voice: level for voice, level in _levels(given_out).items() if voice in latest} == latest


def test_nobody_has_spoken_is_no_value(given_out: Store) -> None:
    """this test ensures that a task nobody judged has no level at all, not the lowest one."""
    assert _levels(given_out) == {}


def test_a_correction_is_a_new_revision(given_out: Store) -> None:
    """this test ensures that the new value speaks and the old one stays in its revision."""
    _say(given_out, Voice.SELF, TaskLevel.EXCEEDED)
    _say(given_out, Voice.SELF, TaskLevel.MOSTLY, "cd" * 32)
    assert _levels(given_out) == {Voice.SELF: TaskLevel.MOSTLY}
    assert _revision(given_out, Voice.SELF) == 2
    with given_out.reading() as session:
        entries = [entry for entry in dump_journal(session) if entry["entity"] == "task_result"]
    assert [(entry["action"], entry["after"]["level"]) for entry in entries] == [
        ("added", "exceeded"),
        ("added", "mostly"),
    ]


def test_the_same_word_from_the_same_bytes_is_no_revision(given_out: Store) -> None:
    """this test ensures that a form filed twice says it once."""
    for _ in range(2):
        _say(given_out, Voice.SELF, TaskLevel.EXCEEDED)
    assert _revision(given_out, Voice.SELF) == 1


def test_grades_of_voices_stay_apart(given_out: Store) -> None:
    """this test ensures that a grade of one voice is not seen by another and the newest one speaks."""
    with changing(given_out) as session:
        record_grade(session, Voice.SELF, PERSON, Grade.EXCELLENT, _proof())
        record_grade(session, Voice.DECIDED, PERSON, Grade.FAIR, _proof())
        record_grade(session, Voice.DECIDED, PERSON, Grade.GOOD, _proof("cd" * 32))
    with given_out.reading() as session:
        assert grades(session, YEAR, Voice.SELF) == {PERSON: Grade.EXCELLENT}
        assert grades(session, YEAR, Voice.DECIDED) == {PERSON: Grade.GOOD}
        assert grades(session, YEAR, Voice.COLLECTIVE) == {}


def test_a_form_becomes_the_word_of_the_person(given_out: Store) -> None:
    """this test ensures that a returned form files itself, gives self values and moves its tasks."""
    _send_form(given_out)
    _return_form(given_out, TaskLevel.EXCEEDED, HASH)
    with given_out.reading() as session:
        assert record_of(session, FORM).state is DocumentState.FILED
        assert said_values(session, YEAR, Voice.SELF)[TASK].source_sha256 == HASH
        assert [each.state for each in task_records(session, YEAR)][:2] == [TaskState.REPORTED] * 2
    _return_form(given_out, TaskLevel.MOSTLY, "cd" * 32)
    assert _revision(given_out, Voice.SELF) == 2


def test_a_form_after_the_meeting_is_refused(given_out: Store) -> None:
    """this test ensures that a form that comes after the tasks were evaluated changes nothing."""
    _send_form(given_out)
    _meet(given_out)
    _minutes(given_out)
    _issue(given_out, MINUTES)
    _file(given_out, MINUTES)
    with pytest.raises(RuleBroken, match=TASK):
        _return_form(given_out, TaskLevel.EXCEEDED, HASH)
    assert _levels(given_out) == {Voice.COLLECTIVE: TaskLevel.COMPLETED}


def test_a_form_of_no_single_person_grades_nobody(given_out: Store) -> None:
    """this test ensures that a collective's form says its tasks' values and puts no grade on any person."""
    _send_form(given_out, person=None)
    _return_form(given_out, TaskLevel.EXCEEDED, HASH)
    assert _levels(given_out) == {Voice.SELF: TaskLevel.EXCEEDED}
    with given_out.reading() as session:
        assert all(not grades(session, YEAR, voice) for voice in Voice)


def _send_form(store: Store, person: str | None = PERSON) -> None:
    with changing(store) as session:
        lines = [each.line for each in task_records(session, YEAR) if each.official.code == PERSON]
        form = paper(FORM, person, lines, kind=DocumentKind.SELF_ASSESSMENT, state=DocumentState.ISSUED)
        add_document(session, form)


def _return_form(store: Store, level: TaskLevel, sha256: str) -> None:
    answers = FormAnswers(
        said=[Said(task=task, level=level) for task in TASKS],
        grade=Grade.GOOD,
        advantages="",
        shortcomings="",
        proposals="",
    )
    with changing(store) as session:
        settle_form(session, record_of(session, FORM), answers, sha256, NOW)


def test_a_meeting_is_corrected_until_its_minutes_are_signed(given_out: Store) -> None:
    """this test ensures that a meeting can be recorded again over a draft, and not once somebody signed."""
    _meet(given_out, good=7)
    _minutes(given_out)
    _meet(given_out, good=6)
    with given_out.reading() as session:
        assert meeting_record(session, YEAR).ballots == {PERSON: ({Grade.GOOD: 6, Grade.FAIR: 2}, Grade.GOOD)}
    sign(given_out, MINUTES)
    with pytest.raises(RuleBroken, match=MINUTES):
        _meet(given_out, good=5)
    with given_out.reading() as session:
        assert meeting_record(session, YEAR).ballots[PERSON][0][Grade.GOOD] == 6


def test_ballots_taken_back_are_journalled(given_out: Store) -> None:
    """this test ensures that correcting a meeting leaves the old counts in the journal."""
    _meet(given_out, good=7)
    _meet(given_out, good=6)
    with given_out.reading() as session:
        entries = [entry for entry in dump_journal(session) if entry["entity"] == "ballot"]
    assert [entry["action"] for entry in entries] == ["added", "deleted", "added"]
    assert entries[1]["before"]["votes"] == {"good": 7, "fair": 2}


def test_no_meeting_is_told(given_out: Store) -> None:
    """this test ensures that asking for a meeting nobody recorded tells the clerk how to record one."""
    with pytest.raises(NotFound) as caught, given_out.reading() as session:
        meeting_record(session, YEAR)
    assert "evaluations record" in caught.value.advice


def test_filed_minutes_give_the_collective_values(given_out: Store) -> None:
    """this test ensures that a meeting proposes only, and its filed minutes fix levels and grades."""
    _meet(given_out, TaskLevel.MOSTLY)
    _minutes(given_out)
    _issue(given_out, MINUTES)
    assert _levels(given_out) == {}
    _file(given_out, MINUTES)
    assert _levels(given_out) == {Voice.COLLECTIVE: TaskLevel.MOSTLY}
    with given_out.reading() as session:
        assert grades(session, YEAR, Voice.COLLECTIVE) == {PERSON: Grade.GOOD}
        assert said_values(session, YEAR, Voice.COLLECTIVE)[TASK].document == MINUTES
        assert task_records(session, YEAR)[0].state is TaskState.EVALUATED


def test_a_filed_notice_gives_the_decided_values(given_out: Store) -> None:
    """this test ensures that a result notice fixes the decided grade and levels and leaves the collective ones."""
    _meet(given_out, TaskLevel.MOSTLY)
    _minutes(given_out)
    _issue(given_out, MINUTES)
    _file(given_out, MINUTES)
    context = {"decided_levels": dict.fromkeys(TASKS, "completed"), "decided_grade": "excellent"}
    with changing(given_out) as session:
        add_document(session, paper(NOTICE, PERSON, kind=DocumentKind.RESULT_NOTICE, context=context))
    _issue(given_out, NOTICE)
    _file(given_out, NOTICE)
    assert _levels(given_out) == {Voice.COLLECTIVE: TaskLevel.MOSTLY, Voice.DECIDED: TaskLevel.COMPLETED}
    with given_out.reading() as session:
        assert grades(session, YEAR, Voice.DECIDED) == {PERSON: Grade.EXCELLENT}
        assert task_records(session, YEAR)[0].state is TaskState.DECIDED


def test_a_filed_decision_proves_its_tasks(given_out: Store) -> None:
    """this test ensures that a signed decision that came back proves its tasks, and filing it twice is refused."""
    _file(given_out, DECISION)
    with given_out.reading() as session:
        assert [each.state for each in task_records(session, YEAR)][:2] == [TaskState.PROVEN] * 2
    with pytest.raises(RuleBroken, match=DECISION):
        _file(given_out, DECISION)


def test_minutes_of_no_meeting_prove_nothing(given_out: Store) -> None:
    """this test ensures that minutes that belong to no recorded meeting are refused and not filed."""
    with changing(given_out) as session:
        add_document(session, paper(MINUTES, None, kind=DocumentKind.MINUTES))
    _issue(given_out, MINUTES)
    with pytest.raises(NotFound, match=MINUTES):
        _file(given_out, MINUTES)
    with given_out.reading() as session:
        assert record_of(session, MINUTES).state is DocumentState.ISSUED
