"""Where a thing lies on the shelf: its id from mã phông and what it is.

Knows ids only. An id never says a number, a person or a state (luu-tru.md §3.2); it is derived, so that the same thing
under the same mã phông always lies in the same place.
"""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("0c5b3f5e-54f7-5d0e-9d43-7d9a40a5a1b2")


def object_id(fonds: str, name: str) -> str:
    """The id of an object: `name` is "document/CODE", "file/SHA256" or "dossier/CODE"."""
    return f"urn:vn:{fonds}:uuid:{uuid.uuid5(_NAMESPACE, name)}"
