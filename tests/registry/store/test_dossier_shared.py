"""A decision for several people lies in one dossier and is told in the dossiers of all it speaks of."""

from __future__ import annotations

from registry.dossier_facts import SharedPaper
from registry.labels import DocumentKind, DocumentState, Scope
from registry.store import Store
from registry.store.assigning import open_assignments
from registry.store.documents import add_document, record_of
from registry.store.dossier_filling import take_in
from registry.store.dossier_records import dossier_records
from registry.store.registers import void_number
from tests.registry.store.test_dossiers import FOUNDING
from tests.support.registry_builder import SIGNED_ON, YEAR, changing, enter, number, paper, sign

ALL, NOTICE = "PAPER-1", "PAPER-2"


def shared(store: Store) -> dict[str, tuple[SharedPaper, ...]]:
    """Per code of a dossier what is told of papers that lie elsewhere."""
    with store.reading() as session:
        return {dossier.code: dossier.shared for dossier in dossier_records(session)}


def test_a_decision_for_everybody_is_told_in_the_dossier_of_each(store: Store) -> None:
    """This test ensures that it is told once per person however many tasks, with its dossier, and not when void."""
    enter(store)
    with changing(store) as session:
        holdings = [holding for each in open_assignments(session, YEAR) for holding in each.holdings]
        lines = [line for holding in holdings for line in holding.lines]
        assert len({holding.official.code for holding in holdings}) > 1 < len(lines)
        add_document(session, paper(ALL, None, lines, scope=Scope.ALL))
        add_document(session, paper(NOTICE, kind=DocumentKind.RESULT_NOTICE))
    for code in (ALL, NOTICE):
        sign(store, code)
        number(store, code)
    with changing(store) as session:
        take_in(session, [ALL, NOTICE], FOUNDING)
    common, own = "H49.64.2021.01", "H49.64.2021.02"
    ((told,), here) = (shared(store)[own], shared(store)[common])
    assert here == ()  # it lies there, and counts there
    assert (told.document, told.dossier, told.number_text, told.dated) == (ALL, common, "01-QĐ/HU", SIGNED_ON)
    assert (told.type_name, told.state) == ("Quyết định", DocumentState.NUMBERED)
    with changing(store) as session:
        void_number(session, record_of(session, ALL), reason="thử")
    assert shared(store)[own] == ()
