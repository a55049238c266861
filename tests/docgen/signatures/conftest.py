"""One authority with its people for all tests of the room, and papers they signed honestly."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import logging
from collections.abc import Iterator

import pytest
from asn1crypto import crl

from docgen.signatures.checking import examine
from docgen.signatures.judging import Expected
from docgen.signatures.trust import Trust
from docgen.signatures.verdict import Verdict
from tests.support.outside_world import digital_pen as pen
from tests.support.outside_world.notary import Holder, Notary

NOW = dt.datetime.now(dt.UTC)
HEAD, AGENCY = "Nguyễn Văn Mẫu", "Ban Thường vụ Huyện ủy Mẫu"
EXPECTED = Expected(signers=(HEAD, AGENCY))


@dataclasses.dataclass(frozen=True)
class World:
    """Everybody who signs, and what the office trusts."""

    notary: Notary
    head: Holder
    agency: Holder
    clock: Holder
    trust: Trust

    @functools.cached_property
    def chain(self) -> tuple[Holder, ...]:
        """What signing programs put into the file beside the signer's certificate."""
        return (self.notary.middle,)

    def sign(self, content: bytes, who: Holder, **words: object) -> bytes:
        """One more signature, with a time-stamp unless `clock` says None."""
        return pen.sign(content, who, **{"chain": self.chain, "clock": self.clock, **words})  # type: ignore[arg-type]

    @functools.cached_property
    def signed(self) -> bytes:
        """A paper signed by the head, then by the agency, both with a picture and a time-stamp."""
        one = self.sign(pen.paper(), self.head, box=(300, 100, 450, 160))
        return self.sign(one, self.agency, box=(260, 100, 330, 170))

    def verdict(self, content: bytes, trust: Trust | None = None, expected: Expected = EXPECTED) -> Verdict:
        """What the room says of the file."""
        return examine(content, self.trust if trust is None else trust, expected, now=NOW)

    def trusting(self, **words: object) -> Trust:
        """The trust of the office with something different."""
        return dataclasses.replace(self.trust, **words)  # type: ignore[arg-type]

    def lists(self, *revoked: Holder, revoked_on: dt.datetime | None = None) -> tuple[crl.CertificateList, ...]:
        """Fresh revocation lists of both authorities, with those people revoked."""
        notary = self.notary
        made = NOW - dt.timedelta(minutes=5)
        rows = (
            notary.revocations(notary.root, made=made),
            notary.revocations(notary.middle, revoked, made=made, revoked_on=revoked_on),
        )
        return tuple(crl.CertificateList.load(row) for row in rows)


@pytest.fixture(scope="session")
def world() -> World:
    """The authority and its people, made once."""
    notary = Notary()
    head = notary.person(HEAD, post="Bí thư", organisation="Huyện ủy Mẫu")
    agency, clock = notary.person(AGENCY), notary.clock()
    known = {head.fingerprint: HEAD, agency.fingerprint: AGENCY}
    roots = (notary.root.asn1,)
    trust = Trust(signer_roots=roots, stamp_roots=roots, others=(notary.middle.asn1,), known=known)
    bare = World(notary=notary, head=head, agency=agency, clock=clock, trust=trust)
    return dataclasses.replace(bare, trust=dataclasses.replace(trust, revocations=bare.lists()))


@pytest.fixture(autouse=True)
def quiet_library() -> Iterator[None]:
    """pyHanko tells each refusal with its stack; what counts here is the verdict."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
