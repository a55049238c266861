"""Cycles looked at: groups with their counts, calendar, bases, duties, recommendations."""

from __future__ import annotations

from docgen.office import Office
from registry.store.cycles import cycle_view, cycle_views
from registry.store.views import CycleView


def list_cycles(office: Office) -> tuple[CycleView, ...]:
    """Every cycle, the oldest first."""
    with office.store.reading() as session:
        return cycle_views(session)


def show_cycle(office: Office, year: int | None = None) -> CycleView:
    """The cycle of a year, by default the campaign's."""
    with office.store.reading() as session:
        return cycle_view(session, year or office.settings.campaign.year, on=office.clock.today())
