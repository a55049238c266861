"""Forms that wait are taken in by a person's word; two people let one take the place of a filed form (threat 26)."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.office import Office
from docgen.workflows.review_inbox import accept_file, evidence_of
from registry.errors import RuleBroken
from registry.labels import DocumentKind, DocumentState, Outcome
from registry.store.documents import document_records
from registry.store.whole import dump_journal
from tests.docgen.paperwork.test_answering import filled, office, taken, without_check
from tests.support.outside_world.form_filler import Mistakes

__all__ = ["office"]  # a fixture


def said(office: Office) -> list[int]:
    """The revisions of what forms said of tasks, in the order in which they were entered."""
    with office.store.reading() as session:
        entries = dump_journal(session)
    return [entry["after"]["revision"] for entry in entries if entry["entity"] == "task_result"]


def state_of_form(office: Office) -> DocumentState:
    """How far the one form has come."""
    with office.store.reading() as session:
        (form,) = document_records(session, kinds={DocumentKind.SELF_ASSESSMENT})
    return form.state


def test_57_a_doubtful_form_counts_when_a_person_takes_it(office: Office) -> None:
    """Without its check a form waits; taken by a person its values count, what was found of it stays."""
    path = filled(office, Mistakes())
    without_check(path)
    waiting = taken(office, path)
    assert (waiting.outcome, said(office)) == (Outcome.REVIEW, [])
    accept_file(office, waiting.sha256, reason="đã đối chiếu với người gửi")
    assert said(office) and state_of_form(office) is DocumentState.FILED
    file = evidence_of(office, waiting.sha256).before.file
    assert (file.decided_by, file.documents[0]["outcome"]) == ("người thử", "filed")
    assert [problem["code"] for problem in file.problems] == ["form-check-missing"]


def edited(path: Path) -> None:
    """Somebody opens the filed form and saves it again: other bytes under the same check."""
    with zipfile.ZipFile(path, "a") as package:
        package.comment = b"sua"


def test_threat_26_a_filed_form_is_replaced_by_two_people(office: Office) -> None:
    """Where four eyes are asked for, a second form waits; one person alone, even twice, changes nothing; with another
    one it counts as a new revision, the first stays readable, and both are told.
    """
    inbox = office.settings.inbox.model_copy(update={"four_eyes": True})
    careful = replace(office, settings=office.settings.model_copy(update={"inbox": inbox}))
    path = filled(careful, Mistakes())
    first = taken(careful, path)
    before = said(careful)
    edited(path)
    second = taken(careful, path)
    assert (first.outcome, second.outcome) == (Outcome.FILED, Outcome.REVIEW)
    assert [problem.code for problem in second.problems] == ["form-replaces-filed"]
    one, other = replace(careful, actor="văn thư"), replace(careful, actor="chánh văn phòng")
    assert accept_file(one, second.sha256, reason="sửa").outcome is Outcome.REVIEW
    with pytest.raises(RuleBroken, match="cần một người khác"):
        accept_file(one, second.sha256, reason="sửa")
    assert said(careful) == before
    assert accept_file(other, second.sha256, reason="đồng ý").outcome is Outcome.FILED
    assert said(careful) == [*before, *[2] * len(before)]
    deeds = evidence_of(careful, second.sha256).deeds
    assert {"văn thư", "chánh văn phòng"} <= {deed.actor for deed in deeds}
    assert evidence_of(careful, first.sha256).is_unchanged
    for opened in (careful, one, other):
        opened.close()
