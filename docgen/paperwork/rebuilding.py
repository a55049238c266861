"""The registry made again from the shelf, when its database is gone (luu-tru.md, requirement 13).

Knows the order: newest snapshot, journal written since, then what the objects alone tell; a living registry is never
filled over. Writes nothing on the shelf. An interrupted rebuilding is run again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docgen.archive.shelf import Shelf
from docgen.errors import DocgenError, OutsideMissing
from docgen.media.durable import rename_durably
from docgen.messages import tr
from docgen.office import REGISTRY, Office, database_url
from docgen.paperwork.shelf_facts import Entered, ShelfFacts
from docgen.paperwork.shelved_registry import (
    Mark,
    newest_snapshot,
    note_mark,
    snapshot_lines,
    tail_lines,
    tails_after,
)
from registry.errors import ChainBroken
from registry.problems import Problem
from registry.store import Store, open_store
from registry.store.journal import KeptHead, verify_chain
from registry.store.refilling import EMPTY, HALF, LIVING, finish_refilling, holdings, refill
from registry.store.table_text import Difference, RegistryText, differences

Told = Callable[[int, int], None]


class RegistryLives(DocgenError):
    """There is a registry where a new one should be made."""


@dataclass(frozen=True, kw_only=True)
class Lost:
    """What the witness file remembers and the new registry has not: how many entries, from the moment `since` on."""

    entries: int = 0
    since: str = ""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What text on the shelf filled in: the moment of the snapshot ("": there was none), rows, entries, damages."""

    snapshot_at: str = ""
    rows: int = 0
    entries: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """A registry made again. `entered` was known from its objects alone, `problems` are for a person.

    `unlike` are the tables in which it differs from the living registry, None when there was none to compare with.
    """

    url: str
    filled: Filled
    journal: int
    head: str
    entered: tuple[str, ...]
    problems: tuple[Problem, ...]
    lost: Lost
    unlike: tuple[Difference, ...] | None

    @property
    def needs_person(self) -> bool:
        """True when the new registry is not certainly the lost one."""
        return bool(self.problems or self.filled.faults or self.lost.entries or self.unlike)

    def as_row(self) -> dict[str, object]:
        """The JSON document of `docgen archive rebuild`."""
        return {
            "snapshot_at": self.filled.snapshot_at or None,
            "rows": self.filled.rows,
            "entries": self.filled.entries,
            "journal": self.journal,
            "head": self.head,
            "entered": list(self.entered),
            "problems": [problem.as_row() for problem in self.problems],
            "damages": list(self.filled.faults),
            "lost": {"entries": self.lost.entries, "since": self.lost.since or None},
            "unlike": None if self.unlike is None else [each.table for each in self.unlike],
        }


def rebuild(office: Office, into: str = "", *, tell: Told | None = None) -> Rebuilt:
    """Make the registry again in the office's own place, which must be empty, or in the database `into`.

    `into` is a file or a PostgreSQL address; the office itself is then left as it is and, when its registry lives,
    compared with the new one. Raises RegistryLives over a living registry, OutsideMissing without a shelf or without
    anything on it to begin with.
    """
    url = database_url(into) if into else office.database
    is_own, held = url == office.database, holdings(url)
    if held == LIVING:
        raise _lives(is_own)
    shelf, witnessed = _shelf(office), office.witness.heads()
    if is_own:
        _set_torn_log_aside(office)
    filled = _fill(shelf, url, witnessed) if held == EMPTY else Filled()
    store = open_store(url, office.witness.note if is_own else None)
    try:
        lost = _lost(store, witnessed)
        if is_own:
            _settle(office, store, is_new=held != HALF)
        entered = ShelfFacts(office, shelf, store).enter(tell)
        finish_refilling(store.engine)
        return _told(office, store, url, filled, entered, lost)
    finally:
        store.close()


