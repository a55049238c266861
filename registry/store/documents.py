"""Papers in the database: adding drafts, finding them, moving them along their lifecycle.

Knows rows and states; the wording, the files and the moment come from upstairs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import Conflict, NotFound, RuleBroken
from registry.facts import Official, TaskLine
from registry.labels import DocumentKind, DocumentState, Regime, Scope, TaskState
from registry.model import AnnexLine, Cycle, Document, PaperFile, Person, Post, Task
from registry.rules.lifecycle import BINDING_PAPER, FROZEN_PAPER, LIVE_PAPER, is_number_first, move_paper
from registry.store.row_states import void_row
from registry.store.tasks import find_task, move_tasks
from registry.store.values import DocumentRecord, FileRef, document_record, line_of, official_of


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """One official and the tasks that wait for a decision; `draft` is the paper in the making.

    Tasks wait when they are approved and no signed decision binds them, or when the one that binds them is to be
    replaced.
    """

    official: Official
    lines: tuple[TaskLine, ...]
    draft: DocumentRecord | None
    replaces: str | None = None  # code of the binding decision that the next one takes the place of


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
    """People with tasks that wait for a decision, sorted as official lists are: tên, họ, đệm."""
    query = (
        select(Task)
        .join(Cycle)
        .join(Post)
        .join(Person)
        .where(Cycle.year == year, _waits(), Task.id.not_in(_taken()))
        .options(joinedload(Task.post).joinedload(Post.person), joinedload(Task.post).joinedload(Post.body))
        .order_by(Person.sort_key, Person.id, Task.horizon, Task.id)
    )
    owners: dict[int, list[Task]] = {}
    for task in session.scalars(query):
        owners.setdefault(task.post.person_id, []).append(task)
    replaced, drafts = _to_be_replaced(session), _Drafts(_open_drafts(session, year))
    groups = (group for tasks in owners.values() for group in _by_place(tasks, replaced))
    return tuple(_assignment(tasks, code, drafts) for code, tasks in groups)


_MARKED = and_(
    Document.kind == DocumentKind.DECISION.value,
    Document.state.in_([state.value for state in BINDING_PAPER]),
    Document.replace_reason != "",
)


def _waits() -> ColumnElement[bool]:
    marked = select(AnnexLine.task_id).join(Document).where(_MARKED)
    bound = Task.state.in_([TaskState.ASSIGNED.value, TaskState.PROVEN.value])
    return or_(Task.state == TaskState.APPROVED.value, and_(bound, Task.id.in_(marked)))


def _taken() -> Select[int]:
    """Tasks that a signed decision words which stays."""
    kinds = DocumentKind.DECISION.value
    query = select(AnnexLine.task_id).join(Document).where(Document.kind == kinds, stands_fast())
    return query.where(Document.replace_reason == "")


def stands_fast() -> ColumnElement[bool]:
    """Papers whose words stand fast: above a signature, or under a number that was given first."""
    live, frozen = ([state.value for state in states] for states in (LIVE_PAPER, FROZEN_PAPER))
    return or_(Document.state.in_(frozen), and_(Document.state.in_(live), Document.number.is_not(None)))


def _open_drafts(session: Session, year: int) -> tuple[DocumentRecord, ...]:
    states = {DocumentState.DRAFT, DocumentState.PRINTED}
    records = document_records(session, year=year, kinds={DocumentKind.DECISION}, states=states)
    return tuple(record for record in records if record.number is None)


def _to_be_replaced(session: Session) -> dict[int, str]:
    """Per task the binding decision that another is to take the place of."""
    query = select(AnnexLine.task_id, Document.code).join(Document).where(_MARKED).order_by(Document.id)
    return {row.task_id: row.code for row in session.execute(query)}


def _by_place(tasks: Sequence[Task], replaced: Mapping[int, str]) -> Iterable[tuple[str | None, list[Task]]]:
    """The tasks of one owner, those of one replaced decision together; new tasks go with the first of them."""
    first = next((replaced[task.id] for task in tasks if task.id in replaced), None)
    places: dict[str | None, list[Task]] = {}
    for task in tasks:
        places.setdefault(replaced.get(task.id, first), []).append(task)
    return places.items()


class _Drafts:
    """Drafts in the making, each given to one assignment: the one whose tasks it words."""

    def __init__(self, records: Sequence[DocumentRecord]) -> None:
        self._by_task = {task: record for record in records for task in record.tasks}
        self._given: set[str] = set()

    def of(self, tasks: Sequence[Task], replaces: str | None) -> DocumentRecord | None:
        """The draft that words one of `tasks`, first the one that replaces the same decision."""
        found = {record.code: record for task in tasks if (record := self._by_task.get(task.code))}
        free = [record for record in found.values() if record.code not in self._given]
        free.sort(key=lambda record: record.replaces != replaces)
        if free:
            self._given.add(free[0].code)
        return free[0] if free else None


def _assignment(tasks: Sequence[Task], replaces: str | None, drafts: _Drafts) -> Assignment:
    ordered = sorted(tasks, key=lambda task: (task.horizon, task.id))
    return Assignment(
        official=official_of(tasks[0].post),
        lines=tuple(line_of(task) for task in ordered),
        draft=drafts.of(ordered, replaces),
        replaces=replaces,
    )


def add_document(session: Session, new: NewDocument) -> None:
    """Enter a paper as a draft with its lines frozen.

    Raises Conflict when a live decision already words one of its tasks, or a live form or notice already goes to the
    same person about the same paper: two clerks drafted at once. A paper that is to be replaced stands in nobody's way.
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
        replace_reason="",
        template=new.template,
        template_digest=new.template_digest,
        input_digest=new.input_digest,
        context=dict(new.context),
    )
    session.add(document)
    _freeze_lines(session, document, new.lines)
    session.flush()


