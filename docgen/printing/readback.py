"""The PDF read back and held against its Word document: nothing lost, nothing changed, nothing added.

Knows how a printout differs innocently from its source: line breaks, ligatures, table cells in another order, rows
split by a page, page numbers, repeated heading rows, list labels, leaders, stamped page codes. Does not know layout.
Both texts are compared without spaces (justified lines make spaces unreliable); each paragraph must be found once.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from docgen.media import docx, pdf
from docgen.messages import tr
from registry.problems import Place, Problem

_LONG = 12  # letters; shorter texts (numbers of rows, names) are placed after the longer ones have their place
_SAME = 1024  # paragraphs; the papers of a batch share most of theirs
_LIKE = 0.5  # from this likeness on, a lost paragraph and foreign text are one changed paragraph
_LEADERS = re.compile(r"[._](?:\s*[._]){3,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_CODE = re.compile(r"GNV[1-9]\.[0-9A-F]{8}\.\d{1,3}\.\d{1,3}\.[A-Z2-7]{16}")
_LABEL = re.compile(r"(\d+([.)]\d+)*[.)/]?|[a-zđ][.)]|[IVXLCivxlc]+[.)]|[-–+*•o\uf000-\uf0ff])")


@dataclass
class _Printed:
    """The text of all pages without spaces; `taken` marks what a paragraph has claimed."""

    shown: str  # with spaces
    tight: str
    origin: list[int]  # place in `shown` of each letter of `tight`
    starts: list[int]  # place in `tight` where each page begins
    taken: bytearray = field(default_factory=bytearray)

    def page_at(self, place: int) -> int:
        """The page (from 1) on which the letter at `place` stands."""
        return bisect_right(self.starts, place)

    def words(self, start: int, end: int) -> str:
        """The printed words between two places, spaces folded."""
        return " ".join(self.shown[self.origin[start] : self.origin[end - 1] + 1].split()) if end > start else ""

    def is_free(self, start: int, end: int) -> bool:
        """True when nothing between the places is claimed."""
        return self.taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Claim the letters between the places."""
        self.taken[start:end] = b"\x01" * (end - start)

    def is_whole_word(self, start: int, end: int) -> bool:
        """True when the letters stand between spaces or at an edge."""
        first, last = self.origin[start], self.origin[end - 1] + 1
        return (first == 0 or self.shown[first - 1].isspace()) and self.shown[last : last + 1].strip() == ""

    def gaps(self) -> Iterator[tuple[int, int]]:
        """The unclaimed stretches, cut at page borders."""
        for match in re.finditer(b"\x00+", bytes(self.taken)):
            cuts = [start for start in self.starts if match.start() < start < match.end()]
            yield from zip([match.start(), *cuts], [*cuts, match.end()], strict=True)


def compare(source: bytes, path: Path) -> tuple[Problem, ...]:
    """The differences between a .docx and the PDF made from it, each with its page; () when all text came through."""
    paragraphs, extras = docx.printed_text(source)
    printed = _printed(pdf.page_texts(path))
    _set_apart_numbers_and_codes(printed, extras)
    places = _place_all(printed, paragraphs)
    problems = [_changed(printed, paragraphs, places, index, path.name) for index in _lost(places)]
    _set_apart_repeats(printed, extras)
    problems += _added(printed, extras, path.name)
    return tuple(sorted(problems, key=lambda problem: problem.place.page or 0))


def _fold(text: str) -> str:
    """One form for what looks alike on paper: ligatures, special spaces and hyphens, leaders."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).replace("\u2010", "-").replace("\u2011", "-")
    return _LEADERS.sub(" ", plain)


@lru_cache(_SAME)
def _tight(text: str) -> str:
    return "".join(_fold(text).split())


def _printed(pages: Sequence[str]) -> _Printed:
    shown, starts, origin = "", [], list[int]()
    for page in pages:
        folded = _fold(page) + "\n"
        starts.append(len(origin))
        origin += [len(shown) + at for at, letter in enumerate(folded) if not letter.isspace()]
        shown += folded
    tight = "".join(shown[at] for at in origin)
    return _Printed(shown=shown, tight=tight, origin=origin, starts=starts, taken=bytearray(len(tight)))


def _set_apart_numbers_and_codes(printed: _Printed, extras: docx.PrintedExtras) -> None:
    """Claim stamped page codes, and page numbers where the document prints them."""
    for match in _CODE.finditer(printed.tight):
        printed.take(match.start(), match.end())
    if not extras.numbers_pages:
        return
    for start, end in zip(printed.starts, [*printed.starts[1:], len(printed.tight)], strict=True):
        for line in _edge_lines(printed, start, end):
            if printed.tight[slice(*line)].isdigit():
                printed.take(*line)


def _edge_lines(printed: _Printed, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The first and the last unclaimed line of a page, as places."""
    for place in dict.fromkeys((printed.taken.find(0, start, end), printed.taken.rfind(0, start, end))):
        if place >= 0:
            first = printed.shown.rfind("\n", 0, printed.origin[place]) + 1
            last = printed.shown.find("\n", printed.origin[place])
            line = max(bisect_left(printed.origin, first), start), min(bisect_left(printed.origin, last), end)
            yield printed.taken.find(0, *line), printed.taken.rfind(0, *line) + 1


def _place_all(printed: _Printed, paragraphs: Sequence[str]) -> list[tuple[int, int] | None]:
    """Where each paragraph stands: long ones first, then those that a page border splits, then short ones."""
    texts = [_tight(paragraph) for paragraph in paragraphs]
    places: list[tuple[int, int] | None] = [None if text else (0, 0) for text in texts]
    by_length = sorted((index for index, text in enumerate(texts) if text), key=lambda index: -len(texts[index]))
    for index in by_length:
        if len(texts[index]) >= _LONG:
            places[index] = _find(printed, texts[index], _after(places, index))
    for index in _lost(places):
        if len(texts[index]) > 1:
            places[index] = _find_split(printed, texts[index]) if len(texts[index]) >= _LONG else None
    for index in by_length:
        if places[index] is None and len(texts[index]) < _LONG:
            short = texts[index]
            places[index] = _find(printed, short, _after(places, index)) or _find_split(printed, short)
    return places


