"""What an office says of numbering: who issues and signs, what the register notes of a paper, what stops a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.office import Office, make_office, open_office
from docgen.paperwork.numbers import (
    Entered,
    early_warnings,
    entry_details,
    issuer_of,
    recipients_of,
    require_authority,
    require_printed_symbol,
    signatory_of,
    signers,
)
from registry.errors import RuleBroken
from registry.labels import BodyLevel
from registry.model import Body, BodyName
from registry.problems import Severity
from registry.store.values import DocumentRecord
from tests.support.registry_builder import changing, draft, enter, record

SETTINGS = Path(__file__).parents[2] / "stories" / "offices" / "khe-sau.toml"
REPORT = """
[report.issuer]
regime = "party"
superior = "Huyện ủy Khe Sáu"
body = "Ban Tổ chức"
authority = "Ban Tổ chức Huyện ủy"
symbol = "BTCHU"
place = "Khe Sáu"
filing = "Lưu Ban Tổ chức"

[report.signatory]
name = "Hà Văn Lâm"
position = "TRƯỞNG BAN"
valid_to = 2021-06-30
"""
CONTEXT = {
    "sign_bold": ["T/M BAN THƯỜNG VỤ"],
    "sign_regular": ["BÍ THƯ"],
    "recipients": ["- Như Điều 3,", "- Thường trực\u00a0Huyện ủy,", "- Lưu Văn phòng Huyện ủy."],
    "blank": {"number_line": "Số\u00a0\u00a0-QĐ/HU"},
}
DAY = dt.date(2021, 3, 2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office whose reports are issued and signed by another body."""
    make_office(tmp_path / "van-phong", SETTINGS.read_text("utf-8") + REPORT)
    office = open_office(tmp_path / "van-phong", {"DOCGEN_TODAY": "2021-03-02"}, actor="người thử")
    enter(office.store)
    yield office
    office.close()


@pytest.fixture
def paper(office: Office) -> DocumentRecord:
    """A drafted decision with the lines a register reads."""
    draft(office.store, "0000000A")
    return replace(record(office.store, "0000000A"), context=CONTEXT)


def test_the_symbol_tells_the_issuer(office: Office) -> None:
    """This test ensures that papers of the other body are known by its symbol, all others belong to the office."""
    assert issuer_of(office, "BTCHU").body == "Ban Tổ chức"
    assert issuer_of(office, "HU").body == issuer_of(office, "XX").body == "Huyện ủy Khe Sáu"


def test_a_signatory_is_known_by_name(office: Office) -> None:
    """This test ensures that the days of a post belong to whom office.toml names, and to nobody else."""
    assert signatory_of(office, "Hà Văn Lâm").valid_to == dt.date(2021, 6, 30)
    assert signatory_of(office, "Lương Thị Bích").valid_to is None
    assert signatory_of(office, "Người Khác").valid_to is None


def test_the_register_reads_the_paper(office: Office, paper: DocumentRecord) -> None:
    """This test ensures that form of signing, recipients and file copy are taken from the lines the paper bears."""
    details = entry_details(office, paper, Entered(copies=5, dossier="H49.01"))
    assert details.position == "T/M BAN THƯỜNG VỤ, BÍ THƯ"
    assert (details.kept_by, details.copies, details.dossier) == ("Văn phòng Huyện ủy", 5, "H49.01")
    assert recipients_of(paper) == "Như Điều 3; Thường trực Huyện ủy"
    state = {**CONTEXT, "recipients": ["- Như Điều 4;", "- Lưu: VT, NC."]}
    assert entry_details(office, replace(paper, context=state), Entered()).kept_by == "VT, NC"


def test_a_paper_without_lines_invents_nothing(office: Office, paper: DocumentRecord) -> None:
    """This test ensures that what a paper does not bear and nobody says stays unknown in the register."""
    details = entry_details(office, replace(paper, context={}), Entered())
    assert (details.position, details.kept_by, details.copies, details.dossier) == ("", "", None, "")
    assert recipients_of(replace(paper, context={})) == ""


def test_the_printed_symbol_is_the_registers(paper: DocumentRecord) -> None:
    """This test ensures that a paper drafted under another symbol gets no number of this register (I12)."""
    require_printed_symbol(paper, "05-QĐ/HU")
    require_printed_symbol(replace(paper, context={}), "05-QĐ/XX")
    with pytest.raises(RuleBroken, match="05-QĐ/XX"):
        require_printed_symbol(paper, "05-QĐ/XX")


def test_everybody_who_may_not_sign_is_named(office: Office, paper: DocumentRecord) -> None:
    """This test ensures that authority is asked for every pair of issuer and signatory, whoever signed instead too."""
    late = dt.date(2021, 7, 1)
    require_authority(office, signers([paper]), DAY)
    require_authority(office, [("BTCHU", "Hà Văn Lâm")], DAY)
    with pytest.raises(RuleBroken, match="Hà Văn Lâm chỉ được ký"):
        require_authority(office, [("HU", "Lương Thị Bích"), ("BTCHU", "Hà Văn Lâm")], late)
    assert signers([paper], by="Hà Văn Lâm") == [("HU", "Hà Văn Lâm")]
    warnings = early_warnings(office, "BTCHU", "Hà Văn Lâm", late)
    assert [(each.code, each.severity) for each in warnings] == [("signatory-expired", Severity.WARNING)]


def _body(office: Office, code: str, closed: dt.date | None, level: str = "", begins: dt.date | None = None) -> None:
    with changing(office.store) as session:
        body = Body(code=code, system="party", level=level, closed_on=closed, opened_on=begins)
        body.names.append(
            BodyName(name="Huyện ủy Khe Sáu", folded="huyen uy khe sau", valid_from=begins, valid_to=None)
        )
        session.add(body)


def test_a_body_closed_in_the_registry_issues_nothing(office: Office) -> None:
    """This test ensures that the last day the registry knows of the issuing body stops later papers (O4, O8)."""
    _body(office, "DV-901", dt.date(2021, 2, 28))
    assert early_warnings(office, "HU", "", dt.date(2021, 2, 28)) == ()
    (warning,) = early_warnings(office, "HU", "", DAY)
    assert "28/02/2021" in warning.message


def test_a_name_that_passed_on_means_the_living_body(office: Office) -> None:
    """This test ensures that a body that took over the name is meant, not the one that ended (O2)."""
    _body(office, "DV-901", dt.date(2021, 2, 28))
    _body(office, "DV-902", None, level=BodyLevel.PROVINCE.value, begins=dt.date(2021, 3, 1))
    assert early_warnings(office, "HU", "", DAY) == ()
    assert early_warnings(office, "HU", "", dt.date(2026, 1, 1)) == ()
