"""Kho và thư mục chờ xem đặt ở ổ đĩa khác: sao lưu chép cả, phục hồi đặt vào thư mục mới, chỗ hỏng vẫn sửa được.

An office whose shelf lies on another disk is backed up, restored and repaired like any other.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.stories.conftest import new_office
from tests.stories.test_backup import flip
from tests.support.circle import LOOK, Circle

DAMAGED = 4


@pytest.fixture
def apart(tmp_path: Path) -> Circle:
    """An office with shelf, review folder and inbox on other disks; a workbook and a foreign file came in."""
    circle, disk = new_office(tmp_path / "co-quan"), tmp_path / "o-khac"
    with (circle.office / "office.toml").open("a", encoding="utf-8") as toml:
        places = "\n".join(f'{name} = "{disk / name}"' for name in ("archive", "review", "inbox"))
        toml.write(f"\n[folders]\n{places}\n")
    circle.docgen("init", circle.office)
    shutil.copyfile(tmp_path / "co-quan" / "danh-sach.xlsx", disk / "inbox" / "gửi nhầm.xlsx")
    (disk / "inbox" / "la.txt").write_text("chữ", "utf-8")
    circle.docgen("inbox", "run", expect=(LOOK,))
    return circle


def places(circle: Circle) -> dict[str, str]:
    """Where each received file is noted to lie; all are there."""
    rows = {row["original_name"]: row["stored_path"] for row in circle.dump()["received"]}
    assert all((circle.office / path).is_file() for path in rows.values())
    return rows


def test_what_lies_on_other_disks_is_backed_up_and_restored(apart: Circle, tmp_path: Path) -> None:
    """Both come back inside the new folder, beside an empty shelf left there, and nothing points at the old disks."""
    sao, disk = tmp_path / "sao", tmp_path / "o-khac"
    assert all(path.startswith(str(disk)) for path in places(apart).values())
    said = apart.docgen("backup", sao, "--json", expect=(LOOK,)).json
    assert said["left_out"] == [str(disk / "inbox")]
    again = replace(apart, office=tmp_path / "moi")
    told = apart.docgen("restore", sao, again.office)
    assert "folders.archive trước ở" in told.err
    disk.rename(tmp_path / "mat-o-dia")
    assert {path.split("/")[0] for path in places(again).values()} == {"archive-ngoai", "review"}
    assert "Kho nguyên vẹn" in again.docgen("archive", "verify").err
    again.docgen("inbox", "run")


def test_a_shelf_on_another_disk_is_repaired(apart: Circle, tmp_path: Path) -> None:
    """A flipped byte there is mended from a backup, and from a plain copy of the shelf."""
    sao, shelf = tmp_path / "sao", tmp_path / "o-khac" / "archive"
    apart.docgen("backup", sao, expect=(LOOK,))
    shutil.copytree(shelf, tmp_path / "ban-chep")
    stored = Path(places(apart)["gửi nhầm.xlsx"])
    whole = stored.read_bytes()
    for source in (sao, tmp_path / "ban-chep"):
        flip(stored)
        apart.docgen("archive", "verify", expect=(DAMAGED,))
        apart.docgen("archive", "repair", "--from", source)
        assert stored.read_bytes() == whole
    apart.docgen("archive", "verify")
    again = apart.docgen("backup", sao, "--json", expect=(LOOK,)).json
    assert again["altered"] == [] and (tmp_path / "o-khac" / "archive.hong").is_dir()
