"""Which register a paper belongs to and how its number is written, by the rules of the day the paper bears.

Pure: the rules are dated data in `registry.rulesets` and are handed in. Does not know the last number given: that is a
row in the register.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.errors import RuleBroken
from registry.labels import TYPE_NAMES, DocumentKind, Regime

VIETNAM = dt.timezone(dt.timedelta(hours=7))
LETTER = "CV"
TYPE_CODES = {
    DocumentKind.DECISION: "QĐ",
    DocumentKind.RECALL: "QĐ",
    DocumentKind.AMENDMENT: "QĐ",
    DocumentKind.CORRECTION: LETTER,
    DocumentKind.MINUTES: "BB",
    DocumentKind.RESULT_NOTICE: "TB",
    DocumentKind.REPORT: "BC",
}
"""Kinds that take a number; forms and handouts are not titled types and take none (NĐ 30 Phụ lục III)."""


class Per(enum.StrEnum):
    """When a series begins again at 01."""

    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A committee term as the office names it ("2020-2025"); its days are None while nobody has said them."""

    name: str
    begins: dt.date | None = None  # the day after the congress that elected the committee
    ends: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """True when the term runs on `day`; without days the years in its name decide."""
        years = [int(year) for year in re.findall(r"\d{4}", self.name)]
        first = self.begins or dt.date(min(years, default=1), 1, 1)
        last = self.ends or dt.date(max(years, default=9999), 12, 31)
        return first <= day <= last


@dataclass(frozen=True, kw_only=True)
class Series:
    """One register: `type_code` is "" when all types of a State body share the series."""

    regime: Regime
    symbol: str
    type_code: str
    period: str
    per: Per
    number: str  # how a number reads, with places for number, type, symbol and drafter
    letter: str

    @property
    def code(self) -> str:
        """The register's code, for instance "party/HU/QĐ/2020-2025" or "state/UBND/2021"."""
        return "/".join(part for part in (self.regime.value, self.symbol, self.type_code, self.period) if part)

    def text(self, kind: DocumentKind, number: int, drafter: str = "") -> str:
        """Number and symbol as cited, with a zero before 1 to 9: "05-QĐ/HU", "05/QĐ-UBND", công văn "05/UBND-NC"."""
        type_code = TYPE_CODES[kind]
        form = self.letter if type_code == LETTER else self.number
        if "{drafter}" in form and not drafter:
            raise RuleBroken(
                "Ký hiệu công văn phải có đơn vị soạn thảo.",
                advice="Điền issuer.drafter trong office.toml, ví dụ “NC”.",
            )
        return form.format(number=f"{number:02d}", type=type_code, symbol=self.symbol, drafter=drafter)


@dataclass(frozen=True, kw_only=True)
class SeriesRule:
    """What an instrument says of numbering, from its first day to its last (None: always, still).

    `confidence` is A (read in the instrument), B (in pages that quote it) or D (general knowledge, to be confirmed).
    """

    id: str
    regime: Regime
    starts: dt.date | None
    ends: dt.date | None
    per: Per
    is_chosen: bool  # whether the head of the body decides if types are numbered apart
    number: str
    letter: str
    basis: str
    confidence: str

    def covers(self, regime: Regime, day: dt.date) -> bool:
        """True for papers of `regime` dated `day`."""
        return self.regime is regime and (self.starts or day) <= day <= (self.ends or day)


@dataclass(frozen=True, kw_only=True)
class Numbering:
    """How one office numbers: the rules by date, its term, and whether its State types are numbered apart."""

    rules: Sequence[SeriesRule]
    term: Term
    per_type: bool

    def series_for(self, regime: Regime, symbol: str, kind: DocumentKind, dated: dt.date) -> Series:
        """The series a paper of `kind` dated `dated` is numbered in.

        Raises RuleBroken when the Party term is not known or does not run on that day.
        """
        rule = next(rule for rule in self.rules if rule.covers(regime, dated))
        is_apart = self.per_type or not rule.is_chosen
        return Series(
            regime=regime,
            symbol=symbol,
            type_code=TYPE_CODES[kind] if is_apart else "",
            period=str(dated.year) if rule.per is Per.YEAR else self._running_term(dated),
            per=rule.per,
            number=rule.number,
            letter=rule.letter,
        )

    def _running_term(self, dated: dt.date) -> str:
        if not self.term.name:
            raise RuleBroken(
                "Chưa khai nhiệm kỳ của sổ số văn bản Đảng.", advice="Điền numbering.term trong office.toml."
            )
        if not self.term.covers(dated):
            raise RuleBroken(
                f"Ngày {dated:%d/%m/%Y} không thuộc nhiệm kỳ {self.term.name}.",
                advice="Sang nhiệm kỳ mới: sửa numbering.term trong office.toml, số bắt đầu lại từ 01.",
            )
        return self.term.name


def is_late(series: Series, dated: dt.date, at: dt.datetime) -> bool:
    """True when a yearly series has ended, by the calendar of Vietnam, before a paper of it is entered at `at`."""
    return series.per is Per.YEAR and at.astimezone(VIETNAM).year > dated.year


def type_name(type_code: str) -> str:
    """The name of a type by its code: "Quyết định" for "QĐ"; "" when all types share a series."""
    return next((TYPE_NAMES[kind] for kind, code in TYPE_CODES.items() if code == type_code), "")


def takes_number(kind: DocumentKind) -> bool:
    """True for titled types that are registered."""
    return kind in TYPE_CODES
