"""A report shown at its places: a copy of the paper with Word comments.

Knows which words go beside which paragraph; changes nothing of the paper's own text.
"""

from __future__ import annotations

from docgen.house_style.findings import Finding, Report, RuleSeverity
from docgen.house_style.places import address, paragraphs_by_address
from docgen.house_style.reading import MAIN_PART
from docgen.house_style.styles import W
from docgen.media.comments import Comment, add_comments
from docgen.media.zips import open_package

SEVERITIES = {RuleSeverity.ERROR: "Lỗi", RuleSeverity.WARNING: "Cần xem", RuleSeverity.INFO: "Gợi ý"}


def annotated(docx: bytes, report: Report) -> bytes:
    """A copy of `docx` with one comment per broken rule at its place; without faults, the same words as before.

    What concerns a section stands at its first paragraph, what concerns the whole paper or a margin at the first.
    """
    package = open_package(docx, name=report.file)
    root = package.xml(MAIN_PART)
    order = {paragraph: number for number, paragraph in enumerate(root.iter(W + "p"))}
    places = paragraphs_by_address(root)
    comments = [
        Comment(paragraph=order.get(places.get(section_of(finding.place)), 0), text=_sentence(finding))
        for finding in report.failures
        if order
    ]
    return add_comments(docx, comments, name=report.file) if comments else docx


def section_of(place: str) -> str:
    """The address where a comment can stand: "phần 2, lề trái" is said at "phần 2"."""
    found = address(place)
    return found.partition(", ")[0] if found.startswith("phần ") else found


def _sentence(finding: Finding) -> str:
    return f"[{SEVERITIES[finding.severity]}] {finding.rule}: {finding.message}\n({finding.cite})"
