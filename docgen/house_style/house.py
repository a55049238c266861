"""What an office adds to the rules: its place, its way with tone marks, its titles, rules and severities of its own.

Knows the shape of such a profile and its file; measures nothing. Without a profile the rule sets hold alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docgen.errors import UsageError
from docgen.house_style.findings import RuleSeverity
from docgen.messages import tr

TONES = ("early", "late")
_KEYS = frozenset({"place", "tone", "positions", "severity", "rule"})


@dataclass(frozen=True, kw_only=True)
class HouseRule:
    """A rule of the office itself: words that no paper of it may hold; `mend` says what to write instead."""

    id: str
    pattern: re.Pattern[str]
    severity: RuleSeverity
    message: str
    mend: str


@dataclass(frozen=True, kw_only=True)
class House:
    """The profile of one office; empty fields add nothing.

    `tone` is "early" (hòa, ủy), "late" (hoà, uỷ) or "" for whichever a paper uses most; `positions` are the titles
    that may stand over a signature; `severities` replace those of the rule sets, by rule.
    """

    place: str = ""
    tone: str = ""
    positions: tuple[str, ...] = ()
    severities: tuple[tuple[str, RuleSeverity], ...] = ()
    rules: tuple[HouseRule, ...] = ()


PLAIN = House()


def read_house(text: str, *, name: str) -> House:
    """The profile written as TOML in `text`; anything unknown or wrong in it is a UsageError."""
    try:
        data = tomllib.loads(text)
        unknown = sorted(set(data) - _KEYS)
        if unknown:
            raise ValueError(unknown[0])
        return House(
            place=_text(data, "place"),
            tone=_tone(data),
            positions=tuple(str(each).upper() for each in data.get("positions", ())),
            severities=tuple((rule, RuleSeverity(word)) for rule, word in data.get("severity", {}).items()),
            rules=tuple(_rule(row) for row in data.get("rule", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise UsageError(
            tr("Hồ sơ thể thức {file} có chỗ không dùng được: {reason}.", file=name, reason=error),
            advice=tr(
                "Chỉ dùng các khóa place, tone (early, late), positions, [severity] (error, warning, info) và [[rule]] "
                "(id, pattern, message, mend, severity)."
            ),
        ) from error


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ValueError(key)
    return value


def _tone(data: Mapping[str, Any]) -> str:
    tone = _text(data, "tone")
    if tone and tone not in TONES:
        raise ValueError(tone)
    return tone


def _rule(row: Mapping[str, Any]) -> HouseRule:
    return HouseRule(
        id=row["id"],
        pattern=re.compile(row["pattern"]),
        severity=RuleSeverity(row.get("severity", "warning")),
        message=row["message"],
        mend=row.get("mend", "bỏ hoặc sửa chỗ này"),
    )
