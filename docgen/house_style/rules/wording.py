"""DT-04, TX-03 to TX-06: names, tone marks, capitals, bodies that ended, instruments that were replaced.

Knows which words to look at and where; what ended and what holds comes from the dated lists of the lower floor.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from docgen.house_style.document import Paragraph, asked_once
from docgen.house_style.rules.paper import ABSENT, Fault, NotApplicable, Outcome, Paper, everywhere, place_of, quote
from docgen.house_style.ruleset import Rule, Ruleset
from docgen.house_style.tones import fold_tone, placements
from registry.rules.authority import EndedLevel
from registry.rules.grounds import Ground, Shelf
from registry.rulesets.bodies import ended_levels
from registry.rulesets.instruments import shipped_instruments

_NO_PLACE = NotApplicable(reason="chưa biết cơ quan đóng ở đâu: chạy trong thư mục cơ quan hoặc ghi place trong hồ sơ")
_NO_DAY = NotApplicable(reason="chưa biết ngày của văn bản để so hiệu lực")
_KIND = re.compile(r"^(?:Thành phố|Thị xã|Thị trấn|Đặc khu) ")  # is written before names of persons, events, numbers
_BLANK = re.compile(r"^[\s.…_]*$")
_PAST = re.compile(r"nguyên |trước đây|\bcũ\b|trước ngày|giải thể|kết thúc hoạt động|sáp nhập|hợp nhất", re.IGNORECASE)
_CAPITALS = (  # the word, where it is wrong, how it is written right; only where no other reading is possible
    ("điều", re.compile(r"\b(?:tại|theo|khoản \d{1,2}) điều (?=[1-9]\d{0,2}\b)"), "Điều"),
    ("Khoản", re.compile(r"(?<=[\w,;] )Khoản (?=[1-9]\d? Điều)"), "khoản"),
    ("Điểm", re.compile(r"(?<=[\w,;] )Điểm (?=[a-zđ](?:,| khoản| và))"), "điểm"),
    ("nhân dân", re.compile(r"(?:phục vụ|lợi ích của|quyền làm chủ của) (nhân dân)\b"), "Nhân dân"),
    ("nhà nước", re.compile(r"(?:Đảng,|Đảng và|chính sách của) (nhà nước)\b"), "Nhà nước"),
)


def place_name(_rule: Rule, paper: Paper) -> Outcome:
    """DT-04: every word of the place begins with a capital, and it is the place where the office sits."""
    line = paper.layout.date
    place = line.text.rpartition(", ngày")[0] if line is not None else ""
    if line is None or _BLANK.match(place):
        return ABSENT
    small = [word for word in _KIND.sub("", place).split() if word[0].isalpha() and word[0].islower()]
    if small:
        mend = "viết hoa chữ đầu mọi âm tiết của địa danh, bỏ chữ tỉnh, xã"
        return [Fault(place=place_of(line), measured=quote(place), mend=mend)]
    if not paper.house.place:
        return _NO_PLACE
    if fold_tone(_KIND.sub("", place)) == fold_tone(_KIND.sub("", paper.house.place)):
        return []
    return [Fault(place=place_of(line), measured=quote(place), mend=f"ghi {quote(paper.house.place)}")]


def tone_marks(_rule: Rule, paper: Paper) -> Outcome:
    """TX-03: tone marks of open syllables stand in one way, the office's when it has chosen one."""
    lines = paper.document.everything
    found = [(lines[at], word, way) for at, ways in paper.document.telling(_ways) for word, way in ways.items()]
    ways = [way for _, _, way in found]
    wanted = paper.house.tone or ("late" if ways.count("late") > ways.count("early") else "early")
    return [
        Fault(place=place_of(line), measured=f"chữ {quote(word)}", mend=_tone_words(wanted))
        for line, word, way in found
        if way != wanted
    ]


@asked_once
def _ways(line: Paragraph) -> dict[str, str]:
    """The words of a line with an open syllable, each with where its mark stands."""
    return placements(line.text)


def _tone_words(way: str) -> str:
    return "đặt dấu như “hòa, ủy”" if way == "early" else "đặt dấu như “hoà, uỷ”"


@everywhere("TX-04")
def capitals(_rule: Rule, _: Ruleset, line: Paragraph) -> Iterator[Fault]:
    """TX-04: Nhân dân, Nhà nước, Điều with a capital and khoản, điểm without, where nothing else can be meant."""
    for word, wrong, right in _CAPITALS:
        found = wrong.search(line.text) if word in line.text else None  # hardly any line has the word at all
        if found:
            yield Fault(place=place_of(line), measured=quote(found.group().strip()), mend=f"ghi {quote(right)}")


def ended_bodies(_rule: Rule, paper: Paper) -> Outcome:
    """TX-05: no body that ended before that day issues the paper, is written to, or is given something to do."""
    day = paper.day
    if day is None:
        return _NO_DAY
    layout = paper.layout
    items = layout.recipients.items if layout.recipients else ()
    header = layout.header
    lines = (*header.superior, *header.issuer, *layout.addressees, *items, *layout.articles)
    if not lines:
        return ABSENT
    told = [fault for line in lines for fault in _ended_in(line, line.text, day)]
    if not told and len(header.issuer) > 1:  # its name goes on in the next line
        told = list(_ended_in(header.issuer[0], " ".join(line.text for line in header.issuer), day))
    return told


def _ended_in(line: Paragraph, text: str, day: dt.date) -> Iterator[Fault]:
    for ended in ended_levels():
        found = _names_of(ended).search(fold_tone(text)) if day > ended.last_day else None
        if found and not _PAST.search(text):
            measured = f"“{found.group()}”, đã kết thúc ngày {ended.last_day:%d/%m/%Y}"
            yield Fault(place=place_of(line), measured=measured, mend="ghi cơ quan kế tục")


@cache
def _names_of(ended: EndedLevel) -> re.Pattern[str]:
    """The names of bodies of a level as whole words; "chỉ thị ủy quyền" and a citation "của ..." name none."""
    names = "|".join(re.escape(fold_tone(name)) for name in ended.names)
    return re.compile(rf"(?<!của )(?<!chỉ )\b(?:(?<!của Ủy ban )(?<!của Hội đồng )(?:{names}))\b", re.IGNORECASE)


def replaced_bases(_rule: Rule, paper: Paper) -> Outcome:
    """TX-06: no basis had ended by the day of the paper, as far as the shipped list of instruments knows it."""
    bases = paper.layout.bases
    if not bases:
        return ABSENT
    if paper.day is None:
        return _NO_DAY
    day, shelf = paper.day, _shelf()
    return [
        Fault(
            place=place_of(line),
            measured=f"{ground.told} không còn hiệu lực",
            mend=f"viện dẫn {shelf.newest(ended, day) or 'văn bản còn hiệu lực'}",
        )
        for line in bases
        for ground in _grounds_of(line)
        if (ended := shelf.ended(ground, day)) is not None
    ]


@asked_once
def _grounds_of(line: Paragraph) -> tuple[Ground, ...]:
    """What a base rests on."""
    return _shelf().grounds_of(line.text)


@cache
def _shelf() -> Shelf:
    return Shelf(shipped_instruments())
