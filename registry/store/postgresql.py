"""What PostgreSQL needs to keep the promises SQLite keeps: one writer at a time, whole looks, order by bytes.

Knows the server's own words (locks, isolation, collations) and how long an absent server is waited for; knows no
table of ours.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection, Dialect

from registry.errors import StoreMissing
from registry.store.json_text import as_json

DRIVER = "postgresql+psycopg"
BUSY_SECONDS = 30
CONNECT_SECONDS = 10
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds between attempts to reach a server that is away or starting; each pause is twice the one before."""
WRITERS_LOCK = 0x646F6367656E
"""Key of the lock that a writer takes first ("docgen"): writers queue as they do on SQLite, so no two can deadlock."""
LOG = logging.getLogger(__name__)


def postgresql_engine(address: URL) -> Engine:
    """An engine for a PostgreSQL address; StoreMissing when its driver is not installed."""
    query = {"connect_timeout": str(CONNECT_SECONDS), "application_name": "docgen", **address.query}
    try:
        engine = create_engine(address.set(drivername=DRIVER, query=query), pool_pre_ping=True, json_serializer=as_json)
    except ImportError as error:
        raise StoreMissing(
            "Chưa cài phần nối với PostgreSQL (gói psycopg).",
            advice="Cài bằng: pip install 'docgen-giao-viec[postgres]', hoặc bỏ mục database.url để dùng tệp.",
        ) from error
    event.listen(engine, "do_connect", _Patience().connect)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    is_reader = connection.get_execution_options().get("is_reader", False)
    connection.exec_driver_sql(_READER if is_reader else _WRITER)


_READER = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
_WRITER = f"""
    SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = '{BUSY_SECONDS}s';
    SELECT pg_advisory_xact_lock({WRITERS_LOCK})
"""
"""A commit is on the disk when it is done, whatever the server is set to; then the writer's turn is waited for."""


class _Patience:
    """Connects for one engine; that it waits is told once, until a connection stands again."""

    def __init__(self) -> None:
        self._is_told = False

    def connect(self, dialect: Dialect, _record: Any, arguments: Any, parameters: dict[str, Any]) -> Any:
        """Connect; a server that is away or starting is tried again for `connect_timeout` seconds.

        One that refuses us is not. It may have come up between the attempt and the question whether it answers, so it
        refuses us only when it does so twice.
        """
        driver, has_answered = dialect.loaded_dbapi, False
        pauses = self._pauses(float(parameters["connect_timeout"]))
        while True:
            try:
                connection = driver.connect(*arguments, **parameters)
            except driver.errors.ConnectionTimeout as error:
                raise _absent() from error
            except driver.OperationalError as error:
                if _answers(driver, parameters):
                    if has_answered:
                        raise _refused(error) from error
                    has_answered = True
                    continue
                pause = next(pauses, None)
                if pause is None:
                    raise _absent() from error
            else:
                self._is_told = False
                return connection
            time.sleep(pause)

    def _pauses(self, seconds: float) -> Iterator[float]:
        """How long to wait after each failed attempt, in all `seconds` at most."""
        pause, waited = FIRST_PAUSE, 0.0
        while waited + pause <= seconds:
            if waited and not self._is_told:
                LOG.warning("Máy chủ cơ sở dữ liệu chưa trả lời, đang thử lại…")
                self._is_told = True
            yield pause
            waited, pause = waited + pause, min(2 * pause, LONGEST_PAUSE)


def _absent() -> StoreMissing:
    return StoreMissing(
        "Không kết nối được máy chủ cơ sở dữ liệu.",
        advice="Kiểm tra máy chủ có đang chạy, mạng, và địa chỉ ở mục database.url; rồi chạy lại lệnh.",
    )


def _refused(error: Exception) -> StoreMissing:
    return StoreMissing(
        f"Máy chủ cơ sở dữ liệu không cho kết nối: {error}",
        advice="Kiểm tra tên người dùng, mật khẩu và tên cơ sở dữ liệu ở mục database.url.",
    )


def _answers(driver: Any, parameters: dict[str, Any]) -> bool:
    """True when the server takes connections, so that what it refuses is ours: user, password, database."""
    known = {name: parameters[name] for name in _WHERE if name in parameters}
    ping = driver.pq.PGconn.ping(driver.conninfo.make_conninfo(**known).encode())
    return bool(ping == driver.pq.Ping.OK)


_WHERE = ("host", "hostaddr", "port", "user", "dbname", "connect_timeout")


def require_unicode(connection: Connection) -> None:
    """Refuse a database that cannot hold Vietnamese."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise StoreMissing(
            f"Cơ sở dữ liệu dùng bảng mã {encoding}, không giữ được chữ Việt.",
            advice="Tạo cơ sở dữ liệu mới: createdb --encoding=UTF8 --template=template0 TÊN.",
        )


def order_text_by_bytes(connection: Connection, tables: Collection[str]) -> None:
    """Give every text column of `tables` the type TEXT and the order of its bytes.

    The server's own order follows its language and differs from SQLite's and Python's; our sort keys are made for
    bytes. SQLite knows no longest text, so there is none here either.
    """
    quote = connection.dialect.identifier_preparer.quote
    for table in sorted(tables):
        columns = connection.exec_driver_sql(_UNORDERED, {"table": table}).scalars().all()
        if columns:
            changes = ", ".join(f'ALTER COLUMN {quote(column)} TYPE TEXT COLLATE "C"' for column in columns)
            connection.exec_driver_sql(f"ALTER TABLE {quote(table)} {changes}")


_UNORDERED = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %(table)s AND data_type IN ('character varying', 'text')
      AND (data_type <> 'text' OR collation_name IS DISTINCT FROM 'C')
    ORDER BY ordinal_position
"""
