"""Phòng in: in thử không để lại dấu vết, tờ rách được in lại đúng mã, in hai mặt có tờ riêng cho phụ lục.

The print room: rehearsals, reprints and paper printed on both sides.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from docgen.media import pagecode, pdf
from tests.stories.conftest import Prepared
from tests.support.circle import USAGE, Circle

pytestmark = pytest.mark.pdf


def _codes(path: Path, page: int) -> list[tuple[str, int]]:
    found = pagecode.read_codes(pdf.page_image(path, page, 150))
    return [(each.code.document, each.code.page) for each in found if each.code]


def _decisions(circle: Circle) -> list[str]:
    return [row["document"] for row in circle.docgen("decisions", "list", "--json").json]


def test_a_rehearsal_leaves_no_trace(office: Prepared) -> None:
    """A rehearsal bears “BẢN NHÁP” and no codes; the registry is as before, and the real pack comes after it."""
    circle = office("drafted")
    before = circle.dump()
    said = circle.docgen("print", "pack", "--rehearsal", "--json").json
    pack = Path(said["path"])
    assert pack.name == "ban-nhap-trinh-ky-quyet-dinh.pdf"
    assert circle.dump() == before
    texts = [" ".join(text.split()) for text in pdf.page_texts(pack)]
    assert all("BẢN NHÁP" in text for text in texts)
    assert [_codes(pack, page) for page in (2, len(texts))] == [[], []]
    circle.docgen("print", "again", _decisions(circle)[0], expect=(USAGE,))
    real = circle.docgen("print", "pack", "--json").json
    assert (real["new"], real["documents"], real["pages"]) == (True, said["documents"], said["pages"])


def test_a_torn_sheet_is_printed_again(office: Prepared) -> None:
    """The second page of one decision comes alone with its old code, from the very print, even when that is gone."""
    circle = office("printed")
    pack = circle.office / "output" / "bo-in" / "trinh-ky-quyet-dinh.pdf"
    assert circle.docgen("print", "pack", "--json").json["new"] is False
    row = json.loads(pack.with_suffix(".json").read_text())["pages"][3]
    code = row["document"]
    assert _codes(pack, row["page"]) == [(code, row["of"])]
    again = circle.docgen("print", "again", code, "--page", row["of"], "--json").json
    assert again["pages"] == [row["of"]]
    assert _codes(Path(again["path"]), 1) == [(code, row["of"])]
    for lost in (circle.office / "output" / "pdf").iterdir():
        lost.unlink()
    assert circle.docgen("print", "again", code, "--json").json["pages"] == [1, 2]
    circle.docgen("decisions", "signed", code, today=circle.decision_day)
    circle.docgen("print", "again", code, expect=(USAGE,))


def test_both_sides_with_annexes_on_one(office: Prepared) -> None:
    """With duplex each decision and each page of its annex begins a sheet; the setting alone makes a new pack."""
    circle = office("printed")
    settings = circle.office / "office.toml"
    settings.write_text(
        settings.read_text("utf-8") + "\n[printing]\nduplex = true\none_sided_annexes = true\n", "utf-8"
    )
    said = circle.docgen("print", "pack", "--json").json
    pages = json.loads(Path(said["path"]).with_suffix(".json").read_text())["pages"]
    assert said["new"]
    assert {row["page"] % 2 for row in pages} == {1}
    blank = pages[0]["page"] + 1
    assert pdf.page_texts(Path(said["path"]))[blank - 1].strip() == ""


def test_pdf_a_is_told_as_not_verified(office: Prepared) -> None:
    """With the setting each decision is written as PDF/A-2b, and people hear that nobody verified it."""
    circle = office("drafted")
    settings = circle.office / "office.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[printing]\npdf_a = true\n", "utf-8")
    said = circle.docgen("print", "pack", "--json")
    assert said.json["pdf_a"] == "not_verified"
    assert "chưa kiểm chứng" in said.err
    printed = sorted((circle.office / "output" / "pdf").glob("*-a2b.pdf"))
    assert len(printed) == len(said.json["documents"])
    root = PdfReader(printed[0]).trailer["/Root"]
    assert "/OutputIntents" in root
    metadata = root["/Metadata"].get_data()
    assert (b"pdfaid:part>2<" in metadata, b"pdfaid:conformance>B<" in metadata) == (True, True)
    (note,) = (circle.office / "output" / "pdf").glob("lan-in-*.json")
    assert json.loads(note.read_text())["converter"].endswith(", PDF/A-2b")


def test_what_made_a_pdf_is_remembered(office: Prepared) -> None:
    """The journal of the printing and the shelf of the issued paper name LibreOffice with its version."""
    circle = office("issued")
    reasons = [entry["reason"] for entry in circle.dump()["journal"] if "in trình ký" in (entry["reason"] or "")]
    assert len(reasons) > 0
    assert all(re.fullmatch(r"in trình ký \(LibreOffice \d+(\.\d+)+\)", reason) for reason in reasons)
    shelved = list((circle.office / "archive").rglob("du-lieu.json"))
    assert len(shelved) == len(_decisions(circle))
    assert {json.loads(path.read_text("utf-8"))["pdf_made_by"] in reasons[0] for path in shelved} == {True}
