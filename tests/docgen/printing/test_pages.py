"""Pages of faults, and fonts without some letters, as LibreOffice shows them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from docgen.errors import OutsideMissing
from docgen.paperwork import doctoring
from docgen.paperwork.doctoring import examine
from docgen.templating.manifest import manifest_path
from docgen.templating.typefaces import fonts_used
from tests.support.papers import template_path


def _template(folder: Path, *, font: str = "", faults: int = 2) -> Path:
    """A decision with unknown fields on pages of their own behind it, the last paragraph in `font`."""
    source, target = template_path("party-decision"), folder / "qd.docx"
    document = docx.Document(str(source))
    for _ in range(faults):
        document.add_page_break()
        document.add_paragraph("Đồng chí {{ signatori }}")
    if font:
        document.add_paragraph("chữ").runs[0].font.name = font
    document.save(str(target))
    manifest_path(target).write_bytes(manifest_path(source).read_bytes())
    return target


@pytest.mark.pdf
def test_pages_and_fonts(tmp_path: Path) -> None:
    """each fault is told with its page, one behind the other, and a font of signs has no Vietnamese letters."""
    faults = examine(_template(tmp_path, font="Symbol"))
    pages = [fault.problem.place.page for fault in faults if fault.problem.code == "field-not-declared"]
    assert len(pages) == 2 and pages[0] is not None and pages[1] == pages[0] + 1
    assert f"trang {pages[0]}" in str(faults[0].problem)
    (poor,) = [fault.problem for fault in faults if fault.problem.code == "font-lacks-letters"]
    assert "“Symbol”" in poor.message and not poor.is_error


def test_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """without LibreOffice the faults are the same, and it is said that pages and fonts are unknown."""

    def missing() -> None:
        raise OutsideMissing("no LibreOffice", advice="")

    monkeypatch.setattr(doctoring, "probe", missing)
    faults = examine(_template(tmp_path, font="Symbol"))
    assert [fault.problem.code for fault in faults] == ["field-not-declared", "field-not-declared", "page-unknown"]
    assert all(fault.problem.place.page is None for fault in faults)
    assert "“Symbol”" in faults[-1].problem.message


def test_a_sound_template_needs_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """a template without a fault, all in Times New Roman, starts nothing."""
    monkeypatch.setattr(doctoring, "probe", lambda: pytest.fail("LibreOffice was asked for nothing"))
    assert examine(_template(tmp_path, faults=0)) == ()


def test_fonts_used() -> None:
    """the built-in templates are written in Times New Roman alone; an unused style does not count."""
    assert fonts_used(template_path("state-report").read_bytes(), "x") == {"Times New Roman"}
