"""From file to report: regime, rule set, mode, counting, refusals, robustness, speed."""

from __future__ import annotations

import datetime as dt
import json
import random
import time
from pathlib import Path

import pytest

from docgen.errors import DocgenError, UnsafeFile, UsageError
from docgen.house_style import Mode, Verdict, check

from .papers import EXACT, Parts, body, party_decision, r, state_decision

SPEED = 5.0  # seconds of work for a hundred papers of three pages, on the slowest machine an office has


def _draft_state() -> Parts:
    blank = state_decision().twin("Số: 08/QĐ-UBND", "Số:        /QĐ-UBND")
    return blank.twin("ngày 08 tháng 01 năm 2026", "ngày     tháng     năm 2026")


@pytest.mark.parametrize(
    ("paper", "regime", "ruleset"),
    [
        (state_decision(), "state", "ND30"),
        (party_decision(), "party", "HD05"),
        (party_decision(hd36=True), "party", "HD36"),
    ],
)
def test_paper_tells_its_rules(paper: Parts, regime: str, ruleset: str) -> None:
    """Regime and rule set are read from the header and the date of the paper."""
    report = check(paper.docx())
    assert (report.regime, report.ruleset, report.mode) == (regime, ruleset, Mode.ISSUED)


def test_given_date_wins() -> None:
    """A date given by the caller chooses the rule set, whatever the paper says."""
    assert check(party_decision().docx(), on=dt.date(2024, 1, 1)).ruleset == "HD36"


def test_day_before_first_rules_is_counted_not_judged() -> None:
    """A State paper of 2017 gets every rule as not evaluated, with the reason."""
    report = check(state_decision().twin("tháng 01 năm 2026", "tháng 02 năm 2017").docx())
    assert report.ruleset == ""
    assert report.counts == {"pass": 0, "fail": 0, "not_evaluated": 61}
    assert {finding.message for finding in report.not_evaluated} == {"chưa có bộ quy tắc cho ngày này"}


def test_rule_set_can_be_forced() -> None:
    """The caller may apply a rule set to an older paper."""
    paper = state_decision().twin("tháng 01 năm 2026", "tháng 02 năm 2017", count=2)
    report = check(paper.docx(), ruleset="ND30")
    assert report.ruleset == "ND30"
    assert {finding.rule for finding in report.failures} == {"DT-01"}  # before the newest basis


def test_blank_number_and_date_mean_draft() -> None:
    """A paper for signature, number and day blank, is a draft and passes."""
    report = check(_draft_state().docx())
    assert report.mode is Mode.DRAFT
    assert report.failures == ()


def test_blanks_are_faults_when_issued() -> None:
    """The same blanks are faults of number and date when the paper counts as issued."""
    report = check(_draft_state().docx(), mode="issued")
    assert {finding.rule for finding in report.errors} == {"SN-01", "DT-01"}


def test_draft_year_chooses_rule_set() -> None:
    """A draft of 2021 is judged by the rules of 2021."""
    paper = party_decision(hd36=True).twin("Số 58-QĐ/ĐU", "Số     -QĐ/ĐU")
    report = check(paper.twin("ngày 05 tháng 02 năm 2021", "ngày ... tháng ... năm 2021").docx())
    assert (report.ruleset, report.mode, report.failures) == ("HD36", Mode.DRAFT, ())


def test_rules_without_anything_to_measure_are_listed_with_reason() -> None:
    """A rule that finds nothing to measure stands in the report as not evaluated and says why."""
    report = check(state_decision().docx())
    assert report.of("SN-04")[0].verdict is Verdict.NOT_EVALUATED
    assert "cần sổ đăng ký" in report.of("SN-04")[0].message
    assert all(finding.message for finding in report.not_evaluated)
    assert sum(report.counts.values()) == 61


def test_severity_comes_from_the_rule() -> None:
    """An error and a warning are told apart."""
    report = check(
        state_decision().twin("Quyết định này./.", "Quyết định này.").twin("- Lưu: VT, NC.", "- Lưu VT.").docx()
    )
    assert [finding.rule for finding in report.errors] == ["NN-03"]
    assert [finding.rule for finding in report.warnings] == ["BD-14"]


def test_report_is_json(tmp_path: Path) -> None:
    """A report of a file is the JSON object that scripts rely on."""
    file = tmp_path / "Quyết định.docx"
    file.write_bytes(state_decision().docx())
    shown = json.loads(json.dumps(check(file).as_json()))
    assert shown["file"] == str(file)
    assert set(shown) == {"file", "regime", "ruleset", "findings"}
    assert set(shown["findings"][0]) == {"rule", "severity", "verdict", "place", "message", "cite"}


def test_failure_says_all() -> None:
    """A failure says what is allowed, what was measured, how to mend it, where, and on which authority."""
    finding = check(state_decision().twin('w:left="1701"', 'w:left="1600"').docx()).of("PG-02")[0]
    assert finding.place == "phần 1, lề trái"
    assert "trái 30–35 mm" in finding.message
    assert "Hiện nay: 28,2 mm" in finding.message
    assert "Cách sửa: đặt lề trái" in finding.message
    assert finding.cite.startswith("Nghị định 30/2020/NĐ-CP")


