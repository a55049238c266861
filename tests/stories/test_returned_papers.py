"""Bản ký quét về được nhận ra từng trang; cái gì chưa chắc thì chờ người, không tự lưu.

Signed pages file themselves; missing, forged, doubled, unsigned and foreign pages wait with their reasons.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.vietnamese import fold
from tests.docgen.intake.papers import jpeg, letter
from tests.stories.conftest import Prepared
from tests.support.circle import DONE, LOOK, Circle
from tests.support.messy_workbook import PEOPLE

pytestmark = pytest.mark.pdf


def codes(circle: Circle) -> list[str]:
    """Document codes of the decisions in signing order."""
    return [row["document"] for row in circle.docgen("decisions", "list", "--json").json]


def states(circle: Circle) -> dict[str, str]:
    """State of each decision."""
    return {row["document"]: row["state"] for row in circle.docgen("decisions", "list", "--json").json}


def test_a_shuffled_scan_files_itself_and_the_missing_page_completes_it(
    office: Prepared, caplog: pytest.LogCaptureFixture
) -> None:
    """One page missing, one upside down, one foreign letter: six file themselves, the seventh when its page arrives."""
    caplog.set_level("DEBUG")
    circle = office("issued")
    late = codes(circle)[2]
    inbox = circle.office / "inbox"
    words = ("--missing", f"{late}:2", "--upside-down", 3, "--foreign", "--shuffle")
    circle.world("scan", circle.tray("decisions"), *words, "--to", inbox / "quet.pdf")
    (row,) = circle.take_inbox(expect=(LOOK,))
    outcomes = sorted(document["outcome"] for document in row["documents"])
    assert (row["outcome"], outcomes) == ("review", ["filed"] * (PEOPLE - 1) + ["waiting"])
    assert [problem["code"] for problem in row["problems"]] == ["page-without-code"]
    circle.world("scan-page", circle.tray("decisions"), f"{late}:2", "--to", inbox / "bo-sung.pdf")
    (second,) = circle.take_inbox()
    assert second["outcome"] == "filed"
    assert set(states(circle).values()) == {"filed"}
    assert {task["state"] for task in circle.dump()["tasks"]} == {"proven"}
    assert list(inbox.glob("*.pdf")) == []
    assert named_outside(circle, caplog.text) == []
    assert len(named_outside(circle, circle.dump()["tasks"][0]["name"])) == 1


def test_received_bytes_are_kept_as_they_came(office: Prepared) -> None:
    """The file on the shelf has the hash of the file that arrived, under a name that says nothing of its own."""
    import hashlib

    circle = office("issued")
    path = circle.office / "inbox" / "Quyết định đồng chí.pdf"
    circle.world("scan", circle.tray("decisions"), "--to", path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    circle.take_inbox()
    (received,) = circle.dump()["received"]
    stored = circle.office / received["stored_path"]
    assert (received["sha256"], received["original_name"]) == (digest, "Quyết định đồng chí.pdf")
    assert hashlib.sha256(stored.read_bytes()).hexdigest() == digest
    assert received["stored_path"].isascii()


def test_the_same_bytes_again_are_already_filed(office: Prepared) -> None:
    """The same file dropped again under another name is one record with two receipts."""
    circle = office("issued")
    inbox = circle.office / "inbox"
    for name in ("a.pdf", "b.pdf"):
        circle.world("scan", circle.tray("decisions"), "--to", inbox / name)
        (row,) = circle.take_inbox()
    assert row["outcome"] == "already_filed"
    (received,) = circle.dump()["received"]
    assert received["names"] == ["a.pdf", "b.pdf"]


def test_a_page_with_a_forged_code_is_never_filed(office: Prepared) -> None:
    """One character changed in a page code: that document waits, the page is named, the others are filed."""
    circle = office("issued")
    victim = codes(circle)[0]
    inbox = circle.office / "inbox"
    words = ("--forge", f"{victim}:2")
    circle.world("scan", circle.tray("decisions"), *words, "--to", inbox / "gia.pdf")
    (row,) = circle.take_inbox(expect=(LOOK,))
    assert states(circle)[victim] == "issued"
    problem = next(problem for problem in row["problems"] if problem["code"] == "page-forged")
    assert problem["page"] == 2
    assert sorted(states(circle).values()) == ["filed"] * (PEOPLE - 1) + ["issued"]


def test_a_page_with_another_name_pasted_in_is_never_filed(office: Prepared) -> None:
    """A copied page with another name pasted over it keeps its genuine code, and is still not filed."""
    circle = office("issued")
    victim = codes(circle)[1]
    words = ("--alter", f"{victim}:1")
    circle.world("scan", circle.tray("decisions"), *words, "--to", circle.office / "inbox" / "dan-ten.pdf")
    (row,) = circle.take_inbox(expect=(LOOK,))
    found = next(document for document in row["documents"] if document["document"] == victim)
    assert (found["outcome"], found["problems"][0]["code"]) == ("review", "page-altered")
    assert states(circle)[victim] == "issued"


def test_a_page_nobody_signed_is_never_filed(office: Prepared) -> None:
    """The printed pack dropped back unsigned proves nothing."""
    import shutil

    circle = office("issued")
    shutil.copyfile(circle.pack("decisions"), circle.office / "inbox" / "chua-ky.pdf")
    circle.take_inbox(expect=(LOOK,))
    assert set(states(circle).values()) == {"issued"}


def test_a_paper_that_was_not_issued_waits(office: Prepared) -> None:
    """A signed scan that arrives before number and issue waits, and files itself once the paper is issued."""
    circle = office("printed")
    circle.world("sign-pack", circle.pack("decisions"), "--out", circle.tray("decisions"))
    circle.world("scan", circle.tray("decisions"), "--to", circle.office / "inbox" / "som.pdf")
    (row,) = circle.take_inbox(expect=(LOOK,))
    assert {d["outcome"] for d in row["documents"]} == {"review"}
    assert {p["code"] for d in row["documents"] for p in d["problems"]} == {"document-not-issued"}
    for step in ("signed", "number", "issue"):
        circle.docgen("decisions", step)
    (again,) = circle.take_inbox()
    assert again["outcome"] == "filed"
    assert set(states(circle).values()) == {"filed"}


def test_a_person_accepts_or_rejects_what_waits(office: Prepared) -> None:
    """What waits is shown with reasons; accepting and rejecting keep the finding and the word of the person."""
    circle = office("issued")
    inbox = circle.office / "inbox"
    circle.world("scan", circle.tray("decisions"), "--foreign", "--to", inbox / "lan-thu.pdf")
    circle.take_inbox(expect=(LOOK,))
    (waiting,) = circle.docgen("inbox", "review", "--json").json
    circle.docgen("inbox", "reject", waiting["sha256"][:16], "--reason", "có thư lạ", expect=(LOOK,))
    circle.docgen("inbox", "accept", waiting["sha256"][:16], "--reason", "thư mời, lưu cùng tệp")
    (inbox / "la.txt").write_text("không phải văn bản", "utf-8")
    circle.take_inbox(expect=(LOOK,))
    received = {row["original_name"]: row for row in circle.dump()["received"]}
    assert (received["lan-thu.pdf"]["outcome"], received["lan-thu.pdf"]["reason"]) == ("filed", "thư mời, lưu cùng tệp")
    assert received["la.txt"]["outcome"] == "refused"
    assert circle.docgen("inbox", "review", "--json").json == []


def test_half_a_file_is_not_taken(office: Prepared) -> None:
    """A PDF cut in the middle stays in the inbox and is told; whole again it files itself."""
    circle = office("issued")
    inbox = circle.office / "inbox"
    circle.world("scan", circle.tray("decisions"), "--to", inbox / "quet.pdf")
    whole = (inbox / "quet.pdf").read_bytes()
    (inbox / "quet.pdf").write_bytes(whole[: len(whole) // 2])
    (row,) = circle.take_inbox(expect=(LOOK,))
    assert row["problems"][0]["code"] == "file-incomplete"
    assert (inbox / "quet.pdf").exists()
    (inbox / "quet.pdf").write_bytes(whole)
    (second,) = circle.take_inbox(expect=(DONE,))
    assert second["outcome"] == "filed"


def test_requirement_57_every_decision_shows_what_it_rests_on(office: Prepared) -> None:
    """What waits comes with picture, reasons and candidates; machine and person leave a chain that can be opened."""
    circle = office("issued")
    victim, inbox = codes(circle)[1], circle.office / "inbox"
    circle.world("scan", circle.tray("decisions"), "--alter", f"{victim}:1", "--to", inbox / "dan-ten.pdf")
    (inbox / "lạ.jpg").write_bytes(jpeg(letter()))
    circle.take_inbox(expect=(LOOK,))
    ours, foreign = circle.docgen("inbox", "review", "--json").json
    assert ours["candidates"][0]["document"] == victim
    assert [Path(path).read_bytes()[:4] for path in ours["pictures"]] == [b"\x89PNG"] * len(ours["pictures"]) != []
    assert foreign["pictures"] == []  # nobody knows yet what stands on it
    assert len(foreign["candidates"]) == 1
    circle.docgen("inbox", "accept", ours["sha256"][:12], "--reason", "đã đối chiếu, lưu làm chứng")
    assert [path for path in ours["pictures"] if Path(path).exists()] == []
    shown = circle.docgen("inbox", "show", ours["sha256"][:12], "--json").json
    assert (shown["decided_by"], shown["reason"]) == ("văn thư", "đã đối chiếu, lưu làm chứng")
    assert "page-altered" in {problem["code"] for row in shown["documents"] for problem in row["problems"]}
    moved = {deed["key"] for deed in shown["deeds"] if deed["after"].get("state") == "filed"}
    assert moved == set(codes(circle)) - {victim}
    assert shown["unchanged"]
    stored = circle.office / shown["stored_path"]
    stored.chmod(0o644)
    stored.write_bytes(stored.read_bytes() + b" ")
    assert "ĐÃ KHÁC" in circle.docgen("inbox", "show", ours["sha256"][:12]).err


def named_outside(circle: Circle, log: str) -> list[str]:
    """People whose names stand in the log, in a path of shelf, staging or review folder, or in a code (54)."""
    kept = [circle.office / folder for folder in ("archive", "archive.received", "archive.staging", "review")]
    paths = " ".join(path.name for folder in kept for path in folder.rglob("*"))
    told = fold(f"{paths} {log} {codes(circle)}").replace("-", " ").replace("_", " ")
    people = {fold(task["name"]) for task in circle.dump()["tasks"]}
    assert len(people) == PEOPLE
    return [name for name in people if name in told]
