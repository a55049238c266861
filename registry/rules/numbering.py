"""Which register a paper belongs to and how its number is written.

Party: one series per body, document type and committee term (HD 36-HD/VPTW 1.3; HD 05 keeps it). State: one
series per body and calendar year, all types together or each type apart as the head decides (NĐ 30/2020
Điều 15). Does not know the last number given: that is a row in the register.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from registry.labels import DocumentKind, Regime

TYPE_CODES = {
    DocumentKind.DECISION: "QĐ",
    DocumentKind.RECALL: "QĐ",
    DocumentKind.AMENDMENT: "QĐ",
    DocumentKind.CORRECTION: "CV",
    DocumentKind.MINUTES: "BB",
    DocumentKind.RESULT_NOTICE: "TB",
    DocumentKind.REPORT: "BC",
}
"""Kinds that take a number; forms and handouts are not titled types and take none (NĐ 30 Phụ lục III)."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """One register: `type_code` is "" when all types of a State body share the series."""

    regime: Regime
    symbol: str
    type_code: str
    period: str

    @property
    def code(self) -> str:
        """The register's code, for instance "party/HU/QĐ/2020-2025" or "state/UBND/2021"."""
        return "/".join(part for part in (self.regime.value, self.symbol, self.type_code, self.period) if part)


def series_for(regime: Regime, symbol: str, kind: DocumentKind, dated: dt.date, *, term: str, per_type: bool) -> Series:
    """The series a paper of `kind` dated `dated` is numbered in; `term` is the committee term ("2020-2025")."""
    type_code = TYPE_CODES[kind]
    if regime is Regime.PARTY:
        return Series(regime=regime, symbol=symbol, type_code=type_code, period=term)
    return Series(regime=regime, symbol=symbol, type_code=type_code if per_type else "", period=str(dated.year))


def number_text(regime: Regime, symbol: str, kind: DocumentKind, number: int) -> str:
    """Number and symbol as cited: Party "05-QĐ/HU", State "05/QĐ-UBND"; a zero before 1 to 9."""
    type_code = TYPE_CODES[kind]
    if regime is Regime.PARTY:
        return f"{number:02d}-{type_code}/{symbol}"
    return f"{number:02d}/{type_code}-{symbol}"


def takes_number(kind: DocumentKind) -> bool:
    """True for titled types that are registered."""
    return kind in TYPE_CODES
