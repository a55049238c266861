"""From .docx to proven PDF: converted, read back and compared with what the document says.

Knows the order convert → read back → refuse, and how much is done before it is written down: a run that is ended
in its middle goes on where it stopped. Does not know registers or page codes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import PrintMismatch
from docgen.media.durable import write_many, write_remade
from docgen.media.scratch import scratch_folder
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.files import PRINTED
from docgen.printing.bulk import MOST, Bulk, Made, print_bulk
from docgen.printing.converter import Converter, FilesNotConverted, probe
from docgen.printing.fonts import check_fonts

PORTION = 2 * MOST  # papers that are converted before they are written down
_NOTES, _RUNS = "lan-in-", "bo-"
_ARCHIVAL = "-a2b"  # PDF/A is kept beside the other: the setting may change

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Printout:
    """A paper's PDF, its pages and what made it; `run` is the joined PDF that holds it from page `first` on.

    `run` and `first` are None for a paper that was converted alone.
    """

    path: Path
    pages: int
    converter: str
    run: Path | None = None
    first: int | None = None


def ready_converter(office: Office) -> Converter:
    """A LibreOffice that answers and prints Vietnamese; OutsideMissing names what to install."""
    converter = probe(archival=office.settings.printing.pdf_a)
    check_fonts(converter, office.output)
    return converter


def print_papers(
    office: Office, papers: Mapping[str, bytes], *, progress: Progress | None = None
) -> dict[str, Printout]:
    """A printout per document code, each read back; what was printed from the same bytes before is not printed again.

    Raises PrintMismatch naming the page and the words when a PDF does not say what its .docx says, FilesNotConverted
    naming the papers LibreOffice would not take; all others are kept and not converted again next time.
    """
    folder = office.output / PRINTED
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {code: folder / _name(office, code, docx) for code, docx in papers.items()}
    known = _known(folder)
    missing = [code for code, path in wanted.items() if path not in known]
    if missing:
        _print_missing(office, {code: papers[code] for code in missing}, wanted, progress)
        known = _known(folder)
    return {code: known[path] for code, path in wanted.items()}


def pdf_makers(office: Office) -> dict[Path, str]:
    """What made each PDF of papers in the output folder, program and version; empty when nothing lies there."""
    return {path: printout.converter for path, printout in _known(office.output / PRINTED).items()}


def _name(office: Office, code: str, docx: bytes) -> str:
    form = _ARCHIVAL if office.settings.printing.pdf_a else ""
    return f"{code}-{hashlib.sha256(docx).hexdigest()[:16]}{form}.pdf"


def _print_missing(
    office: Office, papers: Mapping[str, bytes], wanted: Mapping[str, Path], progress: Progress | None
) -> None:
    converter = ready_converter(office)
    codes = list(papers)
    failed: list[Path] = []
    for start in range(0, len(codes), PORTION):
        portion = {code: papers[code] for code in codes[start : start + PORTION]}
        failed += _print_portion(converter, portion, wanted, _from(start, len(codes), progress))
    if failed:
        raise FilesNotConverted(failed)


def _from(start: int, total: int, progress: Progress | None) -> Progress | None:
    return None if progress is None else lambda done, _: progress(start + done, total)


def _print_portion(
    converter: Converter, papers: Mapping[str, bytes], wanted: Mapping[str, Path], progress: Progress | None
) -> list[Path]:
    """Convert a portion and write down what came out right; returns the papers that would not be converted."""
    folder = next(iter(wanted.values())).parent
    with scratch_folder() as place:
        bulk = print_bulk(converter, papers, place, folder, progress=progress)
        _keep(converter, bulk, wanted, folder)
    for code, made in bulk.made.items():
        _require_same(code, made)
    return [Path(f"{code}.docx") for code in bulk.failed]


def _keep(converter: Converter, bulk: Bulk, wanted: Mapping[str, Path], folder: Path) -> None:
    """Write joined PDFs, then the note, then the papers: a PDF that lies there always has its note."""
    good = {code: made for code, made in bulk.made.items() if not made.problems}
    if not good:
        return
    runs = {run: _kept_run(run, folder) for run in {made.run for made in good.values() if made.run}}
    rows = {wanted[code].name: _row(made, runs) for code, made in good.items()}
    note = json.dumps({"converter": converter.name, "papers": rows}, sort_keys=True, indent=1).encode()
    write_remade(folder / f"{_NOTES}{hashlib.sha256(note).hexdigest()[:16]}.json", note)
    write_many(folder, {wanted[code].name: made.pdf.read_bytes() for code, made in good.items()})


def _kept_run(run: Path, folder: Path) -> str:
    data = run.read_bytes()
    name = f"{_RUNS}{hashlib.sha256(data).hexdigest()[:16]}.pdf"
    write_remade(folder / name, data)
    return name


def _row(made: Made, runs: Mapping[Path, str]) -> dict[str, object]:
    where = {} if made.run is None else {"run": runs[made.run], "first": made.first}
    return {"pages": made.pages, **where}


def _known(folder: Path) -> dict[Path, Printout]:
    """All papers that lie there with their note; of two notes the newer one counts."""
    notes = sorted(folder.glob(f"{_NOTES}*.json"), key=lambda path: path.stat().st_mtime_ns)
    return {found.path: found for note in notes for found in _noted(folder, note) if found.path.is_file()}


def _noted(folder: Path, note: Path) -> Iterator[Printout]:
    try:
        said: dict[str, Any] = json.loads(note.read_bytes())
    except ValueError:
        return  # somebody touched it: what it told is printed again
    for name, row in said["papers"].items():
        run = folder / row["run"] if "run" in row else None
        if run is not None and not run.is_file():
            run = None  # somebody cleared it away: the paper itself is enough
        yield Printout(
            path=folder / name,
            pages=row["pages"],
            converter=said["converter"],
            run=run,
            first=row["first"] if run else None,
        )


def _require_same(code: str, made: Made) -> None:
    if made.problems:
        shown = "; ".join(str(problem) for problem in made.problems[:5])
        raise PrintMismatch(
            tr("Bản in của văn bản {code} không khớp văn bản: {shown}.", code=code, shown=shown),
            advice=tr("Không ký bản in này. Kiểm tra phông chữ và mẫu, rồi in lại."),
        )
