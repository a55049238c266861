"""How long a hồ sơ is kept and until when it must be handed over, by dated rules that are handed in.

Pure: the schedule is data (`registry.rulesets.retention` or the office's own file); the day comes as an argument. A
period is counted from the end of a year: due on 31/12 of the start year and the years after it (luu-tru.md §1.8).
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from registry.dossier_facts import Retention
from registry.labels import DossierKind, Regime, RetentionStart

FOR_EVER = "permanent"
_CODES = {None: "01", 70: "02", 50: "03", 30: "04", 20: "05", 10: "06"}
_OTHER = "07"


@dataclass(frozen=True, kw_only=True)
class RetentionRule:
    """A row of the schedule; `regime` None is for both, `is_confirmed` False for what the office has yet to approve."""

    id: str
    kind: DossierKind
    regime: Regime | None
    title: str
    years: int | None
    start: RetentionStart
    basis: str
    starts: dt.date | None = None
    ends: dt.date | None = None
    is_confirmed: bool = False

    def holds_on(self, day: dt.date) -> bool:
        """True when the row is in force on `day`."""
        return (self.starts or dt.date.min) <= day <= (self.ends or dt.date.max)

    @property
    def retention(self) -> Retention:
        """What a dossier takes from the row."""
        return Retention(years=self.years, start=self.start, rule=self.id, basis=self.basis)


def rule_for(rules: Sequence[RetentionRule], kind: DossierKind, regime: Regime, day: dt.date) -> RetentionRule | None:
    """The row for dossiers of `kind` on `day`: one of the regime's own before one for both; None when there is none.

    Of several the last in the file counts, so that an office may add to what it keeps.
    """
    fitting = [rule for rule in rules if rule.kind is kind and rule.regime in {None, regime} and rule.holds_on(day)]
    own = [rule for rule in fitting if rule.regime is regime]
    chosen = own or fitting
    return chosen[-1] if chosen else None


def maintenance_code(years: int | None) -> str:
    """The code of a period in TT 05/2025 (`maintenance`); 07 for every period the circular has no code for."""
    return _CODES.get(years, _OTHER)


def due_on(retention: Retention, ended_on: dt.date, last_on: dt.date | None) -> dt.date | None:
    """The last day a dossier is kept: 31/12 of start year + years; None when it is kept for ever."""
    if retention.years is None:
        return None
    is_work = retention.start is RetentionStart.WORK_ENDED or last_on is None
    start = ended_on if is_work or last_on is None else last_on
    return dt.date(start.year + retention.years, 12, 31)


class CountFrom(enum.StrEnum):
    """What a deadline of hand-over is counted from."""

    WORK_END = "work_end"  # the day
    WORK_END_YEAR = "work_end_year"  # the end of that year
    HANDED_OVER_YEAR = "handed_over_year"  # the end of the year it came into lưu trữ hiện hành


@dataclass(frozen=True, kw_only=True)
class DeadlineRule:
    """A deadline of hand-over as an instrument says it; `is_permanent_only` where only what is kept for ever is due."""

    id: str
    title: str
    days: int
    years: int
    count_from: CountFrom
    basis: str
    starts: dt.date | None
    ends: dt.date | None
    is_permanent_only: bool


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A deadline of one dossier; `is_binding` when it is in force on the day asked and touches such a dossier."""

    id: str
    title: str
    due: dt.date
    basis: str
    is_binding: bool

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen dossiers show`."""
        return {
            "id": self.id,
            "title": self.title,
            "due": self.due.isoformat(),
            "basis": self.basis,
            "binding": self.is_binding,
        }


def deadlines(
    rules: Sequence[DeadlineRule],
    ended_on: dt.date,
    *,
    retention: Retention,
    handed_over_on: dt.date | None,
    on: dt.date,
) -> tuple[Deadline, ...]:
    """Every deadline counted from the day the work ended, the earliest first (luu-tru.md, requirement 7).

    Those not in force on `on` and those for permanent dossiers alone are told too, as not binding: all are shown, the
    strictest binding one reminds.
    """
    within_a_year = dt.date(ended_on.year + 1, 12, 31)
    came_in = handed_over_on or within_a_year
    found = [
        Deadline(
            id=rule.id,
            title=rule.title,
            due=_due(rule, ended_on, came_in),
            basis=rule.basis,
            is_binding=_binds(rule, retention, on),
        )
        for rule in rules
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.id)))


def reminder(found: Sequence[Deadline]) -> Deadline | None:
    """The strictest deadline that binds, None when none does."""
    return next((each for each in found if each.is_binding), None)


def _binds(rule: DeadlineRule, retention: Retention, on: dt.date) -> bool:
    in_force = (rule.starts or dt.date.min) <= on <= (rule.ends or dt.date.max)
    return in_force and (retention.years is None or not rule.is_permanent_only)


def _due(rule: DeadlineRule, ended_on: dt.date, came_in: dt.date) -> dt.date:
    if rule.count_from is CountFrom.WORK_END:
        return _years_after(ended_on, rule.years) + dt.timedelta(days=rule.days)
    start = ended_on if rule.count_from is CountFrom.WORK_END_YEAR else came_in
    return dt.date(start.year + rule.years, 12, 31)


def _years_after(day: dt.date, years: int) -> dt.date:
    """The same day some years later; 29 February becomes the 28th where there is none."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))
