"""The words of decisions: Hàm Yên (Party, 2021) and Bắc Giang (State, 2017)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from docgen.wording.decision import decision_context
from docgen.wording.figures import UNKNOWN
from docgen.wording.numbered import numbered
from registry.labels import Horizon, Regime
from tests.support import facts


def _plain(value: object) -> str:
    return str(value).replace("\u00a0", " ")


def _groups(context: dict[str, object]) -> list[dict[str, object]]:
    groups = context["groups"]
    assert isinstance(groups, list)
    return groups


def test_the_party_subject() -> None:
    """The subject begins small, names the official, and is cut before the periods."""
    lines = decision_context(facts.party_decision())["subject_lines"]
    assert isinstance(lines, list)
    assert [_plain(line) for line in lines] == [
        "về việc giao việc đột phá, đổi mới cho đồng chí Ma Văn Đạt",
        "giai đoạn 2021 - 2025 và năm 2021",
    ]


def test_a_long_name_gets_its_own_line() -> None:
    """A subject too long for one line is cut before the official."""
    official = facts.party_official(name="Nguyễn Hoàng Phương Thảo Nguyên")
    lines = decision_context(facts.party_decision(official=official))["subject_lines"]
    assert isinstance(lines, list)
    assert lines[0] == "về việc giao việc đột phá, đổi mới"
    assert lines[1] == "cho đồng chí Nguyễn Hoàng Phương Thảo Nguyên"


def test_the_state_subject_and_authority() -> None:
    """The State subject begins with a capital, and the Chairman decides in his own power without TM."""
    context = decision_context(facts.state_decision())
    assert isinstance(context["subject_lines"], list)
    assert [_plain(line) for line in context["subject_lines"]] == [
        "Về việc giao nhiệm vụ trọng tâm năm 2017",
        "đối với ông Phạm Quốc Tường",
    ]
    assert context["deciding_authority"] == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẮC GIANG"
    assert context["sign_bold"] == ["CHỦ TỊCH"]


def test_counts_are_told_by_horizon() -> None:
    """Điều 1 counts the tasks of each horizon, and only once when there is a single one."""
    both = decision_context(facts.party_decision(lines=facts.tasks(3)))["task_counts"]
    one = decision_context(facts.state_decision())["task_counts"]
    assert _plain(both) == "03 việc đột phá, đổi mới (02 việc giai đoạn 2021 - 2025 và 01 việc năm 2021)"
    assert _plain(one) == "03 nhiệm vụ trọng tâm năm 2017"


def test_the_counts_are_those_of_the_annex() -> None:
    """One task more is one row more and one more in Điều 1."""
    for number in range(1, 9):
        context = decision_context(facts.party_decision(lines=facts.tasks(number)))
        rows = [line for group in _groups(context) for line in group["lines"]]  # type: ignore[attr-defined] # list of rows
        assert len(rows) == number
        assert _plain(context["task_counts"]).startswith(f"{number:02d} việc")


def test_the_term_stands_before_the_year() -> None:
    """The annex has the term as I and the year as II, whatever the order of the lines."""
    lines = (facts.task(1, Horizon.YEAR), facts.task(2, Horizon.TERM))
    groups = _groups(decision_context(facts.party_decision(lines=lines)))
    assert [(group["numeral"], _plain(group["heading"])) for group in groups] == [
        ("I", "Giai đoạn 2021 - 2025: 01 việc"),
        ("II", "Năm 2021: 01 việc"),
    ]


def test_a_single_horizon_has_no_group_row() -> None:
    """With one horizon the group has no heading."""
    assert [group["heading"] for group in _groups(decision_context(facts.state_decision()))] == [""]


def test_like_article_names_the_last_article() -> None:
    """The first recipient is the article that says who carries it out, also when the office wrote another."""
    party = decision_context(facts.party_decision(recipients=("Như Điều 4", "Thường trực")))["recipients"]
    state = decision_context(facts.state_decision())["recipients"]
    assert isinstance(party, list)
    assert isinstance(state, list)
    assert party == ["- Như Điều 3,", "- Thường trực,", "- Lưu Văn phòng Huyện ủy."]
    assert state[0] == "- Như Điều 4;"
    assert state[-1] == "- Lưu: VT, NC."


def test_executors_end_with_the_official() -> None:
    """Who carries the decision out begins with a capital, nobody stands twice, the official is last."""
    twice = decision_context(facts.party_decision(executors=("Văn phòng", "Văn phòng")))
    assert twice["executors"] == "Văn phòng và đồng chí Ma Văn Đạt"
    context = decision_context(facts.party_decision(executors=()))
    assert context["executors"] == "Đồng chí Ma Văn Đạt"
    assert str(decision_context(facts.party_decision())["executors"]).endswith("xã Yên Phú và đồng chí Ma Văn Đạt")


def test_the_annex_reference_of_the_regimes() -> None:
    """The Party puts a comma before the date, the State does not (PL-03)."""
    party, state = decision_context(facts.party_decision()), decision_context(facts.state_decision())
    assert _plain(party["annex_reference"]) == "(Kèm theo Quyết định số 127-QĐ/HU, ngày 05 tháng 02 năm 2021"
    assert party["annex_authority"] == "của Ban Thường vụ Huyện ủy Hàm Yên)"
    assert _plain(state["annex_reference"]) == "(Kèm theo Quyết định số 08/QĐ-UBND ngày 09 tháng 01 năm 2017"


def test_the_annex_title_never_cuts_a_name() -> None:
    """A title too long for one line is cut before "giao", so that a name stays whole."""
    official = facts.party_official(name="Nguyễn Thị Hồng Chiêm")
    lines = decision_context(facts.party_decision(official=official))["annex_title_lines"]
    assert isinstance(lines, list)
    assert lines[:2] == ["VIỆC ĐỘT PHÁ, ĐỔI MỚI", "GIAO ĐỒNG CHÍ NGUYỄN THỊ HỒNG CHIÊM"]


def test_a_missing_deadline_is_said() -> None:
    """A task without a deadline says that it is unknown."""
    line = facts.task(deadline=None, deadline_text="")
    rows = _groups(decision_context(facts.party_decision(lines=(line,))))[0]["lines"]
    assert isinstance(rows, list)
    assert rows[0]["deadline"] == UNKNOWN


def test_a_decision_without_a_predecessor_replaces_nothing() -> None:
    """The twin: without a decision to replace nothing is said of one."""
    for decision in (facts.party_decision(), facts.state_decision()):
        assert decision_context(decision)["replaces"] == ""


def test_the_replaced_decision_is_named() -> None:
    """A decision that takes the place of another names it by number, day and authority, in both regimes."""
    party = facts.party_decision(replaces=facts.decision_reference())
    state = facts.state_decision(replaces=facts.decision_reference(Regime.STATE))
    assert _plain(decision_context(party)["replaces"]) == (
        " Quyết định này thay thế Quyết định số 127-QĐ/HU, ngày 05/02/2021 của Ban Thường vụ Huyện ủy."
    )
    assert _plain(decision_context(state)["replaces"]) == (
        " và thay thế Quyết định số 08/QĐ-UBND ngày 09 tháng 01 năm 2017 của Chủ tịch Ủy ban nhân dân tỉnh Bắc Giang"
    )


def test_a_blank_date_of_an_older_draft_is_filled() -> None:
    """A draft stored when the year still stood behind an ordinary space gets its date all the same."""
    draft = decision_context(facts.party_decision(number=None, dated=None))
    blank = draft["blank"]
    assert isinstance(blank, dict)
    older = {name: str(line).replace("năm\u00a0", "năm ") for name, line in blank.items()}
    filled = numbered({**draft, "blank": older}, 127, facts.PARTY_DATE)
    assert "ngày 05 tháng 02 năm 2021" in _plain(filled["annex_reference"])


def test_filling_the_blanks_gives_the_numbered_paper() -> None:
    """A stored draft with its number and date filled in says what a paper made anew would say, in both regimes."""
    for decision in (facts.party_decision(), facts.state_decision()):
        assert decision.number is not None
        assert decision.dated is not None
        draft = decision_context(facts.replace(decision, number=None, dated=None), on=decision.dated)
        assert numbered(draft, decision.number, decision.dated) == decision_context(decision)


def test_the_day_of_the_rules_can_be_given() -> None:
    """A draft without a date takes the punctuation of the day it is told."""
    draft = facts.party_decision(dated=None, number=None, year=2026)
    old = decision_context(draft, on=dt.date(2026, 5, 26))["recipients"]
    new = decision_context(draft, on=dt.date(2026, 5, 27))["recipients"]
    assert old != new


def test_a_long_word_for_tasks_does_not_fill_the_head_of_a_column() -> None:
    """A word of twelve lines stands in title and Điều 1 alone; the column of the annex is headed by the counter."""
    plain = facts.party_decision()
    long = replace(plain.campaign, task_word=f"{plain.campaign.task_word} gắn với cải cách hành chính và chuyển đổi số")
    heads = [decision_context(replace(plain, campaign=each))["task_heading"] for each in (plain.campaign, long)]
    assert heads == [f"Nội dung {plain.campaign.task_word}", f"Nội dung {plain.campaign.counter}"]
