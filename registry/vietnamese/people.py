"""How people are addressed: honorifics and academic titles.

Knows the words in front of a name. Refuses to know who a name belongs to.
"""

from __future__ import annotations

import re

from registry.vietnamese.letters import normalise

_HONORIFIC = re.compile(
    r"^(?:đồng\s+chí|đ/c|đ\.c\.?|ông|bà|giáo\s+sư|phó\s+giáo\s+sư|tiến\s+sĩ|thạc\s+sĩ"
    r"|(?:GS|PGS|TS|ThS|BS|BSCKII|BSCKI|KS|CN|LS)(?=[.\s]))(?=[\s.:])[\s.:]*",
    re.IGNORECASE,
)
_FAMILY_NAME_ONG = re.compile(r"^Ông\s+(?:Văn|Thị|Thế|Đình|Đức)\s")


def strip_honorific(name: str) -> str:
    """`name` without "đồng chí", "đ/c", "ông", "bà" and academic titles; for matching, not for printing.

    A capital "Ông" before a usual middle name (Ông Văn Nam) is a family name and stays.
    """
    rest = normalise(name)
    while not _FAMILY_NAME_ONG.match(rest):
        shorter = _HONORIFIC.sub("", rest, count=1)
        if shorter in ("", rest):
            break
        rest = shorter
    return rest
