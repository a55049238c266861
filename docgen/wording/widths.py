"""Widths of lines in Times New Roman, so that long headings break well and rules get the right length.

Knows advance widths (thousandths of an em, the Times metrics every printer shares); does not know the page.
An accent adds no width, so letters are measured without it, but for the horn of ơ and ư (as the Liberation fonts draw
it, which are wider there than others); a sign that is not listed counts as half an em.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata

MM_PER_POINT = 25.4 / 72
HALF_EM = 500
_WIDER_BLANK = 95  # thousandths of an em, LibreOffice 7.4
_HORN = "\u031b"
_SIGNS = " 250,250.250-333/278(333)333:333;333\u00a0250"
_BOLD = (
    "A722B667C722D722E667F611G778H778I389J500K778L667M944N722O778P611Q778R722S556T667U722V722W1000X722Y722Z667"
    "a500b556c444d556e444f333g500h556i278j333k556l278m833n556o500p556q556r444s389t333u556v500w722x500y500z444"
    "Đ722đ556ơ554ư600Ư796"
)
_REGULAR = (
    "A722B667C667D722E611F556G722H722I333J389K722L611M889N722O722P556Q722R667S556T611U722V722W944X722Y722Z611"
    "a444b500c444d500e444f333g500h500i278j278k500l278m778n500o500p500q500r333s389t278u500v500w722x500y500z444"
    "Đ722đ500ơ529ư542Ư776"
)
# Where a long name of a body is best cut: before the word of the administrative unit.
UNIT_WORDS = ("tỉnh", "thành", "huyện", "xã", "phường", "thị", "đặc", "quận", "giai", "đối", "cho", "của")


def _table(text: str) -> dict[str, int]:
    widths: dict[str, int] = {}
    sign = ""
    for mark in text:
        if sign and mark.isdigit():
            widths[sign] = widths.get(sign, 0) * 10 + int(mark)
        else:
            sign = mark
    return widths


BOLD = _table(_BOLD + _SIGNS)
REGULAR = _table(_REGULAR + _SIGNS)


class _Advances(dict[str, int]):
    """The width of each letter in thousandths of an em; there are few letters, so each is measured once."""

    def __init__(self, plain: dict[str, int]) -> None:
        self._plain = plain

    def __missing__(self, letter: str) -> int:
        parts = unicodedata.normalize("NFD", letter)
        base = parts[0]
        horned = unicodedata.normalize("NFC", base + _HORN) if _HORN in parts else base
        width = self[letter] = self._plain.get(horned, self._plain.get(base, HALF_EM))
        return width


_ADVANCES = {True: _Advances(BOLD), False: _Advances(REGULAR)}


@functools.lru_cache(maxsize=4096)
def _length(text: str, bold: bool) -> int:
    """The width of a text in thousandths of an em; headings repeat from paper to paper."""
    return sum(map(_ADVANCES[bold].__getitem__, text))


def width_mm(text: str, *, points: float, bold: bool = True) -> float:
    """The length of the text on one line, in millimetres."""
    return _length(text, bold) / 1000 * points * MM_PER_POINT


def drawn_mm(text: str, *, points: float) -> float:
    """The length of a line with blanks to be filled by hand: LibreOffice draws a no-break space wider than Word."""
    return (
        width_mm(text, points=points, bold=False) + text.count("\u00a0") * _WIDER_BLANK / 1000 * points * MM_PER_POINT
    )


def broken(text: str, *, limit_mm: float, points: float, bold: bool = True) -> list[str]:
    """The text cut into lines that fit: before a unit word when possible, else where the lines are most equal."""
    return [*_broken(text, limit_mm, points, bold)]


@functools.lru_cache(maxsize=4096)
def _broken(text: str, limit_mm: float, points: float, bold: bool) -> tuple[str, ...]:
    words, space = text.split(" "), _ADVANCES[bold][" "]
    heads = [*itertools.accumulate([_length(word, bold) for word in words], lambda head, word: head + space + word)]

    def width(thousandths: int) -> float:
        return thousandths / 1000 * points * MM_PER_POINT

    def rest(cut: int) -> float:
        return width(heads[-1] - heads[cut - 1] - space)

    cuts = [at for at in range(1, len(words)) if width(heads[at - 1]) <= limit_mm]
    if width(heads[-1]) <= limit_mm or not cuts:
        return (text,)
    whole = [at for at in cuts if rest(at) <= limit_mm] or cuts[-1:]
    at = min(whole, key=lambda cut: (words[cut].lower() not in UNIT_WORDS, max(width(heads[cut - 1]), rest(cut))))
    return (" ".join(words[:at]), *_broken(" ".join(words[at:]), limit_mm, points, bold))


def filled(pieces: list[str], *, limit_mm: float, points: float, bold: bool = True) -> list[str]:
    """Pieces of sense put on as few lines as hold them; a piece is cut only when it fits on no line."""
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and width_mm(longer, points=points, bold=bold) <= limit_mm:
            lines[-1] = longer
        else:
            lines.append(piece)
    return [cut for line in lines for cut in broken(line, limit_mm=limit_mm, points=points, bold=bold)]


def rule_mm(lines: list[str], steps: tuple[int, ...], *, points: float) -> int:
    """The step nearest to 0.40 of the longest line (NĐ 30 PL I II.2.b, II.5.b: one third to one half)."""
    wanted = 0.40 * max((width_mm(line, points=points) for line in lines), default=0.0)
    return min(steps, key=lambda step: abs(step - wanted))
