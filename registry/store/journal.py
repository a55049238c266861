"""The chain of the journal: what an entry's hash covers, and the proof that no entry was changed since.

Knows entries as rows; does not know how changes become entries (`registry.store.sealing`). The proof reads the rows
one after another and keeps none of them. Whoever can rewrite the whole database can rewrite the chain, its last hash
with it: only a head kept outside tells, and the proof takes any number of them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import LargeBinary, Text, cast, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from registry.errors import ChainBroken
from registry.model import JournalEntry, JournalHead
from registry.store.json_text import canonical

START = "0" * 64
ROWS_AT_ONCE = 5000
_ADVICE = "Giữ nguyên tệp dữ liệu, báo người quản trị; khôi phục từ bản sao lưu gần nhất."
_quoted = json.encoder.encode_basestring  # what `json.dumps` calls for a text, a third of its price
_decode = json.JSONDecoder().raw_decode
COVERED = ("sequence", "at", "actor", "action", "entity", "entity_key", "before", "after", "reason", "previous")
"""Columns an entry's hash covers, in the order `entry_text` takes them."""
_COLUMNS = (
    JournalEntry.sequence,
    JournalEntry.at,
    JournalEntry.actor,
    JournalEntry.action,
    JournalEntry.entity,
    JournalEntry.entity_key,
    cast(JournalEntry.before, Text),
    cast(JournalEntry.after, Text),
    JournalEntry.reason,
    JournalEntry.previous,
    JournalEntry.hash,
)
Told = Callable[[int, int], None]


class Head(NamedTuple):
    """Where a chain ends: number and hash of its last entry."""

    sequence: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class KeptHead:
    """A head somebody kept outside the database: its hash or the first letters of it, None when no number was kept.

    `place` says where and `at` when, for the message.
    """

    hash: str
    sequence: int | None
    place: str
    at: str = ""


def entry_text(
    sequence: int,
    at: str,
    actor: str,
    action: str,
    entity: str,
    key: str,
    before: str,
    after: str,
    reason: str,
    previous: str,
) -> str:
    """What an entry's hash covers: its canonical JSON without the hash; `before` and `after` are JSON already."""
    return (
        f'{{"action":{_quoted(action)},"actor":{_quoted(actor)},"after":{after},"at":{_quoted(at)},'
        f'"before":{before},"entity":{_quoted(entity)},"entity_key":{_quoted(key)},'
        f'"previous":{_quoted(previous)},"reason":{_quoted(reason)},"sequence":{sequence}}}'
    )


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256 hex of an entry given with its values, as `dump_journal` lists it."""
    plain = {**entry, "before": canonical(entry["before"]), "after": canonical(entry["after"])}
    return digest(entry_text(*(plain[column] for column in COVERED)))


def digest(text: str) -> str:
    """SHA-256 hex of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def verify_chain(session: Session, kept: Iterable[KeptHead] = (), *, tell: Told | None = None) -> Head:
    """Walk the journal from its first entry; where it ends. `tell` hears how many of how many entries are proved.

    Raises ChainBroken naming the first entry that was changed, taken out or put in, also when the end was cut off
    and one of the `kept` heads lies beyond it or is not in the chain.
    """
    return _Proof(session, kept, tell).walk()


