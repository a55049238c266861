"""The plan of the sheet “Chức vụ”: who holds which post when, compared with the posts that are known.

Knows that rows of one name are one person unless the registry holds namesakes, that a person may hold several posts at
once, and that one seat is held by one person at a time.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from registry.exchange.frame_body_plan import new_key
from registry.exchange.frame_directory import Directory
from registry.exchange.frame_plan import FrameChange, Refused, SheetPlan, body_key, filled, told
from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import PostRow
from registry.problems import Problem, Severity
from registry.rules.names import Dated
from registry.vietnamese import fold, short_date

Seat = tuple[str, str, str]  # keys of person and body, folded title
_HEADS = ("bi thu", "chu tich", "truong", "giam doc", "thu truong", "hat truong", "chanh van phong", "chi huy truong")
"""How the title of the one head of a body begins; deputies begin with "phó"."""


@dataclass(frozen=True, kw_only=True)
class _Held:
    """A row with what it names; `given` is what the clerk wrote of it, without what was known before."""

    row: PostRow
    given: PostRow
    seat: Seat


def make_post_plan(
    reading: FrameReading,
    read: Sequence[PostRow],
    known: Sequence[PostRow],
    names: Directory,
    *,
    on: dt.date,
    problems: list[Problem],
) -> SheetPlan:
    """Compare the rows with the known posts; a row with a first day may be the known one without."""
    waiting: dict[Seat, list[PostRow]] = defaultdict(list)
    for post in known:
        waiting[_seat(post, names, on)].append(post)
    added: list[PostRow] = []
    changed: list[FrameChange] = []
    unchanged: list[PostRow] = []
    result: list[_Held] = []
    for row in read:
        try:
            seat = _seat(row, names, on)
        except Refused as refused:
            place = reading.place(row, refused.field)
            problems.append(Problem(code=refused.code, message=refused.message, place=place))
            continue
        before = _take(waiting[seat], row)
        after = filled(row, before) if before else row
        result.append(_Held(row=after, given=row, seat=seat))
        if before is None:
            added.append(row)
        elif after == before:
            unchanged.append(before)
        else:
            changed.append(FrameChange(before, after))
    problems += [*_overlaps(reading, result), *_two_heads(reading, result), *_two_ranks(reading, result)]
    problems += _after_closing(reading, result, names)
    return SheetPlan(added=tuple(added), changed=tuple(changed), unchanged=tuple(unchanged))


def _take(waiting: list[PostRow], row: PostRow) -> PostRow | None:
    """The known post a row tells of, taken off the list: the one of the same first day, else the only one left."""
    exact = [each for each in waiting if each.valid_from == row.valid_from]
    loose = [each for each in waiting if row.valid_from is None or each.valid_from is None]
    found = exact[0] if exact else loose[0] if len(loose) == 1 else None
    if found is not None:
        waiting.remove(found)
    return found


def _seat(row: PostRow, names: Directory, on: dt.date) -> Seat:
    """Who sits where as what."""
    body = body_key(names, row.unit, "unit", row.valid_to or row.valid_from or on)
    person = names.person(row.person)
    if not isinstance(person, str):
        at_unit = names.person(row.person, row.unit)
        person = at_unit if isinstance(at_unit, str) else new_key(row.person) if not person.count else person
    key = told(person, "person", "người", row.person, "")
    return key, body, fold(row.post)


def _period(row: PostRow) -> Dated:
    return Dated(name=row.post, valid_from=row.valid_from, valid_to=row.valid_to)


def _overlaps(reading: FrameReading, result: Sequence[_Held]) -> list[Problem]:
    """One person twice in one seat at one time: an error at the later row."""
    seen: dict[Seat, list[PostRow]] = defaultdict(list)
    problems = []
    for each in result:
        for earlier in seen[each.seat]:
            if _period(earlier).meets(_period(each.row)):
                message = f"Trùng thời gian với dòng {earlier.row} về cùng chức vụ này. Sửa ngày, hoặc bỏ một dòng."
                place = reading.place(each.row, "valid_from")
                problems.append(Problem(code="overlapping-posts", message=message, place=place))
                break
        seen[each.seat].append(each.row)
    return problems


def _two_heads(reading: FrameReading, result: Sequence[_Held]) -> list[Problem]:
    """Two people at the head of one body at one time: a warning at the later row."""
    seats: dict[tuple[str, str], list[_Held]] = defaultdict(list)
    problems = []
    for each in result:
        if not each.seat[2].startswith(_HEADS):
            continue
        for earlier in seats[each.seat[1:]]:
            if earlier.seat[0] != each.seat[0] and _period(earlier.row).meets(_period(each.row)):
                message = (
                    f"{earlier.row.person} và {each.row.person} cùng giữ chức vụ “{each.row.post}” một lúc. "
                    "Ghi ngày cuối cho người trước."
                )
                place = reading.place(each.row, "valid_from")
                problems.append(Problem(code="two-heads", message=message, place=place, severity=Severity.WARNING))
                break
        seats[each.seat[1:]].append(each)
    return problems


def _after_closing(reading: FrameReading, result: Sequence[_Held], names: Directory) -> list[Problem]:
    """A post that begins after its body ended: an error, for a closed body takes nobody."""
    ends = {body.key: body.closed_on for body in names.bodies}
    problems = []
    for each in result:
        end = ends.get(each.seat[1])
        if end and each.row.valid_from and each.row.valid_from > end:
            message = f"{each.row.unit} kết thúc ngày {short_date(end)}, trước ngày giữ chức vụ. Ghi cơ quan kế thừa."
            place = reading.place(each.row, "unit")
            problems.append(Problem(code="closed-unit", message=message, place=place))
    return problems


def _two_ranks(reading: FrameReading, result: Sequence[_Held]) -> list[Problem]:
    """One person with two ranks: an error, for the rank belongs to the person."""
    first: dict[str, PostRow] = {}
    problems = []
    for given, seat in ((each.given, each.seat) for each in result if each.given.rank):
        earlier = first.setdefault(seat[0], given)
        if earlier.rank != given.rank:
            message = f"Cấp ủy viên của {given.person} ở dòng {earlier.row} là “{earlier.rank}”. Ghi thống nhất."
            problems.append(Problem(code="two-ranks", message=message, place=reading.place(given, "rank")))
    return problems
