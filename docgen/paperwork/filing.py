"""Putting what came back on the shelf: received bytes unchanged, signed pages beside the issued paper.

Knows places and names on the shelf; does not know what a paper proves (`registry.store.proving`) nor the inbox.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.intake.outcome import DocumentOutcome
from docgen.intake.staging import Staged
from docgen.media import pile
from docgen.media.apart import Helpers
from docgen.media.scratch import scratch_folder
from docgen.office import Office
from docgen.paperwork.shelfmarks import document_object, file_object
from registry.labels import Outcome
from registry.problems import Problem
from registry.store.received import PageProof

Source = tuple[str, int]  # hash of the received file, page in it
_BATCH = 25  # signed copies made in one piece of work


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """Where received bytes lie: object, and path inside the office folder."""

    object_id: str
    path: str


ARRIVAL = "nhan.json"
"""Beside received bytes: what was found of them, so that the shelf alone can tell it.

Not the name they came under: the same bytes come under many, and the journal keeps them all.
"""


def shelve_bytes(
    office: Office,
    shelf: Shelf,
    staged: Staged,
    suffix: str,
    *,
    document: str | None,
    kind: str,
    outcome: Outcome,
    problems: Sequence[Problem] = (),
    documents: Sequence[DocumentOutcome] = (),
    proofs: Sequence[PageProof] = (),
) -> Shelved:
    """Put received bytes on the shelf unchanged, with what was found of them: with their document, or in an object of
    their own.
    """
    object_id = document_object(office, document) if document else file_object(office, staged.sha256)
    folder = f"nhan/{staged.sha256[:16]}"
    name = f"{folder}/tep{suffix}"
    facts = {
        "sha256": staged.sha256,
        "size": staged.size,
        "kind": kind,
        "outcome": outcome.value,
        "problems": [problem.as_row() for problem in problems],
        "documents": [row.as_row() for row in documents],
        "pages": [asdict(proof) for proof in proofs],
    }
    held: dict[str, bytes | Path] = {name: staged.path, f"{folder}/{ARRIVAL}": _json(facts)}
    shelf.put(object_id, held, message="nhận văn bản", user=office.actor, at=office.clock.now())
    stored = shelf.stored_path(object_id, name)
    return Shelved(object_id=object_id, path=office.noted(stored))


def shelve_signed(
    office: Office,
    shelf: Shelf,
    papers: Mapping[str, Mapping[int, Source]],
    stored: Mapping[str, Path],
    *,
    helpers: Helpers,
) -> None:
    """Put the signed pages of each document, in page order, beside the issued paper; received bytes stay as they are.

    `stored` tells where the received files lie, by their hash. No PDF is made of pages that came as pictures.
    """
    with scratch_folder() as folder:
        copies = _copies(papers, stored, folder)
        works = [(dict(batch),) for batch in _batches(list(copies.items()))]
        for _ in helpers.run_all(pile.collect, works):
            pass
        for code, pages in papers.items():
            copy = folder / f"{code}.pdf"
            held: dict[str, bytes | Path] = {"ky/nguon.json": _sources(pages)}
            if copy in copies:
                held["ky/vb-ky.pdf"] = copy
            object_id = document_object(office, code)
            shelf.put(object_id, held, message="lưu bản ký", user=office.actor, at=office.clock.now())


def _sources(pages: Mapping[int, Source]) -> bytes:
    rows = [{"page": page, "sha256": sha, "position": position} for page, (sha, position) in sorted(pages.items())]
    return _json(rows)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _copies(
    papers: Mapping[str, Mapping[int, Source]], stored: Mapping[str, Path], folder: Path
) -> dict[Path, list[pile.PageOf]]:
    """Which pages of which files each signed copy is made of; documents with pictures are left out."""
    copies: dict[Path, list[pile.PageOf]] = {}
    for code, pages in papers.items():
        sources = [(stored[sha256], position) for _, (sha256, position) in sorted(pages.items())]
        if all(path.suffix == ".pdf" for path, _ in sources):
            copies[folder / f"{code}.pdf"] = sources
    return copies


def _batches(
    copies: Sequence[tuple[Path, list[pile.PageOf]]],
) -> Iterator[Sequence[tuple[Path, list[pile.PageOf]]]]:
    """So many copies for one piece of work that the limits on its time are far away, and every core has some."""
    for start in range(0, len(copies), _BATCH):
        yield copies[start : start + _BATCH]
