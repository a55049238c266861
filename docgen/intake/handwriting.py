"""Where a hand writes on a printed paper: number, day and month, signature and seal. Nowhere else.

Knows the printed words of a page and the customs of Vietnamese papers; opens no file. Blanks are the white gaps in
“Số … -QĐ/HU” and “ngày … tháng … năm”; a signing place is the room between a position in capitals (or “(Ký…”) and the
name below it; the seal covers a third of the signature on its left (NĐ 30/2020, Phụ lục I, mục II, khoản 7 and 8).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.media.comparison import Box

_SAME_LINE = 1.5  # mm between the feet of the words of one line
_COLUMN_GAP = 6.0  # mm of white that parts two columns
_BLANK = 2.5  # mm; narrower gaps are ordinary white space
_ROOM = (10.0, 50.0)  # mm between position and name: less is no room to sign, more is something else
_LEADERS = re.compile(r"[.…_]+")
_SYMBOL = re.compile(r"[.…_]*[-/][^\W\d]")  # "-QĐ/HU", "…/QĐ-UBND"


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A printed word, or the words of one line and column."""

    text: str
    box: Box

    @property
    def middle(self) -> float:
        """Millimetres from the left edge of the page."""
        return (self.box.left + self.box.right) / 2


@dataclass(frozen=True, kw_only=True)
class SigningPlace:
    """Who signs, and the room the name leaves for it."""

    name: str
    room: Box


@dataclass(frozen=True, kw_only=True)
class WritingPlaces:
    """All places of a page where a hand writes; `expected` covers the signing places and their seals too."""

    expected: tuple[Box, ...]
    signing: tuple[SigningPlace, ...]


def writing_places(words: Sequence[Printed]) -> WritingPlaces:
    """Where a hand writes on the page with these words."""
    lines = _lines([word for word in words if not _LEADERS.fullmatch(word.text)])
    blanks = [box for line in lines for box in _blanks(line)]
    pairs = list(_signatories([segment for line in lines for segment in _segments(line)]))
    signing = tuple(SigningPlace(name=name.text, room=_room(label, name)) for label, name in pairs)
    reach = [_reach(label, name) for label, name in pairs]
    return WritingPlaces(expected=(*blanks, *reach), signing=signing)


def _lines(words: Sequence[Printed]) -> list[list[Printed]]:
    """The words in lines from top to bottom, each from left to right across all columns."""
    lines: list[list[Printed]] = []
    for word in sorted(words, key=lambda each: each.box.bottom):
        if lines and word.box.bottom - lines[-1][-1].box.bottom < _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda each: each.box.left) for line in lines]


def _blanks(line: Sequence[Printed]) -> Iterator[Box]:
    for before, after in itertools.pairwise(line):
        if after.box.left - before.box.right > _BLANK and _is_blank(before.text, after.text):
            yield Box(
                left=before.box.right - 2.0,
                top=before.box.top - 4.0,
                right=after.box.left + 2.0,
                bottom=before.box.bottom + 3.0,
            )


def _is_blank(before: str, after: str) -> bool:
    """True between the words that frame a number, a day or a month."""
    if before.lower() in {"số", "số:"}:
        return _SYMBOL.match(after) is not None
    return (before.lower().endswith("ngày") and after == "tháng") or (before == "tháng" and after == "năm")


def _segments(line: Sequence[Printed]) -> Iterator[Printed]:
    """The columns of one line, each as one text."""
    group: list[Printed] = []
    for word in line:
        if group and word.box.left - group[-1].box.right >= _COLUMN_GAP:
            yield _joined(group)
            group = []
        group.append(word)
    if group:
        yield _joined(group)


def _joined(words: Sequence[Printed]) -> Printed:
    box = Box(
        left=words[0].box.left,
        top=min(word.box.top for word in words),
        right=words[-1].box.right,
        bottom=max(word.box.bottom for word in words),
    )
    return Printed(text=" ".join(word.text for word in words), box=box)


def _signatories(segments: Sequence[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Position and name of everyone who signs on the page."""
    for number, name in enumerate(segments):
        label = _above(name, segments[:number])
        if label is None or not _is_name(name.text) or not _is_position(label.text):
            continue
        if _ROOM[0] <= name.box.top - label.box.bottom <= _ROOM[1]:
            yield label, name


def _above(segment: Printed, earlier: Sequence[Printed]) -> Printed | None:
    """The nearest text above in the same column, None when there is none."""
    overlapping = (
        other
        for other in reversed(earlier)
        if other.box.left < segment.box.right and segment.box.left < other.box.right
    )
    return next(overlapping, None)


def _is_name(text: str) -> bool:
    """True for a person's name, perhaps behind a rank: it begins and ends with a capital and has no figures."""
    words = text.split()
    is_short = 2 <= len(words) <= 7 and all(letter.isalpha() or letter in " .-'" for letter in text)
    return is_short and words[0][0].isupper() and words[-1][0].isupper() and words[-1] != words[-1].upper()


def _is_position(text: str) -> bool:
    return text.startswith("(Ký") or (text == text.upper() and sum(map(str.isalpha, text)) > 3)


def _room(label: Printed, name: Printed) -> Box:
    """Where ink proves a signature: right of the seal's reach, between position and name."""
    return Box(
        left=name.middle - 6.0,
        top=label.box.bottom,
        right=max(label.box.right, name.box.right, name.middle + 17.0),
        bottom=name.box.top,
    )


def _reach(label: Printed, name: Printed) -> Box:
    """How far signature and seal go: a seal measures 36 mm and lies up to 60 mm left of the middle."""
    middle = (label.box.bottom + name.box.top) / 2
    return Box(
        left=name.middle - 60.0,
        top=min(label.box.top - 6.0, middle - 26.0),
        right=max(label.box.right, name.box.right, name.middle + 25.0) + 6.0,
        bottom=max(name.box.bottom + 8.0, middle + 26.0),
    )
