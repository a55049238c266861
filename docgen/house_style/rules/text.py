"""TX: what every text must be free of — unfilled fields, stray spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.house_style.document import Paragraph
from docgen.house_style.rules.paper import Fault, Outcome, Paper, place_of, quote
from docgen.house_style.ruleset import Rule

_AROUND = 15  # letters shown on each side of what was found
_BLANKS = re.compile(  # to be filled by hand: number, date, dotted lines
    r"ngày\s+tháng|tháng\s+năm|[.…_]{3,}|\bsố:?\s{2,}|ngày\s{2,}", re.IGNORECASE
)


def filled(rule: Rule, paper: Paper) -> Outcome:
    """TX-01: no field is left open; also checked in drafts, where only number and date may be blank."""
    return _found(rule, paper.document.everything, "điền hoặc xóa phần này")


def spaces(rule: Rule, paper: Paper) -> Outcome:
    """TX-02: no double space, none before a punctuation mark, no line break inside running text."""
    lines = [line for line in paper.document.everything if not _BLANKS.search(line.text)]
    faults = _found(rule, lines, "bỏ dấu cách thừa")
    broken = [line for line in paper.layout.body if "\n" in line.raw.strip()]
    return faults + [
        Fault(place=place_of(line), measured="xuống dòng giữa đoạn", mend="bỏ ngắt dòng") for line in broken
    ]


def _found(rule: Rule, lines: Iterable[Paragraph], mend: str) -> list[Fault]:
    if rule.pattern is None:
        return []
    faults = []
    for paragraph in lines:
        found = rule.pattern.search(paragraph.text)
        if found:
            start = max(found.start() - _AROUND, 0)
            measured = quote(paragraph.text[start : found.end() + _AROUND])
            faults.append(Fault(place=place_of(paragraph), measured=measured, mend=mend))
    return faults
