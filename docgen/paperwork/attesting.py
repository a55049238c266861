"""The signatures of what came back: judged by the people who had to sign the paper, kept with every later check.

Knows who must sign which paper and what a verdict means for it; the check itself is `docgen.signatures`. A paper is
taken on a digital signature only when the verdict says so; every other signature makes it wait for a person.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.intake.kinds import Kind
from docgen.media.apart import Helpers
from docgen.messages import tr
from docgen.office import Office
from docgen.signatures.asking import examine_apart
from docgen.signatures.judging import Expected
from docgen.signatures.verdict import Verdict
from registry.errors import NotFound
from registry.labels import DocumentKind, SignatureState
from registry.problems import Place, Problem
from registry.store.documents import record_of
from registry.store.values import DocumentRecord
from registry.store.verdicts import verdicts_of

UNSEALED = frozenset({DocumentKind.SELF_ASSESSMENT, DocumentKind.MINUTES})  # signed by people, not by the agency
INK = frozenset({"page-unsigned", "signing-place-unknown"})  # what a digital signature stands in for


class Attestation:
    """Judges the signatures of received files of one office."""

    def __init__(self, office: Office, helpers: Helpers) -> None:
        self._office = office
        self._helpers = helpers

    def judge(self, path: Path, kind: Kind, documents: Sequence[str]) -> Verdict:
        """The verdict on a received file; `documents` are the codes found on its pages.

        Only a file of one known paper can be right: for any other nobody knows who should have signed it.
        """
        if kind is not Kind.PDF:
            return self.unsigned()
        now = self._office.clock.now()
        return examine_apart(self._helpers, path, self._office.trust, self.expected(documents), now=now)

    def unsigned(self) -> Verdict:
        """The verdict on a file that bears no trace of a signature."""
        stamp = self._office.clock.now().isoformat(timespec="seconds")
        return Verdict(state=SignatureState.NONE, checked_at=stamp)

    def expected(self, documents: Sequence[str]) -> Expected:
        """Who must have signed the one paper in a file; nobody is known for several, for none, and for a stranger."""
        if len(documents) != 1:
            return Expected()
        with self._office.store.reading() as session:
            try:
                record = record_of(session, documents[0])
            except NotFound:
                return Expected()
        return Expected(signers=tuple(_signers(self._office, record)))

    def is_taken(self, verdict: Verdict) -> bool:
        """True when a paper may be filed on this verdict alone."""
        taken = {SignatureState.VALID}
        if self._office.settings.signatures.incomplete:
            taken.add(SignatureState.THIN_EVIDENCE)
        return verdict.state in taken

    def weigh(self, verdict: Verdict, problems: Sequence[Problem], name: str) -> list[Problem]:
        """What still speaks against filing, with the signatures weighed in: a good one stands in for ink, a doubtful
        one is a reason to wait, none changes nothing.
        """
        if not verdict.is_signed:
            return list(problems)
        if self.is_taken(verdict):
            return [problem for problem in problems if problem.code not in INK]
        return [*problems, signature_problem(verdict, name)]


def signature_problem(verdict: Verdict, name: str) -> Problem:
    """The verdict as a reason to wait."""
    told = tr("Chữ ký số: {state}. {reasons}", state=verdict.state.label, reasons=" ".join(verdict.reasons)).strip()
    return Problem(code=f"signature-{_slug(verdict.state)}", message=told, place=Place(file=name))


def word_verdict(office: Office) -> Verdict:
    """The verdict on a signed Word file: it is kept, shown and never proves anything (luu-tru.md §2.7)."""
    reason = tr("Hãy gửi bản PDF đã ký số; chữ ký trong tệp Word không kiểm tra được.")
    stamp = office.clock.now().isoformat(timespec="seconds")
    return Verdict(state=SignatureState.WORD_UNVERIFIED, reasons=(reason,), checked_at=stamp)


def keep_verdict(office: Office, shelf: Shelf, object_id: str, sha256: str, verdict: Verdict) -> None:
    """Put a verdict beside the bytes it is about, after all earlier ones, so that the shelf alone can tell it."""
    held = verdict_file(office, sha256, verdict)
    shelf.put(object_id, held, message="kiểm tra chữ ký số", user=office.actor, at=office.clock.now())


def verdict_file(office: Office, sha256: str, verdict: Verdict) -> dict[str, bytes | Path]:
    """A verdict as it lies on the shelf, by its logical path."""
    with office.store.reading() as session:
        revision = len(verdicts_of(session, sha256)) + 1
    content = (json.dumps(verdict.as_row(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    return {f"nhan/{sha256[:16]}/chu-ky-{revision}.json": content}


def _slug(state: SignatureState) -> str:
    return state.name.lower().replace("_", "-")


def _signers(office: Office, record: DocumentRecord) -> list[str]:
    names = [record.signatory] if record.signatory else []
    if record.kind in UNSEALED or not office.settings.signatures.agency:
        return names
    issuer = office.settings.report.issuer if record.kind is DocumentKind.REPORT else None
    return [*names, (issuer or office.settings.issuer).body]
