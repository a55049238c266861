"""Putting what came back on the shelf: received bytes unchanged, signed pages beside the issued paper.

Knows places and names on the shelf; does not know what a paper proves (`registry.store.proving`) nor the inbox.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.media import pile
from docgen.media.apart import Helpers
from docgen.media.scratch import scratch_folder
from docgen.office import Office
from docgen.paperwork.shelfmarks import document_object, file_object

Source = tuple[str, int]  # hash of the received file, page in it
_BATCH = 25  # signed copies made in one piece of work


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """Where received bytes lie: object, and path inside the office folder."""

    object_id: str
    path: str


def shelve_bytes(
    office: Office, shelf: Shelf, staged: Path, sha256: str, suffix: str, *, document: str | None
) -> Shelved:
    """Put received bytes on the shelf unchanged: with their document, or in an object of their own."""
    object_id = document_object(office, document) if document else file_object(office, sha256)
    name = f"nhan/{sha256[:16]}/tep{suffix}"
    shelf.put(object_id, {name: staged}, message="nhận văn bản", user=office.actor, at=office.clock.now())
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
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


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