def _lost(places: Sequence[tuple[int, int] | None]) -> list[int]:
    return [index for index, place in enumerate(places) if place is None]


def _after(places: Sequence[tuple[int, int] | None], index: int) -> int:
    """The end of the nearest placed paragraph before this one, 0 when there is none."""
    return next((place[1] for place in reversed(places[:index]) if place is not None and place[1]), 0)


def _find(printed: _Printed, text: str, after: int) -> tuple[int, int] | None:
    """Claim `text` as printed or in capitals: the first free whole-word place after `after`, else before it."""
    for wanted in dict.fromkeys((text, text.upper())):
        for begin, stop in ((after, len(printed.tight)), (0, after + len(wanted))):
            start = _free_place(printed, wanted, begin, stop)
            if start is not None:
                printed.take(start, start + len(wanted))
                return start, start + len(wanted)
    return None


def _free_place(printed: _Printed, wanted: str, begin: int, stop: int) -> int | None:
    start = printed.tight.find(wanted, begin, stop)
    while start >= 0:
        end = start + len(wanted)
        if printed.is_free(start, end) and printed.is_whole_word(start, end):
            return start
        start = printed.tight.find(wanted, start + 1, stop)
    return None


def _find_split(printed: _Printed, text: str) -> tuple[int, int] | None:
    """Claim a paragraph whose beginning stands on one page and whose rest on the next, with other text between."""
    borders = printed.starts
    for page in range(len(borders) - 1):
        end = borders[page + 2] if page + 2 < len(borders) else len(printed.tight)
        for cut in range(len(text) - 1, 0, -1):
            tail = _free_place(printed, text[cut:], borders[page + 1], end)
            head = None if tail is None else _free_place(printed, text[:cut], borders[page], borders[page + 1])
            if head is not None and tail is not None:
                printed.take(head, head + cut)
                printed.take(tail, tail + len(text) - cut)
                return head, head + cut
    return None


def _changed(
    printed: _Printed, paragraphs: Sequence[str], places: Sequence[tuple[int, int] | None], index: int, name: str
) -> Problem:
    """What became of a lost paragraph: other words in its place, or nothing."""
    source = " ".join(_fold(paragraphs[index]).split())
    gap = _likest_gap(printed, _tight(source))
    if gap is None:
        page = printed.page_at(max(_after(places, index) - 1, 0))
        message = tr("Thiếu trong bản PDF: “{text}”. Hãy chuyển lại PDF rồi kiểm tra.", text=_short(source))
        return Problem(code="print-text-missing", message=message, place=Place(file=name, page=page))
    printed.take(*gap)
    was, became = _differing_words(source, printed.words(*gap))
    message = tr("Bản PDF in “{became}”, văn bản ghi “{was}”. Không dùng bản PDF này.", became=became, was=was)
    return Problem(
        code="print-text-differs",
        message=message,
        place=Place(file=name, page=printed.page_at(gap[0]), part=source[:60]),
    )


def _likest_gap(printed: _Printed, text: str) -> tuple[int, int] | None:
    """The unclaimed stretch most like `text`, narrowed to the part they share; None when nothing is like it."""
    best, likeness = None, _LIKE
    for start, end in printed.gaps():
        matcher = difflib.SequenceMatcher(None, printed.tight[start:end], text, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        shared = sum(block.size for block in blocks)
        if blocks and shared / len(text) > likeness:
            likeness = shared / len(text)
            first, last = blocks[0], blocks[-1]
            rest = len(text) - last.b - last.size
            best = (max(start, start + first.a - first.b), min(end, start + last.a + last.size + rest))
    return best


def _differing_words(source: str, shown: str) -> tuple[str, str]:
    """The words that differ, with one common word on each side."""
    was, became = source.split(), shown.split()
    spans = [op for op in difflib.SequenceMatcher(None, was, became, autojunk=False).get_opcodes() if op[0] != "equal"]
    if not spans:
        return _short(source), _short(shown)
    (_, a, _, c, _), (_, _, b, _, d) = spans[0], spans[-1]
    return _short(" ".join(was[max(a - 1, 0) : b + 1])), _short(" ".join(became[max(c - 1, 0) : d + 1]))


def _set_apart_repeats(printed: _Printed, extras: docx.PrintedExtras) -> None:
    """Claim what Word prints again on every page: heading rows, headers and footers."""
    repeats = sorted({_tight(text) for text in (*extras.heading_rows, *extras.margins)} - {""}, key=len, reverse=True)
    for text in repeats:
        while _find(printed, text, 0) is not None:
            pass


def _added(printed: _Printed, extras: docx.PrintedExtras, name: str) -> list[Problem]:
    """The printed text that no paragraph claimed."""
    margins = {re.sub(r"\d+", "#", _tight(text)) for text in extras.margins}
    problems = []
    for start, end in printed.gaps():
        text = printed.tight[start:end]
        is_label = extras.numbers_paragraphs and _LABEL.fullmatch(text) is not None
        if not is_label and re.sub(r"\d+", "#", text) not in margins:
            message = tr("Bản PDF thừa “{text}”. Không dùng bản PDF này.", text=_short(printed.words(start, end)))
            place = Place(file=name, page=printed.page_at(start))
            problems.append(Problem(code="print-text-added", message=message, place=place))
    return problems


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117]}..."
