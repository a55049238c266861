"""Máy chủ cơ sở dữ liệu tắt giữa chừng: lệnh đang trông thư mục chờ, nói một lần, rồi tự làm tiếp.

A server that goes away while the inbox is watched costs nothing but time.
"""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.commands import started
from tests.stories.conftest import new_office, to_drafted
from tests.support.postgres import Server, serving

pytestmark = pytest.mark.postgresql
ONCE = "Vẫn trông thư mục nhận"
FIRST, SECOND = "đến trước", "đến lúc máy chủ tắt"


def mark(content: str) -> str:
    """What a watcher that runs as a service calls the file: a log names nobody (requirement 54)."""
    return f"[{hashlib.sha256(content.encode()).hexdigest()[:12]}]"


@pytest.fixture
def fitful() -> Iterator[Server]:
    """A server that is stopped and started."""
    with serving() as server:
        yield server


def test_the_watcher_waits_for_its_server(fitful: Server, tmp_path: Path) -> None:
    """This test ensures that a file dropped while the server is away is taken in when it is back, by itself."""
    circle = new_office(tmp_path, database=f"{fitful.new_database('trong')}?connect_timeout=1")
    to_drafted(circle)
    with started(circle, ("inbox", "watch")) as watcher:
        assert watcher.stderr is not None
        assert "Đang trông" in watcher.stderr.readline()
        (circle.office / "inbox" / "đầu.txt").write_text(FIRST, "utf-8")
        assert any(mark(FIRST) in line for line in watcher.stderr)
        fitful.stop()
        (circle.office / "inbox" / "lạ.txt").write_text(SECOND, "utf-8")
        said = []
        for line in watcher.stderr:
            said.append(line)
            if ONCE in line:
                fitful.start()
            elif mark(SECOND) in line:
                break
        watcher.send_signal(signal.SIGINT)
        said += watcher.stderr
    assert sum(ONCE in line for line in said) == 1, said
    assert not any("Traceback" in line for line in said), said
    assert watcher.returncode == 0
    assert [row["original_name"] for row in circle.dump()["received"]] == ["đầu.txt", "lạ.txt"]
