"""What every measure receives and returns: the paper with its cells, and the faults found in it.

Knows the words of a measurement; does not know any rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, wraps

from docgen.house_style.cells import Layout
from docgen.house_style.document import Document, Once, Paragraph, asked_once
from docgen.house_style.findings import Mode
from docgen.house_style.house import PLAIN, House
from docgen.house_style.remedies import Remedy
from docgen.house_style.ruleset import Rule, Ruleset
from docgen.house_style.tones import fold_tone

MINUTES = "Biên bản"


@dataclass(frozen=True, kw_only=True)
class Other:
    """Another paper whose number this one may not bear too; `year` is that of its date."""

    file: str
    number: str
    year: int


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document under measurement, with the rule set and the mode it is measured by.

    `on` is the day the caller gave it, None for none; `others` are the papers checked beside it.
    """

    document: Document
    layout: Layout
    ruleset: Ruleset
    mode: Mode
    house: House = PLAIN
    on: dt.date | None = None
    others: tuple[Other, ...] = ()

    @property
    def is_state(self) -> bool:
        """Whether the State regime applies."""
        return self.ruleset.regime == "state"

    @property
    def day(self) -> dt.date | None:
        """The day written on the paper, else the one the caller gave; None when neither is known."""
        return self.layout.dated or self.on

    @Once
    def kind(self) -> str:
        """The type of paper as the instrument names it ("Quyết định"); "" for forms and unknown titles."""
        if self.layout.is_letter:
            return "Công văn"
        title = fold_tone(self.layout.title.text.upper())
        return next((name for name in self.ruleset.abbreviations if fold_tone(name.upper()) == title), "")

    @Once
    def found_in_lines(self) -> dict[str, list[Fault]]:
        """What the judges of single lines find, by rule; a line shared by many papers is judged once."""
        found: dict[str, list[Fault]] = {}
        for _, broken in self.document.telling(_judge_of(self.ruleset)):
            for rule, faults in broken:
                found.setdefault(rule, []).extend(faults)
        return found

    @property
    def is_numbered_kind(self) -> bool:
        """Whether a paper of this type must bear a number; minutes are often left without one."""
        return self.kind not in ("", MINUTES)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One place that breaks a rule: what was measured there, and how to mend it; both in Vietnamese."""

    place: str
    measured: str
    mend: str
    remedy: Remedy | None = None  # for what can be mended without a person


@dataclass(frozen=True, kw_only=True)
class NotApplicable:
    """The rule has nothing to measure in this paper."""

    reason: str


Outcome = Sequence[Fault] | NotApplicable
Measure = Callable[[Rule, Paper], Outcome]
LineMeasure = Callable[[Rule, Ruleset, Paragraph], Iterable[Fault]]
_JUDGES: dict[str, LineMeasure] = {}  # by rule, entered by `everywhere`


@cache
def _judge_of(ruleset: Ruleset) -> Callable[[Paragraph], list[tuple[str, tuple[Fault, ...]]]]:
    """Tells the rules that one line breaks by itself, each with its faults."""
    judges = [(rule, _JUDGES[rule.id]) for rule in ruleset.rules if rule.id in _JUDGES]

    def judged(line: Paragraph) -> list[tuple[str, tuple[Fault, ...]]]:
        found = [(rule.id, [*judge(rule, ruleset, line)]) for rule, judge in judges]
        return [(rule, first_of_each(faults)) for rule, faults in found if faults]

    return asked_once(judged)


ABSENT = NotApplicable(reason="không áp dụng: văn bản không có thành phần này")


def missing(what: str) -> tuple[Fault]:
    """The single fault of a cell that must be there and is not; `what` names it."""
    return (Fault(place="", measured=f"không tìm thấy {what}", mend=f"bổ sung {what}"),)


def quote(text: str, length: int = 60) -> str:
    """`text` in quotation marks, shortened to `length` characters."""
    return f"“{text}”" if len(text) <= length else f"“{text[: length - 1]}…”"


def place_of(line: Paragraph) -> str:
    """Where a line stands and how it begins, so that a person finds it."""
    return f"{line.place} {quote(line.text, 40)}" if line.text else line.place


def everywhere(rule: str) -> Callable[[LineMeasure], Callable[[Rule, Paper], list[Fault]]]:
    """Make the measure of `rule` from a judge of single lines, asked of every line that shows, by itself."""

    def measure_of(judge: LineMeasure) -> Callable[[Rule, Paper], list[Fault]]:
        _JUDGES[rule] = judge

        @wraps(judge)
        def measure(asked: Rule, paper: Paper) -> list[Fault]:
            return paper.found_in_lines.get(asked.id, [])

        return measure

    return measure_of


def first_of_each(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults without exact repetitions."""
    return tuple(dict.fromkeys(faults))
