"""The search form of Vietnamese text.

Knows which spellings a searcher means as one. Refuses to know what is searched and where it is stored.
"""

from __future__ import annotations

import re
import unicodedata

from registry.vietnamese.letters import normalise, with_hyphens

_MARKS = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """The search form: normalised, lower case, no marks, đ as d, every dash a hyphen; equal for hòa and hoà."""
    plain = with_hyphens(normalise(text)).lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", plain)).replace("đ", "d")
    return unicodedata.normalize("NFC", bare)
