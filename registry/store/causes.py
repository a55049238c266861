"""What the database refused, turned into an exception of ours and words a clerk knows.

Knows the codes of SQLite and PostgreSQL (SQLSTATE), never their sentences; what no code explains is told as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from registry.errors import Conflict, RegistryError, StoreDamaged, StoreUnavailable

_BUSY = "lệnh khác đang giữ cơ sở dữ liệu quá lâu"
_FULL = "không còn chỗ trên ổ đĩa"
_DENIED = "không có quyền ghi"
_DAMAGED = "dữ liệu bị hỏng; khôi phục từ bản sao lưu"
_CUT_OFF = "kết nối với máy chủ cơ sở dữ liệu bị ngắt giữa chừng"

_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "không còn chỗ trên ổ đĩa, hoặc ổ đĩa hỏng hay mất kết nối",
    sqlite3.SQLITE_READONLY: _DENIED,
    sqlite3.SQLITE_CANTOPEN: "không mở được tệp hoặc thư mục của nó",
    sqlite3.SQLITE_CORRUPT: "tệp bị hỏng; khôi phục từ bản sao lưu",
    sqlite3.SQLITE_NOTADB: "tệp không phải cơ sở dữ liệu; khôi phục từ bản sao lưu",
}
_SQLITE_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

_POSTGRESQL = {
    "25006": "máy chủ cơ sở dữ liệu chỉ cho đọc",
    "42501": _DENIED,
    "53100": _FULL,
    "53200": "máy chủ cơ sở dữ liệu hết bộ nhớ",
    "53300": "máy chủ cơ sở dữ liệu có quá nhiều người đang nối vào",
    "55P03": _BUSY,
    "57014": "máy chủ cơ sở dữ liệu dừng lệnh vì chạy quá lâu",
    "58030": "ổ đĩa của máy chủ cơ sở dữ liệu hỏng hoặc mất kết nối",
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
_POSTGRESQL_CLASSES = {"08": _CUT_OFF, "57": _CUT_OFF}
_POSTGRESQL_DAMAGED = {"XX001", "XX002"}
_NO_SERVER = object()
_LOST_THE_RACE = {"40001", "40P01"}  # serialisation failure, deadlock


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the database refuses inside the block into Conflict, StoreUnavailable or StoreDamaged."""
    try:
        yield
    except DBAPIError as error:
        raise _refusal(error) from error


def _refusal(error: DBAPIError) -> RegistryError:
    state = _sqlstate(error)
    if isinstance(error, IntegrityError) or state in _LOST_THE_RACE:
        return Conflict("Dữ liệu vừa được lệnh khác thay đổi, lệnh này chưa ghi gì.", advice="Chạy lại lệnh.")
    return _from_server(error, state or "") if state is not None else _from_file(error)


def _sqlstate(error: DBAPIError) -> str | None:
    """The server's code, "" when the connection was lost without one, None when there is no server."""
    state = getattr(error.orig, "sqlstate", _NO_SERVER)
    return None if state is _NO_SERVER else str(state or "")


def _from_file(error: DBAPIError) -> StoreUnavailable:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the upper bits only refine the reason
    kind = StoreDamaged if code in _SQLITE_DAMAGED else StoreUnavailable
    return kind(
        f"Không ghi hoặc đọc được cơ sở dữ liệu (registry.db): {_SQLITE.get(code, str(error.orig))}.",
        advice="Kiểm tra ổ đĩa, quyền ghi và xem có chương trình khác đang giữ tệp registry.db không.",
    )


def _from_server(error: DBAPIError, state: str) -> StoreUnavailable:
    cause = _POSTGRESQL.get(state) or _POSTGRESQL_CLASSES.get(state[:2])
    if cause is None:
        is_cut_off = error.connection_invalidated or (not state and isinstance(error, OperationalError))
        cause = _CUT_OFF if is_cut_off else str(error.orig).strip().rstrip(".")
    kind = StoreDamaged if state in _POSTGRESQL_DAMAGED else StoreUnavailable
    return kind(
        f"Không ghi hoặc đọc được cơ sở dữ liệu trên máy chủ: {cause}.",
        advice="Chạy lại lệnh: việc đã ghi thì không làm lại. Vẫn thế thì báo người quản trị máy chủ cơ sở dữ liệu.",
    )
