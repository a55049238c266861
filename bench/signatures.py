"""Checking the signatures of a PDF, beside pyHanko alone with its own rules; goal: at most twice its time.

Our verdict does more: our rules on later changes, byte ranges, who should have signed, which evidence is missing.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import statistics
import sys
import time
from collections.abc import Callable

from asn1crypto import crl
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from docgen.signatures.checking import examine
from docgen.signatures.judging import Expected
from docgen.signatures.trust import Trust
from registry.labels import SignatureState
from tests.support.outside_world import digital_pen as pen
from tests.support.outside_world.notary import Notary

ROUNDS, GOAL = 9, 2.0
SIGNED = (1, 2, 6, 18)  # signatures in a file; seen on real papers: 1 to 18


def main() -> int:
    """Print the table; 1 when an honest file is not found valid."""
    logging.disable(logging.CRITICAL)
    notary, now = Notary(), dt.datetime.now(dt.UTC)
    head, clock = notary.person("Nguyễn Văn Mẫu"), notary.clock()
    lists = [crl.CertificateList.load(notary.revocations(each, made=now)) for each in (notary.root, notary.middle)]
    roots = (notary.root.asn1,)
    known = {head.fingerprint: "Nguyễn Văn Mẫu"}
    trust = Trust(signer_roots=roots, stamp_roots=roots, revocations=tuple(lists), known=known)
    expected, wrong = Expected(signers=("Nguyễn Văn Mẫu",)), 0
    sys.stdout.write(f"\n### Signatures of a PDF (goal: at most {GOAL:.0f} × pyHanko)\n\n")
    sys.stdout.write("| signatures | pyHanko alone, ms | our verdict, ms | ratio |\n|---|---|---|---|\n")
    content = pen.paper()
    for n in range(1, max(SIGNED) + 1):
        content = pen.sign(content, head, chain=(notary.middle,), clock=clock, box=(20 + 25 * n, 100, 40 + 25 * n, 130))
        if n in SIGNED:
            wrong |= examine(content, trust, expected, now=now).state is not SignatureState.VALID
            alone = _median(lambda held=content: _alone(held, trust))  # type: ignore[misc]
            ours = _median(lambda held=content: examine(held, trust, expected, now=now))  # type: ignore[misc]
            sys.stdout.write(f"| {n} | {alone:.1f} | {ours:.1f} | {ours / alone:.2f} |\n")
    logging.disable(logging.NOTSET)
    return int(wrong)


def _alone(content: bytes, trust: Trust) -> None:
    """What the library does by itself: every signature, its stamp, revocation, its own rules on changes."""
    for found in PdfFileReader(io.BytesIO(content)).embedded_signatures:
        contexts = [
            ValidationContext(trust_roots=list(roots), crls=list(trust.revocations), revocation_mode=mode)
            for roots, mode in ((trust.signer_roots, "require"), (trust.stamp_roots, "soft-fail"))
        ]
        validate_pdf_signature(found, *contexts)


def _median(work: Callable[[], object]) -> float:
    """Median milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)
