"""Papers in the database: adding drafts, finding them, moving them along their lifecycle.

Knows rows and states; the wording, the files and the moment come from upstairs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import Conflict, NotFound, RuleBroken
from registry.facts import Official, TaskLine
from registry.labels import DocumentKind, DocumentState, Regime, Scope, TaskState
from registry.model import AnnexLine, Cycle, Document, PaperFile, Person, Post, Task
from registry.rules.lifecycle import FROZEN_PAPER, LIVE_PAPER, move_paper
from registry.store.tasks import find_task, move_tasks
from registry.store.values import DocumentRecord, FileRef, document_record, line_of, official_of


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """One official and the approved tasks that no signed decision binds yet; `draft` is the paper in the making."""

    official: Official
    lines: tuple[TaskLine, ...]
    draft: DocumentRecord | None
    replaces: str | None = None  # code of the decision that the next one takes the place of


@dataclass(frozen=True, kw_only=True)
class NewDocument:
    """A paper to be entered as a draft."""

    code: str
    kind: DocumentKind
    regime: Regime
    year: int
    person: str | None  # person code
    symbol: str
    abstract: str
    signatory: str
    template: str
    template_digest: str
    input_digest: str
    context: Mapping[str, Any]
    order: int
    key_generation: int
    made_at: dt.datetime
    lines: tuple[TaskLine, ...] = ()
    about: str | None = None
    replaces: str | None = None
    state: DocumentState = DocumentState.DRAFT


def open_assignments(session: Session, year: int) -> tuple[Assignment, ...]:
    """People with approved tasks outside signed decisions, sorted as official lists are: tên, họ, đệm."""
    query = (
        select(Task)
        .join(Cycle)
        .join(Post)
        .join(Person)
        .where(Cycle.year == year, Task.state == TaskState.APPROVED.value, Task.id.not_in(_taken()))
        .options(joinedload(Task.post).joinedload(Post.person), joinedload(Task.post).joinedload(Post.body))
        .order_by(Person.sort_key, Person.id, Task.horizon, Task.id)
    )
    owners: dict[int, list[Task]] = {}
    for task in session.scalars(query):
        owners.setdefault(task.post.person_id, []).append(task)
    drafts = {r.official.code: r for r in _open_drafts(session, year) if r.official}
    replaced = _awaiting_successor(session, year)
    return tuple(_assignment(tasks, drafts, replaced) for tasks in owners.values())


def _taken() -> Select[int]:
    states = [state.value for state in FROZEN_PAPER]
    kinds = DocumentKind.DECISION.value
    return select(AnnexLine.task_id).join(Document).where(Document.kind == kinds, Document.state.in_(states))


def _open_drafts(session: Session, year: int) -> tuple[DocumentRecord, ...]:
    states = {DocumentState.DRAFT, DocumentState.PRINTED}
    return document_records(session, year=year, kinds={DocumentKind.DECISION}, states=states)


def _awaiting_successor(session: Session, year: int) -> dict[str, str]:
    """Per person code the replaced decision whose place no signed one has taken yet."""
    frozen = [state.value for state in FROZEN_PAPER]
    taken = select(Document.replaces_id).where(Document.replaces_id.is_not(None), Document.state.in_(frozen))
    query = (
        select(Person.code.label("person"), Document.code.label("decision"))
        .join(Document, Document.person_id == Person.id)
        .join(Cycle, Cycle.id == Document.cycle_id)
        .where(Cycle.year == year, Document.kind == DocumentKind.DECISION.value)
        .where(Document.state == DocumentState.REPLACED.value, Document.id.not_in(taken))
        .order_by(Document.id)
    )
    return {row.person: row.decision for row in session.execute(query)}


def _assignment(tasks: Sequence[Task], drafts: Mapping[str, DocumentRecord], replaced: Mapping[str, str]) -> Assignment:
    official = official_of(tasks[0].post)
    lines = tuple(line_of(task) for task in sorted(tasks, key=lambda task: (task.horizon, task.id)))
    return Assignment(
        official=official, lines=lines, draft=drafts.get(official.code), replaces=replaced.get(official.code)
    )


def add_document(session: Session, new: NewDocument) -> None:
    """Enter a paper as a draft with its lines frozen.

    Raises Conflict when a live decision already words one of its tasks, or a live form or notice already goes to the
    same person about the same paper: two clerks drafted at once.
    """
    _require_free(session, new)
    cycle = session.scalars(select(Cycle).where(Cycle.year == new.year)).one()
    person = session.scalar(select(Person).where(Person.code == new.person)) if new.person else None
    document = Document(
        code=new.code,
        kind=new.kind.value,
        variant="",
        scope=Scope.PERSON.value,
        regime=new.regime.value,
        state=new.state.value,
        cycle_id=cycle.id,
        person_id=person.id if person else None,
        about_id=_id_of(session, new.about),
        replaces_id=_id_of(session, new.replaces),
        symbol=new.symbol,
        abstract=new.abstract,
        signatory=new.signatory,
        order=new.order,
        key_generation=new.key_generation,
        made_at=new.made_at.isoformat(timespec="milliseconds"),
        signed_by="",
        reason="",
        template=new.template,
        template_digest=new.template_digest,
        input_digest=new.input_digest,
        context=dict(new.context),
    )
    session.add(document)
    _freeze_lines(session, document, new.lines)
    session.flush()


def _require_free(session: Session, new: NewDocument) -> None:
    query = select(Document.code).where(Document.kind == new.kind.value)
    query = query.where(Document.state.in_([state.value for state in LIVE_PAPER]))
    if new.kind is DocumentKind.DECISION:
        query = query.join(AnnexLine).join(Task).where(Task.code.in_([line.code for line in new.lines]))
    elif new.kind in {DocumentKind.SELF_ASSESSMENT, DocumentKind.RESULT_NOTICE}:
        query = query.join(Person, Person.id == Document.person_id).where(Person.code == new.person)
        query = query.where(Document.about_id == _id_of(session, new.about))
    else:
        return
    other = session.scalars(query).first()
    if other is not None:
        raise Conflict(
            f"{new.kind.label} {other} vừa được soạn cho cùng việc, lệnh này chưa ghi gì.", advice="Chạy lại lệnh."
        )


def rewrite_draft(session: Session, code: str, new: NewDocument) -> None:
    """Replace the wording of a paper that is still a draft; its code stays, because nobody has printed it."""
    document = find_document(session, code)
    if DocumentState(document.state) is not DocumentState.DRAFT:
        raise RuleBroken(f"Văn bản {code} không còn là dự thảo.", advice="Rút văn bản cũ rồi soạn lại.")
    document.abstract, document.signatory, document.order = new.abstract, new.signatory, new.order
    document.template, document.template_digest = new.template, new.template_digest
    document.input_digest, document.context, document.pages = new.input_digest, dict(new.context), None
    document.made_at = new.made_at.isoformat(timespec="milliseconds")
    for line in document.lines:
        session.delete(line)
    session.flush()
    session.expire(document, ["lines"])
    _freeze_lines(session, document, new.lines)
    session.flush()


def _freeze_lines(session: Session, document: Document, lines: Sequence[TaskLine]) -> None:
    for ordinal, line in enumerate(lines, start=1):
        document.lines.append(
            AnnexLine(
                task_id=find_task(session, line.code).id,
                ordinal=ordinal,
                title=line.title,
                target=line.target,
                product=line.product,
                deadline=line.deadline,
                deadline_text=line.deadline_text,
                supervisor=line.supervisor,
                holder="",
                note=line.note,
            )
        )


def _id_of(session: Session, code: str | None) -> int | None:
    return find_document(session, code).id if code else None


def find_document(session: Session, code: str) -> Document:
    """The paper of that code; NotFound otherwise."""
    document = session.scalar(select(Document).where(Document.code == code.upper()))
    if document is None:
        raise NotFound(f"Không có văn bản mã {code}.", advice="Xem mã bằng “docgen decisions list”.")
    return document


def document_records(
    session: Session,
    *,
    year: int | None = None,
    kinds: Collection[DocumentKind] = (),
    states: Collection[DocumentState] = (),
    codes: Collection[str] = (),
) -> tuple[DocumentRecord, ...]:
    """Papers in signing order; an empty filter lets everything through."""
    query = select(Document).options(
        selectinload(Document.lines).joinedload(AnnexLine.task),
        selectinload(Document.files),
        joinedload(Document.person).selectinload(Person.posts).joinedload(Post.body),
    )
    if year is not None:
        query = query.join(Cycle).where(Cycle.year == year)
    if kinds:
        query = query.where(Document.kind.in_([kind.value for kind in kinds]))
    if states:
        query = query.where(Document.state.in_([state.value for state in states]))
    if codes:
        query = query.where(Document.code.in_([code.upper() for code in codes]))
    documents = list(session.scalars(query.order_by(Document.kind, Document.order, Document.id)))
    pointed = {i for d in documents for i in (d.about_id, d.replaces_id) if i}
    rows = session.execute(select(Document.id, Document.code).where(Document.id.in_(pointed)))
    names = {row.id: row.code for row in rows}
    return tuple(document_record(document, _official(document), names) for document in documents)


def _official(document: Document) -> Official | None:
    return official_of(document.person.posts[-1]) if document.person else None


def record_of(session: Session, code: str) -> DocumentRecord:
    """One paper; NotFound when there is none of that code."""
    find_document(session, code)
    return document_records(session, codes={code})[0]


def add_file(session: Session, code: str, role: str, file: FileRef) -> None:
    """Note a file made from the paper; a file of the same role is replaced in the record."""
    document = find_document(session, code)
    present = next((row for row in document.files if row.role == role), None)
    if present is None:
        document.files.append(PaperFile(role=role, path=file.path, sha256=file.sha256, size=file.size))
        return
    present.path, present.sha256, present.size = file.path, file.sha256, file.size


def move(session: Session, code: str, target: DocumentState, **changes: object) -> Document:
    """Pass the paper to `target` by the lifecycle table, setting `changes` on its row."""
    document = find_document(session, code)
    document.state = move_paper(code, DocumentState(document.state), target).value
    for name, value in changes.items():
        setattr(document, name, value)
    return document


def bind_tasks(session: Session, record: DocumentRecord) -> None:
    """An issued decision binds its tasks."""
    if record.kind is DocumentKind.DECISION:
        move_tasks(session, record.tasks, TaskState.ASSIGNED)


def release_tasks(session: Session, record: DocumentRecord) -> None:
    """A recalled or replaced decision lets its tasks wait for a new one; evaluated tasks are beyond recall."""
    for code in record.tasks:
        task = find_task(session, code)
        if TaskState(task.state) in {TaskState.ASSIGNED, TaskState.PROVEN}:
            task.state = TaskState.APPROVED.value
        elif TaskState(task.state) is not TaskState.APPROVED:
            raise RuleBroken(
                f"Nhiệm vụ {code} đã có kết quả đánh giá, không thu hồi quyết định giao được nữa.",
                advice="Điều chỉnh kết quả bằng thông báo mới thay thế.",
            )


def stale_drafts(session: Session, codes: Collection[str]) -> tuple[str, ...]:
    """Codes of decisions whose frozen lines no longer say what their tasks say now: redraft before printing."""
    same = (
        AnnexLine.title == Task.title,
        AnnexLine.target == Task.target,
        AnnexLine.product == Task.product,
        AnnexLine.deadline_text == Task.deadline_text,
        AnnexLine.supervisor == Task.supervisor,
    )
    query = (
        select(Document.code)
        .join(AnnexLine, AnnexLine.document_id == Document.id)
        .join(Task, Task.id == AnnexLine.task_id)
        .where(Document.kind == DocumentKind.DECISION.value, Document.code.in_(list(codes)), ~and_(*same))
        .distinct()
    )
    return tuple(session.scalars(query.order_by(Document.code)))


def correct_signature(session: Session, code: str, *, signed_on: dt.date, signed_by: str) -> None:
    """Correct who signed a paper and when, as long as it has no number."""
    document = find_document(session, code)
    if DocumentState(document.state) is not DocumentState.SIGNED:
        raise RuleBroken(f"Văn bản {code} đã có số, không sửa ngày ký được.", advice="Hủy số trước bằng “void”.")
    document.signed_on, document.signed_by = signed_on, signed_by
