"""The form-filler at work on a small form built here, looked at with nothing but the XML of the saved file."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from tests.support.outside_world import __main__ as command_line
from tests.support.outside_world.form_filler import Mistakes, fill_form, grade_from, level_at
from tests.support.outside_world.word_controls import Form, table_controls, task_table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = ("STT", "Nhiệm vụ được giao", "Kết quả đến nay", "Tỷ lệ hoàn thành", "Mức độ hoàn thành", "Tự chấm")
LEVELS = ("Chọn mức", "Vượt", "Hoàn thành", "Hoàn thành cơ bản", "Chưa hoàn thành")
GRADES = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Không hoàn thành nhiệm vụ")
STORE = "{0B2F5C3A-1111-4222-8333-444455556666}"
TASKS = ("Nâng chất lượng sinh hoạt chi bộ [NV-1]", "Hoàn thành tiêu chí môi trường [NV-2]")


def control(tag: str, choices: tuple[str, ...] = (), binding: str = "") -> etree._Element:
    """An empty content control with its prompt."""
    items = "".join(f'<w:listItem w:displayText="{choice}" w:value="{choice}"/>' for choice in choices)
    kind = f"<w:dropDownList>{items}</w:dropDownList>" if choices else "<w:text/>"
    bound = f'<w:dataBinding w:xpath="{binding}" w:storeItemID="{STORE}"/>' if binding else ""
    return etree.fromstring(
        f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr><w:tag w:val="{tag}"/><w:lock w:val="sdtLocked"/>{bound}'
        f"<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr>"
        f"<w:t>Bấm vào đây</w:t></w:r></w:sdtContent></w:sdt>"
    )


def make_form(path: Path, *, name: str = "Lò Thị Sim") -> Path:
    """A form with two tasks, a line for the total, and the sentences below."""
    document = Document()
    document.add_paragraph(f"Họ và tên: {name}")
    table = document.add_table(rows=1, cols=7)
    for cell, heading in zip(table.rows[0].cells, (*HEADINGS, "Minh chứng"), strict=True):
        cell.text = heading
    for number, task in enumerate(TASKS, start=1):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = str(number), task
        for column in range(2, 7):
            choices = LEVELS if column == 4 else ()
            cells[column].paragraphs[0]._p.append(control(f"c{column}-{number}", choices))
        cells[5].paragraphs[0].add_run("/35")
    last = table.add_row().cells
    last[0].merge(last[4]).text = "Cộng điểm kết quả nhiệm vụ"
    last[5].paragraphs[0]._p.append(control("total"))
    for label in ("1. Ưu điểm", "2. Hạn chế, nguyên nhân: "):
        document.add_paragraph(label)
        document.add_paragraph()._p.append(control(label[3:5]))
    document.add_paragraph("3. Kiến nghị: ")._p.append(control("kn", binding="/form/kn"))
    document.add_paragraph("4. Tự xếp loại: ")._p.append(control("xl", GRADES))
    document.add_paragraph("Ý KIẾN CỦA NGƯỜI QUẢN LÝ TRỰC TIẾP")
    document.add_paragraph()._p.append(control("ql"))
    document.save(str(path))
    properties = f'<ds:datastoreItem xmlns:ds="{DS}" ds:itemID="{STORE}"/>'
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("customXml/item9.xml", "<form><kn/></form>")
        package.writestr("customXml/itemProps9.xml", properties)
    return path


DS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def part(path: Path, name: str = "word/document.xml") -> etree._Element:
    """One part of a saved file."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def answers(path: Path) -> dict[str, str]:
    """What each control shows, by tag."""
    shown = {}
    for sdt in part(path).iter(f"{W}sdt"):
        tag = sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        shown[tag] = "".join(node.text for node in sdt.iter(f"{W}t"))
    return shown


def prompts(path: Path) -> set[str]:
    """The tags of controls that still show their prompt."""
    sdts = part(path).iter(f"{W}sdt")
    return {
        sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        for sdt in sdts
        if sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    }


def fixed_text(path: Path) -> list[str]:
    """All printed text outside the controls."""
    return [node.text for node in part(path).iter(f"{W}t") if next(node.iterancestors(f"{W}sdt"), None) is None]


def test_every_field_is_answered(tmp_path: Path) -> None:
    """A careful person answers all fields but the manager's, with values that fit their columns."""
    source = make_form(tmp_path / "form.docx")
    target = fill_form(source, tmp_path / "in" / "form.docx")
    said = answers(target)
    assert prompts(source) == set(said) and prompts(target) == {"ql"}
    assert part(target).find(f".//{W}sdt//{W}rStyle[@{W}val='PlaceholderText']") is not None  # the manager's prompt
    assert all(said[f"c4-{number}"] in LEVELS[1:] for number in (1, 2))
    assert all(0 < int(said[f"c5-{number}"]) <= 35 for number in (1, 2))
    assert int(said["total"]) == int(said["c5-1"]) + int(said["c5-2"])
    assert said["xl"] in GRADES[:2]


def test_nothing_else_changes(tmp_path: Path) -> None:
    """Printed text, the other parts and their order stay as sent; locks and tags stay too."""
    source = make_form(tmp_path / "form.docx")
    target = fill_form(source, tmp_path / "filled.docx")
    assert fixed_text(target) == fixed_text(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "customXml/item9.xml"}
    assert len(list(part(target).iter(f"{W}lock"))) == len(list(part(source).iter(f"{W}lock")))


