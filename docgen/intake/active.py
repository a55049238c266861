"""Active content of received files: what would run, open or reach out when somebody else's program showed it.

Knows the names PDF gives to actions, however they are spelled or packed, and the fields and parts by which Word takes
in foreign content; opens nothing of it. A PDF that has some is kept unchanged and told, a Word file is refused
(luu-tru.md §6, rows 5, 7 and 9).
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

from docgen.intake.opening import open_regular
from docgen.media import pdf
from docgen.media.zips import Package

_LONG = (
    *("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "GoToE"),
    *("EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA"),
)
_SHORT = ("OpenAction", "AA", "JS")  # an action or a script must follow: an opening view is harmless, noise is noise
_AFTER_SHORT = rb"\s*(?:<<|\(|<[0-9A-Fa-f]|\d+\s+\d+\s+R)"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELD = re.compile(r"(?:^|\s)(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK)\s", re.IGNORECASE)
_FOREIGN_PARTS = frozenset({"aFChunk", "subDocument", "attachedTemplate", "frame"})


def pdf_actions(path: Path) -> tuple[str, ...]:
    """The names of active content in a PDF, each once, in order of the alphabet; () when there is none."""
    with open_regular(path) as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        found = set(_names_in(content))
        has_packed = content.find(b"ObjStm") >= 0
    if has_packed:
        found |= {name for packed in pdf.packed_objects(path) for name in _names_in(packed)}
    return tuple(sorted(found))


def is_encrypted(path: Path) -> bool:
    """True when the PDF says anywhere that it is encrypted; PDFium opens empty passwords without a word."""
    with open_regular(path) as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _ENCRYPT.search(content) is not None


def word_intruder(package: Package) -> str:
    """The first field or part by which a Word file takes in foreign content, "" when there is none."""
    for part in package.names:
        if part.endswith(".rels"):
            for kind, _, _ in package.relations(part):
                if kind in _FOREIGN_PARTS:
                    return kind
        elif part.startswith("word/") and part.endswith(".xml") and (field := _field_of(package, part)):
            return field
    return ""


def _field_of(package: Package, part: str) -> str:
    if not _mentions_fields(package.read(part)):
        return ""
    for paragraph in package.xml(part).iter(f"{_W}p"):
        told = "".join(text.text or "" for text in paragraph.iter(f"{_W}instrText"))
        simple = (field.get(f"{_W}instr") or "" for field in paragraph.iter(f"{_W}fldSimple"))
        for instruction in (told, *simple):
            if match := _FIELD.search(f"{instruction} "):
                return match[1].upper()
    return ""


def _mentions_fields(part: bytes) -> bool:
    return b"instrText" in part or b"fldSimple" in part


def _names_in(content: bytes | mmap.mmap) -> Iterator[str]:
    for match in _ACTIVE.finditer(content):
        name = (match["long"] or match["short"]).decode("latin-1")
        yield re.sub("#([0-9A-Fa-f]{2})", lambda code: chr(int(code[1], 16)), name)


def _spelled(name: str) -> bytes:
    """A pattern for the name, any letter of it written as #xx."""
    return b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name.encode())


def _any_of(names: tuple[str, ...]) -> bytes:
    return b"|".join(_spelled(name) for name in sorted(names, key=len, reverse=True))


_ACTIVE = re.compile(
    rb"/(?:(?P<long>"
    + _any_of(_LONG)
    + rb")(?=[\s/(<\[\]>])|(?P<short>"
    + _any_of(_SHORT)
    + rb")"
    + _AFTER_SHORT
    + rb")"
)
_ENCRYPT = re.compile(rb"/" + _spelled("Encrypt") + rb"(?=[\s<])")
