"""SH-07: the short rules under the issuing body and under the subject (NĐ 30 Phụ lục I, Phần I, Mục II.2.b, II.5.b).

Knows how wide the letters of Times New Roman are, so that a rule can be compared with the words above it; a width is
judged with slack, because letters are squeezed and kerned in a hundred ways.
"""

from __future__ import annotations

import unicodedata

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph
from docgen.house_style.heading import Lines
from docgen.house_style.rules.paper import ABSENT, Fault, NotApplicable, Outcome, Paper, place_of
from docgen.house_style.rules.typography import millimetres
from docgen.house_style.ruleset import Rule

_SLACK = 0.06  # of the text width: ends of a drawn rule are set by eye
_OTHER = 540  # a letter that the table does not name
_UNKNOWN = NotApplicable(reason="có đường kẻ nhưng tệp không cho biết độ dài")
_BOLD = {  # thousandths of the size, bold face
    letter: width
    for letters, width in (
        ("ACDĐNRUVXY", 722),
        ("BELTZ", 667),
        ("GHKOQ", 778),
        ("FP", 611),
        ("aovxygđ0123456789", 500),
        ("bdhknpquS", 556),
        ("cerz", 444),
        ("ijlt", 290),
        (" .,", 250),
        ("-f", 333),
        ("Is", 389),
        ("Mm", 900),
        ("W", 1000),
        ("w", 722),
        ("/", 278),
        ("J", 500),
    )
    for letter in letters
}


def short_rules(rule: Rule, paper: Paper) -> Outcome:
    """SH-07: a solid rule from a third to half as long as the words above it, under the issuer and the subject."""
    layout = paper.layout
    page = paper.document.sections[0]
    text = page.width - page.margins.left - page.margins.right
    places = [(layout.header.issuer, _under_issuer(paper), None), (layout.title.subject, _under_subject(paper), text)]
    asked = [place for place in places[: 2 if paper.kind else 1] if place[0]]  # a form's second line is no subject
    if not asked or layout.header.national is None:
        return ABSENT
    faults: list[Fault] = []
    unknown = False
    for words, drawn, room in asked:
        if drawn is None:
            mend = "vẽ đường kẻ nét liền dài bằng 1/3 đến 1/2 dòng chữ"
            faults.append(Fault(place=place_of(words[-1]), measured="không có đường kẻ", mend=mend))
        elif (length := drawn_length(drawn, room=room)) is None:
            unknown = True
        else:
            faults += _length_faults(rule, words, length)
    return faults or (_UNKNOWN if unknown else [])


def _under_issuer(paper: Paper) -> Paragraph | None:
    """The rule of the left cell: under the issuer's last line, or drawn with that line."""
    header = paper.layout.header
    at = next((n for n, line in enumerate(header.left) if line is header.issuer[-1]), None) if header.issuer else None
    below = header.left[at:] if at is not None else ()
    return next((line for line in below if anchors.has_drawn_rule(line)), None)


def _under_subject(paper: Paper) -> Paragraph | None:
    title = paper.layout.title
    lines = (*title.subject[-1:], *((title.below,) if title.below is not None else ()))
    return next((line for line in lines if anchors.has_drawn_rule(line)), None)


def drawn_length(line: Paragraph, *, room: int | None = None) -> int | None:
    """The length of a drawn rule: of the shape, of the underscores (half an em each), or of the lower border.

    `room` is the width that a line outside all tables may fill, None when that is not known. None when the length
    cannot be told: underscores raised over the line, as in the decree's own file, shrink as each program likes.
    """
    if line.drawing:
        return line.drawn_length
    if any(run.raised for run in line.ink):
        return None
    if line.text and anchors.is_marks_only(line.text):
        return sum(run.size * 5 * run.text.count("_") for run in line.ink) or None
    room = room if line.room is None else line.room
    return None if room is None else room - line.format.left - line.format.right


def _length_faults(rule: Rule, words: Lines, length: int) -> list[Fault]:
    """None when the rule fits any line above it, or the whole of the words: both are read from the decree."""
    low, high = (float(end) for end in _ends(rule))
    widths = [text_width(line) for line in words]
    if any(low - _SLACK <= length / width <= high + _SLACK for width in (*widths, sum(widths)) if width):
        return []
    measured = f"đường kẻ dài {millimetres(length)}, dòng chữ khoảng {millimetres(max(widths))}"
    return [Fault(place=place_of(words[-1]), measured=measured, mend="kéo đường kẻ bằng 1/3 đến 1/2 dòng chữ")]


def _ends(rule: Rule) -> list[float]:
    ratio = rule.params["ratio"]
    return list(ratio) if isinstance(ratio, list) else []


def text_width(line: Paragraph) -> int:
    """About how many twips wide the words of a line are in the bold face, set on one line."""
    thousandths = sum(_letters(run.text.upper() if run.caps else run.text) * run.size for run in line.ink)
    return round(thousandths * 10 / 1000)


def _letters(text: str) -> int:
    plain = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return sum(_BOLD.get(char, _OTHER) for char in plain)
