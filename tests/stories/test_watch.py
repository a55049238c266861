"""Thả tệp vào thư mục nhận rồi đi làm việc khác: hệ thống trông hộ.

The watcher files what is dropped, without anybody typing a command.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.stories.conftest import Prepared
from tests.support.circle import ROOT

pytestmark = pytest.mark.pdf


def test_the_watcher_files_what_is_dropped_until_it_is_stopped(office: Prepared) -> None:
    """A scan dropped while the watcher runs is filed and told in one line, which in a log does not name it (requirement
    54); Ctrl+C ends it in peace.
    """
    circle = office("issued")
    environment = os.environ | {"DOCGEN_OFFICE": str(circle.office), "DOCGEN_TODAY": str(circle.today)}
    with subprocess.Popen(
        [sys.executable, "-m", "docgen", "inbox", "watch"],
        cwd=ROOT,
        env=environment | {"PYTHONUNBUFFERED": "1"},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as watcher:
        assert watcher.stderr is not None
        assert "Đang trông" in watcher.stderr.readline()
        circle.world("scan", circle.tray("decisions"), "--to", circle.office / "inbox" / "quet.pdf")
        told = watcher.stderr.readline()
        watcher.send_signal(signal.SIGINT)
        rest = watcher.stderr.read()
    assert told.startswith("Tệp [") and "]: đã lưu" in told and "quet.pdf" not in told
    assert "Đã dừng" in rest
    assert watcher.returncode == 0
    assert {row["state"] for row in circle.docgen("decisions", "list", "--json").json} == {"filed"}
