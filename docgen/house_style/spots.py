"""Where findings lie on the pictures of the printed pages: a rectangle for each that can be shown there.

Knows how words of a place are found again among printed lines, and which edge of a page a margin is. What is not found
for sure has no rectangle: a wrong one would send the reader to the wrong line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.house_style.document import Document, Paragraph
from docgen.house_style.findings import Finding
from docgen.house_style.places import address
from docgen.house_style.printed import text_lines
from docgen.media.print_text import Piece, PrintedPage

Group = tuple[Piece, ...]
_QUOTED = re.compile(r" “(?P<words>[^”]+)”")
_ON_PAGE = re.compile(r"^trang (?P<page>\d+)(?: dòng (?P<line>\d+))?")
_PART = re.compile(r"^phần (?P<part>\d+)")
_EDGE = re.compile(r"lề (?P<edge>trái|phải|trên|dưới)")
_HALF = ", bên "  # a line of which one half is meant
_MOST_MARKS = 400  # on the pictures of one paper; nobody looks at more
_SHORT = 4  # letters of a line that may stand for the beginning of a paragraph
_AHEAD = 6  # groups among which a paragraph goes on
_STRIP = 0.075  # of the height: the head or foot of a page
_PAGE_NUMBERS = {"PG-07": False, "PG-08": True, "PG-09": True}  # whether the first page of a part is meant
_FRAME = 0.012  # inside the edges of the paper, for what concerns the whole page


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A rectangle on a page, numbered from 1; the edges are shares of its width and height from the upper left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


def spots(findings: Sequence[Finding], document: Document | None, pages: Sequence[PrintedPage]) -> list[Spot | None]:
    """One rectangle per finding, None for what no picture shows; `document` is None for a PDF."""
    finder = _Finder(document, pages)
    return [finder.spot(finding) if at < _MOST_MARKS else None for at, finding in enumerate(findings)]


class _Finder:
    """One paper and its pages."""

    def __init__(self, document: Document | None, pages: Sequence[PrintedPage]) -> None:
        self._pages = pages
        self._groups = [(number, group) for number, page in enumerate(pages, 1) for group in _groups(page)]
        self._keys = [_key("".join(piece.text for piece in group)) for _, group in self._groups]
        self._document = document
        self._lines = document.paragraphs if document is not None else ()
        self._said = [_key(line.text) for line in self._lines]
        self._at = {line.place: at for at, line in reversed(list(enumerate(self._lines)))}

    def spot(self, finding: Finding) -> Spot | None:
        """The rectangle of one finding."""
        place = finding.place
        if not place or not self._pages:
            return None
        if found := _ON_PAGE.match(place):
            return self._on_page(place, int(found["page"]), int(found["line"] or 0))
        if found := _PART.match(place):
            if finding.rule in _PAGE_NUMBERS:
                return self._head(int(found["part"]), finding.rule)
            page = self._page_of_part(int(found["part"]))
            return None if page is None else self._edge(place, page)
        if place.startswith("đầu trang"):
            return self._strip(place, top=True)
        if place.startswith("chân trang"):
            return self._strip(place, top=False)
        return self._of_words(place)

    def _on_page(self, place: str, page: int, line: int) -> Spot | None:
        """A place of a PDF, which names its page and line."""
        if page > len(self._pages):
            return None
        lines = list(text_lines(self._pages[page - 1]))
        if not 0 < line <= len(lines):
            return self._edge(place, page)
        quoted = _QUOTED.search(place)
        key = _key(quoted["words"]) if quoted else ""
        near = lines[line - 1 : line + 1]  # the half of a line may stand a little lower
        kept = next((own for row in near if (own := tuple(piece for piece in row if _key(piece.text) in key))), ())
        return _around(self._pages[page - 1], page, kept or lines[line - 1])

    def _edge(self, place: str, page: int) -> Spot:
        """The margin that a place names, else the whole page."""
        shown = self._pages[page - 1]
        inside = _Inside(shown)
        found = _EDGE.search(place)
        edges = {
            "trái": (0.0, 0.0, inside.left, 1.0),
            "phải": (inside.right, 0.0, 1.0, 1.0),
            "trên": (0.0, 0.0, 1.0, inside.top),
            "dưới": (0.0, inside.bottom, 1.0, 1.0),
        }
        whole = (_FRAME, _FRAME, 1 - _FRAME, 1 - _FRAME)
        left, top, right, bottom = edges[found["edge"]] if found else whole
        return Spot(page=page, left=left, top=top, right=right, bottom=bottom)

    def _head(self, part: int, rule: str) -> Spot | None:
        """The head of the page where a number is missing, or stands too much: the first bears none."""
        first = self._page_of_part(part)
        if first is None:
            return None
        page = first if _PAGE_NUMBERS[rule] else min(first + 1, len(self._pages))
        return Spot(page=page, left=_FRAME, top=0.0, right=1 - _FRAME, bottom=_STRIP)

    def _page_of_part(self, part: int) -> int | None:
        """The page on which a section begins; None when none of its words is found."""
        if part == 1:
            return 1
        sections = self._document.sections if self._document is not None else ()
        if part > len(sections):
            return None
        blocks = sections[part - 1].blocks
        lines = (line for block in blocks for line in ([block] if isinstance(block, Paragraph) else block.paragraphs()))
        first = next((line for line in lines if line.text), None)
        spot = None if first is None else self._of_words(first.place)
        return None if spot is None else spot.page

    def _strip(self, place: str, *, top: bool) -> Spot | None:
        """The head or foot of the first page that shows the line; of a line without words, of the second page."""
        edges = (0.0, _STRIP) if top else (1 - _STRIP, 1.0)
        page = min(2, len(self._pages))
        quoted = _QUOTED.search(place)
        for number, shown in enumerate(self._pages, 1):
            words = [_key("".join(piece.text for piece in line)) for line in _within(shown, edges)]
            if quoted and any(word and word in _key(quoted["words"]) for word in words):
                page = number
                break
        return Spot(page=page, left=_FRAME, top=max(edges[0], 0.0), right=1 - _FRAME, bottom=edges[1])

    def _of_words(self, place: str) -> Spot | None:
        """The lines of a paragraph; of one without words, the white under the paragraph before it."""
        at = self._at.get(address(place))
        if at is None:
            return None
        quoted = _QUOTED.search(place)
        whole = self._said[at]
        key = _key(quoted["words"].rstrip("…")) if quoted else whole
        if key:
            found = self._find(key, key if _HALF in place else whole, at)
            return None if not found else _around(self._pages[found[0][0] - 1], found[0][0], _on_first(found))
        before = next((n for n in range(at - 1, -1, -1) if self._lines[n].text), None)
        above = None if before is None else self._of_words(self._lines[before].place)
        return None if above is None else _under(above)

    def _find(self, key: str, whole: str, at: int) -> list[tuple[int, Group]]:
        """The printed groups of the words, the same words as often before as in the paper."""
        before = sum(1 for said in self._said[:at] if said.startswith(key))
        starts = [n for n, each in enumerate(self._keys) if each == key] or [
            n for n, each in enumerate(self._keys) if _begins(each, key)
        ]
        if not starts:
            return []
        return self._go_on(starts[min(before, len(starts) - 1)], whole[whole.find(key) :] if key in whole else key)

    def _go_on(self, first: int, key: str) -> list[tuple[int, Group]]:
        """The groups from `first` in which the letters of `key` go on, column by column."""
        found = [self._groups[first]]
        rest = key[len(self._keys[first]) :]
        at = first
        while rest:
            ahead = range(at + 1, min(at + 1 + _AHEAD, len(self._keys)))
            following = next((n for n in ahead if self._keys[n] and rest.startswith(self._keys[n])), None)
            if following is None:
                break
            found.append(self._groups[following])
            rest, at = rest[len(self._keys[following]) :], following
        return found


def _key(text: str) -> str:
    """The letters of a text without white space: lines are broken and blanks set otherwise in print."""
    return "".join(text.split())


def _begins(group: str, key: str) -> bool:
    """Whether a printed group holds the beginning of the words, after a number given by itself at most."""
    if len(group) < min(_SHORT, len(key)):
        return False
    return key.startswith(group) or -1 < group.find(key[: max(_SHORT * 3, 1)]) <= _SHORT


def _groups(page: PrintedPage) -> Iterator[Group]:
    """The lines of a page, each cut where the white is wider than words leave: at the cells of a table."""
    for line in page.lines:
        group: list[Piece] = []
        for piece in line:
            if group and piece.left - group[-1].right > 1.5 * piece.size:
                yield tuple(group)
                group = []
            group.append(piece)
        yield tuple(group)


def _on_first(found: Sequence[tuple[int, Group]]) -> Group:
    """The pieces on the first page: a paragraph that goes on overleaf is shown where it begins."""
    return tuple(piece for page, group in found if page == found[0][0] for piece in group)


def _around(page: PrintedPage, number: int, pieces: Sequence[Piece]) -> Spot:
    """The rectangle around letters, which rise above their base and fall below it, with a little air."""
    return Spot(
        page=number,
        left=max(0.0, (min(piece.left for piece in pieces) - 3) / page.width),
        right=min(1.0, (max(piece.right for piece in pieces) + 3) / page.width),
        top=max(0.0, 1 - (max(piece.base + piece.size for piece in pieces) + 1) / page.height),
        bottom=min(1.0, 1 - (min(piece.base - 0.28 * piece.size for piece in pieces) - 1) / page.height),
    )


def _under(spot: Spot) -> Spot:
    """The strip right under a rectangle."""
    return Spot(page=spot.page, left=spot.left, right=spot.right, top=spot.bottom, bottom=min(1.0, spot.bottom + 0.015))


def _within(page: PrintedPage, edges: tuple[float, float]) -> Iterator[Group]:
    """The lines whose base lies between two shares of the height."""
    return (line for line in page.lines if line and edges[0] <= 1 - line[0].base / page.height <= edges[1])


class _Inside:
    """How far the text of a page reaches, as shares of the page; a page without text has usual margins."""

    def __init__(self, page: PrintedPage) -> None:
        pieces = [piece for line in text_lines(page) for piece in line]
        if not pieces:
            self.left, self.right, self.top, self.bottom = 0.14, 0.9, 0.07, 0.93
            return
        around = _around(page, 1, pieces)
        self.left, self.right, self.top, self.bottom = around.left, around.right, around.top, around.bottom
