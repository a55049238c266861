"""Finished papers looked at before anyone sees them: layout rules, and whether they say what they were made from.

Knows that looking at one paper has nothing to do with the next, so thousands are looked at in two processes side by
side; a few are looked at here, because starting a process costs as much as a few hundred papers. Writes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from docgen.house_style import check
from docgen.media.zips import Package, open_package
from docgen.messages import choose_language, chosen_language
from docgen.paperwork.agreement import Facts, disagreements
from registry.labels import Regime
from registry.problems import Place, Problem, Severity

PROCESSES = 2
MANY = 400  # papers from which processes pay
_AT_ONCE = 50
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """One paper to look at: its bytes and what it was made from; `ruleset` forces one, "" picks by date."""

    docx: bytes
    facts: Facts
    regime: Regime
    on: dt.date
    ruleset: str


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """What was found in one paper: broken layout rules, and differences from its facts."""

    layout: tuple[Problem, ...]
    differences: tuple[Problem, ...]


def layout_problems(
    docx: bytes | Package, regime: Regime, on: dt.date, *, name: str, ruleset: str
) -> tuple[Problem, ...]:
    """Broken layout rules of a .docx as problems, errors and warnings."""
    report = check(docx, regime=regime.value, on=on, ruleset=ruleset or None)
    return tuple(
        Problem(
            code=finding.rule,
            message=f"{finding.rule}: {finding.message} ({finding.cite})",
            severity=_SEVERITIES[finding.severity.value],
            place=Place(file=name, part=finding.place),
        )
        for finding in report.failures
    )


def inspect(paper: Inspection) -> Inspected:
    """Look at one paper."""
    name, package = paper.facts.document, open_package(paper.docx)
    return Inspected(
        layout=layout_problems(package, paper.regime, paper.on, name=name, ruleset=paper.ruleset),
        differences=disagreements(paper.facts, package),
    )


def inspect_all(papers: Sequence[Inspection], *, progress: Progress | None = None) -> tuple[Inspected, ...]:
    """Look at every paper, in order."""
    found: list[Inspected] = []
    for some in _inspected(papers):
        found += some
        if progress:
            progress(len(found), len(papers))
    return tuple(found)


def _inspected(papers: Sequence[Inspection]) -> Iterator[list[Inspected]]:
    batches = [papers[first : first + _AT_ONCE] for first in range(0, len(papers), _AT_ONCE)]
    if len(papers) < MANY:
        yield from map(_inspect_some, batches)
        return
    started = (chosen_language(),)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), choose_language, started) as pool:
        yield from pool.map(_inspect_some, batches)


def _inspect_some(papers: Sequence[Inspection]) -> list[Inspected]:
    return [inspect(paper) for paper in papers]
