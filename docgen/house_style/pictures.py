"""Pictures set into the text: whose bytes they are, at which paragraph, how wide and how far from the left.

Knows how Word places a picture, in a line or floating over the text; None where the file does not say it. Does not know
what a picture shows. A signature line of Word, which only asks to be signed, is no picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from docgen.errors import UnsafeFile
from docgen.house_style.document import Picture
from docgen.house_style.formats import whole
from docgen.house_style.lengths import drawn_length
from docgen.media.zips import Package

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 635  # in one twip
_MOST_BYTES = 4_000_000  # of a picture that is looked at; a signature or a seal has far less
_FROM_CELL = frozenset({"column", "margin", "character"})  # what a float in a cell is measured from
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class PictureParts:
    """The pictures of one package by the ids of its main part, each expanded once however often it is shown."""

    def __init__(self, package: Package, targets: Mapping[str, str]) -> None:
        self._package, self._targets = package, targets
        self._known: dict[str, bytes] = {}

    def data(self, relation: str) -> bytes:
        """The bytes behind an id; b"" where there are none to look at: the rest of the paper is judged all the same."""
        part = self._targets.get(relation, "")
        if part not in self._known:
            self._known[part] = self._expanded(part)
        return self._known[part]

    def _expanded(self, part: str) -> bytes:
        try:
            data = self._package.read(part) if part and self._package.has(part) else b""
        except UnsafeFile:
            return b""
        return data if len(data) <= _MOST_BYTES else b""


def pictures_in(
    drawn: Sequence[etree._Element], parts: PictureParts, *, place: str, align: str, room: int | None
) -> Iterator[Picture]:
    """The pictures among the shapes of one paragraph that is set to `align` in a cell of width `room`."""
    for holder in drawn:
        for relation in _relations(holder):
            floats, own_align, left = _stand(holder, align)
            yield Picture(
                place=place,
                data=parts.data(relation),
                floats=floats,
                align=own_align,
                left=left,
                width=drawn_length([holder]),
                room=room,
            )


def _relations(holder: etree._Element) -> Iterator[str]:
    """The ids of the bytes shown, of each picture once: the copy for old programs shows the same again."""
    if next(holder.iter("{*}signatureline"), None) is not None:
        return
    for node in holder.iter("{*}blip", "{*}imagedata"):
        if next(node.iterancestors(_FALLBACK), None) is None:
            marks = {str(key).rpartition("}")[2]: str(value) for key, value in node.attrib.items()}
            relation = marks.get("embed") or marks.get("id")
            if relation:
                yield relation


def _stand(holder: etree._Element, align: str) -> tuple[bool, str, int | None]:
    """Whether a picture floats, how it is aligned, in its line or by itself, and how far from the left it stands."""
    anchor = next(holder.iter(_WP + "anchor"), None)
    if anchor is None:
        floats = any("absolute" in (shape.get("style") or "") for shape in holder.iter("{*}shape"))
        return floats, ("" if floats else align), None
    across = anchor.find(_WP + "positionH")
    if across is None or across.get("relativeFrom", "") not in _FROM_CELL:
        return True, "", None
    aligned, offset = across.findtext(_WP + "align"), across.findtext(_WP + "posOffset")
    return True, (aligned or ""), (None if offset is None else round(whole(offset, 0) / _EMU))
