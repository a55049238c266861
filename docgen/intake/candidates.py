"""Candidates: the papers of ours a file without a sure identity most likely belongs to, for a person to choose from.

Knows number, recipient and date as they may stand in a text or a file name; never files anything by them
(luu-tru.md §4.6). The strongest evidence comes first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from docgen.messages import tr
from registry.vietnamese import fold

MOST = 3
_NUMBER = 4  # how much a number says, in points


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What a paper of ours can be recognised by; an empty field is not known. `is_awaited`: its signed copy is due."""

    code: str
    title: str
    number: str
    recipient: str
    date: str  # 05/02/2021
    is_awaited: bool


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A paper and the reasons for it, the strongest first; `is_meant` when the file names its code or its number."""

    document: str
    title: str
    reasons: tuple[str, ...]
    is_meant: bool = False

    def as_row(self) -> dict[str, object]:
        """The JSON object inside `candidates`."""
        return {"document": self.document, "title": self.title, "reasons": list(self.reasons)}


def best_candidates(texts: Iterable[str], named: Collection[str], papers: Iterable[Traits]) -> tuple[Candidate, ...]:
    """At most three papers, best first: by a code in the file (`named`), then by what `texts` say; () without a sign.

    When nothing speaks for any paper, those whose signed copies are awaited.
    """
    known, said = tuple(papers), f" {' '.join(fold(text) for text in texts)} "
    scored = [
        (sum(points for points, _ in signs), paper, signs)
        for paper in known
        if (signs := [*_signs(said, named, paper)])
    ]
    scored.sort(key=lambda each: -each[0])
    best = [
        _candidate(paper, [reason for _, reason in signs], is_meant=signs[0][0] >= _NUMBER)
        for _, paper, signs in scored[:MOST]
    ]
    if best:
        return tuple(best)
    awaited = [_candidate(paper, [tr("đang chờ bản ký")]) for paper in known if paper.is_awaited]
    return tuple(awaited[:MOST])


def _signs(said: str, named: Collection[str], paper: Traits) -> Iterator[tuple[int, str]]:
    if paper.code in named:
        yield 8, tr("tệp mang mã của văn bản")
    if _stands(paper.number, said):
        yield _NUMBER, tr("có số {number}", number=paper.number)
    if _stands(paper.recipient, said):
        yield 2, tr("có tên người nhận")
    if _stands(paper.date, said) or _stands(_in_words(paper.date), said):
        yield 1, tr("có ngày {date}", date=paper.date)


def _stands(value: str, said: str) -> bool:
    return bool(value) and re.search(rf"(?<!\w){re.escape(fold(value))}(?!\w)", said) is not None


def _in_words(date: str) -> str:
    day, _, rest = date.partition("/")
    month, _, year = rest.partition("/")
    return f"ngày {day} tháng {month} năm {year}" if year else ""


def _candidate(paper: Traits, reasons: list[str], *, is_meant: bool = False) -> Candidate:
    return Candidate(document=paper.code, title=paper.title, reasons=tuple(reasons), is_meant=is_meant)
