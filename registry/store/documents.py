"""Papers in the database: adding drafts, finding them, moving them along their lifecycle.

Knows rows and states; the wording, the files and the moment come from upstairs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import NotFound, RuleBroken
from registry.facts import Official, TaskLine
from registry.labels import DocumentKind, DocumentState, TaskState
from registry.model import AnnexLine, Body, Cycle, Document, PaperFile, Person, Post, Task, search_form
from registry.rules.lifecycle import BINDING_PAPER, FROZEN_PAPER, LIVE_PAPER, is_number_first, move_paper
from registry.store.json_text import canonical
from registry.store.keys import Keys, chunks
from registry.store.new_documents import NewDocument, require_free
from registry.store.row_states import void_row
from registry.store.rows import Row
from registry.store.sealing import add_rows
from registry.store.tasks import find_task, move_tasks
from registry.store.values import DocumentRecord, FileRef, document_record, held_on, official_of


def add_document(session: Session, new: NewDocument) -> None:
    """Enter one paper; see `add_documents`."""
    add_documents(session, [new])


def add_documents(session: Session, news: Sequence[NewDocument]) -> None:
    """Enter papers as drafts with their lines frozen and their files noted.

    Raises Conflict when a live decision already words one of their tasks, a live form or notice already goes to the
    same person about the same paper, or another paper of the kind already sets the same one right: two clerks drafted
    at once. A paper that is to be replaced stands in nobody's way.
    """
    keys = _keys(session, news)
    require_free(session, news, keys)
    cycles = {cycle.year: cycle.id for cycle in session.scalars(select(Cycle))}
    add_rows(session, [row for new in news for row in _rows(new, keys, cycles[new.year])])


def _rows(new: NewDocument, keys: Keys, cycle: int) -> Iterator[Row]:
    """A paper with its lines and files."""
    fixed = {"code": new.code, "kind": new.kind.value, "state": new.state.value}
    fixed |= {"folded": search_form("", new.abstract), "context": canonical(new.context)}
    keyed = {"cycle_id": cycle, "key_generation": new.key_generation}
    paper = Row(Document, {**_said(new, keys), **fixed, **keyed, **_NOT_YET})
    yield paper
    for ordinal, line in enumerate(new.lines, start=1):
        yield Row(AnnexLine, {"document_id": paper, "ordinal": ordinal, **_frozen(new, line, keys)})
    for role, file in new.files.items():
        yield Row(PaperFile, {"document_id": paper, "role": role, **_noted(file)})


_NOT_YET = {"signed_by": "", "reason": "", "replace_reason": "", "object_id": ""}


def rewrite_drafts(session: Session, news: Sequence[NewDocument]) -> None:
    """Replace the wording of papers that are still drafts; their codes stay, because nobody has printed them."""
    keys, drafts = _keys(session, news), _with_lines(session, [new.code for new in news])
    for new in news:
        document = drafts[new.code]
        if DocumentState(document.state) is not DocumentState.DRAFT:
            raise RuleBroken(f"Văn bản {new.code} không còn là dự thảo.", advice="Rút văn bản cũ rồi soạn lại.")
        document.pages = None
        for line in document.lines[len(new.lines) :]:
            session.delete(line)
        _write(document, new, keys)
        for role, file in new.files.items():
            _note(document, role, file)
    session.flush()
    for document in drafts.values():
        session.expire(document, ["lines"])


def _with_lines(session: Session, codes: Sequence[str]) -> dict[str, Document]:
    loaded = selectinload(Document.lines), selectinload(Document.files)
    found: dict[str, Document] = {}
    for some in chunks(codes):
        query = select(Document).where(Document.code.in_(some)).options(*loaded)
        found |= {document.code: document for document in session.scalars(query)}
    return found


def _keys(session: Session, news: Sequence[NewDocument]) -> Keys:
    """The keys of everything the papers name."""
    keys = Keys(session)
    keys.look(Person, {new.person for new in news})
    keys.look(Body, {new.body for new in news})
    keys.look(Task, {line.code for new in news for line in new.lines})
    keys.look(Document, {code for new in news for code in (new.about, new.replaces)})
    return keys


def _write(document: Document, new: NewDocument, keys: Keys) -> None:
    """Whatever a draft says; rewriting it says it anew."""
    for name, value in _said(new, keys).items():
        setattr(document, name, value)
    for ordinal, line in enumerate(new.lines, start=1):
        if ordinal > len(document.lines):
            document.lines.append(AnnexLine(ordinal=ordinal))
        for name, value in _frozen(new, line, keys).items():
            setattr(document.lines[ordinal - 1], name, value)


def _said(new: NewDocument, keys: Keys) -> dict[str, Any]:
    """What a draft says, as columns."""
    return {
        "regime": new.regime.value,
        "symbol": new.symbol,  # the office may have been renamed since the draft was first made
        "variant": new.variant.value,
        "scope": new.scope.value,
        "person_id": keys.of(Person, new.person),
        "body_id": keys.of(Body, new.body),
        "about_id": keys.of(Document, new.about),
        "replaces_id": keys.of(Document, new.replaces),
        "abstract": new.abstract,
        "signatory": new.signatory,
        "order": new.order,
        "template": new.template,
        "template_digest": new.template_digest,
        "input_digest": new.input_digest,
        "context": dict(new.context),
        "made_at": new.made_at.isoformat(timespec="milliseconds"),
    }


def _frozen(new: NewDocument, line: TaskLine, keys: Keys) -> dict[str, Any]:
    """A task as the paper words it, as columns."""
    return {
        "task_id": keys.known(Task, line.code),
        "title": line.title,
        "target": line.target,
        "product": line.product,
        "deadline": line.deadline,
        "deadline_text": line.deadline_text,
        "supervisor": line.supervisor,
        "holder": new.holders.get(line.code, ""),
        "note": line.note,
    }


def _noted(file: FileRef) -> dict[str, Any]:
    return {"path": file.path, "sha256": file.sha256, "size": file.size}


def stands_fast() -> ColumnElement[bool]:
    """Papers whose words stand fast: above a signature, or under a number that was given first."""
    live, frozen = ([state.value for state in states] for states in (LIVE_PAPER, FROZEN_PAPER))
    return or_(Document.state.in_(frozen), and_(Document.state.in_(live), Document.number.is_not(None)))


def documents_of(session: Session, codes: Sequence[str]) -> dict[str, Document]:
    """Papers by their codes; NotFound when one is not there."""
    found: dict[str, Document] = {}
    for some in chunks([code.upper() for code in codes]):
        found |= {each.code: each for each in session.scalars(select(Document).where(Document.code.in_(some)))}
    return {code: found.get(code.upper()) or find_document(session, code) for code in codes}


def find_document(session: Session, code: str) -> Document:
    """The paper of that code; NotFound otherwise."""
    document = session.scalar(select(Document).where(Document.code == code.upper()))
    if document is None:
        raise NotFound(f"Không có văn bản mã {code}.", advice="Xem mã bằng “docgen decisions list”.")
    return document


def known_codes(session: Session, codes: Collection[str]) -> frozenset[str]:
    """Those of the codes that a paper of the office bears, whatever became of it."""
    found = (session.scalars(select(Document.code).where(Document.code.in_(some))) for some in chunks(sorted(codes)))
    return frozenset(code for some in found for code in some)


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
        selectinload(Document.lines).joinedload(AnnexLine.task).joinedload(Task.post),
        selectinload(Document.files),
        joinedload(Document.person).selectinload(Person.posts).joinedload(Post.body).selectinload(Body.names),
        joinedload(Document.body).selectinload(Body.names),
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
    """The addressee in the post of the paper's own tasks, by the names of the paper's day."""
    if document.person is None:
        return None
    day = document.dated or document.signed_on or dt.date.fromisoformat(document.made_at[:10])
    own = (line.task.post for line in document.lines if line.task.post.person_id == document.person_id)
    return official_of(next(own, None) or held_on(document.person, day), day)


def record_of(session: Session, code: str) -> DocumentRecord:
    """One paper; NotFound when there is none of that code."""
    find_document(session, code)
    return document_records(session, codes={code})[0]


@dataclass(frozen=True, kw_only=True)
class FileOfPaper:
    """A file that was made from a paper, and where that paper lies on the shelf ("" while nobody noted it)."""

    document: str
    place: str
    file: FileRef


def files_of_papers(session: Session, role: str, states: Collection[DocumentState]) -> tuple[FileOfPaper, ...]:
    """The files of one role of all papers in these states, in the order of their codes; one question for all."""
    query = (
        select(Document.code, Document.object_id, PaperFile.path, PaperFile.sha256, PaperFile.size)
        .join(PaperFile)
        .where(PaperFile.role == role, Document.state.in_([state.value for state in states]))
        .order_by(Document.code)
    )
    return tuple(
        FileOfPaper(document=code, place=place or "", file=FileRef(path=path, sha256=sha256, size=size))
        for code, place, path, sha256, size in session.execute(query)
    )


def place_of(session: Session, code: str) -> str:
    """Where a paper lies on the shelf, "" while nobody noted it."""
    return session.scalar(select(Document.object_id).where(Document.code == code.upper())) or ""


def note_place(session: Session, code: str, object_id: str) -> None:
    """Note where a paper lies on the shelf; what was noted once stays, whatever mã phông is now (requirement 8)."""
    document = find_document(session, code)
    document.object_id = document.object_id or object_id


def add_file(session: Session, code: str, role: str, file: FileRef) -> None:
    """Note a file made from the paper; a file of the same role is replaced in the record."""
    _note(find_document(session, code), role, file)


def _note(document: Document, role: str, file: FileRef) -> None:
    present = next((row for row in document.files if row.role == role), None)
    if present is None:
        document.files.append(PaperFile(role=role, **_noted(file)))
        return
    present.path, present.sha256, present.size = file.path, file.sha256, file.size


def move(
    session: Session, code: str, target: DocumentState, *, number_first: bool = False, **changes: object
) -> Document:
    """Pass the paper to `target` by the lifecycle table, setting `changes` on its row.

    `number_first` lets a draft take its number before it is printed; what did so keeps that order by itself. The
    number of a paper that is withdrawn is void from then on; its row in the register stays.
    """
    document = pass_on(find_document(session, code), target, number_first=number_first)
    for name, value in changes.items():
        setattr(document, name, value)
    if target is DocumentState.WITHDRAWN and document.number is not None:
        void_row(session, document, document.reason)
    return document


def pass_on(document: Document, target: DocumentState, *, number_first: bool = False) -> Document:
    """Pass a paper at hand to `target` by the lifecycle table."""
    state = DocumentState(document.state)
    is_first = number_first or _is_number_first(document)
    document.state = move_paper(document.code, state, target, number_first=is_first).value
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
    people = joinedload(AnnexLine.task).joinedload(Task.post).joinedload(Post.person)
    query = (
        select(AnnexLine, Document.code)
        .join(Document, Document.id == AnnexLine.document_id)
        .where(Document.kind == DocumentKind.DECISION.value)
        .options(people.selectinload(Person.posts).joinedload(Post.body).selectinload(Body.names))
    )
    stale: set[str] = set()
    for some in chunks(list(codes)):
        for line, code in session.execute(query.where(Document.code.in_(some))):
            if not _says_the_same(line):
                stale.add(code)
    return tuple(sorted(stale))


def _says_the_same(line: AnnexLine) -> bool:
    task = line.task
    now = (task.title, task.target, task.product, task.deadline_text, task.supervisor)
    if (line.title, line.target, line.product, line.deadline_text, line.supervisor) != now:
        return False
    return not line.holder or line.holder in _listings(task.post.person)  # older papers name no holder


def _listings(person: Person) -> set[str]:
    """Everything a list may call the person: by any post, with the body's names of any day."""
    days = {name.valid_from or dt.date.min for post in person.posts for name in post.body.names}
    return {official_of(post, day).as_listed for post in person.posts for day in (*days, dt.date.max)}


def correct_signature(session: Session, code: str, *, signed_on: dt.date, signed_by: str) -> None:
    """Correct who signed a paper and when, as long as the next step has not been taken."""
    document = find_document(session, code)
    if DocumentState(document.state) is not DocumentState.SIGNED:
        raise RuleBroken(f"Văn bản {code} đã có số, không sửa ngày ký được.", advice="Hủy số trước bằng “void”.")
    document.signed_on, document.signed_by = signed_on, signed_by
