"""Lines of a printed header that were too long for their column: put together again before they are read.

Knows only two texts that are fixed enough to know their end: the national title, and place and date; and that the two
halves of a line are one line. All else stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.media.print_text import Piece, PrintedPage

_REACH = 12  # lines from the top
_NEAR = 0.75  # of a letter: halves set in different sizes do not stand on one base
_NEXT = 2  # lines below: one of the other column may stand between
_TORN = (  # how the upper line ends, and what the lower one holds
    (re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA$", re.IGNORECASE), re.compile(r"^VIỆT NAM\W*$", re.IGNORECASE)),
    (re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT$", re.IGNORECASE), re.compile(r"^NAM\W*$", re.IGNORECASE)),
    (re.compile(r"(?:\bngày\b.*\b|^tháng [\d .…]*)năm$", re.IGNORECASE), re.compile(r"^\d{4}\W*$")),
    (re.compile(r"\bngày\b.*\btháng [\d .…]+$", re.IGNORECASE), re.compile(r"^năm [\d .…]+$", re.IGNORECASE)),
    (re.compile(r"\bngày [\d .…]+$", re.IGNORECASE), re.compile(r"^tháng [\d .…]+ năm [\d .…]+$", re.IGNORECASE)),
)


def whole_header(page: PrintedPage) -> PrintedPage:
    """The page with the torn lines of its header whole; the same page when there are none."""
    lines = [*page.lines]
    for at in range(min(len(lines), _REACH) - 1):
        for upper in lines[at]:
            below = next((n for n in range(at + 1, min(at + 1 + _NEXT, len(lines))) if _rest(upper, lines[n])), None)
            lower = None if below is None else _rest(upper, lines[below])
            if below is not None and lower is not None:
                joined = replace(upper, text=f"{upper.text.rstrip()} {lower.text.strip()}")
                lines[at] = tuple(joined if each is upper else each for each in lines[at])
                lines[below] = tuple(each for each in lines[below] if each is not lower)
                break
    kept = tuple(_level([line for line in lines if line], page.width / 2))
    return page if kept == page.lines else replace(page, lines=kept)


def _level(lines: Sequence[tuple[Piece, ...]], middle: float) -> Iterator[tuple[Piece, ...]]:
    """The lines with a left and a right half that stand within a line of one another made one, as the eye sees them."""
    left_alone: tuple[Piece, ...] = ()
    for at, line in enumerate(lines):
        if left_alone and line[0].left > middle and left_alone[0].base - line[0].base < _NEAR * line[0].size:
            yield (*left_alone, *line)
            left_alone = ()
            continue
        if left_alone:
            yield left_alone
        is_left = at < _REACH and max(piece.right for piece in line) < middle
        left_alone = line if is_left else ()
        if not is_left:
            yield line
    if left_alone:
        yield left_alone


def _rest(upper: Piece, below: Sequence[Piece]) -> Piece | None:
    """What of the next line belongs to a piece: under it, in its face, and just what it still needs."""
    for end, start in _TORN:
        if end.search(upper.text.strip()):
            for lower in below:
                under = lower.left < upper.right and upper.left < lower.right
                if under and lower.face == upper.face and start.match(lower.text.strip()):
                    return lower
    return None
