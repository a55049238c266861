"""Sổ văn bản đi: số liên tục, giữ số, hủy số có lý do, năm mới từ 01, in đủ mười cột và bản in cũng được lưu.

Requirements 1 to 5 of the records side: the register explains every number, and what is printed is what is stored.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.stories.conftest import Prepared, copy_of, new_office, to_drafted
from tests.support.circle import LOOK, ROOT, USAGE, Circle
from tests.support.messy_workbook import PEOPLE

PARTY = "party/HU/QĐ/2020-2025"
NEW_YEAR = dt.date(2022, 1, 3)


@pytest.fixture(scope="module")
def drafted_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The State office with its drafts, prepared once."""
    folder = tmp_path_factory.mktemp("suoi-ba") / "co-quan"
    to_drafted(new_office(folder, "suoi-ba"))
    return folder


@pytest.fixture
def state(drafted_state: Path, tmp_path: Path) -> Circle:
    """A copy of the State office for one story."""
    return copy_of(drafted_state, tmp_path / "co-quan")


def number(circle: Circle, code: str, *words: object, **how: Any) -> str:
    """Number one draft as an office that numbers first does; number and symbol."""
    said = circle.docgen("decisions", "number", code, "--number-first", *words, "--json", **how).json
    return str(said["done"][0]["number_text"])


def codes(circle: Circle) -> list[str]:
    """The codes of all decisions in signing order."""
    return [row["document"] for row in circle.docgen("decisions", "list", "--json").json]


def rows(circle: Circle) -> list[dict[str, Any]]:
    """The rows of the registers."""
    found: list[dict[str, Any]] = circle.docgen("register", "list", "--json").json
    return found


def test_two_clerks_at_once_get_two_numbers_in_a_row(office: Prepared) -> None:
    """Requirement 1: two numbering commands started at the same moment give 01 and 02, whoever is first."""
    circle = office("drafted")
    command = [sys.executable, "-m", "docgen", "--office", str(circle.office), "decisions", "number", "--number-first"]
    surroundings = {**os.environ, "DOCGEN_TODAY": circle.decision_day.isoformat(), "PYTHONPATH": str(ROOT)}
    clerks = [
        subprocess.Popen([*command, code], env=surroundings, stderr=subprocess.PIPE) for code in codes(circle)[:2]
    ]
    assert [clerk.wait(timeout=120) for clerk in clerks] == [0, 0]
    for clerk in clerks:
        assert clerk.stderr is not None
        clerk.stderr.close()
    assert [row["number"] for row in rows(circle)] == ["01-QĐ/HU", "02-QĐ/HU"]
    assert {row["document"] for row in rows(circle)} == set(codes(circle)[:2])


def test_a_command_that_fails_takes_no_number(office: Prepared) -> None:
    """Requirement 1: when one paper of a batch cannot be numbered, none is, and the next number is still 01."""
    circle = office("drafted")
    first, second = codes(circle)[:2]
    circle.docgen("decisions", "withdraw", second, "--reason", "soạn nhầm")
    circle.docgen("decisions", "number", first, "--number-first", "--on", "2019-05-05", expect=(LOOK,))
    assert rows(circle) == []
    assert number(circle, first) == "01-QĐ/HU"


def test_the_series_begins_again_on_new_year(state: Circle) -> None:
    """Requirement 2: a paper of 31/12 entered in January needs a reason; papers of the new year begin at 01."""
    first, second, third = codes(state)[:3]
    last_day = dt.date(2021, 12, 31)
    assert number(state, first, "--on", last_day, today=last_day) == "01/QĐ-UBND"
    late = ("decisions", "number", second, "--on", last_day)
    refused = state.docgen(*late, expect=(LOOK,), today=NEW_YEAR)
    assert "đã hết năm" in refused.err and "--reason" in refused.err
    state.docgen(*late, "--reason", "ký tối 31/12", today=NEW_YEAR)
    assert rows(state)[1]["reason"] == "vào sổ ngày 03/01/2022: ký tối 31/12"
    state.docgen("decisions", "withdraw", third, "--reason", "sang năm mới")
    (drafted,) = state.docgen("decisions", "draft", "--on", NEW_YEAR, "--json", today=NEW_YEAR).json["documents"][-1:]
    assert number(state, drafted, today=NEW_YEAR) == "01/QĐ-UBND"
    assert [row["register"] for row in rows(state)] == ["state/UBND/2021", "state/UBND/2021", "state/UBND/2022"]


