"""People looked at and moved one by one.

Knows that a person outlives their posts: a move ends one post and begins another, and both stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.errors import NotFound, RuleBroken
from registry.labels import AssigneeKind, Grade
from registry.model import Body, PastGrade, Person, Post
from registry.rules.names import Dated, name_on, title_on
from registry.store.body_keeping import find_body, require_open
from registry.store.values import names_of, period_of
from registry.store.views import PersonView, PostView
from registry.vietnamese import fold, short_date

_WHOLE = (selectinload(Person.posts).joinedload(Post.body).selectinload(Body.names),)


def people_views(session: Session, query: str, *, on: dt.date, by_rank: bool = False) -> tuple[PersonView, ...]:
    """People whose name, code, unit or title holds `query`; exact accents first when something is asked for.

    Official lists go by tên, họ, đệm; Party lists by rank, and within a rank by name.
    """
    people = session.scalars(select(Person).options(*_WHOLE).order_by(Person.sort_key, Person.id)).all()
    wanted = fold(query)
    views = [person_view(person, on) for person in people]
    found = [view for view in views if wanted in fold(_words(view))]
    if by_rank:
        found.sort(key=_rank_place)
    elif query:
        exact = query.casefold()
        found.sort(key=lambda view: exact not in _words(view).casefold())
    return tuple(found)


def _words(view: PersonView) -> str:
    posts = " ".join(f"{post.title} {post.unit}" for post in view.posts)
    return f"{view.code} {view.name} {posts}"


_RANKS = ("uvtw", "tuv", "huv", "duv")
"""Ranks in the Party committees, the highest first; others follow, people without one come last."""


def _rank_place(view: PersonView) -> tuple[int, str]:
    rank = fold(view.rank)
    if not rank:
        return len(_RANKS) + 1, ""
    return (_RANKS.index(rank), "") if rank in _RANKS else (len(_RANKS), rank)


def find_person(session: Session, code: str) -> Person:
    """The person of that code; NotFound otherwise."""
    person = session.scalars(select(Person).where(Person.code == code.upper()).options(*_WHOLE)).one_or_none()
    if person is None:
        raise NotFound(f"Không có cán bộ mã {code}.", advice="Xem mã bằng “docgen people list”.")
    return person


def person_with_grades(session: Session, code: str, *, on: dt.date) -> PersonView:
    """One person with the grades of earlier years."""
    person = find_person(session, code)
    grades = session.scalars(select(PastGrade).where(PastGrade.person_id == person.id).order_by(PastGrade.year))
    return person_view(person, on, tuple((each.year, Grade(each.grade)) for each in grades))


def person_view(person: Person, on: dt.date, grades: tuple[tuple[int, Grade], ...] = ()) -> PersonView:
    """A stored person as a value, by the names of a day."""
    return PersonView(
        code=person.code,
        name=person.full_name,
        address=person.address,
        rank=person.rank,
        posts=tuple(_post_view(post, on) for post in person.posts),
        grades=grades,
        is_collective=person.kind == AssigneeKind.COLLECTIVE.value,
    )


def _post_view(post: Post, on: dt.date) -> PostView:
    names, period = names_of(post.body), period_of(post)
    return PostView(
        title=title_on(post.title, names, on),
        body=post.body.code,
        unit=name_on(names, on),
        period=Dated(name=post.title, valid_from=post.valid_from, valid_to=post.valid_to),
        is_held=period.holds_on(on),
    )


def move_person(
    session: Session, code: str, *, title: str, unit: str, since: dt.date, leaving: str = ""
) -> tuple[str, str]:
    """Begin a post on a day; the one left ends the day before. Old and new title, the old one "" when there was none.

    With several posts held `leaving` says which one ends; RuleBroken names them otherwise.
    """
    person, body = find_person(session, code), find_body(session, unit, on=since)
    require_open(session, body, since)
    held = [post for post in person.posts if period_of(post).holds_on(since) and post.title]
    if any(post.body is body and fold(post.title) == fold(title) for post in held):
        raise RuleBroken(f"{person.full_name} đang giữ chức vụ này.", advice="Xem bằng “docgen people show”.")
    old = _left(person, held, leaving)
    if old is not None and old.valid_from is not None and old.valid_from >= since:
        raise RuleBroken(
            f"{person.full_name} giữ chức vụ “{old.title}” từ {short_date(old.valid_from)}, không thôi trước ngày đó.",
            advice="Xem lại ngày --from.",
        )
    if old is not None:
        old.valid_to = since - dt.timedelta(days=1)
    session.add(Post(person=person, body=body, title=title, party_title="", group="", valid_from=since))
    session.flush()
    return old.title if old else "", title


def _left(person: Person, held: Sequence[Post], leaving: str) -> Post | None:
    """The post that ends: the one named, else the only one held."""
    if leaving:
        found = [
            post for post in held if fold(leaving) in fold(f"{post.title} {name_on(names_of(post.body), dt.date.max)}")
        ]
        if len(found) == 1:
            return found[0]
    elif len(held) <= 1:
        return held[0] if held else None
    titles = "; ".join(f"“{post.title}”" for post in held)
    raise RuleBroken(
        f"{person.full_name} đang giữ {len(held)} chức vụ: {titles}.", advice="Nêu chức vụ thôi giữ bằng --leaving."
    )