def test_bound_data_follows(tmp_path: Path) -> None:
    """What is typed into a bound control also stands in the custom XML, as Word saves it."""
    target = fill_form(make_form(tmp_path / "form.docx"), tmp_path / "filled.docx")
    assert part(target, "customXml/item9.xml").findtext("kn") == answers(target)["kn"] != ""


@pytest.mark.parametrize(
    ("mistake", "tag"), [("leave_out", "c2-1"), ("no_evidence", "c6-1")], ids=["leave_out", "no_evidence"]
)
def test_something_is_left_out(tmp_path: Path, mistake: str, tag: str) -> None:
    """The asked mistake leaves exactly one field of the first task empty."""
    target = fill_form(make_form(tmp_path / "form.docx"), tmp_path / "out.docx", Mistakes(**{mistake: True}))
    assert prompts(target) == {"ql", tag}


def test_completed_without_evidence(tmp_path: Path) -> None:
    """A person without evidence still claims to have finished."""
    target = fill_form(make_form(tmp_path / "form.docx"), tmp_path / "out.docx", Mistakes(no_evidence=True))
    assert answers(target)["c4-1"] == "Hoàn thành"


def test_over_the_maximum(tmp_path: Path) -> None:
    """Rate and score of the first task are too high, those of the second are not."""
    target = fill_form(make_form(tmp_path / "form.docx"), tmp_path / "out.docx", Mistakes(over_maximum=True))
    said = answers(target)
    assert said["c3-1"] == "250%" and int(said["c5-1"]) == 40
    assert int(said["c5-2"]) <= 35


def test_a_fixed_sentence_is_changed(tmp_path: Path) -> None:
    """Exactly one printed text of the task table is other than sent."""
    source = make_form(tmp_path / "form.docx")
    target = fill_form(source, tmp_path / "out.docx", Mistakes(change_fixed_sentence=True))
    pairs = zip(fixed_text(source), fixed_text(target), strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]] == [
        (TASKS[0], "Cơ bản nâng chất lượng sinh hoạt chi bộ [NV-1]")
    ]


@pytest.mark.parametrize(("rate", "level"), [(100, "Hoàn thành"), (95, "Hoàn thành cơ bản"), (40, "Chưa hoàn thành")])
def test_the_level_fits_the_rate(rate: int, level: str) -> None:
    """Nobody claims to have completed what is below 100 per cent."""
    assert level_at(LEVELS[1:], rate) == level


def test_nobody_fails_himself() -> None:
    """The worst grade is never chosen."""
    assert {grade_from(GRADES, random.Random(seed)) for seed in range(40)} == set(GRADES[:2])


def test_a_wrapped_cell_is_a_field(tmp_path: Path) -> None:
    """A control around a whole cell is found under the heading of its column."""
    source = make_form(tmp_path / "form.docx")
    form = Form(source)
    table = task_table(form.body, "Kết quả đến nay")
    assert table is not None
    cell = table.findall(f"{W}tr")[1].findall(f"{W}tc")[2]
    inner = cell.find(f".//{W}sdt")
    inner.getparent().remove(inner)
    wrapper = control("wrapped")
    place = cell.getparent().index(cell)
    cell.getparent().insert(place, wrapper)
    wrapper.find(f"{W}sdtContent").remove(wrapper.find(f"{W}sdtContent/{W}r"))
    wrapper.find(f"{W}sdtContent").append(cell)
    first = table_controls(table, "Kết quả đến nay")[0]
    form.type_into(first, "Xong")
    assert first.label == "Kết quả đến nay" and "".join(cell.itertext()) == "Xong"


def test_forms_differ_and_repeat(tmp_path: Path) -> None:
    """A folder is filled by one command, each person otherwise, twice the same; what is no form is left alone."""
    sent = tmp_path / "sent"
    sent.mkdir()
    for number in range(5):
        make_form(sent / f"form-{number}.docx", name=f"Lò Thị Sim {number}")
    other = Document()
    other.add_paragraph("QUYẾT ĐỊNH")
    other.save(str(sent / "decision.docx"))
    results = []
    for inbox in (tmp_path / "one", tmp_path / "two"):
        assert command_line.main(["fill-forms", str(sent), "--to", str(inbox)]) == 0
        results.append({path.name: path.read_bytes() for path in inbox.iterdir()})
    assert results[0] == results[1] and len(results[0]) == 5
    assert len({str(answers(path)) for path in (tmp_path / "one").iterdir()}) > 2


@pytest.mark.pdf
def test_a_form_saved_by_libreoffice_keeps_the_answers(tmp_path: Path) -> None:
    """Saved through LibreOffice, the file is another one but the answers can still be seen."""
    source = make_form(tmp_path / "form.docx")
    plain = fill_form(source, tmp_path / "plain.docx")
    saved = fill_form(source, tmp_path / "saved.docx", through_office=True)
    seen = "".join(part(saved).itertext())
    assert all(text in seen for text in answers(plain).values())
    assert saved.read_bytes() != plain.read_bytes()
