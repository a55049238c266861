"""Cycles looked at, and closed: groups with their counts, calendar, bases, duties, recommendations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from docgen.errors import UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.shelved_registry import keep_registry
from registry.store.cycles import close_cycle, cycle_view, cycle_views, ends_of_tasks
from registry.store.views import CycleView


@dataclass(frozen=True, kw_only=True)
class ClosedCycle:
    """A cycle that is closed since a day; `ends` counts its tasks by how each ended: "carried_over" or its state."""

    year: int
    closed_on: dt.date
    ends: dict[str, int]
    is_new: bool

    def as_row(self) -> dict[str, object]:
        """The JSON of `docgen cycles close`."""
        return {"year": self.year, "closed_on": self.closed_on.isoformat(), "ends": self.ends, "new": self.is_new}


def list_cycles(office: Office) -> tuple[CycleView, ...]:
    """Every cycle, the oldest first."""
    with office.store.reading() as session:
        return cycle_views(session)


def show_cycle(office: Office, year: int | None = None) -> CycleView:
    """The cycle of a year, by default the campaign's."""
    with office.store.reading() as session:
        return cycle_view(session, year or office.settings.campaign.year, on=office.clock.today())


def close(office: Office, year: int | None = None, *, on: dt.date | None = None, basis: str) -> ClosedCycle:
    """Close the cycle of a year, by default the campaign's, from a day on, by default today.

    A cycle that is closed already stays as it is; with the closing the whole registry goes on the shelf. Raises
    RuleBroken while a task has no disposition (I5), UsageError for a day to come.
    """
    year, today = year or office.settings.campaign.year, office.clock.today()
    if on is not None and on > today:
        raise UsageError(
            tr("Ngày khóa chu kỳ {day:%d/%m/%Y} còn chưa đến.", day=on),
            advice=tr("Khóa vào ngày hôm nay hoặc trước đó."),
        )
    reason = tr("khóa chu kỳ theo {basis}", basis=basis)
    with office.store.reading() as session:
        closed_on = cycle_view(session, year, on=today).closed_on
    if closed_on is None:
        with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
            close_cycle(session, year, on=on or today)
        keep_registry(office, whole=True)
    with office.store.reading() as session:
        ends = ends_of_tasks(session, year)
    return ClosedCycle(year=year, closed_on=closed_on or on or today, ends=ends, is_new=closed_on is None)
