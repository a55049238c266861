"""PG: paper, margins, font, encoding and page numbers (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục I; HD36, HD05)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph, Run, Section, Table
from docgen.house_style.remedies import Mend, Remedy
from docgen.house_style.rules.extent import MORE, ONE_PAGE, pages
from docgen.house_style.rules.paper import (
    ABSENT,
    Fault,
    NotApplicable,
    Outcome,
    Paper,
    everywhere,
    first_of_each,
    place_of,
    quote,
)
from docgen.house_style.rules.typography import Look, look_faults, millimetres
from docgen.house_style.ruleset import Rule, Ruleset

EDGES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_OFTEN = 256  # sets of faces whose answer is remembered
_LEGACY_FONT = re.compile(r"^(?:\.Vn|VNI[- ])", re.IGNORECASE)
_UNSURE = NotApplicable(reason="không biết phần không có số trang có sang trang 2 hay không")
_PAGE_FIELD = re.compile(r"^\s*PAGE\b", re.IGNORECASE)


def paper_size(rule: Rule, paper: Paper) -> Outcome:
    """PG-01: every section is A4, upright or turned."""
    wanted = sorted((rule.number("width_tw"), rule.number("height_tw")))
    slack = rule.number("tolerance_tw")
    faults = []
    for section in paper.document.sections:
        found = sorted((section.width, section.height))
        if any(abs(a - b) > slack for a, b in zip(found, wanted, strict=True)):
            measured = f"{millimetres(section.width)} x {millimetres(section.height)}"
            turned = section.landscape or section.width > section.height
            size = "x".join(str(side) for side in (reversed(wanted) if turned else wanted))
            remedy = Remedy(at=section.place, what=Mend.PAPER, value=size)
            mend = "chọn khổ giấy A4 trong Layout, Size"
            faults.append(Fault(place=section.place, measured=measured, mend=mend, remedy=remedy))
    return faults


def state_margins(rule: Rule, paper: Paper) -> Outcome:
    """PG-02: margins lie inside the ranges; a turned page may name its edges as it is read or as it is bound."""
    slack = rule.number("tolerance_tw")
    ranges = {edge: rule.numbers(edge) for edge in EDGES}
    faults: list[Fault] = []
    for section in paper.document.sections:
        faults += _fewest(_margin_faults(section, ranges, slack), _turned(section, ranges, slack))
    return faults


def party_margins(rule: Rule, paper: Paper) -> Outcome:
    """PG-03: margins are the fixed values; a document printed on both sides may mirror them."""
    slack = rule.number("tolerance_tw")
    front = {edge: (rule.number(edge), rule.number(edge)) for edge in EDGES}
    back = front | {
        "left": (rule.number("even_left_tw"),) * 2,
        "right": (rule.number("even_right_tw"),) * 2,
    }
    faults: list[Fault] = []
    for section in paper.document.sections:
        options = [_margin_faults(section, front, slack), _turned(section, front, slack)]
        if paper.document.mirrored:
            options.append(_margin_faults(section, back, slack))
        faults += _fewest(*options)
    return faults


def _fewest(*options: list[Fault]) -> list[Fault]:
    return min(options, key=len)


def _turned(section: Section, ranges: Mapping[str, tuple[int, ...]], slack: int) -> list[Fault]:
    """The faults of a landscape section read as a portrait page turned to the left: its left edge is on top."""
    if not section.landscape:
        return _margin_faults(section, ranges, slack)
    turned = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
    return _margin_faults(section, {edge: ranges[turned[edge]] for edge in EDGES}, slack)


def _margin_faults(section: Section, ranges: Mapping[str, tuple[int, ...]], slack: int) -> list[Fault]:
    faults = []
    for edge, word in EDGES.items():
        found: int = getattr(section.margins, edge)
        low, high = ranges[edge][0], ranges[edge][-1]
        if not low - slack <= found <= high + slack:
            wanted = millimetres(low) if low == high else f"từ {millimetres(low)} đến {millimetres(high)}"
            right = low if found < low else high
            remedy = Remedy(at=section.place, what=Mend.MARGIN, value=f"{edge}={right}")
            place, mend = f"{section.place}, lề {word}", f"đặt lề {word} {wanted}"
            faults.append(Fault(place=place, measured=millimetres(found), mend=mend, remedy=remedy))
    return faults


def orientation(rule: Rule, paper: Paper) -> Outcome:
    """PG-04: a section lies across only when it holds a table."""
    return [
        Fault(place=section.place, measured="trang ngang không có bảng", mend="chuyển phần này về trang dọc")
        for section in paper.document.sections
        if (section.landscape or section.width > section.height)
        and not any(isinstance(block, Table) for block in section.blocks)
    ]


@everywhere("PG-05")
def font(rule: Rule, _: Ruleset, paragraph: Paragraph) -> Iterator[Fault]:
    """PG-05: everything that shows is in the one font, black, without background."""
    wanted, colours = _wanted(rule)
    if ", khung chữ " in paragraph.place and anchors.SEAL.match(paragraph.text):
        return  # the mark of an electronic signature
    for run in paragraph.ink:
        latin, other, _other_letters = run.fonts
        if not latin == other == wanted or run.colour not in colours or run.background:  # hardly any run is
            yield from _run_faults(paragraph, run, wanted, colours)


@cache
def _wanted(rule: Rule) -> tuple[str, frozenset[str]]:
    """The one font, and its colours in small letters."""
    colours = rule.params["colour"]
    return str(rule.params["font"]), frozenset(
        str(colour).lower() for colour in (colours if isinstance(colours, list) else [colours])
    )


def _run_faults(paragraph: Paragraph, run: Run, wanted: str, colours: Container[str]) -> Iterator[Fault]:
    place = place_of(paragraph)
    for face in sorted(set(run.fonts[:2])):  # the third is for Arabic, Thai and their like, never seen in Vietnamese
        if face.lower() != wanted.lower():
            remedy = None if _LEGACY_FONT.match(face) else Remedy(at=paragraph.place, what=Mend.FONT, value=wanted)
            yield Fault(place=place, measured=f"phông {face}", mend=f"chọn phông {wanted}", remedy=remedy)
    if run.colour.lower() not in colours:
        remedy = Remedy(at=paragraph.place, what=Mend.COLOUR, value="000000")
        yield Fault(place=place, measured=f"màu chữ #{run.colour}", mend="chọn màu chữ đen", remedy=remedy)
    if run.background:
        remedy = Remedy(at=paragraph.place, what=Mend.BACKGROUND, value="none")
        yield Fault(place=place, measured="chữ có tô nền", mend="bỏ tô nền", remedy=remedy)


@lru_cache(_OFTEN)
def _legacy(faces: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(face for face in faces if _LEGACY_FONT.match(face))


@everywhere("PG-06")
def encoding(_rule: Rule, _: Ruleset, paragraph: Paragraph) -> Iterator[Fault]:
    """PG-06: text is composed Unicode, in no font of an older encoding."""
    if not unicodedata.is_normalized("NFC", paragraph.raw):
        yield Fault(place=place_of(paragraph), measured="chữ tổ hợp (dấu rời)", mend="gõ lại bằng Unicode")
    for face in sorted({face for run in paragraph.ink for face in _legacy(run.fonts)}):
        yield Fault(place=place_of(paragraph), measured=f"phông {face}", mend="chuyển mã sang Unicode rồi đổi phông")


def page_number(rule: Rule, paper: Paper) -> Outcome:
    """PG-07: the page number stands centred in the header of every section, upright, and nowhere in the footer.

    A section counted from 1 that fills one page shows no number: page 1 bears none.
    """
    faults: list[Fault] = []
    unsure = False
    for section in paper.document.sections:
        faults += _footer_faults(section)
        for kind in ("default", "even") if paper.document.even_and_odd else ("default",):
            header = section.headers.get(kind, ())
            if any(_has_page_field(line) for line in header):
                faults += _number_faults(rule, paper, section, header)
            elif _is_counted_from_one(paper, section) and (extent := pages(section)) < MORE:
                unsure = unsure or extent > ONE_PAGE
            else:
                faults.append(_no_number(rule, section))
    return first_of_each(faults) or (_UNSURE if unsure else [])


def _is_counted_from_one(paper: Paper, section: Section) -> bool:
    return section is paper.document.sections[0] or section.page_start == 1


def _no_number(rule: Rule, section: Section) -> Fault:
    remedy = Remedy(at=section.place, what=Mend.PAGE_NUMBER, value=rule.numbers("size_hp")[-1])
    mend = "chèn số trang giữa lề trên"
    return Fault(place=section.place, measured="đầu trang không có số trang", mend=mend, remedy=remedy)


def _footer_faults(section: Section) -> Iterator[Fault]:
    for paragraphs in section.footers.values():
        for paragraph in paragraphs:
            if _has_page_field(paragraph):
                remedy = Remedy(at=section.place, what=Mend.PAGE_NUMBER, value=28)
                mend = "đưa số trang lên giữa lề trên"
                yield Fault(place=paragraph.place, measured="số trang ở chân trang", mend=mend, remedy=remedy)


def _has_page_field(paragraph: Paragraph) -> bool:
    return any(_PAGE_FIELD.match(field) for field in paragraph.fields)


def _number_faults(rule: Rule, paper: Paper, section: Section, header: tuple[Paragraph, ...]) -> list[Fault]:
    numbered = [paragraph for paragraph in header if _has_page_field(paragraph)]
    line = numbered[0] if numbered[0].ink else replace(numbered[0], runs=numbered[0].field_runs)
    faults = list(look_faults(line, Look(size=rule.numbers("size_hp"), italic=False, align="center")))
    if len(numbered) > 1:
        faults.append(Fault(place=section.place, measured="hai số trang", mend="bỏ bớt một số trang"))
    return faults + _distance_faults(rule, paper, section)


def _distance_faults(rule: Rule, paper: Paper, section: Section) -> list[Fault]:
    """The Party's distance of the number from the edge; the State rules name none."""
    if paper.is_state or "header_tw" not in rule.params:
        return []
    wanted = rule.number("header_tw")
    if abs(section.margins.header - wanted) <= rule.number("header_tolerance_tw"):
        return []
    measured = f"cách mép trên {millimetres(section.margins.header)}"
    remedy = Remedy(at=section.place, what=Mend.HEADER_EDGE, value=wanted)
    mend = f"đặt Header from Top {millimetres(wanted)}"
    return [Fault(place=section.place, measured=measured, mend=mend, remedy=remedy)]


