"""Reading and checking every signature of a PDF: one file in, one verdict out, without network and without writing.

Knows how pyHanko is asked: strict reader, decoding limits, configured roots only, our own rules on later changes. Does
not know whose paper it is; who should have signed is an argument.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from asn1crypto import crl, ocsp
from pyhanko.pdf_utils.decode_limits import DecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from docgen.messages import tr
from docgen.signatures.byte_ranges import range_fault
from docgen.signatures.changes import LaterChanges
from docgen.signatures.evidence import (
    NO_STAMP,
    REVOCATION_CHECKED,
    REVOCATION_UNCHECKED,
    described,
    is_permitted,
    state_of,
)
from docgen.signatures.judging import Expected, judged
from docgen.signatures.marks import has_signature
from docgen.signatures.trust import Trust
from docgen.signatures.verdict import SignatureEvidence, Verdict
from registry.labels import SignatureState

MOST_SIGNATURES = 64  # seen on real papers: 18
_POLICY = LaterChanges()


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What certificates are checked against: the office's trust and what the file itself brings for later."""

    trust: Trust
    crls: Sequence[crl.CertificateList] = ()
    ocsps: Sequence[ocsp.OCSPResponse] = ()
    certificates: Sequence[object] = ()

    def context(self, *, for_stamps: bool, mode: str, moment: dt.datetime | None = None) -> ValidationContext:
        """A fresh context that never fetches; `moment` looks back to a proven time, None means now."""
        roots = self.trust.stamp_roots if for_stamps else self.trust.signer_roots
        return ValidationContext(
            trust_roots=list(roots),  # an empty list trusts nothing; None would mean the operating system
            other_certs=[*self.trust.others, *self.certificates],
            crls=list(self.crls),
            ocsps=list(self.ocsps),
            allow_fetching=False,
            revocation_mode=mode,
            moment=moment,
            retroactive_revinfo=moment is not None,
        )


def examine(content: bytes, trust: Trust, expected: Expected, *, now: dt.datetime) -> Verdict:
    """The verdict on a PDF; never raises for what is in the file: what cannot be read is KHONG_DOC_DUOC."""
    stamp = now.isoformat(timespec="seconds")
    if not has_signature(content):
        return Verdict(state=SignatureState.NONE, checked_at=stamp)
    try:
        evidence = _all_signatures(content, trust)
    except Exception as error:  # hostile files end in many ways, each of them means: not checked
        return unreadable(_said(error), now=now)
    if not evidence:
        return unreadable(tr("tệp có dấu vết chữ ký số nhưng không đọc ra chữ ký nào"), now=now)
    verdict = judged(evidence, expected, has_tail=not content.rstrip().endswith(b"%%EOF"))
    files = tuple(f"{file.name} {file.sha256}" for file in trust.files)
    return replace(verdict, checked_at=stamp, trust=files)


def unreadable(reason: str, *, now: dt.datetime) -> Verdict:
    """The verdict on a file that could not be checked, with the reason."""
    return Verdict(state=SignatureState.UNREADABLE, reasons=(reason,), checked_at=now.isoformat(timespec="seconds"))


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _all_signatures(content: bytes, trust: Trust) -> tuple[SignatureEvidence, ...]:
    reader = PdfFileReader(io.BytesIO(content), strict=True, decode_limits=DecodeLimits())
    if reader.encrypted:
        raise ValueError(tr("tệp được mã hóa"))
    found = sorted(reader.embedded_signatures, key=lambda each: (each.signed_revision, each.fq_name))
    if len(found) != sum(1 for _ in enumerate_sig_fields(reader, filled_status=True)):
        raise ValueError(tr("tệp có chữ ký theo cách không được hỗ trợ"))
    if len(found) > MOST_SIGNATURES:
        raise ValueError(tr("tệp có quá nhiều chữ ký"))
    proof = _proof(reader, trust)
    ranges = [tuple(each.byte_range) for each in found]
    stamped = _document_stamps(found, proof)
    evidence = []
    for each in found:
        twin = ranges.count(tuple(each.byte_range)) > 1
        fault = tr("hai ô chữ ký chỉ cùng một chữ ký") if twin else range_fault(content, each)
        evidence.append(_checked(each, proof, stamped, fault))
    return tuple(evidence)


