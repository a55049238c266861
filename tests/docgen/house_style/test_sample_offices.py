"""All our templates with all five sample offices: no error, no warning, and no more left unmeasured than now."""

from __future__ import annotations

import ast
import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docgen.house_style import Report, Verdict, check
from docgen.paperwork.inspecting import ruler_of
from docgen.settings import Settings, bases_on
from docgen.shipped import shipped_folder
from tests.support.papers import KINDS, WORDS, sample_facts, template

ROOT = Path(__file__).parents[3]
OFFICES = {  # the days whose rules are tried: the office's own, and for Bắc Giang one of 2026 too
    "ham-yen": (None,),
    "son-duong": (None,),
    "song-lo": (None,),
    "vinh-phuc": (None,),
    "bac-giang": (None, dt.date(2026, 1, 20)),
}
DISTRICTS_ENDED = dt.date(2025, 6, 30)
NOT_EVALUATED = 1506  # rules left unmeasured in all these papers together; fewer is better, more is a step back


@dataclass(frozen=True, kw_only=True)
class Case:
    """One office on one day."""

    office: str
    day: dt.date | None

    @property
    def settings(self) -> Settings:
        """Its office.toml."""
        return _settings(self.office)

    @property
    def dated(self) -> dt.date:
        """The day its papers bear."""
        today = self.settings.office.today
        assert today is not None
        return self.day or today


CASES = [Case(office=office, day=day) for office, days in OFFICES.items() for day in days]


@cache
def _settings(office: str) -> Settings:
    return Settings.model_validate(
        tomllib.loads((shipped_folder("samples") / office / "office.toml").read_text("utf-8"))
    )


def _own_facts(case: Case, kind: str) -> Any:
    """The sample facts of a kind of paper, said by the office: its body, signatory, campaign, bases and recipients."""
    settings = case.settings
    told = sample_facts(f"{settings.issuer.regime}-{kind}")
    issuer, signatory = settings.issuer, settings.signatory
    if kind in ("report", "handout"):
        issuer, signatory = settings.report.issuer or issuer, settings.report.signatory or signatory
    section = {"minutes": settings.minutes, "notice": settings.notice, "report": settings.report}
    own = section.get(kind, settings.decision)
    changes: dict[str, Any] = {
        "issuer": replace(issuer.facts(), drafter=issuer.drafter or getattr(told, "issuer", issuer).drafter),
        "signatory": signatory.facts(),
        "campaign": settings.campaign.facts(),
        "bases": bases_on(own.bases, case.dated),
        "recipients": own.recipients,
        "executors": settings.decision.executors,
        "conference": settings.handout.conference,
        "year": case.dated.year,
        "dated": case.dated,
    }
    own_told = replace(
        told, **{name: changes[name] for name in {field.name for field in fields(told)} & changes.keys()}
    )
    return _of_two_levels(own_told) if case.dated > DISTRICTS_ENDED else own_told


def _of_two_levels(value: Any) -> Any:
    """The same facts with the districts of the sample people and tasks gone."""
    if type(value) is str:  # not one of the named states
        return value.replace("huyện", "xã").replace("Huyện", "Xã")
    if isinstance(value, tuple):
        return tuple(_of_two_levels(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _of_two_levels(getattr(value, field.name)) for field in fields(value)})
    return value


def _reports(case: Case) -> Iterator[tuple[str, Report]]:
    ruler, regime = ruler_of(case.settings), case.settings.issuer.regime
    for kind in KINDS:
        paper = template(f"{regime}-{kind}").render(WORDS[kind](_own_facts(case, kind)))
        yield kind, check(paper, regime=regime, on=case.dated, ruleset=ruler.ruleset or None, house=ruler.house)


@cache
def _all_reports() -> dict[tuple[str, str, str], Report]:
    return {(case.office, str(case.day), kind): report for case in CASES for kind, report in _reports(case)}


def test_no_template_of_any_office_breaks_a_rule() -> None:
    """This test ensures that every template with every sample office has neither an error nor a warning."""
    broken = {
        place: [(each.rule, each.place, each.message) for each in (*report.errors, *report.warnings)]
        for place, report in _all_reports().items()
    }
    assert {place: found for place, found in broken.items() if found} == {}


def test_no_more_is_left_unmeasured_than_now() -> None:
    """This test ensures that the number of rules not evaluated does not rise, and that each says why."""
    silent = [each for report in _all_reports().values() for each in report.not_evaluated]
    assert len(silent) <= NOT_EVALUATED
    assert all(each.message for each in silent)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.office} {case.dated}")
def test_a_fault_in_an_office_is_found(case: Case) -> None:
    """This test ensures that the same check finds what is wrong when an office writes its place otherwise."""
    regime = case.settings.issuer.regime
    told = _own_facts(case, "decision")
    paper = template(f"{regime}-decision").render(
        WORDS["decision"](replace(told, issuer=replace(told.issuer, place="Xa")))
    )
    ruler = ruler_of(case.settings)
    report = check(paper, regime=regime, on=case.dated, ruleset=ruler.ruleset or None, house=ruler.house)
    expected = Verdict.FAIL if ruler.house.place else Verdict.NOT_EVALUATED
    assert report.of("DT-04")[0].verdict is expected


def test_the_ruler_and_the_builder_share_no_module() -> None:
    """This test ensures that what measures papers and what builds templates import nothing of ours in common.

    Shared constants would hide a wrong one from the ruler. Errors and messages are words, the package reader no rule.
    """
    words = {"docgen.errors", "docgen.messages", "docgen.media"}
    ruler, builder = (_imported(ROOT / "docgen" / room) for room in ("house_style", "authoring"))
    assert "docgen.house_style.ruleset" in ruler
    assert {name for name in ruler & builder if not any(name.startswith(word) for word in words)} == set()


def _imported(folder: Path) -> set[str]:
    """The modules of ours that the modules of a folder import."""
    trees = [ast.parse(path.read_text("utf-8")) for path in folder.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name for name in names if name.startswith(("docgen.", "registry"))}
