"""Hồ sơ hết thời hạn: hội đồng họp, biên bản được lưu, rồi nội dung mới bị hủy; dấu vết còn lại mãi.

Giữ lại thì không hủy được, và ai mở ra cũng thấy.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image, ImageDraw

from tests.stories.conftest import copy_of
from tests.stories.test_dossiers import CLOSING, SHORT, count_forms, listed, name_agency
from tests.support.circle import LOOK, Circle

DAMAGED = 4
COUNCIL = dt.date(2040, 3, 15)
LIST = "XH-2040-01"


def minutes_of_council(circle: Circle) -> str:
    """The signed record of the council is dropped, seen by a person and kept; its hash."""
    sheet = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(sheet).text((200, 200), "BIEN BAN HOP HOI DONG XET HUY", fill=0)
    sheet.save(circle.office / "inbox" / "bien-ban-hoi-dong.png")
    (row,) = circle.docgen("inbox", "run", "--json", expect=(LOOK,)).json
    return str(row["sha256"])


@pytest.fixture(scope="session")
def prepared(stages: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office after its meeting; the dossiers of two officials are closed, to be kept ten years."""
    folder = tmp_path_factory.mktemp("kept") / "co-quan"
    circle = copy_of(stages("met"), folder)
    circle.today = CLOSING
    name_agency(circle)
    (circle.office / "retention.toml").write_text(SHORT, "utf-8")
    circle.docgen("dossiers", "fill")
    codes = [code for code, row in listed(circle).items() if row["kind"] == "person"][:2]
    for code in codes:
        count_forms(circle, code)
    circle.docgen("dossiers", "close", *codes, "--ended", CLOSING, "--reason", "xong việc")
    return folder


@pytest.fixture
def kept(prepared: Path, tmp_path: Path) -> Circle:
    """That office in 2040."""
    circle = copy_of(prepared, tmp_path / "co-quan")
    circle.today = COUNCIL
    return circle


def closed(circle: Circle) -> list[str]:
    """The closed dossiers."""
    return list(listed(circle, "--state", "closed"))


def test_req_55_a_dossier_is_destroyed_by_the_council_alone(kept: Circle, tmp_path: Path) -> None:
    """Requirement 55: due is proposed; without the filed record nothing goes; then content is gone and facts stay."""
    code, other = closed(kept)
    kept.docgen("dossiers", "hold", other, "--reason", "còn khiếu nại")
    due = kept.docgen("dossiers", "due", "--json").json
    assert [row["dossier"] for row in due if row["over"] and not row["held"]] == [code]
    proposed = kept.docgen("dossiers", "propose", "--reason", "hết hạn lưu", "--json").json
    assert (proposed["list"], [row["dossier"] for row in proposed["dossiers"]]) == (LIST, [code])
    kept.docgen("dossiers", "disposals", "--file", tmp_path / "xet-huy.xlsx")
    cells = [cell.value for line in load_workbook(tmp_path / "xet-huy.xlsx")[LIST].iter_rows() for cell in line]
    assert code in cells and other not in cells
    kept.docgen("dossiers", "destroy", LIST, "--reason", "vội", expect=(LOOK,))
    record = minutes_of_council(kept)
    kept.docgen("dossiers", "decide", LIST, "--record", record[:12], "--reason", "họp", expect=(LOOK,))
    kept.docgen("inbox", "accept", record[:12], "--reason", "biên bản hội đồng xét hủy")
    before, backup = kept.docgen("dossiers", "show", code, "--json").json, tmp_path / "ban-sao"
    shutil.copytree(kept.office / "archive", backup)
    kept.docgen("dossiers", "decide", LIST, "--record", record[:12], "--reason", "hội đồng họp")
    done = kept.docgen("dossiers", "destroy", LIST, "--reason", "theo biên bản", "--json").json
    require_gone(kept, before, done)
    require_told(kept, before)
    bring_back(kept, backup, before)


