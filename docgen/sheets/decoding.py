"""Letters of before Unicode made Unicode, cell by cell, and never silently.

Knows which cells to ask about: those in a legacy font, and every other text once. What an encoding is, and whether a
text is sure to be in it, is known by `registry.vietnamese`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from docgen.sheets.guard import Runs
from registry.exchange.cells import CellValue, Conversion, Position
from registry.vietnamese import Decoded, Encoding, decode_cell, plausible_encoding

Row = Sequence[CellValue]
_LATIN = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"  # letters of Vietnamese that other encodings use too
_MODERN_LETTERS = "ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9"  # letters only Unicode has
_MODERN = re.compile(f"[{_MODERN_LETTERS}]")
_OTHER = re.compile(f"[^\x00-\x7f{_LATIN}{_MODERN_LETTERS}“”‘’–—…]")
_TELLING = re.compile(r"\S*[^\x00-\x7f]\S*")
_NAMES = {Encoding.TCVN3: "TCVN3", Encoding.VNI: "VNI", Encoding.UNCLEAR: "TCVN3/VNI", Encoding.UNICODE: "Unicode"}


def conversions_of(rows: Sequence[Row], fonts: Mapping[Position, Runs], font: str = "") -> tuple[Conversion, ...]:
    """Every cell whose letters are not Unicode; `font` is what all other cells are set in, "" when nobody knows."""
    suspects = _suspects(rows) if not font else None
    if not (font or fonts or suspects):
        return ()
    found = []
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if not isinstance(value, str):
                continue
            runs = fonts.get((number, column))
            if runs is None and suspects is not None and value not in suspects:
                continue
            conversion = _conversion((number, column), value, runs or ((value, font),))
            found += [conversion] if conversion else []
    return tuple(found)


def decoded_rows(rows: Sequence[Row], conversions: Sequence[Conversion]) -> tuple[tuple[CellValue, ...], ...]:
    """The rows with every sure conversion made; a cell that is not sure keeps its letters."""
    changed: dict[int, dict[int, str]] = {}
    for each in conversions:
        if each.is_sure:
            changed.setdefault(each.position[0], {})[each.position[1]] = each.after
    return tuple(
        tuple(changed[number].get(column, value) for column, value in enumerate(row))
        if number in changed
        else tuple(row)
        for number, row in enumerate(rows)
    )


def _suspects(rows: Sequence[Row]) -> set[str]:
    """The texts that are not plainly Unicode; each is asked about once, for lists say the same again and again."""
    texts = {value for row in rows for value in row if value.__class__ is str}
    return {text for text in texts if not text.isascii() and not _is_plainly_unicode(text)}


def _is_plainly_unicode(text: str) -> bool:
    """What `plausible_encoding` would say, at a tenth of its price for the texts of which a list is full."""
    if _OTHER.search(text):
        return plausible_encoding(text) is Encoding.UNICODE
    return _MODERN.search(text) is not None or _reads_as_unicode(" ".join(_TELLING.findall(text)))


@lru_cache(maxsize=1 << 14)
def _reads_as_unicode(words: str) -> bool:
    return plausible_encoding(words) is Encoding.UNICODE


def _conversion(position: Position, value: str, runs: Runs) -> Conversion | None:
    """What a cell becomes, piece by piece; None when it is Unicode already."""
    pieces = [decode_cell(text, font) for text, font in runs]
    is_sure, after = all(piece.is_sure for piece in pieces), "".join(piece.text for piece in pieces)
    if is_sure and after == value:
        return None
    return Conversion(position=position, before=value, after=after, encoding=_name_of(pieces), is_sure=is_sure)


def _name_of(pieces: Sequence[Decoded]) -> str:
    """The first encoding that is not Unicode, as people call it."""
    return _NAMES[next((each.encoding for each in pieces if each.encoding is not Encoding.UNICODE), Encoding.UNICODE)]
