"""Putting what came back on the shelf: received bytes unchanged, signed pages beside the issued paper.

Knows places and names on the shelf; does not know what a paper proves (`registry.store.proving`) nor the inbox.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.shelf import Shelf
from docgen.media import pile
from docgen.media.apart import Helpers
from docgen.media.scratch import scratch_folder
from docgen.office import Office
from docgen.paperwork.shelfmarks import document_object, file_object

Source = tuple[str, int]  # hash of the received file, page in it


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
    return Shelved(object_id=object_id, path=stored.resolve().relative_to(office.folder).as_posix())


def shelve_signed(
    office: Office,
    shelf: Shelf,
    code: str,
    pages: Mapping[int, Source],
    stored: Mapping[str, Path],
    *,
    helpers: Helpers,
) -> None:
    """Put the signed pages of a document, in page order, beside the issued paper; received bytes stay as they are."""
    held: dict[str, bytes | Path] = {"ky/nguon.json": _sources(pages)}
    with scratch_folder() as folder:
        if all(path.suffix == ".pdf" for path in stored.values()):
            held["ky/vb-ky.pdf"] = helpers.run(_gather, pages, stored, folder)
        shelf.put(document_object(office, code), held, message="lưu bản ký", user=office.actor, at=office.clock.now())


def _sources(pages: Mapping[int, Source]) -> bytes:
    rows = [{"page": page, "sha256": sha, "position": position} for page, (sha, position) in sorted(pages.items())]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _gather(pages: Mapping[int, Source], stored: Mapping[str, Path], folder: Path) -> Path:
    pieces = []
    for page, (sha256, position) in sorted(pages.items()):
        piece = folder / f"{page}.pdf"
        pile.extract(stored[sha256], [position], piece)
        pieces.append(piece)
    target = folder / "vb-ky.pdf"
    pile.merge(pieces, target)
    return target
