"""Finds or makes the assignee, post, body and group a row names; everything is looked up once per import.

Knows that a person is meant by name and body together, and that a collective is named by its body. Does not know
tasks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.exchange.rows import TaskContent
from registry.labels import AssigneeKind
from registry.model import AssigneeGroup, Body, BodyName, Cycle, GroupMember, Person, Post
from registry.store.values import names_of, period_of
from registry.vietnamese import fold, sort_key


class Assignees:
    """Everybody the registry knows, for one import into one cycle; `on` is the day whose names and posts are meant."""

    def __init__(self, session: Session, cycle: Cycle, on: dt.date) -> None:
        self._session, self._cycle, self._on = session, cycle, on
        self._bodies: dict[str, list[Body]] = defaultdict(list)
        for name in session.scalars(select(BodyName).options(joinedload(BodyName.body)).order_by(BodyName.id)):
            self._bodies[name.folded].append(name.body)
        self._body_count = session.scalar(select(func.count()).select_from(Body)) or 0
        self._people: dict[str, list[Person]] = defaultdict(list)
        people = session.scalars(
            select(Person).options(selectinload(Person.posts).joinedload(Post.body)).order_by(Person.id)
        )
        for person in people.unique():
            self._people[person.folded].append(person)
        self._collectives = {
            post.body: person
            for person in [each for found in self._people.values() for each in found]
            for post in person.posts
            if person.kind == AssigneeKind.COLLECTIVE.value
        }
        self._person_count = sum(map(len, self._people.values()))
        self._groups = {fold(group.name): group for group in self._all_groups()}
        self._members = {(member.group, member.post) for group in self._groups.values() for member in group.members}

    def _all_groups(self) -> list[AssigneeGroup]:
        query = select(AssigneeGroup).where(AssigneeGroup.cycle_id == self._cycle.id).order_by(AssigneeGroup.ordinal)
        return list(self._session.scalars(query.options(selectinload(AssigneeGroup.members))))

    def body(self, name: str) -> Body:
        """The body of that name, whichever of its names it is; made when nobody has mentioned it.

        Of several the one that bore the name on the day answers, else the oldest.
        """
        known = self._bodies[fold(name)]
        if not known:
            self._body_count += 1
            body = Body(code=f"DV-{self._body_count:03d}", system="", level="")
            body.names.append(BodyName(name=name, folded=fold(name)))
            self._session.add(body)
            known.append(body)
        return next((body for body in known if len(known) > 1 and bore(body, name, self._on)), known[0])

    def post_of(self, row: TaskContent, renamed: Post | None = None) -> Post:
        """The assignee of a row in the post it names, with what the row tells of both written down.

        A person may hold several posts at one body: the title tells which. `renamed` is the task's present post when
        the row only corrects its title; otherwise another title is another post, and the old one stays.
        """
        body = self.body(row.unit)
        person = self._person(row, body)
        self._describe(person, row)
        post = self._post(person, body, row.post) or renamed
        if post is None:
            post = Post(person=person, body=body)
            self._session.add(post)
        post.title, post.party_title, post.group = row.post, row.party_post, row.group
        if row.group:
            self._join(row.group, post)
        return post

    def _post(self, person: Person, body: Body, title: str) -> Post | None:
        """The person's post of that title at the body, of several the one that holds on the day."""
        held = [post for post in person.posts if post.body is body and fold(post.title or "") == fold(title)]
        return next((post for post in held if period_of(post).holds_on(self._on)), held[-1] if held else None)

    def _person(self, row: TaskContent, body: Body) -> Person:
        name = row.unit if row.is_collective else row.official
        kind = AssigneeKind.COLLECTIVE if row.is_collective else AssigneeKind.PERSON
        if row.is_collective and body in self._collectives:
            return self._collectives[body]  # whatever its body is called by now
        for person in self._people[fold(name)]:
            if person.kind == kind.value and any(post.body is body for post in person.posts):
                return person
        self._person_count += 1
        person = Person(code=f"CB-{self._person_count:03d}", kind=kind.value, rank="", sort_name="", full_name=name)
        person.folded, person.sort_key = fold(name), sort_key(name)
        self._session.add(person)
        self._people[fold(name)].append(person)
        if row.is_collective:
            self._collectives[body] = person
        return person

    def _describe(self, person: Person, row: TaskContent) -> None:
        person.address = "" if row.is_collective else row.honorific
        if row.official and row.official != person.full_name:  # the same name in another spelling: a correction
            person.full_name, person.sort_key = row.official, sort_key(row.official, manual=person.sort_name)
        person.birth_date = row.birth_date or person.birth_date
        person.rank = row.rank or person.rank
        if row.sort_name and row.sort_name != person.sort_name:
            person.sort_name, person.sort_key = row.sort_name, sort_key(person.full_name, manual=row.sort_name)

    def _join(self, name: str, post: Post) -> None:
        group = self.group(name)
        if (group, post) not in self._members:
            group.members.append(GroupMember(post=post))
            self._members.add((group, post))

    def group(self, name: str) -> AssigneeGroup:
        """The group of that name in this cycle; one that only rows mention is not declared."""
        group = self._groups.get(fold(name))
        if group is None:
            group = AssigneeGroup(
                cycle_id=self._cycle.id,
                ordinal=len(self._groups) + 1,
                name=name,
                is_declared=False,
                has_people_list=True,
                has_task_list=True,
                note="",
            )
            self._session.add(group)
            self._groups[fold(name)] = group
        return group

    def only_person_named(self, name: str) -> int | None:
        """The key of the one person of that name; None when there is none, or more than one."""
        namesakes = [person for person in self._people[fold(name)] if person.kind == AssigneeKind.PERSON.value]
        if len(namesakes) != 1:
            return None
        self._session.flush()
        return namesakes[0].id


def bore(body: Body, name: str, day: dt.date) -> bool:
    """True when the body bore the name on `day` and existed then."""
    is_open = body.closed_on is None or day <= body.closed_on
    return is_open and any(fold(each.name) == fold(name) and each.holds_on(day) for each in names_of(body))
