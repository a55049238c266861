"""What the shelf alone knows: papers and received files that lie there and that a rebuilt registry does not have.

A paper goes on the shelf before its record, and the journal goes there after it, so the last errand before a loss may
be known from its objects alone: the data of an issued paper, the note beside received bytes, the verdicts on their
signatures. Knows how each is entered again, through the same doors as the first time; writes nothing on the shelf.
What it cannot enter is told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from docgen.archive.shelf import Shelf
from docgen.errors import ShelfDamaged
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.files import ISSUED
from docgen.paperwork.filing import ARRIVAL
from docgen.paperwork.founding import founding
from docgen.paperwork.shelfmarks import document_urn
from docgen.paperwork.shelved_registry import is_of_registry
from registry.errors import NotFound, RegistryError
from registry.labels import DocumentState, Outcome, SignatureState
from registry.problems import Place, Problem
from registry.rules.lifecycle import waits_for
from registry.store import Store
from registry.store.documents import add_file, document_records, move, note_place, record_of
from registry.store.dossier_filling import settle_place
from registry.store.effects import take_effect
from registry.store.proving import settle_signed
from registry.store.received import NewFile, PageProof, files_by_outcome, received_file, record_file, settle_earlier
from registry.store.values import FileRef
from registry.store.verdicts import add_verdict, all_verdicts

ISSUE_DATA, ISSUE_WORD = "phat-hanh/du-lieu.json", "phat-hanh/vb.docx"
_ARRIVAL = re.compile(rf"nhan/[0-9a-f]{{16}}/{re.escape(ARRIVAL)}")
_VERDICT = re.compile(r"nhan/([0-9a-f]{16})/chu-ky-(\d+)\.json")
Told = Callable[[int, int], None]


@dataclass(kw_only=True)
class Entered:
    """What was entered again from its object alone, one sentence each, and what a person must look at."""

    done: list[str] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)


class ShelfFacts:
    """Compares the shelf with one registry, object by object, and enters what is missing there."""

    def __init__(self, office: Office, shelf: Shelf, store: Store) -> None:
        self._office, self._shelf, self._store = office, shelf, store
        self._entered = Entered()
        with store.reading() as session:
            self._received = {file.sha256[:16]: file for file in files_by_outcome(session, ())}
            self._papers = {record.code: record for record in document_records(session)}
            self._verdicts: dict[str, int] = {}
            for verdict in all_verdicts(session):
                self._verdicts[verdict.sha256[:16]] = verdict.revision

    def enter(self, tell: Told | None = None) -> Entered:
        """Enter what is missing; running it again finds nothing more."""
        objects = [object_id for object_id in self._shelf.objects() if not is_of_registry(object_id)]
        for number, object_id in enumerate(objects, start=1):
            try:
                self._enter_object(object_id)
            except (RegistryError, ShelfDamaged) as error:
                self._leave("shelf-object-left", object_id, error.message)
            if tell:
                tell(number, len(objects))
        return self._entered

    def _enter_object(self, object_id: str) -> None:
        paths = self._shelf.paths(object_id)
        if ISSUE_DATA in paths:
            self._issue(object_id)
        for path in sorted(paths):
            if _ARRIVAL.fullmatch(path) and path.split("/")[1] not in self._received:
                self._arrive(object_id, path, paths)
        told = [(found[1], int(found[2]), path) for path in paths if (found := _VERDICT.fullmatch(path))]
        for short, revision, path in sorted(told):
            if revision > self._verdicts.get(short, 0):
                self._judge(object_id, short, revision, path)

    def _issue(self, object_id: str) -> None:
        """An issued paper whose record was not written, or not kept: it is issued, as the shelf says."""
        data = self._json(object_id, ISSUE_DATA)
        code = str(data.get("document", ""))
        record = self._papers.get(code)
        if record is None:
            if code and code not in self._papers:
                told = tr("Văn bản {code} số {number} chỉ còn trên kho.", code=code, number=data.get("number_text"))
                self._leave("paper-only-on-shelf", object_id, told)
            return
        is_same = record.number_text == data.get("number_text")
        if not is_same or not waits_for(record.state, DocumentState.ISSUED, number_first=record.number_first):
            return
        word = self._shelf.read(object_id, ISSUE_WORD)
        path = PurePosixPath(self._office.settings.folders.output, ISSUED, f"{code}.docx")
        file = FileRef(path=path.as_posix(), sha256=hashlib.sha256(word).hexdigest(), size=len(word))
        day = dt.date.fromisoformat(data["issued_on"])
        with self._changing() as session:
            move(session, code, DocumentState.ISSUED, issued_on=day)
            note_place(session, code, object_id)
            add_file(session, code, "issued", file)
            take_effect(session, record)
        self._entered.done.append(tr("{code}: đã ban hành, theo tệp trên kho.", code=code))

    def _arrive(self, object_id: str, path: str, paths: Mapping[str, str]) -> None:
        """A received file without its record: entered as it was found when it came."""
        facts = self._json(object_id, path)
        folder = path.rsplit("/", 1)[0]
        bytes_path = next(each for each in paths if each.startswith(f"{folder}/tep"))
        stored = self._office.noted(self._shelf.stored_path(object_id, bytes_path))
        outcome, at = Outcome(facts["outcome"]), self._shelved_at(object_id, path)
        is_form = facts["kind"] == "form" and outcome is Outcome.FILED
        new = NewFile(
            sha256=facts["sha256"],
            size=facts["size"],
            kind=facts["kind"],
            outcome=Outcome.REVIEW if is_form else outcome,
            problems=facts["problems"],
            documents=facts["documents"],
            object_id=object_id,
            stored_path=stored,
            pages=[PageProof(**page) for page in facts["pages"]],
        )
        with self._changing() as session:
            record_file(session, new, name=PurePosixPath(bytes_path).name, at=at)
            for code in [] if is_form else _filed(facts["documents"]):
                settle_signed(session, record_of(session, code), new.sha256, at)
                settle_place(session, code, document_urn(self._office, code), founding(self._office))
                settle_earlier(session, code)
        with self._store.reading() as session:
            file = received_file(session, new.sha256)
        if file is not None:
            self._received[new.sha256[:16]] = file
        self._entered.done.append(tr("Tệp {sha}: ghi lại theo kho.", sha=new.sha256[:12]))
        if is_form:
            told = tr(
                "Phiếu tự đánh giá này chỉ còn trên kho: thả lại tệp {file} vào thư mục nhận.", file=new.stored_path
            )
            self._leave("form-only-on-shelf", object_id, told)

    def _judge(self, object_id: str, short: str, revision: int, path: str) -> None:
        """A verdict on signatures that the registry does not have, put after those it has."""
        evidence, file = self._json(object_id, path), self._received.get(short)
        if file is None:
            raise NotFound(tr("Kết quả kiểm tra chữ ký {path} không có tệp đi cùng.", path=path))
        with self._changing() as session:
            add_verdict(session, file.sha256, SignatureState(evidence["state"]), evidence)
        self._verdicts[short] = revision
        self._entered.done.append(tr("Tệp {sha}: ghi lại kết quả kiểm tra chữ ký.", sha=file.sha256[:12]))

    def _changing(self) -> Any:
        now = self._office.clock.now()
        return self._store.changing(actor=self._office.actor, at=now, reason=tr("dựng lại sổ từ kho"))

    def _json(self, object_id: str, path: str) -> dict[str, Any]:
        value = json.loads(self._shelf.read(object_id, path))
        return value if isinstance(value, dict) else {}

    def _shelved_at(self, object_id: str, path: str) -> dt.datetime:
        """When a file came on the shelf: the first version that holds it."""
        return next(version.created for version in self._shelf.versions(object_id) if path in version.state)

    def _leave(self, code: str, object_id: str, message: str) -> None:
        self._entered.left.append(Problem(code=code, message=message, place=Place(part=object_id)))


def _filed(documents: Sequence[Mapping[str, Any]]) -> list[str]:
    return [str(row["document"]) for row in documents if row["outcome"] == Outcome.FILED.value]
