"""Checking returned forms: each rule and its broken twin."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from docgen.forms.checking import check_form, parse_grade, self_values
from docgen.forms.reading import read_form
from docgen.forms.reply import reply_text
from registry.labels import Grade, TaskLevel
from registry.problems import Problem
from tests.docgen.forms.form_sample import CHECK, GOOD, TASKS, expected, form, rewritten


def problems(answers: dict[str, str] | None = None, **changes: object) -> tuple[Problem, ...]:
    """What is wrong with the good form after a change of answers."""
    return check_form(read_form(form(GOOD | (answers or {}))), expected(**changes))


def test_a_good_form_has_no_problem() -> None:
    """The filled sample can be taken over, with typed values."""
    assert problems() == ()
    first, second = self_values(read_form(form(GOOD)))
    assert (first.percent, first.level) == (Decimal("102.2"), TaskLevel.EXCEEDED)
    assert (second.percent, second.level, second.score) == (Decimal(80), TaskLevel.MOSTLY, None)
    assert parse_grade(GOOD["grade"]) is Grade.GOOD


@pytest.mark.parametrize(
    ("answers", "code", "part"),
    [
        ({"achieved 1": ""}, "form-answer-missing", "nhiệm vụ NV-2021-001, cột “Kết quả đến nay”"),
        ({"percent 2": ""}, "form-answer-missing", "nhiệm vụ NV-2021-002, cột “Tỷ lệ hoàn thành (%)”"),
        ({"level 2": ""}, "form-answer-missing", "nhiệm vụ NV-2021-002, cột “Mức độ hoàn thành”"),
        ({"percent 1": "gần xong"}, "form-not-a-number", "nhiệm vụ NV-2021-001, cột “Tỷ lệ hoàn thành (%)”"),
        ({"percent 2": "-5"}, "form-number-negative", "nhiệm vụ NV-2021-002, cột “Tỷ lệ hoàn thành (%)”"),
        ({"percent 1": "120,5%"}, "form-number-too-high", "nhiệm vụ NV-2021-001, cột “Tỷ lệ hoàn thành (%)”"),
        ({"level 1": "Rất tốt"}, "form-unknown-level", "nhiệm vụ NV-2021-001, cột “Mức độ hoàn thành”"),
        ({"evidence 1": ""}, "form-no-evidence", "nhiệm vụ NV-2021-001, cột “Minh chứng”"),
        ({"shortcomings": ""}, "form-no-shortcomings", "mục “Hạn chế, nguyên nhân”"),
        ({"grade": ""}, "form-grade-missing", "mục “Tự xếp loại”"),
        ({"grade": "Giỏi"}, "form-unknown-grade", "mục “Tự xếp loại”"),
    ],
)
def test_each_fault_is_named_at_its_place(answers: dict[str, str], code: str, part: str) -> None:
    """One wrong answer gives exactly one error, at its task and column."""
    (problem,) = problems(answers)
    assert (problem.code, problem.place.part, problem.is_error) == (code, part, True)


@pytest.mark.parametrize("level", list(TaskLevel))
def test_i4_nobody_is_done_without_evidence(level: TaskLevel) -> None:
    """A level of done without evidence goes back, one with it, or a lower one, does not (I4 with its broken twin)."""
    said = {"level 1": level.label, "percent 1": "100"}
    assert "form-no-evidence" not in {problem.code for problem in problems(said)}
    told = [problem.code for problem in problems(said | {"evidence 1": ""})]
    assert told == (["form-no-evidence"] if level in {TaskLevel.EXCEEDED, TaskLevel.COMPLETED} else [])


def test_done_below_a_hundred_is_a_remark() -> None:
    """ "Hoàn thành" at 95 percent goes on, but somebody should look."""
    (problem,) = problems({"percent 1": "95"})
    assert (problem.code, problem.is_error) == ("form-level-above-rate", False)


def test_full_results_need_no_shortcomings() -> None:
    """Shortcomings may stay empty when every task is done."""
    done = {"percent 2": "100", "level 2": "Hoàn thành", "evidence 2": "Báo cáo số 1", "shortcomings": ""}
    assert problems(done) == ()


def test_score_is_asked_only_where_the_office_scores() -> None:
    """With a maximum score set, a form without scores lacks two answers."""
    found = problems(max_score=Decimal(10))
    assert [(problem.code, problem.place.part) for problem in found] == [
        ("form-answer-missing", f"nhiệm vụ {task}, cột “Tự chấm”") for task in TASKS
    ]


def changed(change: Callable[[str], str]) -> tuple[Problem, ...]:
    """What is wrong after a change of the file behind the clerk's back."""
    return check_form(read_form(rewritten(form(GOOD), change)), expected())


