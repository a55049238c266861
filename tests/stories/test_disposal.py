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
from PIL import Image, ImageDraw

from tests.stories.conftest import copy_of
from tests.stories.test_dossiers import SHORT, listed, name_agency
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


def accept(circle: Circle, sha256: str) -> None:
    """A person keeps the record."""
    circle.docgen("inbox", "accept", sha256[:12], "--reason", "biên bản hội đồng xét hủy")


@pytest.fixture(scope="session")
def prepared(stages: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose dossiers are closed, to be kept ten years: one official's decision came back alone."""
    folder = tmp_path_factory.mktemp("kept") / "co-quan"
    circle = copy_of(stages("issued"), folder)
    name_agency(circle)
    (circle.office / "retention.toml").write_text(SHORT, "utf-8")
    circle.docgen("dossiers", "fill")
    papers = [row["document"] for row in circle.papers("decisions", "decisions")]
    one, others = papers[0], papers[1:]
    circle.hand_in("mot-nguoi.pdf", "scan", circle.tray("decisions"), "--only", one, "--to")
    rest = [word for code in others for word in ("--only", code)]
    circle.hand_in("con-lai.pdf", "scan", circle.tray("decisions"), *rest, "--to")
    circle.take_inbox()
    circle.docgen("dossiers", "close", *listed(circle, "--state", "open"), "--reason", "xong việc")
    return folder


@pytest.fixture
def kept(prepared: Path, tmp_path: Path) -> Circle:
    """That office in 2040."""
    circle = copy_of(prepared, tmp_path / "co-quan")
    circle.today = COUNCIL
    return circle


def dossier_of(circle: Circle, document: str) -> str:
    """The dossier a paper lies in."""
    (hit,) = circle.docgen("archive", "find", document, "--json").json["hits"]
    return str(hit["dossier"])


def hold_all_but(circle: Circle, code: str) -> None:
    """Keep every dossier but one."""
    for other in listed(circle, "--state", "closed"):
        if other != code:
            circle.docgen("dossiers", "hold", other, "--reason", "còn khiếu nại")


def test_req_55_a_dossier_is_destroyed_by_the_council_alone(kept: Circle, tmp_path: Path) -> None:
    """Requirement 55: due is proposed; without the filed record nothing goes; then content is gone and facts stay."""
    one = kept.papers("decisions", "decisions")[0]["document"]
    code = dossier_of(kept, one)
    hold_all_but(kept, code)
    assert [
        row["dossier"] for row in kept.docgen("dossiers", "due", "--json").json if row["over"] and not row["held"]
    ] == [code]
    proposed = kept.docgen("dossiers", "propose", "--reason", "hết hạn lưu", "--json").json
    assert (proposed["list"], [row["dossier"] for row in proposed["dossiers"]]) == (LIST, [code])
    kept.docgen("dossiers", "destroy", LIST, "--reason", "vội", expect=(LOOK,))
    record = minutes_of_council(kept)
    kept.docgen("dossiers", "decide", LIST, "--record", record[:12], "--reason", "họp", expect=(LOOK,))
    accept(kept, record)
    before, backup = kept.docgen("dossiers", "show", code, "--json").json, tmp_path / "ban-sao"
    shutil.copytree(kept.office / "archive", backup)
    kept.docgen("dossiers", "decide", LIST, "--record", record[:12], "--reason", "hội đồng họp", "--json")
    done = kept.docgen("dossiers", "destroy", LIST, "--reason", "theo biên bản", "--json").json
    require_gone(kept, one, code, before, done)
    bring_back(kept, backup, before)


def require_gone(circle: Circle, one: str, code: str, before: dict[str, Any], done: dict[str, Any]) -> None:
    """Content is gone from shelf and folder, what it was remains known, and the auditor is content."""
    (paper,) = before["papers"]
    assert done["state"] == "done" and done["report"]["kept"] == []
    assert paper["object"] in {row["object"] for row in done["report"]["objects"]}
    assert done["report"]["copies"] and all(not (circle.office / path).exists() for path in done["report"]["copies"])
    assert [path for path in circle.office.joinpath("output").rglob(f"*{one}*") if path.is_file()] == []
    kept = {path.parent.name for path in (circle.office / "archive").rglob("0=ocfl_object_1.1")}
    assert not any(paper["object"].rsplit(":", 1)[1] in name for name in kept)
    after = circle.docgen("dossiers", "show", code, "--json").json
    assert (after["state"], after["papers"][0]["subject"]) == ("destroyed", paper["subject"])
    (row,) = [row for row in circle.docgen("register", "list", "--json").json if row["document"] == one]
    assert row["dossier"] == code
    assert any(entry["reason"] == "theo biên bản" for entry in circle.dump()["journal"])
    assert "Kho nguyên vẹn" in circle.docgen("archive", "verify").err
    told = circle.docgen("archive", "find", one, "--json").json["hits"][0]
    assert told["dossier_state"] == "đã hủy"
    filed = next(row for row in listed(circle).values() if row["kind"] == "disposal")
    assert (filed["documents"], filed["pages"]) == (1, 1)


def bring_back(circle: Circle, backup: Path, before: dict[str, Any]) -> None:
    """The broken twin: destroyed content that somebody copies back onto the shelf is an alarm."""
    leaf = before["papers"][0]["object"].rsplit(":", 1)[1]
    (lost,) = [path.parent for path in backup.rglob("0=ocfl_object_1.1") if leaf in path.parent.name]
    shutil.copytree(lost, circle.office / "archive" / lost.relative_to(backup))
    damages = circle.docgen("archive", "verify", "--json", expect=(DAMAGED,)).json["damages"]
    assert [problem["code"] for problem in damages] == ["destroyed-returned"]


def test_req_55_a_scan_of_several_stays_until_the_last_goes(kept: Circle) -> None:
    """Requirement 55: received bytes are never cut: a shared scan is named, and goes with its last paper."""
    codes = [row["document"] for row in kept.papers("decisions", "decisions")]
    second = dossier_of(kept, codes[1])
    hold_all_but(kept, second)
    first = settle(kept, LIST)
    assert [codes[2] in row["because"] for row in first["report"]["kept"]] == [True]
    shared = first["report"]["kept"][0]["object"]
    for code in listed(kept, "--state", "closed"):
        kept.docgen("dossiers", "release", code, "--reason", "khiếu nại xong")
    last = settle(kept, "XH-2040-02")
    assert last["report"]["kept"] == []
    assert shared in {row["object"] for row in last["report"]["objects"]}
    kept.docgen("archive", "verify")


def settle(circle: Circle, name: str) -> dict[str, Any]:
    """Proposed, decided, destroyed; the list as it stands then."""
    circle.docgen("dossiers", "propose", "--reason", "hết hạn lưu")
    known = [row for row in circle.dump()["received"] if row["original_name"] == "bien-ban-hoi-dong.png"]
    record = known[0]["sha256"] if known else minutes_of_council(circle)
    if not known:
        accept(circle, record)
    circle.docgen("dossiers", "decide", name, "--record", record[:12], "--reason", "hội đồng họp")
    done: dict[str, Any] = circle.docgen("dossiers", "destroy", name, "--reason", "theo biên bản", "--json").json
    return done


def rows_of(circle: Circle, noun: str) -> list[dict[str, Any]]:
    """The dossiers a command lists; there are some."""
    told = circle.docgen("dossiers", noun, "--json").json
    rows: list[dict[str, Any]] = told["dossiers"] if isinstance(told, dict) else told
    assert rows
    return rows


def test_req_56_a_hold_is_seen_everywhere_and_blocks(kept: Circle) -> None:
    """Requirement 56: held, a dossier is not proposed; show, list, due, find and inbox show say so until released."""
    one = kept.papers("decisions", "decisions")[0]["document"]
    code = dossier_of(kept, one)
    for other in listed(kept, "--state", "closed"):
        kept.docgen("dossiers", "hold", other, "--reason", "thanh tra huyện")
    kept.docgen("dossiers", "propose", "--reason", "hết hạn lưu", expect=(LOOK,))
    received = next(row for row in kept.dump()["received"] if one in row["documents"])
    for noun in ("list", "due"):
        assert all("thanh tra huyện" in row["hold_reasons"] for row in rows_of(kept, noun)), noun
    for words in (
        ("dossiers", "show", code),
        ("archive", "find", one),
        ("inbox", "show", received["sha256"]),
    ):
        assert "thanh tra huyện" in " ".join(kept.docgen(*words).err.split()), words
    assert kept.docgen("archive", "find", one, "--json").json["hits"][0]["held"] is True
    kept.docgen("dossiers", "release", code, "--reason", "kết luận xong")
    assert "thanh tra huyện" not in kept.docgen("archive", "find", one).err
    proposed = kept.docgen("dossiers", "propose", "--reason", "hết hạn lưu", "--json").json
    assert [row["dossier"] for row in proposed["dossiers"]] == [code]
    kept.docgen("dossiers", "withdraw", LIST, "--reason", "lập nhầm")
    assert listed(kept)[code]["state"] == "closed"
