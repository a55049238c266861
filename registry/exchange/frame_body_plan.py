"""The plan of the sheet “Cơ quan”: rows of one body put together, compared with the body as it is known.

Knows that rows of one code, or of one name without code, are one body; that a body has one name at a time, so a later
name ends the one before; and that a body which only task lists mentioned is the one the sheet describes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from registry.exchange.frame_directory import Directory, KnownBody
from registry.exchange.frame_plan import FrameChange, Refused, SheetPlan, body_key
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import BodyRow, FrameRow
from registry.labels import BodyLevel, BodySystem
from registry.problems import Place, Problem
from registry.rules.names import Dated, in_order, joined, overlaps
from registry.vietnamese import fold

NEW = "+"
"""Begins the key of what the registry does not hold yet; no code begins so."""


@dataclass(frozen=True, kw_only=True)
class BodyContent(FrameRow):
    """A whole body; `code` is "" for a new one without a code, parents are named by code, a new one by name."""

    code: str = ""
    names: tuple[Dated, ...]
    system: BodySystem | None = None
    level: BodyLevel | None = None
    parents: tuple[Dated, ...] = ()
    opened_on: dt.date | None = None
    closed_on: dt.date | None = None

    @property
    def key(self) -> str:
        """The code, or a key that is none."""
        return self.code or new_key(self.names[0].name)

    def __str__(self) -> str:
        """The latest name and the code."""
        return self.names[-1].name + (f" ({self.code})" if self.code else "")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A body as the sheet and the registry together tell it: what is known (None when new), its rows, the result."""

    known: BodyContent | None
    rows: tuple[BodyRow, ...]
    content: BodyContent


def new_key(*names: str) -> str:
    """A key that is no code, for what the registry does not hold yet."""
    return NEW + "|".join(fold(name) for name in names)


def read_bodies(reading: FrameReading, known: Sequence[BodyContent], names: Directory) -> tuple[Told, ...]:
    """The bodies of the sheet, each merged with what is known of it; parents still as they are written."""
    groups: dict[str, list[BodyRow]] = {}
    for row in reading.rows.get("bodies", ()):
        if isinstance(row, BodyRow):
            groups.setdefault(row.code.casefold() or new_key(row.name), []).append(row)
    held = {content.code.casefold(): content for content in known}
    told = []
    for rows in groups.values():
        before = _known(rows, held, names)
        told.append(Told(known=before, rows=tuple(rows), content=_merged(rows, before)))
    return tuple(told)


def _known(rows: Sequence[BodyRow], held: Mapping[str, BodyContent], names: Directory) -> BodyContent | None:
    """The body the rows tell of: by code, else by name; a code may be the first one a mentioned body gets."""
    first = min(rows, key=lambda row: row.valid_from or dt.date.min)
    if first.code and first.code.casefold() in held:
        return held[first.code.casefold()]
    found = names.body(first.name, first.valid_from or first.valid_to or dt.date.min)
    body = held.get(found.casefold()) if isinstance(found, str) else None
    begins_later = body is not None and body.closed_on and first.valid_from and first.valid_from > body.closed_on
    if body is None or begins_later or not first.code:
        return None if begins_later else body
    is_only_mentioned = body.system is None and body.level is None and all(_is_open(name) for name in body.names)
    return body if is_only_mentioned and first.valid_from is None else None


def _is_open(name: Dated) -> bool:
    return name.valid_from is None and name.valid_to is None


def _merged(rows: Sequence[BodyRow], known: BodyContent | None) -> BodyContent:
    """What the rows tell, with everything they leave empty as it is known."""
    names = _names(rows, known.names if known else ())
    parents = _parents(rows) or (known.parents if known else ())
    content = BodyContent(
        code=rows[0].code or (known.code if known else ""),
        names=names,
        system=next((row.system for row in rows if row.system), known.system if known else None),
        level=next((row.level for row in rows if row.level), known.level if known else None),
        parents=parents,
        opened_on=names[0].valid_from or (known.opened_on if known else None),
        closed_on=next((row.closed_on for row in rows if row.closed_on), known.closed_on if known else None),
    )
    return replace(content, sheet=rows[0].sheet, row=rows[0].row)


def _names(rows: Sequence[BodyRow], known: Sequence[Dated]) -> tuple[Dated, ...]:
    """The known names with their periods completed, and the new ones; a later name ends the one before."""
    found = list(known)
    told = joined([Dated(name=row.name, valid_from=row.valid_from, valid_to=row.valid_to) for row in rows])
    for name in told:
        place = _place_of(name, found)
        if place is None:
            found.append(name)
        else:
            start, end = name.valid_from or found[place].valid_from, name.valid_to or found[place].valid_to
            found[place] = replace(name, valid_from=start, valid_to=end)
    return ended(found)


