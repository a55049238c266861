"""TX: what every text must be free of — unfilled fields, stray spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.house_style.document import Paragraph
from docgen.house_style.remedies import Mend, Remedy
from docgen.house_style.rules.paper import Fault, Outcome, Paper, everywhere, place_of, quote
from docgen.house_style.ruleset import Rule, Ruleset

_AROUND = 15  # letters shown on each side of what was found
_BLANKS = re.compile(  # to be filled by hand: number, date, dotted lines
    r"ngày\s+tháng|tháng\s+năm|[.…_]{3,}|\bsố:?\s{2,}|ngày\s{2,}", re.IGNORECASE
)


_SET_APART = re.compile(r" {4,}")  # blanks that put two things side by side, not a slip of the thumb


@everywhere("TX-01")
def filled(rule: Rule, _: Ruleset, line: Paragraph) -> Iterator[Fault]:
    """TX-01: no field is left open; also checked in drafts, where only number and date may be blank."""
    yield from _found(rule, line, "điền hoặc xóa phần này")


def spaces(rule: Rule, paper: Paper) -> Outcome:
    """TX-02: no double space, none before a punctuation mark, no line break inside running text."""
    broken = [line for line in paper.layout.body if "\n" in line.raw and "\n" in line.raw.strip()]
    return [
        *_doubled(rule, paper),
        *(Fault(place=place_of(line), measured="xuống dòng giữa đoạn", mend="bỏ ngắt dòng") for line in broken),
    ]


@everywhere("TX-02")
def _doubled(rule: Rule, _: Ruleset, line: Paragraph) -> Iterator[Fault]:
    for fault in _found(rule, line, "bỏ dấu cách thừa"):
        if line.format.numbered:
            yield fault  # its label is no words of its own
        elif not _BLANKS.search(line.text) and not _SET_APART.search(line.text):
            tidied = re.sub(r" {2,}", " ", re.sub(r" +(?=[,;:.](?:\s|$))", "", line.text))
            yield replace(fault, remedy=Remedy(at=line.place, what=Mend.TEXT, value=tidied))


def _found(rule: Rule, line: Paragraph, mend: str) -> Iterator[Fault]:
    found = rule.pattern.search(line.text) if rule.pattern else None
    if found:
        start = max(found.start() - _AROUND, 0)
        yield Fault(place=place_of(line), measured=quote(line.text[start : found.end() + _AROUND]), mend=mend)
