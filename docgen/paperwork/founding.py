"""Under whose name hồ sơ are opened, and for how long: what office.toml and the office's own schedule say.

Knows the settings and the file retention.toml; which paper goes where is `registry.store.dossiers`.
"""

from __future__ import annotations

from docgen.office import Office
from registry.labels import Regime
from registry.rulesets import Schedule, read_schedule, shipped_schedule
from registry.store.dossiers import Founding

SCHEDULE = "retention.toml"


def schedule_of(office: Office) -> Schedule:
    """The office's own retention schedule, or the shipped one; RuleBroken names what is wrong in its file."""
    path = office.folder / SCHEDULE
    return read_schedule(path.read_text("utf-8")) if path.is_file() else shipped_schedule()


def founding(office: Office) -> Founding:
    """The office as it opens dossiers now."""
    settings = office.settings
    return Founding(
        agency=settings.archive.agency,
        fonds=settings.archive.fonds,
        body=settings.issuer.body,
        regime=Regime(settings.issuer.regime),
        rules=schedule_of(office).rules,
        at=office.clock.now(),
        named=settings.archive.dossier,
    )