def test_the_printed_register_is_what_is_stored(office: Prepared) -> None:
    """Requirement 3, I12: every row of the print is the row of the database; a word changed in the print is found."""
    circle = office("drafted")
    first, second = codes(circle)[:2]
    circle.docgen("register", "reserve", 1, "--for", "Ban Tổ chức", "--reason", "họp đột xuất")
    number(circle, first, "--copies", 4)
    number(circle, second)
    circle.docgen("decisions", "void", second, "--reason", "in hỏng")
    (book,) = circle.docgen("register", "print", "--no-pdf", "--json").json
    assert (book["register"], book["rows"], book["is_new"]) == (PARTY, 3, True)
    data = (circle.office / book["docx"]).read_bytes()
    assert faults(data, circle) == []
    cover = [line.text for line in Document(io.BytesIO(data)).paragraphs]
    assert {"SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Nhiệm kỳ 2020-2025", "Từ số 01 đến số 03", "Quyển số 01"} <= set(cover)
    spoilt = Document(io.BytesIO(data))
    spoilt.tables[-1].rows[3].cells[6].paragraphs[0].runs[0].text = "05"
    copy = io.BytesIO()
    spoilt.save(copy)
    assert faults(copy.getvalue(), circle) == ["02-QĐ/HU, cột 7"]


def faults(book: bytes, circle: Circle) -> list[str]:
    """Cells of the printed book, and of the workbook, that do not say what the database says."""
    stored = stored_rows(circle)
    printed = [tuple(cell.text for cell in row.cells) for row in Document(io.BytesIO(book)).tables[-1].rows[2:]]
    lines = [tuple("" if cell is None else str(cell) for cell in line[:10]) for line in exported(circle)]
    exported_rows = lines[next(n for n, line in enumerate(lines) if line[0] == "Số, ký hiệu văn bản") + 1 :]
    found = []
    for shown in (printed, exported_rows):
        found += [f"{len(shown)} dòng, sổ {len(stored)} dòng"] if len(shown) != len(stored) else []
        for line, row in zip(shown, stored, strict=False):
            found += [
                f"{row[0]}, cột {n}" for n, cells in enumerate(zip(line, row, strict=True), 1) if cells[0] != cells[1]
            ]
    return found


def exported(circle: Circle) -> list[tuple[Any, ...]]:
    """The lines of the workbook the register is exported to."""
    path = circle.office.parent / "so.xlsx"
    circle.docgen("register", "export", path)
    return list(load_workbook(path).active.iter_rows(values_only=True))


def stored_rows(circle: Circle) -> list[tuple[str, ...]]:
    """What the ten columns must say, read from the database and put into words here."""
    with contextlib.closing(sqlite3.connect(circle.office / "registry.db")) as database:
        database.row_factory = sqlite3.Row
        return [in_words(row) for row in database.execute("SELECT * FROM register_entry ORDER BY register_id, number")]


def in_words(row: sqlite3.Row) -> tuple[str, ...]:
    """One row of the database as its ten cells."""
    by = f"ngày {shown_day(row['changed_at'][:10], zero=True)} ({row['changed_by']})"
    notes = {
        "given": row["reason"],
        "void": f"hủy số {by}: {row['reason']}",
        "reserved": f"giữ số {by}, cho {row['held_for']}: {row['reason']}",
    }
    return (
        row["number_text"],
        shown_day(row["dated"]),
        f"Quyết định {row['abstract']}" if row["abstract"] else "",
        f"{row['signatory']} ({row['position']})" if row["position"] else "",
        row["recipients"],
        row["kept_by"],
        f"{row['copies']:02d}" if row["copies"] else "",
        shown_day(row["handed_on"]),
        row["received_by"],
        notes[row["state"]],
    )


def shown_day(text: str | None, *, zero: bool = False) -> str:
    """A day of the database as papers write it: a zero before days and the first two months."""
    if not text:
        return ""
    year, month, day = text.split("-")
    return f"{day}/{month if zero or month < '03' else int(month)}/{year}"


