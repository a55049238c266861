"""Công văn: the right letter of each regime passes, its broken twin fails at its place."""

from __future__ import annotations

import pytest

from docgen.house_style import Mode, Verdict, check

from .letters import PARTY_SUBJECT, STATE_SUBJECT, party_letter, state_letter
from .papers import Parts, p, party_decision, r, state_decision
from .test_broken_twins import LETTER_RULES, Twin

STATE = [
    Twin(rule="TI-03", old="V/v đính chính", new="Về việc đính chính", tells="V/v"),
    Twin(rule="TI-03", old=r("số 08/QĐ-UBND", "", 24), new=r("số 08/QĐ-UBND", "i", 24), tells="nghiêng"),
    Twin(rule="TI-03", old=r("số 08/QĐ-UBND", "", 24), new=r("dự thảo Kế hoạch", "i", 24), tells="nghiêng"),
    Twin(rule="TI-03", old=r("V/v đính chính Quyết định", "", 24), new=r("V/v đính chính", "", 28), tells="cỡ 14"),
    Twin(rule="TI-03", old='<w:spacing w:before="120"/><w:jc w:val="center"/>', new="", tells="canh trái"),
    Twin(rule="TI-03", old='<w:spacing w:before="120"/>', new='<w:spacing w:before="20"/>', tells="1 pt"),
    Twin(rule="TI-03", old=STATE_SUBJECT, new=p(), tells="trích yếu công văn"),
    Twin(rule="NN-04", old="- Như trên;", new="- Như Điều 1;", tells="Như trên"),
    Twin(rule="NN-05", old=r("Kính gửi:"), new=r("Kính gửi:", "i"), tells="nghiêng"),
    Twin(rule="NN-05", old="- Sở Nội vụ;</w:t>", new="- Sở Nội vụ,</w:t>", tells="“;”"),
    Twin(rule="NN-05", old="- Ông Vàng A Mẫu.", new="- Ông Vàng A Mẫu;", tells="“.”"),
]
PARTY = [
    Twin(rule="TI-05", old="về việc đính chính", new="V/v đính chính", tells="về việc"),
    Twin(rule="TI-05", old=PARTY_SUBJECT, new=p(r("về việc đính chính", "", 24)), tells="chữ đứng"),
    Twin(rule="TI-05", old=PARTY_SUBJECT, new="", tells="trích yếu công văn"),
    Twin(rule="NN-08", old=r("Kính gửi:", "i"), new=r("Kính gửi:"), tells="chữ đứng"),
    Twin(rule="NN-08", old=r("- Ban Xây dựng Đảng;"), new=r("- Ban Xây dựng Đảng;", "i"), tells="nghiêng"),
    Twin(rule="SN-07", old="Số 12-CV/ĐU", new="Số 12-QĐ/ĐU", tells="QĐ cho Công văn"),
]
ONE_LINE = r("Kính gửi:", "i") + r(" Ban Xây dựng Đảng.")


@pytest.mark.parametrize("paper", [state_letter(), party_letter()], ids=["state", "party"])
def test_a_right_letter_has_no_failure(paper: Parts) -> None:
    """This test ensures that a công văn that keeps every rule gets no failure, and its rules are measured."""
    report = check(paper.docx())
    assert [(finding.rule, finding.place, finding.message) for finding in report.failures] == []
    measured = {finding.rule for finding in report.findings if finding.verdict is Verdict.PASS}
    assert measured & LETTER_RULES


@pytest.mark.parametrize("twin", STATE, ids=lambda twin: f"{twin.rule} {twin.tells}")
def test_a_state_twin_is_caught(twin: Twin) -> None:
    """This test ensures that a State letter broken in one place fails the rule of that place and says where."""
    _assert_caught(state_letter(), twin, "ND30")


@pytest.mark.parametrize("twin", PARTY, ids=lambda twin: f"{twin.rule} {twin.tells}")
def test_a_party_twin_is_caught(twin: Twin) -> None:
    """This test ensures that a Party letter broken in one place fails the rule of that place and says where."""
    _assert_caught(party_letter(), twin, "HD05")


def _assert_caught(paper: Parts, twin: Twin, ruleset: str) -> None:
    broken = paper.twin(twin.old, twin.new, count=twin.count).docx()
    failures = [f for f in check(broken, ruleset=ruleset, mode=Mode.ISSUED).of(twin.rule) if f.verdict is Verdict.FAIL]
    assert failures
    assert twin.tells in " ".join(f"{finding.place} {finding.message}" for finding in failures)


def test_one_addressee_stands_on_the_line() -> None:
    """This test ensures that label and name on one line are told apart: only the label is italic in the Party."""
    start, end = "Kính gửi:", "- Đồng chí Nông Thị Thử."
    document = party_letter().document
    block = document[document.rindex("<w:p>", 0, document.index(start)) : document.index("</w:p>", document.index(end))]
    right = party_letter().twin(block, p(ONE_LINE, jc="left").removesuffix("</w:p>"))
    assert check(right.docx()).of("NN-08")[0].verdict is Verdict.PASS
    all_italic = right.twin(r(" Ban Xây dựng Đảng."), r(" Ban Xây dựng Đảng.", "i"))
    assert check(all_italic.docx()).of("NN-08")[0].verdict is Verdict.FAIL


def test_other_papers_have_no_letter_rules() -> None:
    """This test ensures that a decision is not asked for the subject of a letter, and must not be addressed."""
    for paper in (state_decision(), party_decision()):
        found = {f.rule: f.verdict for f in check(paper.docx()).findings if f.rule in LETTER_RULES}
        assert set(found.values()) == {Verdict.NOT_EVALUATED}
    addressed = party_decision().twin(p(r("QUYẾT ĐỊNH:", "b")), p(r("Kính gửi: Ban Xây dựng Đảng")))
    assert check(addressed.docx()).of("NN-08")[0].verdict is Verdict.FAIL
