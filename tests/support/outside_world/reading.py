"""What a person reads on a printed page: its words and where they stand, its code, the blanks, the places to sign.

Knows the text layer of a PDF page and nothing about who printed it. Refuses to know pictures and ink.
All lengths are millimetres from the top left corner of the page.
"""

from __future__ import annotations

import ctypes
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

CODE = re.compile(r"GNV\d\.([0-9A-F]{8})\.(\d+)\.(\d+)\.([A-Z2-7]{16})")
POINT = 25.4 / 72
UPRIGHT = 0.1  # radians of slope still read as an ordinary line
SAME_LINE = 1.0  # mm between baselines of one line
COLUMN_GAP = 6.0  # mm of white that parts two columns
ROOM_TO_SIGN = 12.0  # mm between the position and the name below it
MOST_ROOM = 45.0  # mm; further apart, two lines have nothing to do with each other


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle on the page, in millimetres from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width in millimetres."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height in millimetres."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The horizontal middle in millimetres."""
        return (self.left + self.right) / 2

    def grown(self, by: float) -> Box:
        """The same rectangle with `by` millimetres more on each side."""
        return Box(left=self.left - by, top=self.top - by, right=self.right + by, bottom=self.bottom + by)


@dataclass(frozen=True, kw_only=True)
class Word:
    """A run of characters without a space, or several words of one line joined."""

    text: str
    box: Box
    baseline: float


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A place left open for the hand: what belongs there (`number`, `day` or `month`), where, and on which baseline."""

    kind: str
    box: Box
    baseline: float


@dataclass(frozen=True, kw_only=True)
class SigningPlace:
    """The room between the position line (`label`) and the printed name below it."""

    label: str
    name: str
    box: Box


@dataclass(frozen=True, kw_only=True)
class PageCode:
    """The code beside the QR: the whole text, the document, and page n of m."""

    text: str
    document: str
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class PrintedPage:
    """Everything a person needs to know of a page before taking the pen."""

    code: PageCode
    blanks: tuple[Blank, ...]
    places: tuple[SigningPlace, ...]
    names: tuple[Word, ...]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One character with its box, its baseline and the slope of its line."""

    character: str
    box: Box
    baseline: float
    upright: bool


def parse_code(text: str) -> PageCode | None:
    """The page code found in `text`; None when there is none."""
    found = CODE.search(text)
    if found is None:
        return None
    return PageCode(text=found[0], document=found[1], page=int(found[2]), pages=int(found[3]))


def read_letters(page: pdfium.PdfPage) -> list[Letter]:
    """Every printed character of the page in the order of the file."""
    text_page = page.get_textpage()
    try:
        raw, height = text_page.raw, page.get_height()
        letters = (_letter(raw, index, height) for index in range(text_page.count_chars()))
        return [letter for letter in letters if letter is not None]
    finally:
        text_page.close()


def _letter(raw: object, index: int, height: float) -> Letter | None:
    code = pdfium_c.FPDFText_GetUnicode(raw, index)
    if code in (0, 10, 13, 0xFFFE):
        return None
    rectangle, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetLooseCharBox(raw, index, rectangle)
    pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
    slope = pdfium_c.FPDFText_GetCharAngle(raw, index)
    box = Box(
        left=rectangle.left * POINT,
        top=(height - rectangle.top) * POINT,
        right=rectangle.right * POINT,
        bottom=(height - rectangle.bottom) * POINT,
    )
    upright = abs(slope) < UPRIGHT or abs(slope - 6.2832) < UPRIGHT
    return Letter(character=chr(code), box=box, baseline=(height - y.value) * POINT, upright=upright)


def code_of(letters: Sequence[Letter]) -> PageCode | None:
    """The page code in the text layer, whatever order the rotated letters came in; None when there is none."""
    dark = [letter for letter in letters if not letter.character.isspace()]
    upwards = sorted((letter for letter in dark if not letter.upright), key=lambda one: -one.box.bottom)
    for order in (dark, upwards, list(reversed(upwards))):
        code = parse_code("".join(letter.character for letter in order))
        if code is not None:
            return code
    return None


def words_of(letters: Sequence[Letter]) -> list[Word]:
    """The upright words of the page; leader dots count as blank."""
    words: list[Word] = []
    run: list[Letter] = []
    for letter in _without_leaders([one for one in letters if one.upright]):
        if run and (letter.character.isspace() or not _follows(run[-1], letter)):
            words.append(_joined(run))
            run = []
        if not letter.character.isspace():
            run.append(letter)
    return [*words, _joined(run)] if run else words


def _without_leaders(letters: Sequence[Letter]) -> Iterator[Letter]:
    text = "".join(letter.character for letter in letters)
    leaders = {place for run in re.finditer(r"[.…]{2,}|…", text) for place in range(*run.span())}
    for place, letter in enumerate(letters):
        if place not in leaders:
            yield letter


def _follows(before: Letter, after: Letter) -> bool:
    gap = after.box.left - before.box.right
    return abs(after.baseline - before.baseline) < SAME_LINE and -2 < gap < 0.7


def _joined(run: Sequence[Letter]) -> Word:
    box = _around([letter.box for letter in run])
    text = unicodedata.normalize("NFC", "".join(letter.character for letter in run))
    return Word(text=text, box=box, baseline=run[0].baseline)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """The words in lines from top to bottom, each line from left to right across all columns."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.baseline):
        if lines and abs(lines[-1][0].baseline - word.baseline) < SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.box.left) for line in lines]


