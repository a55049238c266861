"""What an office holds a task list against: levels of checks, last year's tasks, routine targets, a rule of numbers.

Knows where each comes from: office.toml, the registry, the workbook itself. The checks are in `registry.exchange`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from docgen.errors import OfficeError
from docgen.messages import tr
from docgen.office import Office
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import RoutineTargetRow
from registry.exchange.import_checks import Surroundings
from registry.exchange.likeness import RoutineTarget
from registry.exchange.links import cycle_year
from registry.exchange.rows import KnownTask
from registry.problems import Problem, Severity
from registry.rules.composition import COMPOSITION, CompositionRule, composition_of, rule_for
from registry.rulesets import composition_rules
from registry.store.entering import ended_codes, known_tasks
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


def lists_without(office: Office, leaving: Collection[str]) -> tuple[Problem, ...]:
    """Whose lists no longer follow the office's rule once the tasks `leaving` are gone (P8, I6).

    Told and never an error: what takes their place can only be given after them.
    """
    year = office.settings.campaign.year
    rule = composition_rule(office, year)
    if rule is None or office.settings.checks.policy().severity(COMPOSITION) is None:
        return ()
    with office.store.reading() as session:
        gone = ended_codes(session)
        tasks = [task for task in known_tasks(session, year) if task.code not in gone]
    owners = {task.person_key: task.owner for task in tasks if task.code in leaving}
    left = {key: [task for task in tasks if task.person_key == key and task.code not in leaving] for key in owners}
    findings = [composition_of(rule, owners[key], own) for key, own in left.items()]
    return tuple(
        Problem(code=found.code, message=found.message, severity=Severity.WARNING)
        for found in findings
        if found is not None
    )


def surroundings(office: Office, known: Sequence[KnownTask], frame: FrameReading) -> Surroundings:
    """Everything the rows of a workbook are held against; `known` is what the registry holds of their cycles."""
    year, policy = office.settings.campaign.year, office.settings.checks.policy()
    compares = policy.severity("P2") is not None
    with office.store.reading() as session:
        gone = ended_codes(session)
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
