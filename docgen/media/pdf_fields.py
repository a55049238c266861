"""The fields of a PDF form: what each holds, and what is drawn in its place.

Knows AcroForm alone. A viewer shows the drawn appearance, a program reads the value; who wants to deceive lets the two
differ (luu-tru.md §4.8).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import StreamObject

from docgen.media import pdf
from registry.vietnamese import normalise

MOST_FIELDS = 2_000
_MARK = b"AcroForm"
_PACKED = b"/ObjStm"  # without it no object hides from a search of the bytes


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field: its value and what is drawn; `shown` is None when the file draws nothing and the viewer must."""

    name: str
    value: str
    shown: str | None

    @property
    def looks_otherwise(self) -> bool:
        """True when a reader sees something else than the value."""
        return self.shown is not None and _bare(self.shown) != _bare(self.value)


def fields(path: Path) -> tuple[Field, ...]:
    """The text, choice and tick fields of a PDF in the order of its pages; () for a file without a form."""
    data = path.read_bytes()
    packed = pdf.packed_objects(path) if _PACKED in data else ()
    if _MARK not in data and not any(_MARK in each for each in packed):
        return ()
    with pdf.translated(path):
        found = (field for page in PdfReader(path).pages for field in _of_page(page))
        return tuple(field for _, field in zip(range(MOST_FIELDS), found, strict=False))


def _of_page(page: PageObject) -> Iterator[Field]:
    for reference in page.get("/Annots") or ():
        widget = reference.get_object()
        kind = _inherited(widget, "/FT")
        if widget.get("/Subtype") != "/Widget" or kind not in {"/Tx", "/Ch", "/Btn"}:
            continue
        name, value = str(_inherited(widget, "/T") or ""), _inherited(widget, "/V")
        if kind == "/Btn":
            state = widget.get("/AS")
            yield Field(name=name, value=_said(value), shown=_said(state) if state is not None else None)
        else:
            yield Field(name=name, value=_said(value), shown=_drawn(page, widget))


def _inherited(widget: Any, key: str) -> Any:
    """The entry of a widget or of the field above it."""
    for _ in range(8):
        if key in widget:
            return widget[key]
        if "/Parent" not in widget:
            return None
        widget = widget["/Parent"].get_object()
    return None


def _drawn(page: PageObject, widget: Any) -> str | None:
    normal = (widget.get("/AP") or {}).get("/N")
    held = normal.get_object() if normal is not None else None
    # pypdf declares one kind of stream where it reads every kind
    return page.extract_xform_text(held) if isinstance(held, StreamObject) else None  # type: ignore[arg-type]


def _said(value: Any) -> str:
    """The value as text; an unset tick is Off."""
    held = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(held, StreamObject):
        return held.get_data().decode("utf-8", "replace")
    return "" if held is None or str(held) == "/Off" else str(held).removeprefix("/")


def _bare(text: str) -> str:
    return "".join(normalise(text).split())
