"""From the library's findings to our words: what a certificate says of its holder, what state one signature is in.

Knows the table of luu-tru.md §2.5; does not know who should have signed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus, SignatureCoverageLevel

from docgen.signatures.changes import Later
from docgen.signatures.trust import Trust, fingerprint
from docgen.signatures.verdict import PROOF_ONLY, SignatureEvidence
from registry.labels import SignatureState
from registry.vietnamese import normalise

NO_STAMP = "thiếu dấu thời gian tin cậy"
REVOCATION_CHECKED, REVOCATION_UNCHECKED = "đã kiểm tra thu hồi", "chưa kiểm tra thu hồi"
Status = PdfSignatureStatus | DocumentTimestampStatus


def described(signature: EmbeddedPdfSignature, trust: Trust) -> SignatureEvidence:
    """What signature and certificate say of themselves: claims until the check is done."""
    certificate = signature.signer_cert
    print_ = fingerprint(certificate)
    claimed = signature.self_reported_timestamp
    return SignatureEvidence(
        field=str(signature.field_name),
        state=SignatureState.UNREADABLE,
        is_timestamp=signature.sig_object_type == "/DocTimeStamp",
        signer=_named(certificate.subject, "common_name"),
        post=_named(certificate.subject, "title"),
        organisation=", ".join(
            part
            for part in (
                _named(certificate.subject, "organizational_unit_name"),
                _named(certificate.subject, "organization_name"),
            )
            if part
        ),
        issuer=_named(certificate.issuer, "common_name"),
        serial=f"{certificate.serial_number:X}",
        certificate=print_,
        known_as=trust.name_of(print_),
        valid_from=certificate.not_valid_before.isoformat(timespec="seconds"),
        valid_to=certificate.not_valid_after.isoformat(timespec="seconds"),
        claimed_at=claimed.isoformat(timespec="seconds") if isinstance(claimed, dt.datetime) else "",
    )


def state_of(base: SignatureEvidence, status: Status) -> SignatureEvidence:
    """The evidence with what the check found; VALID here means: nothing speaks against it."""
    coverage = status.coverage
    diff = status.diff_result
    found = replace(
        base,
        coverage=coverage.name if coverage is not None else "",
        added=_added(diff),
        changes="" if isinstance(diff, DiffResult) else str(diff or ""),
    )
    state, detail = _state(status, coverage)
    return replace(found, state=state, detail=detail)


def is_permitted(status: Status) -> bool:
    """True when what came after a signature or stamp is within what it allows; nothing came counts too."""
    diff = status.diff_result
    if isinstance(status, PdfSignatureStatus) and not status.docmdp_ok:
        return False
    return isinstance(diff, DiffResult) and diff.modification_level < ModificationLevel.OTHER


def _added(diff: object) -> str:
    if isinstance(diff, Later) and diff.is_proof_only:
        return PROOF_ONLY
    return diff.modification_level.name if isinstance(diff, DiffResult) else "OTHER"


def _state(status: Status, coverage: SignatureCoverageLevel | None) -> tuple[SignatureState, str]:
    problem = status.trust_problem_indic
    if not (status.intact and status.valid):
        return SignatureState.BROKEN, ""
    if coverage is None or coverage < SignatureCoverageLevel.ENTIRE_REVISION or not is_permitted(status):
        return SignatureState.CHANGED_AFTER, ""
    if status.revoked:
        return SignatureState.REVOKED, ""
    if problem in {AdESIndeterminate.OUT_OF_BOUNDS_NO_POE, AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED}:
        return SignatureState.EXPIRED, ""
    if not status.trusted:
        return SignatureState.UNTRUSTED, str(getattr(problem, "name", "") or "")
    if isinstance(status, PdfSignatureStatus) and not status.seed_value_ok:
        return SignatureState.CHANGED_AFTER, str(status.seed_value_constraint_error)
    return SignatureState.VALID, ""


def _named(name: x509.Name, part: str) -> str:
    value = name.native.get(part, "")
    return normalise(", ".join(value) if isinstance(value, list) else str(value))
