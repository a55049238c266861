"""Which cells of an .xlsx file are set in a font of before Unicode (.VnTime, VNI-Times), piece by piece.

Nothing is looked at unless the file names such a font: then the styles tell the font of a cell, the shared texts the
fonts of its pieces. Knows SpreadsheetML; what the letters mean is known by `registry.vietnamese`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cached_property

from docgen.media.zips import safe_xml
from docgen.sheets.guard import Runs
from registry.exchange.cells import Position, cell_position
from registry.vietnamese import Encoding, encoding_of_font

_NAMES_LEGACY_FONT = re.compile(rb"(?i)val\s*=\s*[\"'](?:\.vn|vni-)")
_ITEM = re.compile(rb"<si\b[^<>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_RUN = re.compile(rb"<r>(.*?)</r>|<r\s[^<>]*>(.*?)</r>", re.DOTALL)
_RUN_FONT = re.compile(rb"<rFont\b[^<>]*\bval=\"([^\"]*)\"")
_TEXT = re.compile(rb"<t\b[^<>]*?(?:/>|>(.*?)</t>)", re.DOTALL)
_SPOKEN = re.compile(rb"<rPh\b.*?</rPh>", re.DOTALL)  # how a text is read aloud, in files from Japan
_CELL = re.compile(rb"<c\b([^<>]*)>(.*?)</c>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"\b(r|s|t)=\"([^\"]*)\"")
_VALUE = re.compile(rb"<v>(\d+)</v>")

_Pieces = tuple[tuple[str, str], ...]  # text and font of each piece; the font "" is that of the cell


class LegacyFonts:
    """The fonts of one workbook; `cells_of` finds the cells of a sheet whose letters need decoding."""

    def __init__(self, styles: bytes, texts: bytes, name: str) -> None:
        self._styles, self._texts, self._name = styles, texts, name

    def cells_of(self, sheet: bytes) -> Mapping[Position, Runs]:
        """The cells of a sheet with at least one piece in a legacy font: texts and fonts of all their pieces."""
        if not self._are_named and not _NAMES_LEGACY_FONT.search(sheet):
            return {}
        found = {}
        for cell in _CELL.finditer(sheet, 0, _end_of(sheet, b"</c>")):
            said = dict(_ATTRIBUTE.findall(cell[1]))
            pieces = self._pieces_of(said.get(b"t", b""), cell[2])
            font = self._font_of_style.get(said.get(b"s", b"0"), "")
            runs = tuple((text, own or font) for text, own in pieces)
            position = cell_position(said.get(b"r", b"").decode("ascii", "replace"))
            if position and any(encoding_of_font(each) is not Encoding.UNICODE for _, each in runs):
                found[position] = runs
        return found

    @cached_property
    def _are_named(self) -> bool:
        return any(_NAMES_LEGACY_FONT.search(part) for part in (self._styles, self._texts))

    @cached_property
    def _font_of_style(self) -> Mapping[bytes, str]:
        """The font of every cell format, by its number as it stands in a cell."""
        if not self._styles:
            return {}
        root = safe_xml(self._styles, name=self._name)
        fonts = [next((str(name.get("val")) for name in font.iter("{*}name")), "") for font in root.iter("{*}font")]
        formats = next(root.iter("{*}cellXfs"), ())
        numbers = (int(each.get("fontId") or 0) for each in formats)
        return {b"%d" % style: fonts[number] for style, number in enumerate(numbers) if number < len(fonts)}

    @cached_property
    def _shared(self) -> list[_Pieces]:
        """The pieces of every shared text."""
        return [_pieces(item[1] or b"") for item in _ITEM.finditer(self._texts, 0, _end_of(self._texts, b"</si>"))]

    def _pieces_of(self, kind: bytes, content: bytes) -> _Pieces:
        """The pieces of one cell's text; none when it holds no text."""
        if kind == b"inlineStr":
            return _pieces(content)
        number = _VALUE.search(content) if kind == b"s" else None
        return self._shared[int(number[1])] if number and int(number[1]) < len(self._shared) else ()


def _end_of(data: bytes, tag: bytes) -> int:
    """Where the last closing tag ends, 0 when there is none: elements that never close are not looked for again."""
    last = data.rfind(tag)
    return last + len(tag) if last >= 0 else 0


def _pieces(content: bytes) -> _Pieces:
    """The pieces of a text: its runs with their fonts, or the whole in the font of the cell."""
    end = _end_of(content, b"</rPh>")
    spoken_off = _SPOKEN.sub(b"", content[:end]) + content[end:]
    runs = [one or other for one, other in _RUN.findall(spoken_off, 0, _end_of(spoken_off, b"</r>"))]
    if not runs:
        return ((_plain(spoken_off), ""),)
    fonts = (_RUN_FONT.search(run) for run in runs)
    return tuple((_plain(run), font[1].decode("utf-8") if font else "") for run, font in zip(runs, fonts, strict=True))


def _plain(content: bytes) -> str:
    """The letters of a piece of XML."""
    return html.unescape(
        b"".join(text for text in _TEXT.findall(content, 0, _end_of(content, b"</t>"))).decode("utf-8", "replace")
    )