def _place_of(name: Dated, names: Sequence[Dated]) -> int | None:
    """Which of `names` it is: the one of the same first day, else the only one whose days nobody told yet."""
    same = [i for i, each in enumerate(names) if fold(each.name) == fold(name.name)]
    exact = [i for i in same if names[i].valid_from == name.valid_from]
    loose = same if name.valid_from is None else [i for i in same if _is_open(names[i])]
    return exact[0] if exact else loose[0] if len(loose) == 1 else None


def ended(names: Sequence[Dated]) -> tuple[Dated, ...]:
    """The names in order, each without an end ended by the one that follows it."""
    ordered = list(in_order(names))
    for i, (each, after) in enumerate(pairwise(ordered)):
        if each.valid_to is None and after.valid_from is not None:
            ordered[i] = replace(each, valid_to=after.valid_from - dt.timedelta(days=1))
    return tuple(ordered)


def _parents(rows: Sequence[BodyRow]) -> tuple[Dated, ...]:
    return tuple(
        Dated(name=parent, valid_from=row.valid_from, valid_to=row.valid_to) for row in rows for parent in row.parents
    )


def with_bodies(names: Directory, told: Sequence[Told]) -> Directory:
    """The directory as it will be when the sheet is written."""
    bodies = {body.key: body for body in names.bodies}
    for each in told:
        if each.known is not None:
            bodies.pop(each.known.code, None)
        content = each.content
        bodies[content.key] = KnownBody(
            key=content.key, names=content.names, opened_on=content.opened_on, closed_on=content.closed_on
        )
    return replace(names, bodies=tuple(bodies.values()))


def make_body_plan(
    reading: FrameReading, told: Sequence[Told], names: Directory, *, on: dt.date, problems: list[Problem]
) -> SheetPlan:
    """Compare what is told with what is known, parents resolved by `names`; wrong bodies are reported and left out."""
    added, changed, unchanged = [], [], []
    for each in told:
        found = [*_check(reading, each)]
        try:
            after = replace(each.content, parents=_resolved(each.content.parents, names, on))
        except Refused as refused:
            found.append(Problem(code=refused.code, message=refused.message, place=_place(reading, each, "parents")))
        problems += found
        if found:
            continue
        if each.known is None:
            added.append(after)
        elif after == each.known:
            unchanged.append(each.known)
        else:
            changed.append(FrameChange(each.known, after))
    return SheetPlan(added=tuple(added), changed=tuple(changed), unchanged=tuple(unchanged))


def _resolved(parents: Sequence[Dated], names: Directory, on: dt.date) -> tuple[Dated, ...]:
    """Parents by code, those the registry does not hold yet by name; periods that follow each other joined."""
    found = []
    for parent in parents:
        key = body_key(names, parent.name, "parents", parent.valid_to or parent.valid_from or on)
        found.append(parent if key.startswith(NEW) else replace(parent, name=key))
    return joined(found)


def _check(reading: FrameReading, told: Told) -> list[Problem]:
    """Names that overlap, and a life that ends before it began."""
    content, found = told.content, []
    for one, other in overlaps(content.names):
        message = f"Cơ quan mang hai tên cùng lúc: “{one.name}” và “{other.name}”. Sửa ngày, hoặc ghi mã khác nhau."
        place = _place(reading, told, "valid_from")
        found.append(Problem(code="overlapping-names", message=message, place=place))
    after = [row for row in told.rows if content.closed_on and row.valid_from and row.valid_from > content.closed_on]
    if after:
        message = (
            f"Cơ quan kết thúc trước khi mang tên “{after[0].name}”. Sửa ngày; "
            "nếu là hai cơ quan trùng tên, ghi cho mỗi cơ quan một mã."
        )
        found.append(Problem(code="named-after-closing", message=message, place=_place(reading, told, "closed_on")))
    return found


def _place(reading: FrameReading, told: Told, field: str) -> Place:
    return reading.place(told.rows[-1], field)


def body_rows(content: BodyContent, words: Mapping[str, str]) -> tuple[BodyRow, ...]:
    """The rows a workbook would have for a body; `words` names its parents by their codes."""
    starts = {each.valid_from for each in (*content.names, *content.parents) if each.valid_from}
    found = []
    for name in content.names:
        cuts = sorted(day for day in starts if _is_inside(day, name))
        for start, end in zip((name.valid_from, *cuts), (*(_before(day) for day in cuts), name.valid_to), strict=True):
            day = start or end or dt.date.min
            parents = tuple(words[each.name] for each in content.parents if each.holds_on(day))
            found.append(
                BodyRow(
                    code=content.code,
                    name=name.name,
                    valid_from=start,
                    valid_to=end,
                    system=content.system,
                    level=content.level,
                    parents=parents,
                    closed_on=content.closed_on,
                )
            )
    return tuple(found)


def _is_inside(day: dt.date, name: Dated) -> bool:
    return name.holds_on(day) and day != name.valid_from


def _before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)
