"""Which bytes are handed over for a paper, and what they are said to be (luu-tru.md §0.3, requirement 14)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.handover.values import Confidence, HandedOverDocument
from docgen.intake.outcome import FileOutcome
from docgen.office import Office
from docgen.paperwork.handing_over import HandOverDesk
from registry.labels import Outcome
from registry.store.dossier_records import dossier_records
from tests.docgen.paperwork.test_attesting import AGENCY, Desk
from tests.docgen.paperwork.test_receiving import BODY, hand_in, sheet, signed
from tests.support.outside_world.notary import Notary

SETTINGS = '\n[archive]\nagency = "H49.64"\n'


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desk]:
    """An office with an issued decision, a trust folder and two people who sign for it."""
    logging.disable(logging.CRITICAL)
    notary = Notary()
    people = {"head": notary.person("Bí thư"), "agency": notary.person(AGENCY)}
    made = Desk(tmp_path / "van-phong", notary, people, notary.clock(), SETTINGS)
    yield made
    logging.disable(logging.NOTSET)
    made.office.close()


def handed_over(office: Office, outcome: FileOutcome) -> HandedOverDocument:
    """The one paper of the one dossier."""
    assert outcome.outcome is Outcome.FILED, outcome
    with office.store.reading() as session:
        (dossier,) = dossier_records(session)
    (document,) = HandOverDesk(office).dossier(dossier).documents
    return document


def test_a_signed_file_goes_as_it_came(here: Desk) -> None:
    """One re-saving would destroy both signatures: the bytes are those received, and their verdict goes with them."""
    content = here.sign(here.paper(), "head", "agency")
    document = handed_over(here.office, here.hand_in(content, "Quyết định đã ký.pdf"))
    (file,) = document.files
    assert isinstance(file.source, Path) and file.source.read_bytes() == content
    assert (file.suffix, file.original_name, file.signature) == (".pdf", "Quyết định đã ký.pdf", "HOP_LE")
    assert document.confidence is Confidence.BORN_DIGITAL


def test_a_photograph_goes_as_it_came_and_is_a_scan(here: Desk) -> None:
    """A picture lies on the shelf without its ending; handed over it has the one its bytes ask for."""
    path = here.office.folder / "anh.jpg"
    signed(sheet(here.office, BODY)).convert("RGB").save(path, quality=90)
    document = handed_over(here.office, hand_in(here.office, path))
    (file,) = document.files
    assert isinstance(file.source, Path) and file.source.read_bytes() == path.read_bytes()
    assert (file.suffix, file.signature, document.confidence) == (".jpg", "", Confidence.DIGITISED)
