"""Which files are whole."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from docgen.intake.folder import Seen, seen_at
from docgen.intake.settling import Settled, Settling, is_complete

WHOLE_PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


def look(path: Path) -> Seen:
    """The file as it stands."""
    seen = seen_at(path)
    assert seen is not None
    return seen


def tracker() -> Settling:
    """Ten quiet seconds, a hundred seconds of patience."""
    return Settling(quiet_seconds=10, patience_seconds=100)


def state(settling: Settling, path: Path, now: float) -> Settled:
    """The state of the one file at `now`."""
    (standing,) = settling.look([look(path)], now=now)
    return standing.state


def test_a_file_is_whole_after_the_quiet_time(tmp_path: Path) -> None:
    """A complete file that stands still becomes whole exactly when the quiet time is over."""
    path, settling = tmp_path / "a.pdf", tracker()
    path.write_bytes(WHOLE_PDF)
    assert [state(settling, path, now) for now in (0, 9.9, 10)] == [Settled.MOVING, Settled.MOVING, Settled.WHOLE]


def test_every_change_starts_the_quiet_time_again(tmp_path: Path) -> None:
    """A file that grows or is rewritten in place is not whole until it stood still anew."""
    path, settling = tmp_path / "a.pdf", tracker()
    path.write_bytes(WHOLE_PDF)
    assert state(settling, path, 0) is Settled.MOVING
    path.write_bytes(WHOLE_PDF + b"more %%EOF")
    assert state(settling, path, 12) is Settled.MOVING
    assert state(settling, path, 21) is Settled.MOVING
    assert state(settling, path, 22) is Settled.WHOLE


def test_a_long_pause_in_the_middle_of_a_scan_is_not_the_end(tmp_path: Path) -> None:
    """A scan without its end waits through a pause of three quiet times and is whole after the last byte."""
    path, settling = tmp_path / "a.pdf", tracker()
    path.write_bytes(WHOLE_PDF[:20])
    assert state(settling, path, 0) is Settled.MOVING
    assert state(settling, path, 30) is Settled.INCOMPLETE
    path.write_bytes(WHOLE_PDF)
    assert state(settling, path, 31) is Settled.MOVING
    assert state(settling, path, 41) is Settled.WHOLE


@pytest.mark.parametrize("pause", [3, 9, 30])
def test_requirement_44_a_slow_writer_is_whole_once_under_its_last_name(tmp_path: Path, pause: int) -> None:
    """A file written over three minutes with pauses is not whole before its last byte and its last name."""
    path, settling = tmp_path / "quét.pdf", Settling(quiet_seconds=10, patience_seconds=200)
    content = b"%PDF-1.7\n" + b"0" * 9000 + b"\n%%EOF\n"
    states = []
    for second in range(0, 180, pause):
        path.write_bytes(content[: 1 + (len(content) - 30) * second // 180])
        states += [state(settling, path, second + waited) for waited in range(0, pause, 3)]
    path.write_bytes(content)
    states.append(state(settling, path, 180))
    renamed = path.rename(tmp_path / "xong.pdf")
    states += [state(settling, renamed, second) for second in range(181, 191)]
    assert not {Settled.BROKEN, Settled.WHOLE} & set(states)
    assert (Settled.INCOMPLETE in states) is (pause > 10)  # standing still alone would have been taken for the end
    assert state(settling, renamed, 191) is Settled.WHOLE


def test_patience_ends(tmp_path: Path) -> None:
    """An empty or torn file is handed to a person at last instead of waiting for ever."""
    path, settling = tmp_path / "a.pdf", tracker()
    path.write_bytes(b"")
    assert [state(settling, path, now) for now in (0, 50, 100)] == [
        Settled.MOVING,
        Settled.INCOMPLETE,
        Settled.BROKEN,
    ]


def test_a_vanished_file_is_forgotten(tmp_path: Path) -> None:
    """A file that left and came back has to stand still anew."""
    path, settling = tmp_path / "a.pdf", tracker()
    path.write_bytes(WHOLE_PDF)
    seen = look(path)
    settling.look([seen], now=0)
    assert settling.look([], now=5) == ()
    (standing,) = settling.look([seen], now=11)
    assert standing.state is Settled.MOVING


def test_a_file_gone_while_looking_is_not_whole(tmp_path: Path) -> None:
    """A file removed between the look and the check is no error."""
    path, settling = tmp_path / "a.pdf", tracker()
    path.write_bytes(WHOLE_PDF)
    seen = look(path)
    settling.look([seen], now=0)
    path.unlink()
    (standing,) = settling.look([seen], now=11)
    assert standing.state is Settled.INCOMPLETE


def picture(kind: str) -> bytes:
    """A small picture."""
    buffer = io.BytesIO()
    Image.new("L", (40, 40), 200).save(buffer, kind)
    return buffer.getvalue()


def zipped() -> bytes:
    """A small zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "nội dung" * 100)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data", [WHOLE_PDF, picture("JPEG"), picture("PNG"), zipped()], ids=["pdf", "jpeg", "png", "zip"]
)
def test_the_end_must_be_there(tmp_path: Path, data: bytes) -> None:
    """Each kind is complete as a whole and incomplete without its last part."""
    path = tmp_path / "x"
    path.write_bytes(data)
    assert is_complete(path)
    path.write_bytes(data[:-30])
    assert not is_complete(path)


def test_reserved_space_is_not_content(tmp_path: Path) -> None:
    """A file of zeros (space reserved by the copying program) is incomplete, also behind a good beginning."""
    path = tmp_path / "x"
    path.write_bytes(bytes(10_000))
    assert not is_complete(path)
    path.write_bytes(WHOLE_PDF[:20] + bytes(10_000))
    assert not is_complete(path)
