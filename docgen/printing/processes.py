"""Running an outside program with a time limit, and ending it with everything it started.

Knows how Windows and POSIX end a family of processes; does not know which program it runs. LibreOffice is a
starter that starts another program: ending only the starter would leave the other one behind.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

# What glibc gives back to the system at once it asks for again at once: a fifth of LibreOffice's time, two fifths of
# its start (measured with 7.4). Other systems do not look at these.
_KEEP_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "4294967296",
    "MALLOC_TOP_PAD_": "16777216",
}


def run(command: Sequence[str], *, seconds: float, environment: Mapping[str, str] | None = None) -> str | None:
    """Run `command` to its end and return what it printed, or None when it took longer than `seconds`.

    `environment` is added to this process's own; the program keeps the memory it was given until it ends. OSError
    when the program cannot be started.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**_KEEP_MEMORY, **os.environ, **(environment or {})},
        start_new_session=True,  # its own group on POSIX, ignored on Windows
    ) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end_family(process)
            return None
        except BaseException:
            _end_family(process)
            raise
        return output.decode("utf-8", errors="replace")


def _end_family(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself meanwhile
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
