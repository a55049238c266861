"""Handing a task over: the successor in a post, the task that goes on, and what had been reached (nghiep-vu O6, O7).

Knows rows only; that a decision says so is the caller's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from registry.exchange.rows import TaskContent
from registry.labels import TYPE_NAMES, AssigneeKind, DocumentKind, Horizon, Origin, TaskState
from registry.model import Amendment, AnnexLine, Base, BodyName, Document, Person, Post, Progress, Task
from registry.store.assignees import Assignees
from registry.vietnamese import fold

Row = TypeVar("Row", bound=Base)


def hand_over(session: Session, change: Amendment, document: Document) -> Task:
    """The task as its successor's, bound by `document`; what had been reached stays with the old one."""
    old, told = change.task, change.after
    new = _copied(old, code="", state=TaskState.ASSIGNED.value, origin=Origin.TRANSFERRED.value)
    count = session.scalar(select(func.count()).select_from(Task).where(Task.cycle_id == old.cycle_id)) or 0
    new.code = f"NV-{old.cycle.year}-{count + 1:03d}"
    new.post, new.continues = _post(session, old, told, document), old
    new.indicators = [_copied(indicator, task_id=None) for indicator in old.indicators]
    session.add(new)
    session.flush()
    _bind(session, new, document)
    if told["partial"]:
        session.add(_partial(old, told["partial"], document, at=session.info["writer"]["at"]))
    session.flush()
    return new


def known_address(session: Session, name: str, unit: str) -> str:
    """How a person of that name at that body is addressed; "" when nobody of that name is known there."""
    post = next(iter(_posts_of(session, name, unit)), None)
    return post.person.address if post else ""


def _posts_of(session: Session, name: str, unit: str) -> Sequence[Post]:
    """Posts of people of that name at the body, whichever of its names it is called by; the newest first."""
    bodies = select(BodyName.body_id).where(BodyName.folded == fold(unit))
    query = (
        select(Post)
        .join(Person)
        .where(Person.folded == fold(name), Person.kind == AssigneeKind.PERSON.value, Post.body_id.in_(bodies))
        .order_by(Post.id.desc())
    )
    return session.scalars(query).all()


def _copied(row: Row, **changes: Any) -> Row:
    """A new row with the columns of `row` but its key."""
    names = [column.key for column in inspect(row).mapper.column_attrs if column.key != "id"]
    return type(row)(**{**{name: getattr(row, name) for name in names}, **changes})


def _post(session: Session, old: Task, told: dict[str, Any], document: Document) -> Post:
    """The successor's post: one that is known by person, body and title, else a new one."""
    known = _posts_of(session, told["name"], told["unit"])
    held = next((post for post in known if fold(post.title or "") == fold(told["post"])), None)
    if held is not None:
        return held
    content = TaskContent(
        official=told["name"],
        honorific=told["address"] or (known[0].person.address if known else old.post.person.address or "đồng chí"),
        post=told["post"],
        unit=told["unit"],
        group=old.post.group,
        horizon=Horizon(old.horizon),
        period=old.period,
        title=old.title,
    )
    on = document.issued_on or document.dated
    assert on is not None  # only issued papers take effect
    assignees = Assignees(session, old.cycle, on)
    post = assignees.post_of(content)
    assignees.settle()
    return session.get_one(Post, post.id)


def _bind(session: Session, task: Task, document: Document) -> None:
    """The new task stands in the paper that made it, as every assigned task stands in one."""
    last = session.scalar(select(func.max(AnnexLine.ordinal)).where(AnnexLine.document_id == document.id)) or 0
    session.add(
        AnnexLine(
            document_id=document.id,
            task_id=task.id,
            ordinal=last + 1,
            title=task.title,
            target=task.target,
            product=task.product,
            deadline=task.deadline,
            deadline_text=task.deadline_text,
            supervisor=task.supervisor,
            holder=with_post(task.post),
            note="",
        )
    )


def with_post(post: Post) -> str:
    """The person as papers name them: "đồng chí Ma Văn Đạt, Bí thư Đảng ủy xã Yên Phú"."""
    name = f"{post.person.address} {post.person.full_name}".strip()
    return f"{name}, {post.title}" if post.title else name


def _partial(old: Task, text: str, document: Document, *, at: str) -> Progress:
    kind = TYPE_NAMES[DocumentKind(document.kind)]
    return Progress(
        task_id=old.id,
        on=document.issued_on,
        level="",
        text=text,
        source=f"{kind} số {document.number_text}",
        recorded_at=at,
    )
