"""The migrations themselves, run by Alembic; the only door to it.

Knows where migrations lie and in which order they run; does not know when they are needed.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration() -> Config:
    """Alembic's configuration, without any file of the user's."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def newest() -> str:
    """The newest revision there is a migration for."""
    return str(ScriptDirectory.from_config(configuration()).get_current_head())


def knows(revision: str) -> bool:
    """True when there is a migration of that revision."""
    script = ScriptDirectory.from_config(configuration())
    return revision in {each.revision for each in script.walk_revisions()}


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the missing migrations up to `revision` on an open transaction."""
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
