"""A PostgreSQL server of the test run's own: made in a temporary folder, gone when the run ends.

Knows where Debian keeps the programs and that they refuse to run as root, so that they are run as `postgres` or
`nobody`. The server ends with the process that started it, also when that one is killed.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, create_engine

FOLDERS = Path("/usr/lib/postgresql")
USER = "docgen"
READY_SECONDS = 30
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "autovacuum=off")
DURABLE = ("shared_buffers=32MB", "max_connections=60")
AS_INSTALLED: tuple[str, ...] = ()  # what initdb sets: 128 MB of shared buffers

WATCH = '"$@" & server=$!; read -r word; kill -INT $server 2>/dev/null; wait $server; [ -n "$word" ] || rm -rf "$0"'
"""A shell that stops the server when told a word, or when nobody is left to tell one; then it clears the folder too."""


def programs() -> Path | None:
    """The folder of the newest server there is, None when there is none."""
    found = [path.parent for path in FOLDERS.glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name.split(".")[0]), default=None)


def can_serve() -> bool:
    """True when the server's programs and what runs them under another name are here."""
    return programs() is not None and shutil.which("setpriv") is not None


@dataclass
class Server:
    """A running server; `settings` are those of postgresql.conf."""

    folder: Path
    port: int
    settings: Sequence[str]
    watch: subprocess.Popen[bytes] | None = None

    def url(self, database: str, *, user: str = USER) -> str:
        """The address of a database, as an office writes it."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        line = [
            *as_servant(),
            "sh",
            "-c",
            WATCH,
            str(self.folder),
            str(_program("postgres")),
            "-D",
            str(self.folder / "data"),
        ]
        line += [word for setting in (*self.settings, *self._places()) for word in ("-c", setting)]
        with (self.folder / "server.log").open("ab") as log:
            self.watch = subprocess.Popen(line, cwd="/", stdin=subprocess.PIPE, stdout=log, stderr=log)
        for _ in range(READY_SECONDS * 50):
            if self._answers():
                return
            time.sleep(0.02)
        raise AssertionError(f"the server does not start:\n{self.log()}")

    def _places(self) -> tuple[str, ...]:
        return (f"unix_socket_directories={self.folder}", "listen_addresses=127.0.0.1", f"port={self.port}")

    def _answers(self) -> bool:
        line = [str(_program("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(line, check=False).returncode == 0

    def stop(self, how: str = "INT") -> None:
        """Stop it: INT cuts connections off, QUIT does not even write to disk what is in memory."""
        if self.watch is not None:
            server = (self.folder / "data" / "postmaster.pid").read_text("ascii").split()[0]
            subprocess.run(["kill", f"-{how}", server], check=True)
            self.watch.communicate(b"stop\n", timeout=READY_SECONDS)
            self.watch = None

    def log(self) -> str:
        """What the server wrote."""
        return (self.folder / "server.log").read_text("utf-8", errors="replace")

    def run(self, statement: str, *, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run one statement as the owner of the server; its rows."""
        address = URL.create("postgresql+psycopg", USER, host="127.0.0.1", port=self.port, database=database)
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                result = connection.exec_driver_sql(statement)
                return [tuple(row) for row in result] if result.returns_rows else []
        finally:
            engine.dispose()

    def new_database(self, name: str) -> str:
        """Make an empty database whose own order of text is Vietnamese, so that an order left to it shows; its address.

        Offices have servers of every language; ours must not depend on it.
        """
        self.run(f"CREATE DATABASE \"{name}\" TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi-VN'")
        return self.url(name)


@contextlib.contextmanager
def serving(settings: Sequence[str] = HASTY) -> Iterator[Server]:
    """A server with an empty data folder while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="docgen-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, *_servant())
        line = [*as_servant(), str(_program("initdb")), "-D", str(folder / "data"), "-U", USER, "--no-sync"]
        line += ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        subprocess.run(line, cwd="/", check=True, stdout=subprocess.DEVNULL)
        server = Server(folder, _free_port(), settings)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def as_servant() -> list[str]:
    """The words that run a program as somebody who is not root."""
    if os.geteuid() != 0:
        return ["setpriv"]
    user, group = _servant()
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]


def _servant() -> tuple[int, int]:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return found.pw_uid, found.pw_gid
    raise AssertionError("there is no account but root")


def _program(name: str) -> Path:
    folder = programs()
    assert folder is not None
    return folder / name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