def _require_free(session: Session, new: NewDocument) -> None:
    query = select(Document.code).where(Document.kind == new.kind.value, Document.replace_reason == "")
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
    document.replaces_id = _id_of(session, new.replaces)
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
    corrections = corrections_by_paper(session)
    return tuple(document_record(d, _official(d), names, corrections.get(d.id, ())) for d in documents)


def corrections_by_paper(session: Session) -> dict[int, list[str]]:
    """Per document id the numbers of the issued công văn that correct it; there are few, so all are read."""
    query = select(Document.about_id, Document.number_text).where(
        Document.kind == DocumentKind.CORRECTION.value,
        Document.state.in_([state.value for state in BINDING_PAPER]),
    )
    found: dict[int, list[str]] = {}
    for about, number in session.execute(query.order_by(Document.id)):
        if about is not None and number is not None:
            found.setdefault(about, []).append(number)
    return found


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


def move(
    session: Session, code: str, target: DocumentState, *, number_first: bool = False, **changes: object
) -> Document:
    """Pass the paper to `target` by the lifecycle table, setting `changes` on its row.

    `number_first` lets a draft take its number before it is printed; what did so keeps that order by itself. The
    number of a paper that is withdrawn is void from then on; its row in the register stays.
    """
    document = find_document(session, code)
    state = DocumentState(document.state)
    document.state = move_paper(code, state, target, number_first=number_first or _is_number_first(document)).value
    for name, value in changes.items():
        setattr(document, name, value)
    if target is DocumentState.WITHDRAWN and document.number is not None:
        void_row(session, document, document.reason)
    return document


def _is_number_first(document: Document) -> bool:
    state, has_number = DocumentState(document.state), document.number is not None
    return is_number_first(state, has_number=has_number, is_signed=document.signed_on is not None)


def bind_tasks(session: Session, record: DocumentRecord) -> None:
    """An issued decision binds its tasks."""
    if record.kind is DocumentKind.DECISION:
        move_tasks(session, record.tasks, TaskState.ASSIGNED)


def release_tasks(session: Session, record: DocumentRecord) -> None:
    """A recalled or replaced decision lets its tasks wait for a new one; evaluated tasks are beyond recall.

    What its assignee was relieved of for good stays as it is; a suspended task must be resumed or cancelled first.
    """
    for code in record.tasks:
        task = find_task(session, code)
        state = TaskState(task.state)
        if state in {TaskState.ASSIGNED, TaskState.PROVEN}:
            task.state = TaskState.APPROVED.value
        elif state is TaskState.SUSPENDED:
            raise RuleBroken(
                f"Nhiệm vụ {code} đang tạm dừng theo quyết định điều chỉnh.",
                advice="Cho tiếp tục, hủy giao hoặc thu hồi quyết định tạm dừng trước.",
            )
        elif state not in {TaskState.APPROVED, TaskState.TRANSFERRED, TaskState.CANCELLED, TaskState.WITHDRAWN}:
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
    """Correct who signed a paper and when, as long as the next step has not been taken."""
    document = find_document(session, code)
    if DocumentState(document.state) is not DocumentState.SIGNED:
        raise RuleBroken(f"Văn bản {code} đã có số, không sửa ngày ký được.", advice="Hủy số trước bằng “void”.")
    document.signed_on, document.signed_by = signed_on, signed_by
