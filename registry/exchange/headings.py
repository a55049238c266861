"""Where the headings of a task list stand, and which column each of them names.

Knows one heading row, and two where the upper cells are merged over groups of columns ("Chỉ tiêu" over "Đơn vị" and
"Số liệu gốc"); does not know what stands under a heading.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from registry.exchange.cells import Position, SheetCells
from registry.exchange.columns import COLLECTIVE, COLUMNS, HEADING_OF_FIELD, Column
from registry.vietnamese import fold

HEADER_WITHIN = 15  # rows: titles and letterheads stand above the headings
_FEWEST_HEADINGS = 3  # fewer recognised words are a sentence, not a heading row
_LONGEST_HEADING = 120  # characters; longer cells are sentences

_BRACKETS = re.compile(r"\(.*?\)")
_PUNCTUATION = re.compile(r"[^\w]+")
_YEAR_AT_END = re.compile(r"(?<=\w) (?:nam |giai doan |nhiem ky )?\d{4}(?: \d{4})?$")

# What a short heading means under a merged one; alone it would mean something else or nothing.
_UNDER_A_MEASURE = {
    "don vi": "measure_unit",
    "noi dung": "target",
    "ten chi tieu": "target",
    "dien giai": "target",
    "goc": "baseline",
    "so goc": "baseline",
    "dau ky": "baseline",
    "nam truoc": "baseline",
    "thuc hien": "baseline",
    "thuc hien nam truoc": "baseline",
    "gia tri": "target_value",
    "can dat": "target_value",
    "phai dat": "target_value",
    "ke hoach": "target_value",
    "so luong": "target_value",
    "tong so": "denominator",
}
_UNDER_A_PERSON = {"ten": "official", "don vi": "unit", "chuc vu": "post", "dang": "party_post", "chinh quyen": "post"}
_UNDER_A_TIME = {"hoan thanh": "deadline", "ket thuc": "deadline", "den ngay": "deadline", "den": "deadline"}
_MEASURES = re.compile(r"\b(?:chi tieu|muc tieu|ket qua|so lieu)\b")
_PERSONS = re.compile(r"\b(?:can bo|nguoi|ca nhan|chuc vu|dong chi)\b")
_TIMES = re.compile(r"\b(?:thoi gian|thoi han|tien do)\b")


@lru_cache(maxsize=1 << 12)  # every row near the top of a sheet is tried for several kinds of sheets
def heading_key(text: str) -> str:
    """What is compared of a heading: folded letters and digits; bracketed remarks and a year at the end dropped."""
    return _YEAR_AT_END.sub("", _PUNCTUATION.sub(" ", _BRACKETS.sub("", fold(text))).strip())


def _known_headings() -> Mapping[str, str]:
    """Every accepted heading key with its field."""
    spellings = ((column, text) for column in (*COLUMNS, COLLECTIVE) for text in (column.heading, *column.synonyms))
    return {heading_key(text): column.field for column, text in spellings}


_FIELD_OF_HEADING = _known_headings()


@dataclass(frozen=True, kw_only=True)
class Header:
    """The headings of a sheet: first and last row, the column of every field, repeated and unknown ones."""

    first: int
    row: int
    columns: Mapping[str, int]
    repeated: tuple[Position, ...] = ()
    unknown: tuple[Position, ...] = ()

    def missing(self) -> tuple[Column, ...]:
        """Required columns this sheet lacks; a list of collectives has neither names nor posts."""
        present = set(self.columns)
        names_collectives = "collective" in present or {"is_collective", "unit"} <= present
        if names_collectives and present.isdisjoint({"official", "post"}):
            present |= {"official", "post"}
        return tuple(column for column in COLUMNS if column.is_required and column.field not in present)


def find_header(sheet: SheetCells) -> Header | None:
    """The heading row among the first 15 with the most known headings, or two such rows; None below three."""
    rows = range(min(HEADER_WITHIN, len(sheet.rows)))
    covered = sheet.merged_cells(within=HEADER_WITHIN)
    headers = [_header_of(row, row, _cells_of(sheet, row)) for row in rows]
    headers += [_header_of(row, row + 1, _cells_of_two(sheet, row, covered)) for row in rows[:-1]]
    best = max(headers, key=lambda header: len(header.columns), default=None)
    return best if best and len(best.columns) >= _FEWEST_HEADINGS else None


@lru_cache(maxsize=4096)
def field_of_heading(text: str) -> str | None:
    """The field a heading names, None for a text that is no heading of ours."""
    return _FIELD_OF_HEADING.get(heading_key(text)) if len(text) <= _LONGEST_HEADING else None


def nearest_heading(text: str) -> str:
    """The heading of ours that is spelt most like an unknown one, "" when none comes near."""
    near = difflib.get_close_matches(heading_key(text), _FIELD_OF_HEADING, n=1, cutoff=0.8)
    return HEADING_OF_FIELD[_FIELD_OF_HEADING[near[0]]] if near else ""


Heading = tuple[Position, str, str | None]  # its cell, its text, the field it names


def _header_of(first: int, last: int, headings: Iterator[Heading]) -> Header:
    """What the headings of one or two rows would mean together."""
    columns: dict[str, int] = {}
    repeated, unknown = [], []
    for position, text, field in headings:
        if field is None:
            unknown += [position] if heading_key(text) else []
        elif field in columns:
            repeated.append(position)
        else:
            columns[field] = position[1]
    return Header(first=first, row=last, columns=columns, repeated=tuple(repeated), unknown=tuple(unknown))


def _cells_of(sheet: SheetCells, row: int) -> Iterator[Heading]:
    """Every cell of one row as a heading."""
    for column in range(len(sheet.rows[row])):
        text = sheet.text(row, column)
        yield (row, column), text, field_of_heading(text)


def _cells_of_two(sheet: SheetCells, row: int, covered: Mapping[Position, Position]) -> Iterator[Heading]:
    """Every column of two rows as one heading: the lower cell under the merged upper one, or the upper alone."""
    parent = ""
    for column in range(max(len(sheet.rows[row]), len(sheet.rows[row + 1]))):
        upper, lower = covered.get((row, column), (row, column)), (row + 1, column)
        parent = sheet.text(*upper) or parent
        own = "" if covered.get(lower, lower)[0] != lower[0] else sheet.text(*lower)
        if own:
            yield lower, own, _field_under(parent, own)
        else:
            yield upper, sheet.text(row, column), field_of_heading(sheet.text(row, column))


def _field_under(parent: str, text: str) -> str | None:
    """The field of a heading that stands under another one."""
    above, key = heading_key(parent), heading_key(text)
    for kind, meanings in ((_MEASURES, _UNDER_A_MEASURE), (_PERSONS, _UNDER_A_PERSON), (_TIMES, _UNDER_A_TIME)):
        if key in meanings and kind.search(above):
            return meanings[key]
    return _FIELD_OF_HEADING.get(key) or _FIELD_OF_HEADING.get(f"{above} {key}")
