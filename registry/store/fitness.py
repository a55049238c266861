"""Whether a task can still be given: its owner holds the post, its body exists (I1; nghiep-vu O4, O8, P23).

Knows posts, bodies and days; what a finding stops is decided by whoever asks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from registry.exchange.cells import cell_name
from registry.exchange.frame_body_plan import read_bodies, with_bodies
from registry.exchange.frame_directory import Directory, KnownBody
from registry.exchange.frame_reading import FrameReading
from registry.exchange.rows import TaskRow
from registry.model import Body, Post, Task
from registry.problems import Place, Problem, Severity
from registry.rules.names import name_on
from registry.store.body_keeping import closed_message, is_closed, successor_names
from registry.store.frame_bodies import body_contents
from registry.store.frame_directory import known_bodies
from registry.store.values import names_of, official_of
from registry.vietnamese import short_date

_AT_ONCE = 500  # values in one question
ADVICE = "Ghi cơ quan kế thừa, hoặc sửa ngày kết thúc nếu sai."


def closed_units(
    session: Session,
    reading: FrameReading,
    tasks: Sequence[TaskRow],
    *,
    on: dt.date,
    severity: Severity | None,
) -> tuple[Problem, ...]:
    """A problem at every new or changed row whose unit had ended before `on`, naming who took over (P23)."""
    if severity is None or not tasks:
        return ()
    names = Directory(bodies=known_bodies(session))
    if "bodies" in reading.rows:
        names = with_bodies(names, read_bodies(reading, body_contents(session), names))
    bodies = {body.key: body for body in names.bodies}
    told: dict[str, str] = {}
    problems = []
    for row in tasks:
        key = names.body(row.unit, on)
        body = bodies.get(key) if isinstance(key, str) else None
        if body is not None and body.closed_on is not None and body.closed_on < on:
            message = told.setdefault(body.key, _told(session, body, on))
            place = Place(sheet=row.sheet, cell=cell_name(row.row - 1, 0))
            problems.append(Problem(code="closed-unit", message=f"{message} {ADVICE}", severity=severity, place=place))
    return tuple(problems)


def _told(session: Session, body: KnownBody, on: dt.date) -> str:
    return closed_message(name_on(body.names, on), body.closed_on, successor_names(session, body.key, on))


def owner_problems(
    session: Session, tasks: Collection[str], day: dt.date, *, closed: Severity | None
) -> tuple[Problem, ...]:
    """Why some of the tasks cannot be given on `day`: the owner does not hold the post (I1), the body ended (P23).

    `closed` says how much an ended body hinders, None that nobody wants to hear of it.
    """
    return tuple(
        problem
        for post in _unfit_posts(session, tasks, day)
        if (problem := _problem(session, post, day, closed)) is not None
    )


def _unfit_posts(session: Session, tasks: Collection[str], day: dt.date) -> list[Post]:
    found: dict[int, Post] = {}
    wanted = sorted(tasks)
    outside = or_(Post.valid_from > day, Post.valid_to < day, Body.closed_on < day)
    query = select(Post).join(Body, Body.id == Post.body_id).where(outside)
    query = query.options(joinedload(Post.person), joinedload(Post.body).selectinload(Body.names))
    for start in range(0, len(wanted), _AT_ONCE):
        owned = select(Task.post_id).where(Task.code.in_(wanted[start : start + _AT_ONCE]))
        found |= {post.id: post for post in session.scalars(query.where(Post.id.in_(owned)))}
    return [found[key] for key in sorted(found)]


def _problem(session: Session, post: Post, day: dt.date, closed: Severity | None) -> Problem | None:
    official = official_of(post, day)
    if is_closed(post.body, day):
        if closed is None:
            return None
        heirs = successor_names(session, post.body.code, day)
        message = closed_message(name_on(names_of(post.body), day), post.body.closed_on, heirs)
        return Problem(code="closed-unit", message=f"{official.name}: {message} {ADVICE}", severity=closed)
    if post.valid_from is not None and post.valid_from > day:
        when = f"từ ngày {short_date(post.valid_from)}"
    else:
        when = f"đến ngày {short_date(post.valid_to)}" if post.valid_to else ""
    return Problem(
        code="post-not-held",
        message=f"{official.name} giữ chức vụ “{official.post}” {when}, không được giao việc theo chức vụ ấy ngày "
        f"{short_date(day)}. Chuyển giao nhiệm vụ, hoặc sửa ngày của chức vụ.",
    )
