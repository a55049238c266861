"""Rules that need more than the paper itself: other papers, a profile of the office, a separate appendix."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import UsageError
from docgen.house_style import House, Report, RuleSeverity, Verdict, check, identity, read_house
from docgen.house_style.reading import read_document
from docgen.house_style.rules.paper import Other
from docgen.media.zips import open_package
from docgen.workflows.check_papers import Refused, Wanted, check_files, desk, house_from

from .papers import Parts, body, p, party_decision, r, section, state_decision

BROKEN = frozenset({"SN-04", "SN-06", "KS-02"})  # the rules this module breaks
OTHERS = (Other(file="khác.docx", number="Số: 99/QĐ-UBND", year=2026),)
HOUSE = House(place="Sông Xanh")


def _of(report: Report, rule: str) -> tuple[Verdict, str]:
    finding = report.of(rule)[0]
    return finding.verdict, finding.message


@pytest.mark.parametrize(
    ("paper", "rule", "year", "later"),
    [(state_decision(), "SN-04", 2026, 2027), (party_decision(), "SN-06", 2026, 2031)],
)
def test_a_number_is_borne_once(paper: Parts, rule: str, year: int, later: int) -> None:
    """This test ensures that the same number of the same series is a fault, and of the next series is not."""
    mine = identity(read_document(open_package(paper.docx())), file="một.docx")
    assert mine is not None
    twin, next_series = (Other(file="hai.docx", number=mine.number, year=each) for each in (year, later))
    found = _of(check(paper.docx(), others=(twin,)), rule)
    assert found[0] is Verdict.FAIL
    assert "hai.docx" in found[1]
    assert _of(check(paper.docx(), others=(next_series,)), rule)[0] is Verdict.PASS
    assert _of(check(paper.docx()), rule)[0] is Verdict.NOT_EVALUATED


def test_a_draft_bears_no_number() -> None:
    """This test ensures that a draft has no identity and is not asked for its series."""
    draft = state_decision().twin("Số: 08/QĐ-UBND", "Số:        /QĐ-UBND")
    assert identity(read_document(open_package(draft.docx())), file="") is None
    other = Other(file="hai.docx", number="Số: 08/QĐ-UBND", year=2026)
    assert _of(check(draft.docx(), others=(other,)), "SN-04")[0] is Verdict.NOT_EVALUATED


def _appendix(stamp: str) -> Parts:
    """A separate appendix that opens with `stamp`, in place of the paper's whole text."""
    paper = state_decision()
    start = paper.document.index("<w:body>") + len("<w:body>")
    text = stamp + p(r("Phụ lục", "b")) + p(r("DANH MỤC NHIỆM VỤ", "b")) + section(right=1134)
    return paper.twin(paper.document, paper.document[:start] + text + "</w:body></w:document>")


SEPARATE = _appendix(p(r("Số: 15/QĐ-UBND; 2026-01-05T09:30:00+07:00", "", 20), jc="right"))
_LAST = body(r("Điều 3.", "b"), r(" Giám đốc")).removesuffix("</w:t></w:r></w:p>")
WITH_LABELS = state_decision().twin(
    _LAST, body(r("1. Một;")) + body(r("a) Hai.")) + p(r("Chương II", "b")) + p(r("TỔ CHỨC", "b")) + _LAST
)


@pytest.mark.parametrize(
    ("stamp", "verdict"),
    [
        (p(r("Số: 15/QĐ-UBND; 2026-01-05T09:30:00+07:00", "", 20), jc="right"), Verdict.PASS),
        (p(r("Số: 15/QĐ-UBND; 05/01/2026", "", 20), jc="right"), Verdict.FAIL),
        (p(r("Số: 15/QĐ-UBND; 2026-01-05T09:30:00+07:00", "b", 20), jc="right"), Verdict.FAIL),
        ("", Verdict.FAIL),
    ],
)
def test_a_separate_appendix_carries_number_and_time(stamp: str, verdict: Verdict) -> None:
    """This test ensures that an appendix in its own file is asked for what the electronic signature must show."""
    report = check(_appendix(stamp).docx(), ruleset="ND30", mode="issued")
    assert _of(report, "KS-02")[0] is verdict


