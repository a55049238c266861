"""Dated names: which of them holds on a day, and whether two periods of one thing overlap.

Knows days only; does not know what bears the names. A period runs from a day (None: always) to a day inclusive
(None: still).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Something that holds for a period: a name, a parent, a post; `name` says which."""

    name: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """True on every day of the period, its first and last included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def meets(self, other: Dated) -> bool:
        """True when both periods share a day."""
        return not (_ends_before(self, other) or _ends_before(other, self))


def _ends_before(one: Dated, other: Dated) -> bool:
    return one.valid_to is not None and other.valid_from is not None and one.valid_to < other.valid_from


def in_order(periods: Sequence[Dated]) -> tuple[Dated, ...]:
    """The periods by their first day, those without one first."""
    return tuple(sorted(periods, key=lambda each: each.valid_from or dt.date.min))


def name_on(names: Sequence[Dated], day: dt.date) -> str:
    """The name valid on `day`: in a gap the last one before it, before all of them the first; "" without any."""
    ordered = in_order(names)
    holding = [each for each in ordered if each.holds_on(day)]
    if holding:
        return holding[-1].name
    begun = [each for each in ordered if each.valid_from is None or each.valid_from <= day]
    return (begun[-1] if begun else ordered[0]).name if ordered else ""


def title_on(title: str, names: Sequence[Dated], day: dt.date) -> str:
    """A title with the name of its body in it, by the name of `day`: "Bí thư Đảng ủy xã A" after A became B.

    Only a whole name is replaced, whatever its capitals; the first letter keeps its own.
    """
    valid = name_on(names, day)
    for name in sorted({each.name for each in names if each.name != valid}, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title, re.IGNORECASE)
        if found:
            first = valid[:1].lower() if found[0][:1].islower() else valid[:1]
            return title[: found.start()] + first + valid[1:] + title[found.end() :]
    return title


def names_on(periods: Sequence[Dated], day: dt.date) -> tuple[str, ...]:
    """Everything that holds on `day`, for instance both parents of a merged body."""
    return tuple(each.name for each in in_order(periods) if each.holds_on(day))


def overlaps(periods: Sequence[Dated]) -> tuple[tuple[Dated, Dated], ...]:
    """Every pair that shares a day; two names of one body may not."""
    return tuple((one, other) for one, other in combinations(in_order(periods), 2) if one.meets(other))


def joined(periods: Sequence[Dated]) -> tuple[Dated, ...]:
    """The periods with those of one name that follow each other without a gap made one."""
    found: list[Dated] = []
    for each in sorted(periods, key=lambda each: (each.name, each.valid_from or dt.date.min)):
        before = found[-1] if found else None
        if before is not None and before.name == each.name and _follows(before, each):
            end = None if before.valid_to is None or each.valid_to is None else max(before.valid_to, each.valid_to)
            found[-1] = Dated(name=each.name, valid_from=before.valid_from, valid_to=end)
        else:
            found.append(each)
    return in_order(found)


def _follows(before: Dated, after: Dated) -> bool:
    if before.valid_to is None or after.valid_from is None:
        return True
    return after.valid_from <= before.valid_to + dt.timedelta(days=1)
