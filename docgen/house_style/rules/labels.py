"""BD-12, BD-13: labels of clauses, points, parts, chapters and sections (NĐ 30 Phụ lục I, Phần I, Mục II.6.đ).

Knows how such labels are told from running text; a line that only might be one is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph
from docgen.house_style.rules.paper import ABSENT, Fault, Outcome, Paper, place_of, quote
from docgen.house_style.rules.typography import Look, look_faults, upper_fault
from docgen.house_style.ruleset import Rule

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_POINT = re.compile(r"^(?P<open>\(?)(?P<letter>[A-Za-zĐđ])\)\s*\S|^(?P<dotted>[a-zđ])\.\s+\S")
_CLAUSE = re.compile(r"^(?P<n>[1-9]\d?)\.\s+\S")
_DECIMAL = re.compile(r"^[1-9]\d?(?:\.[1-9]\d?)+\.?\s+\D")
_PART = re.compile(r"^(?:phần|chương|mục|tiểu mục)\s+(?:[IVXLC]+|\d{1,2}|thứ\s+\w+)\s*[.:]?$", re.IGNORECASE)
_HEAD = Look(bold=True, italic=False, align="center")


def clauses_and_points(rule: Rule, paper: Paper) -> Outcome:
    """BD-12: clauses 1. 2. 3. and points a) b) c) d) đ) in order; no 1.1 in a paper laid out in articles."""
    faults: list[Fault] = []
    labelled = False
    clause, letter = 0, ""
    has_articles = bool(paper.layout.articles)
    for line in paper.layout.body:
        text = line.text
        if anchors.ARTICLE_LIKE.match(text):
            clause, letter = 0, ""
        elif found := _POINT.match(text):
            labelled = True
            faults += _point_faults(rule, line, found["letter"] or found["dotted"], letter)
            letter = (found["letter"] or found["dotted"]).lower()
        elif has_articles and _DECIMAL.match(text):
            labelled = True
            mend = "chia thành khoản (1.) và điểm (a)"
            faults.append(Fault(place=place_of(line), measured=quote(text, 16), mend=mend))
        elif has_articles and (numbered := _CLAUSE.match(text)):
            labelled, letter = True, ""
            faults += _clause_faults(line, int(numbered["n"]), clause)
            clause = int(numbered["n"])
    return faults if labelled else ABSENT


def _point_faults(rule: Rule, line: Paragraph, label: str, before: str) -> Iterator[Fault]:
    place = place_of(line)
    if not rule.accepts(line.text):
        yield Fault(place=place, measured=quote(line.text, 12), mend="ghi chữ thường và dấu đóng ngoặc, như “a) ”")
        return
    following = _LETTERS[_LETTERS.index(before) + 1 :][:1] if before in _LETTERS and before else "a"
    if label not in ("a", following):
        yield Fault(place=place, measured=f"điểm {label})", mend=f"đánh lại thành {following})")


def _clause_faults(line: Paragraph, number: int, before: int) -> Iterator[Fault]:
    if number not in (1, before + 1):
        mend = f"đánh lại thành {before + 1}."
        yield Fault(place=place_of(line), measured=f"khoản {number} sau khoản {before}", mend=mend)


def parts(rule: Rule, paper: Paper) -> Outcome:
    """BD-13: Phần, Chương in Roman, Mục in Arabic numerals, on a line of their own, the title in capitals below."""
    blocks = [block for block in paper.document.blocks if isinstance(block, Paragraph) and block.text]
    labels = [(at, block) for at, block in enumerate(blocks) if _PART.match(block.text)]
    if not labels:
        return ABSENT
    faults: list[Fault] = []
    for at, label in labels:
        if not rule.accepts(label.text):
            mend = "ghi như “Chương II”, “Mục 1”"
            faults.append(Fault(place=place_of(label), measured=quote(label.text), mend=mend))
        faults += look_faults(label, _HEAD)
        title = blocks[at + 1] if at + 1 < len(blocks) else None
        if title is not None and not _PART.match(title.text) and title.format.align == "center":
            faults += [*upper_fault(title, wanted=True), *look_faults(title, _HEAD)]
    return faults
