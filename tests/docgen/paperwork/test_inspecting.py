"""The office's own way in office.toml reaches the ruler that its papers are measured by."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from docgen.house_style import RuleSeverity
from docgen.paperwork.inspecting import layout_problems, ruler_of
from docgen.settings import Settings
from docgen.shipped import shipped_folder
from docgen.workflows.check_papers import house_from
from registry.labels import Regime
from registry.problems import Problem, Severity
from tests.support.papers import sample_paper

_OWN = """
[house_style]
tone = "late"
positions = ["Bí thư"]
severity = { TX-03 = "error" }
[[house_style.rule]]
id = "CQ-01"
pattern = "đột phá"
message = "Cơ quan không dùng từ này."
"""


def _office_toml(extra: str = "") -> str:
    return (shipped_folder("samples") / "son-duong" / "office.toml").read_text("utf-8") + extra


def _problems(text: str) -> dict[str, Problem]:
    ruler = ruler_of(Settings.model_validate(tomllib.loads(text)))
    day = dt.date(2026, 6, 8)
    found = layout_problems(sample_paper("party-decision"), Regime.PARTY, day, name="a.docx", ruler=ruler)
    return {problem.code: problem for problem in found}


def test_an_office_without_a_way_of_its_own_adds_nothing_but_its_place() -> None:
    """This test ensures that the place of office.toml is what dates are compared with, and nothing else is added."""
    ruler = ruler_of(Settings.model_validate(tomllib.loads(_office_toml())))
    assert (ruler.house.tone, ruler.house.positions, ruler.house.rules, ruler.house.severities) == ("", (), (), ())
    assert ruler.house.place


def test_the_way_of_the_office_is_held_against_its_papers() -> None:
    """This test ensures that tone marks, titles, severities and rules of office.toml judge the papers it makes."""
    plain, own = _problems(_office_toml()), _problems(_office_toml(_OWN))
    assert not {"TX-03", "CQ-01"} & plain.keys()
    assert own["TX-03"].severity is Severity.ERROR
    assert own["CQ-01"].severity is Severity.WARNING


def test_a_ruler_can_be_a_key_and_cross_to_another_process() -> None:
    """This test ensures that rulers are equal when their offices say the same, as the workshop of drafts needs."""
    settings = Settings.model_validate(tomllib.loads(_office_toml(_OWN)))
    assert len({ruler_of(settings), ruler_of(settings)}) == 1
    assert dict(ruler_of(settings).house.severities) == {"TX-03": RuleSeverity.ERROR}


def test_office_toml_serves_as_a_profile(tmp_path: Path) -> None:
    """This test ensures that the check of any file takes an office.toml for its profile."""
    file = tmp_path / "office.toml"
    file.write_text(_office_toml(_OWN), encoding="utf-8")
    assert house_from(file) == ruler_of(Settings.model_validate(tomllib.loads(_office_toml(_OWN)))).house


def test_a_pattern_that_is_none_is_told() -> None:
    """This test ensures that a rule whose pattern cannot be read is refused when office.toml is read."""
    wrong = _OWN.replace('pattern = "đột phá"', 'pattern = "("')
    with pytest.raises(ValidationError):
        Settings.model_validate(tomllib.loads(_office_toml(wrong)))