PROFILE = """
place = "Sông Xanh"
tone = "late"
positions = ["CHỦ TỊCH"]
[severity]
BD-14 = "error"
[[rule]]
id = "CQ-01"
pattern = "đột phá"
message = "Cơ quan không dùng từ này."
mend = "ghi “trọng tâm”"
"""


def _house() -> House:
    return read_house(PROFILE, name="the-thuc.toml")


def test_a_profile_knows_the_place() -> None:
    """This test ensures that the place is compared with that of the office, and passes when it is the same."""
    right = state_decision()
    wrong = right.twin("Sông Xanh, ngày", "Suối Mẫu, ngày")
    assert _of(check(right.docx(), house=_house()), "DT-04")[0] is Verdict.PASS
    assert _of(check(wrong.docx(), house=_house()), "DT-04")[0] is Verdict.FAIL
    assert _of(check(right.docx()), "DT-04")[0] is Verdict.NOT_EVALUATED


def test_a_profile_chooses_the_tone_mark() -> None:
    """This test ensures that one way throughout is a fault where the office has chosen the other."""
    assert _of(check(state_decision().docx()), "TX-03")[0] is Verdict.PASS
    assert _of(check(state_decision().docx(), house=_house()), "TX-03")[0] is Verdict.FAIL


def test_a_profile_adds_rules_titles_and_severities() -> None:
    """This test ensures that own rules are judged, unknown titles told, and severities changed."""
    report = check(state_decision().twin("Quyết định này./.", "Quyết định này.").docx(), house=_house())
    assert report.of("BD-14")[0].severity is RuleSeverity.ERROR
    assert _of(report, "CQ-01")[0] is Verdict.FAIL
    assert _of(report, "CQ-CV")[0] is Verdict.PASS
    deputy = state_decision().twin(r("CHỦ TỊCH", "b"), r("PHÓ CHỦ TỊCH", "b"))
    assert _of(check(deputy.docx(), house=_house()), "CQ-CV")[0] is Verdict.FAIL


@pytest.mark.parametrize(
    "text",
    [
        "colour = 1",
        'tone = "up"',
        "place = 3",
        '[severity]\nX = "grave"',
        '[[rule]]\nid = "A"',
        "severity = 3",
        "= =",
        '[[rule]]\nid = "A"\nmessage = "m"\npattern = "("',
    ],
)
def test_a_wrong_profile_is_refused(text: str) -> None:
    """This test ensures that a profile that cannot be used is a usage error naming its file."""
    with pytest.raises(UsageError, match=r"the-thuc\.toml") as refusal:
        read_house(text, name="the-thuc.toml")
    assert refusal.value.advice


def test_files_checked_together_are_compared(tmp_path: Path) -> None:
    """This test ensures that two files with one number are both told, and the profile's file is used."""
    files = [tmp_path / "một.docx", tmp_path / "hai.docx"]
    for file in files:
        file.write_bytes(state_decision().docx())
    profile = tmp_path / "the-thuc.toml"
    profile.write_text('place = "Sông Xanh"', encoding="utf-8")
    with desk() as helpers:
        reports = check_files(files, helpers, Wanted(house=house_from(profile)))
        (alone,) = check_files(files[:1], helpers)
    assert not any(isinstance(report, Refused) for report in (*reports, alone))
    assert [_of(report, "SN-04")[0] for report in reports] == [Verdict.FAIL, Verdict.FAIL]
    assert [_of(report, "DT-04")[0] for report in reports] == [Verdict.PASS, Verdict.PASS]
    assert _of(alone, "SN-04")[0] is Verdict.NOT_EVALUATED
