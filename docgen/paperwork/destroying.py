"""What goes when dossiers are destroyed: objects of the shelf, and every copy of their papers in the office folder.

Knows where copies lie; that a council decided is for whoever calls. A received file that also belongs to papers which
stay is left and named: received bytes are never cut (luu-tru.md, requirements 15 and 55).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.archive.places import object_folder
from docgen.archive.repairing import aside_folder
from docgen.archive.shelf import Shelf
from docgen.archive.staging import QUARANTINE
from docgen.errors import DocgenError
from docgen.media.pdf import page_texts
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.evidence import PICTURES
from docgen.paperwork.files import PACKS, PRINTED
from docgen.paperwork.shelfmarks import document_urn
from registry.dossier_facts import Dossier
from registry.labels import DossierState
from registry.problems import Place, Problem
from registry.store.disposals import Tombstone
from registry.store.documents import document_records
from registry.store.dossier_records import dossier_records
from registry.store.received import FileRecord, files_by_outcome


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An object that stays, and because of what."""

    object_id: str
    because: str

    def as_row(self) -> dict[str, str]:
        """The JSON row of the report."""
        return {"object": self.object_id, "because": self.because}


@dataclass(frozen=True, kw_only=True)
class Doomed:
    """What is to go: objects of the shelf by id, papers by code, received files by hash; and what has to stay."""

    objects: tuple[str, ...]
    papers: tuple[str, ...]
    files: tuple[str, ...]
    kept: tuple[Kept, ...]


def doomed_by(office: Office, going: Sequence[Dossier]) -> Doomed:
    """Everything that goes with the dossiers."""
    with office.store.reading() as session:
        known = dossier_records(session)
        received = files_by_outcome(session, ())
    names = {dossier.code for dossier in going}
    gone = {str(paper.document) for each in known if each.state is DossierState.DESTROYED for paper in each.papers}
    others = [each for each in known if each.state is not DossierState.DESTROYED and each.code not in names]
    staying = {str(paper.sha256) for each in others for paper in each.papers if paper.sha256}
    papers = {str(paper.document): paper for each in going for paper in each.papers if paper.document}
    own = {str(paper.sha256) for each in going for paper in each.papers if paper.sha256}
    objects = {paper.object_id or document_urn(office, code) for code, paper in papers.items()}
    files, kept = [], []
    for file in received:
        if not file.object_id or not (_papers_of(file) & papers.keys() or file.sha256 in own):
            continue
        reason = _stays_for(file, papers.keys() | gone, staying)
        if file.object_id in objects or not reason:
            files.append(file)
        else:
            kept.append(Kept(object_id=file.object_id, because=reason))
    return Doomed(
        objects=tuple(sorted(objects | {file.object_id for file in files})),
        papers=tuple(sorted(papers)),
        files=tuple(file.sha256 for file in files),
        kept=tuple(kept),
    )


def _papers_of(file: FileRecord) -> set[str]:
    """Codes of the papers a received file holds or was sent for."""
    return {page.document for page in file.pages} | {str(row["document"]) for row in file.documents}


def _stays_for(file: FileRecord, going: Collection[str], kept_files: Collection[str]) -> str:
    """Why a received file must stay, "" when nothing needs it any more."""
    others = sorted(_papers_of(file) - set(going))
    if others:
        return tr("còn trang của văn bản {codes}", codes=", ".join(others))
    return tr("còn thuộc hồ sơ khác") if file.sha256 in kept_files else ""


def tombstones_for(shelf: Shelf, objects: Collection[str]) -> tuple[Tombstone, ...]:
    """What the objects hold now, to be remembered; those that are gone already have their tombstone."""
    stones = []
    for object_id in objects:
        if shelf.has(object_id):
            digest, files = shelf.manifest(object_id)
            stones.append(Tombstone(object_id=object_id, inventory_digest=digest, files=files))
    return tuple(stones)


def destruction_problems(shelf: Shelf, stones: Mapping[str, Tombstone]) -> tuple[Problem, ...]:
    """What is wrong about destroyed objects: one that lies here again, and a removal that was not finished."""
    problems = []
    for object_id, stone in stones.items():
        is_here, place = shelf.has(object_id), Place(part=object_id)
        if stone.removed_at and is_here:
            message = tr("Nội dung đã hủy theo danh sách {code} lại có trên kho.", code=stone.disposal)
            problems.append(Problem(code="destroyed-returned", message=message, place=place))
        elif not stone.removed_at and not is_here:
            message = tr("Việc hủy theo danh sách {code} bị ngắt giữa chừng: chạy lại.", code=stone.disposal)
            problems.append(Problem(code="destruction-unfinished", message=message, place=place))
    return tuple(problems)


def remove_copies(office: Office, doomed: Doomed) -> tuple[str, ...]:
    """Delete every copy outside the shelf; their paths inside the office folder."""
    paths = sorted({path for path in (*_copies(office, doomed), *_beside_the_shelf(office, doomed)) if path.is_file()})
    for path in paths:
        path.unlink()
    return tuple(office.noted(path) for path in paths)


def _beside_the_shelf(office: Office, doomed: Doomed) -> Iterator[Path]:
    """Damaged objects kept aside by a repair, and received bytes that a crash left on their way."""
    aside = aside_folder(office.archive)
    for object_id in doomed.objects:
        for folder in aside.glob(f"*/{object_folder(object_id)}"):
            yield from folder.rglob("*")
    yield from (office.staging / sha256 for sha256 in doomed.files)


def in_quarantine(shelf: Shelf) -> tuple[Kept, ...]:
    """Left-overs of crashes beside the shelf: whose they are nobody knows, so a person must look."""
    because = tr("phần ghi dở trong khu cách ly, chưa rõ của văn bản nào")
    place = shelf.staging / QUARANTINE
    names = sorted(path.name for path in place.iterdir()) if place.is_dir() else []
    return tuple(Kept(object_id=f"{shelf.staging.name}/{QUARANTINE}/{name}", because=because) for name in names)


def _copies(office: Office, doomed: Doomed) -> Iterator[Path]:
    with office.store.reading() as session:
        records = document_records(session, codes=doomed.papers) if doomed.papers else ()
    for record in records:
        yield from (office.folder / file.path for file in record.files.values())
    for code in doomed.papers:
        yield from office.output.rglob(f"*{code}*")
        yield from office.review.rglob(f"*{code}*")
    for sha256 in doomed.files:
        yield from (office.review / PICTURES).glob(f"{sha256[:16]}-*")
    yield from _joined(office, doomed.papers)
    yield from (path for path in (office.output / PACKS).glob("*.pdf") if _tells_of(path, doomed.papers))


def _joined(office: Office, papers: Collection[str]) -> Iterator[Path]:
    """PDFs that hold several papers at once, one of them to go: they can be made again of those that stay."""
    folder = office.output / PRINTED
    for note in folder.glob("lan-in-*.json"):
        try:
            rows = json.loads(note.read_bytes())["papers"]
        except (ValueError, KeyError):
            continue
        yield from (folder / row["run"] for name, row in rows.items() if name[:8] in papers and "run" in row)


def _tells_of(path: Path, papers: Collection[str]) -> bool:
    """True when a pack holds one of the papers: each page of it says whose it is."""
    try:
        words = "\n".join(page_texts(path))
    except (DocgenError, OSError):
        return False
    return any(code in words for code in papers)