def _lives(is_own: bool) -> RegistryLives:
    if is_own:
        return RegistryLives(
            tr("Sổ của cơ quan đang còn; không dựng lại đè lên nó."),
            advice=tr(
                "Muốn thử thì dựng vào chỗ khác: “docgen archive rebuild --into TỆP.db”. Sổ hỏng thì chuyển "
                "registry.db đi chỗ khác (đừng xóa) rồi chạy lại."
            ),
        )
    return RegistryLives(
        tr("Cơ sở dữ liệu được chỉ không trống."), advice=tr("Chỉ một tệp chưa có, hoặc một cơ sở dữ liệu trống.")
    )


def _shelf(office: Office) -> Shelf:
    """The shelf as a reader sees it: nothing is repaired and nothing is made."""
    if not (office.archive / "0=ocfl_1.1").is_file():
        raise OutsideMissing(
            tr("Không thấy kho lưu trữ {folder}.", folder=office.archive),
            advice=tr("Kiểm tra ổ đĩa của kho đã được gắn chưa, hoặc phục hồi bằng “docgen restore”."),
        )
    return Shelf(office.archive, office.archive.with_name(f"{office.archive.name}.staging"))


def _set_torn_log_aside(office: Office) -> None:
    """A write-ahead log without its database would be taken for the new one's."""
    for suffix in ("-wal", "-shm"):
        path = office.folder / f"{REGISTRY}{suffix}"
        if path.exists() and not (office.folder / REGISTRY).exists():
            number = 1
            while (aside := path.with_name(f"{path.name}.cu-{number}")).exists():
                number += 1
            rename_durably(path, aside)


def _fill(shelf: Shelf, url: str, witnessed: Sequence[KeptHead]) -> Filled:
    snapshot, told = newest_snapshot(shelf)
    faults = list(told)
    tails = tails_after(shelf, snapshot.head.sequence if snapshot else 0, [head.hash for head in witnessed])
    if snapshot is None and not tails:
        raise OutsideMissing(
            tr("Trong kho không có bản chụp sổ nào đọc được. {why}", why=" ".join(faults)).strip(),
            advice=tr("Sửa kho từ bản sao bằng “docgen archive repair”, hoặc phục hồi bằng “docgen restore”."),
        )
    tables = snapshot_lines(shelf, snapshot) if snapshot else ()
    done = refill(url, snapshot.revision if snapshot else "", tables, tail_lines(shelf, tails, faults))
    at = snapshot.at if snapshot else ""
    return Filled(snapshot_at=at, rows=done.rows, entries=done.entries, faults=tuple(faults))


def _lost(store: Store, witnessed: Sequence[KeptHead]) -> Lost:
    """What the witness saw beyond the end of the new journal."""
    with store.reading() as session:
        end = RegistryText(session).head.sequence
    beyond = [head for head in witnessed if (head.sequence or 0) > end]
    if not beyond:
        return Lost()
    return Lost(entries=max(head.sequence or 0 for head in beyond) - end, since=beyond[0].at)


def _settle(office: Office, store: Store, *, is_new: bool) -> None:
    """Let the witness and the mark of the shelf speak of the new journal; the old witness stays beside it."""
    with store.reading() as session:
        text, witnessed = RegistryText(session), office.witness.heads()
        if is_new:
            note_mark(office, Mark(head=text.head, revision=text.revision))
        try:
            verify_chain(session, witnessed)
        except ChainBroken:
            verify_chain(session)  # the chain itself must be whole
            office.witness.begin_again([head for head in witnessed if _is_in(text, head)])


def _is_in(text: RegistryText, head: KeptHead) -> bool:
    return text.entry_hash(head.sequence or 0) == head.hash


def _told(office: Office, store: Store, url: str, filled: Filled, entered: Entered, lost: Lost) -> Rebuilt:
    unlike = None
    with store.reading() as session:
        head = verify_chain(session)
        if url != office.database and holdings(office.database) == LIVING:
            with office.store.reading() as living:
                unlike = differences(RegistryText(living), RegistryText(session))
    return Rebuilt(
        url=url,
        filled=filled,
        journal=head.sequence,
        head=head.hash,
        entered=tuple(entered.done),
        problems=tuple(entered.left),
        lost=lost,
        unlike=unlike,
    )
