"""From .docx to proven PDF: converted, read back and compared with what the document says.

Knows the order convert → read back → refuse; does not know registers or page codes.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from docgen.errors import PrintMismatch
from docgen.media import pdf
from docgen.media.durable import clear_torn, write_durably
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.files import PRINTED
from docgen.printing.converter import Converter, probe
from docgen.printing.fonts import check_fonts
from docgen.printing.readback import compare

Progress = Callable[[int, int], None]


def ready_converter(office: Office) -> Converter:
    """A LibreOffice that answers and prints Vietnamese; OutsideMissing names what to install."""
    converter = probe()
    check_fonts(converter, office.output)
    return converter


def print_papers(office: Office, papers: Mapping[str, bytes], *, progress: Progress | None = None) -> dict[str, Path]:
    """PDF per document code, each read back; what was printed from the same bytes before is not printed again.

    Raises PrintMismatch naming the page and the words when a PDF does not say what its .docx says.
    """
    folder = office.output / PRINTED
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {code: folder / f"{code}-{hashlib.sha256(docx).hexdigest()[:16]}.pdf" for code, docx in papers.items()}
    missing = [code for code, path in wanted.items() if not path.is_file()]
    if missing:
        _convert(office, {code: papers[code] for code in missing}, wanted, progress)
    return wanted


def _convert(
    office: Office, papers: Mapping[str, bytes], wanted: Mapping[str, Path], progress: Progress | None
) -> None:
    converter = ready_converter(office)
    with tempfile.TemporaryDirectory(prefix="docgen-in-") as place:  # a killed run leaves nothing in the office
        workplace = Path(place)
        for code, docx in papers.items():
            (workplace / f"{code}.docx").write_bytes(docx)
        results = converter.convert([workplace / f"{code}.docx" for code in papers], workplace, progress=progress)
        for (code, docx), result in zip(papers.items(), results, strict=True):
            _require_same(code, docx, result)
            clear_torn(wanted[code])
            write_durably(wanted[code], result.read_bytes())


def _require_same(code: str, docx: bytes, printed: Path) -> None:
    problems = compare(docx, printed)
    if problems:
        shown = "; ".join(str(problem) for problem in problems[:5])
        raise PrintMismatch(
            tr("Bản in của văn bản {code} không khớp văn bản: {shown}.", code=code, shown=shown),
            advice=tr("Không ký bản in này. Kiểm tra phông chữ và mẫu, rồi in lại."),
        )


def pages_of(path: Path) -> int:
    """Number of pages of a printed paper."""
    return pdf.page_count(path)
