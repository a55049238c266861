"""Measuring how a line is set: size, weight, slant, underline, alignment.

Knows how to compare a line with allowed values given by a rule; knows no allowed value itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from docgen.house_style import anchors
from docgen.house_style.document import Paragraph
from docgen.house_style.remedies import Mend, Remedy
from docgen.house_style.rules.paper import Fault, place_of
from docgen.house_style.ruleset import Rule

ALIGNMENTS = {"left": "canh trái", "center": "canh giữa", "right": "canh phải", "both": "canh đều hai lề"}


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a line must be set; None means that it does not matter. `size` is a range of half-points."""

    size: tuple[int, ...] | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    align: str | None = None

    @classmethod
    def of(cls, rule: Rule, *, align: str | None = None) -> Look:
        """The look that the parameters of `rule` describe."""
        return _look_of(rule, align)


@cache
def _look_of(rule: Rule, align: str | None) -> Look:
    return Look(
        size=rule.numbers("size_hp") if "size_hp" in rule.params else None,
        bold=_switch(rule.params, "bold"),
        italic=_switch(rule.params, "italic"),
        underline=_switch(rule.params, "underline"),
        align=align,
    )


def _switch(params: Mapping[str, object], name: str) -> bool | None:
    return bool(params[name]) if name in params else None


def points(size: int) -> str:
    """A size in half-points as people say it: 27 -> "13,5"."""
    return f"{size // 2},5" if size % 2 else str(size // 2)


def millimetres(twips: int) -> str:
    """A length in twips as millimetres with one decimal: 1701 -> "30,0 mm"."""
    return f"{twips * 127 / 7200:.1f} mm".replace(".", ",")


def size_range(size: tuple[int, ...]) -> str:
    """A range of half-points as people say it: "13–14", or "14" when both ends are one."""
    return points(size[0]) if size[0] == size[-1] else f"{points(size[0])}–{points(size[-1])}"


def look_faults(line: Paragraph, look: Look) -> tuple[Fault, ...]:
    """What differs between the visible text of `line` and `look`; a line shared by many papers is measured once."""
    known = line.judged.get(look)
    if known is None:
        known = line.judged[look] = () if _is_as(line, look) else tuple(_look_faults(line, look))
    faults: tuple[Fault, ...] = known
    return faults


def _is_as(line: Paragraph, look: Look) -> bool:
    """Whether nothing differs, as with nearly every line."""
    size, bold, italic, underline = look.size, look.bold, look.italic, look.underline
    for run in line.ink:
        if size is not None and not size[0] <= run.size <= size[-1]:
            return False
        if (bold is not None and run.bold != bold) or (italic is not None and run.italic != italic):
            return False
        if underline is not None and run.underline != underline and not anchors.is_marks_only(run.text):
            return False
    return look.align is None or line.format.align in ("", look.align)


def _look_faults(line: Paragraph, look: Look) -> Iterator[Fault]:
    if look.size is not None:
        yield from _size_faults(line, look.size)
    for name, wanted, on, off, what in (
        ("bold", look.bold, "in đậm", "không đậm", Mend.BOLD),
        ("italic", look.italic, "in nghiêng", "chữ đứng", Mend.ITALIC),
        ("underline", look.underline, "có gạch chân", "không gạch chân", Mend.UNDERLINE),
    ):
        told = [run for run in line.ink if what is not Mend.UNDERLINE or not anchors.is_marks_only(run.text)]
        if wanted is not None and any(getattr(run, name) != wanted for run in told):
            remedy = Remedy(at=line.place, what=what, value=wanted)
            measured, mend = off if wanted else on, f"đặt lại {on if wanted else off}"
            yield Fault(place=place_of(line), measured=measured, mend=mend, remedy=remedy)
    if look.align is not None and line.format.align not in ("", look.align):  # "": cannot be told
        measured = ALIGNMENTS.get(line.format.align, line.format.align)
        remedy = Remedy(at=line.place, what=Mend.ALIGN, value=look.align)
        mend = f"đặt lại {ALIGNMENTS[look.align]}"
        yield Fault(place=place_of(line), measured=measured, mend=mend, remedy=remedy)


def _size_faults(line: Paragraph, size: tuple[int, ...]) -> Iterator[Fault]:
    wrong = [run for run in line.ink if not size[0] <= run.size <= size[-1]]
    if wrong:
        measured = " và ".join(sorted({f"cỡ {points(run.size)}" for run in wrong}))
        nearest = size[0] if wrong[0].size < size[0] else size[-1]
        remedy = Remedy(at=line.place, what=Mend.SIZE, value=nearest)
        yield Fault(place=place_of(line), measured=measured, mend=f"đặt cỡ {size_range(size)}", remedy=remedy)


def upper_fault(line: Paragraph, *, wanted: bool) -> Iterator[Fault]:
    """A fault when the letters of `line` are not all capitals, or are and should not be."""
    if line.text.isupper() != wanted and any(map(str.isalpha, line.text)):
        measured, mend = ("chữ in hoa", "chữ thường") if not wanted else ("chữ thường", "chữ in hoa")
        yield Fault(place=place_of(line), measured=measured, mend=f"đổi thành {mend}")
