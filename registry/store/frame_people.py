"""People in their dated posts, as rows of the frame.

Knows that a person outlives their posts: a post ends, its record stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from registry.exchange.frame_directory import Unresolved
from registry.exchange.frame_plan import SheetPlan, person_key
from registry.exchange.frame_rows import PostRow
from registry.labels import AssigneeKind
from registry.model import Body, BodyName, Person, Post
from registry.store.frame_bodies import next_body_code
from registry.store.frame_names import Keys
from registry.vietnamese import fold, sort_key

HONORIFIC = "đồng chí"


def post_rows(session: Session, keys: Keys) -> tuple[PostRow, ...]:
    """Every post of every person, in the order of people and posts."""
    people = select(Person).where(Person.kind == AssigneeKind.PERSON.value).order_by(Person.id)
    people = people.options(selectinload(Person.posts).joinedload(Post.body).selectinload(Body.names))
    return tuple(
        PostRow(
            person=keys.person_words(person)[0],
            rank=person.rank,
            post=post.title,
            unit=keys.body_words(post.body, post.valid_to or post.valid_from),
            valid_from=post.valid_from,
            valid_to=post.valid_to,
        )
        for person in session.scalars(people)
        for post in person.posts
        if post.title
    )


def write_posts(session: Session, plan: SheetPlan, keys: Keys) -> None:
    """Write the posts of a plan: who and where first, then the posts; a new post stands beside the others."""
    pairs: list[tuple[PostRow | None, PostRow]] = []
    for known, row in [(None, row) for row in plan.added] + [(known, row) for known, row in plan.changed]:
        if isinstance(row, PostRow):
            pairs.append((known if isinstance(known, PostRow) else None, row))
    rows = [row for _, row in pairs]
    _make_bodies(session, rows, keys)
    _make_people(session, rows, keys)
    people = select(Person).options(selectinload(Person.posts).joinedload(Post.body))
    by_code = {person.code: person for person in session.scalars(people)}
    for known, row in pairs:
        person = by_code[_person_code(row, keys)]
        _write_post(session, row, known, person, keys.body(row.unit, row.valid_to or row.valid_from))
    session.flush()


def _write_post(session: Session, row: PostRow, known: PostRow | None, person: Person, body: Body) -> None:
    held = [post for post in person.posts if post.body is body and fold(post.title) == fold(row.post)]
    start = known.valid_from if known else row.valid_from
    post = next((each for each in held if each.valid_from == start), None)
    if post is None:
        post = Post(person=person, body=body, party_title="", group="")
        session.add(post)
    post.title, post.valid_from, post.valid_to = row.post, row.valid_from, row.valid_to
    person.rank = row.rank or person.rank


def _person_code(row: PostRow, keys: Keys) -> str:
    """The code of the person of a row: by name alone while nobody shares it, else by name and unit."""
    found = keys.names.person(row.person)
    return found if isinstance(found, str) else person_key(keys.names, row.person, row.unit)


def _make_bodies(session: Session, rows: Sequence[PostRow], keys: Keys) -> None:
    """Bodies that nobody mentioned before, made as a task list makes them."""
    new = {
        fold(row.unit): row.unit for row in rows if _is_new(keys.find_body(row.unit, row.valid_to or row.valid_from))
    }
    for name in new.values():
        body = Body(code=next_body_code(session), system="", level="")
        body.names.append(BodyName(name=name, folded=fold(name)))
        session.add(body)
        session.flush()
    keys.forget()


def _make_people(session: Session, rows: Sequence[PostRow], keys: Keys) -> None:
    """People nobody knows yet; rows of one name are one person."""
    new: dict[str, PostRow] = {}
    for row in rows:
        if _is_new(keys.names.person(row.person)):
            new.setdefault(fold(row.person), row)
    count = session.scalar(select(func.count()).select_from(Person)) or 0
    for number, row in enumerate(new.values(), start=count + 1):
        body = keys.body(row.unit, row.valid_to or row.valid_from)
        person = Person(code=f"CB-{number:03d}", kind=AssigneeKind.PERSON.value, full_name=row.person)
        person.folded, person.sort_name, person.sort_key = fold(row.person), "", sort_key(row.person)
        person.address, person.rank = HONORIFIC, row.rank
        post = Post(person=person, body=body, title=row.post, party_title="", group="", valid_from=row.valid_from)
        session.add(post)
    session.flush()
    keys.forget()


def _is_new(found: str | Unresolved) -> bool:
    return isinstance(found, Unresolved) and not found.count
