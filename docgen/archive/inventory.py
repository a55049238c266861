"""The inventory of one object: which version holds which logical path, and where its bytes lie.

Knows the JSON of OCFL 1.1 §3.5 and how a new version follows from the last one; does not touch the disk, so whether
the bytes are really there is for `shelf` to say. Only the writing side uses it; the auditor reads the JSON by itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

INVENTORY = "inventory.json"
SIDECAR = "inventory.json.sha512"
_TYPE = "https://ocfl.io/1.1/spec/#inventory"


@dataclass(frozen=True, kw_only=True)
class VersionInfo:
    """One version as written in the inventory; `number` counts from 1, `created` carries its time zone."""

    number: int
    created: dt.datetime
    message: str
    user: str
    address: str
    state: Mapping[str, str] = field(repr=False)  # logical path -> sha512


@dataclass(frozen=True, kw_only=True)
class Content:
    """Bytes that lie in the object: `path` is relative to the object's folder, digests are lower-case hex."""

    path: str
    sha512: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """All versions of one object, oldest first, and all its content; an object without versions is not yet stored."""

    object_id: str
    versions: tuple[VersionInfo, ...] = ()
    contents: tuple[Content, ...] = ()

    @property
    def head(self) -> int:
        """The number of the newest version, 0 when there is none."""
        return len(self.versions)

    @property
    def state(self) -> Mapping[str, str]:
        """The logical paths of the newest version with their sha512, empty when there is none."""
        return self.versions[-1].state if self.versions else {}

    def content_of(self, sha512: str) -> Content | None:
        """Where the bytes with this digest lie; None when the object does not hold them."""
        return next((content for content in self.contents if content.sha512 == sha512), None)

    def to_bytes(self) -> bytes:
        """The inventory as JSON, the same bytes for the same inventory."""
        document = {
            "id": self.object_id,
            "type": _TYPE,
            "digestAlgorithm": "sha512",
            "head": f"v{self.head}",
            "manifest": _grouped({content.path: content.sha512 for content in self.contents}),
            "fixity": {"sha256": _grouped({content.path: content.sha256 for content in self.contents})},
            "versions": {f"v{version.number}": _version_block(version) for version in self.versions},
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def sidecar_of(inventory: bytes) -> bytes:
    """The line that stands in the digest file beside an inventory with these bytes."""
    return f"{hashlib.sha512(inventory).hexdigest()} {INVENTORY}\n".encode("ascii")


def parse_inventory(data: bytes) -> Inventory:
    """The inventory written in `data` by `Inventory.to_bytes`.

    Raises ValueError (JSONDecodeError, UnicodeDecodeError among them) or KeyError when it is something else.
    """
    document = json.loads(data)
    sha256 = _spread(document["fixity"]["sha256"])
    return Inventory(
        object_id=document["id"],
        versions=tuple(
            _parse_version(number, document["versions"][f"v{number}"])
            for number in range(1, len(document["versions"]) + 1)
        ),
        contents=tuple(
            Content(path=path, sha512=sha512, sha256=sha256[path])
            for path, sha512 in _spread(document["manifest"]).items()
        ),
    )


def _parse_version(number: int, block: Mapping[str, Any]) -> VersionInfo:
    """One entry of the `versions` block."""
    return VersionInfo(
        number=number,
        created=dt.datetime.fromisoformat(block["created"]),
        message=block["message"],
        user=block["user"]["name"],
        address=block["user"]["address"],
        state=_spread(block["state"]),
    )


def _version_block(version: VersionInfo) -> dict[str, object]:
    """One entry of the `versions` block."""
    return {
        "created": version.created.isoformat(timespec="seconds"),
        "message": version.message,
        "state": _grouped(version.state),
        "user": {"name": version.user, "address": version.address},
    }


def _grouped(digests: Mapping[str, str]) -> dict[str, list[str]]:
    """path -> digest turned into digest -> sorted paths, as OCFL writes it."""
    groups: dict[str, list[str]] = {}
    for path in sorted(digests):
        groups.setdefault(digests[path], []).append(path)
    return groups


def _spread(groups: Mapping[str, list[str]]) -> dict[str, str]:
    """digest -> paths turned into path -> digest; the inverse of `_grouped`."""
    return {path: digest for digest, paths in groups.items() for path in paths}
