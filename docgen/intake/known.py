"""What the office knows about a document that may come back: handed in by the caller, looked up by its code.

Knows shapes only. The lookup and the keys come from the registry; intake never asks for them itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from docgen.intake.comparing import PageLook
from registry.labels import DocumentState

_NO_LONGER_VALID = frozenset({DocumentState.REPLACED, DocumentState.RECALLED, DocumentState.WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class PagePlace:
    """Where a page lies that was received earlier."""

    sha256: str  # of the received file
    file_page: int  # counts from 1
    look: PageLook | None = None  # against the print, as it lies there; None when it cannot be compared


@dataclass(frozen=True, kw_only=True)
class KnownDocument:
    """A document of ours as needed to judge returned pages."""

    code: str
    title: str  # how messages name it: "Quyết định giao nhiệm vụ đồng chí …"
    pages: int
    input_digest: str  # what its page codes were made for
    state: DocumentState
    already_have: Mapping[int, PagePlace] = field(default_factory=dict)  # page number -> where it lies

    @property
    def is_outdated(self) -> bool:
        """True when another paper took its place or it was taken back."""
        return self.state in _NO_LONGER_VALID


Lookup = Callable[[str], KnownDocument | None]  # document code -> document, None when it is not ours
KeyOf = Callable[[int], bytes | None]  # key generation -> key, None when we never had it
