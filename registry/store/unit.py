"""One unit of work: a transaction with its journal, or a read-only look.

Knows when a transaction begins and ends and who is writing; knows no query. Inside a unit mapped objects live;
outside it nobody sees one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from registry.errors import RuleBroken
from registry.store.causes import translated
from registry.store.closed_cycles import guard_closed_cycles
from registry.store.engine import make_engine
from registry.store.journal import Head
from registry.store.row_keys import give_keys
from registry.store.schema import bring_up_to_date
from registry.store.sealing import WRITER, refuse_unsealed, seal_changes, sealed_head

Witness = Callable[[Head | None, str], None]
"""Called with the head of the journal and the moment of its last entry."""


@dataclass(frozen=True)
class Store:
    """An opened database; cheap to pass around. `witness` hears where the journal ends after each unit of work.

    It hears None of one that changed nothing.
    """

    engine: Engine
    witness: Witness | None = None

    @contextmanager
    def changing(self, *, actor: str, at: dt.datetime, reason: str) -> Iterator[Session]:
        """A transaction that commits whole at the end or leaves nothing; every change is journalled.

        `at` is the moment written into the journal, with its offset. Raises RuleBroken when nobody or no reason is
        named, Conflict when another process changed the same rows first, StoreUnavailable when the database does not
        answer.
        """
        writer = {"actor": actor, "at": at.isoformat(timespec="milliseconds"), "reason": reason}
        _require_said(writer)
        with translated(), Session(self.engine, info={WRITER: writer}) as session:
            event.listen(session, "before_flush", guard_closed_cycles)
            event.listen(session, "before_flush", give_keys)
            event.listen(session, "after_flush", seal_changes)
            event.listen(session, "do_orm_execute", refuse_unsealed)
            with session.begin():
                yield session
                head = sealed_head(session)
        if self.witness:
            self.witness(head, writer["at"])

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at one consistent state; what is changed inside is thrown away."""
        with (
            translated(),
            self.engine.connect().execution_options(is_reader=True) as connection,
            Session(connection, autoflush=False) as session,
        ):
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _require_said(writer: dict[str, str]) -> None:
    """Every entry of the journal says who and why."""
    if not all(value.strip() for value in writer.values()):
        raise RuleBroken(
            "Thay đổi nào cũng phải ghi ai làm và vì sao.",
            advice="Nêu lý do bằng --reason và tên người bằng DOCGEN_ACTOR.",
        )


def open_store(url: str, witness: Witness | None = None) -> Store:
    """The store at `url`, its tables made or migrated to the newest form."""
    store = Store(make_engine(url), witness)
    try:
        with translated():
            bring_up_to_date(store.engine)
    except BaseException:
        store.close()
        raise
    return store
