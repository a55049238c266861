"""Hồ sơ tự lập, có mục lục, kết thúc với số đếm đúng, giữ lại, hết hạn thì hội đồng xét hủy.

Văn thư khai mã định danh một lần; từ đó văn bản vào sổ là có hồ sơ.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from docgen.house_style import check
from docgen.media.docx import document_text
from tests.stories.conftest import Prepared
from tests.support.circle import LOOK, Circle

AGENCY = '\n[archive]\nagency = "H00.11"\n'
SHORT = """
[[rule]]
id = "muoi-nam"
kind = "person"
title = "Hồ sơ giao việc của cá nhân"
years = 10
start = "year_work_ended"
basis = "Quyết định của cơ quan"
"""
CLOSING = dt.date(2021, 12, 30)


def name_agency(circle: Circle, settings: str = AGENCY) -> None:
    """The office says its mã định danh."""
    path = circle.office / "office.toml"
    path.write_text(path.read_text("utf-8") + settings, "utf-8")


def listed(circle: Circle, *more: object, **how: Any) -> dict[str, dict[str, Any]]:
    """Dossiers by their code."""
    rows = circle.docgen("dossiers", "list", *more, "--json", **how).json["dossiers"]
    return {row["dossier"]: row for row in rows}


def of_a_person(circle: Circle) -> str:
    """The first dossier of one official."""
    return next(code for code, row in listed(circle).items() if row["kind"] == "person")


def count_forms(circle: Circle, code: str) -> None:
    """Say the pages of forms, as a clerk without LibreOffice does."""
    papers = circle.docgen("dossiers", "contents", code, "--json").json["papers"]
    for paper in papers:
        if paper["pages"] is None:
            circle.docgen("dossiers", "set", code, "--pages", paper["document"], 2, "--reason", "đếm tay")


@pytest.fixture
def filled(office: Prepared) -> Circle:
    """The small office after its meeting, with everything it has in dossiers."""
    circle = office("met")
    circle.today = CLOSING
    name_agency(circle)
    circle.docgen("dossiers", "fill")
    return circle


def test_req_05_numbering_opens_and_fills_dossiers(office: Prepared) -> None:
    """Requirement 5: every paper has its mã hồ sơ in the register at the moment it is numbered."""
    circle = office("printed")
    name_agency(circle)
    day = circle.decision_day
    circle.docgen("decisions", "signed", "--on", day)
    circle.docgen("decisions", "number", "--on", day)
    entries = circle.docgen("register", "list", "--json").json
    assert entries and all(entry["dossier"].startswith("H00.11.2021.") for entry in entries)
    assert circle.docgen("register", "gaps", "--json").json["without_dossier"] == []
    found = listed(circle)
    assert {row["state"] for row in found.values()} == {"open"}
    assert sorted(entry["dossier"] for entry in entries) == sorted(found)


def test_req_05_what_was_outside_is_told_and_then_filled(office: Prepared) -> None:
    """Requirement 5: an office that had said no mã định danh has its papers listed until it does."""
    circle = office("met")
    circle.today = CLOSING
    outside = circle.docgen("dossiers", "list", "--json", expect=(LOOK,)).json["outside"]
    assert {row["kind"] for row in outside} == {"decision", "self_assessment", "minutes"}
    circle.docgen("dossiers", "fill", expect=(LOOK,))
    name_agency(circle)
    assert circle.docgen("dossiers", "fill", "--json").json == {"placed": len(outside), "outside": []}
    assert {row["kind"] for row in listed(circle).values()} >= {"person", "cycle"}


def test_req_06_the_list_of_contents_counts_exactly(filled: Circle, tmp_path: Path) -> None:
    """Requirement 6: mục lục says every paper and the exact number of documents and pages, on paper and in Excel."""
    code = of_a_person(filled)  # its form was never printed: closing counts its pages
    done = filled.docgen("dossiers", "close", "--year", 2021, "--reason", "xong việc của năm", "--json").json
    assert (len(done["closed"]), done["refused"]) == (len(listed(filled)), [])
    row = listed(filled)[code]
    said = filled.docgen("dossiers", "contents", code, tmp_path / "ml.docx", "--json").json
    assert (row["documents"], row["pages"]) == (said["documents"], said["pages"]) == (2, sum_of(said))
    words = "\n".join(document_text((tmp_path / "ml.docx").read_bytes()))
    assert code in words and f"Hồ sơ này có 02 (hai) văn bản, {said['pages']:02d} (" in words
    assert [f.rule for f in check((tmp_path / "ml.docx").read_bytes()).findings if f.verdict.value == "fail"] == []
    filled.docgen("dossiers", "contents", code, tmp_path / "ml.xlsx")
    cells = [cell.value for line in load_workbook(tmp_path / "ml.xlsx").active.iter_rows() for cell in line]
    assert {paper["number_text"] for paper in said["papers"]} - {""} <= set(cells)


def sum_of(said: dict[str, Any]) -> int:
    """The pages of the papers one by one."""
    return sum(paper["pages"] for paper in said["papers"])


def test_req_06_a_later_paper_needs_the_dossier_opened_again(filled: Circle) -> None:
    """Requirement 6: nothing is put in a closed dossier; re-opened with a reason it takes the paper and counts anew."""
    code = of_a_person(filled)
    count_forms(filled, code)
    filled.docgen("dossiers", "close", code, "--reason", "xong việc")
    before = listed(filled)[code]
    common = next(name for name, row in listed(filled).items() if row["kind"] == "cycle")
    (minutes,) = filled.docgen("dossiers", "contents", common, "--json").json["papers"]
    add = ("dossiers", "add", code, minutes["document"], "--reason", "biên bản về chính người này")
    assert f"docgen dossiers reopen {code}" in filled.docgen(*add, expect=(LOOK,)).err
    assert listed(filled)[code] == before
    filled.docgen("dossiers", "reopen", code, "--reason", "bổ sung biên bản")
    filled.docgen(*add)
    filled.docgen("dossiers", "close", code, "--reason", "đủ")
    after = listed(filled)[code]
    assert (after["documents"], after["pages"]) == (before["documents"] + 1, before["pages"] + minutes["pages"])


def test_req_07_deadlines_are_shown_with_their_basis(filled: Circle) -> None:
    """Requirement 7: 60 days, a year and five years from the end of the work, each with its instrument."""
    code = of_a_person(filled)
    count_forms(filled, code)
    filled.docgen("dossiers", "close", code, "--ended", "2021-12-20", "--reason", "xong việc")
    shown = filled.docgen("dossiers", "show", code, "--json").json
    assert [(each["due"], each["binding"]) for each in shown["deadlines"]] == [
        ("2022-02-18", False),
        ("2022-12-20", True),
        ("2022-12-31", False),
        ("2027-12-31", False),
    ]
    words = filled.docgen("dossiers", "show", code).err
    assert all(basis in words for basis in ("05/2025/TT-BNV", "30/2020/NĐ-CP", "33/2024/QH15"))
    assert filled.docgen("dossiers", "due", "--json").json[0]["dossier"] == code


def test_req_08_a_new_name_and_fonds_change_nothing_old(filled: Circle, tmp_path: Path) -> None:
    """Requirement 8: after a new name and mã phông old ids, places and printed lists are what they were."""
    code = of_a_person(filled)
    count_forms(filled, code)
    filled.docgen("dossiers", "close", code, "--ended", "2021-12-20", "--reason", "xong việc")
    before = filled.docgen("dossiers", "show", code, "--json").json
    filled.docgen("dossiers", "contents", code, tmp_path / "cu.docx")
    path = filled.office / "office.toml"
    settings = path.read_text("utf-8").replace('agency = "H00.11"', 'agency = "H00.99"\nfonds = "P77"')
    body = filled.settings["issuer"]["body"]
    path.write_text(settings.replace(f'body = "{body}"', 'body = "Đảng ủy xã Mới"', 1), "utf-8")
    assert filled.docgen("dossiers", "show", code, "--json").json == before
    filled.docgen("dossiers", "contents", code, tmp_path / "moi.docx")
    assert (tmp_path / "moi.docx").read_bytes() == (tmp_path / "cu.docx").read_bytes()
    filled.docgen("register", "print", "--no-pdf")
    new = next(row for row in listed(filled).values() if row["kind"] == "register")
    assert (new["dossier"], new["fonds"], new["body"]) == ("H00.99.2021.01", "P77", "Đảng ủy xã Mới")
    filled.docgen("archive", "verify")


def test_what_lies_on_the_shelf_tells_of_the_dossier(filled: Circle) -> None:
    """The shelf alone says what a closed dossier holds, with the digests of its papers, and what was done later."""
    code = of_a_person(filled)
    count_forms(filled, code)
    filled.docgen("dossiers", "close", code, "--reason", "xong việc")
    filled.docgen("dossiers", "hold", code, "--reason", "thanh tra")
    facts = [json.loads(path.read_text("utf-8")) for path in (filled.office / "archive").rglob("ho-so.json")]
    assert [each["code"] for each in facts] == [code, code]
    newest = next(each for each in facts if each["holds"])
    assert (newest["state"], newest["documents"], newest["holds"][0]["reason"]) == ("closed", 2, "thanh tra")
    assert all(paper["held"]["sha512"] for paper in newest["papers"])
    filled.docgen("archive", "verify")
