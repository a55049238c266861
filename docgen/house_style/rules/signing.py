"""SN-04, SN-06, KS-02: what depends on other papers or on electronic signing.

Knows what a separate appendix must carry, and that a number may be borne once; other papers are handed in.
"""

from __future__ import annotations

import re

from docgen.house_style import anchors
from docgen.house_style.findings import Mode
from docgen.house_style.rules.paper import ABSENT, Fault, NotApplicable, Outcome, Paper, place_of, quote
from docgen.house_style.rules.typography import Look, look_faults
from docgen.house_style.ruleset import Rule

_ALONE = NotApplicable(reason="không đánh giá: cần sổ đăng ký hoặc các văn bản khác cùng được kiểm tra")
_DRAFT = NotApplicable(reason="không áp dụng: dự thảo chưa có số, chưa ký số")
_NAMED = 3  # files that are named; the number of the others is enough
_STAMP = re.compile(r"^Số:?.*\d{4}")


def number_once(_rule: Rule, paper: Paper) -> Outcome:
    """SN-04, SN-06: no other paper of the year, or of the Party committee's term, bears the same number and symbol."""
    line = paper.layout.header.number
    if line is None:
        return ABSENT
    if paper.mode is Mode.DRAFT:
        return _DRAFT
    if not paper.others:
        return _ALONE
    day = paper.layout.dated
    same = [
        other.file
        for other in paper.others
        if day and other.number == line.text and _same_series(paper, day.year, other.year)
    ]
    if not same:
        return []
    more = f" và {len(same) - _NAMED} tệp khác" if len(same) > _NAMED else ""
    measured = f"{quote(line.text)} trùng với {', '.join(same[:_NAMED])}{more}"
    return [Fault(place=place_of(line), measured=measured, mend="kiểm tra sổ đăng ký")]


def _same_series(paper: Paper, year: int, other: int) -> bool:
    """The same year for the State; for the Party the five years between congresses, or the same year of one."""
    return year == other if paper.is_state else year == other or (year - 1) // 5 == (other - 1) // 5


def separate_appendix(rule: Rule, paper: Paper) -> Outcome:
    """KS-02: an appendix in a file of its own carries number and signing time at the top right."""
    lines = [line for line in paper.document.paragraphs if line.text][:4]
    header = paper.layout.header
    if header.national or header.party or not any(anchors.APPENDIX.match(line.text) for line in lines):
        return ABSENT
    if paper.mode is Mode.DRAFT:
        return _DRAFT
    section = paper.document.sections[0]
    tops = [*section.headers.get("first", ()), *section.headers.get("default", ()), *paper.document.boxes, *lines]
    stamp = next((line for line in tops if _STAMP.match(line.text)), None)
    if stamp is None:
        mend = "ghi số, ký hiệu và thời gian ký ở góc trên bên phải trang đầu"
        return [Fault(place=place_of(lines[0]), measured="không có thông tin ký số", mend=mend)]
    faults = list(look_faults(stamp, Look(size=rule.numbers("size_hp"), bold=False, italic=False, align="right")))
    if not rule.accepts(stamp.text):
        mend = "ghi như “Số: 15/QĐ-UBND; 2026-01-05T09:30:00+07:00”"
        faults.append(Fault(place=place_of(stamp), measured=quote(stamp.text), mend=mend))
    return faults
