"""Many papers are made side by side exactly as one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.messages import choose_language
from docgen.paperwork import making
from docgen.paperwork.inspecting import Ruler
from docgen.paperwork.making import Made, Order, Terms, Workshop
from docgen.templating.compiled import compile_template
from tests.support import facts

TEMPLATE = Path(__file__).parents[3] / "templates" / "decisions" / "party-decision.docx"
DIGEST = compile_template(TEMPLATE).digest
TERMS = Terms(templates=(("party-decision.docx", TEMPLATE.read_bytes()),), on=dt.date(2021, 2, 5), ruler=Ruler())


@pytest.fixture(scope="module")
def orders() -> list[Order]:
    """Sixty decisions, of which the last one is signed by nobody: a layout fault."""
    told = [facts.party_decision(facts.tasks(number % 4 + 1), document=f"{number:08X}") for number in range(1, 61)]
    told[-1] = replace(told[-1], signatory=replace(told[-1].signatory, name=""))
    return [Order(facts=each, template=DIGEST) for each in told]


def _all(orders: list[Order], terms: Terms = TERMS) -> list[Made]:
    with Workshop() as workshop:
        return [made for batch in workshop.make_all(orders, len(orders), terms) for made in batch]


@pytest.mark.slow
def test_side_by_side_makes_what_one_by_one_makes(orders: list[Order], monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that processes change neither papers nor findings nor order, and that a fault is found."""
    alone = _all(orders)
    monkeypatch.setattr(making, "MANY", 10)
    assert _all(orders) == alone
    assert [bool(made.found and made.found.layout) for made in alone] == [False] * 59 + [True]
    with Workshop() as workshop:
        workshop.expect(60)
        assert [len(batch) for batch in workshop.make_all(orders, len(orders), TERMS)] == [50, 10]


@pytest.mark.slow
def test_processes_speak_the_language_of_the_office(orders: list[Order], monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that what another process finds is told in the language that was chosen here."""
    monkeypatch.setattr(making, "MANY", 1)
    choose_language("en")
    english = _all(orders[-1:])
    choose_language("vi")
    vietnamese = _all(orders[-1:])
    assert english[0].paper == vietnamese[0].paper
    assert english[0].found != vietnamese[0].found


def test_the_draft_that_stands_is_not_looked_at_again(orders: list[Order]) -> None:
    """This test ensures that a paper made from the same facts is known by its digest and keeps its code."""
    (first,) = _all(orders[:1])
    (again,) = _all([replace(orders[0], standing=first.paper.input_digest, fresh_code="ABCDEF01")])
    assert again.found is None
    assert (again.code, again.paper) == (first.code, first.paper)


def test_a_changed_paper_gets_its_fresh_code(orders: list[Order]) -> None:
    """This test ensures that a paper that differs from the printed one bears the new code, also on its pages."""
    (changed,) = _all([replace(orders[0], standing="0" * 64, fresh_code="ABCDEF01")])
    assert changed.found is not None
    assert changed.code == changed.paper.context["document_code"] == "ABCDEF01"


def test_no_order_is_nothing_to_make() -> None:
    """This test ensures that an empty batch is no error."""
    assert _all([]) == []
