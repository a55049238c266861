"""A hồ sơ on paper and on the shelf: its list of contents, and the object that tells of it without the registry.

The object holds no content of papers, only what they are, where they lie and their digests (luu-tru.md §3.2), so that
it may stay when they are destroyed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docgen.archive.shelf import Shelf
from docgen.errors import DocgenError, OutsideMissing
from docgen.office import Office
from docgen.paperwork.papers import PaperMaker
from docgen.paperwork.printer import print_papers
from docgen.wording.dossier_contents import SheetKind, dossier_contents_context
from registry.dossier_facts import Dossier, DossierPaper
from registry.labels import DocumentKind, Outcome
from registry.store.received import files_by_outcome

FACTS, CONTENTS = "ho-so.json", "muc-luc.docx"
FORM = "docgen.dossier.1"
"""What the JSON of a dossier is, so that a later form can tell it apart."""


def contents_docx(office: Office, maker: PaperMaker, dossier: Dossier) -> bytes:
    """Mục lục văn bản as a Word file headed as the dossier was opened; PaperRefused when its layout is wrong."""
    on = dossier.ended_on or office.clock.today()
    context = dossier_contents_context(dossier)
    return maker.compose(SheetKind.CONTENTS, dossier.regime, context, on=on).docx


def keep_dossier(
    office: Office, shelf: Shelf, dossier: Dossier, *, message: str, more: Mapping[str, bytes] | None = None
) -> None:
    """Put what the dossier is now on the shelf as a version of its object; nothing happens when it says so already."""
    held: dict[str, bytes | Path] = {FACTS: facts_of(shelf, dossier), **(more or {})}
    shelf.put(dossier.object_id, held, message=message, user=office.actor, at=office.clock.now())


def facts_of(shelf: Shelf, dossier: Dossier) -> bytes:
    """The dossier as JSON: every fact of it, its papers with the digests of what the shelf holds of each, its holds."""
    row = {"form": FORM, **asdict(dossier)}
    row["papers"] = [{**asdict(paper), "held": _held(shelf, paper)} for paper in dossier.papers]
    return (json.dumps(row, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode()


def _held(shelf: Shelf, paper: DossierPaper) -> dict[str, Any] | None:
    """Version and digests of a paper's object, None when the shelf holds none (any more)."""
    if not paper.object_id or not shelf.has(paper.object_id):
        return None
    return {"version": shelf.versions(paper.object_id)[-1].number, "sha512": shelf.paths(paper.object_id)}


def form_pages(office: Office, dossiers: Iterable[Dossier]) -> dict[str, int]:
    """Pages of returned forms that nobody counted, by code: printed to be counted; what cannot be printed is left."""
    wanted = {str(paper.document) for each in dossiers for paper in each.papers if _is_uncounted_form(paper)}
    forms = {code: path.read_bytes() for code, path in _returned_forms(office, wanted).items() if path.is_file()}
    if not forms:
        return {}
    try:
        return {code: printed.pages for code, printed in print_papers(office, forms).items()}
    except OutsideMissing:
        return {}  # a person counts
    except DocgenError:
        return {code: pages for code, docx in forms.items() if (pages := _pages_of(office, code, docx))}


def _pages_of(office: Office, code: str, docx: bytes) -> int | None:
    """The pages of one form, None for one that does not print as it reads."""
    try:
        return print_papers(office, {code: docx})[code].pages
    except DocgenError:
        return None


def _is_uncounted_form(paper: DossierPaper) -> bool:
    return paper.kind is DocumentKind.SELF_ASSESSMENT and paper.pages is None


def _returned_forms(office: Office, codes: set[str]) -> dict[str, Path]:
    """Per code the form that was filed last."""
    with office.store.reading() as session:
        files = files_by_outcome(session, (Outcome.FILED,))
    rows = [(str(row["document"]), file) for file in files if file.kind == "form" for row in file.documents]
    return {code: office.folder / file.stored_path for code, file in rows if code in codes}
