"""What an office holds a task list against: levels of checks, last year's tasks, routine targets, a rule of numbers.

Knows where each comes from: office.toml, the registry, the workbook itself. The checks are in `registry.exchange`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from docgen.errors import OfficeError
from docgen.messages import tr
from docgen.office import Office
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import RoutineTargetRow
from registry.exchange.import_checks import Surroundings
from registry.exchange.likeness import RoutineTarget
from registry.exchange.links import cycle_year
from registry.exchange.rows import KnownTask
from registry.rules.composition import CompositionRule, rule_for
from registry.rulesets import composition_rules
from registry.store.entering import known_tasks, withdrawn_codes
from registry.store.frame_cycles import routine_targets

_ROUTINE = "routine_targets"


def composition_rule(office: Office, year: int) -> CompositionRule | None:
    """The rule lists are made up by on the first day of the cycle; None where the office follows none then."""
    chosen = office.settings.checks.composition
    if chosen and chosen not in {rule.id for rule in composition_rules()}:
        known = ", ".join(sorted({rule.id for rule in composition_rules()}))
        raise OfficeError(
            tr("Không có quy tắc số việc “{chosen}”.", chosen=chosen),
            advice=tr("Sửa mục composition của [checks] trong office.toml; các quy tắc có sẵn: {known}.", known=known),
        )
    return rule_for(composition_rules(), chosen, dt.date(year, 1, 1))


def surroundings(office: Office, known: Sequence[KnownTask], frame: FrameReading) -> Surroundings:
    """Everything the rows of a workbook are held against; `known` is what the registry holds of their cycles."""
    year, policy = office.settings.campaign.year, office.settings.checks.policy()
    compares = policy.severity("P2") is not None
    with office.store.reading() as session:
        gone = withdrawn_codes(session)
        last_year = known_tasks(session, year - 1, with_withdrawn=False) if compares else ()
        held = routine_targets(session, year) if compares else ()
    routine = [row for row in frame.rows.get(_ROUTINE, ()) if isinstance(row, RoutineTargetRow)]
    return Surroundings(
        policy=policy,
        live=[task for task in known if task.code not in gone and cycle_year(task, year) == year],
        last_year=last_year,
        routine=tuple(dict.fromkeys(RoutineTarget(row.text, row.unit) for row in (*routine, *held))),
        rule=composition_rule(office, year),
    )
