"""Papers: open assignments, drafts rewritten, files, and tasks released by a recall."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from registry.errors import Conflict, NotFound, RuleBroken
from registry.labels import DocumentKind, DocumentState, TaskState
from registry.model import AnnexLine
from registry.store import Store
from registry.store.assigning import Assignment, open_assignments
from registry.store.documents import (
    add_document,
    add_file,
    document_records,
    find_document,
    move,
    record_of,
    release_tasks,
    rewrite_drafts,
)
from registry.store.registers import void_number
from registry.store.tasks import find_task, task_records
from registry.store.values import FileRef
from registry.store.whole import dump_journal
from tests.support.registry_builder import (
    FIRST,
    NOW,
    YEAR,
    changing,
    draft,
    enter,
    issued_decision,
    number,
    paper,
    record,
    sign,
)

CODE = "AAAA0001"


def _open(store: Store) -> dict[str, Assignment]:
    with store.reading() as session:
        return {found.holdings[0].official.code: found for found in open_assignments(session, YEAR)}


def _tasks(found: Assignment) -> list[str]:
    return [line.code for line in found.lines]


def test_everyone_with_approved_tasks_waits_for_a_decision(filled: Store) -> None:
    """this test ensures that each person comes once with all tasks, the term first, and no draft yet."""
    found = _open(filled)
    assert {code: _tasks(each) for code, each in found.items()} == {
        "CB-001": ["NV-2021-002", "NV-2021-001"],
        "CB-002": ["NV-2021-003"],
    }
    assert all(each.draft is None and each.replaces is None for each in found.values())


def test_a_draft_still_waits(filled: Store) -> None:
    """this test ensures that a draft is shown beside the tasks it words."""
    draft(filled, CODE)
    waiting = _open(filled)["CB-001"]
    assert waiting.draft is not None
    assert waiting.draft.code == CODE
    assert _tasks(waiting) == list(record(filled, CODE).tasks)


def test_a_signed_decision_takes_its_tasks(filled: Store) -> None:
    """this test ensures that tasks in a signed decision wait for no other; later tasks of the person do."""
    draft(filled, CODE)
    sign(filled, CODE)
    assert set(_open(filled)) == {"CB-002"}
    enter(filled, [replace(FIRST, title="Việc giao thêm")])
    assert _tasks(_open(filled)["CB-001"]) == ["NV-2021-004"]


def test_a_voided_decision_gives_its_tasks_back(filled: Store) -> None:
    """this test ensures that the tasks of a decision whose number was cancelled wait again."""
    draft(filled, CODE)
    sign(filled, CODE)
    number(filled, CODE)
    with changing(filled) as session:
        void_number(session, record_of(session, CODE), reason="in sai")
    assert len(_open(filled)["CB-001"].lines) == 2


def test_two_drafts_of_the_same_tasks_are_a_conflict(filled: Store) -> None:
    """this test ensures that two clerks who draft at once do not make two decisions of the same tasks."""
    lines = _open(filled)["CB-001"].lines
    draft(filled, CODE)
    with pytest.raises(Conflict, match=CODE) as caught, changing(filled) as session:
        add_document(session, paper("AAAA0002", "CB-001", lines[:1]))
    assert caught.value.advice
    with changing(filled) as session:
        move(session, CODE, DocumentState.WITHDRAWN)
        add_document(session, paper("AAAA0002", "CB-001", lines[:1]))
    assert record(filled, "AAAA0002").state is DocumentState.DRAFT


def test_a_form_may_word_the_tasks_of_a_decision(filled: Store) -> None:
    """this test ensures that only decisions compete for tasks."""
    draft(filled, CODE)
    lines = record(filled, CODE).tasks
    with changing(filled) as session:
        given = [each.line for each in task_records(session, YEAR) if each.line.code in lines]
        add_document(session, paper("CCCC0001", "CB-001", given, kind=DocumentKind.SELF_ASSESSMENT))
    assert record(filled, "CCCC0001").tasks


def test_a_draft_is_rewritten_under_its_code(filled: Store) -> None:
    """this test ensures that a draft takes new wording and lines and keeps its code; the old lines are gone."""
    draft(filled, CODE)
    lines = _open(filled)["CB-001"].lines[1:]
    with changing(filled, "sửa dự thảo") as session:
        rewrite_drafts(session, [paper(CODE, "CB-001", lines, abstract="trích yếu mới", context={"a": 1})])
    found = record(filled, CODE)
    assert (found.abstract, found.context, found.tasks) == ("trích yếu mới", {"a": 1}, ("NV-2021-001",))
    with filled.reading() as session:
        assert len(session.scalars(select(AnnexLine)).all()) == 1


def test_lines_taken_out_of_a_draft_are_journalled(filled: Store) -> None:
    """this test ensures that rewriting a draft leaves its old lines in the journal."""
    draft(filled, CODE)
    with changing(filled) as session:
        rewrite_drafts(session, [paper(CODE, "CB-001", ())])
    with filled.reading() as session:
        gone = [e for e in dump_journal(session) if (e["entity"], e["action"]) == ("annex_line", "deleted")]
    assert [entry["before"]["ordinal"] for entry in gone] == [1, 2]


@pytest.mark.parametrize("steps", [1, 2])
def test_only_a_draft_is_rewritten(filled: Store, steps: int) -> None:
    """this test ensures that a printed or signed paper keeps its words."""
    draft(filled, CODE)
    with changing(filled) as session:
        for state in (DocumentState.PRINTED, DocumentState.SIGNED)[:steps]:
            move(session, CODE, state)
    before = record(filled, CODE)
    with pytest.raises(RuleBroken, match=CODE), changing(filled) as session:
        rewrite_drafts(session, [paper(CODE, abstract="khác")])
    assert record(filled, CODE) == before


def test_an_issued_decision_binds_and_a_recall_releases(filled: Store) -> None:
    """this test ensures that issuing assigns the tasks and releasing lets them wait for a new decision."""
    issued_decision(filled, CODE)
    assert _states(filled) == [TaskState.ASSIGNED, TaskState.ASSIGNED, TaskState.APPROVED]
    with changing(filled, "giao nhầm") as session:
        release_tasks(session, record_of(session, CODE))
        move(session, CODE, DocumentState.RECALLED)
    assert _states(filled) == [TaskState.APPROVED] * 3
    assert len(_open(filled)["CB-001"].lines) == 2


def _states(store: Store) -> list[TaskState]:
    with store.reading() as session:
        return [each.state for each in task_records(session, YEAR)]


@pytest.mark.parametrize("state", [TaskState.REPORTED, TaskState.EVALUATED, TaskState.DECIDED])
def test_evaluated_tasks_are_beyond_recall(filled: Store, state: TaskState) -> None:
    """this test ensures that no task with a result is released, and none of the others either."""
    issued_decision(filled, CODE)
    with changing(filled) as session:
        find_task(session, "NV-2021-001").state = state.value
    with pytest.raises(RuleBroken, match="NV-2021-001"), changing(filled) as session:
        release_tasks(session, record_of(session, CODE))
    assert _states(filled)[:2] == [state, TaskState.ASSIGNED]


def test_the_lines_of_a_paper_do_not_follow_the_task(filled: Store) -> None:
    """this test ensures that a paper keeps the words it was drafted with."""
    draft(filled, CODE)
    with changing(filled) as session:
        find_task(session, "NV-2021-001").title = "Tên khác"
    with filled.reading() as session:
        assert {line.title for line in find_document(session, CODE).lines} == {FIRST.title, "Xây nhà văn hóa thôn"}


def test_a_file_of_the_same_role_is_replaced(filled: Store) -> None:
    """this test ensures that a paper has one file of each role, the newest."""
    draft(filled, CODE)
    for name in ("cu.docx", "moi.docx"):
        with changing(filled) as session:
            add_file(session, CODE, "draft", FileRef(path=name, sha256="a" * 64, size=1))
    assert {role: file.path for role, file in record(filled, CODE).files.items()} == {"draft": "moi.docx"}


def test_papers_are_found_by_code_in_any_case(filled: Store) -> None:
    """this test ensures that a code typed in small letters finds its paper, and a wrong one is told."""
    draft(filled, CODE)
    assert record(filled, CODE.lower()).code == CODE
    with pytest.raises(NotFound, match="FFFF9999"):
        record(filled, "FFFF9999")


def test_filters_of_papers(filled: Store) -> None:
    """this test ensures that kind, state and year each hold papers back, and no filter lets all through."""
    draft(filled, CODE)
    draft(filled, "AAAA0002", "CB-002", order=2)
    sign(filled, CODE)

    def codes(**filters: object) -> list[str]:
        with filled.reading() as session:
            return [each.code for each in document_records(session, **filters)]  # type: ignore[arg-type]

    assert codes() == [CODE, "AAAA0002"]
    assert codes(states={DocumentState.SIGNED}) == [CODE]
    assert codes(kinds={DocumentKind.REPORT}) == []
    assert codes(year=1999) == []
    assert codes(codes=["aaaa0002"]) == ["AAAA0002"]


def test_a_paper_may_name_another(filled: Store) -> None:
    """this test ensures that a paper about or in place of another gives its code back, an unknown one is refused."""
    draft(filled, CODE)
    draft(filled, "AAAA0002", "CB-002", about=CODE, replaces=CODE)
    found = record(filled, "AAAA0002")
    assert (found.about, found.replaces) == (CODE, CODE)
    with pytest.raises(NotFound, match="FFFF9999"), changing(filled) as session:
        add_document(session, paper("AAAA0003", None, about="FFFF9999"))


def test_a_row_shows_day_and_month_of_the_number(filled: Store) -> None:
    """this test ensures that the JSON row of a numbered paper carries what is stamped on it."""
    draft(filled, CODE)
    sign(filled, CODE)
    assert record(filled, CODE).as_row()["number"] is None
    number(filled, CODE)
    row = record(filled, CODE).as_row()
    assert (row["number_text"], row["day"], row["month"], row["date"]) == ("01-QĐ/HU", 5, 2, NOW.date().isoformat())
