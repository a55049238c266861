"""Fixed formulae that depend on the type of paper: who decides, who is addressed, who signs (NĐ 30 Phụ lục I, III)."""

from __future__ import annotations

import re
from dataclasses import replace

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph, Table, asked_once
from docgen.house_style.rules.paper import ABSENT, Fault, NotApplicable, Outcome, Paper, missing, place_of, quote
from docgen.house_style.rules.typography import Look, look_faults
from docgen.house_style.ruleset import Rule
from docgen.house_style.sides import LEFT, RIGHT

DECISION = "Quyết định"
_ADDRESSED = ("Công văn", "Tờ trình", "Báo cáo")
_AS_ARTICLE = re.compile(r"^- Như Điều (?P<n>[0-9]+)\b")
_UNSEEN = NotApplicable(reason="không đánh giá: đầu trang không đặt bằng bảng, không biết hai dòng có ngang nhau")
_AS_ABOVE = re.compile(r"^- Như trên\b")


def enacting_formula(rule: Rule, paper: Paper) -> Outcome:
    """BD-10: after the bases of a decision stand, centred and bold, who decides and then "QUYẾT ĐỊNH:"."""
    if paper.kind != DECISION:
        return ABSENT
    lines = _centred_capitals(paper)
    formula = next((line for line in lines if line.text.startswith("QUYẾT ĐỊNH")), None)
    if formula is None:
        return missing("dòng “QUYẾT ĐỊNH:” sau căn cứ")
    faults = [fault for line in lines for fault in look_faults(line, Look(bold=True, italic=False))]
    if not rule.accepts(formula.text):
        faults.append(Fault(place=place_of(formula), measured=quote(formula.text), mend="ghi đúng “QUYẾT ĐỊNH:”"))
    if lines[0] is formula:
        faults.append(
            Fault(
                place=place_of(formula),
                measured="thiếu dòng thẩm quyền ban hành",
                mend="thêm dòng thẩm quyền ban hành ở trên",
            )
        )
    return faults


def _centred_capitals(paper: Paper) -> list[Paragraph]:
    """The centred lines in capitals before Điều 1, header and title left out."""
    header, title = paper.layout.header, paper.layout.title
    lines = (*header.left, *header.right, *title.lines, *title.subject)
    known = {line.place.removesuffix(f", {LEFT}").removesuffix(f", {RIGHT}") for line in lines}
    found: list[Paragraph] = []
    for block in paper.document.blocks:
        if isinstance(block, Table):
            continue
        if anchors.ARTICLE_LIKE.match(block.text):
            break
        if block.format.align == "center" and anchors.is_upper(block.text) and block.place not in known:
            found.append(block)
    return found


def first_recipient(rule: Rule, paper: Paper) -> Outcome:
    """NN-04: a decision goes first to those named in one of its articles, a letter to those named above."""
    recipients = paper.layout.recipients
    if recipients is None or not recipients.items or paper.kind not in (DECISION, "Công văn"):
        return ABSENT
    first = recipients.items[0]
    if paper.kind != DECISION:
        right = bool(_AS_ABOVE.match(first.text))
        return [] if right else [Fault(place=place_of(first), measured=quote(first.text), mend="ghi “- Như trên;”")]
    found = _AS_ARTICLE.match(first.text)
    last = len(paper.layout.articles)
    if found is None:
        return [Fault(place=place_of(first), measured=quote(first.text), mend=f"ghi “- Như Điều {last};”")]
    if 1 <= int(found["n"]) <= last:
        return []
    measured = f"Điều {found['n']} trong văn bản có {last} điều"
    return [Fault(place=place_of(first), measured=measured, mend=f"ghi “- Như Điều {last};”")]


def addressee(rule: Rule, paper: Paper) -> Outcome:
    """NN-05: only a letter, a submission or a report to a superior is addressed; the line is upright."""
    lines = _addressing(paper)
    if not lines:
        return ABSENT
    if paper.kind not in _ADDRESSED:
        mend = f"bỏ dòng này, {paper.kind.lower() or 'văn bản này'} gửi theo Nơi nhận"
        return [Fault(place=place_of(line), measured=quote(line.text), mend=mend) for line in lines]
    look = Look.of(rule)
    return [fault for line in lines for fault in look_faults(line, look)] + _addressee_faults(paper, look, ";")


def _addressee_faults(paper: Paper, look: Look, separator: str) -> list[Fault]:
    """Several addressees: one on each line with a dash, a separator after each and a full stop after the last."""
    lines = paper.layout.addressees
    faults = [fault for line in lines for fault in look_faults(line, look)]
    for line in lines:
        end = "." if line is lines[-1] else separator
        if not line.text.startswith("- ") or not line.text.endswith(end):
            mend = f"mỗi nơi một dòng, đầu dòng “- ”, cuối dòng {quote(end)}"
            faults.append(Fault(place=place_of(line), measured=quote(line.text), mend=mend))
    return faults


def _addressing(paper: Paper) -> list[Paragraph]:
    """The lines of the text that begin to address somebody."""
    lines = paper.document.paragraphs
    return [lines[at] for at, _ in paper.document.telling(_is_addressing) if at < len(lines)]


@asked_once
def _is_addressing(line: Paragraph) -> bool:
    return bool(anchors.ADDRESSEE.match(line.text))