def segments_of(line: Sequence[Word]) -> list[Word]:
    """The columns of one line, each joined to one text."""
    groups: list[list[Word]] = []
    for word in line:
        if groups and word.box.left - groups[-1][-1].box.right < COLUMN_GAP:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_sentence(group) for group in groups]


def _sentence(words: Sequence[Word]) -> Word:
    text = " ".join(word.text for word in words)
    return Word(text=text, box=_around([word.box for word in words]), baseline=words[0].baseline)


def blanks_of(lines: Sequence[Sequence[Word]]) -> list[Blank]:
    """The open places for number, day and month, in reading order."""
    blanks = []
    for line in lines:
        for before, after in itertools.pairwise(line):
            kind = _blank_kind(before.text, after.text)
            if kind is not None and after.box.left - before.box.right > 2.5:
                box = Box(left=before.box.right, top=before.box.top, right=after.box.left, bottom=before.box.bottom)
                blanks.append(Blank(kind=kind, box=box, baseline=before.baseline))
    return blanks


def _blank_kind(before: str, after: str) -> str | None:
    if before.lower() in ("số", "số:") and re.match(r"[-/][^\W\d]", after):
        return "number"
    if before.endswith("ngày") and after == "tháng":
        return "day"
    return "month" if before == "tháng" and after == "năm" else None


def places_of(lines: Sequence[Sequence[Word]]) -> list[SigningPlace]:
    """The places to sign: a name with room above it, under a position in capitals or `(Ký, ghi rõ họ tên)`."""
    segments = [segment for line in lines for segment in segments_of(line)]
    places = []
    for number, segment in enumerate(segments):
        label = _nearest_above(segment, segments[:number])
        if label is None or not is_name(segment.text) or not _is_position(label.text):
            continue
        if ROOM_TO_SIGN <= segment.baseline - label.baseline <= MOST_ROOM:
            places.append(_place(label, segment))
    return places


def _place(label: Word, name: Word) -> SigningPlace:
    left, right = min(label.box.left, name.box.left), max(label.box.right, name.box.right)
    box = Box(left=left, top=label.box.bottom, right=right, bottom=name.box.top)
    return SigningPlace(label=label.text, name=name.text, box=box)


def _nearest_above(segment: Word, above: Sequence[Word]) -> Word | None:
    for other in reversed(above):
        overlaps = other.box.left < segment.box.right and segment.box.left < other.box.right
        if overlaps and other.baseline < segment.baseline - SAME_LINE:
            return other
    return None


def is_name(text: str) -> bool:
    """True for two to six capitalised words, as a person's name is printed."""
    words = text.split()
    return 2 <= len(words) <= 6 and all(word.isalpha() and word == word.capitalize() for word in words)


def _is_position(text: str) -> bool:
    return text.startswith("(Ký") or (text == text.upper() and sum(map(str.isalpha, text)) > 3)


def names_of(lines: Sequence[Sequence[Word]]) -> list[Word]:
    """The names of persons in the text: what follows `đồng chí`, `ông` or `bà` on the same line."""
    names = []
    for line in lines:
        for place, word in enumerate(line):
            if word.text.lower() in ("chí", "ông", "bà"):
                run = _capitalised(line[place + 1 :])
                if len(run) >= 2:
                    names.append(_sentence(run))
    return names


def _capitalised(words: Sequence[Word]) -> list[Word]:
    run: list[Word] = []
    for word in words:
        bare = word.text.rstrip(",.;:")
        if not (bare.isalpha() and bare == bare.capitalize()):
            break
        run.append(word)
        if bare != word.text:
            break
    return run[:4]


def described(code: PageCode, letters: Sequence[Letter]) -> PrintedPage:
    """All that matters to the pen on the page with this code and these letters."""
    lines = lines_of(words_of(letters))
    return PrintedPage(
        code=code, blanks=tuple(blanks_of(lines)), places=tuple(places_of(lines)), names=tuple(names_of(lines))
    )
