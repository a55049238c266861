"""PL: the text names its appendices, and appendices are labelled (NĐ 30 Phụ lục I, Phần I, Mục III.1)."""

from __future__ import annotations

from docgen.house_style import anchors
from docgen.house_style.cells import Appendix
from docgen.house_style.rules.paper import ABSENT, Fault, Outcome, Paper, place_of, quote
from docgen.house_style.rules.typography import Look, look_faults, upper_fault
from docgen.house_style.ruleset import Rule

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def mentioned(rule: Rule, paper: Paper) -> Outcome:
    """PL-01: the main text mentions the appendix, each by its numeral when there are several."""
    appendices = paper.layout.appendices
    if not appendices:
        return ABSENT
    text = " ".join(line.text for line in (*paper.layout.body, *paper.layout.title.subject)).lower()
    faults = []
    for appendix in appendices:
        name = appendix.label.text.rstrip(".:").lower() if len(appendices) > 1 else "phụ lục"
        if name not in text and not _counted_together(text):
            mend = f"thêm vào nội dung chỉ dẫn đến {quote(appendix.label.text)}"
            faults.append(Fault(place=place_of(appendix.label), measured="nội dung không nhắc đến", mend=mend))
    return faults


def _counted_together(text: str) -> bool:
    return "các phụ lục" in text


def label(rule: Rule, paper: Paper) -> Outcome:
    """PL-02: "Phụ lục", with a Roman numeral from two on, bold and centred; the title in capitals."""
    appendices = paper.layout.appendices
    if not appendices:
        return ABSENT
    faults: list[Fault] = []
    for number, appendix in enumerate(appendices, 1):
        faults += _label_faults(rule, appendix, number, len(appendices))
        faults += _title_faults(rule, appendix)
    return faults


def _label_faults(rule: Rule, appendix: Appendix, number: int, total: int) -> list[Fault]:
    line = appendix.label
    faults = list(look_faults(line, Look.of(rule, align="center")))
    found = anchors.APPENDIX.match(line.text)
    numeral = (found["n"] or "") if found else ""
    wanted = _ROMAN[number] if total > 1 and number < len(_ROMAN) else numeral
    if not rule.accepts(line.text) or numeral != wanted:
        right = f"Phụ lục {wanted}".strip() if total > 1 else "Phụ lục"
        faults.append(Fault(place=place_of(line), measured=quote(line.text), mend=f"ghi {quote(right)}"))
    return faults


def _title_faults(rule: Rule, appendix: Appendix) -> list[Fault]:
    look = Look(size=rule.numbers("title_size_hp"), bold=True, align="center")
    return [fault for line in appendix.titles for fault in (*upper_fault(line, wanted=True), *look_faults(line, look))]
