"""A finished paper looked at before anyone sees it: layout rules, and whether it says what it was made from.

Knows how findings become problems that name the paper; makes and writes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.house_style import PLAIN, House, HouseRule, RuleSeverity, check
from docgen.house_style.document import Document
from docgen.house_style.reading import read_document
from docgen.media.zips import open_package
from docgen.paperwork.agreement import Facts, disagreements
from docgen.settings import Settings
from registry.labels import Regime
from registry.problems import Place, Problem, Severity

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


@dataclass(frozen=True, kw_only=True)
class Ruler:
    """What an office measures its papers by: a forced rule set ("" picks by date), and what it adds to the rules."""

    ruleset: str = ""
    house: House = PLAIN


def ruler_of(settings: Settings) -> Ruler:
    """The ruler of an office, from its office.toml."""
    return Ruler(ruleset=settings.house_style.ruleset, house=house_of(settings))


def house_of(settings: Settings) -> House:
    """What an office adds to the rules; its place only when all its papers are dated in one."""
    own = settings.house_style
    issuers = [each for each in (settings.issuer, settings.report.issuer) if each is not None]
    places = {issuer.place for issuer in issuers}
    return House(
        place=places.pop() if len(places) == 1 else "",
        tone=own.tone,
        positions=tuple(position.upper() for position in own.positions),
        severities=tuple((rule, RuleSeverity(word)) for rule, word in own.severity.items()),
        rules=tuple(
            HouseRule(**rule.model_dump(exclude={"severity"}), severity=RuleSeverity(rule.severity))
            for rule in own.rule
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """One paper to look at: its bytes, what it was made from, and the ruler it is measured by."""

    docx: bytes
    facts: Facts
    regime: Regime
    on: dt.date
    ruler: Ruler


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """What was found in one paper: broken layout rules, and differences from its facts."""

    layout: tuple[Problem, ...]
    differences: tuple[Problem, ...]


def layout_problems(
    docx: bytes | Document, regime: Regime, on: dt.date | None, *, name: str, ruler: Ruler
) -> tuple[Problem, ...]:
    """Broken layout rules of a .docx as problems, errors and warnings; without a day those of its own date hold."""
    report = check(docx, regime=regime.value, on=on, ruleset=ruler.ruleset or None, house=ruler.house)
    return tuple(
        Problem(
            code=finding.rule,
            message=f"{finding.rule}: {finding.message} ({finding.cite})",
            severity=_SEVERITIES[finding.severity.value],
            place=Place(file=name, part=finding.place),
        )
        for finding in report.failures
    )


def inspect_all(papers: Sequence[Inspection]) -> list[Inspected]:
    """Look at several papers, each by itself, one step with all of them before the next."""
    documents = [read_document(open_package(paper.docx)) for paper in papers]
    layouts = [
        layout_problems(document, paper.regime, paper.on, name=paper.facts.document, ruler=paper.ruler)
        for paper, document in zip(papers, documents, strict=True)
    ]
    differences = [disagreements(paper.facts, document) for paper, document in zip(papers, documents, strict=True)]
    return [Inspected(layout=layout, differences=other) for layout, other in zip(layouts, differences, strict=True)]
