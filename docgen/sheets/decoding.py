"""Letters of before Unicode made Unicode, cell by cell, and never silently.

Knows which cells to ask about: those in a legacy font, and every other text once. What an encoding is, and whether a
text is sure to be in it, is known by `registry.vietnamese`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from docgen.sheets.guard import Runs
from registry.exchange.cells import CellValue, Conversion, Position
from registry.vietnamese import Decoded, Encoding, decode_cell, decode_tcvn3, decode_vni, plausible_encoding

Row = Sequence[CellValue]
_LATIN = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"  # letters of Vietnamese that other encodings use too
_MODERN_LETTERS = "ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9"  # letters only Unicode has
_MODERN = re.compile(f"[{_MODERN_LETTERS}]")
_OTHER = re.compile(f"[^\x00-\x7f{_LATIN}{_MODERN_LETTERS}“”‘’–—…]")
_TELLING = re.compile(r"\S*[^\x00-\x7f]\S*")
_DECODERS = {Encoding.TCVN3: decode_tcvn3, Encoding.VNI: decode_vni}
_NAMES = {Encoding.TCVN3: "TCVN3", Encoding.VNI: "VNI", Encoding.UNCLEAR: "TCVN3/VNI", Encoding.UNICODE: "Unicode"}


def conversions_of(
    rows: Sequence[Row], fonts: Mapping[Position, Runs], encoding: Encoding = Encoding.UNICODE
) -> tuple[Conversion, ...]:
    """Every cell whose letters are not Unicode; `encoding` is what the whole file is surely in, UNICODE when not known.

    Where a sheet holds nothing in modern letters and its sure cells are all in one encoding, so are its unsure ones.
    """
    texts = {value for row in rows for value in row if value.__class__ is str}
    suspects = {text for text in texts if not text.isascii() and not _is_plainly_unicode(text)}
    if encoding in _DECODERS:
        return tuple(_decoded(place, text, encoding) for place, text in _cells_in(rows, texts) if not text.isascii())
    if not (fonts or suspects):
        return ()
    found = [
        conversion
        for place, text in _cells_in(rows, suspects, fonts)
        if (conversion := _conversion(place, text, fonts.get(place, ((text, ""),))))
    ]
    sure = {each.encoding for each in found if each.is_sure}
    if len(sure) == 1 and not any(_MODERN.search(text) for text in texts):
        only = next(each for each in _DECODERS if _NAMES[each] in sure)
        found = [each if each.is_sure else _decoded(each.position, each.before, only) for each in found]
    return tuple(found)


def _cells_in(
    rows: Sequence[Row], texts: Collection[str], places: Collection[Position] = ()
) -> Iterator[tuple[Position, str]]:
    """The cells that hold one of `texts` or stand at one of `places`."""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str) and (value in texts or (number, column) in places):
                yield (number, column), value


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


def _is_plainly_unicode(text: str) -> bool:
    """What `plausible_encoding` would say, at a tenth of its price for the texts of which a list is full."""
    if _OTHER.search(text):
        return plausible_encoding(text) is Encoding.UNICODE
    return _MODERN.search(text) is not None or _reads_as_unicode(" ".join(_TELLING.findall(text)))


@lru_cache(maxsize=1 << 14)
def _reads_as_unicode(words: str) -> bool:
    return plausible_encoding(words) is Encoding.UNICODE


def _decoded(position: Position, text: str, encoding: Encoding) -> Conversion:
    """A cell of a file that is surely in one encoding."""
    after = _DECODERS[encoding](text)
    return Conversion(position=position, before=text, after=after, encoding=_NAMES[encoding], is_sure=True)


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
