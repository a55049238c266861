"""Papers to PDF: what came out right is kept, whatever happens to the rest."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.media import pdf
from docgen.office import Office, make_office, open_office
from docgen.paperwork.files import PRINTED
from docgen.paperwork.printer import print_papers
from docgen.printing.bulk import LEAST
from docgen.printing.converter import FilesNotConverted
from docgen.wording.decision import decision_context
from tests.support import facts
from tests.support.papers import template

pytestmark = pytest.mark.pdf
SETTINGS = Path(__file__).parents[3] / "samples" / "ham-yen" / "office.toml"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty office."""
    make_office(tmp_path / "van-phong", SETTINGS.read_text("utf-8"))
    opened = open_office(tmp_path / "van-phong", {}, actor="người thử")
    yield opened
    opened.close()


def _paper(tasks: int) -> bytes:
    return template("party-decision").render(dict(decision_context(facts.party_decision(facts.tasks(tasks)))))


def test_a_paper_that_fails_costs_only_itself(office: Office) -> None:
    """Papers joined and made stay with a note of what made them, and are not made again when the bad one is mended."""
    papers = {f"QD{number:02d}": _paper(1 + number % 4) for number in range(LEAST)}
    spoilt = {**papers, "HONG": _cut(_paper(2))}
    with pytest.raises(FilesNotConverted, match=r"HONG\.docx"):
        print_papers(office, spoilt)
    folder = office.output / PRINTED
    (note,) = folder.glob("lan-in-*.json")
    said = json.loads(note.read_text())
    assert said["converter"].startswith("LibreOffice ")
    assert {row["pages"] for row in said["papers"].values()} == {2}
    made = {path: path.stat().st_mtime_ns for path in folder.glob("QD*.pdf")}
    assert len(made) == LEAST
    printed = print_papers(office, {**papers, "HONG": _paper(2)})
    assert {path: path.stat().st_mtime_ns for path in folder.glob("QD*.pdf")} == made
    assert printed["HONG"].run is None
    run = printed["QD03"].run
    assert run is not None
    first = printed["QD03"].first or 0
    assert pdf.page_texts(printed["QD03"].path) == pdf.page_texts(run)[first - 1 : first + 1]
    run.unlink()
    assert print_papers(office, papers)["QD03"].run is None


def _cut(data: bytes) -> bytes:
    """The document with its body cut off in the middle: the package is whole, what it holds is not."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, content[: len(content) // 2] if name == "word/document.xml" else content)
    return buffer.getvalue()
