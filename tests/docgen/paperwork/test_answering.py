"""Returned forms at the desk: what its sender can mend is asked for, what he cannot is left to a person."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from docgen.forms.controls import W, controls_in
from docgen.forms.reading import read_form
from docgen.intake.folder import seen_at
from docgen.intake.outcome import FileOutcome
from docgen.intake.staging import stage
from docgen.media.apart import Helpers
from docgen.office import Office, make_office, open_office
from docgen.paperwork.receiving import Reception
from docgen.workflows.send_forms import send_forms
from registry.labels import DocumentState, Outcome
from registry.store.documents import bind_tasks, move, record_of
from registry.store.registers import give_number
from tests.docgen.forms.form_sample import rewritten
from tests.support.outside_world.form_filler import Mistakes, fill_folder
from tests.support.registry_builder import NOW, SERIES, SIGNED_ON, changing, draft, enter, sign

SETTINGS = Path(__file__).parents[2] / "stories" / "offices" / "khe-sau.toml"
DECISION = "0000000A"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one binding decision, whose form went out."""
    make_office(tmp_path / "van-phong", SETTINGS.read_text("utf-8"))
    office = open_office(tmp_path / "van-phong", {"DOCGEN_TODAY": "2021-12-01"}, actor="người thử")
    enter(office.store)
    draft(office.store, DECISION)
    sign(office.store, DECISION)
    with changing(office.store) as session:
        give_number(session, record_of(session, DECISION), SERIES, dated=SIGNED_ON, at=NOW, recipients="")
        move(session, DECISION, DocumentState.ISSUED, issued_on=SIGNED_ON)
        bind_tasks(session, record_of(session, DECISION))
    send_forms(office)
    yield office
    office.close()


def filled(office: Office, mistakes: Mistakes, *, through_office: bool = False) -> Path:
    """The form as its official sends it back, perhaps saved once more by LibreOffice."""
    target = office.folder / "gui-ve"
    target.mkdir()
    fill_folder(office.output / "phieu", target, mistakes, through_office=through_office)
    (path,) = target.glob("*.docx")
    return path


def without_check(path: Path) -> None:
    """Save the form as a program does that drops custom XML."""
    old = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name))


def taken(office: Office, path: Path) -> FileOutcome:
    """What becomes of the form."""
    seen = seen_at(path)
    assert seen is not None
    office.staging.mkdir(exist_ok=True)
    return Reception(office, Helpers(0)).receive(stage(seen, office.staging))


def letters(office: Office) -> list[str]:
    """The answers lying in the review folder."""
    return [path.read_text("utf-8") for path in office.review.glob("*.tra-loi.txt")]


def test_a_right_form_is_taken(office: Office) -> None:
    """A filled form with its check files itself and needs no answer."""
    assert taken(office, filled(office, Mistakes())).outcome is Outcome.FILED
    assert letters(office) == []


def test_a_dropped_check_is_for_a_person_and_not_for_the_sender(office: Office) -> None:
    """A form whose check a program dropped waits with a warning; its sender is asked for nothing."""
    path = filled(office, Mistakes())
    without_check(path)
    outcome = taken(office, path)
    assert outcome.outcome is Outcome.REVIEW
    assert [(p.code, p.is_error) for p in outcome.problems] == [("form-check-missing", False)]
    assert letters(office) == []


def test_faults_of_the_sender_are_answered(office: Office) -> None:
    """An empty field is asked for in a letter, which does not blame the sender for the dropped check."""
    path = filled(office, Mistakes(leave_out=True))
    without_check(path)
    outcome = taken(office, path)
    assert outcome.outcome is Outcome.REVIEW
    (letter,) = letters(office)
    asked, looked = letter.split("Đề nghị xem lại")
    assert "dấu kiểm" not in asked
    assert "dấu kiểm" in looked


@pytest.mark.pdf
def test_40_a_form_saved_by_libreoffice_is_taken_with_all_its_values(office: Office) -> None:
    """What a person without Word fills in and saves is read like the form Word saved, value by value."""
    path = filled(office, Mistakes(), through_office=True)
    (plain,) = fill_folder(office.output / "phieu", office.folder, Mistakes())
    saved, typed = read_form(path.read_bytes()), read_form(plain.read_bytes())
    assert (saved.answers, saved.grade, saved.shortcomings) == (typed.answers, typed.grade, typed.shortcomings)
    assert all(answer.percent and answer.level and answer.achieved for answer in saved.answers)
    assert [reading for reading in saved.readings if not reading.agrees] == []
    outcome = taken(office, path)
    assert [problem.code for problem in outcome.problems if problem.is_error] == []


def test_40_a_changed_fixed_sentence_is_told_with_its_paragraph(office: Office) -> None:
    """A printed sentence that was rewritten is shown with the paragraph it stood in, and the form waits."""
    outcome = taken(office, filled(office, Mistakes(change_fixed_sentence=True)))
    told = [problem for problem in outcome.problems if problem.code.startswith("form-text-")]
    assert outcome.outcome is Outcome.REVIEW
    assert told and all(problem.place.part.startswith("đoạn “") for problem in told)


def test_41_words_beside_a_control_wait_with_all_readings(office: Office) -> None:
    """Typed beside a control: the form waits and all three readings are shown, to the sender too."""
    path = filled(office, Mistakes())
    path.write_bytes(rewritten(path.read_bytes(), _typed_beside))
    outcome = taken(office, path)
    assert outcome.outcome is Outcome.REVIEW
    (problem,) = [problem for problem in outcome.problems if problem.code == "form-readings-differ"]
    assert "dữ liệu ngầm “–”" in problem.message and "sửa lại”; cần người xem" in problem.message
    (letter,) = letters(office)
    assert problem.message in letter


def _typed_beside(xml: str) -> str:
    """The form with a word typed behind the first control of the task table."""
    root = etree.fromstring(xml.encode())
    table = next(t for t in root.iter(f"{W}tbl") if any(controls_in(row) for row in t.iter(f"{W}tr")))
    cell = next(c for c in table.iter(f"{W}tc") if len(controls_in(c)) == 1)
    paragraph = next(cell.iter(f"{W}p"))
    run = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    run.text = " sửa lại"
    return etree.tostring(root, encoding="unicode")
