"""What was kept of received files, entered in the registry: their outcomes, and what the papers in them prove.

Knows rows and their order in one transaction; that the bytes lie on the shelf before is the caller's duty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docgen.intake.outcome import FileOutcome
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.filing import Arrived, Shelved
from docgen.paperwork.founding import founding
from docgen.paperwork.shelfmarks import document_urn
from registry.labels import Outcome
from registry.store.dossier_filling import settle_places
from registry.store.proving import settle_all_signed
from registry.store.received import Dropped, NewFile, record_files, settle_all_earlier
from registry.store.values import DocumentRecord
from registry.store.verdicts import add_verdict


def record_arrived(
    office: Office, arrived: Sequence[Arrived], shelved: Sequence[Shelved], papers: Mapping[str, DocumentRecord]
) -> tuple[FileOutcome, ...]:
    """Enter files and everything they prove, all or nothing; `papers` are those that may be filed by them."""
    now = office.clock.now()
    dropped = [
        Dropped(file=_row(each, place), name=each.staged.original_name, arrival=each.staged.arrival)
        for each, place in zip(arrived, shelved, strict=True)
    ]
    whole = [(papers[code], each.staged.sha256) for each in arrived for code in _filed(each)]
    with office.store.changing(actor=office.actor, at=now, reason=tr("nhận văn bản trả về")) as session:
        record_files(session, dropped, at=now)
        for each in arrived:
            if each.verdict:
                add_verdict(session, each.staged.sha256, each.verdict.state, each.verdict.as_row())
        if whole:
            codes = [record.code for record, _ in whole]
            settle_all_signed(session, whole, now)
            settle_all_earlier(session, set(codes))
            settle_places(session, {code: document_urn(office, code) for code in codes}, founding(office))
    return tuple(_outcome(each) for each in arrived)


def _filed(arrived: Arrived) -> list[str]:
    return [each.document for each in arrived.documents if each.outcome is Outcome.FILED]


def _row(arrived: Arrived, shelved: Shelved) -> NewFile:
    return NewFile(
        sha256=arrived.staged.sha256,
        size=arrived.staged.size,
        kind=arrived.kind,
        outcome=arrived.outcome,
        problems=[problem.as_row() for problem in arrived.problems],
        documents=[document.as_row() for document in arrived.documents],
        object_id=shelved.object_id,
        stored_path=shelved.path,
        pages=arrived.proofs,
    )


def _outcome(arrived: Arrived) -> FileOutcome:
    return FileOutcome(
        file=arrived.staged.original_name,
        sha256=arrived.staged.sha256,
        outcome=arrived.outcome,
        problems=tuple(arrived.problems),
        documents=tuple(arrived.documents),
    )