def test_the_print_itself_is_filed(office: Prepared) -> None:
    """Requirement 3: the print becomes a document on the shelf, once as long as nothing changed, anew with new rows."""
    circle = office("drafted")
    first, second = codes(circle)[:2]
    number(circle, first)
    (book,) = circle.docgen("register", "print", "--no-pdf", "--json").json
    (again,) = circle.docgen("register", "print", "--no-pdf", "--json").json
    assert (again["code"], again["is_new"]) == (book["code"], False)
    number(circle, second)
    (newer,) = circle.docgen("register", "print", "--no-pdf", "--json").json
    assert newer["is_new"] and newer["code"] != book["code"]
    kept = {row["document"]: row["state"] for row in circle.dump()["documents"] if row["kind"] == "register_book"}
    assert kept == {book["code"]: "replaced", newer["code"]: "issued"}
    shelved = [path.name for path in (circle.office / "archive").rglob("phat-hanh/*")]
    assert sorted(shelved) == ["du-lieu.json", "du-lieu.json", "vb.docx", "vb.docx"]
    circle.docgen("archive", "verify")


def test_a_void_number_says_who_when_and_why(office: Prepared) -> None:
    """Requirement 4: a void number is never given again, and its row says who, when and why on screen and in print."""
    circle = office("drafted")
    first, second = codes(circle)[:2]
    number(circle, first)
    circle.docgen("decisions", "void", first, "--reason", "ghi nhầm chức vụ")
    assert number(circle, second) == "02-QĐ/HU"
    void = circle.docgen("register", "gaps", "--json").json["void"]
    assert [(row["number"], row["changed_by"], row["reason"]) for row in void] == [
        ("01-QĐ/HU", "văn thư", "ghi nhầm chức vụ")
    ]
    assert void[0]["changed_at"].startswith("2021-03-02")
    notes = [cell for line in exported(circle) for cell in line]
    assert "hủy số ngày 02/03/2021 (văn thư): ghi nhầm chức vụ" in notes


def test_every_registered_paper_has_its_dossier(office: Prepared) -> None:
    """Requirement 5: a paper without a hồ sơ is listed in status and gaps until somebody says which one."""
    circle = office("drafted")
    first, second = codes(circle)[:2]
    number(circle, first)
    number(circle, second, "--dossier", "H49.2021.02")
    waiting = {row[0]: row[1] for row in circle.docgen("status", "--json").json["waiting"]}
    assert waiting["Văn bản đã vào sổ chưa có mã hồ sơ"] == 1
    assert [row["document"] for row in circle.docgen("register", "gaps", "--json").json["without_dossier"]] == [first]
    assert first in circle.docgen("register", "gaps").err
    circle.docgen("register", "file", first, "--dossier", "H49.2021.01")
    assert circle.docgen("register", "gaps", "--json").json["without_dossier"] == []
    assert "Văn bản đã vào sổ chưa có mã hồ sơ" not in {
        row[0] for row in circle.docgen("status", "--json").json["waiting"]
    }
    assert [row["dossier"] for row in rows(circle)] == ["H49.2021.01", "H49.2021.02"]


def test_an_office_says_its_dossier_once(state: Circle) -> None:
    """Requirement 5: with archive.dossier in office.toml every paper has its hồ sơ when it is numbered."""
    state.docgen("decisions", "number")
    assert {row["dossier"] for row in rows(state)} == {"H49.2021.07"}
    assert len(rows(state)) == PEOPLE


def test_a_kept_number_waits_for_its_paper(office: Prepared) -> None:
    """A number kept for a paper by its code is taken by it alone; one kept for a unit is named; unused it is void."""
    circle = office("drafted")
    first, second, third = codes(circle)[:3]
    circle.docgen("register", "reserve", 1, "--for", second, "--reason", "chờ ý kiến")
    kept = circle.docgen("register", "reserve", 2, "--for", "Ban Tổ chức", "--reason", "họp đột xuất", "--json").json
    assert kept == {"reserved": ["02-QĐ/HU", "03-QĐ/HU"]}
    assert number(circle, first) == "04-QĐ/HU"
    assert number(circle, second) == "01-QĐ/HU"
    assert number(circle, third, "--reserved", 2) == "02-QĐ/HU"
    circle.docgen("register", "void", 3, "--register", PARTY, "--reason", "không họp")
    gaps = circle.docgen("register", "gaps", "--json").json
    assert (gaps["reserved"], [row["number"] for row in gaps["void"]]) == ([], ["03-QĐ/HU"])


