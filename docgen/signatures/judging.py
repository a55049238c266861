"""From the signatures to the file: who should have signed, whether they did, what decides.

Knows names and states; does not read files. A name on a certificate is only a claim: what counts is whose the office
has noted that certificate to be, for two people may bear one name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.messages import tr
from docgen.signatures.verdict import PROOF_ONLY, SignatureEvidence, Verdict, decisive
from registry.labels import SignatureState
from registry.vietnamese import normalise

GOOD = frozenset({SignatureState.VALID, SignatureState.THIN_EVIDENCE})


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Who must have signed, by the names on the paper; () when it is not known whose paper it is."""

    signers: tuple[str, ...] = ()


def judged(evidence: Sequence[SignatureEvidence], expected: Expected, *, has_tail: bool = False) -> Verdict:
    """The verdict from all signatures, in the order they were made (at least one).

    `has_tail` tells that bytes follow the end of the PDF.
    """
    regular = [each for each in evidence if not each.is_timestamp]
    states = [each.state for each in evidence]
    reasons = [_reason(each) for each in evidence if each.state not in GOOD]
    if not regular:
        states.append(SignatureState.WRONG_SIGNER)
        reasons.append(tr("Tệp chỉ có dấu thời gian, không có chữ ký của ai."))
    for name in _absent(regular, expected):
        states.append(SignatureState.WRONG_SIGNER)
        reasons.append(tr("Thiếu chữ ký số của {name}.", name=name))
    last = evidence[-1]
    if last.coverage not in ("", "ENTIRE_FILE") and (last.added != PROOF_ONLY or has_tail):
        states.append(SignatureState.ADDED_AFTER)
        reasons.append(tr("Có phần thêm sau chữ ký cuối; cần người xem."))
    if not expected.signers:
        states.append(SignatureState.THIN_EVIDENCE)
        reasons.append(tr("Chưa biết ai phải ký tệp này."))
    reasons += [
        tr("Chữ ký của {who}: {what}.", who=_who(each), what=", ".join(each.missing))
        for each in regular
        if each.missing
    ]
    return Verdict(state=decisive(states), signatures=tuple(evidence), reasons=tuple(reasons))


def _absent(regular: Sequence[SignatureEvidence], expected: Expected) -> list[str]:
    """Who should have signed and did not; a signature that is not good in itself does not count."""
    signed = {_key(each.known_as) for each in regular if each.known_as and each.state in GOOD}
    if any(each.state not in GOOD for each in regular):
        signed |= {_key(each.known_as) for each in regular}  # the weightier state already says why it does not count
    return [name for name in expected.signers if _key(name) not in signed]


def _key(name: str) -> str:
    return normalise(name).casefold()


def _who(each: SignatureEvidence) -> str:
    return each.known_as or each.signer or each.field


def _reason(each: SignatureEvidence) -> str:
    told = "; ".join(part for part in (each.state.label, each.changes, each.detail) if part)
    return tr("Chữ ký của {who}: {what}.", who=_who(each), what=told)
