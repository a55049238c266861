"""The pass over the inbox and the watch: nothing lost, nothing twice, nobody held up by a bad file."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from openpyxl import Workbook
from rich.console import Console

from docgen.cli.door import Door
from docgen.cli.inbox import show_outcomes, tell_watched
from docgen.errors import OutsideMissing
from docgen.intake.folder import put_marker
from docgen.intake.outcome import FileOutcome
from docgen.media.apart import Helpers, Limits
from docgen.office import Office, make_office, open_office
from docgen.workflows import take_inbox
from docgen.workflows.take_inbox import Watch
from registry.labels import Outcome
from registry.store.received import FileRecord, files_by_outcome
from registry.vietnamese import fold

SETTINGS = Path(__file__).parents[2] / "stories" / "offices" / "khe-sau.toml"
POISON = b"\x89PNG\r\n\x1a\n poison IEND"
T = TypeVar("T")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty office whose inbox takes files at once."""
    folder = tmp_path / "van-phong"
    text = SETTINGS.read_text("utf-8").replace("quiet_seconds = 0.05", "quiet_seconds = 0")
    make_office(folder, text.replace("patience_seconds = 1.0", "patience_seconds = 0"))
    office = open_office(folder, {"DOCGEN_TODAY": "2021-02-05"}, actor="người thử")
    put_marker(office.inbox)
    yield office
    office.close()


def workbook(title: str = "bảng") -> bytes:
    """A file that is kept on the shelf and waits for a person: the cheapest that is."""
    book, buffer = Workbook(), io.BytesIO()
    book.active.title = title
    book.save(buffer)
    return buffer.getvalue()


def records(office: Office) -> tuple[FileRecord, ...]:
    """All received files."""
    with office.store.reading() as session:
        return files_by_outcome(session, ())


def kept(office: Office) -> list[Path]:
    """The received bytes on the shelf."""
    return sorted(office.archive.rglob("tep.xlsx"))


def codes(outcomes: tuple[FileOutcome, ...]) -> dict[str, list[str]]:
    """File -> codes of its problems."""
    return {outcome.file: [problem.code for problem in outcome.problems] for outcome in outcomes}


def test_requirement_45_five_names_are_one_object_and_five_receipts(office: Office) -> None:
    """this test ensures that the same bytes under five names, and five times under one, are kept once."""
    data = workbook()  # once: a workbook tells the second it was made in
    for number in range(5):
        (office.inbox / f"tên {number}.xlsx").write_bytes(data)
    first = take_inbox.take_inbox(office)
    for _ in range(5):
        (office.inbox / "một tên.xlsx").write_bytes(data)
        take_inbox.take_inbox(office)
    (record,) = records(office)
    assert len(first) == 5
    assert record.names == (*(f"tên {number}.xlsx" for number in range(5)), *["một tên.xlsx"] * 5)
    assert len(kept(office)) == 1


def test_requirement_45_the_same_file_found_again_is_one_arrival(office: Office) -> None:
    """this test ensures that a file whose taking was cut off before it left the inbox has one receipt; dropped again,
    with the same name, bytes and time, it has another.
    """
    dropped = office.inbox / "một tên.xlsx"
    dropped.write_bytes(workbook())
    for _ in range(2):
        take_inbox.collect_files(office, [dropped])  # as the pass after the one that was killed finds it
    assert [record.names for record in records(office)] == [("một tên.xlsx",)]
    shutil.copy2(dropped, office.folder / "bản chép")
    (office.folder / "bản chép").replace(dropped)
    take_inbox.take_inbox(office)
    assert [record.names for record in records(office)] == [("một tên.xlsx",) * 2]


@pytest.mark.parametrize("count", [40, pytest.param(500, marks=pytest.mark.faults)])
def test_requirement_46_what_came_while_nobody_watched_is_taken_once(office: Office, count: int) -> None:
    """this test ensures that files dropped while the service was down are all there after its first look."""
    for number in range(count):
        (office.inbox / f"{number}.txt").write_text(f"chữ {number}", "utf-8")
    watch = Watch(office)
    assert len(watch.turn()) == count
    assert watch.turn() == ()
    assert sorted(name for record in records(office) for name in record.names) == sorted(
        f"{number}.txt" for number in range(count)
    )


