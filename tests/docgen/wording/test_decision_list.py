"""The words of decisions for several, for a collective, and of supplements."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from docgen.wording.decision import decision_context
from docgen.wording.decision_list import assignees_words, list_decision_context
from docgen.wording.figures import NBSP
from docgen.wording.tasks import note_words, printed_rows
from registry.facts import Holding, Partner
from registry.labels import Horizon, Origin, Regime
from tests.support import facts, list_facts


def _plain(value: object) -> str:
    return str(value).replace("\u00a0", " ")


def _groups(context: dict[str, object]) -> list[Any]:
    groups: Any = context["groups"]
    return list(groups)


def test_horizons_are_never_added_up() -> None:
    """Điều 1 counts tasks and those who hold them apart for each horizon."""
    context = list_decision_context(list_facts.list_decision())
    assert _plain(context["assignees"]) == "01 tập thể và 03 đồng chí"
    assert _plain(context["task_counts"]) == (
        "02 việc đột phá, đổi mới giai đoạn 2021 - 2025 (giao 02 đồng chí) và "
        "03 việc năm 2021 (giao 01 tập thể và 02 đồng chí)"
    )


def test_a_single_horizon_is_counted_once() -> None:
    """With one horizon the tasks are counted with its year, and the list has no heading for it."""
    context = list_decision_context(list_facts.list_decision(Regime.STATE))
    assert _plain(context["task_counts"]) == "05 nhiệm vụ trọng tâm năm 2017"
    assert [_plain(group["heading"]).partition(":")[0] for group in _groups(context)] == list(list_facts.GROUPS)


def test_somebody_in_two_posts_is_one_person() -> None:
    """People are counted once however many rows they have."""
    one = list_facts.official(1)
    assert _plain(assignees_words([one, one, replace(one, code="CB-2")], Regime.PARTY)) == "02 đồng chí"


def test_rows_are_numbered_through_the_groups() -> None:
    """Within a horizon the last number is the number of its tasks, so that Điều 1 can be checked by eye."""
    context = list_decision_context(list_facts.list_decision(given=list_facts.holdings(20)))
    numbers = [row["number"] for group in _groups(context) for row in group["lines"]]
    assert numbers == [*range(1, 14), *range(1, 14)]
    heads = [_plain(group["heading"]) for group in _groups(context)]
    assert heads[0] == "Giai đoạn 2021 - 2025: 13 việc, 13 đồng chí"
    assert [group["numeral"] for group in _groups(context)] == ["A", "I", "II", "III", "B", "I", "II", "III"]


def test_two_periods_of_a_horizon_are_told_apart() -> None:
    """Term tasks added for the years that are left do not pass for tasks of the whole term."""
    late = facts.task(3, Horizon.TERM, period="2022 - 2025")
    given = (Holding(official=list_facts.official(1), lines=(facts.task(1, Horizon.TERM), late)),)
    context = list_decision_context(list_facts.list_decision(given=given))
    assert _plain(context["task_counts"]) == (
        "01 việc đột phá, đổi mới giai đoạn 2021 - 2025 (giao 01 đồng chí) và "
        "01 việc giai đoạn 2022 - 2025 (giao 01 đồng chí)"
    )


def test_those_of_a_body_are_named_in_the_articles() -> None:
    """A decision for one body counts each of its people in a clause of Điều 1."""
    context = list_decision_context(list_facts.unit_decision(Regime.STATE))
    members: Any = context["members"]
    assert [_plain(line) for line in members] == [
        "1. Bà Nông Thị Án, Chủ tịch Hội Liên hiệp Phụ nữ huyện: 01 nhiệm vụ năm 2017;",
        "2. Ông Nông Văn Bản, Trưởng phòng Tài chính - Kế hoạch huyện: 01 nhiệm vụ năm 2017;",
        "3. Ông Nông Quốc Cẩn, Huyện ủy viên, Bí thư Đảng ủy xã Yên Phú: 02 nhiệm vụ năm 2017.",
    ]
    assert list_decision_context(list_facts.list_decision())["members"] == []


def test_a_collective_is_addressed_with_those_attached() -> None:
    """A collective has neither address nor post; in the Party an attached person is a comrade, known or not."""
    party = decision_context(list_facts.collective_decision())
    assert party["official_with_post"] == "Thường trực Hội đồng nhân dân huyện"
    assert party["attached"] == (
        "đồng chí Nông Thị Dụ, Phó Chủ tịch Thường trực Hội đồng nhân dân huyện; đồng chí Hứa Văn Tiến"
    )
    assert str(decision_context(list_facts.collective_decision(Regime.STATE))["attached"]).endswith("; Hứa Văn Tiến")


def test_unequal_attachment_is_told_at_each_task() -> None:
    """When not all tasks have the same people attached, each row says whom it has."""
    lines = (replace(facts.task(1), attached=list_facts.attached()), facts.task(3))
    rows = printed_rows(decision_context(list_facts.collective_decision(lines=lines)))
    assert rows[0][1].startswith("gắn với đồng chí Nông Thị Dụ")
    assert rows[1][1] == ""


def test_partners_stand_in_the_note() -> None:
    """Who shares a task is named in its note, with the share where it is known, after what the clerk noted."""
    partners = (Partner(name="Nông Văn Thử", share=Decimal("33.5")), Partner(name="Công an huyện"))
    line = replace(facts.task(1), partners=partners, note="làm trước 30/6")
    assert note_words(line, Regime.PARTY) == "làm trước 30/6; Phối hợp: Nông Văn Thử (33,5%), Công an huyện"
    assert "Phối hợp" not in note_words(facts.task(1), Regime.STATE)


@pytest.mark.parametrize("regime", list(Regime))
def test_a_supplement_names_the_first_decision(regime: Regime) -> None:
    """The first decision is the last basis but one, cited again by its number alone; only added tasks are counted."""
    context = decision_context(list_facts.supplement(regime))
    first = facts.decision_reference(regime).number_text
    bases: Any = context["bases"]
    assert f"Quyết định số {first}" in _plain(bases[-2])
    assert f"đã giao tại Quyết định số {first}," in str(context["beside"])
    assert _plain(context["task_counts"]).startswith("01 ")
    assert "bổ sung" in " ".join(context["subject_lines"])  # type: ignore[arg-type] # a list of lines


def test_an_ordinary_decision_adds_nothing() -> None:
    """A first decision says nothing of adding, and its last bases are the office's own (the twin)."""
    context = decision_context(facts.party_decision())
    assert (context["adding"], context["beside"], context["replaces"]) == ("", "", "")
    assert len(context["bases"]) == len(facts.PARTY_BASES)  # type: ignore[arg-type] # a list of lines


