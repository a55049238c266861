"""What the bases of a paper rest on, and which of it had ended by the paper's day.

A law may be cited by its number, or by its name with a day or year: "Luật Tổ chức chính quyền địa phương năm 2015". A
name alone says no version and is never judged. What a base only speaks of, as the law that a decree guides or the rule
that another one replaced, is not what the paper rests on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from registry.rules.citations import Known, citations_in, number_key
from registry.vietnamese import fold, parse_date

_LAW = "luat"
_DAY = r"ngay (?P<day>\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|\d{1,2} thang \d{1,2} nam \d{4})"
_PASSED = r"(?: \(sua doi\)|,? (?:da )?duoc quoc hoi (?:[^,;]{0,60}? )?thong qua|,? cua quoc hoi)"
_VERSION = rf"{_PASSED}?,? \(?(?:{_DAY}|(?:nam )?(?P<year>(?:19|20)\d\d))"
_INSTRUMENT = (
    r"(?:quy dinh|quyet dinh|nghi dinh|nghi quyet|huong dan|ket luan|chi thi|ke hoach|thong tu|luat|chuong trinh|de an)"
)
_DOES = (
    r"(?:thi hanh|thuc hien|trien khai|(?:huong dan|quy dinh)(?! so\b| \d)|sua doi|bo sung|thay the|thay cho|bai bo|"
    r"so ket|tong ket)"
)
_SPEAKS_OF = re.compile(rf"\b(?:{_INSTRUMENT}|bao cao|to trinh|ket qua|tinh hinh|qua trinh)\b.*\b{_DOES}\b")
_TYPE_LAST = re.compile(rf"\b{_INSTRUMENT}(?: so:?)? ?$")
_GONE_AFTER = re.compile(r"^[^;]{0,80}?\b(?:duoc thay the|thay the boi|thay bang|het hieu luc|bi bai bo)\b")
_REACH = 300  # characters before and after a citation that say how it is meant


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One instrument a base rests on, as cited: by `number`, or by the folded `name` of a law with a day or year."""

    told: str
    type_name: str = ""
    number: str = ""
    name: str = ""
    dated: dt.date | None = None
    year: int | None = None


class Shelf:
    """Known instruments, found by number and, laws, by name."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._known = tuple(known)

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[Known, ...]]:
        keys = [number_key(each.number_text) for each in self._known]
        return {key: tuple(e for e, own in zip(self._known, keys, strict=True) if own == key) for key in keys}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Known, ...]]:
        laws = [each for each in self._known if fold(each.type_name) == _LAW and each.title]
        names = {fold(each.title) for each in laws}
        return {name: tuple(each for each in laws if fold(each.title) == name) for name in names}

    @cached_property
    def _named(self) -> re.Pattern[str]:
        names = "|".join(re.escape(name) for name in sorted(self._by_name, key=len, reverse=True))
        return re.compile(rf"\b{_LAW} (?P<name>{names}){_VERSION}\b")

    def grounds_of(self, base: str) -> tuple[Ground, ...]:
        """What a base rests on, in its order; a piece after a semicolon stands for itself."""
        return tuple(ground for piece in base.split(";") for ground in (*_numbered(piece), *self._by_their_name(piece)))

    def _by_their_name(self, piece: str) -> Iterator[Ground]:
        plain = fold(piece)
        for found in self._named.finditer(plain) if self._by_name else ():
            if _rests(plain[max(0, found.start() - _REACH) : found.start()], plain[found.end() :][:_REACH]):
                day = parse_date(found["day"]) if found["day"] else None
                told = piece[found.start() : found.end()] if len(piece) == len(plain) else f"Luật {found['name']}"
                year = int(found["year"]) if found["year"] else None
                yield Ground(told=told, name=found["name"], dated=day, year=year)

    def ended(self, ground: Ground, on: dt.date) -> Known | None:
        """The instrument that is meant and had ended by `on`; None when one that fits still holds, or none is known.

        Issuers are not compared: sources name that of one instrument in several ways; number and type are enough here.
        """
        same = self._by_name.get(ground.name, ()) if ground.name else self._by_number.get(ground.number, ())
        fitting = [each for each in same if _fits(each, ground)]
        ended = [each for each in fitting if each.effective_to is not None and each.effective_to < on]
        return ended[-1] if ended and len(ended) == len(fitting) else None

    def newest(self, ended: Known, on: dt.date) -> str:
        """The number of what holds that day in place of one that ended, its last successor; "" when unknown."""
        number = ended.replaced_by
        for _ in self._known:  # a list that goes in a circle ends too
            gone = [e for e in self._by_number.get(number_key(number), ()) if e.effective_to and e.effective_to < on]
            if not gone or not gone[0].replaced_by:
                break
            number = gone[0].replaced_by
        return number


def _fits(known: Known, ground: Ground) -> bool:
    """True when nothing the citation says speaks against this instrument."""
    if ground.type_name not in ("", known.type_name):
        return False
    if ground.year is not None:
        return known.dated is not None and known.dated.year == ground.year
    return ground.dated is None or known.dated in (None, ground.dated)


def _numbered(piece: str) -> Iterator[Ground]:
    for cited in citations_in(piece):
        if _rests(fold(piece[max(0, cited.at - _REACH) : cited.at]), fold(piece[cited.at :][:_REACH])):
            yield Ground(
                told=str(cited), type_name=cited.type_name, number=number_key(cited.number_text), dated=cited.dated
            )


def _rests(before: str, after: str) -> bool:
    """True when words before and after a citation do not make it one that is only spoken of."""
    return not _SPEAKS_OF.search(_TYPE_LAST.sub("", before)) and not _GONE_AFTER.match(after)
