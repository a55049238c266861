"""Brings a database to the newest form by Alembic migrations.

Knows which form is newest; refuses a database made by a newer version. Alembic itself is loaded only when there is
something to migrate: most commands find nothing to do, and loading it takes a third of a short command.
"""

from __future__ import annotations

import threading

from sqlalchemy import Engine, insert, inspect, select, text

from registry.errors import StoreUnavailable
from registry.model import Base, JournalHead
from registry.store.engine import prepare_database, settle_tables
from registry.store.journal import START

NEWEST = "0008"
MIGRATING = threading.Lock()
"""Alembic remembers one migration a process: two threads would write through one another's connection."""


def bring_up_to_date(engine: Engine) -> None:
    """Run the missing migrations in one transaction; nothing happens when there is none."""
    if present_revision(engine) == NEWEST:
        return
    from registry.store.migrating import knows, upgrade

    present = present_revision(engine)
    if present and not knows(present):
        raise StoreUnavailable(
            "Cơ sở dữ liệu do phiên bản mới hơn của chương trình tạo ra.",
            advice="Cài phiên bản mới nhất của docgen rồi mở lại.",
        )
    with MIGRATING, engine.begin() as connection:
        prepare_database(connection)
        upgrade(connection)
        settle_tables(connection, Base.metadata.tables)
        if connection.execute(select(JournalHead.id)).first() is None:
            connection.execute(insert(JournalHead).values(id=1, sequence=0, hash=START))


def present_revision(engine: Engine) -> str:
    """The revision the database stands at, "" for an empty one."""
    with engine.connect().execution_options(is_reader=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("select version_num from alembic_version")).scalar() or "")
