"""The cells of a long sheet written as text of their own: openpyxl takes half a minute for twenty thousand rows.

Knows how a value is spelt in a worksheet part and which cell format it wears; everything around the cells (styles,
comments, widths, merged ranges) is made by openpyxl, and only the cells are put in. Text is always written as text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from docgen.sheets.writing import RED, YELLOW, Writable, WrittenRows, fill, put
from registry.exchange.cells import EXCEL_DAY_ZERO, Position

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STARTS = ("=", "+", "-", "@")
_COLOURS = ("", RED, YELLOW)
Colours = Mapping[Position, str]  # 0-based position -> background of the cell


@dataclass(frozen=True, kw_only=True)
class Formats:
    """The numbers of the cell formats of one workbook by background: of texts, of texts like formulas, of dates."""

    text: Mapping[str, int]
    quoted: Mapping[str, int]
    date: Mapping[str, int]
    shows_blanks: bool = False  # boxed blank cells are written too


def formats_of(workbook: Workbook, *, boxed: bool = False) -> Formats:
    """Our cell formats, made known to the workbook by cells that are dressed and thrown away."""
    sheet = workbook.create_sheet()

    def dressed(value: Writable) -> dict[str, int]:
        found = {}
        for row, colour in enumerate(_COLOURS, start=1):
            cell = put(sheet, row, 1, value, boxed=boxed)
            if colour:
                fill(cell, colour)
            found[colour] = int(cell.style_id)
        return found

    formats = Formats(text=dressed("x"), quoted=dressed("=x"), date=dressed(EXCEL_DAY_ZERO), shows_blanks=boxed)
    workbook.remove(sheet)
    return formats


def written_rows(
    rows: Iterable[Sequence[Writable]], formats: Formats, colours: Colours | None = None, *, first: int = 1
) -> WrittenRows:
    """The cells of `rows` as a worksheet part holds them; `first` is the number of the first row."""
    marked: Colours = colours or {}
    letters: list[str] = []
    lines: list[str] = []
    for number, row in enumerate(rows, start=first):
        letters += [get_column_letter(column) for column in range(len(letters) + 1, len(row) + 1)]
        cells = [
            _cell(f"{letters[column]}{number}", value, formats, marked.get((number - 1, column), ""))
            for column, value in enumerate(row)
            if value is not None or formats.shows_blanks or (number - 1, column) in marked
        ]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return WrittenRows(first=first, data="".join(lines).encode())


def _cell(place: str, value: Writable, formats: Formats, colour: str) -> str:
    """One cell as text; a value openpyxl would not know is written as its text."""
    if isinstance(value, str):
        style = formats.quoted[colour] if value.startswith(_STARTS) else formats.text[colour]
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(value)}</t></is></c>'
    if value is None:
        return f'<c r="{place}" s="{formats.text[colour]}"/>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="{formats.text[colour]}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, dt.date):
        return f'<c r="{place}" s="{formats.date[colour]}"><v>{_day_number(value)}</v></c>'
    if isinstance(value, int | float | Decimal):
        return f'<c r="{place}" s="{formats.text[colour]}"><v>{_number(value)}</v></c>'
    return _cell(place, str(value), formats, colour)


def _escaped(text: str) -> str:
    """A text without the signs XML forbids, with those it reserves written out."""
    clean = text if text.isprintable() else _FORBIDDEN.sub("", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _number(value: int | float | Decimal) -> str:
    return (
        f"{value:.15g}" if isinstance(value, float) and not value.is_integer() else f"{value:f}".removesuffix(".000000")
    )


def _day_number(value: dt.date) -> str:
    """The number of a day, with the part of the day that has passed."""
    day = value.date() if isinstance(value, dt.datetime) else value
    number = (day - EXCEL_DAY_ZERO).days
    if isinstance(value, dt.datetime) and (value.hour or value.minute or value.second):
        return f"{number + (value.hour * 3600 + value.minute * 60 + value.second) / 86400:.10f}"
    return str(number)
