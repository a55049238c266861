"""Putting what came back on the shelf: received bytes unchanged, signed pages beside the issued paper.

Knows places and names on the shelf; does not know what a paper proves (`registry.store.proving`) nor the inbox.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from docgen.archive.shelf import Put, Shelf
from docgen.intake.outcome import DocumentOutcome
from docgen.intake.staging import Staged
from docgen.media import pile
from docgen.media.apart import Helpers
from docgen.media.scratch import scratch_folder
from docgen.office import Office
from docgen.paperwork.attesting import verdict_file
from docgen.paperwork.shelfmarks import document_object, file_object
from docgen.signatures.verdict import Verdict
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


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What is to be kept of one received file: its bytes and what was found of them.

    `document` is the paper it belongs to alone and whole, None when it lies in an object of its own.
    """

    staged: Staged
    suffix: str
    document: str | None
    kind: str
    outcome: Outcome
    problems: Sequence[Problem] = ()
    documents: Sequence[DocumentOutcome] = ()
    proofs: Sequence[PageProof] = ()
    verdict: Verdict | None = None  # on its digital signatures, None without any

    @property
    def path(self) -> str:
        """Where the bytes lie in their object."""
        return f"{self._folder}/tep{self.suffix}"

    @property
    def _folder(self) -> str:
        return f"nhan/{self.staged.sha256[:16]}"

    def files(self, office: Office) -> dict[str, bytes | Path]:
        """Everything that is put on the shelf of it."""
        facts = {
            "sha256": self.staged.sha256,
            "size": self.staged.size,
            "kind": self.kind,
            "outcome": self.outcome.value,
            "problems": [problem.as_row() for problem in self.problems],
            "documents": [row.as_row() for row in self.documents],
            "pages": [asdict(proof) for proof in self.proofs],
        }
        held: dict[str, bytes | Path] = {self.path: self.staged.path, f"{self._folder}/{ARRIVAL}": _json(facts)}
        return held | (verdict_file(office, self.staged.sha256, self.verdict) if self.verdict else {})


@dataclass(frozen=True, kw_only=True)
class SignedPapers:
    """Papers that became whole, page by page: where each page came from.

    `stored` tells where the received files lie, by their hash, None for one that is a picture: no PDF is made of it.
    `whole` are the pages of PDFs that may stand beside a paper as they came, when they hold nothing else.
    """

    papers: Mapping[str, Mapping[int, Source]]
    stored: Mapping[str, Path | None]
    whole: Mapping[str, int] = field(default_factory=dict)

    def as_they_came(self) -> dict[str, Path]:
        """Papers whose signed copy is a received file, byte for byte."""
        found: dict[str, Path] = {}
        for code, pages in self.papers.items():
            hashes, positions = {sha256 for sha256, _ in pages.values()}, [at for _, (_, at) in sorted(pages.items())]
            sha256 = next(iter(hashes))
            path = self.stored[sha256]
            if len(hashes) == 1 and path and positions == list(range(1, self.whole.get(sha256, 0) + 1)):
                found[code] = path
        return found

    def parts(self, folder: Path) -> dict[Path, list[pile.PageOf]]:
        """Which pages of which files each other signed copy is made of; papers with pictures are left out."""
        done, parts = self.as_they_came(), dict[Path, list[pile.PageOf]]()
        for code, pages in self.papers.items():
            sources = [(self.stored[sha256], position) for _, (sha256, position) in sorted(pages.items())]
            if code not in done and all(path for path, _ in sources):
                parts[folder / f"{code}.pdf"] = [(path, position) for path, position in sources if path]
        return parts

    def files(self, folder: Path, helpers: Helpers) -> dict[str, dict[str, bytes | Path]]:
        """What is put beside each issued paper; copies are made in `folder`."""
        parts, files = self.parts(folder), dict[str, dict[str, bytes | Path]]()
        for _ in helpers.run_all(pile.collect, [(dict(batch),) for batch in _batches(list(parts.items()))]):
            pass
        copies = self.as_they_came() | {path.stem: path for path in parts}
        for code, pages in self.papers.items():
            files[code] = {"ky/nguon.json": _sources(pages)}
            if code in copies:
                files[code]["ky/vb-ky.pdf"] = copies[code]
        return files


def shelve(
    office: Office,
    shelf: Shelf,
    arrived: Sequence[Arrived],
    signed: SignedPapers,
    *,
    places: Mapping[str, str],
    helpers: Helpers,
) -> tuple[Shelved, ...]:
    """Put received bytes on the shelf unchanged, and the signed pages of each whole paper beside the issued one.

    `places` tells in which object each paper lies. The disk is flushed for all of them at once.
    """
    homes = [places[each.document] if each.document else file_object(office, each.staged.sha256) for each in arrived]
    said: dict[str, list[str]] = {}
    held: dict[str, dict[str, bytes | Path]] = {}
    with scratch_folder() as folder:
        for home, each in zip(homes, arrived, strict=True):
            held.setdefault(home, {}).update(each.files(office))
            said.setdefault(home, []).append("nhận văn bản")
        for code, files in signed.files(folder, helpers).items():
            held.setdefault(places[code], {}).update(files)
            said.setdefault(places[code], []).append("lưu bản ký")
        user, now = office.actor, office.clock.now()
        puts = [
            Put(object_id=home, files=files, message=", ".join(dict.fromkeys(said[home])), user=user, at=now)
            for home, files in held.items()
        ]
        done = {each.object_id: each for each in shelf.put_all(puts)}
    return tuple(
        Shelved(object_id=home, path=office.noted(done[home].places[each.path]))
        for home, each in zip(homes, arrived, strict=True)
    )


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
) -> Shelved:
    """Put the bytes of one file on the shelf, with what was found of them: with their document, or in an object of
    their own.
    """
    places = {document: document_object(office, document)} if document else {}
    arrived = Arrived(
        staged=staged,
        suffix=suffix,
        document=document,
        kind=kind,
        outcome=outcome,
        problems=problems,
        documents=documents,
    )
    nothing = SignedPapers(papers={}, stored={})
    return shelve(office, shelf, [arrived], nothing, places=places, helpers=Helpers(0))[0]


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
    places = {code: document_object(office, code) for code in papers}
    pdfs = {sha256: path if path.suffix == ".pdf" else None for sha256, path in stored.items()}
    shelve(office, shelf, [], SignedPapers(papers=papers, stored=pdfs), places=places, helpers=helpers)


def _sources(pages: Mapping[int, Source]) -> bytes:
    rows = [{"page": page, "sha256": sha, "position": position} for page, (sha, position) in sorted(pages.items())]
    return _json(rows)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _batches(
    copies: Sequence[tuple[Path, list[pile.PageOf]]],
) -> Iterator[Sequence[tuple[Path, list[pile.PageOf]]]]:
    """So many copies for one piece of work that the limits on its time are far away, and every core has some."""
    for start in range(0, len(copies), _BATCH):
        yield copies[start : start + _BATCH]
