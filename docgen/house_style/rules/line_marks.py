"""The marks that open and close the lines of a list: dashes before, commas and semicolons after.

Knows how a line looks with other marks and the same words, so that it can be mended without a person; judges nothing.
"""

from __future__ import annotations

import re

from docgen.house_style.document import Paragraph
from docgen.house_style.remedies import Mend, Remedy

_OPENING = re.compile(r"^[-+–—•●▪◦*·\uf0b7]+\s*(?=\w)")
_CLOSING = re.compile(r"(?<=[\w)”\"])\s*[,;.:]$")


def remarked(line: Paragraph, *, dash: bool, end: str) -> Remedy | None:
    """To set the line with its words as they are, `dash` before them or not, and `end` after, "" for as it is.

    None for a line whose mark Word sets by itself, and for one of no words.
    """
    words = _OPENING.sub("", line.text)
    if line.format.numbered or not words[:1].isalnum():
        return None
    if end:
        words = _CLOSING.sub("", words) + end
    return Remedy(at=line.place, what=Mend.TEXT, value=f"- {words}" if dash else words)
