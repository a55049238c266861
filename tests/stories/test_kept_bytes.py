"""Tệp nhận về nằm trong kho đúng từng byte, dưới tên của kho; tên người gửi đặt là dữ liệu, không bao giờ là đường dẫn.

Received bytes and their names (luu-tru.md, requirements 14 and 17).
"""

from __future__ import annotations

import hashlib
import json
import shutil

from tests.support.circle import LOOK, Circle

NAMES = ("báo cáo.xlsx", "\u202excod.xlsx", "ả" * 83 + ".xlsx", "COM1.xlsx", "a b\tc.xlsx")


def test_received_bytes_are_the_same_everywhere(worked: Circle) -> None:
    """Requirement 14: SHA-256 at arrival = of the file in vN/content = in the note beside it = in the event."""
    whole = worked.dump()
    added = [row["after"] for row in whole["journal"] if (row["entity"], row["action"]) == ("received_file", "added")]
    events = {after["sha256"]: after["stored_path"] for after in added}
    kept = [row for row in whole["received"] if row["outcome"] != "refused"]
    assert len(kept) > 3
    for row in kept:
        path = worked.office / row["stored_path"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256"]
        assert json.loads((path.parent / "nhan.json").read_bytes())["sha256"] == row["sha256"]
        assert events[row["sha256"]] == row["stored_path"] and "/content/" in row["stored_path"]


def test_names_are_data_and_never_paths(worked: Circle) -> None:
    """Requirement 17: names with accents, of 255 bytes, bidi and reserved survive as data; no path bears them."""
    book = worked.office.parent / "danh-sach.xlsx"
    for number, name in enumerate(NAMES):
        copied = worked.office / "inbox" / name
        shutil.copyfile(book, copied)
        with copied.open("ab") as file:
            file.write(b"\0" * number)
    worked.docgen("inbox", "run", expect=(LOOK,))
    names = {name for row in worked.dump()["received"] for name in row["names"]}
    assert set(NAMES) <= names
    below = [path.name for path in worked.office.rglob("*") if "inbox" not in path.parts]
    assert not [name for name in below if name in NAMES or not name.isascii()]
