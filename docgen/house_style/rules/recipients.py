"""NN: the recipients — label, items, the file copy (NĐ 30 Phụ lục I, Phần I, Mục II.9; HD36, HD05 II.9)."""

from __future__ import annotations

from docgen.house_style.document import Paragraph
from docgen.house_style.rules.line_marks import remarked
from docgen.house_style.rules.paper import ABSENT, Fault, Outcome, Paper, missing, place_of, quote
from docgen.house_style.rules.typography import Look, look_faults
from docgen.house_style.ruleset import Rule


def label(rule: Rule, paper: Paper) -> Outcome:
    """NN-01, NN-06: the label word for word, in the look of the regime, at the left margin."""
    recipients = paper.layout.recipients
    if recipients is None:
        return missing("mục “Nơi nhận:”") if paper.is_numbered_kind else ABSENT
    line = recipients.label
    faults = list(look_faults(line, Look.of(rule)))
    if line.format.align not in ("left", "both", ""):
        faults.append(Fault(place=place_of(line), measured="không sát lề trái", mend="canh trái"))
    if not rule.accepts(line.text):
        faults.append(
            Fault(place=place_of(line), measured=quote(line.text), mend="ghi đúng “Nơi nhận:” riêng một dòng")
        )
    return faults


def state_items(rule: Rule, paper: Paper) -> Outcome:
    """NN-02: items are small and upright, each on its line with a dash before and a semicolon after."""
    recipients = paper.layout.recipients
    if recipients is None or not recipients.items:
        return ABSENT
    return _item_faults(rule, recipients.items, ";")


def _item_faults(rule: Rule, items: tuple[Paragraph, ...], separator: str) -> list[Fault]:
    look = Look(size=rule.numbers("size_hp"), bold=False, italic=False)
    faults = [fault for line in items for fault in look_faults(line, look)]
    for line in items:
        if not line.text.startswith("- ") and not (line.format.numbered and line.text[:1].isalnum()):
            remedy = remarked(line, dash=True, end="" if line is items[-1] else separator)
            mend = "thêm “- ” đầu dòng"
            faults.append(Fault(place=place_of(line), measured="đầu dòng không có “- ”", mend=mend, remedy=remedy))
    for line in items[:-1]:
        if not line.text.endswith(separator):
            measured, mend = f"cuối dòng là {quote(line.text[-1:])}", f"kết thúc bằng {quote(separator)}"
            remedy = remarked(line, dash=True, end=separator)
            faults.append(Fault(place=place_of(line), measured=measured, mend=mend, remedy=remedy))
    return faults


def state_file_copy(rule: Rule, paper: Paper) -> Outcome:
    """NN-03: the last item names the registry (VT) and the drafting unit."""
    recipients = paper.layout.recipients
    if recipients is None:
        return ABSENT
    return _file_copy_faults(rule, recipients.items, "- Lưu: VT, NC.")


def _file_copy_faults(rule: Rule, items: tuple[Paragraph, ...], example: str) -> list[Fault]:
    if not items:
        return list(missing(f"dòng {quote(example)}"))
    last = items[-1]
    if rule.accepts(last.text):
        return []
    return [Fault(place=place_of(last), measured=quote(last.text), mend=f"ghi theo mẫu {quote(example)}")]


def party_items(rule: Rule, paper: Paper) -> Outcome:
    """NN-07: items in their size with the separator of the rule set; the file copy without a colon."""
    recipients = paper.layout.recipients
    if recipients is None:
        return ABSENT
    faults = _item_faults(rule, recipients.items, str(rule.params["separator"]))
    return faults + _file_copy_faults(rule, recipients.items, "- Lưu Văn phòng Tỉnh ủy.")