def test_a_supplement_that_replaces_says_both() -> None:
    """From when it holds and whose place it takes stand in one sentence of the Party's Điều 3."""
    both = replace(list_facts.supplement(), replaces=facts.decision_reference())
    said = _plain(decision_context(both)["replaces"])
    assert said.startswith(" Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 127-QĐ/HU")
    state = replace(list_facts.supplement(Regime.STATE), replaces=facts.decision_reference(Regime.STATE))
    assert _plain(decision_context(state)["replaces"]).startswith(" và thay thế Quyết định số 08/QĐ-UBND")


def test_what_a_carried_over_task_says() -> None:
    """The old decision with number and date by the regime's comma; else the clerk's own words; else the bare word."""
    old = replace(facts.task(), carried_from=list_facts.OLD)
    assert note_words(old, Regime.PARTY) == "Chuyển tiếp từ Quyết định số 45-QĐ/HU, ngày 11/02/2020"
    assert note_words(old, Regime.STATE) == "Chuyển tiếp từ Quyết định số 45-QĐ/HU ngày 11/02/2020"
    assert note_words(replace(old, note="Phối hợp với Ban Dân vận"), Regime.PARTY).endswith(
        "; Phối hợp với Ban Dân vận"
    )
    assert note_words(replace(old, note="chuyển tiếp từ năm 2020"), Regime.PARTY).count("huyển tiếp") == 1
    typed = facts.task(origin=Origin.CARRIED_OVER, note="Chuyển tiếp từ Quyết định số 7-QĐ/HU")
    assert note_words(typed, Regime.PARTY) == "Chuyển tiếp từ Quyết định số 7-QĐ/HU"
    assert note_words(facts.task(origin=Origin.CARRIED_OVER), Regime.PARTY) == "Chuyển tiếp"
    assert note_words(facts.task(), Regime.PARTY) == ""


def test_punctuation_follows_the_day() -> None:
    """Under HD05 the recipients end with semicolons and the last basis with a full stop, in lists as elsewhere."""
    context = list_decision_context(list_facts.list_decision(year=2026, dated=dt.date(2026, 6, 8)))
    bases: Any = context["bases"]
    recipients: Any = context["recipients"]
    assert bases[-1].endswith(".")
    assert recipients[0] == "- Như Điều 3;"


@pytest.mark.parametrize(
    ("authority", "blanks", "begins"),
    [
        ("Chủ tịch Ủy ban nhân dân tỉnh Bắc Giang", 6, "của Chủ tịch"),
        ("Chủ tịch Ủy ban nhân dân tỉnh Tuyên Quang", 4, "của Chủ tịch"),
        ("Ban Chỉ đạo về cải cách hành chính, chuyển đổi số của tỉnh", 7, "\ncủa Ban Chỉ đạo"),
    ],
)
def test_the_reference_of_the_list_is_never_cut_in_a_name(authority: str, blanks: int, begins: str) -> None:
    """The reference under the annex title is one line with narrower blanks, or its second line names the authority."""
    drawn = list_facts.list_decision(Regime.STATE)
    issuer = replace(drawn.issuer, authority_in_text=authority)
    context = list_decision_context(replace(drawn, issuer=issuer, number=None, dated=None))
    blank: Any = context["blank"]
    assert str(context["annex_reference"]).endswith(f"tháng{NBSP * blanks}năm{NBSP}{drawn.year}")
    assert blank["annex_reference"] == context["annex_reference"]
    assert str(context["annex_authority"]).startswith(begins)
