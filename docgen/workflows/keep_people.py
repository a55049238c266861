"""People looked at, and moved from post to post."""

from __future__ import annotations

import datetime as dt

from docgen.messages import tr
from docgen.office import Office
from registry.store.people import move_person, people_views, person_with_grades
from registry.store.views import PersonView


def list_people(office: Office, query: str = "", *, by_rank: bool = False) -> tuple[PersonView, ...]:
    """People whose name, code, post or unit holds `query`, as official lists are sorted, or by rank."""
    with office.store.reading() as session:
        return people_views(session, query, on=office.clock.today(), by_rank=by_rank)


def show_person(office: Office, code: str, *, on: dt.date | None = None) -> PersonView:
    """One person with every post, past and present."""
    with office.store.reading() as session:
        return person_with_grades(session, code, on=on or office.clock.today())


def move(office: Office, code: str, *, title: str, unit: str, since: dt.date, leaving: str, basis: str) -> str:
    """Begin a post and end the one left the day before; the title left, "" when there was none."""
    reason = tr("điều động, bổ nhiệm theo {basis}", basis=basis) if basis else tr("điều động, bổ nhiệm")
    with office.store.changing(actor=office.actor, at=office.clock.now(), reason=reason) as session:
        left, _ = move_person(session, code, title=title, unit=unit, since=since, leaving=leaving)
    return left
