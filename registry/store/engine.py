"""How the database is reached: SQLite in WAL mode, or PostgreSQL by URL.

Knows the settings that make SQLite safe (WAL, synchronous FULL, foreign keys, writers that begin with
IMMEDIATE: with DEFERRED eight processes met lock errors, with IMMEDIATE none); knows no table.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError

from registry.errors import StoreMissing
from registry.store.json_text import as_json
from registry.store.postgresql import BUSY_SECONDS, order_text_by_bytes, postgresql_engine, require_unicode

POSTGRESQL = ("postgresql", "postgres")
HALF_MADE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_BUSY)  # busy is said at once while another sets the log apart
LOOKS, LOOK_SECONDS = 5, 0.1  # at a file that looks damaged while another opens it for the first time


def make_engine(url: str) -> Engine:
    """An engine for `url`; nothing is opened yet. StoreMissing when nothing here can reach such a database."""
    address = _address(url)
    name = address.get_backend_name()
    if name in POSTGRESQL:
        return postgresql_engine(address)
    if name != "sqlite":
        raise _unknown(f"Không dùng được cơ sở dữ liệu loại “{name}”.")
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS}, json_serializer=as_json)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _address(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise _unknown("Địa chỉ cơ sở dữ liệu (database.url) viết chưa đúng.") from error


def _unknown(message: str) -> StoreMissing:
    return StoreMissing(
        message, advice="Viết như postgresql://TÊN:MẬT_KHẨU@MÁY_CHỦ/CƠ_SỞ_DỮ_LIỆU, hoặc để trống để dùng tệp."
    )


def prepare_database(connection: Connection) -> None:
    """What must hold before the first table is made."""
    if connection.dialect.name == "postgresql":
        require_unicode(connection)


def settle_tables(connection: Connection, tables: Collection[str]) -> None:
    """After a migration: text is sorted alike on every database."""
    if connection.dialect.name == "postgresql":
        order_text_by_bytes(connection, tables)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # pysqlite opens transactions on its own, and too late; from here on BEGIN is ours.
    connection.isolation_level = None
    cursor = connection.cursor()
    _keep_log_apart(cursor)
    # What a statement that fails half-way is undone with stays in memory: a temporary file was a tenth of an import.
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _keep_log_apart(cursor: Any) -> None:
    """Write-ahead logging; who meets another opening the same empty file may find it half made, and looks again."""
    for left in reversed(range(LOOKS)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.DatabaseError as error:
            if not left or getattr(error, "sqlite_errorcode", None) not in HALF_MADE:
                raise
            time.sleep(LOOK_SECONDS)


def _begin_sqlite(connection: Connection) -> None:
    is_reader = connection.get_execution_options().get("is_reader", False)
    connection.exec_driver_sql("BEGIN" if is_reader else "BEGIN IMMEDIATE")
