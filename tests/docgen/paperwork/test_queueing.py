"""Several files taken in one go: each as if it had come alone, and none spoils another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from docgen.intake.outcome import FileOutcome
from docgen.media.pagecode import drawing
from docgen.media.pile import stamp
from docgen.office import Office
from docgen.paperwork import receiving
from docgen.paperwork.filing import Arrived
from docgen.paperwork.recording import record_arrived
from docgen.paperwork.shelfmarks import document_object, open_shelf
from docgen.workflows.take_inbox import take_inbox
from registry.labels import DocumentState, Outcome
from registry.store.documents import record_of
from tests.support.issued_office import CODES, FONTS, PAGES, IssuedOffice, issued_office

STROKE = b"q 2 w 335 262 m 380 285 l 400 240 l 445 275 l S Q "


@pytest.fixture
def issued(tmp_path: Path) -> IssuedOffice:
    """Three issued decisions."""
    return issued_office(tmp_path)


@pytest.fixture
def office(issued: IssuedOffice) -> Iterator[Office]:
    """Their office, opened."""
    opened = issued.open()
    yield opened
    opened.close()


def come_back(issued: IssuedOffice, code: str, name: str, stroke: bytes = STROKE) -> Path:
    """The print of a paper, with its codes and a stroke of a pen, dropped as a file."""
    drawings = {page: drawing(issued.page_code(code, page).text) for page in range(1, PAGES + 1)}
    drawings[PAGES] += b"\n" + stroke
    stamp(issued.printed(code), issued.inbox / name, drawings, fonts=FONTS)
    return issued.inbox / name


def states(office: Office) -> list[DocumentState]:
    """How far the papers came."""
    with office.store.reading() as session:
        return [record_of(session, code).state for code in CODES]


def said(outcomes: Sequence[FileOutcome]) -> dict[str, Outcome]:
    """File -> outcome, in the order they were told."""
    return {outcome.file: outcome.outcome for outcome in outcomes}


def test_files_that_do_not_touch_go_together(
    issued: IssuedOffice, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """this test ensures that papers are recorded together until a file comes that is about one of them, or is none."""
    first = come_back(issued, CODES[0], "1.pdf").read_bytes()
    second = come_back(issued, CODES[1], "2.pdf").read_bytes()
    come_back(issued, CODES[0], "3 khác.pdf", STROKE * 2 + b"q 2 w 340 250 m 450 270 l S Q")
    (issued.inbox / "4 hệt.pdf").write_bytes(second)
    come_back(issued, CODES[2], "5.pdf")
    (issued.inbox / "6.txt").write_text("chữ", "utf-8")
    runs: list[int] = []

    def spied(office: Office, arrived: Sequence[Arrived], *rest: Any) -> tuple[FileOutcome, ...]:
        runs.append(len(arrived))
        return record_arrived(office, arrived, *rest)

    monkeypatch.setattr(receiving, "record_arrived", spied)
    outcomes = take_inbox(office)
    assert said(outcomes) == {
        "1.pdf": Outcome.FILED,
        "2.pdf": Outcome.FILED,
        "3 khác.pdf": Outcome.REVIEW,
        "4 hệt.pdf": Outcome.ALREADY_FILED,
        "5.pdf": Outcome.FILED,
        "6.txt": Outcome.REFUSED,
    }
    assert list(said(outcomes)) == sorted(said(outcomes))
    assert runs == [2, 1, 1, 1]  # the twin, known by then, is noted and recorded by nobody
    assert states(office) == [DocumentState.FILED] * 3
    shelf, place = open_shelf(office), document_object(office, CODES[0])
    assert shelf.read(place, "ky/vb-ky.pdf") == first  # a file that is the whole paper is its signed copy as it came
    assert [version.message for version in shelf.versions(place)][-1] == "nhận văn bản, lưu bản ký"
    assert [path.name for path in issued.inbox.iterdir() if not path.name.startswith(".")] == []
    assert [path.name for path in office.staging.iterdir()] == ["LOCK"]


def test_one_that_fails_spoils_no_other(
    issued: IssuedOffice, office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """this test ensures that of files recorded together only the one that cannot be stays, and is taken next time."""
    for number, code in enumerate(CODES):
        come_back(issued, code, f"{number}.pdf")

    def stumble(office: Office, arrived: Sequence[Arrived], *rest: Any) -> tuple[FileOutcome, ...]:
        if any(each.staged.original_name == "1.pdf" for each in arrived):
            raise RuntimeError
        return record_arrived(office, arrived, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(receiving, "record_arrived", stumble)
        outcomes = take_inbox(office)
    assert said(outcomes) == {"0.pdf": Outcome.FILED, "1.pdf": Outcome.REVIEW, "2.pdf": Outcome.FILED}
    assert [problem.code for problem in outcomes[1].problems] == ["file-not-taken"]
    assert states(office) == [DocumentState.FILED, DocumentState.ISSUED, DocumentState.FILED]
    assert said(take_inbox(office)) == {"1.pdf": Outcome.FILED}
    assert [len(open_shelf(office).versions(document_object(office, code))) for code in CODES] == [2, 2, 2]
    with office.store.reading() as session:
        assert record_of(session, CODES[1]).state is DocumentState.FILED