def test_requirement_47_a_share_that_is_away_is_waited_for(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """this test ensures that an unmounted share is said once, deletes nothing, and is watched again when it is back."""
    (office.inbox / "a.xlsx").write_bytes(workbook())
    watch = Watch(office)
    watch.turn()
    share = office.inbox.with_name("ổ mạng")
    office.inbox.rename(share)
    assert [watch.turn_or_wait() for _ in range(3)] == [()] * 3
    office.inbox.mkdir()  # the mount point is there, the share is not
    assert watch.turn_or_wait() == ()
    assert len(caplog.records) == 1
    assert "tự thử lại" in caplog.text
    assert [record.outcome for record in records(office)] == [Outcome.REVIEW]
    office.inbox.rmdir()
    share.rename(office.inbox)
    (office.inbox / "b.xlsx").write_bytes(workbook("khác"))
    assert [outcome.file for outcome in watch.turn_or_wait()] == ["b.xlsx"]
    assert "Đã nối lại" in caplog.text


def test_a_watch_does_not_begin_on_an_empty_mount_point(office: Office) -> None:
    """this test ensures that a watch begun without its folder says so at once."""
    shutil.rmtree(office.inbox)
    office.inbox.mkdir()
    with pytest.raises(OutsideMissing):
        Watch(office).turn()


def test_what_stays_in_the_folder_is_told_once(office: Office) -> None:
    """this test ensures that empty files, folders and links are told once, and again when they come again."""
    watch = Watch(office)
    (office.inbox / "rỗng.pdf").touch()
    (office.inbox / "thư mục.pdf").mkdir()
    (office.inbox / "lối tắt.pdf").symlink_to("/etc/hostname")
    os.mkfifo(office.inbox / "ống.pdf")
    assert set(codes(watch.turn())) == {"rỗng.pdf", "thư mục.pdf", "lối tắt.pdf", "ống.pdf"}
    assert watch.turn() == ()
    (office.inbox / "ống.pdf").unlink()
    assert watch.turn() == ()
    os.mkfifo(office.inbox / "ống.pdf")
    assert codes(watch.turn()) == {"ống.pdf": ["inbox-not-a-file"]}


def test_a_slow_writer_holds_up_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """this test ensures that a file still being written is left for a later look while the others are taken."""
    watch = Watch(office)
    slow = office.inbox / "chậm.pdf"
    slow.write_bytes(b"%PDF-1.7 begun")
    (office.inbox / "a.txt").write_text("chữ", "utf-8")
    monkeypatch.setattr(watch._settling, "_patience", 1000.0)
    assert [outcome.file for outcome in watch.turn()] == ["a.txt"]
    assert watch.pause(30) < 1
    slow.unlink()
    watch.turn()
    assert watch.pause(30) == 30


def test_a_name_that_wanders_is_taken_once(office: Office) -> None:
    """this test ensures that a file renamed again and again, in and out of the folder, is kept once (P15)."""
    watch, path, outside = Watch(office), office.inbox / "0.xlsx", office.inbox.with_name("ngoài.xlsx")
    path.write_bytes(workbook())
    for number in range(1, 60):
        path.rename(outside)
        path = office.inbox / (f"{number}.part" if number % 2 else f"{number}.tmp")
        outside.rename(path)
        assert watch.turn() == ()  # temporary names are nobody's papers
    path.rename(office.inbox / "xong.xlsx")
    watch.turn()
    assert [record.names for record in records(office)] == [("xong.xlsx",)]
    assert watch.turn() == ()


class Infirmary(Helpers):
    """Helpers that really die of one file: a reader with a weakness, which no real file can show in a second."""

    deaths = 0

    def __init__(self, count: int) -> None:
        super().__init__(max(1, count), Limits(cpu_seconds=5))

    def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """As ever, but for the poison."""
        if isinstance(arguments[0], Path) and arguments[0].read_bytes() == POISON:
            Infirmary.deaths += 1
            return super().run(die, *arguments)
        return super().run(function, *arguments)


def die(*_: object) -> Any:
    """The reader is killed."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.slow
def test_requirement_49_a_poison_file_is_quarantined_and_the_queue_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """this test ensures that a file that kills its reader three times is set aside with a reason, after all others."""
    monkeypatch.setattr(take_inbox, "Helpers", Infirmary)
    (office.inbox / "a-độc.png").write_bytes(POISON)
    for number in range(3):
        (office.inbox / f"b-{number}.txt").write_text(f"chữ {number}", "utf-8")
    outcomes = take_inbox.take_inbox(office)
    assert [outcome.file for outcome in outcomes] == ["b-0.txt", "b-1.txt", "b-2.txt", "a-độc.png"]
    assert (outcomes[-1].outcome, codes(outcomes)["a-độc.png"]) == (Outcome.REFUSED, ["file-poisonous"])
    assert Infirmary.deaths == 3
    assert "3 lần" in next((office.review / "khong-nhan").glob(f"{outcomes[-1].sha256[:16]}*.txt")).read_text("utf-8")
    assert [path.name for path in office.inbox.iterdir() if not path.name.startswith(".")] == []
    assert [path.name for path in office.staging.iterdir()] == ["LOCK"]


@pytest.mark.slow
def test_requirement_49_a_new_file_is_told_before_the_poison_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """this test ensures that a new file is told first, and that one that only stays saves the poison from nothing."""
    monkeypatch.setattr(take_inbox, "Helpers", Infirmary)
    monkeypatch.setattr(Infirmary, "deaths", 0)
    (office.inbox / "0 rỗng.pdf").touch()
    (office.inbox / "a-độc.png").write_bytes(POISON)
    watch = Watch(office)
    while Infirmary.deaths == 0:
        watch.turn()
    (office.inbox / "z-mới.txt").write_text("chữ", "utf-8")
    told: list[str] = []
    while "z-mới.txt" not in told:
        told += [outcome.file for outcome in watch.turn()]
    assert Infirmary.deaths == 1
    while "a-độc.png" not in told:
        told += [outcome.file for outcome in watch.turn()]
    assert Infirmary.deaths == 3


@pytest.mark.parametrize("count", [300, pytest.param(20_000, marks=pytest.mark.faults)])
def test_figure_f4_what_was_dropped_while_the_watcher_froze_is_seen_in_one_look(office: Office, count: int) -> None:
    """this test ensures that a burst nobody rang for is seen and queued by the next looks, within 60 s for 20,000."""
    watch = Watch(office)
    watch.turn()
    for number in range(count):
        (office.inbox / f"{number}.txt").write_bytes(b"%d" % number)
    start = time.monotonic()
    seen, _ = watch._look()
    seconds = time.monotonic() - start
    print(f"{count} files seen and queued in {seconds:.1f} s")
    assert len(seen) == count
    assert seconds <= 60


def test_p26_shelf_and_review_on_another_disk(tmp_path: Path) -> None:
    """this test ensures that files are kept and refused alike when shelf and review folder lie on another disk."""
    folder = tmp_path / "van-phong"
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        assert Path(other).stat().st_dev != tmp_path.stat().st_dev
        text = f'\n[folders]\narchive = "{tmp_path}/o-dia/kho"\nreview = "{other}/cho-xem"\n'
        make_office(folder, SETTINGS.read_text("utf-8").replace("quiet_seconds = 0.05", "quiet_seconds = 0") + text)
        (tmp_path / "o-dia").mkdir(exist_ok=True)
        office = open_office(folder, {"DOCGEN_TODAY": "2021-02-05"}, actor="người thử")
        put_marker(office.inbox)
        (office.inbox / "a.txt").write_text("chữ", "utf-8")
        (office.inbox / "b.xlsx").write_bytes(workbook())
        outcomes = take_inbox.take_inbox(office)
        assert {outcome.file: outcome.outcome for outcome in outcomes} == {
            "a.txt": Outcome.REFUSED,
            "b.xlsx": Outcome.REVIEW,
        }
        assert all((office.folder / record.stored_path).is_file() for record in records(office))
        assert [path.name for path in office.staging.iterdir()] == ["LOCK"]
        office.close()


def test_a_long_queue_is_taken_in_portions(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """this test ensures that a queue is told when it is long and worked off portion by portion, what stays held up by
    nobody and told once.
    """
    monkeypatch.setattr(take_inbox, "PORTION_SECONDS", 0.2)
    monkeypatch.setattr(take_inbox, "LONG_QUEUE", 30)
    (office.inbox / "0 rỗng.pdf").touch()
    for number in range(40):
        (office.inbox / f"{number + 100}.txt").write_text(f"chữ {number}", "utf-8")
    queues: list[int] = []
    watch = Watch(office, queues.append)
    portions = [watch.turn()]
    while watch.pause(30) == 0:
        (office.inbox / f"z{len(portions)}.txt").write_text(f"mới {len(portions)}", "utf-8")
        portions.append(watch.turn())
    told = [outcome.file for portion in portions for outcome in portion]
    assert len(portions) > 1
    assert sorted(told) == sorted(
        {
            "0 rỗng.pdf",
            *(f"{number + 100}.txt" for number in range(40)),
            *(f"z{n}.txt" for n in range(1, len(portions))),
        }
    )
    assert queues == [41]
    assert watch.turn() == () and watch.pause(30) == 30


def test_requirement_54_logs_and_names_on_disk_tell_nobody(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """this test ensures that a name a file came with stands in the record, in no log and in no name on disk."""
    caplog.set_level("DEBUG")
    person = "Nông Văn Thử 024099000001 hoàn thành xuất sắc"
    (office.inbox / f"{person}.xlsx").write_bytes(workbook())
    (office.inbox / f"{person}.txt").write_text("chữ", "utf-8")
    (office.inbox / f"{person}.docm").write_bytes(b"PK\x03\x04 broken PK\x05\x06" + bytes(18))
    take_inbox.take_inbox(office)
    assert {name for record in records(office) for name in record.names} == {
        f"{person}.{suffix}" for suffix in ("xlsx", "txt", "docm")
    }
    tree = "\n".join(str(path.relative_to(office.folder)) for path in office.folder.rglob("*"))
    assert telling(tree, person) == telling(caplog.text, person) == []
    assert telling(f"{tree}/phieu-nong-van-thu.docx", person) == ["nong van thu"]
    assert telling(f"lost 024099000001 {caplog.text}", person) == ["024099000001"]


@pytest.mark.parametrize("is_terminal", [False, True])
def test_requirement_54_a_watch_names_files_to_a_person_alone(office: Office, is_terminal: bool) -> None:
    """this test ensures that what a watch says where nobody looks, and a service keeps, names no file and no person."""
    person = "Nông Văn Thử 024099000001 hoàn thành xuất sắc"
    (office.inbox / f"{person}.xlsx").write_bytes(workbook())
    (office.inbox / f"{person}.docm").write_bytes(b"PK\x03\x04 broken PK\x05\x06" + bytes(18))
    (office.inbox / f"{person}.jpg").symlink_to(office.folder)
    heard = io.StringIO()
    outcomes = take_inbox.take_inbox(office)
    tell_watched(Door(office.folder, Console(file=heard, force_terminal=is_terminal, soft_wrap=True)), outcomes)
    assert len(outcomes) == 3 and all(outcome.sha256[:12] in heard.getvalue() for outcome in outcomes)
    assert "Bảng tính không phải văn bản trả về." in heard.getvalue()
    assert bool(telling(heard.getvalue(), person)) is is_terminal


def test_requirement_51_row_20_names_are_told_on_one_line(office: Office) -> None:
    """this test ensures that a name that breaks lines, turns text around or is no text forges no line and stops no
    command, whatever became of its file.
    """
    for data in (b"a", b"a", b""):
        (office.inbox / "dòng\nmới\u202egnp.txt").write_bytes(data)
        Path(os.fsdecode(bytes(office.inbox) + b"/\xff.pdf")).write_bytes(b"")
        heard, outcomes = io.StringIO(), take_inbox.take_inbox(office)
        show_outcomes(Door(office.folder, Console(file=heard, soft_wrap=True)), outcomes)
        assert json.dumps([outcome.as_row() for outcome in outcomes], ensure_ascii=False).encode()
        assert "dòng\\nmới\\u202egnp.txt" in heard.getvalue() and "\u202e" not in heard.getvalue()
        assert all(line.startswith(("dòng", "  [", "\\udcff")) for line in heard.getvalue().splitlines())


def telling(text: str, person: str) -> list[str]:
    """What of name, identity number and result stands in a text, however it is spelled."""
    plain = fold(text).replace("-", " ").replace("_", " ")
    words = fold(person).split()
    return [part for part in (" ".join(words[:3]), words[3], " ".join(words[4:])) if part in plain]
