"""A LibreOffice that runs already, for stories that print often: starting it is nine tenths of a short conversion.

Knows that a second start with the same profile hands its files to the first one and waits until they are converted, and
that the first one stays as long as a document is open in it. What converts is the same program with the same orders;
how docgen starts it with profiles of its own is tested where printing is.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from docx import Document

READY_SECONDS = 60
FLAGS = ("--headless", "--norestore", "--nodefault", "--nofirststartwizard")
STAND_IN = """#!/bin/sh
for word do
  shift
  case "$word" in
    --version) set -- --version; break;;
    -env:UserInstallation=*) word="{profile}";;
  esac
  set -- "$@" "$word"
done
exec "{program}" "$@"
"""
"""Stands for the program: the orders are passed on, with the profile of the one that runs."""


@contextlib.contextmanager
def running_office() -> Iterator[Path]:
    """While the block runs a LibreOffice waits; gives the folder of a `soffice` that hands its files to it."""
    folder = Path(tempfile.mkdtemp(prefix="docgen-office-"))
    program = shutil.which("soffice")
    assert program is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _write_stand_in(folder / "bin" / "soffice", program, profile)
    Document().save(str(folder / "open.docx"))
    command = [program, profile, *FLAGS, str(folder / "open.docx")]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait_until_open(folder / ".~lock.open.docx#")
        yield folder / "bin"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _write_stand_in(path: Path, program: str, profile: str) -> None:
    path.parent.mkdir()
    path.write_text(STAND_IN.format(program=program, profile=profile), "utf-8")
    path.chmod(0o755)


def _wait_until_open(lock: Path) -> None:
    for _ in range(READY_SECONDS * 20):
        if lock.exists():
            return
        time.sleep(0.05)
    raise AssertionError("LibreOffice does not open a document")
