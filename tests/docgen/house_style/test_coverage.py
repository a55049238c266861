"""Eighty rules, all of them tried: what is measured, what a broken twin proves, how many stay not evaluated."""

from __future__ import annotations

import pytest

from docgen.house_style import Verdict, check
from docgen.house_style.rules import MEASURES
from docgen.house_style.ruleset import load, newest

from . import test_beside, test_broken_twins, test_letters, test_stamps
from .letters import party_letter, state_letter
from .papers import Parts, drawn_rule, p, party_decision, r, state_decision
from .test_broken_twins import Twin

NOT_EVALUATED = {"state decision": 8, "party decision": 8, "state letter": 18, "party letter": 12}
PAPERS = {
    "state decision": state_decision(),
    "party decision": party_decision(),
    "state letter": state_letter(),
    "party letter": party_letter(),
}
MOTTO_RULED = r("Độc lập - Tự do - Hạnh phúc", "b") + "</w:p>" + drawn_rule(3428, 5631).removesuffix("</w:p>")
CASES = [  # the cases of the source that name a text, put in its cell: rule, right text, text of the case
    ("TC-01", "DT-01", "Sông Xanh, ngày 08 tháng 01", "Hưng Yên, ngày 28 tháng 2"),
    ("TC-02", "DT-01", "Sông Xanh, ngày 08 tháng 01", "Nam Định, ngày 5 tháng 8"),
    ("TC-03", "DT-02", "Sông Xanh, ngày 08 tháng 01", "Tiền Giang, ngày 05 tháng 07"),
    ("TC-05", "DT-01", "Sông Xanh, ngày 08", "Hà Nội ngày 05"),
    ("TC-07", "SN-01", "Số: 08/QĐ-UBND", "Số: 7/QĐ-UBND"),
    ("TC-08", "SN-01", "Số: 08/QĐ-UBND", "Số 07/QĐ-UBND"),
    ("TC-09", "SN-01", "Số: 08/QĐ-UBND", "Số: 07-QĐ/UBND"),
    ("TC-11", "SN-01", "Số: 08/QĐ-UBND", "Số: 07/QĐ - UBND"),
    ("TC-13", "SN-05", "Số 58-QĐ/ĐU", "Số: 01-BC/CB"),
    ("TC-14", "SN-05", "Số 58-QĐ/ĐU", "Số 01/BC-CB"),
    ("TC-15", "SN-05", "Số 58-QĐ/ĐU", "Số 01 - BC/CB"),
    ("TC-17", "SN-05", "Số 58-QĐ/ĐU", "Số 12-QĐi/ĐU"),
    ("TC-19", "SH-03", "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),
    ("TC-20", "SH-03", "Độc lập - Tự do - Hạnh phúc", "Độc Lập - Tự Do - Hạnh Phúc"),
    ("TC-24", "SH-10", "ĐẢNG BỘ TỈNH SÔNG XANH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TC-25", "PH-03", 'preserve">*<', 'preserve">________<'),
    ("TC-30", "BD-07", "ngày 16 tháng 6 năm 2025;", "ngày 16 tháng 6 năm 2025,"),
    ("TC-22", "SH-05", MOTTO_RULED, r("Độc lập - Tự do - Hạnh phúc", "bu")),
    ("TC-26", "SH-05", drawn_rule(4133, 5055), ""),
    ("TC-32", "BD-08", r("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"), r("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", "i")),
    ("TC-39", "BD-03", 'exact"/><w:ind w:firstLine="567"', 'exact"/><w:ind w:firstLine="720"'),
    ("TC-52", "NN-05", p(r("QUYẾT ĐỊNH:", "b")), p(r("Kính gửi: Sở Nội vụ"))),
    ("TC-59", "TX-03", "Ban Xây dựng Đảng;", "Đảng uỷ, Đảng ủy;"),
    ("TC-33", "BD-09", "Căn cứ Luật", "Căn cứ Nghị định 30/2020/NĐ-CP; Luật"),
    ("TC-34", "BD-11", "Điều 1.", "Điều 1:"),
    ("TC-36", "BD-12", r("Điều 2.", "b"), r("1.1. ")),
    ("TC-37", "BD-14", "Quyết định này./.", "Quyết định này."),
    ("TC-38", "BD-15", "căn cứ Quyết định thi hành.", "căn cứ Quyết định thi hành./."),
    ("TC-40", "BD-06", 'w:line="380" w:lineRule="exact"', 'w:line="276" w:lineRule="auto"'),
    ("TC-41", "SG-01", r("CHỦ TỊCH", "b"), r("T/M ỦY BAN NHÂN DÂN", "b")),
    ("TC-42", "SG-03", r("CHỦ TỊCH", "b"), r("TM. ỦY BAN NHÂN DÂN", "b") + "<w:r><w:br/></w:r>" + r("CHỦ TỊCH", "b")),
    ("TC-44", "SG-05", "T/M BAN THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ"),
    ("TC-46", "SG-08", r("BÍ THƯ"), r("PHÓ BÍ THƯ TỈNH ỦY")),
    ("TC-47", "SG-06", r("BÍ THƯ"), r("BÍ THƯ", "b")),
    ("TC-49", "SG-04", "Lò Văn Thử", "TS. Lò Văn Thử"),
    ("TC-50", "NN-03", "- Lưu: VT, NC.", "- Lưu VT."),
    ("TC-51", "NN-04", "- Như Điều 3;", "- Như trên;"),
    ("TC-54", "NN-07", "- Lưu Văn phòng.", "- Lưu: VT, VPTU."),
    ("TC-55", "NN-06", r("Nơi nhận:", "u"), r("Nơi nhận:", "bi", 24)),
    ("TC-56", "PL-02", r("Phụ lục", "b"), r("Phụ lục 1", "b")),
    ("TC-61", "TX-06", "- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", "- Căn cứ Quy định số 66-QĐ/TW, ngày 06/02/2017;"),
]  # fmt: skip


def _paper_of(rule: str) -> Parts:
    """The right paper of the regime that has the rule; of both, the State's."""
    return state_decision() if any(each.id == rule for each in load("ND30").rules) else party_decision()


def _paper_with(rule: str, text: str) -> Parts:
    paper = _paper_of(rule)
    return paper if text in paper.document else party_decision()


@pytest.mark.parametrize(("case", "rule", "right", "wrong"), CASES, ids=[case for case, *_ in CASES])
def test_a_case_of_the_source_gives_its_verdict(case: str, rule: str, right: str, wrong: str) -> None:
    """This test ensures that what the field and the clauses call wrong fails its rule, and the right text does not."""
    paper = _paper_with(rule, right)
    assert check(paper.docx()).of(rule)[0].verdict in (Verdict.PASS, Verdict.NOT_EVALUATED)
    assert check(paper.twin(right, wrong).docx(), mode="issued").of(rule)[0].verdict is Verdict.FAIL, case


def test_a_date_of_the_source_passes() -> None:
    """This test ensures that TC-04 is right, and TC-16: Quy định and Quyết định of the Party are both QĐ."""
    dated = state_decision().twin("Sông Xanh, ngày 08 tháng 01", "Tiền Giang, ngày 05 tháng 7")
    assert check(dated.docx()).of("DT-01")[0].verdict is Verdict.PASS
    rules = party_decision().twin(r("QUYẾT ĐỊNH", "b", 32), r("QUY ĐỊNH", "b", 32)).twin("58-QĐ/ĐU", "399-QĐ/TW")
    assert check(rules.docx()).of("SN-07")[0].verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("case", "paper", "rule", "right", "wrong"),
    [
        ("TC-28", party_letter(), "TI-05", "về việc đính chính", "V/v đính chính"),
        ("TC-29", state_letter(), "TI-03", "V/v đính chính", "Về việc đính chính"),
    ],
)
def test_a_case_of_letters_gives_its_verdict(case: str, paper: Parts, rule: str, right: str, wrong: str) -> None:
    """This test ensures that the cases about công văn give their verdict."""
    assert check(paper.docx()).of(rule)[0].verdict is Verdict.PASS
    assert check(paper.twin(right, wrong).docx()).of(rule)[0].verdict is Verdict.FAIL, case