def test_an_office_that_begins_in_the_middle_of_a_year(state: Circle) -> None:
    """With 46 numbers given on paper the register begins at 47: no gap is told, none of them is given, kept or void.

    The register of the next year begins at 01 as ever; once a number was given the beginning stands.
    """
    said = state.docgen("register", "open", 47, "--reason", "sổ giấy đến số 46", "--json").json
    assert said == {"register": "state/UBND/2021", "first": 47, "number": "47/QĐ-UBND"}
    first, second = codes(state)[:2]
    assert number(state, first) == "47/QĐ-UBND"
    gaps = state.docgen("register", "gaps", "--json").json
    assert (gaps["missing"], gaps["begun"]) == ([], [{"register": "state/UBND/2021", "first": 47}])
    assert "mở từ số 47" in state.docgen("register", "gaps").err
    told = state.docgen("register", "void", 12, "--register", "state/UBND/2021", "--reason", "x", expect=(LOOK,))
    assert "sổ giấy" in told.err
    assert "đã có số" in state.docgen("register", "open", 99, "--reason", "x", expect=(LOOK,)).err
    (book,) = state.docgen("register", "print", "--no-pdf", "--json").json
    cover = [line.text for line in Document(io.BytesIO((state.office / book["docx"]).read_bytes())).paragraphs]
    assert "Từ số 47 đến số 47" in cover
    state.docgen("decisions", "withdraw", second, "--reason", "sang năm mới")
    drafted = state.docgen("decisions", "draft", "--on", NEW_YEAR, "--json", today=NEW_YEAR).json["documents"]
    assert number(state, drafted[-1], today=NEW_YEAR) == "01/QĐ-UBND"


def tampered(circle: Circle, statement: str) -> None:
    """Change the database behind the program's back."""
    with contextlib.closing(sqlite3.connect(circle.office / "registry.db")) as database:
        database.execute(statement)
        database.commit()


def settled(circle: Circle, before: str, after: str) -> None:
    """Change a line of office.toml."""
    path = circle.office / "office.toml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8", newline="\n")


def test_an_office_renamed_prints_the_register_of_its_old_name(state: Circle) -> None:
    """The register of last year is headed by the name of then, that of this year by the new one; neither stands still.

    Printed before the change it is not filed anew after it, and no filter is needed to print or export both.
    """
    first, second, third = codes(state)[:3]
    number(state, first)
    (before,) = state.docgen("register", "print", "--no-pdf", "--json").json
    settled(state, 'body = "Ủy ban nhân dân tỉnh Suối Ba"', 'body = "Ủy ban nhân dân tỉnh Khe Sông"')
    settled(state, 'symbol = "UBND"', 'symbol = "UBND-KS"')
    for code in (second, third):
        state.docgen("decisions", "withdraw", code, "--reason", "soạn lại theo tên mới")
    drafted = state.docgen("decisions", "draft", "--on", NEW_YEAR, "--json", today=NEW_YEAR).json["documents"]
    assert number(state, drafted[-1], today=NEW_YEAR) == "01/QĐ-UBND-KS"
    new, old = state.docgen("register", "print", "--no-pdf", "--json", today=NEW_YEAR).json
    assert (old["register"], old["code"], old["is_new"]) == ("state/UBND/2021", before["code"], False)
    assert (new["register"], new["is_new"]) == ("state/UBND-KS/2022", True)
    assert [headed(state, book) for book in (old, new)] == ["TỈNH SUỐI BA", "TỈNH KHE SÔNG"]
    path = state.office.parent / "so.xlsx"
    state.docgen("register", "export", path)
    covers = [[line[0] for line in sheet.iter_rows(max_row=3, values_only=True)] for sheet in load_workbook(path)]
    assert [cover[1] for cover in covers] == ["Ủy ban nhân dân tỉnh Khe Sông", "ỦY BAN NHÂN DÂN TỈNH SUỐI BA"]
    assert ["Năm 2022" in covers[0], "Năm 2021" in covers[1]] == [True, True]


def headed(circle: Circle, book: dict[str, Any]) -> str:
    """The last line of the body's name at the head of a printed book."""
    cells = Document(io.BytesIO((circle.office / book["docx"]).read_bytes())).tables[0].rows[0].cells
    lines = [line.text for line in cells[0].paragraphs if line.text.strip()]
    return " ".join(lines).removeprefix("ỦY BAN NHÂN DÂN ").strip()


