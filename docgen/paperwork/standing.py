"""What must stand before a decision is drafted or numbered: owners in their posts, bodies that exist, bases in force.

Knows the checks of the rule book that concern a paper's day; which tasks and bases are meant is handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.citations import citation_problems
from registry.errors import RuleBroken
from registry.problems import Problem
from registry.store.fitness import owner_problems


def draft_problems(office: Office, tasks: Collection[str], bases: Sequence[str], day: dt.date) -> tuple[Problem, ...]:
    """Warnings about decisions of that day; RuleBroken when something stops them."""
    found = (*_owners(office, tasks, day), *citation_problems(office, bases, day))
    _stop(found, tr("Sửa những điều nêu trên rồi soạn lại."))
    return found


def require_owners(office: Office, tasks: Collection[str], day: dt.date) -> None:
    """RuleBroken unless every task can still be given on the day its decision is dated (I1)."""
    _stop(_owners(office, tasks, day), tr("Rút văn bản, sửa những điều nêu trên rồi soạn lại."))


def _owners(office: Office, tasks: Collection[str], day: dt.date) -> tuple[Problem, ...]:
    with office.store.reading() as session:
        return owner_problems(session, tasks, day, closed=office.settings.checks.policy().severity("P23"))


def _stop(problems: Iterable[Problem], advice: str) -> None:
    errors = list(dict.fromkeys(problem.message for problem in problems if problem.is_error))
    if errors:
        raise RuleBroken(" ".join(errors), advice=advice)
