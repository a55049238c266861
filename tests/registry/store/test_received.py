"""Returned papers: the same bytes are one file with many receipts; pages, words of a person, and late wholeness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from registry.errors import NotFound
from registry.labels import Outcome
from registry.store import Store
from registry.store.received import (
    FileRecord,
    NewFile,
    PageProof,
    add_pages,
    close_superseded,
    decide_file,
    files_by_outcome,
    find_file,
    note_arrival,
    pages_held,
    received_file,
    record_file,
    settle_earlier,
)
from tests.support.registry_builder import NOW, changing, draft

HASH = "ab" * 32
OTHER = "ac" * 32
CODE = "AAAA0001"
SECOND_CODE = "AAAA0002"


def _new(sha256: str = HASH, **changes: object) -> NewFile:
    new = NewFile(
        sha256=sha256,
        size=10,
        kind="pdf",
        outcome=Outcome.WAITING,
        problems=[],
        documents=[],
        object_id="nhan-ve",
        stored_path="nhan-ve/a.pdf",
    )
    return replace(new, **changes)  # type: ignore[arg-type]


def _receive(store: Store, new: NewFile, name: str = "Quyết định.pdf") -> None:
    with changing(store) as session:
        record_file(session, new, name=name, at=NOW)


def _file(store: Store, sha256: str = HASH) -> FileRecord:
    with store.reading() as session:
        found = received_file(session, sha256)
    assert found is not None
    return found


def _line(outcome: Outcome, document: str = CODE) -> dict[str, object]:
    return {"document": document, "outcome": outcome.value, "problems": [{"code": "pages-missing"}]}


def test_the_same_bytes_are_one_file_with_many_receipts(store: Store) -> None:
    """this test ensures that bytes that arrive three times make one row that knows all its names."""
    _receive(store, _new())
    for name in ("scan2.pdf", "gửi lại.pdf"):
        with changing(store) as session:
            note_arrival(session, HASH, name, NOW)
    with store.reading() as session:
        (found,) = files_by_outcome(session, ())
    assert found.names == ("Quyết định.pdf", "scan2.pdf", "gửi lại.pdf")
    assert found.arrived_at == NOW.isoformat(timespec="milliseconds")


def test_unknown_bytes_are_not_known(store: Store) -> None:
    """this test ensures that bytes that never arrived are told apart, and cannot arrive again."""
    with store.reading() as session:
        assert received_file(session, HASH) is None
    with pytest.raises(NotFound), changing(store) as session:
        note_arrival(session, HASH, "a.pdf", NOW)


def test_a_newer_outcome_takes_the_place_of_waiting(store: Store) -> None:
    """this test ensures that recording known bytes again keeps one receipt and the newer outcome."""
    _receive(store, _new())
    _receive(store, _new(outcome=Outcome.FILED, object_id="qd"))
    found = _file(store)
    assert (found.outcome, found.object_id, len(found.names)) == (Outcome.FILED, "qd", 1)


def test_a_file_is_found_by_the_beginning_of_its_hash(store: Store) -> None:
    """this test ensures that a beginning that fits one file finds it, and one that fits none or two is refused."""
    _receive(store, _new())
    _receive(store, _new(OTHER))
    with store.reading() as session:
        assert find_file(session, "AB").sha256 == HASH
        for prefix in ("a", "ff"):
            with pytest.raises(NotFound, match=f"“{prefix}”"):
                find_file(session, prefix)


def test_a_word_of_a_person_stands_beside_what_was_found(store: Store) -> None:
    """this test ensures that refusing a file keeps its problems and says who refused and why."""
    _receive(store, _new(problems=[{"code": "unknown-paper"}]))
    with changing(store) as session:
        decide_file(session, HASH, Outcome.REFUSED, by="người thử", reason="giấy của cơ quan khác")
    found = _file(store)
    assert (found.outcome, found.decided_by, found.reason) == (Outcome.REFUSED, "người thử", "giấy của cơ quan khác")
    assert found.problems == ({"code": "unknown-paper"},)


def test_pages_prove_pages(filled: Store) -> None:
    """this test ensures that the pages of a document are known with the file and place they lie at, the first wins."""
    draft(filled, CODE)
    _receive(filled, _new(pages=[PageProof(document=CODE, position=1, page=2)]))
    _receive(filled, _new(OTHER, pages=[PageProof(document=CODE, position=1, page=2)]))
    with changing(filled) as session:
        add_pages(session, OTHER, [PageProof(document=CODE, position=2, page=1)])
    with filled.reading() as session:
        assert pages_held(session, CODE) == {2: (HASH, 1), 1: (OTHER, 2)}


def test_pages_of_a_refused_file_prove_nothing(filled: Store) -> None:
    """this test ensures that a refused file does not fill the missing page of a document."""
    draft(filled, CODE)
    _receive(filled, _new(pages=[PageProof(document=CODE, position=1, page=1)]))
    with changing(filled) as session:
        decide_file(session, HASH, Outcome.REFUSED, by="x", reason="mờ")
    with filled.reading() as session:
        assert pages_held(session, CODE) == {}


def test_a_place_in_a_file_proves_one_page(filled: Store) -> None:
    """this test ensures that a page already told is not told otherwise by a second word."""
    draft(filled, CODE)
    _receive(filled, _new(pages=[PageProof(document=CODE, position=1, page=1)]))
    with changing(filled) as session:
        add_pages(session, HASH, [PageProof(document=CODE, position=1, page=2)])
    assert [proof.page for proof in _file(filled).pages] == [1]


def test_a_document_made_whole_settles_earlier_files(store: Store) -> None:
    """this test ensures that a file that waited only for this document is filed, without problems left."""
    _receive(store, _new(documents=[_line(Outcome.WAITING)]))
    with changing(store) as session:
        settle_earlier(session, CODE)
    found = _file(store)
    assert found.outcome is Outcome.FILED
    assert found.documents == ({"document": CODE, "outcome": "filed", "problems": []},)


def test_a_file_with_another_waiting_document_waits(store: Store) -> None:
    """this test ensures that a file with two incomplete documents waits until both are whole."""
    _receive(store, _new(documents=[_line(Outcome.WAITING), _line(Outcome.WAITING, SECOND_CODE)]))
    with changing(store) as session:
        settle_earlier(session, CODE)
    assert _file(store).outcome is Outcome.WAITING
    with changing(store) as session:
        settle_earlier(session, SECOND_CODE)
    assert _file(store).outcome is Outcome.FILED


def test_a_file_under_review_stays_under_review(store: Store) -> None:
    """this test ensures that wholeness settles the document, not what a person must still look at."""
    documents = [_line(Outcome.WAITING), _line(Outcome.REVIEW, SECOND_CODE)]
    _receive(store, _new(outcome=Outcome.REVIEW, documents=documents))
    with changing(store) as session:
        settle_earlier(session, CODE)
    found = _file(store)
    assert found.outcome is Outcome.REVIEW
    assert [line["outcome"] for line in found.documents] == ["filed", "review"]


def test_files_of_other_documents_are_left(store: Store) -> None:
    """this test ensures that a file of another document is not touched (broken twin of settling)."""
    _receive(store, _new(documents=[_line(Outcome.WAITING, SECOND_CODE)]))
    before = _file(store)
    with changing(store) as session:
        settle_earlier(session, CODE)
    assert _file(store) == before


def test_a_right_form_ends_the_waiting_of_wrong_ones(store: Store) -> None:
    """this test ensures that forms of the same document wait no more, and everything else stays as it was."""
    forms = {"ab" * 32: (CODE, "form"), "ac" * 32: (SECOND_CODE, "form"), "ad" * 32: (CODE, "pdf")}
    for sha256, (document, kind) in forms.items():
        line = _line(Outcome.REVIEW, document)
        _receive(store, _new(sha256, outcome=Outcome.REVIEW, kind=kind, documents=[line]))
    with changing(store) as session:
        close_superseded(session, CODE, "ae" * 32, reason="phiếu đúng đã về")
    found = {sha256: _file(store, sha256) for sha256 in forms}
    assert [file.outcome for file in found.values()] == [Outcome.REFUSED, Outcome.REVIEW, Outcome.REVIEW]
    assert (found["ab" * 32].decided_by, found["ab" * 32].reason) == ("docgen", "phiếu đúng đã về")
