"""The verdict on the signatures of a file, as plain frozen values that can be stored and compared years later.

Knows the shape of the evidence and which state weighs most; does not read files nor know who should have signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from registry.labels import SignatureState

POLICY = (
    "docgen-1"  # raise it when a rule of this room changes, so that old verdicts say by which rules they were given
)
PROOF_ONLY = "PROOF_ONLY"  # after the signature came nothing but proof for later
WEIGHT = (
    SignatureState.UNREADABLE,
    SignatureState.BROKEN,
    SignatureState.CHANGED_AFTER,
    SignatureState.REVOKED,
    SignatureState.EXPIRED,
    SignatureState.UNTRUSTED,
    SignatureState.WRONG_SIGNER,
    SignatureState.ADDED_AFTER,
    SignatureState.THIN_EVIDENCE,
    SignatureState.VALID,
)
"""States of a signed PDF, the one that decides first."""


@dataclass(frozen=True, kw_only=True)
class SignatureEvidence:
    """What is known of one signature; texts are "" when the certificate or the signature does not say.

    Times are ISO 8601: `claimed_at` is the signer's own word, `stamped_at` that of a trusted time-stamp authority.
    `added` tells how far later changes go: NONE, PROOF_ONLY, LTA_UPDATES, FORM_FILLING or OTHER;
    `changes` is the first thing that was changed afterwards and may not be; `missing` what a full proof would need.
    """

    field: str
    state: SignatureState
    is_timestamp: bool = False
    signer: str = ""
    post: str = ""
    organisation: str = ""
    issuer: str = ""
    serial: str = ""
    certificate: str = ""  # SHA-256 of the certificate, hex
    known_as: str = ""  # the person or body the office has noted for this certificate
    valid_from: str = ""
    valid_to: str = ""
    claimed_at: str = ""
    stamped_at: str = ""
    coverage: str = ""
    added: str = ""
    changes: str = ""
    revocation: str = ""  # "đã kiểm tra thu hồi" or "chưa kiểm tra thu hồi"
    missing: tuple[str, ...] = ()
    detail: str = ""  # why, in the words of the checker


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the signatures of a file are worth; `reasons` are sentences for the person who looks.

    `trust` tells which trusted certificates and revocation lists were used: name and SHA-256 of each file.
    """

    state: SignatureState
    signatures: tuple[SignatureEvidence, ...] = ()
    reasons: tuple[str, ...] = ()
    checked_at: str = ""
    policy: str = POLICY
    trust: tuple[str, ...] = ()

    @property
    def is_signed(self) -> bool:
        """True when the file carries any digital signature, good or bad."""
        return self.state is not SignatureState.NONE

    def as_row(self) -> dict[str, object]:
        """The JSON object that is stored and shown."""
        row = asdict(self)
        return {**row, "state": self.state.value, "label": self.state.label}


def decisive(states: Iterable[SignatureState]) -> SignatureState:
    """The state of a file from those of its signatures: the weightiest; NONE when there are none."""
    return min(states, key=WEIGHT.index, default=SignatureState.NONE)
