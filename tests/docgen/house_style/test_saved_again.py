"""Papers saved again by LibreOffice: no right one is a false alarm, and no fault is overlooked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from docgen.house_style import Report, check
from tests.support.papers import NAMES, sample_paper
from tests.support.saved_again import saved_again

from .letters import party_letter, state_letter
from .papers import Parts, party_decision, state_decision, state_handout, state_minutes
from .test_papers_of_others import STATE as OTHERS
from .test_ways import ALL, BOTH, BROKEN

pytestmark = pytest.mark.pdf
HAND = {
    "decision of the State": state_decision(),
    "decision of the Party": party_decision(),
    "decision of the Party, 2021": party_decision(hd36=True),
    "minutes": state_minutes(),
    "handout": state_handout(),
    "letter of the State": state_letter(),
    "letter of the Party": party_letter(),
}
UNBOLDED = {"content controls"}  # LibreOffice makes a field of a block in a control and drops its bold: a true fault
UNFRAMED = {"page number in a frame"}  # LibreOffice leaves out a frame in a header: the number truly stands at the left
TORN = "columns"  # LibreOffice begins a new page after each column part and drops the number of that page: a true fault


@cache
def _right() -> dict[str, bytes]:
    return {name: sample_paper(name) for name in NAMES} | {name: paper.docx() for name, paper in (HAND | BOTH).items()}


def _more() -> dict[str, bytes]:
    ways = {name: paper.docx() for name, paper in ALL.items()}
    others = {name: change for name, change in OTHERS.items() if name not in UNBOLDED | UNFRAMED}
    return ways | {name: change(state_decision()).docx() for name, change in others.items()}


def _broken(name: str) -> Parts:
    """The paper with all faults of its regime at once."""
    paper = BOTH[name]
    for right, wrong, _ in BROKEN[name.partition(",")[0]]:
        paper = paper.twin(right, wrong, count=paper.document.count(right))
    return paper


FAULTY = [f"{name}, broken" for name in BOTH]
SOME = FAULTY[::3]  # in the suite; all in the long form


def _faulty(names: Iterable[str]) -> dict[str, bytes]:
    return {name: _broken(name.removesuffix(", broken")).docx() for name in names}


Pair = tuple[Report, Report]  # of a paper and of the same paper saved again


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    """Right and broken papers, saved again in one call."""
    return _looked_at(_right() | _faulty(SOME), tmp_path_factory.mktemp("again"), through=("docx",))


def _looked_at(papers: dict[str, bytes], folder: Path, *, through: tuple[str, ...]) -> dict[str, Pair]:
    saved = saved_again(papers, folder, through=through)
    return {name: (_checked(name, paper), _checked(name, saved[name])) for name, paper in papers.items()}


def _checked(name: str, paper: bytes) -> Report:
    regime = name.partition("-")[0] if name in NAMES else None
    return check(paper, regime=regime)


def _alarms(name: str, pair: Pair) -> list[tuple[str, str, str]]:
    """What is wrong in the paper saved again and was not wrong before, numbers lost with torn columns left out."""
    known = {finding.rule for finding in pair[0].failures} | ({"PG-07"} if TORN in name else set())
    failures = pair[1].failures
    return [(each.rule, each.place, each.message) for each in failures if each.rule not in known]


def test_a_right_paper_saved_again_is_no_false_alarm(again: dict[str, Pair]) -> None:
    """This test ensures that every template and every way of setting passes as LibreOffice writes it."""
    for name in _right():
        assert _alarms(name, again[name]) == [], name
        before, after = again[name]
        assert (after.regime, after.ruleset, after.mode) == (before.regime, before.ruleset, before.mode), name


def test_a_broken_paper_saved_again_is_found_out(again: dict[str, Pair]) -> None:
    """This test ensures that what is wrong stays wrong after LibreOffice, in one way of setting after another."""
    for name in SOME:
        assert _overlooked(name, again[name][1]) == set(), name


def _overlooked(name: str, report: Report) -> set[str]:
    found = {finding.rule for finding in report.failures}
    return {rule for *_, rule in BROKEN[name.partition(",")[0]]} - found


def test_little_is_lost_to_the_eye(again: dict[str, Pair]) -> None:
    """This test ensures that saving again leaves at most three rules of a paper unmeasured that were measured."""
    for name in _right():
        measured = [{each.rule for each in report.findings} - _silent(report) for report in again[name]]
        assert len(measured[0] - measured[1]) <= 3, (name, measured[0] - measured[1])


def _silent(report: Report) -> set[str]:
    return {each.rule for each in report.not_evaluated}


@pytest.mark.faults
@pytest.mark.parametrize("through", [("docx",), ("odt", "docx"), ("docx", "docx")])
def test_all_papers_saved_again_in_every_way(through: tuple[str, ...], tmp_path: Path) -> None:
    """This test ensures that all papers pass after Word's form, after OpenDocument and back, and after two savings."""
    right = _right() | _more()
    again = _looked_at(right | _faulty(FAULTY), tmp_path, through=through)
    assert {name: found for name in right if (found := _alarms(name, again[name]))} == {}
    assert {name: found for name in FAULTY if (found := _overlooked(name, again[name][1]))} == {}
