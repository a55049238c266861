"""The words of a returned paper against those of its print: the same, or changed in these places.

Knows texts only. A number, a day and a month may have been written into their blanks; every other word must be the
printed one. Line breaks do not count, spelling, capitals and accents do (luu-tru.md §2.6).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.codes import parse_page_code
from registry.vietnamese import normalise

_AROUND = 4  # words told on each side of a change, so that a person finds the place
_MOST = 12  # changes told of one page
_LEADERS = re.compile(r"[.…_]+")
_BLANK_AFTER = frozenset({"số", "số:", "ngày", "tháng"})
_FILLED = re.compile(r"\d{1,5}")


@dataclass(frozen=True, kw_only=True)
class WordChange:
    """One place: the printed words and the returned ones with a few around them; "" where there are none."""

    page: int  # counts from 1
    printed: str
    returned: str

    def as_row(self) -> dict[str, object]:
        """The JSON object inside `differences`."""
        return {"page": self.page, "printed": self.printed, "returned": self.returned}


def word_changes(printed: Sequence[str], returned: Sequence[str]) -> tuple[WordChange, ...]:
    """Where the texts of the pages differ, in reading order; () when every page says what was printed.

    A page that one of them lacks is one change of all its words.
    """
    pages = max(len(printed), len(returned))
    pairs = ((_page(printed, number), _page(returned, number)) for number in range(pages))
    return tuple(
        change
        for number, (before, after) in enumerate(pairs, start=1)
        for change in (*_changes(_words(before), _words(after), number),)[:_MOST]
    )


def _page(texts: Sequence[str], number: int) -> str:
    return texts[number] if number < len(texts) else ""


def _words(text: str) -> list[str]:
    """The words without dotted lines and without page codes, which are drawn on paper alone."""
    words = normalise(text).split()
    return [word for word in words if not _LEADERS.fullmatch(word) and parse_page_code(word) is None]


def _changes(before: list[str], after: list[str], page: int) -> Iterator[WordChange]:
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, start, end, from_, to in steps:
        if kind != "equal" and not _is_filled_in(before, after, (start, end), (from_, to)):
            yield WordChange(page=page, printed=_told(before, start, end), returned=_told(after, from_, to))


def _is_filled_in(before: list[str], after: list[str], gone: tuple[int, int], come: tuple[int, int]) -> bool:
    """True when nothing but a number was written where the print leaves room for one."""
    asked = before[gone[0] - 1].lower() if gone[0] else ""
    old, new = before[gone[0] : gone[1]], after[come[0] : come[1]]
    if asked not in _BLANK_AFTER:
        return False
    if not old:
        return len(new) == 1 and _FILLED.fullmatch(new[0]) is not None
    is_symbol = len(old) == len(new) == 1 and old[0][0] in "-/"  # "-QĐ/HU" becomes "15-QĐ/HU"
    return is_symbol and _FILLED.fullmatch(new[0].removesuffix(old[0])) is not None


def _told(words: list[str], start: int, end: int) -> str:
    """The words with a few around them."""
    if start == end == 0 and not words:
        return ""
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    pieces = ["…"] * (first > 0) + words[first:last] + ["…"] * (last < len(words))
    return " ".join(pieces)
