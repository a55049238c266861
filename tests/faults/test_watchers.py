"""Người trông thư mục chạy thật: hai người cùng trông, bị treo, mất ổ mạng, đĩa đầy, tệp độc, đồng hồ sai.

Live watchers (reliability F4, F9, P19, P20, P26; requirements 44, 46, 47, 49, 50): nothing lost, nothing twice.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.commands import Room
from tests.faults.watching import POISON, Watcher, WeakReaders, inbox_is_empty
from tests.stories.conftest import new_office
from tests.support.circle import Circle

LONG = pytest.mark.faults
SEEN_SECONDS = 60  # after the last file was dropped (figure F4)
PATIENCE = 3_600.0


@pytest.fixture
def circle(tmp_path: Path) -> Circle:
    """A small office nobody has worked in."""
    return new_office(tmp_path / "co-quan")


def drop(circle: Circle, count: int, first: int = 0) -> None:
    """Small files of one content each, dropped as a program drops them: under another name, then renamed."""
    inbox = circle.office / "inbox"
    for number in range(first, first + count):
        (inbox / f"{number}.part").write_text(letter(number), "utf-8")
        (inbox / f"{number}.part").rename(inbox / f"{number:05}.txt")


def letter(number: int) -> str:
    """What the small file of that number says."""
    return f"thư số {number}"


def mark(number: int) -> str:
    """What a watcher calls that file, which it does not name: a log names nobody (requirement 54)."""
    return f"Tệp [{hashlib.sha256(letter(number).encode()).hexdigest()[:12]}]"


def require_each_once(circle: Circle, count: int) -> None:
    """Every file has one record with one arrival, and its bytes are kept; nothing is left over."""
    received = circle.dump()["received"]
    assert sorted(name for row in received for name in row["names"]) == [f"{number:05}.txt" for number in range(count)]
    assert all((circle.office / row["stored_path"]).is_file() for row in received)
    assert [path.name for path in (circle.office / "archive.received").iterdir()] == ["LOCK"]


@pytest.mark.parametrize("count", [60, pytest.param(20_000, marks=LONG)])
def test_figure_f4_files_dropped_while_the_watcher_is_frozen(circle: Circle, count: int) -> None:
    """This test ensures that a watcher frozen during a burst sees all of it within 60 s and takes it in once."""
    with Watcher(circle) as watcher:
        watcher.freeze()
        start = time.monotonic()
        drop(circle, count)
        dropped = time.monotonic()
        watcher.thaw()
        watcher.hear(f"Thấy {count} tệp", SEEN_SECONDS)
        seen = time.monotonic()
        inbox_is_empty(circle, PATIENCE)
        taken = time.monotonic()
        watcher.stop()
    require_each_once(circle, count)
    load = os.getloadavg()[0]
    print(
        f"{count} files dropped in {dropped - start:.0f} s, all seen {seen - dropped:.1f} s after the last, "
        f"taken in {taken - seen:.0f} s ({count / (taken - seen):.0f} per second), load {load:.1f}"
    )


@pytest.mark.parametrize("count", [60, pytest.param(10_000, marks=LONG)])
def test_figure_f9_two_watchers_at_once(circle: Circle, count: int) -> None:
    """This test ensures that two watchers on one folder do the work of one, and neither shows an error (P09)."""
    with Watcher(circle) as one, Watcher(circle) as other:
        drop(circle, count)
        seconds = inbox_is_empty(circle, PATIENCE)
        one.stop()
        drop(circle, 5, first=count)
        inbox_is_empty(circle, PATIENCE)  # the one that is left goes on
        other.stop()
        said = [*one.lines, *other.lines]
    require_each_once(circle, count + 5)
    assert not [line for line in said if line.startswith(("LỖI", "Traceback")) or "Lỗi chương trình" in line], said
    print(f"a burst of {count} files, two watchers: in {seconds:.0f} s after the last, load {os.getloadavg()[0]:.1f}")


@pytest.mark.parametrize("rounds", [2, pytest.param(100, marks=LONG)])
def test_p20_a_watcher_stopped_at_any_moment_ends_in_peace(circle: Circle, rounds: int) -> None:
    """This test ensures that stopping a watcher at a random moment costs nothing: the next one goes on (P20)."""
    chance, longest = random.Random(20), 0.0
    for number in range(rounds):
        drop(circle, 8, first=8 * number)
        with Watcher(circle) as watcher:
            time.sleep(chance.uniform(0, 1))
            longest = max(longest, watcher.stop(chance.choice((signal.SIGTERM, signal.SIGINT))))
    with Watcher(circle) as watcher:
        inbox_is_empty(circle, PATIENCE)
        watcher.stop()
    require_each_once(circle, 8 * rounds)
    print(f"{rounds} stops, the longest {longest:.1f} s, load {os.getloadavg()[0]:.1f}")


@pytest.mark.parametrize("seconds", [3, pytest.param(180, marks=LONG)])
def test_requirement_44_a_slow_writer_is_filed_once_and_whole(circle: Circle, seconds: float) -> None:
    """This test ensures that a form written in pieces with pauses, then renamed, is filed once, with all its bytes."""
    inbox, whole = circle.office / "inbox", b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"\n%%EOF\n"
    pieces = 12
    with Watcher(circle) as watcher:
        with (inbox / "quét.pdf").open("wb") as writer:
            for number in range(pieces):
                time.sleep(seconds / pieces)
                writer.write(whole[len(whole) * number // pieces : len(whole) * (number + 1) // pieces])
                writer.flush()
        (inbox / "quét.pdf").rename(inbox / "xong.pdf")
        inbox_is_empty(circle, SEEN_SECONDS)
        watcher.stop()
    (row,) = circle.dump()["received"]
    assert (row["names"], row["size"]) == (["xong.pdf"], len(whole))
    assert (circle.office / row["stored_path"]).read_bytes() == whole


@pytest.mark.parametrize("count", [40, pytest.param(500, marks=LONG)])
def test_requirements_46_and_47_service_and_share_go_and_come_back(circle: Circle, count: int) -> None:
    """This test ensures that files dropped while the service is down are taken in once, and a share that goes away in
    the middle pauses it with an alarm; no record is marked deleted.
    """
    drop(circle, count)
    inbox, share = circle.office / "inbox", circle.office / "o-mang"
    with Watcher(circle) as watcher:
        watcher.hear("Tệp [", SEEN_SECONDS)  # the first portion is told
        inbox.rename(share)
        inbox.mkdir()  # the empty mount point
        watcher.hear("tự thử lại", SEEN_SECONDS)
        before = {row["sha256"]: row["outcome"] for row in circle.dump()["received"]}
        inbox.rmdir()
        share.rename(inbox)
        watcher.hear("Đã nối lại", SEEN_SECONDS)
        drop(circle, 3, first=count)
        inbox_is_empty(circle, PATIENCE)
        watcher.stop()
    require_each_once(circle, count + 3)
    after = {row["sha256"]: row["outcome"] for row in circle.dump()["received"]}
    assert before.items() <= after.items()


@pytest.mark.parametrize("cpu_seconds", [1, pytest.param(25, marks=LONG)])
def test_requirement_49_the_next_file_does_not_wait_for_the_poison(circle: Circle, cpu_seconds: int) -> None:
    """This test ensures that files beside a poison file, and one dropped while it is tried, are taken within 60 s."""
    inbox = circle.office / "inbox"
    with Watcher(circle, WeakReaders(cpu_seconds)) as watcher:
        (inbox / "0-độc.png").write_bytes(POISON)
        drop(circle, 1, first=1)
        start = time.monotonic()
        time.sleep(0.5)
        drop(circle, 1, first=2)
        watcher.hear(mark(1), 10 * SEEN_SECONDS)
        beside = time.monotonic() - start
        watcher.hear(mark(2), 10 * SEEN_SECONDS)
        after = time.monotonic() - start
        watcher.hear("bị cách ly", 10 * SEEN_SECONDS)
        quarantined = time.monotonic() - start
        inbox_is_empty(circle, SEEN_SECONDS)
        watcher.stop()
    print(
        f"poison of 3 x {cpu_seconds} s: the file beside it taken after {beside:.1f} s, one dropped meanwhile after "
        f"{after:.1f} s, quarantined after {quarantined:.1f} s, load {os.getloadavg()[0]:.1f}"
    )
    assert max(beside, after) <= SEEN_SECONDS


def test_requirement_50_a_full_disk_keeps_the_file_and_goes_on_when_there_is_room(circle: Circle) -> None:
    """This test ensures that a file the disk has no room to stage stays in the inbox and is told once, that others are
    taken, and that a watcher with room takes it in.
    """
    large = circle.office / "inbox" / "00002.txt"
    room = Room(200_000)  # bytes a file may hold: a registry fits, the large file does not
    with Watcher(circle, room) as watcher:
        drop(circle, 2)
        large.write_bytes(b"x" * (room.bytes + 1))
        watcher.hear("không còn chỗ trên ổ đĩa", SEEN_SECONDS)
        drop(circle, 1, first=3)
        watcher.hear(mark(3), SEEN_SECONDS)
        watcher.stop()
        assert sum("không còn chỗ" in line for line in watcher.lines) == 1
    assert large.stat().st_size == room.bytes + 1
    with Watcher(circle) as watcher:
        inbox_is_empty(circle, SEEN_SECONDS)
        watcher.stop()
    require_each_once(circle, 4)


CLOCKS: dict[str, Callable[[float], float]] = {
    "1970": lambda _: 0.0,
    "an hour ahead": lambda now: now + 3_600,
    "2107": lambda _: 4_323_456_000.0,
}


def test_p19_file_times_of_any_year_are_no_reason_to_wait(circle: Circle) -> None:
    """This test ensures that a file whose time lies in 1970, in the future or in 2107 is taken in like any other."""
    inbox = circle.office / "inbox"
    with Watcher(circle) as watcher:
        for number, clock in enumerate(CLOCKS.values()):
            path = inbox / f"{number:05}.part"
            path.write_text(f"thư số {number}", "utf-8")
            os.utime(path, (clock(time.time()),) * 2)
            path.rename(inbox / f"{number:05}.txt")
        inbox_is_empty(circle, SEEN_SECONDS)
        watcher.stop()
    require_each_once(circle, len(CLOCKS))


def test_p20_a_settings_file_that_is_broken_stops_the_start(circle: Circle) -> None:
    """This test ensures that a watcher does not start on settings it cannot read, and says which they are (P20)."""
    settings = circle.office / "office.toml"
    settings.write_text(f"{settings.read_text('utf-8')}\n[inbox\n", "utf-8")
    said = circle.docgen("inbox", "watch", expect=(1, 2, 3))
    assert "office.toml" in said.err and "Traceback" not in said.err
