"""The words of the self-assessment form."""

from __future__ import annotations

import pytest

from docgen.wording.self_assessment import self_assessment_context
from registry.labels import Regime
from tests.support import facts
from tests.support.golden import golden_text
from tests.support.papers import sample_context, template


def test_rows_bear_their_codes() -> None:
    """Every task stands in a row with its code, term tasks first, product and target in one cell."""
    rows = self_assessment_context(facts.self_assessment(lines=facts.tasks(4)))["lines"]
    assert isinstance(rows, list)
    assert [row["code"] for row in rows] == ["NV-2021-001", "NV-2021-003", "NV-2021-002", "NV-2021-004"]
    assert rows[0]["expected"].startswith("Hướng dẫn; bảng chấm điểm hằng tháng; Từ 60%")


def test_the_form_says_which_decision() -> None:
    """The form names the decision in brackets and carries code and check."""
    context = self_assessment_context(facts.self_assessment())
    line = " ".join(context["reference_lines"])  # type: ignore[arg-type] # list of lines
    assert line.replace("\u00a0", " ") == "(theo Quyết định số 127-QĐ/HU, ngày 05/02/2021 của Ban Thường vụ Huyện ủy)"
    assert (context["document_code"], context["check"]) == ("1F2E3D4C", "F1.ABCDEFGHIJKLMNOP")


def test_an_unknown_birth_date_leaves_dots() -> None:
    """Without a birth date there are dots to write on."""
    form = facts.self_assessment()
    unborn = facts.replace(form, official=facts.party_official(birth_date=None))
    assert "…" in str(self_assessment_context(unborn)["birth_date"])
    assert self_assessment_context(form)["birth_date"] == "14/8/1975"


def test_the_state_title_has_a_capital() -> None:
    """The State subject begins with a capital letter, the Party one small."""
    party = self_assessment_context(facts.self_assessment())["subject_lines"]
    state = self_assessment_context(facts.self_assessment(Regime.STATE))["subject_lines"]
    assert (str(party)[2], str(state)[2]) == ("k", "K")


@pytest.mark.parametrize("regime", ["party", "state"])
def test_nobody_is_asked_for_a_name_that_is_printed(regime: str) -> None:
    """A person signs above the printed name; who signs for a collective writes a name, for none is printed there."""
    name = f"{regime}-self-assessment"
    person, group = (dict(sample_context(name)) | {"is_collective": is_one} for is_one in (False, True))
    for context, heading, hint in (
        (person, "NGƯỜI TỰ ĐÁNH GIÁ", "(Ký)"),
        (group | {"name": "Tập thể Văn phòng"}, "ĐẠI DIỆN TẬP THỂ", "(Ký, ghi rõ họ tên)"),
    ):
        text = golden_text(template(name).render(context))
        assert f"{heading}\n{hint}\n" in text
        assert text.count(str(context["name"])) == (2 if context is person else 1)
