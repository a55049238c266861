"""SG: authority, position and name of the signatory (NĐ 30 Phụ lục I, Phần I, Mục II.7; HD36, HD05 II.7)."""

from __future__ import annotations

from dataclasses import replace

from docgen.house_style.cells import Signature
from docgen.house_style.document import Paragraph
from docgen.house_style.findings import Mode
from docgen.house_style.rules.paper import ABSENT, Fault, Outcome, Paper, missing, place_of, quote
from docgen.house_style.rules.typography import Look, look_faults, upper_fault
from docgen.house_style.ruleset import Rule

_COLLECTIVES = ("TỈNH ỦY", "THÀNH ỦY", "HUYỆN ỦY", "ĐẢNG ỦY", "CHI BỘ", "BAN THƯỜNG VỤ", "ỦY BAN KIỂM TRA")
_CELL = "ô chữ ký (bảng hai cột cuối văn bản)"


def _absent(paper: Paper) -> Outcome:
    return missing(_CELL) if paper.is_numbered_kind else ABSENT


def authority_text(rule: Rule, paper: Paper) -> Outcome:
    """SG-01, SG-05: the authority is written with the signs of the regime."""
    signatures = paper.layout.signatures
    if not signatures:
        return ABSENT
    lines = [line for signature in signatures for line in (*signature.authority, *signature.positions)]
    signs = "TM., KT., TL., TUQ., Q." if paper.is_state else "T/M, K/T, T/L, Q."
    faults = [
        Fault(place=place_of(line), measured=quote(line.text), mend=f"dùng {signs} và một dấu cách")
        for line in lines
        if not rule.accepts(line.text)
    ]
    return faults + [fault for line in lines for fault in upper_fault(line, wanted=True)]


def state_look(rule: Rule, paper: Paper) -> Outcome:
    """SG-02: authority, position and name are bold, upright, centred; the name in ordinary letters."""
    if not paper.layout.signatures:
        return _absent(paper)
    look = Look(size=rule.numbers("size_hp"), bold=bool(rule.params["bold"]), italic=False, align="center")
    faults: list[Fault] = []
    for signature in paper.layout.signatures:
        for line in (*signature.authority, *signature.positions):
            faults += look_faults(line, look)
        faults += _name_look(paper, signature, look)
    return faults


def _name_look(paper: Paper, signature: Signature, look: Look) -> list[Fault]:
    if signature.name is None:
        if not paper.is_numbered_kind or paper.mode is Mode.DRAFT:
            return []  # forms and drafts may wait for the name
        place = place_of(signature.first) if signature.first is not None else ""
        return [replace(fault, place=place) for fault in missing("họ và tên người ký dưới chức vụ")]
    return [*upper_fault(signature.name, wanted=False), *look_faults(signature.name, look)]


def name_text(rule: Rule, paper: Paper) -> Outcome:
    """SG-04: no degree, rank, title or form of address before the name."""
    names = [signature.name for signature in paper.layout.signatures if signature.name is not None]
    if not names:
        return ABSENT
    return [
        Fault(place=place_of(name), measured=quote(name.text), mend="chỉ ghi họ, tên đệm và tên")
        for name in names
        if not rule.accepts(name.text)
    ]


def party_look(rule: Rule, paper: Paper) -> Outcome:
    """SG-06: authority bold, position regular under an authority line and bold when alone, name bold."""
    if not paper.layout.signatures:
        return _absent(paper)
    size = rule.numbers("size_hp")
    faults: list[Fault] = []
    for signature in paper.layout.signatures:
        position_bold = bool(rule.params["position_bold"]) or not signature.authority
        for lines, bold in (
            (signature.authority, bool(rule.params["authority_bold"])),
            (signature.positions, position_bold),
        ):
            for line in lines:
                faults += [*upper_fault(line, wanted=True), *look_faults(line, _centred(size, bold))]
        faults += _name_look(paper, signature, _centred(size, bool(rule.params["name_bold"])))
    return faults


def _centred(size: tuple[int, ...], bold: bool) -> Look:
    return Look(size=size, bold=bold, italic=False, align="center")


def no_deputy_for_collective(rule: Rule, paper: Paper) -> Outcome:
    """SG-07: a committee acts as a body: T/M also when the deputy signs, never K/T of a secretary."""
    lines = [line for signature in paper.layout.signatures for line in signature.authority]
    if not lines:
        return ABSENT
    return [
        Fault(place=place_of(line), measured=quote(line.text), mend="ghi “T/M” và tên cấp ủy, dưới là chức vụ người ký")
        for line in lines
        if _is_deputy_of_collective(line)
    ]


def _is_deputy_of_collective(line: Paragraph) -> bool:
    text = line.text.upper()
    if not text.startswith(("K/T", "KT", "K.T")):
        return False
    return "BÍ THƯ" in text or "CHỦ NHIỆM" in text or any(name in text for name in _COLLECTIVES)


def position_text(rule: Rule, paper: Paper) -> Outcome:
    """SG-08: the position does not repeat the name of the committee."""
    lines = [line for signature in paper.layout.signatures for line in signature.positions]
    if not lines:
        return ABSENT
    return [
        Fault(place=place_of(line), measured=quote(line.text), mend="bỏ tên cấp ủy sau chức vụ")
        for line in lines
        if not rule.accepts(line.text)
    ]
