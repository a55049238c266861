"""A copy of a template with a Word comment at each fault, so that a clerk sees in Word what to mend.

Knows python-docx's comments; changes nothing but the copy. Word has no comments in headers, footers and notes, so
what stands there is told at the first paragraph of the body, with its place.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from docgen.templating.check import Fault

AUTHOR = "docgen"


def annotated(template: bytes, faults: Iterable[Fault]) -> bytes:
    """`template`, which `find_faults` could read, with a comment for each of `faults`."""
    document = docx.Document(io.BytesIO(template))
    paragraphs = [Paragraph(node, document) for node in document.element.iter(qn("w:p"))]
    if not paragraphs:
        paragraphs = [document.add_paragraph()]
    member = document.part.partname.membername
    for fault in faults:
        is_here = fault.spot is not None and fault.spot.member == member
        place = paragraphs[fault.spot.order] if is_here and fault.spot else paragraphs[0]
        _comment(document, place, fault.problem.message if is_here else str(fault.problem))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _comment(document: Document, paragraph: Paragraph, text: str) -> None:
    runs = [Run(node, paragraph) for node in paragraph._p.iterchildren(qn("w:r"))] or [paragraph.add_run()]
    document.add_comment(runs=[runs[0], runs[-1]], text=text, author=AUTHOR, initials="dg")
