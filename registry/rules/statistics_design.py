"""How the tasks of a cycle were chosen: made up as the rule says, hard enough, not copied from routine targets.

Checks P2, P3 and P8 over what is in the registry; the rules themselves are those of the import, so that a list that
passed the door is judged alike in the report. Knows no cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.labels import Horizon, Origin
from registry.rules.composition import CompositionRule, HardShare, composition_of, hard_shares
from registry.rules.similarity import LikeTexts, features_of
from registry.rules.statistics_values import StandingTask


@dataclass(frozen=True, kw_only=True)
class Violation:
    """An assignee whose year tasks are not made up as the rule says; `origins` counts what there is."""

    person: str
    owner: str
    origins: Mapping[Origin, int]
    message: str


@dataclass(frozen=True, kw_only=True)
class CompositionCounts:
    """How many assignees with year tasks were held against a rule, and who breaks it."""

    rule: str
    title: str
    checked: int
    violations: tuple[Violation, ...]


@dataclass(frozen=True, kw_only=True)
class Copied:
    """A task worded like a routine target; `likeness` in per cent, 100 for the same words."""

    task: str
    owner: str
    title: str
    target: str
    likeness: int


def count_composition(tasks: Sequence[StandingTask], rule: CompositionRule | None) -> CompositionCounts | None:
    """Every assignee held against the rule; None where the office follows none."""
    if rule is None:
        return None
    owners: dict[str, list[StandingTask]] = {}
    for task in tasks:
        if task.horizon is Horizon.YEAR:
            owners.setdefault(task.person, []).append(task)
    broken = []
    for person, own in owners.items():
        finding = composition_of(rule, own[0].owner, own)
        if finding is not None:
            origins = Counter(task.origin for task in own)
            broken.append(Violation(person=person, owner=own[0].owner, origins=origins, message=finding.message))
    return CompositionCounts(rule=rule.id, title=rule.title, checked=len(owners), violations=tuple(broken))


def copied_from(tasks: Sequence[StandingTask], targets: Sequence[str]) -> tuple[Copied, ...]:
    """Every task that is worded like a routine target, with the nearest one."""
    known = LikeTexts([features_of(target) for target in targets])
    found = []
    for task in tasks:
        match = known.nearest(features_of(task.title), lambda _: True)
        if match is not None:
            target = targets[match.number]
            copy = Copied(
                task=task.code, owner=task.owner, title=task.title, target=target, likeness=round(match.score)
            )
            found.append(copy)
    return tuple(found)


def count_hard(tasks: Sequence[StandingTask]) -> tuple[HardShare, ...]:
    """Per group and horizon, how many tasks are hard or a breakthrough."""
    return hard_shares(tasks)
