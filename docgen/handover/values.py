"""What is handed over, as frozen values: one hồ sơ, its papers, their files, and the delivery they go in.

Knows the shape; where the values come from and how they are written down is others' business. Texts are NFC. An empty
text means "none", None means "not known".
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid5

Source = Path | bytes
"""Where the bytes of a file come from."""
_NAMESPACE = UUID("6f6a6a39-0f1f-5d5e-8a53-0d7c2f7e9b41")


class Confidence(enum.StrEnum):
    """TT 05/2025 `confidenceLevel`: how a record came to be digital."""

    BORN_DIGITAL = "01"
    DIGITISED = "02"
    MIXED = "03"


class RecordStatus(enum.StrEnum):
    """METS `RECORDSTATUS` of a package."""

    NEW = "NEW"
    SUPPLEMENT = "SUPPLEMENT"
    REPLACEMENT = "REPLACEMENT"
    TEST = "TEST"
    OTHER = "OTHER"


@dataclass(frozen=True, kw_only=True)
class HandedOverFile:
    """Bytes that go with a paper; `signature` is the stored word of the newest verdict on its signatures."""

    source: Source
    sha256: str
    size: int
    suffix: str  # ".pdf"
    original_name: str = ""
    received_at: str = ""  # ISO 8601, "" for a file made by the office itself
    signature: str = ""
    checked_at: str = ""  # when the signatures were checked


@dataclass(frozen=True, kw_only=True)
class HandedOverDocument:
    """A row of mục lục văn bản with its files; `ordinal` counts from 1."""

    ordinal: int
    type_name: str
    number_text: str
    issued_on: dt.date | None
    author: str
    subject: str
    pages: int | None
    confidence: Confidence
    files: tuple[HandedOverFile, ...]
    note: str = ""
    added_at: str = ""


@dataclass(frozen=True, kw_only=True)
class HandedOverDossier:
    """A closed hồ sơ; `retention_years` None means for ever. `contents` is its printed mục lục văn bản, if any."""

    code: str
    title: str
    fonds: str
    body: str
    regime: str
    formed_in: int
    access: str  # "01" open, "02" on conditions
    retention_years: int | None
    retention_start: str
    retention_rule: str
    retention_basis: str
    opened_at: str
    ended_on: dt.date | None
    closed_at: str
    documents: tuple[HandedOverDocument, ...]
    contents: Source | None = None
    kind: str = "named"  # whose papers it holds, a word of the registry
    agency: str = ""  # mã định danh cơ quan, "" for a code a clerk wrote
    number: int | None = None
    closed_by: str = ""
    reason: str = ""

    @property
    def pages(self) -> int:
        """Pages of all papers that were counted."""
        return sum(document.pages or 0 for document in self.documents)

    @property
    def began_on(self) -> dt.date | None:
        """The day of the first paper."""
        return min((each.issued_on for each in self.documents if each.issued_on), default=None)

    @property
    def last_on(self) -> dt.date | None:
        """The day of the last paper."""
        return max((each.issued_on for each in self.documents if each.issued_on), default=None)

    @property
    def confidence(self) -> Confidence:
        """Born digital or digitised when all papers are, else mixed."""
        kinds = {document.confidence for document in self.documents}
        return kinds.pop() if len(kinds) == 1 else Confidence.MIXED


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Under what name, when and by what a package is made; the same values give the same bytes."""

    package: UUID
    at: dt.datetime
    ordinal: int = 1  # of the package in this hand-over
    status: RecordStatus = RecordStatus.NEW
    agreement: str = ""  # mã đăng ký nộp lưu
    receiver: str = ""
    software: str = "docgen"
    version: str = "0"

    @property
    def object_id(self) -> str:
        """`OBJID`: name of the package and of its folder (TT 05/2025: uuid-{UUID} in capitals)."""
        return f"uuid-{str(self.package).upper()}"

    @property
    def zip_name(self) -> str:
        """The file name of the package: ordinal in this hand-over and package id, the circular's one rule for names."""
        return f"{self.ordinal}_{self.object_id}.zip"

    @property
    def moment(self) -> str:
        """The time as METS wants it: milliseconds and zone."""
        return self.at.isoformat(timespec="milliseconds")

    def file_id(self, name: str) -> str:
        """`ID` of a file of the package, from its name alone."""
        return f"ID-{str(uuid5(self.package, name)).upper()}"

    def part_id(self, name: str) -> str:
        """`ID` of a section of the package."""
        return f"uuid-{str(uuid5(self.package, name)).upper()}"


def package_of(object_id: str, closed_at: str) -> UUID:
    """The package id of a dossier as it was closed then: the same closing always gives the same one."""
    return uuid5(_NAMESPACE, f"{object_id} {closed_at}")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file of a package: its name inside the package folder, where its bytes are, and what they hash to."""

    name: str
    source: Source
    sha256: str
    size: int
    mime: str


@dataclass(frozen=True, kw_only=True)
class ReadDocument:
    """A paper as a package tells of it: fields of EAD_doc, what PREMIS adds, and the names of its files."""

    fields: Mapping[str, str]
    properties: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReadPackage:
    """A package as read: fields of EAD, what PREMIS adds, papers in order; `folder` holds its files."""

    object_id: str
    folder: Path
    fields: Mapping[str, str]
    properties: Mapping[str, str]
    documents: tuple[ReadDocument, ...]
    names: Mapping[str, str] = field(default_factory=dict)  # original names of files, by name in the package
