"""Reading returned forms."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from docgen.errors import UnsafeFile
from docgen.forms.checking import check_form
from docgen.forms.reading import ReturnedForm, read_form
from tests.docgen.forms.form_sample import CHECK, DOCUMENT, GOOD, TASKS, expected, form, rewritten, with_part


def assert_good(returned: ReturnedForm) -> None:
    """All answers of the filled sample were read."""
    first, second = returned.answers
    assert (first.task, second.task) == TASKS
    assert (first.achieved, first.percent, first.level) == (GOOD["achieved 1"], "102,2", "Vượt")
    assert first.evidence == GOOD["evidence 1"]
    assert (second.achieved, second.percent, second.level) == (GOOD["achieved 2"], "80", "Hoàn thành cơ bản")
    assert second.evidence == ""
    assert (returned.advantages, returned.shortcomings) == (GOOD["advantages"], GOOD["shortcomings"])
    assert (returned.proposals, returned.grade) == (GOOD["proposals"], GOOD["grade"])
    assert (returned.document, returned.check, returned.is_identity_consistent) == (DOCUMENT, CHECK, True)


def test_a_filled_form_is_read() -> None:
    """Every answer stands under its task code and its field, with the identity of the form."""
    assert_good(read_form(form(GOOD)))


def test_tags_and_aliases_are_not_needed() -> None:
    """A form whose tags and aliases were lost is read by its printed words alone."""
    assert_good(read_form(form(GOOD, named=False)))


def test_prompts_are_empty_answers() -> None:
    """A form nobody filled in has rows without answers, also when only the prompt's words tell it."""
    for data in (form(), rewritten(form(), lambda xml: xml.replace("<w:showingPlcHdr/>", ""))):
        returned = read_form(data)
        assert [answer.task for answer in returned.answers] == list(TASKS)
        assert {answer.achieved + answer.percent + answer.level + answer.evidence for answer in returned.answers} == {
            ""
        }
        assert returned.advantages + returned.shortcomings + returned.proposals + returned.grade == ""
    words_only = rewritten(
        form(), lambda xml: xml.replace("<w:showingPlcHdr/>", "").replace('<w:rStyle w:val="PlaceholderText"/>', "")
    )
    assert read_form(words_only).answers[0].level == read_form(words_only).advantages == ""


def test_changed_heading_falls_back_to_names() -> None:
    """A column whose heading was changed is still found by the alias of its controls."""
    data = rewritten(form(GOOD), lambda xml: xml.replace("Minh chứng", "Tài liệu kèm"))
    assert read_form(data).answers[0].evidence == GOOD["evidence 1"]


def test_hidden_text_is_not_an_answer() -> None:
    """Text that nobody can see on the page is not read."""
    hidden = rewritten(
        form(GOOD), lambda xml: xml.replace("<w:r><w:t>102,2", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>102,2")
    )
    assert read_form(hidden).answers[0].percent == ""


def test_identities_that_disagree_are_told() -> None:
    """A custom XML part of another form beside our properties is not consistent."""
    other = rewritten(form(GOOD), lambda xml: xml.replace(DOCUMENT, "99999999"), part="customXml/item7.xml")
    assert not read_form(other).is_identity_consistent


def test_form_without_identity() -> None:
    """A file that names no document has none."""
    data = rewritten(form(GOOD), lambda xml: xml.replace(DOCUMENT, ""), part="docProps/core.xml")
    data = rewritten(data, lambda xml: xml.replace("urn:docgen:form", "urn:other"), part="customXml/item7.xml")
    assert read_form(data).document is None


def test_hostile_files_end_in_one_sentence() -> None:
    """A bomb, a DOCTYPE and a doubled part are refused before anything is believed."""
    doctype = '<!DOCTYPE w [<!ENTITY a "x">]>'
    entity = rewritten(form(), lambda xml: xml.replace("<w:document", doctype + "<w:document", 1))
    bomb = with_part(form(), "word/media/image1.bin", bytes(5_000_000))
    with pytest.warns(UserWarning, match="Duplicate name"):
        double = with_part(form(), "word/document.xml", b"<x/>")
    for data in (entity, bomb, double, b"not a zip", form()[:-100]):
        with pytest.raises(UnsafeFile) as caught:
            read_form(data)
        assert caught.value.message.endswith(".") and caught.value.advice


@pytest.mark.pdf
def test_one_save_in_libreoffice_loses_nothing(tmp_path: Path) -> None:
    """A form filled and saved by LibreOffice is read with all values and its fixed text proves unchanged."""
    changed = rewritten(form(GOOD), lambda xml: xml.replace("<w:t>90%</w:t>", "<w:t>80%</w:t>", 1))
    saved = saved_by_libreoffice([form(GOOD), changed, form()], tmp_path)
    filled, softened, empty = map(read_form, saved)
    assert_good(filled)
    assert check_form(filled, expected()) == ()
    (problem,) = check_form(softened, expected())
    assert problem.code == "form-text-changed"
    assert empty.answers[0].achieved == empty.answers[0].level == empty.grade == ""


def saved_by_libreoffice(forms: Sequence[bytes], folder: Path) -> list[bytes]:
    """Each file opened and saved once."""
    office = shutil.which("soffice")
    assert office is not None
    paths = [folder / f"form-{number}.docx" for number in range(len(forms))]
    for path, data in zip(paths, forms, strict=True):
        path.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx:Office Open XML Text"]
    subprocess.run([*command, "--outdir", str(folder / "out"), *map(str, paths)], check=True, timeout=120)
    return [(folder / "out" / path.name).read_bytes() for path in paths]
