"""The rules of an office's own profile: titles over signatures, and words that must not stand.

Knows how to apply them; what they are is data of the profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.house_style.findings import RuleSeverity
from docgen.house_style.house import HouseRule
from docgen.house_style.rules.paper import Fault, Paper, place_of, quote
from docgen.house_style.tones import fold_tone

HOUSE_CITE = "quy định riêng của cơ quan"
_NEVER = re.compile(r"(?!)")
_TITLES = HouseRule(
    id="CQ-CV",
    pattern=_NEVER,
    severity=RuleSeverity.WARNING,
    message="Chức vụ người ký phải là chức danh đã khai trong hồ sơ cơ quan.",
    mend="",
)


def house_faults(paper: Paper) -> Iterator[tuple[HouseRule, list[Fault]]]:
    """Each rule of the office with the places that break it."""
    if paper.house.positions:
        yield _TITLES, list(_unknown_titles(paper))
    for rule in paper.house.rules:
        yield rule, list(_words(rule, paper))


def _unknown_titles(paper: Paper) -> Iterator[Fault]:
    known = {fold_tone(position) for position in paper.house.positions}
    for signature in paper.layout.signatures:
        for line in signature.positions:
            if fold_tone(line.text.upper()) not in known:
                mend = "dùng một trong: " + ", ".join(paper.house.positions)
                yield Fault(place=place_of(line), measured=quote(line.text), mend=mend)


def _words(rule: HouseRule, paper: Paper) -> Iterator[Fault]:
    for line in paper.document.everything:
        found = rule.pattern.search(line.text)
        if found:
            yield Fault(place=place_of(line), measured=quote(found.group()), mend=rule.mend)
