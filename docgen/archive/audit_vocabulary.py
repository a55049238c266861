"""The words of OCFL 1.1 an auditor needs: algorithms, extensions, versions of the specification, one finding.

Knows what the specification and its registered extensions name, how a digest of each kind looks, and how to take from
JSON what can be understood; judges nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from registry.problems import Severity


class Running(Protocol):
    """A digest while it is being computed."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""

    def hexdigest(self) -> str:
        """What it is so far, in lower-case hex."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong in an object; `file` is relative to the object's folder, empty for the folder itself."""

    code: str
    message: str
    file: str = ""

    @property
    def severity(self) -> Severity:
        """A warning for what the specification only advises (W…), an error for everything else."""
        return severity_of(self.code)


def severity_of(code: str) -> Severity:
    """How much a code of the OCFL list hinders: W… advises, E… forbids."""
    return Severity.WARNING if code.startswith("W") else Severity.ERROR


SPECIFICATIONS = ("1.0", "1.1")  # oldest first; an object may follow an older one than its storage root (E081)
TYPES = {f"https://ocfl.io/{number}/spec/#inventory": number for number in SPECIFICATIONS}
CONTENT_ALGORITHMS = {"sha512": 128, "sha256": 64}  # hex length of the digests that may address content (E025)
FIXITY_ALGORITHMS: Mapping[str, Callable[[], Running]] = {  # the specification's table, then extension 0009's
    "md5": hashlib.md5,
    "sha1": hashlib.sha1,
    "sha256": hashlib.sha256,
    "sha512": hashlib.sha512,
    "blake2b-512": hashlib.blake2b,
    "blake2b-160": lambda: hashlib.blake2b(digest_size=20),
    "blake2b-256": lambda: hashlib.blake2b(digest_size=32),
    "blake2b-384": lambda: hashlib.blake2b(digest_size=48),
}
IGNORED_FIXITY = frozenset({"sha512/256", "size"})  # registered, not computed here, so passed over (E028)
MALFORMED = {"sha1": "E029", "sha256": "E030", "sha512": "E031", "blake2b-512": "E032"}  # each algorithm's own code

EXTENSIONS = frozenset(
    {
        "0001-digest-algorithms",
        "0002-flat-direct-storage-layout",
        "0003-hash-and-id-n-tuple-storage-layout",
        "0004-hashed-n-tuple-storage-layout",
        "0005-mutable-head",
        "0006-flat-omit-prefix-storage-layout",
        "0007-n-tuple-omit-prefix-storage-layout",
        "0008-schema-registry",
        "0009-digest-algorithms",
        "0010-differential-n-tuple-omit-prefix-storage-layout",
        "0011-direct-clean-path-layout",
        "0012-hash-and-no-prefix-id-n-tuple-storage-layout",
        "initial",
    }
)


def is_digest(text: str, algorithm: str) -> bool:
    """True when `text` is hex of the length a digest of a known algorithm has, in either case."""
    return _hex_of(algorithm).fullmatch(text) is not None


@cache
def _hex_of(algorithm: str) -> re.Pattern[str]:
    return re.compile(rf"[0-9a-fA-F]{{{len(FIXITY_ALGORITHMS[algorithm]().hexdigest())}}}")


def is_version(name: str) -> bool:
    """True for v1, v2, …, v01: the version folders of an object, zero-padded or not."""
    return re.fullmatch(r"v0*[1-9]\d*", name) is not None


def as_mapping(value: object) -> Mapping[str, object]:
    """A JSON object, empty when it is something else."""
    return value if isinstance(value, dict) else {}


def as_text(value: object) -> str:
    """A JSON string, empty when it is something else."""
    return value if isinstance(value, str) else ""


def spread(block: object) -> dict[str, str]:
    """digest -> list of paths, turned into path -> digest; what is not so shaped is left out."""
    return {
        path: digest
        for digest, paths in as_mapping(block).items()
        if isinstance(paths, list)
        for path in paths
        if isinstance(path, str)
    }
