"""A closed hồ sơ as it is handed over: which files stand for each paper, and how they came to be digital.

Knows where things lie on the shelf. Of a paper that came back in one file of its own, and of any signed file, the bytes
as received go, for a signature survives no re-saving; of scanned stacks the signed pages put in order; of a form what
was returned; of a paper nobody signs what was issued.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.handover.package import measured
from docgen.handover.values import Confidence, HandedOverDocument, HandedOverDossier, HandedOverFile
from docgen.office import Office
from docgen.paperwork.dossier_desk import CONTENTS
from docgen.paperwork.shelfmarks import open_shelf
from registry.dossier_facts import Dossier, DossierPaper
from registry.labels import Outcome, SignatureState
from registry.store.received import FileRecord, files_by_outcome
from registry.store.verdicts import VerdictRecord, all_verdicts

TAKEN_IN = "nop-luu"
"""Folder of an object that keeps what a package said of a paper taken in from elsewhere."""
_SOURCES, _MERGED = "ky/nguon.json", "ky/vb-ky.pdf"
_ISSUED = ("phat-hanh/vb.pdf", "phat-hanh/vb.docx", "phat-hanh/vb.xlsx")
_MAGIC = ((b"\xff\xd8", ".jpg"), (b"\x89PNG", ".png"), (b"II*\0", ".tif"), (b"MM\0*", ".tif"), (b"%PDF", ".pdf"))
_UNSIGNED = frozenset({SignatureState.NONE, SignatureState.UNREADABLE})
Held = tuple[tuple[HandedOverFile, ...], Confidence]


@dataclass(frozen=True)
class HandOverDesk:
    """Looks up, for one run, what the office holds; changes nothing."""

    office: Office

    @cached_property
    def _shelf(self) -> Shelf:
        return open_shelf(self.office)

    @cached_property
    def _received(self) -> dict[str, FileRecord]:
        with self.office.store.reading() as session:
            return {file.sha256: file for file in files_by_outcome(session, ())}

    @cached_property
    def _verdicts(self) -> dict[str, VerdictRecord]:
        """The newest verdict of each file that has signatures."""
        with self.office.store.reading() as session:
            found = {verdict.sha256: verdict for verdict in all_verdicts(session)}
        return {sha256: verdict for sha256, verdict in found.items() if verdict.state not in _UNSIGNED}

    @cached_property
    def _forms(self) -> dict[str, FileRecord]:
        """Per document the form that was filed last."""
        forms = [file for file in self._received.values() if file.kind == "form" and file.outcome is Outcome.FILED]
        return {str(row["document"]): file for file in forms for row in file.documents}

    def dossier(self, dossier: Dossier) -> HandedOverDossier:
        """The dossier with the files of its papers; a paper without any has none, which `hindrances` tells."""
        return HandedOverDossier(
            code=dossier.code,
            title=dossier.title,
            fonds=dossier.fonds,
            body=dossier.body,
            regime=dossier.regime.value,
            formed_in=dossier.formed_in,
            access=dossier.access,
            retention_years=dossier.retention.years,
            retention_start=dossier.retention.start.value,
            retention_rule=dossier.retention.rule,
            retention_basis=dossier.retention.basis,
            opened_at=dossier.opened_at,
            ended_on=dossier.ended_on,
            closed_at=dossier.closed_at,
            documents=tuple(self._document(paper) for paper in dossier.papers),
            contents=self._contents(dossier),
            kind=dossier.kind.value,
            agency=dossier.agency,
            number=dossier.number,
            closed_by=dossier.closed_by,
            reason=dossier.reason,
        )

    def _contents(self, dossier: Dossier) -> bytes | None:
        shelf = self._shelf
        has = shelf.has(dossier.object_id) and CONTENTS in shelf.paths(dossier.object_id)
        return shelf.read(dossier.object_id, CONTENTS) if has else None

    def _document(self, paper: DossierPaper) -> HandedOverDocument:
        files, confidence = self._held(paper)
        return HandedOverDocument(
            ordinal=paper.ordinal,
            type_name=paper.type_name,
            number_text=paper.number_text,
            issued_on=paper.dated,
            author=paper.author,
            subject=paper.subject,
            pages=paper.pages,
            confidence=confidence,
            files=files,
            note=paper.note,
            added_at=paper.added_at,
        )

    def _held(self, paper: DossierPaper) -> Held:
        """The files of a paper from the surest source that has any."""
        if not paper.object_id or not self._shelf.has(paper.object_id):
            return (), Confidence.BORN_DIGITAL
        paths = set(self._shelf.paths(paper.object_id))
        ways: Sequence[Callable[[DossierPaper, set[str]], Held | None]] = (
            self._taken_in,
            self._kept_for_itself,
            self._signed,
            self._returned_form,
            self._issued,
        )
        for way in ways:
            held = way(paper, paths)
            if held is not None:
                return held
        return (), Confidence.BORN_DIGITAL

    def _taken_in(self, paper: DossierPaper, paths: set[str]) -> Held | None:
        """The files that came with a package, as it named them and in its order."""
        notes = sorted(path for path in paths if path.startswith(f"{TAKEN_IN}/") and path.endswith("/tep.json"))
        for path in notes:
            said = json.loads(self._shelf.read(paper.object_id, path))
            if paper.sha256 and said["files"][0]["sha256"] == paper.sha256:
                files = tuple(self._of_record(self._received[each["sha256"]]) for each in said["files"])
                return files, Confidence(said["confidence"])
        return None

    def _kept_for_itself(self, paper: DossierPaper, paths: set[str]) -> Held | None:
        if not paper.sha256:
            return None
        return (self._of_record(self._received[paper.sha256]),), self._confidence([paper.sha256])

    def _signed(self, paper: DossierPaper, paths: set[str]) -> Held | None:
        if _SOURCES not in paths:
            return None
        rows = json.loads(self._shelf.read(paper.object_id, _SOURCES))
        sources = list(dict.fromkeys(str(row["sha256"]) for row in rows))
        confidence = self._confidence(sources)
        first = self._received[sources[0]]
        is_its_own = len(sources) == 1 and first.object_id == paper.object_id
        if is_its_own or confidence is Confidence.BORN_DIGITAL or _MERGED not in paths:
            return tuple(self._of_record(self._received[sha256]) for sha256 in sources), confidence
        return (self._on_shelf(paper.object_id, _MERGED),), confidence

    def _returned_form(self, paper: DossierPaper, paths: set[str]) -> Held | None:
        form = self._forms.get(paper.document or "")
        return None if form is None else ((self._of_record(form),), Confidence.BORN_DIGITAL)

    def _issued(self, paper: DossierPaper, paths: set[str]) -> Held | None:
        name = next((name for name in _ISSUED if name in paths), None)
        return None if name is None else ((self._on_shelf(paper.object_id, name),), Confidence.BORN_DIGITAL)

    def _confidence(self, sources: Sequence[str]) -> Confidence:
        """Born digital when every file is signed digitally or is a form, else a scan."""
        is_digital = all(sha256 in self._verdicts or self._received[sha256].kind == "form" for sha256 in sources)
        return Confidence.BORN_DIGITAL if is_digital else Confidence.DIGITISED

    def _of_record(self, record: FileRecord) -> HandedOverFile:
        path = self.office.folder / record.stored_path
        verdict = self._verdicts.get(record.sha256)
        return HandedOverFile(
            source=path,
            sha256=record.sha256,
            size=record.size,
            suffix=_suffix(path),
            original_name=record.names[0] if record.names else "",
            received_at=record.arrived_at,
            signature=verdict.state.value if verdict else "",
            checked_at=verdict.checked_at if verdict else "",
        )

    def _on_shelf(self, object_id: str, name: str) -> HandedOverFile:
        path = self._shelf.stored_path(object_id, name)
        sha256, size = measured(path)
        return HandedOverFile(source=path, sha256=sha256, size=size, suffix=path.suffix.lower())


def _suffix(path: Path) -> str:
    """The ending a reader expects; pictures lie on the shelf without one."""
    if path.suffix not in ("", ".img"):
        return path.suffix.lower()
    with path.open("rb") as handle:
        head = handle.read(8)
    return next((suffix for magic, suffix in _MAGIC if head.startswith(magic)), ".bin")
