"""Papers opened and saved by LibreOffice, many in one call, because starting it costs more than saving.

Knows nothing of what the papers are; needs LibreOffice Writer.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.printing import processes
from docgen.printing.converter import probe

_FILTERS = {"docx": "docx:MS Word 2007 XML", "odt": "odt"}
_SECONDS = 300.0
_ATTEMPTS = 3


def saved_again(papers: Mapping[str, bytes], folder: Path, *, through: tuple[str, ...] = ("docx",)) -> dict[str, bytes]:
    """Each paper saved as the formats `through` one after another, the last of which is docx; by the same names."""
    names = {f"{number:03}": name for number, name in enumerate(papers)}
    files = [folder / f"{number}.docx" for number in names]
    for file, paper in zip(files, papers.values(), strict=True):
        file.write_bytes(paper)
    for step, ending in enumerate(through):
        files = _converted(files, folder / str(step), ending)
    return {names[file.stem]: file.read_bytes() for file in files}


def _converted(files: list[Path], target: Path, ending: str) -> list[Path]:
    """The files in another form; what a call left undone, because the program fell over, is asked for once more."""
    made = [target / f"{file.stem}.{ending}" for file in files]
    for attempt in range(_ATTEMPTS):
        missing = [file for file, result in zip(files, made, strict=True) if not result.exists()]
        if missing:
            profile = f"-env:UserInstallation={(target / f'profile{attempt}').as_uri()}"
            order = ["--headless", "--norestore", profile, "--convert-to", _FILTERS[ending], "--outdir", str(target)]
            processes.run([str(probe().program), *order, *map(str, missing)], seconds=_SECONDS)
    return made
