"""Tasks by body, as the bodies were when the tasks were given, or by who took over from them since (nghiep-vu O10).

Knows names and a map to the present ones; who took over from whom is `registry.rules.succession`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.labels import BodyView, Horizon
from registry.rules.statistics_values import StandingTask


@dataclass(frozen=True, kw_only=True)
class BodyCounts:
    """One body with its assignees and tasks of one horizon."""

    body: str
    horizon: Horizon
    period: str
    units: int
    tasks: int


def count_bodies(tasks: Sequence[StandingTask], heirs: Mapping[str, str], view: BodyView) -> tuple[BodyCounts, ...]:
    """One row per body and horizon, in order of first task; `heirs` names who a body is today."""
    rows: dict[tuple[str, Horizon, str], list[StandingTask]] = {}
    for task in tasks:
        body = task.unit if view is BodyView.ASSIGNED else heirs.get(task.unit, task.unit)
        rows.setdefault((body, task.horizon, task.period), []).append(task)
    return tuple(
        BodyCounts(
            body=body, horizon=horizon, period=period, units=len({task.person for task in given}), tasks=len(given)
        )
        for (body, horizon, period), given in rows.items()
    )
