"""The words of the minutes."""

from __future__ import annotations

from dataclasses import replace

from docgen.wording.minutes import minutes_context
from registry.facts import Absence
from registry.labels import Regime
from tests.support import evaluation_facts


def _plain(value: object) -> str:
    return str(value).replace("\u00a0", " ")


def test_people_of_the_party_are_introduced() -> None:
    """In the Party bare names of the absent and of the head of the panel get "đồng chí", in the State they do not."""
    absences = (Absence(name="Hứa Văn Tiến", reason="ốm"),)
    party = minutes_context(replace(evaluation_facts.minutes(), absences=absences, panel_head="Lã Văn Hợp"))
    state = minutes_context(replace(evaluation_facts.minutes(Regime.STATE), absences=absences, panel_head="Lã Văn Hợp"))
    assert (party["panel_head"], state["panel_head"]) == ("đồng chí Lã Văn Hợp", "Lã Văn Hợp")
    assert str(party["attendance"]).endswith(": đồng chí Hứa Văn Tiến (ốm)")
    assert str(state["attendance"]).endswith(": Hứa Văn Tiến (ốm)")
    assert minutes_context(evaluation_facts.minutes())["panel_head"] == "đồng chí Lã Văn Hợp"


def test_attendance_names_the_absent() -> None:
    """Summoned, present and absent are told, the absent with their reasons."""
    party, state = minutes_context(evaluation_facts.minutes()), minutes_context(evaluation_facts.minutes(Regime.STATE))
    assert _plain(party["attendance"]) == (
        "triệu tập 15 đồng chí; có mặt 14 đồng chí; vắng 01 đồng chí: đồng chí Hứa Văn Tiến (đi công tác)"
    )
    assert _plain(state["attendance"]).startswith("triệu tập 15 người")


def test_everybody_came() -> None:
    """Nobody absent is said in words."""
    full = replace(evaluation_facts.minutes(), absences=(), present=15)
    assert str(minutes_context(full)["attendance"]).endswith("không có ai vắng mặt")


def test_shares_are_of_the_valid_ballots() -> None:
    """A ballot count bears its share of the valid ballots; nobody's vote is a plain 0."""
    votes = minutes_context(evaluation_facts.minutes())["votes"]
    assert isinstance(votes, list)
    assert (votes[0]["excellent"], votes[0]["good"], votes[0]["failed"]) == ("3 (21,4%)", "11 (78,6%)", "0")
    assert votes[0]["proposed"] == "Hoàn thành tốt nhiệm vụ"


def test_results_are_told_by_horizon() -> None:
    """Each horizon has its own sentence and no sum of both appears."""
    results = minutes_context(evaluation_facts.minutes())["results"]
    assert isinstance(results, list)
    assert len(results) == 2
    assert "57\u00a0việc" in results[0]
    assert "61\u00a0việc" in results[1]
    assert "118" not in str(results)


def test_state_minutes_are_filed_with_their_dossier() -> None:
    """The last recipient of State minutes is VT, Hồ sơ (ND30 Mẫu 1.9)."""
    recipients = minutes_context(evaluation_facts.minutes(Regime.STATE))["recipients"]
    assert isinstance(recipients, list)
    assert recipients[-1] == "- Lưu: VT, Hồ sơ."


def test_the_end_is_on_the_same_day() -> None:
    """Party minutes that end on the day they began say so; those that end the next day give the date."""
    meeting = evaluation_facts.minutes()
    next_day = replace(meeting, ended=meeting.ended.replace(day=21))
    assert minutes_context(meeting)["ended"] == "16 giờ 30 phút cùng ngày"
    assert _plain(minutes_context(next_day)["ended"]).endswith("21 tháng 12 năm 2021")
