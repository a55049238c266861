"""Rules as dated data: which rule set governs a document, and what each rule allows.

Knows the shape of rulesets/*.toml and the choice by regime and date; does not know how a rule is measured.
Rule sets change with their instruments: a new one is a new file, an old one is never edited after the fact.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from docgen.errors import UsageError
from docgen.house_style.findings import RuleSeverity
from docgen.messages import tr

NAMES = ("ND30", "HD36", "HD05")  # from the oldest instrument of a regime to the newest


@dataclass(frozen=True, kw_only=True, eq=False)  # a rule is itself, so answers can be kept by it
class Rule:
    """One provision: what is allowed (`pattern`, `params`), how grave, on which authority.

    `confidence` is A (read in the instrument), B, C or D (practice). Units of `params`: names ending in _hp
    are half-points, in _tw twips.
    """

    id: str
    group: str
    severity: RuleSeverity
    cite: str
    confidence: str
    message: str
    allowed: str
    pattern: re.Pattern[str] | None
    negate: bool
    fold_tone: bool
    right: tuple[str, ...]  # examples the pattern accepts
    wrong: tuple[str, ...]  # examples it refuses
    params: Mapping[str, object]

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> Rule:
        """The rule of one [[rule]] table."""
        pattern = row.get("pattern")
        params = row.get("params", {})
        right, wrong = row.get("examples_ok", ()), row.get("examples_bad", ())
        return cls(
            id=str(row["id"]),
            group=str(row["group"]),
            severity=RuleSeverity(str(row["severity"])),
            cite=str(row["cite"]),
            confidence=str(row["confidence"]),
            message=str(row["message"]),
            allowed=str(row["allowed"]),
            pattern=re.compile(pattern) if isinstance(pattern, str) else None,
            negate=bool(row.get("negate", False)),
            fold_tone=bool(row.get("fold_tone", False)),
            right=tuple(right) if isinstance(right, list) else (),
            wrong=tuple(wrong) if isinstance(wrong, list) else (),
            params=MappingProxyType(dict(params) if isinstance(params, Mapping) else {}),
        )

    def accepts(self, text: str) -> bool:
        """Whether `text` satisfies the rule's pattern; a rule without a pattern accepts everything."""
        if self.pattern is None:
            return True
        return (self.pattern.search(text) is None) == self.negate

    def number(self, name: str) -> int:
        """One whole number of `params`."""
        value = self.params[name]
        if not isinstance(value, int):
            raise TypeError(f"{self.id}: {name} is not a whole number")
        return value

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers of `params`; for a range, its two ends."""
        value = self.params[name]
        if not isinstance(value, list):
            raise TypeError(f"{self.id}: {name} is not a list")
        return tuple(value)


@dataclass(frozen=True, kw_only=True, eq=False)
class Ruleset:
    """All rules of one instrument, valid from `start` to `end` (None: until further notice)."""

    id: str
    regime: str
    name: str
    start: dt.date
    end: dt.date | None
    patterns: Mapping[str, re.Pattern[str]]
    abbreviations: Mapping[str, str]
    rules: tuple[Rule, ...]

    @classmethod
    def from_toml(cls, text: str) -> Ruleset:
        """The rule set written in `text`."""
        data = tomllib.loads(text)
        head = data["ruleset"]
        return cls(
            id=head["id"],
            regime=head["regime"],
            name=head["name"],
            start=head["from"],
            end=head.get("to"),
            patterns={name: re.compile(pattern) for name, pattern in data["pattern"].items()},
            abbreviations=data["abbreviations"],
            rules=tuple(Rule.from_row(row) for row in data["rule"]),
        )

    def covers(self, day: dt.date) -> bool:
        """Whether a document dated `day` is governed by this rule set."""
        return self.start <= day and (self.end is None or day <= self.end)


@cache
def load(name: str) -> Ruleset:
    """The rule set called `name`; a name that does not exist is a UsageError."""
    if name not in NAMES:
        raise UsageError(
            tr("Không có bộ quy tắc thể thức “{name}”.", name=name),
            advice=tr("Chọn một trong các bộ: {names}.", names=", ".join(NAMES)),
        )
    file = resources.files("docgen.house_style") / "rulesets" / f"{name}.toml"
    return Ruleset.from_toml(file.read_text(encoding="utf-8"))


def resolve(regime: str, day: dt.date | None) -> Ruleset | None:
    """The rule set of `regime` on `day` (None: the newest); None when the day lies before the first one."""
    candidates = [ruleset for ruleset in map(load, NAMES) if ruleset.regime == regime]
    if day is None:
        return candidates[-1] if candidates else None
    return next((ruleset for ruleset in candidates if ruleset.covers(day)), None)


def newest(regime: str) -> tuple[Rule, ...]:
    """The rules to list when none can be applied: the newest of `regime`, or of both when it is not known."""
    rules = {rule.id: rule for ruleset in map(load, NAMES) if regime in ("", ruleset.regime) for rule in ruleset.rules}
    return tuple(rules.values())
