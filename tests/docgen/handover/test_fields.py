"""Fields of TT05/2025: names, codes, lengths of luu-tru.md §1.6; breaking them stops the export (requirement 20)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from docgen.handover import codes
from docgen.handover.descriptions import document_values, dossier_values, from_xml, to_xml
from docgen.handover.fields import DOCUMENT, DOSSIER, Field
from docgen.handover.package import hindrances
from docgen.handover.schemas import EAD, EAD_DOC, faults, shipped
from docgen.handover.values import Confidence
from tests.support.handover_facts import dossier, held, paper

XS = "{http://www.w3.org/2001/XMLSchema}"
EIGHTEEN = (
    "fileCode title maintenance mode language startDate endDate keyword totalDoc numberOfPaper numberOfPage format "
    "inforSign confidenceLevel paperFileCode riskRecovery riskRecoveryStatus description"
)
TWENTY_ONE = (
    "docId docCode maintenance typeName codeNumber codeNotation issuedDate organName subject language numberOfPage "
    "inforSign keyword mode confidenceLevel autograph format riskRecovery riskRecoveryStatus process description"
)


def test_the_circular_s_fields_in_its_order() -> None:
    """Eighteen of a hồ sơ, twenty-one of a paper of a SIP."""
    assert [field.name for field in DOSSIER] == EIGHTEEN.split()
    assert [field.name for field in DOCUMENT] == TWENTY_ONE.split()


@pytest.mark.parametrize(("schema", "table"), [(EAD, DOSSIER), (EAD_DOC, DOCUMENT)])
def test_schema_and_table_say_the_same(schema: str, table: tuple[Field, ...]) -> None:
    """Order, length, codes, form, whether required and repeated: read from the XSD itself."""
    root = etree.fromstring(shipped(schema))
    assert "không phải tệp do" in root.getprevious().text
    read = []
    for element in root.iter(f"{XS}element"):
        if element.get("name") == "simpledc":
            continue
        rule = element.find(f".//{XS}restriction")
        pattern = rule.find(f"{XS}pattern")
        read.append(
            Field(
                name=element.get("name"),
                limit=int(rule.find(f"{XS}maxLength").get("value")),
                required=element.get("minOccurs") != "0",
                codes=tuple(each.get("value") for each in rule.iterchildren(f"{XS}enumeration")),
                pattern="" if pattern is None else pattern.get("value"),
                repeated=element.get("maxOccurs") == "unbounded",
            )
        )
    assert tuple(read) == table


def test_values_of_a_dossier_and_a_paper() -> None:
    """Field by field, as §1.6 gives the codes."""
    made = dossier()
    assert dossier_values(made) == {
        "fileCode": "H49.64.33.2021.01",
        "title": made.title,
        "maintenance": "05",
        "mode": "02",
        "language": "01",
        "startDate": "05/02/2021",
        "endDate": "07/02/2021",
        "totalDoc": "3",
        "numberOfPage": "6",
        "confidenceLevel": "01",
        "paperFileCode": "",
        "riskRecovery": "0",
        "description": "",
    }
    values = document_values(made, made.documents[1])
    told = ("docId", "docCode", "typeName", "codeNumber", "codeNotation", "issuedDate")
    assert [values[name] for name in told] == [
        "H49.64.33.2021.01.2",
        "H49.64.33.2021.01.0000002",
        "02",
        "128",
        "QĐ/HU",
        "06/02/2021",
    ]
    assert not hindrances(made)


def test_written_fields_are_read_back_and_measured() -> None:
    """XML of both kinds is what its schema wants, and gives the same values."""
    made = dossier(retention_years=15)
    for table, schema, values in (
        (DOSSIER, EAD, dossier_values(made)),
        (DOCUMENT, EAD_DOC, document_values(made, made.documents[0])),
    ):
        written = to_xml(table, values)
        assert faults(written, schema, name="x") == ()
        assert from_xml(etree.fromstring(written)) == {name: value for name, value in values.items() if value}


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"subject": "x" * 501}, "subject", "field-too-long"),
        ({"author": "x" * 201}, "organName", "field-too-long"),
        ({"number_text": f"1-{'x' * 31}"}, "codeNotation", "field-too-long"),
        ({"number_text": f"{'1' * 12}-QĐ/HU"}, "codeNumber", "field-too-long"),
        ({"note": "x" * 2001}, "description", "field-too-long"),
        ({"subject": " "}, "subject", "field-missing"),
        ({"author": ""}, "organName", "field-missing"),
        ({"issued_on": None}, "issuedDate", "field-missing"),
        ({"pages": None}, "numberOfPage", "field-missing"),
        ({"subject": "có ký tự \x0b lạ"}, "subject", "field-form"),
        ({"files": ()}, None, "paper-without-file"),
    ],
)
def test_a_paper_that_breaks_a_limit_is_named(changes: dict[str, object], field: str | None, code: str) -> None:
    """Requirement 20: one problem, with the docId and the field; the longest allowed text passes."""
    made = dossier()
    papers = (made.documents[0], paper(2, **changes), made.documents[2])
    (problem,) = hindrances(replace(made, documents=papers))
    assert (problem.code, problem.place.part) == (code, field or "")
    assert problem.place.file.startswith("H49.64.33.2021.01.2")
    assert not hindrances(dossier(documents=(paper(1, subject="x" * 500, author="y" * 200, note="z" * 2000),)))


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"title": "x" * 1001}, "title", "field-too-long"),
        ({"title": ""}, "title", "field-missing"),
        ({"access": "04"}, "mode", "field-code"),
    ],
)
def test_a_dossier_that_breaks_a_limit_is_named(changes: dict[str, object], field: str, code: str) -> None:
    """Requirement 20, for the hồ sơ itself."""
    found = [(p.code, p.place.file, p.place.part) for p in hindrances(dossier(**changes))]
    assert (code, dossier().code, field) in found


def test_a_code_too_long_for_a_paper_s_id_is_named() -> None:
    """docId has 25 characters for mã hồ sơ and ordinal together; the tenth paper is the first that does not fit."""
    code = "H49.64.33.2021.01.TUYENDC"[:23]
    found = hindrances(dossier(10, code=code))
    assert [(p.code, p.place.part) for p in found] == [("field-too-long", "docId")]
    assert found[0].place.file.startswith(f"{code}.10 ")


def test_an_empty_dossier_is_not_handed_over() -> None:
    """Nothing to hand over is a problem of its own."""
    assert "dossier-empty" in {problem.code for problem in hindrances(dossier(documents=()))}


def test_scans_are_handed_over_with_a_warning() -> None:
    """Điều 8.3 packs digitised papers as AIP: the export goes on and says what to ask; mixed dossiers are level 03."""
    made = dossier(documents=(paper(1, confidence=Confidence.DIGITISED), paper(2)))
    (problem,) = hindrances(made)
    assert (problem.code, problem.is_error) == ("digitised-papers", False)
    assert (dossier_values(made)["confidenceLevel"], dossier_values(made)["paperFileCode"]) == ("03", made.code)


@pytest.mark.parametrize(
    ("years", "code"), [(None, "01"), (70, "02"), (50, "03"), (30, "04"), (20, "05"), (10, "06"), (5, "07"), (2, "07")]
)
def test_periods_have_the_circular_s_codes(years: int | None, code: str) -> None:
    """07 also says the true number of years."""
    assert codes.period_code(years) == code
    assert (f"{years} năm" in dossier_values(dossier(retention_years=years))["description"]) == (code == "07")
    if code != "07":
        assert codes.period_years(code) == years


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("127-QĐ/HU", ("127", "QĐ/HU")),
        ("15/QĐ-UBND", ("15", "QĐ-UBND")),
        ("05/UBND-NC", ("05", "UBND-NC")),
        ("02-CV/BTCTU", ("02", "CV/BTCTU")),
        ("", ("", "")),
    ],
)
def test_number_and_symbol_come_apart_and_together(text: str, parts: tuple[str, str]) -> None:
    """Party and State write them differently; both come back as they were."""
    assert codes.split_number(text) == parts
    assert codes.join_number(*parts) == text


def test_types_have_the_circular_s_codes() -> None:
    """The three of ours that the reference names, and the rest."""
    names = {"Quyết định": "02", "Biên bản": "20", "Công văn": "22", "Bản tự đánh giá": "32", "": "32"}
    assert {name: codes.type_code(name) for name in names} == names
    assert len(codes.TYPES) == 32


def test_days_are_written_as_the_circular_wants(tmp_path: Path) -> None:
    """DD/MM/YYYY; another form is refused by the schema."""
    values = dossier_values(dossier(documents=(paper(1, issued_on=dt.date(2021, 12, 3), files=(held(b"x"),)),)))
    assert values["startDate"] == "03/12/2021"
    assert faults(to_xml(DOSSIER, values | {"startDate": "2021-12-03"}), EAD, name="x")
