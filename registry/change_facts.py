"""Frozen facts of the papers that set others right: recalled, corrected, amended.

Knows the shape of a fact, as `registry.facts` does for all other papers; does not know what issuing them moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.facts import Campaign, Official, PaperFacts, Reference


@dataclass(frozen=True, kw_only=True)
class DecisionAboutFacts(PaperFacts):
    """A decision about an issued paper."""

    campaign: Campaign
    about: Reference
    about_subject: str  # its trích yếu as printed: "về việc giao …"
    executors: tuple[str, ...]  # who carries it out, before the people it concerns
    people: tuple[Official, ...]  # whom it concerns


@dataclass(frozen=True, kw_only=True)
class RecallFacts(DecisionAboutFacts):
    """A decision that recalls an issued paper."""

    reason: str
    ends_tasks: bool  # True when the recalled paper assigned tasks


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One slip of layout or typing: where it stands, what was printed, what is right."""

    where: str  # "Điều 1, dòng 2"
    wrong: str
    right: str


@dataclass(frozen=True, kw_only=True)
class CorrectionFacts(PaperFacts):
    """A công văn that corrects slips of an issued paper; it has no title and names whom it is written to."""

    about: Reference
    about_subject: str
    slips: tuple[Slip, ...]
    reason: str
    addressees: tuple[str, ...]  # "Đồng chí Ma Văn Đạt, Bí thư Đảng ủy xã Yên Phú"