def first_page(rule: Rule, paper: Paper) -> Outcome:
    """PG-08: the first page shows no number."""
    section = paper.document.sections[0]
    if not section.title_page:
        if not any(_has_page_field(paragraph) for paragraph in section.headers.get("default", ())):
            return []
        remedy = Remedy(at=section.place, what=Mend.PAGE_NUMBER, value=28)
        mend = "bật Different First Page"
        return [Fault(place=section.place, measured="số trang hiện ở trang 1", mend=mend, remedy=remedy)]
    shown = [paragraph for paragraph in section.headers.get("first", ()) if _has_page_field(paragraph)]
    remedy = Remedy(at=section.place, what=Mend.PAGE_NUMBER, value=28)
    mend = "xóa số trang ở trang đầu"
    return [Fault(place=line.place, measured="số trang hiện ở trang 1", mend=mend, remedy=remedy) for line in shown]


def appendix_pages(rule: Rule, paper: Paper) -> Outcome:
    """PG-09: each appendix begins its own section, numbered from 1."""
    appendices = paper.layout.appendices
    if not appendices:
        return ABSENT
    faults = []
    for appendix in appendices:
        section = paper.document.sections[appendix.section]
        if not appendix.opens_section or section.page_start != 1:
            measured = "đánh tiếp số trang" if appendix.opens_section else "không bắt đầu phần riêng"
            mend = f"đặt {quote(appendix.label.text)} ở phần (section) riêng, số trang bắt đầu từ 1"
            faults.append(Fault(place=place_of(appendix.label), measured=measured, mend=mend))
    return faults
