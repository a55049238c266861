"""BD: the text — size, alignment, indents, gaps, spacing, bases, articles, end mark (NĐ 30 II.6; HD36, HD05 II.6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph
from docgen.house_style.remedies import Mend, Remedy
from docgen.house_style.rules.line_marks import remarked
from docgen.house_style.rules.paper import ABSENT, Fault, Outcome, Paper, place_of, quote
from docgen.house_style.rules.typography import ALIGNMENTS, Look, look_faults, millimetres, points, size_range
from docgen.house_style.ruleset import Rule

_POINT = 20  # twips
_FAKE_INDENT = re.compile(r"^[ \t\u00a0]{2,}|^\t")
_LEADING_DASH = re.compile(r"^[-+–]")


def size(rule: Rule, paper: Paper) -> Outcome:
    """BD-01: body text keeps to the allowed sizes, and to one of them."""
    body = paper.layout.body
    if not body:
        return ABSENT
    look = Look(size=rule.numbers("size_hp"))
    faults = [fault for line in body for fault in look_faults(line, look)]
    if faults or len(set().union(*[line.sizes for line in body])) <= 1:
        return faults
    weights: Counter[int] = Counter()
    for line in body:
        weights.update({run.size: len(run.text) for run in line.ink})
    usual = weights.most_common(1)[0][0]
    return [
        Fault(
            place=place_of(line),
            measured=f"cỡ {', '.join(points(size) for size in line.sizes)} giữa văn bản cỡ {points(usual)}",
            mend=f"dùng một cỡ {size_range((usual, usual))}",
            remedy=Remedy(at=line.place, what=Mend.SIZE, value=usual),
        )
        for line in body
        if line.sizes != (usual,)
    ]


def alignment(rule: Rule, paper: Paper) -> Outcome:
    """BD-02: body paragraphs are justified."""
    return _each(
        paper.layout.body,
        lambda line: line.format.align == "both",
        lambda line: ALIGNMENTS.get(line.format.align, line.format.align),
        "chọn Justify (Ctrl+J)",
        lambda line: Remedy(at=line.place, what=Mend.ALIGN, value="both"),
    )


def indent(rule: Rule, paper: Paper) -> Outcome:
    """BD-03: the first line is set in by one of the allowed lengths, the same everywhere, not by spaces or tabs."""
    body = [line for line in paper.layout.body if not line.format.numbered]
    allowed, slack = rule.numbers("first_line_tw"), rule.number("tolerance_tw")
    near = [length for length in allowed if any(abs(line.format.first_line - length) <= slack for line in body)]
    wanted = near[:1] if len(near) == 1 else list(allowed)

    def is_right(line: Paragraph) -> bool:
        if _FAKE_INDENT.match(line.raw):
            return False
        return any(abs(line.format.first_line - length) <= slack for length in wanted)

    def measured(line: Paragraph) -> str:
        return "lùi bằng dấu cách" if _FAKE_INDENT.match(line.raw) else f"lùi {millimetres(line.format.first_line)}"

    lengths = " hoặc ".join(millimetres(length) for length in wanted)
    return _each(
        body,
        is_right,
        measured,
        f"đặt First line {lengths}",
        lambda line: Remedy(at=line.place, what=Mend.FIRST_LINE, value=wanted[0]),
    )


def gaps(rule: Rule, paper: Paper) -> Outcome:
    """BD-04: between two body paragraphs the larger of after and before is at least the minimum."""
    body = paper.layout.body
    if len(body) < 2:
        return ABSENT
    least = rule.number("min_tw")
    at = {id(block): number for number, block in enumerate(paper.document.blocks)}
    faults = []
    for above, below in pairwise(body):
        if at[id(below)] != at[id(above)] + 1:
            continue  # a heading or a table stands between them
        gap = max(above.format.after, below.format.before)
        same = above.style == below.style
        if same and (above.format.contextual_spacing or below.format.contextual_spacing):
            gap = 0
        if gap < least:
            measured = f"cách đoạn trên {gap / _POINT:g} pt".replace(".", ",")
            remedy = Remedy(at=below.place, what=Mend.BEFORE, value=least)
            if same and above.format.contextual_spacing:
                remedy = Remedy(at=above.place, what=Mend.BEFORE, value=max(least, above.format.before))
            mend = f"đặt Before {least // _POINT} pt"
            faults.append(Fault(place=place_of(below), measured=measured, mend=mend, remedy=remedy))
    return faults


def state_spacing(rule: Rule, paper: Paper) -> Outcome:
    """BD-05: from single to one and a half lines; exact or minimal heights only when they come to that."""
    low, high = rule.numbers("line")

    def is_right(line: Paragraph) -> bool:
        return low <= _in_lines(line) <= high

    return _each(
        paper.layout.body,
        is_right,
        _spacing_words,
        "đặt giãn dòng từ Single đến 1,5 lines",
        lambda line: Remedy(at=line.place, what=Mend.LINE, value=low if _in_lines(line) < low else high),
    )


def _in_lines(line: Paragraph) -> float:
    """The line spacing in 240ths of a line; a line of text is 1.15 times its size high."""
    if line.format.line_rule == "auto":
        return line.format.line
    height = max(line.sizes, default=28) * _POINT / 2 * 1.15
    return round(240 * line.format.line / height)


def _spacing_words(line: Paragraph) -> str:
    if line.format.line_rule == "auto":
        return f"giãn dòng {line.format.line / 240:.2f} lines".replace(".", ",")
    kind = "Exactly" if line.format.line_rule == "exact" else "At least"
    return f"giãn dòng {kind} {line.format.line / _POINT:g} pt".replace(".", ",")


def party_spacing(rule: Rule, paper: Paper) -> Outcome:
    """BD-06: an exact line height inside the allowed range."""
    low, high = rule.numbers("line")
    return _each(
        paper.layout.body,
        lambda line: line.format.line_rule == "exact" and low <= line.format.line <= high,
        _spacing_words,
        f"đặt Exactly từ {low // _POINT} pt" + (f" đến {high // _POINT} pt" if high < 100 * _POINT else " trở lên"),
        lambda line: Remedy(
            at=line.place, what=Mend.EXACT_LINE, value=low if line.format.line < low else min(high, 380)
        ),
    )


def state_bases(rule: Rule, paper: Paper) -> Outcome:
    """BD-07: bases are italic, without a dash, each ending with a semicolon and the last with a full stop."""
    bases = paper.layout.bases
    if not bases:
        return ABSENT
    look = Look.of(rule)
    faults = [fault for line in bases for fault in look_faults(line, look)]
    for line in bases:
        if _LEADING_DASH.match(line.text):
            remedy = remarked(line, dash=False, end=_end_of(line, bases, _last_ends(rule)))
            mend = "bỏ dấu gạch đầu dòng"
            faults.append(Fault(place=place_of(line), measured="đầu dòng có gạch", mend=mend, remedy=remedy))
    return faults + _end_marks(bases, _last_ends(rule), dash=False)


def party_bases(rule: Rule, paper: Paper) -> Outcome:
    """BD-08: bases are upright, begin with a dash, end with a semicolon; the last with a comma or full stop."""
    bases = paper.layout.bases
    if not bases:
        return ABSENT
    faults = [fault for line in bases for fault in look_faults(line, Look(italic=False))]
    for line in bases:
        if not line.text.startswith("- "):
            remedy = remarked(line, dash=True, end=_end_of(line, bases, _last_ends(rule)))
            mend = "thêm “- ” đầu dòng"
            faults.append(Fault(place=place_of(line), measured="đầu dòng không có “- ”", mend=mend, remedy=remedy))
    return faults + _end_marks(bases, _last_ends(rule), dash=True)


def _last_ends(rule: Rule) -> tuple[str, ...]:
    ends = rule.params["last_ends"]
    return tuple(str(end) for end in ends) if isinstance(ends, list) else ()


def _end_of(line: Paragraph, bases: tuple[Paragraph, ...], last_ends: tuple[str, ...]) -> str:
    """The mark a base is to end with; "" for one that ends rightly."""
    ends = last_ends if line is bases[-1] else (";",)
    return "" if line.text.endswith(ends) else ends[0]


def _end_marks(bases: tuple[Paragraph, ...], last_ends: tuple[str, ...], *, dash: bool) -> list[Fault]:
    faults = []
    for line in bases:
        ends = last_ends if line is bases[-1] else (";",)
        if not line.text.endswith(ends):
            wanted = " hoặc ".join(quote(end) for end in ends)
            measured = f"cuối dòng là {quote(line.text[-1:])}"
            remedy = remarked(line, dash=dash, end=ends[0])
            mend = f"kết thúc bằng {wanted}"
            faults.append(Fault(place=place_of(line), measured=measured, mend=mend, remedy=remedy))
    return faults


def articles(rule: Rule, paper: Paper) -> Outcome:
    """BD-11: "Điều N." bold and upright, in Arabic numerals, consecutive from 1."""
    found = paper.layout.articles
    if not found:
        return ABSENT
    faults: list[Fault] = []
    for expected, line in enumerate(found, 1):
        faults += _article_faults(rule, line, expected)
    return faults


def _article_faults(rule: Rule, line: Paragraph, expected: int) -> list[Fault]:
    faults = []
    place = place_of(line)
    if not rule.accepts(line.text):
        faults.append(Fault(place=place, measured=quote(line.text, 16), mend=f"ghi {quote(f'Điều {expected}. ')}"))
    label = anchors.ARTICLE_LIKE.match(line.text)
    if label is not None and label["n"] != str(expected) and label["n"].isdigit():
        faults.append(Fault(place=place, measured=f"Điều {label['n']}", mend=f"đánh số lại thành Điều {expected}"))
    opening = line.ink[0] if line.ink else None
    if opening is not None and (not opening.bold or opening.italic):
        measured = "chữ “Điều” nghiêng" if opening.bold else "chữ “Điều” không đậm"
        faults.append(Fault(place=place, measured=measured, mend="đặt “Điều” và số thứ tự đứng, đậm"))
    return faults


def end_mark(rule: Rule, paper: Paper) -> Outcome:
    """BD-14, BD-15: how the last paragraph of the main text ends: "./." for the State, a full stop for the Party."""
    body = paper.layout.body
    if not body or paper.kind == "":
        return ABSENT
    last = body[-1]
    if rule.accepts(last.text):
        return []
    mend = "kết thúc bằng “./.”" if paper.is_state else "bỏ “./.”, chỉ để dấu chấm"
    return [Fault(place=place_of(last), measured=f"kết thúc {quote('…' + last.text[-20:])}", mend=mend)]


def _each(
    lines: Iterable[Paragraph],
    is_right: Callable[[Paragraph], bool],
    measured: Callable[[Paragraph], str],
    mend: str,
    remedy: Callable[[Paragraph], Remedy],
) -> Outcome:
    """One fault for each line that is not right; nothing to measure without lines."""
    lines = list(lines)
    if not lines:
        return ABSENT
    return [
        Fault(place=place_of(line), measured=measured(line), mend=mend, remedy=remedy(line))
        for line in lines
        if not is_right(line)
    ]
