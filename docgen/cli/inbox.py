"""`docgen inbox`: returned papers."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import click

from docgen.cli.door import Door, guarded, json_option, look, pass_door, put_json, reason_option
from docgen.errors import UsageError
from docgen.intake.outcome import FileOutcome
from docgen.messages import tr
from docgen.messages.showing import visible
from docgen.workflows.review_inbox import (
    Before,
    Evidence,
    accept_file,
    clear_file,
    evidence_of,
    laid_before,
    reject_file,
)
from docgen.workflows.take_inbox import take_inbox, watch_inbox
from registry.labels import Outcome

Row = Mapping[str, Any]  # a stored JSON row
SHOWN_SMOOTH = 12
NAMELESS = frozenset(
    {
        "file-archive",
        "file-disk",
        "file-empty",
        "file-encrypted",
        "file-incomplete",
        "file-legacy",
        "file-many-pages",
        "file-poisonous",
        "file-secret",
        "file-too-large",
        "file-unknown",
        "file-unsigned",
        "file-workbook",
    }
)
"""Problems whose sentences repeat no name of a file and tell of no person (luu-tru.md, requirement 54)."""


@click.group()
def inbox() -> None:
    """Văn bản trả về: nhận một lượt, trông thư mục, xem và quyết các tệp chờ."""


@inbox.command()
@json_option
@pass_door
@guarded
def run(door: Door, as_json: bool) -> None:
    """Nhận một lượt mọi tệp đang nằm trong thư mục nhận."""

    def tell(name: str, done: int, total: int) -> None:
        door.progress(tr("Đọc {name}", name=visible(name)))(done, total)

    outcomes = take_inbox(door.office(), progress=tell)
    if as_json:
        put_json([outcome.as_row() for outcome in outcomes])
    show_outcomes(door, outcomes)
    look(any(outcome.needs_person for outcome in outcomes))


@inbox.command()
@pass_door
@guarded
def watch(door: Door) -> None:
    """Trông thư mục nhận cho đến khi bấm Ctrl+C."""
    office = door.office()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service that is stopped ends like Ctrl+C
    door.say(tr("Đang trông {folder}. Bấm Ctrl+C để dừng.", folder=office.inbox))

    def tell_queue(count: int) -> None:
        door.say(tr("Thấy {count} tệp trong thư mục nhận, đang nhận lần lượt.", count=count))

    try:
        watch_inbox(
            office,
            lambda outcomes: tell_watched(door, outcomes),
            every=office.settings.inbox.rescan_seconds,
            tell_queue=tell_queue,
        )
    except KeyboardInterrupt:
        door.say(tr("Đã dừng trông thư mục nhận."))


def show_outcomes(door: Door, outcomes: Sequence[FileOutcome]) -> None:
    """One line per file, one per document that did not simply file itself, and the reasons."""
    if not outcomes:
        door.say(tr("Thư mục nhận không có tệp nào."))
    smooth = [outcome for outcome in outcomes if outcome.outcome is Outcome.FILED and not outcome.problems]
    if len(smooth) > SHOWN_SMOOTH:
        door.say(tr("{count} tệp đã tự lưu, không có gì phải xem.", count=len(smooth)))
    for outcome in outcomes:
        if len(smooth) > SHOWN_SMOOTH and outcome in smooth:
            continue
        door.say(f"{visible(outcome.file)}: {outcome.outcome.label}{_documents(outcome)} [{outcome.sha256[:12]}]")
        door.problems(outcome.problems)
        for document in outcome.documents:
            if document.problems != outcome.problems:  # of one that was filed these are notes
                door.problems(document.problems)


def tell_watched(door: Door, outcomes: Sequence[FileOutcome]) -> None:
    """As `show_outcomes` before a person; where nobody looks, as a service, what is said is a log and names nobody."""
    if door.console.is_terminal:
        show_outcomes(door, outcomes)
        return
    for outcome in outcomes:
        what = outcome.sha256[:12] or tr("còn trong thư mục nhận")
        told = tr("Tệp [{what}]: {outcome}", what=what, outcome=outcome.outcome.label)
        door.say(f"{told}{_documents(outcome)}")
        for problem in dict.fromkeys((*outcome.problems, *(p for row in outcome.documents for p in row.problems))):
            door.say(f"  {problem.code}: {problem.message}" if problem.code in NAMELESS else f"  {problem.code}")


def _documents(outcome: FileOutcome) -> str:
    """How many of the documents in a file ended how, after its own outcome."""
    counts = Counter(document.outcome for document in outcome.documents)
    said = ", ".join(f"{number} {kind.label}" for kind, number in counts.items())
    return tr(" – văn bản: {said}", said=said) if said else ""


@inbox.command()
@json_option
@pass_door
@guarded
def review(door: Door, as_json: bool) -> None:
    """Các tệp đang chờ người xem: lý do, ảnh trang đáng ngờ, ba văn bản có thể là nó."""
    office = door.office()
    waiting = laid_before(office)
    if as_json:
        put_json([_waiting_row(before) for before in waiting])
        return
    for before in waiting:
        _show_waiting(door, before)
    if not waiting:
        door.say(tr("Không có tệp nào chờ."))


@inbox.command()
@click.argument("sha256")
@json_option
@pass_door
@guarded
def show(door: Door, sha256: str, as_json: bool) -> None:
    """Một tệp đã nhận: vì sao tệp được lưu, chờ hay bị từ chối, từng việc đã làm và ai quyết."""
    found = evidence_of(door.office(), sha256)
    file = found.before.file
    if as_json:
        put_json(_evidence_row(found))
        return
    _show_waiting(door, found.before)
    intact = tr("nguyên vẹn") if found.is_unchanged else tr("ĐÃ KHÁC hoặc không còn")
    door.say(tr("    dấu băm {sha}: {state}", sha=file.sha256, state=intact))
    door.say(tr("    đã đến với tên: {names}", names=", ".join(map(visible, file.names))))
    for row in file.documents:
        proof = [str(each.position) for each in file.pages if each.document == row["document"]]
        pages = tr(", trang {pages} của tệp", pages=", ".join(proof)) if proof else ""
        door.say(f"    {row['document']}: {Outcome(row['outcome']).label}{pages}")
    for dossier in found.dossiers:
        door.say(tr("    hồ sơ {code}: {standing}", code=dossier.code, standing=dossier.standing))
    for verdict in found.verdicts:
        door.say(tr("    chữ ký số, xét lúc {at}: {state}", at=verdict["checked_at"], state=verdict["label"]))
        for reason in verdict["reasons"]:
            door.say(f"      {reason}")
    if file.decided_by:
        door.say(tr("    {who} quyết: {reason}", who=file.decided_by, reason=file.reason))
    for deed in found.deeds:
        change = ", ".join(f"{name} {deed.before.get(name, '–')} → {value}" for name, value in deed.after.items())
        door.say(f"    {deed.sequence}. {deed.at} {deed.actor}: {deed.reason} [{deed.entity} {deed.key}] {change}")


def _show_waiting(door: Door, before: Before) -> None:
    file = before.file
    door.say(f"{file.sha256[:12]}  {visible(file.names[0])}: {file.outcome.label}")
    for reason in dict.fromkeys(_reason(problem) for problem in _problems_of(file.problems, file.documents)):
        door.say(f"    {reason}")
    for candidate in before.candidates:
        why = "; ".join(candidate.reasons)
        door.say(tr("    có thể là {code} {title}: {why}", code=candidate.document, title=candidate.title, why=why))
    for change in before.differences:
        words = {"printed": change.printed or "–", "returned": change.returned or "–"}
        door.say(
            tr(
                "    khác bản in {code}, trang {n}: bản in “{printed}”; tệp về “{returned}”",
                code=before.compared_with,
                n=change.page,
                **words,
            )
        )
    for picture in before.pictures:
        door.say(tr("    ảnh trang: {path}", path=picture))
    if before.uncleared:
        pages = ", ".join(map(str, before.uncleared))
        door.say(
            tr(
                "    trang {pages} không mang mã của cơ quan nên chưa giữ ảnh nào: mở chính tệp mà xem; không có dấu "
                "mật thì “docgen inbox clear {sha}”, có thì “docgen inbox reject {sha}” và báo người phụ trách bí mật "
                "nhà nước",
                pages=pages,
                sha=file.sha256[:12],
            )
        )
    door.say(tr("    tệp: {path}", path=file.stored_path))


def _waiting_row(before: Before) -> Row:
    file = before.file
    return {
        "sha256": file.sha256,
        "file": file.names[0],
        "outcome": file.outcome.value,
        "problems": list(file.problems),
        "documents": [row for row in file.documents if row["outcome"] != Outcome.FILED.value],
        "stored_path": file.stored_path,
        "candidates": [candidate.as_row() for candidate in before.candidates],
        "pictures": [str(path) for path in before.pictures],
        "uncleared": list(before.uncleared),
        "compared_with": before.compared_with,
        "differences": [change.as_row() for change in before.differences],
    }


def _evidence_row(found: Evidence) -> Row:
    file = found.before.file
    return {
        **_waiting_row(found.before),
        "names": list(file.names),
        "kind": file.kind,
        "documents": list(file.documents),
        "pages": [{"document": page.document, "page": page.page, "file_page": page.position} for page in file.pages],
        "unchanged": found.is_unchanged,
        "dossiers": [dossier.as_row() for dossier in found.dossiers],
        "signatures": list(found.verdicts),
        "decided_by": file.decided_by,
        "reason": file.reason,
        "deeds": [deed.as_row() for deed in found.deeds],
    }


def _problems_of(own: Sequence[Row], documents: Sequence[Row]) -> list[Row]:
    """The problems of a file and of the documents in it, as stored."""
    return [*own, *(problem for document in documents for problem in document["problems"])]


def _reason(problem: Row) -> str:
    """A stored problem as a line: its place, then its sentence."""
    page = tr("trang {page}", page=problem["page"]) if problem.get("page") else ""
    place = ", ".join(part for part in (page, str(problem.get("part", ""))) if part)
    return f"{place}: {problem['message']}" if place else str(problem["message"])


@inbox.command()
@click.argument("sha256")
@reason_option
@pass_door
@guarded
def clear(door: Door, sha256: str, reason: str) -> None:
    """Cho giữ ảnh trang của một tệp đang chờ: đã mở tệp, chính mắt thấy không có dấu chỉ độ mật."""
    before = clear_file(door.office(), sha256, reason=reason)
    door.say(tr("Đã ghi: đã xem {name}, không có dấu mật.", name=visible(before.file.names[0])))
    _show_waiting(door, before)


@inbox.command()
@click.argument("sha256")
@click.option("--page", "pages", multiple=True, help="MÃ_VĂN_BẢN:TRANG=TRANG_TỆP, lặp lại được: nhận trang đó của tệp.")
@reason_option
@pass_door
@guarded
def accept(door: Door, sha256: str, pages: tuple[str, ...], reason: str) -> None:
    """Nhận một tệp đang chờ, với lý do; có thể chỉ rõ trang nào của văn bản nào."""
    file = accept_file(door.office(), sha256, reason=reason, pages=_places(pages))
    if file.outcome is not Outcome.FILED:
        told = tr("Đã ghi ý kiến thứ nhất; phiếu đã lưu còn nguyên cho đến khi người thứ hai chạy lại lệnh này.")
        door.say(told)
        return
    door.say(tr("Đã nhận {name}: {reason}", name=visible(file.names[0]), reason=reason))


@inbox.command()
@click.argument("sha256")
@reason_option
@pass_door
@guarded
def reject(door: Door, sha256: str, reason: str) -> None:
    """Không nhận một tệp đang chờ, với lý do; tệp vẫn được giữ làm bằng chứng."""
    file = reject_file(door.office(), sha256, reason=reason)
    door.say(tr("Không nhận {name}: {reason}", name=visible(file.names[0]), reason=reason))


def _places(words: tuple[str, ...]) -> dict[str, dict[int, int]]:
    places: dict[str, dict[int, int]] = {}
    for word in words:
        document, _, rest = word.partition(":")
        page, _, position = rest.partition("=")
        if not (page.isdigit() and position.isdigit()):
            raise UsageError(tr("Không hiểu “{word}”.", word=word), advice=tr("Viết như 7A3C91E2:1=5."))
        places.setdefault(document.upper(), {})[int(page)] = int(position)
    return places
