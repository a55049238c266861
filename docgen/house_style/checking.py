"""From a file to a report: read, find the cells, choose regime, rule set and mode, apply every rule.

Knows the order of the steps and the reasons for not evaluating; knows no rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from docgen.errors import UsageError
from docgen.house_style import anchors
from docgen.house_style.asking import Answers
from docgen.house_style.cells import Layout, locate
from docgen.house_style.document import Document
from docgen.house_style.findings import Finding, Mode, Report, Verdict
from docgen.house_style.house import PLAIN, House
from docgen.house_style.reading import read_document
from docgen.house_style.rules import MEASURES
from docgen.house_style.rules.office import HOUSE_CITE, house_faults
from docgen.house_style.rules.paper import Fault, Measure, NotApplicable, Other, Outcome, Paper
from docgen.house_style.ruleset import Rule, Ruleset, load, newest, resolve
from docgen.media.zips import open_package
from docgen.messages import tr

NO_MEASURE = "chưa có phép đo"
NO_RULESET = "chưa có bộ quy tắc cho ngày này"
NO_REGIME = "không nhận ra văn bản của Đảng hay văn bản hành chính; hãy chỉ rõ"
_REGIMES = ("state", "party")


def check(
    source: Path | str | bytes | Document,
    *,
    regime: str | None = None,
    on: dt.date | None = None,
    mode: Mode | str | None = None,
    ruleset: str | None = None,
    name: str = "",
    house: House = PLAIN,
    others: tuple[Other, ...] = (),
) -> Report:
    """The report on one .docx, given as a path, as bytes or as read already (then `name` is shown as its file).

    `regime` ("state", "party"), `on` (the document's date) and `mode` ("draft", "issued") are read from the paper
    when None; `ruleset` ("ND30", "HD36", "HD05") forces one, also for a date before it; `house` is what the office
    adds, `others` are papers whose numbers this one may not bear too. A file that is not a readable .docx is an
    UnsafeFile, a wrong regime, mode or rule set a UsageError.
    """
    file = name or ("" if isinstance(source, bytes | Document) else str(source))
    document = source if isinstance(source, Document) else read_document(open_package(_content(source), name=file))
    layout = locate(document)
    chosen_mode = _mode(mode, layout)
    rules = _forced(ruleset)
    chosen = _regime(regime, rules, document, layout)
    if rules is None and chosen:
        rules = _by_date(chosen, on, layout)
    if rules is None:
        findings = _nothing_applies(chosen)
    else:
        paper = Paper(
            document=document, layout=layout, ruleset=rules, mode=chosen_mode, house=house, on=on, others=others
        )
        findings = apply(paper)
    return Report(file=file, regime=chosen, ruleset=rules.id if rules else "", mode=chosen_mode, findings=findings)


def _content(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise UsageError(
            tr("Không đọc được tệp {file}.", file=source), advice=tr("Kiểm tra lại đường dẫn và quyền mở tệp.")
        ) from error


def apply(paper: Paper) -> tuple[Finding, ...]:
    """The findings of every rule of the paper's rule set, in its order."""
    asked = _asked(paper.ruleset)
    outcomes = zip(asked, _outcomes(asked, paper), strict=True)
    found = tuple([finding for (rule, _), outcome in outcomes for finding in _findings(rule, outcome)])
    if paper.house is PLAIN:
        return found
    regraded = _regraded(found, paper.house) if paper.house.severities else found
    return (*regraded, *_house_findings(paper))


@cache
def _asked(ruleset: Ruleset) -> tuple[tuple[Rule, Measure], ...]:
    return tuple((rule, MEASURES.get(rule.id, _unmeasured)) for rule in ruleset.rules)


def _unmeasured(_rule: Rule, _paper: Paper) -> Outcome:
    return NotApplicable(reason=NO_MEASURE)


def _outcomes(asked: Sequence[tuple[Rule, Measure]], paper: Paper) -> Sequence[Outcome]:
    """What each measure says; papers of one form are asked for what is different in them."""
    of_form = paper.document.of_form
    if of_form is None:
        return [measure(rule, paper) for rule, measure in asked]
    answers: Answers = of_form.setdefault(paper.ruleset, Answers())
    return answers.of(paper, asked)


def _regraded(findings: tuple[Finding, ...], house: House) -> Iterator[Finding]:
    """The findings with the severities the office chose."""
    chosen = dict(house.severities)
    for finding in findings:
        severity = chosen.get(finding.rule, finding.severity)
        yield finding if severity is finding.severity else replace(finding, severity=severity)


def _house_findings(paper: Paper) -> Iterator[Finding]:
    """What the office's own rules say: titles over signatures, and its words that must not stand."""
    for rule, faults in house_faults(paper):
        blank = Finding(
            rule=rule.id, severity=rule.severity, verdict=Verdict.PASS, place="", message="", cite=HOUSE_CITE
        )
        if not faults:
            yield blank
        for fault in faults:
            said = tr("Hiện nay: {measured}. Cách sửa: {mend}.", measured=fault.measured, mend=fault.mend)
            message = f"{rule.message} {said}"
            yield replace(blank, verdict=Verdict.FAIL, place=fault.place, message=message)


def identity(document: Document, *, file: str) -> Other | None:
    """The number and year that a paper bears; None for a draft and a paper without a number or a date."""
    layout = locate(document)
    if layout.header.number is None or layout.dated is None or layout.is_draft:
        return None
    return Other(file=file, number=layout.header.number.text, year=layout.dated.year)


def _findings(rule: Rule, outcome: Outcome) -> Sequence[Finding]:
    if isinstance(outcome, NotApplicable):
        return (_unevaluated(rule, outcome.reason),)
    if not outcome:
        return (_passed(rule),)
    return [
        replace(_finding(rule, Verdict.FAIL, place=fault.place, message=_sentence(rule, fault)), remedy=fault.remedy)
        for fault in outcome
    ]


@cache
def _unevaluated(rule: Rule, reason: str) -> Finding:
    return _finding(rule, Verdict.NOT_EVALUATED, message=reason)


@cache
def _passed(rule: Rule) -> Finding:
    return _finding(rule, Verdict.PASS)


def _finding(rule: Rule, verdict: Verdict, *, place: str = "", message: str = "") -> Finding:
    return Finding(rule=rule.id, severity=rule.severity, verdict=verdict, place=place, message=message, cite=rule.cite)


def _sentence(rule: Rule, fault: Fault) -> str:
    said = tr("Hiện nay: {measured}. Cách sửa: {mend}.", measured=fault.measured, mend=fault.mend)
    return f"{rule.message} {said}"


def _forced(name: str | None) -> Ruleset | None:
    return None if name is None else load(name)


def _mode(wanted: Mode | str | None, layout: Layout) -> Mode:
    if wanted is None:
        return Mode.DRAFT if layout.is_draft else Mode.ISSUED
    if wanted not in list(Mode):
        raise UsageError(
            tr("Không có chế độ kiểm tra “{mode}”.", mode=wanted),
            advice=tr("Dùng draft (dự thảo) hoặc issued (đã ban hành)."),
        )
    return Mode(wanted)


def _regime(wanted: str | None, rules: Ruleset | None, document: Document, layout: Layout) -> str:
    """The regime asked for, that of a forced rule set, or the one the paper shows; "" when it shows none."""
    if wanted is not None and wanted not in _REGIMES:
        raise UsageError(
            tr("Không có hệ văn bản “{regime}”.", regime=wanted),
            advice=tr("Dùng state (hành chính) hoặc party (Đảng)."),
        )
    if wanted and rules and wanted != rules.regime:
        raise UsageError(
            tr("Bộ quy tắc {ruleset} không dùng cho hệ văn bản “{regime}”.", ruleset=rules.id, regime=wanted),
            advice=tr("Bỏ một trong hai."),
        )
    return wanted or (rules.regime if rules else "") or _shown_regime(document, layout)


def _shown_regime(document: Document, layout: Layout) -> str:
    """Told by the header; failing that, by the first line that names either, then by the signs of authority."""
    header = layout.header
    if header.national is not None and header.party is None:
        return "state"
    if header.party is not None:
        return "party"
    for line in document.paragraphs:
        if anchors.is_national(line.text):
            return "state"
        if anchors.is_party_title(line.text):
            return "party"
    first = [line.text for signature in layout.signatures for line in signature.authority]
    return "" if not first else "party" if "/" in first[0][:4] else "state"


def _by_date(regime: str, on: dt.date | None, layout: Layout) -> Ruleset | None:
    """By `on`, else by the date on the paper, else by the end of the year it prints, else the newest."""
    day = on or layout.dated
    if day is None and layout.date is not None:
        year = anchors.year_of(layout.date.text)
        day = dt.date(year, 12, 31) if year else None
    return resolve(regime, day)


def _nothing_applies(regime: str) -> tuple[Finding, ...]:
    """Every rule as not evaluated: the regime is unknown, or its first rule set is younger than the paper."""
    reason = NO_RULESET if regime else NO_REGIME
    return tuple(_finding(rule, Verdict.NOT_EVALUATED, message=reason) for rule in newest(regime))
