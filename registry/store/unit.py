"""One unit of work: a transaction with its journal, or a read-only look.

Knows when a transaction begins and ends and who is writing; knows no query. Inside a unit mapped objects live;
outside it nobody sees one.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from registry.errors import Conflict, StoreUnavailable
from registry.store.engine import make_engine
from registry.store.journal import seal_changes
from registry.store.schema import bring_up_to_date

_CAUSES = {
    sqlite3.SQLITE_BUSY: "lệnh khác đang giữ cơ sở dữ liệu quá lâu",
    sqlite3.SQLITE_LOCKED: "lệnh khác đang giữ cơ sở dữ liệu quá lâu",
    sqlite3.SQLITE_FULL: "không còn chỗ trên ổ đĩa",
    sqlite3.SQLITE_IOERR: "không còn chỗ trên ổ đĩa, hoặc ổ đĩa hỏng hay mất kết nối",
    sqlite3.SQLITE_READONLY: "không có quyền ghi",
    sqlite3.SQLITE_CANTOPEN: "không mở được tệp hoặc thư mục của nó",
    sqlite3.SQLITE_CORRUPT: "tệp bị hỏng; khôi phục từ bản sao lưu",
    sqlite3.SQLITE_NOTADB: "tệp không phải cơ sở dữ liệu; khôi phục từ bản sao lưu",
}


@dataclass(frozen=True)
class Store:
    """An opened database; cheap to pass around."""

    engine: Engine

    @contextmanager
    def changing(self, *, actor: str, at: dt.datetime, reason: str = "") -> Iterator[Session]:
        """A transaction that commits whole at the end or leaves nothing; every change is journalled.

        `at` is the moment written into the journal, with its offset. Raises Conflict when another process
        changed the same rows first, StoreUnavailable when the database does not answer.
        """
        writer = {"actor": actor, "at": at.isoformat(timespec="milliseconds"), "reason": reason}
        with _translated(), Session(self.engine, info={"writer": writer}) as session:
            event.listen(session, "after_flush", seal_changes)
            with session.begin():
                yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at one consistent state; what is changed inside is thrown away."""
        with (
            _translated(),
            self.engine.connect().execution_options(is_reader=True) as connection,
            Session(connection, autoflush=False) as session,
        ):
            yield session

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """The store at `url`, its tables made or migrated to the newest form."""
    engine = make_engine(url)
    with _translated():
        bring_up_to_date(engine)
    return Store(engine)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Conflict("Dữ liệu vừa được lệnh khác thay đổi, lệnh này chưa ghi gì.", advice="Chạy lại lệnh.") from error
    except DBAPIError as error:
        raise StoreUnavailable(
            f"Không ghi hoặc đọc được cơ sở dữ liệu (registry.db): {_cause(error)}.",
            advice="Kiểm tra ổ đĩa, quyền ghi và xem có chương trình khác đang giữ tệp registry.db không.",
        ) from error


def _cause(error: DBAPIError) -> str:
    """Why SQLite refused, in words a clerk knows; what another database says is told as it is."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the upper bits only refine the reason
    return _CAUSES.get(code, str(error.orig))
