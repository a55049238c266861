"""What the office trusts: certificates and revocation lists that a person put into a folder and noted in its list.

Knows the folder and its `tin-cay.toml`; a root counts only when the list names its fingerprint, where it came from, who
put it there and when (luu-tru.md §2.2). Never looks at the certificates of the operating system nor at the network.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import crl, pem, x509

from docgen.messages import tr
from registry.problems import Place, Problem, Severity
from registry.vietnamese import normalise

LIST = "tin-cay.toml"
CERTIFICATES, REVOCATIONS = (".crt", ".cer", ".pem", ".der"), (".crl",)
MOST_BYTES = 16 << 20  # of one file; revocation lists of large authorities are a few megabytes
_SAID = ("file", "for", "sha256", "source", "loaded_by", "loaded_on")
SIGNERS, STAMPS = "signers", "timestamps"


@dataclass(frozen=True, kw_only=True)
class TrustedFile:
    """A file of the folder with its SHA-256; for a certificate that of the certificate itself, not of its spelling."""

    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Trust:
    """What may be believed. `known` tells whose a certificate is: SHA-256 of the certificate -> name as on papers.

    Empty roots mean that nothing is trusted. `problems` are entries and files that were left aside, with the reason.
    """

    signer_roots: tuple[x509.Certificate, ...] = ()
    stamp_roots: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()
    revocations: tuple[crl.CertificateList, ...] = ()
    known: Mapping[str, str] | None = None
    files: tuple[TrustedFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    def name_of(self, certificate: str) -> str:
        """The person or body the office noted for a certificate (SHA-256 hex), "" when it noted none."""
        return (self.known or {}).get(certificate, "")


class _Fault(Exception):
    """An entry or file that is left aside, with the reason as a sentence."""


def read_trust(folder: Path) -> Trust:
    """What lies in the trust folder; an absent or empty folder trusts nothing. Faults are told, never guessed at."""
    if not folder.is_dir():
        return Trust()
    problems: list[Problem] = []
    certificates, revocations, files = _files(folder, problems)
    listed = _listed(folder / LIST, problems)
    roots: dict[str, list[x509.Certificate]] = {SIGNERS: [], STAMPS: []}
    for entry in _tables(listed, "root", problems):
        try:
            use, root = _root(entry, certificates)
            roots[use].append(root)
        except _Fault as fault:
            problems.append(_problem(str(fault), LIST))
    return Trust(
        signer_roots=tuple(roots[SIGNERS]),
        stamp_roots=tuple(roots[STAMPS]),
        others=tuple(certificates.values()),
        revocations=tuple(revocations),
        known=dict(_known(_tables(listed, "signer", problems), problems)),
        files=tuple(files),
        problems=tuple(problems),
    )


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of a certificate, lower-case hex."""
    return hashlib.sha256(certificate.dump()).hexdigest()


def _files(
    folder: Path, problems: list[Problem]
) -> tuple[dict[str, x509.Certificate], list[crl.CertificateList], list[TrustedFile]]:
    certificates: dict[str, x509.Certificate] = {}
    revocations: list[crl.CertificateList] = []
    files: list[TrustedFile] = []
    for path in sorted(each for each in folder.iterdir() if each.suffix.lower() in CERTIFICATES + REVOCATIONS):
        try:
            if path.suffix.lower() in REVOCATIONS:
                revocations.append(_revocation(path))
                files.append(TrustedFile(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest()))
            else:
                certificates[path.name] = _certificate(path)
                files.append(TrustedFile(name=path.name, sha256=fingerprint(certificates[path.name])))
        except _Fault as fault:
            problems.append(_problem(str(fault), path.name))
    return certificates, revocations, files


def _certificate(path: Path) -> x509.Certificate:
    try:
        certificate = x509.Certificate.load(_der(path), strict=True)
        certificate.native  # noqa: B018 (asn1crypto reads lazily: a damaged certificate shows only now)
    except (ValueError, TypeError) as error:
        raise _Fault(tr("không phải chứng thư đọc được")) from error
    return certificate


def _revocation(path: Path) -> crl.CertificateList:
    try:
        found = crl.CertificateList.load(_der(path), strict=True)
        found["tbs_cert_list"]["this_update"].native  # noqa: B018
    except (ValueError, TypeError) as error:
        raise _Fault(tr("không phải danh sách thu hồi đọc được")) from error
    return found


def _der(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise _Fault(tr("không phải tệp thường hoặc quá lớn"))
    content = path.read_bytes()
    return bytes(pem.unarmor(content)[2]) if pem.detect(content) else content


def _listed(path: Path, problems: list[Problem]) -> Mapping[str, Any]:
    if not path.is_file():
        problems.append(_problem(tr("chưa có bảng kê nên chưa tin chứng thư nào"), LIST))
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(_problem(tr("không đọc được bảng kê: {error}", error=error), LIST))
        return {}


def _tables(listed: Mapping[str, Any], name: str, problems: list[Problem]) -> list[Mapping[str, Any]]:
    entries = listed.get(name, [])
    if isinstance(entries, list) and all(isinstance(each, dict) for each in entries):
        return entries
    problems.append(_problem(tr("mục {name} phải viết thành [[{name}]]", name=name), LIST))
    return []


def _root(entry: Mapping[str, Any], certificates: Mapping[str, x509.Certificate]) -> tuple[str, x509.Certificate]:
    missing = [key for key in _SAID if not entry.get(key)]
    if missing:
        raise _Fault(tr("một chứng thư gốc thiếu {keys}", keys=", ".join(missing)))
    name, use = str(entry["file"]), str(entry["for"])
    if use not in (SIGNERS, STAMPS):
        raise _Fault(tr("{file}: “for” phải là {uses}", file=name, uses=f"{SIGNERS}, {STAMPS}"))
    if not isinstance(entry["loaded_on"], dt.date):
        raise _Fault(tr("{file}: “loaded_on” phải là ngày", file=name))
    root = certificates.get(name)
    if root is None:
        raise _Fault(tr("{file}: không có tệp này trong thư mục tin cậy", file=name))
    if _hex(entry["sha256"]) != fingerprint(root):
        raise _Fault(tr("{file}: dấu vân không khớp với tệp", file=name))
    return use, root


def _known(entries: list[Mapping[str, Any]], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        name, prints = entry.get("name"), entry.get("certificates")
        if not isinstance(name, str) or not isinstance(prints, list) or not name.strip():
            problems.append(_problem(tr("một người ký thiếu name hoặc certificates"), LIST))
            continue
        yield from ((_hex(each), normalise(name)) for each in prints)


def _hex(value: object) -> str:
    return str(value).replace(":", "").replace(" ", "").lower()


def _problem(message: str, name: str) -> Problem:
    return Problem(code="trust-folder", message=message, severity=Severity.WARNING, place=Place(file=name))
