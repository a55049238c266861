"""What every built-in template must hold, measured in the finished paper."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from docgen.authoring.__main__ import TEMPLATES
from docgen.forms.reading import read_form
from docgen.house_style import check
from docgen.media.docx import document_text, identifier
from docgen.templating import Catalogue, check_template, compile_template, read_manifest
from registry.labels import DocumentKind, Grade, Regime, TaskLevel
from tests.support import facts, previews
from tests.support.papers import NAMES, sample_context, sample_paper, template, template_path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RULESETS = {"party": "HD36", "state": "ND30"}


def _part(document: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(document)) as package:
        return etree.fromstring(package.read(name))


def _failures(document: bytes, name: str) -> list[str]:
    report = check(document, ruleset=RULESETS[name.partition("-")[0]])
    return [finding.rule for finding in report.findings if finding.verdict.value == "fail"]


@pytest.mark.parametrize("name", NAMES)
def test_the_doctor_finds_nothing(name: str) -> None:
    """Tags are closed, manifests tell the fields that are used, nothing is left unrendered."""
    assert check_template(template_path(name)) == ()


def test_a_field_missing_from_the_manifest_is_found(tmp_path: Path) -> None:
    """The twin: a manifest without one field is not sound."""
    source = template_path("party-decision")
    (tmp_path / source.name).write_bytes(source.read_bytes())
    manifest = source.with_suffix(".toml").read_text(encoding="utf-8").replace('  "executors",\n', "")
    (tmp_path / source.with_suffix(".toml").name).write_text(manifest, encoding="utf-8")
    assert any("executors" in str(problem) for problem in check_template(tmp_path / source.name))


@pytest.mark.parametrize("name", NAMES)
def test_the_layout_is_right(name: str) -> None:
    """No rule of the regime fails on the finished paper."""
    assert _failures(sample_paper(name), name) == []


@pytest.mark.parametrize(
    ("name", "before", "after", "rule"),
    [
        ("party-decision", 'w:right="850"', 'w:right="1134"', "PG-03"),
        ("state-decision", 'w:left="1701"', 'w:left="1417"', "PG-02"),
        ("party-report", "ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG CỘNG SẢN", "PH-01"),
        ("state-notice", "./.", ".", "BD-14"),
    ],
)
def test_a_spoilt_template_is_caught(name: str, before: str, after: str, rule: str) -> None:
    """The twin: a wrong margin, a wrong header and a missing end mark are found by their rules."""
    spoilt = BytesIO()
    with zipfile.ZipFile(template_path(name)) as source, zipfile.ZipFile(spoilt, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if part == "word/document.xml":
                assert before.encode() in content
                content = content.replace(before.encode(), after.encode())
            target.writestr(part, content)
    paper = compile_template(spoilt.getvalue()).render(sample_context(name))
    assert rule in _failures(paper, name)


def test_the_catalogue_finds_every_kind() -> None:
    """For every kind of paper there is one template in each regime, also for 2021 and 2017."""
    catalogue = Catalogue([TEMPLATES])
    for kind in DocumentKind:
        assert catalogue.find(kind=kind.value, regime="party", on=facts.PARTY_DATE).path.name.startswith("party")
        assert catalogue.find(kind=kind.value, regime="state", on=facts.STATE_DATE).path.name.startswith("state")


@pytest.mark.parametrize("name", NAMES)
def test_papers_carry_their_code(name: str) -> None:
    """The document code stands in the properties, and no tag is left anywhere in the text."""
    paper = sample_paper(name)
    assert identifier(paper) == sample_context(name)["document_code"]
    assert not any("{" in line or "}" in line for line in document_text(paper))
    assert read_manifest(template_path(name).with_suffix(".toml")).id == name


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_named_as_author(name: str) -> None:
    """The properties name no author and no time, which would differ from one rebuild to the next."""
    core = _part(template_path(name).read_bytes(), "docProps/core.xml")
    assert {etree.QName(child).localname for child in core} == {"title", "subject", "identifier", "language"}


@pytest.mark.parametrize("regime", list(Regime))
def test_the_annex_is_counted_apart(regime: Regime) -> None:
    """The annex is a section of its own, counted from 1, its first page without a number (PG-09)."""
    sections = list(_part(sample_paper(f"{regime}-decision"), "word/document.xml").iter(f"{W}sectPr"))
    assert len(sections) == 2
    assert sections[1].find(f"{W}pgNumType").get(f"{W}start") == "1"
    assert all(section.find(f"{W}titlePg") is not None for section in sections)


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_not_split_and_headings_repeat(name: str) -> None:
    """No row is ever split between pages, and a table with a heading repeats it."""
    body = _part(sample_paper(name), "word/document.xml")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in body.iter(f"{W}tr"))
    has_list = not name.endswith(("recall", "correction"))
    assert has_list == any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in body.iter(f"{W}tr"))


@pytest.mark.parametrize(
    "name", [name for name in NAMES if not name.endswith(("handout", "register-book", "dossier-contents"))]
)
def test_a_signature_never_stands_alone(name: str) -> None:
    """The paragraph before the signature stays with it."""
    body = _part(sample_paper(name), "word/document.xml").find(f"{W}body")
    signature = next(
        table for table in body.iter(f"{W}tbl") if table.find(f".//{W}pStyle[@{W}val='Signatory']") is not None
    )
    assert signature.getprevious().find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("regime", list(Regime))
def test_the_form_can_be_read_back(regime: Regime) -> None:
    """An unfilled form says who it is, has a row for each task and no answer: prompts are not answers."""
    form = read_form(sample_paper(f"{regime}-self-assessment"))
    assert (form.document, form.check) == ("1F2E3D4C", "F1.ABCDEFGHIJKLMNOP")
    assert len(form.answers) == 2
    assert all(not (answer.achieved or answer.level or answer.percent or answer.evidence) for answer in form.answers)
    assert not (form.grade or form.advantages or form.shortcomings or form.proposals)


@pytest.mark.parametrize("regime", list(Regime))
def test_the_controls_of_the_form(regime: Regime) -> None:
    """Four controls in each row and four below, never deletable, unbound, without ids that a loop would repeat."""
    paper = sample_paper(f"{regime}-self-assessment")
    controls = list(_part(paper, "word/document.xml").iter(f"{W}sdt"))
    assert len(controls) == 2 * 4 + 4
    assert all(control.find(f"{W}sdtPr/{W}lock").get(f"{W}val") == "sdtLocked" for control in controls)
    assert all(control.find(f".//{W}dataBinding") is None for control in controls)
    assert all(control.find(f"{W}sdtPr/{W}id") is None for control in controls)
    tags = [control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") for control in controls]
    assert len(set(tags)) == len(tags)
    protection = _part(paper, "word/settings.xml").find(f"{W}documentProtection")
    assert (protection.get(f"{W}edit"), protection.get(f"{W}enforcement")) == ("forms", "1")


def test_the_lists_of_the_form_are_those_of_the_office() -> None:
    """The levels and grades to choose from are the words of the registry, in the same order."""
    lists = _part(sample_paper("party-self-assessment"), "word/document.xml").iter(f"{W}dropDownList")
    choices = [tuple(item.get(f"{W}displayText") for item in one) for one in lists]
    assert choices[0] == tuple(level.label for level in TaskLevel)
    assert choices[-1] == tuple(grade.label for grade in Grade)


def test_the_papers_of_previews_are_those_of_today() -> None:
    """The made-up papers in samples/ are what wording says now: else `python -m tests.support.previews` writes them."""
    assert previews.PATH.read_text(encoding="utf-8") == previews.text()


NASTY = " & < > \" ' ]]> {{ 7*7 }}"


def leaves(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from leaves(each)


def roughened(value: Any) -> Any:
    """The same data with signs of XML and of templates behind every text of some length; short ones steer branches."""
    if isinstance(value, str):
        return value + NASTY if len(value) > 12 else value
    if isinstance(value, dict):
        return {key: roughened(each) for key, each in value.items()}
    return type(value)(roughened(each) for each in value) if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("name", NAMES)
def test_requirement_51_row_17_hostile_text_is_printed_as_it_is(name: str) -> None:
    """Signs of XML and of templates in any fact come out as text in every template, and lose nothing behind them."""
    context = sample_context(name)
    calm, rough = (document_text(template(name).render(each)) for each in (context, roughened(dict(context))))
    shown = [text for text in set(leaves(dict(context))) if len(text) > 12 and text in calm]
    assert len(shown) > 6
    assert [text for text in shown if text + NASTY not in rough] == []
