"""Digital signatures looked at by a person: one file, what is trusted, and everything received checked once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import UsageError
from docgen.intake.kinds import Kind, classify
from docgen.media.apart import Helpers
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.attesting import Attestation, keep_verdict, word_verdict
from docgen.paperwork.shelfmarks import open_shelf
from docgen.signatures.marks import is_signed_word
from docgen.signatures.trust import Trust, read_trust
from docgen.signatures.verdict import Verdict
from registry.labels import SignatureState
from registry.store.disposals import tombstones
from registry.store.received import FileRecord, find_file
from registry.store.verdicts import VerdictRecord, add_verdict, all_verdicts


@dataclass(frozen=True, kw_only=True)
class Recheck:
    """A received file whose signatures were checked again: what was held of it, what is held now."""

    sha256: str
    file: str
    before: SignatureState
    now: SignatureState
    reasons: tuple[str, ...]
    is_new: bool  # a new verdict was noted, because something in it differs
    is_proof: bool  # a paper was filed on this file

    def as_row(self) -> dict[str, object]:
        """The JSON row of `docgen signatures recheck`."""
        return {
            "sha256": self.sha256,
            "file": self.file,
            "before": self.before.value,
            "now": self.now.value,
            "reasons": list(self.reasons),
            "new": self.is_new,
            "proof": self.is_proof,
        }

    @property
    def needs_person(self) -> bool:
        """True when a paper rests on a file whose signatures are worth less than they were."""
        return self.is_new and self.is_proof and self.before is not self.now


def check_file(office: Office, path: Path, document: str | None) -> Verdict:
    """The verdict on any PDF or Word file, as if it were a signed copy of `document`; nothing is kept."""
    with Helpers(1) as helpers:
        kind = helpers.run(classify, path, path.name).kind
        if kind is Kind.FORM and helpers.run(is_signed_word, path):
            return word_verdict(office)
        if kind is Kind.PDF:
            return Attestation(office, helpers).judge(path, kind, [document.upper()] if document else [])
    raise UsageError(tr("Không phải PDF hay tệp Word đã ký: {path}", path=path), advice=tr("Chỉ đúng tệp cần xem."))


def trusted(office: Office) -> Trust:
    """What lies in the trust folder, with everything that was left aside."""
    return read_trust(office.trust)


def recheck(office: Office) -> tuple[Recheck, ...]:
    """Check every signed file again from the shelf, with today's trust; a verdict that differs is added, none is lost.

    Nothing is filed and nothing taken back by it: what a changed verdict means for a paper is decided by a person.
    """
    with office.store.reading() as session:
        newest = {record.sha256: record for record in all_verdicts(session)}
        files, destroyed = {sha256: find_file(session, sha256) for sha256 in newest}, tombstones(session)
    pdfs = [file for file in files.values() if file.kind == Kind.PDF.value and file.object_id not in destroyed]
    with Helpers(1) as helpers:
        attestation = Attestation(office, helpers)
        return tuple(_again(office, attestation, file, newest[file.sha256]) for file in pdfs)


def _again(office: Office, attestation: Attestation, file: FileRecord, before: VerdictRecord) -> Recheck:
    documents = [str(row["document"]) for row in file.documents]
    verdict = attestation.judge(office.folder / file.stored_path, Kind.PDF, documents)
    is_new = _essence(verdict.as_row()) != _essence(before.evidence)
    if is_new:
        keep_verdict(office, open_shelf(office), file.object_id, file.sha256, verdict)
        now = office.clock.now()
        with office.store.changing(actor=office.actor, at=now, reason=tr("kiểm tra lại chữ ký số")) as session:
            add_verdict(session, file.sha256, verdict.state, verdict.as_row())
    return Recheck(
        sha256=file.sha256,
        file=file.names[0],
        before=before.state,
        now=verdict.state,
        reasons=verdict.reasons,
        is_new=is_new,
        is_proof=any(row["outcome"] == "filed" for row in file.documents),
    )


def _essence(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What makes two verdicts different: states and rules, not when they were given nor in which words."""
    signatures: Sequence[Mapping[str, Any]] = row["signatures"]
    told = tuple((each["field"], str(each["state"]), each["known_as"], each["revocation"]) for each in signatures)
    return (str(row["state"]), row["policy"], told)
