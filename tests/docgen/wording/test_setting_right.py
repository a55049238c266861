"""The words of papers that set others right: recalls and công văn of correction."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from docgen.wording.correction import correction_context
from docgen.wording.numbered import numbered
from docgen.wording.recall import recall_context
from registry.change_facts import Slip
from registry.labels import Regime
from tests.support import facts


def _plain(value: object) -> str:
    return str(value).replace("\u00a0", " ")


def _lines(value: object) -> list[str]:
    assert isinstance(value, list)
    return [_plain(line) for line in value]


def test_a_recall_names_the_paper_and_its_reason() -> None:
    """The recalled paper stands in the subject, as the last basis and in Điều 1, each in the manner of the regime."""
    party, state = recall_context(facts.recall()), recall_context(facts.recall(Regime.STATE))
    assert _lines(party["subject_lines"]) == ["về việc thu hồi Quyết định số 127-QĐ/HU, ngày 05/02/2021"]
    assert _lines(state["subject_lines"]) == ["Về việc thu hồi Quyết định số 08/QĐ-UBND ngày 09 tháng 01 năm 2017"]
    assert _lines(party["bases"])[-1].startswith("- Căn cứ Quyết định số 127-QĐ/HU, ngày 05/02/2021 của")
    assert _plain(state["about"]).endswith(
        "Bắc Giang về việc giao nhiệm vụ trọng tâm năm 2017 đối với ông Phạm Quốc Tường"
    )
    assert _plain(state["about_short"]) == "Quyết định số 08/QĐ-UBND"
    assert recall_context(facts.recall(reason="giao nhầm. "))["reason"] == "giao nhầm"


def test_whom_a_recall_concerns_carries_it_out() -> None:
    """The person of the recalled paper is named last; several are meant by their decision, a report names nobody."""
    assert str(recall_context(facts.recall())["executors"]).endswith("và đồng chí Ma Văn Đạt")
    assert "có tên" not in str(recall_context(facts.recall(people=(), ends_tasks=False))["executors"])


@pytest.mark.parametrize(
    ("regime", "collectives", "people", "said"),
    [
        (Regime.PARTY, 0, 3, "các đồng chí có tên tại Phụ lục kèm theo Quyết định số 127-QĐ/HU"),
        (Regime.PARTY, 1, 2, "các tập thể, đồng chí có tên tại Phụ lục kèm theo Quyết định số 127-QĐ/HU"),
        (Regime.STATE, 2, 0, "các tập thể có tên tại Phụ lục kèm theo Quyết định số 08/QĐ-UBND"),
        (Regime.STATE, 1, 1, "các tập thể, cá nhân có tên tại Phụ lục kèm theo Quyết định số 08/QĐ-UBND"),
    ],
)
def test_a_recall_of_a_list_means_those_in_its_annex(regime: Regime, collectives: int, people: int, said: str) -> None:
    """A recalled decision for several is carried out by those its annex names, called what they are."""
    one = replace(facts.party_official(), is_collective=True)
    listed = (*[one] * collectives, *[facts.party_official()] * people)
    executors = _plain(recall_context(facts.recall(regime, people=(), listed=listed))["executors"])
    assert executors.endswith(f" và {said}")


def test_a_subject_that_begins_otherwise_is_led_in() -> None:
    """A subject that is not "về việc …" reads well in a sentence too."""
    told = recall_context(facts.recall(about_subject="Kết quả thực hiện việc đột phá"))["about"]
    assert _plain(told).endswith("của Ban Thường vụ Huyện ủy về kết quả thực hiện việc đột phá")


def test_the_subject_of_a_letter_stands_under_its_number() -> None:
    """V/v in the State, về việc in the Party; the State's symbol names who drafted the letter."""
    party, state = correction_context(facts.correction()), correction_context(facts.correction(Regime.STATE))
    assert _lines(party["subject_lines"]) == ["về việc đính chính", "Quyết định số 127-QĐ/HU"]
    assert _lines(state["subject_lines"]) == ["V/v đính chính", "Quyết định số 08/QĐ-UBND"]
    assert (party["number_line"], state["number_line"]) == ("Số 33-CV/HU", "Số: 33/UBND-NC")
    assert _lines(state["recipients"])[0] == "- Như trên;"


def test_one_addressee_stands_on_the_line_and_several_below() -> None:
    """A single addressee is no list; several end with the marks of the regime and the day."""
    alone = correction_context(facts.correction(addressees=("đồng chí Ma Văn Đạt",)))
    assert (alone["addressee"], alone["addressees"]) == ("Đồng chí Ma Văn Đạt", [])
    both = facts.correction(addressees=("đồng chí Ma Văn Đạt", "văn phòng"))
    assert _lines(correction_context(both)["addressees"]) == ["- Đồng chí Ma Văn Đạt,", "- Văn phòng."]
    later = correction_context(both, on=dt.date(2026, 6, 1))
    assert _lines(later["addressees"]) == ["- Đồng chí Ma Văn Đạt;", "- Văn phòng."]
    assert later["addressee"] == ""


def test_slips_are_numbered_only_when_there_are_several() -> None:
    """One slip is a sentence; several are numbered, and no line begins like an article."""
    slip = Slip(where="Điều 1, dòng 2", wrong="phụ lục", right="Phụ lục")
    one = correction_context(facts.correction(slips=(slip,)))["slips"]
    assert one == ["Tại Điều 1, dòng 2: đã in “phụ lục”, nay đính chính là “Phụ lục”."]
    two = correction_context(facts.correction(slips=(slip, facts.replace(slip, where="tại nơi nhận"))))["slips"]
    assert isinstance(two, list)
    assert [line[:15] for line in two] == ["1. Tại Điều 1, ", "2. Tại nơi nhận"]


def test_filling_the_blanks_gives_the_numbered_paper() -> None:
    """A stored draft with number and date filled in says what a paper made anew would say, in both regimes."""
    for regime in Regime:
        for told, words in ((facts.recall(regime), recall_context), (facts.correction(regime), correction_context)):
            assert told.number is not None
            assert told.dated is not None
            draft = words(facts.replace(told, number=None, dated=None), on=told.dated)  # type: ignore[operator]
            assert numbered(draft, told.number, told.dated) == words(told)  # type: ignore[operator]
