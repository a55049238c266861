"""Many papers to PDF: joined, converted in one go and taken apart where that gives the same pages, else one by one.

Knows when the short way may be trusted. A document's form and its number of pages make a class; a class is proven by
its shortest and its longest document, converted alone as well: every page must be the same picture. Only documents no
shorter and no longer than proven ones are taken out of a joined file, and each one's text is read back. What fails any
of this is converted alone. Does not know what papers say nor where their PDFs are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from docgen.media import pdf, pile
from docgen.printing.converter import Batch, Converter, FilesNotConverted
from docgen.printing.joining import Joinable, join, joinable, mark
from docgen.printing.proofs import Proof, known_proof
from docgen.printing.readback import compare
from registry.problems import Problem

LEAST = 12  # documents of one form from which on joining pays
MOST = 100  # documents of one joined file: more gain nothing, and a failing file costs more
_WORTH_A_WORKER = 30  # documents for which a second LibreOffice is worth starting
_PROOF_DPI = 75
_READERS = 2

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Made:
    """One paper's PDF; `run` is the joined PDF it was taken from and `first` its page there, None when made alone.

    `problems` are the differences between the PDF and its Word file; () when all text came through.
    """

    pdf: Path
    pages: int
    problems: tuple[Problem, ...]
    run: Path | None = None
    first: int | None = None


@dataclass(frozen=True, kw_only=True)
class Bulk:
    """What became of all papers: those `made` by name, and the names LibreOffice `failed` to convert."""

    made: Mapping[str, Made]
    failed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a paper lies in a joined PDF; pages count from 1."""

    run: Path
    first: int
    pages: int

    @property
    def numbers(self) -> range:
        return range(self.first, self.first + self.pages)


@dataclass(kw_only=True)
class _Errand:
    """What all steps of one printing share; `singles` were converted alone on the way, as proofs."""

    converter: Converter
    papers: Mapping[str, bytes]
    room: Path
    known: dict[str, Joinable] = field(default_factory=dict)
    singles: dict[str, Path] = field(default_factory=dict)


def print_bulk(
    converter: Converter, papers: Mapping[str, bytes], room: Path, proofs: Path, *, progress: Progress | None = None
) -> Bulk:
    """Convert the papers (name to .docx) in the folder `room`; what was proven is kept in the folder `proofs`.

    `progress` hears (done, total) as papers become ready.
    """
    errand = _Errand(converter=converter, papers=papers, room=room)
    made: dict[str, Made] = {}
    for form, names in _forms(errand).items():
        proof = known_proof(proofs, converter.name, form)
        if not proof.refuted:
            made |= _by_joining(errand, proof, names)
            proof.keep()
            _tell(progress, len(made), len(papers))
    made |= _alone(errand, [name for name in papers if name not in made])
    _tell(progress, len(papers), len(papers))
    return Bulk(
        made={name: made[name] for name in papers if name in made},
        failed=tuple(name for name in papers if name not in made),
    )


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _forms(errand: _Errand) -> dict[str, list[str]]:
    """The papers that may be joined, by form; none where too few share one."""
    if not errand.converter.can_join or len(errand.papers) < LEAST:
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for name, data in errand.papers.items():
        known = joinable(data)
        if known is not None:
            errand.known[name] = known
            found[known.form].append(name)
    return {form: names for form, names in found.items() if len(names) >= LEAST}


def _by_joining(errand: _Errand, proof: Proof, names: Sequence[str]) -> dict[str, Made]:
    """The papers of one form for which the short way is proven right; the others are left out."""
    extremes = [name for name in _extremes(errand, names) if not proof.covers_length(errand.known[name].length)]
    places = _converted(errand, _shares(errand.converter, names), extremes)
    by_pages: dict[int, list[str]] = defaultdict(list)
    for name, place in places.items():
        by_pages[place.pages].append(name)
    _convert_singles(errand, _unproven(errand, proof, by_pages))
    for name in sorted(errand.singles.keys() & places.keys()):
        if not _is_same(errand.singles[name], places[name]):
            proof.refuted = True  # this form is never joined again
            return {}
        proof.add(places[name].pages, errand.known[name].length)
    proven = {name: at for name, at in places.items() if proof.covers(at.pages, errand.known[name].length)}
    return _taken_out(errand, proven)


def _extremes(errand: _Errand, names: Iterable[str]) -> list[str]:
    """The shortest and the longest of the papers."""
    by_length = sorted(names, key=lambda name: (errand.known[name].length, name))
    return list(dict.fromkeys((by_length[0], by_length[-1])))


def _unproven(errand: _Errand, proof: Proof, by_pages: Mapping[int, Sequence[str]]) -> list[str]:
    """The extremes of each class that no earlier proof covers and that were not converted alone yet."""
    return [
        name
        for pages, names in by_pages.items()
        for name in _extremes(errand, names)
        if name not in errand.singles and not proof.covers(pages, errand.known[name].length)
    ]


