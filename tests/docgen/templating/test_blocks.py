"""Conditions and loops without their partner are told beside every other fault of a template."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from docgen.templating.blocks import unpaired
from docgen.templating.check import check_template
from docgen.templating.places import Spot

ENDS = ("{% if a %}", "{% endif %}", "{%p for b in c %}", "{%p endfor %}", "{% set d %}", "{% endset %}")


def told(*texts: str) -> list[tuple[int, str]]:
    """Paragraph and missing word of each tag without its partner."""
    spots = [Spot(member="word/document.xml", order=at, place="", text=text) for at, text in enumerate(texts)]
    return [(each.spot.order, each.missing) for each in unpaired(spots)]


def test_what_fits_together_is_left_alone() -> None:
    """This test ensures that nesting, else, one-line sets, raw text and parts of their own are no fault."""
    assert told(*ENDS) == []
    assert told("{%tr for x in y %}{% if x %}", "{% elif z %}{% else %}{%- endif -%}", "{%tr endfor %}") == []
    assert told("{% set a = 1 %}", "{% raw %}{% endif %}{% if %}{% endraw %}") == []


@pytest.mark.parametrize("gone", range(len(ENDS)))
def test_a_tag_taken_away_leaves_its_partner(gone: int) -> None:
    """This test ensures that each partner of a pair is told, at its paragraph, when the other is taken away."""
    texts = ["" if at == gone else text for at, text in enumerate(ENDS)]
    ((where, missing),) = told(*texts)
    assert where == (gone + 1 if gone % 2 == 0 else gone - 1)
    assert bool(missing) is (gone % 2 == 1)


def test_the_inner_one_is_told_and_the_outer_one_is_not() -> None:
    """This test ensures that a loop closed over an open condition blames the condition."""
    assert told("{% for a in b %}", "{% if a %}", "{% endfor %}") == [(1, "endif")]
    assert told("{% if a %}", "{% for b in c %}") == [(0, "endif"), (1, "endfor")]


def test_nothing_is_guessed_beside_a_half_written_partner() -> None:
    """This test ensures that a part with a half-written condition is left to that fault."""
    assert told("{% if a %}", "{% endif ") == []
    assert told("{% if a %}", "{{ name ") == [(0, "endif")]


def test_one_broken_tag_hides_no_open_condition(tmp_path: Path) -> None:
    """This test ensures that the doctor tells a broken tag, an open condition and a half-written tag at once."""
    path, document = tmp_path / "mau.docx", Document()
    for text in ("{{ name", "{% if done %}Xong", "{{ a b }}", "{% endfor %}"):
        document.add_paragraph(text)
    document.save(str(path))
    found = [(problem.code, str(problem.message)) for problem in check_template(path)]
    assert [code for code, _ in found] == ["tag-not-closed", "template-broken", "tag-not-paired", "tag-not-paired"]
    assert "{% endif %}" in found[2][1]
    assert "{% endfor %}" in found[3][1]
