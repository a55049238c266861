"""Fields of PDF forms: the value counts, and what is drawn otherwise is told (requirement 42)."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.intake.kinds import Kind, classify
from docgen.media.pdf_fields import Field, fields
from tests.support.outside_world.digital_pen import paper


def form(folder: Path, value: str, shown: str | None, *, ticked: str = "") -> Path:
    """A PDF with one text field that holds `value` and draws `shown`, and a tick."""
    drawn = f"BT /F1 12 Tf 2 5 Td ({shown}) Tj ET"
    appearance = "" if shown is None else "/AP<</N 6 0 R>>"
    tick = f"/V/{ticked}/AS/Off" if ticked else "/AS/Off"
    objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 7 0 R]/DR<</Font<</F1 5 0 R>>>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<<>>/Annots[4 0 R 7 0 R]>>",
        f"<</Type/Annot/Subtype/Widget/FT/Tx/T(ty-le)/V({value})/Rect[10 10 100 30]{appearance}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<</Type/XObject/Subtype/Form/BBox[0 0 90 20]/Resources<</Font<</F1 5 0 R>>>>/Length {len(drawn)}>>\n"
        f"stream\n{drawn}\nendstream",
        f"<</Type/Annot/Subtype/Widget/FT/Btn/T(xong){tick}/Rect[10 50 20 60]>>",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    path = folder / "phieu.pdf"
    path.write_bytes(out)
    return path


@pytest.mark.parametrize("shown", ["95", None, "9 5"])
def test_42_a_field_that_shows_its_value_is_read(tmp_path: Path, shown: str | None) -> None:
    """this test ensures that the value is read, whether it is drawn or left to the viewer, and nothing is flagged."""
    path = form(tmp_path, "95", shown)
    assert fields(path)[0].value == "95"
    assert [problem.code for problem in classify(path, "phieu.pdf").problems] == []


def test_42_a_field_that_shows_another_value_is_flagged(tmp_path: Path) -> None:
    """this test ensures that both value and appearance are told."""
    classified = classify(form(tmp_path, "55", "95"), "phieu.pdf")
    (problem,) = classified.problems
    assert (classified.kind, problem.code) == (Kind.PDF, "pdf-field-looks-otherwise")
    assert "“55”" in problem.message and "“95”" in problem.message


def test_42_a_tick_that_is_not_drawn_is_flagged(tmp_path: Path) -> None:
    """this test ensures that a ticked field drawn empty is told."""
    assert fields(form(tmp_path, "95", "95", ticked="Co"))[1] == Field(name="xong", value="Co", shown="")
    assert fields(form(tmp_path, "95", "95", ticked="Co"))[1].looks_otherwise


def test_42_a_paper_without_form_has_no_fields(tmp_path: Path) -> None:
    """this test ensures that ordinary files cost one look."""
    path = tmp_path / "x.pdf"
    path.write_bytes(paper())
    assert fields(path) == ()
