"""Brings a database to the newest form by Alembic migrations.

Knows where the migrations lie and which is newest; refuses a database made by a newer version.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, select

from registry.errors import StoreUnavailable
from registry.model import JournalHead
from registry.store.journal import START

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Alembic's configuration, without any file of the user's."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def bring_up_to_date(engine: Engine) -> None:
    """Run the missing migrations in one transaction; nothing happens when there is none."""
    script = ScriptDirectory.from_config(configuration())
    newest = script.get_current_head()
    with engine.connect().execution_options(is_reader=True) as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    if present == newest:
        return
    if present and present not in {revision.revision for revision in script.walk_revisions()}:
        raise StoreUnavailable(
            "Cơ sở dữ liệu do phiên bản mới hơn của chương trình tạo ra.",
            advice="Cài phiên bản mới nhất của docgen rồi mở lại.",
        )
    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.execute(select(JournalHead.id)).first() is None:
            connection.execute(insert(JournalHead).values(id=1, sequence=0, hash=START))
