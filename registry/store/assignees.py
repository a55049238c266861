"""Finds or makes the assignee, post, body and group a row names; everything is looked up once per import.

Knows that a person is meant by name and body together, and that a collective is named by its body. Does not know
tasks. Whoever is found or made is a plain row until `settle` writes what is new and what changed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from registry.exchange.cells import folded
from registry.exchange.rows import TaskContent
from registry.labels import AssigneeKind
from registry.model import AssigneeGroup, Base, Body, BodyName, Cycle, GroupMember, Person, Post
from registry.rules.names import Dated
from registry.store.rows import Row, held_rows
from registry.store.sealing import add_rows
from registry.vietnamese import sort_key


@dataclass(frozen=True, eq=False)
class _Body:
    row: Row
    names: list[Row] = field(default_factory=list)

    def bore(self, name: str, day: dt.date) -> bool:
        """True when the body bore the name on `day` and existed then."""
        return any(folded(each["name"]) == folded(name) and _holds(each, self.row, day) for each in self.names)


@dataclass(frozen=True, eq=False)
class _Post:
    row: Row
    body: _Body


@dataclass(frozen=True, eq=False)
class _Person:
    row: Row
    posts: list[_Post] = field(default_factory=list)


def _holds(row: Row, body: Row, day: dt.date) -> bool:
    """True when a name or a post at a body holds on `day`: no longer than the body lasted."""
    ends = [end for end in (row["valid_to"], body["closed_on"]) if end]
    return Dated(name="", valid_from=row["valid_from"], valid_to=min(ends, default=None)).holds_on(day)


class Assignees:
    """Everybody the registry knows, for one import into one cycle; `on` is the day whose names and posts are meant."""

    def __init__(self, session: Session, cycle: Cycle, on: dt.date) -> None:
        self._session, self._cycle, self._on = session, cycle, on
        self._new: list[Row] = []
        self._touched: list[Row] = []
        self._bodies: dict[str, list[_Body]] = defaultdict(list)
        self._people: dict[str, list[_Person]] = defaultdict(list)
        self._collectives: dict[_Body, _Person] = {}
        bodies = self._read_bodies()
        self._body_count = len(bodies)
        self._posts = self._read_people(bodies)
        self._person_count = sum(map(len, self._people.values()))
        self._groups: dict[str, Row] = {}
        self._members: set[tuple[Row, Row]] = set()
        self._read_groups()

    def _read_bodies(self) -> Mapping[int | None, _Body]:
        bodies = {row.id: _Body(row) for row in held_rows(self._session, Body)}
        for name in held_rows(self._session, BodyName):
            body = bodies[name["body_id"]]
            body.names.append(name)
            self._bodies[name["folded"]].append(body)
        return bodies

    def _read_people(self, bodies: Mapping[int | None, _Body]) -> Mapping[int | None, _Post]:
        people = {row.id: _Person(row) for row in held_rows(self._session, Person)}
        for person in people.values():
            self._people[person.row["folded"]].append(person)
        posts = {row.id: _Post(row, bodies[row["body_id"]]) for row in held_rows(self._session, Post)}
        for post in posts.values():
            person = people[post.row["person_id"]]
            person.posts.append(post)
            if person.row["kind"] == AssigneeKind.COLLECTIVE.value:
                self._collectives[post.body] = person
        return posts

    def _read_groups(self) -> None:
        groups = held_rows(self._session, AssigneeGroup, AssigneeGroup.cycle_id == self._cycle.id)
        self._groups |= {folded(row["name"]): row for row in sorted(groups, key=lambda row: int(row["ordinal"]))}
        by_key = {row.id: row for row in self._groups.values()}
        for member in held_rows(self._session, GroupMember, GroupMember.group_id.in_(by_key)):
            self._members.add((by_key[member["group_id"]], self._posts[member["post_id"]].row))

    def settle(self) -> None:
        """Write what is new, in the order it was made, and what changed of those known before."""
        add_rows(self._session, self._new)
        for row in self._touched:
            row.write_changes(self._session)
        self._new, self._touched = [], []

    def _make(self, model: type[Base], **values: Any) -> Row:
        row = Row(model, values)
        self._new.append(row)
        return row

    def body(self, name: str) -> Row:
        """The body of that name, whichever of its names it is; made when nobody has mentioned it.

        Of several the one that bore the name on the day answers, else the oldest.
        """
        return self._body(name).row

    def _body(self, name: str) -> _Body:
        known = self._bodies[folded(name)]
        if not known:
            self._body_count += 1
            body = _Body(self._make(Body, code=f"DV-{self._body_count:03d}", system="", level=""))
            body.names.append(self._make(BodyName, body_id=body.row, name=name, folded=folded(name)))
            known.append(body)
        return next((body for body in known if len(known) > 1 and body.bore(name, self._on)), known[0])

    def post_of(self, row: TaskContent, renamed: int | None = None) -> Row:
        """The assignee of a row in the post it names, with what the row tells of both written down.

        A person may hold several posts at one body: the title tells which. `renamed` is the key of the task's present
        post when the row only corrects its title; otherwise another title is another post, and the old one stays.
        """
        body = self._body(row.unit)
        person = self._person(row, body)
        _describe(person.row, row)
        post = self._post(person, body, row.post) or self._posts.get(renamed)
        if post is None:
            post = _Post(self._make(Post, person_id=person.row, body_id=body.row), body)
            person.posts.append(post)
        post.row.put(title=row.post, party_title=row.party_post, group=row.group)
        self._touched += person.row, post.row
        if row.group:
            self._join(row.group, post.row)
        return post.row

    def _post(self, person: _Person, body: _Body, title: str) -> _Post | None:
        """The person's post of that title at the body, of several the one that holds on the day."""
        at_body = [post for post in person.posts if post.body is body]
        held = [post for post in at_body if folded(post.row["title"] or "") == folded(title)]
        return next((post for post in held if _holds(post.row, body.row, self._on)), held[-1] if held else None)

    def _person(self, row: TaskContent, body: _Body) -> _Person:
        name = row.unit if row.is_collective else row.official
        kind = AssigneeKind.COLLECTIVE if row.is_collective else AssigneeKind.PERSON
        if row.is_collective and body in self._collectives:
            return self._collectives[body]  # whatever its body is called by now
        for person in self._people[folded(name)]:
            if person.row["kind"] == kind.value and any(post.body is body for post in person.posts):
                return person
        self._person_count += 1
        words = {"full_name": name, "folded": folded(name), "sort_name": "", "sort_key": sort_key(name), "rank": ""}
        person = _Person(self._make(Person, code=f"CB-{self._person_count:03d}", kind=kind.value, **words))
        self._people[folded(name)].append(person)
        if row.is_collective:
            self._collectives[body] = person
        return person

    def _join(self, name: str, post: Row) -> None:
        group = self._group(name)
        if (group, post) not in self._members:
            self._make(GroupMember, group_id=group, post_id=post)
            self._members.add((group, post))

    def _group(self, name: str) -> Row:
        """The group of that name in this cycle; one that only rows mention is not declared."""
        group = self._groups.get(folded(name))
        if group is None:
            lists = {"is_declared": False, "has_people_list": True, "has_task_list": True}
            place = {"cycle_id": self._cycle.id, "ordinal": len(self._groups) + 1}
            group = self._make(AssigneeGroup, name=name, note="", **place, **lists)
            self._groups[folded(name)] = group
        return group

    def only_person_named(self, name: str) -> int | None:
        """The key of the one person of that name, once all are settled; None when there is none, or more than one."""
        of_name = [person.row for person in self._people[folded(name)]]
        namesakes = [row for row in of_name if row["kind"] == AssigneeKind.PERSON.value]
        return namesakes[0].id if len(namesakes) == 1 else None


def _describe(person: Row, row: TaskContent) -> None:
    """What the row tells of the person beside the post."""
    person.put(address="" if row.is_collective else row.honorific)
    if row.official and row.official != person["full_name"]:  # the same name in another spelling: a correction
        person.put(full_name=row.official, sort_key=sort_key(row.official, manual=person["sort_name"]))
    person.put(birth_date=row.birth_date or person["birth_date"], rank=row.rank or person["rank"])
    if row.sort_name and row.sort_name != person["sort_name"]:
        person.put(sort_name=row.sort_name, sort_key=sort_key(person["full_name"], manual=row.sort_name))
