"""Codes of papers: drawn at random, printed on every page, and never those of another paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from docgen.office import Office, make_office, open_office
from docgen.paperwork.entering import code_from, fresh_codes
from registry.store.documents import add_documents
from tests.support.registry_builder import changing, enter, paper

SETTINGS = Path(__file__).parents[2] / "stories" / "offices" / "khe-sau.toml"
BORNE = ("00000000", "00000001", "000001F5")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with papers of three codes."""
    make_office(tmp_path / "co-quan", SETTINGS.read_text("utf-8"))
    office = open_office(tmp_path / "co-quan", {})
    enter(office.store)
    with changing(office.store) as session:
        add_documents(session, [paper(code, person=None) for code in BORNE])
    yield office
    office.close()


def test_no_code_is_that_of_another_paper(office: Office) -> None:
    """This test ensures that a code drawn twice, or borne by a paper already, is never given."""
    drawn = iter(range(10_000))
    given = list(islice(fresh_codes(office, lambda size: (next(drawn) // 2).to_bytes(size, "big")), 700))
    assert len(set(given)) == 700
    assert not set(BORNE) & set(given)
    assert {int(code, 16) for code in given} <= set(range(1_000))


def test_what_is_said_gives_its_code_until_a_paper_bears_it(office: Office) -> None:
    """This test ensures that the same words give the same code, and another one once that is taken."""
    first = code_from(office, ["", {"register": "HU/QĐ"}])
    assert first == code_from(office, ["", {"register": "HU/QĐ"}]) == "7F0B3620"
    with changing(office.store) as session:
        add_documents(session, [paper(first, person=None)])
    second = code_from(office, ["", {"register": "HU/QĐ"}])
    assert second not in {first, code_from(office, [first, {"register": "HU/QĐ"}])}
    assert second == code_from(office, ["", {"register": "HU/QĐ"}])