def _proof(reader: PdfFileReader, trust: Trust) -> Proof:
    """The office's lists, and those the signers left in the file for later (DSS); a damaged store brings nothing."""
    certificates: list[object] = []
    crls, ocsps = list(trust.revocations), []
    with suppress(NoDSSFoundError):
        store = DocumentSecurityStore.read_dss(reader)
        certificates = list(store.load_certs())
        crls += [crl.CertificateList.load(each.get_object().data) for each in store.crls]
        ocsps = [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps]
    return Proof(trust=trust, crls=crls, ocsps=ocsps, certificates=certificates)


def _checked(
    signature: EmbeddedPdfSignature, proof: Proof, stamped: dict[int, dt.datetime], fault: str
) -> SignatureEvidence:
    base = described(signature, proof.trust)
    if fault:
        return replace(base, state=SignatureState.BROKEN, detail=fault)
    try:
        if base.is_timestamp:
            return _checked_stamp(signature, proof, base)
        return _checked_signature(signature, proof, stamped, base)
    except Exception as error:  # one bad signature is a finding, the others are still told
        return replace(base, state=SignatureState.UNREADABLE, detail=_said(error))


def _checked_stamp(signature: EmbeddedPdfSignature, proof: Proof, base: SignatureEvidence) -> SignatureEvidence:
    context = proof.context(for_stamps=True, mode="soft-fail")
    status = validate_pdf_timestamp(signature, context, diff_policy=_POLICY)
    at = status.timestamp.isoformat(timespec="seconds")
    return replace(state_of(base, status), stamped_at=at if status.trusted else "")


def _checked_signature(
    signature: EmbeddedPdfSignature, proof: Proof, stamped: dict[int, dt.datetime], base: SignatureEvidence
) -> SignatureEvidence:
    """Checked as of now; when the certificate has run out since, as of the time a trusted stamp proves."""
    status, is_checked = _status(signature, proof, None)
    proven = _proven_time(status, signature, stamped)
    found = state_of(base, status)
    if found.state in {SignatureState.EXPIRED, SignatureState.REVOKED} and proven is not None:
        status, is_checked = _status(signature, proof, proven)
        found = state_of(base, status)
    missing = (*(() if proven else (NO_STAMP,)), *(() if is_checked else (REVOCATION_UNCHECKED,)))
    if found.state is SignatureState.VALID and missing:
        found = replace(found, state=SignatureState.THIN_EVIDENCE)
    return replace(
        found,
        stamped_at=proven.isoformat(timespec="seconds") if proven else "",
        revocation=REVOCATION_CHECKED if is_checked else REVOCATION_UNCHECKED,
        missing=missing,
    )


def _status(
    signature: EmbeddedPdfSignature, proof: Proof, moment: dt.datetime | None
) -> tuple[PdfSignatureStatus, bool]:
    """The library's findings, and whether every certificate of the chain was looked up in a revocation list."""
    modes = ("require", "soft-fail") if proof.crls or proof.ocsps else ("soft-fail",)
    for mode in modes:
        status = validate_pdf_signature(
            signature,
            proof.context(for_stamps=False, mode=mode, moment=moment),
            proof.context(for_stamps=True, mode="soft-fail"),
            diff_policy=_POLICY,
        )
        if mode == "require" and (status.trusted or status.revoked):
            return status, True
    return status, False


def _proven_time(
    status: PdfSignatureStatus, signature: EmbeddedPdfSignature, stamped: dict[int, dt.datetime]
) -> dt.datetime | None:
    """When the signature existed for certain: its own time-stamp, or the first document stamp that covers it."""
    own = status.timestamp_validity
    if own is not None and own.intact and own.valid and own.trusted:
        return own.timestamp
    later = [at for revision, at in stamped.items() if revision >= signature.signed_revision]
    return min(later, default=None)


def _document_stamps(found: Sequence[EmbeddedPdfSignature], proof: Proof) -> dict[int, dt.datetime]:
    """Trusted time-stamps over the document as a whole: revision -> time."""
    stamps: dict[int, dt.datetime] = {}
    for each in found:
        if each.sig_object_type != "/DocTimeStamp":
            continue
        with suppress(Exception):  # told again when the stamp itself is checked
            status = validate_pdf_timestamp(each, proof.context(for_stamps=True, mode="soft-fail"), diff_policy=_POLICY)
            if status.intact and status.valid and status.trusted and is_permitted(status):
                stamps[each.signed_revision] = status.timestamp
    return stamps
