"""Three readings of an answer (requirement 41): when they differ a person sees all of them."""

from __future__ import annotations

from docgen.forms.checking import READINGS_DIFFER, check_form
from docgen.forms.reading import read_form
from registry.problems import Problem
from tests.docgen.forms.form_sample import GOOD, expected, form, rewritten, with_part

BINDING = '<w:dataBinding w:prefixMappings="xmlns:p=\'urn:khac\'" w:xpath="/p:phieu[1]/p:dat[1]" w:storeItemID="{1}"/>'
PERCENT = '<w:alias w:val="percent 1"/>'


def found(data: bytes) -> list[Problem]:
    """What is said of readings that differ."""
    return [problem for problem in check_form(read_form(data), expected()) if problem.code == READINGS_DIFFER]


def bound(stored: str) -> bytes:
    """The filled form, its first percentage bound to data that says `stored`."""
    data = rewritten(form(GOOD), lambda xml: xml.replace(PERCENT, PERCENT + BINDING))
    return with_part(data, "customXml/item9.xml", f'<phieu xmlns="urn:khac"><dat>{stored}</dat></phieu>'.encode())


def test_41_readings_that_agree_are_nothing_to_tell() -> None:
    """this test ensures that a filled form and an empty one have no differing readings, bound data or not."""
    assert found(form(GOOD)) == found(form()) == found(bound(GOOD["percent 1"])) == []


def test_41_bound_data_that_says_otherwise_is_shown_with_the_others() -> None:
    """this test ensures that stale data behind a control is told beside what the control and the cell show."""
    (problem,) = found(bound("55"))
    assert not problem.is_error
    assert "“55”" in problem.message
    assert problem.message.count("“102,2”") == 2
    assert "Tỷ lệ hoàn thành (%)" in problem.place.part


def test_41_words_beside_a_control_are_shown_with_the_others() -> None:
    """this test ensures that what somebody typed beside a control is not silently left out."""
    data = rewritten(
        form(GOOD),
        lambda xml: xml.replace(
            "<w:t>102,2</w:t></w:r></w:sdtContent></w:sdt>",
            "<w:t>102,2</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> thực ra 60</w:t></w:r>",
        ),
    )
    (problem,) = found(data)
    assert "dữ liệu ngầm “–”, ô điền “102,2”, cả ô “102,2 thực ra 60”" in problem.message


def test_41_a_path_that_is_no_plain_path_is_not_asked() -> None:
    """this test ensures that a stranger's expression is not evaluated."""
    data = rewritten(bound("55"), lambda xml: xml.replace("/p:phieu[1]/p:dat[1]", "//*[count(//*)&gt;0]"))
    assert found(data) == []