def party_addressee(rule: Rule, paper: Paper) -> Outcome:
    """NN-08: "Kính gửi" or "Kính trình" is italic, whom it is written to upright; no other paper has it."""
    lines = _addressing(paper)
    if not lines:
        return ABSENT
    if paper.kind not in _ADDRESSED[:2]:
        return [Fault(place=place_of(line), measured=quote(line.text), mend="bỏ dòng này") for line in lines]
    label = Look(size=rule.numbers("size_hp"), bold=False, italic=bool(rule.params["label_italic"]))
    names = Look(size=rule.numbers("size_hp"), bold=False, italic=False)
    parts = [_parted_at_colon(line) for line in lines]
    faults = [fault for first, _ in parts for fault in look_faults(first, label)]
    rest = [second for _, second in parts]
    return faults + [fault for line in (*rest, *paper.layout.addressees) for fault in look_faults(line, names)]


def _parted_at_colon(line: Paragraph) -> tuple[Paragraph, Paragraph]:
    """The runs that begin up to the colon of "Kính gửi:", and those after it."""
    end, at, first = line.raw.find(":"), 0, 0
    for run in line.runs:
        if at > end:
            break
        at, first = at + len(run.text), first + 1
    return replace(line, runs=line.runs[:first]), replace(line, runs=line.runs[first:])


def signing_for(rule: Rule, paper: Paper) -> Outcome:
    """SG-03: what the head decides alone bears no TM.; a deputy signs under a KT. line."""
    if not paper.layout.signatures or paper.kind != DECISION:
        return ABSENT
    faults: list[Fault] = []
    alone = any(line.text.startswith(("CHỦ TỊCH", "GIÁM ĐỐC")) for line in _centred_capitals(paper))
    for signature in paper.layout.signatures:
        signs = [line.text for line in signature.authority]
        if alone:
            faults += [
                Fault(place=place_of(line), measured=quote(line.text), mend="bỏ dòng TM., chỉ ghi chức vụ")
                for line in signature.authority
                if line.text.startswith("TM")
            ]
        deputies = [line for line in signature.positions if line.text.startswith("PHÓ ")]
        if deputies and not any(sign.startswith(("KT.", "TL.", "TUQ.")) for sign in signs):
            mend = "thêm dòng “KT.” và chức vụ cấp trưởng ở trên"
            faults.append(Fault(place=place_of(deputies[0]), measured="cấp phó ký không ghi KT.", mend=mend))
    return faults


def appendix_reference(rule: Rule, paper: Paper) -> Outcome:
    """PL-03: under the title of an appendix stands, in italics, which paper it belongs to."""
    appendices = paper.layout.appendices
    if not appendices:
        return ABSENT
    faults: list[Fault] = []
    for appendix in appendices:
        line = appendix.reference
        if line is None:
            mend = "thêm dòng “(Kèm theo ... số ... ngày ... của ...)” dưới tên phụ lục"
            faults.append(Fault(place=place_of(appendix.label), measured="không có dòng “(Kèm theo ...)”", mend=mend))
            continue
        faults += look_faults(line, Look.of(rule, align="center"))
        if not line.text.startswith("(Kèm theo "):
            faults.append(Fault(place=place_of(line), measured=quote(line.text), mend="bắt đầu bằng “(Kèm theo ”"))
    return faults


def same_row(rule: Rule, paper: Paper) -> Outcome:
    """SH-09: number and date stand in one row of the header table."""
    number, date = paper.layout.header.number, paper.layout.header.date
    if number is None or date is None:
        return ABSENT
    rows = [_row_of(number), _row_of(date)]
    if rows[0] == rows[1]:
        return [] if rows[0] else _UNSEEN
    if all(rows) and (_table_of(rows[0]) != _table_of(rows[1]) or _is_one_column(paper, _table_of(rows[0]))):
        return _UNSEEN
    measured = f"{rows[0] or 'ngoài bảng'} và {rows[1] or 'ngoài bảng'}"
    mend = "đặt hai dòng vào cùng một hàng của bảng đầu trang"
    return [Fault(place=place_of(date), measured=measured, mend=mend)]


def _row_of(line: Paragraph) -> str:
    """The table row of a line, or the line that it is one half of, as its place tells; "" when neither tells."""
    first, _, rest = line.place.partition(", ")
    if rest in (LEFT, RIGHT) or first.startswith("trang "):
        return first
    return f"{first}, {rest.partition(', ')[0]}" if rest.startswith("hàng ") else ""


def _is_one_column(paper: Paper, place: str) -> bool:
    """Whether a table has one column: its halves were moved beside each other by hand, if they are."""
    blocks = (block for section in paper.document.sections for block in section.blocks)
    return any(isinstance(block, Table) and block.place == place and block.columns == 1 for block in blocks)


def _table_of(row: str) -> str:
    return row.partition(", ")[0]


def citations(rule: Rule, paper: Paper) -> Outcome:
    """BD-09: between the type and the number of a cited paper stands the word "số"."""
    faults = []
    for line in paper.layout.body:
        found = rule.pattern.search(line.text) if rule.pattern else None
        if found:
            kind = found.group().rsplit(" ", 1)[0]
            measured = quote(line.text[found.start() : found.end() + 12])
            faults.append(Fault(place=place_of(line), measured=measured, mend=f"ghi {quote(kind + ' số ...')}"))
    return faults
