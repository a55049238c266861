"""TI: type, subject (also of a công văn) and the five hyphens (NĐ 30 Phụ lục I, Phần I, Mục II.5; HD36, HD05 II.5)."""

from __future__ import annotations

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph
from docgen.house_style.remedies import Mend, Remedy
from docgen.house_style.rules.paper import ABSENT, Fault, NotApplicable, Outcome, Paper, missing, place_of, quote
from docgen.house_style.rules.typography import Look, look_faults, points, upper_fault
from docgen.house_style.ruleset import Rule

_NO_LETTER = NotApplicable(reason="không áp dụng: không phải công văn")
_LETTER = NotApplicable(reason="không áp dụng: công văn không có tên loại")


def type_look(rule: Rule, paper: Paper) -> Outcome:
    """TI-01: the type is in capitals, bold, upright, centred, in its size."""
    if paper.layout.is_letter:
        return _LETTER
    if not paper.layout.title.lines:
        has_header = paper.layout.header.left or paper.layout.header.right
        return missing("tên loại văn bản (in hoa, dưới phần đầu)") if has_header else ABSENT
    look = Look.of(rule, align="center")
    return [
        fault
        for line in paper.layout.title.lines
        for fault in (*upper_fault(line, wanted=True), *look_faults(line, look))
    ]


def subject_look(rule: Rule, paper: Paper) -> Outcome:
    """TI-02: the subject is in ordinary letters, bold, upright, centred, in its size."""
    subject = paper.layout.title.subject
    if paper.layout.is_letter:
        return _LETTER
    if not subject:
        return missing("trích yếu nội dung dưới tên loại") if paper.kind == "Quyết định" else ABSENT
    look = Look.of(rule, align="center")
    return [fault for line in subject for fault in (*upper_fault(line, wanted=False), *look_faults(line, look))]


def letter_subject(rule: Rule, paper: Paper) -> Outcome:
    """TI-03, TI-05: under the number of a công văn stands its subject, in the look of the regime."""
    if not paper.layout.is_letter:
        return _NO_LETTER
    lines = paper.layout.header.subject
    begins = "V/v" if paper.is_state else "về việc"
    if not lines:
        return missing(f"trích yếu công văn “{begins} …” dưới số, ký hiệu")
    faults = [fault for line in lines for fault in look_faults(line, Look.of(rule, align="center"))]
    if not rule.accepts(lines[0].text):
        faults.append(Fault(place=place_of(lines[0]), measured=quote(lines[0].text), mend=f"bắt đầu bằng “{begins} ”"))
    gap = rule.params.get("before_tw", 0)
    number = paper.layout.header.number
    found = lines[0].format.before if number is None else _gap(number, lines[0])
    if isinstance(gap, int) and found is not None and found < gap:
        measured = f"cách số, ký hiệu {points(found // 10)} pt"
        faults.append(Fault(place=place_of(lines[0]), measured=measured, mend=f"đặt Before {points(gap // 10)} pt"))
    return faults


def _gap(above: Paragraph, below: Paragraph) -> int | None:
    """The gap between two lines, in twips; None when an empty line or the edge of a row makes it."""
    cells = [line.place.rpartition("đoạn ") for line in (above, below)]
    numbers = [int(number) for *_, number in cells if number.isdecimal()]
    if cells[0][0] != cells[1][0] or len(numbers) < 2 or numbers[1] - numbers[0] > 1:
        return None
    return max(above.format.after, below.format.before)


def five_hyphens(rule: Rule, paper: Paper) -> Outcome:
    """TI-04: exactly five hyphens, centred, under the subject; no drawn rule."""
    title = paper.layout.title
    if not title.subject:
        return ABSENT
    if title.below is None or not title.below.text:
        drawn = title.below is not None and anchors.has_drawn_rule(title.below)
        if not drawn:
            return missing("năm dấu gạch nối (-----) dưới trích yếu")
    line = title.below
    if line is None:
        return ABSENT
    faults = list(look_faults(line, Look(align="center")))
    if anchors.has_drawn_rule(line) and not (line.text and _are_dashes(line.text)):
        faults.append(Fault(place=place_of(line), measured="có đường kẻ", mend="thay đường kẻ bằng -----"))
    elif not rule.accepts(line.text):
        faults.append(
            Fault(place=place_of(line), measured=quote(line.text), mend="ghi đúng -----", remedy=_dashes(line))
        )
    return faults


def _dashes(line: Paragraph) -> Remedy | None:
    """Five hyphens for other dashes; anything else is left to a person."""
    return Remedy(at=line.place, what=Mend.TEXT, value="-----") if _are_dashes(line.text) else None


def _are_dashes(text: str) -> bool:
    return not text.strip("-–—− ")