@pytest.mark.parametrize(
    "wrong", [{"regime": "both"}, {"mode": "final"}, {"ruleset": "X"}, {"regime": "state", "ruleset": "HD05"}]
)
def test_wrong_choices_are_refused(wrong: dict[str, str]) -> None:
    """A regime, mode or rule set that does not exist, or that contradicts another, is a usage error."""
    with pytest.raises(UsageError):
        check(state_decision().docx(), **wrong)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("content", [b"", b"not a document", b"PK\x03\x04 torn"])
def test_other_files_are_refused(content: bytes) -> None:
    """What is not a whole .docx is refused with advice, not with a crash."""
    with pytest.raises(UnsafeFile) as refusal:
        check(content)
    assert refusal.value.advice


def test_missing_file_is_refused(tmp_path: Path) -> None:
    """A path that leads nowhere is a usage error with advice."""
    with pytest.raises(UsageError) as refusal:
        check(tmp_path / "không có.docx")
    assert refusal.value.advice


def test_impossible_numbers_are_read_as_absent() -> None:
    """Absurd or foreign digits in measures and dates are judged, never a crash."""
    paper = state_decision().twin('w:w="5631"', 'w:w="²"').twin("năm 2026", "năm 0000")
    report = check(paper.twin('w:firstLine="567"', f'w:firstLine="{"9" * 5000}"').docx())
    assert report.of("DT-01")[0].verdict is Verdict.FAIL


def test_paper_without_regime_is_not_judged() -> None:
    """A text that shows neither header is not evaluated and asks for the regime."""
    bare = state_decision()
    empty = Parts(
        document=bare.document[: bare.document.index("<w:body>") + 8] + "<w:p/></w:body></w:document>",
        header=bare.header,
        first_header=bare.first_header,
        footer=bare.footer,
    )
    report = check(empty.docx())
    assert (report.regime, report.counts["fail"]) == ("", 0)
    assert report.counts["not_evaluated"] == 80


def test_header_without_table_is_found() -> None:
    """A header typed as plain lines is found by its words."""
    paper = state_decision()
    start, end = paper.document.index("<w:tbl>"), paper.document.index("</w:tbl>") + len("</w:tbl>")
    table = paper.document[start:end]
    lines = table
    for tag in ("<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>"):
        lines = lines.replace(tag, "")
    report = check(paper.twin(table, lines).docx())
    assert report.regime == "state"
    for rule in ("SH-01", "SH-03", "SN-01", "DT-01", "TI-01", "TI-02"):
        assert report.of(rule)[0].verdict is Verdict.PASS, rule


def test_gap_counts_between_neighbours_only() -> None:
    """Paragraphs with a table between them need no gap of their own."""
    close = ('w:before="120"', 'w:before="0"')
    last = state_decision().document.index("<w:p><w:pPr><w:spacing", state_decision().document.index("Điều 1."))
    text = state_decision().document
    touching = text[:last] + text[last:].replace(*close, 1)
    parted = text[:last] + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" + text[last:].replace(*close, 1)
    assert check(state_decision().twin(text, touching).docx()).of("BD-04")[0].verdict is Verdict.FAIL
    assert check(state_decision().twin(text, parted).docx()).of("BD-04")[0].verdict is Verdict.PASS


@pytest.mark.parametrize("seed", range(40))
def test_damaged_paper_never_crashes(seed: int) -> None:
    """A paper with elements torn out at random is judged or refused, never a crash."""
    chance = random.Random(seed)
    paper = state_decision() if seed % 2 else party_decision()
    text = paper.document
    for tag in chance.sample(
        ["w:val", "w:pPr", "w:rPr", "w:sz ", "w:tc", "w:tr", "w:pgSz", "w:pgMar", "w:t ", "w:jc"], 3
    ):
        text = text.replace(tag, chance.choice(["w:unknown", tag, "w:ins"]), chance.randint(1, 30))
    text = text.replace('="', chance.choice(['="x', '="-', '="9']), chance.randint(0, 40))
    damaged = paper.twin(paper.document, text)
    try:
        report = check(damaged.docx())
    except DocgenError:
        return
    assert sum(report.counts.values()) >= 51


def test_hundred_papers_take_seconds() -> None:
    """A hundred papers of three pages are checked within the promised time."""
    paragraph = body(
        r("Điều 2.", "b"), r(" Đồng chí Nông Thị Thử xây dựng kế hoạch và tổ chức thực hiện. " * 5), line=EXACT
    )
    long = party_decision().twin("<w:sectPr>", paragraph * 40 + "<w:sectPr>").docx()
    begin = time.process_time()
    for _ in range(100):
        check(long)
    assert time.process_time() - begin < SPEED
