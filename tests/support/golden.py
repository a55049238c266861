"""Golden texts: whole documents as text, compared word by word.

Knows one folder, tests/golden, and never writes outside it: with DOCGEN_UPDATE_GOLDEN=1 the texts are written
anew, otherwise a difference fails and the actual text is left in the test's own folder to be opened.
"""

from __future__ import annotations

import os
from pathlib import Path

from docgen.media.docx import document_text

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
NO_BREAK = ("\u00a0", "~")  # no-break spaces are made visible, because they are part of the layout


def golden_text(document: bytes) -> str:
    """The paragraphs of a .docx, one on each line, no-break spaces as "~"."""
    return "\n".join(text.replace(*NO_BREAK) for text in document_text(document)) + "\n"


def assert_golden(name: str, text: str, left_in: Path) -> None:
    """Compare `text` with tests/golden/<name>; the actual text of a failure lies in `left_in`."""
    path = (GOLDEN / name).resolve()
    if not path.is_relative_to(GOLDEN):
        raise ValueError(f"{name} lies outside tests/golden")
    if os.environ.get("DOCGEN_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    (left_in / path.name).write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