class _Proof:
    """One walk along the chain."""

    def __init__(self, session: Session, kept: Iterable[KeptHead], tell: Told | None) -> None:
        self._session, self._tell = session, tell
        self._numbered: dict[int, list[KeptHead]] = defaultdict(list)
        self._unnumbered: list[KeptHead] = []
        for head in kept:
            (self._unnumbered if head.sequence is None else self._numbered[head.sequence]).append(head)
        self._stored = self._stored_head()

    def _stored_head(self) -> Head:
        rows = self._session.execute(select(JournalHead.sequence, JournalHead.hash)).all()
        if len(rows) != 1:
            raise ChainBroken(f"Sổ không còn ghi nhật ký kết thúc ở đâu ({len(rows)} dòng).", advice=_ADVICE)
        return Head(rows[0].sequence, rows[0].hash)

    def walk(self) -> Head:
        """Prove entry after entry, then the end."""
        count, previous = 0, START
        with closing(self._rows()) as rows:
            for row in rows:
                count += 1
                if row[0] != count or row[9] != previous or not _is_sealed(row):
                    raise _broken(row, count, previous)
                previous = row[10]
                if count in self._numbered or self._unnumbered:
                    self._compare(row)
                if self._tell and count % ROWS_AT_ONCE == 0:
                    self._tell(count, self._stored.sequence)
        self._require_end(count, previous)
        if self._tell and count >= ROWS_AT_ONCE:
            self._tell(count, count)
        return Head(count, previous)

    def _rows(self) -> Generator[Sequence[Any], None, None]:
        query, done = select(*_COLUMNS).order_by(JournalEntry.sequence), 0
        connection = self._session.connection()
        try:
            with connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
                for row in rows:
                    yield row
                    done += 1
        except OperationalError as error:
            if hasattr(error.orig, "sqlite_errorcode") or hasattr(error.orig, "sqlstate"):
                raise
            raise self._unreadable(done) from error

    def _unreadable(self, done: int) -> ChainBroken:
        """The first entry after `done` whose bytes are no text any more; SQLite's driver says it without a code."""
        later = select(JournalEntry.sequence).where(JournalEntry.sequence > done).order_by(JournalEntry.sequence)
        sequence = next(each for each in self._session.scalars(later).all() if not self._is_readable(each))
        raw = [cast(_COLUMNS[column], LargeBinary) for column in (1, 4, 5)]
        row = self._session.execute(select(*raw).where(JournalEntry.sequence == sequence)).one()
        words = [str(value, "utf-8", "replace") for value in row]
        return _broken_at(sequence, words[0], words[1], words[2], "có chữ không đọc được")

    def _is_readable(self, sequence: int) -> bool:
        try:
            self._session.execute(select(*_COLUMNS).where(JournalEntry.sequence == sequence)).all()
        except OperationalError:
            return False
        return True

    def _compare(self, row: Sequence[Any]) -> None:
        for head in self._numbered.pop(row[0], ()):
            if not row[10].startswith(head.hash):
                raise _broken_at(row[0], row[1], row[4], row[5], f"không khớp với {head.place}")
        self._unnumbered = [head for head in self._unnumbered if not row[10].startswith(head.hash)]

    def _require_end(self, count: int, last: str) -> None:
        """The chain ends where the register and every kept head say."""
        kept = [heads[0] for sequence, heads in self._numbered.items() if sequence > count]
        if self._stored.sequence > count:
            kept.append(KeptHead(hash=self._stored.hash, sequence=self._stored.sequence, place="sổ"))
        if kept:
            last_kept = max(kept, key=lambda head: head.sequence or 0)
            moment = f" lúc {last_kept.at}" if last_kept.at else ""
            raise ChainBroken(
                f"Nhật ký bị cắt từ mục số {count + 1}: có {count} mục, "
                f"{last_kept.place} ghi {last_kept.sequence} mục{moment}.",
                advice=_ADVICE,
            )
        if self._stored != (count, last):
            raise ChainBroken(
                f"Nhật ký bị ghi thêm từ mục số {self._stored.sequence + 1}: có {count} mục, "
                f"sổ ghi {self._stored.sequence} mục.",
                advice=_ADVICE,
            )
        if self._unnumbered:
            head = self._unnumbered[0]
            raise ChainBroken(f"Không mục nào của nhật ký mang {head.place} {head.hash}.", advice=_ADVICE)


def _is_sealed(row: Sequence[Any]) -> bool:
    """True when an entry is what its hash covers.

    The stored JSON is put into the text letter by letter, which is sound because it is one whole object: no other
    division of the same text into columns exists. The first version stored JSON with spaces; it is written anew.
    """
    before, after, stored = row[6], row[7], row[10]
    try:
        if digest(entry_text(*row[:10])) == stored:
            return _object(before) is not None and _object(after) is not None
        covered = (*row[:6], canonical(_object(before)), canonical(_object(after)), *row[8:10])
        return bool(digest(entry_text(*covered)) == stored)
    except (TypeError, ValueError):  # no text where text should be, or no JSON
        return False


def _object(text: str) -> dict[str, Any] | None:
    """The JSON object a text is, None when it is anything else or anything follows."""
    if text == "{}":
        return {}
    value, end = _decode(text)
    return value if isinstance(value, dict) and end == len(text) else None


def _broken(row: Sequence[Any], expected: int, previous: str) -> ChainBroken:
    sequence, at, entity, key = row[0], row[1], row[4], row[5]
    if sequence > expected:
        return ChainBroken(
            f"Nhật ký mất mục số {expected}; mục còn lại ngay sau đó là số {_named(sequence, at, entity, key)}.",
            advice=_ADVICE,
        )
    if sequence < expected:
        return _broken_at(sequence, at, entity, key, "không phải mục của nhật ký")
    fault = "không nối với mục trước nó" if row[9] != previous else "đã bị sửa"
    return _broken_at(sequence, at, entity, key, fault)


def _broken_at(sequence: int, at: object, entity: object, key: object, fault: str) -> ChainBroken:
    return ChainBroken(
        f"Nhật ký không còn nguyên vẹn từ mục số {_named(sequence, at, entity, key)}: mục này {fault}.",
        advice=_ADVICE,
    )


def _named(sequence: int, at: object, entity: object, key: object) -> str:
    """An entry as a person can look it up: number, moment, and the record it is about."""
    return f"{sequence} (ghi lúc {at}, {entity} {key})"
