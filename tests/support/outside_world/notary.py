"""A certificate authority of our own: root, intermediate, people, an agency, a time-stamp authority, revocation lists.

Everything is made anew with keys nobody keeps; it knows nothing of docgen. Names are fictional.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

BEGIN, END = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2045, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        """The certificate as it lies in a .crt file."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def asn1(self) -> asn1_x509.Certificate:
        """The certificate as signing programs take it."""
        return asn1_x509.Certificate.load(self.der)

    @property
    def asn1_key(self) -> asn1_keys.PrivateKeyInfo:
        """The key as signing programs take it."""
        raw = self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return asn1_keys.PrivateKeyInfo.load(raw)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


@dataclass
class Notary:
    """One authority: `root` issues `middle`, `middle` issues everybody else."""

    name: str = "CA thử nghiệm"
    root: Holder = field(init=False)
    middle: Holder = field(init=False)

    def __post_init__(self) -> None:
        self.root = self._issue(_name(f"{self.name} gốc"), None, is_authority=True)
        self.middle = self._issue(_name(f"{self.name} G2"), self.root, is_authority=True)

    def person(
        self,
        name: str,
        *,
        post: str = "",
        organisation: str = "",
        begin: dt.datetime = BEGIN,
        end: dt.datetime = END,
        binding: bool = True,
    ) -> Holder:
        """A device of a person or an agency; without `binding` it may not sign documents (no nonRepudiation)."""
        return self._issue(_name(name, post, organisation), self.middle, begin=begin, end=end, binding=binding)

    def clock(self, name: str = "TSA thử nghiệm") -> Holder:
        """A time-stamp authority."""
        return self._issue(_name(name), self.middle, stamps=True)

    def revocations(
        self,
        issuer: Holder,
        revoked: Iterable[Holder] = (),
        *,
        made: dt.datetime,
        days: int = 30,
        revoked_on: dt.datetime | None = None,
    ) -> bytes:
        """A revocation list of `issuer`."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(made)
            .next_update(made + dt.timedelta(days=days))
        )
        for each in revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(each.certificate.serial_number)
            builder = builder.add_revoked_certificate(entry.revocation_date(revoked_on or made).build())
        public = issuer.key.public_key()
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        builder = builder.add_extension(x509.CRLNumber(1), critical=False)
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _issue(
        self,
        subject: x509.Name,
        issuer: Holder | None,
        *,
        begin: dt.datetime = BEGIN,
        end: dt.datetime = END,
        is_authority: bool = False,
        binding: bool = True,
        stamps: bool = False,
    ) -> Holder:
        key = _rsa() if stamps else ec.generate_private_key(ec.SECP256R1())
        by, parent = (issuer.key, issuer.certificate.subject) if issuer else (key, subject)
        usage = x509.KeyUsage(
            digital_signature=not is_authority,
            content_commitment=binding and not is_authority,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=is_authority,
            crl_sign=is_authority,
            encipher_only=False,
            decipher_only=False,
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(parent)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        )
        if stamps:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return Holder(builder.sign(by, hashes.SHA256()), key)


def _name(common: str, post: str = "", organisation: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common), x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if post:
        parts.append(x509.NameAttribute(NameOID.TITLE, post))
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(parts)


def _rsa() -> rsa.RSAPrivateKey:
    """The stand-in for a time-stamp authority signs with RSA alone."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