def test_a_name_changed_within_a_register(office: Prepared) -> None:
    """A committee that changes its name heads the book of a year as its last paper of that year was headed."""
    circle = office("drafted")
    first, second = codes(circle)[:2]
    number(circle, first)
    settled(circle, 'body = "Huyện ủy Khe Sáu"', 'body = "Đảng ủy Khe Sáu"')
    circle.docgen("decisions", "withdraw", second, "--reason", "soạn lại theo tên mới")
    later = dt.date(2022, 3, 1)
    drafted = circle.docgen("decisions", "draft", "--on", later, "--json", today=later).json["documents"]
    number(circle, drafted[-1], today=later)
    for year, name in ((2021, "HUYỆN ỦY KHE SÁU"), (2022, "Đảng ủy Khe Sáu")):
        path = circle.office.parent / f"{year}.xlsx"
        circle.docgen("register", "export", path, "--year", year)
        assert name in [line[0] for line in load_workbook(path).active.iter_rows(max_row=4, values_only=True)]


def test_a_symbol_changed_after_drafting_is_found(office: Prepared) -> None:
    """I12: a paper drafted under one symbol is not entered under another."""
    circle = office("drafted")
    settled(circle, 'symbol = "HU"', 'symbol = "HUKS"')
    (code,) = codes(circle)[:1]
    tampered(circle, "UPDATE document SET symbol = 'HUKS'")
    assert "in sẵn ký hiệu khác" in circle.docgen("decisions", "number", code, "--number-first", expect=(LOOK,)).err
    assert rows(circle) == []


@pytest.mark.pdf
def test_papers_are_handed_over(office: Prepared) -> None:
    """Columns 7 to 9: day, receiver and copies of issued papers stand in the workbook and in the printed book."""
    circle = office("issued")
    first, second = codes(circle)[:2]
    circle.docgen("register", "hand-over", first, second, "--to", "Văn thư các xã", "--on", "2021-03-02", "--copies", 3)
    circle.docgen("register", "export", circle.office.parent / "so.xlsx", "--register", PARTY, "--year", 2021)
    lines = list(load_workbook(circle.office.parent / "so.xlsx").active.iter_rows(values_only=True))
    (line,) = [line for line in lines if line[0] == "01-QĐ/HU"]
    assert line[3] == "Lương Thị Bích (T/M BAN THƯỜNG VỤ, BÍ THƯ)"
    assert line[5:9] == ("Văn phòng Huyện ủy", "03", "02/3/2021", "Văn thư các xã")
    assert lines[-1][6] in (None, "")
    (book,) = circle.docgen("register", "print", "--json").json
    assert (circle.office / book["pdf"]).read_bytes().startswith(b"%PDF")
    assert faults((circle.office / book["docx"]).read_bytes(), circle) == []


@pytest.mark.pdf
def test_an_office_that_numbers_first(office: Prepared) -> None:
    """Numbers come before the printer: number and date are printed, the hand only signs, and other ink waits."""
    circle = office("drafted")
    settled(circle, "[numbering]", "[numbering]\nnumber_first = true")
    first, second = codes(circle)[:2]
    assert "Cấp số bằng" in circle.docgen("print", "pack", first, expect=(USAGE,)).err
    circle.docgen("decisions", "number", first, second)
    circle.docgen("decisions", "withdraw", first, "--reason", "soạn nhầm", expect=(LOOK,))
    assert waiting(circle)["in trình ký"] == 2
    circle.docgen("print", "pack", first, second)
    circle.docgen("decisions", "void", second, "--reason", "in hỏng")
    circle.docgen("decisions", "signed", first, "--on", "2021-03-01", expect=(LOOK,))
    circle.docgen("decisions", "signed", first)
    assert waiting(circle)["ban hành"] == 1
    circle.docgen("decisions", "issue", first)
    circle.world("sign-pack", circle.pack("decisions"), "--out", circle.tray("decisions"))
    inbox = circle.office / "inbox"
    circle.world("scan", circle.tray("decisions"), "--only", first, "--to", inbox / "da-ky.pdf")
    (row,) = circle.take_inbox()
    assert row["outcome"] == "filed"
    assert [(entry["number"], entry["state"]) for entry in rows(circle)] == [
        ("01-QĐ/HU", "given"),
        ("02-QĐ/HU", "void"),
    ]


def waiting(circle: Circle) -> dict[str, int]:
    """How many papers wait for which step."""
    return {row[2]: row[1] for row in circle.docgen("status", "--json").json["waiting"]}
