"""What was proven of joined conversion: for which form, number of pages and lengths the pages come out the same.

Knows how a proof is kept beside the PDFs, for one version of LibreOffice. Does not know how anything is proven.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from docgen.media.durable import write_remade

_COUNTED = "letters of w:t"  # what lengths count: proofs that counted otherwise are made again
Span = tuple[int, int]  # letters of the shortest and the longest document that was proven


@dataclass(kw_only=True)
class Proof:
    """What is known of one form: proven lengths by number of pages, or that it was refuted once."""

    path: Path
    converter: str
    spans: dict[int, Span]
    refuted: bool = False

    def covers(self, pages: int, length: int) -> bool:
        """True when a shorter and a longer document of as many pages were proven, or one as long."""
        span = self.spans.get(pages)
        return span is not None and span[0] <= length <= span[1]

    def covers_length(self, length: int) -> bool:
        """The same before it is known how many pages the document takes."""
        return any(first <= length <= last for first, last in self.spans.values())

    def add(self, pages: int, length: int) -> None:
        """Note that a document of so many pages and letters came out the same."""
        first, last = self.spans.get(pages, (length, length))
        self.spans[pages] = (min(first, length), max(last, length))

    def keep(self) -> None:
        """Write the proof down."""
        said = {"converter": self.converter, "refuted": self.refuted, "spans": self.spans}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_remade(self.path, json.dumps(said).encode())


def known_proof(folder: Path, converter: str, form: str) -> Proof:
    """The proof kept in the folder for this converter and form; an empty one when there is none or it is torn."""
    path = folder / f"joined-{hashlib.sha256(f'{_COUNTED} {converter} {form}'.encode()).hexdigest()[:12]}.json"
    try:
        said = json.loads(path.read_bytes())
        spans = {int(pages): (int(first), int(last)) for pages, (first, last) in said["spans"].items()}
        return Proof(path=path, converter=converter, spans=spans, refuted=bool(said["refuted"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Proof(path=path, converter=converter, spans={})
