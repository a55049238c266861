"""Who may still sign on a day: signatories in office, bodies that exist (nghiep-vu O4, O8).

Pure: levels that ended by law are dated data in `registry.rulesets` and are handed in. What it finds is told as
problems; the errand decides whether they stop it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.labels import BodyLevel
from registry.problems import Problem
from registry.vietnamese import normalise


@dataclass(frozen=True, kw_only=True)
class InOffice:
    """A signatory and the days of the post, None while open."""

    name: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class IssuingBody:
    """A body as an issuer: its name on paper, its level and its last day when they are known."""

    name: str
    level: BodyLevel | None = None
    closed_on: dt.date | None = None
    heirs: tuple[str, ...] = ()  # who took over, by the names of the day


@dataclass(frozen=True, kw_only=True)
class EndedLevel:
    """Bodies that ended for good on `last_day`, told by their level or by words in their name."""

    level: BodyLevel
    last_day: dt.date
    names: tuple[str, ...]
    basis: str

    def ended(self, body: IssuingBody) -> bool:
        """True for a body of this kind; a known level says more than a name."""
        if body.level is not None:
            return body.level is self.level
        name = f" {_plain(body.name)} "
        return any(f" {_plain(words)} " in name for words in self.names)


def _plain(name: str) -> str:
    """A name to compare; accents stay, because Quận ủy and Quân ủy are two things."""
    return normalise(name).lower().replace("uỷ", "ủy")


def authority_problems(
    body: IssuingBody, signatory: InOffice, day: dt.date, ended: Sequence[EndedLevel]
) -> tuple[Problem, ...]:
    """Why `body` cannot issue, or `signatory` not sign, a paper dated `day`; () when both can."""
    return (*_body_problems(body, day, ended), *_signatory_problems(signatory, day))


def _body_problems(body: IssuingBody, day: dt.date, ended: Sequence[EndedLevel]) -> Iterator[Problem]:
    if body.closed_on is not None and day > body.closed_on:
        yield Problem(
            code="body-closed",
            message=f"{body.name} đã kết thúc hoạt động ngày {body.closed_on:%d/%m/%Y}, không ban hành văn bản đề ngày "
            f"{day:%d/%m/%Y} được. {_instead(body)}",
        )
        return
    for level in ended:
        if level.ended(body) and day > level.last_day:
            yield Problem(
                code="body-closed",
                message=f"{body.name} không còn sau ngày {level.last_day:%d/%m/%Y} ({level.basis}), không ban hành văn "
                f"bản đề ngày {day:%d/%m/%Y} được. {_instead(body)}",
            )
            return


def _instead(body: IssuingBody) -> str:
    """Who issues now, by name where it is known."""
    return f"Cơ quan kế thừa ban hành thay{': ' + ', '.join(body.heirs) if body.heirs else ''}."


def _signatory_problems(signatory: InOffice, day: dt.date) -> Iterator[Problem]:
    if signatory.valid_from is not None and day < signatory.valid_from:
        yield Problem(
            code="signatory-not-yet",
            message=f"{signatory.name} được ký từ ngày {signatory.valid_from:%d/%m/%Y}, chưa ký ngày "
            f"{day:%d/%m/%Y} được.",
        )
    if signatory.valid_to is not None and day > signatory.valid_to:
        yield Problem(
            code="signatory-expired",
            message=f"{signatory.name} chỉ được ký đến ngày {signatory.valid_to:%d/%m/%Y}, không ký ngày "
            f"{day:%d/%m/%Y} được.",
        )
