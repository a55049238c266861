"""Names of received files: kept as data, shown harmlessly, never used as a path on our disk.

Knows the tricks a name can play (two byte forms, reversed text, control signs, undecodable bytes); does not know
the file behind it.
"""

from __future__ import annotations

import unicodedata

from docgen.messages import showing


def as_data(name: str) -> str:
    """The name as it goes into the record: NFC; bytes that are no text become \\udcNN so that it can be stored."""
    return unicodedata.normalize("NFC", name).encode("utf-8", "backslashreplace").decode("utf-8")


def visible(name: str) -> str:
    """The name as a person sees it: every sign that hides or turns text around is spelled out."""
    return showing.visible(as_data(name))