def test_a_changed_fixed_sentence_is_shown() -> None:
    """A changed birth date is reported with its paragraph, old and new."""
    (problem,) = changed(lambda xml: xml.replace("05/02/1980", "05/02/1981"))
    assert problem.code == "form-text-changed"
    assert "05/02/1980" in problem.place.part and "05/02/1981" in problem.message


def test_a_changed_target_is_shown() -> None:
    """A softened target of one task is reported although the same words stand in another row."""
    (problem,) = changed(lambda xml: xml.replace("<w:t>90%</w:t>", "<w:t>80%</w:t>", 1))
    assert (problem.code, problem.place.part) == ("form-text-changed", "đoạn “90%”")


def test_a_label_around_an_answer_is_fixed_too() -> None:
    """The words before a control in the same paragraph may not change."""
    (problem,) = changed(lambda xml: xml.replace("Tự xếp loại: ", "Đề nghị xếp loại: "))
    assert problem.code == "form-text-changed"


def test_removed_and_added_sentences_are_shown() -> None:
    """A deleted sentence and one typed beside the controls are told apart."""
    (gone,) = changed(lambda xml: xml.replace("NGƯỜI TỰ ĐÁNH GIÁ", ""))
    assert gone.code == "form-text-removed"
    extra = "<w:p><w:r><w:t>Ghi thêm ngoài ô.</w:t></w:r></w:p>"
    (added,) = changed(lambda xml: xml.replace("<w:sectPr", extra + "<w:sectPr"))
    assert (added.code, added.place.part) == ("form-text-added", "đoạn “Ghi thêm ngoài ô.”")


def test_rows_missing_doubled_and_foreign() -> None:
    """A row whose task code was overwritten is missing, its twin doubled or foreign."""
    doubled = check_form(
        read_form(rewritten(form(GOOD), lambda xml: xml.replace("[NV-2021-002]", "[NV-2021-001]"))),
        expected(fixed_text=()),
    )
    assert {(p.code, p.place.part) for p in doubled} >= {
        ("form-row-missing", "nhiệm vụ NV-2021-002"),
        ("form-row-doubled", "nhiệm vụ NV-2021-001"),
    }
    foreign = check_form(
        read_form(rewritten(form(GOOD), lambda xml: xml.replace("[NV-2021-002]", "[NV-2021-009]"))),
        expected(fixed_text=()),
    )
    assert [p.code for p in foreign] == ["form-row-missing", "form-row-foreign"]


def test_wrong_identity() -> None:
    """Another document ends the check at once; a wrong check and a lost one are told apart."""
    assert [p.code for p in problems({"grade": ""}, document="99999999")] == ["form-other-document"]
    assert [p.code for p in problems(check="F1.QQQQQQQQQQQQQQQQ")] == ["form-wrong-check"]
    lost = rewritten(form(GOOD), lambda xml: xml.replace(CHECK, ""), part="customXml/item7.xml")
    assert [p.code for p in check_form(read_form(lost), expected())] == ["form-check-missing"]


def test_tracked_changes_must_be_settled() -> None:
    """A form with recorded changes goes back."""
    mark = '<w:ins w:id="1" w:author="x"><w:r><w:t>101</w:t></w:r></w:ins>'
    found = changed(lambda xml: xml.replace("<w:r><w:t>102,2</w:t></w:r>", mark))
    assert [p.code for p in found] == ["form-tracked-changes"]


def test_the_reply_lists_what_to_mend() -> None:
    """The answer names the person, every error with its place, and remarks apart."""
    found = problems({"evidence 1": "", "percent 1": "95"})
    assert reply_text("Lò Thị Sim", found) == (
        "Kính gửi: Lò Thị Sim\n"
        "\n"
        "Phiếu tự đánh giá gửi về chưa nhận được, đề nghị sửa 1 điểm sau:\n"
        "\n"
        "1. Nhiệm vụ NV-2021-001, cột “Minh chứng”: Tự nhận mức “Vượt” thì phải ghi minh chứng "
        "(số, ngày văn bản hoặc sản phẩm).\n"
        "\n"
        "Đề nghị xem lại (không bắt buộc sửa):\n"
        "\n"
        "1. Nhiệm vụ NV-2021-001, cột “Mức độ hoàn thành”: Mức “Vượt” nhưng tỷ lệ chỉ 95%.\n"
        "\n"
        "Sửa ngay trên tệp phiếu đã gửi, lưu lại rồi gửi về; không chép sang tệp khác.\n"
    )
