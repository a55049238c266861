"""The built-in forms: what the template asks is what is read back, filled by somebody who knows only the paper."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from docgen.forms.checking import ExpectedForm, check_form, parse_grade, self_values
from docgen.forms.key import form_check
from docgen.forms.reading import read_form
from docgen.templating import compile_template
from docgen.wording.self_assessment import self_assessment_context
from registry.facts import Campaign, Issuer, Official, Reference, SelfAssessmentFacts, TaskLine
from registry.labels import Horizon, Regime
from tests.support.outside_world.form_filler import Mistakes, fill_form

TEMPLATES = Path(__file__).parents[3] / "templates" / "reports"
DOCUMENT = "1A2B3C4D"
CHECK = form_check(b"key", generation=1, document=DOCUMENT, input_digest="ab" * 32)
TASKS = ("NV-2021-001", "NV-2021-002")


def line(code: str) -> TaskLine:
    """One task."""
    return TaskLine(
        code=code,
        horizon=Horizon.YEAR,
        period="2021",
        title=f"Nâng chất lượng sinh hoạt chi bộ ({code})",
        target="Từ 60% lên 90% số chi bộ đạt loại tốt",
        product="Báo cáo kết quả",
        deadline=dt.date(2021, 11, 30),
        deadline_text="30/11/2021",
        supervisor="Ban Tổ chức",
    )


@cache
def issued(regime: Regime) -> bytes:
    """The form as sent out."""
    facts = SelfAssessmentFacts(
        document=DOCUMENT,
        issuer=Issuer(
            regime=regime,
            superior="Đảng bộ tỉnh Tuyên Quang" if regime is Regime.PARTY else "",
            body="Huyện ủy Hàm Yên" if regime is Regime.PARTY else "Ủy ban nhân dân huyện Hàm Yên",
            authority="Ban Thường vụ Huyện ủy",
            authority_in_text="Ban Thường vụ Huyện ủy Hàm Yên",
            symbol="HU",
            place="Hàm Yên",
            filing="Lưu Văn phòng",
        ),
        campaign=Campaign(task_word="việc đột phá, đổi mới", counter="việc", year=2021),
        official=Official(
            code="CB-001",
            name="Lò Thị Sim",
            address="đồng chí",
            post="Bí thư Đảng ủy xã",
            unit="Đảng ủy xã Yên Phú",
            birth_date=dt.date(1980, 2, 5),
        ),
        decision=Reference(kind="Quyết định", number_text="127-QĐ/HU", dated=dt.date(2021, 3, 1), authority="Huyện ủy"),
        lines=tuple(line(code) for code in TASKS),
        year=2021,
        check=CHECK,
    )
    template = compile_template(TEMPLATES / f"{regime}-self-assessment.docx")
    return template.render(self_assessment_context(facts))


def filled(regime: Regime, folder: Path, mistakes: Mistakes) -> bytes:
    """The form filled by a person."""
    (folder / "form.docx").write_bytes(issued(regime))
    return fill_form(folder / "form.docx", folder / "filled.docx", mistakes).read_bytes()


def expected(regime: Regime) -> ExpectedForm:
    """What was sent out."""
    return ExpectedForm(
        document=DOCUMENT,
        check=CHECK,
        tasks=TASKS,
        max_percent=Decimal(150),
        fixed_text=read_form(issued(regime)).fixed_text,
    )


@pytest.mark.parametrize("regime", list(Regime))
def test_an_issued_form_is_empty(regime: Regime) -> None:
    """The form as sent out has a row for each task, its identity, and no answer at all."""
    returned = read_form(issued(regime))
    assert (returned.document, returned.check) == (DOCUMENT, CHECK)
    assert [answer.task for answer in returned.answers] == list(TASKS)
    written = [(a.achieved, a.percent, a.level, a.evidence) for a in returned.answers]
    assert written == [("", "", "", "")] * len(TASKS)
    assert (returned.advantages, returned.shortcomings, returned.proposals, returned.grade) == ("", "", "", "")


@pytest.mark.parametrize("regime", list(Regime))
def test_a_form_filled_by_a_person_is_taken_over(regime: Regime, tmp_path: Path) -> None:
    """Every box of the template comes back as a value, and nothing is wrong."""
    returned = read_form(filled(regime, tmp_path, Mistakes()))
    assert check_form(returned, expected(regime)) == ()
    for value in self_values(returned):
        assert value.achieved and value.evidence and value.percent is not None and value.level is not None
    assert returned.advantages and returned.shortcomings and returned.proposals
    assert parse_grade(returned.grade) is not None


@pytest.mark.parametrize(
    ("mistakes", "code"),
    [
        (Mistakes(leave_out=True), "form-answer-missing"),
        (Mistakes(over_maximum=True), "form-number-too-high"),
        (Mistakes(no_evidence=True), "form-no-evidence"),
        (Mistakes(change_fixed_sentence=True), "form-text-changed"),
    ],
)
def test_each_mistake_of_a_person_is_found(mistakes: Mistakes, code: str, tmp_path: Path) -> None:
    """One mistake in the first task gives one error that names the task."""
    returned = read_form(filled(Regime.PARTY, tmp_path, mistakes))
    (problem,) = [each for each in check_form(returned, expected(Regime.PARTY)) if each.is_error]
    assert problem.code == code
    assert TASKS[0] in problem.place.part