def _shares(converter: Converter, names: Sequence[str]) -> list[Sequence[str]]:
    """The papers cut into joined files: one for each worker where that is worth it, none longer than `MOST`."""
    count = max(-(-len(names) // MOST), min(converter.workers, len(names) // _WORTH_A_WORKER), 1)
    size = -(-len(names) // count)
    return [names[at : at + size] for at in range(0, len(names), size)]


def _converted(errand: _Errand, shares: Sequence[Sequence[str]], singles: Sequence[str]) -> dict[str, _Place]:
    """Where each paper lies after its share was joined and converted; `singles` are converted alone in the same call.

    A share whose file fails is halved; papers of a small failing share are left out.
    """
    files = {errand.room / f"bo-{share[0]}-{len(share)}.docx": share for share in shares}
    for file, share in files.items():
        file.write_bytes(join([errand.papers[name] for name in share]))
    alone = _written(errand, singles)
    batches = [Batch(files=(file,), documents=len(share)) for file, share in files.items()]
    batches[0] = Batch(files=(*batches[0].files, *alone.values()), documents=batches[0].documents)
    failed = errand.converter.convert_batches(batches, errand.room / "joined", marks=True)
    _note_singles(errand, alone, failed)
    places: dict[str, _Place] = {}
    again: list[Sequence[str]] = []
    for file, share in files.items():
        found = {} if file in failed else _places(errand.room / "joined" / f"{file.stem}.pdf", share)
        places |= found
        if not found and len(share) > LEAST:
            again += [share[: len(share) // 2], share[len(share) // 2 :]]
    return places | (_converted(errand, again, ()) if again else {})


def _places(run: Path, names: Sequence[str]) -> dict[str, _Place]:
    """Where each paper begins and ends, by the marks; empty when they do not lie one after another."""
    found = pile.starts(run)
    firsts = [found.get(mark(number), 0) for number in range(len(names))]
    ends = [*firsts[1:], pdf.page_count(run) + 1]
    if firsts[0] != 1 or any(first >= end for first, end in zip(firsts, ends, strict=True)):
        return {}
    return {
        name: _Place(run=run, first=first, pages=end - first)
        for name, first, end in zip(names, firsts, ends, strict=True)
    }


def _written(errand: _Errand, names: Iterable[str]) -> dict[str, Path]:
    files = {name: errand.room / f"{name}.docx" for name in names}
    for name, file in files.items():
        file.write_bytes(errand.papers[name])
    return files


def _convert_singles(errand: _Errand, names: Sequence[str]) -> None:
    if names:
        files = _written(errand, names)
        batch = Batch(files=tuple(files.values()))
        failed = errand.converter.convert_batches([batch], errand.room / "joined", marks=True)
        _note_singles(errand, files, failed)


def _note_singles(errand: _Errand, files: Mapping[str, Path], failed: Collection[Path]) -> None:
    made = {name: errand.room / "joined" / f"{file.stem}.pdf" for name, file in files.items() if file not in failed}
    errand.singles.update(made)


def _is_same(single: Path, place: _Place) -> bool:
    """True when the paper has as many pages alone, and each is the same picture as in the joined file."""
    if pdf.page_count(single) != place.pages:
        return False
    both = (
        (pdf.page_image(single, number, _PROOF_DPI), pdf.page_image(place.run, at, _PROOF_DPI))
        for number, at in enumerate(place.numbers, start=1)
    )
    return all(alone.size == joined.size and alone.tobytes() == joined.tobytes() for alone, joined in both)


def _taken_out(errand: _Errand, places: Mapping[str, _Place]) -> dict[str, Made]:
    """Each paper's pages in a file of their own, read back; a paper whose text differs is left out."""
    by_run: dict[Path, dict[Path, range]] = defaultdict(dict)
    targets = {name: errand.room / "out" / f"{name}.pdf" for name in places}
    (errand.room / "out").mkdir(exist_ok=True)
    for name, place in places.items():
        by_run[place.run][targets[name]] = place.numbers
    differing: dict[str, Future[tuple[Problem, ...]]] = {}
    with ThreadPoolExecutor(_READERS) as pool:  # while PDFium reads one, the next is taken out and another compared
        for run, parts in by_run.items():
            pile.split(run, parts, producer=errand.converter.name)
            own = [name for name, place in places.items() if place.run == run]
            differing |= {name: pool.submit(compare, errand.papers[name], targets[name]) for name in own}
    return {
        name: Made(pdf=targets[name], pages=place.pages, problems=(), run=place.run, first=place.first)
        for name, place in places.items()
        if not differing[name].result()
    }


def _alone(errand: _Errand, names: Sequence[str]) -> dict[str, Made]:
    """The papers converted one by one and read back; those LibreOffice would not take are left out."""
    if not names:
        return {}
    files, out = _written(errand, names), errand.room / "out"
    failed: Collection[Path] = ()
    try:
        errand.converter.convert(list(files.values()), out)
    except FilesNotConverted as error:
        failed = error.failed
    made = {name: out / f"{file.stem}.pdf" for name, file in files.items() if file not in failed}
    return {
        name: Made(pdf=path, pages=pdf.page_count(path), problems=compare(errand.papers[name], path))
        for name, path in made.items()
    }
