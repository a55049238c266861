"""The words of the result notice."""

from __future__ import annotations

from dataclasses import replace

from docgen.wording.figures import UNKNOWN
from docgen.wording.notice import notice_context
from tests.support import evaluation_facts, facts


def test_values_stand_side_by_side() -> None:
    """A task shows what the person and what the collective said; what nobody said is unknown."""
    lines = notice_context(evaluation_facts.notice())["lines"]
    assert isinstance(lines, list)
    assert (lines[0]["self_level"], lines[0]["collective_level"]) == ("Hoàn thành", "Hoàn thành cơ bản")
    assert (lines[1]["collective_level"], lines[1]["achieved"]) == (UNKNOWN, UNKNOWN)


def test_the_notice_tells_grade_and_complaint() -> None:
    """The grade stands in its fixed words and the days for a complaint in two digits."""
    context = notice_context(evaluation_facts.notice())
    assert (context["grade"], context["appeal_days"]) == ("Hoàn thành tốt nhiệm vụ", "07")


def test_the_last_bases_are_decision_and_minutes() -> None:
    """After the office's own bases stand the decision that assigned and the minutes that evaluated."""
    bases = notice_context(facts.replace(evaluation_facts.notice(), bases=("Căn cứ Quy chế làm việc",)))["bases"]
    assert isinstance(bases, list)
    assert bases[0] == "- Căn cứ Quy chế làm việc;"
    assert bases[1].startswith("- Căn cứ Quyết định số 127-QĐ/HU, ngày")
    assert bases[2].startswith("- Căn cứ Biên bản số 09-BB/HU")
    assert bases[2].endswith("đánh giá kết quả thực hiện,")


def test_every_decision_that_gave_tasks_is_a_basis() -> None:
    """A notice on tasks of a first decision and of a supplement names both, then the minutes."""
    first = facts.decision_reference()
    added = replace(first, number_text="31-QĐ/HU")
    bases = notice_context(replace(evaluation_facts.notice(), supplements=(added,)))["bases"]
    assert isinstance(bases, list)
    assert ["127-QĐ/HU" in bases[-3], "31-QĐ/HU" in bases[-2], "Biên bản" in bases[-1]] == [True] * 3
    assert "giao bổ sung" in bases[-2]
