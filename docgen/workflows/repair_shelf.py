"""Damaged objects on the shelf made whole from a backup, the damaged ones kept aside (luu-tru.md, requirement 12).

Knows which objects are damaged (the auditor says so, and the registry of what is missing) and that each repair is an
event of the journal. Writes over nothing; what no copy holds whole is named and left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docgen.archive.audit import audit
from docgen.archive.copies import Copy, CopyDamaged, CopySet, Listed
from docgen.archive.foundation import ROOT_DECLARATION
from docgen.archive.places import id_of_folder
from docgen.archive.repairing import Fetch, Mended, aside_folder, mend, mend_root
from docgen.archive.shelf import Shelf
from docgen.errors import DocgenError, ShelfDamaged, UsageError
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.elsewhere import shelf_name
from docgen.paperwork.shelfmarks import open_shelf
from registry.problems import Place, Problem
from registry.store.disposals import tombstones
from registry.store.sealing import note_event

Told = Callable[[int, int], None]
_DEPTH = 4  # folders from the shelf's root to an object


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """What was made whole, and what is still damaged."""

    mended: tuple[Mended, ...]
    left: tuple[Problem, ...]

    def as_row(self) -> dict[str, object]:
        """The JSON document of `docgen archive repair`."""
        mended = [
            {"object": each.object_id, "place": each.place, "files": list(each.files), "aside": each.aside}
            for each in self.mended
        ]
        return {"mended": mended, "left": [problem.as_row() for problem in self.left]}


def repair(office: Office, source: Path, *, tell: Told | None = None) -> Repaired:
    """Make every damaged or missing object whole with bytes from `source`: a backup, or the folder of a copied office
    or of its shelf alone.

    Nothing is taken for good but by its digest. Raises UsageError when `source` is neither.
    """
    files, at = _Files(source, shelf_name(office)), office.clock.now().strftime("%Y-%m-%dT%H-%M-%S")
    mended = [*mend_root(office.archive, at=at)]  # first: a shelf whose own files are damaged does not open
    for done in mended:
        _note(office, done, source)
    shelf, left = open_shelf(office, everywhere=True), []
    places = sorted(_damaged(office, shelf, files.places()))
    for number, place in enumerate(places, start=1):
        try:
            done = mend(shelf, place, files.of(place), at=at)
        except (ShelfDamaged, OSError, DocgenError) as error:
            told = getattr(error, "message", "") or str(error)
            left.append(Problem(code="not-mended", message=told, place=Place(file=place)))
        else:
            _note(office, done, source)
            mended.append(done)
        if tell:
            tell(number, len(places))
    rest = [problem for problem in audit(office.archive).damages if _place(problem.place.file) not in places]
    return Repaired(mended=tuple(mended), left=(*left, *rest))


def _damaged(office: Office, shelf: Shelf, held: Collection[str]) -> set[str]:
    """The places of objects that are damaged, that the copy holds and the shelf lost, or whose repair was cut off.

    What was destroyed by a council is not lost.
    """
    found = {_place(problem.place.file) for problem in audit(office.archive).damages}
    with office.store.reading() as session:
        stones = tombstones(session)
    aside = [
        PurePosixPath(*path.parts[-_DEPTH:]).as_posix() for path in aside_folder(shelf.root).glob("*/???/???/???/*")
    ]
    lost = (place for place in (*held, *aside) if not (shelf.root / place).exists())
    found |= {place for place in lost if id_of_folder(place.rsplit("/", 1)[-1]) not in stones}
    return {place for place in found if place.count("/") == _DEPTH - 1}


def _place(file: str) -> str:
    """The object's folder in the path of one of its files."""
    return PurePosixPath(*PurePosixPath(file).parts[:_DEPTH]).as_posix()


class _Files:
    """What a copy holds of the shelf: of a backup the newest of every path, of a copied office or shelf its folder."""

    def __init__(self, source: Path, prefix: str) -> None:
        if not source.exists():
            raise UsageError(tr("Không thấy {path}.", path=source), advice=tr("Chỉ đúng bản sao bằng --from."))
        folders = (source, source / prefix)
        self._folder = next((folder for folder in folders if (folder / ROOT_DECLARATION).is_file()), None)
        self._copy = None if self._folder else Copy.open(source)
        stamps = self._copy.stamps() if self._copy else ()
        sets = [self._copy.read_set(stamp) for stamp in stamps] if self._copy else []
        self._newest = {path: file for each in sets for path, file in _on_shelf(each, prefix)}

    def places(self) -> set[str]:
        """The places of all objects, below the root of the shelf."""
        if self._folder:
            return {path.relative_to(self._folder).as_posix() for path in self._folder.glob("???/???/???/*")}
        return {_place(path) for path in self._newest if path.count("/") >= _DEPTH}

    def of(self, place: str) -> Fetch:
        """The bytes of one object by the path inside it."""
        return lambda path: self._read(f"{place}/{path}")

    def _read(self, path: str) -> bytes:
        """The bytes of a file by its path below the root of the shelf."""
        try:
            if self._folder:
                return (self._folder / path).read_bytes()
            file = self._newest.get(path)
            if self._copy is None or file is None:
                return b""
            with self._copy.open_file(file) as handle:
                return handle.read()
        except (CopyDamaged, OSError):
            return b""


def _on_shelf(copied: CopySet, prefix: str) -> Iterator[tuple[str, Listed]]:
    """The files of the shelf in a list by their paths below its root."""
    start = f"{copied.about.get('shelf', prefix)}/"
    for file in copied.files:
        path = file.path.removeprefix(start)
        if file.path.startswith(start) and not path.startswith("extensions/"):
            yield path, file


def _note(office: Office, done: Mended, source: Path) -> None:
    facts = {"place": done.place, "files": list(done.files), "aside": done.aside, "from": source.name}
    now = office.clock.now()
    with office.store.changing(actor=office.actor, at=now, reason=tr("sửa kho từ bản sao")) as session:
        note_event(session, "recovery", "shelf_object", done.object_id or "ocfl", facts)
