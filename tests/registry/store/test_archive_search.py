"""Papers on the shelf found by whatever somebody remembers of them, and by nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from registry.labels import Outcome, SuccessionKind
from registry.store import Store
from registry.store.archive_search import ShelfHit, find_on_shelf
from registry.store.body_keeping import add_succession, rename_body
from registry.store.documents import find_document
from registry.store.received import NewFile, PageProof, add_pages, record_file
from registry.store.tasks import find_task
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import NOW, changing, draft, enter, issued_decision, record

FIRST, SECOND, DRAFT = "AAAA0001", "AAAA0002", "AAAA0003"
SCAN = "ab" * 32


@pytest.fixture
def shelf(store: Store) -> Store:
    """Two issued decisions, one of them with its scan; a third paper is a draft."""
    return filled_by(_shelf, store)


def _shelf(filled: Store) -> None:
    enter(filled)
    issued_decision(filled, FIRST, "CB-001")
    issued_decision(filled, SECOND, "CB-002")
    draft(filled, DRAFT, "CB-002")
    with changing(filled) as session:
        new = NewFile(
            sha256=SCAN,
            size=9,
            kind="pdf",
            outcome=Outcome.FILED,
            problems=[],
            documents=[],
            object_id="urn:x",
            stored_path="archive/a/vb-ky.pdf",
        )
        record_file(session, new, name="Bản ký đợt một.pdf", at=NOW)
        add_pages(session, SCAN, [PageProof(document=FIRST, position=1, page=1)])


def hits(store: Store, query: str, limit: int = 20) -> list[str]:
    """Codes of what is found."""
    return [hit.code for hit in found(store, query, limit)]


def found(store: Store, query: str, limit: int = 20) -> tuple[ShelfHit, ...]:
    """What is found."""
    with store.reading() as session:
        return find_on_shelf(session, query, limit=limit)[0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Nông Văn Thử", [FIRST]),
        ("nong van thu", [FIRST]),
        ("NÔNG VĂN THỬ", [FIRST]),
        ("Bế Thị", [SECOND]),
        ("nhà văn hóa thôn", [FIRST]),
        ("nha van hoa thon", [FIRST]),
        ("số hóa sổ hộ tịch", [SECOND]),
        ("NV-2021-003", [SECOND]),
        ("Phòng Thí dụ", [SECOND]),
        ("phong thi du", [SECOND]),
        ("giao việc đột phá", [SECOND, FIRST]),
        ("Bản ký đợt", [FIRST]),
        (FIRST.lower(), [FIRST]),
        (DRAFT, []),
        ("không ai như thế", []),
        ("", []),
        ("   ", []),
        ("%", []),
    ],
)
def test_whatever_is_remembered_finds_the_paper(shelf: Store, query: str, expected: list[str]) -> None:
    """this test ensures that person, unit, task, code, abstract and file name find issued papers, drafts never."""
    assert hits(shelf, query) == expected


def test_a_number_finds_its_paper(shelf: Store) -> None:
    """this test ensures that the printed number finds exactly its paper."""
    number = record(shelf, SECOND).number_text
    assert number and hits(shelf, number) == [SECOND]


def test_a_body_is_meant_by_all_its_names(shelf: Store) -> None:
    """this test ensures that papers of a body are found by its later name and by the body that took it over."""
    with changing(shelf) as session:
        rename_body(session, "Phòng Thí dụ", "Phòng Mẫu mực", since=dt.date(2023, 1, 1))
        add_succession(
            session,
            "Phòng Mẫu mực",
            "Đảng ủy xã Mẫu",
            on=dt.date(2025, 7, 1),
            kind=SuccessionKind.MERGED,
            function="",
            basis="NQ",
        )
    assert hits(shelf, "phòng mẫu mực") == hits(shelf, "Phòng Thí dụ") == [SECOND, FIRST]


def test_words_that_were_printed_are_found_after_the_task_changed(shelf: Store) -> None:
    """this test ensures that a paper is found by what it says, though its task says something else by now."""
    with changing(shelf) as session:
        find_task(session, "NV-2021-003").title = "Việc đã đổi tên"
    assert hits(shelf, "Số hóa sổ hộ tịch") == [SECOND] == hits(shelf, "việc đã đổi tên")


def test_the_accents_of_the_question_come_first_then_the_newest(shelf: Store) -> None:
    """this test ensures that an older paper with the accents asked for stands before a newer one without."""
    with changing(shelf) as session:
        first, second = find_document(session, FIRST), find_document(session, SECOND)
        first.abstract, second.abstract = "về việc khen thưởng", "ve viec khen thuong"
        second.dated = dt.date(2021, 3, 1)
    assert hits(shelf, "khen thưởng") == [FIRST, SECOND]
    assert hits(shelf, "khen thuong") == [SECOND, FIRST]


def test_a_hit_says_where_the_signed_copy_lies(shelf: Store) -> None:
    """this test ensures that holder, files and the JSON row tell what an archivist needs, and that more is told."""
    (hit,) = found(shelf, "Nông Văn Thử")
    assert (hit.holder, hit.files) == ("Nông Văn Thử", ("archive/a/vb-ky.pdf",))
    assert hit.as_row()["files"] == ["archive/a/vb-ky.pdf"] and hit.as_row()["document"] == FIRST
    (other,) = found(shelf, "Bế Thị")
    assert replace(other, files=()) == other
    with shelf.reading() as session:
        shown, has_more = find_on_shelf(session, "giao việc", limit=1)
    assert ([each.code for each in shown], has_more) == ([SECOND], True)