def require_gone(circle: Circle, before: dict[str, Any], done: dict[str, Any]) -> None:
    """The papers of the dossier lie nowhere any more; the scan of several decisions stays, and the report says why."""
    objects = {paper["object"] for paper in before["papers"]}
    assert len(objects) == 2 and done["state"] == "done"
    assert objects <= {row["object"] for row in done["report"]["objects"]}
    assert done["report"]["copies"] and all(not (circle.office / path).exists() for path in done["report"]["copies"])
    for paper in before["papers"]:
        assert [path for path in (circle.office / "output").rglob(f"*{paper['document']}*") if path.is_file()] == []
    lying = {path.parent.name for path in (circle.office / "archive").rglob("0=ocfl_object_1.1")}
    assert not any(name.rsplit("%3a", 1)[-1] in {each.rsplit(":", 1)[1] for each in objects} for name in lying)
    ((shared),) = done["report"]["kept"]
    assert "còn trang của văn bản" in shared["because"]


def require_told(circle: Circle, before: dict[str, Any]) -> None:
    """What was destroyed can be told, by whose word too, and the auditor is content."""
    code, paper = before["dossier"], before["papers"][0]
    after = circle.docgen("dossiers", "show", code, "--json").json
    assert (after["state"], after["documents"], after["pages"]) == ("destroyed", before["documents"], before["pages"])
    assert [row["subject"] for row in after["papers"]] == [row["subject"] for row in before["papers"]]
    whole = circle.dump()
    assert {"hội đồng họp", "theo biên bản"} <= {entry["reason"] for entry in whole["journal"]}
    assert any(row["document"] == paper["document"] for row in whole["registers"])
    assert "Kho nguyên vẹn" in circle.docgen("archive", "verify").err
    assert circle.docgen("archive", "find", paper["document"], "--json").json["hits"][0]["dossier_state"] == "đã hủy"
    filed = next(row for row in whole["dossiers"] if row["kind"] == "disposal")
    assert (filed["documents"], filed["papers"][0]["sha256"]) == (1, whole["disposals"][0]["record"])


def bring_back(circle: Circle, backup: Path, before: dict[str, Any]) -> None:
    """The broken twin: destroyed content that somebody copies back onto the shelf is an alarm."""
    leaf = before["papers"][0]["object"].rsplit(":", 1)[1]
    (lost,) = [path.parent for path in backup.rglob("0=ocfl_object_1.1") if leaf in path.parent.name]
    shutil.copytree(lost, circle.office / "archive" / lost.relative_to(backup))
    damages = circle.docgen("archive", "verify", "--json", expect=(DAMAGED,)).json["damages"]
    assert [problem["code"] for problem in damages] == ["destroyed-returned"]


def rows_of(circle: Circle, noun: str) -> list[dict[str, Any]]:
    """The dossiers a command lists; there are some."""
    told = circle.docgen("dossiers", noun, "--json").json
    rows: list[dict[str, Any]] = told["dossiers"] if isinstance(told, dict) else told
    assert rows
    return rows


def test_req_56_a_hold_is_seen_everywhere_and_blocks(kept: Circle) -> None:
    """Requirement 56: held, a dossier is not proposed; show, list, due, find and inbox show say so until released."""
    code, other = closed(kept)
    (decision, *_) = kept.docgen("dossiers", "contents", code, "--json").json["papers"]
    for each in (code, other):
        kept.docgen("dossiers", "hold", each, "--reason", "thanh tra huyện")
    kept.docgen("dossiers", "propose", "--reason", "hết hạn lưu", expect=(LOOK,))
    received = next(row for row in kept.dump()["received"] if decision["document"] in row["documents"])
    for noun in ("list", "due"):
        assert {row["dossier"] for row in rows_of(kept, noun) if "thanh tra huyện" in row["hold_reasons"]} == {
            code,
            other,
        }
    for words in (
        ("dossiers", "show", code),
        ("archive", "find", decision["document"]),
        ("inbox", "show", received["sha256"]),
    ):
        assert "thanh tra huyện" in kept.docgen(*words).err, words
    kept.docgen("dossiers", "release", code, "--reason", "kết luận xong")
    assert kept.docgen("archive", "find", decision["document"], "--json").json["hits"][0]["held"] is False
    proposed = kept.docgen("dossiers", "propose", "--reason", "hết hạn lưu", "--json").json
    assert [row["dossier"] for row in proposed["dossiers"]] == [code]
    kept.docgen("dossiers", "withdraw", LIST, "--reason", "lập nhầm")
    assert listed(kept)[code]["state"] == "closed"
