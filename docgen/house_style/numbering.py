"""Labels that Word makes by itself: "1.", "a)", "- ", "Điều 2." before the words of a numbered paragraph.

Knows numbering.xml and how lists count; a label whose kind is not known is "", and nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from docgen.house_style.document import Run
from docgen.house_style.formats import whole
from docgen.house_style.styles import Props, W, flatten, is_on

_LEVEL = re.compile(r"%(?P<level>[1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_SMALL = ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LONGEST = 40  # letters of a label; what is longer is none
_MOST = 3000  # of a number that is spelled in Roman
_DOTS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf02d": "-", "\uf0be": "—"}  # of the faces Symbol and Wingdings


@dataclass(frozen=True, kw_only=True)
class _Level:
    """How one level is written and where it begins."""

    kind: str
    text: str
    start: int
    marks: Props


@dataclass(kw_only=True)
class _List:
    """One list: its levels, and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document while it is read from beginning to end."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for node in root if root is not None else ():
            if node.tag == W + "abstractNum":
                self._lists[node.get(W + "abstractNumId", "")] = _List(levels=_levels(node))
            elif node.tag == W + "num":
                self._enter(node)

    def _enter(self, node: etree._Element) -> None:
        abstract, number = node.find(W + "abstractNumId"), node.get(W + "numId", "")
        self._of[number] = "" if abstract is None else abstract.get(W + "val", "")
        for override in node.findall(W + "lvlOverride"):
            start = override.find(W + "startOverride")
            if start is not None:
                at = whole(override.get(W + "ilvl"), 0)
                self._starts.setdefault(number, {})[at] = whole(start.get(W + "val"), 1)

    def labelled(self, props: Props, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """The runs of a numbered paragraph after its label, which looks as its level says, else as the first run."""
        label, marks = self._next(props.get("num", "0"), whole(props.get("num.level"), 0))
        if not label or not runs:
            return runs
        bold, italic = (marks.get(name) for name in ("b", "i"))
        first = replace(
            runs[0],
            text=f"{label} ",
            bold=runs[0].bold if bold is None else is_on(bold),
            italic=runs[0].italic if italic is None else is_on(italic),
        )
        return (first, *runs)

    def _next(self, number: str, at: int) -> tuple[str, Props]:
        """The label of the next paragraph of a list at one level, with the marks of the level."""
        counted = self._lists.get(self._of.get(number, ""))
        level = None if counted is None else counted.levels.get(at)
        if counted is None or level is None:
            return "", {}
        start = self._starts.get(number, {}).pop(at, None)
        before = counted.counts.get(at)
        counted.counts[at] = start if start is not None else level.start if before is None else before + 1
        for deeper in [each for each in counted.counts if each > at]:
            del counted.counts[deeper]
        return _label(counted, at), level.marks


def _levels(node: etree._Element) -> dict[int, _Level]:
    found = {}
    for level in node.findall(W + "lvl"):
        kind, text, start = (level.find(W + name) for name in ("numFmt", "lvlText", "start"))
        found[whole(level.get(W + "ilvl"), 0)] = _Level(
            kind="decimal" if kind is None else kind.get(W + "val", ""),
            text="" if text is None else text.get(W + "val", "")[:_LONGEST],
            start=1 if start is None else whole(start.get(W + "val"), 1),
            marks=flatten(level.find(W + "rPr")),
        )
    return found


def _label(counted: _List, at: int) -> str:
    level = counted.levels[at]
    if level.kind == "bullet":
        return "".join(_DOTS.get(sign, sign) for sign in level.text).strip()
    if level.kind == "none":
        return level.text.strip() if not _LEVEL.search(level.text) else ""
    spelled = {number: _spelled(counted, int(number) - 1) for number in _LEVEL.findall(level.text)}
    if None in spelled.values():
        return ""
    return _LEVEL.sub(lambda found: spelled[found["level"]] or "", level.text).strip()


def _spelled(counted: _List, at: int) -> str | None:
    """The number of one level in its own way; None where that way is not known here."""
    level = counted.levels.get(at)
    if level is None:
        return None
    number = counted.counts.setdefault(at, level.start)
    if level.kind in ("decimal", "decimalZero"):
        return f"{number:02}" if level.kind == "decimalZero" else str(number)
    if level.kind in ("upperRoman", "lowerRoman") and 0 < number < _MOST:
        roman = _roman(number, (*_ROMAN, *_ROMAN_SMALL))
        return roman if level.kind == "upperRoman" else roman.lower()
    if level.kind in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if level.kind == "upperLetter" else letter
    return None


def _roman(number: int, signs: Sequence[tuple[int, str]]) -> str:
    spelled = ""
    for value, sign in signs:
        while number >= value:
            spelled, number = spelled + sign, number - value
    return spelled
