"""Mẫu: chép mẫu có sẵn về sửa, mọi chỗ sai hiện cùng lúc đúng đoạn, bản cũ in lại bằng mẫu cũ.

Templates: taking one to change it, all faults at once, old papers printed again with the old template.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from docgen.media import pdf
from docgen.office import open_office
from docgen.paperwork.papers import PaperMaker
from docgen.templating import compile_template
from registry.store.documents import record_of
from tests.stories.conftest import Prepared
from tests.support.circle import LOOK, USAGE, Circle


def _own(circle: Circle, wanted: str = "party-decision") -> Path:
    return Path(circle.docgen("templates", "copy", wanted, "--json").json["path"])


def _text(path: Path) -> str:
    return "\n".join(node.text or "" for node in docx.Document(str(path)).element.iter("{*}t"))


def test_a_copied_template_goes_first_and_is_never_overwritten(empty_office: Circle) -> None:
    """A built-in template copied into the office is sound, is listed first, and a second copy is refused."""
    own = _own(empty_office)
    assert own.parent == empty_office.office / "templates"
    assert empty_office.docgen("templates", "list", "--json").json[0]["path"] == str(own)
    assert empty_office.docgen("templates", "check", own, "--json").json == []
    before = own.read_bytes()
    empty_office.docgen("templates", "copy", "party-decision", expect=(USAGE,))
    empty_office.docgen("templates", "copy", "khong-co", expect=(USAGE,))
    assert own.read_bytes() == before


def test_all_faults_at_once_with_comments_in_a_copy(empty_office: Circle) -> None:
    """An unknown field, an open tag, a tag nobody can read and an old font are told together, and marked in a copy."""
    own = _own(empty_office)
    document = docx.Document(str(own))
    for text in ("Đồng chí {{ signatori }}", "Từ {{ signatory", "Rồi {{ signatory | khong_co }}"):
        document.add_paragraph(text)
    document.add_table(1, 2).cell(0, 1).text = "{{ executorss }}"
    document.paragraphs[-1].runs[0].font.name = ".VnTime"
    document.save(str(own))
    original = own.read_bytes()
    marked = own.parent / "da-xem.docx"
    problems = empty_office.docgen("templates", "check", own, "--annotate", marked, "--json", expect=(LOOK,)).json
    told = {(row["code"], row["part"].rpartition(", ")[2]) for row in problems}
    assert {code for code, _ in told} - {"page-unknown"} == {
        "tag-not-closed",
        "template-broken",
        "field-not-declared",
        "font-not-unicode",
    }
    unknown = [row for row in problems if row["code"] == "field-not-declared"]
    assert any("“executors”" in row["message"] and row["part"].endswith("hàng 1, ô 2") for row in unknown)
    assert any("“signatory”" in row["message"] and "đoạn" in row["part"] for row in unknown)
    assert own.read_bytes() == original
    comments = [comment.text for comment in docx.Document(str(marked)).comments]
    assert len(comments) == len(problems)
    assert any("signatori" in text for text in comments)
    empty_office.docgen("templates", "check", own, "--annotate", own, expect=(USAGE,))
    assert own.read_bytes() == original


def test_fields_and_layout_are_told_before_any_paper_is_made(empty_office: Circle) -> None:
    """The doctor names the fields a template uses, and measures a made-up paper: a margin of 10 mm is told."""
    own = _own(empty_office)
    assert "document_code, executors" in empty_office.docgen("templates", "check", own).err
    document = docx.Document(str(own))
    document.sections[0].left_margin = Mm(10)
    document.save(str(own))
    problems = empty_office.docgen("templates", "check", own, "--json").json
    assert [(row["code"], row["severity"]) for row in problems if row["code"] == "PG-03"] == [("PG-03", "warning")]


def test_a_preview_is_filled_with_facts_of_the_office(office: Prepared, tmp_path: Path) -> None:
    """The preview holds the facts of a decision of the office and changes nothing in the registry."""
    circle = office("drafted")
    own, before = _own(circle), circle.dump()
    target = tmp_path / "thu.docx"
    circle.docgen("templates", "check", own, "--preview", target)
    codes = [row["document"] for row in circle.docgen("decisions", "list", "--json").json]
    assert docx.Document(str(target)).core_properties.identifier in codes
    assert "{{" not in _text(target)
    assert circle.dump() == before


def test_without_papers_a_preview_is_fictitious_and_says_so(empty_office: Circle, tmp_path: Path) -> None:
    """In a fresh office the preview holds a made-up paper; with a field nobody has data for it is told what to do."""
    own, target = _own(empty_office, "party-decision-list"), tmp_path / "thu.docx"
    assert "hư cấu" in empty_office.docgen("templates", "check", own, "--preview", target).err
    assert "{{" not in _text(target) and len(_text(target)) > 1_000
    document = docx.Document(str(own))
    document.paragraphs[-1].insert_paragraph_before("{{ rieng }}")
    document.save(str(own))
    manifest = own.with_suffix(".toml")
    manifest.write_text(manifest.read_text("utf-8").replace("fields = [", 'fields = [\n  "rieng",'), "utf-8")
    other = tmp_path / "khac.docx"
    said = empty_office.docgen("templates", "check", own, "--preview", other, expect=(LOOK,))
    assert "điền thử" in said.err and not other.exists()


def test_a_paper_of_an_earlier_year_is_made_again_byte_for_byte(office: Prepared) -> None:
    """Years later, with the template changed, the document part comes from the old template, letter for letter."""
    circle = office("drafted")
    code = circle.docgen("decisions", "list", "--json").json[0]["document"]
    made = zipfile.Path(circle.office / "output" / "du-thao" / f"{code}.docx", "word/document.xml").read_bytes()
    own = _own(circle)
    document = docx.Document(str(own))
    document.paragraphs[-1].insert_paragraph_before("CÂU CỦA MẪU MỚI")
    document.save(str(own))
    later = open_office(circle.office, {"DOCGEN_TODAY": "2026-03-01"}, actor="bench")
    try:
        with later.store.reading() as session:
            record = record_of(session, code)
        maker = PaperMaker(later)
        again, changed = maker.render_again(record), compile_template(own).render(record.context)
    finally:
        later.close()
    assert zipfile.Path(io.BytesIO(again), "word/document.xml").read_bytes() == made
    assert zipfile.Path(io.BytesIO(changed), "word/document.xml").read_bytes() != made


@pytest.mark.pdf
def test_an_old_paper_is_printed_again_by_its_old_template(office: Prepared) -> None:
    """A decision printed before the template was changed is printed again in the words it was first printed with."""
    circle = office("printed")
    own, used = _own(circle), circle.office / "templates" / "used"
    document = docx.Document(str(own))
    document.paragraphs[-1].insert_paragraph_before("CÂU CỦA MẪU MỚI")
    document.save(str(own))
    kept = {path.name for path in used.iterdir()}
    for lost in (circle.office / "output" / "pdf").iterdir():
        lost.unlink()
    rows = circle.docgen("decisions", "list", "--json").json
    code = next(row["document"] for row in rows if row["state"] == "printed")
    again = Path(circle.docgen("print", "again", code, "--json").json["path"])
    assert "QUYẾT ĐỊNH" in "".join(pdf.page_texts(again))
    assert "CÂU CỦA MẪU MỚI" not in "".join(pdf.page_texts(again))
    assert {path.name for path in used.iterdir()} == kept


def test_an_error_while_making_papers_names_paper_template_place_and_field(office: Prepared) -> None:
    """An unknown field stops the drafting with paper, template, paragraph, field and nearest name; nothing changes."""
    circle = office("drafted")
    own, before = _own(circle), circle.dump()
    document = docx.Document(str(own))
    document.paragraphs[-1].insert_paragraph_before("Người ký: {{ signatori }}")
    document.save(str(own))
    said = circle.docgen("decisions", "draft", expect=(LOOK,)).err
    codes = [row["document"] for row in circle.docgen("decisions", "list", "--json").json]
    for piece in (own.name, "word/document.xml", "Người ký", "“signatori”", "“signatory”"):
        assert piece in said
    assert any(f"Văn bản {code}" in said for code in codes)
    assert circle.dump() == before


def test_versions_of_a_template_are_listed_with_their_days(office: Prepared) -> None:
    """The list names the version papers were made with, how many and when, and the one that lies there now."""
    circle = office("drafted")
    papers = len(circle.docgen("decisions", "list", "--json").json)
    (before,) = [row for row in circle.docgen("templates", "list", "--json").json if row["id"] == "party-decision"]
    (used,) = before["versions"]
    assert (used["papers"], used["current"], used["first"]) == (papers, True, used["last"])
    own = _own(circle)
    document = docx.Document(str(own))
    document.paragraphs[-1].insert_paragraph_before("Câu mới")
    document.save(str(own))
    mine = next(row for row in circle.docgen("templates", "list", "--json").json if row["path"] == str(own))
    assert [(version["papers"], version["current"]) for version in mine["versions"]] == [(papers, False), (0, True)]
    assert mine["versions"][0]["digest"] == used["digest"]


def test_an_uploaded_template_is_looked_at_like_a_copied_one(empty_office: Circle, tmp_path: Path) -> None:
    """A sound file is taken in; one with a fault is refused with its place and the office's own stays."""
    sent = tmp_path / "gui-den.docx"
    source = Path(empty_office.docgen("templates", "list", "--json").json[0]["path"]).parents[1] / "decisions"
    document = docx.Document(str(source / "party-decision.docx"))
    document.save(str(sent))
    path = Path(empty_office.docgen("templates", "add", sent, "--like", "party-decision", "--json").json["path"])
    assert path.parent == empty_office.office / "templates" and path.read_bytes() == sent.read_bytes()
    document.add_paragraph("Đồng chí {{ signatori }}")
    document.save(str(sent))
    said = empty_office.docgen("templates", "add", sent, "--like", "party-decision", "--json", expect=(LOOK,))
    assert said.json["path"] is None
    assert "“signatory”" in said.json["problems"][0]["message"]
    assert path.read_bytes() != sent.read_bytes()
    empty_office.docgen("templates", "add", sent, "--like", "khong-co", expect=(USAGE,))
