"""Một tệp trong kho bị hỏng: lấy lại từ bản sao, bản hỏng được giữ riêng, không gì bị ghi đè.

A damaged object is made whole from a verified copy (luu-tru.md, requirements 12 and 15).
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.faults.balance import files
from tests.stories.test_backup import DAMAGED, USAGE, flip
from tests.stories.test_lost_registry import remove_object
from tests.support.circle import Circle

SEED = 20261127
FLIPS = 6


def content(circle: Circle) -> list[Path]:
    """Every file of every object on the shelf."""
    return sorted(path for path in (circle.office / "archive").glob("???/???/???/**/*") if path.is_file())


def flip_one(path: Path, place: int) -> None:
    """Change one bit at a place."""
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1 << (place % 8)
    path.write_bytes(data)


@pytest.mark.parametrize("flips", [FLIPS, pytest.param(300, marks=pytest.mark.faults)])
def test_any_flipped_byte_is_found_named_and_repaired(worked: Circle, tmp_path: Path, flips: int) -> None:
    """Requirement 12: one flipped byte anywhere is named exactly; repair makes it whole and keeps the damaged bytes."""
    worked.docgen("backup", tmp_path / "sao")
    chance, held = random.Random(SEED), content(worked)  # what is written later no copy holds
    for number in range(flips):
        path = chance.choice(held)
        before, shelf = path.read_bytes(), files(worked.office / "archive")
        flip_one(path, chance.randrange(len(before)))
        damaged = path.read_bytes()
        said = worked.docgen("archive", "verify", "--json", expect=(DAMAGED,)).json
        place = path.relative_to(worked.office / "archive").as_posix()
        named = {problem["file"] for problem in said["damages"]}
        assert any(place == name or place in (f"{name}.sha512", name.removesuffix(".sha512")) for name in named), place
        done = worked.docgen("archive", "repair", "--from", tmp_path / "sao", "--json").json
        (mended,) = done["mended"]
        assert path.read_bytes() == before and files(worked.office / "archive").items() >= shelf.items()
        aside = worked.office / mended["aside"] / path.relative_to(worked.office / "archive" / mended["place"])
        assert aside.read_bytes() == damaged, f"seed {SEED}, flip {number}"
    events = [row for row in worked.dump()["journal"] if row["action"] == "recovery"]
    assert len(events) == flips and events[0]["after"]["from"] == "sao"
    worked.docgen("archive", "verify")
    worked.docgen("status")


def test_a_lost_object_comes_back_and_a_repair_cut_off_is_run_again(worked: Circle, tmp_path: Path) -> None:
    """An object that is gone is in the copy; one that was moved aside before the good one came is taken up again."""
    before = files(worked.office / "archive")
    shutil.copytree(worked.office, tmp_path / "sao")  # a copied office serves as well as a backup
    objects = sorted({path.parents[0] for path in content(worked) if path.name.startswith("0=")})
    remove_object(objects[0])
    cut = objects[1].relative_to(worked.office / "archive")
    (worked.office / "archive.hong" / "lan-1" / cut.parent).mkdir(parents=True)
    objects[1].rename(worked.office / "archive.hong" / "lan-1" / cut)
    worked.docgen("archive", "repair", "--from", tmp_path / "sao")
    assert files(worked.office / "archive").items() >= before.items()
    assert "không có chỗ nào hỏng" in worked.docgen("archive", "repair", "--from", tmp_path / "sao").err


@pytest.mark.parametrize(("before", "after", "code"), [(b"readable", b"readabla", DAMAGED), (b"{", b"[", USAGE)])
def test_the_files_of_the_shelf_itself_are_kept_too(
    worked: Circle, tmp_path: Path, before: bytes, after: bytes, code: int
) -> None:
    """A flipped bit in the words that describe the shelf is named, also when it does not open any more; it is laid
    anew, the altered file is kept aside.
    """
    layout = worked.office / "archive" / "ocfl_layout.json"
    whole = layout.read_bytes()
    shutil.copytree(worked.office / "archive", tmp_path / "sao")
    layout.write_bytes(whole.replace(before, after, 1))
    said = worked.docgen("archive", "verify", "--json", expect=(code,))
    assert "ocfl_layout.json" in said.out + said.err
    (mended,) = worked.docgen("archive", "repair", "--from", tmp_path / "sao", "--json").json["mended"]
    assert (layout.read_bytes(), (worked.office / mended["aside"]).read_bytes()) == (
        whole,
        whole.replace(before, after, 1),
    )
    worked.docgen("archive", "verify")


def test_what_no_copy_holds_whole_is_left_and_named(worked: Circle, tmp_path: Path) -> None:
    """Shelf and copy are both damaged at one file: it is named, nothing is touched, the others are repaired."""
    shutil.copytree(worked.office, tmp_path / "sao")
    one, other = [path for path in content(worked) if "/content/nhan/" in path.as_posix()][:2]
    for path in (one, other):
        flip(path)
    flip(tmp_path / "sao" / one.relative_to(worked.office))
    held = one.read_bytes()
    said = worked.docgen("archive", "repair", "--from", tmp_path / "sao", expect=(DAMAGED,))
    assert one.name in said.err and one.read_bytes() == held
    worked.docgen("archive", "repair", "--from", tmp_path / "khong-co", expect=(USAGE,))
    if one.parents[3] != other.parents[3]:
        assert "Đã sửa" in said.err
