"""The whole look at a template: what is wrong in it, on which page, and whether its fonts have every letter.

Knows that pages and fonts are known only where LibreOffice is, and says so where it is not; changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from docgen.errors import OutsideMissing, TemplateError
from docgen.messages import tr
from docgen.printing.converter import Converter, FilesNotConverted, probe
from docgen.printing.fonts import FONT, lacking
from docgen.printing.pages import paragraph_pages
from docgen.templating.check import Fault, find_faults
from docgen.templating.typefaces import fonts_used
from registry.problems import Place, Problem, Severity

UNOPENED = ("template-unreadable", "template-refused")
_BODY = "word/document.xml"
_TOLD = ".Vn", "VNI"  # fonts of before Unicode, told by the template's own check


def examine(path: Path) -> tuple[Fault, ...]:
    """Everything wrong with the template at `path`, with pages; empty when it is sound."""
    faults = find_faults(path)
    if any(fault.problem.code in UNOPENED for fault in faults):
        return faults
    data = path.read_bytes()
    places = {fault.spot.order for fault in faults if fault.spot is not None and fault.spot.member == _BODY}
    try:
        fonts = {font for font in fonts_used(data, path.name) if font != FONT and not font.startswith(_TOLD)}
    except TemplateError:
        fonts = set()
    if not places and not fonts:
        return faults
    try:
        converter = probe()
        pages = paragraph_pages(converter, data, places) if places else {}
        return (*(_on_page(fault, pages) for fault in faults), *_poor_fonts(converter, path, fonts))
    except (OutsideMissing, FilesNotConverted):
        return (*faults, _unknown(path, fonts))


def _on_page(fault: Fault, pages: Mapping[int, int]) -> Fault:
    if fault.spot is None or fault.spot.member != _BODY or fault.spot.order not in pages:
        return fault
    place = replace(fault.problem.place, page=pages[fault.spot.order])
    return replace(fault, problem=replace(fault.problem, place=place))


def _poor_fonts(converter: Converter, path: Path, fonts: set[str]) -> list[Fault]:
    return [
        _fault(
            path,
            "font-lacks-letters",
            tr("Phông “{font}” thiếu chữ Việt trên máy này (chữ in ra bằng: {found}).", font=font, found=found)
            + " "
            + tr("Chọn phông Times New Roman cho cả mẫu."),
            Severity.WARNING,
        )
        for font, report in sorted((lacking(converter, fonts) if fonts else {}).items())
        for found in [", ".join(report.families) or "–"]
    ]


def _unknown(path: Path, fonts: set[str]) -> Fault:
    told = tr("Chưa biết chỗ sai nằm ở trang nào vì máy này không có LibreOffice.")
    if fonts:
        told += " " + tr("Chưa thử được phông {fonts}.", fonts=_list(fonts))
    return _fault(path, "page-unknown", told, Severity.INFO)


def _list(fonts: set[str]) -> str:
    return ", ".join(f"“{font}”" for font in sorted(fonts))


def _fault(path: Path, code: str, message: str, severity: Severity) -> Fault:
    return Fault(problem=Problem(code=code, message=message, severity=severity, place=Place(file=path.name)))
