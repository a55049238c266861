"""Right papers as Google Docs, WPS, old Word and LibreOffice write them: no false alarm, and no fault overlooked."""

from __future__ import annotations

import pytest

from docgen.house_style import check

from .letters import state_letter
from .papers import Parts, party_decision, r, state_decision
from .programs import CHANGES

PAPERS = {"state": state_decision(), "party": party_decision(), "letter": state_letter()}
FAULTS = {  # before the paper is written otherwise: what is broken, and the rule that must tell
    "state": [
        ('w:left="1701"', 'w:left="1500"', "PG-02"),
        ("Số: 08/QĐ-UBND", "Số: 8-QĐ/UBND", "SN-01"),
        (r("CHỦ TỊCH", "b"), r("CHỦ TỊCH"), "SG-02"),
        ("- Lưu: VT, NC.", "- Lưu VT.", "NN-03"),
        ('<w:jc w:val="both"/>', '<w:jc w:val="left"/>', "BD-02"),
        ('w:line="264"', 'w:line="480"', "BD-05"),
    ],
    "party": [
        ('w:left="1701"', 'w:left="1500"', "PG-03"),
        ("Số 58-QĐ/ĐU", "Số: 58/QĐ-ĐU", "SN-05"),
        (r("BÍ THƯ"), r("BÍ THƯ", "b"), "SG-06"),
        ("- Lưu Văn phòng.", "- Lưu: VT.", "NN-07"),
        ('w:line="380" w:lineRule="exact"', 'w:line="276" w:lineRule="auto"', "BD-06"),
    ],
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_way_of_a_program_is_no_fault(paper: str, change: str) -> None:
    """This test ensures that a right paper has no failure in whatever program's words it is written."""
    report = check(CHANGES[change](PAPERS[paper]).docx())
    assert [(finding.rule, finding.place, finding.message) for finding in report.failures] == []


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("paper", FAULTS)
def test_a_fault_is_found_in_the_way_of_a_program(paper: str, change: str) -> None:
    """This test ensures that what is wrong is found in whatever program's words it is written."""
    broken: Parts = PAPERS[paper]
    for right, wrong, _ in FAULTS[paper]:
        broken = broken.twin(right, wrong, count=broken.document.count(right))
    found = {finding.rule for finding in check(CHANGES[change](broken).docx()).failures}
    assert {rule for *_, rule in FAULTS[paper]} - found == set()
