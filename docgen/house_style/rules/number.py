"""SN, DT: number and symbol, place and date (NĐ 30 Phụ lục I, Phần I, Mục II.3–4; HD36, HD05 II.3–4)."""

from __future__ import annotations

import re

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph
from docgen.house_style.findings import Mode
from docgen.house_style.remedies import Mend, Remedy
from docgen.house_style.rules.paper import (
    ABSENT,
    MINUTES,
    Fault,
    NotApplicable,
    Outcome,
    Paper,
    missing,
    place_of,
    quote,
)
from docgen.house_style.rules.typography import Look, look_faults
from docgen.house_style.ruleset import Rule

_TYPE_STATE = re.compile(r"/\s*(?P<type>[^\W\d_]+)")
_TYPE_PARTY = re.compile(r"-\s*(?P<type>[^\W\d_]+)\s*/")
_NUMBER_PARTS = re.compile(r"^Số\s*:?\s*(?P<n>\d{1,5})\s*[-/–]\s*(?P<symbol>\S.*)$", re.IGNORECASE)
_TYPE_AND_BODY = re.compile(r"^[^\W\d_]+[-/][^\W\d_]+$")
_DATE_PARTS = re.compile(
    r"^(?P<place>[^,\d]{2,60}?),?\s+ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})$", re.IGNORECASE
)
_UNNUMBERED = NotApplicable(reason="không áp dụng: loại văn bản này không bắt buộc có số và ký hiệu")
_UNDATED = NotApplicable(reason="không áp dụng: loại văn bản này không có dòng địa danh, ngày tháng")


def number_text(rule: Rule, paper: Paper) -> Outcome:
    """SN-01, SN-05: number and symbol in the form of the regime; in a draft the number may be blank."""
    line = paper.layout.header.number
    if line is None:
        return missing("dòng số và ký hiệu") if paper.is_numbered_kind else _UNNUMBERED
    is_right = rule.accepts(line.text)
    if paper.mode is Mode.DRAFT:
        is_right = is_right or bool(paper.ruleset.patterns["number_draft"].search(line.text))
    example = "Số: 15/QĐ-UBND" if paper.is_state else "Số 15-QĐ/TU"
    if is_right:
        return []
    remedy = _text_remedy(rule, line, _number_right(line.text, is_state=paper.is_state))
    mend = f"ghi theo mẫu {quote(example)}"
    return [Fault(place=place_of(line), measured=quote(line.text), mend=mend, remedy=remedy)]


def _number_right(text: str, *, is_state: bool) -> str:
    """The number line in its form, when only marks, blanks and zeros differ; "" when it cannot be told."""
    found = _NUMBER_PARTS.match(text)
    if found is None:
        return ""
    symbol = re.sub(r"\s*([-/–])\s*", r"\1", found["symbol"]).replace("–", "-")
    if _TYPE_AND_BODY.match(symbol):  # one mark, that of the other regime
        symbol = symbol.replace("/", "-") if is_state else symbol.replace("-", "/", 1)
    number = found["n"].zfill(2)
    return f"Số: {number}/{symbol}" if is_state else f"Số {number}-{symbol}"


def _text_remedy(rule: Rule, line: Paragraph, right: str) -> Remedy | None:
    """To write `right`, when the rule accepts it; None when a person must look."""
    return Remedy(at=line.place, what=Mend.TEXT, value=right) if right and rule.accepts(right) else None


def number_look(rule: Rule, paper: Paper) -> Outcome:
    """SN-02: the number line is upright, regular, centred, in its size."""
    line = paper.layout.header.number
    if line is None:
        return _UNNUMBERED if not paper.is_numbered_kind else ABSENT
    return list(look_faults(line, Look.of(rule, align="center")))


def type_abbreviation(rule: Rule, paper: Paper) -> Outcome:
    """SN-03, SN-07: the abbreviation in the symbol belongs to the type in the title."""
    line = paper.layout.header.number
    wanted = paper.ruleset.abbreviations.get(paper.kind)
    if line is None or wanted is None:
        return ABSENT
    found = (_TYPE_STATE if paper.is_state else _TYPE_PARTY).search(line.text)
    if found is None:
        return [Fault(place=place_of(line), measured="không đọc được ký hiệu loại", mend=f"ghi ký hiệu {wanted}")]
    if found["type"] == wanted:
        return []
    return [Fault(place=place_of(line), measured=f"ký hiệu {found['type']} cho {paper.kind}", mend=f"ghi {wanted}")]


def date_text(rule: Rule, paper: Paper) -> Outcome:
    """DT-01: place and date in the fixed form, a real date, not before the newest basis; blanks in a draft."""
    line = paper.layout.date
    if line is None:
        return missing("dòng địa danh, ngày tháng năm") if _must_be_dated(paper) else _UNDATED
    if _is_open(paper, line):
        pattern = paper.ruleset.patterns["place_date_draft"]
        return [] if pattern.search(line.text) else _date_form_fault(rule, line)
    if not rule.accepts(line.text):
        return _date_form_fault(rule, line)
    return _calendar_faults(paper, line)


def _must_be_dated(paper: Paper) -> bool:
    return paper.kind not in ("", MINUTES)


def _is_open(paper: Paper, line: Paragraph) -> bool:
    """Whether blanks are allowed in the date line: in drafts, and above the signature of a form to be filled."""
    return paper.mode is Mode.DRAFT or line is paper.layout.signing_date


def _date_form_fault(rule: Rule, line: Paragraph) -> Outcome:
    mend = "ghi theo mẫu “Tuyên Quang, ngày 05 tháng 02 năm 2026” (thêm số 0 cho ngày dưới 10 và tháng 1, 2)"
    remedy = _text_remedy(rule, line, _date_right(line.text))
    return [Fault(place=place_of(line), measured=quote(line.text), mend=mend, remedy=remedy)]


def _date_right(text: str) -> str:
    """Place and date in their form, zeros where they belong; "" when they cannot be told."""
    found = _DATE_PARTS.match(text)
    if found is None:
        return ""
    day, month = int(found["d"]), int(found["m"])
    return (
        f"{found['place'].rstrip(' ,')}, ngày {day:02} tháng {month:02} năm {found['y']}"
        if month < 3
        else (f"{found['place'].rstrip(' ,')}, ngày {day:02} tháng {month} năm {found['y']}")
    )


def _calendar_faults(paper: Paper, line: Paragraph) -> Outcome:
    dated = paper.layout.dated
    if dated is None:
        return [Fault(place=place_of(line), measured="ngày không có trong lịch", mend="sửa lại ngày, tháng, năm")]
    newest = max((day for basis in paper.layout.bases for day in anchors.full_dates(basis.text)), default=dated)
    if newest <= dated:
        return []
    measured = f"ngày ban hành trước ngày {newest:%d/%m/%Y} của căn cứ"
    return [Fault(place=place_of(line), measured=measured, mend="kiểm tra ngày ban hành hoặc ngày của căn cứ")]


def month_zero(rule: Rule, paper: Paper) -> Outcome:
    """DT-02: months 3 to 9 take no zero."""
    line = paper.layout.date
    if line is None:
        return _UNDATED
    if rule.accepts(line.text):
        return []
    remedy = _text_remedy(rule, line, _date_right(line.text))
    mend = "bỏ số 0 trước tháng 3 đến tháng 9"
    return [Fault(place=place_of(line), measured=quote(line.text), mend=mend, remedy=remedy)]


def date_look(rule: Rule, paper: Paper) -> Outcome:
    """DT-03: the date line is italic, regular, in its size."""
    line = paper.layout.date
    return _UNDATED if line is None else list(look_faults(line, Look.of(rule)))