def test_a_page_number_at_the_foot_or_on_page_one_is_wrong() -> None:
    """This test ensures that TC-58 is found, both halves of it."""
    field = '<w:p><w:fldSimple w:instr="PAGE"/></w:p>'
    for part, rule in (("footer", "PG-07"), ("first_header", "PG-08")):
        report = check(state_decision().twin("<w:p/>", field, part=part).docx())
        assert report.of(rule)[0].verdict is Verdict.FAIL


def test_every_rule_is_measured_and_broken() -> None:
    """This test ensures that each of the eighty rules has a measure and a broken twin."""
    every = {rule.id for rule in newest("")}
    twins: list[Twin] = [*test_broken_twins.STATE, *test_broken_twins.PARTY, *test_letters.STATE, *test_letters.PARTY]
    broken = {twin.rule for twin in twins} | test_beside.BROKEN | {"PG-04", "KS-01"}
    assert len(every) == 80
    assert set(MEASURES) == every
    assert every - broken == set()


def test_every_rule_passes_somewhere() -> None:
    """This test ensures that each rule passes a right paper, so that none can only fail or stay silent."""
    known = {"others": test_beside.OTHERS, "house": test_beside.HOUSE}
    papers = (*PAPERS.values(), test_beside.WITH_LABELS, test_stamps.RIGHT, party_decision(hd36=True))
    reports = [check(paper.docx(), **known) for paper in papers]  # type: ignore[arg-type]  # each by its name
    reports.append(check(test_beside.SEPARATE.docx(), regime="state"))
    passed = {finding.rule for report in reports for finding in report.findings if finding.verdict is Verdict.PASS}
    assert {rule.id for rule in newest("")} - passed == set()


@pytest.mark.parametrize("name", PAPERS)
def test_what_stays_not_evaluated_is_counted(name: str) -> None:
    """This test ensures that no more rules than now are left not evaluated on a right paper."""
    assert check(PAPERS[name].docx()).counts["not_evaluated"] <= NOT_EVALUATED[name]
