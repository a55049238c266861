"""The words of the conference handout."""

from __future__ import annotations

from docgen.wording.figures import UNKNOWN
from docgen.wording.handout import handout_context
from tests.support import evaluation_facts


def test_people_come_with_their_tasks() -> None:
    """Every person has a heading, a grade or the words of the unknown, and the tasks with their values."""
    people = handout_context(evaluation_facts.handout(people=3))["people"]
    assert isinstance(people, list)
    assert [person["grade"] for person in people] == [UNKNOWN, "Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt nhiệm vụ"]
    assert people[0]["heading"].startswith("Đồng chí Ma Văn Đạt, Huyện ủy viên")
    assert len(people[0]["lines"]) == 2


def test_missing_grades_are_told() -> None:
    """People without a grade are counted apart."""
    assert str(handout_context(evaluation_facts.handout())["grades"]).endswith("chưa có số liệu 01\u00a0đồng chí")
