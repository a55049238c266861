"""Legal instruments looked at, and citations held against them."""

from __future__ import annotations

import datetime as dt

from docgen.office import Office
from docgen.paperwork.citations import cited_by, verdicts
from registry.rules.citations import Known, Verdict
from registry.store.frame_instruments import authority


def list_instruments(office: Office, *, on: dt.date | None = None) -> tuple[Known, ...]:
    """The office's own instruments, then those that come with the program; with a day those in force on it."""
    with office.store.reading() as session:
        known = authority(session)
    return tuple(each for each in known if on is None or each.in_force_on(on))


def check_text(office: Office, text: str, *, on: dt.date | None = None) -> tuple[Verdict, ...]:
    """What is wrong with the citations of a text, in a paper of the day `on`, by default today."""
    return verdicts(office, [text], on or office.clock.today())


def check_office(office: Office, *, on: dt.date | None = None) -> tuple[Verdict, ...]:
    """What is wrong with the bases that papers of this office cite."""
    day = on or office.clock.today()
    return verdicts(office, cited_by(office, day), day)
