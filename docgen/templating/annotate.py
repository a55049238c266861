"""A copy of a template with a Word comment at each fault, so that a clerk sees in Word what to mend.

Knows where a fault is told; changes nothing but the copy. Word has no comments in headers, footers and notes, so
what stands there is told at the first paragraph of the body, with its place.
"""

from __future__ import annotations

from collections.abc import Iterable

from docgen.media.comments import Comment, add_comments
from docgen.templating.check import Fault

_BODY = "word/document.xml"


def annotated(template: bytes, faults: Iterable[Fault]) -> bytes:
    """`template`, which `find_faults` could read, with a comment for each of `faults`."""
    return add_comments(template, [_comment(fault) for fault in faults])


def _comment(fault: Fault) -> Comment:
    if fault.spot is not None and fault.spot.member == _BODY:
        return Comment(paragraph=fault.spot.order, text=fault.problem.message)
    return Comment(paragraph=0, text=str(fault.problem))
